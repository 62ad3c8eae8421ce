import { keptSince } from '../../../kernel/retention.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { kept } from './rules.ts'
import { forget } from './store.ts'

/** The nightly work: letters and tries whose time is out. */
export async function forgetOld({ db, now, log }: Deps): Promise<void> {
  const at = now()
  log.info('forgotten', await writing(db, system, (tx) => forget(tx, { notice: keptSince(kept.notice, at), delivery: keptSince(kept.delivery, at), link: keptSince(kept.link, at) })))
}
