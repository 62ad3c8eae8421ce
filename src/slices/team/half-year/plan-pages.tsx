import { formatDateTime, weekNumber, type LocalDate } from '../../../kernel/dates.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../ui/guard-notice.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { LoadBars } from '../../../ui/load-bars.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { weekWords } from '../capacity/pages.tsx'
import { inHours } from '../capacity/rules.ts'
import { home, planPath, spanWords, stateTag, Told } from './pages.tsx'
import { gapOf, type Plan } from './rules.ts'
import type { KeptVisit, Short } from './store.ts'
import { shortWords, whyWords, type Named } from './words.ts'

export type PlanView = {
  readonly plan: Plan
  readonly visits: readonly KeptVisit[]
  readonly short: readonly Short[]
  readonly named: Named
  /** Of each adviser, week by week: minutes in the plan, and minutes there are. */
  readonly loads: readonly { readonly id: string; readonly name: string; readonly cells: readonly { readonly monday: LocalDate; readonly minutes: number; readonly all: number }[] }[]
  /** The visits of one adviser, or of all, and the part of them that is shown. */
  readonly who: string | undefined
  readonly rows: readonly KeptVisit[]
  readonly paging: Pages
  readonly changed: boolean
  /** Being made, and longer than it takes. */
  readonly late: boolean
  readonly leads: boolean
  readonly key: string
  readonly form: ShownForm
  readonly told: readonly string[]
}
type Props = { readonly page: PageContext; readonly view: PlanView }

/** One plan: what has room and what has not, how much each has, and every visit with its reasons. */
export const PlanPage = ({ page, view }: Props) => {
  const { t, lang } = page
  const { plan, leads, form } = view
  const shown = plan.state !== 'waiting' && plan.state !== 'cancelled'
  return (
    <Layout page={page} title={t('half-year.number', { number: plan.number })} intro={spanWords(page, plan)} back={{ href: home, text: t('half-year.title') }} hasErrors={cameBack(form)} wide>
      <ErrorSummary errors={form.errors} labels={{}} />
      <Told sentences={view.told} />
      <p>
        {stateTag(page, plan)} {plan.adoptedAt && plan.adoptedBy && t('half-year.adopted', { at: formatDateTime(plan.adoptedAt, lang), name: plan.adoptedBy })}
      </p>
      {plan.state === 'waiting' && <Waiting page={page} view={view} />}
      {plan.state === 'cancelled' && <p>{t('half-year.cancelled.text')}</p>}
      {shown && <Shown page={page} view={view} />}
      {leads && !shown && plan.state !== 'waiting' && <LinkButton href={home}>{t('half-year.new')}</LinkButton>}
    </Layout>
  )
}

const Waiting = ({ page: { t }, view: { plan, leads, late } }: Props) => (
  <>
    <p role="status">{t(late ? 'half-year.waiting.late' : 'half-year.waiting.text')}</p>
    <ButtonRow>
      <LinkButton href={planPath(plan.id)}>{t('half-year.waiting.look')}</LinkButton>
    </ButtonRow>
    {leads && (
      <Form action={`${planPath(plan.id)}/avbryt`}>
        <ButtonRow>
          <Button variant="tertiary">{t('half-year.waiting.stop')}</Button>
        </ButtonRow>
      </Form>
    )}
  </>
)

/** The number of every week would stand on top of the next. */
const labelled = 4

