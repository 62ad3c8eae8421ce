import { formatDate } from '../../../kernel/dates.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { LineChart } from '../../../ui/line-chart.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { wordsIn } from '../instruments/definition.ts'
import { ticksOf, type Group, type ScoreSet, type Series } from './rules.ts'
import { changeText, countText, endText, scoreText, trustText } from './words.ts'

type Page = { readonly page: PageContext }
export const addressOf = (kindergartenId: string, more = ''): string => `/kunnskapsgrunnlag/${kindergartenId}/kartlegginger${more}`

export type ScoresView = { readonly kindergarten: { readonly id: string; readonly name: string }; readonly groups: readonly Group[]; readonly sets: readonly ScoreSet[]; readonly mayEnter: boolean; /** The owner is told that departments are not shown. */ readonly ownerSees: boolean }

/** What has been measured elsewhere of a kindergarten and its departments, as it has gone over the years. */
export const ScoresPage = ({ page, view }: Page & { readonly view: ScoresView }) => {
  const { t, lang } = page
  const { kindergarten, groups, sets, mayEnter } = view
  return (
    <Layout page={page} title={t('scores.title')} above={kindergarten.name} intro={t('scores.intro')} back={{ href: `/kunnskapsgrunnlag/${kindergarten.id}`, text: t('needs.evidence.title') }} wide>
      {mayEnter && (
        <ButtonRow>
          <LinkButton href={addressOf(kindergarten.id, '/ny')}>{t('scores.enter')}</LinkButton>
          <LinkButton href="/kartlegginger/fil" variant="secondary">{t('scores.file')}</LinkButton>
        </ButtonRow>
      )}
      {view.ownerSees && <p class="subtle">{t('scores.owner')}</p>}
      {groups.length === 0 && <EmptyState title={t('scores.none')}>{t('scores.none.text')}</EmptyState>}
      {groups.map((group) => (
        <Section title={group.unitId === kindergarten.id ? wordsIn(group.instrument, lang) : t('scores.of', { name: wordsIn(group.instrument, lang), unit: group.unit })}>
          <Charts page={page} group={group} />
          <Numbers page={page} group={group} />
          <Sets page={page} kindergartenId={kindergarten.id} group={group} mayEnter={mayEnter} />
        </Section>
      ))}
      <Corrected page={page} sets={sets} />
    </Layout>
  )
}

/** A line for each dimension that has been measured more than once. */
const Charts = ({ page: { t, lang }, group }: Page & { readonly group: Group }) => {
  const drawn = group.series.filter(({ points }) => points.length > 1)
  if (drawn.length === 0) return null
  return (
    <div class="score-charts">
      {drawn.map(({ name, better, scale, points }) => (
        <figure class="score-chart">
          <figcaption class="ds-label">{wordsIn(name, lang)}{better === 'low' && ` ${t('scores.low')}`}</figcaption>
          <LineChart least={scale.least} most={scale.most} ticks={ticksOf(scale)} points={points.slice(-shownPoints).map(({ set, value }) => ({ label: formatDate(set.on, lang, 'short'), value, text: scoreText(value, scale.decimals, lang) }))} />
        </figure>
      ))}
    </div>
  )
}
/** As many points as there is room for on a phone. */
const shownPoints = 5

const Numbers = ({ page, group }: Page & { readonly group: Group }) => {
  const { t, lang } = page
  const days = group.sets.slice(-shownPoints)
  const several = new Set(group.series.map(({ scale }) => `${scale.least} ${scale.most}`)).size > 1
  const scaleOf = ({ scale }: Series) => t('instruments.scored.scale.text', { least: endText(scale.least, lang), most: endText(scale.most, lang) })
  const [first] = group.series
  return (
    <Table
      caption={several || !first ? t('scores.table') : t('scores.table.scale', { scale: scaleOf(first) })}
      rows={group.series}
      rowKey={({ key }) => key}
      phone="scroll"
      columns={[
        { key: 'name', title: t('instruments.scored.dimension.name'), heading: true, cell: (one) => <>{wordsIn(one.name, lang)}{several && <span class="subtle"> {scaleOf(one)}</span>}{one.better === 'low' && <span class="subtle"> {t('scores.low')}</span>}</> },
        ...days.map((set) => ({ key: set.id, title: formatDate(set.on, lang, 'short'), numeric: true, cell: (one: Series) => { const point = one.points.find((found) => found.set.id === set.id); return point ? scoreText(point.value, one.scale.decimals, lang) : '–' } })),
        ...(days.length > 1 ? [{ key: 'change', title: t('scores.change'), numeric: true, cell: (one: Series) => changeOf(one, lang) }] : []),
      ]}
    />
  )
}
function changeOf({ points, scale }: Series, lang: PageContext['lang']): string {
  const [before, last] = points.slice(-2)
  return before && last ? changeText(last.value - before.value, scale.decimals, lang) : '–'
}

