import type { Language } from '../../../../kernel/language.ts'
import { writeCsv } from '../../../../platform/sheets.ts'
import { texts, type Translate } from '../../../../texts/index.ts'
import type { ScoresInstrument } from '../../instruments/definition.ts'
import { numberProblem } from '../words.ts'
import type { FileTable, LineProblem } from './rules.ts'

/** What is wrong with a line, with what stands there, and what to do. */
export function problemText(t: Translate, lang: Language, { because, value, column, other }: LineProblem, { scale, counted }: ScoresInstrument): string {
  const what = because === 'not-a-number' || because === 'both-separators' || because === 'too-many-decimals' || because === 'outside-scale' ? numberProblem({ t, lang }, because, scale)
    : because === 'same-line' || because === 'other-line' ? t(`scores.line.${because}`, { line: other ?? 0 })
      : because === 'too-few' ? t(`scores.because.too-few.${counted}`)
        : t(`scores.line.${because}`)
  // The whole line is said twice: no cell of it is wrong.
  if (because === 'same-line') return what
  return t('scores.line', { column: column || '–', value: value === '' ? t('scores.line.empty') : `«${value}»`, what })
}

/** The lines that did not go in, as they stood, with what is wrong behind: mended, the file can be sent in again. */
export function problemFile({ table, problems }: { readonly table: FileTable; readonly problems: readonly LineProblem[] }, lang: Language, definition: ScoresInstrument): string {
  const t = texts(lang)
  const byLine = Map.groupBy(problems, ({ line }) => line)
  const rows = table.rows.filter(({ number }) => byLine.has(number))
  return writeCsv(
    [
      ...table.headers.map((title, at) => ({ title, value: (row: FileTable['rows'][number]) => row.cells[at] ?? '' })),
      { title: t('scores.file.line'), value: (row: FileTable['rows'][number]) => row.number },
      { title: t('scores.file.wrong'), value: (row: FileTable['rows'][number]) => (byLine.get(row.number) ?? []).map((one) => problemText(t, lang, one, definition)).join('. ') },
    ],
    rows,
  )
}
