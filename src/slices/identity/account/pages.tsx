import { languages } from '../../../kernel/language.ts'
import { formats } from '../../../texts/index.ts'
import { addresses } from '../../../ui/addresses.ts'
import { RadioGroup } from '../../../ui/choices.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Providers } from '../sign-in/actions.ts'
import type { Account } from './actions.ts'
import { EmailPart } from './email/pages.tsx'

/** What the door of a session is called, in the language of the page. */
export const doorNames =
  (providers: Providers, { lang }: PageContext) =>
  (provider: string): string =>
    providers.get(provider)?.profile.labels[lang] ?? provider

export type AccountPageProps = {
  readonly page: PageContext
  readonly account: Account
  /** The name of a sign-in provider, as its button says it. */
  readonly doorName: (provider: string) => string
  readonly typed?: Readonly<Record<string, string>>
  readonly errors?: readonly FieldError[]
}

/** One's own page: name and language, roles, sessions, and what is stored. */
export const AccountPage = ({ page, account, doorName, typed = {}, errors = [] }: AccountPageProps) => {
  const { t, lang } = page
  const { dateTime } = formats(lang)
  return (
    <Layout page={page} title={t('members.account.title')} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action="/konto">
        <TextField name="navn" label={t('members.column.name')} autocomplete="name" value={typed['navn'] ?? account.name} error={errorFor(errors, 'navn')} mark="required" />
        <RadioGroup
          name="sprak"
          label={t('members.account.language')}
          hint={t('members.account.language.hint')}
          value={typed['sprak'] ?? account.language}
          error={errorFor(errors, 'sprak')}
          options={languages.map((value) => ({ value, text: t(`members.account.language.${value}`) }))}
        />
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
      <EmailPart page={page} email={account.email} waiting={account.waitingEmail} typed={typed['epost']} error={errorFor(errors, 'epost')} />
      <h2 class="ds-heading" data-size="sm">
        {t('members.account.roles')}
      </h2>
      {account.capacities.length === 0 ? (
        <p class="ds-paragraph">{t('members.account.roles.none')}</p>
      ) : (
        <ul class="ds-list">
          {account.capacities.map((one) => (
            <li>
              {t('members.account.role', { role: t(`identity.role.${one.role}`), organisation: one.orgName })}
              {one.onBehalfOf && ` (${t('identity.choose.deputy', { name: one.onBehalfOf })})`}
            </li>
          ))}
        </ul>
      )}
      <ButtonRow>
        {account.capacities.length > 0 ? (
          <>
            <LinkButton href={addresses.switchRole} variant="secondary">
              {t('common.acting.switch')}
            </LinkButton>
            {page.actor && (
              <LinkButton href="/folk/stedfortreder" variant="secondary">
                {t('members.deputies')}
              </LinkButton>
            )}
          </>
        ) : (
          <LinkButton href="/tilgang" variant="secondary">
            {t('members.access.ask')}
          </LinkButton>
        )}
      </ButtonRow>
      <Table
        caption={t('members.account.sessions')}
        rows={account.sessions}
        rowKey={({ id }) => id}
        columns={[
          {
            key: 'door',
            title: t('members.account.door'),
            heading: true,
            cell: (row) => (
              <>
                {doorName(row.provider)} {row.current && <Tag color="success">{t('members.account.this')}</Tag>}
              </>
            ),
          },
          { key: 'started', title: t('members.account.started'), cell: (row) => dateTime(row.startedAt) },
          { key: 'seen', title: t('members.account.seen'), cell: (row) => dateTime(row.seenAt) },
          {
            key: 'do',
            title: t('members.column.do'),
            hiddenTitle: true,
            cell: (row) =>
              !row.current && (
                <Form action={`/konto/okter/${row.id}/avslutning`}>
                  <Button variant="secondary" small>
                    {t('members.account.end')}
                    <span class="ds-sr-only">
                      , {doorName(row.provider)}, {dateTime(row.startedAt)}
                    </span>
                  </Button>
                </Form>
              ),
          },
        ]}
      />
      {account.sessions.length > 1 && (
        <Form action="/konto/okter/andre/avslutning">
          <ButtonRow>
            <Button variant="secondary">{t('members.account.end-others')}</Button>
          </ButtonRow>
        </Form>
      )}
      <h2 class="ds-heading" data-size="sm">
        {t('members.account.stored')}
      </h2>
      <p class="ds-paragraph">{t('members.account.stored.text')}</p>
      <ButtonRow>
        <LinkButton href="/konto/opplysninger" variant="secondary" download>
          {t('members.account.download')}
        </LinkButton>
      </ButtonRow>
    </Layout>
  )
}
