import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { newCode } from '../../../platform/link-secrets.ts'
import * as audit from '../../audit/index.ts'
import { loadVersion } from '../instruments/store.ts'
import { loadDepartments } from '../scores/store.ts'
import { dotsShown, publish, together } from '../masking/rules.ts'
import { codeLength, dotsTheme, expect, plan, stampOf, take, type Group, type Session, type Step, type StepEvent } from './rules.ts'
import * as store from './store.ts'
import { tellCancelled } from './together/tell.ts'

export type Planned = Pick<Session, 'versionId' | 'kind' | 'title' | 'themes' | 'breakdown' | 'expected' | 'seenByOwner' | 'seenByTeam' | 'closesOn' | 'slips' | 'mayCloseEarly'> & { readonly startKey: string; readonly roles: readonly Group[] }

/** Plans a session with the whole staff of the actor's own kindergarten. Nobody is asked anything yet. */
export const planSession = ({ db, now }: Deps, actor: Actor, typed: Planned) => writing(db, actor, (tx) => planWithin(tx, actor, typed, now()))

/** The same within a transaction that is open already: the demonstration world. */
export async function planWithin(tx: Tx, actor: Actor, typed: Planned, now: Date) {
  const version = await loadVersion(tx, typed.versionId)
  if (version?.definition.kind !== 'statements') return refuse('not-found' as const)
  const last = await store.lastResultOn(tx, actor.orgId, typed.versionId, typed.themes)
  const departments = typed.breakdown === 'department' ? (await loadDepartments(tx, actor.orgId)).map(({ id, name }) => ({ key: id, name })) : []
  const decision = plan({ ...typed, departments: departments.length, known: version.definition.themes.map(({ key }) => key), today: osloDate(now), last: last && osloDate(last) })
  if (!decision.ok) return decision
  const id = await store.insertSession(tx, { ...typed, groups: typed.breakdown === 'department' ? departments : typed.breakdown === 'role' ? typed.roles : [], themes: decision.event.themes, kindergartenId: actor.orgId }, actor, now)
  await record(tx, actor, { id, kindergartenId: actor.orgId }, decision.event.kind, now)
  return accept({ id })
}

/** Takes the host's next step. `version` is what the page showed: of two hosts who step at once, the second is told. */
export const takeStep = ({ db, jobs, now }: Deps, actor: Actor, id: string, step: Step, version: number) =>
  writing(db, actor, async (tx) => {
    const taken = await stepWithin(tx, actor, id, step, version, now())
    if (taken.ok && step.do === 'cancel') await tellCancelled(tx, jobs, actor, id, now())
    return taken
  })

export async function stepWithin(tx: Tx, actor: Actor, id: string, step: Step, version: number, now: Date) {
  const session = await own(tx, actor, id)
  if (!session) return refuse('not-found' as const)
  if (session.version !== version) return refuse('changed-meanwhile' as const)
  if (step.do === 'open') await store.lockStaff(tx, id)
  const { last, ...like } = await store.loadLike(tx, id)
  const decision = take(session, await store.loadClosed(tx, id), step, { ...like, today: osloDate(now), last: last && osloDate(last) })
  if (!decision.ok) return decision
  await carryOut(tx, actor, session, decision.event, now)
  return accept({ id })
}

async function carryOut(tx: Tx, actor: Actor, session: Session, event: StepEvent, now: Date): Promise<void> {
  if (event.kind === 'needs.theme-closed' && session.theme) {
    const counted = await closeTheme(tx, actor, session, session.theme, now)
    // Nothing to show: the phones wait, and the theme can be opened again and go on from where it was.
    await store.saveStep(tx, session.id, counted ? event : { ...event, phase: 'lobby', theme: undefined }, undefined, now)
  } else if (event.kind === 'needs.dots-closed') {
    const counted = await closeDots(tx, actor, session, now)
    await store.saveStep(tx, session.id, counted ? event : { ...event, phase: 'lobby' }, undefined, now)
  } else if (event.kind === 'needs.session-ended' && session.kind === 'survey') await endSurvey(tx, actor, session, now)
  else await store.saveStep(tx, session.id, event, event.kind === 'needs.session-opened' ? newCode(codeLength) : undefined, now)
  if (event.state !== 'open') await store.forgetSession(tx, session.id)
  await record(tx, actor, session, event.kind, now)
}

