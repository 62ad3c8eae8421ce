import type { Language } from '../../../kernel/language.ts'
import { addresses } from '../../../ui/addresses.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Form } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { SignInRefusal } from '../../../platform/oidc/signed-in.ts'
import type { Capacity } from './rules.ts'

type Page = { readonly page: PageContext }

export type Door = { readonly id: string; readonly labels: Readonly<Record<Language, string>> }
export type SignInProblem = SignInRefusal | 'attempt-expired' | 'unknown-provider'

export const SignInPage = ({ page, doors, returnTo }: Page & { readonly doors: readonly Door[]; readonly returnTo: string }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('identity.sign-in.title')} intro={t(doors.length > 0 ? 'identity.sign-in.intro' : 'identity.sign-in.none')}>
      {page.demo && <Alert kind="info">{t('identity.sign-in.demo')}</Alert>}
      {doors.map((door, at) => (
        <Form action={`${addresses.signIn}/${door.id}`}>
          <input type="hidden" name="retur" value={returnTo} />
          <ButtonRow>
            <Button variant={at === 0 ? 'primary' : 'secondary'}>{door.labels[page.lang]}</Button>
          </ButtonRow>
        </Form>
      ))}
    </Layout>
  )
}

export const SignInFailedPage = ({ page, because }: Page & { readonly because: SignInProblem }) => (
  <Layout page={page} title={page.t('identity.sign-in.failed.title')} intro={page.t(`identity.because.${because}`)}>
    <ButtonRow>
      <LinkButton href={addresses.signIn}>{page.t('identity.sign-in.again')}</LinkButton>
    </ButtonRow>
  </Layout>
)

export const SignedOutPage = ({ page }: Page) => (
  <Layout page={page} title={page.t('identity.signed-out.title')} intro={page.t('identity.signed-out.text')}>
    <ButtonRow>
      <LinkButton href={addresses.signIn}>{page.t('common.sign-in')}</LinkButton>
    </ButtonRow>
  </Layout>
)

type ChooseProps = Page & { readonly capacities: readonly Capacity[]; readonly current: string | undefined; readonly returnTo: string; readonly refused?: boolean }

export const ChooseCapacityPage = ({ page, capacities, current, returnTo, refused }: ChooseProps) => {
  const { t } = page
  return (
    <Layout page={page} title={t('identity.choose.title')} intro={t(capacities.length === 1 && current !== undefined ? 'identity.choose.intro.one' : 'identity.choose.intro')}>
      {refused && <Alert kind="warning">{t('identity.choose.refused')}</Alert>}
      <ul class="plain-list">
        {capacities.map((one) => (
          <li>
            <Form action={addresses.switchRole}>
              <input type="hidden" name="medlemskap" value={one.membershipId} />
              <input type="hidden" name="stedfortreder" value={one.delegationId ?? ''} />
              <input type="hidden" name="retur" value={returnTo} />
              <Button variant="secondary">
                {t('identity.choose.as', { role: t(`identity.role.${one.role}`), organisation: one.orgName })}
                {one.onBehalfOf && ` (${t('identity.choose.deputy', { name: one.onBehalfOf })})`}
              </Button>{' '}
              {capacityKey(one.membershipId, one.delegationId) === current && <Tag color="success">{t('identity.choose.now')}</Tag>}
            </Form>
          </li>
        ))}
      </ul>
    </Layout>
  )
}

export const capacityKey = (membershipId: string, delegationId: string | undefined): string => `${membershipId} ${delegationId ?? ''}`
