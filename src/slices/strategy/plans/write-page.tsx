import { formatDate } from '../../../kernel/dates.ts'
import { typedKroner } from '../../../kernel/money.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import type { Place } from '../places/store.ts'
import { nameOf, pathOf } from './pages.tsx'
import { limits, partsOf, type Goal, type Line, type Plan, type PlanContent } from './rules.ts'
import type { Frame, Named, OwnMeasure } from './store.ts'

type Words = Pick<PageContext, 't'>
export const planLabels = ({ t }: Words) => ({ tittel: t('plans.field.title'), om: t('plans.field.about'), ramme: t('plans.field.frame'), fra: t('plans.field.from'), til: t('plans.field.to') })
export const goalLabels = ({ t }: Words) => ({ tittel: t('plans.field.goal'), del: t('plans.field.parent'), hvorfor: t('plans.field.why'), temaer: t('plans.field.themes'), ansvar: t('plans.field.responsible'), belop: t('plans.field.economy'), fra: t('plans.field.from'), til: t('plans.field.to') })
export const lineLabels = ({ t }: Words) => ({ tiltak: t('plans.line.measure'), eget: t('plans.line.initiative'), ansvar: t('plans.field.responsible') })

export const planTyped = (plan: PlanContent, { lang }: Pick<PageContext, 'lang'>) => ({ tittel: plan.title, om: plan.about, ramme: plan.frame ?? '', fra: formatDate(plan.startsOn, lang, 'short'), til: formatDate(plan.endsOn, lang, 'short') })
export const goalTyped = (goal: Goal, { lang }: Pick<PageContext, 'lang'>) => ({ tittel: goal.title, del: goal.parentId ?? '', hvorfor: goal.why, ansvar: goal.responsible, belop: goal.economy === undefined ? '' : typedKroner(goal.economy), fra: formatDate(goal.startsOn, lang, 'short'), til: formatDate(goal.endsOn, lang, 'short') })

type Head = { readonly form: ShownForm; /** What was seen of the plan. */ readonly seen: string }
const Period = ({ page: { t }, form }: { readonly page: PageContext; readonly form: ShownForm }) => (
  <>
    <DateField name="fra" label={t('plans.field.from')} value={form.typed['fra']} error={errorFor(form.errors, 'fra')} />
    <DateField name="til" label={t('plans.field.to')} value={form.typed['til']} error={errorFor(form.errors, 'til')} />
  </>
)

