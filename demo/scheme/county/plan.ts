import { dice } from '../../../src/kernel/dice.ts'
import { kindergartenName, measures, needs, placeName } from './names.ts'

/** How large an invented county is: `kindergartens` are those the reports cover; about a fifth more are in nobody's report. 2019's true size was 284 reports for 1,587 kindergartens in 52 municipalities and 15 city districts, with three universities. */
export type CountySize = { readonly reports: number; readonly kindergartens: number; readonly municipalities: number; readonly districts: number; readonly universities: number }
export const trueSize: CountySize = { reports: 284, kindergartens: 1587, municipalities: 52, districts: 15, universities: 3 }
export const smallSize: CountySize = { reports: 18, kindergartens: 64, municipalities: 4, districts: 1, universities: 3 }

export type PlannedKindergarten = { readonly at: number; readonly name: string; readonly place: number; readonly owner: PlannedOwner; readonly staff: number; readonly capacity: number }
export type PlannedOwner = { readonly kind: 'municipality' | 'chain' | 'single'; readonly at: number; readonly name: string }
export type PlannedReport = {
  readonly at: number
  readonly title: string
  readonly need: string
  readonly theme: number
  readonly lead: PlannedOwner
  readonly kindergartens: readonly PlannedKindergarten[]
  readonly university: number
  /** 1 to 3 years. */
  readonly duration: number
  /** 1 (some) to 4 (very great). */
  readonly challenge: number
  /** Kroner the first year, to the owner and to the university. */
  readonly kroner: readonly [number, number]
}
export type County = { readonly places: readonly { readonly name: string; readonly isDistrict: boolean }[]; readonly owners: readonly PlannedOwner[]; readonly kindergartens: readonly PlannedKindergarten[]; readonly reports: readonly PlannedReport[] }

/** The same county for the same seed: numbers from dice with a seed, so that measurements can be repeated. */
export function planCounty(size: CountySize, seed = 2019): County {
  const random = dice(seed)
  const upTo = (most: number): number => Math.floor(random() * most)
  const places = Array.from({ length: size.municipalities + size.districts }, (_, at) => ({ name: `${at < size.municipalities ? '' : 'Bydel '}${placeName(at)}${at < size.municipalities ? ' kommune' : ''} (oppdiktet)`, isDistrict: at >= size.municipalities }))
  const municipal = places.map(({ name }, at): PlannedOwner => ({ kind: 'municipality', at, name }))
  const chains = Array.from({ length: Math.max(2, Math.round(size.kindergartens / 130)) }, (_, at): PlannedOwner => ({ kind: 'chain', at, name: `${placeName(at + 3)}kjeden (oppdiktet)` }))
  const singles: PlannedOwner[] = []
  const kindergartens = Array.from({ length: Math.round(size.kindergartens / coverage) }, (_, at): PlannedKindergarten => {
    const place = upTo(places.length)
    const kind = random()
    const staff = 6 + upTo(22)
    const name = kindergartenName(at)
    const owner = kind < 0.46 ? municipal[place] : kind < 0.7 ? chains[upTo(chains.length)] : undefined
    const single: PlannedOwner = { kind: 'single', at: singles.length, name: `${name.replace(' barnehage', '')} drift (oppdiktet)` }
    if (!owner) singles.push(single)
    return { at, name, place, owner: owner ?? single, staff, capacity: staff * 4 }
  })
  const owners = [...municipal, ...chains, ...singles].filter((owner) => kindergartens.some((one) => one.owner === owner) || owner.kind === 'municipality')
  return { places, owners, kindergartens, reports: planReports(size, owners, kindergartens, random) }
}

/** 284 reports covered 1,587 of about 2,000 kindergartens in 2019. */
const coverage = 0.79

/** Large owners report several measures, each for a part of their kindergartens; small owners report less often, as they did. */
function planReports(size: CountySize, owners: readonly PlannedOwner[], kindergartens: readonly PlannedKindergarten[], random: () => number): PlannedReport[] {
  const upTo = (most: number): number => Math.floor(random() * most)
  const large = owners.filter((owner) => owner.kind !== 'single' && kindergartens.some((one) => one.owner === owner))
  const small = owners.filter(({ kind }) => kind === 'single').slice(0, size.kindergartens - kindergartens.filter(({ owner }) => owner.kind !== 'single').length)
  const fromLarge = size.reports - small.length
  const shares = Array.from({ length: size.reports }, (_, at) => (at < fromLarge ? large[at % large.length] : small[at - fromLarge]))
  const turns = new Map<PlannedOwner, number>()
  const of = new Map(owners.map((owner) => [owner, shares.filter((one) => one === owner).length]))
  return shares.flatMap((lead, at) => {
    if (!lead) return []
    const own = kindergartens.filter(({ owner }) => owner === lead)
    const turn = turns.get(lead) ?? 0
    turns.set(lead, turn + 1)
    const share = own.filter((_, index) => index % (of.get(lead) ?? 1) === turn)
    if (share.length === 0) return []
    const duration = 1 + upTo(3)
    const staff = share.reduce((sum, one) => sum + one.staff, 0)
    const theme = upTo(measures.length)
    return [{ at, title: measures[theme] ?? '', need: needs[(theme + upTo(2)) % needs.length] ?? '', theme, lead, kindergartens: share, university: upTo(size.universities), duration, challenge: 1 + upTo(4), kroner: [staff * 900 + 20_000 + upTo(40) * 1000, staff * 500 + 30_000 + upTo(30) * 1000] as const }]
  })
}
