import { formatClock, formatDate, formatDateTime, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { contains } from '../../../kernel/period.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { NamedTheme } from '../measures/store.ts'
import { themeText } from '../networks/pages.tsx'
import { TaskTable } from './one-page.tsx'
import { whenText } from '../hours.ts'
import { labelsOf } from './pages.tsx'
import { limits } from './rules.ts'
import type { Meeting, Member, Minutes, Standard, Task, Team } from './store.ts'

export type MeetingView = {
  readonly team: Team
  readonly meeting: Meeting
  readonly standard: Standard | undefined
  readonly members: readonly Member[]
  readonly tasks: readonly Task[]
  /** What is still open from earlier meetings, for a meeting from today on. */
  readonly remaining: readonly Task[]
  readonly minutes: Minutes | undefined
  readonly themes: readonly NamedTheme[]
  readonly today: LocalDate
  readonly planning: boolean
  readonly writing: boolean
  /** May say that this task is done. */
  readonly finishes: (task: Task) => boolean
  readonly form: ShownForm
  readonly at?: 'meeting' | 'minutes' | 'task' | undefined
  readonly chosen: readonly string[] | undefined
  readonly startKey: string
}

/** One meeting: agenda by the standard, minutes of themes, and what is followed up. */
export const ResourceMeetingPage = ({ page, view }: { readonly page: PageContext; readonly view: MeetingView }) => {
  const { t } = page
  const { team, meeting, form, planning, writing, today, tasks, standard } = view
  const day = osloDate(meeting.startsAt)
  const title = t('resource.meeting.title', { when: formatDateTime(meeting.startsAt, page.lang), kindergarten: team.kindergarten })
  return (
    <Layout page={page} title={title} heading={t('resource.meeting', { when: formatDate(day, page.lang, 'long') })} above={t('resource.of', { kindergarten: team.kindergarten })} intro={t('resource.why')} back={{ href: `/ressursteam/${team.id}`, text: t('resource.of', { kindergarten: team.kindergarten }) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <SummaryList
        rows={[
          { term: t('resource.when'), value: whenText(page, meeting) },
          ...(meeting.cancelled ? [{ term: t('resource.state'), value: <Tag>{t('resource.cancelled')}</Tag> }] : []),
          { term: t('resource.plan.place'), value: meeting.place || '–' },
        ]}
      />
      <Section title={t('resource.plan.agenda')}>
        <p class="ds-paragraph kept-text">{meeting.agenda || t('resource.agenda.none')}</p>
        {standard && (
          <Details summary={t('resource.standard.now', { version: standard.version })}>
            <p class="ds-paragraph kept-text">{standard.body}</p>
          </Details>
        )}
        {planning && !meeting.cancelled && day >= today && <ChangeForm page={page} view={view} />}
      </Section>
      {view.remaining.length > 0 && (
        <Section title={t('resource.tasks.remaining')} id="fra-for">
          <TaskTable page={page} tasks={view.remaining} today={today} done={view.finishes} caption={t('resource.tasks.remaining')} meetingId={meeting.id} />
        </Section>
      )}
      <Section title={t('resource.tasks')} id="oppgaver">
        {tasks.length === 0 ? <p class="ds-paragraph">{t('resource.tasks.none')}</p> : <TaskTable page={page} tasks={tasks} today={today} done={view.finishes} />}
        {planning && !meeting.cancelled && <TaskForm page={page} view={view} />}
      </Section>
      {writing && !meeting.cancelled && <MinutesPart page={page} view={view} />}
      {planning && !meeting.cancelled && day >= today && (
        <Section title={t('resource.cancel')}>
          <Details summary={t('resource.cancel.open')}>
            <p class="ds-paragraph">{t('resource.cancel.text')}</p>
            <Form action={`/ressursteam/${team.id}/moter/${meeting.id}/avlysning`}>
              <ButtonRow>
                <Button variant="secondary" danger>{t('resource.cancel')}</Button>
              </ButtonRow>
            </Form>
          </Details>
        </Section>
      )}
    </Layout>
  )
}

type Part = { readonly page: PageContext; readonly view: MeetingView }
const fieldsOf = ({ form, at }: MeetingView, which: MeetingView['at']) => ({
  here: at === which,
  typed: (name: string, otherwise: string) => (at === which ? form.typed[name] : otherwise),
  error: (field: string) => (at === which ? errorFor(form.errors, field) : undefined),
})

const ChangeForm = ({ page, view }: Part) => {
  const { t, lang } = page
  const { team, meeting, form } = view
  const { here, typed, error } = fieldsOf(view, 'meeting')
  return (
    <Details summary={t('resource.meeting.change')} open={here}>
      <Form action={`/ressursteam/${team.id}/moter/${meeting.id}`} label={t('resource.meeting.change')} leaveWarning>
        <input type="hidden" name="versjon" value={typed('versjon', String(meeting.version))} />
        <TextArea name="saker" label={t('resource.plan.agenda')} hint={t('resource.agenda.hint')} value={typed('saker', meeting.agenda)} error={error('saker')} limit={limits.agenda} rows={6} mark="optional" guard />
        <DateField name="dato" label={t('resource.meeting.day')} value={typed('dato', formatDate(osloDate(meeting.startsAt), lang, 'short'))} error={error('dato')} />
        <TextField name="fra" label={t('resource.plan.from')} hint={t('resource.time.hint')} value={typed('fra', formatClock(meeting.startsAt, lang))} error={error('fra')} width={6} />
        <TextField name="til" label={t('resource.plan.to')} value={typed('til', formatClock(meeting.endsAt, lang))} error={error('til')} width={6} />
        <TextField name="sted" label={t('resource.plan.place')} value={typed('sted', meeting.place)} error={error('sted')} mark="optional" guard />
        {here && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
        <ButtonRow>
          <Button>{t('resource.meeting.save')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

const TaskForm = ({ page, view }: Part) => {
  const { t } = page
  const { team, meeting, members, today, form } = view
  const { here, typed, error } = fieldsOf(view, 'task')
  const now = members.filter(({ period }) => contains(period, today))
  return (
    <Details summary={t('resource.task.add')} open={here}>
      <Form action={`/ressursteam/${team.id}/moter/${meeting.id}/oppgaver`} label={t('resource.task.add')}>
        <input type="hidden" name="nokkel" value={view.startKey} />
        <TextField name="oppgave" label={t('resource.task.text')} hint={t('resource.task.hint')} value={typed('oppgave', '')} error={error('oppgave')} guard />
        <SelectField name="hvem" label={t('resource.task.who')} value={typed('hvem', '')} error={error('hvem')} options={now.map((one) => ({ value: one.id, text: t('resource.member.as', { name: one.name, part: t(`resource.part.${one.part}`) }) }))} />
        <DateField name="frist" label={t('resource.task.due')} value={typed('frist', '')} error={error('frist')} />
        {here && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
        <ButtonRow>
          <Button variant="secondary">{t('resource.task.send')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

const MinutesPart = ({ page, view }: Part) => {
  const { t, lang } = page
  const { team, meeting, minutes, themes, today, form, chosen } = view
  const { here, typed, error } = fieldsOf(view, 'minutes')
  if (osloDate(meeting.startsAt) > today) return null
  return (
    <Section title={t('resource.minutes')}>
      <p class="ds-paragraph">{t('resource.minutes.intro')}</p>
      {minutes && (
        <>
          {minutes.themes.length > 0 && <p class="ds-paragraph">{minutes.themes.map((code) => themeText(page, themes, code)).join(', ')}</p>}
          {minutes.body !== '' && <p class="ds-paragraph kept-text">{minutes.body}</p>}
          <p class="ds-paragraph subtle">{t('resource.written', { name: minutes.writtenBy, when: formatDateTime(minutes.writtenAt, lang) })}</p>
        </>
      )}
      <Details summary={t(minutes ? 'resource.minutes.change' : 'resource.minutes.write')} open={here || !minutes}>
        <Form action={`/ressursteam/${team.id}/moter/${meeting.id}/referat`} label={t('resource.minutes')} leaveWarning>
          <input type="hidden" name="versjon" value={typed('versjon', String(minutes?.version ?? 0))} />
          <CheckboxGroup name="temaer" label={t('resource.minutes.themes')} hint={t('resource.minutes.themes.hint')} values={chosen ?? minutes?.themes ?? []} options={themes.filter(({ offered }) => offered).map(({ code, name }) => ({ value: code, text: name[lang] }))} mark="optional" />
          <TextArea name="referat" label={t('resource.minutes.text')} hint={t('resource.minutes.hint')} value={typed('referat', minutes?.body ?? '')} error={error('referat')} limit={limits.minutes} rows={8} mark="optional" guard />
          {here && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
          <ButtonRow>
            <Button>{t('resource.minutes.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}
