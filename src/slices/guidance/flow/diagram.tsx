import type { Language } from '../../../kernel/language.ts'
import { texts } from '../../../texts/index.ts'
import type { Flow, Step } from './definition.ts'
import { stepOf } from './graph.ts'
import { layoutFlow, type Box, type Line, type Point } from './layout.ts'
import { deadlineLength, inLanguage, responsibleWords } from './words.ts'

const nameSize = 15
const smallSize = 12.5
const lineHeight = 19
const smallHeight = 16
const padding = 10
const lineColour = 'var(--ds-color-neutral-border-strong, #5d6673)'

/**
 * The flow chart as a picture, drawn on the server: no script, no style attribute. The colours are the theme's, each with a fallback, and
 * nothing is told by colour alone: the current step has a label and a thick frame, a finished one a tick. The picture is named and
 * described for those who do not see it; the page shows `describeFlow` beside it. `id` must be unique where several stand on one page.
 */
export const FlowDiagram = ({ flow, lang, here, done = [], id = 'flow' }: {
  readonly flow: Flow
  readonly lang: Language
  readonly here?: string | undefined
  readonly done?: readonly string[] | undefined
  readonly id?: string | undefined
}) => {
  const textOf = (key: string, width: number) => boxText(stepOf(flow, key), lang, width, key === here)
  const layout = layoutFlow(flow, (key, width) => heightOf(textOf(key, width)))
  return (
    <svg
      class="flow-diagram"
      xmlns="http://www.w3.org/2000/svg"
      width={layout.width}
      height={layout.height}
      viewBox={`0 0 ${layout.width} ${layout.height}`}
      role="img"
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-desc`}
      font-family="inherit"
    >
      <title id={`${id}-title`}>{inLanguage(flow.name, lang)}</title>
      <desc id={`${id}-desc`}>{summary(flow, layout.boxes, lang, here)}</desc>
      <g class="flow-lines" fill="none" stroke={lineColour} stroke-width="1.75">
        {layout.lines.map((line) => (
          <FlowLine key={`${line.from} ${line.to}`} line={line} />
        ))}
      </g>
      {layout.boxes.map((box) => (
        <FlowBox
          key={box.key}
          box={box}
          step={stepOf(flow, box.key)}
          text={textOf(box.key, box.width)}
          lang={lang}
          isHere={box.key === here}
          isDone={done.includes(box.key)}
        />
      ))}
    </svg>
  )
}

/** What stands in a box: the name in bold, who is responsible and how long it may take in small. */
type BoxText = { readonly name: readonly string[]; readonly small: readonly string[]; readonly marker: string | undefined }

function boxText(step: Step | undefined, lang: Language, width: number, isHere: boolean): BoxText {
  if (!step) return { name: ['–'], small: [], marker: undefined }
  // The tick of a finished step needs room on the left, and as much on the right to keep the name in the middle.
  const room = width - 2 * padding - 20
  const told = step.kind === 'closed' ? [] : [responsibleWords(step.responsible, lang), deadlineLength(step.deadline, lang)]
  const parts = told.filter((part) => part !== undefined)
  const together = parts.join(' · ')
  return {
    name: wrap(inLanguage(step.name, lang), room, nameSize, 3),
    small: widthOf(together, smallSize) <= room + 20 ? [together].filter((line) => line !== '') : parts,
    marker: isHere ? texts(lang)('flow.picture.here') : undefined,
  }
}

const heightOf = (text: BoxText): number =>
  2 * padding + text.name.length * lineHeight + text.small.length * smallHeight + (text.marker === undefined ? 0 : smallHeight + 4)

/** Breaks a text into lines that fit. A word that is too long for a line is cut with a hyphen; what has no room ends in an ellipsis. */
export function wrap(text: string, room: number, size: number, most: number): string[] {
  const lines: string[] = []
  const words = text.split(/\s+/).filter((word) => word !== '').flatMap((word) => cut(word, room, size))
  for (const word of words) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && widthOf(longer, size) <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  if (lines.length <= most) return lines
  return lines.slice(0, most).map((line, index) => (index === most - 1 ? `${line.replace(/[-\s]$/, '')}…` : line))
}

function cut(word: string, room: number, size: number): string[] {
  if (widthOf(word, size) <= room) return [word]
  const letters = [...word]
  const fits = Math.max(2, letters.findLastIndex((_, index) => widthOf(`${letters.slice(0, index + 1).join('')}-`, size) <= room) + 1)
  return [`${letters.slice(0, fits).join('')}-`, ...cut(letters.slice(fits).join(''), room, size)]
}

// The server has no font to measure with: widths of letters in a semi-bold grotesque, rather too wide than too narrow.
const widthOf = (text: string, size: number): number =>
  [...text].reduce((sum, letter) => sum + size * widthOfLetter(letter), 0)

function widthOfLetter(letter: string): number {
  if (/[iljtfr.,:;'|·\s-]/.test(letter)) return 0.36
  if (/[mwMWÆ@–]/.test(letter)) return 0.9
  return /[A-ZØÅ]/.test(letter) ? 0.7 : 0.58
}

/** The picture in a sentence or two: where one is and the steps in order. The whole description stands beside the picture. */
function summary(flow: Flow, boxes: readonly Box[], lang: Language, here: string | undefined): string {
  const nameOf = (key: string) => inLanguage(stepOf(flow, key)?.name ?? flow.name, lang)
  const names = boxes.map((box, index) => `${index + 1} ${nameOf(box.key)}`).join(', ')
  const place = here !== undefined && stepOf(flow, here) ? `${texts(lang)('flow.picture.here')}: ${nameOf(here)}. ` : ''
  return `${place}${texts(lang)('flow.picture.steps')}: ${names}.`
}

const colours = {
  here: { fill: 'var(--ds-color-accent-surface-tinted, #d8e8f8)', frame: 'var(--ds-color-accent-border-strong, #0b4f8a)' },
  done: { fill: 'var(--ds-color-neutral-surface-tinted, #eceff2)', frame: 'var(--ds-color-neutral-border-default, #8d96a3)' },
  plain: { fill: 'var(--ds-color-neutral-background-default, #ffffff)', frame: 'var(--ds-color-neutral-border-default, #8d96a3)' },
}
const nameColour = 'var(--ds-color-neutral-text-default, #1c232b)'
const smallColour = 'var(--ds-color-neutral-text-subtle, #4a535e)'
const hereColour = 'var(--ds-color-accent-text-subtle, #0b4f8a)'
const tickColour = 'var(--ds-color-success-border-strong, #1d6b3a)'

type BoxProps = {
  readonly box: Box
  readonly step: Step | undefined
  readonly text: BoxText
  readonly lang: Language
  readonly isHere: boolean
  readonly isDone: boolean
}

const FlowBox = ({ box, step, text, lang, isHere, isDone }: BoxProps) => {
  const state = isHere ? 'here' : isDone ? 'done' : 'plain'
  const isEnd = step?.kind === 'request' || step?.kind === 'closed'
  const centre = box.x + box.width / 2
  const first = box.y + (box.height - heightOf(text)) / 2 + padding + (text.marker === undefined ? 0 : smallHeight + 4)
  const smallFirst = first + 12 + text.name.length * lineHeight
  return (
    <g class={`flow-step flow-step-${state}`}>
      <rect
        x={box.x}
        y={box.y}
        width={box.width}
        height={box.height}
        rx={isEnd ? Math.min(box.height / 2, 26) : 6}
        fill={colours[state].fill}
        stroke={colours[state].frame}
        stroke-width={isHere ? 3 : 1.5}
      />
      <text text-anchor="middle" fill={nameColour}>
        {text.marker !== undefined && (
          <tspan class="flow-here" x={centre} y={first - 7} font-size={smallSize} font-weight="700" fill={hereColour}>
            {`▶ ${text.marker}`}
          </tspan>
        )}
        {text.name.map((line, index) => (
          <tspan key={index} class="flow-name" x={centre} y={first + 14.5 + index * lineHeight} font-size={nameSize} font-weight="600">
            {line}
          </tspan>
        ))}
        {text.small.map((line, index) => (
          <tspan key={index} class="flow-small" x={centre} y={smallFirst + index * smallHeight} font-size={smallSize} fill={smallColour}>
            {line}
          </tspan>
        ))}
      </text>
      {isDone && !isHere && (
        <path class="flow-tick" d={`M${box.x + 12} ${round(box.y + box.height / 2)}l4 4l8 -9`} fill="none" stroke={tickColour} stroke-width="2.5">
          <title>{texts(lang)('flow.picture.done')}</title>
        </path>
      )}
    </g>
  )
}

const FlowLine = ({ line }: { readonly line: Line }) => {
  const [first, second] = line.points
  const [last, before] = [line.points.at(-1), line.points.at(-2)]
  return (
    <g class={line.early ? 'flow-line flow-line-early' : 'flow-line'}>
      <path d={rounded(line.points)} stroke-linejoin="round" stroke-dasharray={line.early ? '5 4' : undefined} />
      {last && before && <path d={head(before, last)} fill={lineColour} stroke="none" />}
      {line.twoWay && first && second && <path d={head(second, first)} fill={lineColour} stroke="none" />}
    </g>
  )
}

const step = (from: Point, to: Point, length: number): Point => {
  const distance = Math.hypot(to.x - from.x, to.y - from.y) || 1
  return { x: round(from.x + ((to.x - from.x) / distance) * length), y: round(from.y + ((to.y - from.y) / distance) * length) }
}
const round = (value: number) => Math.round(value * 10) / 10

/** A line with rounded corners. */
function rounded(points: readonly Point[]): string {
  return points
    .map((point, index) => {
      const [before, after] = [points[index - 1], points[index + 1]]
      if (!before) return `M${round(point.x)} ${round(point.y)}`
      if (!after) return `L${round(point.x)} ${round(point.y)}`
      const radius = Math.min(6, Math.hypot(point.x - before.x, point.y - before.y) / 2, Math.hypot(after.x - point.x, after.y - point.y) / 2)
      const [into, out] = [step(point, before, radius), step(point, after, radius)]
      return `L${into.x} ${into.y}Q${round(point.x)} ${round(point.y)} ${out.x} ${out.y}`
    })
    .join('')
}

/** An arrow head that ends in `to`. */
function head(from: Point, to: Point): string {
  const base = step(to, from, 8)
  const [dx, dy] = [(to.y - base.y) * 0.55, (base.x - to.x) * 0.55]
  return `M${round(to.x)} ${round(to.y)}L${round(base.x + dx)} ${round(base.y + dy)}L${round(base.x - dx)} ${round(base.y - dy)}Z`
}
