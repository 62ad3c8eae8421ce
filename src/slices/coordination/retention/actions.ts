import { keptFrom } from '../../../kernel/retention.ts'
import { system, writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { kept } from './rules.ts'
import { forgetServices } from './store.ts'

/** Deletes what has had its time around the kindergartens, and what is remembered of it. @returns how many */
export const forget = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await forgetServices(tx, keptFrom(kept.contacts, now()), keptFrom(kept.work, now()))
    await audit.forgetAbout(tx, gone)
    return gone.length
  })
