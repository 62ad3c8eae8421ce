import type { ComponentChildren } from 'preact'
import { formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { nameless, type PageContext } from '../../../../ui/context.tsx'
import { ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { freeText, PlaceTag, whenText } from '../pages.tsx'
import type { Doubt } from '../places/actions.ts'
import { Doubts, PersonFields } from '../places/pages.tsx'
import { SeatRules } from '../places/seat-rules.tsx'
import type { PersonPlace } from '../places/store.ts'
import { hasStarted, startOf } from '../rules.ts'
import type { Course, Numbers } from '../store.ts'

type Own = { readonly course: Course; readonly place: PersonPlace; readonly position: number | undefined; readonly token: string; readonly now: Date; /** The link to say what one thought of the course, while it takes answers. */ readonly evaluation: string | undefined; readonly errors: readonly FieldError[] }

/** A person's own page: where one stands, when and where it is, taking an offer, giving up the place. */
export const OwnPage = ({ page, own }: { readonly page: PageContext; readonly own: Own }) => {
  const { t, lang } = page
  const { course, place, position, token, now, errors } = own
  const started = hasStarted(startOf(course.sessions), now)
  const gone = place.state === 'seated' || place.state === 'waiting' || place.state === 'offered' ? undefined : place.state
  const live = gone === undefined
  const sessions = course.sessions.filter(({ cancelledAt }) => cancelledAt === undefined)
  return (
    <Layout page={nameless(page)} title={t('courses.own-page', { course: course.title })} above={place.name} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {place.state === 'offered' && place.offeredUntil && !started && (
        <Alert kind="warning" title={t('courses.own-page.offer')}>
          <p>{t('courses.own-page.offer.text', { when: formatDateTime(place.offeredUntil, lang) })}</p>
          <ButtonRow>
            <Answer token={token} value="ta" text={t('courses.own-page.take')} />
            <Answer token={token} value="nei" text={t('courses.own-page.decline')} secondary />
          </ButtonRow>
        </Alert>
      )}
      <SummaryList
        rows={[
          { term: t('courses.person.state'), value: <><PlaceTag page={page} state={place.state} over={started} />{place.state === 'waiting' && !started && position !== undefined && <> {t('courses.position', { position })}</>}</> },
          { term: t('courses.people.kindergarten'), value: place.kindergarten },
          { term: t('courses.person.role'), value: t(`courses.role.${place.roleGroup}`) },
          { term: t('courses.person.how'), value: t(`courses.how.${place.how}`) },
          { term: t('courses.people.registered'), value: t('courses.own-page.registered', { when: formatDateTime(place.registeredAt, lang), name: place.registeredByName }) },
          { term: t('courses.arranger'), value: course.arranger },
        ]}
      />
      {gone && <p class="ds-paragraph">{t(`courses.own-page.${gone}`)}</p>}
      {live && (
        <Section title={t('courses.sessions')}>
          <ul class="ds-list">
            {sessions.map((one) => (
              <li>
                {whenText(page, one)}
                {one.title && <>. {one.title}</>}
                {one.place && place.how === 'on-site' && <>. {one.place}</>}
                {place.state === 'seated' && place.how === 'digital' && one.digitalAddress && <>. <a class="ds-link" href={one.digitalAddress} rel="noreferrer">{t('courses.session.join')}<span class="ds-sr-only">: {whenText(page, one)}</span></a></>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {place.state === 'seated' && (
        <p>
          <a class="ds-link" href={`/kursoppmote/${token}`}>
            {t('attendance.of')}
          </a>
        </p>
      )}
      {own.evaluation && (
        <p>
          <a class="ds-link" href={own.evaluation}>{t('course-evaluation.own-link')}</a>
        </p>
      )}
      {place.state === 'waiting' && !started && (
        <Section title={t('courses.rules')}>
          <SeatRules page={page} course={course} />
        </Section>
      )}
      {live && (
        <Section title={t('courses.own-page.withdraw')}>
          {started ? <p class="ds-paragraph">{t('courses.because.course-started')}</p> : (
            <>
              <p class="ds-paragraph">{t('courses.own-page.withdraw.text')}</p>
              <ButtonRow>
                <LinkButton href={`/kursplass/${token}/avmelding`} variant="secondary" danger>{t('courses.own-page.withdraw.send')}</LinkButton>
              </ButtonRow>
            </>
          )}
        </Section>
      )}
    </Layout>
  )
}

const Answer = ({ token, value, text, secondary = false }: { readonly token: string; readonly value: 'ta' | 'nei'; readonly text: string; readonly secondary?: boolean }) => (
  <Form action={`/kursplass/${token}/svar`} label={text}>
    <input type="hidden" name="svar" value={value} />
    <Button variant={secondary ? 'secondary' : 'primary'}>{text}</Button>
  </Form>
)

type SignUp = { readonly course: Course; readonly numbers: Numbers | undefined; readonly kindergarten: string; readonly token: string; readonly formKey: string; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[]; readonly doubts: readonly Doubt[] }

/** Somebody of the staff signs up: name, mailbox, role. */
export const SignUpPage = ({ page, view }: { readonly page: PageContext; readonly view: SignUp }) => {
  const { t } = page
  const { course, errors, doubts } = view
  return (
    <Layout page={nameless(page)} title={t('courses.sign-up', { course: course.title })} above={view.kindergarten} intro={t('courses.sign-up.intro', { kindergarten: view.kindergarten })} hasErrors={errors.length > 0 || doubts.length > 0}>
      <ErrorSummary errors={errors} />
      <p class="ds-paragraph prose">{course.about}</p>
      <ul class="ds-list">{course.sessions.filter(({ cancelledAt }) => cancelledAt === undefined).map((one) => <li>{whenText(page, one)}{one.place && <>. {one.place}</>}</li>)}</ul>
      <p class="ds-paragraph">{freeText(page, course, view.numbers)}</p>
      <Form action={`/kurspamelding/${view.token}`}>
        <input type="hidden" name="nokkel" value={view.formKey} />
        <PersonFields page={page} course={course} row={1} typed={view.typed} errors={errors} own />
        <Doubts page={page} doubts={doubts} />
        <ButtonRow>
          <Button>{t('courses.sign-up.send')}</Button>
        </ButtonRow>
      </Form>
      <p class="ds-paragraph subtle">{t('courses.sign-up.privacy')}</p>
    </Layout>
  )
}

/** A link that leads nowhere, or no longer does. */
export const GonePage = ({ page, children }: { readonly page: PageContext; readonly children?: ComponentChildren }) => (
  <Layout page={nameless(page)} title={page.t('courses.gone')} intro={page.t('courses.gone.text')}>
    {children}
  </Layout>
)
