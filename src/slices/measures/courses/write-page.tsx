import { formatClock, formatDate, formatDateTime, osloDate } from '../../../kernel/dates.ts'
import type { Translate } from '../../../texts/index.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import type { NamedTheme } from '../measures/store.ts'
import type { ToAsk } from './actions.ts'
import { limits, quotaField } from './forms.ts'
import { roleGroups } from './places/rules.ts'
import { kinds, type CourseContent } from './rules.ts'
import type { Asked } from './store.ts'

/** The fields of the form with their questions, in the order they stand. */
export const labelsOf = (t: Translate): Readonly<Record<string, string>> => ({
  tittel: t('courses.field.title'), type: t('courses.field.kind'), om: t('courses.field.about'), holder: t('courses.field.held-by'), temaer: t('courses.field.themes'), for: t('courses.field.audience'), tiltak: t('courses.field.measure'),
  fysisk: t('courses.field.on-site'), digitalt: t('courses.field.digital'), barnehagekvote: t('courses.field.per-kindergarten'), ...Object.fromEntries(roleGroups.map((group) => [quotaField(group), t(`courses.role.${group}`)])),
  forst: t('courses.field.first'), 'forst-til': t('courses.field.first-until'), apner: t('courses.field.opens'), 'apner-kl': t('courses.field.opens-clock'), stenger: t('courses.field.closes'), 'stenger-kl': t('courses.field.closes-clock'), svartid: t('courses.field.offer-hours'), lenke: t('courses.field.by-link'),
})

/** What a course looks like in the fields of the form. */
export const typedOf = (course: CourseContent, { lang }: Pick<PageContext, 'lang'>): Readonly<Record<string, string>> => {
  const day = (at: Date) => formatDate(osloDate(at), lang, 'short')
  const { seats, perKindergarten, perRole, priorityUntil } = course.limits
  return {
    tittel: course.title, type: course.kind, om: course.about, holder: course.heldBy, tiltak: course.measureId ?? '', fysisk: String(seats['on-site']), digitalt: String(seats.digital), barnehagekvote: perKindergarten === undefined ? '' : String(perKindergarten),
    ...Object.fromEntries(roleGroups.map((group) => [quotaField(group), String(perRole[group] ?? '')])), 'forst-til': priorityUntil ? day(priorityUntil) : '',
    apner: day(course.opensAt), 'apner-kl': formatClock(course.opensAt, lang), stenger: day(course.closesAt), 'stenger-kl': formatClock(course.closesAt, lang), svartid: String(course.offerHours), lenke: course.byLink ? 'ja' : '',
  }
}

export type WriteView = {
  /** Undefined while it is new. */
  readonly id: string | undefined
  readonly startKey: string
  readonly version: number
  /** When it begins, by the sessions there are. */
  readonly startsAt: Date | undefined
  readonly form: ShownForm
  readonly themes: readonly NamedTheme[]
  readonly kindergartens: readonly Asked[]
  readonly measures: readonly { readonly id: string; readonly title: string }[]
  readonly chosen: Readonly<Record<'temaer' | 'for' | 'forst', readonly string[]>>
  /** There are to be fewer seats than are taken: how many too few, and the last who got one. */
  readonly tooFew: { readonly over: number; readonly ask: readonly ToAsk[] } | undefined
}

