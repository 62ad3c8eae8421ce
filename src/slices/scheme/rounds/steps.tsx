import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, Form, type FieldError } from '../../../ui/form.tsx'
import { Section } from '../../../ui/layout.tsx'
import { possibleSteps, type Phase, type Step } from './rules.ts'
import type { Round } from './store.ts'
import type { RoundTask } from './waiting/rules.ts'
import { textOf } from './waiting/words.ts'

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

/**
 * What to do with the round now. What waits for somebody here comes first, the step of the year when it is time for it: until then it can be taken,
 * and is not what the page is for.
 */
export const Steps = ({ page, round, phase, waits, errors, typed }: Props & { readonly round: Round; readonly phase: Phase; readonly waits: readonly RoundTask[] }) => {
  const { t } = page
  const possible = possibleSteps(phase)
  const next = possible.find((step) => !outOfTheOrdinary.includes(step))
  const others = possible.filter((step) => outOfTheOrdinary.includes(step))
  const isTime = waits.some(({ what }) => what === next)
  const elsewhere = waits.filter(({ what }) => what !== next)
  const goTo = elsewhere[0] && placeOf(elsewhere[0])
  const quiet = isTime || elsewhere.length > 0 ? undefined : quietly(phase)
  const wrong = (step: Step) => typed['trinn'] === step && errors.length > 0
  return (
    <>
      {(next || quiet) && (
        <Section title={t('rounds.next')}>
          {quiet && <p class="ds-paragraph">{t(`rounds.quiet.${quiet}`)}</p>}
          {elsewhere.map((one) => (
            <p class="ds-paragraph">{textOf(page, one)}.</p>
          ))}
          {goTo && (
            <ButtonRow>
              <LinkButton href={goTo === 'meeting' ? `/forum/${round.forumId}/moter/ny` : `/runder/${round.id}/${goTo === 'review' ? 'vurdering' : 'vedtak'}`}>{t(`rounds.go.${goTo}`)}</LinkButton>
            </ButtonRow>
          )}
          {next && (
            <Form action={`/runder/${round.id}/trinn`} label={t(`rounds.step.${next}`)}>
              <input type="hidden" name="trinn" value={next} />
              <p class="ds-paragraph">{t(`rounds.step.${next}.text`)}</p>
              {wrong(next) && <p class="ds-validation-message">{errorFor(errors, 'trinn')}</p>}
              <ButtonRow>
                <Button variant={isTime ? 'primary' : 'secondary'}>{t(`rounds.step.${next}`)}</Button>
                {phase === 'planned' && (
                  <LinkButton href={`/runder/${round.id}/endring`} variant="secondary">
                    {t('rounds.edit')}
                  </LinkButton>
                )}
              </ButtonRow>
            </Form>
          )}
        </Section>
      )}
      {others.map((step) => (
        <Details summary={t(`rounds.step.${step}`)} open={wrong(step)}>
          <Form action={`/runder/${round.id}/trinn`} label={t(`rounds.step.${step}`)}>
            <input type="hidden" name="trinn" value={step} />
            {phase !== 'planned' && <p class="ds-paragraph">{t(`rounds.step.${step}.text`)}</p>}
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

/** Where what waits is done. */
const placeOf = ({ what }: RoundTask): 'review' | 'meeting' | 'decisions' => (what === 'meeting' ? 'meeting' : what === 'decisions' ? 'decisions' : 'review')

/** Phases where the round waits for others, and the county governor is told of what. */
const waitsForOthers = ['announced', 'open', 'in-review', 'in-forum', 'in-follow-up'] as const
const quietly = (phase: Phase) => waitsForOthers.find((one) => one === phase)

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
