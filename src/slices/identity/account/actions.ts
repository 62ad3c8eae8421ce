import { osloDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import { actAs, system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { lastingSince, type Visit } from '../../../platform/visit.ts'
import * as audit from '../../audit/index.ts'
import { loadCapacities } from '../sign-in/store.ts'
import { loadWaiting } from './email/store.ts'
import * as store from './store.ts'

/** One's own page. It shows only what belongs to the person of the session, also when they have no role today, so the program looks it up. */
export async function loadAccount(tx: Tx, visit: Visit, personId: PersonId, now: Date) {
  await actAs(tx, system)
  const person = await store.loadPerson(tx, personId)
  if (!person) return undefined
  return { ...person, language: person.language as Language, capacities: await loadCapacities(tx, personId, osloDate(now)), sessions: await store.loadSessions(tx, personId, visit.key, lastingSince(now)), waitingEmail: await loadWaiting(tx, personId, now) }
}
export type Account = NonNullable<Awaited<ReturnType<typeof loadAccount>>>

/** What slices above this one have stored about a person, each under its own name in the copy. */
export type Suppliers = Readonly<Record<string, (tx: Tx, personId: PersonId) => Promise<unknown>>>

/** Everything stored about one person (docs/privacy.md says what is left out, and why). */
export async function loadEverything(tx: Tx, personId: PersonId, suppliers: Suppliers): Promise<Readonly<Record<string, unknown>>> {
  await actAs(tx, system)
  const everything: Record<string, unknown> = await store.loadEverything(tx, personId)
  for (const [name, supply] of Object.entries(suppliers)) everything[name] = await supply(tx, personId)
  return everything
}

export const saveAccount = ({ db, now }: Deps, visit: Visit, personId: PersonId, name: string, language: Language) =>
  writing(db, system, async (tx) => {
    await store.saveAccount(tx, personId, name, language)
    await audit.record(tx, visit.actor, { kind: 'account.changed', about: { kind: 'person', id: personId }, readers: [], visibility: 'internal' }, now())
  })

export const endSession = ({ db, now }: Deps, personId: PersonId, id: string) => writing(db, system, (tx) => store.endSessions(tx, personId, { id }, now()))

export const endOtherSessions = ({ db, now }: Deps, visit: Visit, personId: PersonId) => writing(db, system, (tx) => store.endSessions(tx, personId, { allBut: visit.key }, now()))
