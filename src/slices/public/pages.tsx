import { addresses } from '../../ui/addresses.ts'
import { Button, ButtonRow, LinkButton } from '../../ui/button.tsx'
import type { PageContext } from '../../ui/context.tsx'
import { Form } from '../../ui/form.tsx'
import { Layout } from '../../ui/layout.tsx'

type Page = { readonly page: PageContext }
export type TroubleKind = 'not-found' | 'forbidden' | 'too-many' | 'too-large' | 'bad-request' | 'fault'

/** Signed in, and with nothing to act as yet. */
export const withoutRole = ({ actor, csrf }: PageContext): boolean => actor === undefined && csrf !== ''

export const TroublePage = ({ page, trouble, reference }: Page & { readonly trouble: TroubleKind; readonly reference: string }) => {
  const { t } = page
  const shut = trouble === 'not-found' || trouble === 'forbidden'
  const about = trouble === 'forbidden' && withoutRole(page) ? ('no-role' as const) : trouble
  return (
    <Layout page={page} title={t(`site.trouble.${about}.title`)} intro={t(`site.trouble.${about}.text`)}>
      {trouble === 'fault' && <p class="ds-paragraph">{t('site.trouble.reference', { reference })}</p>}
      <ButtonRow>
        {shut && page.actor && <LinkButton href={addresses.switchRole}>{t('common.acting.switch')}</LinkButton>}
        {shut && withoutRole(page) && <LinkButton href={addresses.askForAccess}>{t('site.home.access.title')}</LinkButton>}
        <LinkButton href={addresses.home} variant="secondary">
          {t('site.trouble.home')}
        </LinkButton>
      </ButtonRow>
    </Layout>
  )
}

type ResendProps = Page & { readonly why: 'signed-out' | 'old-form'; readonly action: string; readonly fields: readonly (readonly [string, string])[] }

/** Nothing typed is lost when the session has ended or the form is from before a new sign-in: it is all here, ready to be sent again. */
export const ResendPage = ({ page, why, action, fields }: ResendProps) => {
  const { t } = page
  const shown = fields.filter(([, value]) => value.length > 20)
  return (
    <Layout page={page} title={t(`site.resend.${why}.title`)} intro={t(`site.resend.${why}.text`)}>
      {why === 'signed-out' && (
        <p class="ds-paragraph">
          <a class="ds-link" href={addresses.signIn} target="_blank" rel="noopener">
            {t('site.resend.signed-out.link')}
          </a>
        </p>
      )}
      <Form action={action}>
        {fields.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {shown.length > 0 && (
          <section>
            <h2 class="ds-heading" data-size="xs">
              {t('site.resend.what')}
            </h2>
            {shown.map(([, value]) => (
              <p class="ds-paragraph kept-text">{value}</p>
            ))}
          </section>
        )}
        <ButtonRow>
          <Button>{t('site.resend.button')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
