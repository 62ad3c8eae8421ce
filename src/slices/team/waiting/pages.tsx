import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { CapacityTabs } from '../capacity/pages.tsx'
import { fewestMeetings, type Waiting } from './rules.ts'

/** How long kindergartens have waited for the first meeting, and how long one that asks today may have to. */
export const WaitingPage = ({ page, waiting, any, leads }: { readonly page: PageContext; readonly waiting: Waiting; /** Some request has been sent. */ readonly any: boolean; readonly leads: boolean }) => {
  const { t } = page
  const { met, days, queue, longest, lately, forecast } = waiting
  return (
    <Layout page={page} title={t('capacity.waiting.title')} intro={t('capacity.waiting.intro')} wide>
      <CapacityTabs page={page} current="waiting" leads={leads} />
      {!any ? (
        <EmptyState title={t('capacity.waiting.none')}>
          <p>{t('capacity.waiting.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <Section title={t('capacity.waiting.forecast')}>
            <p>{!forecast ? t('capacity.waiting.forecast.few', { lately, fewest: fewestMeetings }) : forecast.least === 0 ? t('capacity.waiting.forecast.at-most', { most: forecast.most }) : t('capacity.waiting.forecast.words', { least: forecast.least, most: forecast.most })}</p>
            {forecast && <p class="subtle">{t('capacity.waiting.forecast.how', { queue, lately })}</p>}
          </Section>
          <Section title={t('capacity.waiting.year')}>
            {days ? (
              <KeyFigures
                figures={[
                  { label: t('capacity.waiting.median'), value: t('capacity.waiting.days', { days: days.median }), note: t('capacity.waiting.median.note') },
                  { label: t('capacity.waiting.ninetieth'), value: t('capacity.waiting.days', { days: days.ninetieth }), note: t('capacity.waiting.ninetieth.note') },
                  { label: t('capacity.waiting.met'), value: String(met) },
                ]}
              />
            ) : (
              <p>{t('capacity.waiting.year.few', { met, fewest: fewestMeetings })}</p>
            )}
            <p>{longest === undefined ? t('capacity.waiting.queue.none') : t('capacity.waiting.queue', { queue, longest })}</p>
          </Section>
        </>
      )}
    </Layout>
  )
}