export type PlanFormView = Head & { /** Undefined while it is new. */ readonly plan: Plan | undefined; readonly key: string; readonly places: readonly Place[]; readonly frames: readonly Frame[] }
export const PlanFormPage = ({ page, view: { plan, key, places, frames, form, seen } }: { readonly page: PageContext; readonly view: PlanFormView }) => {
  const { t, lang } = page
  const labels = planLabels(page)
  return (
    <Layout page={page} title={t(plan ? 'plans.edit' : 'plans.new')} {...(plan ? { above: nameOf(page, plan) } : {})} intro={t('plans.write.intro')} back={plan ? { href: pathOf(plan.id), text: nameOf(page, plan) } : { href: '/strategi', text: t('plans.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={plan ? pathOf(plan.id, '/endring') : '/strategi'} leaveWarning>
        {plan ? <input type="hidden" name="sett" value={seen} /> : <input type="hidden" name="nokkel" value={key} />}
        {!plan && (places.length === 1 ? <input type="hidden" name="kommune" value={places[0]?.id} /> : <SelectField name="kommune" label={t('quality.municipality')} value={form.typed['kommune']} error={errorFor(form.errors, 'kommune')} options={places.map(({ id, name }) => ({ value: id, text: name }))} />)}
        <TextField name="tittel" label={labels.tittel} hint={t('plans.field.title.hint')} value={form.typed['tittel']} error={errorFor(form.errors, 'tittel')} guard />
        <Period page={page} form={form} />
        <TextArea name="om" label={labels.om} hint={t('plans.field.about.hint')} rows={6} limit={limits.about} value={form.typed['om']} error={errorFor(form.errors, 'om')} guard />
        <SelectField name="ramme" label={labels.ramme} value={form.typed['ramme']} error={errorFor(form.errors, 'ramme')} options={frames.map(({ code, name, fromYear, untilYear }) => ({ value: code, text: t('plans.frame', { years: untilYear === undefined ? t('plans.frame.open', { from: String(fromYear) }) : `${fromYear}–${untilYear}`, name: name[lang] }) }))} />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow><Button>{t('common.save')}</Button></ButtonRow>
      </Form>
      {plan?.state === 'draft' && (
        <Details summary={t('plans.remove')}>
          <p class="ds-paragraph">{t('plans.remove.text')}</p>
          <Form action={pathOf(plan.id, '/fjern')} label={t('plans.remove')}>
            <input type="hidden" name="sett" value={plan.edit} />
            <ButtonRow><Button variant="secondary" danger>{t('plans.remove')}</Button></ButtonRow>
          </Form>
        </Details>
      )}
    </Layout>
  )
}

export type GoalFormView = Head & { readonly plan: Plan; readonly goal: Goal | undefined; readonly themes: readonly Named[]; readonly chosen: readonly string[] }
export const GoalFormPage = ({ page, view: { plan, goal, themes, chosen, form, seen } }: { readonly page: PageContext; readonly view: GoalFormView }) => {
  const { t, lang } = page
  const labels = goalLabels(page)
  const error = (name: string) => errorFor(form.errors, name)
  const parents = plan.goals.filter(({ id, parentId }) => parentId === undefined && id !== goal?.id)
  return (
    <Layout page={page} title={t(goal ? 'plans.goal.edit' : 'plans.goal.new')} above={goal?.title ?? nameOf(page, plan)} intro={t('measures.write.intro')} back={{ href: pathOf(plan.id), text: nameOf(page, plan) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={pathOf(plan.id, goal ? `/mal/${goal.id}` : '/mal')} leaveWarning>
        <input type="hidden" name="sett" value={seen} />
        <TextField name="tittel" label={labels.tittel} hint={t('plans.field.goal.hint')} value={form.typed['tittel']} error={error('tittel')} guard />
        {parents.length > 0 && <SelectField name="del" label={labels.del} hint={t('plans.field.parent.hint')} value={form.typed['del']} error={error('del')} options={parents.map(({ id, title }) => ({ value: id, text: title }))} />}
        <TextArea name="hvorfor" label={labels.hvorfor} hint={t('plans.field.why.hint')} rows={4} limit={limits.text} value={form.typed['hvorfor']} error={error('hvorfor')} guard />
        <CheckboxGroup name="temaer" label={labels.temaer} mark="optional" values={chosen} error={error('temaer')} options={themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />
        <TextField name="ansvar" label={labels.ansvar} hint={t('plans.field.responsible.hint')} value={form.typed['ansvar']} error={error('ansvar')} guard />
        <TextField name="belop" label={labels.belop} hint={t('measures.field.budget.hint')} inputmode="decimal" width={16} value={form.typed['belop']} error={error('belop')} />
        <Period page={page} form={form} />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow><Button>{t('common.save')}</Button></ButtonRow>
      </Form>
      {goal && partsOf(plan, goal.id).length === 0 && (
        <Form action={pathOf(plan.id, `/mal/${goal.id}/fjern`)} label={t('plans.goal.remove')}>
          <input type="hidden" name="sett" value={seen} />
          <ButtonRow><Button variant="tertiary" danger>{t('plans.goal.remove')}</Button></ButtonRow>
        </Form>
      )}
    </Layout>
  )
}

export type LineFormView = Head & { readonly plan: Plan; readonly goal: Goal; readonly measures: readonly OwnMeasure[]; /** Names of measures of the plan the actor may name. */ readonly named: ReadonlyMap<string, string> }
export const LineFormPage = ({ page, view: { plan, goal, measures, named, form, seen } }: { readonly page: PageContext; readonly view: LineFormView }) => {
  const { t } = page
  const labels = lineLabels(page)
  const nameOfLine = (line: Line): string => (line.measureId === undefined ? line.title : (named.get(line.measureId) ?? t('plans.measure.unnamed')))
  const lines = plan.lines.filter(({ goalId }) => goalId === goal.id)
  return (
    <Layout page={page} title={t('plans.line.title')} above={goal.title} intro={t('plans.line.intro')} back={{ href: pathOf(plan.id, `#mal-${goal.id}`), text: nameOf(page, plan) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={pathOf(plan.id, `/mal/${goal.id}/tiltak`)} leaveWarning>
        <input type="hidden" name="sett" value={seen} />
        {measures.length === 0 && <p class="ds-paragraph subtle">{t('plans.line.none')}</p>}
        {measures.length > 0 && <SelectField name="tiltak" label={labels.tiltak} hint={t('plans.line.measure.hint')} value={form.typed['tiltak']} error={errorFor(form.errors, 'tiltak')} options={measures.map(({ id, title }) => ({ value: id, text: title }))} />}
        <TextField name="eget" label={labels.eget} hint={t(measures.length > 0 ? 'plans.line.initiative.or' : 'plans.line.initiative.hint')} value={form.typed['eget']} error={errorFor(form.errors, 'eget')} guard />
        <TextField name="ansvar" label={labels.ansvar} value={form.typed['ansvar']} error={errorFor(form.errors, 'ansvar')} guard />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow><Button>{t('common.save')}</Button></ButtonRow>
      </Form>
      {lines.length > 0 && (
        <Section title={t('plans.line.there')}>
          {lines.map((line) => (
            <Form action={pathOf(plan.id, `/mal/${goal.id}/tiltak/fjern`)} label={nameOfLine(line)}>
              <input type="hidden" name="sett" value={seen} />
              <input type="hidden" name="punkt" value={line.id} />
              <p class="ds-paragraph">{nameOfLine(line)}</p>
              <ButtonRow><Button variant="tertiary" small about={nameOfLine(line)}>{t('plans.line.remove')}</Button></ButtonRow>
            </Form>
          ))}
        </Section>
      )}
    </Layout>
  )
}
