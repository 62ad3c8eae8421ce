import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Named, NamedTheme } from '../measures/store.ts'
import { currentOf, dueOf, isLate, isOpen, lacksObserver, type Cycle } from './cycles/rules.ts'
import { departmentOf, lastOfWeek, pathOf, periodText, RunTag, StandTag } from './pages.tsx'
import { isOver, leaveReasons, type Cohort, type Place, type Programme } from './rules.ts'
import type { Observer } from './store.ts'

export const shows = ['late', 'week', 'no-observer', 'unplanned'] as const
type Show = (typeof shows)[number]
const perPage = 30

export type OneView = {
  readonly programme: Programme
  readonly cohorts: readonly Cohort[]
  readonly places: readonly Place[]
  readonly cycles: readonly Cycle[]
  readonly themes: readonly NamedTheme[]
  readonly today: LocalDate
  /** The actor leads it: those who can observe today. */
  readonly leads: readonly Observer[] | undefined
  /** The actor's own kindergarten, when the actor works in one. */
  readonly own: string | undefined
  readonly head: boolean
  readonly departments: readonly Named[]
  readonly filter: { readonly cohort: string | undefined; readonly show: Show | undefined; readonly page: number }
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** A programme: what it is, how its cohorts are doing, and where every department stands. */
export const ProgrammePage = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t, lang } = page
  const { programme, today, own } = view
  const place = view.places.find((one) => one.kindergartenId === own)
  const themes = programme.themes.map((code) => view.themes.find((one) => one.code === code)?.name[lang] ?? code).join(', ')
  return (
    <Layout page={page} title={`${t('programmes.title')}: ${programme.title}, ${programme.lead}`} heading={programme.title} above={programme.lead} back={{ href: '/fellessatsinger', text: t('programmes.title') }} hasErrors={view.errors.length > 0}>
      <ErrorSummary errors={view.errors} />
      <p>
        <RunTag page={page} programme={programme} today={today} />
      </p>
      {view.head && place?.state === 'offered' && <Answer page={page} view={view} place={place} />}
      {view.leads && <Figures page={page} view={view} observers={view.leads} />}
      <SummaryList
        rows={[
          { term: t('programmes.field.goal'), value: <span class="long-text">{programme.goal}</span> },
          ...(programme.focus ? [{ term: t('programmes.field.focus'), value: <span class="long-text">{programme.focus}</span> }] : []),
          ...(themes ? [{ term: t('programmes.field.themes'), value: themes }] : []),
          { term: t('programmes.period'), value: periodText(page, programme) },
        ]}
      />
      {view.leads && programme.endedOn === undefined && (
        <ButtonRow>
          <LinkButton href={pathOf(programme.id, '/endring')} variant="secondary">{t('programmes.edit')}</LinkButton>
        </ButtonRow>
      )}
      <Cohorts page={page} view={view} />
      <Standing page={page} view={view} />
      {view.leads && <GiveOver page={page} view={view} observers={view.leads} />}
      {view.head && place?.state === 'part' && <LeaveForm page={page} view={view} own={place.kindergartenId} />}
      {view.leads && programme.endedOn === undefined && (
        <Details summary={t('programmes.end')}>
          <Form action={pathOf(programme.id, '/avslutning')} label={t('programmes.end')}>
            <p class="ds-paragraph">{t('programmes.end.text')}</p>
            <ButtonRow>
              <Button variant="secondary" danger>{t('programmes.end')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Layout>
  )
}

const Figures = ({ page: { t }, view, observers }: { readonly page: PageContext; readonly view: OneView; readonly observers: readonly Observer[] }) => {
  const ids = observers.map(({ id }) => id)
  const count = (of: (one: Cycle) => boolean) => view.cycles.filter(of).length
  const at = (show: Show) => `${pathOf(view.programme.id)}?vis=${show}#sta`
  return (
    <KeyFigures
      figures={[
        { label: t('programmes.figure.kindergartens'), value: String(view.places.filter(({ state }) => state === 'part').length) },
        { label: t('programmes.figure.unanswered'), value: String(view.places.filter(({ state }) => state === 'offered').length) },
        { label: t('programmes.figure.departments'), value: String(new Set(view.cycles.filter(isOpen).map((one) => one.departmentId ?? one.kindergartenId)).size) },
        { label: t('programmes.figure.late'), value: String(count((one) => isLate(one, view.today))), href: at('late') },
        { label: t('programmes.figure.no-observer'), value: String(count((one) => lacksObserver(one, ids))), href: at('no-observer') },
      ]}
    />
  )
}

const Cohorts = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t, lang } = page
  const { cohorts, places, programme } = view
  const counts = (cohort: Cohort) => ({ part: places.filter((one) => one.cohortId === cohort.id && one.state === 'part').length, offered: places.filter((one) => one.cohortId === cohort.id && one.state === 'offered').length })
  return (
    <Section title={t('programmes.cohorts')}>
      {cohorts.length > 0 && (
        <ul class="ds-list">
          {cohorts.map((cohort) => (
            <li>
              {view.leads ? <a class="ds-link" href={pathOf(programme.id, `/puljer/${cohort.id}`)}>{cohort.name}</a> : cohort.name}, {periodText(page, cohort)}
              {view.leads && `: ${t('programmes.cohort.counts', counts(cohort))}`}
              {cohort.handedOverOn && `. ${t('programmes.cohort.handed', { date: formatDate(cohort.handedOverOn, lang, 'short') })}`}
            </li>
          ))}
        </ul>
      )}
      {cohorts.filter(({ received, learned }) => received || learned).map((cohort) => (
        <SummaryList rows={[...(cohort.received ? [{ term: `${cohort.name}: ${t('programmes.cohort.received')}`, value: <span class="long-text">{cohort.received}</span> }] : []), ...(cohort.learned ? [{ term: `${cohort.name}: ${t('programmes.cohort.learned')}`, value: <span class="long-text">{cohort.learned}</span> }] : [])]} />
      ))}
      {view.leads && !isOver(programme, view.today) && (
        <ButtonRow>
          <LinkButton href={pathOf(programme.id, '/puljer/ny')} variant={cohorts.length === 0 ? 'primary' : 'secondary'}>{t('programmes.cohort.new')}</LinkButton>
        </ButtonRow>
      )}
    </Section>
  )
}

