import { formatDate, osloDate } from '../../../kernel/dates.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { LineChart } from '../../../ui/line-chart.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Translate } from '../../../texts/index.ts'
import { elementsOf, type Measure } from '../measures/rules.ts'
import type { Named } from '../measures/store.ts'
import { NumberGrid, partName, partsText, sayingWhere } from './numbers.tsx'
import { limitPath } from './limit/page.tsx'
import { limitFrom, type LimitChange } from './limit/rules.ts'
import { lagging, overall, parts, percent, reachedIn, shareOf, type Gathering, type Headcount, type Part, type Reached, type Share, type Staffed } from './rules.ts'
import type { mayCount } from './rules.ts'
import type { ShownOf } from './store.ts'

export const pathOf = (measureId: string, rest = ''): string => `/tiltak/${measureId}/rekkevidde${rest}`
export const labelsOf = (t: Translate) => ({ navn: t('reach.field.title'), dag: t('reach.field.day') })
export const columnsOf = (t: Translate) => ({ of: t('reach.people'), people: t('reach.reached'), partTime: t('reach.reached-part-time') })
const shareText = (t: Translate, share: Share): string => {
  const known = percent(share)
  return known === undefined ? t('reach.share.nobody') : t('reach.share', { percent: known, reached: share.reached, people: share.people })
}

type Frame = { readonly page: PageContext; readonly measure: Measure; readonly intro: string; readonly hasErrors: boolean; readonly children: preact.ComponentChildren }
const Frame = ({ page, measure, intro, hasErrors, children }: Frame) => (
  <Layout page={page} title={page.t('reach.title.of', { title: measure.title, lead: measure.lead })} heading={page.t('reach.heading')} above={measure.title} intro={intro} back={{ href: `/tiltak/${measure.id}`, text: page.t('measures.back') }} hasErrors={hasErrors}>
    {children}
  </Layout>
)

type ReachView = {
  readonly measure: Measure
  readonly gatherings: readonly Gathering[]
  /** What holds on the day of the form, or today. */
  readonly headcount: Headcount | undefined
  readonly departments: readonly Named[]
  /** What the team that serves the kindergarten has set the limit of the warning to, in the order it was set. */
  readonly limits: readonly LimitChange[]
  readonly refused: ReturnType<typeof mayCount>
  readonly isHead: boolean
  readonly startKey: string
  readonly form: ShownForm
}

/** How a measure reaches the kindergarten's own staff: so far, gathering by gathering, who lags behind, and the next gathering to count. */
export const ReachPage = ({ page, view }: { readonly page: PageContext; readonly view: ReachView }) => {
  const { t } = page
  const { measure, gatherings, form, headcount, departments } = view
  return (
    <Frame page={page} measure={measure} intro={t('reach.intro')} hasErrors={form.errors.length > 0 || form.warnings.length > 0}>
      <ErrorSummary errors={sayingWhere(t, departments, headcount?.places ?? [], columnsOf(t), form.errors)} />
      {gatherings.length === 0 ? <p>{t('reach.none')}. {t('reach.none.text')}</p> : <SoFar page={page} measure={measure} gatherings={gatherings} limits={view.limits} />}
      {view.refused ? (
        <Alert kind="info">{t(`reach.because.${view.refused}`)}</Alert>
      ) : headcount ? (
        <>
          <h2 class="ds-heading" data-size="sm">{t('reach.new')}</h2>
          <GatheringForm page={page} view={{ action: pathOf(measure.id), hidden: { nokkel: view.startKey }, plan: measure.plan, staffed: headcount.places, counted: [], departments, form, title: '', day: '' }} />
          {view.isHead && (
            <p>
              <a class="ds-link" href="/tiltak/personale">{t('reach.headcount.link')}</a>
            </p>
          )}
        </>
      ) : (
        <Alert kind="info" title={t('reach.headcount.missing')}>
          <p>{t('reach.headcount.missing.text')}</p>
          {view.isHead ? <LinkButton href="/tiltak/personale">{t('reach.headcount')}</LinkButton> : <p>{t('reach.headcount.read-only')}</p>}
        </Alert>
      )}
    </Frame>
  )
}

