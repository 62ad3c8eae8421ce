import { formatDateTime } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { SupportMaterialPart, type MaterialFor } from '../../../ui/support-material.tsx'
import { Table } from '../../../ui/table.tsx'
import { DayClashes } from '../calendar/lines/clashes.tsx'
import type { DayClash } from '../calendar/rules.ts'
import type { NamedTheme } from '../measures/store.ts'
import { OwnKindergartens, StaffWhoCame } from './came/shown.tsx'
import type { OwnCount } from './came/store.ts'
import { OwnPeople, type OwnView } from './places/own-people.tsx'
import { CourseTag, freeText, usedHows, whenText } from './pages.tsx'
import { SeatRules } from './places/seat-rules.tsx'
import { closesAfterStart, hasStarted, startOf } from './rules.ts'
import type { Course, Numbers } from './store.ts'

type OneView = {
  readonly course: Course
  readonly numbers: Numbers | undefined
  readonly themes: readonly NamedTheme[]
  readonly measure: { readonly id: string; readonly title: string } | undefined
  readonly arranges: boolean
  /** The own kindergarten's people, for a head. */
  readonly own: OwnView | undefined
  /** Whether the own staff can be sent to it, for a head. */
  readonly asked: boolean
  /** How many from each of an owner's own kindergartens. */
  readonly counts: readonly OwnCount[]
  readonly material: MaterialFor
  readonly now: Date
  /** What else is on the days of the sessions. */
  readonly clashes: readonly DayClash[]
  readonly errors: readonly FieldError[]
}

/** A course: what, when, for whom, how seats are given; and what one may do with it. */
export const CoursePage = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t, lang } = page
  const { course, numbers, arranges, own, now, errors } = view
  const startsAt = startOf(course.sessions)
  const started = hasStarted(startsAt, now)
  const themes = course.themes.flatMap((code) => view.themes.find((theme) => theme.code === code)?.name[lang] ?? [])
  return (
    <Layout page={page} title={course.title} above={t('courses.above', { kind: t(`courses.kind.${course.kind}`), arranger: course.arranger })} back={{ href: '/kurs', text: t('courses.title') }} hasErrors={errors.length > 0} wide>
      <ErrorSummary errors={errors} />
      {course.state === 'cancelled' && <Alert kind="warning" title={t('courses.cancelled')} />}
      {arranges && startsAt && !started && (course.state === 'draft' || course.state === 'open') && closesAfterStart(course, startsAt) && (
        <Alert kind="warning" title={t('courses.closes-after-start')}>
          <p class="ds-paragraph">{t('courses.closes-after-start.text', { when: formatDateTime(startsAt, lang) })}</p>
        </Alert>
      )}
      {own && course.state === 'open' && !started && (view.asked ? (
        <ButtonRow>
          <LinkButton href={`/kurs/${course.id}/pamelding`}>{t('courses.register')}</LinkButton>
        </ButtonRow>
      ) : <p class="ds-paragraph">{t('courses.not-asked')}</p>)}
      <p class="ds-paragraph prose">{course.about}</p>
      <SummaryList
        rows={[
          { term: t('courses.state'), value: <CourseTag page={page} course={course} now={now} /> },
          ...(course.heldBy ? [{ term: t('courses.held-by'), value: course.heldBy }] : []),
          { term: t('courses.audience'), value: course.audience.length === 0 ? t('courses.audience.all') : course.audience.map((one) => t(`courses.role.${one}`)).join(', ') },
          { term: t('courses.themes'), value: themes.length > 0 ? themes.join(', ') : t('courses.themes.none') },
          ...(view.measure ? [{ term: t('courses.measure'), value: <a class="ds-link" href={`/tiltak/${view.measure.id}`}>{view.measure.title}</a> }] : []),
          { term: t('courses.registration'), value: t('courses.registration.value', { from: formatDateTime(course.opensAt, lang), to: formatDateTime(course.closesAt, lang) }) },
          { term: t('courses.seats'), value: freeText(page, course, numbers) },
        ]}
      />
      <Sessions page={page} view={view} />
      {arranges && <Arranging page={page} course={course} numbers={numbers} started={started} />}
      {course.state !== 'cancelled' && !started && <DayClashes page={page} clashes={view.clashes} />}
      {own && <OwnPeople page={page} course={course} own={own} asked={view.asked} started={started} />}
      {own && course.state !== 'cancelled' && <StaffWhoCame page={page} course={course} people={own.people} marks={own.marks} certificates={own.certificates} now={now} />}
      <OwnKindergartens page={page} counts={view.counts} />
      {course.state !== 'cancelled' && course.state !== 'finished' && (
        <Section title={t('courses.rules')}>
          <SeatRules page={page} course={course} />
        </Section>
      )}
      <SupportMaterialPart page={page} view={view.material} themes={view.themes} />
    </Layout>
  )
}

