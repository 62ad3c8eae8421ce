import type { LocalDate } from '../../../kernel/dates.ts'
import type { TextKey } from '../../../texts/index.ts'
import { chaptersOf } from '../../../kernel/scheme-themes.ts'

/** A measure with a grant in the municipality this kindergarten year. Public. */
export type Measure = { readonly reportId: string; readonly network: string | undefined; readonly partner: string | undefined; readonly themes: readonly string[]; readonly kindergartens: number; readonly ours: boolean }
export type GuidanceCase = { readonly id: string; readonly reference: string; readonly running: boolean; readonly themes: readonly string[]; readonly endedOn: LocalDate | undefined }
/** A measure the kindergarten is part of, or has been offered, and that is not closed. */
export type OwnMeasure = { readonly id: string; readonly title: string; readonly themes: readonly string[] }
/** A network of the team, or a measure that the team or the owner leads, that the kindergarten is not part of. */
export type Nearby = { readonly kind: 'network' | 'measure'; readonly id: string; readonly name: string; readonly themes: readonly string[]; readonly kindergartens: number }
/** Support material that shares a theme with the need. */
export type Material = { readonly id: string; readonly title: string; readonly themes: readonly string[] }
/** A course to come that the kindergarten's team or owner arranges. */
export type Course = { readonly id: string; readonly title: string; readonly themes: readonly string[]; readonly startsOn: LocalDate }
type IdeaOf<Key> = Key extends `practice.idea.${infer Idea}` ? Idea : never
/** Something small that others have tried about the same, and let be read. `still`: whether it was still done so many months after, when that has been told. */
export type Tried = { readonly id: string; readonly idea: IdeaOf<TextKey> | undefined; readonly words: string; readonly themes: readonly string[]; readonly still: { readonly months: number; readonly how: 'most' | 'some' | 'few' } | undefined }
/** What a university or university college offers. */
export type Offered = { readonly id: string; readonly title: string; readonly university: string; readonly themes: readonly string[] }
export type Known = { readonly cases: readonly GuidanceCase[]; readonly measures: readonly Measure[]; readonly own: readonly OwnMeasure[]; readonly nearby: readonly Nearby[]; readonly material: readonly Material[]; readonly courses: readonly Course[]; readonly tried: readonly Tried[]; readonly offers: readonly Offered[] }

/** Something that exists and is about the same, with the themes that are why it is proposed. Nobody is signed up for anything: the kindergarten chooses. */
export type Proposal =
  | { readonly kind: 'running-guidance'; readonly id: string; readonly reference: string; readonly themes: readonly string[] }
  | { readonly kind: 'material'; readonly id: string; readonly title: string; readonly themes: readonly string[] }
  | { readonly kind: 'course'; readonly id: string; readonly title: string; readonly startsOn: LocalDate; readonly themes: readonly string[] }
  | { readonly kind: 'university-offer'; readonly id: string; readonly title: string; readonly university: string; readonly themes: readonly string[] }
  | { readonly kind: 'tried-by-others'; readonly id: string; readonly idea: Tried['idea']; readonly words: string; readonly still: Tried['still']; readonly themes: readonly string[] }
  | { readonly kind: 'running-measure'; readonly id: string; readonly title: string; readonly themes: readonly string[] }
  | { readonly kind: 'measure-to-join' | 'network-to-join'; readonly name: string; readonly kindergartens: number; readonly themes: readonly string[] }
  | { readonly kind: 'own-measure'; readonly network: string | undefined; readonly partner: string | undefined; readonly themes: readonly string[] }
  | { readonly kind: 'network-nearby'; readonly network: string; readonly kindergartens: number; readonly themes: readonly string[] }
  | { readonly kind: 'earlier-guidance'; readonly id: string; readonly reference: string; readonly endedOn: LocalDate; readonly themes: readonly string[] }

/** Measures that may answer a need, what is under way first. Only what shares a theme with the need is named, and the reason is those themes. */
export function proposalsFor(needThemes: readonly string[], { cases, measures, own, nearby, material, courses, tried, offers }: Known): readonly Proposal[] {
  const shared = (themes: readonly string[]) => needThemes.filter((code) => themes.includes(code))
  const fits = <One extends { readonly themes: readonly string[] }>(list: readonly One[]) => list.map((one) => ({ ...one, themes: shared(one.themes) })).filter(({ themes }) => themes.length > 0)
  const near = fits(measures.map((one) => ({ ...one, themes: chaptersOf(one.themes) })))
  return [
    ...fits(cases).flatMap((one): readonly Proposal[] => (one.running ? [{ kind: 'running-guidance', id: one.id, reference: one.reference, themes: one.themes }] : [])),
    ...fits(own).map((one): Proposal => ({ kind: 'running-measure', id: one.id, title: one.title, themes: one.themes })),
    ...near.flatMap((one): readonly Proposal[] => (one.ours ? [{ kind: 'own-measure', network: one.network, partner: one.partner, themes: one.themes }] : [])),
    ...fits(nearby).map((one): Proposal => ({ kind: one.kind === 'network' ? 'network-to-join' : 'measure-to-join', name: one.name, kindergartens: one.kindergartens, themes: one.themes })).slice(0, 5),
    ...near.flatMap((one): readonly Proposal[] => (!one.ours && one.network ? [{ kind: 'network-nearby', network: one.network, kindergartens: one.kindergartens, themes: one.themes }] : [])).slice(0, 5),
    ...fits(courses).map((one): Proposal => ({ kind: 'course', id: one.id, title: one.title, startsOn: one.startsOn, themes: one.themes })).slice(0, 3),
    ...fits(offers).map((one): Proposal => ({ kind: 'university-offer', id: one.id, title: one.title, university: one.university, themes: one.themes })).slice(0, 3),
    ...fits(material).map((one): Proposal => ({ kind: 'material', id: one.id, title: one.title, themes: one.themes })).slice(0, 3),
    ...fits(tried).map((one): Proposal => ({ kind: 'tried-by-others', id: one.id, idea: one.idea, words: one.words, still: one.still, themes: one.themes })).slice(0, 3),
    ...fits(cases).flatMap((one): readonly Proposal[] => (!one.running && one.endedOn ? [{ kind: 'earlier-guidance', id: one.id, reference: one.reference, endedOn: one.endedOn, themes: one.themes }] : [])).slice(0, 3),
  ]
}
