import { loadPage, page as pageOf, pages } from '../../../kernel/paging.ts'
import type { Tx } from '../../../platform/db.ts'
import { afterReading, file, json, open, page, type Router } from '../../../platform/http.ts'
import { writeCsv, type SheetColumn } from '../../../platform/sheets.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { loadSchemes } from '../schemes/store.ts'
import { listAsJson } from './api.ts'
import { ParticipantsPage } from './pages.tsx'
import { kindergartenYear, readFilter, type Participant } from './rules.ts'
import * as store from './store.ts'

const heavy = { limit: { max: 20, minutes: 1 } }
const mostExported = 50_000

/** Who takes part, open to all: page, CSV and JSON of the same list. */
export const participantsWeb = (route: Router<PageContext>) => {
  route.get('/deltakere', open, async ({ tx, query, page: context }) => {
    const filter = readFilter(query)
    const { rows, paging } = await loadPage(pageOf({ side: query['side'] }), (offset, size) => store.searchParticipants(tx, filter, offset, size))
    return page(<ParticipantsPage page={context} filter={filter} rows={rows} paging={paging} choices={await store.loadChoices(tx)} themeName={await themeNames(tx, context)} />)
  })

  route.get('/deltakere.csv', open, async ({ tx, query, page: context }) => {
    const { rows } = await store.searchParticipants(tx, readFilter(query), 0, mostExported)
    const columns = exportColumns(context, await themeNames(tx, context))
    return afterReading(async () => file(`${context.t('participants.export.name')}.csv`, 'text/csv; charset=utf-8', writeCsv(columns, rows)))
  }, heavy)

  route.get('/deltakere.json', open, async ({ tx, query }) => {
    const asked = pageOf({ side: query['side'], antall: query['antall'] })
    const { rows, total } = await store.searchParticipants(tx, readFilter(query), asked.offset, asked.size)
    return json(listAsJson(rows, pages(asked, total)))
  })
}

async function themeNames(tx: Tx, { lang }: PageContext): Promise<(schemeCode: string, code: string) => string> {
  const names = new Map((await loadSchemes(tx)).flatMap((scheme) => scheme.themes.map((theme) => [`${scheme.code} ${theme.code}`, theme.name[lang]])))
  return (schemeCode, code) => names.get(`${schemeCode} ${code}`) ?? code
}

const exportColumns = ({ t }: PageContext, themeName: (schemeCode: string, code: string) => string): SheetColumn<Participant>[] => [
  { title: t('participants.year'), value: (row) => kindergartenYear(row.year) },
  { title: t('participants.kindergarten'), value: (row) => row.kindergarten },
  { title: t('participants.number'), value: (row) => row.organisationNumber },
  { title: t('participants.municipality-number'), value: (row) => row.municipalityNumber },
  { title: t('participants.municipality'), value: (row) => row.municipality },
  { title: t('participants.owner'), value: (row) => row.owner },
  { title: t('participants.ownership'), value: (row) => row.ownership && t(`participants.ownership.${row.ownership}`) },
  { title: t('participants.network'), value: (row) => row.network },
  { title: t('participants.theme'), value: (row) => row.themes.map((code) => themeName(row.schemeCode, code)).join(', ') },
  { title: t('participants.partner'), value: (row) => row.partner },
]
