import { createHash, randomBytes } from 'node:crypto'
import { loadCounty } from '../../demo/scheme/county/load.ts'
import { trueSize } from '../../demo/scheme/county/plan.ts'
import { shippedSchemes } from '../../src/slices/scheme/schemes/shipped/index.ts'
import { saveSchemes } from '../../src/slices/scheme/schemes/store.ts'
import { addDays, osloDate } from '../../src/kernel/dates.ts'
import { openDb, openPool, system, writing, type Connection } from '../../src/platform/db.ts'
import { countTables } from '../count-tables.ts'

export type Owner = { readonly reportId: string; readonly token: string; readonly csrf: string }

/**
 * A county with as many drafts as owners, each whole but not signed and not sent, and one person signed in for each. The scheme is that of 2026 with
 * one change in its data: the owner alone signs, so that one person can walk the whole way.
 */
export async function prepare(connection: Connection, owners: number, closesAt: Date): Promise<{ readonly roundId: string; readonly owners: readonly Owner[] }> {
  const pool = openPool(connection, { max: 2 })
  const now = new Date()
  const today = osloDate(now)
  try {
    const evening = await writing(openDb(pool), system, async (tx) => {
      const scheme = shippedSchemes.find(({ code }) => code === 'collective-2026')
      if (!scheme) throw new Error('The scheme of 2026 is not there')
      await saveSchemes(tx, [{ ...scheme, code: 'deadline-evening', signatures: ['owner'] }], now)
      const governor = await tx.insertInto('register.organisation').values({ kind: 'county-governor', name: 'Statsforvalteren i målingen (oppdiktet)', fictitious: true, region_id: 'oslo-viken', created_at: now }).returning('id').executeTakeFirstOrThrow()
      const forum = await tx.insertInto('scheme.forum').values({ region_id: 'oslo-viken', manager_id: governor.id, name: 'Forum i målingen (oppdiktet)' }).returning('id').executeTakeFirstOrThrow()
      // More reports than owners: a few of the largest owners have a share without kindergartens.
      const { roundId } = await loadCounty(tx, { ...trueSize, reports: Math.max(120, owners + 20) }, { managerId: governor.id, forumId: forum.id, title: 'Fristkveld', year: Number(today.slice(0, 4)), opens: addDays(today, -60), closes: addDays(today, 1), stage: 'announced', sent: false }, now)
      await tx.updateTable('scheme.round').set({ scheme_code: 'deadline-evening', closes_at: closesAt }).where('id', '=', roundId).execute()
      const reports = await tx.selectFrom('scheme.report').select(['id', 'lead_id']).where('round_id', '=', roundId).orderBy('id').limit(owners).execute()
      const people = reports.map(({ id, lead_id }, at) => ({ reportId: id, leadId: lead_id, personId: crypto.randomUUID() as string, membershipId: crypto.randomUUID() as string, email: `eier${at}@maaling.example`, token: randomBytes(32).toString('base64url'), csrf: randomBytes(32).toString('base64url') }))
      await tx.insertInto('identity.person').values(people.map(({ personId, email }, at) => ({ id: personId, name: `Eier ${at}`, email, language: 'nb', created_at: now }))).execute()
      await tx.insertInto('identity.membership').values(people.map(({ personId, membershipId, leadId }) => ({ id: membershipId, person_id: personId, org_id: leadId, role: 'owner', administers: true, period: '[2020-01-01,)' }))).execute()
      await tx.insertInto('identity.session').values(people.map((one) => ({ token_hash: createHash('sha256').update(one.token).digest(), csrf: one.csrf, person_id: one.personId, membership_id: one.membershipId, provider: 'bench', issuer: 'bench', subject: one.email, started_at: now, seen_at: now }))).execute()
      return { roundId, owners: people }
    })
    // A county's drafts are written over weeks; here they are seconds old.
    await countTables(connection)
    return evening
  } finally {
    await pool.end()
  }
}
