import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { readersOf } from '../reports/actions.ts'
import { saveState } from '../reports/store.ts'
import { lockWork, type Work } from '../reports/work.ts'
import * as rules from './rules.ts'
import { loadStanding, pathOf } from './standing.ts'
import * as store from './store.ts'

/** What a signature would stand for, as one short word: the page sends it back, so that nobody signs what they have not been shown. */
export const stampOf = (digests: rules.Digests): string => createHash('sha256').update(JSON.stringify(Object.entries(digests).toSorted())).digest('base64url').slice(0, 22)

/** Signs in the capacity and for the organisation the actor acts in now. @param seen the stamp from the page */
export const signReport = (deps: Deps, actor: Actor, id: string, seen: string) =>
  writing(deps.db, actor, async (tx) => {
    const work = await lockWork(tx, id)
    if (!work) return refuse('not-found' as const)
    const standing = await loadStanding(tx, work)
    const { needed, marks, signers, forms } = standing
    const own = rules.ownRow(actor, needed)
    const digests = own ? standing.digestsOf(own) : {}
    const participation = forms.some(({ kindergartenId }) => kindergartenId === actor.orgId)
    const decision = rules.sign({ state: work.report.state, actor: asSigner(actor), rows: needed, marks, signers, participation, seen: seen === stampOf(digests) })
    if (!decision.ok) return decision
    const now = deps.now()
    // A signature that is void without anybody having said so gives way to the new one.
    if (own?.status === 'void' && own.mark && !own.mark.voidedAt) await store.voidMark(tx, own.mark.id, own.changed, now)
    await store.saveMark(tx, markOf(actor, id, decision.event.row, digests), now)
    await record(tx, actor, work, decision.event, now)
    return accept({ id })
  })

/** Declines with a reason: the report is opened so that it can be changed, and the lead is told. What others have signed stays until it is changed. */
export const declineReport = (deps: Deps, actor: Actor, id: string, reason: string) =>
  writing(deps.db, actor, async (tx) => {
    const work = await lockWork(tx, id)
    if (!work) return refuse('not-found' as const)
    const { needed } = await loadStanding(tx, work)
    const decision = rules.decline({ state: work.report.state, actor: asSigner(actor), rows: needed }, reason)
    if (!decision.ok) return decision
    const now = deps.now()
    const { row } = decision.event
    if (row.mark?.signedAt && !row.mark.voidedAt) await store.voidMark(tx, row.mark.id, row.changed, now)
    await store.saveMark(tx, { ...markOf(actor, id, row, {}), declined: reason }, now)
    await saveState(tx, id, 'draft')
    await record(tx, actor, work, decision.event, now)
    const to = await recipientsFor(tx, work.report.leadId, ['owner', 'head'], now, 'scheme')
    await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-sign-declined', path: pathOf(id), data: { organisation: actor.orgName, round: work.round.title }, subjectId: id }, now)
    return accept({ id })
  })

const asSigner = ({ personId, orgId, role, onBehalfOf }: Actor) => ({ personId, orgId, role, asDeputy: onBehalfOf !== undefined })

const markOf = (actor: Actor, reportId: string, row: rules.Needed, digests: rules.Digests) => ({ reportId, capacity: row.capacity, orgId: row.orgId, personId: actor.personId, name: actor.name, onBehalfOf: actor.onBehalfOf?.name, digests, declined: undefined })

const record = (tx: Tx, actor: Actor, work: Work, { kind, row }: { readonly kind: string; readonly row: rules.Needed }, now: Date) =>
  audit.record(tx, actor, { kind, about: { kind: 'report', id: work.report.id }, readers: [...new Set([...readersOf(work), actor.orgId])], visibility: 'shared', data: { org: row.orgName, capacity: row.capacity } }, now)
