import { languages, type Language } from '../../../kernel/language.ts'
import { texts } from '../../../texts/index.ts'
import type { ProblemName } from './check.ts'
import type { Deadline, Gate, Responsible, Step, StepKind, Words } from './definition.ts'
import type { MappingRefusal } from './rules.ts'

/** The words in a language; in a draft that lacks it, in the first language that has any. */
export const inLanguage = (words: Words, lang: Language): string =>
  words[lang].trim() || languages.map((other) => words[other].trim()).find((text) => text !== '') || '–'

/** Whom a step's text speaks to: 'you' is the one who reads. */
export type Reader = 'head' | 'team'

/** What happens in a step, for the one who reads; where nothing is written for the team alone, what is written for the head. */
export const helpFor = (step: Step, reader: Reader, lang: Language): string =>
  inLanguage(reader === 'team' && languages.some((other) => step.teamHelp[other].trim() !== '') ? step.teamHelp : step.help, lang)

// A name without words in the catalogues does not compile: the keys are made of the very names.
export const responsibleWords = (responsible: Responsible, lang: Language): string => texts(lang)(`flow.responsible.${responsible}`)
export const gateWords = (gate: Gate, lang: Language): string => texts(lang)(`flow.gate.${gate}`)
export const kindWords = (kind: StepKind, lang: Language): string => texts(lang)(`flow.kind.${kind}`)
/** What a problem means, for the one who edits the flow chart. */
export const problemWords = (name: ProblemName, lang: Language): string => texts(lang)(`flow.problem.${name}`)

/** Why the cases of a step may not be moved to another version. */
export const mappingRefusalWords = (because: MappingRefusal, lang: Language): string => texts(lang)(`flow.mapping.${because}`)

/** A deadline's length alone, for where room is scarce: '5 arbeidsdager'. Undefined when there is none. */
export const deadlineLength = (deadline: Deadline, lang: Language): string | undefined =>
  deadline.unit === 'none' ? undefined : texts(lang)(`flow.deadline.${deadline.unit}`, { count: deadline.count })

/** A deadline in full: '5 arbeidsdager etter at steget begynte'. */
export const deadlineText = (deadline: Deadline, lang: Language): string | undefined =>
  deadline.unit === 'none' ? undefined : `${deadlineLength(deadline, lang)} ${texts(lang)(`flow.start.${deadline.from}`)}`
