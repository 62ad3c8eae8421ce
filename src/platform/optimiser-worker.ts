// The process that solves: takes a program, answers with the best choice or with nothing. Ends with the program that started it.
import { createRequire } from 'node:module'
import { bestChoice } from './choice/best.ts'
import type { Choice } from './choice/choice.ts'
import type { Program, Solved, SolverOrder } from './optimiser.ts'

// The package's types are those of CommonJS only.
const loadHighs: (typeof import('highs', { with: { 'resolution-mode': 'require' } }))['default'] = createRequire(import.meta.url)('highs')
const highs = await loadHighs()
const { optimal, infeasible, unboundedOrInfeasible } = highs.constants.modelStatus

process.on('message', ({ program, seconds }: SolverOrder) => {
  try {
    process.send?.('first' in program ? choose(program, seconds) : solve(program, seconds))
  } catch {
    // A model that went wrong may have left the solver's memory in any state.
    process.exit(1)
  }
})
process.on('disconnect', () => process.exit(0))

function choose(choice: Choice, seconds: number): Solved {
  const until = performance.now() + seconds * 1000
  const best = bestChoice(choice, () => performance.now() >= until)
  if (best.kind === 'infeasible' || best.kind === 'nothing') return best
  const x = new Float64Array(choice.value.length)
  for (const option of best.chosen) x[option] = 1
  return { kind: best.kind, x, worth: best.worth, bound: best.kind === 'stopped' ? best.bound : best.worth }
}

/** From the inside of what is allowed, as far as a thousandth from the best, and not on to a corner of it. */
const near = { solver: 'ipm', run_crossover: 'off', ipm_optimality_tolerance: 1e-3 } as const

function solve({ value, rows, whole, roughly = false }: Program, seconds: number): Solved {
  if (value.length === 0) return rows.every(({ least, most }) => (least ?? 0) <= 0 && (most ?? 0) >= 0) ? { kind: 'optimal', x: new Float64Array(), worth: 0, bound: 0, reduced: new Float64Array() } : { kind: 'infeasible' }
  const columns = value.length
  return highs.withModel(
    {
      numCols: columns,
      numRows: rows.length,
      sense: highs.constants.objectiveSense.maximize,
      colCost: value,
      colLower: new Float64Array(columns),
      colUpper: new Float64Array(columns).fill(1),
      rowLower: Float64Array.from(rows, ({ least }) => least ?? -highs.infinity),
      rowUpper: Float64Array.from(rows, ({ most }) => most ?? highs.infinity),
      matrix: matrixOf(rows, columns),
      ...(whole ? { integrality: new Int32Array(columns).fill(highs.constants.variableType.integer) } : {}),
    },
    (model): Solved => {
      // Values are whole, so what is less than one better than the best is not better. Restarts cost more than they give here (measured: bench/portfolio.ts).
      model.options.set({ output_flag: false, time_limit: seconds, mip_rel_gap: 0, mip_abs_gap: 0.999, mip_allow_restart: false, random_seed: 0, ...(roughly ? near : {}) })
      model.run()
      const status = model.getModelStatus()
      if (status === infeasible || status === unboundedOrInfeasible) return { kind: 'infeasible' }
      const { colValue, colDual, rowDual } = model.getSolution()
      if (roughly) return rowDual.length === rows.length && rowDual.every(Number.isFinite) ? { kind: 'stopped', x: colValue, worth: model.getObjectiveValue(), bound: Infinity, prices: rowDual } : { kind: 'nothing' }
      const found = model.info.get('primal_solution_status') === highs.constants.solutionStatus.feasible
      if (!found) return { kind: 'nothing' }
      const worth = model.getObjectiveValue()
      const bound = whole ? Number(model.info.get('mip_dual_bound')) : worth
      return { kind: status === optimal ? 'optimal' : 'stopped', x: colValue, worth, bound, ...(whole ? {} : { reduced: colDual, prices: rowDual }) }
    },
  )
}

function matrixOf(rows: Program['rows'], columns: number) {
  const size = rows.reduce((sum, { at }) => sum + at.length, 0)
  const starts = new Int32Array(rows.length + 1)
  const [indices, values] = [new Int32Array(size), new Float64Array(size)]
  let next = 0
  for (const [row, { at, weight }] of rows.entries()) {
    starts[row] = next
    indices.set(at, next)
    values.set(weight, next)
    next += at.length
  }
  starts[rows.length] = next
  return { format: 'csr' as const, numRows: rows.length, numCols: columns, starts, indices, values }
}
