import { formats } from '../../../texts/index.ts'
import { addresses } from '../../../ui/addresses.ts'
import { RadioGroup } from '../../../ui/choices.tsx'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Unit } from '../members/rules.ts'
import type { Asking } from './actions.ts'
import { mostFound, type AskRefusal } from './rules.ts'

export type AccessPageProps = {
  readonly page: PageContext
  readonly asking: Asking
  readonly search: string
  /** They have a role, and ask for another. */
  readonly known: boolean
  readonly typed?: Readonly<Record<string, string>>
  readonly errors?: readonly FieldError[]
  readonly refusal?: AskRefusal | undefined
}

/** Signed in, but without a role: how to get one, and a way to ask. Never a dead end. */
export const AccessPage = ({ page, asking, search, known, typed = {}, errors = [], refusal }: AccessPageProps) => {
  const { t } = page
  const choices = [...new Map([...asking.represents, ...asking.found].map((unit) => [unit.id, unit])).values()]
  const name = asking.name || t('identity.unknown.you')
  return (
    <Layout page={page} title={t(known ? 'members.access.another' : 'identity.unknown.title')} intro={known ? t('members.access.another.intro') : t('identity.unknown.intro', { name })} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {refusal && (
        <Alert kind="warning" title={t('members.access.refused')}>
          <p class="ds-paragraph">{t(`members.access.because.${refusal}`)}</p>
        </Alert>
      )}
      {asking.asked.length > 0 && <Asked page={page} asking={asking} />}
      {!known && (
        <>
          <h2 class="ds-heading" data-size="sm">
            {t('identity.unknown.what')}
          </h2>
          <ul class="ds-list">
            <li>{t('identity.unknown.invitation')}</li>
            <li>{t('identity.unknown.head')}</li>
            <li>{t('identity.unknown.colleague')}</li>
            <li>{t('identity.unknown.wrong-account')}</li>
          </ul>
        </>
      )}
      <h2 class="ds-heading" data-size="sm">
        {t('members.access.ask')}
      </h2>
      <p class="ds-paragraph">{t('members.access.text')}</p>
      {asking.represents.length > 0 && <p class="ds-paragraph">{t('members.access.represents', { organisations: asking.represents.map((unit) => unit.name).join(', ') })}</p>}
      {asking.unknown.length > 0 && <p class="ds-paragraph">{t('members.access.not-registered', { organisations: asking.unknown.join(', ') })}</p>}
      <FilterForm action="/tilgang" status={search ? t('members.access.found', { count: asking.found.length, most: mostFound }) : ''}>
        <TextField name="q" type="search" label={t('members.access.search')} value={search} />
      </FilterForm>
      {choices.length > 0 && (
        <Form action="/tilgang">
          <input type="hidden" name="q" value={search} />
          <RadioGroup
            name="virksomhet"
            label={t('members.access.which')}
            mark="required"
            value={typed['virksomhet'] ?? (asking.represents.length === 1 ? asking.represents[0]?.id : undefined)}
            error={errorFor(errors, 'virksomhet')}
            options={choices.map((unit) => ({ value: unit.id, text: nameOf(unit), ...(asking.represents.includes(unit) ? { hint: t('members.access.represents.hint') } : {}) }))}
          />
          <TextField name="navn" label={t('members.access.name')} autocomplete="name" mark="required" value={typed['navn'] ?? asking.name} error={errorFor(errors, 'navn')} />
          <TextField name="epost" type="email" label={t('members.access.email')} hint={t('members.access.email.hint')} autocomplete="email" mark="required" value={typed['epost'] ?? asking.email} error={errorFor(errors, 'epost')} />
          <ButtonRow>
            <Button>{t('members.access.send')}</Button>
          </ButtonRow>
        </Form>
      )}
      <Form action={addresses.signOut}>
        <ButtonRow>
          <Button variant="tertiary">{t('common.sign-out')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

const nameOf = (unit: Unit): string => (unit.aboveName ? `${unit.name} (${unit.aboveName})` : unit.name)

const Asked = ({ page, asking }: { readonly page: PageContext; readonly asking: Asking }) => {
  const { t, lang } = page
  return (
    <Table
      caption={t('members.access.asked')}
      rows={asking.asked}
      rowKey={({ id }) => id}
      columns={[
        { key: 'organisation', title: t('members.column.unit'), heading: true, cell: (row) => row.orgName },
        { key: 'when', title: t('members.column.asked'), cell: (row) => formats(lang).date(row.askedAt) },
        { key: 'answer', title: t('members.column.state'), cell: (row) => t(`members.access.answer.${row.answer ?? 'waiting'}`) },
      ]}
    />
  )
}
