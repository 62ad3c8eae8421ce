import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Pages } from '../../../../kernel/paging.ts'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { ErrorSummary, Form } from '../../../../ui/form.tsx'
import type { ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Pagination } from '../../../../ui/pagination.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { hoursText } from '../meetings/part.tsx'
import { isAcross, PairTag } from '../pairs/pages.tsx'
import { isJoined, standingOf as pairStanding } from '../pairs/rules.ts'
import type { Pair } from '../pairs/store.ts'
import { pathOf, PlanTag, yearText } from '../plans/shown.tsx'
import { copiedFrom, waitsFor } from '../plans/rules.ts'
import type { JointPlan } from '../plans/store.ts'
import type { Done, urgencyOf } from './rules.ts'
import type { Kindergarten, NetworkMeeting } from './store.ts'

const NotHere = ({ page: { t } }: { readonly page: PageContext }) => <p class="ds-paragraph">{t('schools.not-here')} <a class="ds-link" href="/veiledning/enkeltbarn">{t('schools.not-here.link')}</a></p>

export type OwnView = { readonly side: 'kindergarten' | 'school'; readonly orgId: string; readonly pairs: readonly Pair[]; readonly plans: readonly JointPlan[]; /** The school's next meetings in networks of kindergartens; a kindergarten has its networks elsewhere. */ readonly networkMeetings: readonly NetworkMeeting[]; readonly year: number; readonly today: LocalDate; /** The reader acts for the organisation; a pedagogical leader reads. */ readonly acts: boolean; readonly form: ShownForm }
/** One's own: the plan of the year first, then who one works with. */
export const OwnPage = ({ page, view }: { readonly page: PageContext; readonly view: OwnView }) => {
  const { t } = page
  const { side, orgId, pairs, plans, networkMeetings, year, today, acts, form } = view
  const now = pairs.filter((pair) => ['proposed', 'later', 'running'].includes(pairStanding(pair, today)))
  const before = pairs.filter((pair) => !now.includes(pair))
  const schools = [...new Map(now.filter((pair) => isJoined(pair, today)).map((pair) => [pair.schoolId, pair.school])).entries()]
  const begins = acts ? schools.flatMap(([id, name]) => [year, ...(today >= copiedFrom(year) ? [year + 1] : [])].filter((one) => !plans.some((plan) => plan.schoolId === id && (plan.year === one || plan.year === one - 1 && one > year))).map((one) => ({ id, name, year: one }))) : []
  const shown = plans.filter((plan) => plan.year >= year)
  const past = plans.filter((plan) => plan.year < year)
  return (
    <Layout page={page} title={t('schools.title')} above={page.actor?.orgName} intro={t('schools.intro')} hasErrors={form.errors.length > 0}>
      <ErrorSummary errors={form.errors} />
      {now.length === 0 ? (
        <EmptyState title={t(side === 'school' ? 'schools.none.school' : 'schools.none.kindergarten')} action={acts && <LinkButton href="/skole/samarbeid/nytt">{t('schools.propose')}</LinkButton>}>
          <p>{t('schools.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <Section title={t('schools.plans')}>
            {shown.length === 0 && <p class="ds-paragraph">{t(acts ? 'schools.plans.none' : 'schools.plans.none.reads')}</p>}
            {shown.length > 0 && <PlanList page={page} plans={shown} orgId={orgId} today={today} />}
            {begins.map((one) => (
              <Form action="/skole/planer">
                <input type="hidden" name="skole" value={one.id} />
                <input type="hidden" name="ar" value={one.year} />
                <ButtonRow><Button variant={shown.length === 0 ? 'primary' : 'secondary'}>{t('schools.plan.begin', { year: yearText(one.year), school: one.name })}</Button></ButtonRow>
              </Form>
            ))}
          </Section>
          <Section title={t(side === 'school' ? 'schools.pairs.school' : 'schools.pairs.kindergarten')}>
            <PairList page={page} pairs={now} side={side} today={today} />
            {acts && <ButtonRow><LinkButton href="/skole/samarbeid/nytt" variant="secondary">{t('schools.propose')}</LinkButton></ButtonRow>}
          </Section>
        </>
      )}
      {networkMeetings.length > 0 && (
        <Section title={t('schools.network-meetings')}>
          <ul class="ds-list">{networkMeetings.map((one) => <li><a class="ds-link" href={`/nettverk/${one.networkId}/moter/${one.id}`}>{one.network}: {one.title}, {hoursText(page, one)}</a>{one.place && `, ${one.place}`}</li>)}</ul>
          <ButtonRow><LinkButton href="/nettverk" variant="secondary">{t('schools.networks')}</LinkButton></ButtonRow>
        </Section>
      )}
      {past.length + before.length > 0 && (
        <Details summary={t('schools.earlier')}>
          {past.length > 0 && <PlanList page={page} plans={past} orgId={orgId} today={today} />}
          {before.length > 0 && <PairList page={page} pairs={before} side={side} today={today} />}
        </Details>
      )}
      <NotHere page={page} />
    </Layout>
  )
}

const PlanList = ({ page, plans, orgId, today }: { readonly page: PageContext; readonly plans: readonly JointPlan[]; readonly orgId: string; readonly today: LocalDate }) => {
  const { t } = page
  return (
    <ul class="ds-list">
      {plans.map((plan) => (
        <li>
          <a class="ds-link" href={pathOf(plan.id)}>{t('schools.plan.of', { year: yearText(plan.year), school: plan.school })}</a> <PlanTag page={page} plan={plan} today={today} />
          {waitsFor(plan).includes(orgId) && plan.version > 1 && <span class="subtle"> {t('schools.plan.waits-you')}</span>}
        </li>
      ))}
    </ul>
  )
}
const PairList = ({ page, pairs, side, today }: { readonly page: PageContext; readonly pairs: readonly Pair[]; readonly side: 'kindergarten' | 'school'; readonly today: LocalDate }) => (
  <ul class="ds-list">
    {pairs.map((pair) => (
      <li>
        <a class="ds-link" href={`/skole/samarbeid/${pair.id}`}>{side === 'school' ? pair.kindergarten : pair.school}</a> <PairTag page={page} pair={pair} today={today} />
        {isAcross(pair) && <span class="subtle"> {side === 'school' ? pair.kindergartenPlace : pair.schoolPlace}</span>}
      </li>
    ))}
  </ul>
)

export type Row = { readonly kindergarten: Kindergarten; readonly pairs: readonly Pair[]; readonly urgency: ReturnType<typeof urgencyOf>; readonly plans: readonly { readonly plan: JointPlan; readonly agreed: boolean; readonly kindergarten: Done; readonly school: Done }[] }
export type AllView = { readonly rows: readonly Row[]; readonly paging: Pages; readonly counts: Readonly<Record<'none' | 'proposed' | 'paired', number>>; readonly plans: readonly JointPlan[]; readonly year: number; readonly today: LocalDate; readonly proposes: boolean; readonly form: ShownForm }
/** Many at once: those without a school first, then how far each has come. */
export const AllPage = ({ page, view }: { readonly page: PageContext; readonly view: AllView }) => {
  const { t } = page
  const { rows, paging, counts, plans, year, today, proposes, form } = view
  const done = ({ told, due }: Done) => (due === 0 ? t('schools.done.none') : t('schools.done', { told, due }))
  return (
    <Layout page={page} title={t('schools.title')} above={page.actor?.orgName} intro={t('schools.intro.all')} hasErrors={form.errors.length > 0} wide>
      <ErrorSummary errors={form.errors} />
      {proposes && <ButtonRow><LinkButton href="/skole/samarbeid/nytt">{t('schools.propose')}</LinkButton></ButtonRow>}
      {paging.total === 0 ? (
        <EmptyState title={t('schools.all.none')}><p>{t('schools.all.none.text')}</p></EmptyState>
      ) : (
        <>
          <p class="ds-paragraph">{t('schools.all.sum', { none: counts.none, proposed: counts.proposed, paired: counts.paired })}</p>
          <Table
            caption={t('schools.all')}
            rows={rows}
            rowKey={({ kindergarten }) => kindergarten.id}
            columns={[
              { key: 'name', title: t('schools.kindergarten'), heading: true, cell: ({ kindergarten }) => kindergarten.name },
              { key: 'ownership', title: t('schools.ownership'), cell: ({ kindergarten }) => (kindergarten.ownership ? t(`schools.ownership.${kindergarten.ownership}`) : '–') },
              { key: 'school', title: t('schools.school'), cell: ({ kindergarten, pairs }) => pairs.length > 0 ? <div>{pairs.map((pair) => <p><a class="ds-link" href={`/skole/samarbeid/${pair.id}`}>{pair.school}<span class="ds-sr-only">, {kindergarten.name}</span></a> <PairTag page={page} pair={pair} today={today} /></p>)}</div> : <div><Tag color="warning">{t('schools.no-school')}</Tag> {proposes && <a class="ds-link" href={`/skole/samarbeid/nytt?barnehage=${kindergarten.id}`}>{t('schools.propose.short')}<span class="ds-sr-only">: {kindergarten.name}</span></a>}</div> },
              { key: 'plan', title: t('schools.plan.year', { year: yearText(year) }), cell: ({ kindergarten, plans: of }) => of.length === 0 ? '–' : <div>{of.map(({ plan, agreed }) => <p><a class="ds-link" href={pathOf(plan.id)}>{t(agreed ? 'schools.plan.both' : 'schools.plan.not-both')}<span class="ds-sr-only">, {kindergarten.name}, {plan.school}</span></a></p>)}</div> },
              { key: 'kindergarten-done', title: t('schools.done.kindergarten'), cell: ({ plans: of }) => of.length === 0 ? '–' : <div>{of.map((one) => <p>{done(one.kindergarten)}</p>)}</div> },
              { key: 'school-done', title: t('schools.done.school'), cell: ({ plans: of }) => of.length === 0 ? '–' : <div>{of.map((one) => <p>{done(one.school)}</p>)}</div> },
            ]}
          />
          <Pagination current={paging.number} total={paging.count} href={(number) => `/skole?side=${number}`} />
        </>
      )}
      {plans.length > 0 && (
        <Section title={t('schools.plans.all')}>
          <ul class="ds-list">{plans.map((plan) => <li><a class="ds-link" href={pathOf(plan.id)}>{t('schools.plan.of', { year: yearText(plan.year), school: plan.school })}</a> <PlanTag page={page} plan={plan} today={today} /></li>)}</ul>
        </Section>
      )}
      <NotHere page={page} />
    </Layout>
  )
}
