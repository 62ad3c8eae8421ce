import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import { hashOf, newCode } from '../../../../platform/link-secrets.ts'
import { own, record } from '../actions.ts'
import { slipLength } from '../rules.ts'
import { saveSlips } from './store.ts'

/** One slip for each who is to answer. The codes go on paper and nowhere else: the database knows their hashes only. */
export const makeSlips = ({ db, now }: Deps, actor: Actor, id: string) =>
  writing(db, actor, async (tx) => {
    const session = await own(tx, actor, id)
    if (!session?.slips || session.code === undefined) return refuse('not-found' as const)
    const slips = Array.from({ length: session.expected }, () => newCode(slipLength))
    if (!(await saveSlips(tx, id, slips.map(hashOf), now()))) return refuse('slips-used' as const)
    await record(tx, actor, session, 'needs.slips-made', now())
    return accept({ session, slips })
  })
