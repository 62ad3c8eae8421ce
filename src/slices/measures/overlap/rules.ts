import type { LocalDate } from '../../../kernel/dates.ts'

// What else a kindergarten is offered at the same time: too much at once, or twice the same, is pointed out before it is offered. The rules in words: docs/rules/measures.md.

/** So many things at once, the new one counted, is pointed out. */
export const manyAtOnce = 4

export type Meanwhile = {
  readonly kindergartenId: string
  readonly kindergarten: string
  readonly source: 'measure' | 'programme' | 'course' | 'network' | 'visit'
  readonly id: string
  /** Undefined when the reader may not know what it is, only that it is. */
  readonly title: string | undefined
  readonly themes: readonly string[]
  readonly startsOn: LocalDate
  readonly endsOn: LocalDate
}
export type Clash = { readonly kindergartenId: string; readonly kindergarten: string; readonly why: 'same-theme' | 'many'; readonly others: readonly Meanwhile[] }

/** A visit and a network take little room: they are pointed out for their theme, not for how many there are. */
const takesRoom = ({ source }: Meanwhile): boolean => source !== 'network' && source !== 'visit'

/** For each kindergarten: those about a theme of the new one; else all of them that take room, when they become many. */
export function clashesOf(themes: readonly string[], meanwhile: readonly Meanwhile[]): readonly Clash[] {
  return [...Map.groupBy(meanwhile, ({ kindergartenId }) => kindergartenId)].flatMap(([kindergartenId, others]): readonly Clash[] => {
    const [{ kindergarten } = { kindergarten: '' }] = others
    const same = others.filter((one) => one.themes.some((theme) => themes.includes(theme)))
    if (same.length > 0) return [{ kindergartenId, kindergarten, why: 'same-theme', others: same }]
    const much = others.filter(takesRoom)
    return much.length + 1 >= manyAtOnce ? [{ kindergartenId, kindergarten, why: 'many', others: much }] : []
  })
}
