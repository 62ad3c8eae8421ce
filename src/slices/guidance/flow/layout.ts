import type { Flow } from './definition.ts'
import { edgesOf, startOf, type Edge } from './graph.ts'

/** A step's place in the picture. `wide` boxes have a row to themselves; the others stand two in a row. */
export type Box = {
  readonly key: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly wide: boolean
}
export type Point = { readonly x: number; readonly y: number }
/** A line between two boxes: corners from the first box to the second. `twoWay` lines stand for both directions. */
export type Line = {
  readonly from: string
  readonly to: string
  readonly points: readonly Point[]
  readonly twoWay: boolean
  readonly early: boolean
}
export type Layout = { readonly width: number; readonly height: number; readonly boxes: readonly Box[]; readonly lines: readonly Line[] }

/** Sizes in the SVG's own units. Two narrow boxes and the lanes beside them fit the width of a telephone without being scaled down much. */
const narrow = 148
const between = 16
const wide = 2 * narrow + between
const rowGap = 30
const lane = 13
const margin = 6

type Placed = { key: string; row: number; column: 'left' | 'right' | 'both' }
type Side = 'left' | 'right'
type Pair = { from: Placed; to: Placed; twoWay: boolean; early: boolean }
type SidePair = Pair & { side: Side; entry: 'side' | 'top' }

/**
 * Places the steps top-down: layers by the longest path from the start, at most two boxes in a row, in the municipality's own order.
 * Lines between neighbouring rows are drawn straight; all others, the ways back among them, run in lanes beside the boxes.
 * `heightOf` gives the height a box needs for its text. The same flow chart always gives the same picture; a broken one gives a picture too.
 */
export function layoutFlow(flow: Flow, heightOf: (key: string, width: number) => number = () => 48): Layout {
  const rows = rowsOf(flow)
  const placed = rows.flatMap((keys, row) =>
    keys.map((key, index): Placed => ({ key, row, column: keys.length === 1 ? 'both' : index === 0 ? 'left' : 'right' })),
  )
  const { direct, beside } = sortPairs(pairsOf(flow, placed))
  const lanes = giveLanes(beside)
  const gutter = (side: Side) => margin + lane * Math.max(0, ...beside.filter((pair) => pair.side === side).map((pair) => (lanes.get(pair) ?? 0) + 1))
  const left = gutter('left')
  const boxes = placeBoxes(rows, left, heightOf, beside)
  const width = left + wide + gutter('right')
  const bottom = Math.max(0, ...boxes.map((box) => box.y + box.height))
  const at = (key: string): Box => boxes.find((box) => box.key === key) ?? { key, x: 0, y: 0, width: 0, height: 0, wide: false }
  const laneX = (pair: SidePair) => {
    const number = lanes.get(pair) ?? 0
    return pair.side === 'left' ? left - lane * (number + 1) : left + wide + lane * (number + 1)
  }
  const ports = sidePorts(beside, at, lanes)
  return {
    width,
    height: bottom + margin,
    boxes,
    lines: [...direct.map((pair) => directLine(pair, at)), ...beside.map((pair) => sideLine(pair, at, laneX(pair), ports))],
  }
}

/** The steps in rows, from the start down. Steps that nothing leads to come last, so that a draft can be drawn. */
function rowsOf(flow: Flow): string[][] {
  const keys = [...new Set(flow.steps.map((step) => step.key))]
  const forward = withoutBackEdges(flow, keys)
  const layer = new Map(keys.map((key) => [key, 0]))
  // Longest path in a graph without circles: settled after as many rounds as there are steps.
  for (const _ of keys) for (const edge of forward) layer.set(edge.to, Math.max(layer.get(edge.to) ?? 0, (layer.get(edge.from) ?? 0) + 1))
  const start = startOf(flow)?.key
  const reached = new Set(start === undefined ? [] : [start])
  for (const key of reached) for (const edge of forward) if (edge.from === key) reached.add(edge.to)
  const isStray = (key: string) => !reached.has(key)
  const layers = [...new Set(layer.values())].toSorted((a, b) => a - b)
  const main = layers.map((number) => keys.filter((key) => layer.get(key) === number && !isStray(key)))
  return [...main, keys.filter(isStray)].flatMap(twoByTwo)
}

