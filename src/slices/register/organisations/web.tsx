import { looksLikeId } from '../../../kernel/ids.ts'
import { loadPage, page as pageOf } from '../../../kernel/paging.ts'
import { notFound, page, redirect, signedIn, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { addressWith } from '../rules.ts'
import { timeline } from '../../audit/index.ts'
import { detailsWeb } from './details/web.tsx'
import { loadDetails } from './details/store.ts'
import { isOrganisationEvent, OrganisationListPage, OrganisationPage } from './pages.tsx'
import { relationsWeb } from './relations/web.tsx'
import { listedKinds } from './rules.ts'
import * as store from './store.ts'

export const organisationsWeb = (route: Router<PageContext>) => {
  detailsWeb(route)
  relationsWeb(route)

  route.get('/organisasjoner', signedIn, async ({ tx, actor, query, page: context }) => {
    const kind = listedKinds.find((one) => one === query['type'])
    const filter = { text: typeof query['q'] === 'string' ? query['q'].trim().slice(0, 100) : '', kind }
    const { rows, paging } = await loadPage(pageOf({ side: query['side'] }), (offset, size) => store.searchOrganisations(tx, filter, offset, size))
    return page(<OrganisationListPage page={context} filter={filter} rows={rows} paging={paging} href={addressWith('/organisasjoner', query)} mayMake={actor?.role === 'operator'} />)
  })

  route.get('/organisasjoner/:id', signedIn, async ({ tx, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const organisation = looksLikeId(id) ? await store.loadOrganisation(tx, id) : undefined
    if (!organisation) return notFound
    if (organisation.kind === 'kindergarten') return redirect(`/barnehager/${id}`)
    const parent = organisation.kind === 'department' ? organisation.above.find((tie) => tie.kind === 'part-of') : undefined
    if (parent) return redirect(`/barnehager/${parent.id}`)
    // How to reach it is for those who have signed in with a role; what has happened is for its own people and those who did it.
    const contact = actor ? (await loadDetails(tx, id))?.contact : undefined
    const history = (await timeline(tx, id)).filter(isOrganisationEvent)
    return page(<OrganisationPage page={context} organisation={organisation} contact={contact} history={history} mayChange={actor?.role === 'operator'} />)
  })
}
