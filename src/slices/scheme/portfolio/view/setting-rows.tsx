import { formatKroner } from '../../../../kernel/money.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { ScenarioSettings } from '../points.ts'
import { groupName, measureName, type Names } from './words.tsx'

type Row = { readonly term: string; readonly value: string }

/** All that a scenario was worked out with, in words. */
export function settingRows(page: Pick<PageContext, 't' | 'lang'>, names: Names, settings: ScenarioSettings): readonly Row[] {
  const { t, lang } = page
  return [
    { term: t('portfolio.counting'), value: t(`portfolio.counting.${settings.counting}`) },
    { term: t('portfolio.weights'), value: settings.weights.map(({ code, weight }) => `${names.get(`criterion ${code}`) ?? code}: ${weight}`).join(' · ') },
    { term: t('portfolio.steps'), value: settings.steps.map((step) => `${step} %`).join(' · ') },
    { term: t('portfolio.least'), value: formatKroner(settings.least, lang) },
    ...settings.frames.map(({ year, frame, committed }) => ({ term: t('portfolio.frame', { year: String(year) }), value: t('portfolio.frame.value', { frame: formatKroner(frame, lang), committed: formatKroner(committed, lang) }) })),
    ...settings.fairness.map(({ group, measure, least, most }) => ({ term: t('portfolio.fairness.term', { group: groupName(page, names, group), measure: measureName(page, measure) }), value: [...(least === undefined ? [] : [t('portfolio.fairness.least', { percent: least })]), ...(most === undefined ? [] : [t('portfolio.fairness.most', { percent: most })])].join(' · ') })),
    ...settings.capacities.map(({ university, year, unit, most }) => ({ term: t('portfolio.capacity.year', { university: names.get(university) ?? t('portfolio.unknown'), year: String(year) }), value: t(`portfolio.amount.${unit}`, { count: most }) })),
  ]
}
