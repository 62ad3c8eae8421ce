import type { Actor } from '../../../../kernel/actor.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { loadHits } from '../calls/store.ts'
import { saveSettings } from './actions.ts'
import { readSettings } from './forms.ts'
import { SettingsPage } from './pages.tsx'
import { settingsFrom } from './rules.ts'
import { loadChanges } from './store.ts'

export const settingsWeb = (route: Router<PageContext>) => {
  route.get('/lite-kontakt/regler', may('team-leader', 'adviser'), async ({ tx, actor, page: context }) => show(tx, actor, context, undefined, []))
  route.post('/lite-kontakt/regler', may('team-leader'), async ({ deps, actor, form, page: context }) => {
    const { wanted, errors } = readSettings(form, context.t)
    if (errors.length > 0) return reading(deps.db, actor, (tx) => show(tx, actor, context, typedIn(form), errors, 422))
    const saved = await saveSettings(deps, actor, wanted)
    return redirect('/lite-kontakt/regler', saved.ok ? { kind: 'success', key: 'unseen.rules.saved' } : { kind: 'info', key: 'unseen.rules.same' })
  })
}

async function show(tx: Tx, actor: Actor, context: PageContext, typed: Readonly<Record<string, string>> | undefined, errors: readonly FieldError[], status = 200): Promise<Answer> {
  const [changes, hits] = await Promise.all([loadChanges(tx, actor.orgId), loadHits(tx, actor.orgId)])
  return page(<SettingsPage page={context} view={{ settings: settingsFrom(changes), changes, hits, mayChange: actor.role === 'team-leader', typed, errors }} />, status)
}
