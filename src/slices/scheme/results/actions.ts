import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, yearOf } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { ore, sumOre } from '../../../kernel/money.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import * as messaging from '../../messaging/index.ts'
import { officersFor } from '../officers/tell.ts'
import { merged, sectionDigest, type Answer } from '../forms/answers.ts'
import { loadFormDefinition } from '../forms/store.ts'
import { settle } from '../money/ledger.ts'
import { namesIn } from '../schemes/role-words.ts'
import { loadScheme } from '../schemes/store.ts'
import { approve, askForChanges, referenceOf, send, settlementOf, write } from './rules.ts'
import * as store from './store.ts'
import { partnersOf, writersOf } from './reminders/tell.ts'
import { filledIn, inContext, lackCount, loadWork, narrowed, readingOf, sideOf, withGranted, type Work } from './work.ts'

/** Begins the report of a year, or finds the one that is begun: the same click twice, or both sides at once, is one report. */
export const beginResult = (deps: Deps, actor: Actor, reportId: string, year: number) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const grant = await store.loadGrant(tx, reportId, year)
    const planned = grant && (await store.loadPlanned(tx, reportId))
    const side = grant && planned && sideOf({ grant, planned }, actor)
    if (!grant || !planned || !side) return refuse('not-found' as const)
    if (grant.result) return accept({ id: grant.result.id })
    const scheme = await loadScheme(tx, grant.schemeCode)
    const formVersionId = scheme && (await store.loadResultForm(tx, scheme))
    const form = formVersionId === undefined ? undefined : await loadFormDefinition(tx, formVersionId)
    if (!formVersionId || !form) return refuse('no-form' as const)
    const { id, isNew } = await store.openResult(tx, grant, formVersionId, filledIn(narrowed(form, grant), grant, planned), actor.name, now)
    if (isNew) {
      await audit.record(tx, actor, { kind: 'scheme.result-begun', about: { kind: 'result', id }, readers: sidesOf({ grant, planned }), visibility: 'shared' }, now)
      if (side === 'applicant') await messaging.tell(tx, deps.jobs, await partnersOf(tx, planned, now), { kind: 'scheme-result-begun', ...about(id, grant) }, now)
    }
    return accept({ id })
  })

/** What a person saw of a section when they began to write: if it has changed meanwhile, the second one gets to see both. */
export const stamp = ({ definition, answers }: Pick<Work, 'definition' | 'answers'>, section: string): string => sectionDigest(definition, answers, section).slice(0, 16)

/** Saves a section. `seen` is the stamp from the page; undefined saves over whatever is there. */
export const saveSection = (deps: Deps, actor: Actor, id: string, section: string, values: Readonly<Record<string, Answer | undefined>>, seen: string | undefined) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await loadWork(tx, id, true)
    if (!work || !mayWrite(work, actor, section)) return refuse('not-found' as const)
    const open = write(work.result.state)
    if (!open.ok) return open
    const answers = merged(work.answers, values)
    const after: Work = { ...work, answers: inContext(work.definition, answers, work.grant) }
    if (stamp(after, section) === stamp(work, section)) return accept({ work: after })
    if (seen !== undefined && stamp(work, section) !== seen) return { ok: false as const, because: 'changed-meanwhile' as const, work }
    const sections = { ...work.result.sections, [section]: { at: now.toISOString(), by: actor.name } }
    await store.saveAnswers(tx, id, { answers, sections, who: actor.name }, now)
    return accept({ work: { ...after, result: { ...work.result, answers, sections, changedAt: now, changedBy: actor.name } } })
  })

/** The applicant's own sections are the owners' to write; the partner's part is the partner's. */
const mayWrite = (work: Work, actor: Pick<Actor, 'orgId' | 'role'>, sectionKey: string): boolean => work.definition.sections.some(({ key, by }) => key === sectionKey && by === sideOf(work, actor))

