/** What comes at the same time and needs the same lock is done together: one transaction for all of them instead of one after the other. */
export type Handfuls<One, Result> = (place: string, one: One) => Promise<Result>

type Waiting<One, Result> = { readonly one: One; readonly done: (result: Result) => void; readonly failed: (problem: unknown) => void }

/**
 * The first to come to a place is begun at once; those who come while it is under way wait, and are done together, in the order they came. Nobody gets an
 * answer before the work is committed.
 * @param work answers for each one, in the order given; all of it or nothing. When it throws for several, each is tried alone: one bad form stops no other.
 */
export function inHandfuls<One, Result>(mostAtOnce: number, work: (ones: readonly One[]) => Promise<readonly Result[]>): Handfuls<One, Result> {
  const places = new Map<string, Waiting<One, Result>[]>()
  const alone = async ({ one, done, failed }: Waiting<One, Result>): Promise<void> => {
    try {
      for (const result of await work([one])) done(result)
    } catch (problem) {
      failed(problem)
    }
  }
  const handful = async (waiting: readonly Waiting<One, Result>[]): Promise<void> => {
    try {
      const results = await work(waiting.map(({ one }) => one))
      for (const [at, result] of results.entries()) waiting[at]?.done(result)
    } catch {
      for (const one of waiting) await alone(one)
    }
  }
  const empty = async (place: string, queue: Waiting<One, Result>[]): Promise<void> => {
    while (queue.length > 0) {
      const [first, ...others] = queue.splice(0, mostAtOnce)
      if (first) await (others.length === 0 ? alone(first) : handful([first, ...others]))
    }
    places.delete(place)
  }
  return (place, one) =>
    new Promise((done, failed) => {
      const queue = places.get(place)
      if (queue) return void queue.push({ one, done, failed })
      const made = [{ one, done, failed }]
      places.set(place, made)
      void empty(place, made)
    })
}