const Sessions = ({ page, view: { course, arranges, now } }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const editable = arranges && course.state !== 'cancelled' && course.state !== 'finished'
  return (
    <Section title={t('courses.sessions')}>
      {course.sessions.length === 0 ? (
        <p class="ds-paragraph">{t('courses.sessions.none')}</p>
      ) : (
        <Table
          caption={t('courses.sessions')}
          hiddenCaption
          rows={course.sessions}
          rowKey={({ id }) => id}
          columns={[
            { key: 'when', title: t('courses.session.when'), heading: true, cell: (row) => (row.cancelledAt ? t('courses.session.cancelled', { when: whenText(page, row) }) : whenText(page, row)) },
            ...(course.sessions.some(({ title }) => title) ? [{ key: 'what', title: t('courses.session.what'), cell: (row: Course['sessions'][number]) => row.title || '–' }] : []),
            { key: 'where', title: t('courses.session.where'), cell: (row) => <div>{row.place || (usedHows(course).includes('on-site') ? '–' : t('courses.how.digital'))}{row.digitalAddress && <><br /><a class="ds-link" href={row.digitalAddress} rel="noreferrer">{t('courses.session.join')}<span class="ds-sr-only">: {whenText(page, row)}</span></a></>}</div> },
            ...(editable ? [{ key: 'change', title: t('common.change'), hiddenTitle: true, cell: (row: Course['sessions'][number]) => (row.cancelledAt || row.startsAt <= now ? '' : <a class="ds-link" href={`/kurs/${course.id}/samlinger/${row.id}`}>{t('courses.session.change')}<span class="ds-sr-only">: {whenText(page, row)}</span></a>) }] : []),
          ]}
        />
      )}
      {editable && (
        <ButtonRow>
          <LinkButton href={`/kurs/${course.id}/samlinger`} variant="secondary">{t('courses.session.new')}</LinkButton>
        </ButtonRow>
      )}
    </Section>
  )
}

const Arranging = ({ page, course, numbers, started }: { readonly page: PageContext; readonly course: Course; readonly numbers: Numbers | undefined; readonly started: boolean }) => {
  const { t } = page
  const over = course.state === 'cancelled' || course.state === 'finished'
  const cancellable = course.state === 'draft' || !started
  const step = (value: string, text: string, variant: 'primary' | 'secondary', danger = false) => (
    <Form action={`/kurs/${course.id}/trinn`}>
      <input type="hidden" name="trinn" value={value} />
      <Button variant={variant} danger={danger}>{text}</Button>
    </Form>
  )
  const people = numbers ? numbers.seated['on-site'] + numbers.seated.digital + numbers.offered['on-site'] + numbers.offered.digital + numbers.waiting['on-site'] + numbers.waiting.digital : 0
  return (
    <Section title={t('courses.arrange')}>
      <ButtonRow>
        {course.state === 'draft' && step('open', t('courses.step.open'), 'primary')}
        <LinkButton href={`/kurs/${course.id}/deltakere`} variant="secondary">{t('courses.people.link', { people })}</LinkButton>
        {course.state !== 'draft' && <LinkButton href={`/kurs/${course.id}/oppmote`} variant="secondary">{t('attendance.of')}</LinkButton>}
        {started && course.state !== 'cancelled' && <LinkButton href={`/kurs/${course.id}/evaluering`} variant="secondary">{t('course-evaluation.title')}</LinkButton>}
        {!over && <LinkButton href={`/kurs/${course.id}/endring`} variant="secondary">{t('courses.edit')}</LinkButton>}
      </ButtonRow>
      {course.state === 'draft' && <p class="ds-paragraph">{t('courses.step.open.text')}</p>}
      {!over && (
        <Details summary={t('courses.steps')}>
          <p class="ds-paragraph">{t(cancellable ? 'courses.steps.text' : 'courses.because.begun')}</p>
          <ButtonRow>
            {course.state === 'open' && step('close', t('courses.step.close'), 'secondary')}
            {course.state === 'closed' && step('open', t('courses.step.reopen'), 'secondary')}
            {course.state !== 'draft' && step('finish', t('courses.step.finish'), 'secondary')}
            {cancellable && step('cancel', t('courses.step.cancel'), 'secondary', true)}
          </ButtonRow>
        </Details>
      )}
    </Section>
  )
}
