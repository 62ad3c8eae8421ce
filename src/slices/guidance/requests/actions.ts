import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { osloDate, yearOf } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps, Uploaded } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { recipientsFor } from '../../identity/index.ts'
import * as messaging from '../../messaging/index.ts'
import { dueOn, publishedFlow, themesFor } from '../flow/index.ts'
import { checkFile } from '../../../kernel/attachment.ts'
import { attach, contentFromNeed, detach, fieldsOf, referenceOf, submit, whileDraft, type RequestContent, type Section } from './rules.ts'
import * as store from './store.ts'

/** Begins a request, or finds the one the same click began already. From a need that has been decided, what is written there is filled in. */
export const startRequest = ({ db, now }: Deps, actor: Actor, startKey: string, needId?: string) =>
  writing(db, actor, async (tx) => {
    const serving = await store.servingTeam(tx, actor.orgId)
    if (!serving) return refuse('no-team' as const)
    const need = needId === undefined ? undefined : await store.loadDecidedNeed(tx, actor.orgId, needId)
    if (needId !== undefined && !need) return refuse('no-need' as const)
    const draft = { needId, startKey, regionId: serving.regionId, kindergartenId: actor.orgId, teamOrgId: serving.teamOrgId, personId: actor.personId, personName: actor.name }
    const { id, isNew } = await store.startDraft(tx, draft, now())
    if (isNew && need) await store.saveContent(tx, id, contentFromNeed(need, (await themesFor(tx, serving.teamOrgId, osloDate(now()))).map(({ code }) => code)), actor.name, now())
    if (isNew) await audit.record(tx, actor, { kind: 'guidance.draft-started', about: { kind: 'case', id }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ id })
  })

/** What a person saw when they began to write: if it has changed meanwhile, the second one gets to see both. */
export const stamp = (content: RequestContent, section: Section): string =>
  createHash('sha256').update(JSON.stringify(fieldsOf[section].map((field) => content[field] ?? null))).digest('base64url').slice(0, 16)

/** Saves one part of a draft. `seen` is the stamp from the page; undefined saves over whatever is there. */
export const saveSection = ({ db, now }: Deps, actor: Actor, id: string, section: Section, sent: Partial<RequestContent>, seen: string | undefined) =>
  writing(db, actor, async (tx) => {
    const request = await store.lockRequest(tx, id)
    if (!request || request.kindergartenId !== actor.orgId) return refuse('not-found' as const)
    const draft = whileDraft(request.state)
    if (!draft.ok) return draft
    const values = await onlyKnown(tx, request, sent, now())
    const merged = { ...request.content, ...values }
    if (stamp(merged, section) === stamp(request.content, section)) return accept({ request })
    if (seen !== undefined && stamp(request.content, section) !== seen) return { ok: false as const, because: 'changed-meanwhile' as const, request }
    await store.saveContent(tx, id, values, actor.name, now())
    return accept({ request: { ...request, content: merged, changedAt: now(), changedBy: actor.name } })
  })

/** Themes and departments that exist; what a forged form says is not stored. */
async function onlyKnown(tx: Tx, request: store.StoredRequest, values: Partial<RequestContent>, now: Date): Promise<Partial<RequestContent>> {
  const codes = values.themes && new Set((await themesFor(tx, request.teamOrgId, osloDate(now))).map((theme) => theme.code))
  const departments = values.departments && new Set(await store.loadDepartments(tx, request.kindergartenId))
  return {
    ...values,
    ...(codes && values.themes ? { themes: values.themes.filter((code) => codes.has(code)) } : {}),
    ...(departments && values.departments ? { departments: values.departments.filter((name) => departments.has(name)) } : {}),
  }
}

