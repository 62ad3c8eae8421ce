import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { reading, system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { lockMeasure } from '../../measures/store.ts'
import { done, find } from '../actions.ts'
import { headcountOn, mayCount, type Gathering } from '../rules.ts'
import { shownOutside } from '../shown.ts'
import * as gatherings from '../store.ts'
import { countedFrom, sameGathering } from './rules.ts'
import * as store from './store.ts'

/** So many are taken in one run; what is left is taken in the next. */
const mostAtATime = 500
/** Whoever is said to have written what came from check-ins. */
const program = 'Samspill'

/** Counts those who have checked in at courses of measures, and what has been corrected since. Each in a short transaction. @returns how many there were */
export async function takeCheckIns({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<number> {
  const due = await reading(db, system, (tx) => store.loadDue(tx, now(), mostAtATime))
  for (const one of due) await writing(db, system, (tx) => takeIn(tx, one, now()))
  return due.length
}
/** The same within a transaction that is open already: the demonstration world. */
export async function takeCheckInsWithin(tx: Tx, now: Date): Promise<void> {
  for (const one of await store.loadDue(tx, now, mostAtATime)) await takeIn(tx, one, now)
}

async function takeIn(tx: Tx, due: store.Due, now: Date): Promise<void> {
  await lockMeasure(tx, due.measureId)
  const all = await gatherings.loadGatherings(tx, due.measureId, due.kindergartenId)
  const there = all.find(({ sessionId }) => sessionId === due.sessionId) ?? sameGathering(all, due.day)
  // What has been typed holds; that it is the same gathering is noted, and the head sees both.
  if (there?.source === 'typed') return void (await store.saveCheckedIn(tx, there.id, due))
  if (Object.keys(due.checkedIn).length === 0) {
    if (there && there.catchUps.length === 0) await store.removeGathering(tx, there.id)
    else if (there) await write(tx, due, there, now)
  } else await write(tx, due, there, now)
  await gatherings.saveShown(tx, due.measureId, due.kindergartenId, shownOutside(await gatherings.loadGatherings(tx, due.measureId, due.kindergartenId)))
  await audit.record(tx, undefined, { kind: 'measures.reach-counted', about: { kind: 'measure', id: due.measureId }, readers: [due.kindergartenId], visibility: 'shared' }, now)
}

async function write(tx: Tx, due: store.Due, there: Gathering | undefined, now: Date): Promise<void> {
  const staffed = headcountOn(await gatherings.loadHeadcounts(tx, due.kindergartenId), due.day)?.places ?? []
  const written = { title: there?.title ?? due.title, heldOn: due.day, missed: '', material: '', plan: '' }
  if (there) await gatherings.saveGathering(tx, there.id, written, program, now)
  const id = there?.id ?? (await gatherings.insertGathering(tx, crypto.randomUUID(), { measureId: due.measureId, kindergartenId: due.kindergartenId, catchesUp: undefined }, written, program, now))
  if (!id) return
  await store.saveSource(tx, id, 'check-in')
  await store.saveCheckedIn(tx, id, due)
  await gatherings.saveCounts(tx, id, due.kindergartenId, countedFrom(staffed, due.checkedIn, caughtUp(there)))
}

/** The kindergarten chooses between what it has typed and what the check-ins say, or says that they were two gatherings. */
export const choose = ({ db, now }: Deps, actor: Actor, measureId: string, gatheringId: string, choice: 'check-in' | 'apart', version: number) =>
  writing(db, actor, async (tx) => {
    const found = await find(tx, actor, measureId)
    const there = found?.gatherings.find(({ id }) => id === gatheringId)
    if (!found || !there?.sessionId || there.source !== 'typed') return refuse('not-found' as const)
    const wrong = mayCount(found.standing)
    if (wrong) return refuse(wrong)
    if (there.version !== version) return refuse('changed-meanwhile' as const)
    if (choice === 'check-in' && caughtUp(there).some(({ departmentId, partTime }) => departmentId !== undefined || partTime > 0)) return refuse('caught-up-elsewhere' as const)
    await gatherings.saveGathering(tx, there.id, { title: there.title, heldOn: there.heldOn, missed: '', material: '', plan: '' }, actor.name, now())
    if (choice === 'check-in') {
      const staffed = headcountOn(await gatherings.loadHeadcounts(tx, actor.orgId), there.heldOn)?.places ?? there.counts
      await store.saveSource(tx, there.id, 'check-in')
      await gatherings.saveCounts(tx, there.id, actor.orgId, countedFrom(staffed, there.checkedIn ?? {}, caughtUp(there)))
    } else await store.saveApart(tx, there.id)
    await done(tx, actor, measureId, 'measures.reach-counted', now())
    return accept({ id: measureId })
  })

const caughtUp = (there: Gathering | undefined) => (there?.catchUps ?? []).filter(({ heldOn }) => heldOn !== undefined).flatMap(({ counts }) => counts)
