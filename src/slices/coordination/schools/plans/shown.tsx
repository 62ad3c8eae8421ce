import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import type { ShownForm } from '../../../../ui/guard-notice.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../../ui/tag.tsx'
import { isFor, lineInForce, type Outcome } from '../year/rules.ts'
import type { JointMeeting } from '../meetings/store.ts'
import type { Reflection, Told } from '../year/store.ts'
import { agreedWith, dueOn, inForceFor, isOver, linesAt, mayTell, standingOf, waitsFor, type Line, type Standing } from './rules.ts'
import type { JointPlan } from './store.ts'

export const yearText = (year: number): string => `${year}–${year + 1}`
export const pathOf = (id: string, rest = ''): string => `/skole/planer/${id}${rest}`
const colors: Readonly<Record<Standing, TagColor>> = { draft: 'neutral', changed: 'warning', 'in-force': 'success', over: 'neutral' }
export const PlanTag = ({ page, plan, today }: { readonly page: PageContext; readonly plan: JointPlan; readonly today: LocalDate }) => {
  const standing = standingOf(plan, today)
  return <Tag color={colors[standing]}>{page.t(`schools.plan.standing.${standing}`)}</Tag>
}

export type PlanView = {
  readonly plan: JointPlan; readonly today: LocalDate
  /** The organisation in the plan that the reader may act for. */
  readonly me: string | undefined
  /** The reader speaks for the municipality that has the school. */
  readonly municipality: boolean
  readonly told: readonly Told[]; readonly reflections: readonly Reflection[]; readonly meetings: readonly JointMeeting[]
  /** Of the plan this one began from. */
  readonly before: { readonly told: readonly Told[]; readonly reflections: readonly Reflection[] }
  /** The plan of the year after, when there is one. */
  readonly next: string | undefined
  /** Kindergartens that work with the school and are not in the plan, which the reader may take in. */
  readonly mayJoin: readonly { readonly id: string; readonly name: string }[]
  readonly form: ShownForm
}
export type PlanPart = { readonly page: PageContext; readonly view: PlanView }
/** What is in force for the reader: the own version, or for those who follow from outside the school's. */
const inForce = ({ plan, me }: Pick<PlanView, 'plan' | 'me'>): number | undefined => (me !== undefined && me !== plan.schoolId ? agreedWith(plan, me) : inForceFor(plan, plan.schoolId))
export const orgName = (plan: JointPlan, id: string): string => (id === plan.schoolId ? plan.school : (plan.kindergartens.find((one) => one.id === id)?.name ?? plan.municipality ?? ''))
const ProposeLine = ({ page: { t }, plan }: { readonly page: PageContext; readonly plan: JointPlan }) => <LinkButton href={pathOf(plan.id, '/punkter/nytt')} variant={waitsFor(plan).length === 0 || plan.version === 1 ? 'primary' : 'secondary'}>{t('schools.line.new')}</LinkButton>

/** '5. mars' or 'i mars 2027' */
export const whenOf = ({ t, lang }: Pick<PageContext, 't' | 'lang'>, { day, wholeMonth }: Pick<Line, 'day' | 'wholeMonth'>): string => (day === undefined ? '' : wholeMonth ? t('schools.line.in-month', { month: formatDate(day, lang, 'long').replace(/^1\.? /, '') }) : formatDate(day, lang, 'long'))
const outcomeColors: Readonly<Record<Outcome, TagColor>> = { done: 'success', changed: 'info', not: 'neutral' }

/** What whoever confirms says yes to: what is new, changed and taken out since what is in force. */
export const Proposals = ({ page, view }: PlanPart) => {
  const { plan } = view
  const agreed = inForce(view)
  if (agreed === undefined) return null
  const now = linesAt(plan, plan.version)
  const words = (line: Line) => [line.what, whenOf(page, line)].filter((text) => text !== '').join(', ')
  return (
    <ul class="ds-list">
      {now.filter(({ from }) => from > agreed).map((line) => <li>{words(line)} <Mark page={page} view={view} line={line} agreed={agreed} /></li>)}
      {linesAt(plan, agreed).filter(({ id }) => now.every((one) => one.id !== id)).map((line) => <li>{words(line)} <Tag color="warning">{page.t('schools.line.dropped')}</Tag></li>)}
    </ul>
  )
}

