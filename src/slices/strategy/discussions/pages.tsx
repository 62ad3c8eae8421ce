import type { Role } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Agenda } from './agenda/part.tsx'
import type { Point } from './agenda/rules.ts'
import { AgreementList } from './agreements/part.tsx'
import type { Agreement } from './agreements/rules.ts'
import { groups, roleOf, type Party } from './invited/rules.ts'
import type { Minutes } from './minutes/rules.ts'
import { StandingTag } from './shown/parts.tsx'
import { Papers } from './papers/part.tsx'
import type { Paper } from './papers/store.ts'
import { calls, isBegun, standingOf, type Discussion, type Standing } from './rules.ts'
import { labelsOf, pathOf, whenText } from './shown/words.ts'

type Page = { readonly page: PageContext }
export type ListView = { readonly meetings: readonly Discussion[]; readonly calls: boolean; readonly prepares: boolean; readonly now: Date }
/** The meetings one prepares or is invited to: what is to come first. */
export const ListPage = ({ page, view: { meetings, calls: mayCall, prepares, now } }: Page & { readonly view: ListView }) => {
  const { t } = page
  const isPast = (one: Discussion) => ['over', 'cancelled'].includes(standingOf(one, now))
  const coming = meetings.filter((one) => !isPast(one)).toReversed()
  const past = meetings.filter(isPast)
  const newButton = <LinkButton href="/droftinger/ny">{t('discussions.new')}</LinkButton>
  return (
    <Layout page={page} title={t('discussions.title')} intro={t(prepares ? 'discussions.intro.prepare' : 'discussions.intro.invited')}>
      {mayCall && meetings.length > 0 && <ButtonRow>{newButton}</ButtonRow>}
      {meetings.length === 0 && <EmptyState title={t('discussions.none')} action={mayCall && newButton}><p>{t(mayCall ? 'discussions.none.call' : prepares ? 'discussions.none.prepare' : 'discussions.none.invited')}</p></EmptyState>}
      {coming.length > 0 && <MeetingTable page={page} caption={t('discussions.coming')} rows={coming} now={now} />}
      {past.length > 0 && <MeetingTable page={page} caption={t('discussions.past')} rows={past} now={now} />}
    </Layout>
  )
}
const MeetingTable = ({ page, caption, rows, now }: Page & { readonly caption: string; readonly rows: readonly Discussion[]; readonly now: Date }) => {
  const { t } = page
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', title: t('discussions.meeting'), heading: true, cell: (one) => <a class="ds-link" href={pathOf(one.id)}>{one.title}</a> },
        { key: 'when', title: t('discussions.when'), cell: (one) => whenText(page, one) },
        { key: 'municipality', title: t('quality.municipality'), cell: (one) => one.municipality },
        { key: 'standing', title: t('discussions.standing'), cell: (one) => <StandingTag page={page} standing={standingOf(one, now)} /> },
      ]}
    />
  )
}

export type MeetingView = {
  readonly meeting: Discussion
  readonly standing: Standing
  readonly points: readonly Point[]
  readonly parties: readonly Party[]
  readonly papers: readonly Paper[]
  readonly agreements: readonly Agreement[]
  readonly minutes: readonly Minutes[]
  readonly role: Role
  readonly today: LocalDate
  readonly now: Date
  readonly form: ShownForm
  /** Which of the page's forms came back. */
  readonly at: string
}
type Part = Page & { readonly view: MeetingView }