/** Sends it to the county governor: saved, recorded and told in one transaction. */
export const sendResult = (deps: Deps, actor: Actor, id: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await loadWork(tx, id, true)
    if (!work || !sideOf(work, actor)) return refuse('not-found' as const)
    const decision = send(work.result.state, { applicant: work.grant.leadId === actor.orgId && sideOf(work, actor) === 'applicant', granted: work.grant.amounts.length > 0, lacks: lackCount(work), due: work.grant.due }, now)
    if (!decision.ok) return decision
    const { to, kind, late } = decision.event
    const reference = work.result.reference ?? referenceOf(yearOf(osloDate(now)), await store.nextNumber(tx))
    const answers = withGranted(work.definition, work.result.answers, work.grant)
    const { core, money, fellOut, tookPart } = readingOf(work, work.answers)
    const sha256 = createHash('sha256').update(JSON.stringify([reference, Object.entries(answers).toSorted(([a], [b]) => (a < b ? -1 : 1))])).digest('hex')
    const who = { name: actor.name, role: actor.role, onBehalfOf: actor.onBehalfOf?.name }
    await store.saveSubmission(tx, id, { reference, state: to, answers, formVersionId: work.result.formVersionId, sha256, who }, { money, staff: core.staff, tookPart, fellOut }, now)
    await audit.record(tx, actor, { kind, about: { kind: 'result', id }, readers: [...sidesOf(work), work.grant.managerId], visibility: 'shared', data: { reference, late } }, now)
    await messaging.tell(tx, deps.jobs, await officersFor(tx, work.grant.managerId, work.grant.reportId, now), { kind: 'scheme-result-sent', ...about(id, work.grant) }, now)
    return accept({ reference })
  })

/** The county governor wants something changed: what and why is told to those who wrote. */
export const requestChanges = (deps: Deps, actor: Actor, id: string, what: string, why: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await handled(tx, actor, id)
    if (!work) return refuse('not-found' as const)
    const decision = askForChanges(work.result.state, what, why)
    if (!decision.ok) return decision
    const [last] = await store.loadSubmissions(tx, id)
    await store.saveAsked(tx, id, { submission: last?.number ?? 1, what, why, by: actor.name }, now)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'result', id }, readers: [...sidesOf(work), work.grant.managerId], visibility: 'shared' }, now)
    await tellWriters(tx, deps, work, 'scheme-result-changes', now)
    return accept({ id })
  })

/** Approves what was sent, and takes its numbers into the ledger: both, or neither. */
export const approveResult = (deps: Deps, actor: Actor, id: string, seen: number) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await handled(tx, actor, id)
    if (!work) return refuse('not-found' as const)
    const [last] = await store.loadSubmissions(tx, id)
    const decision = approve(work.result.state, last?.number ?? 0, seen)
    if (!decision.ok) return decision
    const answers = inContext(work.definition, last?.answers ?? {}, work.grant)
    const { money, core } = readingOf(work, answers)
    const own = core.ownContribution.length === 0 ? undefined : sumOre(core.ownContribution.map(({ ore: amount }) => ore(amount)))
    const settled = await settle(tx, actor, { reportId: work.grant.reportId, final: true, reason: work.result.reference ?? '', lines: settlementOf(work.grant.amounts, money, own).map((line) => ({ year: work.grant.year, ...line })) }, now)
    if (!settled.ok) return refuse(`money-${settled.because}` as const)
    await store.saveApproval(tx, id, actor.name, now)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'result', id }, readers: [...sidesOf(work), work.grant.managerId], visibility: 'shared' }, now)
    await tellWriters(tx, deps, work, 'scheme-result-approved', now)
    return accept({ id })
  })

/** Locked, and the actor's to answer. */
async function handled(tx: Tx, actor: Actor, id: string): Promise<Work | undefined> {
  const work = await loadWork(tx, id, true)
  return work && actor.role === 'county-governor' && work.grant.managerId === actor.orgId ? work : undefined
}

const about = (id: string, grant: store.Grant) => ({ path: `/resultater/${id}`, data: { reference: grant.reference, organisation: grant.leadName, year: String(grant.year) }, subjectId: id })

/** Those on the applicant's side whose people may read what happened. */
const sidesOf = ({ grant, planned }: Pick<Work, 'grant' | 'planned'>): string[] => [...new Set([grant.leadId, ...planned.sides.filter(({ state }) => state !== 'declined').map(({ orgId }) => orgId)])]

async function tellWriters(tx: Tx, deps: Deps, { result, grant, planned, scheme }: Work, kind: 'scheme-result-changes' | 'scheme-result-approved', now: Date): Promise<void> {
  const told = about(result.id, grant)
  await messaging.tell(tx, deps.jobs, await writersOf(tx, grant, planned, now), { kind, ...told, data: { ...told.data, ...namesIn(scheme) } }, now)
}
