import type { PageContext } from '../../../../ui/context.tsx'
import { Table } from '../../../../ui/table.tsx'
import { quarterTogether } from './rules.ts'
import type { ReachedTogether } from './store.ts'

type Line = { readonly part: 'all' | 'municipal' | 'private' | 'rest'; readonly blocks: readonly ReachedTogether[] }

/** Measures and whom they reach, for those who do not see each kindergarten: sums of whole blocks of five or more. */
export const ReachedTogetherPart = ({ page: { t }, blocks }: { readonly page: PageContext; readonly blocks: readonly ReachedTogether[] }) => {
  const lines: readonly Line[] = [
    { part: 'all', blocks },
    { part: 'municipal', blocks: blocks.filter(({ ownership }) => ownership === 'municipal') },
    { part: 'private', blocks: blocks.filter(({ ownership }) => ownership === 'private') },
    { part: 'rest', blocks: blocks.filter(({ ownership }) => ownership !== 'municipal' && ownership !== 'private') },
  ]
  return (
    <section class="page-part">
      <h2 class="ds-heading" data-size="sm">{t('picture.reach')}</h2>
      <p class="ds-paragraph">{t('picture.reach.together')}</p>
      {blocks.length === 0 ? (
        <p class="ds-paragraph">{t('picture.reach.together.none')}</p>
      ) : (
        <Table
          caption={t('picture.reach')}
          hiddenCaption
          rows={lines.filter((line) => line.blocks.length > 0)}
          rowKey={({ part }) => part}
          columns={[
            { key: 'part', title: t('picture.by.ownership'), heading: true, cell: ({ part }) => t(part === 'all' ? 'picture.reach.all' : part === 'rest' ? 'picture.part.rest' : `picture.ownership.${part}`) },
            { key: 'kindergartens', title: t('picture.reach.kindergartens'), numeric: true, cell: (line) => line.blocks.reduce((sum, { kindergartens }) => sum + kindergartens, 0) },
            { key: 'share', title: t('reach.outside.share'), cell: (line) => t(`reach.outside.quarter.${quarterTogether(line.blocks.flatMap((block) => Array.from({ length: block.kindergartens }, () => block)))}`) },
          ]}
        />
      )}
    </section>
  )
}
