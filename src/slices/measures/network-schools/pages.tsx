import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorSummary, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import type { NamedTheme } from '../measures/store.ts'
import { MeetingsPart } from '../network-meetings/part.tsx'
import type { Meeting } from '../network-meetings/store.ts'
import { AnswerForm, LeaveForm, rowsOf, TakeBack } from '../networks/invitation-page.tsx'
import { Members } from '../networks/one-page.tsx'
import { periodText, StandingTag, StateTag } from '../networks/pages.tsx'
import { seesMembers, standingOf, stateOf } from '../networks/rules.ts'
import type { Member, Network } from '../networks/store.ts'
import { SchoolList } from './part.tsx'
import type { NetworkSchool } from './store.ts'

type ListView = { readonly networks: readonly Network[]; readonly own: readonly NetworkSchool[]; readonly today: LocalDate }
/** The networks a school has been asked into and is in; what waits for an answer first. */
export const SchoolNetworksPage = ({ page, view: { networks, own, today } }: { readonly page: PageContext; readonly view: ListView }) => {
  const { t, lang } = page
  const open = own.filter((one) => stateOf(one, today) === 'open')
  const others = own.filter((one) => !open.includes(one))
  const nameOf = (id: string) => networks.find((network) => network.id === id)?.name ?? ''
  return (
    <Layout page={page} title={t('networks.title')} intro={t('network-schools.intro')} wide>
      {open.length > 0 && (
        <Section title={t('networks.open')}>
          <Table
            caption={t('networks.open')}
            hiddenCaption
            rows={open}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', title: t('networks.network'), heading: true, cell: (row) => <a class="ds-link" href={`/nettverk/skole/${row.id}`}>{nameOf(row.networkId)}</a> },
              { key: 'by', title: t('networks.answer-by'), cell: (row) => formatDate(row.answerBy, lang, 'long') },
            ]}
          />
        </Section>
      )}
      {others.length > 0 && (
        <Section title={t('networks.all')}>
          <Table
            caption={t('networks.all')}
            hiddenCaption
            rows={others}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', title: t('networks.network'), heading: true, cell: (row) => <a class="ds-link" href={row.state === 'accepted' ? `/nettverk/${row.networkId}` : `/nettverk/skole/${row.id}`}>{nameOf(row.networkId)}</a> },
              { key: 'state', title: t('networks.state'), cell: (row) => <StateTag page={page} state={stateOf(row, today)} /> },
              { key: 'period', title: t('networks.period'), cell: (row) => { const network = networks.find(({ id }) => id === row.networkId); return network ? periodText(page, network) : '–' } },
            ]}
          />
        </Section>
      )}
      {own.length === 0 && <EmptyState title={t('networks.none')}><p>{t('network-schools.none')}</p></EmptyState>}
    </Layout>
  )
}

type OneView = { readonly network: Network; readonly own: NetworkSchool; readonly beside: readonly NetworkSchool[]; readonly members: readonly Member[]; readonly meetings: readonly Meeting[]; readonly themes: readonly NamedTheme[]; readonly today: LocalDate }
/** A network as a school in it sees it: when it meets, and with whom. */
export const SchoolNetworkPage = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const { network, own, beside, members, meetings, themes, today } = view
  const state = stateOf(own, today)
  return (
    <Layout page={page} title={network.name} above={t('networks.above', { team: network.team })} back={{ href: '/nettverk', text: t('networks.title') }} wide>
      <SummaryList rows={[{ term: t('networks.standing'), value: <StandingTag page={page} standing={standingOf(network, today)} /> }, { term: t('network-schools.own'), value: <StateTag page={page} state={state} /> }, ...rowsOf(page, network, themes)]} />
      {state === 'accepted' && <p class="ds-paragraph">{t('network-schools.reads')}</p>}
      {state === 'accepted' && <MeetingsPart page={page} networkId={network.id} today={today} view={{ meetings, totals: undefined, plans: false }} />}
      {seesMembers(own, today) && <Members page={page} members={members} today={today} />}
      {beside.length > 0 && <Section title={t('network-schools.beside')}><SchoolList page={page} schools={beside} /></Section>}
      <ButtonRow>
        <LinkButton href={`/nettverk/skole/${own.id}`} variant={state === 'open' ? 'primary' : 'secondary'}>{t(state === 'open' ? 'network-schools.to-answer' : 'network-schools.to-own')}</LinkButton>
      </ButtonRow>
    </Layout>
  )
}

