import { createHash } from 'node:crypto'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { staffGroups, type Scheme, type Words } from '../../schemes/rules.ts'
import { check, leaningOn } from '../check.ts'
import { limits, questionOf, questionsOf, type FormDefinition, type Question, type QuestionKind, type Section } from '../definition.ts'

/** A strand that a condition may ask about. `offered`: a scheme that the form is for has it. The others are known by name, for conditions that are there already. */
export type StrandChoice = { readonly code: string; readonly name: Words; readonly offered: boolean }
/** What conditions may ask about: the form's questions, and the strand of the report. */
export type Asked = { readonly definition: FormDefinition; readonly strands: readonly StrandChoice[] }

/**
 * The strands of all schemes, each code once and by its newest name. A form is for the schemes whose rounds use it; while no round does, it may be for any.
 *
 * @param schemes the newest first
 * @param usedBy codes of the schemes whose rounds use a version of the form
 */
export function strandsFor(schemes: readonly Pick<Scheme, 'code' | 'strands'>[], usedBy: readonly string[]): readonly StrandChoice[] {
  const users = schemes.filter(({ code }) => usedBy.includes(code))
  const offered = new Set((users.length > 0 ? users : schemes).flatMap(({ strands }) => strands.map(({ code }) => code)))
  const named = new Map(schemes.toReversed().flatMap(({ strands }) => strands.map(({ code, name }) => [code, name] as const)))
  return [...named].map(([code, name]) => ({ code, name, offered: offered.has(code) }))
}

/** Why a change to a form may not be made. Each has words (`forms.because.…`). */
export type EditRefusal = 'locked' | 'changed-meanwhile' | 'no-such-part' | 'too-many' | 'leaned-on' | 'has-faults' | 'nothing-new'

/** A stamp of what somebody was shown. What they send back with it holds only as long as nobody has changed the same in between. */
export const stampOf = (shown: unknown): string => createHash('sha256').update(JSON.stringify(shown)).digest('hex').slice(0, 32)

const none: Words = { nb: '', nn: '', en: '' }
const allSign = ['pedagogical-leader', 'head', 'owner'] as const

/** A key that no version of the form has had: an answer to something else must never be read as an answer to this. */
const freshKey = (beginning: string, used: ReadonlySet<string>): string => {
  for (let number = 1; ; number += 1) if (!used.has(`${beginning}-${number}`)) return `${beginning}-${number}`
}

/** An empty section, last. */
export function addSection(form: FormDefinition, usedKeys: ReadonlySet<string>): Decision<EditRefusal, { readonly form: FormDefinition; readonly key: string }> {
  if (form.sections.length >= limits.sections) return refuse('too-many')
  const key = freshKey('section', new Set([...usedKeys, ...form.sections.map((section) => section.key)]))
  return accept({ form: { ...form, sections: [...form.sections, { key, title: none, intro: none, by: 'applicant', signedBy: allSign, shown: [], questions: [] }] }, key })
}

/** An empty question of a kind, last in its section. The kind stays; the words are for the next page. */
export function addQuestion(form: FormDefinition, sectionKey: string, kind: QuestionKind, usedKeys: ReadonlySet<string>): Decision<EditRefusal, { readonly form: FormDefinition; readonly key: string }> {
  const section = form.sections.find((one) => one.key === sectionKey)
  if (!section) return refuse('no-such-part')
  if (section.questions.length >= limits.questions) return refuse('too-many')
  const key = freshKey(kind, new Set([...usedKeys, ...questionsOf(form).map((question) => question.key)]))
  return accept({ form: withSection(form, { ...section, questions: [...section.questions, emptyQuestion(key, kind)] }), key })
}

function emptyQuestion(key: string, kind: QuestionKind): Question {
  const common = { key, label: none, help: none, missing: none, required: kind !== 'sum' && kind !== 'file', shown: [] }
  switch (kind) {
    case 'text':
      return { ...common, kind, long: true, most: 3000 }
    case 'choice':
      return { ...common, kind, many: false, options: [] }
    case 'staff':
      return { ...common, kind, groups: staffGroups }
    case 'money':
      return { ...common, kind, years: 3, actors: ['owner', 'university'] }
    case 'kindergartens':
      return { ...common, kind, most: limits.kindergartens }
    case 'file':
      return { ...common, kind, most: 5 }
    case 'number':
      return { ...common, kind, least: 0, most: 1000 }
    case 'sum':
      return { ...common, kind, of: [] }
    default:
      return { ...common, kind }
  }
}

/** Puts what was typed in the place of the stored section; its questions stay. */
export function replaceSection(form: FormDefinition, typed: Omit<Section, 'questions'>, stamp: string): Decision<EditRefusal, FormDefinition> {
  const stored = form.sections.find(({ key }) => key === typed.key)
  if (!stored) return refuse('no-such-part')
  return stampOf(headOf(stored)) === stamp ? accept(withSection(form, { ...typed, questions: stored.questions })) : refuse('changed-meanwhile')
}