const Shown = ({ page, view }: Props) => {
  const { t } = page
  const { plan, visits, short, loads, leads, changed, named } = view
  const asked = visits.length + short.reduce((sum, one) => sum + one.visits, 0)
  const gap = gapOf(plan)
  const near = gap === undefined ? t('half-year.near.unproven') : gap === 0 ? t('half-year.near.best') : t('half-year.near.within', { percent: (1000 - gap) / 10 })
  return (
    <>
      {changed && plan.state === 'proposed' && (
        <Alert kind="warning" title={t('half-year.changed')}>
          <p>{t('half-year.changed.text')}</p>
        </Alert>
      )}
      <KeyFigures
        figures={[
          { label: t('half-year.figure.visits'), value: t('half-year.figure.visits.value', { placed: visits.length, asked }) },
          { label: t('half-year.figure.short'), value: t('half-year.figure.short.value', { hours: inHours(short.reduce((sum, one) => sum + one.minutes, 0)) }), note: t('half-year.figure.short.note') },
          { label: t('half-year.figure.near'), value: near, note: gap === 0 ? undefined : t(plan.proven ? 'half-year.near.note' : 'half-year.near.note.unproven') },
        ]}
      />
      {leads && plan.state === 'proposed' && <Decide page={page} view={view} />}
      <Section title={t('half-year.short')} id="uten-plass">
        {short.length === 0 ? (
          <p>{t('half-year.short.none')}</p>
        ) : (
          <ul class="ds-list">
            {short.map((one) => (
              <li>
                <strong>{t('half-year.short.line', { what: named.what(one.commitmentId), to: named.to(one.commitmentId), visits: one.visits, hours: inHours(one.minutes) })}</strong> {shortWords(page, named, one)}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Section title={t('half-year.visits')} id="besok">
        {visits.length > few && <OfWhom page={page} view={view} />}
        <Visits page={page} view={view} />
        <Pagination current={view.paging.number} total={view.paging.count} href={(number) => `${planPath(plan.id)}?${new URLSearchParams({ ...(view.who ? { hvem: view.who } : {}), side: String(number) })}#besok`} />
      </Section>
      <Section title={t('half-year.load')}>
        <div class="load-pictures">
          {loads.map(({ name, cells }) => (
            <LoadBars name={name} weeks={cells.map(({ monday, minutes, all }, at) => ({ label: at % labelled === 0 ? String(weekNumber(monday)) : '', available: all, promised: minutes, over: minutes > all }))} />
          ))}
        </div>
        <p class="subtle">{t('half-year.load.picture')}</p>
        <Loads page={page} view={view} />
      </Section>
    </>
  )
}

const Decide = ({ page: { t }, view: { plan, key } }: Props) => (
  <>
    <Form action={`${planPath(plan.id)}/vedtak`} label={t('half-year.adopt')}>
      <input type="hidden" name="versjon" value={plan.version} />
      <p>{t('half-year.adopt.hint')}</p>
      <ButtonRow>
        <Button>{t('half-year.adopt')}</Button>
      </ButtonRow>
    </Form>
    <Form action={home} label={t('half-year.again')}>
      <input type="hidden" name="uker" value={plan.from} />
      <input type="hidden" name="etter" value={plan.id} />
      <input type="hidden" name="nokkel" value={key} />
      <p>{t('half-year.again.hint')}</p>
      <ButtonRow>
        <Button variant="secondary">{t('half-year.again')}</Button>
      </ButtonRow>
    </Form>
  </>
)

/** One finds one's own among so many without help. */
const few = 25
const OfWhom = ({ page: { t }, view: { plan, visits, loads, who, rows, paging } }: Props) => (
  <FilterForm action={`${planPath(plan.id)}#besok`} clearHref={who === undefined ? undefined : `${planPath(plan.id)}#besok`} status={t('half-year.visits.shown', { shown: rows.length, count: paging.total })} auto>
    <SelectField name="hvem" label={t('half-year.visits.of')} empty={t('half-year.visits.all')} value={who} options={loads.filter(({ id }) => visits.some(({ personId }) => personId === id)).map(({ id, name }) => ({ value: id, text: name }))} />
  </FilterForm>
)

const Visits = ({ page, view: { plan, rows, named, leads } }: Props) => {
  const { t } = page
  const change: Column<KeptVisit> = { key: 'change', title: t('half-year.change'), hiddenTitle: true, cell: (one) => <LinkButton small variant="tertiary" href={`${planPath(plan.id)}/besok/${one.id}`} about={t('half-year.change.about', { what: named.what(one.commitmentId), to: named.to(one.commitmentId), week: weekNumber(one.monday) })}>{t('half-year.change')}</LinkButton> }
  return (
    <Table
      caption={t('half-year.visits')}
      hiddenCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'week', title: t('half-year.week'), heading: true, cell: ({ monday, person, commitmentId }) => <>{weekWords(page, monday)}<span class="ds-sr-only">, {person}, {named.to(commitmentId)}</span></> },
        { key: 'who', title: t('half-year.who'), cell: ({ person, locked }) => <>{person} {locked && <Tag color="info">{t('half-year.locked')}</Tag>}</> },
        { key: 'what', title: t('half-year.what'), cell: ({ commitmentId }) => `${named.what(commitmentId)}, ${named.to(commitmentId)}` },
        { key: 'why', title: t('half-year.why'), cell: (one) => whyWords(page, one.person, weekNumber(one.monday), whyOf(one)).join(' ') },
        ...(leads && plan.state === 'proposed' ? [change] : []),
      ]}
    />
  )
}
/** What has been moved or kept by hand has no other reason. */
const whyOf = ({ locked, why }: KeptVisit): KeptVisit['why'] => (locked ? { who: { because: 'locked', able: 0 }, when: { because: 'locked', left: 0, kept: 0, away: 0, full: 0, taken: 0, near: 0 } } : why)

const Loads = ({ page, view: { loads } }: Props) => {
  const { t } = page
  const cells = (minutes: number, all: number) => t('half-year.load.cell', { hours: inHours(minutes), all: inHours(all) })
  const sum = (of: PlanView['loads'][number], what: 'minutes' | 'all') => of.cells.reduce((total, cell) => total + cell[what], 0)
  return (
    <Table
      caption={t('half-year.load')}
      hiddenCaption
      phone="scroll"
      rows={loads[0]?.cells ?? []}
      rowKey={({ monday }) => monday}
      columns={[
        { key: 'week', title: t('half-year.week'), heading: true, cell: ({ monday }) => String(weekNumber(monday)) },
        ...loads.map((one): Column<PlanView['loads'][number]['cells'][number]> => ({ key: one.id, title: one.name, numeric: true, cell: ({ monday }) => { const cell = one.cells.find((other) => other.monday === monday); return cells(cell?.minutes ?? 0, cell?.all ?? 0) } })),
      ]}
      foot={[t('half-year.load.sum'), ...loads.map((one) => cells(sum(one, 'minutes'), sum(one, 'all')))]}
    />
  )
}

export type MoveView = { readonly plan: Plan; readonly visit: KeptVisit; readonly named: Named; readonly weeks: readonly { readonly week: number; readonly monday: LocalDate }[]; readonly week: number; readonly able: readonly { readonly id: string; readonly name: string }[]; readonly form: ShownForm; readonly told: readonly string[] }

/** One visit: to another week or adviser, within the limits, and whether it stands when the plan is made again. */
export const MovePage = ({ page, view: { plan, visit, named, weeks, week, able, form, told } }: { readonly page: PageContext; readonly view: MoveView }) => {
  const { t } = page
  const path = `${planPath(plan.id)}/besok/${visit.id}`
  return (
    <Layout page={page} title={t('half-year.move')} intro={`${named.what(visit.commitmentId)}, ${named.to(visit.commitmentId)}. ${weekWords(page, visit.monday)}, ${visit.person}.`} back={{ href: planPath(plan.id), text: t('half-year.number', { number: plan.number }) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={{ uke: t('half-year.move.week'), hvem: t('half-year.move.who') }} />
      <Told sentences={told} />
      <Told sentences={whyWords(page, visit.person, weekNumber(visit.monday), whyOf(visit))} />
      <Form action={path} label={t('half-year.move')}>
        <input type="hidden" name="versjon" value={plan.version} />
        <SelectField name="uke" label={t('half-year.move.week')} value={form.typed['uke'] ?? String(week)} error={errorFor(form.errors, 'uke')} options={weeks.map((one) => ({ value: String(one.week), text: weekWords(page, one.monday) }))} />
        <SelectField name="hvem" label={t('half-year.move.who')} hint={t('half-year.move.who.hint')} value={form.typed['hvem'] ?? visit.personId} error={errorFor(form.errors, 'hvem')} options={able.map(({ id, name }) => ({ value: id, text: name }))} />
        <ButtonRow>
          <Button>{t('half-year.move.button')}</Button>
        </ButtonRow>
      </Form>
      <Form action={`${path}/fast`} label={t(visit.locked ? 'half-year.move.keep.not' : 'half-year.move.keep')}>
        <p>{t('half-year.move.keep.hint')}</p>
        <ButtonRow>
          <Button variant="secondary" name="fast" value={visit.locked ? 'nei' : 'ja'}>{t(visit.locked ? 'half-year.move.keep.not' : 'half-year.move.keep')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
