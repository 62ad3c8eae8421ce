import type { Actor } from '../../../../kernel/actor.ts'
import { accept } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { stamp } from '../../requests/actions.ts'
import { saveContent } from '../../requests/store.ts'
import { inCase } from '../open.ts'
import { anchor, type Anchoring } from './rules.ts'

/** The head tells how staff and owner are involved now. `seen` is the stamp from the page. */
export const updateAnchoring = (deps: Deps, actor: Actor, id: string, seen: string, next: Anchoring) =>
  inCase(deps, actor, id, async ({ tx, one, now, record, tellOtherSide }) => {
    const before = stamp(one.content, 'forankring')
    const after = stamp({ ...one.content, ...next }, 'forankring')
    const decision = anchor(one.state, next, seen !== before && before !== after)
    if (!decision.ok) return decision
    if (before === after) return accept({ changed: false })
    await saveContent(tx, id, next, actor.name, now)
    await record(decision.event.kind, {
      staffBefore: one.content.staffInvolved ?? null, staff: next.staffInvolved, ownerBefore: one.content.ownerInformed ?? null, owner: next.ownerInformed,
    })
    await tellOtherSide('guidance-anchored', `/veiledning/${id}#forankring`)
    return accept({ changed: true })
  })
