import { addDays, addMonths, daysBetween, weekday, type LocalDate } from '../../../kernel/dates.ts'

/** In the order the reasons are read. */
export const ruleKeys = ['no-contact', 'never-asked', 'never-applied', 'small-private', 'new-head', 'vacant-head', 'without-help', 'waiting', 'staffing', 'few-places', 'large'] as const
export type RuleKey = (typeof ruleKeys)[number]
type Rule = { readonly active: boolean; readonly limits?: Limits }

/**
 * Why a kindergarten may be one that nobody sees. Each rule is on or off and has its own number, as the team has set it; `n` is left out where the rule has none.
 * There is no score: the list is ordered by how many reasons there are, then by how long ago the last contact was.
 */
export const rules: Readonly<Record<RuleKey, Rule>> = {
  'no-contact': { active: true, limits: { n: 12, least: 1, most: 60 } },
  'never-asked': { active: true },
  'never-applied': { active: true },
  'small-private': { active: true, limits: { n: 2, least: 1, most: 10 } },
  'new-head': { active: true, limits: { n: 12, least: 1, most: 36 } },
  'vacant-head': { active: true },
  'without-help': { active: true, limits: { n: 2, least: 1, most: 10 } },
  'waiting': { active: true, limits: { n: 6, least: 1, most: 52 } },
  'staffing': { active: false, limits: { n: 7, least: 2, most: 20 } },
  'few-places': { active: false, limits: { n: 20, least: 1, most: 100 } },
  'large': { active: false, limits: { n: 100, least: 20, most: 500 } },
}
export type Limits = { readonly n: number; readonly least: number; readonly most: number }
export type Setting = { readonly active: boolean; readonly n: number | undefined }
export type Settings = ReadonlyMap<RuleKey, Setting>

/** What is known of a kindergarten, on the day the list is made. Figures of the register are of the day it gives. */
export type Facts = {
  readonly kindergartenId: string
  readonly ownership: string | undefined
  readonly capacity: number | undefined
  readonly children: number | undefined
  readonly staff: number | undefined
  readonly registerOn: LocalDate | undefined
  /** How many kindergartens its owner has. */
  readonly ownerHas: number
  readonly inNetwork: boolean
  readonly lastContactOn: LocalDate | undefined
  readonly requests: number
  /** Requests that were ended without a guidance session. */
  readonly unhelped: number
  /** The first day of the running request that has waited longest without anyone having met. */
  readonly waitingSince: LocalDate | undefined
  readonly lastAppliedOn: LocalDate | undefined
  readonly headSince: LocalDate | undefined
  readonly vacantSince: LocalDate | undefined
}

/** One reason, with what its sentence is made of: the team's number, the day it is about, and how many. */
export type Reason = { readonly rule: RuleKey; readonly n?: number; readonly on?: LocalDate; readonly count?: number }

export function reasonsFor(facts: Facts, settings: Settings, today: LocalDate): readonly Reason[] {
  return ruleKeys.flatMap((rule): readonly Reason[] => {
    const { active, n } = settings.get(rule) ?? off
    const found = active ? why[rule](facts, n ?? 0, today) : undefined
    return found ? [{ rule, ...(n === undefined ? {} : { n }), ...found }] : []
  })
}

const off: Setting = { active: false, n: undefined }

type Why = (facts: Facts, n: number, today: LocalDate) => Omit<Reason, 'rule' | 'n'> | undefined
const why: Readonly<Record<RuleKey, Why>> = {
  'no-contact': ({ lastContactOn }, n, today) => (lastContactOn === undefined ? {} : lastContactOn <= addMonths(today, -n) ? { on: lastContactOn } : undefined),
  'never-asked': ({ requests }) => (requests === 0 ? {} : undefined),
  'never-applied': ({ lastAppliedOn }) => (lastAppliedOn === undefined ? {} : undefined),
  'small-private': ({ ownership, ownerHas, inNetwork }, n) => (ownership === 'private' && ownerHas <= n && !inNetwork ? { count: ownerHas } : undefined),
  'new-head': ({ headSince }, n, today) => (headSince !== undefined && headSince > addMonths(today, -n) ? { on: headSince } : undefined),
  'vacant-head': ({ vacantSince }) => (vacantSince === undefined ? undefined : { on: vacantSince }),
  'without-help': ({ unhelped }, n) => (unhelped >= n ? { count: unhelped } : undefined),
  'waiting': ({ waitingSince }, n, today) => (waitingSince !== undefined && daysBetween(waitingSince, today) >= n * 7 ? { on: waitingSince } : undefined),
  'staffing': ({ children, staff, registerOn }, n) => {
    if (!children || !staff || children <= staff * n) return undefined
    return { count: Math.round((children / staff) * 10) / 10, ...(registerOn ? { on: registerOn } : {}) }
  },
  'few-places': ({ capacity }, n) => (capacity !== undefined && capacity > 0 && capacity <= n ? { count: capacity } : undefined),
  'large': ({ capacity }, n) => (capacity !== undefined && capacity >= n ? { count: capacity } : undefined),
}