export type InvitationView = {
  readonly network: Network
  readonly school: NetworkSchool
  readonly members: readonly Member[]
  readonly themes: readonly NamedTheme[]
  readonly today: LocalDate
  /** The team that asked; otherwise the school's leader. */
  readonly team: boolean
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}
/** A school's invitation: what it is about, what the school will read, and the answer. */
export const SchoolInvitationPage = ({ page, view }: { readonly page: PageContext; readonly view: InvitationView }) => {
  const { t, lang } = page
  const { network, school, members, themes, today, team, typed, errors } = view
  const at = `/nettverk/skole/${school.id}`
  const state = stateOf(school, today)
  return (
    <Layout page={page} title={t(team ? 'networks.invitation.title.team' : 'networks.invitation.title', { kindergarten: school.school })} above={network.name} back={{ href: team ? `/nettverk/${network.id}` : '/nettverk', text: team ? network.name : t('networks.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {!team && state === 'open' && <p class="ds-paragraph">{t('network-schools.invitation.text', { team: network.team, day: formatDate(school.answerBy, lang, 'long') })}</p>}
      <SummaryList
        rows={[
          { term: t('networks.state'), value: <StateTag page={page} state={state} /> },
          ...rowsOf(page, network, themes),
          { term: t('networks.invited'), value: t('networks.invited.value', { name: school.invitedBy, day: formatDate(osloDate(school.invitedAt), lang, 'long') }) },
          { term: t('networks.answer-by'), value: formatDate(school.answerBy, lang, 'long') },
          ...(school.answeredAt && school.answeredBy ? [{ term: t('networks.answered'), value: answeredText(page, school, osloDate(school.answeredAt)) }] : []),
          ...(team ? [{ term: t('networks.told'), value: school.told === 0 ? t('network-schools.told.nobody') : t('network-schools.told', { count: school.told }) }] : []),
          ...(team && school.remindedAt ? [{ term: t('networks.reminded'), value: formatDate(osloDate(school.remindedAt), lang, 'long') }] : []),
        ]}
      />
      {(state === 'open' || state === 'accepted') && <p class="ds-paragraph">{t(team ? 'network-schools.reads.team' : 'network-schools.reads')}</p>}
      {!team && state === 'accepted' && <ButtonRow><LinkButton href={`/nettverk/${network.id}`}>{t('networks.invitation.to')}</LinkButton></ButtonRow>}
      {seesMembers(school, today) && <Members page={page} members={members} today={today} />}
      {state === 'open' && (team ? <TakeBack page={page} at={at} text={t('network-schools.take-back.text')} /> : <AnswerForm page={page} at={at} label={t('network-schools.answer.label')} typed={typed} errors={errors} />)}
      {state === 'accepted' && <LeaveForm page={page} at={at} summary={t(team ? 'network-schools.leave.team' : 'network-schools.leave')} typed={typed} errors={errors} />}
      {state === 'expired' && <p class="ds-paragraph">{t(team ? 'network-schools.expired.team' : 'networks.expired.own')}</p>}
    </Layout>
  )
}

function answeredText({ t, lang }: PageContext, { answeredBy = '', reason }: NetworkSchool, day: LocalDate): string {
  const who = t('network-schools.answered', { name: answeredBy, day: formatDate(day, lang, 'long') })
  return reason ? `${who}. ${t(`networks.reason.${reason}`)}` : who
}
