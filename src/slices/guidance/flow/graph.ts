import type { ExitKind, Flow, Step } from './definition.ts'

/** A way from one step to another: an ordinary one, or one that an early exit opens. */
export type Edge = { readonly from: string; readonly to: string; readonly kind: 'way' | 'early-exit' }

export const stepOf = (flow: Flow, key: string): Step | undefined => flow.steps.find((step) => step.key === key)

export const startOf = (flow: Flow): Step | undefined => flow.steps.find((step) => step.kind === 'request')

/** The step that a reason code leads to: one the step has a way to, else the first of that kind in the flow chart. */
export function exitTarget(flow: Flow, step: Step, toKind: ExitKind): Step | undefined {
  const own = step.next.map((way) => stepOf(flow, way.to)).find((target) => target?.kind === toKind)
  return own ?? flow.steps.find((other) => other.kind === toKind && other.key !== step.key)
}

/** Every way that leads somewhere, both kinds where both lead to the same step. A way to a step that does not exist is left out. */
export function edgesOf(flow: Flow): Edge[] {
  return flow.steps.flatMap((step) => {
    const ways = [...new Set(step.next.map((way) => way.to))].filter((to) => stepOf(flow, to))
    const early = step.exits.filter((exit) => exit.early).map((exit) => exitTarget(flow, step, exit.toKind)?.key)
    const extra = [...new Set(early)].filter((to) => to !== undefined)
    return [
      ...ways.map((to): Edge => ({ from: step.key, to, kind: 'way' })),
      ...extra.map((to): Edge => ({ from: step.key, to, kind: 'early-exit' })),
    ]
  })
}

/** All that can be reached from `starts` (they themselves included) along `edges`. */
export function reach(edges: readonly Edge[], starts: Iterable<string>): Set<string> {
  const seen = new Set<string>(starts)
  for (const key of seen) for (const edge of edges) if (edge.from === key) seen.add(edge.to)
  return seen
}

export const reversed = (edges: readonly Edge[]): Edge[] => edges.map((edge) => ({ ...edge, from: edge.to, to: edge.from }))
