import { formatDate, localDate } from '../../../../kernel/dates.ts'
import { countedAlone } from '../../../../kernel/scheme-themes.ts'
import { formats } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Chapter } from '../rules.ts'
import { groups, sizes, type Division, type Shown } from './rules.ts'
import type { Figures } from './shape.ts'

// From figures to tables in words: the page, the PDF, the file for the web and the spreadsheet show these and nothing else.

type Page = Pick<PageContext, 't' | 'lang'>
export type Cell = { readonly text: string; /** For a spreadsheet, when it is a number. */ readonly value?: number | undefined }
export type Bar = { readonly label: string; readonly text: string; readonly value: number }
export type FigureTable = {
  readonly chapter: Chapter
  readonly key: string
  readonly caption: string
  /** The first is the title of what names the row. */
  readonly columns: readonly string[]
  readonly rows: readonly { readonly head: string; readonly cells: readonly Cell[] }[]
  readonly notes: readonly string[]
  readonly source: string
  /** The same as one of the columns, to be drawn. `most` is the end of the scale. */
  readonly bars?: { readonly most: number; readonly items: readonly Bar[] }
}

/** Every table there are figures for, in the order of the chapters. */
export function tablesOf(page: Page, figures: Figures): readonly FigureTable[] {
  return [...structure(page, figures), ...norms(page, figures), ...needs(page, figures), ...measures(page, figures), ...reach(page, figures), ...guidance(page, figures), ...effects(page, figures), ...priorities(page, figures)]
}

/** What is said of a chapter there are no figures for. */
export function missingIn({ t }: Page, chapter: Chapter, tables: readonly FigureTable[]): string | undefined {
  if (tables.some((table) => table.chapter === chapter)) return undefined
  return chapter === 'norms' || chapter === 'needs' || chapter === 'measures' || chapter === 'effects' || chapter === 'priorities' ? t(`quality.missing.${chapter}`) : undefined
}

function structure(page: Page, { structure: { asOf, owners, groups: rows, sizes: bySize } }: Figures): FigureTable[] {
  const { t, lang } = page
  const on = asOf ? localDate(asOf) : undefined
  const source = on ? t('quality.source.register.on', { date: formatDate(on, lang, 'long') }) : t('quality.source.register')
  const sum = (of: (row: (typeof rows)[number]) => number | undefined) => (rows.every((row) => of(row) === undefined) ? undefined : rows.reduce((all, row) => all + (of(row) ?? 0), 0))
  // What the register says of nobody has no column: it is said once.
  const shown = (['kindergartens', 'capacity', 'children', 'staff'] as const).filter((key) => key === 'kindergartens' || rows.some((row) => row[key] !== undefined))
  const lacks = shown.includes('children') && shown.includes('staff') ? [] : [t('quality.structure.lacks')]
  return [
    {
      chapter: 'structure', key: 'groups', caption: t('quality.table.groups'), source, notes: [t('quality.owners', { count: owners }), ...lacks],
      columns: [t('quality.group'), ...shown.map((key) => t(`quality.${key}`))],
      rows: [
        ...groups.flatMap((group) => rows.filter((row) => row.group === group).map((row) => ({ head: t(`quality.group.${group}`), cells: shown.map((key) => known(page, row[key])) }))),
        { head: t('quality.group.all'), cells: shown.map((key) => known(page, sum((row) => row[key]))) },
      ],
    },
    {
      chapter: 'structure', key: 'sizes', caption: t('quality.table.sizes'), source, notes: [], columns: [t('quality.size'), t('quality.kindergartens')],
      rows: shownSizes(bySize).map((size) => ({ head: sizeName(page, size), cells: [known(page, bySize[size])] })),
      bars: { most: Math.max(1, ...Object.values(bySize)), items: shownSizes(bySize).map((size) => ({ label: sizeName(page, size), text: String(bySize[size]), value: bySize[size] })) },
    },
  ]
}
const shownSizes = (bySize: Figures['structure']['sizes']) => sizes.filter((size) => size !== 'unknown' || bySize.unknown > 0)
const sizeName = ({ t }: Page, size: (typeof sizes)[number]): string => (size === 'unknown' ? t('quality.size.unknown') : t(`picture.size.${size}`))

