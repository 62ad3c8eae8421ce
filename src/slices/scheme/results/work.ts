import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import { amountRows, missing, staffRows, statusOf, strings, withContext, type Answer, type Answers, type Status } from '../forms/answers.ts'
import { coreOf, type CoreFacts } from '../forms/core.ts'
import { carrier, type FormDefinition, type Question } from '../forms/definition.ts'
import { loadFormDefinition } from '../forms/store.ts'
import type { Scheme } from '../schemes/rules.ts'
import { loadScheme } from '../schemes/store.ts'
import { account, fellOutOf, lacksIn, type Accounted, type Lack } from './rules.ts'
import * as store from './store.ts'

/** A report of results with all that is needed to write it, read it and answer it. */
export type Work = {
  readonly result: store.Result
  readonly grant: store.Grant
  readonly scheme: Scheme
  /** The form, narrowed to the year and to those who were granted money in it. */
  readonly definition: FormDefinition
  /** What is written now, in its context and with what was granted: nobody types that. */
  readonly answers: Answers
  readonly planned: store.Planned
}

/** Undefined for what the actor may not see. With `lock` nobody else changes it until the transaction is over. */
export async function loadWork(tx: Tx, id: string, lock = false): Promise<Work | undefined> {
  const result = await (lock ? store.lockResult(tx, id) : store.loadResult(tx, id))
  const grant = result && (await store.loadGrant(tx, result.reportId, result.year))
  const scheme = grant && (await loadScheme(tx, grant.schemeCode))
  const form = result && (await loadFormDefinition(tx, result.formVersionId))
  if (!result || !grant || !scheme || !form) return undefined
  const definition = narrowed(form, grant)
  const list = carrier(definition, 'kindergartens')
  return { result, grant, scheme, definition, answers: inContext(definition, result.answers, grant), planned: await store.loadPlanned(tx, grant.reportId, strings(list && result.answers[list.key])) }
}

/** One year at a time, and only those who were granted something in it. */
export const narrowed = (form: FormDefinition, grant: Pick<store.Grant, 'amounts'>): FormDefinition => {
  const actors = new Set(grant.amounts.map(({ actor }) => actor))
  const narrow = (question: Question): Question => (question.kind === 'money' ? { ...question, years: 1, actors: question.actors.filter((actor) => actors.has(actor)) } : question)
  return { ...form, sections: form.sections.map((section) => ({ ...section, questions: section.questions.map(narrow) })) }
}

/** The answers with what they stand beside. What was granted is what was decided, whatever a form says. */
export const inContext = (definition: FormDefinition, answers: Answers, grant: store.Grant): Answers => withContext(withGranted(definition, answers, grant), { kind: grant.kind, strand: grant.strand, network: grant.networkName !== undefined, ownership: grant.ownership, firstYear: grant.year })

export function withGranted(definition: FormDefinition, answers: Answers, grant: Pick<store.Grant, 'amounts' | 'year'>): Answers {
  const question = carrier(definition, 'granted')
  if (!question) return answers
  const rows = account(grant.amounts, [], []).map(({ actor, granted }) => ({ year: grant.year, actor, ore: granted }))
  return { ...answers, [question.key]: amountRows(rows) }
}

/** What is known when it is begun: the name of the measure, its kindergartens, and how many are employed there. Who took part, nobody knows but those who write. */
export function filledIn(definition: FormDefinition, grant: store.Grant, planned: store.Planned): Answers {
  const known: Partial<Record<'title' | 'kindergartens' | 'staff', Answer>> = {
    title: grant.title,
    kindergartens: planned.kindergartens.map(({ id }) => id).toSorted(),
    staff: staffRows(planned.staff.map((row) => ({ ...row, takesPart: 0 }))),
  }
  return Object.fromEntries(
    (['title', 'kindergartens', 'staff'] as const).flatMap((core) => {
      const [question, answer] = [carrier(definition, core), known[core]]
      return question && answer !== undefined && !(Array.isArray(answer) && answer.length === 0) ? [[question.key, answer]] : []
    }),
  )
}

