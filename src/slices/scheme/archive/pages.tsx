import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { stateOf, toExport, type ArchiveState, type ExportRefusal, type ReceiptRefusal } from './rules.ts'
import type { ArchiveRow, Export } from './store.ts'

const colors: Readonly<Record<ArchiveState, TagColor>> = { unmade: 'warning', ready: 'info', exported: 'accent', received: 'success', failed: 'danger' }

export type ArchiveView = { readonly round: { readonly id: string; readonly title: string }; readonly rows: readonly ArchiveRow[]; readonly exports: readonly Export[]; readonly refused: ExportRefusal | ReceiptRefusal | undefined; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }

/** What of a round belongs in the archive, and how far each document has come. */
export const ArchivePage = ({ page, view }: { readonly page: PageContext; readonly view: ArchiveView }) => {
  const { t, lang } = page
  const { round, errors, typed } = view
  const rows = view.rows.map((row) => ({ ...row, state: stateOf(row.made, row.last?.state) }))
  const open = toExport(rows)
  const answerable = rows.filter(({ state }) => state === 'exported' || state === 'failed')
  const { shortDate, dateTime, number } = formats(lang)
  return (
    <Layout page={page} title={t('archive.title')} above={round.title} intro={t('archive.intro')} back={{ href: `/runder/${round.id}/vedtak`, text: t('decision.back.list') }} hasErrors={errors.length > 0 || view.refused !== undefined} wide>
      <ErrorSummary errors={errors} />
      {view.refused && <Alert kind="warning" answer>{t(`archive.because.${view.refused}`)}</Alert>}
      {rows.length === 0 ? (
        <EmptyState title={t('archive.none')}><p>{t('archive.none.text')}</p></EmptyState>
      ) : (
        <>
          {open.length > 0 && (
            <Form action={`/runder/${round.id}/arkiv/eksport`} label={t('archive.export')}>
              <p>{t('archive.export.text', { count: open.length })}</p>
              <ButtonRow><Button>{t('archive.export')}</Button></ButtonRow>
            </Form>
          )}
          <Table
            caption={t('archive.documents')}
            rows={rows}
            rowKey={(row) => row.id}
            columns={[
              { key: 'title', title: t('archive.col.title'), heading: true, cell: (row) => row.title },
              { key: 'case', title: t('archive.col.case'), cell: (row) => [row.reference, row.leadName].filter(Boolean).join(' ') },
              { key: 'direction', title: t('archive.col.direction'), cell: (row) => t(`archive.direction.${row.direction}`) },
              { key: 'party', title: t('archive.col.party'), cell: (row) => (row.meetingId ? '–' : row.party.name) },
              { key: 'dated', title: t('archive.col.dated'), cell: (row) => shortDate(row.datedAt) },
              { key: 'state', title: t('archive.col.state'), cell: (row) => <><Tag color={colors[row.state]}>{t(`archive.state.${row.state}`)}</Tag>{row.last?.state === 'received' && <> {row.last.caseNumber}/{row.last.entryNumber}</>}{row.last?.state === 'failed' && <> {row.last.note}</>}</> },
            ]}
          />
        </>
      )}
      {view.exports.length > 0 && (
        <Section title={t('archive.exports')}>
          <Table
            caption={t('archive.exports')}
            hiddenCaption
            rows={view.exports}
            rowKey={(row) => row.id}
            columns={[
              { key: 'made', title: t('archive.col.made'), heading: true, cell: (row) => `${dateTime(row.madeAt)}, ${row.madeBy}` },
              { key: 'documents', title: t('archive.documents'), numeric: true, cell: (row) => number(row.documents) },
              { key: 'size', title: t('archive.col.size'), numeric: true, cell: (row) => t('archive.kilobytes', { size: Math.ceil(row.size / 1024) }) },
              { key: 'sum', title: t('archive.col.sum'), cell: (row) => <code class="prose">{row.sha256.slice(0, 16)}…</code> },
              { key: 'file', title: t('archive.col.file'), hiddenTitle: true, cell: (row) => <LinkButton small variant="secondary" download href={`/runder/${round.id}/arkiv/${row.id}/pakke.zip`} about={dateTime(row.madeAt)}>{t('archive.download')}</LinkButton> },
            ]}
          />
        </Section>
      )}
      {answerable.length > 0 && (
        <Section title={t('archive.receipt.title')}>
          <p>{t('archive.receipt.intro')}</p>
          <Form action={`/runder/${round.id}/arkiv/kvittering`}>
            <SelectField name="dokument" label={t('archive.field.document')} value={typed['dokument']} error={errorFor(errors, 'dokument')} options={answerable.map((row) => ({ value: row.id, text: row.meetingId ? row.title : `${row.reference} ${row.title} (${row.party.name})` }))} />
            <RadioGroup name="svar" label={t('archive.field.answer')} value={typed['svar']} error={errorFor(errors, 'svar')} inline options={[{ value: 'mottatt', text: t('archive.state.received') }, { value: 'feilet', text: t('archive.state.failed') }]} />
            <TextField name="saksnr" label={t('archive.field.case')} width={16} value={typed['saksnr']} error={errorFor(errors, 'saksnr')} />
            <TextField name="journalpostnr" label={t('archive.field.entry')} width={16} value={typed['journalpostnr']} error={errorFor(errors, 'journalpostnr')} />
            <TextField name="merknad" label={t('archive.field.note')} width={32} value={typed['merknad']} error={errorFor(errors, 'merknad')} />
            <ButtonRow><Button variant="secondary">{t('archive.receipt.save')}</Button></ButtonRow>
          </Form>
        </Section>
      )}
    </Layout>
  )
}
