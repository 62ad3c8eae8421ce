import { formKeyIn } from '../../../../platform/form-key.ts'
import type { Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { partPath } from '../frame/pages.tsx'
import { readers, shows, takes, type Show } from '../frame/web.tsx'
import * as actions from './actions.ts'
import { changeForm, changeGuarded } from './forms.ts'
import { changeLabels, ChangesPage } from './pages.tsx'
import { loadChanges } from './store.ts'

const base = '/partnerskap/:id/endringer'

const list: Show = async (tx, view, shown, _, form) => <ChangesPage view={{ ...view, changes: await loadChanges(tx, [view.one.id]), startKey: formKeyIn(form), shown }} />

export const changesWeb = (route: Router<PageContext>) => {
  shows(route, base, readers, list)
  takes(route, base, {
    form: changeForm,
    guarded: changeGuarded,
    labels: changeLabels,
    act: (deps, actor, { id = '' }, { slag, hva, fra, dag, lenke }, form) => actions.writeChange(deps, actor, id, { startKey: formKeyIn(form), kind: slag, what: hva, cameFrom: fra, day: dag, seenAt: lenke }),
    show: list,
    fieldOf: { 'changed-later': 'dag', 'changed-before': 'dag' },
    to: ({ id = '' }) => partPath(id, 'changes'),
    flash: 'pair.flash.changed',
  })
}
