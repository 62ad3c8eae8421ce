import { formatDate, osloDate } from '../../../kernel/dates.ts'
import type { PdfBlock, PdfDocument } from '../../../platform/pdf.ts'
import { formats } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { meanText } from '../../../ui/mean-text.ts'
import { themeNames } from '../../../ui/theme-names.ts'
import { elementsOf } from '../measures/rules.ts'
import { partsText } from '../reach/numbers.tsx'
import type { Shown } from '../reach/shown.ts'
import type { Told } from './actions.ts'
import type { Line, Measured, Side } from './rules.ts'

type Page = Pick<PageContext, 't' | 'lang'>

/** The whole loop on paper: the need, the measure, before and after, what the staff read out of it, what the head concludes, and what comes next. */
export function closingDocument(page: Page, { measure, kindergarten, needs, themes, measured, reach = [], closing }: Told, at: Date): PdfDocument {
  const { t, lang } = page
  const day = (date: Parameters<typeof formatDate>[0]) => formatDate(date, lang, 'long')
  const fact = (term: string, value: string | undefined) => (value ? [{ term, value }] : [])
  const heading = (text: string): PdfBlock => ({ kind: 'heading', text })
  const text = (words: string): PdfBlock => ({ kind: 'text', text: words })
  return {
    language: lang,
    title: measure.title,
    above: t('closing.document.above'),
    sender: kindergarten,
    at,
    intro: t('closing.document.intro', { date: day(osloDate(at)) }),
    body: [
      ...needs.flatMap((need): PdfBlock[] => [heading(t('closing.document.need', { title: need.title })), { kind: 'facts', rows: [...fact(t('needs.field.finding'), need.finding), ...fact(t('needs.field.wished'), need.wished), ...fact(t('needs.field.signs'), need.signs)] }]),
      heading(t('closing.document.measure')),
      { kind: 'facts', rows: [
        ...fact(t('measures.field.kind'), t(`measures.kind.${measure.kind}`)),
        ...fact(t('measures.field.goal'), measure.goal),
        ...fact(t('measures.field.signs'), measure.signs),
        ...fact(t('measures.field.themes'), formats(lang).list(themeNames(page, themes, measure.themes))),
        ...fact(t('measures.lead'), measure.lead),
        ...fact(t('measures.field.partners'), measure.partners),
        ...fact(t('measures.started'), measure.begunOn && day(measure.begunOn)),
      ] },
      ...(measure.plan === '' ? [] : [{ kind: 'list' as const, items: elementsOf(measure.plan), numbered: true }]),
      ...reachBlocks(page, reach),
      heading(t('comparison.title')),
      ...(measured ? measuredBlocks(page, measured) : [text(t('closing.document.not-measured', { reason: closing.reason ? t(`closing.reason.${closing.reason}`) : '' })), text(closing.reasonWords)]),
      heading(t('closing.field.reading')),
      text(closing.reading),
      heading(t('closing.field.conclusion')),
      text(closing.conclusion),
      heading(t('closing.field.decision')),
      { kind: 'facts', rows: [
        ...fact(t('closing.field.decision.short'), closing.decision && t(`closing.decision.${closing.decision}`)),
        ...fact(t('closing.field.decision-words'), closing.decisionWords),
        ...fact(t('closing.field.next'), closing.nextOn && day(closing.nextOn)),
        ...fact(t('closing.field.responsible'), closing.responsible),
      ] },
    ],
  }
}

/** How much of the staff it reached, as it may be seen outside the kindergarten: the owner and the team read the document too. */
function reachBlocks({ t }: Page, reach: readonly Shown[]): PdfBlock[] {
  if (reach.length === 0) return []
  return [
    { kind: 'heading', text: t('reach.whole') },
    {
      kind: 'table',
      caption: t('reach.outside.share'),
      columns: [{ title: t('reach.group') }, { title: t('reach.outside.people') }, { title: t('reach.outside.gatherings') }, { title: t('reach.outside.share') }],
      rows: reach.map((one) => [partsText(t, one.part), t('reach.outside.band', { from: one.peopleAtLeast, to: one.peopleAtLeast + 4 }), String(one.gatherings), t(`reach.outside.quarter.${one.quarter}`)]),
    },
  ]
}

function measuredBlocks(page: Page, measured: Measured): PdfBlock[] {
  const { t, lang } = page
  return [
    { kind: 'text', text: t('closing.document.measured', { instrument: measured.instrument[lang], version: measured.version, before: formatDate(measured.beforeOn, lang, 'long'), after: formatDate(measured.afterOn, lang, 'long') }) },
    ...measured.lines.map((theme): PdfBlock => ({
      kind: 'table',
      caption: theme.words[lang],
      columns: [{ title: t('sessions.result.statement') }, { title: t('comparison.before') }, { title: t('comparison.after') }, { title: t('comparison.difference') }, { title: t('comparison.verdict') }],
      rows: [theme, ...theme.statements].map((one, at) => [at === 0 ? t('comparison.whole') : one.words[lang], sideText(page, one.before), sideText(page, one.after), differenceText(page, one), t(`comparison.verdict.${one.verdict}`)]),
    })),
    { kind: 'text', text: t('comparison.how.margin') },
    { kind: 'text', text: t('comparison.how.masked') },
  ]
}

/** A figure with how far from it the real one may lie, and how many it is made of. The ends of the scale are open. */
export function sideText(page: Page, side: Side | undefined): string {
  const { t, lang } = page
  if (!side) return t('sessions.few')
  return `${meanText(page, side.mean)} ${t('comparison.side.about', { margin: formats(lang).decimal(side.uncertainty), from: side.atLeast, to: side.atLeast + 4 })}`
}
function differenceText({ t, lang }: Page, { difference, margin }: Pick<Line, 'difference' | 'margin'>): string {
  if (difference === undefined || margin === undefined) return '–'
  return t('comparison.difference.text', { sign: difference > 0 ? '+' : difference < 0 ? '−' : '', size: formats(lang).decimal(Math.abs(difference)), margin: formats(lang).decimal(margin) })
}