/** Sends the request to the team along the municipality's flow chart: saved, recorded and told in one transaction. */
export const submitRequest = (deps: Deps, actor: Actor, id: string, confirmed: boolean) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const request = await store.lockRequest(tx, id)
    if (!request || request.kindergartenId !== actor.orgId) return refuse('not-found' as const)
    const published = await publishedFlow(tx, request.teamOrgId)
    const decision = submit(request.state, request.content, confirmed, published !== undefined, actor)
    if (!decision.ok) return decision
    if (!published) throw new Error('A request was accepted without a flow chart')
    const start = published.flow.steps.find((step) => step.kind === 'request')
    const step = published.flow.steps.find((one) => one.key === start?.next[0]?.to)
    if (!start || !step) throw new Error('A published flow chart has no step after the request')
    const today = osloDate(now)
    const team = await recipientsFor(tx, request.teamOrgId, ['adviser', 'team-leader'], now)
    // Where nobody can answer yet, no day can be promised; those who run the installation have it among their tasks.
    const due = team.length === 0 ? undefined : dueOn(published.flow, step.key, { stepEntered: today, caseSubmitted: today, planAgreed: undefined })
    const reference = referenceOf(yearOf(today), await store.nextReferenceNumber(tx))
    await store.saveSubmission(tx, id, { reference, flowVersionId: published.versionId, stepKey: step.key, stepKind: step.kind, dueOn: due, who: actor }, now)
    const readers = [request.kindergartenId, request.teamOrgId]
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'case', id }, readers, visibility: 'shared', data: { reference } }, now)
    const message = { path: `/veiledning/${id}`, data: { kindergarten: request.kindergartenName, reference }, subjectId: id }
    await messaging.tell(tx, deps.jobs, team, { ...message, kind: 'guidance-requested' }, now)
    return accept({ reference })
  })

/** Throws a draft away. What was sent is never thrown away; it is withdrawn along the flow chart. */
export const discard = ({ db, now }: Deps, actor: Actor, id: string) =>
  writing(db, actor, async (tx) => {
    const request = await store.lockRequest(tx, id)
    if (!request || request.kindergartenId !== actor.orgId) return refuse('not-found' as const)
    const draft = whileDraft(request.state)
    if (!draft.ok) return draft
    await store.emptyAttachments(tx, id, now())
    await store.discardDraft(tx, id, actor.name, now())
    await audit.record(tx, actor, { kind: 'guidance.draft-discarded', about: { kind: 'case', id }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ id })
  })

export const addAttachment = ({ db, now }: Deps, actor: Actor, id: string, file: Uploaded | undefined) =>
  writing(db, actor, async (tx) => {
    const request = await store.lockRequest(tx, id)
    if (!request) return refuse('not-found' as const)
    const decision = attach(request.state)
    if (!decision.ok) return decision
    const there = await store.loadAttachments(tx, id)
    const checked = checkFile(file, there.length)
    if (!checked.ok) return checked
    await store.saveAttachment(tx, id, { ...checked.event, sha256: createHash('sha256').update(checked.event.bytes).digest('hex') }, actor, now())
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'case', id }, readers: readersOf(request), visibility: 'shared' }, now())
    return accept({ id })
  })

export const dropAttachment = ({ db, now }: Deps, actor: Actor, id: string, attachmentId: string) =>
  writing(db, actor, async (tx) => {
    const request = await store.lockRequest(tx, id)
    if (!request) return refuse('not-found' as const)
    const file = (await store.loadAttachments(tx, id)).find((one) => one.id === attachmentId)
    if (!file) return refuse('not-found' as const)
    const decision = detach(request.state, file.addedBy, actor)
    if (!decision.ok) return decision
    await store.removeAttachment(tx, id, attachmentId, now())
    await audit.record(tx, actor, { ...decision.event, about: { kind: 'case', id }, readers: readersOf(request), visibility: 'shared' }, now())
    return accept({ id })
  })

/** A draft is the kindergarten's alone. */
const readersOf = ({ state, kindergartenId, teamOrgId }: store.StoredRequest): string[] => (state === 'draft' ? [kindergartenId] : [kindergartenId, teamOrgId])
