import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate, startOfDayOslo, yearOf, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { seated } from '../forum/members/rules.ts'
import { loadMembers } from '../forum/members/store.ts'
import { asksPartner } from '../forms/definition.ts'
import { loadFormDefinition } from '../forms/store.ts'
import { loadScheme } from '../schemes/store.ts'
import { toPerson } from '../told.ts'
import { extend, plan, take, yearLater, type Plan, type RoundFacts, type Step } from './rules.ts'
import * as store from './store.ts'

export type Typed = Plan & {
  readonly title: string
  readonly schemeCode: string
  readonly kindergartenYear: number
  readonly formVersionId: string | undefined
  readonly forumId: string | undefined
  readonly mode: 'live' | 'test'
  readonly information: string
  /** Organisation numbers, for a test round. */
  readonly testers: readonly string[]
}

/** Plans a round: nobody outside the county governor sees it yet. */
export const planRound = ({ db, now }: Deps, actor: Actor, typed: Typed, copiedFrom?: string) =>
  writing(db, actor, async (tx) => {
    const read = await contentOf(tx, actor, typed)
    if (!read.ok) return read
    const id = await store.insertRound(tx, read.event.content, { managerId: actor.orgId, regionId: await store.regionOf(tx, actor.orgId), copiedFrom })
    await store.saveTesters(tx, id, read.event.testers)
    await audit.record(tx, actor, { kind: 'scheme.round-planned', about: { kind: 'round', id }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ id })
  })

/** Changes a round while it is planned. `version` is what the page showed: a colleague's change is never written over unseen. */
export const changeRound = ({ db, now }: Deps, actor: Actor, id: string, typed: Typed, version: number) =>
  writing(db, actor, async (tx) => {
    const round = await ownRound(tx, actor, id)
    if (!round) return refuse('not-found' as const)
    if (round.stage !== 'planned') return refuse('already-announced' as const)
    const read = await contentOf(tx, actor, typed)
    if (!read.ok) return read
    if (!(await store.updateRound(tx, id, read.event.content, version))) return refuse('changed-meanwhile' as const)
    await store.saveTesters(tx, id, read.event.testers)
    await audit.record(tx, actor, { kind: 'scheme.round-changed', about: { kind: 'round', id }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ id })
  })

/** A new round like last year's: same scheme, form, forum and words, every day a year later. */
export const copyRound = ({ db, now }: Deps, actor: Actor, id: string) =>
  writing(db, actor, async (tx) => {
    const round = await ownRound(tx, actor, id)
    if (!round) return refuse('not-found' as const)
    const days = yearLater(round)
    const scheme = await loadScheme(tx, round.schemeCode)
    const timing = scheme && plan(days, scheme)
    // A scheme that has ended is not copied: next year's round is made under the rules of its own day.
    if (!timing?.ok) return refuse('scheme-not-in-force' as const)
    const year = String(round.kindergartenYear)
    const title = round.title.includes(year) ? round.title.replaceAll(/\b20\d\d\b/g, (found) => String(Number(found) + 1)) : round.title
    const copy = await store.insertRound(tx, { ...round, ...timing.event, title, kindergartenYear: round.kindergartenYear + 1, mode: 'live' }, { managerId: actor.orgId, regionId: round.regionId, copiedFrom: id })
    await audit.record(tx, actor, { kind: 'scheme.round-copied', about: { kind: 'round', id: copy }, readers: [actor.orgId], visibility: 'shared', data: { year: yearOf(days.closesOn) } }, now())
    return accept({ id: copy })
  })

/** Takes the next step with a round: announced, reviewed, to the forum, decided, followed up, ended – or opened again, or cancelled. */
export const takeStep = (deps: Deps, actor: Actor, id: string, step: Step, reason: string, newLastDay: LocalDate | undefined) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const round = await ownRound(tx, actor, id)
    if (!round) return refuse('not-found' as const)
    const newDeadline = newLastDay && startOfDayOslo(addDays(newLastDay, 1))
    const decision = take(step, await factsOf(tx, round), reason, newDeadline, now)
    if (!decision.ok) return decision
    await store.saveStage(tx, id, decision.event, { kind: step, reason, who: actor.name }, now)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'round', id }, readers: [actor.orgId], visibility: 'shared' }, now)
    if (round.mode === 'live' && (step === 'announce' || step === 'reopen' || (step === 'cancel' && round.stage === 'announced'))) await deps.jobs.enqueue(tx, announcementQueue, { roundId: id, step } satisfies Announcement)
    if (step === 'forum' && round.forumId) await tellForum(tx, deps, actor, round, round.forumId, now)
    return accept({ id })
  })

