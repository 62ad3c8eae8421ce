import { formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Checkbox } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../../ui/tag.tsx'
import { ReportSections } from './report-sections.tsx'
import type { SyncRun, SyncSetting, SyncState } from './rules.ts'

type Page = { readonly page: PageContext }

const stateColor: Readonly<Record<SyncState, TagColor>> = { reading: 'info', ready: 'warning', nothing: 'neutral', applied: 'success', discarded: 'neutral', failed: 'danger' }

/** Start a reading of the national register, see the earlier ones, and say how the nightly one ends. */
export const SyncPage = ({ page, runs, setting, address }: Page & { readonly runs: readonly SyncRun[]; readonly setting: SyncSetting; readonly address: string }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('register.sync.title')} intro={t('register.sync.intro')}>
      <Form action="/register/synk">
        <p class="ds-paragraph">{t('register.sync.source', { address: new URL(address).host })}</p>
        <ButtonRow>
          <Button>{t('register.sync.start')}</Button>
          <LinkButton href="/register/import" variant="tertiary">
            {t('register.import.title')}
          </LinkButton>
        </ButtonRow>
      </Form>
      {runs.length > 0 && (
        <section class="page-part">
          <h2 class="ds-heading" data-size="sm">
            {t('register.sync.earlier')}
          </h2>
          <Table
            caption={t('register.sync.earlier')}
            hiddenCaption
            rows={runs}
            rowKey={(run) => run.id}
            columns={[
              { key: 'when', title: t('register.sync.started'), heading: true, cell: (run) => <a class="ds-link" href={`/register/synk/${run.id}`}>{formatDateTime(run.startedAt, lang)}</a> },
              { key: 'who', title: t('register.sync.by'), cell: (run) => run.startedByName },
              { key: 'state', title: t('register.import.state'), cell: (run) => <Tag color={stateColor[run.state]}>{t(`register.sync.state.${run.state}`)}</Tag> },
            ]}
          />
        </section>
      )}
      <section class="page-part">
        <h2 class="ds-heading" data-size="sm">
          {t('register.sync.night')}
        </h2>
        <Form action="/register/synk/innstilling">
          <Checkbox name="selv" label={t('register.sync.by-itself')} hint={t('register.sync.by-itself.help')} checked={setting.appliesByItself} />
          {setting.changedAt && <p class="ds-paragraph subtle">{t('register.changed-by', { name: setting.changedByName ?? '', when: formatDateTime(setting.changedAt, lang) })}</p>}
          <ButtonRow>
            <Button variant="secondary">{t('common.save')}</Button>
          </ButtonRow>
        </Form>
      </section>
    </Layout>
  )
}

/** What a reading would change, before anything is changed; afterwards what it did. */
export const SyncRunPage = ({ page, run, errors }: Page & { readonly run: SyncRun; readonly errors: readonly FieldError[] }) => {
  const { t, lang } = page
  const { report } = run
  return (
    <Layout
      page={page}
      title={t(`register.sync.${run.state}.title`)}
      intro={t('register.sync.run', { when: formatDateTime(run.startedAt, lang), name: run.startedByName })}
      back={{ href: '/register/synk', text: t('register.sync.title') }}
      refreshSeconds={run.state === 'reading' ? 3 : undefined}
      hasErrors={errors.length > 0}
      wide
    >
      <ErrorSummary errors={errors} />
      {run.state === 'reading' && <Reading page={page} run={run} />}
      {run.state === 'failed' && <Alert kind="danger">{t('register.sync.failed.text')}</Alert>}
      {run.decidedAt && <p class="ds-paragraph">{t('register.sync.decided', { name: run.decidedByName ?? '', when: formatDateTime(run.decidedAt, lang) })}</p>}
      {run.complete === false && (
        <Alert kind="warning" title={t('register.sync.incomplete.title')}>
          {t('register.sync.incomplete.text')}
        </Alert>
      )}
      {report && (
        <>
          <KeyFigures
            figures={[
              { label: t('register.sync.added'), value: String(report.added.length) },
              { label: t('register.sync.changed'), value: String(report.changed.length) },
              { label: t('register.sync.closed'), value: String(report.closed.length) },
              { label: t('register.sync.reopened'), value: String(report.reopened.length) },
              { label: t('register.sync.unchanged'), value: String(report.unchanged) },
            ]}
          />
          {run.state === 'ready' && <Decide page={page} run={run} errors={errors} />}
          <ReportSections page={page} report={report} />
          {report.withoutNumber > 0 && <p class="ds-paragraph">{t('register.sync.without-number', { count: report.withoutNumber })}</p>}
        </>
      )}
      <Problems page={page} run={run} />
    </Layout>
  )
}

const Reading = ({ page: { t }, run }: Page & { readonly run: SyncRun }) => (
  <>
    <label class="ds-label" for="progress">
      {t('register.sync.reading.text')}
    </label>
    <progress class="progress" id="progress" />
    <ButtonRow>
      <LinkButton href={`/register/synk/${run.id}`} variant="secondary">
        {t('register.import.again')}
      </LinkButton>
    </ButtonRow>
  </>
)

const Decide = ({ page: { t }, run, errors }: Page & { readonly run: SyncRun; readonly errors: readonly FieldError[] }) => {
  const suspicious = run.report?.suspicious
  return (
    <>
      {suspicious && (
        <Alert kind="warning" title={t('register.sync.suspicious.title')}>
          {t('register.sync.suspicious.text', { closed: suspicious.closed, active: suspicious.activeBefore })}
        </Alert>
      )}
      <Form action={`/register/synk/${run.id}`}>
        {suspicious && <Checkbox name="mange" label={t('register.sync.suspicious.confirm', { closed: suspicious.closed })} error={errorFor(errors, 'mange')} />}
        <ButtonRow>
          <Button name="valg" value="bruk">
            {t('register.sync.apply')}
          </Button>
          <Button name="valg" value="forkast" variant="secondary">
            {t('register.sync.discard')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  )
}

const Problems = ({ page: { t }, run }: Page & { readonly run: SyncRun }) =>
  run.problems.length === 0 ? null : (
    <section class="page-part">
      <h2 class="ds-heading" data-size="sm">
        {t('register.sync.problems')}
      </h2>
      <Details summary={t('register.sync.problems.count', { count: run.problems.length })} open={run.problems.length <= 10}>
        <Table
          caption={t('register.sync.problems')}
          hiddenCaption
          rows={run.problems}
          rowKey={(problem) => `${problem.address} ${problem.because}`}
          columns={[
            { key: 'what', title: t('register.import.problem.what'), heading: true, cell: (problem) => t(`register.sync.because.${problem.because}`) },
            { key: 'where', title: t('register.sync.where'), cell: (problem) => new URL(problem.address).pathname + new URL(problem.address).search },
          ]}
        />
      </Details>
    </section>
  )
