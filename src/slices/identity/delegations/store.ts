import { sql } from 'kysely'
import type { PersonId } from '../../../kernel/ids.ts'
import type { Language } from '../../../kernel/language.ts'
import { fromRange, toRange, type Period } from '../../../kernel/period.ts'
import type { Tx } from '../../../platform/db.ts'
import type { DelegationScope } from '../members/rules.ts'
import { absences, type Absence, type Delegation } from './rules.ts'

/** Delegations of roles in the organisations, newest first, as far as the actor may see. */
export async function loadDelegations(tx: Tx, orgIds: readonly string[]): Promise<Delegation[]> {
  if (orgIds.length === 0) return []
  const rows = await delegations(tx).where('m.org_id', 'in', [...orgIds]).orderBy(sql`lower(d.period) desc`).orderBy('d.id').execute()
  return rows.map(delegationOf)
}

export async function loadDelegation(tx: Tx, id: string): Promise<Delegation | undefined> {
  const row = await delegations(tx).where('d.id', '=', id).executeTakeFirst()
  return row && delegationOf(row)
}

const delegations = (tx: Tx) =>
  tx
    .selectFrom('identity.delegation as d')
    .innerJoin('identity.membership as m', 'm.id', 'd.membership_id')
    .innerJoin('identity.person as head', 'head.id', 'm.person_id')
    .innerJoin('identity.person as deputy', 'deputy.id', 'd.deputy_id')
    .select(['d.id', 'd.membership_id', 'm.org_id', 'm.person_id', 'd.deputy_id', 'd.period', 'd.scope', 'd.reason', 'd.ended_at', 'head.name as head', 'deputy.name as deputy'])

type Row = Awaited<ReturnType<ReturnType<typeof delegations>['execute']>>[number]

const delegationOf = (row: Row): Delegation => ({
  id: row.id,
  membershipId: row.membership_id,
  orgId: row.org_id,
  headId: row.person_id as PersonId,
  headName: row.head,
  deputyId: row.deputy_id as PersonId,
  deputyName: row.deputy,
  period: fromRange(row.period),
  scope: row.scope as DelegationScope[],
  absence: absences.find((known: Absence) => known === row.reason),
  endedAt: row.ended_at ?? undefined,
})

export type NewDelegation = { readonly membershipId: string; readonly deputyId: string; readonly period: Period; readonly scope: readonly DelegationScope[]; readonly absence: Absence; readonly at: Date }

export async function saveDelegation(tx: Tx, made: NewDelegation): Promise<string> {
  const id = crypto.randomUUID()
  await tx.insertInto('identity.delegation').values({ id, membership_id: made.membershipId, deputy_id: made.deputyId, period: toRange(made.period), scope: [...made.scope], reason: made.absence, made_at: made.at }).execute()
  return id
}

export const endDelegation = (tx: Tx, id: string, at: Date) => tx.updateTable('identity.delegation').set({ ended_at: at }).where('id', '=', id).where('ended_at', 'is', null).execute()

export async function languagesOf(tx: Tx, personIds: readonly string[]): Promise<{ personId: PersonId; language: Language }[]> {
  if (personIds.length === 0) return []
  const rows = await tx.selectFrom('identity.person').select(['id', 'language']).where('id', 'in', [...personIds]).execute()
  return rows.map((row) => ({ personId: row.id as PersonId, language: row.language as Language }))
}
