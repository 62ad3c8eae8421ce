import type { Actor } from '../../../kernel/actor.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading } from '../../../platform/db.ts'
import { may, notFound, redirect, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import { meetingLabels } from '../network-meetings/pages.tsx'
import { showMeeting } from '../network-meetings/web.tsx'
import { isForSchools } from '../network-schools/forms.ts'
import * as actions from './actions.ts'
import { toldForm, versionIn } from './forms.ts'

const members = may('head', 'pedagogical-leader', 'owner')
type Params = Readonly<Record<string, string>>
const idsOf = ({ id = '', mote = '' }: Params) => (looksLikeId(id) && looksLikeId(mote) ? { networkId: id, id: mote } : undefined)
const pathOf = ({ networkId, id }: { readonly networkId: string; readonly id: string }): string => `/nettverk/${networkId}/moter/${id}`

/** What those who are in a network bring to its meetings. */
export const networkSharesWeb = (route: Router<PageContext>) => {
  const again = (deps: Deps, actor: Actor, context: PageContext, params: Params, at: 'told' | 'bring', form: ShownForm, status: number) => reading(deps.db, actor, (tx) => showMeeting(deps, tx, actor, context, params, { at, form }, status))

  route.post('/nettverk/:id/moter/:mote/fortalt', members, async ({ deps, actor, params, form, page: context }) => {
    const ids = idsOf(params)
    if (!ids) return notFound
    const read = readGuarded(toldForm, ['fortalt'], form)
    if (!read.ok) return again(deps, actor, context, params, 'told', showAgain(context.t, meetingLabels(context.t), read), 422)
    const kindergartenId = looksLikeId(read.values.barnehage) ? read.values.barnehage : ''
    const told = await actions.tellOfWork(deps, actor, { ...ids, kindergartenId }, { body: read.values.fortalt, forSchools: isForSchools(form) }, versionIn(form, kindergartenId))
    if (told.ok) return redirect(`${pathOf(ids)}#fortalt`, { kind: 'success', key: 'networks.flash.told' })
    return told.because === 'not-found' ? notFound : again(deps, actor, context, params, 'told', { ...emptyForm, typed: typedIn(form), errors: [{ field: '', text: context.t(`networks.because.${told.because}`) }] }, 409)
  })

  route.post(
    '/nettverk/:id/moter/:mote/egne-filer',
    members,
    async ({ deps, actor, params, form, files, page: context }) => {
      const ids = idsOf(params)
      if (!ids) return notFound
      const kindergartenId = typedIn(form)['fra-barnehage'] ?? ''
      const brought = await actions.bringFile(deps, actor, { ...ids, kindergartenId }, files.find((one) => one.field === 'egenfil'), isForSchools(form))
      if (brought.ok) return redirect(`${pathOf(ids)}#filer`, { kind: 'success', key: 'networks.flash.file' })
      if (brought.because === 'not-found') return notFound
      const { because } = brought
      const text = because === 'too-many-brought' || because === 'meeting-cancelled' || because === 'not-member' ? context.t(`networks.because.${because}`) : context.t(`guidance.because.${because}`)
      return again(deps, actor, context, params, 'bring', { ...emptyForm, typed: typedIn(form), errors: [{ field: because === 'not-member' ? '' : 'egenfil', text }] }, because === 'not-member' || because === 'meeting-cancelled' ? 409 : 422)
    },
    { upload: true },
  )

  route.post('/nettverk/:id/moter/:mote/egne-filer/:fil/fjerning', members, async ({ deps, actor, params }) => {
    const ids = idsOf(params)
    const file = params['fil'] ?? ''
    const gone = ids && looksLikeId(file) ? await actions.takeFileAway(deps, actor, ids.networkId, ids.id, file) : undefined
    return ids && gone?.ok ? redirect(`${pathOf(ids)}#filer`, { kind: 'success', key: 'networks.flash.file-removed' }) : notFound
  })
}
