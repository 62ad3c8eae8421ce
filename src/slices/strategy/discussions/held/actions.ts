import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { loadPoints } from '../agenda/store.ts'
import { record, withMeeting } from '../actions.ts'
import { onList } from '../invited/rules.ts'
import { loadMarked, loadPeople, saveMarks } from '../invited/store.ts'
import { mark, mend, say } from './rules.ts'
import * as store from './store.ts'

/** Who is there, of those the form showed. @returns the names of those who were ticked and are on the list no more: they keep the mark they had. */
export const markPresent = (deps: Deps, actor: Actor, id: string, shown: ReadonlySet<string>, present: ReadonlySet<string>) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const decision = mark(meeting, osloDate(now))
    if (!decision.ok) return decision
    const [people, marked] = await Promise.all([loadPeople(tx, id), loadMarked(tx, id)])
    const list = onList(people, marked)
    await saveMarks(tx, id, list.filter(({ personId }) => shown.has(personId)), present, actor.name, now)
    await record(tx, actor, meeting, decision.event.kind, now)
    const lost = [...present].filter((one) => shown.has(one) && !list.some(({ personId }) => personId === one))
    return accept({ gone: marked.filter(({ personId }) => lost.includes(personId)).map(({ name }) => name), someGone: lost.length > 0 })
  })

/** @param personId who said it; undefined when it is the meeting's */
export const addSaid = (deps: Deps, actor: Actor, id: string, pointId: string, startKey: string, personId: string | undefined, body: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    if (!(await loadPoints(tx, id)).some((one) => one.id === pointId)) return refuse('not-found' as const)
    const who = personId === undefined ? undefined : onList(await loadPeople(tx, id), await loadMarked(tx, id)).find((one) => one.personId === personId)
    const decision = say(meeting, personId === undefined || who !== undefined, osloDate(now))
    if (!decision.ok) return decision
    const { isNew } = await store.insertSaid(tx, startKey, id, pointId, who ? `${who.name}, ${who.org}` : '', body, actor.name, now)
    if (isNew) await record(tx, actor, meeting, decision.event.kind, now)
    return decision
  })

export const mendSaid = (deps: Deps, actor: Actor, id: string, saidId: string, body: string, seen: number) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    const said = (await store.loadSaid(tx, id)).find((one) => one.id === saidId)
    if (!said) return refuse('not-found' as const)
    const decision = mend(meeting, said, seen, osloDate(now))
    if (!decision.ok) return decision
    await store.saveSaid(tx, saidId, body, actor.name)
    await record(tx, actor, meeting, decision.event.kind, now)
    return decision
  })