/** What the page about a section shows of it. */
export const headOf = ({ questions: _, ...head }: Section): Omit<Section, 'questions'> => head

/** Puts what was typed in the place of the stored question, in this section or at the end of another. */
export function replaceQuestion(form: FormDefinition, typed: Question, sectionKey: string, stamp: string): Decision<EditRefusal, FormDefinition> {
  const stored = questionOf(form, typed.key)
  const home = homeOf(form, typed.key)
  const target = form.sections.find(({ key }) => key === sectionKey)
  if (!stored || !home || !target) return refuse('no-such-part')
  if (stampOf([stored, home.key]) !== stamp) return refuse('changed-meanwhile')
  if (target.key === home.key) return accept(withSection(form, { ...home, questions: home.questions.map((question) => (question.key === typed.key ? typed : question)) }))
  if (target.questions.length >= limits.questions) return refuse('too-many')
  return accept(withSection(withSection(form, { ...home, questions: home.questions.filter(({ key }) => key !== typed.key) }), { ...target, questions: [...target.questions, typed] }))
}

export const homeOf = (form: FormDefinition, questionKey: string): Section | undefined => form.sections.find(({ questions }) => questions.some(({ key }) => key === questionKey))

/** Takes a question out, unless others lean on it. */
export function removeQuestion(form: FormDefinition, key: string, stamp: string): Decision<EditRefusal, FormDefinition> {
  const stored = questionOf(form, key)
  const home = homeOf(form, key)
  if (!stored || !home) return refuse('no-such-part')
  if (stampOf([stored, home.key]) !== stamp) return refuse('changed-meanwhile')
  if (leaningOn(form, key).length > 0) return refuse('leaned-on')
  return accept(withSection(form, { ...home, questions: home.questions.filter((question) => question !== stored) }))
}

/** What outside a section leans on the questions in it. */
export const leaningOnSection = (form: FormDefinition, section: Section) => section.questions.flatMap(({ key }) => leaningOn(form, key).filter((leaning) => leaning.section.key !== section.key))

/** Takes a section out with all its questions, unless other sections lean on them. */
export function removeSection(form: FormDefinition, key: string, stamp: string): Decision<EditRefusal, FormDefinition> {
  const stored = form.sections.find((section) => section.key === key)
  if (!stored) return refuse('no-such-part')
  if (stampOf(stored) !== stamp) return refuse('changed-meanwhile')
  if (leaningOnSection(form, stored).length > 0) return refuse('leaned-on')
  return accept({ ...form, sections: form.sections.filter((section) => section !== stored) })
}

export type Way = 'up' | 'down'
/** Changes places with the neighbour: a section among sections, a question within its own. `stamp` is of the order that was shown. */
export function move(form: FormDefinition, what: 'section' | 'question', key: string, way: Way, stamp: string): Decision<EditRefusal, FormDefinition> {
  if (stampOf(orderOf(form)) !== stamp) return refuse('changed-meanwhile')
  if (what === 'section') {
    const sections = moved(form.sections, key, way)
    return sections ? accept({ ...form, sections }) : refuse('no-such-part')
  }
  const home = homeOf(form, key)
  const questions = home && moved(home.questions, key, way)
  return home && questions ? accept(withSection(form, { ...home, questions })) : refuse('no-such-part')
}

export const orderOf = (form: FormDefinition): unknown => form.sections.map(({ key, questions }) => [key, ...questions.map((question) => question.key)])

const moved = <Item extends { readonly key: string }>(list: readonly Item[], key: string, way: Way): readonly Item[] | undefined => {
  const at = list.findIndex((item) => item.key === key)
  const item = list[at]
  const to = way === 'up' ? at - 1 : at + 1
  return item && to >= 0 && to < list.length ? list.toSpliced(at, 1).toSpliced(to, 0, item) : undefined
}

/** What is published is what was seen, has no faults, and differs from the version before. */
export function publish(form: FormDefinition, before: FormDefinition | undefined, stamp: string): Decision<EditRefusal, { readonly kind: 'scheme.form-published' }> {
  if (stampOf(form) !== stamp) return refuse('changed-meanwhile')
  if (check(form).length > 0) return refuse('has-faults')
  if (before && stampOf(before) === stampOf(form)) return refuse('nothing-new')
  return accept({ kind: 'scheme.form-published' })
}

/** A draft is thrown away as it was seen: what somebody has written in it meanwhile is not lost unread. */
export const discard = (form: FormDefinition, stamp: string): Decision<EditRefusal, { readonly kind: 'scheme.form-discarded' }> => (stampOf(form) === stamp ? accept({ kind: 'scheme.form-discarded' }) : refuse('changed-meanwhile'))

const withSection = (form: FormDefinition, section: Section): FormDefinition => ({ ...form, sections: form.sections.map((one) => (one.key === section.key ? section : one)) })