type Row = { readonly place: Place; readonly current: readonly Cycle[] }

/** One line for each kindergarten, with its departments in it: a hundred kindergartens are a few pages to turn. */
const Standing = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const { programme, filter, today } = view
  const all = rowsOf(view)
  if (all.length === 0) return view.leads ? <Section title={t('programmes.standing')}><p>{t('programmes.standing.empty')}</p></Section> : null
  const rows = all.flatMap((row) => narrowed(row, view))
  const pages = Math.max(1, Math.ceil(rows.length / perPage))
  const current = Math.min(filter.page, pages)
  const query = (number: number) => `${pathOf(programme.id)}?${new URLSearchParams({ ...(filter.cohort ? { pulje: filter.cohort } : {}), ...(filter.show ? { vis: filter.show } : {}), side: String(number) })}#sta`
  const status = t('programmes.standing.status', { shown: rows.length, all: all.length })
  return (
    <Section title={t('programmes.standing')} id="sta">
      {view.leads && (
        <FilterForm action={pathOf(programme.id)} clearHref={filter.cohort || filter.show ? pathOf(programme.id) : undefined} status={status} auto>
          {view.cohorts.length > 1 && <SelectField name="pulje" label={t('programmes.filter.cohort')} empty={t('programmes.filter.cohort.all')} value={filter.cohort} options={view.cohorts.map(({ id, name }) => ({ value: id, text: name }))} />}
          <SelectField name="vis" label={t('programmes.filter.show')} empty={t('programmes.filter.show.all')} value={filter.show} options={shows.map((value) => ({ value, text: t(`programmes.filter.show.${value}`) }))} />
        </FilterForm>
      )}
      {rows.length === 0 ? (
        <p>{t('programmes.standing.none')}</p>
      ) : (
        <Table
          caption={t('programmes.standing')}
          hiddenCaption
          rows={rows.slice((current - 1) * perPage, current * perPage)}
          rowKey={({ place }) => place.kindergartenId}
          columns={[
            { key: 'kindergarten', title: t('programmes.kindergarten'), heading: true, cell: ({ place }) => <PlaceName page={page} place={place} /> },
            ...(view.cohorts.length > 1 ? [{ key: 'cohort', title: t('programmes.filter.cohort'), cell: ({ place }: Row) => view.cohorts.find(({ id }) => id === place.cohortId)?.name ?? '' }] : []),
            { key: 'departments', title: t('programmes.departments'), cell: ({ current: cycles }) => <Departments page={page} cycles={cycles} today={today} /> },
          ]}
        />
      )}
      <Pagination current={current} total={pages} href={query} />
    </Section>
  )
}