const twoByTwo = (keys: readonly string[]): string[][] => keys.flatMap((_, index) => (index % 2 === 0 ? [keys.slice(index, index + 2)] : []))

/** What is drawn: ordinary ways, and early exits only to steps that no ordinary way leads to; else every step would have a line to the end. */
function drawnEdges(flow: Flow): Edge[] {
  const edges = edgesOf(flow)
  const hasWayIn = new Set(edges.filter((edge) => edge.kind === 'way').map((edge) => edge.to))
  return edges.filter((edge) => edge.from !== edge.to && (edge.kind === 'way' || !hasWayIn.has(edge.to)))
}

function withoutBackEdges(flow: Flow, keys: readonly string[]): Edge[] {
  const edges = drawnEdges(flow)
  const state = new Map<string, 'open' | 'done'>()
  const forward: Edge[] = []
  const visit = (key: string) => {
    state.set(key, 'open')
    for (const edge of edges) {
      if (edge.from !== key || state.get(edge.to) === 'open') continue
      forward.push(edge)
      if (!state.has(edge.to)) visit(edge.to)
    }
    state.set(key, 'done')
  }
  const start = startOf(flow)?.key
  for (const key of start === undefined ? keys : [start, ...keys]) if (!state.has(key)) visit(key)
  return forward
}

/** One pair for each line, so that a way and its way back between neighbours are one line with two heads. */
function pairsOf(flow: Flow, placed: readonly Placed[]): Pair[] {
  const edges = drawnEdges(flow)
  const find = (key: string) => placed.find((place) => place.key === key)
  return edges.flatMap((edge) => {
    const [from, to] = [find(edge.from), find(edge.to)]
    if (!from || !to) return []
    const back = edges.some((other) => other.from === edge.to && other.to === edge.from)
    const neighbours = Math.abs(from.row - to.row) <= 1
    const isSecond = from.row > to.row || (from.row === to.row && from.column === 'right')
    if (back && neighbours && isSecond) return []
    return [{ from, to, twoWay: back && neighbours, early: edge.kind === 'early-exit' }]
  })
}

/** Direct lines go to the next row or to the box beside; the rest get a side: that of a narrow box, else forward right and back left. */
function sortPairs(pairs: readonly Pair[]): { direct: Pair[]; beside: SidePair[] } {
  const isDirect = ({ from, to }: Pair) =>
    from.row === to.row || (to.row === from.row + 1 && (from.column === to.column || from.column === 'both' || to.column === 'both'))
  const beside = pairs
    .filter((pair) => !isDirect(pair))
    .map((pair): SidePair => {
      const free = pair.to.row > pair.from.row ? 'right' : 'left'
      const side = pair.from.column !== 'both' ? pair.from.column : pair.to.column !== 'both' ? pair.to.column : free
      return { ...pair, side, entry: pair.to.column === 'both' || pair.to.column === side ? 'side' : 'top' }
    })
  return { direct: pairs.filter(isDirect), beside }
}

/** Gives each line beside the boxes a lane where it meets no other line; short lines lie closest to the boxes. */
function giveLanes(beside: readonly SidePair[]): Map<SidePair, number> {
  const span = (pair: SidePair) => [Math.min(pair.from.row, pair.to.row), Math.max(pair.from.row, pair.to.row)] as const
  const lengthOf = (pair: SidePair) => span(pair)[1] - span(pair)[0]
  const lanes = new Map<SidePair, number>()
  for (const pair of beside.toSorted((a, b) => lengthOf(a) - lengthOf(b))) {
    const [top, bottom] = span(pair)
    const meets = (other: SidePair) => other.side === pair.side && span(other)[0] <= bottom && span(other)[1] >= top
    const taken = [...lanes].flatMap(([other, number]) => (meets(other) ? [number] : []))
    lanes.set(pair, Array.from({ length: taken.length + 1 }, (_, number) => number).find((number) => !taken.includes(number)) ?? 0)
  }
  return lanes
}