type About = { readonly page: PageContext; readonly measure: Measure; readonly gatherings: readonly Gathering[]; readonly limits: readonly LimitChange[] }
const SoFar = (about: About) => {
  const { page: { t }, gatherings } = about
  const staffed = parts.filter((part) => overall(gatherings, part).people > 0)
  return (
    <>
      <Lags {...about} />
      <h2 class="ds-heading" data-size="sm">{t('reach.so-far')}</h2>
      <p>{t('reach.so-far.text')}</p>
      <Table caption={t('reach.so-far')} hiddenCaption rows={staffed} rowKey={(part) => part} phone="scroll" columns={[{ key: 'part', title: t('reach.group'), heading: true, cell: (part) => partName(t, part) }, { key: 'share', title: t('reach.outside.share'), cell: (part) => shareText(t, overall(gatherings, part)) }]} />
      <Curves {...about} staffed={staffed} />
    </>
  )
}

const Lags = ({ page: { t, lang }, gatherings, limits }: About) => {
  const points = limitFrom(limits)
  const lags = lagging(gatherings, points)
  const set = limits.at(-1)
  if (lags.length === 0) return null
  return (
    <Alert kind="warning" title={t('reach.lag')}>
      <ul class="ds-list">
        {lags.map(({ part, percent: own, others }) => (
          <li>{t('reach.lag.line', { who: partName(t, part), percent: own, others, points })}</li>
        ))}
      </ul>
      <p>{set ? t('reach.lag.limit', { date: formatDate(osloDate(set.changedAt), lang, 'long') }) : t('reach.lag.limit.start')}</p>
      <p>{t('reach.lag.text')}</p>
    </Alert>
  )
}

/** The gatherings one by one: the curve of each group for the eye, and the same as a table. */
const Curves = ({ page: { t, lang }, measure, gatherings, staffed }: About & { readonly staffed: readonly Part[] }) => {
  const share = (one: Gathering, part: Part): Share => shareOf(reachedIn(one), part)
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{t('reach.curve')}</h2>
      {gatherings.length > 1 && (
        <div class="card-grid" aria-hidden="true">
          {staffed.map((part) => (
            <figure>
              <figcaption>{partName(t, part)} (%)</figcaption>
              <LineChart least={0} most={100} ticks={[0, 50, 100]} points={gatherings.slice(-6).map((one) => { const known = percent(share(one, part)); return { label: formatDate(one.heldOn, lang, 'short').slice(0, 6), value: known, text: known === undefined ? '' : String(known) } })} />
            </figure>
          ))}
        </div>
      )}
      <Table
        caption={t('reach.gatherings')}
        hiddenCaption
        rows={gatherings}
        rowKey={({ id }) => id}
        columns={[
          { key: 'gathering', title: t('reach.gathering'), heading: true, cell: (one) => <a class="ds-link" href={pathOf(measure.id, `/${one.id}`)}>{t('reach.gathering.of', { title: one.title, date: formatDate(one.heldOn, lang, 'short') })}</a> },
          { key: 'from', title: t('reach.from'), cell: (one) => t(`reach.from.${one.source}`) },
          ...staffed.map((part) => ({ key: part, title: partName(t, part), cell: (one: Gathering) => (part === 'part-time' && one.source === 'check-in' ? t('reach.share.not-asked') : shareText(t, share(one, part))) })),
        ]}
      />
    </>
  )
}

