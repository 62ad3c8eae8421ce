import type { ComponentChildren } from 'preact'
import type { PlainKey } from '../../texts/index.ts'
import { addresses } from '../../ui/addresses.ts'
import { Alert } from '../../ui/alert.tsx'
import type { PageContext } from '../../ui/context.tsx'
import { Layout } from '../../ui/layout.tsx'
import { Table } from '../../ui/table.tsx'

type Page = { readonly page: PageContext }

/** What is stored about people, in the order people ask. Each row is what, why and who sees it; docs/privacy.md has every table. */
const stored = ['person', 'login', 'case', 'log', 'notice', 'contact', 'ask'] as const

export const PrivacyPage = ({ page }: Page) => {
  const { t } = page
  return (
    <Layout page={page} title={t('about.privacy.title')} intro={t('about.privacy.intro')}>
      {page.demo && (
        <Alert kind="warning">
          <p>{t('about.privacy.demo')}</p>
        </Alert>
      )}
      <Part page={page} title="about.privacy.children.title" paragraphs={['about.privacy.children.text', 'about.privacy.children.care']} />
      <Part page={page} title="about.privacy.what.title">
        <Table
          caption={t('about.privacy.what.caption')}
          hiddenCaption
          rows={stored}
          rowKey={(row) => row}
          columns={[
            { key: 'what', title: t('about.privacy.col.what'), heading: true, cell: (row) => t(`about.privacy.${row}.what`) },
            { key: 'why', title: t('about.privacy.col.why'), cell: (row) => t(`about.privacy.${row}.why`) },
            { key: 'who', title: t('about.privacy.col.who'), cell: (row) => t(`about.privacy.${row}.who`) },
          ]}
        />
      </Part>
      <Part page={page} title="about.privacy.inspection.title" paragraphs={['about.privacy.inspection.text']} />
      <Part page={page} title="about.privacy.staff.title" paragraphs={['about.privacy.staff.text']} />
      <Part page={page} title="about.privacy.basis.title" paragraphs={['about.privacy.basis.text']} />
      <Part page={page} title="about.privacy.who.title" paragraphs={['about.privacy.who.text']} />
      <Part page={page} title="about.privacy.time.title" list={['about.privacy.time.session', 'about.privacy.time.file', 'about.privacy.time.case']} />
      <Part page={page} title="about.privacy.rights.title" paragraphs={['about.privacy.rights.text', 'about.privacy.rights.copy', 'about.privacy.rights.ask']}>
        <p>
          <a href="/konto">{t('about.privacy.rights.account')}</a>
        </p>
        <p>
          <a href="https://www.datatilsynet.no">{t('about.privacy.rights.complaint')}</a>
        </p>
      </Part>
      <Part page={page} title="about.privacy.out.title" paragraphs={['about.privacy.out.text']}>
        <MoreAbout page={page} to={['cookies', 'contact']} />
      </Part>
    </Layout>
  )
}

const cookies = [
  { name: 'sesjon', key: 'session' },
  { name: 'innlogging', key: 'sign-in' },
  { name: 'sprak', key: 'language' },
  { name: 'melding', key: 'message' },
  { name: 'svart', key: 'answered' },
  { name: 'lapp', key: 'ticket' },
  { name: 'prove', key: 'trial' },
] as const

export const CookiesPage = ({ page }: Page) => {
  const { t } = page
  return (
    <Layout page={page} title={t('about.cookies.title')} intro={t('about.cookies.intro')}>
      <Table
        caption={t('about.cookies.caption')}
        hiddenCaption
        rows={cookies}
        rowKey={({ name }) => name}
        columns={[
          { key: 'name', title: t('about.cookies.col.name'), heading: true, cell: ({ name }) => name },
          { key: 'purpose', title: t('about.cookies.col.purpose'), cell: ({ key }) => t(`about.cookies.${key}.purpose`) },
          { key: 'life', title: t('about.cookies.col.life'), cell: ({ key }) => t(`about.cookies.${key}.life`) },
        ]}
      />
      <p class="subtle">{t('about.cookies.https')}</p>
      <Part page={page} title="about.cookies.others.title" paragraphs={['about.cookies.others.text']} />
      <Part page={page} title="about.cookies.remove.title" paragraphs={['about.cookies.remove.text']} />
    </Layout>
  )
}

