import type { ComponentChildren } from 'preact'
import { inFours } from '../../../../kernel/codes.ts'
import { formatDate, localDate, osloDate } from '../../../../kernel/dates.ts'
import { languageNames, languages } from '../../../../kernel/language.ts'
import { inLanguage } from '../../../../ui/addresses.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button } from '../../../../ui/button.tsx'
import { nameless, type PageContext } from '../../../../ui/context.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import type { Own, Room } from '../actions.ts'
import { initialsOf, neededOf, whenOf } from '../rules.ts'
import type { Certificate } from '../store.ts'
import { nameOf, timeOf } from '../words.ts'

type Page = { readonly page: PageContext }

const Phone = ({ page, title, above, intro, hasErrors, children }: Page & { readonly title: string; readonly above?: string | undefined; readonly intro?: string | undefined; readonly hasErrors?: boolean; readonly children?: ComponentChildren }) => (
  <Layout page={nameless(page)} withoutAccount title={title} above={above} intro={intro} hasErrors={hasErrors ?? false}>
    <p>
      {languages.filter((language) => language !== page.lang).flatMap((language, at) => [
        at > 0 ? ' · ' : '',
        <a class="ds-link" href={inLanguage(page.path, language)} lang={language} hreflang={language}>
          {languageNames[language]}
        </a>,
      ])}
    </p>
    {children}
  </Layout>
)

/** The page behind the code on the wall. Sent without leaving it, and kept until it is acknowledged (`src/browser/watch.ts`). */
export const CheckInPage = ({ page, code, room, typed, errors }: Page & { readonly code: string; readonly room: Room; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }) => {
  const { t } = page
  const { course, session, when } = room
  return (
    <Phone page={page} title={t('attendance.phone')} above={course.title} intro={`${nameOf(page, course.sessions, session)}, ${timeOf(page, session)}`} hasErrors={errors.length > 0}>
      <Watch page={page} at={`/oppmote/${code}`} />
      <ErrorSummary errors={errors} />
      {session.cancelled || when !== 'now' ? (
        errors.length === 0 ? <Alert kind="info">{t(session.cancelled ? 'attendance.because.session-cancelled' : when === 'too-early' ? 'attendance.because.too-early' : 'attendance.because.too-late')}</Alert> : <p class="ds-paragraph">{t('attendance.phone.typed', { typed: [typed['epost'], typed['navn']].filter(Boolean).join(', ') })}</p>
      ) : (
        <Form action={`/oppmote/${code}/registrering`} keep="each">
          <TextField name="epost" type="email" label={t('attendance.phone.email')} value={typed['epost']} error={errorFor(errors, 'epost')} autocomplete="email" />
          <TextField name="navn" label={t('attendance.phone.name')} hint={t('attendance.phone.name.hint')} mark="optional" value={typed['navn']} error={errorFor(errors, 'navn')} autocomplete="name" />
          <Button>{t('attendance.phone.send')}</Button>
        </Form>
      )}
    </Phone>
  )
}

export const DonePage = ({ page, back, course, how }: Page & { readonly back: string; readonly course: string; readonly how: 'done' | 'already' | 'told' }) => (
  <Phone page={page} title={page.t('attendance.phone.done')} above={course}>
    <p class="ds-paragraph">{page.t(`attendance.phone.${how}.text`)}</p>
    <p>
      <a class="ds-link" href={back}>
        {page.t('attendance.phone.another')}
      </a>
    </p>
  </Phone>
)

/** Where the letters are typed by those who have no camera. */
export const CodePage = ({ page, typed, unknown }: Page & { readonly typed: string; readonly unknown: boolean }) => {
  const { t } = page
  const error = unknown ? t('attendance.phone.code.unknown') : undefined
  return (
    <Phone page={page} title={t('attendance.phone')} hasErrors={unknown}>
      <ErrorSummary errors={error === undefined ? [] : [{ field: 'kode', text: error }]} />
      <form class="form" method="get" action="/oppmote">
        <TextField name="kode" label={t('attendance.phone.code')} hint={t('attendance.phone.code.hint')} value={typed} width={10} autocomplete="off" error={error} />
        <Button>{t('attendance.phone.next')}</Button>
      </form>
    </Phone>
  )
}

/** A page that was loaded again after the day still sends what was typed in the room. */
export const CodeGonePage = ({ page, busy }: Page & { readonly busy: boolean }) => (
  <Phone page={page} title={page.t('attendance.phone.gone')}>
    {!busy && <Watch page={page} at={page.path} />}
    <p class="ds-paragraph">{page.t(busy ? 'attendance.phone.busy' : 'attendance.phone.gone.text')}</p>
  </Phone>
)
const Watch = ({ page: { t }, at }: Page & { readonly at: string }) => <div data-watch={at} data-sending={t('attendance.phone.sending')} data-unsent={t('attendance.phone.unsent')} />
export const LinkGonePage = ({ page }: Page) => <Phone page={page} title={page.t('attendance.own.gone')}><p class="ds-paragraph">{page.t('attendance.own.gone.text')}</p></Phone>

