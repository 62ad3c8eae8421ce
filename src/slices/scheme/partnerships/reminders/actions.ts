import { addMonths, osloDate } from '../../../../kernel/dates.ts'
import { reading, system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { tellSide } from '../actions.ts'
import { otherThan } from '../rules.ts'
import { loadStanding, lockPartnership, type Partnership } from '../store.ts'
import { remindersOf, type Reminder } from './rules.ts'
import * as store from './store.ts'

/** So long after its last day, a partnership may still have a half-year to reflect on. In months. */
const stillOpen = 12

/** Reminds each side of what it has not delivered when the last day is near, and that it is time to talk of what comes after: each once. The program's own work, every day. */
export async function remindOfPartnerships(deps: Deps): Promise<number> {
  const today = osloDate(deps.now())
  const waiting = await reading(deps.db, system, async (tx) => {
    const all = await loadStanding(tx, addMonths(today, -stillOpen))
    const ids = all.map(({ id }) => id)
    const [{ delivered, settled }, sent] = await Promise.all([store.loadSettled(tx, ids), store.loadSent(tx, ids)])
    const of = Map.groupBy(delivered, ({ partnershipId }) => partnershipId)
    return all.flatMap((one) => remindersOf({ ...one, delivered: of.get(one.id) ?? [], settled: settled.has(one.id) }, today).filter(({ side, about }) => !sent.has(`${one.id} ${side} ${about}`)).map((reminder) => ({ id: one.id, reminder })))
  })
  let told = 0
  for (const { id, reminder } of waiting) if (await remindOf(deps, id, reminder)) told += 1
  return told
}

/** What has happened since it was found counts: it is looked at once more, and the reminder is taken before anybody is told. */
const remindOf = (deps: Deps, id: string, { side, about }: Reminder): Promise<boolean> =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    const one = await lockPartnership(tx, id)
    if (!one) return false
    const { delivered, settled } = await store.loadSettled(tx, [id])
    const due = remindersOf({ ...one, delivered, settled: settled.has(id) }, osloDate(now)).some((other) => other.side === side && other.about === about)
    if (!due || !(await store.saveSent(tx, id, side, about, now))) return false
    await tellSide(tx, deps, one, side, { ...(about === 'renewal' ? talk : { kind: 'scheme-partnership-reflection-due' as const, part: `/refleksjoner/${about}` }), organisation: otherName(one, side) }, now)
    return true
  })

const talk = { kind: 'scheme-partnership-ending' as const, part: '/fornyelse' }
const otherName = ({ ownerName, partnerName }: Partnership, side: Reminder['side']): string => (otherThan(side) === 'owner' ? ownerName : partnerName)
