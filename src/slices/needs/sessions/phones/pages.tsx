import { formatDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { wordsIn, type InstrumentTheme, type StaffLanguage } from '../../instruments/definition.ts'
import { audienceOf, dotsEach, dotsTheme } from '../rules.ts'
import { Phone } from './frame.tsx'
import { InIt, inStaffLanguage, Reads } from './staff-language.tsx'
import type { JoinedSession } from './store.ts'

type Page = { readonly page: PageContext }
/** The further language one reads, if any. */
type InLanguage = { readonly reads?: StaffLanguage | undefined }

/** Where one types the letters, when there is no camera. */
export const CodePage = ({ page, errors, typed }: Page & { readonly errors: readonly FieldError[]; readonly typed: string }) => (
  <Phone page={page} title={page.t('sessions.phone.code')} intro={page.t('sessions.phone.code.intro')} hasErrors={errors.length > 0}>
    <ErrorSummary errors={errors} />
    <form method="get" action="/okt" class="form">
      <TextField name="kode" label={page.t('sessions.phone.code.label')} value={typed} autocomplete="off" width={16} error={errorFor(errors, 'kode')} />
      <ButtonRow>
        <Button>{page.t('sessions.phone.go')}</Button>
      </ButtonRow>
    </form>
  </Phone>
)

/** What becomes of the answers, before anybody gives one. */
export const JoinPage = ({ page, session, action, startKey, slip = '', errors = [], unknown = false, reads }: Page & InLanguage & { /** An answer came from a phone that is not part of the session: it was not counted. */ readonly unknown?: boolean; readonly session: JoinedSession; readonly action: string; readonly startKey: string; /** The code on the slip that led here. */ readonly slip?: string; readonly errors?: readonly FieldError[] }) => {
  const { t, lang } = page
  return (
    <Phone page={page} title={t('sessions.phone.join.title', { title: session.title })} above={session.kindergartens.join(', ')} intro={t('sessions.phone.join.intro')} reading={{ session, address: slip ? `${action}/${slip}` : action.replace(/\/lapp$/, ''), reads }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {reads && <Told reads={reads} />}
      {unknown && <Alert kind="warning" answer>{t('sessions.phone.unknown')}</Alert>}
      <ul class="ds-list">
        <li>{t('sessions.told.voluntary')}</li>
        <li>{t('sessions.told.counts')}</li>
        <li>{t('sessions.told.five')}</li>
        <li>{t('picture.told')}</li>
        {session.kindergartens.length > 1 && <li>{t('sessions.told.together')}</li>}
        <li>{t(`sessions.told.${audienceOf(session, session.kindergartens.length > 1)}`)}</li>
        {session.slips && <li>{t('sessions.told.slips')}</li>}
        {session.mayCloseEarly && <li>{t('sessions.told.early')}</li>}
        {session.closesOn && <li>{t('sessions.survey.until', { date: formatDate(session.closesOn, lang, 'weekday') })}</li>}
      </ul>
      <Details summary={t('sessions.told.limits')}>
        <p class="ds-paragraph">{t('sessions.told.limits.text')}</p>
      </Details>
      {session.fullUp && !session.slips ? (
        <Alert kind="warning">{t('sessions.phone.full')}</Alert>
      ) : (
        <Form action={action}>
          <input type="hidden" name="nokkel" value={startKey} />
          <Reads reads={reads} />
          {session.slips && <TextField name="lapp" label={t('sessions.phone.slip')} hint={t('sessions.phone.slip.hint')} value={slip} autocomplete="off" width={24} error={errorFor(errors, 'lapp')} />}
          <ButtonRow>
            <Button>{t('sessions.phone.join')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Phone>
  )
}

/** What one should know before one answers, in the language one reads. */
const Told = ({ reads }: { readonly reads: StaffLanguage }) => (
  <InIt reads={reads} block>
    <p class="ds-paragraph">{reads.told}</p>
  </InIt>
)

type AnswerProps = Page & InLanguage & { readonly session: JoinedSession; readonly address: string; readonly theme: InstrumentTheme; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[]; /** Where one comes by leaving the theme be: in a survey, where nobody else goes on. */ readonly past?: string | undefined }
/** One theme: each statement from 1 to 5, or "do not know". What is left open is not counted. */
export const AnswerPage = ({ page, session, address, theme, typed, errors, past, reads }: AnswerProps) => {
  const { t, lang } = page
  const values = ['5', '4', '3', '2', '1', '0'] as const
  return (
    <Phone page={page} title={wordsIn(theme.name, reads?.code ?? lang)} above={session.title} {...(reads ? {} : { intro: t('sessions.phone.theme.intro') })} reading={{ session, address: `${address}?tema=${encodeURIComponent(theme.key)}`, reads, titleToo: true }} watch={{ address: `${address}/naa`, session }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {reads && <Told reads={reads} />}
      <Form action={`${address}/svar`} keep>
        <input type="hidden" name="tema" value={theme.key} />
        <Reads reads={reads} />
        {session.breakdown !== 'none' && <RadioGroup name="gruppe" label={t(`sessions.phone.group.${session.breakdown === 'role' ? 'role' : 'department'}`)} hint={t('sessions.phone.group.hint')} value={typed['gruppe']} error={errorFor(errors, 'gruppe')} options={session.groups.map(({ key, name }) => ({ value: key, text: session.breakdown === 'role' ? t(`sessions.role.${key as 'leader'}`) : name }))} />}
        {theme.statements.map(({ key, text }) => (
          <InIt reads={reads} block>
            <RadioGroup name={key} label={wordsIn(text, reads?.code ?? lang)} value={typed[key]} options={values.map((value) => ({ value, text: reads?.scale[value] ?? t(`sessions.value.${value}`) }))} />
          </InIt>
        ))}
        <ButtonRow>
          <Button><InIt reads={reads}>{reads?.send ?? t('sessions.phone.send')}</InIt></Button>
        </ButtonRow>
      </Form>
      {past && <Past page={page} href={past} />}
    </Phone>
  )
}

const Past = ({ page, href }: Page & { readonly href: string }) => (
  <p>
    <a class="ds-link" href={href}>
      {page.t('sessions.phone.past')}
    </a>
  </p>
)

/** Dots on the themes that matter most. */
export const DotsPage = ({ page, session, address, themes, errors, typed, past, reads }: Page & InLanguage & { readonly past?: string | undefined; readonly session: JoinedSession; readonly address: string; readonly themes: readonly InstrumentTheme[]; readonly errors: readonly FieldError[]; readonly typed: readonly string[] }) => {
  const { t, lang } = page
  return (
    <Phone page={page} title={t('sessions.dots')} above={session.title} reading={{ session, address: `${address}?tema=${dotsTheme}`, reads }} watch={{ address: `${address}/naa`, session }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={`${address}/svar`} keep>
        <input type="hidden" name="tema" value={dotsTheme} />
        <Reads reads={reads} />
        <CheckboxGroup name="prikk" label={reads?.dots ?? t('sessions.phone.dots', { count: dotsEach })} written={reads && { lang: reads.code, dir: reads.dir }} values={typed} error={errorFor(errors, 'prikk')} options={themes.map((theme) => ({ value: theme.key, text: wordsIn(theme.name, reads?.code ?? lang) }))} />
        <ButtonRow>
          <Button><InIt reads={reads}>{reads?.send ?? t('sessions.phone.send')}</InIt></Button>
        </ButtonRow>
      </Form>
      {past && <Past page={page} href={past} />}
    </Phone>
  )
}

/** Waiting: before the first theme, after an answer, and while they talk. */
export const WaitPage = ({ page, session, address, why, reads }: Page & InLanguage & { readonly session: JoinedSession; readonly address: string; readonly why: 'lobby' | 'answered' | 'late' | 'shown' | 'dots-shown' | 'all-answered' | 'rest-later' }) => {
  const { t, lang } = page
  return (
    <Phone page={page} title={t(`sessions.phone.wait.${why}`)} above={session.title} intro={why === 'rest-later' ? t('sessions.phone.wait.rest-later.text', { date: session.closesOn ? formatDate(session.closesOn, lang, 'weekday') : '' }) : t(`sessions.phone.wait.${why}.text`)} reading={{ session, address, reads }} watch={{ address: `${address}/naa`, session }}>
      <ButtonRow>
        <LinkButton href={inStaffLanguage(address, reads)} variant="secondary">
          {t(why === 'rest-later' ? 'sessions.phone.rest' : 'sessions.phone.look')}
        </LinkButton>
      </ButtonRow>
    </Phone>
  )
}
