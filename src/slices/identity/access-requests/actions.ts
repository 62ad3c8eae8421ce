import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { refuse, type Decision } from '../../../kernel/decision.ts'
import type { Language } from '../../../kernel/language.ts'
import { actAs, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import type { Visit } from '../../../platform/visit.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { readers } from '../members/actions.ts'
import type { Unit } from '../members/rules.ts'
import * as people from '../members/store.ts'
import { loadProposal } from '../sign-in/store.ts'
import * as rules from './rules.ts'
import type { AccessRequest, AskRefusal } from './rules.ts'
import * as store from './store.ts'

export type Asking = {
  readonly name: string
  readonly email: string
  /** Organisations of our register that the sign-in says the person may represent. A proposal, never an authorisation. */
  readonly represents: readonly Unit[]
  /** The ones the sign-in names that we do not have. */
  readonly unknown: readonly string[]
  readonly found: readonly Unit[]
  readonly asked: readonly AccessRequest[]
}

/** What the page for a person without a role knows: who the door says it is, whom they may represent, what they have asked for. */
export async function loadAsking(tx: Tx, visit: Visit, search: string): Promise<Asking> {
  await actAs(tx, system)
  const proposal = await loadProposal(tx, visit.key)
  const parties = proposal?.parties ?? []
  const represents = await people.unitsByNumber(tx, parties.map(({ organisationNumber }) => organisationNumber))
  const numbers = await people.numbersOf(tx, represents.map(({ id }) => id))
  return {
    name: visit.name ?? proposal?.name ?? '',
    email: proposal?.email ?? '',
    represents,
    unknown: parties.filter(({ organisationNumber }) => !numbers.includes(organisationNumber)).map(({ name, organisationNumber }) => name ?? organisationNumber),
    found: search.length >= 2 ? await people.findUnits(tx, search, rules.mostFound) : [],
    asked: proposal ? await store.loadAsked(tx, proposal.issuer, proposal.subject) : [],
  }
}

/** Asks to be let in. Goes to those who administer the organisation, or above it when the post is vacant; the asker is never told who. */
export const ask = ({ db, now, jobs }: Deps, visit: Visit, orgId: string, name: string, email: string, language: Language): Promise<Decision<AskRefusal | 'not-found', Unit>> =>
  writing(db, system, async (tx) => {
    const at = now()
    const proposal = await loadProposal(tx, visit.key)
    const unit = await people.loadUnit(tx, orgId)
    if (!proposal || !unit || unit.kind === 'department') return refuse('not-found')
    await store.lockSender(tx, proposal.issuer, proposal.subject)
    const decided = rules.ask(unit.id, unit.closed, await store.loadAsked(tx, proposal.issuer, proposal.subject), at)
    if (!decided.ok) return decided
    await store.saveRequest(tx, { orgId: unit.id, issuer: proposal.issuer, subject: proposal.subject, name, email, language }, at)
    await audit.record(tx, undefined, { kind: 'access.asked', about: { kind: 'organisation', id: unit.id }, readers: readers(unit), visibility: 'shared', data: { name } }, at)
    const administrators = await people.loadAdministrators(tx, unit, osloDate(at))
    await messaging.tell(tx, jobs, administrators, { kind: 'access-asked', path: `/folk/${unit.id}`, data: { organisation: unit.name } }, at)
    return { ok: true, event: unit }
  })

/** Says no. The one who asked sees that there is an answer, without a reason. */
export const decline = ({ db, now }: Deps, actor: Actor, unit: Unit, id: string): Promise<boolean> =>
  writing(db, actor, async (tx) => {
    const name = await store.answer(tx, unit.id, { id }, 'declined', actor.personId, now())
    if (name === undefined) return false
    await audit.record(tx, actor, { kind: 'access.declined', about: { kind: 'organisation', id: unit.id }, readers: readers(unit), visibility: 'shared', data: { name } }, now())
    return true
  })
