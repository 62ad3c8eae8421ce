import { clockOslo, formatDate, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { CheckboxGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { DateField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { orgName, pathOf, yearText } from '../plans/shown.tsx'
import type { JointPlan } from '../plans/store.ts'
import { hoursText } from './part.tsx'
import type { JointMeeting } from './store.ts'

const labelKeys = { tittel: 'schools.meeting.name', dato: 'schools.meeting.day', fra: 'schools.meeting.from', til: 'schools.meeting.to', sted: 'schools.meeting.place', saker: 'schools.meeting.agenda', notat: 'schools.meeting.notes' } as const
export const meetingLabels = ({ t }: Pick<PageContext, 't'>): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(labelKeys).map(([field, key]) => [field, t(key)]))

const Fields = ({ page: { t }, form }: { readonly page: PageContext; readonly form: ShownForm }) => (
  <>
    <TextField name="tittel" label={t('schools.meeting.name')} hint={t('schools.meeting.name.hint')} value={form.typed['tittel']} error={errorFor(form.errors, 'tittel')} guard />
    <DateField name="dato" label={t('schools.meeting.day')} value={form.typed['dato']} error={errorFor(form.errors, 'dato')} />
    <TextField name="fra" label={t('schools.meeting.from')} hint={t('schools.meeting.time.hint')} width={6} value={form.typed['fra']} error={errorFor(form.errors, 'fra')} />
    <TextField name="til" label={t('schools.meeting.to')} width={6} value={form.typed['til']} error={errorFor(form.errors, 'til')} />
    <TextField name="sted" label={t('schools.meeting.place')} mark="optional" value={form.typed['sted']} error={errorFor(form.errors, 'sted')} guard />
    <TextArea name="saker" label={t('schools.meeting.agenda')} hint={t('schools.meeting.agenda.hint')} mark="optional" limit={4000} rows={5} value={form.typed['saker']} error={errorFor(form.errors, 'saker')} guard />
  </>
)

/** Calls the others in the plan to a meeting. */
export const NewMeetingPage = ({ page, plan, startKey, form }: { readonly page: PageContext; readonly plan: JointPlan; readonly startKey: string; readonly form: ShownForm }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('schools.meeting.new')} above={t('schools.plan.of', { year: yearText(plan.year), school: plan.school })} intro={t('schools.meeting.intro')} back={{ href: pathOf(plan.id), text: t('schools.plan.title', { year: yearText(plan.year) }) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={meetingLabels(page)} />
      <Form action={pathOf(plan.id, '/moter')} leaveWarning>
        <input type="hidden" name="nokkel" value={startKey} />
        <Fields page={page} form={form} />
        <GuardNotice warnings={form.warnings} labels={meetingLabels(page)} />
        <ButtonRow><Button>{t('schools.meeting.call')}</Button></ButtonRow>
      </Form>
    </Layout>
  )
}

export type MeetingView = { readonly plan: JointPlan; readonly meeting: JointMeeting; readonly today: LocalDate; /** The reader is in the plan, and may write. */ readonly writes: boolean; readonly form: ShownForm; readonly at?: 'plan' | 'notes' | undefined; readonly came: readonly string[] }
type Part = { readonly page: PageContext; readonly view: MeetingView }

/** One joint meeting: when, what it is about, what was said, and which of those in the plan came. */
export const MeetingPage = ({ page, view }: Part) => {
  const { t, lang } = page
  const { plan, meeting, today, writes, form } = view
  const day = osloDate(meeting.startsAt)
  return (
    <Layout page={page} title={t('schools.meeting.title', { title: meeting.title, day: formatDate(day, lang, 'long') })} heading={meeting.title} above={plan.school} back={{ href: pathOf(plan.id), text: t('schools.plan.title', { year: yearText(plan.year) }) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={meetingLabels(page)} />
      {meeting.calledOff && <p><Tag>{t('schools.meeting.called-off')}</Tag></p>}
      <SummaryList
        rows={[
          { term: t('schools.meeting.when'), value: hoursText(page, meeting) },
          { term: t('schools.meeting.place'), value: meeting.place || '–' },
          { term: t('schools.meeting.called-by'), value: orgName(plan, meeting.calledBy) },
          { term: t('schools.meeting.agenda'), value: <span class="kept-text">{meeting.agenda || '–'}</span> },
          ...(meeting.notes ? [{ term: t('schools.meeting.notes'), value: <span class="kept-text">{meeting.notes}</span> }] : []),
          ...(meeting.came.length > 0 ? [{ term: t('schools.meeting.came'), value: meeting.came.map((id) => orgName(plan, id)).join(', ') }] : []),
        ]}
      />
      {writes && !meeting.calledOff && day <= today && <Notes page={page} view={view} />}
      {writes && !meeting.calledOff && day >= today && <Change page={page} view={view} />}
    </Layout>
  )
}

const Notes = ({ page, view: { plan, meeting, form, at, came } }: Part) => {
  const { t } = page
  const shown = at === 'notes'
  return (
    <Section title={t('schools.meeting.after')}>
      <Form action={`/skole/moter/${meeting.id}/notat`} label={t('schools.meeting.after')} leaveWarning>
        <input type="hidden" name="versjon" value={meeting.version} />
        <TextArea name="notat" label={t('schools.meeting.notes')} hint={t('schools.meeting.notes.hint')} limit={4000} rows={6} value={shown ? form.typed['notat'] : meeting.notes} error={shown ? errorFor(form.errors, 'notat') : undefined} guard />
        <CheckboxGroup name="kom" label={t('schools.meeting.came')} mark="optional" values={came} options={[{ value: plan.schoolId, text: plan.school }, ...plan.kindergartens.map(({ id, name }) => ({ value: id, text: name }))]} />
        {shown && <GuardNotice warnings={form.warnings} labels={meetingLabels(page)} />}
        <ButtonRow><Button>{t('schools.meeting.notes.save')}</Button></ButtonRow>
      </Form>
    </Section>
  )
}

const Change = ({ page, view: { meeting, form, at } }: Part) => {
  const { t, lang } = page
  const typed = { tittel: meeting.title, dato: formatDate(osloDate(meeting.startsAt), lang, 'short'), fra: clockOslo(meeting.startsAt), til: clockOslo(meeting.endsAt), sted: meeting.place, saker: meeting.agenda }
  return (
    <>
      <Details summary={t('schools.meeting.change')} open={at === 'plan'}>
        <Form action={`/skole/moter/${meeting.id}/endring`} label={t('schools.meeting.change')} leaveWarning>
          <input type="hidden" name="versjon" value={meeting.version} />
          <Fields page={page} form={at === 'plan' ? form : { typed, errors: [], warnings: [] }} />
          {at === 'plan' && <GuardNotice warnings={form.warnings} labels={meetingLabels(page)} />}
          <ButtonRow><Button variant="secondary">{t('schools.meeting.change.save')}</Button></ButtonRow>
        </Form>
      </Details>
      <Details summary={t('schools.meeting.call-off')}>
        <p class="ds-paragraph">{t('schools.meeting.call-off.text')}</p>
        <Form action={`/skole/moter/${meeting.id}/avlysning`}>
          <input type="hidden" name="versjon" value={meeting.version} />
          <ButtonRow><Button variant="secondary" danger>{t('schools.meeting.call-off')}</Button></ButtonRow>
        </Form>
      </Details>
    </>
  )
}
