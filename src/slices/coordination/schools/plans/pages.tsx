import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { Details } from '../../../../ui/details.tsx'
import { ErrorSummary, Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Timeline } from '../../../../ui/timeline.tsx'
import { MeetingsPart } from '../meetings/part.tsx'
import { ReflectionsPart } from '../year/part.tsx'
import { agreedWith, copiedFrom, inForceFor, linesAt, mayAct, mayTell, standingOf, waitsFor } from './rules.ts'
import { LinesPart, orgName, pathOf, PlanTag, Proposals, yearText, type PlanPart } from './shown.tsx'

/** The joint plan of a school and its kindergartens for a year. */
export const PlanPage = ({ page, view }: PlanPart) => {
  const { t } = page
  const { plan, today, me, form } = view
  const acts = me !== undefined && mayAct(plan, me, today).ok
  return (
    <Layout page={page} title={t('schools.plan.title', { year: yearText(plan.year) })} above={plan.school} intro={t('schools.plan.intro')} back={{ href: '/skole', text: t('schools.title') }} hasErrors={form.errors.length > 0} wide>
      <ErrorSummary errors={form.errors} />
      <p><PlanTag page={page} plan={plan} today={today} /></p>
      <Waiting page={page} view={view} />
      <p class="ds-paragraph">{t('schools.not-here')} <a class="ds-link" href="/veiledning/enkeltbarn">{t('schools.not-here.link')}</a></p>
      <Learned page={page} view={view} />
      <LinesPart page={page} view={view} acts={acts} />
      <MeetingsPart page={page} view={view} acts={acts} />
      <ReflectionsPart page={page} view={view} />
      <NextYear page={page} view={view} />
      <Who page={page} view={view} />
      <History page={page} view={view} />
    </Layout>
  )
}

/** What waits: for oneself a button, for others a sentence. */
const Waiting = ({ page, view }: PlanPart) => {
  const { t } = page
  const { plan, today, me, municipality } = view
  if (standingOf(plan, today) === 'over') return null
  const waits = waitsFor(plan)
  const written = linesAt(plan, plan.version).some(({ kind }) => kind !== 'goal')
  const last = plan.versions.at(-1)
  const stands = municipality && written && !plan.confirmations.some(({ orgId, version }) => orgId === plan.municipalityId && version === plan.version)
  const mine = me !== undefined && waits.includes(me) && mayAct(plan, me, today).ok
  if (!written) return mine ? <Alert kind="info"><p class="ds-paragraph">{t('schools.plan.begin-writing')}</p></Alert> : null
  return (
    <>
      {(mine || stands) && (
        <Form action={pathOf(plan.id, '/bekreftelse')}>
          <input type="hidden" name="versjon" value={plan.version} />
          <p class="ds-paragraph">{mine ? t('schools.plan.confirm.text', { version: plan.version, who: last?.org ?? '' }) : t('schools.plan.anchor.text', { version: plan.version })}</p>
          {mine && <Proposals page={page} view={view} />}
          <ButtonRow><Button variant={mine ? 'primary' : 'secondary'}>{t(mine ? 'schools.plan.confirm' : 'schools.plan.anchor', { version: plan.version })}</Button></ButtonRow>
        </Form>
      )}
      {!mine && waits.length > 0 && <Alert kind="info"><p class="ds-paragraph">{t('schools.plan.waits', { version: plan.version, who: waits.map((id) => orgName(plan, id)).join(', ') })}</p></Alert>}
    </>
  )
}

/** What both learned the year before, for those who write this one. */
const Learned = ({ page: { t }, view: { plan, before } }: PlanPart) =>
  before.reflections.length === 0 ? null : (
    <Details summary={t('schools.learned.before', { year: yearText(plan.year - 1) })} open={plan.version === 1}>
      <ul class="ds-list">{before.reflections.map((one) => <li><strong>{one.org}:</strong> <span class="kept-text">{one.learned}</span></li>)}</ul>
    </Details>
  )

const NextYear = ({ page: { t, lang }, view: { plan, today, me, next } }: PlanPart) => {
  if (me === undefined || !mayTell(plan, me).ok || inForceFor(plan, plan.schoolId) === undefined) return null
  return (
    <Section title={t('schools.copy.title')}>
      {next ? (
        <p class="ds-paragraph"><a class="ds-link" href={pathOf(next)}>{t('schools.plan.title', { year: yearText(plan.year + 1) })}</a></p>
      ) : today < copiedFrom(plan.year) ? (
        <p class="ds-paragraph subtle">{t('schools.copy.later', { day: formatDate(copiedFrom(plan.year), lang, 'long') })}</p>
      ) : (
        <Form action={pathOf(plan.id, '/kopi')}>
          <p class="ds-paragraph">{t('schools.copy.text')}</p>
          <ButtonRow><Button variant="secondary">{t('schools.copy', { year: yearText(plan.year + 1) })}</Button></ButtonRow>
        </Form>
      )}
    </Section>
  )
}

/** Who is in it, and which version is in force between each and the school. */
const Who = ({ page: { t, lang }, view: { plan, mayJoin } }: PlanPart) => {
  const behind = plan.confirmations.findLast(({ orgId }) => orgId === plan.municipalityId)
  return (
    <Section title={t('schools.plan.who')}>
      <SummaryList
        rows={[
          ...plan.kindergartens.map((one) => {
            const agreed = agreedWith(plan, one.id)
            const text = agreed === undefined ? t('schools.plan.agreed.none') : agreed === plan.version ? t('schools.plan.agreed', { version: agreed }) : t('schools.plan.agreed.earlier', { version: agreed, now: plan.version })
            return { term: one.name, value: one.joined ? text : `${text} ${t('schools.plan.left')}` }
          }),
          ...(plan.municipality ? [{ term: plan.municipality, value: behind ? t(behind.version === plan.version ? 'schools.plan.anchored' : 'schools.plan.anchored.earlier', { version: behind.version, day: formatDate(osloDate(behind.at), lang, 'long'), who: behind.by }) : t('schools.plan.anchored.not') }] : []),
        ]}
      />
      {mayJoin.map((one) => (
        <Form action={pathOf(plan.id, '/barnehager')}>
          <input type="hidden" name="barnehage" value={one.id} />
          <p class="ds-paragraph">{t('schools.plan.join.text', { kindergarten: one.name })}</p>
          <ButtonRow><Button variant="secondary">{t('schools.plan.join', { kindergarten: one.name })}</Button></ButtonRow>
        </Form>
      ))}
    </Section>
  )
}

const History = ({ page: { t }, view: { plan } }: PlanPart) => {
  const events = [
    ...plan.versions.map((one) => ({ at: one.at, text: t(`schools.plan.event.${one.what}`, { version: one.version, who: one.org }), by: one.by })),
    ...plan.confirmations.filter(({ version, orgId }) => plan.versions.every((one) => one.version !== version || one.orgId !== orgId || version === 1)).map((one) => ({ at: one.at, text: t('schools.plan.event.confirmed', { version: one.version, who: one.org }), by: one.by })),
  ].toSorted((a, b) => b.at.getTime() - a.at.getTime())
  return (
    <Details summary={t('schools.history')}>
      <Timeline label={t('schools.history')} events={events} />
    </Details>
  )
}
