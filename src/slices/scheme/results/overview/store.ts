import { sql } from 'kysely'
import { oreFrom, sumOre, zero } from '../../../../kernel/money.ts'
import type { Tx } from '../../../../platform/db.ts'
import { loadGrants } from '../store.ts'
import type { Line } from './rules.ts'

export type Loaded = { readonly lines: readonly (Line & { readonly schemeCode: string })[]; readonly years: readonly number[]; /** The actor must not handle some of the county's reports: they are not among the lines. */ readonly disqualified: boolean }

/** Every report of results of a county governor's rounds, due or sent, for a year. Seen with the actor's eyes. */
export async function loadLines(tx: Tx, managerId: string, personId: string, year: number | undefined): Promise<Loaded & { readonly year: number | undefined }> {
  const all = (await loadGrants(tx)).filter((grant) => grant.managerId === managerId)
  const years = [...new Set(all.map((grant) => grant.year))]
  const chosen = year !== undefined && years.includes(year) ? year : (all.find(({ result }) => result?.sentAt)?.year ?? years.at(-1))
  const grants = all.filter((grant) => grant.year === chosen)
  const ids = grants.flatMap(({ result }) => (result?.sentAt ? [result.id] : []))
  const [amounts, people, lying, disqualified] = await Promise.all([
    ids.length === 0 ? [] : tx.selectFrom('scheme.result_amount').select(['result_id', 'used', 'unused']).where('result_id', 'in', ids).execute(),
    ids.length === 0
      ? []
      : tx
          .selectFrom('scheme.result_kindergarten as k')
          .innerJoin('register.organisation_card as o', 'o.id', 'k.kindergarten_id')
          .leftJoin('register.organisation_card as m', 'm.id', 'o.municipality_id')
          .leftJoin('scheme.result_staff as s', (join) => join.onRef('s.result_id', '=', 'k.result_id').onRef('s.kindergarten_id', '=', 'k.kindergarten_id'))
          .select(['k.result_id', 'k.kindergarten_id', 'k.took_part', 'm.name as municipality'])
          .select([sql<number>`coalesce(sum(s.employed), 0)::int`.as('employed'), sql<number>`coalesce(sum(s.took_part), 0)::int`.as('part')])
          .where('k.result_id', 'in', ids)
          .groupBy(['k.result_id', 'k.kindergarten_id', 'k.took_part', 'm.name'])
          .execute(),
    grants.length === 0
      ? []
      : tx
          .selectFrom('scheme.report_party as p')
          .innerJoin('register.organisation_card as o', 'o.id', 'p.org_id')
          .leftJoin('register.organisation_card as m', 'm.id', 'o.municipality_id')
          .select(['p.report_id', 'm.name as municipality'])
          .where('p.part', '=', 'kindergarten')
          .where('p.state', '<>', 'declined')
          .where('p.report_id', 'in', [...new Set(grants.map(({ reportId }) => reportId))])
          .execute(),
    tx.selectFrom('scheme.impartiality').select('report_id').where('person_id', '=', personId).where('disqualified', '=', true).limit(1).executeTakeFirst(),
  ])
  const [money, places, ofGrant] = [Map.groupBy(amounts, (one) => one.result_id), Map.groupBy(people, (one) => one.result_id), Map.groupBy(lying, (one) => one.report_id)]
  return {
    year: chosen,
    years,
    disqualified: disqualified !== undefined,
    lines: grants.map((grant) => {
      const id = grant.result?.id ?? ''
      const sum = (part: 'used' | 'unused') => sumOre((money.get(id) ?? []).map((one) => oreFrom(one[part] ?? zero)))
      return {
        schemeCode: grant.schemeCode, strand: grant.strand, ownership: grant.ownership, sent: grant.result?.sentAt !== undefined, approved: grant.result?.state === 'approved', granted: sumOre(grant.amounts.map(({ ore }) => ore)), used: sum('used'), unused: sum('unused'),
        places: (ofGrant.get(grant.reportId) ?? []).map(({ municipality }) => municipality ?? ''),
        kindergartens: (places.get(id) ?? []).map((one) => ({ municipality: one.municipality ?? '', tookPart: one.took_part, employed: one.employed, part: one.part })),
      }
    }),
  }
}
