import { addDays, kindergartenYearOf, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { countedAs } from '../../../../kernel/scheme-themes.ts'
import { system, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { combined } from '../../../needs/index.ts'
import { commonOf, countIn, nextLook, putTogether } from '../rules.ts'
import * as sources from './sources-store.ts'
import * as store from './store.ts'

/** So many sessions, other facts or kindergartens are taken in one transaction, so that none is long. */
const sessionsAtATime = 400
const factsAtATime = 2000
const kindergartensAtATime = 500
/** The most that is done in one run; what is left is taken in the next, and nothing is done twice. */
const mostPieces = 400
/** A session whose transaction took long is looked for again, and so is what was written about these last days. */
const backMs = 24 * 3_600_000
const backDays = 3
const nowhere = '00000000-0000-0000-0000-000000000000'

/** Reads what is new in the sources, and makes what can be made of it a part of the picture. Run every minute; in short transactions that hold no row anybody else writes. */
export async function refreshPicture({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await refresh((work) => writing(db, system, work), now())
}

/** The same within a transaction that is open already: the demonstration world. */
export const refreshWithin = (tx: Tx, now: Date): Promise<void> => refresh((work) => work(tx), now)

/** Once a night: whose each kindergarten is, and whatever has come of requests, needs, reports and grants, however long ago they were written. */
export async function keepPicture({ db, now }: Pick<Deps, 'db' | 'now'>): Promise<void> {
  await writing(db, system, (tx) => sources.keepKindergartens(tx))
  for (let after: string | undefined = nowhere; after !== undefined; ) {
    const from: string = after
    after = await writing(db, system, async (tx) => {
      const ids = await sources.loadKindergartens(tx, from, kindergartensAtATime)
      await store.keepParties(tx, ids)
      return ids.at(-1)
    })
  }
  const inPiece: InPiece = (work) => writing(db, system, work)
  if (!(await readAll(inPiece, undefined))) return
  await readSaid(inPiece, undefined)
  await makeBlocks(inPiece, now())
}

type InPiece = <Result>(work: (tx: Tx) => Promise<Result>) => Promise<Result>

async function refresh(inPiece: InPiece, now: Date): Promise<void> {
  const readUntil = await inPiece((tx) => sources.holdRefresh(tx))
  // A reach is a part of all there are, also of those nothing is known of.
  if (!readUntil) await inPiece((tx) => sources.keepKindergartens(tx))
  if (!(await readAll(inPiece, readUntil && new Date(readUntil.getTime() - backMs)))) return
  await readSaid(inPiece, readUntil && addDays(osloDate(readUntil), -backDays))
  // Those who are alike are put together first: not before all there is has been read.
  await makeBlocks(inPiece, now)
  await inPiece((tx) => sources.saveReadUntil(tx, now))
}

/** Reads the sessions that have ended since. @returns whether there is no more to read */
async function readAll(inPiece: InPiece, since: Date | undefined): Promise<boolean> {
  let place: sources.Place | undefined = { at: since ?? new Date(0), id: nowhere }
  for (let piece = 0; place && piece < mostPieces; piece++) {
    const from: sources.Place = place
    place = await inPiece((tx) => readSessions(tx, from))
  }
  return place === undefined
}

/** @returns where to go on from when there is more */
async function readSessions(tx: Tx, from: sources.Place): Promise<sources.Place | undefined> {
  await sources.holdRefresh(tx)
  const sessions = await sources.loadSessions(tx, from, sessionsAtATime)
  const kindergartens = [...new Set(sessions.flatMap((session) => session.kindergartens))]
  const years = [...new Set(sessions.map(({ endedAt }) => kindergartenYearOf(osloDate(endedAt))))]
  const [figures, turns] = await Promise.all([sources.loadFigures(tx, sessions.map(({ id }) => id)), store.loadTurns(tx, kindergartens, years)])
  const profiles = await sources.loadProfiles(tx, kindergartens)
  const bySession = Map.groupBy(figures, ({ sessionId }) => sessionId)
  const answered = sessions.flatMap((session) => {
    const knownOn = osloDate(session.endedAt)
    const themes = Map.groupBy(bySession.get(session.id) ?? [], ({ theme }) => theme)
    return [...themes].flatMap(([theme, all]) => {
      const figure = combined(all)
      return figure ? [{ ...session, theme, figure, knownOn, year: kindergartenYearOf(knownOn) }] : []
    })
  })
  const known = countIn(answered, turns).flatMap((one) =>
    one.kindergartens.map((kindergartenId): store.Known => ({
      source: 'staff', theme: one.theme, year: one.year, kindergartenId, knownOn: one.knownOn, seenByOwner: one.seenByOwner, seenByTeam: one.seenByTeam,
      session: { id: one.id, turn: one.turn, counted: one.counted.includes(kindergartenId), together: one.kindergartens.length, figure: one.figure },
    })),
  )
  await store.saveKnown(tx, known, profiles)
  const last = sessions.at(-1)
  if (sessions.length < sessionsAtATime || !last) return undefined
  return { at: last.endedAt, id: last.id }
}

async function readSaid(inPiece: InPiece, since: LocalDate | undefined): Promise<void> {
  const said = await inPiece((tx) => sources.loadSaid(tx, since))
  for (let at = 0; at < said.length; at += factsAtATime)
    await inPiece(async (tx) => {
      await sources.holdRefresh(tx)
      const some = await store.onlyNew(tx, said.slice(at, at + factsAtATime).map((one) => ({ ...one, theme: countedAs(one.theme), year: one.year ?? kindergartenYearOf(one.knownOn) })))
      const profiles = await sources.loadProfiles(tx, [...new Set(some.map(({ kindergartenId }) => kindergartenId))])
      await store.saveKnown(tx, some, profiles)
    })
}

/** Looks at one pool after the other, those that something new has come to, and those whose day it is to be put together with others less alike. */
async function makeBlocks(inPiece: InPiece, now: Date): Promise<void> {
  const today = osloDate(now)
  for (let piece = 0, more = true; more && piece < mostPieces; piece++) more = await inPiece((tx) => makeBlocksOf(tx, today, now))
}

async function makeBlocksOf(tx: Tx, today: LocalDate, now: Date): Promise<boolean> {
  const pool = await store.holdPool(tx, today)
  if (!pool) return false
  const rows = await store.loadWaiting(tx, pool, today)
  const blocks = putTogether(unitsOf(rows))
  await store.saveBlocks(tx, pool, blocks.map(({ members, ...traits }) => ({ ...traits, kindergartens: members.reduce((sum, { counted }) => sum + counted, 0), members: members.flatMap((one) => one.kindergartens.map((kindergarten) => ({ kindergarten, sessionId: one.sessionId }))), figure: combined(members.flatMap(({ figure }) => figure ?? [])) })), now)
  const placed = new Set(blocks.flatMap(({ members }) => members.map(({ unit }) => unit)))
  const days = rows.filter(({ unit }) => !placed.has(unit)).flatMap((one) => nextLook(one.days) ?? [])
  await store.saveLook(tx, pool, days.length > 0 ? addDays(today, Math.min(...days)) : undefined)
  return true
}

type Unit = Omit<store.WaitingRow, 'kindergarten' | 'together'> & { readonly kindergartens: readonly string[] }
/** Those of the same session are one: who sees it by one of them sees it all, and it is as old as it is. One whose other kindergartens lie in another county belongs to no county's picture. */
const unitsOf = (rows: readonly store.WaitingRow[]): readonly Unit[] =>
  [...Map.groupBy(rows, ({ unit }) => unit).values()].flatMap((all): readonly Unit[] => {
    const [first] = all
    if (!first || all.length < first.together) return []
    return [{ ...first, ...commonOf(all), seers: [...new Set(all.flatMap(({ seers }) => seers))], counted: all.reduce((sum, { counted }) => sum + counted, 0), kindergartens: all.map(({ kindergarten }) => kindergarten) }]
  })
