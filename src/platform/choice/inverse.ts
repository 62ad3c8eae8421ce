/** Turns `matrix` (rows after one another, `size` × `size`) into ones and zeros and writes its inverse into `inverse`; false when it has none. */
export function invert(matrix: Float64Array, inverse: Float64Array, size: number): boolean {
  inverse.fill(0)
  for (let at = 0; at < size; at += 1) inverse[at * size + at] = 1
  for (let column = 0; column < size; column += 1) {
    let pivot = column
    for (let row = column + 1; row < size; row += 1) if (Math.abs(matrix[row * size + column] ?? 0) > Math.abs(matrix[pivot * size + column] ?? 0)) pivot = row
    const by = matrix[pivot * size + column] ?? 0
    if (Math.abs(by) < 1e-11) return false
    for (const part of [matrix, inverse]) {
      if (pivot !== column) exchange(part, pivot, column, size)
      for (let at = column * size; at < (column + 1) * size; at += 1) part[at] = (part[at] ?? 0) / by
    }
    for (let row = 0; row < size; row += 1) {
      const times = matrix[row * size + column] ?? 0
      if (row === column || times === 0) continue
      subtract(matrix, row, column, times, size)
      subtract(inverse, row, column, times, size)
    }
  }
  return true
}

/** Row `to` less `times` row `from`. */
export function subtract(matrix: Float64Array, to: number, from: number, times: number, size: number): void {
  for (let at = 0; at < size; at += 1) matrix[to * size + at] = (matrix[to * size + at] ?? 0) - times * (matrix[from * size + at] ?? 0)
}

function exchange(matrix: Float64Array, one: number, other: number, size: number): void {
  for (let at = 0; at < size; at += 1) {
    const kept = matrix[one * size + at] ?? 0
    matrix[one * size + at] = matrix[other * size + at] ?? 0
    matrix[other * size + at] = kept
  }
}
