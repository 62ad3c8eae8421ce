import { keptSince } from '../../../kernel/retention.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import { keyKinds } from '../rules.ts'
import { kept, keyKept } from './rules.ts'
import { forget, forgetKeys } from './store.ts'

/** The nightly work: letters and tries whose time is out, and keys that open nothing any more. */
export async function forgetOld({ db, now, log }: Deps): Promise<void> {
  const at = now()
  const gone = await writing(db, system, async (tx) => {
    const rows = await forget(tx, { notice: keptSince(kept.notice, at), delivery: keptSince(kept.delivery, at) })
    let keys = 0
    for (const kind of keyKinds) keys += await forgetKeys(tx, kind, keptSince(keyKept[kind], at))
    return { ...rows, keys }
  })
  log.info('forgotten', gone)
}