export const AccessibilityPage = ({ page, statementUrl }: Page & { readonly statementUrl: string | undefined }) => {
  const { t } = page
  const met = ['standard', 'script', 'phone', 'language', 'picture', 'colour', 'time', 'pdf'] as const
  return (
    <Layout page={page} title={t('about.accessibility.title')} intro={t('about.accessibility.intro')}>
      <Part page={page} title="about.accessibility.met.title" list={met.map((one): PlainKey => `about.accessibility.met.${one}`)} />
      <Part page={page} title="about.accessibility.tested.title" paragraphs={['about.accessibility.tested.automatic', 'about.accessibility.tested.missing']} />
      <Part page={page} title="about.accessibility.tell.title" paragraphs={['about.accessibility.tell.text']}>
        <p>
          <a href={addresses.contact}>{t('about.accessibility.tell.link')}</a>
        </p>
        <p>
          <a href="https://www.uutilsynet.no">{t('about.accessibility.tell.authority')}</a>
        </p>
      </Part>
      <Part page={page} title="about.accessibility.statement.title">
        <p>{statementUrl ? <a href={statementUrl}>{t('about.accessibility.statement.link')}</a> : t('about.accessibility.statement.none')}</p>
      </Part>
    </Layout>
  )
}

export const ContactPage = ({ page, address }: Page & { readonly address: string | undefined }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('about.contact.title')} intro={t('about.contact.intro')}>
      <Part page={page} title="about.contact.case.title" paragraphs={['about.contact.case.text']}>
        {(page.csrf === '' || page.nav.some(({ href }) => href === '/veiledning')) && (
          <p>
            <a href="/veiledning">{t('about.contact.case.link')}</a>
          </p>
        )}
      </Part>
      <Part page={page} title="about.contact.access.title" paragraphs={['about.contact.access.text']}>
        {!page.actor && (
          <p>
            <a href={addresses.signIn}>{t('about.contact.access.link')}</a>
          </p>
        )}
      </Part>
      <Part page={page} title="about.contact.register.title" paragraphs={['about.contact.register.text']}>
        <p>
          <a href={addresses.search}>{t('about.contact.register.link')}</a>
        </p>
      </Part>
      <Part page={page} title="about.contact.child.title" paragraphs={['about.contact.child.text']} />
      <Part page={page} title="about.contact.us.title">
        {address ? (
          <>
            <p>{t('about.contact.us.text', { address })}</p>
            {!page.demo && (
              <p>
                <a href={`mailto:${address}`}>{address}</a>
              </p>
            )}
            {page.demo && <p class="subtle">{t('about.contact.us.demo')}</p>}
          </>
        ) : (
          <p>{t('about.contact.us.none')}</p>
        )}
      </Part>
    </Layout>
  )
}

type PartProps = Page & { readonly title: PlainKey; readonly paragraphs?: readonly PlainKey[]; readonly list?: readonly PlainKey[]; readonly children?: ComponentChildren }

const Part = ({ page: { t }, title, paragraphs = [], list = [], children }: PartProps) => (
  <section class="about-part">
    <h2>{t(title)}</h2>
    {paragraphs.map((key) => (
      <p>{t(key)}</p>
    ))}
    {list.length > 0 && (
      <ul>
        {list.map((key) => (
          <li>{t(key)}</li>
        ))}
      </ul>
    )}
    {children}
  </section>
)

const MoreAbout = ({ page: { t }, to }: Page & { readonly to: readonly ('cookies' | 'contact')[] }) => (
  <ul>
    {to.map((name) => (
      <li>
        <a href={addresses[name]}>{t(`common.footer.${name}`)}</a>
      </li>
    ))}
  </ul>
)
