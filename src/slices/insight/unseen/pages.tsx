import type { ComponentChildren } from 'preact'
import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { Checkbox } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { Reasons } from './reasons.tsx'
import { ruleKeys, type RuleKey } from './rules.ts'

const tabs = [
  { key: 'week', href: '/lite-kontakt' },
  { key: 'list', href: '/lite-kontakt/liste' },
  { key: 'networks', href: '/lite-kontakt/nettverk' },
  { key: 'rules', href: '/lite-kontakt/regler' },
] as const
export type TabKey = (typeof tabs)[number]['key']

/** The frame of the team's pages: one name, four parts. */
export const UnseenFrame = ({ page, tab, hasErrors, children }: { readonly page: PageContext; readonly tab: TabKey; readonly hasErrors?: boolean; readonly children: ComponentChildren }) => {
  const { t } = page
  return (
    <Layout page={page} title={tab === 'week' ? t('unseen.title') : `${t(`unseen.tab.${tab}`)} – ${t('unseen.title')}`} heading={t('unseen.title')} intro={t('unseen.intro')} wide hasErrors={hasErrors ?? false}>
      <Tabs label={t('unseen.tabs')} tabs={tabs.map(({ key, href }) => ({ href, text: t(`unseen.tab.${key}`), current: key === tab }))} />
      {children}
    </Layout>
  )
}

/** A kindergarten as a list has it. */
export type ListedLine = { readonly kindergartenId: string; readonly kindergarten: string; readonly municipality: string | undefined; readonly reasons: Parameters<typeof Reasons>[0]['reasons']; readonly lastContactOn: LocalDate | undefined; readonly isNew: boolean }
export type ListView = {
  readonly rows: readonly ListedLine[]
  readonly paging: Pages
  readonly rule: RuleKey | undefined
  readonly onlyNew: boolean
  readonly last: { readonly madeOn: LocalDate; readonly lookedAt: number; readonly onList: number } | undefined
  readonly before: { readonly madeOn: LocalDate; readonly added: number; readonly gone: readonly { readonly id: string; readonly name: string }[] } | undefined
}

/** Everyone with a reason, in the order that is said in words. */
export const ListPage = ({ page, view }: { readonly page: PageContext; readonly view: ListView }) => {
  const { t, lang } = page
  const { last, before, rows, paging, rule, onlyNew } = view
  const narrowed = rule !== undefined || onlyNew
  if (!last) {
    return (
      <UnseenFrame page={page} tab="list">
        <EmptyState title={t('unseen.list.not-made')}>{t('unseen.list.not-made.text')}</EmptyState>
      </UnseenFrame>
    )
  }
  const date = (day: LocalDate) => formatDate(day, lang, 'long')
  return (
    <UnseenFrame page={page} tab="list">
      <h2 class="ds-heading" data-size="md">
        {t('unseen.list.title')}
      </h2>
      <p class="ds-paragraph">{t('unseen.list.made', { day: date(last.madeOn), onList: last.onList, all: last.lookedAt })}</p>
      <p class="ds-paragraph">{before ? t('unseen.list.changed', { day: date(before.madeOn), added: before.added, gone: before.gone.length }) : t('unseen.list.first')}</p>
      {before && before.gone.length > 0 && (
        <Details summary={t('unseen.list.gone')}>
          <ul class="ds-list">
            {before.gone.map(({ id, name }) => (
              <li>
                <a class="ds-link" href={`/barnehager/${id}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        </Details>
      )}
      <FilterForm action="/lite-kontakt/liste" clearHref={narrowed ? '/lite-kontakt/liste' : undefined} status={t('unseen.list.shown', { first: paging.first, last: paging.last, total: paging.total })} auto>
        <SelectField name="grunn" label={t('unseen.list.rule')} empty={t('unseen.list.rule.all')} value={rule} options={ruleKeys.map((key) => ({ value: key, text: t(`unseen.rule.${key}`) }))} />
        {before && <Checkbox name="nye" label={t('unseen.list.only-new')} checked={onlyNew} />}
      </FilterForm>
      {rows.length === 0 ? (
        <EmptyState title={t(narrowed ? 'unseen.list.none.filter' : 'unseen.list.none')}>{t(narrowed ? 'unseen.list.none.filter.text' : 'unseen.list.none.text')}</EmptyState>
      ) : (
        <Table
          caption={t('unseen.list.title')}
          hiddenCaption
          rows={rows}
          rowKey={({ kindergartenId }) => kindergartenId}
          columns={[
            {
              key: 'kindergarten',
              title: t('unseen.kindergarten'),
              heading: true,
              cell: (row) => (
                <>
                  <a class="ds-link" href={`/barnehager/${row.kindergartenId}`}>
                    {row.kindergarten}
                  </a>
                  {row.isNew && (
                    <>
                      {' '}
                      <Tag color="info">{t('unseen.list.new')}</Tag>
                    </>
                  )}
                </>
              ),
            },
            { key: 'why', title: t('unseen.why'), cell: (row) => <Reasons page={page} reasons={row.reasons} /> },
            { key: 'last', title: t('unseen.last-contact'), cell: (row) => (row.lastContactOn ? formatDate(row.lastContactOn, lang, 'short') : t('unseen.last-contact.never')) },
            { key: 'municipality', title: t('unseen.municipality'), cell: (row) => row.municipality ?? '–' },
          ]}
        />
      )}
      <Pagination current={paging.number} total={paging.count} href={(number) => `/lite-kontakt/liste?${new URLSearchParams({ ...(rule ? { grunn: rule } : {}), ...(onlyNew ? { nye: 'ja' } : {}), side: String(number) }).toString()}`} />
    </UnseenFrame>
  )
}
