/** Who gave the facts, as it stands on each fact and each change, when it was a reading of the national register; an extract of the register says which year it is from. */
export const nbrSource = 'Nasjonalt barnehageregister'

/** Whether the facts come from the national register itself: a file that somebody has made does not, whatever it has in it. */
export const isFromNationalRegister = (source: string): boolean => source === nbrSource || source.startsWith(`${nbrSource}, uttrekk `)

/** What one may look for among kindergartens; all of it stands in the address, so a search can be kept and shared. */
export type KindergartenFilter = {
  readonly text: string
  /** Any number the municipality has had: 3024 and 3201 are both Bærum. */
  readonly municipality: string | undefined
  /** Any county there has been: 30 is Viken, 2020–2023. */
  readonly county: string | undefined
  readonly ownership: 'municipal' | 'private' | undefined
  readonly size: 'small' | 'medium' | 'large' | undefined
  readonly closed: boolean
  readonly sort: 'name' | 'capacity'
}

export type KindergartenRow = {
  readonly id: string
  readonly organisationNumber: string | undefined
  readonly nsrId: string | undefined
  readonly name: string
  readonly shortName: string | undefined
  readonly fictitious: boolean
  readonly fromNationalRegister: boolean
  readonly closedOn: string | undefined
  readonly address: string | undefined
  readonly postalCode: string | undefined
  readonly postalPlace: string | undefined
  readonly municipalityNumber: string | undefined
  readonly municipalityName: string | undefined
  readonly capacity: number | undefined
  readonly ownership: 'municipal' | 'private' | 'other' | undefined
  readonly ownerName: string | undefined
  readonly ages: { readonly from: number; readonly to: number } | undefined
}

type Query = Readonly<Record<string, string | string[] | undefined>>

/** Reads a filter from an address. What is not understood is left out, so an old or mistyped address still shows something. */
export function readFilter(query: Query): KindergartenFilter {
  const one = (name: string) => (typeof query[name] === 'string' ? query[name].trim().slice(0, 100) : '')
  const among = <T extends string>(name: string, values: Readonly<Record<string, T>>): T | undefined => (Object.hasOwn(values, one(name)) ? values[one(name)] : undefined)
  return {
    text: one('q'),
    municipality: /^\d{4}$/.test(one('kommune')) ? one('kommune') : undefined,
    county: /^\d{2}$/.test(one('fylke')) ? one('fylke') : undefined,
    ownership: among('eierform', { kommunal: 'municipal', privat: 'private' }),
    size: among('storrelse', { liten: 'small', middels: 'medium', stor: 'large' }),
    closed: one('nedlagte') === 'ja',
    sort: one('sorter') === 'plasser' ? 'capacity' : 'name',
  }
}

/** The address of the same list with something changed; what is undefined is left out. */
export const addressWith = (path: string, query: Query) => (change: Readonly<Record<string, string | undefined>>): string => {
  const kept = Object.entries(query).flatMap(([name, value]) => (typeof value === 'string' && value !== '' && name !== 'sprak' ? [[name, value] as [string, string]] : []))
  const parameters = new URLSearchParams(kept)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) parameters.delete(name)
    else parameters.set(name, value)
  }
  const text = parameters.toString()
  return text ? `${path}?${text}` : path
}
