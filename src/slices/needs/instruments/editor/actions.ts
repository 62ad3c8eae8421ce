import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import type { InstrumentDefinition, StaffWords, StatementsInstrument } from '../definition.ts'
import { checkLanguages } from '../languages/rules.ts'
import { checkScores } from '../scored/rules.ts'
import { addTheme, check, moveTheme, publish, removeTheme, replaceTheme, type TypedTheme } from '../rules.ts'
import * as store from './store.ts'

/** An own instrument that begins as a copy of another: the keys go along, so that what is the same can be counted together. */
export const copyInstrument = ({ db, now }: Deps, actor: Actor, from: string) =>
  writing(db, actor, async (tx) => {
    const [source] = await store.loadInstruments(tx, from)
    const version = source?.versions.find(({ locked }) => locked)
    if (!source || !version) return refuse('not-found' as const)
    const id = await store.insertInstrument(tx, actor.orgId, source.name, version.definition, actor, now())
    await recordInstrument(tx, actor, id, 'needs.instrument-begun', now())
    return accept({ id })
  })

/** A draft of the next version, as the last one stands. One that is there is left as it is. */
export const beginDraft = ({ db, now }: Deps, actor: Actor, id: string) =>
  writing(db, actor, async (tx) => {
    const own = await store.lockOwn(tx, id, actor.orgId)
    const [last] = own?.versions ?? []
    if (!own || !last) return refuse('not-found' as const)
    if (last.locked) await store.insertDraft(tx, id, last.number + 1, last.definition, actor, now())
    return accept({ id })
  })

type Draft = { readonly own: store.Instrument; readonly definition: StatementsInstrument; /** Statements that earlier versions have asked, by key: their bokmål. */ readonly earlier: ReadonlyMap<string, string>; readonly themeKeys: ReadonlySet<string> }
/** Changes the draft, when there is one and the decision is good. */
export const editing = <Because extends string, Event>({ db, now }: Deps, actor: Actor, id: string, decide: (draft: Draft) => Decision<Because, Event>, changed: (event: Event) => StatementsInstrument) =>
  writing(db, actor, async (tx) => {
    const found = await draftOf(tx, actor, id)
    if (!found) return refuse('no-draft' as const)
    const decision = decide(found.draft)
    if (!decision.ok) return decision
    await store.saveDraft(tx, found.versionId, changed(decision.event), actor, now())
    return decision
  })

async function draftOf(tx: Tx, actor: Actor, id: string): Promise<{ readonly draft: Draft; readonly versionId: string } | undefined> {
  const own = await store.lockOwn(tx, id, actor.orgId)
  const draft = own?.versions.find(({ locked }) => !locked)
  if (!own || draft?.definition.kind !== 'statements') return undefined
  const before = own.versions.flatMap(({ locked, definition }) => (locked && definition.kind === 'statements' ? definition.themes : []))
  return { versionId: draft.id, draft: { own, definition: draft.definition, earlier: new Map(before.flatMap(({ statements }) => statements.map(({ key, text }) => [key, text.nb] as const))), themeKeys: new Set(before.map(({ key }) => key)) } }
}

export const newTheme = (deps: Deps, actor: Actor, id: string) => editing(deps, actor, id, ({ definition, themeKeys }) => addTheme(definition, themeKeys), ({ instrument }) => instrument)
export const saveTheme = (deps: Deps, actor: Actor, id: string, key: string, typed: TypedTheme, stamp: string) => editing(deps, actor, id, ({ definition, earlier }) => replaceTheme(definition, key, typed, stamp, earlier), (changed) => changed)
export const dropTheme = (deps: Deps, actor: Actor, id: string, key: string, stamp: string) => editing(deps, actor, id, ({ definition }) => removeTheme(definition, key, stamp), (changed) => changed)
export const liftTheme = (deps: Deps, actor: Actor, id: string, key: string) => editing(deps, actor, id, ({ definition }) => moveTheme(definition, key), (changed) => changed)

const faultsOf = (definition: InstrumentDefinition): readonly unknown[] => (definition.kind === 'scores' ? checkScores(definition) : [...check(definition), ...checkLanguages(definition)])

/** From now on the draft is a version that can be asked, and stands. */
export const publishDraft = ({ db, now }: Deps, actor: Actor, id: string) =>
  writing(db, actor, async (tx) => {
    const own = await store.lockOwn(tx, id, actor.orgId)
    const draft = own?.versions.find(({ locked }) => !locked)
    if (!own || !draft) return refuse('no-draft' as const)
    const decision = publish(draft.definition, own.versions.find(({ locked }) => locked)?.definition, faultsOf(draft.definition))
    if (!decision.ok) return decision
    await store.lockVersion(tx, draft.id, actor, now())
    await recordInstrument(tx, actor, id, decision.event.kind, now())
    return accept({ id })
  })

export const renameInstrument = ({ db }: Deps, actor: Actor, id: string, name: StaffWords) =>
  writing(db, actor, async (tx) => {
    if (!(await store.lockOwn(tx, id, actor.orgId))) return refuse('not-found' as const)
    await store.saveName(tx, id, name)
    return accept({ id })
  })

/** Nobody can choose it any more; sessions that have used it keep it. Or it can be chosen again. */
export const endInstrument = ({ db, now }: Deps, actor: Actor, id: string, ended: boolean) =>
  writing(db, actor, async (tx) => {
    if (!(await store.lockOwn(tx, id, actor.orgId))) return refuse('not-found' as const)
    await store.saveEnded(tx, id, ended ? now() : null)
    await recordInstrument(tx, actor, id, ended ? 'needs.instrument-ended' : 'needs.instrument-resumed', now())
    return accept({ id })
  })

export const recordInstrument = (tx: Tx, actor: Actor, id: string, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'instrument', id }, readers: [actor.orgId], visibility: 'shared' }, now)
