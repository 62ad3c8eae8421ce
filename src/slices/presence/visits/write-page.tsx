import { daysBetween, formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { addresses } from '../../../ui/addresses.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { Named as FollowUp } from '../follow-ups/store.ts'
import { visitKinds } from './rules.ts'
import { pathOf, themesText, Unsent, Written } from './shown.tsx'
import type { Kindergarten, MeasureChoice, Theme, Visit, Who } from './store.ts'

export const labelsOf = (t: PageContext['t']): Readonly<Record<string, string>> => ({
  barnehage: t('presence.kindergarten'), slag: t('presence.kind'), dato: t('presence.date'), delt: t('presence.shared'), internt: t('presence.internal'), oppfolging: t('presence.follow-up'), frist: t('presence.follow-up.due'), hvem: t('presence.follow-up.who'), tiltak: t('presence.measure'), versjon: '',
})

export type WriteView = {
  readonly startKey: string
  /** The key it came with, when it came back: another one when that had been used for something else. */
  readonly sentKey: string
  readonly membershipId: string
  /** Those one wrote in last come first. */
  readonly kindergartens: readonly Kindergarten[]
  readonly today: LocalDate
  /** Narrows the list without script; undefined where the list is short. */
  readonly search: { readonly text: string; readonly hits: number } | undefined
  /** What one has planned and its day has come: not to be written in twice. */
  readonly planned: readonly Pick<Visit, 'id' | 'on' | 'kindergarten'>[]
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
      <ErrorSummary errors={errors.map((error) => (error.field === 'gjort' && view.open.length === 0 ? { ...error, field: '' } : error))} labels={labelsOf(t)} />
      <Unsent page={page} signInHref={`${addresses.signIn}?retur=${encodeURIComponent('/besok/ny')}`} owner={view.membershipId} />
      {view.saved && (
        <p>
          <a class="ds-link" href={pathOf({ id: view.saved })}>
            {t('presence.saved.open')}
          </a>
        </p>
      )}
      <Planned page={page} planned={view.planned} />
      {/* Without script a search asks for the page again: what came back to be mended would be gone. */}
      {view.search && !cameBack(form) && <Search page={page} search={view.search} />}
      <div data-visit-form {...(cameBack(form) ? { 'data-came-back': view.sentKey } : {})}>
        <Form action="/besok">
          <input type="hidden" name="nokkel" value={view.startKey} />
          <SelectField name="barnehage" label={t('presence.kindergarten')} hint={t('presence.kindergarten.hint')} value={typed['barnehage']} error={errorFor(errors, 'barnehage')} options={kindergartens.map((one) => ({ ...optionOf(one), text: withDays(page, one, view.today) }))} />
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
      {/* Sixteen lines that most do without stand between the words and the button. */}
      <Details summary={t('presence.themes.choose')} open={chosen.themes.length > 0}>
        <CheckboxGroup name="tema" label={t('presence.themes')} values={chosen.themes} inline mark="optional" options={themes.filter(({ code, offered }) => offered || chosen.themes.includes(code)).map(({ code, name }) => ({ value: code, text: name[lang] }))} />
      </Details>
    </>
  )
}
const MeasureField = ({ page: { t }, view: { form: { typed, errors }, measures } }: { readonly page: PageContext; readonly view: ContentView }) => {
  const kept = typed['tiltak'] && !measures.some(({ id }) => id === typed['tiltak']) ? [{ value: typed['tiltak'], text: t('presence.measure.closed') }] : []
  return (
    <SelectField name="tiltak" label={t('presence.measure')} value={typed['tiltak']} error={errorFor(errors, 'tiltak')} empty={t('presence.measure.none')} mark="optional" options={[...measures.map(({ id, title, kindergarten }) => ({ value: id, text: `${title} (${kindergarten})` })), ...kept]} />
  )
}

/** How long it is since anyone was in touch, in the list where one chooses. */
const withDays = ({ t }: PageContext, one: Kindergarten, today: LocalDate): string => (one.lastOn ? t('presence.choice', { place: optionOf(one).text, days: daysBetween(one.lastOn, today) }) : optionOf(one).text)

