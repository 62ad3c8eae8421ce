import { formatDateTime } from '../../../../kernel/dates.ts'
import { formatKroner, ore, sumOre, type Ore } from '../../../../kernel/money.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { Form } from '../../../../ui/form.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { ShareBar } from '../../../../ui/share-bar.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { freeOf } from '../model.ts'
import type { Result, Scenario } from '../store.ts'
import { NeverDecides, OutcomeTag } from './list.tsx'
import { settingRows } from './setting-rows.tsx'
import { limitName, reasons, type Names } from './words.tsx'

export const shown = ['alle', 'med', 'delvis', 'ute'] as const
export type Shown = (typeof shown)[number]
export type ResultView = {
  readonly round: { readonly id: string; readonly title: string }
  readonly scenario: Scenario
  readonly results: readonly Result[]
  readonly names: Names
  readonly manages: boolean
  readonly mayLay: boolean
  /** The reader is kept from some reports: then no sums of all, which would tell of them. */
  readonly hidden: boolean
  readonly shown: Shown
}
type Props = { readonly page: PageContext; readonly view: ResultView }

export const ResultPage = ({ page, view }: Props) => {
  const { t, lang } = page
  const { round, scenario, results, hidden } = view
  const base = `/runder/${round.id}/fordeling`
  return (
    <Layout page={page} title={scenario.name} above={round.title} back={{ href: base, text: t('portfolio.title') }} wide>
      <p>
        <OutcomeTag page={page} scenario={scenario} />
      </p>
      <NeverDecides page={page} roundId={round.id} />
      {scenario.outcome === 'impossible' ? <Impossible page={page} view={view} /> : hidden ? <HiddenRows page={page} /> : <Figures page={page} view={view} />}
      {scenario.outcome !== 'impossible' && !hidden && <Years page={page} view={view} />}
      {scenario.outcome !== 'impossible' && <Reports page={page} view={view} />}
      {!hidden && (
        <Section title={t('portfolio.settings')}>
          <SummaryList rows={settingRows(page, view.names, scenario.settings)} />
        </Section>
      )}
      <Section title={t('portfolio.about')}>
        <SummaryList
          rows={[
            { term: t('portfolio.made'), value: t('portfolio.made.by', { who: scenario.madeBy, at: formatDateTime(scenario.madeAt, lang) }) },
            { term: t('portfolio.version'), value: t('portfolio.version.value', { version: scenario.modelVersion, solver: scenario.solver, seconds: (scenario.milliseconds / 1000).toFixed(1).replace('.', lang === 'en' ? '.' : ',') }) },
            { term: t('portfolio.laid'), value: scenario.laid ? t('portfolio.made.by', { who: scenario.laid.by, at: formatDateTime(scenario.laid.at, lang) }) : t('portfolio.laid.no') },
          ]}
        />
      </Section>
      {view.manages && !hidden && (
        <ButtonRow>
          <LinkButton href={`${base}/nytt?fra=${scenario.id}`} variant="secondary">
            {t('portfolio.again')}
          </LinkButton>
        </ButtonRow>
      )}
      {view.mayLay && (
        <Section title={t('portfolio.lay.title')}>
          <Form action={`${base}/${scenario.id}/forum`}>
            <p class="ds-paragraph">{t(scenario.laid ? 'portfolio.lay.again' : 'portfolio.lay.text')}</p>
            <Button variant="secondary">{t('portfolio.lay')}</Button>
          </Form>
        </Section>
      )}
      <p class="ds-sr-only">{t('portfolio.count', { count: results.length })}</p>
    </Layout>
  )
}

const Impossible = ({ page, view }: Props) => {
  const { t } = page
  const { limits = [], locks = [] } = view.scenario.conflict ?? {}
  return (
    <Alert kind="warning" title={t('portfolio.impossible')}>
      <p class="ds-paragraph">{t('portfolio.impossible.text')}</p>
      <ul class="ds-list">
        {limits.map((of) => (
          <li>{limitName(page, view.names, of)}</li>
        ))}
        {locks.map((id) => (
          <li>{t('portfolio.impossible.lock', { report: view.names.get(id) ?? t('portfolio.hidden.one') })}</li>
        ))}
      </ul>
    </Alert>
  )
}

const HiddenRows = ({ page: { t } }: { readonly page: PageContext }) => (
  <Alert kind="info" title={t('portfolio.hidden.title')}>
    <p class="ds-paragraph">{t('portfolio.hidden.text')}</p>
  </Alert>
)

const Figures = ({ page, view: { scenario, results } }: Props) => {
  const { t } = page
  const count = (state: string) => String(results.filter(({ told }) => told.state === state).length)
  return (
    <>
      <p class="ds-paragraph">{scenario.outcome === 'optimal' ? t('portfolio.proven') : t('portfolio.not-proven', { gap: scenario.bound - scenario.worth })}</p>
      <KeyFigures figures={[{ label: t('portfolio.worth'), value: String(scenario.worth) }, { label: t('portfolio.state.in'), value: count('in') }, { label: t('portfolio.state.part'), value: count('part') }, { label: t('portfolio.state.out'), value: count('out') }]} />
    </>
  )
}

const givenIn = (results: readonly Result[], year: number): Ore => sumOre(results.flatMap(({ granted }) => granted.filter((line) => line.year === year).map((line) => line.ore)))

