import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inHandfuls } from './handfuls.ts'

/** Work that ends when it is told to, and remembers what it was given. */
function work(fails: (ones: readonly number[]) => boolean = () => false) {
  const given: (readonly number[])[] = []
  const ends: (() => void)[] = []
  const done = (ones: readonly number[]) => {
    given.push(ones)
    return new Promise<readonly string[]>((resolve, reject) => ends.push(() => (fails(ones) ? reject(new Error('refused')) : resolve(ones.map((one) => `done ${one}`)))))
  }
  const endAll = async () => {
    for (let turn = 0; turn < 400; turn++) {
      ends.shift()?.()
      await Promise.resolve()
    }
  }
  return { given, done, endAll }
}

describe('what comes at the same time is done together', () => {
  it('begins the first at once, and gives it its answer', async () => {
    const { given, done, endAll } = work()
    const answer = inHandfuls(10, done)('a course', 1)
    expect(given).toEqual([[1]])
    await endAll()
    expect(await answer).toBe('done 1')
  })

  it('lets those who come meanwhile wait for each other, place by place, never more than so many at once', async () => {
    const { given, done, endAll } = work()
    const add = inHandfuls(3, done)
    const answers = [add('a', 1), add('a', 2), add('b', 10), add('a', 3), add('a', 4), add('a', 5)]
    await endAll()
    expect(given).toEqual([[1], [10], [2, 3, 4], [5]])
    expect(await Promise.all(answers)).toEqual(['done 1', 'done 2', 'done 10', 'done 3', 'done 4', 'done 5'])
  })

  it('tries each alone when a handful fails, and only the one that fails is told so', async () => {
    const { given, done, endAll } = work((ones) => ones.includes(3))
    const add = inHandfuls(10, done)
    const answers = Promise.allSettled([1, 2, 3, 4].map((one) => add('a', one)))
    await endAll()
    expect((await answers).map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect(given).toEqual([[1], [2, 3, 4], [2], [3], [4]])
  })

  it('answers everybody, each once and in the order they came, whatever fails', async () => {
    await fc.assert(fc.asyncProperty(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 25 }), fc.array(fc.integer({ min: 0, max: 24 })), async (most, people, bad) => {
      const { given, done, endAll } = work((ones) => ones.some((one) => bad.includes(one)))
      const add = inHandfuls(most, done)
      const answers = Promise.allSettled(Array.from({ length: people }, (_, one) => add('a', one)))
      await endAll()
      expect((await answers).map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(Array.from({ length: people }, (_, one) => (bad.includes(one) ? 'failed' : `done ${one}`)))
      expect(given.every((ones) => ones.length <= most)).toBe(true)
    }), { numRuns: 100 })
  })
})