function rowsOf({ places, cycles }: OneView): readonly Row[] {
  const byPlace = Map.groupBy(cycles, (one) => one.kindergartenId)
  return places
    .filter((place) => place.state === 'part' || (place.state === 'left' && byPlace.has(place.kindergartenId)))
    .map((place) => ({ place, current: [...Map.groupBy(byPlace.get(place.kindergartenId) ?? [], (one) => one.departmentId ?? '').values()].flatMap((list) => currentOf(list) ?? []) }))
}
/** What is left of a line when only some are to be seen. */
function narrowed(row: Row, { filter, today, leads }: OneView): readonly Row[] {
  if (filter.cohort && row.place.cohortId !== filter.cohort) return []
  const { show } = filter
  if (!show) return [row]
  if (show === 'unplanned') return row.place.state === 'part' && !row.current.some(isOpen) ? [row] : []
  const observers = (leads ?? []).map(({ id }) => id)
  const current = row.current.filter((one) => (show === 'late' ? isLate(one, today) : show === 'no-observer' ? lacksObserver(one, observers) : (dueOf(one) ?? '9') <= lastOfWeek(today)))
  return current.length > 0 ? [{ ...row, current }] : []
}

const PlaceName = ({ page: { t, lang }, place }: { readonly page: PageContext; readonly place: Place }) => (
  <>
    <a class="ds-link" href={`/barnehager/${place.kindergartenId}`}>{place.kindergarten}</a>
    {place.leftOn && <span class="subtle"> {t('programmes.place.left', { date: formatDate(place.leftOn, lang, 'short') })}</span>}
    {place.closedDown && <span class="subtle"> {t('programmes.place.closed')}</span>}
    {place.moved && place.state === 'part' && <span class="subtle"> {t('programmes.place.moved')}</span>}
  </>
)

const Departments = ({ page, cycles, today }: { readonly page: PageContext; readonly cycles: readonly Cycle[]; readonly today: LocalDate }) => {
  const { t, lang } = page
  if (cycles.length === 0) return <>{t('programmes.standing.unplanned')}</>
  return (
    <ul class="plain-list">
      {cycles.map((one) => {
        const due = dueOf(one)
        return (
          <li>
            <a class="ds-link" href={pathOf(one.programmeId, `/runder/${one.id}`)}>{departmentOf(one, t)}</a> <StandTag page={page} cycle={one} today={today} /> <span class="subtle">{[t('programmes.round', { round: one.round }), ...(due ? [formatDate(due, lang, 'short')] : []), ...(isOpen(one) ? [one.observer || t('programmes.observer.none')] : [])].join(', ')}</span>
          </li>
        )
      })}
    </ul>
  )
}

