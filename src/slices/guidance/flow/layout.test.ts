import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Flow } from './definition.ts'
import { layoutFlow, type Box, type Layout, type Line } from './layout.ts'
import { standardFlow } from './standard-flow.ts'
import { anyFlow, chart, exit, plausibleFlow, step } from './flow.fixtures.ts'

const overlaps = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height

/** True when a stretch of the line runs through the inside of the box; touching the edge is how a line ends. */
const runsThrough = (line: Line, box: Box) =>
  line.points.some((to, index) => {
    const from = line.points[index - 1]
    if (!from) return false
    const [left, right] = [Math.min(from.x, to.x), Math.max(from.x, to.x)]
    const [top, bottom] = [Math.min(from.y, to.y), Math.max(from.y, to.y)]
    return left < box.x + box.width && right > box.x && top < box.y + box.height && bottom > box.y
  })

function expectReadable(flow: Flow, layout: Layout) {
  const { boxes, lines } = layout
  expect(new Set(boxes.map((box) => box.key))).toEqual(new Set(flow.steps.map((each) => each.key)))
  boxes.forEach((box, index) => expect(boxes.slice(index + 1).filter((other) => overlaps(box, other))).toEqual([]))
  for (const box of boxes) expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= layout.width && box.y + box.height <= layout.height).toBe(true)
  for (const line of lines) {
    expect(boxes.filter((box) => runsThrough(line, box)).map((box) => `${line.from}→${line.to} through ${box.key}`)).toEqual([])
    for (const { x, y } of line.points) expect(x >= 0 && x <= layout.width && y >= 0 && y <= layout.height).toBe(true)
  }
}

const heights = (key: string) => 40 + (key.length % 3) * 17

test('property: boxes never overlap and no line runs through a box, in a sound flow chart or a broken one', () => {
  fc.assert(fc.property(fc.oneof(plausibleFlow, anyFlow), (flow) => expectReadable(flow, layoutFlow(flow, heights))), { numRuns: 500 })
})

test('property: two lines beside the boxes never lie on each other', () => {
  fc.assert(
    fc.property(plausibleFlow, (flow) => {
      const stretches = layoutFlow(flow).lines.flatMap(({ points }) => {
        const [, from, to] = points
        return from && to && points.length > 3 ? [{ x: from.x, top: Math.min(from.y, to.y), bottom: Math.max(from.y, to.y) }] : []
      })
      stretches.forEach((one, index) => {
        expect(stretches.slice(index + 1).filter((other) => other.x === one.x && other.top < one.bottom && one.top < other.bottom)).toEqual([])
      })
    }),
  )
})

test('property: the same flow chart gives the same picture', () => {
  fc.assert(
    fc.property(anyFlow, (flow) => {
      expect(layoutFlow(structuredClone(flow))).toEqual(layoutFlow(flow))
    }),
  )
})

test('property: every way between two steps that are there is drawn once', () => {
  fc.assert(
    fc.property(plausibleFlow, (flow) => {
      const lines = layoutFlow(flow).lines.filter((line) => !line.early)
      const drawn = lines.flatMap((line) => [`${line.from} ${line.to}`, ...(line.twoWay ? [`${line.to} ${line.from}`] : [])])
      const ways = flow.steps.flatMap((each) => each.next.map((way) => `${each.key} ${way.to}`))
      expect(drawn.toSorted()).toEqual(ways.toSorted())
    }),
  )
})

test('the standard flow chart reads from the request down to the end, and fits a telephone', () => {
  const { boxes, lines, width } = layoutFlow(standardFlow)
  expect(boxes[0]?.key).toBe('request')
  expect(boxes.at(-1)?.key).toBe('closed')
  expect(width).toBeLessThanOrEqual(390)
  expect(lines.filter((line) => line.twoWay).map((line) => [line.from, line.to])).toEqual([['triage', 'clarification'], ['sessions', 'evaluation']])
})

test('an early exit is drawn only where no ordinary way leads', () => {
  const flow = chart(
    step('request', ['triage'], {}),
    step('triage', ['closed'], { exits: [exit('other', 'hand-over', true), exit('withdrew', 'closed', true)] }),
    step('hand-over', ['closed']),
    step('closed', []),
  )
  expect(layoutFlow(flow).lines.filter((line) => line.early).map((line) => [line.from, line.to])).toEqual([['triage', 'hand-over']])
})

test('an empty flow chart is an empty picture', () => {
  expect(layoutFlow(chart())).toMatchObject({ boxes: [], lines: [] })
})
