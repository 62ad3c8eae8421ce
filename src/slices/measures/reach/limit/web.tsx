import type { Actor } from '../../../../kernel/actor.ts'
import { accept } from '../../../../kernel/decision.ts'
import { reading, writing, type Tx } from '../../../../platform/db.ts'
import { may, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import * as audit from '../../../audit/index.ts'
import { LimitPage, limitPath } from './page.tsx'
import { bounds, changeLimit, limitFrom } from './rules.ts'
import { loadLimits, saveLimit } from './store.ts'

export const limitWeb = (route: Router<PageContext>) => {
  route.get(limitPath, may('team-leader', 'adviser'), async ({ tx, actor, page: context }) => show(tx, actor, context, undefined, []))

  route.post(limitPath, may('team-leader'), async ({ deps, actor, form, page: context }) => {
    const typed = typeof form['poeng'] === 'string' ? form['poeng'].trim().slice(0, 20) : ''
    const saved = await setLimit(deps, actor, /^\d{1,4}$/.test(typed) ? Number(typed) : Number.NaN)
    if (saved.ok) return redirect(limitPath, { kind: 'success', key: 'reach.flash.limit' })
    if (saved.because === 'nothing-changed') return redirect(limitPath, { kind: 'info', key: 'reach.flash.limit-same' })
    return reading(deps.db, actor, (tx) => show(tx, actor, context, typed, [{ field: 'poeng', text: context.t('reach.error.points', bounds) }], 422))
  })
}

/** Sets from how many percentage points the team's kindergartens are warned. */
const setLimit = ({ db, now }: Deps, actor: Actor, points: number) =>
  writing(db, actor, async (tx) => {
    const decision = changeLimit(limitFrom(await loadLimits(tx)), points)
    if (!decision.ok) return decision
    await saveLimit(tx, actor.orgId, decision.event.points, actor.name, now())
    await audit.record(tx, actor, { kind: decision.event.kind, about: { kind: 'organisation', id: actor.orgId }, readers: [actor.orgId], visibility: 'internal', data: { points } }, now())
    return accept({ points })
  })

async function show(tx: Tx, actor: Actor, context: PageContext, typed: string | undefined, errors: readonly FieldError[], status = 200): Promise<Answer> {
  return page(<LimitPage page={context} view={{ changes: await loadLimits(tx), mayChange: actor.role === 'team-leader', typed, errors }} />, status)
}
