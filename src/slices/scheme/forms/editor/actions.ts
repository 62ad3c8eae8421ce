import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import type { Words } from '../../schemes/rules.ts'
import type { FormDefinition, Question, QuestionKind, Section } from '../definition.ts'
import * as rules from './rules.ts'
import type { EditRefusal, Way } from './rules.ts'
import * as store from './store.ts'

/** A form of one's own like a version that is there: one that came with the program, or an earlier one. */
export const copyForm = ({ db, now }: Deps, actor: Actor, versionId: string, name: Words): Promise<Decision<'no-such-part', { readonly id: string }>> =>
  writing(db, actor, async (tx) => {
    const from = await store.loadVersion(tx, actor.orgId, versionId)
    if (!from) return refuse('no-such-part')
    const id = await store.insertForm(tx, actor.orgId, name, from.definition, { name: actor.name, at: now() })
    await audit.record(tx, actor, { kind: 'scheme.form-copied', about: { kind: 'form', id }, readers: [actor.orgId], visibility: 'shared' }, now())
    return accept({ id })
  })

/** The next version of a locked form, to be changed without touching what has been answered. */
export const newVersion = ({ db, now }: Deps, actor: Actor, formId: string): Promise<Decision<'no-such-part', { readonly id: string }>> =>
  writing(db, actor, async (tx) => {
    const form = await store.loadForm(tx, actor.orgId, formId)
    if (!form || form.managerId !== actor.orgId) return refuse('no-such-part')
    if (form.latest.lockedAt) await store.insertVersion(tx, formId, form.latest.definition, { name: actor.name, at: now() })
    return accept({ id: formId })
  })

export const rename = ({ db }: Deps, actor: Actor, formId: string, name: Words): Promise<boolean> =>
  writing(db, actor, async (tx) => Number((await store.saveName(tx, actor.orgId, formId, name)).numUpdatedRows) > 0)

export const addSection = (deps: Deps, actor: Actor, formId: string) => adding(deps, actor, formId, rules.addSection)
export const addQuestion = (deps: Deps, actor: Actor, formId: string, sectionKey: string, kind: QuestionKind) => adding(deps, actor, formId, (form, used) => rules.addQuestion(form, sectionKey, kind, used))

/** `read` judges what was typed against the draft as it is at this moment; undefined says that the typed text must be mended first. */
export const saveSection = (deps: Deps, actor: Actor, formId: string, typed: Omit<Section, 'questions'>, stamp: string) => changing(deps, actor, formId, async (form) => rules.replaceSection(form, typed, stamp))
export const saveQuestion = (deps: Deps, actor: Actor, formId: string, typed: Question, sectionKey: string, stamp: string) => changing(deps, actor, formId, async (form) => rules.replaceQuestion(form, typed, sectionKey, stamp))
export const removeSection = (deps: Deps, actor: Actor, formId: string, key: string, stamp: string) => changing(deps, actor, formId, async (form) => rules.removeSection(form, key, stamp))
export const removeQuestion = (deps: Deps, actor: Actor, formId: string, key: string, stamp: string) => changing(deps, actor, formId, async (form) => rules.removeQuestion(form, key, stamp))
export const move = (deps: Deps, actor: Actor, formId: string, what: 'section' | 'question', key: string, way: Way, stamp: string) => changing(deps, actor, formId, async (form) => rules.move(form, what, key, way, stamp))

/** Locks the draft: rounds can use it, and nobody can change it. */
export const publish = ({ db, now }: Deps, actor: Actor, formId: string, stamp: string): Promise<Decision<EditRefusal, { readonly number: number }>> =>
  writing(db, actor, async (tx) => {
    const draft = await store.lockDraft(tx, actor.orgId, formId)
    if (!draft) return refuse('locked')
    const decision = rules.publish(draft.definition, (await store.loadLocked(tx, formId))?.definition, stamp)
    if (!decision.ok) return decision
    await store.lockVersion(tx, draft.id, { name: actor.name, at: now() })
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'form', id: formId }, readers: [actor.orgId], visibility: 'shared', data: { number: draft.number } }, now())
    return accept({ number: draft.number })
  })

/** Throws the draft away: the form with it when nothing of it has been published, otherwise only the version that was begun. */
export const discard = ({ db, now }: Deps, actor: Actor, formId: string, stamp: string): Promise<Decision<EditRefusal, { readonly wholeForm: boolean }>> =>
  writing(db, actor, async (tx) => {
    const draft = await store.lockDraft(tx, actor.orgId, formId)
    if (!draft) return refuse('locked')
    const decision = rules.discard(draft.definition, stamp)
    if (!decision.ok) return decision
    const wholeForm = (await store.loadLocked(tx, formId)) === undefined
    await store.deleteDraft(tx, draft.id)
    if (wholeForm) await store.deleteForm(tx, actor.orgId, formId)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'form', id: formId }, readers: [actor.orgId], visibility: 'shared', data: { number: draft.number } }, now())
    return accept({ wholeForm })
  })

/** Loads and locks the draft, lets the change decide, and saves what it decided. */
const changing = ({ db, now }: Deps, actor: Actor, formId: string, change: (form: FormDefinition, tx: Tx) => Promise<Decision<EditRefusal, FormDefinition>>): Promise<Decision<EditRefusal, FormDefinition>> =>
  writing(db, actor, async (tx) => {
    const draft = await store.lockDraft(tx, actor.orgId, formId)
    if (!draft) return refuse('locked')
    const decision = await change(draft.definition, tx)
    if (decision.ok) await store.saveDraft(tx, draft.id, decision.event, { name: actor.name, at: now() })
    return decision
  })

/** Adds something, and gives its key. */
async function adding(deps: Deps, actor: Actor, formId: string, add: (form: FormDefinition, used: ReadonlySet<string>) => Decision<EditRefusal, { readonly form: FormDefinition; readonly key: string }>): Promise<Decision<EditRefusal, string>> {
  let key = ''
  const added = await changing(deps, actor, formId, async (form, tx) => {
    const decision = add(form, await store.keysUsed(tx, formId))
    if (!decision.ok) return decision
    key = decision.event.key
    return accept(decision.event.form)
  })
  return added.ok ? accept(key) : added
}
