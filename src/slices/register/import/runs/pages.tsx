import { formatDate, formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { FileField } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../../ui/tag.tsx'
import { percentDone, type ImportRun, type ImportState } from './rules.ts'

type Page = { readonly page: PageContext }

const stateColor: Readonly<Record<ImportState, TagColor>> = { uploaded: 'info', running: 'info', done: 'success', failed: 'danger', 'given-up': 'neutral' }

/** Send a file in, and see what became of the earlier ones. */
export const ImportPage = ({ page, runs, errors }: Page & { readonly runs: readonly ImportRun[]; readonly errors: readonly FieldError[] }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('register.import.title')} intro={t('register.import.intro')} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action="/register/import" files>
        <FileField name="fil" label={t('register.import.file')} types={['csv', 'xlsx']} megabytes={10} error={errorFor(errors, 'fil')} />
        <p class="ds-paragraph subtle">{t('register.import.file.help')}</p>
        <ButtonRow>
          <Button>{t('register.import.look')}</Button>
          <LinkButton href="/register/synk" variant="tertiary">
            {t('register.sync.title')}
          </LinkButton>
        </ButtonRow>
      </Form>
      {runs.length > 0 && (
        <section class="page-part">
          <h2 class="ds-heading" data-size="sm">
            {t('register.import.earlier')}
          </h2>
          <Table
            caption={t('register.import.earlier')}
            hiddenCaption
            rows={runs}
            rowKey={(run) => run.id}
            columns={[
              { key: 'file', title: t('register.import.file.name'), heading: true, cell: (run) => <a class="ds-link" href={`/register/import/${run.id}`}>{run.fileName}</a> },
              { key: 'state', title: t('register.import.state'), cell: (run) => <Tag color={stateColor[run.state]}>{t(`register.import.state.${run.state}`)}</Tag> },
              { key: 'rows', title: t('register.import.rows'), numeric: true, cell: (run) => (run.state === 'uploaded' || run.state === 'given-up' ? '' : run.done) },
              { key: 'when', title: t('register.import.when'), cell: (run) => `${formatDateTime(run.uploadedAt, lang)}, ${run.uploadedByName}` },
            ]}
          />
        </section>
      )}
    </Layout>
  )
}

/** The import while it goes on, and its report when it has ended. */
export const ImportRunPage = ({ page, run, refused = false }: Page & { readonly run: ImportRun; /** Somebody tried to start it again. */ readonly refused?: boolean }) => {
  const { t, lang } = page
  const running = run.state === 'running'
  return (
    <Layout
      page={page}
      title={t(`register.import.${run.state}.title`)}
      intro={running ? t('register.import.running.intro') : undefined}
      back={{ href: '/register/import', text: t('register.import.title') }}
      refreshSeconds={running ? 2 : undefined}
    >
      {refused && <Alert kind="warning">{t('register.import.refused.already-started')}</Alert>}
      <p class="ds-paragraph">
        {run.fileName} · {t('register.import.as-of.short', { date: formatDate(run.asOf, lang, 'long') })}
      </p>
      {running && <Progress page={page} run={run} />}
      {run.state === 'failed' && <Alert kind="danger">{t('register.import.failed.text', { done: run.done, total: run.total })}</Alert>}
      {run.state === 'given-up' && <Alert kind="info">{t('register.import.given-up.text')}</Alert>}
      {(run.state === 'done' || run.state === 'failed') && (
        <>
          <KeyFigures
            figures={[
              { label: t('register.import.count.added'), value: String(run.added) },
              { label: t('register.import.count.changed'), value: String(run.changed) },
              { label: t('register.import.count.unchanged'), value: String(run.unchanged) },
              { label: t('register.import.count.older'), value: String(run.older), ...(run.older > 0 ? { note: t('register.import.count.older.note') } : {}) },
              { label: t('register.import.count.problems'), value: String(run.problemRows) },
            ]}
          />
          {run.finishedAt && <p class="ds-paragraph subtle">{t('register.import.finished', { when: formatDateTime(run.finishedAt, lang), name: run.uploadedByName })}</p>}
        </>
      )}
      <ButtonRow>
        {run.hasProblemFile && (
          <LinkButton href={`/register/import/${run.id}/avvik.csv`} download variant={run.state === 'done' ? 'primary' : 'secondary'}>
            {t('register.import.problem.file')}
          </LinkButton>
        )}
        {running ? (
          <LinkButton href={`/register/import/${run.id}`} variant="secondary">
            {t('register.import.again')}
          </LinkButton>
        ) : (
          <LinkButton href="/barnehager" variant="secondary">
            {t('register.list.title')}
          </LinkButton>
        )}
      </ButtonRow>
    </Layout>
  )
}

const Progress = ({ page: { t }, run }: Page & { readonly run: ImportRun }) => (
  <div class="flow">
    <label class="ds-label" for="progress">
      {t('register.import.progress', { done: run.done, total: run.total, percent: percentDone(run) })}
    </label>
    <progress class="progress" id="progress" max={run.total} value={run.done}>
      {percentDone(run)} %
    </progress>
  </div>
)
