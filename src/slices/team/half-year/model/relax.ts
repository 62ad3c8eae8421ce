import type { Program } from '../../../../platform/optimiser.ts'
import type { Prices } from './prices.ts'
import { points, type Prepared } from './problem.ts'

/**
 * The model without whole numbers, for HiGHS: x[c,a,w] anywhere from 0 to 1, and for each adviser and week one column for how far above the even share.
 * y falls away: without whole numbers y[c,a] = Σw x[c,a,w] / the visits a has weeks for always does, and Σa y[c,a] ≤ 1 says how many there can be. Its best is a sum no plan can pass.
 */
export function relaxation({ wishes, weeks, minutes, share, locked, room }: Prepared): { readonly program: Program; readonly wishOf: Int32Array; readonly constant: number; /** From a price for each row. */ readonly pricesOf: (rows: Float64Array) => Prices } {
  const value: number[] = []
  const wishOf: number[] = []
  const rows: { most: number; at: number[]; weight: number[] }[] = []
  const cells = Array.from(minutes, (): { at: number[]; weight: number[] } => ({ at: [], weight: [] }))
  const places = Array.from(room, (): number[] => [])
  for (const [index, { ways, gap, kindergarten }] of wishes.entries()) {
    const all: number[] = []
    const part: number[] = []
    const weekly = Array.from({ length: weeks }, (): number[] => [])
    for (const { adviser, minutes: needs, worth, most } of ways)
      for (let week = 0; week < weeks; week++) {
        if ((worth[week] ?? 0) <= 0) continue
        const column = value.push(worth[week] ?? 0) - 1
        wishOf.push(index)
        all.push(column)
        part.push(1 / most)
        weekly[week]?.push(column)
        cells[adviser * weeks + week]?.at.push(column)
        cells[adviser * weeks + week]?.weight.push(needs)
        if (kindergarten >= 0) places[kindergarten * weeks + week]?.push(column)
      }
    rows.push({ most: 1, at: all, weight: part })
    for (let week = 0; week + gap <= weeks; week++) {
      const near = weekly.slice(week, week + gap).flat()
      if (near.length > 0) rows.push(ones(near, 1))
    }
  }
  const rowOf = { minute: new Int32Array(minutes.length).fill(-1), visit: new Int32Array(room.length).fill(-1) }
  for (const [at, columns] of places.entries()) if (columns.length > 1) rowOf.visit[at] = rows.push(ones(columns, Math.max(0, room[at] ?? 0))) - 1
  let constant = 0
  for (const [cell, { at, weight }] of cells.entries()) {
    const [all, even, taken] = [minutes[cell] ?? 0, share[cell] ?? 0, locked[cell] ?? 0]
    constant -= (Math.max(0, taken - even) / 60) * points.uneven
    if (at.length === 0) continue
    const within = Math.max(0, even - taken)
    const above = all - taken - within
    rowOf.minute[cell] = rows.length
    if (above <= 0) rows.push({ most: within, at, weight })
    else {
      const column = value.push((-above / 60) * points.uneven) - 1
      rows.push({ most: within, at: [...at, column], weight: [...weight, -above] })
    }
  }
  return {
    program: { value: Float64Array.from(value), rows: rows.map(({ most, at, weight }) => ({ most, at: Int32Array.from(at), weight: Float64Array.from(weight) })), whole: false },
    wishOf: Int32Array.from(wishOf),
    constant,
    pricesOf: (of) => ({ minute: Float64Array.from(rowOf.minute, (row) => Math.abs(of[row] ?? 0)), visit: Float64Array.from(rowOf.visit, (row) => Math.abs(of[row] ?? 0)) }),
  }
}

const ones = (at: number[], most: number) => ({ most, at, weight: at.map(() => 1) })
