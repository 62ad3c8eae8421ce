import type { Limit } from './http.ts'

const mostKept = 10_000

/**
 * Counts what has failed, where something can be found by trying and many honest people share one address: a route's own limit counts those who get it right too.
 * Kept in memory, by each program for itself.
 */
export function countFailures({ max, minutes }: Limit): { readonly tooMany: (key: string, now: Date) => boolean; readonly add: (key: string, now: Date) => void } {
  const counted = new Map<string, { failed: number; readonly until: number }>()
  const live = (key: string, now: Date) => {
    const one = counted.get(key)
    return one !== undefined && one.until > now.getTime() ? one : undefined
  }
  return {
    tooMany: (key, now) => (live(key, now)?.failed ?? 0) >= max,
    add: (key, now) => {
      const one = live(key, now)
      if (one) one.failed += 1
      else {
        // The oldest stand first.
        const oldest = counted.size >= mostKept ? counted.keys().next().value : undefined
        if (oldest !== undefined) counted.delete(oldest)
        counted.delete(key)
        counted.set(key, { failed: 1, until: now.getTime() + minutes * 60_000 })
      }
    },
  }
}
