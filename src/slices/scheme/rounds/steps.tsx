import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, Form, type FieldError } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { possibleSteps, type Phase, type Step } from './rules.ts'
import type { Round } from './store.ts'

type Props = { readonly page: PageContext; readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }

/** Steps that are for when something has gone wrong stand folded away under the one that is next. */
const outOfTheOrdinary: readonly Step[] = ['reopen', 'cancel']

/** The errors with the names that their fields have on the page: each of its forms asks for a reason. What has no field there any more is said of the page. */
export const onPage = (errors: readonly FieldError[], typed: Readonly<Record<string, string>>, phase: Phase): readonly FieldError[] =>
  errors.map(({ field, text }) => {
    if (typed['orgnr'] !== undefined) return { field: field === 'grunn' ? 'grunn-utsettelse' : field, text }
    const step = possibleSteps(phase).find((one) => one === typed['trinn'])
    return { field: step === undefined || field === 'trinn' ? '' : field === 'grunn' ? `grunn-${step}` : field, text }
  })

/** What can be done with the round now: the next step of the year first. */
export const Steps = ({ page, round, phase, errors, typed }: Props & { readonly round: Round; readonly phase: Phase }) => {
  const { t } = page
  const possible = possibleSteps(phase)
  const next = possible.find((step) => !outOfTheOrdinary.includes(step))
  const others = possible.filter((step) => outOfTheOrdinary.includes(step))
  const wrong = (step: Step) => typed['trinn'] === step && errors.length > 0
  return (
    <>
      {next && (
        <Section title={t('rounds.next')}>
          <Form action={`/runder/${round.id}/trinn`} label={t(`rounds.step.${next}`)}>
            <input type="hidden" name="trinn" value={next} />
            <p class="ds-paragraph">{t(`rounds.step.${next}.text`)}</p>
            {wrong(next) && <p class="ds-validation-message">{errorFor(errors, 'trinn')}</p>}
            <ButtonRow>
              <Button>{t(`rounds.step.${next}`)}</Button>
              {phase === 'planned' && (
                <LinkButton href={`/runder/${round.id}/endring`} variant="secondary">
                  {t('rounds.edit')}
                </LinkButton>
              )}
            </ButtonRow>
          </Form>
        </Section>
      )}
      {others.map((step) => (
        <Details summary={t(`rounds.step.${step}`)} open={wrong(step)}>
          <Form action={`/runder/${round.id}/trinn`} label={t(`rounds.step.${step}`)}>
            <input type="hidden" name="trinn" value={step} />
            <p class="ds-paragraph">{t(`rounds.step.${step}.text`)}</p>
            {step === 'reopen' && <DateField name="nyfrist" label={t('rounds.new.deadline')} value={typed['nyfrist']} error={wrong(step) ? errorFor(errors, 'nyfrist') : undefined} />}
            <TextArea id={`f-grunn-${step}`} name="grunn" label={t('rounds.reason')} rows={2} value={wrong(step) ? typed['grunn'] : ''} error={wrong(step) ? errorFor(errors, 'grunn') : undefined} />
            <ButtonRow>
              <Button variant="secondary" {...(step === 'cancel' ? { danger: true } : {})}>
                {t(`rounds.step.${step}`)}
              </Button>
            </ButtonRow>
          </Form>
        </Details>
      ))}
    </>
  )
}

export const ExtensionForm = ({ page: { t }, id, errors, typed }: Props & { readonly id: string }) => {
  const wrong = typed['orgnr'] !== undefined
  return (
    <Details summary={t('rounds.extensions.give')} open={wrong && errors.length > 0}>
      <Form action={`/runder/${id}/utsettelse`} label={t('rounds.extensions.give')}>
        <TextField name="orgnr" label={t('rounds.extensions.org')} inputmode="numeric" width={16} value={typed['orgnr']} error={wrong ? errorFor(errors, 'orgnr') : undefined} />
        <DateField name="til" label={t('rounds.extensions.until')} value={typed['til']} error={wrong ? errorFor(errors, 'til') : undefined} />
        <TextArea id="f-grunn-utsettelse" name="grunn" label={t('rounds.reason')} rows={2} value={wrong ? typed['grunn'] : ''} error={wrong ? errorFor(errors, 'grunn') : undefined} />
        <ButtonRow>
          <Button variant="secondary">{t('rounds.extensions.give')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
