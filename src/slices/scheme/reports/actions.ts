import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { voidTouched } from '../anchoring/standing.ts'
import { fileRefs, merged, strings, type Answer, type Answers } from '../forms/answers.ts'
import { coreOf } from '../forms/core.ts'
import { carrier, type FormDefinition, type Question } from '../forms/definition.ts'
import { loadFormDefinition } from '../forms/store.ts'
import { mayStillSend } from '../rounds/rules.ts'
import { extendedUntil, loadRound } from '../rounds/store.ts'
import { loadScheme } from '../schemes/store.ts'
import type { ReportKind } from '../schemes/rules.ts'
import { removeFile } from './files/store.ts'
import { tellPartner } from './parties/actions.ts'
import { syncKindergartens, syncPartner } from './parties/store.ts'
import { readSent } from './forms.ts'
import { answersFromNeed, type NeedBehind } from './need/rules.ts'
import { loadDecidedNeed } from './need/store.ts'
import { begin, change, chooseKind, openAgain, withdraw } from './rules.ts'
import * as store from './store.ts'
import { inContext, knownOf, lockWork, type Work } from './work.ts'

/** Begins a report in a round, or finds the one the same click began. What the register knows is filled in, and what is written in the need it is begun from. */
export const beginReport = ({ db, now }: Deps, actor: Actor, roundId: string, startKey: string, needId?: string) =>
  writing(db, actor, async (tx) => {
    const round = await loadRound(tx, roundId)
    const scheme = round && (await loadScheme(tx, round.schemeCode))
    if (!round || !scheme) return refuse('not-found' as const)
    const decision = begin(scheme, actor.role, round.formVersionId !== undefined, mayStillSend(round, await extendedUntil(tx, round.id, actor.orgId), now()))
    if (!decision.ok) return decision
    const need = needId === undefined ? undefined : await loadDecidedNeed(tx, needId)
    if (needId !== undefined && !need) return refuse('not-found' as const)
    const formVersionId = round.formVersionId ?? ''
    const strand = scheme.strands[0]?.code ?? ''
    const { id, isNew } = await store.insertReport(tx, { needId, startKey, regionId: round.regionId, roundId, formVersionId, leadId: actor.orgId, strand, answers: {}, who: actor.name }, now())
    if (id === '') return refuse('not-found' as const)
    if (isNew) {
      await fillIn(tx, actor, id, need, now())
      await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id }, readers: [actor.orgId], visibility: 'shared' }, now())
    }
    return accept({ id })
  })

/** One who has a single kindergarten need not say which, nor one who begins from the need of one. */
async function fillIn(tx: Tx, actor: Actor, id: string, need: NeedBehind | undefined, now: Date): Promise<void> {
  const work = await lockWork(tx, id)
  if (!work) return
  const list = carrier(work.definition, 'kindergartens')
  const all = work.kindergartens.map((one) => one.id)
  const chosen = !list ? [] : all.length === 1 ? all : all.filter((one) => one === need?.kindergartenId)
  const answers = { ...(need ? answersFromNeed(work.definition, need) : {}), ...(list && chosen.length > 0 ? { [list.key]: chosen } : {}) }
  if (Object.keys(answers).length === 0) return
  await store.saveAnswers(tx, id, { answers, sections: {}, who: actor.name }, now)
  if (chosen.length > 0) await syncKindergartens(tx, id, chosen)
}

/** What a person saw of a section when they began to write: if it has changed meanwhile, the second one gets to see both. */
export const stamp = (definition: FormDefinition, answers: Answers, section: string): string => {
  const keys = definition.sections.find(({ key }) => key === section)?.questions.map(({ key }) => key) ?? []
  return createHash('sha256').update(JSON.stringify(keys.map((key) => answers[key] ?? null))).digest('base64url').slice(0, 16)
}

/**
 * Saves a section as a browser sent it, read and judged by what stands in the report at this very moment.
 * A change of the list of kindergartens or of the partner changes who sees the report; a change of what somebody has signed voids that signature.
 *
 * @param form with the stamp from the page (`sett`); without one it is saved over whatever is there
 */
