import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import type { Translate } from '../../../../texts/index.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { DateField, SelectField, TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { departmentOf, pathOf, StandTag } from '../pages.tsx'
import { limits, type Programme } from '../rules.ts'
import type { Observer } from '../store.ts'
import { isOpen, nextOf, steps, type Cycle, type CycleStep } from './rules.ts'
import type { Score, Words } from './store.ts'

export const labelsOf = (t: Translate) => ({
  dag: t('programmes.cycle.on'), sett: t('programmes.cycle.seen'), styrker: t('programmes.cycle.strengths'), maling: t('programmes.cycle.score'), tilbake: t('programmes.cycle.fed-back'), avtalt: t('programmes.cycle.agreed'), obs: t('programmes.step.observe'), til: t('programmes.step.feed-back'), veil: t('programmes.step.guide'), hvem: t('programmes.observer'),
})

export type CycleView = {
  readonly programme: Programme
  readonly cycle: Cycle
  /** Undefined: nothing yet, or not for this reader. */
  readonly words: Words | undefined
  readonly scores: readonly Score[]
  readonly today: LocalDate
  readonly leads: readonly Observer[] | undefined
  /** The form that came back, and which. */
  readonly at: CycleStep | 'plan' | undefined
  readonly form: ShownForm
}

/** One round in one department: when, by whom, what came out of it, and what comes next. */
export const CyclePage = ({ page, view }: { readonly page: PageContext; readonly view: CycleView }) => {
  const { t, lang } = page
  const { programme, cycle, form, today, words, leads } = view
  const next = nextOf(cycle)
  const last = steps.findLast((step) => cycle.done[step] !== undefined)
  const title = t('programmes.cycle.title', { department: departmentOf(cycle, t), kindergarten: cycle.kindergarten, round: cycle.round })
  return (
    <Layout page={page} title={`${title}: ${programme.title}`} heading={title} above={programme.title} back={{ href: pathOf(programme.id), text: t('programmes.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <p>
        <StandTag page={page} cycle={cycle} today={today} />
      </p>
      <SummaryList
        rows={[
          ...steps.map((step) => ({ term: t(`programmes.step.${step}`), value: cycle.done[step] ? `${t('programmes.cycle.done')}: ${formatDate(cycle.done[step] ?? today, lang, 'long')}` : `${t('programmes.cycle.planned')}: ${formatDate(cycle.planned[step], lang, 'weekday')}` })),
          { term: t('programmes.observer'), value: cycle.observer || t('programmes.observer.none') },
          ...wordRows(page, view),
        ]}
      />
      {!leads && !words && <p class="subtle">{t('programmes.cycle.hidden')}</p>}
      {leads && next && (
        <Section title={t('programmes.cycle.write', { step: t(`programmes.step.${next}`) })}>
          <StepFields page={page} view={view} step={next} />
        </Section>
      )}
      {leads && last && !cycle.calledOffOn && (
        <Details summary={t('programmes.cycle.correct', { step: t(`programmes.step.${last}`) })} open={view.at === last && cameBack(form)}>
          <StepFields page={page} view={view} step={last} />
        </Details>
      )}
      {leads && isOpen(cycle) && <PlanForms page={page} view={view} observers={leads} />}
    </Layout>
  )
}

const wordRows = ({ t, lang }: PageContext, { cycle, words, scores }: CycleView) => {
  if (!words) return []
  const score = scores.find(({ id }) => id === words.scoreSetId)
  const row = (term: string, value: string) => (value ? [{ term, value: <span class="long-text">{value}</span> }] : [])
  return [
    ...row(t('programmes.cycle.seen'), words.seen),
    ...row(t('programmes.cycle.strengths'), words.strengths),
    ...(score ? [{ term: t('programmes.cycle.score'), value: <a class="ds-link" href={`/kunnskapsgrunnlag/${cycle.kindergartenId}/kartlegginger`}>{t('programmes.cycle.score.see', { date: formatDate(score.on, lang, 'short') })}</a> }] : []),
    ...row(t('programmes.cycle.fed-back'), words.fedBack),
    ...row(t('programmes.cycle.agreed'), words.agreed),
  ]
}

const fieldsOf: Readonly<Record<CycleStep, readonly { readonly name: 'sett' | 'styrker' | 'tilbake' | 'avtalt'; readonly of: Exclude<keyof Words, 'scoreSetId'>; readonly optional?: boolean }[]>> = {
  observe: [{ name: 'sett', of: 'seen' }, { name: 'styrker', of: 'strengths', optional: true }],
  'feed-back': [{ name: 'tilbake', of: 'fedBack' }],
  guide: [{ name: 'avtalt', of: 'agreed' }],
}

/** The step that comes next, or the last one again to correct it. */
const StepFields = ({ page, view, step }: { readonly page: PageContext; readonly view: CycleView; readonly step: CycleStep }) => {
  const { t, lang } = page
  const { cycle, form, words, scores } = view
  const labels = labelsOf(t)
  const back = view.at === step
  const name = (field: string) => `felt-${step}-${field}`
  const typed = (field: string, stored: string) => (back ? (form.typed[field] ?? stored) : stored)
  const error = (field: string) => (back ? errorFor(form.errors, field) : undefined)
  return (
    <Form action={pathOf(cycle.programmeId, `/runder/${cycle.id}`)} label={t(`programmes.step.${step}`)} leaveWarning>
      <input type="hidden" name="trinn" value={step} />
      <input type="hidden" name="versjon" value={cycle.version} />
      <DateField id={back ? undefined : name('dag')} name="dag" label={labels.dag} value={typed('dag', formatDate(cycle.done[step] ?? view.today, lang, 'short'))} error={error('dag')} />
      {fieldsOf[step].map((one) => (
        <TextArea id={back ? undefined : name(one.name)} name={one.name} label={labels[one.name]} {...(one.name === 'sett' ? { hint: t('programmes.cycle.seen.hint') } : {})} rows={5} limit={limits.long} value={typed(one.name, words?.[one.of] ?? '')} error={error(one.name)} guard {...(one.optional ? { mark: 'optional' as const } : {})} />
      ))}
      {step === 'observe' && scores.length > 0 && (
        <SelectField id={back ? undefined : name('maling')} name="maling" label={labels.maling} hint={t('programmes.cycle.score.hint')} empty={t('programmes.cycle.score.none')} value={typed('maling', words?.scoreSetId ?? '')} mark="optional" options={scores.map((one) => ({ value: one.id, text: `${formatDate(one.on, lang, 'short')}, ${one.unit}` }))} />
      )}
      {step === 'observe' && scores.length === 0 && (
        <p>
          <a class="ds-link" href={`/kunnskapsgrunnlag/${cycle.kindergartenId}`}>{t('programmes.cycle.score.to', { kindergarten: cycle.kindergarten })}</a>
        </p>
      )}
      {back && <GuardNotice warnings={form.warnings} labels={labels} />}
      <ButtonRow>
        <Button about={t(`programmes.step.${step}`)}>{t('common.save')}</Button>
      </ButtonRow>
    </Form>
  )
}

const PlanForms = ({ page, view, observers }: { readonly page: PageContext; readonly view: CycleView; readonly observers: readonly Observer[] }) => {
  const { t, lang } = page
  const { cycle, form } = view
  const labels = labelsOf(t)
  const back = view.at === 'plan'
  const day = (field: 'obs' | 'til' | 'veil', planned: LocalDate) => ({ id: `felt-plan-${field}`, name: field, label: labels[field], value: back ? (form.typed[field] ?? '') : formatDate(planned, lang, 'short'), error: back ? errorFor(form.errors, field) : undefined })
  return (
    <>
      <Details summary={t('programmes.cycle.change')} open={back}>
        <Form action={pathOf(cycle.programmeId, `/runder/${cycle.id}/plan`)} label={t('programmes.cycle.change')}>
          <input type="hidden" name="versjon" value={cycle.version} />
          <DateField {...day('obs', cycle.planned.observe)} />
          <DateField {...day('til', cycle.planned['feed-back'])} />
          <DateField {...day('veil', cycle.planned.guide)} />
          <SelectField name="hvem" label={labels.hvem} value={back ? form.typed['hvem'] : cycle.observerId} error={back ? errorFor(form.errors, 'hvem') : undefined} options={observers.map(({ id, name }) => ({ value: id, text: name }))} />
          <ButtonRow>
            <Button variant="secondary" about={t('programmes.cycle.change')}>{t('common.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
      <Form action={pathOf(cycle.programmeId, `/runder/${cycle.id}/avlysning`)} label={t('programmes.cycle.call-off')}>
        <ButtonRow>
          <Button variant="tertiary" danger>{t('programmes.cycle.call-off')}</Button>
        </ButtonRow>
      </Form>
    </>
  )
}