/** Every theme and the dots at once: until now nobody has seen anything. The program does it itself when the day is over. */
export async function endSurvey(tx: Tx, actor: Actor | undefined, session: Session, now: Date): Promise<void> {
  for (const theme of session.themes) if (!(await closeTheme(tx, actor, session, theme, now))) await store.saveClosed(tx, session.id, theme, [], by(actor), now)
  await closeDots(tx, actor, session, now)
  await store.saveStep(tx, session.id, { kind: 'needs.session-ended', phase: 'lobby', state: 'ended' }, undefined, now)
}
const by = (actor: Actor | undefined) => actor ?? { name: 'Samspill' }

/** Freezes what may be shown of a theme. @returns false when fewer than five have answered, and nothing was done */
async function closeTheme(tx: Tx, actor: Actor | undefined, session: Session, theme: string, now: Date): Promise<boolean> {
  const tally = await store.takeTally(tx, session.id, theme)
  if (tally.size === 0) return false
  await store.saveClosed(tx, session.id, theme, publish(tally), by(actor), now)
  return true
}

async function closeDots(tx: Tx, actor: Actor | undefined, session: Session, now: Date): Promise<boolean> {
  const tally = await store.takeTally(tx, session.id, dotsTheme)
  if (tally.size === 0) return false
  await store.saveClosed(tx, session.id, dotsTheme, [], by(actor), now)
  const setBy = (await store.loadCounts(tx, session.id)).get(dotsTheme) ?? 0
  await store.saveDots(tx, session.id, session.themes.map((theme) => ({ theme, dots: dotsShown(together([...(tally.get(theme)?.values() ?? [])])[1], setBy) })))
  return true
}

/** How many are to answer, when it turns out to be others than was thought. */
export const changeExpected = ({ db, now }: Deps, actor: Actor, id: string, expected: number) =>
  writing(db, actor, async (tx) => {
    const session = await own(tx, actor, id)
    if (!session) return refuse('not-found' as const)
    const decision = expect(session, expected)
    if (!decision.ok) return decision
    await store.saveExpected(tx, id, decision.event.expected)
    await record(tx, actor, session, decision.event.kind, now())
    return accept({ id })
  })

/** What they wrote together about a theme that has been closed. `seen` is the stamp of what the form was made from: two who write at once do not write over each other. */
export const saveReflection = ({ db, now }: Deps, actor: Actor, id: string, theme: string, reflection: string, seen: string) =>
  writing(db, actor, async (tx) => {
    const session = await own(tx, actor, id)
    const closed = session && (await store.loadClosed(tx, id)).find((one) => one.theme === theme)
    if (!closed) return refuse('not-found' as const)
    if (closed.reflection === reflection) return accept({ stamp: stampOf(closed) })
    if (stampOf(closed) !== seen) return refuse('changed-meanwhile' as const)
    // Never the same instant twice: the stamp is what tells two writings apart.
    const at = new Date(Math.max(now().getTime(), closed.changedAt.getTime() + 1))
    await store.saveReflection(tx, id, theme, reflection, actor, at)
    return accept({ stamp: stampOf({ reflection, changedAt: at }) })
  })

export async function own(tx: Tx, actor: Actor, id: string): Promise<Session | undefined> {
  const session = await store.lockSession(tx, id)
  return session?.kindergartenId === actor.orgId ? session : undefined
}

export const record = (tx: Tx, actor: Actor | undefined, { id, kindergartenId }: Pick<Session, 'id' | 'kindergartenId'>, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'staff-session', id }, readers: [kindergartenId], visibility: 'shared' }, now)
