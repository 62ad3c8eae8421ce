import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Typed } from '../../../kernel/guarded-form.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { cellWords, Colliding, overWords, promisedPath, weekWords } from '../capacity/pages.tsx'
import { typedHours } from '../capacity/own-pages.tsx'
import { exactHours, kinds, type Cell } from '../capacity/rules.ts'
import type { Member } from '../competence/rules.ts'
import { totalMinutes, type WayOut, type Work } from './rules.ts'

export type Named = { readonly value: string; readonly text: string }
export const promiseLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({
  slag: t('promised.kind'), hva: t('promised.what'), barnehage: t('promised.kindergarten'), gruppe: t('promised.group'), fra: t('promised.from'), til: t('promised.until'), besok: t('promised.visits'), hvert: t('promised.each'),
  reise: t('promised.travel'), rundt: t('promised.around'), hvem: t('promised.who'), tema: t('promised.themes'), grunn: t('promised.reason'),
})
/** What one has written in each field, ready to be written again. Travel the map has reckoned is left for the map. */
export const typedOf = (work: Work, version: number, lang: PageContext['lang'], reason = ''): Typed => ({
  slag: work.kind, hva: work.what, barnehage: work.kindergartenId ?? '', gruppe: work.group, hvem: work.personId ?? '', besok: String(work.visits), hvert: typedHours(work.visitMinutes, lang), reise: work.travelFrom === 'coordinates' ? '' : typedHours(work.travelMinutes, lang),
  rundt: typedHours(work.otherMinutes, lang), fra: formatDate(work.from, lang, 'short'), til: formatDate(work.until, lang, 'short'), kilde: work.source, kildeid: work.sourceId ?? '', versjon: String(version), grunn: reason,
})

export type FormView = {
  readonly action: string
  /** What is changed; undefined for a new promise. */
  readonly changes: { readonly to: string; readonly href: string } | undefined
  readonly members: readonly Member[]
  readonly kindergartens: readonly Named[]
  readonly themes: readonly Named[]
  readonly chosenThemes: readonly string[]
  readonly leads: boolean
  readonly personId: string
  /** What is made with it is made once. */
  readonly startKey: string
  readonly form: ShownForm
}
type FormProps = { readonly page: PageContext; readonly view: FormView }

