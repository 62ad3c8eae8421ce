import type { LocalDate } from '../../../kernel/dates.ts'
import type { SheetColumn } from '../../../platform/sheets.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { NamedTheme } from '../../../ui/theme-names.ts'
import { isOverdue, type Item, type Line, type Reader, type Sees } from './rules.ts'
import { clashText, headText, itemText, partTitle, unseenText, whenText, whyText } from './words.tsx'

export type SheetView = { readonly reader: Reader; readonly sees: Sees; readonly themes: readonly NamedTheme[]; readonly today: LocalDate; readonly days: number }

/** The list as a spreadsheet: of each kindergarten what the page says of it, for the same reasons. What the reader cannot know has no column. */
export function sheetOf(page: PageContext, { reader, sees, themes, today, days }: SheetView): readonly SheetColumn<Line>[] {
  const { t } = page
  const dated = (item: Item) => [itemText(page, item), whenText(page, item)].filter(Boolean).join(', ')
  const told = (item: Item) => (isOverdue(item, today) ? t('mine.sheet.item-overdue', { item: dated(item) }) : dated(item))
  const listed = (items: readonly Item[]) => items.map(told).join('; ')
  const clashes: readonly SheetColumn<Line>[] = [
    { title: partTitle(page, 'kolliderer', sees), value: ({ clashes }) => clashes.length },
    { title: t('mine.sheet.clashes'), value: ({ clashes }) => clashes.map((clash) => [clashText(page, clash, themes), clash.items.map(dated).join(', ')].filter(Boolean).join(' ')).join('; ') },
  ]
  const [howManyClash, whatClashes] = sees.parts.includes('kolliderer') ? [clashes.slice(0, 1), clashes.slice(1)] : [[], []]
  return [
    { title: t('mine.kindergarten'), value: ({ kindergarten }) => kindergarten.name },
    { title: t('register.filter.ownership'), value: ({ kindergarten: { ownership } }) => (ownership === 'municipal' || ownership === 'private' ? t(`mine.type.${ownership}`) : undefined) },
    { title: t('mine.filter.owner'), value: ({ kindergarten }) => kindergarten.owner },
    { title: t('mine.filter.place'), value: ({ kindergarten }) => kindergarten.place },
    { title: t('mine.sheet.head'), value: (line) => headText(page, line) },
    ...(reader === 'team' ? [{ title: t('mine.sheet.followers'), value: ({ followers }: Line) => followers.join(', ') }] : []),
    { title: t('mine.sheet.why'), value: (line) => whyText(page, line) },
    { title: partTitle(page, 'gar', sees), value: ({ runs }) => runs.length },
    { title: partTitle(page, 'venter', sees), value: ({ waits }) => waits.length },
    ...howManyClash,
    { title: partTitle(page, 'frister', sees), value: ({ due }) => due.length },
    { title: t('mine.sheet.overdue'), value: ({ overdue }) => overdue },
    { title: partTitle(page, 'ikke-sett', sees), value: ({ unseen }) => unseen.map((why) => unseenText(page, why)).join('; ') },
    { title: t('mine.sheet.runs'), value: ({ runs }) => listed(runs) },
    { title: t('mine.sheet.waits'), value: ({ waits }) => listed(waits) },
    ...whatClashes,
    { title: t('mine.sheet.due', { days }), value: ({ due }) => listed(due) },
  ]
}
