import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadThemes } from '../measures/store.ts'
import { lockNetwork } from '../networks/store.ts'
import { changeNetwork } from './rules.ts'
import * as store from './store.ts'

export const saveNetwork = (deps: Deps, actor: Actor, id: string, changed: store.Changed, seen: number) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const today = osloDate(now)
    const network = await lockNetwork(tx, id)
    if (!network || network.teamId !== actor.orgId) return refuse('not-found' as const)
    const themes = await loadThemes(tx, actor.orgId)
    if (changed.theme !== undefined && changed.theme !== network.theme && !themes.some(({ code, offered }) => code === changed.theme && offered)) return refuse('unknown-theme' as const)
    const decision = changeNetwork({ ...network, changedAt: await store.loadChangedAt(tx, id) }, changed.period, seen, await store.loadMeetingDays(tx, id, today), today)
    if (!decision.ok) return decision
    await store.saveChange(tx, id, changed, actor.name, now)
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'network', id }, readers: [actor.orgId], visibility: 'shared' }, now)
    return accept({ id })
  })
