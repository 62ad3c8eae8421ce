import { formatDate } from '../../../kernel/dates.ts'
import { addresses } from '../../../ui/addresses.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import type { Named as FollowUp } from '../follow-ups/store.ts'
import { visitKinds } from './rules.ts'
import { pathOf, Unsent } from './shown.tsx'
import type { Kindergarten, MeasureChoice, Theme, Visit, Who } from './store.ts'

export const labelsOf = (t: PageContext['t']): Readonly<Record<string, string>> => ({
  barnehage: t('presence.kindergarten'), slag: t('presence.kind'), dato: t('presence.date'), delt: t('presence.shared'), internt: t('presence.internal'), oppfolging: t('presence.follow-up'), frist: t('presence.follow-up.due'), hvem: t('presence.follow-up.who'), tiltak: t('presence.measure'), versjon: '',
})

export type WriteView = {
  readonly startKey: string
  /** The key it came with, when it came back: another one when that had been used for something else. */
  readonly sentKey: string
  readonly membershipId: string
  /** Those one was in touch with last come first. */
  readonly kindergartens: readonly Kindergarten[]
  readonly themes: readonly Theme[]
  readonly measures: readonly MeasureChoice[]
  readonly team: readonly Who[]
  readonly open: readonly FollowUp[]
  readonly form: ShownForm
  readonly chosen: { readonly themes: readonly string[]; readonly done: readonly string[]; readonly others: readonly string[] }
  /** What has been saved under this page's key already. */
  readonly saved: string | undefined
}
type Props = { readonly page: PageContext; readonly view: WriteView }

/** A contact in one page, on a phone. Works without JavaScript; with it, also without coverage. */
export const WritePage = ({ page, view }: Props) => {
  const { t } = page
  const { form, kindergartens } = view
  const { typed, errors, warnings } = form
  return (
    <Layout page={page} title={t('presence.new')} intro={t('presence.new.intro')} back={{ href: '/besok', text: t('presence.title') }} hasErrors={cameBack(form)}>
      <Unsent page={page} signInHref={`${addresses.signIn}?retur=${encodeURIComponent('/besok/ny')}`} owner={view.membershipId} />
      <ErrorSummary errors={errors} labels={labelsOf(t)} />
      {view.saved && (
        <p>
          <a class="ds-link" href={pathOf({ id: view.saved })}>
            {t('presence.saved.open')}
          </a>
        </p>
      )}
      <div data-visit-form {...(cameBack(form) ? { 'data-came-back': view.sentKey } : {})}>
        <Form action="/besok">
          <input type="hidden" name="nokkel" value={view.startKey} />
          <SelectField name="barnehage" label={t('presence.kindergarten')} hint={t('presence.kindergarten.hint')} value={typed['barnehage']} error={errorFor(errors, 'barnehage')} options={kindergartens.map(optionOf)} />
          <Content page={page} view={view} />
          <More page={page} view={view} />
          <GuardNotice warnings={warnings} labels={labelsOf(t)} />
          <ButtonRow>
            <Button>{t('presence.save')}</Button>
          </ButtonRow>
        </Form>
      </div>
    </Layout>
  )
}

/** What most do without: follow-up, measure, and the others at a meeting of heads. */
const More = ({ page, view }: Props) => {
  const { t, lang } = page
  const { typed, errors } = view.form
  return (
    <Details summary={t('presence.more')} open={needsMore(view)}>
      <div class="form">
        {view.open.length > 0 && (
          <CheckboxGroup
            name="gjort"
            label={t('presence.follow-up.done')}
            hint={t('presence.follow-up.done.hint')}
            values={view.chosen.done}
            error={errorFor(errors, 'gjort')}
            mark="optional"
            options={view.open.map((one) => ({ value: `${one.id}.${one.version}`, text: t('presence.follow-up.choice', { what: one.what, who: one.person, day: formatDate(one.due, lang, 'long') }) }))}
          />
        )}
        <TextField name="oppfolging" label={t('presence.follow-up')} value={typed['oppfolging']} error={errorFor(errors, 'oppfolging')} mark="optional" guard />
        <DateField name="frist" label={t('presence.follow-up.due')} hint={t('presence.follow-up.due.hint')} value={typed['frist']} error={errorFor(errors, 'frist')} mark="optional" />
        <SelectField name="hvem" label={t('presence.follow-up.who')} value={typed['hvem']} error={errorFor(errors, 'hvem')} empty={false} options={view.team.map(({ personId, name }) => ({ value: personId, text: name }))} />
        <MeasureField page={page} view={view} />
        <Details summary={t('presence.others')} open={view.chosen.others.length > 0}>
          <CheckboxGroup name="flere" label={t('presence.others')} hint={t('presence.others.hint')} values={view.chosen.others} error={errorFor(errors, 'flere')} mark="optional" options={byName(view.kindergartens).map(optionOf)} />
        </Details>
      </div>
    </Details>
  )
}

