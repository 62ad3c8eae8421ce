import { formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { SelectField } from '../../../../ui/fields.tsx'
import { FilterForm } from '../../../../ui/filter-form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Scenario } from '../store.ts'

/** Stands on every page here. */
export const NeverDecides = ({ page: { t }, roundId }: { readonly page: PageContext; readonly roundId: string }) => (
  <Alert kind="info" title={t('portfolio.never')}>
    <p class="ds-paragraph">
      {t('portfolio.never.text')} <a class="ds-link" href={`/runder/${roundId}/fordeling/slik-regnes-det`}>{t('portfolio.how.title')}</a>
    </p>
  </Alert>
)

export const OutcomeTag = ({ page: { t }, scenario }: { readonly page: PageContext; readonly scenario: Pick<Scenario, 'outcome'> }) => (
  <Tag color={scenario.outcome === 'optimal' ? 'success' : scenario.outcome === 'stopped' ? 'warning' : 'danger'}>{t(`portfolio.outcome.${scenario.outcome}`)}</Tag>
)

type Props = { readonly page: PageContext; readonly round: { readonly id: string; readonly title: string }; readonly scenarios: readonly Scenario[]; readonly manages: boolean; readonly mayRun: boolean; readonly decided: boolean; readonly hidden: number }

export const ScenariosPage = ({ page, round, scenarios, manages, mayRun, decided, hidden }: Props) => {
  const { t, lang } = page
  const base = `/runder/${round.id}/fordeling`
  const options = scenarios.map(({ id, name }) => ({ value: id, text: name }))
  return (
    <Layout page={page} title={t('portfolio.title')} above={round.title} intro={t(manages ? 'portfolio.intro' : 'portfolio.intro.forum')} back={{ href: `/runder/${round.id}`, text: round.title }}>
      <NeverDecides page={page} roundId={round.id} />
      {manages && hidden > 0 && (
        <Alert kind="warning" title={t('portfolio.because.someone-disqualified.title')}>
          <p class="ds-paragraph">{t('portfolio.because.someone-disqualified')}</p>
        </Alert>
      )}
      {manages && mayRun && hidden === 0 && (
        <ButtonRow>
          <LinkButton href={`${base}/nytt`}>{t('portfolio.new')}</LinkButton>
        </ButtonRow>
      )}
      {manages && !mayRun && (
        <Alert kind="info" title={t('portfolio.over')}>
          <p class="ds-paragraph">
            {t('portfolio.because.not-now')} {decided && <a class="ds-link" href={`/runder/${round.id}/vedtak`}>{t('portfolio.over.decisions')}</a>}
          </p>
        </Alert>
      )}
      {scenarios.length === 0 && (mayRun || !manages) && (
        <EmptyState title={t(manages ? 'portfolio.none' : 'portfolio.none.forum')}>
          <p class="ds-paragraph">{t(manages ? 'portfolio.none.text' : 'portfolio.none.forum.text')}</p>
        </EmptyState>
      )}
      {scenarios.length > 0 && (
        <Table
          caption={t('portfolio.scenarios')}
          rows={scenarios}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('portfolio.name'), heading: true, cell: (row) => <a class="ds-link" href={`${base}/${row.id}`}>{row.name}</a> },
            { key: 'outcome', title: t('portfolio.outcome'), cell: (row) => <OutcomeTag page={page} scenario={row} /> },
            ...(hidden > 0 ? [] : [{ key: 'worth', title: t('portfolio.worth'), numeric: true, cell: (row: Scenario) => (row.outcome === 'impossible' ? '–' : String(row.worth)) }]),
            { key: 'made', title: t('portfolio.made'), cell: (row) => t('portfolio.made.by', { who: row.madeBy, at: formatDateTime(row.madeAt, lang) }) },
            { key: 'laid', title: t('portfolio.laid'), cell: (row) => (row.laid ? t('portfolio.made.by', { who: row.laid.by, at: formatDateTime(row.laid.at, lang) }) : t('portfolio.laid.no')) },
          ]}
        />
      )}
      {scenarios.length > 1 && (
        <Section title={t('portfolio.compare')}>
          <FilterForm action={`${base}/sammenligning`}>
            <SelectField name="a" label={t('portfolio.compare.one')} options={options} value={options[0]?.value} empty={false} />
            <SelectField name="b" label={t('portfolio.compare.other')} options={options} value={options[1]?.value} empty={false} />
          </FilterForm>
        </Section>
      )}
    </Layout>
  )
}
