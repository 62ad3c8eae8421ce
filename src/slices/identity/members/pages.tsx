import { roles } from '../../../kernel/actor.ts'
import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { contains, lastDay, type Period } from '../../../kernel/period.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Form } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import type { Moment } from '../../audit/index.ts'
import type { AccessRequest } from '../access-requests/rules.ts'
import { stateOf, type Invitation } from '../invitations/rules.ts'
import { leadingRole, type Member, type Unit } from './rules.ts'

type Page = { readonly page: PageContext }

export type PeopleProps = Page & {
  readonly unit: Unit
  readonly own: boolean
  readonly administers: boolean
  readonly isOwner: boolean
  readonly members: readonly Member[]
  readonly invitations: readonly Invitation[]
  readonly requests: readonly AccessRequest[]
  /** May give the leading role to somebody: the owner, of a unit of its own. */
  readonly mayName: boolean
  readonly history: readonly Moment[]
  readonly today: LocalDate
  readonly now: Date
}

/** The people of an organisation: now, coming and before; for those who administer, also invitations and those who ask. */
export const PeoplePage = (props: PeopleProps) => {
  const { page, unit, own, administers, members, today } = props
  const { t } = page
  const present = members.filter(({ period }) => contains(period, today))
  const coming = members.filter(({ period }) => period.from > today)
  const past = members.filter(({ period }) => period.to !== undefined && period.to <= today)
  const leading = leadingRole(unit)
  const vacant = leading !== undefined && !present.some(({ role }) => role === leading)
  return (
    <Layout page={page} title={own ? t('members.title') : `${t('members.title')}, ${unit.name}`} heading={t('members.title')} above={unit.name} intro={t(administers ? 'members.intro.administers' : 'members.intro.belongs')} back={own ? undefined : { href: '/folk/enheter', text: t('members.units.title') }} wide>
      {vacant && (
        <Alert kind="warning" title={t('members.vacant.title', { role: t(`identity.role.${leading}`) })}>
          <p class="ds-paragraph">{t('members.vacant.text')}</p>
          {props.mayName && (
            <ButtonRow>
              <LinkButton href={`/folk/${unit.id}/leder`}>{t('members.leader.button')}</LinkButton>
            </ButtonRow>
          )}
        </Alert>
      )}
      <ButtonRow>
        {administers && (
          <LinkButton href={`/folk/${unit.id}/invitasjon`} variant={vacant && props.mayName ? 'secondary' : 'primary'}>
            {t('members.invite')}
          </LinkButton>
        )}
        {(own || administers) && (
          <LinkButton href={own ? '/folk/stedfortreder' : `/folk/stedfortreder?enhet=${unit.id}`} variant="secondary">
            {t('members.deputies')}
          </LinkButton>
        )}
        {own && props.isOwner && (
          <LinkButton href="/folk/enheter" variant="secondary">
            {t('members.units.title')}
          </LinkButton>
        )}
      </ButtonRow>
      {props.requests.length > 0 && <Requests {...props} />}
      {present.length > 0 ? (
        <People {...props} caption={t('members.present')} rows={present} />
      ) : (
        <EmptyState title={t('members.none.title')}>
          <p>{t('members.none.text')}</p>
        </EmptyState>
      )}
      {coming.length > 0 && <People {...props} caption={t('members.coming')} rows={coming} />}
      {props.invitations.length > 0 && <Invitations {...props} />}
      {past.length > 0 && (
        <Details summary={t('members.past.count', { count: past.length })}>
          <People {...props} caption={t('members.past')} rows={past} />
        </Details>
      )}
      {props.history.length > 0 && (
        <Details summary={t('members.history')}>
          <Timeline label={t('members.history')} events={props.history.toReversed().map((moment) => ({ at: moment.at, text: sentence(page, moment), by: moment.who, onBehalfOf: moment.onBehalfOf }))} />
        </Details>
      )}
    </Layout>
  )
}

/** An address that may break before its sign, so that a long one stays within a phone. */
export const Address = ({ email }: { readonly email: string }) => {
  const at = email.lastIndexOf('@')
  return (
    <>
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </>
  )
}

/** 'fra 1. august 2024', 'fra 1. august 2024 til 31. juli 2025'. */
export const periodText = ({ t, lang }: PageContext, period: Period): string => {
  const last = lastDay(period)
  const from = formatDate(period.from, lang, 'long')
  return last ? t('members.period.both', { from, to: formatDate(last, lang, 'long') }) : t('members.period.open', { from })
}

