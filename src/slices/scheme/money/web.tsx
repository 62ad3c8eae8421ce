import { osloDate, yearOf } from '../../../kernel/dates.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { loadPage, page as pageOf } from '../../../kernel/paging.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import { writeCsv, writeXlsx, type SheetColumn } from '../../../platform/sheets.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import * as actions from './actions.ts'
import { goesTo } from './figures.tsx'
import { frameForm } from './forms.ts'
import { standing } from './ledger.ts'
import { linesWeb } from './lines/web.tsx'
import { kindWords } from './movements.tsx'
import { FramePage, MovementsPage, OverviewPage, YearPage, type FrameProps } from './pages.tsx'
import { loadDue, loadRuns } from './payments/store.ts'
import { paymentsWeb } from './payments/web.tsx'
import { runState } from './payments/rules.ts'
import { recipientsWeb } from './recipients/web.tsx'
import { awaited, granted, toPay, unsettled } from './rules.ts'
import * as store from './store.ts'

const governor = may('county-governor')
const heavy = { limit: { max: 20, minutes: 1 } }
const mostExported = 50_000

/** All addresses of the money. */
export const moneyWeb = (route: Router<PageContext>) => {
  paymentsWeb(route)
  linesWeb(route)
  recipientsWeb(route)

  route.get('/okonomi', governor, async ({ tx, actor, deps, page: context }) => {
    const today = osloDate(deps.now())
    const year = yearOf(today)
    const [accounts, due, runs] = await Promise.all([store.loadAccounts(tx, actor.orgId), loadDue(tx, actor.orgId, today), loadRuns(tx, actor.orgId)])
    const now = accounts.filter((one) => one.year === year)
    const inState = (state: string) => runs.filter((run) => runState(run) === state).length
    const next = { noFrame: now.some((one) => one.frame !== undefined) ? undefined : year, toApprove: inState('prepared'), due: due.length, toAnswer: inState('approved') }
    return page(<OverviewPage page={context} year={year} counties={now.map(standing)} years={accounts.map(standing)} next={next} />)
  })

  route.get('/okonomi/:ar', governor, async ({ tx, actor, params, page: context }) => {
    const year = readYear(params['ar'])
    if (year === undefined) return notFound
    const [accounts, lines] = await Promise.all([store.loadAccounts(tx, actor.orgId, year), store.loadLinesOfYear(tx, actor.orgId, year)])
    return page(<YearPage page={context} year={year} counties={accounts.map(standing)} lines={lines} />)
  })

  route.get('/okonomi/:ar/bevegelser', governor, async ({ tx, actor, params, query, page: context }) => {
    const year = readYear(params['ar'])
    if (year === undefined) return notFound
    const { rows, paging } = await loadPage(pageOf({ side: query['side'] }), (offset, size) => store.loadMovements(tx, actor.orgId, year, offset, size))
    return page(<MovementsPage page={context} year={year} rows={rows} paging={paging} href={(side) => `/okonomi/${year}/bevegelser?side=${side}`} />)
  })

  for (const ending of ['csv', 'xlsx'] as const) {
    route.get(`/okonomi/:ar/bevegelser.${ending}`, governor, async ({ tx, actor, params, page: context }) => {
      const year = readYear(params['ar'])
      if (year === undefined) return notFound
      const { rows } = await store.loadMovements(tx, actor.orgId, year, 0, mostExported)
      return sheet(ending, context.t('money.export.movements', { year: String(year) }), movementColumns(context), rows)
    }, heavy)
    route.get(`/okonomi/:ar/tilskudd.${ending}`, governor, async ({ tx, actor, params, page: context }) => {
      const year = readYear(params['ar'])
      return year === undefined ? notFound : sheet(ending, context.t('money.export.lines', { year: String(year) }), lineColumns(context), await store.loadLinesOfYear(tx, actor.orgId, year))
    }, heavy)
  }

  route.get('/okonomi/:ar/ramme', governor, async ({ tx, actor, params, page: context }) => {
    const year = readYear(params['ar'])
    return year === undefined ? notFound : page(<FramePage {...await frameProps(tx, actor, year, context)} />)
  })

  route.post('/okonomi/:ar/ramme', governor, async ({ deps, actor, params, form, page: context }) => {
    const year = readYear(params['ar'])
    if (year === undefined) return notFound
    const again = (change: Partial<FrameProps>, status: number) => reading(deps.db, actor, async (tx) => page(<FramePage {...await frameProps(tx, actor, year, context)} typed={typedIn(form)} {...change} />, status))
    const read = frameForm.safeParse(form)
    if (!read.success) return again({ errors: wordedErrors(context.t, read.error) }, 422)
    const { fylke, endring, belop, grunn, nokkel } = read.data
    const saved = await actions.saveFrame(deps, actor, { county: fylke, year, change: endring, amount: belop, reason: grunn, once: nokkel })
    return saved.ok ? redirect(`/okonomi/${year}`, { kind: 'success', key: 'money.frame.saved' }) : again({ refused: saved.because, once: nokkel }, 409)
  })
}

