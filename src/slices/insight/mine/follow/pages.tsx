import { formatDate } from '../../../../kernel/dates.ts'
import { Button } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Follow } from './store.ts'

type Named = { readonly id: string; readonly name: string }
export type FollowsView = { readonly rows: readonly (Follow & { readonly kindergarten: string })[]; readonly unfollowed: readonly Named[]; /** Whether the reader may end what somebody follows. */ readonly mayEnd: (personId: string) => boolean }

/** Who in the team follows which, and which nobody follows. */
export const FollowsPage = ({ page, view: { rows, unfollowed, mayEnd } }: { readonly page: PageContext; readonly view: FollowsView }) => {
  const { t, lang } = page
  const people = [...Map.groupBy(rows, (row) => row.personId).values()]
  return (
    <Layout page={page} title={t('mine.follows.title')} intro={t('mine.follows.intro')} back={{ href: '/mine-barnehager', text: t('mine.title') }}>
      {people.length === 0 && <EmptyState title={t('mine.follows.none')}>{t('mine.follows.none.text')}</EmptyState>}
      {people.map((own) => {
        const name = own[0]?.person ?? ''
        return (
          <Section title={t('mine.follows.person', { name, count: own.length })}>
            <Table
              caption={t('mine.follows.person', { name, count: own.length })}
              hiddenCaption
              rows={own}
              rowKey={({ id }) => id}
              columns={[
                { key: 'kindergarten', title: t('mine.kindergarten'), heading: true, cell: (row) => <a class="ds-link" href={`/mine-barnehager/${row.kindergartenId}`}>{row.kindergarten}</a> },
                { key: 'from', title: t('mine.follows.from'), cell: (row) => formatDate(row.from, lang, 'short') },
                ...(mayEnd(own[0]?.personId ?? '')
                  ? [{
                      key: 'end', title: t('mine.unfollow'), hiddenTitle: true,
                      cell: (row: FollowsView['rows'][number]) => (
                        <Form action={`/mine-barnehager/${row.kindergartenId}/folging/slutt`}>
                          <input type="hidden" name="hvem" value={row.personId} />
                          <Button variant="tertiary" small about={`${row.kindergarten}, ${name}`}>
                            {t('mine.unfollow')}
                          </Button>
                        </Form>
                      ),
                    }]
                  : []),
              ]}
            />
          </Section>
        )
      })}
      <Section title={t('mine.follows.nobody', { count: unfollowed.length })}>
        {unfollowed.length === 0 ? (
          <p class="ds-paragraph">{t('mine.nobody.all-followed.text')}</p>
        ) : (
          <ul class="ds-list">
            {unfollowed.map(({ id, name }) => (
              <li>
                <a class="ds-link" href={`/mine-barnehager/${id}`}>
                  {name}
                </a>
              </li>
            ))}
          </ul>
        )}
      </Section>
    </Layout>
  )
}
