/** What one may look for among those who take part; all of it stands in the address, so a search can be kept and shared. */
export type ParticipantFilter = {
  readonly text: string
  /** Any number the municipality has had. */
  readonly municipality: string | undefined
  readonly ownership: 'municipal' | 'private' | undefined
  /** The kindergarten year: 2019 is 2019-2020. */
  readonly year: number | undefined
}

/** A kindergarten that takes part in a kindergarten year: public facts only. */
export type Participant = {
  readonly kindergartenId: string
  readonly kindergarten: string
  readonly organisationNumber: string | undefined
  readonly fictitious: boolean
  readonly municipality: string | undefined
  readonly municipalityNumber: string | undefined
  readonly owner: string | undefined
  readonly ownership: 'municipal' | 'private' | undefined
  readonly network: string | undefined
  /** Others are in the same report: of the network, or of the same owner. */
  readonly together: boolean
  /** Codes, as the scheme has them. */
  readonly themes: readonly string[]
  readonly partner: string | undefined
  readonly schemeCode: string
  readonly strand: string
  readonly year: number
}

type Query = Readonly<Record<string, string | string[] | undefined>>

/** Reads a filter from an address. What is not understood is left out, so an old or mistyped address still shows something. */
export function readFilter(query: Query): ParticipantFilter {
  const one = (name: string) => (typeof query[name] === 'string' ? query[name].trim().slice(0, 100) : '')
  const year = Number(one('aar'))
  return {
    text: one('q'),
    municipality: /^\d{4}$/.test(one('kommune')) ? one('kommune') : undefined,
    ownership: one('eierform') === 'kommunal' ? 'municipal' : one('eierform') === 'privat' ? 'private' : undefined,
    year: /^\d{4}$/.test(one('aar')) && year >= 2019 && year <= 2110 ? year : undefined,
  }
}

/** The address of the same list with something changed; what is undefined is left out. */
export function addressWith(path: string, { text, municipality, ownership, year }: ParticipantFilter, side?: number): string {
  const parameters = new URLSearchParams()
  if (text) parameters.set('q', text)
  if (year !== undefined) parameters.set('aar', String(year))
  if (municipality) parameters.set('kommune', municipality)
  if (ownership) parameters.set('eierform', ownership === 'municipal' ? 'kommunal' : 'privat')
  if (side !== undefined && side > 1) parameters.set('side', String(side))
  const query = parameters.toString()
  return query ? `${path}?${query}` : path
}

/** '2019-2020' */
export const kindergartenYear = (year: number): string => `${year}–${year + 1}`
