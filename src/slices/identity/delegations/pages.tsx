import { lastDay } from '../../../kernel/period.ts'
import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, SelectField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { formats } from '../../../texts/index.ts'
import type { Member, Unit } from '../members/rules.ts'
import { absences, mayEnd, scopes, stateOf, type Delegation, type DelegationRefusal } from './rules.ts'

export type DelegationsPageProps = {
  readonly page: PageContext
  readonly unit: Unit
  readonly own: boolean
  readonly personId: string
  readonly administers: boolean
  readonly delegations: readonly Delegation[]
  /** Roles that the actor may delegate here: one's own, or from above the leader's. None: the form is not shown. */
  readonly roles: readonly Member[]
  readonly people: readonly { readonly personId: string; readonly name: string }[]
  readonly today: LocalDate
  readonly typed?: Readonly<Record<string, string | readonly string[]>>
  readonly errors?: readonly FieldError[]
  readonly refusal?: DelegationRefusal | undefined
}

/** Who stands in for whom, seen by both; and the form that names a deputy. */
export const DelegationsPage = (props: DelegationsPageProps) => {
  const { page, unit, own, delegations, roles, today, errors = [], refusal } = props
  const { t } = page
  const live = delegations.filter((one) => stateOf(one, today) !== 'over')
  const over = delegations.filter((one) => stateOf(one, today) === 'over').slice(0, 10)
  return (
    <Layout page={page} title={t('members.deputy.title')} above={unit.name} intro={t('members.deputy.intro')} back={{ href: own ? '/folk' : `/folk/${unit.id}`, text: t('members.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {refusal && (
        <Alert kind="warning" title={t('members.refused')}>
          <p class="ds-paragraph">{t(`members.deputy.because.${refusal}`)}</p>
        </Alert>
      )}
      {live.length === 0 ? <EmptyState title={t('members.deputy.none')} /> : <List {...props} caption={t('members.deputy.live')} rows={live} />}
      {roles.length > 0 && <NewDelegation {...props} />}
      {over.length > 0 && <List {...props} caption={t('members.deputy.over')} rows={over} />}
    </Layout>
  )
}

const List = ({ page, caption, rows, personId, administers, today }: DelegationsPageProps & { readonly caption: string; readonly rows: readonly Delegation[] }) => {
  const { t, lang } = page
  const day = (date: LocalDate | undefined) => (date ? formatDate(date, lang, 'long') : '')
  return (
    <Table
      caption={caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'deputy', title: t('members.column.deputy'), heading: true, cell: (row) => row.deputyName },
        { key: 'for', title: t('members.deputy.for'), cell: (row) => row.headName },
        { key: 'period', title: t('members.column.period'), cell: (row) => t('members.period.both', { from: day(row.period.from), to: day(lastDay(row.period)) }) },
        { key: 'scope', title: t('members.deputy.scope'), cell: (row) => row.scope.map((scope) => t(`members.scope.${scope}`)).join(', ') },
        {
          key: 'state',
          title: t('members.column.state'),
          cell: (row) => {
            const state = stateOf(row, today)
            if (row.endedAt) return t('members.deputy.ended', { at: formats(lang).date(row.endedAt) })
            return <Tag color={state === 'now' ? 'success' : 'neutral'}>{t(`members.deputy.state.${state}`)}</Tag>
          },
        },
        {
          key: 'do',
          title: t('members.column.do'),
          hiddenTitle: true,
          cell: (row) =>
            stateOf(row, today) !== 'over' &&
            mayEnd(row, personId, administers) && (
              <Form action={`/folk/stedfortreder/${row.id}/avslutning`}>
                <Button variant="secondary" small about={row.deputyName}>
                  {t('members.deputy.end')}
                </Button>
              </Form>
            ),
        },
      ]}
    />
  )
}

const NewDelegation = ({ page, unit, own, roles, people, typed = {}, errors = [] }: DelegationsPageProps) => {
  const { t } = page
  const one = (name: string): string | undefined => (typeof typed[name] === 'string' ? typed[name] : undefined)
  const Choose = people.length > 7 ? SelectField : RadioGroup
  return (
    <>
      <h2 class="ds-heading" data-size="sm">
        {t('members.deputy.new')}
      </h2>
      {people.length === 0 ? (
        <p class="ds-paragraph">{t('members.deputy.nobody')}</p>
      ) : (
        <Form action="/folk/stedfortreder">
          {!own && <input type="hidden" name="enhet" value={unit.id} />}
          {roles.length === 1 ? (
            <input type="hidden" name="rolle" value={roles[0]?.id ?? ''} />
          ) : (
            <RadioGroup name="rolle" label={t('members.deputy.whose')} mark="required" value={one('rolle')} error={errorFor(errors, 'rolle')} options={roles.map((role) => ({ value: role.id, text: `${role.name}, ${t(`identity.role.${role.role}`)}` }))} />
          )}
          <Choose name="person" label={t('members.deputy.who')} mark="required" value={one('person')} error={errorFor(errors, 'person')} options={people.map(({ personId, name }) => ({ value: personId, text: name }))} />
          <CheckboxGroup
            name="omfang"
            label={t('members.deputy.what')}
            mark="required"
            values={[typed['omfang'] ?? []].flat()}
            error={errorFor(errors, 'omfang')}
            options={scopes.map((value) => ({ value, text: t(`members.scope.${value}`), hint: t(`members.scope.${value}.hint`) }))}
          />
          <DateField name="fra" label={t('members.field.from')} mark="required" value={one('fra')} error={errorFor(errors, 'fra')} />
          <DateField name="til" label={t('members.field.last')} mark="required" value={one('til')} error={errorFor(errors, 'til')} />
          <RadioGroup name="grunn" label={t('members.deputy.reason')} hint={t('members.deputy.reason.hint')} mark="required" value={one('grunn')} error={errorFor(errors, 'grunn')} options={absences.map((value) => ({ value, text: t(`members.absence.${value}`) }))} />
          <ButtonRow>
            <Button>{t('members.deputy.make')}</Button>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}
