import { keptSince } from '../../../kernel/retention.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { draftKept } from './rules.ts'
import { forgetDrafts } from './store.ts'

/** The nightly work: requests that were begun and never sent, with all that happened to them. */
export async function forgetOld({ db, now, log }: Deps): Promise<void> {
  const drafts = await writing(db, system, async (tx) => {
    const ids = await forgetDrafts(tx, keptSince(draftKept, now()))
    await audit.forgetAbout(tx, ids)
    return ids.length
  })
  log.info('forgotten', { drafts })
}
