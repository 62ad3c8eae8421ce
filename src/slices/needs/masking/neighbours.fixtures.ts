import { nobody, publish, type Published, type Tally, type ThemeTally } from './rules.ts'

/** Somebody on a staff: the group they said they belong to, and what they answered to each statement of a theme; undefined where they let it be. */
export type Person = { readonly group: string; readonly answers: readonly (number | undefined)[] }

export function tallyOf(staff: readonly Person[], statements: readonly string[]): ThemeTally {
  return new Map(
    statements.flatMap((statement, at) => {
      const groups = new Map<string, Tally>()
      for (const { group, answers } of staff) {
        const value = answers[at]
        if (value !== undefined) groups.set(group, (groups.get(group) ?? nobody).with(value, ((groups.get(group) ?? nobody)[value] ?? 0) + 1) as unknown as Tally)
      }
      return groups.size > 0 ? [[statement, groups] as const] : []
    }),
  )
}

const shownOf = (staff: readonly Person[], statements: readonly string[], by: (theme: ThemeTally) => readonly Published[]): string => JSON.stringify(by(tallyOf(staff, statements)).toSorted((a, b) => `${a.statement} ${a.part}`.localeCompare(`${b.statement} ${b.part}`, 'en')))

const answering = (person: Person, at: number, value: number): Person => ({ ...person, answers: person.answers.with(at, value) })

/**
 * A staff in which one person answered something else to one statement, and of which exactly the same is shown: whoever sees everything that is shown of this one cannot
 * tell which of the two it is. At most `others` more have answered something else too.
 * @returns undefined when there is none: then what that person answered can be told
 */
export function answeringElse(staff: readonly Person[], who: number, at: number, statements: readonly string[], others = 2, by = publish): readonly Person[] | undefined {
  const own = staff[who]
  const was = own?.answers[at]
  if (!own || was === undefined) return undefined
  const shown = shownOf(staff, statements, by)
  const close = (values: readonly number[], to: number) => values.filter((value) => value !== to).toSorted((a, b) => Math.abs(a - to) - Math.abs(b - to))
  const values = [1, 2, 3, 4, 5, 0]
  const same = (candidate: readonly Person[]) => shownOf(candidate, statements, by) === shown
  const rest = staff.flatMap(({ answers }, index) => (index !== who && answers[at] !== undefined ? [index] : []))
  const deepest = (candidate: readonly Person[], depth: number, from: number): readonly Person[] | undefined => {
    if (same(candidate)) return candidate
    if (depth === 0) return undefined
    for (const [order, index] of rest.entries()) {
      if (order < from) continue
      const other = candidate[index]
      for (const value of close(values, other?.answers[at] ?? 0)) {
        const found = other && deepest(candidate.with(index, answering(other, at, value)), depth - 1, order + 1)
        if (found) return found
      }
    }
    return undefined
  }
  // The fewer others one needs, the better; alone first.
  for (let depth = 0; depth <= others; depth += 1) for (const value of close(values, was)) { const found = deepest(staff.with(who, answering(own, at, value)), depth, 0); if (found) return found }
  return undefined
}

/** A staff with one more, or one less, of which exactly the same is shown. */
export function withoutOne(staff: readonly Person[], statements: readonly string[], by = publish): { readonly staff: readonly Person[]; readonly who: number } | undefined {
  const shown = shownOf(staff, statements, by)
  const who = staff.findIndex((_, index) => shownOf(staff.toSpliced(index, 1), statements, by) === shown)
  return who < 0 ? undefined : { staff: staff.toSpliced(who, 1), who }
}
