import { localDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import { amountRows, answerTo, durationOf, shownKeys, staffRows, strings, type AmountRow, type Answers, type StaffRow } from './answers.ts'
import { carrier, coreNames, type CoreName, type FormDefinition } from './definition.ts'

/** What a report says, whatever the form's questions are called. What is not asked, not seen or not answered is empty. */
export type CoreFacts = {
  readonly title: string
  /** Codes, as the scheme has them. */
  readonly themes: readonly string[]
  readonly need: string
  readonly goals: string
  readonly partner: string | undefined
  readonly duration: number | undefined
  readonly startsOn: LocalDate | undefined
  readonly kindergartens: readonly string[]
  readonly amounts: readonly AmountRow[]
  readonly staff: readonly StaffRow[]
  /** How great the need is, 1 (some) to 4 (very great). */
  readonly challenge: number | undefined
  readonly declaration: boolean
  /** Of a report of results. */
  readonly granted: readonly AmountRow[]
  readonly used: readonly AmountRow[]
  readonly unused: readonly AmountRow[]
  /** What the recipient put in itself, where the strand demands it. */
  readonly ownContribution: readonly AmountRow[]
  /** Every part of the core that is words or choices, as one reads it: choices by their labels, one on each line. */
  readonly words: Readonly<Partial<Record<CoreName, string>>>
}

/** The title as it stands in the form now, without asking whether the question is seen: what a draft is called in a list. Empty when nothing is written. */
export const writtenTitle = (definition: FormDefinition, answers: Answers): string => {
  const written = answers[carrier(definition, 'title')?.key ?? '']
  return typeof written === 'string' ? written : ''
}

/** The core of meaning. `language` is for the labels of choices in `words`. */
export function coreOf(definition: FormDefinition, answers: Answers, language: Language = 'nb'): CoreFacts {
  const shown = shownKeys(definition, answers)
  const answer = (core: CoreName) => {
    const question = carrier(definition, core)
    return question && shown.has(question.key) ? answerTo(definition, question, answers) : undefined
  }
  const text = (core: CoreName): string => {
    const given = answer(core)
    return typeof given === 'string' ? given : ''
  }
  const challenge = Number(strings(answer('challenge'))[0] ?? answer('challenge'))
  return {
    title: text('title'),
    themes: strings(answer('themes')),
    need: text('need'),
    goals: text('goals'),
    partner: text('partner') || undefined,
    duration: durationOf(definition, answers),
    startsOn: localDate(text('starts-on')),
    kindergartens: strings(answer('kindergartens')),
    amounts: amountRows(answer('amounts')),
    staff: staffRows(answer('staff')),
    challenge: Number.isInteger(challenge) && challenge >= 1 && challenge <= 4 ? challenge : undefined,
    declaration: answer('declaration') === true,
    granted: amountRows(answer('granted')),
    used: amountRows(answer('used')),
    unused: amountRows(answer('unused')),
    ownContribution: amountRows(answer('own-contribution')),
    words: Object.fromEntries(
      coreNames.flatMap((core) => {
        const question = carrier(definition, core)
        const given = answer(core)
        if (typeof given === 'string' && question?.kind !== 'organisation') return [[core, given]]
        if (question?.kind !== 'choice' || given === undefined) return []
        return [[core, question.options.filter(({ value }) => strings(given).includes(value)).map(({ label }) => label[language]).join('\n')]]
      }),
    ),
  }
}
