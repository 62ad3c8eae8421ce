/** What it has cost to settle a group on its lower or its higher side, by unit moved: what was learnt by trying stands for trying again. */
export type Guesses = {
  readonly guess: (group: number, high: boolean, far: number) => number
  readonly learn: (group: number, high: boolean, far: number, loss: number) => void
  /** Tried so often on both sides that the guess will do. */
  readonly sure: (group: number) => boolean
}

const sureAfter = 4

export function openGuesses(groups: number): Guesses {
  const [sum, times] = [new Float64Array(groups * 2), new Int32Array(groups * 2)]
  let [allSum, allTimes] = [0, 0]
  const place = (group: number, high: boolean) => group * 2 + (high ? 1 : 0)
  return {
    guess: (group, high, far) => {
      const at = place(group, high)
      const known = times[at] ?? 0
      const each = known > 0 ? (sum[at] ?? 0) / known : allTimes > 0 ? allSum / allTimes : 1
      return each * far
    },
    learn: (group, high, far, loss) => {
      const at = place(group, high)
      const each = loss / Math.max(far, 0.01)
      sum[at] = (sum[at] ?? 0) + each
      times[at] = (times[at] ?? 0) + 1
      allSum += each
      allTimes += 1
    },
    sure: (group) => Math.min(times[place(group, false)] ?? 0, times[place(group, true)] ?? 0) >= sureAfter,
  }
}