const normNames = ['antallBarnPerAnsatt', 'antallBarnPerBarnehagelaerer', 'andelAnsatteBarnehagelarer', 'lekeOgOppholdsarealPerBarn', 'foreldreundersokelsenTilfredshet', 'foreldreundersokelsenSvarprosent'] as const
function norms(page: Page, { norms: rows }: Figures): FigureTable[] {
  const { t, lang } = page
  const [first] = rows
  const on = first && localDate(first.refersTo)
  if (!on) return []
  const decimal = (value: number | undefined): Cell => (value === undefined ? { text: t('quality.unknown') } : { text: formats(lang).decimal(value), value })
  return [{
    chapter: 'norms', key: 'norms', caption: t('quality.table.norms'), source: t('quality.source.facts', { date: formatDate(on, lang, 'long') }), notes: [t('quality.norm.note')],
    columns: [t('quality.norm'), t('quality.norm.municipality'), t('quality.norm.country')],
    rows: rows.flatMap((row) => {
      const name = normNames.find((one) => one === row.name)
      return name ? [{ head: t(`needs.indicator.${name}`), cells: [decimal(row.municipality), decimal(row.country)] }] : []
    }),
  }]
}

type Theme = Figures['themes'][number]
const themeName = ({ t, lang }: Page, { theme, names }: Theme): string => {
  const scheme = countedAlone.find((one) => one === theme)
  return names?.[lang] || (scheme ? t(`picture.theme.${scheme}`) : theme)
}
/** Whole blocks: five or more, or it is not told. */
const block = (page: Page, value: number): Cell => (value === 0 ? { text: page.t('quality.few') } : known(page, value))
const meanCell = ({ lang }: Page, { mean }: Theme): Cell => (mean === undefined ? { text: '–' } : { text: formats(lang).decimal(mean), value: mean })
const meanBars = (page: Page, themes: readonly Theme[]) => {
  const items = themes.flatMap((one) => (one.mean === undefined ? [] : [{ label: themeName(page, one), text: formats(page.lang).decimal(one.mean), value: one.mean }]))
  return items.length > 0 ? { bars: { most: 5, items } } : {}
}

function needs(page: Page, { themes }: Figures): FigureTable[] {
  const { t } = page
  const rows = themes.filter(({ staff, need }) => staff > 0 || need > 0)
  if (rows.length === 0) return []
  return [{
    chapter: 'needs', key: 'needs', caption: t('quality.table.needs'), source: t('quality.source.picture'), notes: [t('quality.mean.note'), t('quality.answers.note')],
    columns: [t('picture.theme'), t('picture.mean'), t('quality.answers'), t('picture.source.staff'), t('picture.source.need')],
    rows: rows.map((one) => ({ head: themeName(page, one), cells: [meanCell(page, one), one.atLeast === undefined ? { text: '–' } : { text: t('quality.answers.at-least', { count: formats(page.lang).number(one.atLeast) }), value: one.atLeast }, block(page, one.staff), block(page, one.need)] })),
    ...meanBars(page, rows),
  }]
}

function measures(page: Page, { themes, measures: found, reach: { all } }: Figures): FigureTable[] {
  const { t } = page
  const rows = themes.filter(({ report, grant, measure = 0 }) => report > 0 || grant > 0 || measure > 0)
  return [
    ...(found ? [divisions(page, 'measures', 'measures', t('quality.table.measures'), t('quality.source.measures'), all, [[t('quality.measures.takes'), found.takes], [t('quality.measures.ended'), found.ended]])] : []),
    ...(rows.length === 0 ? [] : [{
      chapter: 'measures' as const, key: 'scheme', caption: t('quality.table.scheme'), source: t('quality.source.scheme'), notes: [t('quality.count.note')],
      columns: [t('picture.theme'), t('picture.source.measure'), t('picture.source.report'), t('picture.source.grant')],
      rows: rows.map((one) => ({ head: themeName(page, one), cells: [block(page, one.measure ?? 0), block(page, one.report), block(page, one.grant)] })),
    }]),
  ]
}

const reach = (page: Page, { reach: found }: Figures): FigureTable[] => [
  divisions(page, 'reach', 'reach', page.t('quality.table.reach'), page.t('quality.source.reach'), found.all, (['contact', 'guidance', 'report', 'grant'] as const).map((key) => [page.t(`quality.reach.${key}`), found[key]])),
]

