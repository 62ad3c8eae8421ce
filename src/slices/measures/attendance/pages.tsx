import { formatDate, osloDate } from '../../../kernel/dates.ts'
import { Button } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { neededOf, revokeReasons, type IssueRefusal } from './rules.ts'
import type { Certificate, Course, Mark, Person } from './store.ts'
import { nameOf, timeOf } from './words.ts'

type DeskView = { readonly course: Course; readonly people: readonly Person[]; readonly marks: readonly Mark[]; readonly certificates: readonly Certificate[]; /** Why no certificates can be given now; undefined when they can. */ readonly notYet: IssueRefusal | undefined; readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }
type Part = { readonly page: PageContext; readonly view: DeskView }

/** A course as whoever arranges it follows it: each session, each person, and the certificates. */
export const DeskPage = ({ page, view }: Part) => {
  const { t } = page
  const { course, people, marks } = view
  const of = (sessionId: string) => marks.filter((mark) => mark.sessionId === sessionId && mark.came)
  const cameOf = (sessionId: string) => t('attendance.came.of', { came: of(sessionId).length, of: people.length })
  const toldOf = (sessionId: string) => of(sessionId).filter(({ told, how }) => told !== undefined && how !== 'list').length
  return (
    <Layout page={page} title={t('attendance.of')} above={course.title} intro={t('attendance.intro')} back={{ href: `/kurs/${course.id}`, text: t('attendance.back') }} hasErrors={view.errors.length > 0} wide>
      <ErrorSummary errors={view.errors} />
      <Section title={t('attendance.sessions')}>
        {course.sessions.length === 0 ? (
          <p class="ds-paragraph">{t('attendance.sessions.none')}</p>
        ) : (
          <Table
            caption={t('attendance.sessions')}
            hiddenCaption
            rows={course.sessions}
            rowKey={({ id }) => id}
            columns={[
              { key: 'session', title: t('attendance.session'), heading: true, cell: (session) => <a class="ds-link" href={`/kurs/${course.id}/oppmote/${session.id}`}>{nameOf(page, course.sessions, session)}</a> },
              { key: 'when', title: t('attendance.when'), cell: (session) => timeOf(page, session) },
              { key: 'came', title: t('attendance.came'), cell: (session) => (session.cancelled ? <Tag color="neutral">{t('attendance.called-off')}</Tag> : toldOf(session.id) === 0 ? cameOf(session.id) : `${cameOf(session.id)}. ${t('attendance.told.count', { people: toldOf(session.id) })}`) },
            ]}
          />
        )}
      </Section>
      <Certificates page={page} view={view} />
      <Rule page={page} view={view} />
      <Revoke page={page} view={view} />
    </Layout>
  )
}

const Certificates = ({ page, view: { course, people, marks, certificates, notYet } }: Part) => {
  const { t, lang } = page
  const held = course.sessions.filter(({ cancelled }) => !cancelled)
  const came = (placeId: string) => held.filter(({ id }) => marks.some((mark) => mark.placeId === placeId && mark.sessionId === id && mark.came)).length
  const day = (at: Date) => formatDate(osloDate(at), lang, 'long')
  const standing = (placeId: string) => {
    const last = certificates.findLast((one) => one.placeId === placeId)
    if (last) return last.revokedAt ? t('attendance.certificate.revoked', { day: day(last.revokedAt) }) : t('attendance.certificate.given', { day: day(last.issuedAt) })
    return t(held.length > 0 && came(placeId) >= neededOf(course.atLeast, held.length) ? 'attendance.certificate.met' : 'attendance.certificate.not-met')
  }
  return (
    <Section title={t('attendance.people')}>
      {people.length === 0 ? (
        <EmptyState title={t('attendance.list.none')} level={3} />
      ) : (
        <>
          <Table
            caption={t('attendance.people')}
            hiddenCaption
            rows={people}
            rowKey={({ placeId }) => placeId}
            columns={[
              { key: 'person', title: t('attendance.person'), heading: true, cell: ({ name }) => name },
              { key: 'kindergarten', title: t('attendance.kindergarten'), cell: ({ kindergarten }) => kindergarten },
              { key: 'came', title: t('attendance.came'), cell: ({ placeId }) => t('attendance.came.of', { came: came(placeId), of: held.length }) },
              { key: 'certificate', title: t('attendance.certificate'), cell: ({ placeId }) => standing(placeId) },
            ]}
          />
          {notYet ? <p class="ds-paragraph">{t(`attendance.because.${notYet}`)}</p> : (
            <>
              <p class="ds-paragraph">{t('attendance.issue.text')}</p>
              <Form action={`/kurs/${course.id}/oppmote/kursbevis`}>
                <Button>{t('attendance.issue')}</Button>
              </Form>
            </>
          )}
        </>
      )}
    </Section>
  )
}

const Rule = ({ page: { t }, view: { course, errors, typed } }: Part) => {
  const held = course.sessions.filter(({ cancelled }) => !cancelled).length
  return (
    <Section title={t('attendance.rule')}>
      <Form action={`/kurs/${course.id}/oppmote/krav`}>
        <TextField name="antall" label={t('attendance.rule.label')} hint={t('attendance.rule.hint', { held })} inputmode="numeric" width={4} value={typed['antall'] ?? String(neededOf(course.atLeast, held))} error={errorFor(errors, 'antall')} />
        <Button variant="secondary">{t('attendance.rule.save')}</Button>
      </Form>
    </Section>
  )
}

const Revoke = ({ page: { t }, view: { course, certificates, errors, typed } }: Part) => {
  const valid = certificates.filter(({ revokedAt }) => !revokedAt)
  if (valid.length === 0) return null
  return (
    <Section title={t('attendance.revoke')}>
      <Form action={`/kurs/${course.id}/oppmote/tilbakekalling`}>
        <SelectField name="bevis" label={t('attendance.revoke.who')} value={typed['bevis']} options={valid.map(({ id, facts }) => ({ value: id, text: facts.name }))} error={errorFor(errors, 'bevis')} />
        <RadioGroup name="grunn" label={t('attendance.revoke.why')} value={typed['grunn']} options={revokeReasons.map((value) => ({ value, text: t(`attendance.reason.${value}`) }))} error={errorFor(errors, 'grunn')} />
        <Button variant="secondary">{t('attendance.revoke.send')}</Button>
      </Form>
    </Section>
  )
}
