import type { Settings } from './model.ts'

/** What one reader delivered: points for each criterion. */
export type Delivered = readonly { readonly code: string; readonly points: number }[]
export type Weight = { readonly code: string; readonly weight: number }

/** The settings of a scenario as they are saved: those of the reckoning, and the weights the points were made with. */
export type ScenarioSettings = Settings & { readonly weights: readonly Weight[]; /** Points for a criterion go from 0 to this. */ readonly scale: number }

/**
 * The points of a report, 0 to 100: each reader's points for each criterion times its weight, as a share of what could be given; then the mean of
 * the readers, rounded to whole points (half up). Undefined when nobody has delivered, or nothing counts.
 */
export function pointsOf(delivered: readonly Delivered[], weights: readonly Weight[], scale: number): number | undefined {
  const most = weights.reduce((sum, { weight }) => sum + weight, 0) * scale
  if (delivered.length === 0 || most <= 0) return undefined
  // Whole numbers until the one division: no reader's half is lost on the way.
  const given = delivered.reduce((sum, scores) => sum + weights.reduce((all, { code, weight }) => all + weight * Math.min(scale, Math.max(0, scores.find((one) => one.code === code)?.points ?? 0)), 0), 0)
  return Math.floor((given * 200 + most * delivered.length) / (2 * most * delivered.length))
}
