import type { Actor } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { Happening } from './rules.ts'
import * as store from './store.ts'

export type { Happening, Moment } from './rules.ts'
export { forgetAbout } from './retention/store.ts'
export { countSince, loadReadings as readings, loadTimeline as timeline } from './store.ts'

/** Records what happened, in the same transaction as the change. Who did it is never optional; `undefined` is the program itself. */
export const record = (tx: Tx, actor: Actor | undefined, event: Happening, at: Date) => recordEach(tx, [{ actor, event }], at)

/** As `record`, for what several have done in the same moment. */
export const recordEach = (tx: Tx, done: readonly { readonly actor: Actor | undefined; readonly event: Happening }[], at: Date) => store.saveEvents(tx, done, at)

/** Notes that someone with access to many units opened a page about one of them. */
export const noteReading = (tx: Tx, actor: Actor, page: string, aboutId: string, readers: readonly string[], at: Date) => store.saveReading(tx, actor, page, aboutId, readers, at)
