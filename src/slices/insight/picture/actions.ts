import { osloDate } from '../../../kernel/dates.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { combined } from '../../needs/index.ts'
import { chapterOf, kindergartenYearOf, putTogether, sizeOf } from './rules.ts'
import * as store from './store.ts'

/** So many rows are read, and so many blocks are saved, at a time. */
const portion = 10_000
const blocksAtATime = 500
/** A session whose transaction took long is read again: what is there already stays. */
const backMs = 24 * 3_600_000

/** Reads what is new in the sources, and makes what can be made of it a part of the picture. Run every minute; holds no row that anybody writes. */
export async function refreshPicture({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  for (let from: Date | undefined, first = true; first || from; first = false) {
    const at: Date | undefined = from
    from = await writing(db, system, (tx) => readSources(tx, now(), at))
  }
  await writing(db, system, (tx) => makeBlocks(tx, now()))
}

/** The same within a transaction that is open already: the demonstration world. */
export async function refreshWithin(tx: Tx, now: Date): Promise<void> {
  for (let from = await readSources(tx, now); from; from = await readSources(tx, now, from));
  await makeBlocks(tx, now)
}

export const keepParties = ({ db }: Pick<Deps, 'db'>): Promise<void> => writing(db, system, async (tx) => void (await store.keepParties(tx)))

/** @returns from when there is more to read */
async function readSources(tx: Tx, now: Date, from?: Date): Promise<Date | undefined> {
  const held = await store.holdRefresh(tx)
  if (!held) return undefined
  const since = from ?? (held.readUntil && new Date(held.readUntil.getTime() - backMs))
  const { figures, more } = await store.loadSessionFigures(tx, since, portion)
  const sessions = Map.groupBy(figures, ({ sessionId, theme }) => `${sessionId} ${theme}`)
  const answered = [...sessions.values()].flatMap((all): store.Known[] => {
    const [session] = all
    const figure = combined(all)
    const day = session && osloDate(session.endedAt)
    return session && figure && day ? [{ source: 'staff', theme: session.theme, year: kindergartenYearOf(day), kindergartenId: session.kindergartenId, knownOn: day, seenByOwner: session.seenByOwner, seenByTeam: session.seenByTeam, figure }] : []
  })
  const others = from ? [] : (await store.loadKnown(tx)).map((one) => ({ ...one, theme: chapterOf(one.theme), year: one.year < 0 ? kindergartenYearOf(one.knownOn) : one.year }))
  await store.saveKnown(tx, [...answered, ...others], sizeOf)
  const last = figures.at(-1)?.endedAt
  if (last && (!held.readUntil || last > held.readUntil)) await store.saveReadUntil(tx, last < now ? last : now)
  return more ? last : undefined
}

async function makeBlocks(tx: Tx, now: Date): Promise<void> {
  if (!(await store.holdRefresh(tx))) return
  const waiting = await store.loadWaiting(tx, osloDate(now))
  const pools = Map.groupBy(waiting, ({ source, theme, year, governorId }) => `${source} ${theme} ${year} ${governorId}`)
  const blocks = [...pools.values()].flatMap((pool) =>
    putTogether(pool).flatMap(({ members, ...traits }) => {
      const [first] = members
      return first ? [{ ...traits, source: first.source, theme: first.theme, year: first.year, governorId: first.governorId, kindergartens: members.map(({ kindergarten }) => kindergarten), figure: combined(members.flatMap(({ figure }) => figure ?? [])) }] : []
    }),
  )
  for (let at = 0; at < blocks.length; at += blocksAtATime) await store.saveBlocks(tx, blocks.slice(at, at + blocksAtATime), now)
}
