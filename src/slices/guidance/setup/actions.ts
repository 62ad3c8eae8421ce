import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { leadershipStanding } from '../../identity/index.ts'
import { enrolment } from '../../register/index.ts'
import { publishedFlow, saveStandardFlow } from '../flow/index.ts'
import type { Standing } from './rules.ts'

export type SetUp = { readonly municipality: enrolment.Enrolled; readonly standing: Standing; /** The operator can let the first leader in. */ readonly mayInvite: boolean }

/** A municipality with how far it has come. Read as the program itself: whether a team has a leader is not for the operator to look up by name. */
export async function loadSetUp(tx: Tx, municipality: enrolment.Enrolled, now: Date): Promise<SetUp> {
  const { team, kindergartens } = municipality
  if (!team) return { municipality, standing: { kindergartens, hasTeam: false, hasFlow: false, leader: 'nobody' }, mayInvite: false }
  const { state, mayInvite } = await leadershipStanding(tx, team.id, 'team-leader', now)
  return { municipality, standing: { kindergartens, hasTeam: true, hasFlow: (await publishedFlow(tx, team.id)) !== undefined, leader: state }, mayInvite }
}

/** Gives the municipality's team the standard flow chart as its first version; the team's leader changes it later. Done twice, it is done once. */
export const giveStandardFlow = ({ db, now }: Deps, actor: Actor, municipalityId: string) =>
  writing(db, system, async (tx) => {
    const municipality = await enrolment.loadMunicipality(tx, municipalityId)
    if (!municipality) return refuse('not-found' as const)
    if (!municipality.team) return refuse('no-team' as const)
    if (await publishedFlow(tx, municipality.team.id)) return accept({ teamId: municipality.team.id })
    const at = now()
    // Somebody else gave it at the same moment: once is enough on the timeline too.
    if (!(await saveStandardFlow(tx, municipality.team.id, actor.name, at))) return accept({ teamId: municipality.team.id })
    await audit.record(tx, actor, { kind: 'guidance.standard-flow-given', about: { kind: 'organisation', id: municipality.team.id }, readers: [actor.orgId, municipality.team.id], visibility: 'shared' }, at)
    return accept({ teamId: municipality.team.id })
  })
