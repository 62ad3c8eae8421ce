import type { ComponentChildren } from 'preact'
import type { Pages } from '../../../kernel/paging.ts'
import { formats } from '../../../texts/index.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { LineChart, ScaleMark } from '../../../ui/line-chart.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Filters } from './filters.tsx'
import { ReachPart } from './reach.tsx'
import type { Reach } from './reach-store.ts'
import { ReachedTogetherPart } from './reached/part.tsx'
import type { ReachedTogether } from './reached/store.ts'
import type { Dimension, Source } from './rules.ts'
import type { Figure, Filter } from './store.ts'
import { addressOf, type Cell, type Choices, type Part, type ThemeLine, type Unit } from './view.ts'
import { words, type Scope } from './words.ts'

type Chosen = { readonly choices: Choices; readonly filter: Filter; readonly nameOf: ReadonlyMap<string, string> }
export type PictureView = Chosen & { readonly scope: Scope; readonly year: number | undefined; readonly years: readonly number[]; readonly lines: readonly ThemeLine[]; /** Only for those who see each kindergarten. */ readonly reach: readonly Reach[]; /** The same for those who do not: blocks of five or more. */ readonly blocks: readonly ReachedTogether[]; readonly themeName: (code: string) => string }

/** The themes of a year, for those who may see them. */
export const PicturePage = ({ page, view }: { readonly page: PageContext; readonly view: PictureView }) => {
  const { t } = page
  const { scope, year, years, lines, themeName, choices, filter, nameOf } = view
  const filtered = Object.keys(filter).length > 0
  const { change } = words(page)
  const empty = <EmptyState title={t('picture.none')}><p>{t(scope.singly ? 'picture.none.singly' : 'picture.none.together')}</p></EmptyState>
  return (
    <Layout page={page} title={t('picture.title')} intro={t(`picture.intro.${scope.whose}`)} wide>
      {year === undefined ? empty : (
        <>
          <Filters page={page} scope={scope} path="/utfordringsbilde" year={year} years={years} choices={choices} filter={filter} nameOf={nameOf} status={t('picture.status', { themes: lines.length })} />
          {lines.length === 0 ? (filtered ? <NothingHere page={page} scope={scope} /> : empty) : (
            <section class="page-part">
              <h2 class="ds-heading" data-size="sm">{t('picture.themes')}</h2>
              <p class="ds-paragraph">{t('picture.themes.text')} {t('picture.kindergartens.note')}</p>
              <Table
                caption={t('picture.themes')}
                hiddenCaption
                rows={lines}
                rowKey={({ theme }) => theme}
                columns={[
                  { key: 'theme', title: t('picture.theme'), heading: true, cell: ({ theme }) => <a class="ds-link" href={addressOf(`/utfordringsbilde/${theme}`, year, filter)}>{themeName(theme)}</a> },
                  ...meanColumns(page),
                  { key: 'change', title: t('picture.change'), numeric: true, cell: (line) => change(line.change) },
                  ...againColumns(page, lines),
                  ...countColumns(page, scope, lines),
                ]}
              />
              <ButtonRow>
                <LinkButton href={addressOf('/utfordringsbilde.xlsx', year, filter)} variant="secondary" download>{t('picture.xlsx')}</LinkButton>
              </ButtonRow>
            </section>
          )}
        </>
      )}
      {scope.singly ? <ReachPart page={page} reach={view.reach} /> : view.year !== undefined && <ReachedTogetherPart page={page} blocks={view.blocks} />}
      {!scope.singly && <HowMade page={page} />}
    </Layout>
  )
}

export type ThemeView = Chosen & {
  readonly scope: Scope
  readonly code: string
  readonly name: string
  readonly year: number
  readonly years: readonly (Cell & { readonly year: number })[]
  readonly choosable: readonly number[]
  readonly now: Cell
  readonly by: Dimension
  readonly parts: readonly Part[]
  /** Those of one page of the list. */
  readonly units: readonly Unit[]
  readonly paging: Pages
  readonly all: number
}

