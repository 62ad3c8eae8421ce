import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { stateOf, type Invitation, type InvitationState } from '../networks/rules.ts'

// Schools in networks of kindergartens. They are asked, answer and leave by the rules of `networks/rules.ts`; what is different stands here.
// The rules in words: docs/rules/measures-networks.md.

/** Beside the kindergartens: with more of them it is no longer a network of kindergartens. */
const mostSchools = 10
/** So many schools are asked. `there`: those who are in it, or may still answer. */
export const wrongSchools = (asked: number, there: number): 'nobody-chosen' | 'too-many' | undefined => (asked === 0 ? 'nobody-chosen' : asked + there > mostSchools ? 'too-many' : undefined)

type Stay = { readonly state: InvitationState; readonly joinedOn: LocalDate | undefined; readonly leftOn: LocalDate | undefined }
/** Those that are in the network on a day. */
export const schoolsOn = <School extends Stay>(schools: readonly School[], day: LocalDate): readonly School[] =>
  schools.filter(({ state, joinedOn, leftOn }) => (state === 'accepted' || state === 'left') && joinedOn !== undefined && joinedOn <= day && (leftOn === undefined || leftOn > day))

/** Those that are in the network today, or may still answer: whoever shares something knows of them. */
export const comingSchools = <School extends Invitation>(schools: readonly School[], today: LocalDate): readonly School[] => schools.filter((one) => ['open', 'accepted'].includes(stateOf(one, today)))
/** Those of them that read a meeting: it begins after they said yes, or may do so. */
export const readersOf = <School extends Invitation & Stay & { readonly answeredAt: Date | undefined }>(schools: readonly School[], startsAt: Date, today: LocalDate): readonly School[] =>
  comingSchools(schools, today).filter((one) => (one.answeredAt ? schoolsOn([one], osloDate(startsAt)).length > 0 && one.answeredAt <= startsAt : osloDate(startsAt) >= today))