export const saveSection = (deps: Deps, actor: Actor, id: string, sectionKey: string, form: Readonly<Record<string, unknown>>) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, id)
    const section = work?.definition.sections.find(({ key }) => key === sectionKey)
    if (!work || !section || !mayWrite(work, actor, sectionKey)) return refuse('not-found' as const)
    const sent = readSent(work.definition, section, form, knownOf(work))
    if (sent.errors.length > 0 || sent.warnings.length > 0) return { ok: false as const, because: 'to-mend' as const, work, section, sent }
    const decision = change(work.report.state)
    if (!decision.ok) return decision
    const before = work.report.answers
    const after = merged(before, sent.values)
    const saved = { section, work: { ...work, report: { ...work.report, answers: after }, answers: inContext(work, after) } }
    if (JSON.stringify(after) === JSON.stringify(before)) return accept(saved)
    if (sent.seen !== undefined && stamp(work.definition, before, sectionKey) !== sent.seen) return { ok: false as const, because: 'changed-meanwhile' as const, work, section, sent }
    await store.saveAnswers(tx, id, { answers: after, sections: { ...work.report.sections, [sectionKey]: { at: now.toISOString(), by: actor.name } }, who: actor.name }, now)
    await followUp(tx, deps, work, after, now)
    await voidTouched(tx, deps, work, after, now)
    return accept(saved)
  })

/** The applicant's own sections are the owners' to write; the partner's part is the partner's. */
export function mayWrite({ report, parties, definition }: Pick<Work, 'report' | 'parties' | 'definition'>, actor: Pick<Actor, 'orgId' | 'role'>, sectionKey: string): boolean {
  const section = definition.sections.find(({ key }) => key === sectionKey)
  const part = actor.role === 'university-contact' ? ['partner'] : ['lead', 'member']
  const takesPart = report.leadId === actor.orgId || parties.some((one) => one.orgId === actor.orgId && one.state === 'accepted' && part.includes(one.part))
  return section !== undefined && takesPart && (section.by === 'partner') === (actor.role === 'university-contact')
}

async function followUp(tx: Tx, deps: Deps, work: Work, after: Answers, now: Date): Promise<void> {
  const { report, definition } = work
  const files = (answers: Answers) => definition.sections.flatMap(({ questions }) => questions).flatMap(({ kind, key }) => (kind === 'file' ? fileRefs(answers[key]).map((file) => file.id) : []))
  const kept = new Set(files(after))
  for (const gone of files(report.answers).filter((file) => !kept.has(file))) await removeFile(tx, report.id, gone, now)
  const list = carrier(definition, 'kindergartens')
  const chosen = (answers: Answers) => (list ? strings(answers[list.key]) : [])
  if (JSON.stringify(chosen(after)) !== JSON.stringify(chosen(report.answers))) await syncKindergartens(tx, report.id, chosen(after))
  await followPartner(tx, deps, work, after, now)
}

/** Another partner than before is asked, and told so; the one before is out of it. */
async function followPartner(tx: Tx, deps: Deps, work: Work, after: Answers, now: Date): Promise<void> {
  const partner = coreOf(work.definition, after).partner
  if (partner === coreOf(work.definition, work.report.answers).partner) return
  const isNew = await syncPartner(tx, work.report.id, partner)
  if (isNew && partner) await tellPartner(tx, deps, work, partner, now)
}

/** Says what kind of report it is, in which strand, what it builds on, and what the network is called. Building on an earlier one brings its answers along. */
export const saveKind = (deps: Deps, actor: Actor, id: string, typed: { readonly kind: ReportKind; readonly strand: string; readonly buildsOn: string | undefined; readonly networkName: string | undefined }) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, id)
    if (!work || work.report.leadId !== actor.orgId) return refuse('not-found' as const)
    const draft = change(work.report.state)
    if (!draft.ok) return draft
    const granted = await store.loadGranted(tx, work.report.leadId, work.scheme.continues, id)
    const buildsOn = typed.kind === 'new' ? undefined : typed.buildsOn
    const decision = chooseKind(work.scheme, typed.kind, typed.strand, buildsOn, granted)
    if (!decision.ok) return decision
    await store.saveKind(tx, id, { ...typed, buildsOn })
    if (buildsOn && buildsOn !== work.report.buildsOn) await bringAlong(tx, deps, actor, work, buildsOn, now)
    // What is asked can hang on the kind and the strand, and so what somebody signed.
    const after = await lockWork(tx, id)
    if (after) await voidTouched(tx, deps, after, after.report.answers, now)
    return accept({ id })
  })