/** A meeting: when and why, the agenda, papers, who is invited, and what came of it. One main action: the next step of whoever looks. */
export const MeetingPage = ({ page, view }: Part) => {
  const { t } = page
  const { meeting, standing, parties, form, agreements, today } = view
  return (
    <Layout page={page} title={t('discussions.page', { title: meeting.title, day: whenText(page, meeting) })} heading={meeting.title} above={meeting.municipality} intro={meeting.purpose} back={{ href: '/droftinger', text: t('discussions.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <SummaryList
        rows={[
          { term: t('discussions.when'), value: whenText(page, meeting) },
          { term: t('discussions.where'), value: <>{meeting.place}{meeting.place && meeting.link ? ' · ' : ''}{meeting.link && <a class="ds-link" href={meeting.link} rel="noreferrer">{t('discussions.link.open')}</a>}</> },
          { term: t('discussions.standing'), value: <StandingTag page={page} standing={standing} /> },
          { term: t('discussions.called-by'), value: meeting.calledBy },
        ]}
      />
      <NextStep page={page} view={view} />
      <Agenda page={page} view={view} />
      {agreements.length > 0 && <Section title={t('discussions.agreements')} id="avtaler"><AgreementList page={page} agreements={agreements} today={today} /></Section>}
      <Papers page={page} view={view} />
      <Invited page={page} meeting={meeting} parties={parties} />
      {meeting.led && standing !== 'cancelled' && standing !== 'over' && <Changes page={page} view={view} />}
    </Layout>
  )
}

/** What whoever looks does next. */
const NextStep = ({ page: { t }, view: { meeting, standing, points, parties, minutes, role, today, now } }: Part) => {
  const last = minutes.find(({ state }) => state !== 'withdrawn')
  const toMinutes = (text: string, secondary = false) => <LinkButton href={pathOf(meeting.id, '/referat')} {...(secondary ? { variant: 'secondary' as const } : {})}>{text}</LinkButton>
  if (standing === 'cancelled') return <Alert kind="warning"><p class="ds-paragraph">{t('discussions.because.cancelled')}</p></Alert>
  if (!meeting.led) return last ? <ButtonRow>{toMinutes(t(last.state === 'approved' ? 'discussions.minutes.read' : 'discussions.minutes.read.before'))}</ButtonRow> : null
  const invited = parties.filter(({ removed }) => !removed).length
  const unsent = !meeting.sentAt && meeting.endsAt > now
  if (isBegun(meeting, today) && !unsent) return (
    <ButtonRow>
      {meeting.writing && points.length > 0 && <LinkButton href={pathOf(meeting.id, '/mote')}>{t('discussions.held.open')}</LinkButton>}
      {toMinutes(t('discussions.minutes'), meeting.writing && points.length > 0)}
    </ButtonRow>
  )
  if (!unsent) return null
  return (
    <Alert kind="info" title={t('discussions.send.title')}>
      <p class="ds-paragraph">{t(points.length === 0 ? 'discussions.send.no-points' : invited === 0 ? 'discussions.send.nobody' : 'discussions.send.ready', { count: invited })}</p>
      {invited === 0 ? <ButtonRow><LinkButton href={pathOf(meeting.id, '/inviterte')}>{t('discussions.invite')}</LinkButton></ButtonRow> : calls(role) ? (
        <Form action={pathOf(meeting.id, '/invitasjon')} label={t('discussions.send')}><ButtonRow><Button>{t('discussions.send')}</Button></ButtonRow></Form>
      ) : <p class="ds-paragraph">{t('discussions.because.only-caller')}</p>}
      {isBegun(meeting, today) && points.length > 0 && <ButtonRow><LinkButton href={pathOf(meeting.id, '/mote')} variant="secondary">{t('discussions.held.open')}</LinkButton></ButtonRow>}
    </Alert>
  )
}

const Invited = ({ page, meeting, parties }: Page & { readonly meeting: Discussion; readonly parties: readonly Party[] }) => {
  const { t } = page
  const asked = groups.map((group) => ({ group, those: parties.filter(({ removed, role }) => !removed && role === roleOf[group]) })).filter(({ those }) => those.length > 0)
  return (
    <Section title={t('discussions.invited')} id="inviterte">
      {asked.length === 0 ? <p class="ds-paragraph subtle">{t('discussions.invited.none')}</p> : (
        <ul class="ds-list">{asked.map(({ group, those }) => <li><strong>{t(`discussions.invited.${group}`, { count: those.length })}</strong>: {those.map(({ org }) => org).join(', ')}</li>)}</ul>
      )}
      {meeting.led && !meeting.cancelledAt && <ButtonRow><LinkButton href={pathOf(meeting.id, '/inviterte')} variant="secondary" small>{t('discussions.invite')}</LinkButton></ButtonRow>}
    </Section>
  )
}

const Changes = ({ page: { t }, view: { meeting, role, now } }: Part) => (
  <Section title={t('discussions.changes')} id="endringer">
    <ButtonRow><LinkButton href={pathOf(meeting.id, '/endring')} variant="secondary">{t('discussions.change')}</LinkButton></ButtonRow>
    {calls(role) && meeting.startsAt > now && (
      <Details summary={t('discussions.call-off')}>
        <p class="ds-paragraph">{t('discussions.call-off.text')}</p>
        <Form action={pathOf(meeting.id, '/avlysning')} label={t('discussions.call-off')}><ButtonRow><Button variant="secondary" danger>{t('discussions.call-off')}</Button></ButtonRow></Form>
      </Details>
    )}
  </Section>
)