const Years = ({ page, view: { scenario, results } }: Props) => {
  const { t, lang } = page
  const kroner = (amount: Ore) => formatKroner(amount, lang)
  const years = [...new Set([...scenario.settings.frames.map(({ year }) => year), ...results.flatMap(({ candidate }) => candidate.asked.map(({ year }) => year))])].sort()
  const rows = years.map((year) => {
    const frame = scenario.settings.frames.find((one) => one.year === year)
    const given = givenIn(results, year)
    return { year, frame: frame?.frame, committed: frame?.committed ?? ore(0), given, left: frame && ore(freeOf(frame) - given) }
  })
  return (
    <Section title={t('portfolio.years')}>
      {rows.map(({ year, frame, committed, given, left }) => (
        <>
          <h3 class="ds-heading" data-size="2xs">{String(year)}</h3>
          <ShareBar
            whole={frame ?? 0}
            parts={[
              { label: t('portfolio.year.committed'), value: kroner(committed), size: committed, tone: 4 },
              { label: t('portfolio.year.given'), value: kroner(given), size: given, tone: 1 },
              ...(left === undefined ? [] : [{ label: t('portfolio.year.left'), value: kroner(left), size: left, tone: 5 as const }]),
            ]}
          />
        </>
      ))}
      <Table
        caption={t('portfolio.years.table')}
        rows={rows}
        rowKey={({ year }) => String(year)}
        phone="scroll"
        columns={[
          { key: 'year', title: t('portfolio.year'), heading: true, cell: ({ year }) => String(year) },
          { key: 'frame', title: t('portfolio.year.frame'), numeric: true, cell: ({ frame }) => (frame === undefined ? t('portfolio.year.no-frame') : kroner(frame)) },
          { key: 'committed', title: t('portfolio.year.committed'), numeric: true, cell: ({ committed }) => kroner(committed) },
          { key: 'given', title: t('portfolio.year.given'), numeric: true, cell: ({ given }) => kroner(given) },
          { key: 'left', title: t('portfolio.year.left'), numeric: true, cell: ({ left }) => (left === undefined ? '–' : kroner(left)) },
        ]}
      />
    </Section>
  )
}

const colors = { in: 'success', part: 'info', out: 'neutral' } as const
const stateOf: Readonly<Record<Exclude<Shown, 'alle'>, Result['told']['state']>> = { med: 'in', delvis: 'part', ute: 'out' }

const Reports = ({ page, view }: Props) => {
  const { t, lang } = page
  const { round, scenario, results, names, manages, hidden } = view
  const base = `/runder/${round.id}/fordeling/${scenario.id}`
  const kroner = (lines: readonly { readonly ore: Ore }[]) => formatKroner(sumOre(lines.map((line) => line.ore)), lang)
  const rows = results.filter(({ told }) => view.shown === 'alle' || told.state === stateOf[view.shown])
  return (
    <Section title={t('portfolio.reports')}>
      <Tabs label={t('portfolio.reports.show')} tabs={shown.map((one) => ({ href: one === 'alle' ? base : `${base}?vis=${one}`, text: t(`portfolio.shown.${one}`), current: one === view.shown }))} />
      <Table
        caption={t('portfolio.count', { count: rows.length })}
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'report', title: t('portfolio.report'), heading: true, cell: (row) => <><a class="ds-link" href={`/behov/${row.id}`}>{row.reference}</a> {row.title}<br />{row.leadName}</> },
          { key: 'state', title: t('portfolio.proposal'), cell: ({ told, percent }) => <Tag color={colors[told.state]}>{told.state === 'part' ? t('portfolio.tag.part', { percent }) : t(`portfolio.tag.${told.state}`)}</Tag> },
          { key: 'points', title: t('portfolio.points'), numeric: true, cell: ({ candidate }) => (candidate.points === undefined ? '–' : String(candidate.points)) },
          { key: 'asked', title: t('portfolio.asked'), numeric: true, cell: ({ candidate }) => kroner(candidate.asked) },
          { key: 'given', title: t('portfolio.given'), numeric: true, cell: ({ granted }) => kroner(granted) },
          ...(hidden ? [] : [{ key: 'why', title: t('portfolio.why'), cell: (row: Result) => <Why page={page} names={names} row={row} href={manages ? base : undefined} /> }]),
        ]}
      />
    </Section>
  )
}

/** The first reason stands; what would change it is folded away, so that a list of hundreds can be read. */
const Why = ({ page, names, row, href }: { readonly page: PageContext; readonly names: Names; readonly row: Result; readonly href: string | undefined }) => {
  const [first, ...rest] = reasons(page, names, row.told)
  return (
    <>
      <p class="ds-paragraph" data-size="sm">{first}</p>
      {rest.length > 0 && (
        <Details summary={page.t('portfolio.why.more', { report: row.reference })}>
          {rest.map((reason) => (
            <p class="ds-paragraph" data-size="sm">{reason}</p>
          ))}
        </Details>
      )}
      {href && (
        <a class="ds-link" href={`${href}/endring?melding=${row.id}`}>
          {page.t(row.told.state === 'out' ? 'portfolio.try.in' : 'portfolio.try.out')}
          <span class="ds-sr-only"> {row.reference}</span>
        </a>
      )}
    </>
  )
}
