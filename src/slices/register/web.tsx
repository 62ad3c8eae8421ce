import { looksLikeId } from '../../kernel/ids.ts'
import { page as pageOf, pages } from '../../kernel/paging.ts'
import { notFound, open, page, type Router } from '../../platform/http.ts'
import type { PageContext } from '../../ui/context.tsx'
import { KindergartenListPage, KindergartenPage } from './pages.tsx'
import { readFilter } from './rules.ts'
import * as store from './store.ts'

export const web = (route: Router<PageContext>) => {
  route.get('/barnehager', open, async ({ tx, query, page: context }) => {
    const filter = readFilter(query)
    const asked = pageOf({ side: query['side'] })
    const { rows, total } = await store.searchKindergartens(tx, filter, asked.offset, asked.size)
    const municipalities = await store.loadMunicipalities(tx)
    return page(<KindergartenListPage page={context} filter={filter} rows={rows} paging={pages(asked, total)} municipalities={municipalities} href={addressWith(query)} />)
  })

  route.get('/barnehager/:id', open, async ({ tx, params, page: context }) => {
    const unit = looksLikeId(params['id'] ?? '') ? await store.loadKindergarten(tx, params['id'] ?? '') : undefined
    return unit ? page(<KindergartenPage page={context} unit={unit} parts={[]} />) : notFound
  })
}

/** The address of the same list with something changed; what is undefined is left out. */
const addressWith = (query: Readonly<Record<string, string | string[] | undefined>>) => (change: Readonly<Record<string, string | undefined>>) => {
  const kept = Object.entries(query).filter(([name, value]) => typeof value === 'string' && value !== '' && name !== 'sprak') as [string, string][]
  const parameters = new URLSearchParams(kept)
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined) parameters.delete(name)
    else parameters.set(name, value)
  }
  const text = parameters.toString()
  return text ? `/barnehager?${text}` : '/barnehager'
}
