import { fewest } from '../../../kernel/fewest.ts'

// Themes of resource teams, lifted to the level of the system. The rules in words: docs/rules/measures-resource-teams.md.

/** That a kindergarten's resource team has talked of a theme in a kindergarten year, and whom it would be lifted for. */
export type Seen = { readonly kindergartenId: string; readonly teamId: string; readonly municipalityId: string; readonly theme: string; readonly year: number }
/** That a kindergarten's resource team has minutes of a kindergarten year, and the themes it is counted for. */
export type Met = Omit<Seen, 'theme'> & { readonly counted: readonly string[] }
export type Block = Omit<Seen, 'kindergartenId'> & { readonly kindergartenIds: readonly string[] }

/**
 * Those who wait, put together: five kindergartens or more of the same municipality and team, theme and year make a block, which is made once and never changes.
 * Every figure is a sum of whole blocks, so nothing can be subtracted, by filter or from one day to the next, that leaves one to four. A kindergarten counts once
 * for each theme and year; fewer than five wait. So do those who would make the figure everybody: a figure that is all who could be in it names each of them.
 * @param waiting those not counted yet, in any order, perhaps more than once
 * @param met everyone with minutes, whatever they have talked of
 */
export function lift(waiting: readonly Seen[], met: readonly Met[]): readonly Block[] {
  const once = new Map(waiting.map((one) => [`${one.kindergartenId} ${one.theme} ${one.year}`, one]))
  const groups = Map.groupBy(once.values(), ({ teamId, municipalityId, theme, year }) => JSON.stringify([teamId, municipalityId, theme, year]))
  return [...groups.values()].flatMap((group): Block[] => {
    const [first] = group
    if (!first || group.length < fewest) return []
    const { teamId, municipalityId, theme, year } = first
    const kindergartenIds = group.map(({ kindergartenId }) => kindergartenId).toSorted()
    const isOther = (one: Met) => one.teamId === teamId && one.municipalityId === municipalityId && one.year === year && !one.counted.includes(theme) && !kindergartenIds.includes(one.kindergartenId)
    return met.some(isOther) ? [{ teamId, municipalityId, theme, year, kindergartenIds }] : []
  })
}

export type Lifted = { readonly municipalityId: string; readonly municipality: string; readonly theme: string; readonly year: number; readonly kindergartens: number }
/** The figures of a year, the most seen first: sums of whole blocks. */
export function figures(blocks: readonly Lifted[], year: number, municipalityId: string | undefined): readonly { readonly theme: string; readonly kindergartens: number }[] {
  const sums = new Map<string, number>()
  for (const one of blocks) if (one.year === year && (municipalityId === undefined || one.municipalityId === municipalityId)) sums.set(one.theme, (sums.get(one.theme) ?? 0) + one.kindergartens)
  return [...sums].map(([theme, kindergartens]) => ({ theme, kindergartens })).toSorted((a, b) => b.kindergartens - a.kindergartens || (a.theme < b.theme ? -1 : 1))
}
