import { afterReading, file, may, notFound, page, type Router } from '../../../platform/http.ts'
import { writeXlsx, type SheetColumn } from '../../../platform/sheets.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { PicturePage, ThemePage } from './pages.tsx'
import type { Dimension } from './rules.ts'
import * as store from './store.ts'
import { cellOf, dimensionIn, partsOf, themesOf, unitsOf, yearsOf, type Part } from './view.ts'
import { roles, scopeOf, words, type Scope } from './words.ts'

const readers = may(...roles)
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The challenge picture: the themes of a year, each theme by itself, and the same figures as a file. */
export const pictureWeb = (route: Router<PageContext>) => {
  route.get('/utfordringsbilde', readers, async ({ tx, actor, query, page: context }) => {
    const scope = scopeOf(actor.role)
    const [years, names] = await Promise.all([store.loadYears(tx, scope.singly), store.loadThemeNames(tx)])
    const year = chosen(query['aar'], years)
    const rows = year === undefined ? [] : await load(scope)(tx, { years: [year, year - 1] })
    return page(<PicturePage page={context} view={{ scope, year, years, lines: year === undefined ? [] : themesOf(rows, year), themeName: words(context).themeName(names) }} />)
  })

  route.get('/utfordringsbilde.xlsx', readers, async ({ tx, actor, query, page: context }) => {
    const scope = scopeOf(actor.role)
    const [years, names] = await Promise.all([store.loadYears(tx, scope.singly), store.loadThemeNames(tx)])
    const year = chosen(query['aar'], years)
    if (year === undefined) return notFound
    const rows = await load(scope)(tx, { years: [year] })
    const by = dimensionIn(query['del'], scope.dimensions)
    const lines = themesOf(rows, year).flatMap((line): Line[] => (by ? partsOf(rows.filter(({ theme }) => theme === line.theme), by).map((part) => ({ ...part, theme: line.theme })) : [{ ...line, part: undefined }]))
    const columns = sheetColumns(context, scope, year, by, words(context).themeName(names))
    return afterReading(async () => file(`${context.t('picture.file', { year: String(year) })}.xlsx`, sheetType, await writeXlsx(columns, lines, context.t('picture.title'))))
  }, { limit: { max: 20, minutes: 1 } })

  route.get('/utfordringsbilde/:tema', readers, async ({ tx, actor, params, query, page: context }) => {
    const scope = scopeOf(actor.role)
    const code = params['tema'] ?? ''
    const [rows, names, all] = await Promise.all([load(scope)(tx, { theme: code }), store.loadThemeNames(tx), store.countKindergartens(tx, actor.role, actor.orgId)])
    const years = yearsOf(rows)
    const year = chosen(query['aar'], years.map((one) => one.year).toReversed())
    if (year === undefined) return notFound
    const by = dimensionIn(query['del'], scope.dimensions) ?? scope.dimensions[0] ?? 'ownership'
    const now = rows.filter((row) => row.year === year)
    return page(<ThemePage page={context} view={{ scope, code, name: words(context).themeName(names)(code), year, years, now: cellOf(now), by, parts: partsOf(now, by), units: unitsOf(now), all }} />)
  })
}

const load = ({ singly }: Scope) => (singly ? store.loadSingly : store.loadTogether)
/** The year asked for when there is one, otherwise the newest. */
const chosen = (asked: unknown, years: readonly number[]): number | undefined => years.find((year) => String(year) === asked) ?? years[0]

type Line = Part & { readonly theme: string }
function sheetColumns(context: PageContext, scope: Scope, year: number, by: Dimension | undefined, themeName: (code: string) => string): SheetColumn<Line>[] {
  const { t } = context
  const { yearName, partName } = words(context)
  return [
    { title: t('picture.year'), value: () => yearName(year) },
    { title: t('picture.theme'), value: ({ theme }) => themeName(theme) },
    ...(by ? [{ title: t(`picture.by.${by}`), value: ({ part }: Line) => partName(by, part, scope) }] : []),
    { title: t('picture.mean'), value: ({ figure }) => figure?.mean },
    { title: t('picture.answers'), value: ({ figure }) => figure?.atLeast },
    ...(['low', 'middle', 'high', 'unknown'] as const).map((key) => ({ title: t(`picture.${key}`), value: ({ figure }: Line) => figure?.[key] })),
    // None and "fewer than five" are not the same: the cell is empty where there may be some.
    ...scope.sources.map((source) => ({ title: t(`picture.source.${source}`), value: ({ counts }: Line) => counts[source] || (scope.singly ? 0 : undefined) })),
  ]
}