/** A person's own page: each session, checking in to the one that is on, and the certificate. */
export const OwnPage = ({ page, token, own, now, publicUrl, errors }: Page & { readonly token: string; readonly own: Own; readonly now: Date; readonly publicUrl: string; readonly errors: readonly FieldError[] }) => {
  const { t, lang } = page
  const { course, person, marks, certificate, seated } = own
  const held = course.sessions.filter(({ cancelled }) => !cancelled)
  return (
    <Phone page={page} title={t('attendance.own')} above={course.title} intro={t('attendance.own.for', { name: person.name, kindergarten: person.kindergarten })} hasErrors={errors.length > 0}>
      <Watch page={page} at={`/kursoppmote/${token}`} />
      <ErrorSummary errors={errors} />
      {!seated && <Alert kind="info">{t('attendance.own.none')}</Alert>}
      <Section title={t('attendance.sessions')}>
        {course.sessions.map((session) => {
          const mark = marks.find(({ sessionId }) => sessionId === session.id)
          return (
            <div class="page-part">
              <h3 class="ds-heading" data-size="2xs">{nameOf(page, course.sessions, session)}</h3>
              <p class="ds-paragraph">
                {timeOf(page, session)}. {session.cancelled ? t('attendance.called-off') : mark ? t(mark.came ? 'attendance.came' : 'attendance.away') : t('attendance.unmarked')}
              </p>
              {seated && !session.cancelled && !mark?.came && whenOf(session, now) === 'now' && (
                <Form action={`/kursoppmote/${token}`} keep="each">
                  <input type="hidden" name="samling" value={session.id} />
                  <Button about={nameOf(page, course.sessions, session)}>{t('attendance.phone.send')}</Button>
                </Form>
              )}
            </div>
          )
        })}
      </Section>
      <Section title={t('attendance.own.certificate')}>
        {certificate ? (
          <>
            <p class="ds-paragraph">{t('attendance.certificate.given', { day: formatDate(osloDate(certificate.issuedAt), lang, 'long') })}</p>
            <p>
              <a class="ds-link" href={`/kursoppmote/${token}/kursbevis.pdf`}>{t('attendance.own.certificate.download')}</a>
            </p>
            <p class="ds-paragraph">{t('attendance.own.certificate.code', { address: `${publicUrl.replace(/^https?:\/\//, '')}/kursbevis`, code: inFours(certificate.code) })}</p>
          </>
        ) : (
          <p class="ds-paragraph">{t('attendance.own.certificate.none', { needed: neededOf(course.atLeast, held.length) })}</p>
        )}
      </Section>
    </Phone>
  )
}

/** Whether a certificate is genuine: what course, when, and the initials of whoever has it. Never the name. */
export const CheckPage = ({ page, code, certificate, asked }: Page & { readonly code: string; readonly certificate: Certificate | undefined; readonly asked: boolean }) => {
  const { t, lang } = page
  const facts = certificate?.facts
  const unknown = asked && !certificate
  const day = (at: Date) => formatDate(osloDate(at), lang, 'long')
  const on = (text: string) => { const date = localDate(text); return date ? formatDate(date, lang, 'long') : text }
  return (
    <Layout page={page} title={facts ? `${t('attendance.check')}: ${facts.course}` : t('attendance.check')} heading={t('attendance.check')} intro={t('attendance.check.intro')} hasErrors={unknown}>
      <ErrorSummary errors={unknown ? [{ field: 'kode', text: t('attendance.check.unknown') }] : []} />
      {certificate && facts && (
        <>
          <Alert kind={certificate.revokedAt ? 'danger' : 'success'} title={t(certificate.revokedAt ? 'attendance.check.revoked' : 'attendance.check.genuine')} answer>
            {certificate.revokedAt && <p>{t('attendance.check.revoked.text', { day: day(certificate.revokedAt) })}</p>}
          </Alert>
          <SummaryList
            rows={[
              { term: t('attendance.check.initials'), value: initialsOf(facts.name) },
              { term: t('attendance.check.course'), value: facts.course },
              { term: t('attendance.check.arranger'), value: facts.arranger },
              { term: t('attendance.check.attended'), value: `${t('attendance.check.sessions', { came: facts.came, held: facts.held })}: ${facts.sessions.map((one) => on(one.on)).join(', ')}` },
              { term: t('attendance.check.issued'), value: day(certificate.issuedAt) },
            ]}
          />
          <p class="ds-paragraph">{t('attendance.check.initials.hint')}</p>
        </>
      )}
      <form class="form" method="get" action="/kursbevis">
        <TextField name="kode" label={t('attendance.check.code')} hint={t('attendance.check.code.hint')} value={code} width={24} autocomplete="off" error={unknown ? t('attendance.check.unknown') : undefined} />
        <Button>{t('attendance.check.send')}</Button>
      </form>
    </Layout>
  )
}
