import { keptSince } from '../../../kernel/retention.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { kept } from './rules.ts'
import { forget } from './store.ts'

/** The queue of the nightly work below. */
export const retentionQueue = 'register.retention'

/** The nightly work: reports and raw answers whose time is out. */
export async function forgetOld({ db, now, log }: Deps): Promise<void> {
  log.info('forgotten', await writing(db, system, (tx) => forget(tx, keptSince(kept.run, now()), keptSince(kept.answer, now()))))
}
