import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Waiting } from '../experience/store.ts'
import type { Cared, Standing } from '../materials/store.ts'

export type WorkView = { readonly underWork: readonly Standing[]; readonly due: readonly Cared[]; readonly told: readonly Waiting[]; readonly team: boolean; readonly today: LocalDate }

/** What is being written, what waits, and what is due for a look. */
export const WorkPage = ({ page, view }: { readonly page: PageContext; readonly view: WorkView }) => {
  const { t, lang } = page
  const { underWork, due, told, team, today } = view
  const begin = <LinkButton href="/materiell/nytt">{t(team ? 'library.new' : 'library.new.head')}</LinkButton>
  return (
    <Layout page={page} title={t('library.work')} intro={t(team ? 'library.work.intro.team' : 'library.work.intro.head')} back={{ href: '/materiell', text: t('library.title') }} wide>
      {underWork.length === 0 ? (
        <EmptyState title={t('library.work.none')} action={begin}>
          <p>{t(team ? 'library.work.none.team' : 'library.work.none.head')}</p>
        </EmptyState>
      ) : (
        <>
          <ButtonRow>{begin}</ButtonRow>
          <Section title={t('library.work.drafts')}>
            <Table
              caption={t('library.work.drafts')}
              hiddenCaption
              rows={underWork}
              rowKey={({ id }) => id}
              columns={[
                { key: 'title', title: t('library.field.title'), heading: true, cell: (one) => <a class="ds-link" href={`/materiell/${one.id}/utkast`}>{one.title}</a> },
                ...(team ? [{ key: 'from', title: t('library.from'), cell: (one: Standing) => one.kindergarten ?? '–' }] : []),
                { key: 'state', title: t('library.state'), cell: (one) => <Tag color={one.state === 'draft' ? 'info' : 'warning'}>{t(`library.state.${one.state}`)}</Tag> },
                { key: 'changed', title: t('library.changed'), cell: (one) => formatDate(osloDate(one.changedAt), lang, 'long') },
              ]}
            />
          </Section>
        </>
      )}
      {due.length > 0 && (
        <Section title={t('library.work.due')}>
          <Table
            caption={t('library.work.due')}
            hiddenCaption
            rows={due}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', title: t('library.field.title'), heading: true, cell: (one) => <a class="ds-link" href={`/materiell/${one.id}`}>{one.title}</a> },
              { key: 'who', title: t('library.field.responsible'), cell: (one) => one.responsible },
              {
                key: 'day',
                title: t('library.field.review'),
                cell: (one) => (
                  <span>
                    {formatDate(one.reviewOn, lang, 'long')} {one.reviewOn < today && <Tag color="danger">{t('library.review.overdue')}</Tag>}
                  </span>
                ),
              },
            ]}
          />
        </Section>
      )}
      {told.length > 0 && (
        <Section title={t('library.work.told')}>
          <ul class="ds-list">
            {told.map((one) => (
              <li>
                <a class="ds-link" href={`/materiell/${one.materialId}`}>{one.title}</a>: {t('library.work.told.count', { count: one.waiting })}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Layout>
  )
}
