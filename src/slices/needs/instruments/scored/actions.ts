import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { recordInstrument } from '../editor/actions.ts'
import * as store from '../editor/store.ts'
import type { StaffWords } from '../definition.ts'
import { emptyScores, replaceScores, type TypedScores } from './rules.ts'

/** An own list of scores, with an empty first draft. */
export const newScores = ({ db, now }: Deps, actor: Actor, name: StaffWords) =>
  writing(db, actor, async (tx) => {
    const id = await store.insertInstrument(tx, actor.orgId, name, emptyScores, actor, now())
    await recordInstrument(tx, actor, id, 'needs.instrument-begun', now())
    return id
  })

export const saveScores = ({ db, now }: Deps, actor: Actor, id: string, typed: TypedScores, stamp: string) =>
  writing(db, actor, async (tx) => {
    const own = await store.lockOwn(tx, id, actor.orgId)
    const draft = own?.versions.find(({ locked }) => !locked)
    if (!own || draft?.definition.kind !== 'scores') return refuse('no-draft' as const)
    const before = own.versions.flatMap(({ locked, definition }) => (locked && definition.kind === 'scores' ? definition.dimensions : []))
    const decision = replaceScores(draft.definition, typed, stamp, new Map(before.map(({ key, name }) => [key, name.nb])))
    if (!decision.ok) return decision
    await store.saveDraft(tx, draft.id, decision.event, actor, now())
    return accept({ id })
  })
