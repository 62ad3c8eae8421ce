import { formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Checkbox, RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { fieldId } from '../../../../ui/field-frame.tsx'
import { SelectField, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { DayClashes } from '../../calendar/lines/clashes.tsx'
import type { DayClash } from '../../calendar/rules.ts'
import { freeText, PlaceTag, usedHows } from '../pages.tsx'
import type { Asked, Course, Numbers } from '../store.ts'
import type { Doubt } from './actions.ts'
import { mostRows } from './forms.ts'
import { Remove } from './own-people.tsx'
import { inOrder, roleGroups, samePerson } from './rules.ts'
import { SeatRules } from './seat-rules.tsx'
import type { PersonPlace } from './store.ts'

export type RegisterView = {
  readonly course: Course
  readonly numbers: Numbers | undefined
  readonly formKey: string
  readonly rows: number
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
  readonly doubts: readonly Doubt[]
  /** Those to choose among, for whoever arranges; a head has one. */
  readonly kindergartens: readonly Asked[] | undefined
  /** What else is on the days of the sessions. */
  readonly clashes: readonly DayClash[]
}

/** Registers several of the staff at once. */
export const RegisterPage = ({ page, view }: { readonly page: PageContext; readonly view: RegisterView }) => {
  const { t } = page
  const { course, errors, doubts, rows } = view
  return (
    <Layout page={page} title={t('courses.register')} above={course.title} intro={t(view.kindergartens ? 'courses.register.intro.arranger' : 'courses.register.intro')} back={view.kindergartens ? { href: `/kurs/${course.id}/deltakere`, text: t('courses.people') } : { href: `/kurs/${course.id}`, text: course.title }} hasErrors={errors.length > 0 || doubts.length > 0}>
      <ErrorSummary errors={errors} labels={{ ...rowLabels(page, rows), barnehage: t('courses.people.kindergarten') }} />
      <p class="ds-paragraph">{freeText(page, course, view.numbers)}</p>
      <DayClashes page={page} clashes={view.clashes} />
      <Details summary={t('courses.rules')}>
        <SeatRules page={page} course={course} />
      </Details>
      <Form action={`/kurs/${course.id}/pamelding`} leaveWarning>
        <input type="hidden" name="nokkel" value={view.formKey} />
        <input type="hidden" name="rader" value={rows} />
        {view.kindergartens && <SelectField name="barnehage" label={t('courses.people.kindergarten')} value={view.typed['barnehage']} error={errorFor(errors, 'barnehage')} options={view.kindergartens.map(({ id, name }) => ({ value: id, text: name }))} />}
        {Array.from({ length: rows }, (_, at) => (
          // The fields of five people have the same names: the group says whose they are.
          <div class="page-part" role="group" aria-labelledby={`person-${at + 1}`}>
            <h2 class="ds-heading" data-size="sm" id={`person-${at + 1}`}>
              {t('courses.register.person', { number: at + 1 })}
            </h2>
            <PersonFields page={page} course={course} row={at + 1} typed={view.typed} errors={errors} />
          </div>
        ))}
        <Doubts page={page} doubts={doubts} />
        <ButtonRow>
          <Button>{t('courses.register.send')}</Button>
          {rows < mostRows && <Button variant="secondary" name="flere" value="ja" formAction={`/kurs/${course.id}/pamelding#${fieldId(`navn-${rows + 1}`)}`}>{t('courses.register.more')}</Button>}
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** Several rows may get the same words: then each is told apart by its own question. */
const rowLabels = ({ t }: PageContext, rows: number): Readonly<Record<string, string>> =>
  Object.fromEntries(Array.from({ length: rows }, (_, at) => ['navn', 'epost', 'rolle', 'hvor'].map((field) => [`${field}-${at + 1}`, t('courses.register.person', { number: at + 1 })])).flat())

/** The fields of one person. */
export const PersonFields = ({ page, course, row, typed, errors, own = false }: { readonly page: PageContext; readonly course: Course; readonly row: number; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[]; /** The person fills in for themselves. */ readonly own?: boolean }) => {
  const { t } = page
  const ways = usedHows(course)
  const field = (name: string) => ({ name: `${name}-${row}`, value: typed[`${name}-${row}`], error: errorFor(errors, `${name}-${row}`) })
  const asked = course.audience.length > 0 ? course.audience : roleGroups
  return (
    <>
      <TextField {...field('navn')} label={t(own ? 'courses.person.name.own' : 'courses.person.name')} autocomplete={own ? 'name' : 'off'} />
      <TextField {...field('epost')} label={t(own ? 'courses.person.email.own' : 'courses.person.email')} type="email" autocomplete={own ? 'email' : 'off'} {...(own ? { hint: t('courses.person.email.hint') } : {})} />
      <SelectField {...field('rolle')} label={t('courses.person.role')} options={asked.map((value) => ({ value, text: t(`courses.role.${value}`) }))} />
      {ways.length > 1 && <RadioGroup {...field('hvor')} label={t('courses.person.how')} inline options={ways.map((value) => ({ value, text: t(`courses.how.${value}`) }))} />}
    </>
  )
}

/** What to look at once more, right above the button, with the box that says one has. */
export const Doubts = ({ page, doubts }: { readonly page: PageContext; readonly doubts: readonly Doubt[] }) => {
  const { t } = page
  if (doubts.length === 0) return null
  return (
    <Alert kind="warning" title={t('courses.doubt')} answer>
      <ul class="ds-list">
        {doubts.map(({ name, course }) => <li>{course === undefined ? t('courses.doubt.twice', { name }) : t('courses.doubt.clash', { name, course })}</li>)}
      </ul>
      <Checkbox name="bekreft" label={t('courses.doubt.confirm')} />
    </Alert>
  )
}

/** Everybody in a course, for whoever arranges it: those who have a seat, then the queue in its order. */
export const PeoplePage = ({ page, course, places, started }: { readonly page: PageContext; readonly course: Course; readonly places: readonly PersonPlace[]; readonly started: boolean }) => {
  const { t, lang } = page
  const seated = places.filter(({ state }) => state === 'seated').toSorted((a, b) => a.kindergarten.localeCompare(b.kindergarten, 'nb') || a.name.localeCompare(b.name, 'nb'))
  const offered = places.filter(({ state }) => state === 'offered')
  const waiting = inOrder(places.filter(({ state }) => state === 'waiting'))
  const gone = places.filter(({ state }) => ['declined', 'lapsed', 'withdrawn', 'cancelled'].includes(state))
  const twice = (row: PersonPlace) => ['seated', 'offered', 'waiting'].includes(row.state) && places.some((other) => other.id !== row.id && ['seated', 'offered', 'waiting'].includes(other.state) && samePerson(other, row))
  const table = (title: string, rows: readonly PersonPlace[], numbered = false) => (
    <Table
      caption={title}
      hiddenCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        ...(numbered ? [{ key: 'number', title: t('courses.people.number'), numeric: true, cell: (row: PersonPlace) => String(rows.indexOf(row) + 1) }] : []),
        { key: 'name', title: t('courses.person.name'), heading: true, cell: (row) => <div>{row.name}{twice(row) && <><br />{t('courses.people.twice')}</>}</div> },
        { key: 'kindergarten', title: t('courses.people.kindergarten'), cell: (row) => (row.closedDown ? t('courses.people.closed', { name: row.kindergarten }) : row.kindergarten) },
        { key: 'role', title: t('courses.person.role'), cell: (row) => t(`courses.role.${row.roleGroup}`) },
        { key: 'how', title: t('courses.person.how'), cell: (row) => t(`courses.how.${row.how}`) },
        { key: 'email', title: t('courses.person.email'), cell: (row) => row.email },
        { key: 'when', title: t(numbered ? 'courses.people.registered' : 'courses.person.state'), cell: (row) => (row.state === 'waiting' ? `${formatDateTime(row.registeredAt, lang)}${row.goesFirst ? ` · ${t('courses.people.first')}` : ''}` : row.offeredUntil ? t('courses.offer-until', { when: formatDateTime(row.offeredUntil, lang) }) : <PlaceTag page={page} state={row.state} />) },
        { key: 'remove', title: t('courses.remove'), hiddenTitle: true, cell: (row) => (!started && ['seated', 'offered', 'waiting'].includes(row.state) ? <Remove page={page} courseId={course.id} place={row} /> : '') },
      ]}
    />
  )
  return (
    <Layout page={page} title={t('courses.people')} above={course.title} back={{ href: `/kurs/${course.id}`, text: course.title }} wide>
      {course.state === 'open' && !started && (
        <ButtonRow>
          <LinkButton href={`/kurs/${course.id}/pamelding`} variant="secondary">{t('courses.register')}</LinkButton>
        </ButtonRow>
      )}
      <Section title={t('courses.people.seated', { people: seated.length })}>{seated.length === 0 ? <p class="ds-paragraph">{t('courses.people.none')}</p> : table(t('courses.place.seated'), seated)}</Section>
      {offered.length > 0 && <Section title={t('courses.people.offered', { people: offered.length })}>{table(t('courses.place.offered'), offered)}</Section>}
      {waiting.length > 0 && (
        <Section title={t('courses.people.waiting', { people: waiting.length })}>
          <SeatRules page={page} course={course} />
          {table(t('courses.place.waiting'), waiting, true)}
        </Section>
      )}
      {gone.length > 0 && <Details summary={t('courses.people.gone', { people: gone.length })}>{table(t('courses.place.withdrawn'), gone)}</Details>}
    </Layout>
  )
}
