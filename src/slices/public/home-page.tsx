import { addresses } from '../../ui/addresses.ts'
import { Card, CardGrid } from '../../ui/card.tsx'
import type { PageContext } from '../../ui/context.tsx'
import { Layout } from '../../ui/layout.tsx'
import { withoutRole } from './pages.tsx'

type Page = { readonly page: PageContext }
const guidance = '/veiledning'
const handOvers = '/overforinger'

/** The steps from what a kindergarten sees to what it will see next. */
const chain = ['see', 'need', 'request', 'plan', 'guidance', 'effect'] as const

/** What it is, where to go, and how it hangs together. Those who have signed in get only doors that open. */
export const HomePage = ({ page }: Page) => {
  const { t } = page
  return (
    <Layout page={page} title={t('site.home.heading')} intro={t('site.home.intro')} wide>
      <section class="home-doors" aria-labelledby="doors">
        <h2 class="ds-sr-only" id="doors">
          {t('about.home.doors')}
        </h2>
        <CardGrid>{page.actor ? <OwnDoors page={page} /> : withoutRole(page) ? <FirstDoors page={page} /> : <OpenDoors page={page} />}</CardGrid>
      </section>
      <Chain page={page} />
      <section class="home-part promise" aria-labelledby="promise">
        <h2 id="promise">{t('about.home.promise.title')}</h2>
        <ul>
          {(['staff', 'inspection', 'open'] as const).map((name) => (
            <li>{t(`about.home.promise.${name}`)}</li>
          ))}
        </ul>
      </section>
    </Layout>
  )
}

const OpenDoors = ({ page: { t } }: Page) => (
  <>
    <Card title={t('site.home.kindergartens.title')} href={addresses.search} level={3}>
      <p class="ds-paragraph">{t('site.home.kindergartens.text')}</p>
    </Card>
    <Card title={t('site.home.guidance.title')} href={guidance} level={3}>
      <p class="ds-paragraph">{t('site.home.guidance.text')}</p>
    </Card>
    <Card title={t('site.home.team.title')} href={guidance} level={3}>
      <p class="ds-paragraph">{t('site.home.team.text')}</p>
    </Card>
    <Card title={t('participants.title')} href="/deltakere" level={3}>
      <p class="ds-paragraph">{t('participants.intro')}</p>
    </Card>
  </>
)

/** For those who have signed in and have no role: the way to one. */
const FirstDoors = ({ page: { t } }: Page) => (
  <>
    <Card title={t('site.home.access.title')} href={addresses.askForAccess} level={3}>
      <p class="ds-paragraph">{t('site.home.access.text')}</p>
    </Card>
    <Card title={t('site.home.kindergartens.title')} href={addresses.search} level={3}>
      <p class="ds-paragraph">{t('site.home.kindergartens.text')}</p>
    </Card>
  </>
)

const OwnDoors = ({ page: { t, nav } }: Page) => (
  <>
    <Card title={t('about.home.tasks.title')} href={addresses.tasks} level={3}>
      <p class="ds-paragraph">{t('about.home.tasks.text')}</p>
    </Card>
    {nav.some(({ href }) => href === guidance) && (
      <Card title={t('about.home.guidance.title')} href={guidance} level={3}>
        <p class="ds-paragraph">{t('about.home.guidance.text')}</p>
      </Card>
    )}
    {nav.some(({ href }) => href === handOvers) && (
      <Card title={t('handover.nav')} href={handOvers} level={3}>
        <p class="ds-paragraph">{t('about.home.hand-overs.text')}</p>
      </Card>
    )}
    <Card title={t('site.home.kindergartens.title')} href={addresses.search} level={3}>
      <p class="ds-paragraph">{t('site.home.kindergartens.text')}</p>
    </Card>
  </>
)

/** A list first; the line and the bend that make it a ring are drawn beside it and say nothing new. */
const Chain = ({ page: { t } }: Page) => (
  <section class="home-part" aria-labelledby="chain">
    <h2 id="chain">{t('about.chain.title')}</h2>
    <ol class="chain">
      {chain.map((link, at) => (
        <li class="chain-link">
          <span class="chain-number" aria-hidden="true">
            {at + 1}
          </span>
          <h3>{t(`about.chain.${link}.title`)}</h3>
          <p>{t(`about.chain.${link}.text`)}</p>
        </li>
      ))}
    </ol>
    <p class="chain-again">
      <svg class="chain-bend" viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
        <path d="M20 4v6a6 6 0 0 1-6 6H4M9 11l-5 5 5 5" />
      </svg>
      <span>{t('about.chain.again')}</span>
    </p>
  </section>
)
