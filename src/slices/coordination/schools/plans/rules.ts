import { addDays, addMonths, dateOf, kindergartenYearOf, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

export const lineKinds = ['goal', 'together', 'kindergarten', 'school'] as const
export type LineKind = (typeof lineKinds)[number]

export type LineContent = { readonly kind: LineKind; readonly what: string; /** None for a goal. With `wholeMonth` the first of the month. */ readonly day: LocalDate | undefined; readonly wholeMonth: boolean; readonly kindergartenWho: string; readonly schoolWho: string }
/** A line as it is from one version until another. */
export type Line = LineContent & { readonly id: string; readonly from: number; readonly until: number | undefined; readonly wasId: string | undefined }
export type Confirmation = { readonly orgId: string; readonly version: number }
export type Party = { readonly id: string; readonly name: string; /** It works with the school today, and is open. */ readonly joined: boolean }
export type Plan = {
  readonly id: string; readonly schoolId: string; readonly year: number; readonly version: number; readonly schoolClosed: boolean
  readonly kindergartens: readonly Party[]; readonly confirmations: readonly Confirmation[]; readonly lines: readonly Line[]
}
type Confirmed = Pick<Plan, 'schoolId' | 'confirmations'>

export const linesAt = ({ lines }: Pick<Plan, 'lines'>, version: number | undefined): readonly Line[] => (version === undefined ? [] : lines.filter(({ from, until }) => from <= version && (until === undefined || until > version)))
const schoolYear = (year: number): { readonly first: LocalDate; readonly last: LocalDate } => ({ first: dateOf(year, 8, 1), last: dateOf(year + 1, 7, 31) })
export const isOver = ({ year }: Pick<Plan, 'year'>, today: LocalDate): boolean => schoolYear(year).last < today

const confirmedBy = ({ confirmations }: Pick<Plan, 'confirmations'>, orgId: string): readonly number[] => confirmations.filter((one) => one.orgId === orgId).map(({ version }) => version)
/** The last version that the school and this kindergarten have both confirmed: what is in force between them. One that is slow stops no other. */
export function agreedWith(plan: Confirmed, kindergartenId: string): number | undefined {
  const school = confirmedBy(plan, plan.schoolId)
  const both = confirmedBy(plan, kindergartenId).filter((version) => school.includes(version))
  return both.length === 0 ? undefined : Math.max(...both)
}
/** What is in force for an organisation: between itself and the school, or for the school and all others the last that it agreed with anyone. */
export function inForceFor(plan: Confirmed & Pick<Plan, 'kindergartens'>, orgId: string): number | undefined {
  const met = plan.kindergartens.filter(({ id }) => plan.kindergartens.every((one) => one.id !== orgId) || id === orgId).flatMap(({ id }) => agreedWith(plan, id) ?? [])
  return met.length === 0 ? undefined : Math.max(...met)
}
/** Those whose word counts today: the school, and the kindergartens that work with it. */
export const partiesOf = ({ schoolId, kindergartens }: Pick<Plan, 'schoolId' | 'kindergartens'>): readonly string[] => [schoolId, ...kindergartens.filter(({ joined }) => joined).map(({ id }) => id)]
export const waitsFor = (plan: Omit<Plan, 'lines'>): readonly string[] => partiesOf(plan).filter((id) => !confirmedBy(plan, id).includes(plan.version))

export type Standing = 'draft' | 'changed' | 'in-force' | 'over'
/** `draft`: never in force for anyone; `changed`: somebody has not confirmed how it is now. */
export function standingOf(plan: Omit<Plan, 'lines'>, today: LocalDate): Standing {
  if (isOver(plan, today)) return 'over'
  if (plan.kindergartens.every(({ id }) => agreedWith(plan, id) === undefined)) return 'draft'
  return waitsFor(plan).length === 0 ? 'in-force' : 'changed'
}

/** The day by which a line is to be done: the last of the month when it is some time in it. */
export const dueOn = (day: LocalDate, wholeMonth: boolean): LocalDate => (wholeMonth ? addDays(addMonths(day, 1), -1) : day)

export type BeginRefusal = 'year-over' | 'year-far' | 'school-closed' | 'nobody-joined' | 'plan-there'
export function begin(year: number, known: { readonly schoolClosed: boolean; readonly joined: number; readonly there: boolean }, today: LocalDate): Decision<BeginRefusal, { readonly kind: 'coordination.plan-begun' }> {
  if (isOver({ year }, today)) return refuse('year-over')
  if (year > kindergartenYearOf(today) + 1) return refuse('year-far')
  if (known.schoolClosed) return refuse('school-closed')
  if (known.joined === 0) return refuse('nobody-joined')
  if (known.there) return refuse('plan-there')
  return accept({ kind: 'coordination.plan-begun' })
}

export type ActRefusal = 'year-over' | 'not-party' | 'pair-ended' | 'school-closed'
/** Whoever does something in the plan is part of it today. */
export function mayAct(plan: Plan, orgId: string, today: LocalDate): Decision<ActRefusal, { readonly kind: 'may-act' }> {
  if (isOver(plan, today)) return refuse('year-over')
  return mayTell(plan, orgId)
}
/** As `mayAct`, also when the year is over: what was done is told afterwards. */
export function mayTell(plan: Plan, orgId: string): Decision<Exclude<ActRefusal, 'year-over'>, { readonly kind: 'may-act' }> {
  const mine = plan.kindergartens.find(({ id }) => id === orgId)
  if (orgId !== plan.schoolId && !mine) return refuse('not-party')
  if (plan.schoolClosed) return refuse('school-closed')
  if (orgId === plan.schoolId ? plan.kindergartens.every(({ joined }) => !joined) : !mine?.joined) return refuse('pair-ended')
  return accept({ kind: 'may-act' })
}

const mostLines = 60
export type WriteRefusal = ActRefusal | 'changed-meanwhile' | 'full' | 'day-missing' | 'outside-year' | 'line-there' | 'nothing-changed'
/** A line is written, new when `id` is undefined: a new version that whoever writes has confirmed by writing it. */
export function writeLine(plan: Plan, orgId: string, id: string | undefined, content: LineContent, seen: number, today: LocalDate): Decision<WriteRefusal, { readonly kind: 'coordination.plan-changed'; readonly version: number }> {
  const may = mayAct(plan, orgId, today)
  if (!may.ok) return may
  if (seen !== plan.version) return refuse('changed-meanwhile')
  const lines = linesAt(plan, plan.version)
  if (id === undefined && lines.length >= mostLines) return refuse('full')
  if (content.kind !== 'goal' && content.day === undefined) return refuse('day-missing')
  const { first, last } = schoolYear(plan.year)
  if (content.day !== undefined && (content.day < first || content.day > last)) return refuse('outside-year')
  const same = lines.find((one) => one.kind === content.kind && one.what.toLowerCase() === content.what.toLowerCase() && one.day === content.day && one.wholeMonth === content.wholeMonth)
  if (same && same.id !== id) return refuse('line-there')
  if (same && same.what === content.what && same.kindergartenWho === content.kindergartenWho && same.schoolWho === content.schoolWho) return refuse('nothing-changed')
  return accept({ kind: 'coordination.plan-changed', version: plan.version + 1 })
}

export type RemoveRefusal = ActRefusal | 'changed-meanwhile' | 'told-of'
/** What somebody has told of stays in the plan. */
export function removeLine(plan: Plan, orgId: string, told: boolean, seen: number, today: LocalDate): Decision<RemoveRefusal, { readonly kind: 'coordination.plan-changed'; readonly version: number }> {
  const may = mayAct(plan, orgId, today)
  if (!may.ok) return may
  if (seen !== plan.version) return refuse('changed-meanwhile')
  return told ? refuse('told-of') : accept({ kind: 'coordination.plan-changed', version: plan.version + 1 })
}

export type ConfirmRefusal = ActRefusal | 'changed-meanwhile' | 'already-confirmed' | 'nothing-written'
/** Confirms the version that was read, when there is something to do in it. `municipality`: it stands behind the plan; its word changes nothing of what is in force. */
export function confirmPlan(plan: Plan, orgId: string, seen: number, today: LocalDate, municipality = false): Decision<ConfirmRefusal, { readonly kind: 'coordination.plan-confirmed' | 'coordination.plan-anchored' }> {
  if (isOver(plan, today)) return refuse('year-over')
  if (!municipality) {
    const may = mayAct(plan, orgId, today)
    if (!may.ok) return may
  }
  if (seen !== plan.version) return refuse('changed-meanwhile')
  if (linesAt(plan, plan.version).every(({ kind }) => kind === 'goal')) return refuse('nothing-written')
  if (confirmedBy(plan, orgId).includes(plan.version)) return refuse('already-confirmed')
  return accept({ kind: municipality ? 'coordination.plan-anchored' : 'coordination.plan-confirmed' })
}

export type JoinRefusal = 'year-over' | 'pair-ended' | 'already-in'
/** A kindergarten that works with the school comes into the plan. */
export function join(plan: Omit<Plan, 'lines'>, kindergartenId: string, joined: boolean, today: LocalDate): Decision<JoinRefusal, { readonly kind: 'coordination.plan-changed'; readonly version: number }> {
  if (isOver(plan, today)) return refuse('year-over')
  if (plan.kindergartens.some(({ id }) => id === kindergartenId)) return refuse('already-in')
  return joined ? accept({ kind: 'coordination.plan-changed', version: plan.version + 1 }) : refuse('pair-ended')
}

export type CopyRefusal = Exclude<ActRefusal, 'year-over'> | 'never-agreed' | 'plan-there' | 'copy-early' | 'year-over'
/** The plan of next year begins with the lines of this one, from March on. Always the year after: never into itself, nor backwards. */
export function copy(plan: Plan, orgId: string, there: boolean, today: LocalDate): Decision<CopyRefusal, { readonly kind: 'coordination.plan-begun'; readonly year: number; readonly lines: readonly Line[] }> {
  const may = mayTell(plan, orgId)
  if (!may.ok) return may
  const agreed = inForceFor(plan, plan.schoolId)
  if (agreed === undefined) return refuse('never-agreed')
  if (there) return refuse('plan-there')
  if (today < copiedFrom(plan.year)) return refuse('copy-early')
  if (isOver({ year: plan.year + 1 }, today)) return refuse('year-over')
  return accept({ kind: 'coordination.plan-begun', year: plan.year + 1, lines: linesAt(plan, agreed).map((line) => ({ ...line, day: line.day && nextYear(line.day) })) })
}
export const copiedFrom = (year: number): LocalDate => dateOf(year + 1, 3, 1)
/** The same day a year later; the 29th of February is the 28th. */
export const nextYear = (day: LocalDate): LocalDate => {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  return dateOf(year + 1, month, month === 2 && date === 29 ? 28 : date)
}
