import type { SheetColumn } from '../../../../platform/sheets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { strandName } from '../../schemes/rules.ts'
import type { ListRow, ReviewList } from '../load.ts'

/** The list as a spreadsheet has it. Kroner are numbers, so that they can be summed there. */
export const columnsOf = ({ t, lang }: PageContext, { themes, strands }: ReviewList): readonly SheetColumn<ListRow>[] => [
  { title: t('review.col.reference'), value: ({ report }) => report.reference },
  { title: t('review.col.report'), value: ({ report }) => report.title },
  { title: t('review.col.owner'), value: ({ report }) => report.network ?? report.leadName },
  ...(strands.length > 1 ? [{ title: t('scheme.strand'), value: ({ report }: ListRow) => strandName({ strands }, report.strand, lang) }] : []),
  { title: t('review.filter.theme'), value: ({ report }) => report.themes.map((code) => themes.find((theme) => theme.code === code)?.name[lang] ?? code).join(', ') },
  { title: t('review.sent.partner'), value: ({ report }) => report.partnerName },
  { title: t('review.col.kindergartens'), value: ({ report }) => report.kindergartens },
  { title: t('review.col.standing'), value: ({ standing }) => t(`review.standing.${standing}`) },
  { title: t('review.col.eligible'), value: ({ eligible }) => t(eligible === undefined ? 'review.open' : eligible ? 'review.yes' : 'review.no') },
  { title: t('review.col.readers'), value: ({ readers }) => readers.map(({ name }) => name).join(', ') },
  { title: t('review.col.delivered'), value: ({ readers }) => readers.filter(({ delivered }) => delivered).length },
  { title: t('review.col.points'), value: ({ points }) => (points === undefined ? undefined : Math.round(points * 100) / 100) },
  { title: t('review.apart'), value: ({ apart }) => (apart ? t('review.yes') : undefined) },
  { title: t('review.flags'), value: ({ flags }) => flags },
  { title: t('review.col.asked.kroner'), value: ({ asked }) => (asked === 0 ? undefined : Number(asked) / 100) },
]