const Answer = ({ page, view, place }: { readonly page: PageContext; readonly view: OneView; readonly place: Place }) => {
  const { t } = page
  const cohort = view.cohorts.find(({ id }) => id === place.cohortId)
  return (
    <Alert kind="info" title={t('programmes.place.answer')}>
      {cohort && <p>{t('programmes.place.answer.text', { lead: view.programme.lead, cohort: cohort.name, period: periodText(page, cohort) })}</p>}
      <Form action={pathOf(view.programme.id, '/svar')} label={t('programmes.place.answer')}>
        {view.departments.length > 0 && <CheckboxGroup name="avdelinger" label={t('programmes.place.departments')} hint={t('programmes.place.departments.hint')} mark="optional" options={view.departments.map(({ id, name }) => ({ value: id, text: name }))} />}
        <ButtonRow>
          <Button name="svar" value="ja">{t('programmes.place.yes')}</Button>
          <Button name="svar" value="nei" variant="secondary">{t('programmes.place.no')}</Button>
        </ButtonRow>
      </Form>
    </Alert>
  )
}

/** A kindergarten goes out: the own one, or one that the lead chooses. */
export const LeaveForm = ({ page: { t }, view, own, among = [] }: { readonly page: PageContext; readonly view: Pick<OneView, 'programme' | 'errors' | 'typed'>; readonly own?: string; readonly among?: readonly Place[] }) => (
  <Details summary={t(own ? 'programmes.leave.own' : 'programmes.leave')} open={view.errors.some(({ field }) => field === 'grunn' || field === 'barnehage')}>
    <Form action={pathOf(view.programme.id, '/utmelding')} label={t('programmes.leave')}>
      <p class="ds-paragraph">{t('programmes.leave.text')}</p>
      {own ? <input type="hidden" name="barnehage" value={own} /> : <SelectField name="barnehage" label={t('programmes.leave.who')} value={view.typed['barnehage']} error={errorFor(view.errors, 'barnehage')} options={among.map((one) => ({ value: one.kindergartenId, text: one.kindergarten }))} />}
      <SelectField name="grunn" label={t('programmes.leave.reason')} value={view.typed['grunn']} error={errorFor(view.errors, 'grunn')} options={leaveReasons.map((value) => ({ value, text: t(`programmes.reason.${value}`) }))} />
      <ButtonRow>
        <Button variant="secondary">{t(own ? 'programmes.leave.own' : 'programmes.leave')}</Button>
      </ButtonRow>
    </Form>
  </Details>
)

const GiveOver = ({ page: { t }, view, observers }: { readonly page: PageContext; readonly view: OneView; readonly observers: readonly Observer[] }) => {
  const open = view.cycles.filter(isOpen)
  if (open.length === 0) return null
  const from = [...Map.groupBy(open, (one) => one.observerId ?? 'ingen')].map(([value, list]) => {
    const [name, count] = [list[0]?.observer ?? '', list.length]
    return { value, text: value === 'ingen' ? t('programmes.give-over.from.nobody', { count }) : observers.some(({ id }) => id === value) ? `${name} (${count})` : t('programmes.give-over.gone', { name, count }) }
  })
  return (
    <Details summary={t('programmes.give-over')} open={view.errors.some(({ field }) => field === 'overtar' || field === 'avgir')}>
      <Form action={pathOf(view.programme.id, '/observator')} label={t('programmes.give-over')}>
        <p class="ds-paragraph">{t('programmes.give-over.text')}</p>
        <SelectField name="avgir" label={t('programmes.give-over.from')} value={view.typed['avgir']} error={errorFor(view.errors, 'avgir')} options={from} />
        <SelectField name="overtar" label={t('programmes.give-over.to')} value={view.typed['overtar']} error={errorFor(view.errors, 'overtar')} options={observers.map(({ id, name }) => ({ value: id, text: name }))} />
        <ButtonRow>
          <Button variant="secondary">{t('programmes.give-over.send')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
