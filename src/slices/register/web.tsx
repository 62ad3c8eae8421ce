import type { Actor } from '../../kernel/actor.ts'
import { looksLikeId } from '../../kernel/ids.ts'
import { loadPage, page as pageOf, pages } from '../../kernel/paging.ts'
import type { Tx } from '../../platform/db.ts'
import { afterReading, file, json, notFound, open, page, type Router } from '../../platform/http.ts'
import { writeCsv, writeXlsx, type SheetColumn } from '../../platform/sheets.ts'
import type { PageContext } from '../../ui/context.tsx'
import { listAsJson } from './api.ts'
import { contactWeb } from './contact/web.tsx'
import { answersFor, mayEditContact } from './contact/rules.ts'
import { departmentsWeb } from './departments/web.tsx'
import { importWeb } from './import/runs/web.tsx'
import { KindergartenPage, type Part } from './kindergarten-page.tsx'
import { mergerWeb } from './merger/web.tsx'
import { organisationsWeb } from './organisations/web.tsx'
import { KindergartenListPage } from './pages.tsx'
import { addressWith, readFilter, type KindergartenRow } from './rules.ts'
import * as store from './store.ts'
import { syncWeb } from './sync/runs/web.tsx'

/** What other slices add to the page of a kindergarten, for the one who looks; asked for by the composition root, so that the arrows go one way. */
export type Parts = (tx: Tx, actor: Actor | undefined, kindergartenId: string, page: PageContext) => Promise<readonly Part[]>

/** Whole files of the register are heavy to make: some a minute for each sender. */
const heavy = { limit: { max: 20, minutes: 1 } }
const mostExported = 50_000

export const registerWeb =
  ({ parts }: { readonly parts: Parts }) =>
  (route: Router<PageContext>) => {
    route.get('/barnehager', open, async ({ tx, query, page: context }) => {
      const filter = readFilter(query)
      const { rows, paging } = await loadPage(pageOf({ side: query['side'] }), (offset, size) => store.searchKindergartens(tx, filter, offset, size))
      const [municipalities, counties] = [await store.loadMunicipalities(tx), await store.loadCounties(tx)]
      return page(
        <KindergartenListPage page={context} filter={filter} rows={rows} paging={paging} municipalities={municipalities} counties={counties} href={addressWith('/barnehager', query)} exported={(ending) => addressWith(`/barnehager.${ending}`, query)({ side: undefined })} />,
      )
    })

    route.get('/barnehager.csv', open, async ({ tx, query, page: context }) => {
      const { rows } = await store.searchKindergartens(tx, readFilter(query), 0, mostExported)
      return afterReading(async () => file(`${context.t('register.export.name')}.csv`, 'text/csv; charset=utf-8', writeCsv(exportColumns(context), rows)))
    }, heavy)

    route.get('/barnehager.xlsx', open, async ({ tx, query, page: context }) => {
      const { rows } = await store.searchKindergartens(tx, readFilter(query), 0, mostExported)
      const name = context.t('register.export.name')
      return afterReading(async () => file(`${name}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await writeXlsx(exportColumns(context), rows, name)))
    }, heavy)

    route.get('/api/barnehager', open, async ({ tx, query }) => {
      const asked = pageOf({ side: query['side'], antall: query['antall'] })
      const { rows, total } = await store.searchKindergartens(tx, readFilter(query), asked.offset, asked.size)
      return json(listAsJson(rows, pages(asked, total)))
    })

    route.get('/barnehager/:id', open, async ({ tx, params, actor, page: context }) => {
      const unit = looksLikeId(params['id'] ?? '') ? await store.loadKindergarten(tx, params['id'] ?? '') : undefined
      if (!unit) return notFound
      const standing = { id: unit.id, name: unit.name, ownerId: unit.ties.find((tie) => tie.kind === 'owned-by' && tie.now)?.id, closedOn: unit.closed_on ?? undefined }
      const may = { contact: mayEditContact(actor, standing), departments: answersFor(actor, standing), end: actor?.role === 'operator' }
      return page(<KindergartenPage page={context} unit={unit} parts={await parts(tx, actor, unit.id, context)} may={may} />)
    })

    for (const web of [contactWeb, departmentsWeb, mergerWeb, organisationsWeb, importWeb, syncWeb]) web(route)
  }

const exportColumns = ({ t }: PageContext): SheetColumn<KindergartenRow>[] => [
  { title: t('register.fact.name'), value: (row) => row.name },
  { title: t('register.fact.number'), value: (row) => row.organisationNumber },
  { title: t('register.fact.nsr'), value: (row) => row.nsrId },
  { title: t('register.fact.address'), value: (row) => row.address },
  { title: t('register.fact.postal-code'), value: (row) => row.postalCode },
  { title: t('register.fact.place'), value: (row) => row.postalPlace },
  { title: t('register.fact.municipality-number'), value: (row) => row.municipalityNumber },
  { title: t('register.fact.municipality'), value: (row) => row.municipalityName },
  { title: t('register.fact.owner'), value: (row) => row.ownerName },
  { title: t('register.fact.ownership'), value: (row) => row.ownership && t(`register.ownership.${row.ownership}`) },
  { title: t('register.fact.capacity'), value: (row) => row.capacity },
  { title: t('register.fact.min-age'), value: (row) => row.ages?.from },
  { title: t('register.fact.max-age'), value: (row) => row.ages?.to },
  { title: t('register.fact.closed.on'), value: (row) => row.closedOn },
]
