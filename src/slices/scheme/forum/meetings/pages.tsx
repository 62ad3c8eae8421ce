import { formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { CheckboxGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { ErrorSummary, errorFor, Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { ItemReport } from '../items/store.ts'
import type { Member } from '../members/rules.ts'
import type { Forum } from '../members/store.ts'
import { itemTitle, ItemTag, MeetingTag } from '../words.tsx'
import { RoomAside, type RoomFacts } from '../reach/aside.tsx'
import { isOver, type MeetingStep } from './rules.ts'
import type { Attendance, Guest, Item, Meeting } from './store.ts'

export type RoomProps = {
  readonly page: PageContext
  readonly forum: Forum
  readonly meeting: Meeting
  readonly members: readonly Member[]
  readonly own: Member | undefined
  readonly attendance: readonly Attendance[]
  readonly guests: readonly Guest[]
  readonly items: readonly (Item & { readonly reports: readonly ItemReport[] })[]
  /** Numbers of items the actor has a tie to. */
  readonly hidden: readonly number[]
  /** Reports the actor has not answered about. */
  readonly undeclared: number
  readonly quorum: { readonly present: number; readonly needed: number }
  readonly runs: boolean
  readonly facts: RoomFacts
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** The decision room: what to do now, the agenda, who is here, and always the money and who is missing. */
export const RoomPage = (props: RoomProps) => {
  const { page, forum, meeting, errors } = props
  const { t, lang } = page
  return (
    <Layout page={page} wide title={meeting.title} above={forum.name} back={{ href: `/forum/${forum.id}`, text: forum.name }} intro={`${formatDateTime(meeting.startsAt, lang)}${meeting.place ? `, ${meeting.place}` : ''}. ${meeting.roundTitle}.`} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <div class="forum-room">
        <div class="case-now">
          <p>
            <MeetingTag page={page} state={meeting.state} /> {meeting.state !== 'planned' && t('forum.quorum.now', { present: props.quorum.present, needed: props.quorum.needed })}
          </p>
          <Now {...props} />
          <Section title={t('forum.agenda')}>
            <Agenda {...props} />
          </Section>
          <Section title={t(meeting.state === 'planned' ? 'forum.attendance.called' : 'forum.attendance')}>
            <AttendanceList {...props} />
          </Section>
          <Section title={t('forum.guests')}>
            <Guests {...props} />
          </Section>
        </div>
        <RoomAside page={page} facts={props.facts} />
      </div>
    </Layout>
  )
}

const path = ({ forum, meeting }: Pick<RoomProps, 'forum' | 'meeting'>) => `/forum/${forum.id}/moter/${meeting.id}`
const nextStep: Readonly<Partial<Record<Meeting['state'], Exclude<MeetingStep, 'resume' | 'lock' | 'cancel'>>>> = { planned: 'call', called: 'open', open: 'close' }

/** One thing to do: a member answers about impartiality and says they have come; the secretary takes the meeting on. */
const Now = (props: RoomProps) => {
  const { page, meeting, own, attendance, runs, undeclared } = props
  const { t } = page
  const here = attendance.some((one) => one.memberId === own?.id && one.present)
  const step = nextStep[meeting.state]
  // Nobody is called to a meeting about nothing: the agenda comes first.
  const bare = meeting.state === 'planned' && props.items.length + props.hidden.length === 0
  return (
    <>
      {undeclared > 0 && own && (
        <Alert kind="warning" title={t('impartiality.waiting', { count: undeclared })}>
          {own.votes && <p class="ds-paragraph">{t('impartiality.waiting.text')}</p>}
          <ButtonRow>
            <LinkButton href={`/forum/${props.forum.id}/habilitet/${meeting.roundId}`}>{t('impartiality.answer')}</LinkButton>
          </ButtonRow>
        </Alert>
      )}
      {own && !here && (meeting.state === 'called' || meeting.state === 'open') && (
        <Form action={`${path(props)}/her`} label={t('forum.here')}>
          <Button variant={undeclared > 0 || (runs && meeting.state === 'called') ? 'secondary' : 'primary'}>{t('forum.here')}</Button>
        </Form>
      )}
      {own && here && meeting.state !== 'locked' && meeting.state !== 'cancelled' && <p class="ds-paragraph">{t('forum.here.noted')}</p>}
      {runs && step && (
        <Form action={`${path(props)}/trinn`} label={t(`forum.step.${step}`)}>
          <input type="hidden" name="trinn" value={step} />
          <p class="ds-paragraph">{t(`forum.step.${step}.text`)}</p>
          <ButtonRow>
            <Button variant={meeting.state === 'open' || bare || (own && undeclared > 0) ? 'secondary' : 'primary'}>{t(`forum.step.${step}`)}</Button>
            {meeting.state !== 'open' && <LinkButton href={`${path(props)}/endring`} variant="tertiary">{t('forum.meeting.change')}</LinkButton>}
          </ButtonRow>
        </Form>
      )}
      {meeting.state === 'cancelled' && <p class="ds-paragraph">{t('forum.meeting.cancelled')}</p>}
      {(meeting.state === 'called' || meeting.state === 'cancelled') && (
        <p class="ds-paragraph">
          <a class="ds-link" href={`${path(props)}/kalender.ics`}>
            {t('forum.meeting.calendar')}
          </a>
        </p>
      )}
      {(own ? undeclared === 0 : runs) && !isOver(meeting.state) && (
        <p class="ds-paragraph">
          <a class="ds-link" href={`/forum/${props.forum.id}/habilitet/${meeting.roundId}`}>
            {t('impartiality.see')}
          </a>
        </p>
      )}
      {runs && (meeting.state === 'planned' || meeting.state === 'called') && (
        <Details summary={t('forum.step.cancel')}>
          <Form action={`${path(props)}/trinn`} label={t('forum.step.cancel')}>
            <input type="hidden" name="trinn" value="cancel" />
            <p class="ds-paragraph">{t('forum.step.cancel.text')}</p>
            <Button variant="secondary">{t('forum.step.cancel')}</Button>
          </Form>
        </Details>
      )}
      {(meeting.state === 'closed' || meeting.state === 'locked') && (
        <ButtonRow>
          <LinkButton href={`${path(props)}/referat`}>{t('forum.minutes.read')}</LinkButton>
        </ButtonRow>
      )}
      {runs && meeting.state === 'closed' && (
        <Form action={`${path(props)}/trinn`} label={t('forum.step.resume')}>
          <input type="hidden" name="trinn" value="resume" />
          <Button variant="tertiary">{t('forum.step.resume')}</Button>
        </Form>
      )}
    </>
  )
}

const Agenda = (props: RoomProps) => {
  const { page, items, hidden, runs, meeting } = props
  const { t } = page
  const change = runs && !isOver(meeting.state)
  return (
    <>
      {items.length === 0 ? (
        <p class="ds-paragraph">{t('forum.agenda.none')}</p>
      ) : (
        <Table
          caption={t('forum.agenda')}
          hiddenCaption
          rows={items}
          rowKey={({ id }) => id}
          columns={[
            { key: 'title', title: t('forum.item'), heading: true, cell: (row) => <a class="ds-link" href={`${path(props)}/saker/${row.id}`}>{itemTitle(page, row)}</a> },
            { key: 'who', title: t('forum.applicant'), cell: (row) => [...new Set(row.reports.map(({ leadName }) => leadName))].join(', ') || '–' },
            { key: 'state', title: t('forum.item.state'), cell: (row) => <ItemTag page={page} state={row.state} /> },
          ]}
        />
      )}
      {hidden.length > 0 && <p class="ds-paragraph">{t('impartiality.hidden', { numbers: hidden.join(', '), count: hidden.length })}</p>}
      {change && (
        <ButtonRow>
          <LinkButton href={`${path(props)}/dagsorden`} variant={meeting.state === 'planned' && items.length + hidden.length === 0 && !(props.own && props.undeclared > 0) ? 'primary' : 'secondary'}>
            {t('forum.agenda.add')}
          </LinkButton>
        </ButtonRow>
      )}
    </>
  )
}

const AttendanceList = (props: RoomProps) => {
  const { page, members, attendance, runs, meeting } = props
  const { t } = page
  const present = new Set(attendance.filter((one) => one.present).map(({ memberId }) => memberId))
  const line = (one: Member) => `${one.name}, ${one.orgName}${one.votes ? '' : ` (${t('forum.voteless')})`}`
  if (members.length === 0) return <p class="ds-paragraph">{t('forum.members.none')}</p>
  if (!runs || (meeting.state !== 'called' && meeting.state !== 'open')) {
    return (
      <ul class="ds-list">
        {members.map((one) => (
          <li>
            {line(one)}
            {meeting.state !== 'planned' && `: ${t(present.has(one.id) ? 'forum.present' : 'forum.absent')}`}
          </li>
        ))}
      </ul>
    )
  }
  return (
    <Form action={`${path(props)}/oppmote`} label={t('forum.attendance')}>
      <CheckboxGroup name="tilstede" label={t('forum.attendance.label')} options={members.map((one) => ({ value: one.id, text: line(one) }))} values={[...present]} />
      <ButtonRow>
        <Button variant="secondary">{t('forum.attendance.save')}</Button>
      </ButtonRow>
    </Form>
  )
}

const Guests = (props: RoomProps) => {
  const { page, guests, runs, meeting, errors, typed } = props
  const { t } = page
  const change = runs && !isOver(meeting.state)
  return (
    <>
      {guests.length === 0 ? (
        <p class="ds-paragraph">{t('forum.guests.none')}</p>
      ) : (
        <ul class="ds-list">
          {guests.map((guest) => (
            <li>
              {guest.name}
              {guest.from && `, ${guest.from}`}
              {change && (
                <Form action={`${path(props)}/gjester/${guest.id}/fjern`} label={guest.name}>
                  <Button small variant="tertiary" about={guest.name}>
                    {t('forum.guest.remove')}
                  </Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {change && (
        <Details summary={t('forum.guest.add')} open={errors.some(({ field }) => field === 'gjest')}>
          <p class="ds-paragraph">{t('forum.guests.text')}</p>
          <Form action={`${path(props)}/gjester`} label={t('forum.guest.add')}>
            <TextField name="gjest" label={t('forum.guest.name')} value={typed['gjest']} error={errorFor(errors, 'gjest')} autocomplete="off" />
            <TextField name="fra" label={t('forum.guest.from')} value={typed['fra']} error={errorFor(errors, 'fra')} mark="optional" />
            <Button variant="secondary">{t('forum.guest.add')}</Button>
          </Form>
        </Details>
      )}
    </>
  )
}
