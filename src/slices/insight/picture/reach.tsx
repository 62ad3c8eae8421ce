import type { PageContext } from '../../../ui/context.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Reach } from './reach-store.ts'

const ownerships = ['municipal', 'private', 'other'] as const
type Line = { readonly part: 'all' | (typeof ownerships)[number]; readonly kindergartens: number; readonly most: number; readonly under: number }

/** Measures and whom they reach: all, and municipal and private beside each other. For those who see the kindergartens one by one. */
export const ReachPart = ({ page: { t }, reach }: { readonly page: PageContext; readonly reach: readonly Reach[] }) => {
  const lines = [lineOf('all', reach), ...ownerships.map((one) => lineOf(one, reach.filter(({ ownership }) => ownership === one)))].filter(({ kindergartens }) => kindergartens > 0)
  if (lines.length === 0) return null
  return (
    <section class="page-part">
      <h2 class="ds-heading" data-size="sm">{t('picture.reach')}</h2>
      <p class="ds-paragraph">{t('picture.reach.text')}</p>
      <Table
        caption={t('picture.reach')}
        hiddenCaption
        rows={lines}
        rowKey={({ part }) => part}
        columns={[
          { key: 'part', title: t('picture.by.ownership'), heading: true, cell: ({ part }) => t(part === 'all' ? 'picture.reach.all' : `picture.ownership.${part}`) },
          { key: 'kindergartens', title: t('picture.reach.kindergartens'), numeric: true, cell: ({ kindergartens }) => kindergartens },
          { key: 'most', title: t('picture.reach.most'), numeric: true, cell: ({ most }) => most },
          { key: 'under', title: t('picture.reach.under'), numeric: true, cell: ({ under }) => under },
        ]}
      />
    </section>
  )
}

const lineOf = (part: Line['part'], reach: readonly Reach[]): Line => ({ part, kindergartens: reach.length, most: reach.filter(({ quarter }) => quarter === 4).length, under: reach.filter(({ quarter }) => quarter <= 2).length })