/** Where the figures come from: for each day its source, how much it can bear, and who entered it. */
const Sets = ({ page, kindergartenId, group, mayEnter }: Page & { readonly kindergartenId: string; readonly group: Group; readonly mayEnter: boolean }) => {
  const { t, lang } = page
  const counted = (set: ScoreSet) => ({ answered: set.answered, counted: set.definition.counted })
  return (
    <Table
      caption={t('scores.sets')}
      rows={group.sets.toReversed()}
      rowKey={({ id }) => id}
      phone="cards"
      columns={[
        { key: 'on', title: t('scores.date'), heading: true, cell: (set) => formatDate(set.on, lang, 'long') },
        { key: 'source', title: t('scores.source'), cell: (set) => set.source },
        { key: 'count', title: t('scores.count'), cell: (set) => countText(page, counted(set)) },
        { key: 'trust', title: t('scores.trust'), cell: (set) => trustText(page, counted(set)) },
        { key: 'who', title: t('scores.who'), cell: (set) => t(set.fromFile ? 'scores.who.file' : 'scores.who.entered', { name: set.enteredBy, date: set.enteredAt }) },
        ...(mayEnter ? [{ key: 'change', title: t('scores.correct'), hiddenTitle: true, cell: (set: ScoreSet) => <a class="ds-link" href={addressOf(kindergartenId, `/${set.id}`)}>{t('scores.correct')}<span class="ds-sr-only"> {formatDate(set.on, lang, 'long')}</span></a> }] : []),
      ]}
    />
  )
}

/** What has been corrected and taken back: nothing that has been entered disappears. */
const Corrected = ({ page, sets }: Page & { readonly sets: readonly ScoreSet[] }) => {
  const { t, lang } = page
  const corrections = sets.filter(({ revision }) => revision > 1)
  if (corrections.length === 0) return null
  return (
    <Details summary={t('scores.history', { count: corrections.length })}>
      <ul class="ds-list">
        {corrections.map((set) => {
          const before = sets.find((one) => one.unitId === set.unitId && one.versionId === set.versionId && one.on === set.on && one.revision === set.revision - 1)
          return (
            <li>
              {t(Object.keys(set.scores).length === 0 ? 'scores.history.taken-back' : 'scores.history.corrected', { name: wordsIn(set.instrument, lang), unit: set.unit, on: formatDate(set.on, lang, 'long'), who: set.enteredBy, date: set.enteredAt, reason: set.reason })}{' '}
              <span class="subtle">{before && t('scores.history.before', { scores: listed(before, lang) })}</span>
            </li>
          )
        })}
      </ul>
    </Details>
  )
}
export const listed = ({ definition, scores }: Pick<ScoreSet, 'definition' | 'scores'>, lang: PageContext['lang']): string =>
  definition.dimensions.flatMap(({ key, name }) => (scores[key] === undefined ? [] : [`${wordsIn(name, lang)} ${scoreText(scores[key], definition.scale.decimals, lang)}`])).join(', ') || '–'

export type UnitRow = { readonly id: string; readonly name: string; readonly sets: number; readonly last: string | undefined }
/** The kindergartens whose scores one may see. */
export const UnitsPage = ({ page, rows, current, pages }: Page & { readonly rows: readonly UnitRow[]; readonly current: number; readonly pages: number }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('scores.title')} intro={t('scores.units.intro')}>
      <ButtonRow>
        <LinkButton href="/kartlegginger/fil">{t('scores.file')}</LinkButton>
      </ButtonRow>
      {rows.length === 0 ? (
        <EmptyState title={t('needs.evidence.list.none')} />
      ) : (
        <Table
          caption={t('scores.units')}
          rows={rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('needs.kindergarten'), heading: true, cell: (row) => <a class="ds-link" href={addressOf(row.id)}>{row.name}</a> },
            { key: 'sets', title: t('scores.units.count'), numeric: true, cell: (row) => String(row.sets) },
            { key: 'last', title: t('scores.units.last'), cell: (row) => row.last ?? '–' },
          ]}
        />
      )}
      <Pagination current={current} total={pages} href={(number) => `/kartlegginger?side=${number}`} />
    </Layout>
  )
}
