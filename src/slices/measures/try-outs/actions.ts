import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { ownPart, sinceOf } from '../measures/rules.ts'
import { loadDepartments, lockMeasure } from '../measures/store.ts'
import { ownWords } from './forms.ts'
import { whatOf } from './ideas/rules.ts'
import { forgetIdeas, loadList } from './ideas/store.ts'
import { pulseMonths, windowOf } from './pulses/rules.ts'
import { insertPulses } from './pulses/store.ts'
import { choose, observe, share, type Observed } from './rules.ts'
import * as store from './store.ts'

/** A department chooses one small thing to try; the pulses that ask about it later are set up at once. Sent twice it is one. */
export const chooseTryOut = ({ db, now }: Deps, actor: Actor, measureId: string, startKey: string, chosen: { readonly from: string | undefined; readonly words: string }, departmentId: string | undefined, on: LocalDate) =>
  writing(db, actor, async (tx) => {
    const measure = await lockMeasure(tx, measureId)
    if (!measure) return refuse('not-found' as const)
    if (await store.isChosen(tx, startKey, actor.orgId)) return accept({ id: measureId })
    const [departments, own, list] = await Promise.all([loadDepartments(tx, actor.orgId), store.loadTryOuts(tx, actor.orgId, measureId), loadList(tx)])
    if (departmentId !== undefined && !departments.some(({ id }) => id === departmentId)) return refuse('not-found' as const)
    const part = ownPart(measure, actor.orgId)
    const what = whatOf(chosen.from, ownWords, chosen.words, list)
    const decision = choose(what, departmentId, on, { takesPart: part?.state === 'part', closed: part?.closedOn !== undefined, begunOn: sinceOf(measure, part) }, own, osloDate(now()))
    if (!decision.ok) return decision
    if (!what) return refuse('idea-gone' as const)
    const id = await store.insertTryOut(tx, startKey, { ...what, measureId, kindergartenId: actor.orgId, departmentId, begunOn: on }, actor.name, now())
    if (!id) return accept({ id: measureId })
    const pulses = pulseMonths.map((months) => ({ id: crypto.randomUUID(), months, ...windowOf(on, months) }))
    await insertPulses(tx, { tryOutId: id, measureId, kindergartenId: actor.orgId }, pulses)
    await record(tx, actor, measureId, decision.event.kind, now())
    return accept({ id: measureId })
  })

/** What changed for the children, and what the department does next. */
export const observeTryOut = ({ db, now }: Deps, actor: Actor, id: string, observed: Observed, version: number) =>
  writing(db, actor, async (tx) => {
    const one = await store.lockTryOut(tx, actor.orgId, id)
    if (!one) return refuse('not-found' as const)
    const decision = observe(one, observed, version, osloDate(now()))
    if (!decision.ok) return decision
    await store.saveObserved(tx, id, observed, actor.name, now())
    await record(tx, actor, one.measureId, decision.event.kind, now())
    return accept({ id })
  })

/** Lets other kindergartens read it, or no longer. */
export const shareTryOut = ({ db, now }: Deps, actor: Actor, id: string, how: 'named' | 'anonymous' | 'no', version: number) =>
  writing(db, actor, async (tx) => {
    const [one, names] = await Promise.all([store.lockTryOut(tx, actor.orgId, id), store.loadNames(tx, actor.orgId)])
    if (!one) return refuse('not-found' as const)
    const decision = share(one, how, actor.role === 'head', names, version)
    if (!decision.ok) return decision
    await store.saveShared(tx, one, how, names[0] ?? '', osloDate(now()), actor.name, now())
    await record(tx, actor, one.measureId, decision.event.kind, now())
    return accept({ id })
  })

/** What was tried, and what came of the pulses, is kept so long; and so are ideas that are out of use. */
const tryOutsKept: Keep = { years: 5 }
export const forgetTryOuts = ({ db, now }: Deps): Promise<number> => writing(db, system, async (tx) => (await store.forgetTryOuts(tx, keptFrom(tryOutsKept, now()))) + (await forgetIdeas(tx, keptFrom(tryOutsKept, now()))))

const record = (tx: Tx, actor: Actor, measureId: string, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'measure', id: measureId }, readers: [actor.orgId], visibility: 'shared' }, now)
