import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { home } from './pages.tsx'
import { isThin, type Covered, type University } from './rules.ts'
import type { Theme } from './store.ts'

/** With more than this many beside each other nobody can read the table: then the list of gaps and who offers what must do. */
const mostColumns = 8
type Row = Covered<Theme>
export type CoverageView = { readonly rows: readonly Row[]; readonly universities: readonly University[]; readonly putTogether: boolean; readonly university: boolean }
type Props = { readonly page: PageContext; readonly view: CoverageView }

/** What kindergartens ask for against what is offered: first what nobody offers, then what hangs on one alone. */
export const CoveragePage = ({ page, view }: Props) => {
  const { t } = page
  const { rows, universities, putTogether, university } = view
  const gaps = rows.filter(isThin)
  return (
    <Layout page={page} title={t('offers.coverage.title')} intro={t(university ? 'offers.coverage.intro.university' : 'offers.coverage.intro')} back={{ href: home, text: t('offers.title') }} wide>
      <p class="ds-paragraph">{t(putTogether ? 'offers.asked.put-together' : 'offers.asked.own')}</p>
      <Section title={t('offers.gaps')}>
        {gaps.length === 0 ? (
          <EmptyState title={t('offers.gaps.none')} level={3}><p>{t(rows.some(({ asked }) => asked > 0) ? 'offers.gaps.none.covered' : putTogether ? 'offers.gaps.none.few' : 'offers.gaps.none.text')}</p></EmptyState>
        ) : (
          <Table caption={t('offers.gaps')} hiddenCaption rows={gaps} rowKey={({ theme }) => theme.code} columns={[...themeAndState(page), askedColumn(page, putTogether)]} />
        )}
      </Section>
      <Section title={t('offers.matrix')}>
        {universities.length === 0 ? (
          <p class="ds-paragraph subtle">{t('offers.none.text')}</p>
        ) : (
          <Table
            caption={t('offers.matrix')}
            hiddenCaption
            rows={rows}
            rowKey={({ theme }) => theme.code}
            columns={[
              { key: 'theme', title: t('offers.theme'), heading: true, cell: (row) => <ThemeLink page={page} row={row} /> },
              ...(universities.length <= mostColumns ? universities.map(({ id, name }): Column<Row> => ({ key: id, title: name, cell: ({ by }) => by.find((one) => one.id === id)?.forms.map((form) => t(`offers.form.${form}`)).join(', ') || '–' })) : [{ key: 'by', title: t('offers.by'), cell: ({ by }: Row) => by.map(({ name }) => name).join(', ') || '–' }]),
              // A column that says the same of every theme tells nothing.
              ...(rows.some(({ asked }) => asked > 0) ? [askedColumn(page, putTogether)] : []),
            ]}
          />
        )}
      </Section>
    </Layout>
  )
}

const ThemeLink = ({ page: { lang }, row: { theme, by } }: { readonly page: PageContext; readonly row: Row }) => (by.length === 0 ? <>{theme.name[lang]}</> : <a class="ds-link" href={`${home}?tema=${encodeURIComponent(theme.code)}`}>{theme.name[lang]}</a>)
const themeAndState = (page: PageContext): readonly Column<Row>[] => [
  { key: 'theme', title: page.t('offers.theme'), heading: true, cell: (row) => <ThemeLink page={page} row={row} /> },
  { key: 'state', title: page.t('offers.by'), cell: ({ state, by }) => <Tag color={state === 'nobody' ? 'danger' : 'warning'}>{state === 'nobody' ? page.t('offers.by.nobody') : page.t('offers.by.one', { name: by[0]?.name ?? '' })}</Tag> },
]
const askedColumn = ({ t }: PageContext, putTogether: boolean): Column<Row> => ({ key: 'asked', title: t('offers.asked'), cell: ({ asked }) => (asked === 0 ? t(putTogether ? 'offers.asked.few' : 'offers.asked.nobody') : t(putTogether ? 'offers.asked.at-least' : 'offers.asked.words', { count: asked })) })
