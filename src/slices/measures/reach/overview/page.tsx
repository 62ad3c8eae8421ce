import { formatDate } from '../../../../kernel/dates.ts'
import type { Pages } from '../../../../kernel/paging.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Pagination } from '../../../../ui/pagination.tsx'
import { Table } from '../../../../ui/table.tsx'
import { limitPath } from '../limit/page.tsx'
import { pathOf } from '../pages.tsx'
import type { LastReach } from './store.ts'

export const overviewPath = '/rekkevidde'

/** Each kindergarten with what its last measure has reached, coarsely, for the owner and the team. */
export const OverviewPage = ({ page, rows, paging, isTeam }: { readonly page: PageContext; readonly rows: readonly LastReach[]; readonly paging: Pages; readonly isTeam: boolean }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('reach.overview')} intro={t('reach.overview.intro')}>
      {rows.length === 0 ? (
        <EmptyState title={t('reach.overview.none')}>{t('reach.overview.none.text')}</EmptyState>
      ) : (
        <Table
          caption={t('reach.overview')}
          hiddenCaption
          rows={rows}
          rowKey={({ kindergartenId }) => kindergartenId}
          columns={[
            { key: 'who', title: t('reach.outside.kindergarten'), heading: true, cell: (one) => one.kindergarten },
            { key: 'measure', title: t('reach.overview.measure'), cell: (one) => <a class="ds-link" href={pathOf(one.measureId)}>{one.measure}</a> },
            { key: 'share', title: t('reach.outside.share'), cell: (one) => t(`reach.outside.quarter.${one.quarter}`) },
            { key: 'people', title: t('reach.outside.people'), cell: (one) => t('reach.outside.band', { from: one.peopleAtLeast, to: one.peopleAtLeast + 4 }) },
            { key: 'gatherings', title: t('reach.outside.gatherings'), numeric: true, cell: (one) => one.gatherings },
            { key: 'last', title: t('reach.overview.last'), cell: (one) => formatDate(one.lastOn, lang, 'short') },
          ]}
        />
      )}
      <Pagination current={paging.number} total={paging.count} href={(number) => `${overviewPath}?side=${number}`} />
      <p class="subtle">{t('reach.outside.few')}</p>
      {isTeam && (
        <p>
          <a class="ds-link" href={limitPath}>{t('reach.limit')}</a>
        </p>
      )}
    </Layout>
  )
}