/** One theme: how it has gone, how the answers spread, what is being done, and what it is made of. */
export const ThemePage = ({ page, view }: { readonly page: PageContext; readonly view: ThemeView }) => {
  const { t } = page
  const { scope, code, name, year, years, now, by, parts, units, paging, all, choosable, choices, filter, nameOf } = view
  const { yearName, decimal, number, partName } = words(page, nameOf)
  const path = `/utfordringsbilde/${code}`
  const label = yearName(year)
  return (
    <Layout page={page} title={name} above={t('picture.title')} back={{ href: addressOf('/utfordringsbilde', year, filter), text: t('picture.title') }} wide>
      <Filters page={page} scope={scope} path={path} year={year} years={choosable} choices={choices} filter={filter} nameOf={nameOf} status={t('picture.status.kindergartens', { kindergartens: all })} by={by} />
      {years.length === 0 ? <NothingHere page={page} scope={scope} /> : (
        <>
          <Section title={t('picture.over-time')}>
            {years.some(({ figure }) => figure) && <LineChart least={1} most={5} ticks={[1, 2, 3, 4, 5]} points={everyYear(years).map(({ at, mean }) => ({ label: yearName(at), value: mean, text: mean === undefined ? '' : decimal(mean) }))} />}
            <Table caption={t('picture.over-time')} hiddenCaption rows={years} rowKey={(row) => String(row.year)} columns={[{ key: 'year', title: t('picture.year'), heading: true, cell: (row) => <a class="ds-link" href={addressOf(path, row.year, filter, by)} {...(row.year === year ? { 'aria-current': 'true' as const } : {})}>{yearName(row.year)}</a> }, ...meanColumns(page), ...againColumns(page, years), ...countColumns(page, scope, years)]} />
            {years.some(({ again }) => again) && <p class="ds-paragraph subtle">{t('picture.again.note')}</p>}
          </Section>
          {now.figure && <Spread page={page} figure={now.figure} year={label} />}
          <Section title={t('picture.done', { year: label })}>
            <KeyFigures figures={scope.sources.filter((source) => source !== 'staff').map((source) => ({ label: t(`picture.source.${source}`), value: countOf(page, scope, now, source), ...(now.counts[source] > 0 && all > 0 ? { note: t('picture.done.share', { share: formats(page.lang).percent(now.counts[source] / all), all: number(all) }) } : {}) }))} />
          </Section>
          {parts.length > 0 && (
            <Section title={t('picture.breakdown', { year: label })}>
              {!scope.singly && <p class="ds-paragraph">{t('picture.breakdown.text')}</p>}
              <Tabs label={t('picture.breakdown.label')} tabs={scope.dimensions.map((one) => ({ href: addressOf(path, year, filter, one), text: t(`picture.by.${one}`), current: one === by }))} />
              <Table caption={t('picture.breakdown', { year: label })} hiddenCaption rows={parts} rowKey={({ part }) => part ?? '-'} columns={[{ key: 'part', title: t(`picture.by.${by}`), heading: true, cell: ({ part }) => partName(by, part, scope) }, ...meanColumns(page), ...againColumns(page, parts), ...countColumns(page, scope, parts)]} />
              <ButtonRow>
                <LinkButton href={addressOf('/utfordringsbilde.xlsx', year, filter, by)} variant="secondary" download>{t('picture.xlsx')}</LinkButton>
              </ButtonRow>
            </Section>
          )}
          {units.length > 0 && <Units page={page} scope={scope} units={units} year={label} paging={paging} href={(side) => `${addressOf(path, year, filter, by)}&side=${side}`} />}
        </>
      )}
      {!scope.singly && <HowMade page={page} />}
    </Layout>
  )
}

const Spread = ({ page, figure, year }: { readonly page: PageContext; readonly figure: Figure; readonly year: string }) => {
  const { t } = page
  const { number } = words(page)
  return (
    <Section title={t('picture.spread', { year })}>
      <ShareBar parts={spread(figure).map(({ key, count }, at) => ({ label: t(`picture.${key}`), value: number(count), size: count, tone: tones[at] ?? 5 }))} />
      <Table
        caption={t('picture.spread', { year })}
        hiddenCaption
        rows={[figure]}
        rowKey={() => 'spread'}
        columns={[{ key: 'year', title: t('picture.year'), heading: true, cell: () => year }, { key: 'answers', title: t('picture.answers'), numeric: true, cell: ({ atLeast }) => number(atLeast) }, ...spread(figure).map(({ key, count }) => ({ key, title: t(`picture.${key}`), numeric: true, cell: () => number(count) }))]}
      />
      <p class="ds-paragraph subtle">{t('picture.band.note')} {t('picture.answers.note')}</p>
    </Section>
  )
}