/** Goals, and what is done month by month: as it is now, with what is not yet confirmed marked as such. */
export const LinesPart = ({ page, view, acts }: PlanPart & { readonly acts: boolean }) => {
  const { t } = page
  const { plan } = view
  const agreed = inForce(view)
  const now = linesAt(plan, plan.version)
  const dropped = linesAt(plan, agreed).filter(({ id }) => now.every((one) => one.id !== id))
  const goals = now.filter(({ kind }) => kind === 'goal')
  const rows = [...now.filter(({ kind }) => kind !== 'goal'), ...dropped.filter(({ kind }) => kind !== 'goal')].toSorted((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1))
  return (
    <>
      <Section title={t('schools.goals')}>
        {goals.length === 0 ? <p class="ds-paragraph subtle">{t('schools.goals.none')}</p> : (
          <ul class="ds-list">
            {goals.map((line) => (
              <li>
                <span class="kept-text">{line.what}</span> <Mark page={page} view={view} line={line} agreed={agreed} /> {acts && <a class="ds-link" href={pathOf(plan.id, `/punkter/${line.id}`)}>{t('schools.line.change')}<span class="ds-sr-only">: {line.what}</span></a>}
              </li>
            ))}
            {dropped.filter(({ kind }) => kind === 'goal').map((line) => <li>{line.what} <Tag color="warning">{t('schools.line.dropped')}</Tag></li>)}
          </ul>
        )}
      </Section>
      <Section title={t('schools.lines')}>
        {rows.length === 0 ? <p class="ds-paragraph subtle">{t('schools.lines.none')}</p> : (
          <Table
            caption={t('schools.lines')}
            hiddenCaption
            rows={rows}
            rowKey={({ id, from }) => `${id}-${from}`}
            columns={[
              { key: 'what', title: t('schools.line.what'), heading: true, cell: (line) => <div><span class="kept-text">{line.what}</span> {dropped.includes(line) ? <Tag color="warning">{t('schools.line.dropped')}</Tag> : <Mark page={page} view={view} line={line} agreed={agreed} />}<Before page={page} view={view} line={line} /></div> },
              { key: 'when', title: t('schools.line.when'), cell: (line) => whenOf(page, line) },
              { key: 'who', title: t('schools.line.who'), cell: (line) => <Who page={page} line={line} /> },
              { key: 'told', title: t('schools.line.told'), cell: (line) => <ToldCell page={page} view={view} line={line} /> },
              ...(acts ? [{ key: 'change', title: t('schools.line.change'), hiddenTitle: true, cell: (line: Line) => !dropped.includes(line) && <LinkButton href={pathOf(plan.id, `/punkter/${line.id}`)} variant="tertiary" small about={line.what}>{t('schools.line.change')}</LinkButton> }] : []),
            ]}
          />
        )}
        {acts && <ButtonRow><ProposeLine page={page} plan={plan} /></ButtonRow>}
      </Section>
    </>
  )
}

type OneLine = PlanPart & { readonly line: Line }
/** A line that is not in force as it stands: what is in force now is said too. */
const Mark = ({ page, view, line, agreed }: OneLine & { readonly agreed: number | undefined }) => {
  const { t } = page
  if (agreed === undefined || line.from <= agreed) return null
  const stands = linesAt(view.plan, agreed).find(({ id }) => id === line.id)
  return (
    <>
      <Tag color="warning">{t(stands ? 'schools.line.changed' : 'schools.line.proposed')}</Tag>
      {stands && <span class="subtle"> {t('schools.line.stands', { what: stands.what, when: whenOf(page, stands) || t('schools.kind.goal') })}</span>}
    </>
  )
}

const Who = ({ page: { t }, line }: { readonly page: PageContext; readonly line: Line }) => (
  <div>
    {t(`schools.kind.${line.kind}`)}
    {line.kindergartenWho && <><br /><span class="subtle">{t('schools.line.kindergarten-who', { who: line.kindergartenWho })}</span></>}
    {line.schoolWho && <><br /><span class="subtle">{t('schools.line.school-who', { who: line.schoolWho })}</span></>}
  </div>
)

/** What each has told, who has not, and the way to tell for oneself. */
const ToldCell = ({ page, view, line }: OneLine) => {
  const { t } = page
  const { plan, told, me, today } = view
  const mine = told.filter(({ lineId }) => lineId === line.id)
  const due = line.day !== undefined && dueOn(line.day, line.wholeMonth) <= today
  const silent = [...plan.kindergartens.map(({ id }) => id), plan.schoolId].filter((id) => isFor(line.kind, id, plan) && mine.every(({ orgId }) => orgId !== id) && lineInForce(plan, id, line.id) !== undefined)
  const stands = me === undefined || !isFor(line.kind, me, plan) || !mayTell(plan, me).ok ? undefined : lineInForce(plan, me, line.id)
  const tells = stands?.day !== undefined && stands.day <= today
  if (mine.length === 0 && !(due && silent.length > 0) && !tells) return <>–</>
  return (
    <div>
      {mine.length > 0 && <ul class="ds-list">{mine.map((one) => <li>{one.org}: <Tag color={outcomeColors[one.outcome]}>{t(`schools.outcome.${one.outcome}`)}</Tag>{one.body && <span class="kept-text"> {one.body}</span>}</li>)}</ul>}
      {due && silent.length > 0 && <span class="subtle">{t(isOver(plan, today) ? 'schools.told.never' : 'schools.told.waits', { who: silent.map((id) => orgName(plan, id)).join(', ') })}</span>}
      {tells && <p><a class="ds-link" href={pathOf(plan.id, `/punkter/${line.id}/fortell`)}>{t(mine.some(({ orgId }) => orgId === me) ? 'schools.told.again' : 'schools.told.tell')}<span class="ds-sr-only">: {line.what}</span></a></p>}
    </div>
  )
}

/** What came of the same the year before, when it was not done as planned. */
const Before = ({ page: { t }, view: { plan, before }, line }: OneLine) => {
  const of = before.told.filter(({ lineId, outcome }) => lineId === line.wasId && outcome !== 'done')
  return of.length === 0 ? null : <span class="subtle"><br />{t('schools.line.before', { year: yearText(plan.year - 1), told: of.map(({ org, body }) => `${org}: ${body}`).join(' ') })}</span>
}