export type Reading = { readonly core: CoreFacts; readonly money: readonly Accounted[]; readonly lacks: readonly Lack[]; readonly fellOut: readonly string[]; readonly tookPart: readonly string[] }
/** What the answers say, whatever the questions are called, and what does not hang together across them. */
export function readingOf({ definition, grant, planned }: Pick<Work, 'definition' | 'grant' | 'planned'>, answers: Answers): Reading {
  const core = coreOf(definition, answers)
  const rows = (list: CoreFacts['used']) => list.filter(({ year }) => year === grant.year)
  const money = account(grant.amounts, rows(core.used), rows(core.unused))
  const plannedIds = planned.kindergartens.map(({ id }) => id)
  const people = (id: string) => core.staff.filter(({ kindergarten }) => kindergarten === id).reduce((sum, row) => sum + row.takesPart, 0)
  const tookPart = core.kindergartens.map((id) => ({ id, people: people(id) }))
  // Where the form does not count people, nobody is missing.
  const counted = carrier(definition, 'staff') ? tookPart : tookPart.map(({ id }) => ({ id, people: 1 }))
  const lacks = lacksIn({ money, unusedWhy: core.words['unused-why'] ?? '', planned: plannedIds, tookPart: counted, fellOutWhy: core.words['fell-out'] ?? '' })
  return { core, money, lacks, fellOut: fellOutOf(plannedIds, core.kindergartens), tookPart: core.kindergartens }
}

/** How much must be mended before it can be sent. */
export const lackCount = (work: Work): number => missing(work.definition, work.answers).length + readingOf(work, work.answers).lacks.length

/** How far a part has come: one where something does not hang together is not complete, also when every question has an answer. */
export function partStatus(work: Pick<Work, 'definition' | 'grant' | 'planned' | 'answers'>, section: string): Status {
  const status = statusOf(work.definition, section, work.answers)
  const wrong = status === 'complete' && readingOf(work, work.answers).lacks.some((lack) => fieldOfLack(work.definition, lack).section?.key === section)
  return wrong ? 'begun' : status
}

/** Whether the actor writes here, and which sections: the applicant its own, the partner the partner's. */
export function sideOf({ grant, planned }: Pick<Work, 'grant' | 'planned'>, actor: Pick<Actor, 'orgId' | 'role'>): 'applicant' | 'partner' | undefined {
  const part = (names: readonly string[]) => planned.sides.some((one) => one.orgId === actor.orgId && one.state === 'accepted' && names.includes(one.part))
  if (actor.role === 'university-contact') return part(['partner']) ? 'partner' : undefined
  return (actor.role === 'owner' || actor.role === 'head') && (grant.leadId === actor.orgId || part(['lead', 'member'])) ? 'applicant' : undefined
}

/** As `sideOf`, of a grant alone: whether the actor's organisation is one of those who report what came of it. */
export const reportsOn = (grant: Pick<store.Grant, 'leadId' | 'ownParts'>, actor: Pick<Actor, 'orgId' | 'role'>): boolean =>
  actor.role === 'university-contact' ? grant.ownParts.includes('partner') : (actor.role === 'owner' || actor.role === 'head') && (grant.leadId === actor.orgId || grant.ownParts.some((part) => part === 'lead' || part === 'member'))

/** Where the question stands that a lack is about, for the list of errors. */
export const fieldOfLack = (definition: FormDefinition, lack: Lack) => {
  const core = ({ 'does-not-add-up': 'used', 'unused-without-why': 'unused-why', 'nobody-took-part': 'staff', 'fell-out-without-why': 'fell-out' } as const)[lack.name]
  const question = carrier(definition, core)
  const section = definition.sections.find(({ questions }) => questions.some(({ key }) => key === question?.key))
  return { question, section }
}
