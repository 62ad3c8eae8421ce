import { formatDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { DateField, TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { longestText } from '../forms.ts'
import { aboveOf, backTo, Prose, type CaseHead } from '../pages.tsx'
import { levels } from '../rules.ts'
import type { FollowUpRefusal } from './rules.ts'
import type { FollowUp } from './store.ts'

export const followUpLabels = (t: Translate) => ({
  heldOn: t('evaluation.follow-up.field.heldOn'),
  lasting: t('evaluation.follow-up.field.lasting'),
  whatLasted: t('evaluation.follow-up.field.whatLasted'),
  whatNext: t('evaluation.follow-up.field.whatNext'),
})

export type FollowUpView = {
  readonly one: CaseHead
  readonly followUps: readonly FollowUp[]
  readonly form: ShownForm | undefined
  readonly refused: FollowUpRefusal | undefined
}

export const FollowUpPage = ({ page, view }: { readonly page: PageContext; readonly view: FollowUpView }) => {
  const { t } = page
  const { form } = view
  const labels = followUpLabels(t)
  return (
    <Layout page={page} title={t('evaluation.follow-up.title')} above={aboveOf(view.one)} intro={t('evaluation.follow-up.intro')} back={backTo(t, view.one, 'oppfolging')} hasErrors={form !== undefined && cameBack(form)}>
      {form && <ErrorSummary errors={form.errors} />}
      {view.refused && <Alert kind="warning">{t(`evaluation.because.${view.refused}`)}</Alert>}
      {view.followUps.map((one) => (
        <FollowUpCard one={one} />
      ))}
      {view.followUps.length === 0 && !form && <p>{t('evaluation.follow-up.none')}</p>}
      {form && (
        <Form action={`/veiledning/${view.one.id}/oppfolging`} leaveWarning>
          <h2 class="ds-heading" data-size="sm">
            {t('evaluation.follow-up.form')}
          </h2>
          <DateField name="heldOn" label={labels.heldOn} value={form.typed['heldOn']} error={errorFor(form.errors, 'heldOn')} mark="required" />
          <RadioGroup
            name="lasting"
            label={labels.lasting}
            mark="required"
            value={form.typed['lasting']}
            error={errorFor(form.errors, 'lasting')}
            options={levels.map((value) => ({ value, text: t(`evaluation.follow-up.lasting.${value}`) }))}
          />
          <TextArea name="whatLasted" label={labels.whatLasted} mark="required" value={form.typed['whatLasted']} error={errorFor(form.errors, 'whatLasted')} rows={4} limit={longestText} guard />
          <TextArea name="whatNext" label={labels.whatNext} mark="optional" value={form.typed['whatNext']} error={errorFor(form.errors, 'whatNext')} rows={4} limit={longestText} guard />
          <GuardNotice warnings={form.warnings} labels={labels} />
          <ButtonRow>
            <Button>{t('evaluation.follow-up.save')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Layout>
  )
}

export const FollowUpCard = ({ one, level = 2 }: { readonly one: FollowUp; readonly level?: 2 | 3 }) => {
  const { t, lang } = usePage()
  const labels = followUpLabels(t)
  return (
    <Card title={t('evaluation.follow-up.entry', { date: formatDate(one.heldOn, lang, 'long') })} level={level}>
      <p class="subtle">{t('evaluation.by', { who: one.writtenBy, when: one.writtenAt })}</p>
      <SummaryList
        rows={[
          { term: labels.lasting, value: t(`evaluation.follow-up.lasting.${levels[one.lasting - 1] ?? '1'}`) },
          { term: labels.whatLasted, value: <Prose text={one.whatLasted} /> },
          { term: labels.whatNext, value: one.whatNext === '' ? undefined : <Prose text={one.whatNext} /> },
        ]}
      />
    </Card>
  )
}