export type Line = { readonly kindergartenId: string; readonly reasons: readonly Reason[]; readonly lastContactOn: LocalDate | undefined }

/** Those with a reason, as the list has them. */
export const linesOf = (facts: readonly Facts[], settings: Settings, today: LocalDate): readonly Line[] =>
  facts
    .map((one) => ({ kindergartenId: one.kindergartenId, reasons: reasonsFor(one, settings, today), lastContactOn: one.lastContactOn }))
    .filter(({ reasons }) => reasons.length > 0)
    .toSorted(inOrder)

/** The number of reasons, then the longest since contact: never comes first. The id makes the order the same each time. */
export const inOrder = (a: Line, b: Line): number =>
  b.reasons.length - a.reasons.length || order(a.lastContactOn ?? '', b.lastContactOn ?? '') || order(a.kindergartenId, b.kindergartenId)
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** How many calls a week the team has time for, and how many weeks a kindergarten that has been called is left in peace. */
export const listSettings = { 'calls-a-week': { n: 5, least: 0, most: 200 }, 'rest-weeks': { n: 12, least: 1, most: 104 } } as const
export type ListSettingKey = keyof typeof listSettings

export type Called = { readonly kindergartenId: string; readonly weekOn: LocalDate; readonly outcome: string | undefined; readonly calledOn: LocalDate | undefined; readonly againOn: LocalDate | undefined }
export type Week = { readonly weekOn: LocalDate; readonly today: LocalDate; readonly most: number; readonly restWeeks: number }

/**
 * Who comes on the week's list, besides those who are on it already: first those one has promised to call again by now, then from the top of the list.
 * Whoever was on the list of the week before is not on this one, whoever is to be called later not before that day, and whoever has been reached is left in peace.
 */
export function toCall(lines: readonly Line[], earlier: readonly Called[], { weekOn, today, most, restWeeks }: Week): readonly Line[] {
  const of = Map.groupBy(earlier, ({ kindergartenId }) => kindergartenId)
  const onList = earlier.filter((call) => call.weekOn === weekOn).length
  const last = (id: string) => (of.get(id) ?? []).filter(({ calledOn }) => calledOn !== undefined).toSorted((a, b) => order(b.calledOn ?? '', a.calledOn ?? ''))[0]
  const promised = (id: string) => last(id)?.againOn
  // Whom one has promised to call is called, also when no rule finds them any more.
  const found = new Set(lines.map(({ kindergartenId }) => kindergartenId))
  const others = [...of.keys()].filter((id) => !found.has(id) && promised(id)).map((kindergartenId): Line => ({ kindergartenId, reasons: [], lastContactOn: last(kindergartenId)?.calledOn }))
  const free = [...others, ...lines].filter(({ kindergartenId: id }) => {
    const calls = of.get(id) ?? []
    if (calls.some((call) => call.weekOn === weekOn || call.weekOn === addDays(weekOn, -7))) return false
    const again = promised(id)
    if (again) return again <= addDays(weekOn, 6)
    return !calls.some(({ outcome, calledOn }) => isContact(outcome) && calledOn !== undefined && daysBetween(calledOn, today) < restWeeks * 7)
  })
  const [first, rest] = [free.filter(({ kindergartenId }) => promised(kindergartenId)), free.filter(({ kindergartenId }) => !promised(kindergartenId))]
  return [...first, ...rest].slice(0, Math.max(0, most - onList))
}

/** What may come of a call. All but the last is contact. */
export const outcomes = ['reached', 'will-ask', 'no-need', 'later', 'wrong', 'not-reached'] as const
export type Outcome = (typeof outcomes)[number]
const isContact = (outcome: string | undefined): boolean => outcome !== undefined && outcome !== 'not-reached'

/** The Monday of the week a day is in. */
export const mondayOf = (day: LocalDate): LocalDate => addDays(day, 1 - weekday(day))
