import { writing, type Db } from '../../../../platform/db.ts'
import { castAnswers, type Ballot, type Outcome } from './store.ts'

// Answers that come at about the same time are counted in one transaction: a hundred phones are one write, and which answer came from which phone cannot
// be told from the order or the time of what is stored. Nobody gets an answer back before it is committed.

/** So long the first of a handful waits for the others, in milliseconds. */
const waits = 25
const mostAtOnce = 200

type Waiting = { readonly ballot: Ballot; readonly done: (outcome: Outcome) => void; readonly failed: (problem: unknown) => void }
const gathered = new WeakMap<Db, Map<string, Waiting[]>>()

/** Counts one answer, together with those that come at the same time. @throws what the database threw, for all of them: nothing was counted then */
export function cast(db: Db, sessionId: string, theme: string, ballot: Ballot): Promise<Outcome> {
  const places = gathered.get(db) ?? new Map<string, Waiting[]>()
  gathered.set(db, places)
  const place = `${sessionId} ${theme}`
  return new Promise((done, failed) => {
    const waiting = places.get(place)
    if (waiting && waiting.length < mostAtOnce) {
      waiting.push({ ballot, done, failed })
      return
    }
    const handful: Waiting[] = [{ ballot, done, failed }]
    places.set(place, handful)
    setTimeout(() => {
      if (places.get(place) === handful) places.delete(place)
      void count(db, sessionId, theme, handful)
    }, waits)
  })
}

async function count(db: Db, sessionId: string, theme: string, handful: readonly Waiting[]): Promise<void> {
  try {
    const outcomes = await writing(db, undefined, (tx) => castAnswers(tx, sessionId, theme, handful.map(({ ballot }) => ballot)))
    for (const { ballot, done } of handful) done(outcomes.get(ballot.used) ?? 'closed')
  } catch (problem) {
    for (const { failed } of handful) failed(problem)
  }
}
