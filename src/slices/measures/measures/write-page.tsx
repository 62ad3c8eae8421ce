import { formatDate } from '../../../kernel/dates.ts'
import { typedKroner } from '../../../kernel/money.ts'
import type { Translate } from '../../../texts/index.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { KindergartenFields, QuickChoices } from '../choose/part.tsx'
import type { Choice } from '../choose/rules.ts'
import { Clashes } from '../overlap/list.tsx'
import type { Clash } from '../overlap/rules.ts'
import type { NeedSource, Source } from './origin-store.ts'
import { kinds, limits, type MeasureContent, type Origin } from './rules.ts'
import type { Named, NamedTheme } from './store.ts'

/** The fields of the form with their questions, in the order they stand. */
export const labelsOf = (t: Translate) => ({
  tittel: t('measures.field.title'), type: t('measures.field.kind'), opphav: t('measures.field.origin'), behov: t('measures.field.needs'), mal: t('measures.field.goal'), tegn: t('measures.field.signs'), temaer: t('measures.field.themes'), barnehager: t('measures.kindergartens'), avdelinger: t('measures.field.departments'),
  samarbeid: t('measures.field.partners'), partnere: t('measures.field.partners.register'), fra: t('measures.field.from'), til: t('measures.field.to'), belop: t('measures.field.budget'), plan: t('measures.field.plan'),
})

/** What a measure looks like in the fields of the form. */
export const typedOf = (measure: MeasureContent, { lang }: Pick<PageContext, 'lang'>): Readonly<Record<string, string>> => ({
  type: measure.kind, tittel: measure.title, mal: measure.goal, tegn: measure.signs, opphav: measure.origin, samarbeid: measure.partners, belop: measure.budget === undefined ? '' : typedKroner(measure.budget), fra: formatDate(measure.startsOn, lang, 'short'), til: formatDate(measure.endsOn, lang, 'short'),
})

export type WriteView = {
  /** Undefined while it is new. */
  readonly id: string | undefined
  readonly startKey: string
  readonly version: number
  readonly form: ShownForm
  readonly themes: readonly NamedTheme[]
  readonly needs: readonly NeedSource[]
  readonly source: { readonly kind: 'case' | 'report' | 'strategy'; readonly found: Source } | undefined
  /** Empty for a head: it is the own kindergarten. */
  readonly kindergartens: readonly Choice[]
  readonly departments: readonly Named[]
  readonly partners: readonly Named[]
  readonly networks: readonly Named[]
  readonly cohorts: readonly Named[]
  /** The measure it is a copy of. */
  readonly copyOf: string | undefined
  /** What the chosen kindergartens have at the same time, to be looked at before it is offered. */
  readonly clashes: readonly Clash[]
  readonly chosen: Readonly<Record<'temaer' | 'behov' | 'barnehager' | 'avdelinger' | 'partnere', readonly string[]>>
}

const sourceField = { case: 'sak', report: 'melding', strategy: 'strategimal' } as const