type ContentView = Pick<WriteView, 'form' | 'themes' | 'measures'> & { readonly chosen: { readonly themes: readonly string[] } }
/** What a new one and a correction have in common. */
const Content = ({ page, view: { form: { typed, errors }, themes, chosen } }: { readonly page: PageContext; readonly view: ContentView }) => {
  const { t, lang } = page
  return (
    <>
      <RadioGroup name="slag" label={t('presence.kind')} value={typed['slag']} error={errorFor(errors, 'slag')} inline options={visitKinds.map((kind) => ({ value: kind, text: t(`presence.kind.${kind}`) }))} />
      <DateField name="dato" label={t('presence.date')} hint={t('presence.date.hint')} value={typed['dato']} error={errorFor(errors, 'dato')} />
      <TextArea name="delt" label={t('presence.shared')} hint={t('presence.shared.hint')} value={typed['delt']} error={errorFor(errors, 'delt')} rows={3} limit={1800} mark="optional" guard />
      <TextArea name="internt" label={t('presence.internal')} hint={t('presence.internal.hint')} value={typed['internt']} error={errorFor(errors, 'internt')} rows={3} limit={1800} mark="optional" guard />
      <CheckboxGroup name="tema" label={t('presence.themes')} values={chosen.themes} inline mark="optional" options={themes.filter(({ code, offered }) => offered || chosen.themes.includes(code)).map(({ code, name }) => ({ value: code, text: name[lang] }))} />
    </>
  )
}
const MeasureField = ({ page: { t }, view: { form: { typed, errors }, measures } }: { readonly page: PageContext; readonly view: ContentView }) => {
  const kept = typed['tiltak'] && !measures.some(({ id }) => id === typed['tiltak']) ? [{ value: typed['tiltak'], text: t('presence.measure.closed') }] : []
  return (
    <SelectField name="tiltak" label={t('presence.measure')} value={typed['tiltak']} error={errorFor(errors, 'tiltak')} empty={t('presence.measure.none')} mark="optional" options={[...measures.map(({ id, title, kindergarten }) => ({ value: id, text: `${title} (${kindergarten})` })), ...kept]} />
  )
}

const optionOf = ({ id, name, municipality }: Kindergarten) => ({ value: id, text: municipality ? `${name}, ${municipality}` : name })
const byName = (kindergartens: readonly Kindergarten[]) => kindergartens.toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
const needsMore = ({ form: { errors, typed }, chosen, open }: WriteView): boolean =>
  open.length > 0 || chosen.others.length > 0 || ['oppfolging', 'frist', 'tiltak'].some((name) => (typed[name] ?? '') !== '') || errors.some(({ field }) => ['gjort', 'oppfolging', 'frist', 'hvem', 'tiltak', 'flere'].includes(field))

export type CorrectView = ContentView & { readonly visit: Visit; readonly version: string }
/** Corrects what was written, or says what came of what was planned. */
export const CorrectPage = ({ page, view }: { readonly page: PageContext; readonly view: CorrectView }) => {
  const { t, lang } = page
  const { visit, form } = view
  return (
    <Layout page={page} title={t('presence.correct.title', { kindergarten: visit.kindergarten, day: formatDate(visit.on, lang, 'long') })} intro={t('presence.correct.intro')} back={{ href: pathOf(visit), text: visit.kindergarten }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <Form action={`${pathOf(visit)}/retting`} leaveWarning>
        <input type="hidden" name="versjon" value={view.version} />
        <Content page={page} view={view} />
        <MeasureField page={page} view={view} />
        <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />
        <ButtonRow>
          <Button>{t('presence.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
