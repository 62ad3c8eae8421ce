import { formatDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { addresses } from '../../../ui/addresses.ts'
import { Checkbox, RadioGroup } from '../../../ui/choices.tsx'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { rolesFor, type Unit } from '../members/rules.ts'
import type { Opened } from './actions.ts'
import { invitationDays, type InviteRefusal } from './rules.ts'

type Page = { readonly page: PageContext }

export type InvitePageProps = Page & {
  readonly unit: Unit
  readonly back: string
  readonly typed: Readonly<Record<string, string>>
  readonly errors?: readonly FieldError[]
  readonly refusal?: InviteRefusal | undefined
}

export const InvitePage = ({ page, unit, back, typed, errors = [], refusal }: InvitePageProps) => {
  const { t } = page
  const roles = rolesFor(unit)
  return (
    <Layout page={page} title={t('members.invite.title')} above={unit.name} intro={t('members.invite.intro', { days: invitationDays })} back={{ href: back, text: t('members.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {refusal && (
        <Alert kind="warning" title={t('members.refused')}>
          <p class="ds-paragraph">{t(`members.because.${refusal}`)}</p>
        </Alert>
      )}
      <Form action={`/folk/${unit.id}/invitasjon`}>
        <TextField name="epost" type="email" label={t('members.field.email')} hint={t('members.field.email.hint')} autocomplete="off" value={typed['epost']} error={errorFor(errors, 'epost')} mark="required" />
        <RadioGroup
          name="rolle"
          label={t('members.field.role')}
          mark="required"
          value={typed['rolle'] ?? (roles.length === 1 ? roles[0] : undefined)}
          error={errorFor(errors, 'rolle')}
          options={roles.map((role) => ({ value: role, text: t(`identity.role.${role}`) }))}
        />
        <Checkbox name="administrerer" label={t('members.field.administers')} hint={t('members.field.administers.hint')} checked={typed['administrerer'] === 'ja'} />
        <DateField name="fra" label={t('members.field.starts')} hint={t('members.field.starts.hint')} mark="optional" value={typed['fra']} error={errorFor(errors, 'fra')} />
        <ButtonRow>
          <Button>{t('members.invite.send')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export type InvitationPageProps = Page & { readonly opened: Opened; readonly path: string; readonly signedIn: boolean; readonly name: string | undefined; readonly errors?: readonly FieldError[] }

/** Where the link in the letter leads. Before sign-in it says who asks and for what; after, it asks for a yes. */
export const InvitationPage = ({ page, opened, path, signedIn, name, errors = [] }: InvitationPageProps) => {
  const { t, lang } = page
  const { invitation, unit } = opened
  const role = t(`identity.role.${invitation.role}`)
  return (
    <Layout page={page} title={t('members.invitation.title', { organisation: unit.name })} intro={t('members.invitation.intro', { role, organisation: unit.name })} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <SummaryList
        rows={[
          { term: t('members.invitation.by'), value: invitation.inviterName ?? t('members.invitation.by.machine') },
          { term: t('members.column.email'), value: signedIn ? invitation.email : hidden(invitation.email) },
          ...(invitation.startsOn ? [{ term: t('members.invitation.starts'), value: formatDate(invitation.startsOn, lang, 'long') }] : []),
          { term: t('members.invitation.until'), value: formats(lang).dateTime(invitation.expiresAt) },
        ]}
      />
      {signedIn ? (
        <Form action={path}>
          {opened.knownName === undefined ? (
            <TextField name="navn" label={t('members.invitation.name')} hint={t('members.invitation.name.hint')} autocomplete="name" value={name ?? opened.doorName} error={errorFor(errors, 'navn')} mark="required" />
          ) : (
            <p class="ds-paragraph">{t('members.invitation.as', { name: opened.knownName })}</p>
          )}
          <ButtonRow>
            <Button>{t('members.invitation.take')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <>
          <p class="ds-paragraph">{t('members.invitation.sign-in')}</p>
          <ButtonRow>
            <LinkButton href={`${addresses.signIn}?retur=${encodeURIComponent(path)}`}>{t('common.sign-in')}</LinkButton>
          </ButtonRow>
        </>
      )}
    </Layout>
  )
}

/** The link does not work: why, what to do, and a button that does it. */
export const InvitationRefusedPage = ({ page, opened, path, signedIn, asked }: Omit<InvitationPageProps, 'name' | 'errors'> & { readonly asked: boolean }) => {
  const { t } = page
  const refusal = opened.refusal ?? 'expired'
  return (
    <Layout page={page} title={t(`members.invitation.${refusal}.title`)} intro={t(`members.invitation.${refusal}.text`, { organisation: opened.unit.name })}>
      {asked ? (
        <Alert kind="success" title={t('members.invitation.asked.title')}>
          <p class="ds-paragraph">{t('members.invitation.asked.text')}</p>
        </Alert>
      ) : (
        refusal !== 'already-member' &&
        refusal !== 'organisation-closed' && (
          <Form action={`${path}/ny`}>
            <ButtonRow>
              <Button>{t('members.invitation.ask')}</Button>
            </ButtonRow>
          </Form>
        )
      )}
      {signedIn ? (
        <Form action={addresses.signOut}>
          <ButtonRow>
            <LinkButton href={addresses.switchRole} variant="secondary">
              {t('members.invitation.roles')}
            </LinkButton>
            <Button variant="tertiary">{t('common.sign-out')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <ButtonRow>
          <LinkButton href={addresses.signIn} variant="secondary">
            {t('common.sign-in')}
          </LinkButton>
        </ButtonRow>
      )}
    </Layout>
  )
}

/** Enough to recognise one's own address by, too little for a passer-by. */
const hidden = (email: string): string => email.replace(/^(.).*(@.*)$/, '$1…$2')
