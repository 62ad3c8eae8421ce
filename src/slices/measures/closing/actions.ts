import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import type { PdfDocument } from '../../../platform/pdf.ts'
import * as audit from '../../audit/index.ts'
import { loadNeeds, type NeedSource } from '../measures/origin-store.ts'
import { ownPart, seenFrom, type Measure } from '../measures/rules.ts'
import { loadReaders, loadThemes, lockMeasure, type NamedTheme } from '../measures/store.ts'
import type { Shown } from '../reach/shown.ts'
import { loadShownOf } from '../reach/store.ts'
import { close, followUp, lacksOf, mayWrite, type Closing, type Measured, type Standing } from './rules.ts'
import * as store from './store.ts'

/** What the document is made of. */
export type Told = { readonly measure: Measure; readonly kindergarten: string; readonly needs: readonly NeedSource[]; readonly themes: readonly NamedTheme[]; readonly measured: Measured | undefined; readonly reach?: readonly Shown[]; readonly closing: Closing }

/** Saves what has been written so far about how the kindergarten's part went. */
export const saveClosing = ({ db, now }: Deps, actor: Actor, id: string, typed: Closing, version: number) =>
  writing(db, actor, async (tx) => {
    const found = await find(tx, actor, id)
    if (!found) return refuse('not-found' as const)
    const closing = await known(tx, actor, typed)
    const decision = mayWrite(found.standing, version)
    if (!decision.ok) return decision
    await store.saveClosing(tx, id, actor.orgId, closing, actor.name, now())
    await record(tx, actor, id, decision.event.kind, [actor.orgId], now())
    return accept({ id })
  })

/** Closes the kindergarten's part, and freezes the document of it. `draw` makes the document in the reader's language. */
export const closePart = ({ db, now }: Deps, actor: Actor, id: string, typed: Closing, version: number, draw: (told: Told, at: Date) => PdfDocument) =>
  writing(db, actor, async (tx) => {
    const found = await find(tx, actor, id)
    if (!found) return refuse('not-found' as const)
    const closing = await known(tx, actor, typed)
    const measured = (await store.loadMeasured(tx, actor.orgId)).find((one) => one.id === closing.comparisonId)
    const decision = close(found.standing, closing, measured, actor.role, osloDate(now()), version)
    if (!decision.ok) return { ...decision, lacks: lacksOf(closing, measured !== undefined, osloDate(now())) }
    await store.saveClosing(tx, id, actor.orgId, closing, actor.name, now())
    await store.saveClosed(tx, id, actor.orgId, osloDate(now()), actor.name)
    const [needs, themes, { owner, team }, shown] = await Promise.all([loadNeeds(tx, found.measure.needIds), loadThemes(tx, actor.orgId), loadReaders(tx, actor.orgId), loadShownOf(tx, id, [actor.orgId])])
    const part = ownPart(found.measure, actor.orgId)
    await store.saveDocument(tx, id, actor.orgId, measured?.id, draw({ measure: found.measure, kindergarten: part?.kindergarten ?? '', needs, themes, measured, reach: shown, closing }, now()), now())
    await record(tx, actor, id, decision.event.kind, [actor.orgId, found.measure.leadId, ...(owner ? [owner] : []), ...(team && part?.shared ? [team] : [])], now())
    return accept({ id })
  })

/** What was decided when it was closed has been done. */
export const followUpDecision = ({ db, now }: Deps, actor: Actor, id: string) =>
  writing(db, actor, async (tx) => {
    const found = await find(tx, actor, id)
    if (!found) return refuse('not-found' as const)
    const decision = followUp(found.standing.stored, actor.role)
    if (!decision.ok) return decision
    await store.saveFollowedUp(tx, id, actor.orgId, osloDate(now()), actor.name, now())
    await record(tx, actor, id, decision.event.kind, [actor.orgId], now())
    return accept({ id })
  })

async function find(tx: Tx, actor: Actor, id: string): Promise<{ readonly measure: Measure; readonly standing: Standing } | undefined> {
  const found = await lockMeasure(tx, id)
  const measure = found && seenFrom(found, actor.orgId)
  return measure && { measure, standing: { begunOn: measure.begunOn, part: ownPart(measure, actor.orgId), stored: await store.loadClosing(tx, id, actor.orgId) } }
}

/** A comparison of the kindergarten's own; another's, or one that does not exist, is none. Whoever has measured gives no reason for not having done it. */
async function known(tx: Tx, actor: Actor, typed: Closing): Promise<Closing> {
  const comparisonId = (await store.loadMeasured(tx, actor.orgId)).find((one) => one.id === typed.comparisonId)?.id
  return comparisonId ? { ...typed, comparisonId, reason: undefined, reasonWords: '' } : { ...typed, comparisonId: undefined }
}

const record = (tx: Tx, actor: Actor, id: string, kind: string, readers: readonly string[], now: Date) => audit.record(tx, actor, { kind, about: { kind: 'measure', id }, readers: [...new Set(readers)], visibility: 'shared' }, now)
