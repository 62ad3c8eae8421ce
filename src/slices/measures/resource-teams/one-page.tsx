import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { contains, lastDay } from '../../../kernel/period.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { whenText } from '../hours.ts'
import { labelsOf } from './pages.tsx'
import { limits, parts, rhythms } from './rules.ts'
import type { Meeting, Member, Task, Team, Unit } from './store.ts'

export type OneView = {
  readonly team: Team
  readonly members: readonly Member[]
  readonly meetings: readonly Meeting[]
  readonly tasks: readonly Task[]
  readonly services: readonly Unit[]
  readonly today: LocalDate
  readonly planning: boolean
  readonly form: ShownForm
  /** Which of the page's forms came back. */
  readonly at?: 'member' | 'plan' | undefined
  /** Days of the plan that was just made on which nobody meets. */
  readonly leftOut?: readonly LocalDate[]
}

/** A resource team: when it meets, what is followed up, and who sits in it. */
export const ResourceTeamPage = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const { team, form, planning, tasks } = view
  const open = tasks.filter(({ doneOn }) => doneOn === undefined)
  return (
    <Layout page={page} title={t('resource.of', { kindergarten: team.kindergarten })} intro={t('resource.why')} back={{ href: '/ressursteam', text: t('resource.title') }} hasErrors={cameBack(form)} wide>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <Meetings page={page} view={view} />
      <Section title={t('resource.tasks')}>{open.length === 0 ? <p class="ds-paragraph">{t('resource.tasks.none')}</p> : <TaskTable page={page} tasks={open} today={view.today} />}</Section>
      <Roster page={page} view={view} />
      <p class="ds-paragraph">
        <a class="ds-link" href={`/ressursteam/${team.id}/motestandard`}>
          {t(planning ? 'resource.standard.open.change' : 'resource.standard.open')}
        </a>
      </p>
    </Layout>
  )
}

const Meetings = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t, lang } = page
  const { meetings, today, planning, team, leftOut = [] } = view
  const next = meetings.filter(({ startsAt }) => osloDate(startsAt) >= today)
  const past = meetings.filter((one) => !next.includes(one)).toReversed()
  return (
    <Section title={t('resource.plan')}>
      {leftOut.length > 0 && <Alert>{t('resource.plan.left-out', { days: formats(lang).list(leftOut.map((day) => formatDate(day, lang, 'long'))) })}</Alert>}
      {next.length === 0 ? <p class="ds-paragraph">{t('resource.plan.none')}</p> : <MeetingTable page={page} caption={t('resource.plan')} meetings={next} />}
      {planning && !team.closed && <PlanForm page={page} view={view} />}
      {past.length > 0 && (
        <Details summary={t('resource.plan.past', { count: past.length })}>
          <MeetingTable page={page} caption={t('resource.plan.past', { count: past.length })} meetings={past} />
        </Details>
      )}
    </Section>
  )
}

const MeetingTable = ({ page, caption, meetings }: { readonly page: PageContext; readonly caption: string; readonly meetings: readonly Meeting[] }) => {
  const { t } = page
  return (
    <Table
      caption={caption}
      hiddenCaption
      rows={meetings}
      rowKey={({ id }) => id}
      columns={[
        { key: 'when', title: t('resource.when'), heading: true, cell: (row) => <a class="ds-link" href={`/ressursteam/${row.teamId}/moter/${row.id}`}>{whenText(page, row)}</a> },
        { key: 'place', title: t('resource.plan.place'), cell: (row) => row.place || '–' },
        { key: 'state', title: t('resource.state'), cell: (row) => (row.cancelled ? <Tag>{t('resource.cancelled')}</Tag> : row.agenda === '' ? t('resource.agenda.none') : t('resource.agenda.there')) },
      ]}
    />
  )
}

