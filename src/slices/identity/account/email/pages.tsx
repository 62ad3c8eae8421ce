import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import type { ConfirmRefusal } from './rules.ts'

type Page = { readonly page: PageContext }

/** One's address on the own page, the one that waits to be confirmed, and the way to another. */
export const EmailPart = ({ page, email, waiting, typed, error }: Page & { readonly email: string; readonly waiting: string | undefined; readonly typed: string | undefined; readonly error: string | undefined }) => {
  const { t } = page
  return (
    <>
      <SummaryList rows={[{ term: t('members.column.email'), value: email }, ...(waiting ? [{ term: t('members.email.waiting'), value: waiting }] : [])]} />
      {waiting && <p class="ds-paragraph">{t('members.email.waiting.text')}</p>}
      <Details summary={t('members.email.change')} open={error !== undefined}>
        <Form action="/konto/epost" label={t('members.email.change')}>
          <TextField name="epost" type="email" label={t('members.email.new')} hint={t('members.email.new.hint')} autocomplete="email" mark="required" value={typed} error={error} />
          <ButtonRow>
            <Button variant="secondary">{t('members.email.send')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </>
  )
}

/** What the link in the letter opens. A button changes the address; a program that only fetches the link changes nothing. */
export const ConfirmEmailPage = ({ page, path, email, refusal }: Page & { readonly path: string; readonly email: string; readonly refusal?: ConfirmRefusal | undefined }) => {
  const { t } = page
  if (refusal)
    return (
      <Layout page={page} title={t('members.email.refused')} intro={t(`members.email.refused.${refusal}`)}>
        <ButtonRow>
          <LinkButton href="/konto">{t('members.nav.account')}</LinkButton>
        </ButtonRow>
      </Layout>
    )
  return (
    <Layout page={page} title={t('members.email.confirm.title')} intro={t('members.email.confirm.text', { email })}>
      <Form action={path}>
        <ButtonRow>
          <Button>{t('members.email.confirm')}</Button>
          <LinkButton href="/konto" variant="secondary">
            {t('common.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
