/**
 * One option is to be chosen in each group, so that their values come to most and no row takes more than it has. Whole numbers all of them, in
 * whatever unit: money in øre keeps exact up to 2^53. Options of a group stand in rising order of what they take.
 */
export type Choice = {
  /** Where the options of each group begin; one more at the end. */
  readonly first: Int32Array
  /** By option. */
  readonly value: Float64Array
  /** By option, where its cells begin; one more at the end. */
  readonly start: Int32Array
  /** By cell: the row, and what the option takes of it; less than nothing for what it adds. */
  readonly row: Int32Array
  readonly amount: Float64Array
  /** By row. */
  readonly most: Float64Array
}

/** Exact: whether one option in each group keeps within every row. */
export function fits({ start, row, amount, most }: Choice, chosen: Int32Array): boolean {
  const used = new Float64Array(most.length)
  for (const option of chosen) for (let cell = start[option] ?? 0; cell < (start[option + 1] ?? 0); cell += 1) used[row[cell] ?? 0] = (used[row[cell] ?? 0] ?? 0) + (amount[cell] ?? 0)
  return used.every((sum, at) => sum <= (most[at] ?? 0))
}

export const worthOf = ({ value }: Choice, chosen: Int32Array): number => chosen.reduce((sum, option) => sum + (value[option] ?? 0), 0)

/** The least that one option in each group can come to, rows apart. */
export function leastOf({ first, value }: Choice): number {
  let sum = 0
  for (let group = 0; group + 1 < first.length; group += 1) sum += Math.min(...value.subarray(first[group], first[group + 1]))
  return sum
}

/** The same choice among fewer options. `whole` gives the full choice back from that of the part. */
export type Part = { readonly part: Choice; readonly worth: number; readonly whole: (chosen: Int32Array) => Int32Array }

/** Only the options that are kept, one or more in each group. Groups with one are settled, and rows that can no longer be too full are left out. */
export function partOf(choice: Choice, keep: (option: number, group: number) => boolean): Part {
  const most = choice.most.slice()
  const [open, settled]: [number[][], number[]] = [[], []]
  for (let group = 0; group + 1 < choice.first.length; group += 1) {
    const options: number[] = []
    for (let option = choice.first[group] ?? 0; option < (choice.first[group + 1] ?? 0); option += 1) if (keep(option, group)) options.push(option)
    const [only] = options
    if (options.length > 1 || only === undefined) {
      open.push(options)
      continue
    }
    settled.push(only)
    for (const [row, amount] of cellsOf(choice, only)) most[row] = (most[row] ?? 0) - amount
  }
  const place = placesOf(choice, open, most)
  const [first, start]: [number[], number[]] = [[0], [0]]
  const [from, rows, amounts]: [number[], number[], number[]] = [[], [], []]
  for (const options of open) {
    for (const option of options) {
      from.push(option)
      for (const [row, amount] of cellsOf(choice, option)) {
        if ((place[row] ?? -1) < 0) continue
        rows.push(place[row] ?? 0)
        amounts.push(amount)
      }
      start.push(rows.length)
    }
    first.push(from.length)
  }
  return {
    part: { first: Int32Array.from(first), value: Float64Array.from(from, (option) => choice.value[option] ?? 0), start: Int32Array.from(start), row: Int32Array.from(rows), amount: Float64Array.from(amounts), most: most.filter((_, row) => (place[row] ?? -1) >= 0) },
    worth: worthOf(choice, Int32Array.from(settled)),
    whole: (chosen) => Int32Array.from([...settled, ...Array.from(chosen, (option) => from[option] ?? 0)]).sort(),
  }
}

/** The new number of each row that can be too full, and -1 for the others. */
function placesOf(choice: Choice, open: readonly (readonly number[])[], most: Float64Array): Int32Array {
  const largest = new Float64Array(most.length)
  for (const options of open) {
    const [top, times] = [new Float64Array(most.length).fill(-Infinity), new Int32Array(most.length)]
    for (const option of options)
      for (const [row, amount] of cellsOf(choice, option)) {
        top[row] = Math.max(top[row] ?? 0, amount)
        times[row] = (times[row] ?? 0) + 1
      }
    for (const [row, amount] of top.entries()) if (amount !== -Infinity) largest[row] = (largest[row] ?? 0) + ((times[row] ?? 0) < options.length ? Math.max(0, amount) : amount)
  }
  let next = 0
  return Int32Array.from(most, (limit, row) => ((largest[row] ?? 0) > limit ? next++ : -1))
}

function cellsOf({ start, row, amount }: Choice, option: number): readonly (readonly [row: number, amount: number])[] {
  const cells: (readonly [number, number])[] = []
  for (let cell = start[option] ?? 0; cell < (start[option + 1] ?? 0); cell += 1) cells.push([row[cell] ?? 0, amount[cell] ?? 0])
  return cells
}
