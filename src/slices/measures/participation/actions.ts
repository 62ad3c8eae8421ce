import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { tellHeads } from '../heads.ts'
import { isLead } from '../measures/rules.ts'
import { loadMayTakePart, loadMeasure, lockMeasure } from '../measures/store.ts'
import { clashesOf } from '../overlap/rules.ts'
import { loadMeanwhile } from '../overlap/store.ts'
import type { LeaveReason } from '../programmes/rules.ts'
import { goOut, invite, mayTakeOut } from './rules.ts'
import * as store from './store.ts'

/** Offers a measure to more kindergartens, also after it has begun. `despite`: although they have much else at the time. */
export const offerMore = ({ db, now, jobs }: Deps, actor: Actor, id: string, chosen: readonly string[], despite: boolean) =>
  writing(db, actor, async (tx) => {
    const measure = await lockMeasure(tx, id)
    if (!measure || !isLead(measure, actor) || actor.role === 'head') return refuse('not-found' as const)
    const [kindergartens, today] = [[...new Set(chosen)], osloDate(now())]
    const decision = invite(measure, kindergartens, (await loadMayTakePart(tx)).map((one) => one.id), today)
    if (!decision.ok) return decision
    const clashes = despite ? [] : clashesOf(measure.themes, await loadMeanwhile(tx, kindergartens, { startsOn: today > measure.startsOn ? today : measure.startsOn, endsOn: measure.endsOn }, id))
    if (clashes.length > 0) return { ...refuse('clash' as const), clashes }
    await store.offerParts(tx, id, kindergartens, measure.begunOn && today, today, actor.name, now())
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'measure', id }, readers: [measure.leadId, ...kindergartens], visibility: 'shared', data: { asked: kindergartens.length } }, now())
    const asked = (await loadMeasure(tx, id))?.parts.filter((one) => kindergartens.includes(one.kindergartenId)) ?? []
    await tellHeads(tx, jobs, asked.map((part) => ({ kindergartenId: part.kindergartenId, message: { kind: 'measure-offered', path: `/tiltak/${id}`, data: { kindergarten: part.kindergarten }, subjectId: part.id } })), now())
    return accept({ id })
  })

/** A kindergarten goes out of a measure: what has been stays, and the other side is told. */
export const leavePart = ({ db, now, jobs }: Deps, actor: Actor, id: string, kindergartenId: string, on: LocalDate | undefined, reason: LeaveReason | undefined) =>
  writing(db, actor, async (tx) => {
    const measure = await lockMeasure(tx, id)
    if (!measure || !mayTakeOut(measure, actor, kindergartenId)) return refuse('not-found' as const)
    const part = measure.parts.find((one) => one.kindergartenId === kindergartenId)
    const decision = goOut(measure, part, on, reason, osloDate(now()))
    if (!decision.ok) return decision
    await store.saveLeft(tx, id, kindergartenId, decision.event, actor.name, now())
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'measure', id }, readers: [measure.leadId, kindergartenId], visibility: 'shared', data: { reason: decision.event.reason } }, now())
    const told = isLead(measure, actor) ? await recipientsFor(tx, kindergartenId, ['head'], now()) : await recipientsFor(tx, measure.leadId, ['owner', 'adviser', 'team-leader'], now())
    await messaging.tell(tx, jobs, told, { kind: 'measure-left', path: `/tiltak/${id}`, data: { kindergarten: part?.kindergarten ?? '' } }, now())
    return accept({ id })
  })
