import type { Pages } from '../../../kernel/paging.ts'
import { kindergartenYear, type Participant } from './rules.ts'

/** The open list as JSON; see `docs/data/participants.md`. Names of the fields never change. */
export const listAsJson = (rows: readonly Participant[], paging: Pages) => ({
  licence: 'NLOD',
  total: paging.total,
  page: paging.number,
  pages: paging.count,
  pageSize: paging.size,
  participants: rows.map((row) => ({
    kindergartenYear: kindergartenYear(row.year).replace('–', '-'),
    kindergartenId: row.kindergartenId,
    kindergarten: row.kindergarten,
    organisationNumber: row.organisationNumber ?? null,
    municipality: row.municipality ?? null,
    municipalityNumber: row.municipalityNumber ?? null,
    owner: row.owner ?? null,
    ownership: row.ownership ?? null,
    network: row.network ?? null,
    themes: row.themes,
    partner: row.partner ?? null,
    scheme: row.schemeCode,
    strand: row.strand,
    fictitious: row.fictitious,
  })),
})
