import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { ErrorSummary, Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { errorIn, typedOr, type Back } from '../back.ts'
import type { ReviewRound } from '../load.ts'
import type { SentReport } from '../store.ts'
import type { Ruling, Tie } from './rules.ts'

export type ReaderRow = { readonly personId: string; readonly name: string; readonly orgName: string; readonly groups: readonly string[]; readonly assigned: boolean; readonly delivered: boolean; readonly tie: Tie | undefined; readonly ruling: (Ruling & { readonly note?: string }) | undefined; readonly self: boolean }
export type ReadersView = { readonly round: ReviewRound; readonly report: SentReport; readonly rows: readonly ReaderRow[]; readonly back: Back }

/** Who reads this report, who may, and who may not: a tie bars until the county governor has decided. */
export const ReadersPage = ({ page, view }: { readonly page: PageContext; readonly view: ReadersView }) => {
  const { t } = page
  const { report, round, rows, back } = view
  return (
    <Layout page={page} title={t('review.readers')} above={`${report.reference} · ${report.title}`} intro={t('review.readers.intro')} back={{ href: `/behov/${report.id}/vurdering`, text: t('review.readers.back') }} hasErrors={back.errors.length > 0 || back.refused !== undefined}>
      <ErrorSummary errors={back.errors.map(({ field, text }) => ({ field: `${field}-${back.at}`, text }))} />
      {back.refused && <Alert kind="warning" answer>{t(back.refused)}</Alert>}
      {rows.length === 0 ? (
        <EmptyState title={t('review.readers.none')} action={<LinkButton href={`/runder/${round.id}/vurdering/grupper`}>{t('review.groups')}</LinkButton>}>
          <p>{t('review.readers.none.text')}</p>
        </EmptyState>
      ) : (
        rows.map((row) => <OneReader row={row} view={view} />)
      )}
    </Layout>
  )
}

const OneReader = ({ row, view: { report, back } }: { readonly row: ReaderRow; readonly view: ReadersView }) => {
  const { t } = usePage()
  const action = `/behov/${report.id}/vurdering/lesere`
  const barred = row.ruling?.disqualified === true || (row.tie !== undefined && row.ruling === undefined)
  return (
    <Section title={row.name}>
      <p>
        {row.orgName} · {row.groups.join(', ')} {row.assigned && <Tag color={row.delivered ? 'success' : 'info'}>{t(row.delivered ? 'review.reader.delivered' : 'review.reader.reads')}</Tag>} {row.ruling?.disqualified && <Tag color="danger">{t('review.reader.disqualified')}</Tag>}
      </p>
      {row.tie && <Alert kind={barred ? 'warning' : 'info'}>{t(`review.tie.${row.tie.tie}`, { organisation: row.tie.orgName })}</Alert>}
      {row.ruling && row.ruling.note && <p class="prose">{row.ruling.note}</p>}
      {!row.assigned && !barred && (
        <Form action={action} label={t('review.reader.assign', { name: row.name })}>
          <input type="hidden" name="person" value={row.personId} />
          <Button variant="secondary">{t('review.reader.assign', { name: row.name })}</Button>
        </Form>
      )}
      {row.assigned && !row.delivered && (
        <Form action={`${action}/fjerning`} label={t('review.reader.remove', { name: row.name })}>
          <input type="hidden" name="person" value={row.personId} />
          <Button variant="tertiary">{t('review.reader.remove', { name: row.name })}</Button>
        </Form>
      )}
      {!row.self && (
        <Details summary={t('review.ruling')} open={(barred && row.ruling === undefined) || back.at === row.personId}>
          <Form action={`${action}/habilitet`} label={t('review.ruling')}>
            <input type="hidden" name="person" value={row.personId} />
            <RadioGroup
              name="disqualified" id={`f-disqualified-${row.personId}`} label={t('review.ruling.question', { name: row.name })} value={typedOr(back, 'ruling', row.personId, 'disqualified', row.ruling ? (row.ruling.disqualified ? 'ja' : 'nei') : undefined)} error={errorIn(back, 'ruling', row.personId, 'disqualified')}
              options={[
                { value: 'ja', text: t('review.ruling.yes') },
                { value: 'nei', text: t('review.ruling.no') },
              ]}
            />
            <TextField name="note" id={`f-note-${row.personId}`} label={t('review.ruling.note')} value={typedOr(back, 'ruling', row.personId, 'note', undefined)} error={errorIn(back, 'ruling', row.personId, 'note')} />
            <ButtonRow>
              <Button variant="secondary">{t('review.ruling.save')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Section>
  )
}
