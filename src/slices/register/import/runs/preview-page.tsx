import { formatDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { DateField, SelectField } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { ImportReport } from '../actions.ts'
import { checkMapping, rowsWithProblems, targetFields, type ImportRow, type RowProblem } from '../mapping.ts'
import type { Table as FileTable, TableRow } from '../read-file.ts'
import { fieldName, type ImportRun } from './rules.ts'

type Props = {
  readonly page: PageContext
  readonly run: ImportRun
  readonly table: FileTable
  readonly rows: readonly ImportRow[]
  readonly problems: readonly RowProblem[]
  readonly would: ImportReport & { readonly placeless: readonly ImportRow[] }
  readonly errors: readonly FieldError[]
  /** What was typed as the date, when it could not be read. */
  readonly typedDate?: string | undefined
}

const mostShown = 20

/** How the file was understood, before anything goes in: columns, good rows, and every row that cannot go in with its reason. */
export const ImportPreviewPage = ({ page, run, table, rows, problems, would, errors, typedDate }: Props) => {
  const { t, lang } = page
  const wrong = checkMapping(run.mapping)
  const bad = rowsWithProblems(problems)
  const shown = table.rows.slice(0, 5)
  return (
    <Layout page={page} title={t('register.import.uploaded.title')} intro={run.fileName} back={{ href: '/register/import', text: t('register.import.title') }} hasErrors={errors.length > 0} wide>
      <ErrorSummary errors={errors} />
      <KeyFigures
        figures={[
          { label: t('register.import.count.good'), value: String(rows.length), note: t('register.import.would', { added: would.added, changed: would.changed, unchanged: would.unchanged }) },
          ...(would.older > 0 ? [{ label: t('register.import.count.older'), value: String(would.older), note: t('register.import.count.older.note') }] : []),
          { label: t('register.import.count.problems'), value: String(bad), ...(bad > 0 ? { note: t('register.import.count.problems.note') } : {}) },
        ]}
      />
      {wrong && <Alert kind="warning">{t(`register.import.refused.${wrong}`)}</Alert>}
      {!wrong && would.placeless.length > 0 && <Placeless page={page} rows={would.placeless} />}
      {!wrong && rows.length > 0 && (
        <Form action={`/register/import/${run.id}/start`}>
          <ButtonRow>
            <Button>{t('register.import.start', { rows: rows.length })}</Button>
            {bad > 0 && (
              <LinkButton href={`/register/import/${run.id}/avvik.csv`} variant="secondary" download>
                {t('register.import.problem.file')}
              </LinkButton>
            )}
          </ButtonRow>
        </Form>
      )}
      {bad > 0 && <Problems page={page} problems={problems} />}
      <section class="page-part">
        <h2 class="ds-heading" data-size="sm">
          {t('register.import.first-rows')}
        </h2>
        <Table
          caption={t('register.import.first-rows')}
          hiddenCaption
          phone="scroll"
          rows={shown}
          rowKey={(row) => String(row.number)}
          columns={table.headers.map((header, at) => ({ key: String(at), title: header || t('register.import.column', { number: at + 1 }), cell: (row: TableRow) => row.cells[at] ?? '' }))}
        />
      </section>
      <section class="page-part">
        <h2 class="ds-heading" data-size="sm">
          {t('register.import.columns')}
        </h2>
        <p class="ds-paragraph">{t('register.import.columns.help')}</p>
        <Form action={`/register/import/${run.id}`}>
          <DateField name="gjelder" label={t('register.import.as-of')} hint={t('register.import.as-of.help')} value={typedDate ?? formatDate(run.asOf, lang, 'short')} error={errorFor(errors, 'gjelder')} />
          <div class="filter-fields">
            {targetFields.map((field) => (
              <SelectField
                name={fieldName(field)}
                label={t(`register.import.field.${field}`)}
                empty={t('register.import.column.none')}
                value={run.mapping[field] === undefined ? undefined : String(run.mapping[field])}
                options={table.headers.map((header, at) => ({ value: String(at), text: header || t('register.import.column', { number: at + 1 }) }))}
              />
            ))}
          </div>
          <ButtonRow>
            <Button variant="secondary">{t('register.import.look.again')}</Button>
          </ButtonRow>
        </Form>
      </section>
    </Layout>
  )
}

const mostNamed = 5

/** Kindergartens that would lie in no municipality, and so have no team: told before anything goes in. */
const Placeless = ({ page: { t }, rows }: { readonly page: PageContext; readonly rows: readonly ImportRow[] }) => {
  const names = rows.slice(0, mostNamed).map(({ name }) => name).join(', ')
  const more = rows.length - mostNamed
  return (
    <Alert kind="warning" title={t('register.import.no-place', { count: rows.length })}>
      <p class="ds-paragraph">{t('register.import.no-place.text')}</p>
      <p class="ds-paragraph">{more > 0 ? t('register.import.no-place.more', { names, more }) : t('register.import.no-place.names', { names })}</p>
    </Alert>
  )
}

const Problems = ({ page: { t }, problems }: { readonly page: PageContext; readonly problems: readonly RowProblem[] }) => (
  <section class="page-part">
    <h2 class="ds-heading" data-size="sm">
      {t('register.import.problems')}
    </h2>
    <Details summary={t('register.import.problems.shown', { shown: Math.min(problems.length, mostShown), total: problems.length })} open={problems.length <= mostShown}>
      <Table
        caption={t('register.import.problems')}
        hiddenCaption
        rows={problems.slice(0, mostShown)}
        rowKey={(problem) => `${problem.rowNumber} ${problem.field} ${problem.because}`}
        columns={[
          { key: 'name', title: t('register.fact.name'), heading: true, cell: (problem) => problem.name || t('register.import.no-name') },
          { key: 'row', title: t('register.import.problem.row'), numeric: true, cell: (problem) => problem.rowNumber },
          { key: 'why', title: t('register.import.problem.what'), cell: (problem) => `${problem.value === '' ? '' : `${problem.value}: `}${t(`register.import.problem.${problem.because}`)}` },
        ]}
      />
    </Details>
  </section>
)
