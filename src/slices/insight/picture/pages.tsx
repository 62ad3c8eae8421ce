import type { ComponentChildren } from 'preact'
import { formats } from '../../../texts/index.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { LineChart, ScaleMark } from '../../../ui/line-chart.tsx'
import { ShareBar } from '../../../ui/share-bar.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import type { Dimension, Source } from './rules.ts'
import type { Figure } from './store.ts'
import { addressOf, type Cell, type Part, type ThemeLine, type Unit } from './view.ts'
import { words, type Scope } from './words.ts'

export type PictureView = { readonly scope: Scope; readonly year: number | undefined; readonly years: readonly number[]; readonly lines: readonly ThemeLine[]; readonly themeName: (code: string) => string }

/** The themes of a year, for those who may see them. */
export const PicturePage = ({ page, view }: { readonly page: PageContext; readonly view: PictureView }) => {
  const { t } = page
  const { scope, year, years, lines, themeName } = view
  const { yearName, change } = words(page)
  const empty = <EmptyState title={t('picture.none')}><p>{t(scope.singly ? 'picture.none.singly' : 'picture.none.together')}</p></EmptyState>
  return (
    <Layout page={page} title={t('picture.title')} intro={t(`picture.intro.${scope.whose}`)} wide>
      {year === undefined ? empty : (
        <>
          <FilterForm action="/utfordringsbilde" status={t('picture.status', { themes: lines.length })} auto>
            <SelectField name="aar" label={t('picture.year')} empty={false} value={String(year)} options={years.map((one) => ({ value: String(one), text: yearName(one) }))} />
          </FilterForm>
          {lines.length === 0 ? empty : (
            <section class="page-part">
              <h2 class="ds-heading" data-size="sm">{t('picture.themes')}</h2>
              <p class="ds-paragraph">{t('picture.themes.text')} {t('picture.kindergartens.note')}</p>
              <Table
                caption={t('picture.themes')}
                hiddenCaption
                rows={lines}
                rowKey={({ theme }) => theme}
                columns={[
                  { key: 'theme', title: t('picture.theme'), heading: true, cell: ({ theme }) => <a class="ds-link" href={addressOf(`/utfordringsbilde/${theme}`, year)}>{themeName(theme)}</a> },
                  ...meanColumns(page),
                  { key: 'change', title: t('picture.change'), numeric: true, cell: (line) => change(line.change) },
                  ...countColumns(page, scope, lines),
                ]}
              />
              <ButtonRow>
                <LinkButton href={addressOf('/utfordringsbilde.xlsx', year)} variant="secondary" download>{t('picture.xlsx')}</LinkButton>
              </ButtonRow>
            </section>
          )}
        </>
      )}
      {!scope.singly && <HowMade page={page} />}
    </Layout>
  )
}

export type ThemeView = {
  readonly scope: Scope
  readonly code: string
  readonly name: string
  readonly year: number
  readonly years: readonly (Cell & { readonly year: number })[]
  readonly now: Cell
  readonly by: Dimension
  readonly parts: readonly Part[]
  readonly units: readonly Unit[]
  readonly all: number
}

