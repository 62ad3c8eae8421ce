import { formatDate } from '../../../../kernel/dates.ts'
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Card, CardGrid } from '../../../../ui/card.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { orgName, pathOf, type PlanPart } from '../plans/shown.tsx'
import { inForceFor, mayTell, partiesOf } from '../plans/rules.ts'
import { reflectFrom } from './rules.ts'

/** What each learned of the year, and who has not said it. */
export const ReflectionsPart = ({ page, view: { plan, reflections, me, today } }: PlanPart) => {
  const { t, lang } = page
  const from = reflectFrom(plan.year)
  const silent = partiesOf(plan).filter((id) => reflections.every(({ orgId }) => orgId !== id))
  const writes = me !== undefined && today >= from && mayTell(plan, me).ok && inForceFor(plan, me) !== undefined
  return (
    <Section title={t('schools.reflection')}>
      {reflections.length > 0 && (
        <CardGrid>
          {reflections.map((one) => (
            <Card title={one.org} level={3}>
              <SummaryList rows={[{ term: t('schools.reflection.worked'), value: <span class="kept-text">{one.worked}</span> }, { term: t('schools.reflection.learned'), value: <span class="kept-text">{one.learned}</span> }]} />
            </Card>
          ))}
        </CardGrid>
      )}
      {today < from ? <p class="ds-paragraph subtle">{t('schools.reflection.later', { day: formatDate(from, lang, 'long') })}</p> : silent.length > 0 && <p class="ds-paragraph subtle">{t('schools.reflection.waits', { who: silent.map((id) => orgName(plan, id)).join(', ') })}</p>}
      {writes && <ButtonRow><LinkButton href={pathOf(plan.id, '/tilbakeblikk')} variant="secondary">{t(silent.includes(me) ? 'schools.reflection.write' : 'schools.reflection.change')}</LinkButton></ButtonRow>}
    </Section>
  )
}
