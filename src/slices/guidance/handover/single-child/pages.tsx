import { Alert } from '../../../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import type { Service } from '../store.ts'

const channels = ['ppt', 'health-centre', 'child-welfare'] as const

/** The way out for a matter of one child. Asks nothing, stores nothing, carries nothing over. */
export const SingleChildPage = ({ page, services, asksForGuidance }: { readonly page: PageContext; readonly services: readonly Service[]; readonly asksForGuidance: boolean }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('handover.child.title')} intro={t('handover.child.intro')}>
      <Alert kind="danger" title={t('handover.child.danger.title')}>
        <p>
          <a class="ds-link" href="tel:112">
            {t('handover.child.danger.police')}
          </a>
        </p>
        <p>
          <a class="ds-link" href="tel:116111">
            {t('handover.child.danger.alarm')}
          </a>
        </p>
      </Alert>
      <p>{t('handover.child.nothing')}</p>
      <h2 class="ds-heading" data-size="sm">
        {t('handover.child.where')}
      </h2>
      {channels.map((channel) => (
        <Card title={t(`handover.child.${channel}`)} level={3}>
          <p>{t(`handover.child.${channel}.text`)}</p>
          {services
            .filter(({ form }) => form === channel)
            .map((service) => (
              <p>
                <strong>{t('handover.child.in-municipality', { name: service.name })}</strong> <Contact service={service} none={t('handover.child.no-contact')} />
              </p>
            ))}
        </Card>
      ))}
      {asksForGuidance && (
        <section class="flow">
          <h2 class="ds-heading" data-size="sm">
            {t('handover.child.group')}
          </h2>
          <p>{t('handover.child.group.text')}</p>
          <ButtonRow>
            <LinkButton href="/veiledning" variant="secondary">
              {t('handover.child.group.link')}
            </LinkButton>
          </ButtonRow>
        </section>
      )}
    </Layout>
  )
}

const Contact = ({ service, none }: { readonly service: Service; readonly none: string }) => {
  if (!service.phone && !service.email) return <>{none}</>
  return (
    <>
      {service.phone && (
        <a class="ds-link" href={`tel:${service.phone.replaceAll(/[^+\d]/g, '')}`}>
          {service.phone}
        </a>
      )}{' '}
      {service.email && (
        <a class="ds-link" href={`mailto:${service.email}`}>
          {service.email}
        </a>
      )}
    </>
  )
}
