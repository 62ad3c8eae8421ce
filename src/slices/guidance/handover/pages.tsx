import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { usePage } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import type { Translate } from '../../../texts/index.ts'
import { aboveOf, backTo, Prose, type CaseHead } from '../evaluation/pages.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { longestSummary } from './forms.ts'
import { handOverReasons, statusOf, type HandOver, type HandOverStatus, type OfferRefusal, type TeamRefusal } from './rules.ts'
import type { Service } from './store.ts'

export const handOverLabels = (t: Translate) => ({
  toOrgId: t('handover.field.toOrgId'),
  reason: t('handover.field.reason'),
  summary: t('handover.field.summary'),
  acceptedBy: t('handover.field.acceptedBy'),
})

export const phoneLabels = (t: Translate) => ({ acceptedBy: t('handover.field.name') })

export type HandOverView = {
  readonly one: CaseHead
  readonly mayAct: boolean
  readonly handOvers: readonly HandOver[]
  readonly services: readonly Service[]
  /** Undefined: no service can be asked now. */
  readonly form: ShownForm | undefined
  /** Where the team notes a yes given by phone. */
  readonly phone: ShownForm
  readonly refused: OfferRefusal | TeamRefusal | undefined
}

/** The team hands a case over; the kindergarten reads the same. */
export const HandOverPage = ({ page, view }: { readonly page: PageContext; readonly view: HandOverView }) => {
  const { t } = page
  const [latest, ...earlier] = view.handOvers
  const errors = [...(view.form?.errors ?? []), ...view.phone.errors]
  return (
    <Layout page={page} title={t('handover.title')} above={aboveOf(view.one)} intro={t('handover.intro')} back={backTo(t, view.one, 'overforing')} hasErrors={cameBack({ errors, warnings: [...(view.form?.warnings ?? []), ...view.phone.warnings] })}>
      <ErrorSummary errors={errors} />
      {view.refused && <Alert kind="warning">{t(`handover.because.${view.refused}`)}</Alert>}
      {latest && <HandOverFacts one={latest} />}
      {latest && view.mayAct && statusOf(latest) === 'waiting' && <Waiting view={view} one={latest} />}
      {view.form && (view.services.length === 0 ? <NoServices /> : <OfferForm view={view} form={view.form} />)}
      {earlier.length > 0 && (
        <Details summary={t('handover.earlier')}>
          {earlier.map((one) => (
            <HandOverFacts one={one} />
          ))}
        </Details>
      )}
    </Layout>
  )
}

const colors: Readonly<Record<HandOverStatus, TagColor>> = { waiting: 'warning', accepted: 'success', declined: 'danger', withdrawn: 'neutral' }
export const StatusTag = ({ one }: { readonly one: HandOver }) => <Tag color={colors[statusOf(one)]}>{usePage().t(`handover.answer.${statusOf(one)}`)}</Tag>

/** A hand-over as both sides and the service see it. */
export const HandOverFacts = ({ one }: { readonly one: HandOver }) => {
  const { t } = usePage()
  return (
    <SummaryList
      rows={[
        { term: t('handover.to'), value: one.toName },
        { term: t('handover.received.from'), value: t('handover.answer.by', { who: one.handedBy, when: one.handedAt }) },
        { term: t('handover.why'), value: t(`handover.reason.${one.reason}`) },
        { term: t('handover.summary'), value: <Prose text={one.summary} /> },
        { term: t('handover.answer'), value: <AnswerLine one={one} /> },
        ...(one.answerText === '' ? [] : [{ term: t('handover.answer.text'), value: <Prose text={one.answerText} /> }]),
      ]}
    />
  )
}

const AnswerLine = ({ one }: { readonly one: HandOver }) => (
  <>
    <StatusTag one={one} /> {one.answeredBy && one.answeredAt && usePage().t('handover.answer.by', { who: one.answeredBy, when: one.answeredAt })}
  </>
)

const Waiting = ({ view, one }: { readonly view: HandOverView; readonly one: HandOver }) => {
  const { t } = usePage()
  const labels = phoneLabels(t)
  const action = `/veiledning/${view.one.id}/overforing/${one.id}`
  return (
    <>
      <section class="flow">
        <h2 class="ds-heading" data-size="sm">
          {t('handover.phone.title')}
        </h2>
        <Form action={`${action}/svar`} label={t('handover.phone.title')}>
          <TextField name="acceptedBy" label={labels.acceptedBy} width={32} value={view.phone.typed['acceptedBy']} error={errorFor(view.phone.errors, 'acceptedBy')} guard />
          <GuardNotice warnings={view.phone.warnings} labels={labels} />
          <ButtonRow>
            <Button>{t('handover.phone.save')}</Button>
          </ButtonRow>
        </Form>
      </section>
      <section class="flow">
        <h2 class="ds-heading" data-size="sm">
          {t('handover.withdraw')}
        </h2>
        <Form action={`${action}/tilbaketrekking`} label={t('handover.withdraw')}>
          <p>{t('handover.withdraw.text')}</p>
          <ButtonRow>
            <Button variant="secondary">{t('handover.withdraw')}</Button>
          </ButtonRow>
        </Form>
      </section>
    </>
  )
}

const NoServices = () => {
  const { t } = usePage()
  return (
    <EmptyState title={t('handover.no-services.title')}>
      <p>{t('handover.no-services.text')}</p>
    </EmptyState>
  )
}

const OfferForm = ({ view, form }: { readonly view: HandOverView; readonly form: ShownForm }) => {
  const { t } = usePage()
  const labels = handOverLabels(t)
  const error = (field: string) => errorFor(form.errors, field)
  return (
    <Form action={`/veiledning/${view.one.id}/overforing`} leaveWarning>
      {view.services.length > 7 ? (
        <SelectField name="toOrgId" label={labels.toOrgId} mark="required" value={form.typed['toOrgId']} error={error('toOrgId')} options={view.services.map(({ id, name }) => ({ value: id, text: name }))} />
      ) : (
        <RadioGroup name="toOrgId" label={labels.toOrgId} mark="required" value={form.typed['toOrgId']} error={error('toOrgId')} options={view.services.map(({ id, name }) => ({ value: id, text: name }))} />
      )}
      <RadioGroup name="reason" label={labels.reason} mark="required" value={form.typed['reason']} error={error('reason')} options={handOverReasons.map((value) => ({ value, text: t(`handover.reason.${value}`) }))} />
      <Alert title={t('handover.shared.title')}>
        <p>{t('handover.shared.text')}</p>
      </Alert>
      <TextArea name="summary" label={labels.summary} mark="required" hint={t('handover.field.summary.hint')} value={form.typed['summary']} error={error('summary')} rows={8} limit={longestSummary} guard />
      <TextField name="acceptedBy" label={labels.acceptedBy} mark="optional" hint={t('handover.field.acceptedBy.hint')} value={form.typed['acceptedBy']} error={error('acceptedBy')} width={32} guard />
      <GuardNotice warnings={form.warnings} labels={labels} />
      <ButtonRow>
        <Button>{t('handover.send')}</Button>
      </ButtonRow>
    </Form>
  )
}