/** Plans a measure: what, why, for whom, when. */
export const WritePage = ({ page, view }: { readonly page: PageContext; readonly view: WriteView }) => {
  const { t, lang } = page
  const { form, chosen } = view
  const labels = labelsOf(t)
  const error = (name: string) => errorFor(form.errors, name)
  const offered: readonly Origin[] = [...(view.needs.length > 0 ? (['need'] as const) : []), ...(view.source ? [view.source.kind] : []), 'own']
  return (
    <Layout page={page} title={t(view.id ? 'measures.edit' : 'measures.new')} intro={t('measures.write.intro')} back={view.id ? { href: `/tiltak/${view.id}`, text: t('measures.back') } : { href: '/tiltak', text: t('measures.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      {!view.id && !view.copyOf && view.kindergartens.length > 0 && <QuickChoices page={page} href="/tiltak/nytt" choices={view.kindergartens} networks={view.networks} cohorts={view.cohorts} />}
      {view.copyOf && <p>{t('measures.copy.text')}</p>}
      <Form action={view.id ? `/tiltak/${view.id}/endring` : '/tiltak'} leaveWarning>
        {view.id ? <input type="hidden" name="versjon" value={view.version} /> : <input type="hidden" name="nokkel" value={view.startKey} />}
        {view.copyOf && <input type="hidden" name="kopi" value={view.copyOf} />}
        {view.source && <input type="hidden" name={sourceField[view.source.kind]} value={view.source.found.id} />}
        <TextField name="tittel" label={labels.tittel} hint={t('measures.field.title.hint')} value={form.typed['tittel']} error={error('tittel')} guard />
        <SelectField name="type" label={labels.type} value={form.typed['type']} error={error('type')} options={kinds.map((value) => ({ value, text: t(`measures.kind.${value}`) }))} />
        <RadioGroup name="opphav" label={labels.opphav} value={form.typed['opphav']} error={error('opphav')} options={offered.map((value) => ({ value, text: t(`measures.origin.${value}`), ...(view.source?.kind === value ? { hint: value === 'strategy' ? `${view.source.found.reference}. ${t('measures.origin.strategy.told')}` : view.source.found.reference } : {}) }))} />
        {view.needs.length > 0 && <CheckboxGroup name="behov" label={labels.behov} hint={t('measures.field.needs.hint')} values={chosen.behov} error={error('behov')} options={view.needs.map((one) => ({ value: one.id, text: view.kindergartens.length > 0 ? `${one.title} (${one.kindergarten})` : one.title }))} />}
        <TextArea name="mal" label={labels.mal} hint={t('measures.field.goal.hint')} rows={4} limit={limits.text} value={form.typed['mal']} error={error('mal')} guard />
        <TextArea name="tegn" label={labels.tegn} hint={t('measures.field.signs.hint')} rows={3} limit={limits.text} value={form.typed['tegn']} error={error('tegn')} guard />
        <CheckboxGroup name="temaer" label={labels.temaer} values={chosen.temaer} options={view.themes.filter(({ code, offered: now }) => now || chosen.temaer.includes(code)).map(({ code, name }) => ({ value: code, text: name[lang] }))} />
        {view.kindergartens.length > 0 && !view.id && <KindergartenFields page={page} label={labels.barnehager} hint={t('measures.kindergartens.hint')} choices={view.kindergartens} chosen={chosen.barnehager} errors={form.errors} typed={form.typed} />}
        {view.departments.length > 0 && !view.id && <CheckboxGroup name="avdelinger" label={labels.avdelinger} hint={t('measures.field.departments.hint')} values={chosen.avdelinger} options={view.departments.map(({ id, name }) => ({ value: id, text: name }))} />}
        <TextField name="samarbeid" label={labels.samarbeid} hint={t('measures.field.partners.hint')} value={form.typed['samarbeid']} error={error('samarbeid')} guard />
        {view.partners.length > 0 && (
          <Details summary={labels.partnere} open={chosen.partnere.length > 0}>
            <CheckboxGroup name="partnere" label={labels.partnere} values={chosen.partnere} mark="optional" options={view.partners.map(({ id, name }) => ({ value: id, text: name }))} />
          </Details>
        )}
        <DateField name="fra" label={labels.fra} value={form.typed['fra']} error={error('fra')} />
        <DateField name="til" label={labels.til} value={form.typed['til']} error={error('til')} />
        <TextField name="belop" label={labels.belop} hint={t('measures.field.budget.hint')} inputmode="decimal" width={16} value={form.typed['belop']} error={error('belop')} />
        {!view.id && <TextArea name="plan" label={labels.plan} hint={t('measures.field.plan.hint')} rows={6} limit={limits.plan} value={form.typed['plan']} error={error('plan')} guard />}
        <Clashes page={page} clashes={view.clashes} />
        {view.clashes.length > 0 && <Checkbox name="overlapp" label={t('measures.clash.despite')} error={error('overlapp')} />}
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