/** Each kindergarten, and each session that some of them held together. */
const Units = ({ page, scope, units, year, paging, href }: { readonly page: PageContext; readonly scope: Scope; readonly units: readonly Unit[]; readonly year: string; readonly paging: Pages; readonly href: (side: number) => string }) => {
  const { t } = page
  const named = ({ names, others }: Unit) => t('picture.unit.together', { names: formats(page.lang).list(names), others })
  return (
    <Section title={t('picture.units', { year })}>
      <Table caption={t('picture.units', { year })} hiddenCaption rows={units} rowKey={({ id }) => id} columns={[{ key: 'name', title: t('picture.kindergarten'), heading: true, cell: (unit) => (unit.session ? <a class="ds-link" href={`/okter/${unit.id}`}>{named(unit)}</a> : <a class="ds-link" href={`/barnehager/${unit.id}`}>{unit.names[0]}</a>) }, ...meanColumns(page), ...againColumns(page, units), ...countColumns(page, scope, units)]} />
      <Pagination current={paging.number} total={paging.count} href={href} />
      {units.some(({ session }) => session) && <p class="ds-paragraph subtle">{t('picture.unit.note')}</p>}
    </Section>
  )
}

const NothingHere = ({ page: { t }, scope }: { readonly page: PageContext; readonly scope: Scope }) => (
  <EmptyState title={t('picture.none')}><p>{t(scope.singly ? 'picture.none.filtered' : 'picture.none.together')}</p></EmptyState>
)

const tones = [2, 4, 1, 3, 5] as const
/** The answers by where they lie on the scale; those that were in a group of fewer than five each time are by themselves. */
const spread = (figure: Figure) => {
  const { low, middle, high, unknown, atLeast } = figure
  return [{ key: 'low', count: low }, { key: 'middle', count: middle }, { key: 'high', count: high }, { key: 'spread.rest', count: Math.max(0, atLeast - low - middle - high) }, { key: 'unknown', count: unknown }] as const
}

const Section = ({ title, children }: { readonly title: string; readonly children: ComponentChildren }) => (
  <section class="page-part">
    <h2 class="ds-heading" data-size="sm">{title}</h2>
    {children}
  </section>
)

const HowMade = ({ page: { t } }: { readonly page: PageContext }) => (
  <Details summary={t('picture.rules')}>
    <p>{t('picture.rules.text')}</p>
  </Details>
)

const meanColumns = (page: PageContext): readonly Column<Cell>[] => [
  { key: 'scale', title: page.t('picture.scale'), cell: ({ figure }) => (figure ? <ScaleMark value={figure.mean} least={1} most={5} /> : '–') },
  { key: 'mean', title: page.t('picture.mean'), numeric: true, cell: ({ figure }) => (figure ? words(page).decimal(figure.mean) : '–') },
]
/** Only where somebody has been asked again. */
const againColumns = (page: PageContext, cells: readonly Cell[]): readonly Column<Cell>[] => (cells.some(({ again }) => again) ? [{ key: 'again', title: page.t('picture.again'), numeric: true, cell: ({ again }) => <span class="words">{words(page).again(again)}</span> }] : [])
/** A source that knows of nobody here has no column; what is being done is said by itself. */
const countColumns = (page: PageContext, scope: Scope, cells: readonly Cell[]): readonly Column<Cell>[] => scope.sources.filter((source) => source === 'staff' || cells.some(({ counts }) => counts[source] > 0)).map((source) => ({ key: source, title: page.t(`picture.source.${source}`), numeric: true, cell: (cell) => <span class="words">{countOf(page, scope, cell, source)}</span> }))

/** None is said where one sees each kindergarten; elsewhere there may be up to four. */
const countOf = (page: PageContext, scope: Scope, { counts }: Cell, source: Source): string => (counts[source] === 0 && !scope.singly ? page.t('picture.few') : words(page).number(counts[source]))

/** From the first figure to the last, also the years between that there is none of. */
function everyYear(years: readonly (Cell & { readonly year: number })[]): readonly { readonly at: number; readonly mean: number | undefined }[] {
  const known = years.filter(({ figure }) => figure)
  const [first, last] = [known[0]?.year ?? 0, known.at(-1)?.year ?? -1]
  return Array.from({ length: last - first + 1 }, (_, index) => ({ at: first + index, mean: years.find(({ year }) => year === first + index)?.figure?.mean }))
}
