import { osloDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Visit } from '../../../platform/visit.ts'
import { standing, type Unit } from './rules.ts'
import { loadUnit, whoCanAdminister } from './store.ts'

export type Seen = { readonly unit: Unit; readonly administers: boolean }

/** The organisation in an address, when the actor has anything to do with its people; undefined is 'not found'. */
export async function seeUnit(tx: Tx, visit: Visit | undefined, id: string | undefined, now: Date): Promise<Seen | undefined> {
  const unit = visit && id && looksLikeId(id) ? await loadUnit(tx, id) : undefined
  if (!visit || !unit) return undefined
  const { here, above } = visit.actor?.role === 'operator' ? await whoCanAdminister(tx, unit.id, osloDate(now)) : { here: true, above: true }
  const stands = standing(visit, unit, !here && !above)
  return stands === 'none' ? undefined : { unit, administers: stands === 'administers' }
}

/** What was typed, to be shown again. */
export const typedIn = (form: Readonly<Record<string, unknown>>): Record<string, string> => Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