/** Years that the scheme has had or can have; anything else is no page. */
const readYear = (typed: string | undefined): number | undefined => (typed !== undefined && /^\d{4}$/.test(typed) && Number(typed) >= 2019 && Number(typed) <= 2100 ? Number(typed) : undefined)

async function frameProps(tx: Tx, actor: Actor, year: number, context: PageContext): Promise<FrameProps> {
  const [counties, accounts] = await Promise.all([store.loadCounties(tx, actor.orgId, year), store.loadAccounts(tx, actor.orgId, year)])
  return { page: context, year, counties, accounts, standings: accounts.map(standing), once: crypto.randomUUID(), typed: {}, errors: [] }
}

const excel = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const sheet = <Row,>(ending: 'csv' | 'xlsx', name: string, columns: readonly SheetColumn<Row>[], rows: readonly Row[]): Answer =>
  afterReading(async () => (ending === 'csv' ? file(`${name}.csv`, 'text/csv; charset=utf-8', writeCsv(columns, rows)) : file(`${name}.xlsx`, excel, await writeXlsx(columns, rows, name))))

const movementColumns = ({ t }: PageContext): SheetColumn<store.Movement>[] => [
  { title: t('money.movement.number'), value: (row) => row.number },
  { title: t('money.movement.day'), value: (row) => row.onDay },
  { title: t('money.movement.when'), value: (row) => row.at.toISOString() },
  { title: t('money.county'), value: (row) => row.countyName },
  { title: t('money.movement.what'), value: (row) => kindWords(t, row) },
  { title: t('money.movement.amount'), value: (row) => row.ore / 100 },
  { title: t('money.recipient'), value: (row) => row.recipient },
  { title: t('money.reference'), value: (row) => row.reference },
  { title: t('money.movement.who'), value: (row) => row.who },
  { title: t('money.movement.why'), value: (row) => row.reason },
]

const lineColumns = ({ t }: PageContext): SheetColumn<store.Line>[] => [
  { title: t('money.reference'), value: (row) => row.reference },
  { title: t('money.about'), value: (row) => row.title },
  { title: t('money.recipient'), value: (row) => row.recipientName },
  { title: t('money.item.number'), value: (row) => row.recipientNumber },
  { title: t('money.as'), value: (row) => t(goesTo(row)) },
  { title: t('money.granted'), value: ({ balance }) => granted(balance) / 100 },
  { title: t('money.ordered'), value: ({ balance }) => balance.ordered / 100 },
  { title: t('money.paid'), value: ({ balance }) => balance.paid / 100 },
  { title: t('money.to-pay'), value: ({ balance }) => toPay(balance) / 100 },
  { title: t('money.used'), value: ({ balance }) => balance.used / 100 },
  { title: t('money.unsettled'), value: ({ balance }) => unsettled(balance) / 100 },
  { title: t('money.awaited'), value: ({ balance }) => awaited(balance) / 100 },
  { title: t('money.returned'), value: ({ balance }) => balance.returned / 100 },
  { title: t('money.carried-out'), value: ({ balance }) => balance.carriedOut / 100 },
]