function guidance(page: Page, { guidance: { asked, cases, weeks }, reach: { all }, themes }: Figures): FigureTable[] {
  const { t } = page
  const rows = themes.filter((one) => one.guidance > 0)
  return [
    {
      chapter: 'guidance', key: 'guidance', caption: t('quality.table.guidance'), source: t('quality.source.guidance'), notes: weeks === undefined ? [] : [t('quality.guidance.wait.note')], columns: [t('quality.what'), t('quality.count')],
      rows: [
        { head: t('quality.guidance.asked'), cells: [told(page, asked.whole, all)] },
        { head: t('quality.guidance.cases'), cells: [{ text: cases === undefined ? t('quality.few') : t('quality.band', { from: cases, to: cases + 4 }) }] },
        { head: t('quality.guidance.wait'), cells: [{ text: weeks === undefined ? t('quality.too-few') : t('quality.guidance.weeks', { weeks }) }] },
      ],
    },
    ...(rows.length === 0 ? [] : [{
      chapter: 'guidance' as const, key: 'guidance-themes', caption: t('quality.table.guidance-themes'), source: t('quality.source.picture'), notes: [], columns: [t('picture.theme'), t('quality.kindergartens')],
      rows: rows.map((one) => ({ head: themeName(page, one), cells: [block(page, one.guidance)] })),
      bars: { most: Math.max(...rows.map((one) => one.guidance)), items: rows.map((one) => ({ label: themeName(page, one), text: String(one.guidance), value: one.guidance })) },
    }]),
  ]
}

const effects = (page: Page, { measures: found, reach: { all } }: Figures): FigureTable[] =>
  found && found.compared.whole.kind !== 'few' ? [divisions(page, 'effects', 'effects', page.t('quality.table.effects'), page.t('quality.source.measures'), all, [[page.t('quality.effects.compared'), found.compared]], [page.t('quality.effects.note')])] : []

/** So many themes stand out. */
const outstanding = 5
function priorities(page: Page, { themes }: Figures): FigureTable[] {
  const { t } = page
  const rows = themes.filter(({ mean, need }) => mean !== undefined || need > 0).slice(0, outstanding)
  if (rows.length === 0) return []
  return [{
    chapter: 'priorities', key: 'priorities', caption: t('quality.table.priorities'), source: t('quality.source.picture'), notes: [t('quality.priorities.note')], columns: [t('picture.theme'), t('picture.mean'), t('picture.source.need')],
    rows: rows.map((one) => ({ head: themeName(page, one), cells: [meanCell(page, one), block(page, one.need)] })),
  }]
}

const known = ({ t, lang }: Page, value: number | undefined): Cell => (value === undefined ? { text: t('quality.unknown') } : { text: formats(lang).number(value), value })
function told({ t }: Page, one: Shown, all: number): Cell {
  if (one.kind === 'few') return { text: t('quality.few') }
  return { text: one.kind === 'band' ? t('quality.band', { from: one.from, to: one.from + 4 }) : t('quality.most', { from: one.from, all }) }
}

/** Rows that are told of all, and of municipal and private apart where at least one of them can be. */
function divisions(page: Page, chapter: Chapter, key: string, caption: string, source: string, all: number, rows: readonly (readonly [head: string, division: Division])[], notes: readonly string[] = []): FigureTable {
  const { t } = page
  const apart = rows.some(([, { parts }]) => parts)
  return {
    chapter, key, caption, source, notes: [t('quality.reach.all', { count: all }), ...(apart ? [] : [t('quality.reach.parts.none')]), ...notes],
    columns: [t('quality.what'), t('quality.group.all'), ...(apart ? groups.map((group) => t(`quality.group.${group}`)) : [])],
    rows: rows.map(([head, { whole, parts }]) => ({ head, cells: [told(page, whole, all), ...(apart ? groups.map((group) => (parts ? told(page, parts[group], all) : { text: '–' })) : [])] })),
  }
}

export type Change = { readonly where: string; readonly before: string | undefined; readonly now: string | undefined }
/** What two takings tell differently, cell by cell. */
export function changesIn(before: readonly FigureTable[], now: readonly FigureTable[]): readonly Change[] {
  const [old, fresh] = [cellsOf(before), cellsOf(now)]
  return [...new Set([...fresh.keys(), ...old.keys()])].flatMap((where) => (old.get(where) === fresh.get(where) ? [] : [{ where, before: old.get(where), now: fresh.get(where) }]))
}
const cellsOf = (tables: readonly FigureTable[]): ReadonlyMap<string, string> =>
  new Map(tables.flatMap((table) => table.rows.flatMap(({ head, cells }) => cells.map(({ text }, at) => [`${table.caption}: ${head}, ${table.columns[at + 1] ?? ''}`, text] as const))))
