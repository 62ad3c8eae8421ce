import { formatDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { pathOf, yearText } from './shown.tsx'
import { lineKinds, type Line } from './rules.ts'
import type { JointPlan } from './store.ts'

const labelKeys = { slag: 'schools.line.kind', hva: 'schools.line.what', nar: 'schools.line.when', barnehageansvar: 'schools.line.kindergarten-who.label', skoleansvar: 'schools.line.school-who.label' } as const
export const lineLabels = ({ t }: Pick<PageContext, 't'>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(labelKeys).map(([field, key]) => [field, t(key)]))

/** How a line is typed. */
export const lineTyped = (line: Line, { lang }: Pick<PageContext, 'lang'>): Readonly<Record<string, string>> => ({
  slag: line.kind, hva: line.what, barnehageansvar: line.kindergartenWho, skoleansvar: line.schoolWho,
  nar: line.day === undefined ? '' : line.wholeMonth ? formatDate(line.day, lang, 'long').replace(/^1\.? /, '') : formatDate(line.day, lang, 'short'),
})

type View = { readonly plan: JointPlan; readonly line: Line | undefined; readonly form: ShownForm; readonly seen: string }
/** Proposes a goal or something to do, or a change of it. */
export const LinePage = ({ page, view: { plan, line, form, seen } }: { readonly page: PageContext; readonly view: View }) => {
  const { t } = page
  const labels = lineLabels(page)
  return (
    <Layout page={page} title={t(line ? 'schools.line.change.title' : 'schools.line.new')} above={t('schools.plan.of', { year: yearText(plan.year), school: plan.school })} intro={t('schools.line.intro')} back={{ href: pathOf(plan.id), text: t('schools.plan.title', { year: yearText(plan.year) }) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={pathOf(plan.id, line ? `/punkter/${line.id}` : '/punkter')} leaveWarning>
        <input type="hidden" name="versjon" value={seen} />
        <RadioGroup name="slag" label={t('schools.line.kind')} value={form.typed['slag']} error={errorFor(form.errors, 'slag')} options={lineKinds.map((value) => ({ value, text: t(`schools.kind.${value}`) }))} />
        <TextArea name="hva" label={t('schools.line.what')} hint={t('schools.line.what.hint')} limit={500} rows={3} value={form.typed['hva']} error={errorFor(form.errors, 'hva')} guard />
        <TextField name="nar" label={t('schools.line.when')} hint={t('schools.line.when.hint')} width={24} value={form.typed['nar']} error={errorFor(form.errors, 'nar')} />
        <TextField name="barnehageansvar" label={t('schools.line.kindergarten-who.label')} hint={t('schools.line.who.hint')} mark="optional" value={form.typed['barnehageansvar']} error={errorFor(form.errors, 'barnehageansvar')} guard />
        <TextField name="skoleansvar" label={t('schools.line.school-who.label')} mark="optional" value={form.typed['skoleansvar']} error={errorFor(form.errors, 'skoleansvar')} guard />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow><Button>{t('schools.line.save')}</Button></ButtonRow>
      </Form>
      {line && (
        <Details summary={t('schools.line.remove')}>
          <p class="ds-paragraph">{t('schools.line.remove.text')}</p>
          <Form action={pathOf(plan.id, `/punkter/${line.id}/fjern`)}>
            <input type="hidden" name="versjon" value={seen} />
            <ButtonRow><Button variant="secondary" danger>{t('schools.line.remove')}</Button></ButtonRow>
          </Form>
        </Details>
      )}
    </Layout>
  )
}