type FormView = { readonly action: string; readonly hidden: Readonly<Record<string, string>>; readonly plan: string; readonly staffed: readonly Staffed[]; readonly counted: readonly Reached[]; readonly departments: readonly Named[]; readonly form: ShownForm; readonly title: string; readonly day: string }
/** What it was, which day, and how many of each group took part. */
export const GatheringForm = ({ page: { t }, view }: { readonly page: PageContext; readonly view: FormView }) => {
  const { form, staffed } = view
  const elements = elementsOf(view.plan)
  const countedAt = (place: Staffed) => view.counted.find((one) => one.departmentId === place.departmentId && one.group === place.group)
  return (
    <Form action={view.action} leaveWarning>
      {Object.entries(view.hidden).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
      <TextField name="navn" label={t('reach.field.title')} hint={elements.length > 0 ? t('reach.field.elements', { elements: elements.slice(0, 8).join(' · ') }) : t('reach.field.title.hint')} value={form.typed['navn'] ?? view.title} error={errorFor(form.errors, 'navn')} guard />
      <DateField name="dag" label={t('reach.field.day')} value={form.typed['dag'] ?? view.day} error={errorFor(form.errors, 'dag')} />
      <NumberGrid label={t('reach.field.reached')} hint={t('reach.field.reached.hint')} rows={staffed.map((place) => ({ ...place, of: place, value: String(countedAt(place)?.reached ?? ''), partTime: String(countedAt(place)?.reachedPartTime ?? '') }))} departments={view.departments} columns={columnsOf(t)} typed={form.typed} errors={form.errors} />
      {(form.typed['annen'] !== undefined || errorFor(form.errors, 'annen') !== undefined) && <Checkbox name="annen" label={t('reach.field.apart')} checked={form.typed['annen'] === 'ja'} error={errorFor(form.errors, 'annen')} />}
      <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />
      <ButtonRow>
        <Button>{t('reach.save-count')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** The same for those who are not in the kindergarten: coarse, and never of fewer than five. */
export const OutsidePage = ({ page, measure, shown, paging, isTeam }: { readonly page: PageContext; readonly measure: Measure; readonly shown: readonly ShownOf[]; readonly paging: Pages; readonly isTeam: boolean }) => {
  const { t } = page
  const names = new Map(measure.parts.map(({ kindergartenId, kindergarten }) => [kindergartenId, kindergarten]))
  const nameOf = (id: string): string => names.get(id) ?? ''
  const rows = shown.toSorted((a, b) => nameOf(a.kindergartenId).localeCompare(nameOf(b.kindergartenId), 'nb') || (a.part === 'all' ? -1 : b.part === 'all' ? 1 : a.part.localeCompare(b.part)))
  return (
    <Frame page={page} measure={measure} intro={t('reach.intro.outside')} hasErrors={false}>
      {rows.length === 0 ? (
        <p>{t('reach.none.outside')}</p>
      ) : (
        <Table
          caption={t('reach.heading')}
          hiddenCaption
          rows={rows}
          rowKey={(one) => `${one.kindergartenId} ${one.part}`}
          columns={[
            { key: 'who', title: t('reach.outside.kindergarten'), heading: true, cell: (one) => nameOf(one.kindergartenId) },
            { key: 'part', title: t('reach.group'), cell: (one) => partsText(t, one.part) },
            { key: 'people', title: t('reach.outside.people'), cell: (one) => t('reach.outside.band', { from: one.peopleAtLeast, to: one.peopleAtLeast + 4 }) },
            { key: 'gatherings', title: t('reach.outside.gatherings'), numeric: true, cell: (one) => one.gatherings },
            { key: 'share', title: t('reach.outside.share'), cell: (one) => t(`reach.outside.quarter.${one.quarter}`) },
          ]}
        />
      )}
      <Pagination current={paging.number} total={paging.count} href={(number) => pathOf(measure.id, `?side=${number}`)} />
      <p class="subtle">{t('reach.outside.few')}</p>
      {isTeam && (
        <p>
          <a class="ds-link" href={limitPath}>{t('reach.limit')}</a>
        </p>
      )}
    </Frame>
  )
}
