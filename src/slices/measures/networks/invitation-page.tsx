import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList, type SummaryRow } from '../../../ui/summary-list.tsx'
import type { NamedTheme } from '../measures/store.ts'
import { SchoolList } from '../network-schools/part.tsx'
import type { NetworkSchool } from '../network-schools/store.ts'
import { Members } from './one-page.tsx'
import { periodText, StateTag, themeText } from './pages.tsx'
import { declineReasons, leaveReasons, seesMembers, stateOf } from './rules.ts'
import type { Invitation, Member, Network } from './store.ts'

export type InvitationView = {
  readonly network: Network
  readonly invitation: Invitation
  readonly members: readonly Member[]
  readonly themes: readonly NamedTheme[]
  readonly today: LocalDate
  /** The schools in the network, as far as the reader may know. */
  readonly schools: readonly NetworkSchool[]
  /** The team that asked; the others speak for the kindergarten. */
  readonly team: boolean
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

/** An invitation: what it is about, who is in it, and the answer. */
export const InvitationPage = ({ page, view }: { readonly page: PageContext; readonly view: InvitationView }) => {
  const { t, lang } = page
  const { network, invitation, members, themes, today, team, typed, errors } = view
  const at = `/nettverk/invitasjon/${invitation.id}`
  const state = stateOf(invitation, today)
  const title = t(team ? 'networks.invitation.title.team' : 'networks.invitation.title', { kindergarten: invitation.kindergarten })
  return (
    <Layout page={page} title={title} above={network.name} back={{ href: team ? `/nettverk/${network.id}` : '/nettverk', text: team ? network.name : t('networks.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {!team && state === 'open' && <p class="ds-paragraph">{t('networks.invitation.text', { team: network.team, day: formatDate(invitation.answerBy, lang, 'long') })}</p>}
      <SummaryList
        rows={[
          { term: t('networks.state'), value: <StateTag page={page} state={state} /> },
          ...rowsOf(page, network, themes),
          { term: t('networks.invited'), value: t('networks.invited.value', { name: invitation.invitedBy, day: formatDate(osloDate(invitation.invitedAt), lang, 'long') }) },
          { term: t('networks.answer-by'), value: formatDate(invitation.answerBy, lang, 'long') },
          ...(invitation.answeredAt && invitation.answeredBy ? [{ term: t('networks.answered'), value: answeredText(page, invitation, osloDate(invitation.answeredAt)) }] : []),
          ...(team ? [{ term: t('networks.told'), value: invitation.told === 0 ? t('networks.told.nobody') : t('networks.told.value', { count: invitation.told }) }] : []),
          ...(team && invitation.remindedAt ? [{ term: t('networks.reminded'), value: formatDate(osloDate(invitation.remindedAt), lang, 'long') }] : []),
        ]}
      />
      {!team && state === 'accepted' && (
        <ButtonRow>
          <LinkButton href={`/nettverk/${network.id}`}>{t('networks.invitation.to')}</LinkButton>
        </ButtonRow>
      )}
      {(team || seesMembers(invitation, today)) && <Members page={page} members={members} today={today} />}
      {seesMembers(invitation, today) && view.schools.length > 0 && <Section title={t('network-schools.title')}><SchoolList page={page} schools={view.schools} /></Section>}
      {state === 'open' && (team ? <TakeBack page={page} at={at} text={t('networks.take-back.text')} /> : <AnswerForm page={page} at={at} label={t('networks.answer.label')} text={t('networks.answer.text')} typed={typed} errors={errors} />)}
      {state === 'accepted' && <LeaveForm page={page} at={at} summary={t(team ? 'networks.leave.open.team' : 'networks.leave.open')} typed={typed} errors={errors} />}
      {state === 'expired' && <p class="ds-paragraph">{t(team ? 'networks.expired.team' : 'networks.expired.own')}</p>}
    </Layout>
  )
}

function answeredText({ t, lang }: PageContext, { answeredBy = '', answeredAs, reason }: Invitation, day: LocalDate): string {
  const who = t(answeredAs === 'head' ? 'networks.answered.head' : answeredAs === 'owner' ? 'networks.answered.owner' : 'networks.answered.team', { name: answeredBy, day: formatDate(day, lang, 'long') })
  return reason ? `${who}. ${t(`networks.reason.${reason}`)}` : who
}

/** What a network is, in rows: the same to kindergartens and schools. */
export const rowsOf = (page: PageContext, network: Network, themes: readonly NamedTheme[]): readonly SummaryRow[] => [
  { term: page.t('networks.theme'), value: themeText(page, themes, network.theme) },
  { term: page.t('networks.audience'), value: page.t(`networks.audience.${network.audience}`) },
  { term: page.t('networks.facilitator'), value: network.facilitator },
  { term: page.t('networks.period'), value: periodText(page, network) },
]

type Asked = { readonly page: PageContext; /** The address of the invitation. */ readonly at: string; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }
/** Yes or no, with a reason where it is no. `label`: on whose behalf one answers; `text`: what else there is to know. */
export const AnswerForm = ({ page: { t }, at, label, text, typed, errors }: Asked & { readonly label: string; readonly text?: string }) => (
  <Section title={t('networks.answer')}>
    {text && <p class="ds-paragraph">{text}</p>}
    <Form action={`${at}/svar`}>
      <RadioGroup name="svar" label={label} value={typed['svar']} error={errorFor(errors, 'svar')} options={[{ value: 'ja', text: t('networks.answer.yes') }, { value: 'nei', text: t('networks.answer.no') }]} />
      <RadioGroup name="grunn" label={t('networks.answer.why')} hint={t('networks.answer.why.hint')} value={typed['grunn']} error={errorFor(errors, 'grunn')} options={declineReasons.map((one) => ({ value: one, text: t(`networks.reason.${one}`) }))} mark="optional" />
      <ButtonRow>
        <Button>{t('networks.answer.send')}</Button>
      </ButtonRow>
    </Form>
  </Section>
)

export const TakeBack = ({ page: { t }, at, text }: Pick<Asked, 'page' | 'at'> & { readonly text: string }) => (
  <Section title={t('networks.take-back')}>
    <p class="ds-paragraph">{text}</p>
    <Form action={`${at}/tilbaketrekking`}>
      <ButtonRow>
        <Button variant="secondary" danger>{t('networks.take-back')}</Button>
      </ButtonRow>
    </Form>
  </Section>
)

/** Folded until it is asked for. `summary`: who goes out, in the reader's words. */
export const LeaveForm = ({ page: { t }, at, summary, typed, errors }: Asked & { readonly summary: string }) => (
  <Section title={t('networks.leave')}>
    <Details summary={summary} open={errors.length > 0}>
      <Form action={`${at}/utmelding`}>
        <RadioGroup name="grunn" label={t('networks.leave.why')} value={typed['grunn']} error={errorFor(errors, 'grunn')} options={leaveReasons.map((one) => ({ value: one, text: t(`networks.reason.${one}`) }))} />
        <ButtonRow>
          <Button variant="secondary" danger>{t('networks.leave.send')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  </Section>
)
