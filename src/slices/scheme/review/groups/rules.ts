import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'

/** How a person stands to those in a report: a role with them, with who owns them, or with what they own. */
export type Tie = { readonly orgName: string; readonly tie: 'party' | 'owns' | 'owned' | 'chain' | 'authority' }
/** The same, as the decision about impartiality keeps it. */
export const tieCodes: Readonly<Record<Tie['tie'], string>> = { party: 'party', owns: 'owner-of', owned: 'owned-by', chain: 'chain', authority: 'authority' }
/** What has been found about the person's impartiality in this report, if anything. */
export type Ruling = { readonly disqualified: boolean; readonly basis: string } | undefined

export type AssignRefusal = 'not-now' | 'withdrawn' | 'already-assigned' | 'disqualified' | 'has-tie' | 'not-in-group'
type Asked = { readonly stage: string; readonly state: string; readonly assigned: boolean; readonly inGroup: boolean; readonly tie: Tie | undefined; readonly ruling: Ruling }
const assigning = ['announced', 'in-review'] as const

/** When readers are given reports, and taken from them. */
export const mayAssign = (stage: string): boolean => assigning.some((one) => one === stage)

/** A reader with a tie reads nothing before the county governor has cleared it, with a reason. One who is disqualified never does. */
export function assign({ stage, state, assigned, inGroup, tie, ruling }: Asked): Decision<AssignRefusal, { readonly kind: 'scheme.reader-assigned' }> {
  if (!mayAssign(stage)) return refuse('not-now')
  if (state !== 'submitted') return refuse('withdrawn')
  if (!inGroup) return refuse('not-in-group')
  if (assigned) return refuse('already-assigned')
  if (ruling?.disqualified) return refuse('disqualified')
  return tie && !ruling ? refuse('has-tie') : accept({ kind: 'scheme.reader-assigned' })
}

export type RemoveRefusal = 'not-now' | 'not-assigned' | 'delivered'
/** What is delivered stands: a reader who has delivered is not taken away. */
export const unassign = (stage: string, assigned: boolean, delivered: boolean): Decision<RemoveRefusal, { readonly kind: 'scheme.reader-removed' }> =>
  !mayAssign(stage) ? refuse('not-now') : !assigned ? refuse('not-assigned') : delivered ? refuse('delivered') : accept({ kind: 'scheme.reader-removed' })

export type RuleRefusal = 'own-impartiality' | 'note-missing'
/** Nobody decides about themselves, and a decision has its reason. */
export const rule = (own: boolean, disqualified: boolean, note: string): Decision<RuleRefusal, { readonly kind: 'scheme.reader-cleared' | 'scheme.reader-disqualified' }> =>
  own ? refuse('own-impartiality') : note === '' ? refuse('note-missing') : accept({ kind: disqualified ? 'scheme.reader-disqualified' : 'scheme.reader-cleared' })

/** The members of groups, each once: one who sits in several reads for the organisation they were taken in for first. */
export const membersOf = <Member extends { readonly personId: string }>(groups: readonly { readonly members: readonly Member[] }[]): readonly Member[] => [...new Map(groups.flatMap(({ members }) => members).toReversed().map((one) => [one.personId, one])).values()].toReversed()

export type ToRead = { readonly id: string; readonly readers: readonly string[] }
/**
 * Shares out reports so that each gets `each` readers in all, as evenly as can be: the report with the fewest to choose among first, each time to
 * those who have the least. Nobody is given what they may not read. The same reports and readers give the same answer.
 * @param barred the reports each person may not read
 * @param load how many each person has already
 */
export function shareOut(reports: readonly ToRead[], readers: readonly string[], each: number, barred: (person: string, report: string) => boolean, load: ReadonlyMap<string, number> = new Map()): readonly { readonly report: string; readonly person: string }[] {
  const given = new Map(readers.map((person) => [person, load.get(person) ?? 0]))
  const open = reports.map((report) => ({ ...report, possible: readers.filter((person) => !report.readers.includes(person) && !barred(person, report.id)) }))
  open.sort((a, b) => a.possible.length - b.possible.length || (a.id < b.id ? -1 : 1))
  return open.flatMap(({ id, readers: already, possible }) =>
    possible
      .sort((a, b) => (given.get(a) ?? 0) - (given.get(b) ?? 0) || readers.indexOf(a) - readers.indexOf(b))
      .slice(0, Math.max(0, each - already.length))
      .map((person) => {
        given.set(person, (given.get(person) ?? 0) + 1)
        return { report: id, person }
      }),
  )
}
