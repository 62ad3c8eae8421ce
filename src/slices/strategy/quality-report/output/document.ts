import type { PdfBlock, PdfDocument } from '../../../../platform/pdf.ts'
import { formats, texts } from '../../../../texts/index.ts'
import { missingIn, tablesOf, type Bar, type FigureTable } from '../figures/tables.ts'
import { bodyOf, chapters, type Report } from '../rules.ts'
import { nameOf } from '../pages.tsx'

/** In the municipality's own form of Norwegian, whoever asks for it. */
export const languageOf = ({ language }: Report) => ({ t: texts(language), lang: language })

/** What stands under the title: where the report has come, and when the figures are from. */
export function standingOf(report: Report): readonly string[] {
  const { t, lang } = languageOf(report)
  const { dateTime } = formats(lang)
  return [
    ...(report.approvedAt ? [t('quality.approved.by', { when: dateTime(report.approvedAt), who: report.approvedBy ?? '' })] : [t('quality.document.draft')]),
    t('quality.figures.taken.fixed', { when: dateTime(report.snapshot.takenAt) }),
  ]
}

export type Drawn = { readonly items: readonly Bar[]; readonly most: number }
/** @param draw the drawing of a chart as SVG */
export function reportDocument(report: Report, at: Date, draw: (bars: Drawn) => string): PdfDocument {
  const page = languageOf(report)
  const { t, lang } = page
  const tables = tablesOf(page, report.snapshot.figures)
  return {
    language: lang,
    title: nameOf(page, report),
    above: t('quality.document.kind'),
    sender: report.municipality,
    at,
    intro: standingOf(report).join('\n'),
    body: [
      ...chapters.flatMap((chapter): PdfBlock[] => {
        const body = bodyOf(report, chapter)
        const missing = missingIn(page, chapter, tables)
        const own = tables.filter((table) => table.chapter === chapter)
        if (!body && !missing && own.length === 0) return []
        return [
          { kind: 'heading', text: t(`quality.chapter.${chapter}`) },
          ...(body ? [{ kind: 'text' as const, text: body }] : []),
          ...(missing ? [{ kind: 'text' as const, text: missing }] : []),
          ...own.flatMap((table) => blocksOf(t, table, draw)),
        ]
      }),
      { kind: 'heading', text: t('quality.rules') },
      { kind: 'text', text: t('quality.rules.text') },
    ],
  }
}

const blocksOf = (t: ReturnType<typeof languageOf>['t'], table: FigureTable, draw: (bars: Drawn) => string): readonly PdfBlock[] => [
  { kind: 'table', caption: table.caption, columns: table.columns.map((title, at) => ({ title, numeric: at > 0 })), rows: table.rows.map(({ head, cells }) => [head, ...cells.map(({ text }) => text)]) },
  ...(table.bars ? [{ kind: 'picture' as const, svg: draw(table.bars), alt: t('quality.chart', { caption: table.caption }) }] : []),
  { kind: 'text', text: [...table.notes, t('quality.source', { source: table.source })].join(' ') },
]
