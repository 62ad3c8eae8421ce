import { formats } from '../../../../texts/index.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { fieldId } from '../../../../ui/field-frame.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { limits, outcomes, type Comment, type Plan } from '../rules.ts'

type View = { readonly plan: Plan; readonly writes: boolean; readonly asked: boolean; readonly form: ShownForm; readonly formOf: string }
type Part = { readonly page: PageContext; readonly view: View }

/** What was said in the hearing, by name, each with its answer; and the form for those who may say something now. */
export const Comments = ({ page, view }: Part) => {
  const { t } = page
  const { plan, asked, form, formOf } = view
  if (plan.state === 'draft') return null
  const mine = formOf === 'innspill' ? form : undefined
  return (
    <Section title={t('plans.comments', { count: plan.comments.length })} id="innspill-liste">
      {plan.comments.length === 0 && <p class="ds-paragraph subtle">{t('plans.comments.none')}</p>}
      {plan.comments.map((one) => <Said page={page} view={view} one={one} />)}
      {asked && (
        <Form action={`/strategi/${plan.id}/innspill`} label={t('plans.comment.field')} leaveWarning>
          <TextArea name="innspill" label={t('plans.comment.field')} hint={t('plans.comment.hint')} rows={6} limit={limits.about} value={mine?.typed['innspill']} error={mine && errorFor(mine.errors, 'innspill')} guard />
          {mine && <GuardNotice warnings={mine.warnings} labels={{ innspill: t('plans.comment.field') }} />}
          <ButtonRow><Button>{t('plans.comment.button')}</Button></ButtonRow>
        </Form>
      )}
    </Section>
  )
}

const Said = ({ page, view, one }: Part & { readonly one: Comment }) => {
  const { t, lang } = page
  const { dateTime } = formats(lang)
  const { plan, writes, form, formOf } = view
  const mine = formOf === one.id ? form : undefined
  const at = (name: string) => `${name}-${one.id}`
  return (
    <article class="flow" id={`innspill-${one.id}`}>
      <h3 class="ds-heading" data-size="2xs">{t('plans.comment.by', { who: one.by, role: t(`identity.role.${one.role}`), org: one.org })}</h3>
      <p class="ds-paragraph subtle">{dateTime(one.at)}</p>
      <p class="ds-paragraph kept-text">{one.body}</p>
      {one.outcome && one.answeredAt ? (
        <>
          <p class="ds-paragraph"><strong>{t(`plans.outcome.${one.outcome}`)}</strong> <span class="subtle">{t('plans.answer.by', { who: one.answeredBy ?? '', when: dateTime(one.answeredAt) })}</span></p>
          <p class="ds-paragraph kept-text">{one.answer}</p>
        </>
      ) : (
        <p class="ds-paragraph subtle">{t('plans.answer.none')}</p>
      )}
      {mine && one.outcome && <p class="ds-paragraph kept-text">{t('plans.answer.typed', { text: mine.typed['svar'] ?? '' })}</p>}
      {writes && plan.state === 'hearing' && !one.outcome && (
        <Form action={`/strategi/${plan.id}/innspill/${one.id}`} label={t('plans.answer.label', { who: one.by })}>
          <RadioGroup name="utfall" id={fieldId(at('utfall'))} label={t('plans.answer.outcome')} inline value={mine?.typed['utfall']} error={mine && errorFor(mine.errors, at('utfall'))} options={outcomes.map((value) => ({ value, text: t(`plans.outcome.${value}`) }))} />
          <TextArea name="svar" id={fieldId(at('svar'))} label={t('plans.answer.field')} rows={3} limit={limits.text} value={mine?.typed['svar']} error={mine && errorFor(mine.errors, at('svar'))} guard />
          {mine && <GuardNotice warnings={mine.warnings} labels={{ svar: t('plans.answer.field') }} at={fieldId(at('svar'))} />}
          <ButtonRow><Button variant="secondary" about={one.by}>{t('plans.answer.button')}</Button></ButtonRow>
        </Form>
      )}
    </article>
  )
}
