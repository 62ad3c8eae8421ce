import type { LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Flow, Gate, Responsible } from './definition.ts'
import { stepOf } from './graph.ts'
import { layoutFlow } from './layout.ts'
import { allowedMoves, dueOn, isOpen, type Facts } from './rules.ts'
import { deadlineText, gateWords, helpFor, inLanguage, responsibleWords, type Reader } from './words.ts'

/** A step in words. `number` is its place from the top of the picture, so that "on to 4" says the same to those who read and those who look. */
export type DescribedStep = {
  readonly number: number
  readonly key: string
  readonly name: string
  readonly help: string
  readonly responsible: string
  readonly deadline: string | undefined
  readonly demands: readonly string[]
  readonly next: readonly { readonly number: number; readonly to: string; readonly name: string; readonly label: string }[]
  readonly exits: readonly { readonly code: string; readonly name: string }[]
}

/** The whole flow chart as text, in the order of the picture. Everything the picture shows is here, and the ways' labels and reasons besides. */
export function describeFlow(flow: Flow, lang: Language, reader: Reader = 'head'): DescribedStep[] {
  const order = layoutFlow(flow).boxes.map((box) => box.key)
  const numberOf = (key: string) => order.indexOf(key) + 1
  return order
    .map((key) => stepOf(flow, key))
    .filter((step) => step !== undefined)
    .map((step) => ({
      number: numberOf(step.key),
      key: step.key,
      name: inLanguage(step.name, lang),
      help: helpFor(step, reader, lang),
      responsible: responsibleWords(step.responsible, lang),
      deadline: deadlineText(step.deadline, lang),
      demands: step.gates.map((gate) => gateWords(gate, lang)),
      next: step.next.flatMap((way) => {
        const target = stepOf(flow, way.to)
        return target ? [{ number: numberOf(way.to), to: way.to, name: inLanguage(target.name, lang), label: inLanguage(way.label, lang) }] : []
      }),
      exits: step.exits.map((exit) => ({ code: exit.code, name: inLanguage(exit.name, lang) })),
    }))
}

export type NextStep = {
  readonly to: string
  readonly name: string
  readonly label: string
  readonly open: boolean
  readonly missing: readonly Gate[]
}

export type Whereabouts = {
  readonly here: { readonly key: string; readonly name: string; readonly help: string }
  /** The ordinary ways on. `missing` says what must happen first; a way is open when nothing does. */
  readonly next: readonly NextStep[]
  /** The last day for the step; undefined when it has no deadline. */
  readonly by: LocalDate | undefined
  readonly responsible: Responsible
}

/** "You are here, next is …, by …": for the page that shows a case. Undefined when the step is not in this version of the flow chart. */
export function whereAmI(flow: Flow, stepKey: string, facts: Facts, lang: Language, reader: Reader = 'head'): Whereabouts | undefined {
  const step = stepOf(flow, stepKey)
  if (!step) return undefined
  const ordinary = new Set(step.next.map((way) => way.to))
  return {
    here: { key: step.key, name: inLanguage(step.name, lang), help: helpFor(step, reader, lang) },
    next: allowedMoves(flow, stepKey, facts)
      .filter((way) => ordinary.has(way.to))
      .map((way) => {
        const target = stepOf(flow, way.to)
        return {
          to: way.to,
          name: target ? inLanguage(target.name, lang) : way.to,
          label: inLanguage(way.label, lang),
          open: isOpen(way),
          missing: way.missing,
        }
      }),
    by: dueOn(flow, stepKey, facts),
    responsible: step.responsible,
  }
}
