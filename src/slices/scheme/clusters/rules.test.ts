import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { after, aloneIn, dissolve, gather, maySort, merge, move, split, type Partition } from './rules.ts'

const now: Partition = { reports: ['a', 'b', 'c', 'd', 'e', 'f'], clusters: [{ id: 'one', version: 3, reports: ['a', 'b', 'c'] }, { id: 'two', version: 1, reports: ['d', 'e'] }] }

describe('what people may do with clusters', () => {
  it.each([
    ['a proposal of one is no cluster', gather(now, ['f', 'f']), 'too-few'],
    ['what is in another cluster is moved, not gathered', gather(now, ['f', 'a']), 'already-placed'],
    ['a report of another round', gather(now, ['f', 'x']), 'unknown-report'],
    ['a cluster is not merged with itself', merge(now, 'one', 'one', 3), 'same-cluster'],
    ['nor with one that is gone', merge(now, 'one', 'nine', 3), 'gone'],
    ['nor when somebody has changed it', merge(now, 'one', 'two', 2), 'changed-meanwhile'],
    ['two are merged', merge(now, 'one', 'two', 3), 'scheme.clusters-merged'],
    ['nothing chosen is no split', split(now, 'one', [], 3), 'none-chosen'],
    ['nor is everything', split(now, 'one', ['a', 'b', 'c'], 3), 'all-chosen'],
    ['nor what is elsewhere', split(now, 'one', ['d'], 3), 'not-in-cluster'],
    ['some are split off', split(now, 'one', ['c'], 3), 'scheme.cluster-split'],
    ['a move to where it is', move(now, 'a', 'one'), 'already-there'],
    ['out, where it is already', move(now, 'f', 'alone'), 'already-there'],
    ['out', move(now, 'a', 'alone'), 'scheme.report-moved'],
    ['into one', move(now, 'f', 'two'), 'scheme.report-moved'],
    ['into one that is gone', move(now, 'f', 'nine'), 'gone'],
    ['a cluster is dissolved', dissolve(now, 'two', 1), 'scheme.cluster-dissolved'],
  ])('%s', (_, answer, expected) => {
    expect(answer.ok ? answer.event.kind : answer.because).toBe(expected)
  })
  it('when the round is closed and until the decision', () => {
    expect([maySort('announced', false), maySort('announced', true), maySort('in-review', true), maySort('in-forum', true), maySort('decided', true)]).toEqual([false, true, true, true, false])
  })
})

const asSets = ({ clusters, reports }: Partition) => ({ clusters: clusters.map((one) => [...one.reports].sort().join(' ')).sort(), reports: [...reports].sort() })
const partitions = fc.array(fc.array(fc.nat(9), { maxLength: 5 }), { maxLength: 5 }).map((groups): Partition => {
  const seen = new Set<number>()
  const clusters = groups.map((group) => [...new Set(group)].filter((one) => !seen.has(one) && seen.add(one))).filter(({ length }) => length > 0)
  return { reports: Array.from({ length: 10 }, (_, at) => `r${at}`), clusters: clusters.map((group, at) => ({ id: `c${at}`, version: 1, reports: group.map((one) => `r${one}`) })) }
})

describe('always', () => {
  test('every report is in exactly one place, whatever is done', () => {
    fc.assert(fc.property(partitions, fc.array(fc.tuple(fc.constantFrom('gather', 'merge', 'split', 'move', 'dissolve'), fc.nat(9), fc.nat(9), fc.nat(9)), { maxLength: 20 }), (start, done) => {
      let partition = start
      for (const [at, [what, x, y, z]] of done.entries()) {
        const cluster = (n: number) => partition.clusters[n % Math.max(1, partition.clusters.length)]
        const [a, b] = [cluster(x), cluster(y)]
        const answer =
          what === 'gather' ? gather(partition, [`r${x}`, `r${y}`, `r${z}`])
          : what === 'merge' ? merge(partition, a?.id ?? '', b?.id ?? '', a?.version ?? 0)
          : what === 'split' ? split(partition, a?.id ?? '', a?.reports.slice(0, z) ?? [], a?.version ?? 0)
          : what === 'move' ? move(partition, `r${x}`, z % 2 === 0 ? 'alone' : (b?.id ?? 'alone'))
          : dissolve(partition, a?.id ?? '', a?.version ?? 0)
        if (answer.ok) partition = after(partition, answer.event, `n${at}`)
        const everywhere = [...partition.clusters.flatMap((one) => one.reports), ...aloneIn(partition)]
        expect(everywhere.sort()).toEqual([...start.reports].sort())
        expect(partition.clusters.every((one) => one.reports.length > 0)).toBe(true)
      }
    }))
  })
  test('merged and then split, all is where it was', () => {
    fc.assert(fc.property(partitions, fc.nat(9), fc.nat(9), (start, x, y) => {
      const [a, b] = [start.clusters[x % Math.max(1, start.clusters.length)], start.clusters[y % Math.max(1, start.clusters.length)]]
      if (!a || !b || a === b) return
      const merged = merge(start, a.id, b.id, a.version)
      const together = after(start, merged.ok ? merged.event : expect.fail('not merged'), 'both')
      const parted = split(together, 'both', b.reports, 1)
      expect(asSets(after(together, parted.ok ? parted.event : expect.fail('not split'), 'again'))).toEqual(asSets(start))
    }))
  })
})