/** Opens without coverage too: the script lays by what these links lead to. */
const Planned = ({ page: { t, lang }, planned }: { readonly page: PageContext; readonly planned: WriteView['planned'] }) =>
  planned.length === 0 ? null : (
    <Alert kind="info" title={t('presence.planned.now')}>
      <ul class="ds-list">
        {planned.map((one) => (
          <li>
            <a class="ds-link" href={`${pathOf(one)}/retting`}>
              {t('presence.planned.words', { kindergarten: one.kindergarten, day: formatDate(one.on, lang, 'long') })}
            </a>
          </li>
        ))}
      </ul>
    </Alert>
  )

/** With script the list below is narrowed as one writes; without, by the button. */
const Search = ({ page: { t }, search }: { readonly page: PageContext; readonly search: NonNullable<WriteView['search']> }) => (
  <div data-narrow="barnehage" data-none={t('presence.search.hits', { count: 0 })} data-one={t('presence.search.hits', { count: 1 })} data-many={t('presence.search.hits', { count: 2 })}>
    <FilterForm action="/besok/ny" status={search.text === '' ? '' : t('presence.search.hits', { count: search.hits })} clearHref={search.text === '' ? undefined : '/besok/ny'}>
      <TextField name="sok" type="search" label={t('presence.search')} value={search.text} />
    </FilterForm>
  </div>
)

const optionOf = ({ id, name, municipality }: Kindergarten) => ({ value: id, text: municipality ? `${name}, ${municipality}` : name })
const byName = (kindergartens: readonly Kindergarten[]) => kindergartens.toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
const needsMore = ({ form: { errors, typed }, chosen, open }: WriteView): boolean =>
  open.length > 0 || chosen.others.length > 0 || ['oppfolging', 'frist', 'tiltak'].some((name) => (typed[name] ?? '') !== '') || errors.some(({ field }) => ['gjort', 'oppfolging', 'frist', 'hvem', 'tiltak', 'flere'].includes(field))

export type CorrectView = ContentView & {
  readonly visit: Visit
  readonly version: string
  readonly startKey: string
  readonly membershipId: string
  /** Somebody else has corrected meanwhile: how it stands now is shown beside what was typed. */
  readonly stands: { readonly internal: string } | undefined
}
/** Corrects what was written, or says what came of what was planned. */
export const CorrectPage = ({ page, view }: { readonly page: PageContext; readonly view: CorrectView }) => {
  const { t, lang } = page
  const { visit, form } = view
  return (
    <Layout page={page} title={t('presence.correct.title', { kindergarten: visit.kindergarten, day: formatDate(visit.on, lang, 'long') })} intro={t('presence.correct.intro')} back={{ href: pathOf(visit), text: visit.kindergarten }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      {view.stands && <Stands page={page} view={view} internal={view.stands.internal} />}
      <Unsent page={page} signInHref={`${addresses.signIn}?retur=${encodeURIComponent(`${pathOf(visit)}/retting`)}`} owner={view.membershipId} />
      <div data-visit-form data-title={visit.kindergarten} {...(cameBack(form) ? { 'data-came-back': view.startKey } : {})}>
        <Form action={`${pathOf(visit)}/retting`} leaveWarning>
          <input type="hidden" name="nokkel" value={view.startKey} />
          <input type="hidden" name="versjon" value={view.version} />
          <Content page={page} view={view} />
          <MeasureField page={page} view={view} />
          <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />
          <ButtonRow>
            <Button>{t('presence.save')}</Button>
          </ButtonRow>
        </Form>
      </div>
    </Layout>
  )
}

/** What somebody else has saved meanwhile; one's own words stand in the form. */
const Stands = ({ page, view: { visit, themes }, internal }: { readonly page: PageContext; readonly view: CorrectView; readonly internal: string }) => {
  const { t, lang } = page
  const note = (text: string) => (text === '' ? '–' : <Written text={text} />)
  return (
    <Alert kind="info" title={t('presence.stands')}>
      <SummaryList
        rows={[
          { term: t('presence.kind'), value: t(`presence.kind.${visit.kind}`) },
          { term: t('presence.date'), value: formatDate(visit.on, lang, 'long') },
          { term: t('presence.themes'), value: themesText(page, themes, visit.themes) },
          { term: t('presence.shared'), value: note(visit.shared) },
          { term: t('presence.internal'), value: note(internal) },
        ]}
      />
    </Alert>
  )
}
