import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadThemes } from '../measures/store.ts'
import { changeForm } from '../networks/forms.ts'
import { labelsOf } from '../networks/pages.tsx'
import { standingOf } from '../networks/rules.ts'
import { loadNetwork } from '../networks/store.ts'
import * as actions from './actions.ts'
import { ChangeNetworkPage } from './pages.tsx'
import { loadChangedAt } from './store.ts'

const team = may('team-leader', 'adviser')
const fields = { 'network-over': '', 'changed-since': '', 'begun': 'fra', 'ends-passed': 'til', 'meeting-outside': 'til', 'unknown-theme': 'tema' } as const

export const networkChangesWeb = (route: Router<PageContext>) => {
  route.get('/nettverk/:id/endring', team, async ({ deps, tx, actor, params, page: context }) => show(deps, tx, actor, context, params['id']))

  route.post('/nettverk/:id/endring', team, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(deps, tx, actor, context, id, shown, status))
    const read = readGuarded(changeForm, ['navn', 'leder'], form)
    if (!read.ok) return again(showAgain(t, labelsOf(t), read), 422)
    const { navn, tema, hvem, leder, fra, til, lest } = read.values
    if (til !== undefined && til < fra) return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: 'til', text: t('networks.error.period') }] }, 422)
    const saved = await actions.saveNetwork(deps, actor, id, { name: navn, theme: tema || undefined, audience: hvem, facilitator: leder, period: { from: fra, to: til && addDays(til, 1) } }, lest)
    if (saved.ok) return redirect(`/nettverk/${id}`, { kind: 'success', key: 'networks.flash.changed' })
    if (saved.because === 'not-found') return notFound
    // What was read is read anew: sent once more, it goes over what the writer has seen.
    const typed = Object.fromEntries(Object.entries(typedIn(form)).filter(([name]) => name !== 'lest'))
    const text = saved.because === 'unknown-theme' ? t('networks.error.theme') : t(`networks.because.${saved.because}`)
    return again({ ...emptyForm, typed, errors: [{ field: fields[saved.because], text }] }, fields[saved.because] === '' ? 409 : 422)
  })
}

async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string | undefined, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  const network = id && looksLikeId(id) ? await loadNetwork(tx, id) : undefined
  if (!network || network.teamId !== actor.orgId || (status === 200 && standingOf(network, osloDate(deps.now())) === 'over')) return notFound
  const [changedAt, themes] = await Promise.all([loadChangedAt(tx, network.id), loadThemes(tx, network.teamId)])
  return page(<ChangeNetworkPage page={context} view={{ network, changedAt, themes, form }} />, status)
}
