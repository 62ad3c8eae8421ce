/** A kindergarten of the county, and whether a report has had it with it. */
export type Reached = { readonly name: string; readonly ownerId: string | undefined; readonly ownerName: string | undefined; readonly private: boolean; readonly municipality: string; readonly inRound: boolean; readonly ever: boolean }

/** An owner with so few kindergartens has nobody who follows the rounds: those who fall out of the scheme. */
const smallOwner = 2

/** So many of each list stand open on the page; the rest is folded. */
export const firstShown = 5

export type Missing = {
  readonly kindergartens: number
  readonly notInRound: readonly Reached[]
  readonly never: readonly Reached[]
  /** Private owners with one or two kindergartens, and none of them in this round. */
  readonly smallOwners: readonly { readonly id: string; readonly name: string; readonly kindergartens: number; readonly ever: boolean }[]
  readonly owners: number
  readonly ownersNever: number
}

/** Who is missing in a round: not in it, never in any, and the small private owners among them. */
export function whoIsMissing(all: readonly Reached[]): Missing {
  const owners = [...Map.groupBy(all.filter(({ ownerId }) => ownerId !== undefined), ({ ownerId }) => ownerId ?? '')]
  const small = owners.filter(([, list]) => list.length <= smallOwner && list.every((one) => one.private))
  return {
    kindergartens: all.length,
    notInRound: all.filter(({ inRound }) => !inRound),
    never: all.filter(({ ever }) => !ever),
    // Those who have never been in a round first.
    smallOwners: small.filter(([, list]) => list.every(({ inRound }) => !inRound)).map(([id, list]) => ({ id, name: list[0]?.ownerName ?? '', kindergartens: list.length, ever: list.some(({ ever }) => ever) })).toSorted((one, other) => Number(one.ever) - Number(other.ever)),
    owners: owners.length,
    ownersNever: owners.filter(([, list]) => list.every(({ ever }) => !ever)).length,
  }
}