/** Those who sit in the forum now have to say whether they are impartial. Test rounds too: who tries one tries this. */
async function tellForum(tx: Tx, deps: Deps, actor: Actor, round: store.Round, forumId: string, now: Date): Promise<void> {
  const to = seated(await loadMembers(tx, forumId), osloDate(now)).filter(({ personId }) => personId !== actor.personId).map(({ personId }) => toPerson(personId))
  await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-declare', path: `/forum/${forumId}/habilitet/${round.id}`, data: { round: round.title }, subjectId: round.id }, now)
}

export const giveMoreTime = (deps: Deps, actor: Actor, id: string, number: string, lastDay: LocalDate, reason: string) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const round = await ownRound(tx, actor, id)
    if (!round) return refuse('not-found' as const)
    const decision = extend(await factsOf(tx, round), lastDay, reason, now)
    if (!decision.ok) return decision
    const org = await store.findByNumber(tx, number.replaceAll(/\s/g, ''))
    if (!org) return refuse('unknown-org' as const)
    await store.saveExtension(tx, id, { orgId: org.id, until: decision.event.until, reason, who: actor.name }, now)
    await audit.record(tx, actor, { kind: 'scheme.extended', about: { kind: 'round', id }, readers: [actor.orgId, org.id], visibility: 'shared', data: { org: org.name } }, now)
    const to = await recipientsFor(tx, org.id, ['owner', 'head'], now, 'scheme')
    await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-extended', path: `/runder/${id}`, data: { round: round.title }, subjectId: id }, now)
    return accept({ id })
  })

/** Drafts that were not sent in time are told so, once. The program's own work, every ten minutes. */
export const endUnsentReports = (deps: Deps) =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    const ended = await store.endUnsent(tx, now)
    for (const report of ended) {
      await audit.record(tx, undefined, { kind: 'scheme.not-submitted', about: { kind: 'report', id: report.id }, readers: [report.leadId], visibility: 'shared' }, now)
      const to = await recipientsFor(tx, report.leadId, ['owner', 'head'], now, 'scheme')
      await messaging.tell(tx, deps.jobs, to, { kind: 'scheme-not-submitted', path: `/behov/${report.id}`, data: { round: report.round ?? '' }, subjectId: report.id }, now)
    }
    return ended.length
  })

async function contentOf(tx: Tx, actor: Actor, typed: Typed) {
  const scheme = await loadScheme(tx, typed.schemeCode)
  if (!scheme) return refuse('not-found' as const)
  const forums = await store.loadForums(tx, actor.orgId)
  const formVersionId = (await store.loadFormChoices(tx, actor.orgId)).find(({ id }) => id === typed.formVersionId)?.id
  const form = formVersionId && (await loadFormDefinition(tx, formVersionId))
  const timing = plan(typed, scheme, form ? asksPartner(form) : undefined)
  if (!timing.ok) return timing
  const found = await Promise.all(typed.testers.map((number) => store.findByNumber(tx, number)))
  if (found.includes(undefined)) return refuse('unknown-org' as const)
  return accept({
    // What a forged form names and the county governor does not have is left out.
    content: { ...typed, ...timing.event, forumId: forums.find(({ id }) => id === typed.forumId)?.id, formVersionId },
    testers: found.flatMap((org) => (org ? [org.id] : [])),
  })
}

async function ownRound(tx: Tx, actor: Actor, id: string): Promise<store.Round | undefined> {
  const round = await store.lockRound(tx, id)
  return round?.managerId === actor.orgId ? round : undefined
}

/** What the steps ask about a round. */
async function factsOf(tx: Tx, round: store.Round): Promise<RoundFacts> {
  const counts = await store.countReports(tx, round.id)
  const extensions = await store.loadExtensions(tx, round.id)
  return { ...round, ...counts, hasForm: round.formVersionId !== undefined, hasForum: round.forumId !== undefined, hasInformation: round.information !== '', extendedUntil: extensions[0]?.until }
}

/** What everyone who may apply is told about a round, as work for the queue: thousands of letters are not written while somebody waits for a page. */
export const announcementQueue = 'scheme.announcement'
export type Announcement = { readonly roundId: string; readonly step: 'announce' | 'reopen' | 'cancel' }

/** The announcement must reach the whole group of possible recipients (the state's rules for grants, § 6.3): all who lead an owner or a kindergarten. */
export const tellApplicants = (deps: Deps, { roundId, step }: Announcement) =>
  writing(deps.db, system, async (tx) => {
    const now = deps.now()
    const round = await store.loadRound(tx, roundId)
    if (!round) return
    const kind = ({ announce: 'scheme-announced', reopen: 'scheme-reopened', cancel: 'scheme-cancelled' } as const)[step]
    const to = await recipientsFor(tx, 'everyone', ['owner', 'head'], now, 'scheme')
    await messaging.tell(tx, deps.jobs, to, { kind, path: `/runder/${round.id}`, data: { round: round.title }, subjectId: round.id }, now)
  })
