import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { Checkbox, RadioGroup } from '../../../ui/choices.tsx'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { AccessRequest } from '../access-requests/rules.ts'
import type { Period } from '../../../kernel/period.ts'
import { leadingRole, type Leadership, type Member, type MemberRefusal, type Unit } from './rules.ts'

type Page = { readonly page: PageContext }

export type UnitRow = { readonly unit: Unit; readonly leadership: Leadership; readonly deputy: { readonly name: string; readonly period: Period } | undefined; readonly requests: number }

/** What the owner must see without asking: who leads each unit now, who stands in, and where nobody does. */
export const UnitsPage = ({ page, rows }: Page & { readonly rows: readonly UnitRow[] }) => {
  const { t, lang } = page
  const names = (members: readonly Member[]) => members.map(({ name }) => name).join(', ')
  const missing = rows.filter(({ leadership }) => leadership.state !== 'led').length
  return (
    <Layout page={page} title={t('members.units.title')} intro={t('members.units.intro')} back={{ href: '/folk', text: t('members.title') }} wide>
      {missing > 0 && (
        <Alert kind="warning" title={t('members.units.missing', { count: missing })}>
          <p class="ds-paragraph">{t('members.units.missing.text')}</p>
        </Alert>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('members.units.none')} />
      ) : (
        <Table
          caption={t('members.units.title')}
          hiddenCaption
          rows={rows}
          rowKey={({ unit }) => unit.id}
          columns={[
            {
              key: 'unit',
              title: t('members.column.unit'),
              heading: true,
              cell: ({ unit }) => (
                <a class="ds-link" href={`/folk/${unit.id}`}>
                  {unit.name}
                </a>
              ),
            },
            {
              key: 'leader',
              title: t('members.column.leader'),
              cell: ({ unit, leadership }) => {
                const role = leadingRole(unit)
                if (leadership.state === 'vacant')
                  return (
                    <>
                      <Tag color="danger">{role && t('members.vacant.short', { role: t(`identity.role.${role}`) })}</Tag>
                      {leadership.next && ` ${t('members.units.next', { name: leadership.next.name, from: formatDate(leadership.next.period.from, lang, 'long') })}`}
                    </>
                  )
                return (
                  <>
                    {names(leadership.leaders)} {leadership.lastDay && <Tag color="warning">{t('members.units.until', { until: formatDate(leadership.lastDay, lang, 'long') })}</Tag>}
                  </>
                )
              },
            },
            { key: 'deputy', title: t('members.column.deputy'), cell: ({ deputy }) => (deputy ? deputy.name : '–') },
            { key: 'requests', title: t('members.column.requests'), numeric: true, cell: ({ requests }) => requests },
            {
              key: 'do',
              title: t('members.column.do'),
              hiddenTitle: true,
              cell: ({ unit, leadership }) => (
                <LinkButton href={`/folk/${unit.id}/leder`} variant={leadership.state === 'led' ? 'tertiary' : 'secondary'} small about={unit.name}>
                  {t('members.leader.button')}
                </LinkButton>
              ),
            },
          ]}
        />
      )}
    </Layout>
  )
}

/** For the operator: organisations that nobody administers, neither there nor above. */
export const EmptyUnitsPage = ({ page, text, found, requests }: Page & { readonly text: string; readonly found: readonly Unit[] | undefined; readonly requests: readonly AccessRequest[] }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('members.first.title')} intro={t('members.first.intro')} back={{ href: '/folk', text: t('members.title') }}>
      {requests.length > 0 && (
        <ul class="ds-list">
          {requests.map((request) => (
            <li>
              <a class="ds-link" href={`/folk/${request.orgId}`}>
                {t('members.first.asks', { name: request.name, organisation: request.orgName })}
              </a>
            </li>
          ))}
        </ul>
      )}
      <FilterForm action="/folk/enheter" status={found ? t('members.first.status', { count: found.length }) : ''}>
        <TextField name="q" type="search" label={t('members.first.search')} value={text} />
      </FilterForm>
      {found && found.length > 0 && (
        <ul class="ds-list">
          {found.map((unit) => (
            <li>
              <a class="ds-link" href={`/folk/${unit.id}`}>
                {unit.name}
              </a>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  )
}

export type LeaderPageProps = Page & {
  readonly unit: Unit
  readonly leadership: Leadership
  readonly people: readonly { readonly personId: string; readonly name: string; readonly email: string }[]
  readonly typed: Readonly<Record<string, string>>
  readonly errors?: readonly FieldError[]
  readonly refusal?: MemberRefusal | undefined
}

/** A new leader, named from above: someone known, or an invitation. */
export const LeaderPage = ({ page, unit, leadership, people, typed, errors = [], refusal }: LeaderPageProps) => {
  const { t, lang } = page
  const role = leadingRole(unit)
  const roleName = role ? t(`identity.role.${role}`) : ''
  const field = people.length > 7 ? SelectField : RadioGroup
  const Choose = field
  const now = (day: LocalDate) => formatDate(day, lang, 'long')
  return (
    <Layout page={page} title={t('members.leader.title', { role: roleName })} above={unit.name} back={{ href: '/folk/enheter', text: t('members.units.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {refusal && (
        <Alert kind="warning" title={t('members.refused')}>
          <p class="ds-paragraph">{t(`members.because.${refusal}`)}</p>
        </Alert>
      )}
      <p class="ds-paragraph">
        {leadership.leaders.length > 0
          ? t('members.leader.now', { name: leadership.leaders.map(({ name }) => name).join(', '), role: roleName })
          : t('members.vacant.title', { role: roleName })}{' '}
        {leadership.next && t('members.units.next', { name: leadership.next.name, from: now(leadership.next.period.from) })}
      </p>
      {people.length > 0 && (
        <>
          <h2 class="ds-heading" data-size="sm">
            {t('members.leader.known.title')}
          </h2>
          <Form action={`/folk/${unit.id}/leder`}>
            <Choose name="person" label={t('members.field.person')} mark="required" error={errorFor(errors, 'person')} value={typed['person']} options={people.map(({ personId, name, email }) => ({ value: personId, text: `${name} (${email})` }))} />
            <DateField name="fra" label={t('members.field.from')} mark="required" value={typed['fra']} error={errorFor(errors, 'fra')} />
            {leadership.leaders.length > 0 && <Checkbox name="avslutt" label={t('members.leader.end', { name: leadership.leaders.map(({ name }) => name).join(', ') })} checked={typed['avslutt'] === 'ja'} />}
            <ButtonRow>
              <Button>{t('members.leader.name')}</Button>
            </ButtonRow>
          </Form>
        </>
      )}
      <h2 class="ds-heading" data-size="sm">
        {t('members.leader.invite.title')}
      </h2>
      <p class="ds-paragraph">{t('members.leader.invite.text')}</p>
      <ButtonRow>
        <LinkButton href={`/folk/${unit.id}/invitasjon?rolle=${role ?? ''}&administrerer=ja`} variant={people.length > 0 ? 'secondary' : 'primary'}>
          {t('members.leader.invite')}
        </LinkButton>
      </ButtonRow>
    </Layout>
  )
}
