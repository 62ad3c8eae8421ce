import { languages } from '../../../kernel/language.ts'
import type { Words } from '../schemes/rules.ts'
import { carrier, coreKinds, isContextKey, questionOf, questionsOf, type Condition, type CoreName, type FormDefinition, type Question, type Section } from './definition.ts'

/** What may be wrong with a form. Each keeps it from being published, and has words in the three languages (`forms.fault.…`). */
export const formFaults = ['no-sections', 'section-empty', 'key-twice', 'words-missing', 'condition-unknown', 'condition-cycle', 'condition-kind', 'condition-value', 'core-twice', 'core-kind', 'core-values', 'core-missing', 'sum-of-nothing', 'sum-unknown', 'sum-kind', 'sum-mixed', 'options-missing', 'option-twice', 'range-empty', 'groups-missing', 'actors-missing', 'staff-without-list', 'nobody-signs'] as const
export type FormFaultName = (typeof formFaults)[number]

/** A named fault, where it is, and the part it concerns: a language, a key, a value. */
export type FormFault = { readonly name: FormFaultName; readonly section?: string | undefined; readonly question?: string | undefined; readonly part?: string | undefined }

/** What a form for this purpose must ask about, or nothing could be listed and decided. */
const neededCore: Readonly<Record<FormDefinition['purpose'], readonly CoreName[]>> = { need: ['title', 'need', 'kindergartens'], result: ['activities-done'] }

/** Everything that is wrong, in the order of the form; what concerns the whole form first. */
export function check(definition: FormDefinition): readonly FormFault[] {
  const questions = questionsOf(definition)
  const whole: FormFault[] = [
    ...(definition.sections.length === 0 ? [{ name: 'no-sections' } as const] : []),
    ...neededCore[definition.purpose].filter((core) => !carrier(definition, core)).map((core) => ({ name: 'core-missing', part: core }) as const),
    ...(definition.purpose === 'need' && definition.sections.length > 0 && definition.sections.every(({ signedBy }) => signedBy.length === 0) ? [{ name: 'nobody-signs' } as const] : []),
  ]
  const sectionKeys = definition.sections.map(({ key }) => key)
  const questionKeys = questions.map(({ key }) => key)
  return [
    ...whole,
    ...definition.sections.flatMap((section, at) => [
      ...(sectionKeys.indexOf(section.key) < at ? [{ name: 'key-twice', section: section.key, part: section.key } as const] : []),
      ...(section.questions.length === 0 ? [{ name: 'section-empty', section: section.key } as const] : []),
      ...ofWords(section.title, true).map((part) => ({ name: 'words-missing', section: section.key, part }) as const),
      ...ofWords(section.intro, false).map((part) => ({ name: 'words-missing', section: section.key, part }) as const),
      ...ofConditions(definition, section.shown).map((fault) => ({ ...fault, section: section.key })),
      ...section.questions.flatMap((question) =>
        [
          ...(questionKeys.filter((key) => key === question.key).length > 1 ? [{ name: 'key-twice', part: question.key } as const] : []),
          ...ofQuestion(definition, section, question),
        ].map((fault) => ({ ...fault, section: section.key, question: question.key })),
      ),
    ]),
  ]
}

/** The questions that lean on one: their conditions ask about it, their sums count it, or they are asked for each kindergarten in it. It cannot be removed while they do. */
export const leaningOn = (definition: FormDefinition, key: string): readonly { readonly section: Section; readonly question: Question | undefined }[] =>
  definition.sections.flatMap((section) => [
    ...(section.shown.some(({ when }) => when === key) ? [{ section, question: undefined }] : []),
    ...section.questions.filter((question) => question.key !== key && leans(definition, question, key)).map((question) => ({ section, question })),
  ])

const leans = (definition: FormDefinition, question: Question, key: string): boolean =>
  (question.kind === 'staff' && carrier(definition, 'kindergartens')?.key === key) ||
  question.shown.some(({ when }) => when === key) || (question.kind === 'sum' && (question.of.includes(key) || question.equals === key))

type Fault = Omit<FormFault, 'section' | 'question'>

function ofQuestion(definition: FormDefinition, section: Section, question: Question): readonly Fault[] {
  return [
    ...[...ofWords(question.label, true), ...ofWords(question.help, false), ...ofWords(question.missing, false)].map((part) => ({ name: 'words-missing', part }) as const),
    ...ofConditions(definition, question.shown),
    ...(hangsOnItself(definition, section, question) ? [{ name: 'condition-cycle' } as const] : []),
    ...ofCore(definition, question),
    ...ofKind(definition, question),
  ]
}