const PlanForm = ({ page, view: { team, form, at } }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const here = at === 'plan'
  const typed = (name: string, otherwise = '') => (here ? form.typed[name] : otherwise)
  const error = (field: string) => (here ? errorFor(form.errors, field) : undefined)
  return (
    <Details summary={t('resource.plan.add')} open={here}>
      <p class="ds-paragraph">{t('resource.plan.text')}</p>
      <Form action={`/ressursteam/${team.id}/moter`} label={t('resource.plan.add')} leaveWarning>
        <DateField name="dato" label={t('resource.plan.first')} value={typed('dato')} error={error('dato')} />
        <RadioGroup name="rytme" label={t('resource.plan.rhythm')} value={typed('rytme', '6')} error={error('rytme')} options={rhythms.map((one) => ({ value: one, text: one === 'once' ? t('resource.rhythm.once') : t('resource.rhythm.weeks', { weeks: one }) }))} />
        <DateField name="siste" label={t('resource.plan.last')} hint={t('resource.plan.last.hint')} value={typed('siste')} error={error('siste')} mark="optional" />
        <TextField name="fra" label={t('resource.plan.from')} hint={t('resource.time.hint')} value={typed('fra', '09.00')} error={error('fra')} width={6} />
        <TextField name="til" label={t('resource.plan.to')} value={typed('til', '10.30')} error={error('til')} width={6} />
        <TextField name="sted" label={t('resource.plan.place')} value={typed('sted')} error={error('sted')} mark="optional" guard />
        <TextArea name="saker" label={t('resource.plan.agenda')} hint={t('resource.agenda.hint')} value={typed('saker')} error={error('saker')} limit={limits.agenda} rows={4} mark="optional" guard />
        {here && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
        <ButtonRow>
          <Button>{t('resource.plan.send')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

/** What has been given to whom. The team page has no buttons: a task is done where it was given. */
export const TaskTable = ({ page, tasks, today, done, caption = page.t('resource.tasks'), meetingId }: { readonly page: PageContext; readonly tasks: readonly Task[]; readonly today: LocalDate; readonly done?: (task: Task) => boolean; readonly caption?: string; /** The meeting one is looking at, when the tasks are of others. */ readonly meetingId?: string }) => {
  const { t, lang } = page
  return (
    <Table
      caption={caption}
      hiddenCaption
      rows={tasks}
      rowKey={({ id }) => id}
      columns={[
        { key: 'task', title: t('resource.task'), heading: true, cell: (row) => (done ? row.body : <a class="ds-link" href={`/ressursteam/${row.teamId}/moter/${row.meetingId}`}>{row.body}</a>) },
        { key: 'who', title: t('resource.task.who'), cell: (row) => t('resource.member.as', { name: row.member, part: t(`resource.part.${row.part}`) }) },
        { key: 'due', title: t('resource.task.due'), cell: (row) => formatDate(row.dueOn, lang, 'short') },
        {
          key: 'state',
          title: t('resource.state'),
          cell: (row) =>
            row.doneOn ? (
              t('resource.task.done', { name: row.doneBy ?? '', day: formatDate(row.doneOn, lang, 'short') })
            ) : (
              <>
                <Tag color={row.dueOn < today ? 'warning' : 'neutral'}>{t(row.dueOn < today ? 'resource.task.late' : 'resource.task.open')}</Tag>
                {done?.(row) && (
                  <Form action={`/ressursteam/${row.teamId}/oppgaver/${row.id}/utfort`}>
                    <input type="hidden" name="mote" value={meetingId ?? row.meetingId} />
                    <Button variant="tertiary" small about={row.body}>{t('resource.task.finish')}</Button>
                  </Form>
                )}
              </>
            ),
        },
      ]}
    />
  )
}

const Roster = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t, lang } = page
  const { members, today, planning, team } = view
  const now = members.filter(({ period }) => period.to === undefined || period.to > today)
  const before = members.filter((one) => !now.includes(one))
  const periodOf = ({ period }: Member) => {
    const last = lastDay(period)
    return last ? t('resource.member.period', { from: formatDate(period.from, lang, 'short'), until: formatDate(last, lang, 'short') }) : t('resource.member.since', { from: formatDate(period.from, lang, 'short') })
  }
  return (
    <Section title={t('resource.members')}>
      {now.length > 0 && (
        <Table
          caption={t('resource.members')}
          hiddenCaption
          rows={now}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('resource.member.name'), heading: true, cell: (row) => row.name },
            { key: 'part', title: t('resource.member.part'), cell: (row) => row.service ?? t(`resource.part.${row.part}`) },
            { key: 'period', title: t('resource.member.when'), cell: periodOf },
            ...(planning
              ? [
                  {
                    key: 'end',
                    title: t('resource.member.end'),
                    hiddenTitle: true,
                    cell: (row: Member) =>
                      contains(row.period, today) && row.period.to === undefined ? (
                        <Form action={`/ressursteam/${team.id}/medlemmer/${row.id}/slutt`}>
                          <Button variant="tertiary" small about={row.name}>{t('resource.member.end')}</Button>
                        </Form>
                      ) : (
                        ''
                      ),
                  },
                ]
              : []),
          ]}
        />
      )}
      {planning && <MemberForm page={page} view={view} />}
      {before.length > 0 && (
        <Details summary={t('resource.members.before', { count: before.length })}>
          <ul class="ds-list">
            {before.map((one) => (
              <li>
                {t('resource.member.as', { name: one.name, part: t(`resource.part.${one.part}`) })}. {periodOf(one)}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Section>
  )
}

const MemberForm = ({ page, view: { team, form, at, services, today } }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t, lang } = page
  const here = at === 'member'
  const typed = (name: string, otherwise = '') => (here ? form.typed[name] : otherwise)
  const error = (field: string) => (here ? errorFor(form.errors, field) : undefined)
  return (
    <Details summary={t('resource.member.add')} open={here}>
      <Form action={`/ressursteam/${team.id}/medlemmer`} label={t('resource.member.add')}>
        <TextField name="navn" label={t('resource.member.name')} hint={t('resource.member.name.hint')} value={typed('navn')} error={error('navn')} width={32} guard />
        <SelectField name="rolle" label={t('resource.member.part')} value={typed('rolle')} error={error('rolle')} options={parts.map((one) => ({ value: one, text: t(`resource.part.${one}`) }))} />
        {services.length > 0 && <SelectField name="tjeneste" label={t('resource.member.service')} hint={t('resource.member.service.hint')} empty={t('resource.member.service.none')} value={typed('tjeneste')} error={error('tjeneste')} options={services.map(({ id, name }) => ({ value: id, text: name }))} mark="optional" />}
        <DateField name="fradato" label={t('resource.member.from')} value={typed('fradato', formatDate(today, lang, 'short'))} error={error('fradato')} />
        <DateField name="tildato" label={t('resource.member.until')} value={typed('tildato')} error={error('tildato')} mark="optional" />
        {here && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
        <ButtonRow>
          <Button variant="secondary">{t('resource.member.send')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
