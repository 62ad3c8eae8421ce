import type { Actor } from '../../../../kernel/actor.ts'
import { ticked } from '../../../../kernel/fields.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { formKeyIn } from '../../../../platform/form-key.ts'
import { may, notFound, page, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { loadThemes } from '../../measures/store.ts'
import { ideaForm } from '../forms.ts'
import { ideas } from '../rules.ts'
import * as actions from './actions.ts'
import { IdeasPage, labelsOf } from './pages.tsx'
import { limits } from './rules.ts'
import { loadList } from './store.ts'

const team = may('adviser', 'team-leader')

/** The team's list of small things to try. */
export const ideasWeb = (route: Router<PageContext>) => {
  route.get('/utproving/ideer', team, async ({ tx, actor, page: context }) => show(tx, actor, context, [], emptyForm))

  route.post('/utproving/ideer', team, async ({ deps, actor, form, page: context }) => {
    const key = formKeyIn(form)
    const themes = ticked(form['temaer'], limits.themes)
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, themes, shown, key, status))
    const read = readGuarded(ideaForm, ['ide'], form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const added = await actions.add(deps, actor, key, read.values.ide, themes)
    if (added.ok) return redirect('/utproving/ideer', { kind: 'success', key: 'practice.flash.idea-added' })
    if (added.because === 'not-found') return notFound
    const field = added.because === 'too-many-ideas' ? '' : added.because === 'same-idea' ? 'ide' : 'temaer'
    return again({ warnings: [], typed: typedIn(form), errors: [{ field, text: context.t(`practice.because.${added.because}`) }] }, field === 'temaer' ? 422 : 409)
  })

  for (const inUse of [true, false])
    route.post(`/utproving/ideer/:id/${inUse ? 'inn' : 'ut'}`, team, async ({ deps, actor, params }) => {
      const which = params['id'] ?? ''
      if (!looksLikeId(which) && !ideas.some((one) => one === which)) return notFound
      return (await actions.setUse(deps, actor, which, inUse)) ? redirect('/utproving/ideer', { kind: 'success', key: inUse ? 'practice.flash.idea-in' : 'practice.flash.idea-out' }) : notFound
    })
}

async function show(tx: Tx, actor: Actor, context: PageContext, chosen: readonly string[], form: ShownForm, startKey: string = crypto.randomUUID(), status = 200) {
  const [list, themes] = await Promise.all([loadList(tx), loadThemes(tx, actor.orgId)])
  return page(<IdeasPage page={context} view={{ list, themes, chosen, startKey, form }} />, status)
}
