import type { OrgKind } from '../src/kernel/actor.ts'

/**
 * The invented part of the demonstration world: the municipality of Fjordvik, which is not on any map, and everyone around its kindergartens.
 * Numbers begin with 31: that series is for synthetic units, and no real unit has one.
 */
export type InventedUnit = {
  readonly name: string
  readonly kind: OrgKind
  readonly form?: string
  readonly number?: string
  readonly ownedBy?: string
  readonly partOf?: string
  readonly capacity?: number
  readonly ownership?: 'municipal' | 'private'
  readonly place?: string
  readonly departments?: readonly string[]
  /** The municipality it lies in, when it is not Fjordvik. */
  readonly liesIn?: string
}

/** A synthetic organisation number with a valid check digit. */
export function synthetic(serial: number): string {
  const weights = [3, 2, 7, 6, 5, 4, 3, 2]
  for (let tried = serial; ; tried += 97) {
    const base = `31${String(tried % 1_000_000).padStart(6, '0')}`
    const rest = [...base].reduce((sum, digit, at) => sum + Number(digit) * (weights[at] ?? 0), 0) % 11
    const check = rest === 0 ? 0 : 11 - rest
    if (check < 10) return base + String(check)
  }
}

const unit = (serial: number, name: string, ownedBy: string, ownership: 'municipal' | 'private', capacity: number, place: string, departments: readonly string[]): InventedUnit => ({
  name,
  kind: 'kindergarten',
  number: synthetic(serial),
  ownedBy,
  ownership,
  capacity,
  place,
  departments,
})

export const municipality = 'Fjordvik kommune'
/** The neighbour that the same team serves: one small private kindergarten beside the other. */
export const neighbour = 'Ytrevik kommune'
export const team = 'Kompetanseteam barnehage Fjordvik'

/** A private kindergarten whose owner has no other, in the neighbouring municipality. */
const alone = (serial: number, name: string, capacity: number): readonly InventedUnit[] => [
  { name: `${name} drift`, kind: 'owner', form: 'single', number: synthetic(serial) },
  { ...unit(serial + 50, `${name} barnehage`, `${name} drift`, 'private', capacity, 'Ytrevik', ['Store', 'Små']), liesIn: neighbour },
]

export const invented: readonly InventedUnit[] = [
  { name: municipality, kind: 'municipality', number: synthetic(100) },
  { name: 'Eventyrkjeden', kind: 'owner', form: 'chain', number: synthetic(200) },
  { name: 'Stiftelsen Fjordgløtt', kind: 'owner', form: 'foundation', number: synthetic(201) },
  { name: 'Foreldrelaget Bråtet', kind: 'owner', form: 'parent-owned', number: synthetic(202) },
  { name: 'Kvitveis drift', kind: 'owner', form: 'single', number: synthetic(203) },
  unit(300, 'Solstråla barnehage', municipality, 'municipal', 72, 'Fjordvik', ['Maurtua', 'Bikuba', 'Revehiet', 'Ørnereiret']),
  unit(301, 'Bølgen barnehage', municipality, 'municipal', 54, 'Fjordvik', ['Krabbene', 'Selungene', 'Havørnene']),
  unit(302, 'Lia barnehage', municipality, 'municipal', 90, 'Lia', ['Blåbær', 'Tyttebær', 'Bringebær', 'Multe', 'Krekling']),
  unit(303, 'Åsen barnehage', municipality, 'municipal', 36, 'Åsen', ['Småtroll', 'Storetroll']),
  unit(304, 'Trollstua barnehage', 'Eventyrkjeden', 'private', 60, 'Fjordvik', ['Veslefrikk', 'Smørbukk', 'Askeladden']),
  unit(305, 'Prinsessehaugen barnehage', 'Eventyrkjeden', 'private', 80, 'Lia', ['Gull', 'Sølv', 'Bronse', 'Krystall']),
  unit(306, 'Nisseskogen barnehage', 'Eventyrkjeden', 'private', 45, 'Åsen', ['Grana', 'Furua']),
  unit(307, 'Draken barnehage', 'Eventyrkjeden', 'private', 50, 'Fjordvik', ['Ild', 'Vind', 'Vann']),
  unit(308, 'Fjordgløtt barnehage', 'Stiftelsen Fjordgløtt', 'private', 64, 'Fjordvik', ['Måkene', 'Ternene', 'Ærfuglene']),
  unit(309, 'Bråtet foreldrebarnehage', 'Foreldrelaget Bråtet', 'private', 28, 'Bråtet', ['Store', 'Små']),
  unit(310, 'Kvitveis familiebarnehage', 'Kvitveis drift', 'private', 9, 'Bråtet', ['Kvitveis']),
  { name: neighbour, kind: 'municipality', number: synthetic(110) },
  ...alone(500, 'Månefisken', 30),
  ...alone(501, 'Sjøsnegla', 24),
  ...alone(502, 'Kakaduen', 36),
  ...alone(503, 'Tannhjulet', 18),
  ...alone(504, 'Vindmølla', 42),
  { name: team, kind: 'support-service', form: 'competence-team', partOf: municipality },
  { name: 'PPT Fjordvik', kind: 'support-service', form: 'ppt', partOf: municipality },
  { name: 'Helsestasjonen i Fjordvik', kind: 'support-service', form: 'health-centre', partOf: municipality },
  { name: 'Barnevernstjenesten i Fjordvik', kind: 'support-service', form: 'child-welfare', partOf: municipality },
  { name: 'Inkluderingsteamet i Fjordvik', kind: 'support-service', partOf: municipality },
  { name: 'Fjordvik skole', kind: 'school', partOf: municipality },
  { name: 'Lia skole', kind: 'school', partOf: municipality },
  { name: 'Høgskolen i Fjordvik', kind: 'university', form: 'university-college', number: synthetic(400) },
  { name: 'Fagskolen i Fjordvik', kind: 'university', form: 'vocational-college', number: synthetic(401) },
  { name: 'Statsforvalteren (oppdiktet)', kind: 'county-governor' },
  { name: 'Barnehageansattes forbund (oppdiktet)', kind: 'association', form: 'union' },
  { name: 'Drift av Samspill', kind: 'operator' },
]
