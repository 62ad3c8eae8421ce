import type { LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

// What universities and university colleges offer kindergartens. The rules in words: docs/rules/team-offers.md.

export const forms = ['course', 'guidance', 'lecture'] as const
export type Form = (typeof forms)[number]
export const levels = ['none', 'vocational', 'bachelor', 'master'] as const
export type Level = (typeof levels)[number]
export const limits = { title: 200, about: 1800, words: 8, word: 60, evidence: 600, contact: 200 } as const

export type OfferContent = {
  readonly title: string
  readonly form: Form
  readonly about: string
  /** Codes of `guidance.theme_card`, at least one. */
  readonly themes: readonly string[]
  readonly methods: readonly string[]
  readonly languages: readonly string[]
  readonly level: Level
  readonly credits: number | undefined
  /** How many kindergartens it has room for in a year. */
  readonly kindergartens: number
  /** How many people each time, when there is a limit. */
  readonly places: number | undefined
  readonly evidence: string
  readonly contact: string
  readonly startsOn: LocalDate
  /** Undefined: until it is withdrawn. */
  readonly endsOn: LocalDate | undefined
}
export type Offer = OfferContent & { readonly id: string; readonly universityId: string; readonly university: string; readonly withdrawnOn: LocalDate | undefined; readonly version: number; readonly changedAt: Date }

/** It may be asked for, today or when it begins. */
export const isOpen = ({ withdrawnOn, endsOn }: Pick<Offer, 'withdrawnOn' | 'endsOn'>, today: LocalDate): boolean => withdrawnOn === undefined && (endsOn === undefined || endsOn >= today)

export type ContentRefusal = 'period-reversed' | 'period-past' | 'theme-unknown' | 'offer-twice'
type Known = { readonly themes: readonly string[]; /** Another offer of the university that is not withdrawn has the name and the form. */ readonly same: boolean }
function wrongWith({ startsOn, endsOn, themes }: OfferContent, known: Known, today: LocalDate): ContentRefusal | undefined {
  if (endsOn !== undefined && endsOn < startsOn) return 'period-reversed'
  if (endsOn !== undefined && endsOn < today) return 'period-past'
  if (!themes.every((code) => known.themes.includes(code))) return 'theme-unknown'
  return known.same ? 'offer-twice' : undefined
}

type Event<Kind extends string> = { readonly kind: `team.${Kind}` }
export function publish(content: OfferContent, known: Known, today: LocalDate): Decision<ContentRefusal, Event<'offer-published'>> {
  const wrong = wrongWith(content, known, today)
  return wrong ? refuse(wrong) : accept({ kind: 'team.offer-published' })
}

export type ChangeRefusal = 'withdrawn' | 'changed-meanwhile'
/** `seen` is the version that stood on the page. A theme that has gone off the list since stays until it is taken out. */
export function change(offer: Offer, content: OfferContent, seen: number, known: Known, today: LocalDate): Decision<ChangeRefusal | ContentRefusal, Event<'offer-changed'>> {
  if (offer.withdrawnOn !== undefined) return refuse('withdrawn')
  if (offer.version !== seen) return refuse('changed-meanwhile')
  const wrong = wrongWith(content, { ...known, themes: [...known.themes, ...offer.themes] }, today)
  return wrong ? refuse(wrong) : accept({ kind: 'team.offer-changed' })
}
export const withdraw = (offer: Pick<Offer, 'withdrawnOn'>): Decision<'withdrawn', Event<'offer-withdrawn'>> => (offer.withdrawnOn !== undefined ? refuse('withdrawn') : accept({ kind: 'team.offer-withdrawn' }))

export type University = { readonly id: string; readonly name: string }
export type State = 'nobody' | 'one' | 'several'
export type Covered<Theme> = { readonly theme: Theme; readonly by: readonly (University & { readonly forms: readonly Form[] })[]; readonly state: State; /** How many kindergartens ask, 0 when nobody does or too few to say. */ readonly asked: number }
export type Offered = Pick<Offer, 'universityId' | 'university' | 'form' | 'themes'>
/** How each theme is covered by what is offered: first what is asked for and nobody offers, then what one alone offers, then what most ask for. */
export function coverage<Theme extends { readonly code: string }>(themes: readonly Theme[], offers: readonly Offered[], asked: ReadonlyMap<string, number>): readonly Covered<Theme>[] {
  return themes
    .map((theme): Covered<Theme> => {
      const of = offers.filter((offer) => offer.themes.includes(theme.code))
      const by = universitiesOf(of).map((one) => ({ ...one, forms: forms.filter((form) => of.some((offer) => offer.universityId === one.id && offer.form === form)) }))
      return { theme, by, state: by.length === 0 ? 'nobody' : by.length === 1 ? 'one' : 'several', asked: asked.get(theme.code) ?? 0 }
    })
    .toSorted((a, b) => weight(a) - weight(b) || b.asked - a.asked)
}
export const universitiesOf = (offers: readonly Pick<Offer, 'universityId' | 'university'>[]): readonly University[] => [...new Map(offers.map((one) => [one.universityId, { id: one.universityId, name: one.university }])).values()]
/** What somebody asks for, and one alone or nobody offers. */
export const isThin = ({ state, asked }: Covered<unknown>): boolean => asked > 0 && state !== 'several'
const weight = (row: Covered<unknown>): number => (isThin(row) ? (row.state === 'nobody' ? 0 : 1) : 2)
