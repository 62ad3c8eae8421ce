import type { SheetColumn } from '../../../../platform/sheets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordsIn, type ScoresInstrument } from '../../instruments/definition.ts'
import type { KnownUnit } from './rules.ts'

type Line = { readonly number: string; readonly kindergarten: string; readonly department: string }

/** The headings that `columnsOf` knows again, and a column for each dimension. */
export const templateColumns = ({ t, lang }: Pick<PageContext, 't' | 'lang'>, { per, counted, dimensions }: ScoresInstrument): readonly SheetColumn<Line>[] => [
  { title: t('scores.column.number'), value: ({ number }) => number },
  { title: t('scores.column.name'), value: ({ kindergarten }) => kindergarten },
  ...(per === 'department' ? [{ title: t('scores.column.department'), value: ({ department }: Line) => department }] : []),
  { title: t('scores.column.date'), value: () => '' },
  { title: t(`scores.column.count.${counted}`), value: () => '' },
  { title: t('scores.column.source'), value: () => '' },
  ...dimensions.map(({ name }) => ({ title: wordsIn(name, lang), value: () => '' })),
]

/** A line for each unit one may enter scores for: what is left empty is left alone. */
export const templateRows = (known: readonly KnownUnit[], { per }: ScoresInstrument): readonly Line[] =>
  known.flatMap(({ name, number = '', departments }) => (per === 'kindergarten' ? [{ number, kindergarten: name, department: '' }] : departments.map((one) => ({ number, kindergarten: name, department: one.name }))))
