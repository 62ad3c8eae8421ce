import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { withCase } from '../../cases/open.ts'
import { loadFacts } from '../../cases/store.ts'
import { stepOf } from '../../flow/index.ts'
import { asksForEvaluation } from '../rules.ts'
import { askStaff, closeLink, type StaffAnswer } from './rules.ts'
import * as store from './store.ts'
import { hashOf, looksLikeSecret, staffToken } from './token.ts'

/** Opens a link for the whole staff, until a date. */
export const openLink = (deps: Deps, actor: Actor, id: string, closesOn: LocalDate) =>
  withCase(deps, actor, id, async ({ tx, one, flow, now, record }) => {
    const step = stepOf(flow, one.stepKey)
    if (!step) return refuse('not-found' as const)
    const { round } = await loadFacts(tx, one, flow)
    const links = await store.loadStaffLinks(tx, one.id, now)
    const decision = askStaff({ closed: one.state === 'closed', asked: asksForEvaluation(step), round, links, today: osloDate(now), closesOn })
    if (!decision.ok) return decision
    const linkId = crypto.randomUUID()
    await store.saveStaffLink(tx, { id: linkId, caseId: one.id, round, tokenHash: hashOf(staffToken(deps.config, linkId)), closesOn }, now)
    await record(decision.event.kind, { closesOn, round })
    return accept({ linkId })
  })

/** Stops taking answers; the means can be shown from now on, when five or more have answered. */
export const closeLinkNow = (deps: Deps, actor: Actor, id: string) =>
  withCase(deps, actor, id, async ({ tx, one, now, record }) => {
    const decision = closeLink(await store.loadStaffLinks(tx, one.id, now), osloDate(now))
    if (!decision.ok) return decision
    await store.closeStaffLink(tx, decision.event.id, now)
    await record(decision.event.kind)
    return accept({ id: decision.event.id })
  })

/** An answer from one of the staff. No actor, no trace of who or when: nothing is recorded but the answer itself. */
export const answerSurvey = async ({ db, now }: Deps, token: string, formKey: unknown, answer: StaffAnswer): Promise<store.Cast> =>
  looksLikeSecret(token) && looksLikeSecret(formKey) ? writing(db, undefined, (tx) => store.castStaffAnswer(tx, hashOf(token), hashOf(formKey), answer, now())) : 'closed'
