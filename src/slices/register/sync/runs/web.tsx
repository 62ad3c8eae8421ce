import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import * as actions from './actions.ts'
import { SyncPage, SyncRunPage } from './pages.tsx'
import type { SyncRun } from './rules.ts'
import * as store from './store.ts'

export const syncWeb = (route: Router<PageContext>) => {
  route.get('/register/synk', may('operator'), async ({ tx, deps, page: context }) =>
    page(<SyncPage page={context} runs={await store.loadRuns(tx, 20)} setting={await store.loadSetting(tx)} address={deps.config.nbrUrl} />),
  )

  route.post('/register/synk', may('operator'), async ({ deps, actor }) => redirect(`/register/synk/${await actions.startReading(deps, actor)}`))

  route.post('/register/synk/innstilling', may('operator'), async ({ deps, actor, form }) => {
    await actions.choose(deps, actor, form['selv'] === 'ja')
    return redirect('/register/synk', { kind: 'success', key: 'register.sync.setting.saved' })
  })

  route.get('/register/synk/:id', may('operator'), async ({ tx, params, page: context }) => {
    const run = await find(tx, params['id'])
    return run ? page(<SyncRunPage page={context} run={run} errors={[]} />) : notFound
  })

  route.post('/register/synk/:id', may('operator'), async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!(await reading(deps.db, actor, (tx) => find(tx, id)))) return notFound
    const decided = form['valg'] === 'forkast' ? await actions.discard(deps, actor, id) : await actions.apply(deps, actor, id, form['mange'] === 'ja')
    if (decided.ok) return redirect(`/register/synk/${id}`, { kind: 'success', key: decided.event === 'register-applied' ? 'register.sync.applied.flash' : 'register.sync.discarded.flash' })
    const run = await reading(deps.db, actor, (tx) => find(tx, id))
    if (!run) return notFound
    const errors = [{ field: decided.because === 'many-closed-not-confirmed' ? 'mange' : '', text: context.t(`register.sync.refused.${decided.because}`) }]
    return page(<SyncRunPage page={context} run={run} errors={errors} />, decided.because === 'many-closed-not-confirmed' ? 422 : 409)
  })
}

const find = async (tx: Tx, id: string | undefined): Promise<SyncRun | undefined> => (id && looksLikeId(id) ? store.loadRun(tx, id) : undefined)