/** The languages that lack words: all must have them when one has, or when they are needed. */
const ofWords = (words: Words, needed: boolean): readonly string[] =>
  needed || languages.some((language) => words[language].trim() !== '') ? languages.filter((language) => words[language].trim() === '') : []

const ofConditions = (definition: FormDefinition, conditions: readonly Condition[]): readonly Fault[] =>
  conditions.flatMap(({ when, is }): Fault[] => {
    if (is.length === 0) return [{ name: 'condition-value', part: when }]
    if (isContextKey(when)) return []
    const asked = questionOf(definition, when)
    if (!asked) return [{ name: 'condition-unknown', part: when }]
    if (asked.kind !== 'choice' && asked.kind !== 'declaration') return [{ name: 'condition-kind', part: when }]
    const values = asked.kind === 'choice' ? asked.options.map(({ value }) => value) : ['yes']
    return is.filter((value) => !values.includes(value)).map((value) => ({ name: 'condition-value', part: value }))
  })

/** A question is seen when another is answered, which is seen when … this one is. */
function hangsOnItself(definition: FormDefinition, section: Section, question: Question): boolean {
  const seen = new Set<string>()
  const next = [...section.shown, ...question.shown].map(({ when }) => when)
  for (const key of next) {
    if (key === question.key) return true
    if (seen.has(key)) continue
    seen.add(key)
    const home = definition.sections.find(({ questions }) => questions.some((one) => one.key === key))
    next.push(...[...(home?.shown ?? []), ...(questionOf(definition, key)?.shown ?? [])].map(({ when }) => when))
  }
  return false
}

function ofCore(definition: FormDefinition, question: Question): readonly Fault[] {
  const { core } = question
  if (core === undefined) return []
  const kinds: readonly string[] = coreKinds[core]
  const numbers = core === 'duration' ? ['1', '2', '3', '4'] : core === 'challenge' ? ['1', '2', '3', '4'] : undefined
  const values = question.kind === 'choice' ? question.options.map(({ value }) => value) : []
  const strange =
    numbers !== undefined &&
    ((question.kind === 'choice' && (question.many || values.some((value) => !numbers.includes(value)))) || (question.kind === 'number' && (question.least < 1 || question.most > numbers.length)))
  return [
    ...(questionsOf(definition).filter((one) => one.core === core).length > 1 ? [{ name: 'core-twice', part: core } as const] : []),
    ...(kinds.includes(question.kind) ? [] : [{ name: 'core-kind', part: core } as const]),
    ...(strange ? [{ name: 'core-values', part: core } as const] : []),
  ]
}

function ofKind(definition: FormDefinition, question: Question): readonly Fault[] {
  switch (question.kind) {
    case 'choice': {
      const values = question.options.map(({ value }) => value)
      const twice = values.filter((value, at) => values.indexOf(value) < at)
      const wordless = question.options.flatMap(({ label }) => ofWords(label, true))
      return [
        ...(values.length < (question.many ? 1 : 2) ? [{ name: 'options-missing' } as const] : []),
        ...twice.map((part) => ({ name: 'option-twice', part }) as const),
        ...[...new Set(wordless)].map((part) => ({ name: 'words-missing', part }) as const),
      ]
    }
    case 'number':
      return question.least > question.most ? [{ name: 'range-empty' }] : []
    case 'staff':
      return [...(question.groups.length === 0 ? [{ name: 'groups-missing' } as const] : []), ...(carrier(definition, 'kindergartens') ? [] : [{ name: 'staff-without-list' } as const])]
    case 'money':
      return question.actors.length === 0 ? [{ name: 'actors-missing' }] : []
    case 'sum': {
      const keys = [...question.of, ...(question.equals === undefined ? [] : [question.equals])]
      const parts = keys.flatMap((key) => questionOf(definition, key) ?? [])
      const countable = parts.filter(({ kind }) => kind === 'money' || kind === 'number')
      return [
        ...(question.of.length === 0 ? [{ name: 'sum-of-nothing' } as const] : []),
        ...keys.filter((key) => !questionOf(definition, key)).map((part) => ({ name: 'sum-unknown', part }) as const),
        ...parts.filter((part) => !countable.includes(part)).map(({ key }) => ({ name: 'sum-kind', part: key }) as const),
        ...(new Set(countable.map(({ kind }) => kind)).size > 1 ? [{ name: 'sum-mixed' } as const] : []),
      ]
    }
    default:
      return []
  }
}