/** What is promised to whom. The next page shows what it means before anything is promised. */
export const FormPage = ({ page, view }: FormProps) => {
  const { t } = page
  const { action, changes, themes, chosenThemes, form } = view
  const { typed, errors, warnings } = form
  const labels = promiseLabels(t)
  return (
    <Layout page={page} title={t(changes ? 'promised.change.title' : 'promised.new.title')} above={changes?.to} intro={t('promised.new.intro')} back={{ href: changes?.href ?? promisedPath, text: t(changes ? 'promised.back' : 'promised.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} labels={labels} />
      <Form action={action} leaveWarning>
        {['kilde', 'kildeid', 'versjon'].map((name) => <input type="hidden" name={name} value={typed[name] ?? (name === 'kilde' ? 'typed' : name === 'versjon' ? '0' : '')} />)}
        {!changes && <input type="hidden" name="nokkel" value={typed['nokkel'] ?? view.startKey} />}
        <TextField name="hva" label={t('promised.what')} hint={t('promised.what.hint')} value={typed['hva']} error={errorFor(errors, 'hva')} guard />
        <SelectField name="slag" label={t('promised.kind')} value={typed['slag']} error={errorFor(errors, 'slag')} options={kinds.map((kind) => ({ value: kind, text: t(`promised.kind.${kind}`) }))} />
        {changes ? (
          ['barnehage', 'gruppe'].map((name) => <input type="hidden" name={name} value={typed[name] ?? ''} />)
        ) : (
          <>
            <SelectField name="barnehage" label={t('promised.kindergarten')} empty={t('promised.kindergarten.none')} value={typed['barnehage']} error={errorFor(errors, 'barnehage')} options={view.kindergartens} />
            <TextField name="gruppe" label={t('promised.group')} hint={t('promised.group.hint')} value={typed['gruppe']} error={errorFor(errors, 'gruppe')} guard />
          </>
        )}
        <DateField name="fra" label={t('promised.from')} value={typed['fra']} error={errorFor(errors, 'fra')} />
        <DateField name="til" label={t('promised.until')} value={typed['til']} error={errorFor(errors, 'til')} />
        <Who page={page} view={view} />
        <p>{t('promised.figures')}</p>
        <TextField name="besok" label={t('promised.visits')} inputmode="numeric" width={6} mark="optional" value={typed['besok']} error={errorFor(errors, 'besok')} />
        <TextField name="hvert" label={t('promised.each')} hint={t('promised.each.hint')} inputmode="decimal" width={6} mark="optional" value={typed['hvert']} error={errorFor(errors, 'hvert')} />
        <TextField name="reise" label={t('promised.travel')} hint={t('promised.travel.hint')} inputmode="decimal" width={6} mark="optional" value={typed['reise']} error={errorFor(errors, 'reise')} />
        <TextField name="rundt" label={t('promised.around')} hint={t('promised.around.hint')} inputmode="decimal" width={6} mark="optional" value={typed['rundt']} error={errorFor(errors, 'rundt')} />
        <Details summary={t('promised.themes')} open={chosenThemes.length > 0}>
          <CheckboxGroup name="tema" label={t('promised.themes')} hint={t('promised.themes.hint')} options={themes} values={chosenThemes} />
        </Details>
        <input type="hidden" name="grunn" value={typed['grunn'] ?? ''} />
        <GuardNotice warnings={warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('promised.look')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** The leader gives it to whom they will, or to nobody yet; others promise for themselves, and may give back. */
const Who = ({ page: { t }, view: { leads, members, personId, changes, form } }: FormProps) => {
  const own = members.filter((one) => leads || one.personId === personId)
  return (
    <SelectField name="hvem" label={t('promised.who')} hint={t('promised.who.hint')} empty={leads || changes ? t('promised.who.nobody') : false} value={form.typed['hvem'] ?? (leads ? undefined : personId)} error={errorFor(form.errors, 'hvem')} options={own.map(({ personId: value, name: text }) => ({ value, text }))} />
  )
}

export type PreviewView = {
  readonly action: string
  readonly work: Work
  readonly to: string
  readonly person: Member | undefined
  /** The weeks of the window as they would be. */
  readonly cells: readonly Cell[]
  readonly over: readonly Cell[]
  readonly ways: readonly WayOut[]
  readonly typed: Typed
  readonly themes: readonly string[]
  readonly themeNames: readonly string[]
  readonly changes: { readonly href: string } | undefined
  readonly form: ShownForm
}
/** What was written is carried along; the token and the boxes of the page before are not. */
const carried = ['slag', 'hva', 'barnehage', 'gruppe', 'hvem', 'besok', 'hvert', 'reise', 'rundt', 'fra', 'til', 'kilde', 'kildeid', 'versjon', 'nokkel'] as const
type PreviewProps = { readonly page: PageContext; readonly view: PreviewView }

/** What the promise means, week by week, before it is given. */
export const PreviewPage = ({ page, view }: PreviewProps) => {
  const { t } = page
  const { action, person, cells, over, typed, themes, changes, form } = view
  return (
    <Layout page={page} title={t('promised.preview.title')} above={view.to} back={{ href: changes?.href ?? promisedPath, text: t(changes ? 'promised.back' : 'promised.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={promiseLabels(t)} />
      <Verdict page={page} view={view} />
      <Section title={t('promised.preview.what')}>
        <Facts page={page} view={view} />
      </Section>
      {person && (
        <Section title={t('promised.preview.weeks', { name: person.name })}>
          <Table
            caption={t('promised.preview.weeks', { name: person.name })}
            hiddenCaption
            rows={cells}
            rowKey={({ monday }) => monday}
            columns={[
              { key: 'week', title: t('capacity.week'), heading: true, cell: ({ monday }) => weekWords(page, monday) },
              { key: 'load', title: t('promised.preview.load'), cell: (cell) => (cell.state === 'over' ? <Tag color="danger">{cellWords(page, cell)}</Tag> : cellWords(page, cell)) },
            ]}
          />
          {cells.some(({ by }) => by.some(({ set }) => set)) && <p>{t('capacity.load.planned')}</p>}
        </Section>
      )}
      <Form action={action} label={t('promised.preview.title')}>
        {carried.map((name) => <input type="hidden" name={name} value={typed[name] ?? ''} />)}
        <input type="hidden" name="sett" value="ja" />
        {themes.map((code) => <input type="hidden" name="tema" value={code} />)}
        {over.length > 0 ? <TextArea name="grunn" label={t('promised.reason')} hint={t('promised.reason.hint')} rows={3} limit={600} value={typed['grunn']} error={errorFor(form.errors, 'grunn')} guard /> : <input type="hidden" name="grunn" value="" />}
        <GuardNotice warnings={form.warnings} labels={promiseLabels(t)} />
        <ButtonRow>
          {over.length > 0 && <Button name="steg" value="endre">{t('promised.edit')}</Button>}
          <Button name="steg" value="lov" variant={over.length > 0 ? 'secondary' : 'primary'}>{t(over.length > 0 ? 'promised.promise-anyway' : changes ? 'promised.save' : 'promised.promise')}</Button>
          {over.length === 0 && <Button name="steg" value="endre" variant="secondary">{t('promised.edit')}</Button>}
        </ButtonRow>
      </Form>
    </Layout>
  )
}

const Verdict = ({ page, view: { person, over, ways, cells, form } }: PreviewProps) => {
  const { t, lang } = page
  if (!person) return <Alert kind="info">{<p>{t('promised.preview.nobody')}</p>}</Alert>
  const unknown = cells.filter(({ state }) => state === 'unknown').length
  if (unknown === cells.length) return <Alert kind="warning"><p>{t('promised.preview.unknown', { name: person.name })}</p></Alert>
  if (over.length === 0 && unknown > 0) return <Alert kind="warning"><p>{t('promised.preview.unknown-some', { name: person.name, count: unknown })}</p></Alert>
  if (over.length === 0) return <Alert kind="success"><p>{t('promised.preview.fits', { name: person.name })}</p></Alert>
  return (
    <Alert kind="danger" title={t('promised.preview.over', { name: person.name, count: over.length })} answer={form.errors.length === 0}>
      <ul class="ds-list">
        {over.map((cell) => (
          <li>
            {overWords(page, person, cell)}
            <Details summary={t('capacity.over.what', { count: cell.by.length })} about={overWords(page, person, cell)}>
              <Colliding page={page} by={cell.by} />
            </Details>
          </li>
        ))}
      </ul>
      <p><strong>{t('promised.ways')}</strong></p>
      {ways.length === 0 ? (
        <p>{t('promised.ways.none')}</p>
      ) : (
        <ul class="ds-list">
          {ways.map((way) => (
            <li>
              {way.kind === 'later' ? t('promised.way.later', { from: formatDate(way.from, lang, 'long'), until: formatDate(way.until, lang, 'long') }) : way.kind === 'other' ? t('promised.way.other', { names: formats(lang).list(way.names) }) : t('promised.way.fewer', { count: way.visits })}
            </li>
          ))}
        </ul>
      )}
    </Alert>
  )
}

/** How the hours come together: to the hundredth, so that they add up. */
export const hoursWords = ({ t }: PageContext, work: Pick<Work, 'visits' | 'visitMinutes' | 'travelMinutes' | 'travelFrom' | 'otherMinutes'>): string =>
  t('promised.sum', { hours: exactHours(totalMinutes(work)), visits: work.visits, each: exactHours(work.visitMinutes), travel: exactHours(work.travelMinutes), around: exactHours(work.otherMinutes) })
export const travelWords = ({ t }: PageContext, { travelFrom, travelMinutes }: Pick<Work, 'travelFrom' | 'travelMinutes'>): string => t(travelFrom === 'coordinates' ? 'promised.travel.map' : travelMinutes > 0 ? 'promised.travel.typed' : 'promised.travel.none')
export const windowWords = ({ t, lang }: PageContext, from: LocalDate, until: LocalDate): string => t('promised.window.words', { from: formatDate(from, lang, 'long'), until: formatDate(until, lang, 'long') })
const Facts = ({ page, view: { work, to, person, themeNames } }: PreviewProps) => {
  const { t, lang } = page
  return (
    <SummaryList
      rows={[
        { term: t('promised.what'), value: work.what },
        { term: t('promised.kind'), value: t(`promised.kind.${work.kind}`) },
        { term: t('promised.to'), value: to },
        { term: t('promised.who'), value: person?.name ?? t('promised.who.nobody') },
        { term: t('promised.window'), value: windowWords(page, work.from, work.until) },
        { term: t('promised.hours'), value: hoursWords(page, work) },
        { term: t('promised.travel'), value: travelWords(page, work) },
        ...(themeNames.length > 0 ? [{ term: t('promised.themes'), value: formats(lang).list(themeNames) }] : []),
      ]}
    />
  )
}
