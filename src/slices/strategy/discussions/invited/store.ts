import { sql } from 'kysely'
import type { Role } from '../../../../kernel/actor.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { InvitedRole } from '../rules.ts'
import { roleOf, type Candidate, type Group, type Marked, type Party, type Person } from './rules.ts'

/** Whom a municipality may ask: everybody there, municipal and private alike. For `system`: a partnership is not the municipality's to read. */
export async function loadCandidates(tx: Tx, municipalityId: string): Promise<readonly Candidate[]> {
  const { rows } = await sql<{ grp: Group; id: string; name: string }>`
    with k as (select p.kindergarten_id, p.owner_id from register.kindergarten_profile p where p.municipality_id = ${municipalityId} and p.closed_on is null),
    asked as (
      select 'heads' as grp, k.kindergarten_id as id from k
      union select 'owners', k.owner_id from k where k.owner_id is not null
      union select 'unions', o.id from register.organisation_card o where o.kind = 'association' and o.form = 'union'
      union select 'services', o.id from register.organisation_card o where o.kind = 'support-service' and o.form is distinct from 'competence-team' and o.part_of_id = ${municipalityId}
      union select 'schools', o.id from register.organisation_card o where o.kind = 'school' and (o.part_of_id = ${municipalityId} or o.municipality_id = ${municipalityId})
      union select 'universities', r.partner_id from scheme.running_partnership r join k on k.owner_id = r.owner_id)
    select a.grp, a.id, o.name from asked a join register.organisation_card o on o.id = a.id where o.closed_on is null order by a.grp, o.name`.execute(tx)
  return rows.map(({ grp, id, name }) => ({ group: grp, orgId: id, org: name }))
}

export async function loadParties(tx: Tx, discussionId: string): Promise<readonly Party[]> {
  const rows = await tx
    .selectFrom('strategy.discussion_party as p').innerJoin('register.organisation_card as o', 'o.id', 'p.org_id').select(['p.id', 'p.org_id', 'p.role', 'p.removed_at', 'p.removed_by_name', 'o.name'])
    .where('p.discussion_id', '=', discussionId).orderBy('p.role').orderBy('o.name').execute()
  return rows.map((row) => ({ id: row.id, orgId: row.org_id, org: row.name ?? '', role: row.role as InvitedRole, removed: row.removed_at !== null, removedBy: row.removed_by_name ?? undefined }))
}
export async function addParties(tx: Tx, discussionId: string, add: readonly Candidate[], who: string, now: Date): Promise<void> {
  if (add.length === 0) return
  await tx
    .insertInto('strategy.discussion_party')
    .values(add.map(({ orgId, group }) => ({ discussion_id: discussionId, org_id: orgId, role: roleOf[group], invited_at: now, invited_by_name: who })))
    .onConflict((conflict) => conflict.columns(['discussion_id', 'org_id', 'role']).doUpdateSet({ invited_at: now, invited_by_name: who, removed_at: null, removed_by_name: null }))
    .execute()
}
export const removeParty = (tx: Tx, discussionId: string, id: string, who: string, now: Date) =>
  tx.updateTable('strategy.discussion_party').set({ removed_at: now, removed_by_name: who }).where('discussion_id', '=', discussionId).where('id', '=', id).execute()

/** Those who may come, by the names they have; for those who prepare the meeting. */
export async function loadPeople(tx: Tx, discussionId: string): Promise<readonly Person[]> {
  const { rows } = await sql<{ person_id: string; name: string; org_id: string; org: string; role: Role; prepares: boolean }>`
    select p.person_id, p.name, p.org_id, o.name as org, p.role, p.prepares from strategy.discussion_people(${discussionId}) p join register.organisation_card o on o.id = p.org_id order by p.prepares desc, p.role, p.name limit 500`.execute(tx)
  return rows.map((row) => ({ personId: row.person_id, name: row.name, orgId: row.org_id, org: row.org, role: row.role, prepares: row.prepares }))
}
export async function loadMarked(tx: Tx, discussionId: string): Promise<readonly Marked[]> {
  const rows = await tx
    .selectFrom('strategy.discussion_person as p').innerJoin('register.organisation_card as o', 'o.id', 'p.org_id').select(['p.person_id', 'p.name', 'p.role', 'p.present', 'p.off_at', 'o.name as org'])
    .where('p.discussion_id', '=', discussionId).orderBy('p.role').orderBy('p.name').execute()
  return rows.map((row) => ({ personId: row.person_id, name: row.name, org: row.org ?? '', role: row.role as Role, present: row.present, off: row.off_at !== null }))
}
/** Whether each is there. The name is kept as it is now. */
export async function saveMarks(tx: Tx, discussionId: string, people: readonly Person[], present: ReadonlySet<string>, who: string, now: Date): Promise<void> {
  if (people.length === 0) return
  await tx
    .insertInto('strategy.discussion_person')
    .values(people.map((one) => ({ discussion_id: discussionId, person_id: one.personId, name: one.name, org_id: one.orgId, role: one.role, present: present.has(one.personId), marked_at: now, marked_by_name: who })))
    .onConflict((conflict) => conflict.columns(['discussion_id', 'person_id']).doUpdateSet((row) => ({ present: row.ref('excluded.present'), marked_at: now, marked_by_name: who })))
    .execute()
}
/** On the list again: they see the meeting as before. */
export const saveOn = (tx: Tx, discussionId: string, personId: string, who: string) =>
  tx.updateTable('strategy.discussion_person').set({ off_at: null, marked_by_name: who }).where('discussion_id', '=', discussionId).where('person_id', '=', personId).execute()
/** Off the list: they see no more of the meeting. Whether they were there stays as it was. */
export const saveOff = (tx: Tx, discussionId: string, one: Person, who: string, now: Date) =>
  tx
    .insertInto('strategy.discussion_person')
    .values({ discussion_id: discussionId, person_id: one.personId, name: one.name, org_id: one.orgId, role: one.role, off_at: now, marked_at: now, marked_by_name: who })
    .onConflict((conflict) => conflict.columns(['discussion_id', 'person_id']).doUpdateSet({ off_at: now, marked_by_name: who }))
    .execute()