/** One theme: how it has gone, how the answers spread, what is being done, and what it is made of. */
export const ThemePage = ({ page, view }: { readonly page: PageContext; readonly view: ThemeView }) => {
  const { t } = page
  const { scope, code, name, year, years, now, by, parts, units, all } = view
  const { yearName, decimal, number, partName } = words(page)
  const path = `/utfordringsbilde/${code}`
  const label = yearName(year)
  return (
    <Layout page={page} title={name} above={t('picture.title')} back={{ href: addressOf('/utfordringsbilde', year), text: t('picture.title') }} wide>
      <Section title={t('picture.over-time')}>
        {years.some(({ figure }) => figure) && <LineChart least={1} most={5} ticks={[1, 2, 3, 4, 5]} points={everyYear(years).map(({ at, mean }) => ({ label: yearName(at), value: mean, text: mean === undefined ? '' : decimal(mean) }))} />}
        <Table caption={t('picture.over-time')} hiddenCaption rows={years} rowKey={(row) => String(row.year)} columns={[{ key: 'year', title: t('picture.year'), heading: true, cell: (row) => <a class="ds-link" href={addressOf(path, row.year, by)} {...(row.year === year ? { 'aria-current': 'true' as const } : {})}>{yearName(row.year)}</a> }, ...meanColumns(page), ...countColumns(page, scope, years)]} />
      </Section>
      {now.figure && (
        <Section title={t('picture.spread', { year: label })}>
          <ShareBar parts={spread(now.figure).map(({ key, count }, at) => ({ label: t(`picture.${key}`), value: number(count), size: count, tone: tones[at] ?? 5 }))} />
          <Table
            caption={t('picture.spread', { year: label })}
            hiddenCaption
            rows={[now.figure]}
            rowKey={() => 'spread'}
            columns={[{ key: 'year', title: t('picture.year'), heading: true, cell: () => label }, { key: 'answers', title: t('picture.answers'), numeric: true, cell: ({ atLeast }) => number(atLeast) }, ...spread(now.figure).map(({ key, count }) => ({ key, title: t(`picture.${key}`), numeric: true, cell: () => number(count) }))]}
          />
          <p class="ds-paragraph subtle">{t('picture.band.note')}</p>
        </Section>
      )}
      <Section title={t('picture.done', { year: label })}>
        <KeyFigures figures={(['need', 'guidance', 'report', 'grant'] as const).filter((source) => scope.sources.includes(source)).map((source) => ({ label: t(`picture.source.${source}`), value: countOf(page, scope, now, source), ...(now.counts[source] > 0 && all > 0 ? { note: t('picture.done.share', { share: formats(page.lang).percent(now.counts[source] / all), all: number(all) }) } : {}) }))} />
      </Section>
      {scope.dimensions.length > 0 && parts.length > 0 && (
        <Section title={t('picture.breakdown', { year: label })}>
          {!scope.singly && <p class="ds-paragraph">{t('picture.breakdown.text')}</p>}
          <Tabs label={t('picture.breakdown.label')} tabs={scope.dimensions.map((one) => ({ href: addressOf(path, year, one), text: t(`picture.by.${one}`), current: one === by }))} />
          <Table caption={t('picture.breakdown', { year: label })} hiddenCaption rows={parts} rowKey={({ part }) => part ?? '-'} columns={[{ key: 'part', title: t(`picture.by.${by}`), heading: true, cell: ({ part }) => partName(by, part, scope) }, ...meanColumns(page), ...countColumns(page, scope, parts)]} />
          <ButtonRow>
            <LinkButton href={addressOf('/utfordringsbilde.xlsx', year, by)} variant="secondary" download>{t('picture.xlsx')}</LinkButton>
          </ButtonRow>
        </Section>
      )}
      {units.length > 0 && (
        <Section title={t('picture.units', { year: label })}>
          <Table caption={t('picture.units', { year: label })} hiddenCaption rows={units} rowKey={({ id }) => id} columns={[{ key: 'name', title: t('picture.kindergarten'), heading: true, cell: ({ id, name: unit }) => <a class="ds-link" href={`/barnehager/${id}`}>{unit}</a> }, ...meanColumns(page), ...countColumns(page, scope, units)]} />
        </Section>
      )}
      {!scope.singly && <HowMade page={page} />}
    </Layout>
  )
}

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
/** A source that knows of nobody here has no column; what is being done is said by itself. */
const countColumns = (page: PageContext, scope: Scope, cells: readonly Cell[]): readonly Column<Cell>[] => scope.sources.filter((source) => source === 'staff' || cells.some(({ counts }) => counts[source] > 0)).map((source) => ({ key: source, title: page.t(`picture.source.${source}`), numeric: true, cell: (cell) => <span class="words">{countOf(page, scope, cell, source)}</span> }))

/** None is said where one sees each kindergarten; elsewhere there may be up to four. */
const countOf = (page: PageContext, scope: Scope, { counts }: Cell, source: Source): string => (counts[source] === 0 && !scope.singly ? page.t('picture.few') : words(page).number(counts[source]))

/** Also the years between that there is no figure of. */
function everyYear(years: readonly (Cell & { readonly year: number })[]): readonly { readonly at: number; readonly mean: number | undefined }[] {
  const [first, last] = [years[0]?.year ?? 0, years.at(-1)?.year ?? -1]
  return Array.from({ length: last - first + 1 }, (_, index) => ({ at: first + index, mean: years.find(({ year }) => year === first + index)?.figure?.mean }))
}
