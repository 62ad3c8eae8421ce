import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { pathOf, whenOf, yearText } from '../plans/shown.tsx'
import type { Line } from '../plans/rules.ts'
import type { JointPlan } from '../plans/store.ts'
import { outcomes } from './rules.ts'

type View = { readonly plan: JointPlan; readonly form: ShownForm; readonly seen: string }
export const tellLabels = ({ t }: Pick<PageContext, 't'>) => ({ gikk: t('schools.told.outcome'), fortalt: t('schools.told.body') })
export const reflectLabels = ({ t }: Pick<PageContext, 't'>) => ({ virket: t('schools.reflection.worked'), lart: t('schools.reflection.learned') })
const back = ({ t }: PageContext, plan: JointPlan) => ({ href: pathOf(plan.id), text: t('schools.plan.title', { year: yearText(plan.year) }) })

/** Tells what one's own side did of a line. */
export const TellPage = ({ page, view: { plan, form, seen }, line }: { readonly page: PageContext; readonly view: View; readonly line: Line }) => {
  const { t } = page
  const labels = tellLabels(page)
  return (
    <Layout page={page} title={t('schools.told.title')} above={t('schools.told.above', { what: line.what, when: whenOf(page, line) })} intro={t('schools.told.intro')} back={back(page, plan)} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={pathOf(plan.id, `/punkter/${line.id}/fortell`)} leaveWarning>
        <input type="hidden" name="versjon" value={seen} />
        <RadioGroup name="gikk" label={t('schools.told.outcome')} value={form.typed['gikk']} error={errorFor(form.errors, 'gikk')} options={outcomes.map((value) => ({ value, text: t(`schools.outcome.${value}`) }))} />
        <TextArea name="fortalt" label={t('schools.told.body')} hint={t('schools.told.body.hint')} limit={600} rows={3} value={form.typed['fortalt']} error={errorFor(form.errors, 'fortalt')} guard />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow><Button>{t('schools.told.save')}</Button></ButtonRow>
      </Form>
    </Layout>
  )
}

/** Looks back on the year, for one's own side. */
export const ReflectPage = ({ page, view: { plan, form, seen } }: { readonly page: PageContext; readonly view: View }) => {
  const { t } = page
  const labels = reflectLabels(page)
  return (
    <Layout page={page} title={t('schools.reflection.title', { year: yearText(plan.year) })} above={plan.school} intro={t('schools.reflection.intro')} back={back(page, plan)} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={pathOf(plan.id, '/tilbakeblikk')} leaveWarning>
        <input type="hidden" name="versjon" value={seen} />
        <TextArea name="virket" label={t('schools.reflection.worked')} limit={2000} rows={5} value={form.typed['virket']} error={errorFor(form.errors, 'virket')} guard />
        <TextArea name="lart" label={t('schools.reflection.learned')} hint={t('schools.reflection.learned.hint')} limit={2000} rows={5} value={form.typed['lart']} error={errorFor(form.errors, 'lart')} guard />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow><Button>{t('schools.reflection.save')}</Button></ButtonRow>
      </Form>
    </Layout>
  )
}