/** Plans a course: what, for whom, how many, and how the seats are given. */
export const WritePage = ({ page, view }: { readonly page: PageContext; readonly view: WriteView }) => {
  const { t, lang } = page
  const { form, chosen, tooFew } = view
  const labels = labelsOf(t)
  const field = (name: string) => ({ name, label: labels[name] ?? name, value: form.typed[name], error: errorFor(form.errors, name) })
  return (
    <Layout page={page} title={t(view.id ? 'courses.edit' : 'courses.new')} intro={view.id ? undefined : t('courses.new.intro')} back={view.id ? { href: `/kurs/${view.id}`, text: t('courses.back') } : { href: '/kurs', text: t('courses.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      {tooFew && (
        <>
          <p class="ds-paragraph">{t('courses.too-few.ask', { over: tooFew.over })}</p>
          <ul class="ds-list">{tooFew.ask.map(({ name, kindergarten }) => <li>{name}, {kindergarten}</li>)}</ul>
        </>
      )}
      <Form action={view.id ? `/kurs/${view.id}/endring` : '/kurs'} leaveWarning>
        {view.id ? <input type="hidden" name="versjon" value={view.version} /> : <input type="hidden" name="nokkel" value={view.startKey} />}
        <TextField {...field('tittel')} guard />
        <RadioGroup {...field('type')} options={kinds.map((value) => ({ value, text: t(`courses.kind.${value}`) }))} />
        <TextArea {...field('om')} hint={t('courses.field.about.hint')} rows={6} limit={limits.about} guard />
        <TextField {...field('holder')} hint={t('courses.field.held-by.hint')} mark="optional" guard />
        <Details summary={t('courses.field.themes')} open={chosen.temaer.length > 0}>
          <CheckboxGroup name="temaer" label={labels['temaer'] ?? ''} values={chosen.temaer} options={view.themes.filter(({ code, offered }) => offered || chosen.temaer.includes(code)).map(({ code, name }) => ({ value: code, text: name[lang] }))} mark="optional" />
        </Details>
        <CheckboxGroup name="for" label={labels['for'] ?? ''} hint={t('courses.field.audience.hint')} values={chosen.for} options={roleGroups.map((value) => ({ value, text: t(`courses.role.${value}`) }))} mark="optional" />
        {view.measures.length > 0 && <SelectField {...field('tiltak')} empty={t('courses.field.measure.none')} options={view.measures.map(({ id, title }) => ({ value: id, text: title }))} mark="optional" />}
        <Section title={t('courses.seats')}>
          <TextField {...field('fysisk')} inputmode="numeric" width={6} />
          <TextField {...field('digitalt')} hint={t('courses.field.digital.hint')} inputmode="numeric" width={6} />
          <TextField {...field('barnehagekvote')} hint={t('courses.field.per-kindergarten.hint')} inputmode="numeric" width={6} mark="optional" />
          <Details summary={t('courses.field.per-role')} open={roleGroups.some((group) => form.typed[quotaField(group)])}>
            <p class="ds-paragraph">{t('courses.field.per-role.hint')}</p>
            {roleGroups.map((group) => <TextField {...field(quotaField(group))} inputmode="numeric" width={6} mark="optional" />)}
          </Details>
          <Details summary={t('courses.field.first')} open={chosen.forst.length > 0 || errorFor(form.errors, 'forst') !== undefined || errorFor(form.errors, 'forst-til') !== undefined}>
            <CheckboxGroup name="forst" label={t('courses.field.first.which')} hint={t('courses.field.first.hint')} values={chosen.forst} error={errorFor(form.errors, 'forst')} options={view.kindergartens.map(({ id, name }) => ({ value: id, text: name }))} mark="optional" />
            <DateField {...field('forst-til')} hint={t('courses.field.first-until.hint')} mark="optional" />
          </Details>
        </Section>
        <Section title={t('courses.registration')}>
          <DateField {...field('apner')} />
          <TextField {...field('apner-kl')} width={6} />
          <DateField {...field('stenger')} {...(view.startsAt ? { hint: t('courses.field.closes.hint', { when: formatDateTime(view.startsAt, lang) }) } : {})} />
          <TextField {...field('stenger-kl')} width={6} />
          <TextField {...field('svartid')} hint={t('courses.field.offer-hours.hint')} inputmode="numeric" width={6} />
          <Checkbox name="lenke" label={labels['lenke'] ?? ''} checked={form.typed['lenke'] === 'ja'} />
        </Section>
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t(view.id ? 'common.save' : 'courses.new.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