const People = ({ page, unit, administers, caption, rows }: PeopleProps & { readonly caption: string; readonly rows: readonly Member[] }) => {
  const { t } = page
  const columns: Column<Member>[] = [
    { key: 'name', title: t('members.column.name'), heading: true, cell: (row) => row.name },
    { key: 'role', title: t('members.column.role'), cell: (row) => t(`identity.role.${row.role}`) },
    { key: 'period', title: t('members.column.period'), cell: (row) => periodText(page, row.period) },
    { key: 'administers', title: t('members.column.administers'), cell: (row) => (row.administers ? <Tag color="info">{t('members.administers')}</Tag> : t('common.no')) },
  ]
  const forAdministrators: Column<Member>[] = [
    { key: 'email', title: t('members.column.email'), cell: (row) => <Address email={row.email} /> },
    {
      key: 'change',
      title: t('common.change'),
      hiddenTitle: true,
      cell: (row) => (
        <a class="ds-link" href={`/folk/${unit.id}/medlemskap/${row.id}`}>
          {t('common.change')}
          <span class="ds-sr-only"> {row.name}</span>
        </a>
      ),
    },
  ]
  return <Table caption={caption} rows={rows} rowKey={(row) => row.id} columns={administers ? [...columns, ...forAdministrators] : columns} />
}

const Invitations = ({ page, unit, invitations, now }: PeopleProps) => {
  const { t, lang } = page
  const { date } = formats(lang)
  const base = `/folk/${unit.id}/invitasjon`
  return (
    <Table
      caption={t('members.invitations')}
      rows={invitations}
      rowKey={(row) => row.id}
      columns={[
        { key: 'email', title: t('members.column.email'), heading: true, cell: (row) => <Address email={row.email} /> },
        { key: 'role', title: t('members.column.role'), cell: (row) => t(`identity.role.${row.role}`) },
        {
          key: 'state',
          title: t('members.column.state'),
          cell: (row) =>
            stateOf(row, now) === 'open' ? (
              <>
                {t('members.invitation.open', { until: date(row.expiresAt) })} {row.askedAgainAt && <Tag color="warning">{t('members.invitation.asked-again')}</Tag>}
              </>
            ) : (
              <Tag color="warning">{t(row.askedAgainAt ? 'members.invitation.asked-again' : 'members.invitation.expired')}</Tag>
            ),
        },
        {
          key: 'do',
          title: t('members.column.do'),
          hiddenTitle: true,
          cell: (row) => (
            <Form action={`${base}/${row.id}/fornying`}>
              <ButtonRow>
                <Button variant="secondary" small about={row.email}>
                  {t('members.invitation.renew')}
                </Button>
                <Button variant="tertiary" small danger formAction={`${base}/${row.id}/tilbaketrekking`} about={row.email}>
                  {t('members.invitation.withdraw')}
                </Button>
              </ButtonRow>
            </Form>
          ),
        },
      ]}
    />
  )
}

const Requests = ({ page, unit, requests }: PeopleProps) => {
  const { t, lang } = page
  return (
    <Table
      caption={t('members.requests')}
      rows={requests}
      rowKey={(row) => row.id}
      columns={[
        { key: 'name', title: t('members.column.name'), heading: true, cell: (row) => row.name },
        { key: 'email', title: t('members.column.email'), cell: (row) => <Address email={row.email} /> },
        { key: 'asked', title: t('members.column.asked'), cell: (row) => formats(lang).date(row.askedAt) },
        {
          key: 'do',
          title: t('members.column.do'),
          hiddenTitle: true,
          cell: (row) => (
            <Form action={`/folk/${unit.id}/foresporsel/${row.id}/avslag`}>
              <ButtonRow>
                <LinkButton href={`/folk/${unit.id}/invitasjon?epost=${encodeURIComponent(row.email)}`} small about={row.name}>
                  {t('members.invite')}
                </LinkButton>
                <Button variant="tertiary" small about={row.name}>
                  {t('members.decline')}
                </Button>
              </ButtonRow>
            </Form>
          ),
        },
      ]}
    />
  )
}

/** The kinds of event that the history of an organisation's people has words for. */
const memberKinds = [
  'members.invited', 'members.invitation-accepted', 'members.invitation-withdrawn', 'members.period-changed', 'members.ended', 'members.named',
  'members.administration-given', 'members.administration-taken', 'members.administration-handed-over', 'access.asked', 'access.declined',
] as const
const delegationKinds = ['delegation.made', 'delegation.ended'] as const

export const isMemberEvent = ({ kind }: Pick<Moment, 'kind'>): boolean => [...memberKinds, ...delegationKinds].some((known) => known === kind)

const sentence = ({ t }: PageContext, { kind, data }: Moment): string => {
  const name = String(data['name'] ?? '')
  const delegation = delegationKinds.find((one) => one === kind)
  if (delegation) return t(`members.event.${delegation}`, { name, head: String(data['head'] ?? '') })
  const known = memberKinds.find((one) => one === kind)
  const role = roles.find((one) => one === data['role'])
  return known ? t(`members.event.${known}`, { name, role: role ? t(`identity.role.${role}`) : '' }) : ''
}