/** Answers of the earlier report that fit this form, where nothing is written yet. What was declared or signed then is not declared now. */
async function bringAlong(tx: Tx, deps: Deps, actor: Actor, work: Work, earlierId: string, now: Date): Promise<void> {
  const earlier = await store.loadReport(tx, earlierId)
  const theirs = earlier && (await loadFormDefinition(tx, earlier.formVersionId))
  if (!earlier || !theirs) return
  const answers = await store.loadEarlierAnswers(tx, earlierId)
  const fits = work.definition.sections.flatMap(({ questions, by }) => (by === 'partner' ? [] : questions)).flatMap((question) => {
    const same = theirs.sections.flatMap(({ questions }) => questions).find((one) => (question.core ? one.core === question.core : one.key === question.key) && one.kind === question.kind)
    const answer = same && kept(work, question, answers[same.key])
    const mustBeNew = question.kind === 'declaration' || question.kind === 'file' || question.kind === 'money' || question.core === 'what-changed'
    return answer === undefined || mustBeNew || work.report.answers[question.key] !== undefined ? [] : [[question.key, answer] as const]
  })
  const after = { ...work.report.answers, ...Object.fromEntries(fits) }
  await store.saveAnswers(tx, work.report.id, { answers: after, sections: work.report.sections, who: actor.name }, now)
  const list = carrier(work.definition, 'kindergartens')
  const own = new Set(work.kindergartens.map(({ id }) => id))
  if (list) await syncKindergartens(tx, work.report.id, strings(after[list.key]).filter((id) => own.has(id)))
  await followPartner(tx, deps, work, after, now)
}

/** What still can be answered so: own kindergartens, and choices that this form has. */
function kept({ kindergartens }: Pick<Work, 'kindergartens'>, question: Question, answer: Answer | undefined): Answer | undefined {
  const allowed = question.kind === 'kindergartens' ? kindergartens.map(({ id }) => id) : question.kind === 'choice' ? question.options.map(({ value }) => value) : undefined
  if (allowed === undefined || answer === undefined) return answer
  if (typeof answer === 'string') return allowed.includes(answer) ? answer : undefined
  const left = strings(answer).filter((value) => allowed.includes(value))
  return left.length > 0 ? left : undefined
}

/** Opens a report that is being signed, so that it can be changed: signatures stay until what they cover changes. */
export const reopenDraft = ({ db, now }: Deps, actor: Actor, id: string) =>
  writing(db, actor, async (tx) => {
    const work = await lockWork(tx, id)
    if (!work || work.report.leadId !== actor.orgId) return refuse('not-found' as const)
    const decision = openAgain(work.report.state)
    if (!decision.ok) return decision
    await store.saveState(tx, id, 'draft')
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id }, readers: readersOf(work), visibility: 'shared' }, now())
    return accept({ id })
  })

/** The applicant takes the report back. What was written stays readable to those who wrote it. */
export const withdrawReport = (deps: Deps, actor: Actor, id: string, reason: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, id)
    if (!work || work.report.leadId !== actor.orgId) return refuse('not-found' as const)
    const decision = withdraw(work.report.state, await store.isDecided(tx, id), reason)
    if (!decision.ok) return decision
    await store.saveWithdrawal(tx, id, reason, now)
    const sent = work.report.submittedAt !== undefined
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'report', id }, readers: [...readersOf(work), ...(sent ? [work.round.managerId] : [])], visibility: 'shared' }, now)
    return accept({ id, sent })
  })

/** Those on the applicant's side whose people may read what happened. */
export const readersOf = ({ report, parties }: Pick<Work, 'report' | 'parties'>): string[] => [...new Set([report.leadId, ...parties.filter(({ state }) => state !== 'declined').map(({ orgId }) => orgId)])]
