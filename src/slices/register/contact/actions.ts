import type { Actor } from '../../../kernel/actor.ts'
import { refuse } from '../../../kernel/decision.ts'
import { writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import type { OwnFactInput } from './forms.ts'
import { mayEditContact } from './rules.ts'
import * as store from './store.ts'

/** Keeps what the unit and the team know themselves. The register's facts are elsewhere, and an import never touches this. */
export const saveContact = ({ db, now }: Deps, actor: Actor, id: string, input: OwnFactInput) =>
  writing(db, actor, async (tx) => {
    const unit = await store.loadStanding(tx, id)
    if (!unit) return refuse('not-found' as const)
    if (!mayEditContact(actor, unit)) return refuse('not-yours' as const)
    const at = now()
    await store.saveOwnFact(tx, id, input, actor.name, at)
    const readers = [...new Set([id, actor.orgId, ...(unit.ownerId ? [unit.ownerId] : [])])]
    await audit.record(tx, actor, { kind: 'register.contact-changed', about: { kind: 'kindergarten', id }, readers, visibility: 'shared' }, at)
    return { ok: true as const, event: 'contact-changed' as const }
  })
