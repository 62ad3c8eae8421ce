import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Tx } from '../../../platform/db.ts'
import { daysBetweenAsking, type Indicator, type Outcome } from './rules.ts'

export type ToAsk = { readonly id: string; readonly organisationNumber: string }

/** Kindergartens served by a team that have not been asked about for a while, those never asked about first. The real source is never asked about invented ones; `alsoInvented` is for tests. */
export async function loadToAsk(tx: Tx, now: Date, most: number, alsoInvented: boolean): Promise<readonly ToAsk[]> {
  const { rows } = await sql<ToAsk>`
    select o.id, o.organisation_number as "organisationNumber" from register.organisation_card o
    join register.served_by s on s.kindergarten_id = o.id and s.team_id is not null
    left join needs.indicator_fetch f on f.kindergarten_id = o.id
    where o.kind = 'kindergarten' and o.closed_on is null and o.organisation_number is not null and (${alsoInvented} or not o.fictitious)
      and (f.asked_at is null or f.asked_at < ${now}::timestamptz - make_interval(days => case when f.outcome = 'no-answer' then 1 else ${daysBetweenAsking}::integer end) + interval '1 hour')
    order by f.asked_at nulls first, o.id limit ${most}`.execute(tx)
  return rows
}

export async function saveAnswer(tx: Tx, kindergartenId: string, outcome: Outcome, indicators: readonly Indicator[], refersTo: LocalDate, now: Date): Promise<void> {
  await tx
    .insertInto('needs.indicator_fetch')
    .values({ kindergarten_id: kindergartenId, asked_at: now, outcome })
    .onConflict((conflict) => conflict.column('kindergarten_id').doUpdateSet({ asked_at: now, outcome }))
    .execute()
  if (indicators.length === 0) return
  await tx
    .insertInto('needs.indicator')
    .values(indicators.map((one) => ({ kindergarten_id: kindergartenId, name: one.name, refers_to: refersTo, value: one.value, of_municipality: one.ofMunicipality ?? null, of_country: one.ofCountry ?? null, fetched_at: now })))
    .onConflict((conflict) => conflict.columns(['kindergarten_id', 'name', 'refers_to']).doUpdateSet((eb) => ({ value: eb.ref('excluded.value'), of_municipality: eb.ref('excluded.of_municipality'), of_country: eb.ref('excluded.of_country'), fetched_at: now })))
    .execute()
}
