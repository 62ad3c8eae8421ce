import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField } from '../../../ui/fields.tsx'
import { errorFor, Form } from '../../../ui/form.tsx'
import { formats } from '../../../texts/index.ts'
import type { MeasureView } from './pages.tsx'
import { ownPart, usualJoin, type Part } from './rules.ts'

type Props = { readonly page: PageContext; readonly view: MeasureView }

/** What one may do with the measure now: one form for each step. */
export const StepForms = (props: Props) => {
  const { page: { t }, view } = props
  const { measure, head, own } = view
  const part = own === undefined ? undefined : ownPart(measure, own)
  return (
    <>
      {head && part?.state === 'offered' && <Answer {...props} part={part} />}
      {view.leads && measure.begunOn === undefined && <Start {...props} />}
      {part?.state === 'part' && part.closedOn === undefined && measure.begunOn !== undefined && (
        <>
          <h2 class="ds-heading" data-size="sm">{t('measures.close')}</h2>
          <p>{t('measures.close.text')}</p>
          <ButtonRow>
            <LinkButton href={`/tiltak/${measure.id}/avslutning`}>{t('measures.close.button')}</LinkButton>
            <LinkButton href={`/okter/sammenlikning?tiltak=${measure.id}`} variant="secondary">{t('comparison.title')}</LinkButton>
          </ButtonRow>
        </>
      )}
      {head && part?.state === 'part' && part.closedOn === undefined && view.departments.length > 1 && <Departments {...props} chosen={part.departments} />}
      {head && part?.state === 'part' && <OneButton {...props} step={part.shared ? 'unshare' : 'share'} text={t(part.shared ? 'measures.unshare.text' : 'measures.share.text')} />}
    </>
  )
}

const action = ({ measure }: MeasureView) => `/tiltak/${measure.id}/trinn`

const Start = ({ page: { t, lang }, view }: Props) => (
  <Form action={action(view)} label={t('measures.step.start')}>
    <input type="hidden" name="trinn" value="start" />
    <h2 class="ds-heading" data-size="sm">{t('measures.step.start')}</h2>
    <p class="ds-paragraph">{t('measures.start.text')}</p>
    <DateField name="dag" label={t('measures.start.day')} value={view.typed['dag'] ?? formatDate(view.today as LocalDate, lang, 'short')} error={errorFor(view.errors, 'dag')} />
    <ButtonRow>
      <Button>{t('measures.step.start')}</Button>
    </ButtonRow>
  </Form>
)

const Answer = ({ page: { t, lang }, view, part }: Props & { readonly part: Part }) => {
  const since = usualJoin(view.measure, part, view.today as LocalDate)
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{t('measures.answer')}</h2>
      <p>{t('measures.answer.text', { lead: view.measure.lead })}</p>
      <Form action={action(view)} label={t('measures.answer')}>
        {since && <DateField name="dag" label={t('measures.join.day')} hint={t('measures.join.hint')} value={view.typed['dag'] ?? formatDate(since, lang, 'short')} error={errorFor(view.errors, 'dag')} />}
        <ButtonRow>
          <Button name="trinn" value="accept">{t('measures.step.accept')}</Button>
          <Button name="trinn" value="decline" variant="secondary">{t('measures.step.decline')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}

const OneButton = ({ page: { t }, view, step, text }: Props & { readonly step: 'share' | 'unshare'; readonly text: string }) => (
  <Form action={action(view)} label={t(`measures.step.${step}`)}>
    <input type="hidden" name="trinn" value={step} />
    <p class="ds-paragraph">{text}</p>
    <ButtonRow>
      <Button variant="secondary">{t(`measures.step.${step}`)}</Button>
    </ButtonRow>
  </Form>
)

/** Other departments take part from now on; those that did before stand below with the day. */
const Departments = ({ page: { t, lang }, view, chosen }: Props & { readonly chosen: readonly string[] }) => {
  const named = (ids: readonly string[]) => view.departments.filter(({ id }) => ids.includes(id)).map(({ name }) => name).join(', ') || t('measures.departments.all')
  return (
    <Details summary={t('measures.departments.change')} open={view.errors.some(({ field }) => field === 'avdelinger')}>
      <Form action={`/tiltak/${view.measure.id}/avdelinger`} label={t('measures.departments.change')}>
        <CheckboxGroup name="avdelinger" label={t('measures.field.departments')} hint={t('measures.field.departments.hint')} values={chosen} error={errorFor(view.errors, 'avdelinger')} mark="optional" options={view.departments.map(({ id, name }) => ({ value: id, text: name }))} />
        <ButtonRow>
          <Button variant="secondary">{t('common.save')}</Button>
        </ButtonRow>
      </Form>
      {view.before.length > 0 && (
        <ul class="ds-list">
          {view.before.map((one) => (
            <li>{t('measures.departments.before', { departments: named(one.departments), when: formats(lang).dateTime(one.until), who: one.by })}</li>
          ))}
        </ul>
      )}
    </Details>
  )
}

/** The lead takes one offer back, as long as it is not answered. */
export const TakeBack = ({ page: { t }, view, one }: Props & { readonly one: Part }) => (
  <Form action={action(view)}>
    <input type="hidden" name="trinn" value="take-back" />
    <input type="hidden" name="barnehage" value={one.kindergartenId} />
    <Button variant="tertiary" small about={one.kindergarten}>{t('measures.step.take-back')}</Button>
  </Form>
)
