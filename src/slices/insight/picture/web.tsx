import type { Actor } from '../../../kernel/actor.ts'
import { page as pageOf, pages } from '../../../kernel/paging.ts'
import { sizes } from '../../../kernel/kindergarten-size.ts'
import { afterReading, file, may, notFound, page, type Router } from '../../../platform/http.ts'
import type { Tx } from '../../../platform/db.ts'
import { writeXlsx, type SheetColumn } from '../../../platform/sheets.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { PicturePage, ThemePage } from './pages.tsx'
import { loadReach } from './reach-store.ts'
import { loadBlocks } from './reached/store.ts'
import type { Dimension } from './rules.ts'
import * as store from './store.ts'
import { cellOf, dimensionIn, filterIn, partsOf, themesOf, unitsOf, yearsOf, type Choices, type Part } from './view.ts'
import { roles, scopeOf, words, type Scope } from './words.ts'

const readers = may(...roles)
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The challenge picture: the themes of a year, each theme by itself, and the same figures as a file. */
export const pictureWeb = (route: Router<PageContext>) => {
  route.get('/utfordringsbilde', readers, async ({ tx, actor, query, page: context }) => {
    const { scope, whose, years, names, choices, filter, nameOf } = await lookAt(tx, actor, query)
    const year = chosen(query['aar'], years)
    const [rows, reach, blocks] = await Promise.all([year === undefined ? [] : load(scope)(tx, whose, { years: [year, year - 1], filter }), year !== undefined && scope.singly ? loadReach(tx, year) : [], year !== undefined && !scope.singly ? loadBlocks(tx, year) : []])
    return page(<PicturePage page={context} view={{ scope, year, years, choices, filter, nameOf, reach, blocks, lines: year === undefined ? [] : themesOf(rows, year), themeName: words(context).themeName(names) }} />)
  })

  route.get('/utfordringsbilde.xlsx', readers, async ({ tx, actor, query, page: context }) => {
    const { scope, whose, years, names, choices, filter, nameOf } = await lookAt(tx, actor, query)
    const year = chosen(query['aar'], years)
    if (year === undefined) return notFound
    const by = dimensionIn(query['del'], scope.dimensions)
    const rows = await load(scope)(tx, whose, { years: [year], by, filter })
    const lines = themesOf(rows, year).flatMap((line): Line[] => (by ? partsOf(rows.filter(({ theme }) => theme === line.theme), choices[by]).map((part) => ({ ...part, theme: line.theme })) : [{ ...line, part: undefined }]))
    const columns = sheetColumns(context, scope, year, by, words(context).themeName(names), nameOf)
    return afterReading(async () => file(`${context.t('picture.file', { year: String(year) })}.xlsx`, sheetType, await writeXlsx(columns, lines, context.t('picture.title'))))
  }, { limit: { max: 20, minutes: 1 } })

  route.get('/utfordringsbilde/:tema', readers, async ({ tx, actor, params, query, page: context }) => {
    const code = params['tema'] ?? ''
    if (code.includes('\0')) return notFound
    const { scope, whose, names, choices, filter, nameOf } = await lookAt(tx, actor, query)
    const by = dimensionIn(query['del'], scope.dimensions) ?? scope.dimensions[0] ?? 'ownership'
    const [rows, all] = await Promise.all([load(scope)(tx, whose, { theme: code, by, filter }), store.countKindergartens(tx, whose, filter)])
    const filtered = Object.keys(filter).length > 0
    // A theme there is nothing of within a filter is still there without it.
    const years = yearsOf(rows.length === 0 && filtered ? await load(scope)(tx, whose, { theme: code, filter: {} }) : rows)
    const year = chosen(query['aar'], years.map((one) => one.year).toReversed())
    if (year === undefined) return notFound
    const now = rows.filter((row) => row.year === year)
    const units = scope.singly ? await store.loadUnits(tx, whose, { theme: code, years: [year], filter }) : []
    const unitNames = await store.loadNames(tx, [...new Set(units.map(({ kindergartenId }) => kindergartenId))])
    const every = unitsOf(units, unitNames)
    const paging = pages(pageOf({ side: query['side'], antall: '50' }), every.length)
    return page(<ThemePage page={context} view={{ scope, code, name: words(context).themeName(names)(code), year, years: rows.length === 0 ? [] : years, choosable: years.map((one) => one.year).toReversed(), choices, filter, nameOf, now: cellOf(now), by, parts: partsOf(now, choices[by]), units: every.slice(paging.offset, paging.last), paging, all }} />)
  })
}

type Look = { readonly scope: Scope; readonly whose: store.Whose; readonly years: readonly number[]; readonly names: Awaited<ReturnType<typeof store.loadThemeNames>>; readonly choices: Choices; readonly filter: store.Filter; readonly nameOf: ReadonlyMap<string, string> }
/** Who looks at whose kindergartens, what there is to choose among, and what is chosen. */
async function lookAt(tx: Tx, actor: Actor, query: Readonly<Record<string, unknown>>): Promise<Look> {
  const scope = scopeOf(actor.role)
  const whose: store.Whose = { orgId: actor.orgId, as: scope.as }
  const by = scope.dimensions.includes('municipality') ? 'municipality' : 'place'
  const [years, names, parts] = await Promise.all([store.loadYears(tx, whose), store.loadThemeNames(tx), store.loadParts(tx, whose, by)])
  const nameOf = by === 'municipality' ? await store.loadNames(tx, parts) : new Map<string, string>()
  const label = (part: string) => nameOf.get(part) ?? part
  const all: Choices = { ownership: ['municipal', 'private', 'other'], size: sizes, [by]: parts.toSorted((a, b) => label(a).localeCompare(label(b), 'nb')) }
  const choices: Choices = Object.fromEntries(scope.dimensions.map((one) => [one, all[one] ?? []]))
  return { scope, whose, years, names, choices, filter: filterIn(query, choices), nameOf }
}

const load = ({ singly }: Scope) => (singly ? store.loadSingly : store.loadTogether)
/** The year asked for when there is one, otherwise the newest. */
const chosen = (asked: unknown, years: readonly number[]): number | undefined => years.find((year) => String(year) === asked) ?? years[0]

type Line = Part & { readonly theme: string }
function sheetColumns(context: PageContext, scope: Scope, year: number, by: Dimension | undefined, themeName: (code: string) => string, nameOf: ReadonlyMap<string, string>): SheetColumn<Line>[] {
  const { t } = context
  const { yearName, partName } = words(context, nameOf)
  return [
    { title: t('picture.year'), value: () => yearName(year) },
    { title: t('picture.theme'), value: ({ theme }) => themeName(theme) },
    ...(by ? [{ title: t(`picture.by.${by}`), value: ({ part }: Line) => partName(by, part, scope) }] : []),
    { title: t('picture.mean'), value: ({ figure }) => figure?.mean },
    { title: t('picture.answers'), value: ({ figure }) => figure?.atLeast },
    ...(['low', 'middle', 'high', 'unknown'] as const).map((key) => ({ title: t(`picture.${key}`), value: ({ figure }: Line) => figure?.[key] })),
    { title: t('picture.again'), value: ({ again }) => again?.figure.mean },
    { title: t('picture.again.kindergartens'), value: ({ again }) => again?.kindergartens },
    // None and "fewer than five" are not the same: the cell is empty where there may be some.
    ...scope.sources.map((source) => ({ title: t(`picture.source.${source}`), value: ({ counts }: Line) => counts[source] || (scope.singly ? 0 : undefined) })),
  ]
}
