import type { Pages } from '../../kernel/paging.ts'
import type { KindergartenRow } from './rules.ts'

/** The open list as JSON: public facts of the register only, never what the unit or the team has written. */
export const listAsJson = (rows: readonly KindergartenRow[], paging: Pages) => ({
  source: 'Nasjonalt barnehageregister, Utdanningsdirektoratet',
  licence: 'NLOD',
  total: paging.total,
  page: paging.number,
  pages: paging.count,
  pageSize: paging.size,
  kindergartens: rows.map((row) => ({
    id: row.id,
    name: row.name,
    organisationNumber: row.organisationNumber ?? null,
    nsrId: row.nsrId ?? null,
    address: row.address ?? null,
    postalCode: row.postalCode ?? null,
    postalPlace: row.postalPlace ?? null,
    municipality: row.municipalityName ?? null,
    municipalityNumber: row.municipalityNumber ?? null,
    ownership: row.ownership ?? null,
    owner: row.ownerName ?? null,
    capacity: row.capacity ?? null,
    ages: row.ages ?? null,
    closedOn: row.closedOn ?? null,
    fictitious: row.fictitious,
    fromNationalRegister: row.fromNationalRegister,
  })),
})
