import { addMonths, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import { loadChanges } from '../changes/store.ts'
import { loadContacts } from '../people/store.ts'
import { loadPromisesOf } from '../promises/store.ts'
import { loadTimes } from '../questions/store.ts'
import { loadDelivered } from '../reflections/store.ts'
import { gapDays, stands } from '../renewal/rules.ts'
import { loadChain, loadPartings, type Link } from '../renewal/store.ts'
import { unconfirmed } from '../rules.ts'
import { loadOutside, loadSessionFacts } from '../sessions/store.ts'
import type { Partnership } from '../store.ts'
import type { HealthFacts } from './rules.ts'

type Links = readonly Pick<Link, 'id' | 'period' | 'agreedOn' | 'previousId'>[]

/** What the reasons lean on, as the reader may see it. People and changes of the periods before count too. */
export async function loadFacts(tx: Tx, one: Partnership, today: LocalDate): Promise<HealthFacts> {
  const chain = await loadChain(tx, one)
  return (await factsOf(tx, chain.map(({ id }) => id), today))(one, chain)
}

/** As `loadFacts`, of all the partnerships the reader sees, in as few questions as of one. */
export async function loadFactsOfAll(tx: Tx, all: readonly Partnership[], today: LocalDate): Promise<(one: Partnership) => HealthFacts> {
  const facts = await factsOf(tx, all.map(({ id }) => id), today)
  const links = new Map(all.map((one) => [one.id, { ...one, agreedOn: one.agreedAt && osloDate(one.agreedAt) }]))
  const next = new Map(all.flatMap((one) => (one.previousId && stands(one) ? [[one.previousId, one.id] as const] : [])))
  return (one) => {
    const chain = [links.get(one.id)].filter((link) => link !== undefined)
    for (let before = links.get(one.previousId ?? ''); before && !chain.includes(before); before = links.get(before.previousId ?? '')) chain.unshift(before)
    const after = links.get(next.get(one.id) ?? '')
    return facts(one, after ? [...chain, after] : chain)
  }
}

async function factsOf(tx: Tx, ids: readonly string[], today: LocalDate): Promise<(one: Partnership, chain: Links) => HealthFacts> {
  const [promises, people, sessions, times, delivered, changes, partings, outside] = await Promise.all([loadPromisesOf(tx, ids), loadContacts(tx, ids), loadSessionFacts(tx, ids), loadTimes(tx, ids), loadDelivered(tx, ids), loadChanges(tx, ids), loadPartings(tx, ids), loadOutside(tx, ids, addMonths(today, -12))])
  const [promisesOf, peopleOf, sessionsOf, timesOf, deliveredOf, changesOf, partingsOf, outsideOf] = [grouped(promises), grouped(people), grouped(sessions), grouped(times), grouped(delivered), grouped(changes), grouped(partings), grouped(outside)]
  return (one, chain) => {
    const before = chain.find(({ id }) => id === one.previousId)
    return {
      period: one.period, agreedAt: one.agreedAt, endedAt: one.endedAt, unconfirmed: unconfirmed(one), since: chain[0]?.period.from ?? one.period.from,
      hasNext: chain.some(({ previousId }) => previousId === one.id), parted: partingsOf(one.id).length > 0,
      gap: before && gapDays(before.period, { from: one.period.from, agreedOn: one.agreedAt && osloDate(one.agreedAt) }, today),
      promises: promisesOf(one.id), people: chain.flatMap(({ id }) => peopleOf(id)), sessions: sessionsOf(one.id), questions: timesOf(one.id), delivered: deliveredOf(one.id), changes: chain.flatMap(({ id }) => changesOf(id)),
      // Nobody is outside of what has only just begun.
      outside: one.period.from > addMonths(today, -6) ? [] : outsideOf(one.id).map(({ name }) => name),
    }
  }
}

function grouped<Row extends { readonly partnershipId: string }>(rows: readonly Row[]): (id: string) => readonly Row[] {
  const groups = Map.groupBy(rows, ({ partnershipId }) => partnershipId)
  return (id) => groups.get(id) ?? []
}