/** A row is as high as its highest box, and the room above it as wide as the lines that come in from the side need. */
function placeBoxes(rows: readonly string[][], left: number, heightOf: (key: string, width: number) => number, beside: readonly SidePair[]): Box[] {
  let y = margin
  return rows.flatMap((keys, row) => {
    const crossing = beside.filter((pair) => pair.entry === 'top' && pair.to.row === row).length
    const isWide = keys.length === 1
    const width = isWide ? wide : narrow
    // A side takes at most as many lines as there is room for arrow heads, so a much used box grows.
    const ends = (key: string, side: Side) => beside.filter((pair) => pair.side === side && (pair.from.key === key || pair.to.key === key)).length
    const height = Math.max(...keys.map((key) => Math.max(heightOf(key, width), 12 * (ends(key, 'left') + 1), 12 * (ends(key, 'right') + 1))))
    y += crossing * 10 + (row === 0 && crossing > 0 ? 12 : 0)
    const top = y
    y += height + rowGap
    return keys.map((key, index): Box => ({ key, x: left + index * (narrow + between), y: top, width, height, wide: isWide }))
  })
}

const middle = (box: Box) => box.x + box.width / 2

function directLine({ from, to, twoWay, early }: Pair, at: (key: string) => Box): Line {
  const [a, b] = [at(from.key), at(to.key)]
  if (from.row === to.row) {
    const [start, end] = from.column === 'left' ? [a.x + a.width, b.x] : [a.x, b.x + b.width]
    const y = a.y + a.height / 2
    return { from: from.key, to: to.key, twoWay, early, points: [{ x: start, y }, { x: end, y }] }
  }
  // Straight down: from the middle of the narrower of the two.
  const x = a.wide ? middle(b) : middle(a)
  return { from: from.key, to: to.key, twoWay, early, points: [{ x, y: a.y + a.height }, { x, y: b.y }] }
}

type Ports = (pair: SidePair, end: 'from' | 'to') => number

/** Where on the side of a box each line leaves or arrives: spread evenly, and in the order that lets no line cross another beside the box. */
function sidePorts(beside: readonly SidePair[], at: (key: string) => Box, lanes: ReadonlyMap<SidePair, number>): Ports {
  const ends = beside.flatMap((pair) => [
    { pair, end: 'from' as const, here: pair.from, there: pair.to, side: pair.side },
    ...(pair.entry === 'side' ? [{ pair, end: 'to' as const, here: pair.to, there: pair.from, side: pair.side }] : []),
  ])
  // From the top: lines that go up, the inner lane first; then lines that go down, the outer lane first.
  const rank = ({ pair, here, there }: (typeof ends)[number]) => (there.row < here.row ? lanes.get(pair) ?? 0 : 1000 - (lanes.get(pair) ?? 0))
  return (pair, end) => {
    const key = pair[end].key
    const mates = ends.filter((other) => other.here.key === key && other.side === pair.side).toSorted((a, b) => rank(a) - rank(b))
    const index = mates.findIndex((other) => other.pair === pair && other.end === end)
    const box = at(key)
    return box.y + (box.height * (index + 1)) / (mates.length + 1)
  }
}

function sideLine(pair: SidePair, at: (key: string) => Box, x: number, ports: Ports): Line {
  const [a, b] = [at(pair.from.key), at(pair.to.key)]
  const start = { x: pair.side === 'left' ? a.x : a.x + a.width, y: ports(pair, 'from') }
  const line = { from: pair.from.key, to: pair.to.key, twoWay: pair.twoWay, early: pair.early }
  if (pair.entry === 'side') {
    const end = { x: pair.side === 'left' ? b.x : b.x + b.width, y: ports(pair, 'to') }
    return { ...line, points: [start, { x, y: start.y }, { x, y: end.y }, end] }
  }
  // The two boxes of a row have a height each, so that lines to both do not lie on each other.
  const above = b.y - (pair.to.column === 'left' ? 12 : 20)
  return { ...line, points: [start, { x, y: start.y }, { x, y: above }, { x: middle(b), y: above }, { x: middle(b), y: b.y }] }
}
