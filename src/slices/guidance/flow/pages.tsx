import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Flow } from './definition.ts'
import { describeFlow, type DescribedStep } from './describe.ts'
import { FlowDiagram } from './diagram.tsx'
import { inLanguage, type Reader } from './words.ts'

/** A line in the list of versions. `cases` is how many are running on it; undefined for those who do not see the cases. */
export type VersionRow = { readonly number: number; readonly status: 'published' | 'retired'; readonly publishedAt: Date; readonly publishedBy: string; readonly cases: number | undefined }

export const addressOf = {
  chart: '/flytskjema',
  draft: '/flytskjema/kladd',
  themes: '/flytskjema/temaer',
  version: (number: number) => `/flytskjema/versjoner/${number}`,
  moving: (number: number) => `/flytskjema/versjoner/${number}/flytting`,
  step: (key: string) => `/flytskjema/kladd/steg/${key}`,
  order: '/flytskjema/kladd/rekkefolge',
} as const

type Props = {
  readonly page: PageContext
  readonly teamName: string
  readonly flow: Flow
  readonly shown: VersionRow
  readonly others: readonly VersionRow[]
  /** For the links to other versions of another team's chart. */
  readonly teamQuery: string
  readonly reader: Reader
  readonly mayEdit: boolean
}

/** The flow chart as picture and as text: the same in both, for those who look and those who read. */
export const ChartPage = ({ page, teamName, flow, shown, others, teamQuery, reader, mayEdit }: Props) => {
  const { t, lang } = page
  const retired = shown.status === 'retired'
  return (
    <Layout
      page={page}
      wide
      title={retired ? `${t('flow.title')}, ${t('flow.version', { number: shown.number })}` : t('flow.title')}
      heading={inLanguage(flow.name, lang)}
      above={`${teamName} · ${t('flow.version', { number: shown.number })}`}
      intro={t('flow.intro')}
      back={retired ? { href: `${addressOf.chart}${teamQuery}`, text: t('flow.to.published') } : undefined}
    >
      {retired && <Alert kind="warning">{t('flow.retired')}</Alert>}
      <p class="subtle">{t('flow.since', { when: shown.publishedAt, name: shown.publishedBy })}</p>
      {mayEdit && !retired && (
        <ButtonRow>
          <LinkButton href={addressOf.draft}>{t('flow.edit')}</LinkButton>
          <LinkButton href={addressOf.themes} variant="secondary">
            {t('flow.themes.link')}
          </LinkButton>
        </ButtonRow>
      )}
      <FlowInFull page={page} flow={flow} reader={reader} />
      {others.length > 0 && (
        <section>
          <h2 class="ds-heading" data-size="sm">
            {t('flow.versions')}
          </h2>
          <Versions page={page} rows={others} teamQuery={teamQuery} mayMove={mayEdit} />
        </section>
      )}
    </Layout>
  )
}

/** Picture and steps side by side where there is room. */
const FlowInFull = ({ page, flow, reader }: { readonly page: PageContext; readonly flow: Flow; readonly reader: Reader }) => (
  <div class="flow-chart">
    <figure class="flow-picture">
      <FlowDiagram flow={flow} lang={page.lang} />
    </figure>
    <section class="flow-steps">
      <h2 class="ds-heading" data-size="sm">
        {page.t('flow.steps')}
      </h2>
      <ol class="flow-step-list">
        {describeFlow(flow, page.lang, reader).map((step) => (
          <StepInWords page={page} step={step} />
        ))}
      </ol>
    </section>
  </div>
)

const StepInWords = ({ page, step }: { readonly page: PageContext; readonly step: DescribedStep }) => {
  const { t } = page
  return (
    <li class="ds-card flow-step-card" data-color="neutral" id={`steg-${step.key}`}>
      <h3 class="ds-heading" data-size="xs">
        {step.number}. {step.name}
      </h3>
      <p class="subtle">
        {t('flow.row.responsible')}: {step.responsible}. {step.deadline === undefined ? t('flow.deadline.none') : `${t('flow.row.deadline')}: ${step.deadline}`}.
      </p>
      {step.help !== '–' && <p>{step.help}</p>}
      {step.demands.length > 0 && <Lines title={t('flow.row.gates')} lines={step.demands} />}
      <Lines title={t('flow.row.next')} lines={step.next.length > 0 ? step.next.map(({ number, name, label }) => t('flow.row.next.to', { label, number, name })) : [t('flow.row.next.none')]} />
      {step.exits.length > 0 && <Lines title={t('flow.row.exits')} lines={step.exits.map((exit) => exit.name)} />}
    </li>
  )
}

const Lines = ({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) => (
  <div>
    <h4 class="flow-lines-title">{title}</h4>
    <ul class="flow-lines-list">
      {lines.map((line) => (
        <li>{line}</li>
      ))}
    </ul>
  </div>
)

const Versions = ({ page, rows, teamQuery, mayMove }: { readonly page: PageContext; readonly rows: readonly VersionRow[]; readonly teamQuery: string; readonly mayMove: boolean }) => {
  const { t, lang } = page
  const seesCases = rows.some((row) => row.cases !== undefined)
  return (
    <Table
      caption={t('flow.versions')}
      hiddenCaption
      rows={rows}
      rowKey={(row) => String(row.number)}
      columns={[
        { key: 'number', title: t('flow.versions.number'), heading: true, cell: (row) => <a class="ds-link" href={`${addressOf.version(row.number)}${teamQuery}`}>{t('flow.version', { number: row.number })}</a> },
        { key: 'from', title: t('flow.versions.from'), cell: (row) => formats(lang).date(row.publishedAt) },
        { key: 'by', title: t('flow.versions.by'), cell: (row) => row.publishedBy },
        ...(seesCases
          ? [
              {
                key: 'cases',
                title: t('flow.versions.cases'),
                cell: (row: VersionRow) => (
                  <>
                    {formats(lang).number(row.cases ?? 0)}{' '}
                    {mayMove && row.status === 'retired' && (row.cases ?? 0) > 0 && (
                      <a class="ds-link" href={addressOf.moving(row.number)}>
                        {t('flow.versions.move')}
                        <span class="ds-sr-only"> {t('flow.version', { number: row.number })}</span>
                      </a>
                    )}
                  </>
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

export const NoChartPage = ({ page, mayEdit }: { readonly page: PageContext; readonly mayEdit: boolean }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('flow.title')}>
      <EmptyState title={t('flow.none.title')} action={mayEdit && <LinkButton href={addressOf.draft}>{t('flow.edit')}</LinkButton>}>
        <p>{t(mayEdit ? 'flow.none.leader' : 'flow.none.text')}</p>
      </EmptyState>
    </Layout>
  )
}

/** For those whom several teams may concern. */
export const TeamsPage = ({ page, teams }: { readonly page: PageContext; readonly teams: readonly { readonly id: string; readonly name: string }[] }) => (
  <Layout page={page} title={page.t('flow.title')} intro={page.t('flow.teams')}>
    <ul class="plain-list">
      {teams.map((team) => (
        <li>
          <a class="ds-link" href={`${addressOf.chart}?team=${team.id}`}>
            {team.name}
          </a>
        </li>
      ))}
    </ul>
  </Layout>
)
