import { staffGroups, type CheckedIn, type Counted, type Gathering, type Reached, type Staffed, type StaffGroup } from '../rules.ts'

/**
 * What a gathering counts from check-ins. Which department somebody belongs to and who works part-time is not known at check-in, so each group is counted
 * as a whole, and part-time not at all. With those who have caught up it is never more than work there: who is checked in late was counted there already.
 * @param caught what packages have counted of the same gathering
 */
export const countedFrom = (staffed: readonly Staffed[], checkedIn: CheckedIn, caught: readonly Pick<Reached, 'group' | 'reached'>[]): readonly Counted[] =>
  staffGroups.flatMap((group): Counted[] => {
    const people = sum(staffed.filter((one) => one.group === group).map((one) => one.people))
    if (people === 0) return []
    const left = Math.max(0, people - sum(caught.filter((one) => one.group === group).map((one) => one.reached)))
    return [{ departmentId: undefined, group, people, partTime: 0, reached: Math.min(checkedIn[group] ?? 0, left), reachedPartTime: 0 }]
  })

export type Above = { readonly group: StaffGroup; readonly checkedIn: number; readonly people: number }
/** Groups that more have checked in from than work there: either the headcount is too low, or they were registered in another group. */
export const aboveIn = (counts: readonly Counted[], checkedIn: CheckedIn): readonly Above[] =>
  staffGroups.flatMap((group): Above[] => {
    const [came, people] = [checkedIn[group] ?? 0, sum(counts.filter((one) => one.group === group).map((one) => one.people))]
    return came > people ? [{ group, checkedIn: came, people }] : []
  })

/** The gathering that has been typed of the same day, and that nobody has said was another: counted twice is worse than not at all. */
export const sameGathering = <One extends Pick<Gathering, 'heldOn' | 'source' | 'sessionId' | 'apart'>>(gatherings: readonly One[], day: string): One | undefined => gatherings.find((one) => one.heldOn === day && one.source === 'typed' && one.sessionId === undefined && !one.apart)

const sum = (all: readonly number[]): number => all.reduce((total, one) => total + one, 0)
