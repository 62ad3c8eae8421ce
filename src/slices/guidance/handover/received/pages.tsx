import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { formats, type Translate } from '../../../../texts/index.ts'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { longestSummary } from '../forms.ts'
import { HandOverFacts, StatusTag } from '../pages.tsx'
import { statusOf, type AnswerRefusal, type HandOver } from '../rules.ts'

type Page = { readonly page: PageContext }

/** What other teams have handed to this service. */
export const ReceivedListPage = ({ page, rows }: Page & { readonly rows: readonly HandOver[] }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('handover.list.title')} intro={t('handover.list.intro')}>
      {rows.length === 0 ? (
        <EmptyState title={t('handover.list.none')}>
          <p>{t('handover.list.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('handover.list.title')}
          hiddenCaption
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'kindergarten', title: t('handover.list.kindergarten'), heading: true, cell: (one) => <a class="ds-link" href={`/overforinger/${one.id}`}>{one.kindergartenName}</a> },
            { key: 'why', title: t('handover.why'), cell: (one) => t(`handover.reason.${one.reason}`) },
            { key: 'handed', title: t('handover.list.handed'), cell: (one) => formats(page.lang).date(one.handedAt) },
            { key: 'status', title: t('handover.list.status'), cell: (one) => <StatusTag one={one} /> },
          ]}
        />
      )}
      <p><a class="ds-link" href="/stottesystem">{t('handover.list.others')}</a></p>
    </Layout>
  )
}

export const answerLabels = (t: Translate) => ({ answer: t('handover.received.answer'), text: t('handover.received.text') })

export type ReceivedProps = Page & { readonly one: HandOver; readonly form: ShownForm; readonly refused?: AnswerRefusal | undefined }

/** One hand-over as the service sees it: this row and nothing behind it. */
export const ReceivedPage = ({ page, one, form, refused }: ReceivedProps) => {
  const { t } = page
  const labels = answerLabels(t)
  return (
    <Layout page={page} title={`${one.kindergartenName}, ${one.reference}`} heading={one.kindergartenName} above={t('handover.received.above', { reference: one.reference, team: one.teamName })} back={{ href: '/overforinger', text: t('handover.received.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} />
      {refused && <Alert kind="warning">{t(`handover.because.${refused}`)}</Alert>}
      <p>{t('handover.received.only')}</p>
      <HandOverFacts one={one} />
      {statusOf(one) === 'waiting' && (
        <Form action={`/overforinger/${one.id}`} leaveWarning>
          <RadioGroup
            name="answer"
            label={labels.answer}
            value={form.typed['answer']}
            error={errorFor(form.errors, 'answer')}
            options={[{ value: 'accepted', text: t('handover.received.accept') }, { value: 'declined', text: t('handover.received.decline') }]}
          />
          <TextArea name="text" label={labels.text} hint={t('handover.received.text.hint')} value={form.typed['text']} error={errorFor(form.errors, 'text')} rows={4} limit={longestSummary} guard />
          <GuardNotice warnings={form.warnings} labels={labels} />
          <ButtonRow>
            <Button>{t('handover.received.send')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Layout>
  )
}
