import { formatKroner, ore, sumOre } from '../../../../kernel/money.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { levelsOf, limitsOf, modelVersion, prepare, usageOf, worthOf } from '../model.ts'
import { exampleDelivered, exampleLimits, exampleReport, exampleSettings, exampleWeights, smallRound } from '../change/examples.ts'
import { pointsOf } from '../points.ts'
import { NeverDecides } from './list.tsx'
import { limitName, type Names } from './words.tsx'

type Props = { readonly page: PageContext; readonly round: { readonly id: string; readonly title: string }; readonly criteria: readonly { readonly code: string; readonly name: string; readonly weight: number }[]; readonly scale: number }

/** How it is worked out, in words and with examples that the same functions have reckoned: a change of the reckoning changes this page. */
export const HowPage = ({ page, round, criteria, scale }: Props) => {
  const { t, lang } = page
  const levels = levelsOf(exampleReport, exampleSettings)
  const names: Names = new Map()
  const small = prepare(smallRound)
  const choices = [[], ['a'], ['b'], ['c'], ['a', 'b'], ['a', 'c'], ['b', 'c'], ['a', 'b', 'c']].map((ids) => {
    const portfolio = new Map(ids.map((id) => [id, 100]))
    const used = usageOf(small, portfolio)[0] ?? 0
    return { ids, worth: worthOf(small, portfolio), used, within: used <= (small.limits[0]?.most ?? 0) }
  })
  const best = Math.max(...choices.filter(({ within }) => within).map(({ worth }) => worth))
  return (
    <Layout page={page} title={t('portfolio.how.title')} above={round.title} intro={t('portfolio.how.intro', { version: modelVersion })} back={{ href: `/runder/${round.id}/fordeling`, text: t('portfolio.title') }}>
      <NeverDecides page={page} roundId={round.id} />
      <Section title={t('portfolio.how.points')}>
        <p class="ds-paragraph">{t('portfolio.how.points.text', { scale })}</p>
        {criteria.length > 0 && <Table caption={t('portfolio.how.weights')} rows={criteria} rowKey={({ code }) => code} columns={[{ key: 'name', title: t('portfolio.how.criterion'), heading: true, cell: ({ name }) => name }, { key: 'weight', title: t('portfolio.how.weight'), numeric: true, cell: ({ weight }) => String(weight) }]} />}
        <p class="ds-paragraph">{t('portfolio.how.points.example', { one: exampleDelivered[0]?.map(({ points }) => points).join(' / ') ?? '', other: exampleDelivered[1]?.map(({ points }) => points).join(' / ') ?? '', weights: exampleWeights.map(({ weight }) => weight).join(' / '), points: pointsOf(exampleDelivered, exampleWeights, 4) ?? 0 })}</p>
      </Section>
      <Section title={t('portfolio.how.grants')}>
        <p class="ds-paragraph">{t('portfolio.how.grants.text')}</p>
        <Table
          caption={t('portfolio.how.grants.example', { asked: formatKroner(sumOre(exampleReport.asked.map((line) => line.ore)), lang), points: exampleReport.points ?? 0 })}
          rows={levels}
          rowKey={({ percent }) => String(percent)}
          columns={[
            { key: 'percent', title: t('portfolio.how.part'), heading: true, cell: ({ percent }) => `${percent} %` },
            { key: 'total', title: t('portfolio.given'), numeric: true, cell: ({ total }) => formatKroner(total, lang) },
            { key: 'value', title: t('portfolio.how.value'), numeric: true, cell: ({ value }) => String(value) },
          ]}
        />
      </Section>
      <Section title={t('portfolio.how.limits')}>
        <p class="ds-paragraph">{t('portfolio.how.limits.text')}</p>
        <ul class="ds-list">
          {limitsOf(exampleLimits).map(({ of, unit, least, most }) => (
            <li>{t('portfolio.how.limit', { limit: limitName(page, names, of), amount: unit === 'ore' ? formatKroner(ore(most ?? least ?? 0), lang) : t(`portfolio.amount.${unit}`, { count: most ?? least ?? 0 }) })}</li>
          ))}
        </ul>
      </Section>
      <Section title={t('portfolio.how.choice')}>
        <p class="ds-paragraph">{t('portfolio.how.choice.text')}</p>
        <Table
          caption={t('portfolio.how.choice.example', { frame: formatKroner(ore(small.limits[0]?.most ?? 0), lang) })}
          rows={choices}
          rowKey={({ ids }) => ids.join('') || '-'}
          columns={[
            { key: 'ids', title: t('portfolio.how.choice.reports'), heading: true, cell: ({ ids }) => (ids.length === 0 ? t('portfolio.how.choice.none') : ids.map((id) => id.toUpperCase()).join(', ')) },
            { key: 'used', title: t('portfolio.given'), numeric: true, cell: ({ used }) => formatKroner(ore(used), lang) },
            { key: 'worth', title: t('portfolio.worth'), numeric: true, cell: ({ worth }) => String(worth) },
            { key: 'verdict', title: t('portfolio.how.verdict'), cell: ({ within, worth }) => t(!within ? 'portfolio.how.verdict.over' : worth === best ? 'portfolio.how.verdict.best' : 'portfolio.how.verdict.less') },
          ]}
        />
        <p class="ds-paragraph">{t('portfolio.how.equal')}</p>
      </Section>
      <Section title={t('portfolio.how.people')}>
        <p class="ds-paragraph">{t('portfolio.how.people.text')}</p>
      </Section>
    </Layout>
  )
}
