import { Alert } from '../../../ui/alert.tsx'
import { LinkButton } from '../../../ui/button.tsx'
import { usePage, type PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import type { Back } from './back.ts'
import { Clarifications, Eligibility } from './eligibility/part.tsx'
import type { ReportView } from './load.ts'
import { eventNames, type EventName, type Standing } from './rules.ts'
import { Given, OwnScore } from './scores/part.tsx'
import { Sent } from './sent.tsx'
import { Check, Comments, Declare, Flags } from './talk/part.tsx'

const colors: Readonly<Record<Standing, TagColor>> = { withdrawn: 'neutral', 'to-consider': 'warning', 'to-clarify': 'warning', 'not-eligible': 'danger', 'to-assign': 'info', 'being-read': 'info', read: 'accent', checked: 'success' }
export const StandingTag = ({ standing }: { readonly standing: Standing }) => <Tag color={colors[standing]}>{usePage().t(`review.standing.${standing}`)}</Tag>

export type PartProps = { readonly view: ReportView; readonly back: Back; readonly action: string }

/** One report in the review: what was sent, and beside it what is found, given and said. */
export const ReportPage = ({ page, view, back }: { readonly page: PageContext; readonly view: ReportView; readonly back: Back }) => {
  const { t } = page
  const { report, round, governed, own, open, standing } = view
  const action = `/behov/${report.id}/vurdering`
  const part = { view, back, action }
  const reads = own !== undefined && !own.delivered
  return (
    <Layout page={page} title={report.title} above={`${report.reference} · ${round.title}`} back={{ href: `/runder/${round.id}/vurdering`, text: t('review.back') }} hasErrors={back.errors.length > 0 || back.refused !== undefined} wide>
      <ErrorSummary errors={back.errors.map(({ field, text }) => ({ field: back.at === '' ? field : `${field}-${back.at}`, text }))} />
      {back.refused && <Alert kind="warning" answer>{t(back.refused)}</Alert>}
      <p>
        <StandingTag standing={standing} /> {t(`review.next.${standing}`)}
      </p>
      <div class="beside">
        <section class="beside-sent" tabIndex={0} aria-label={t('review.sent')}>
          <div class="flow">
            <Sent view={view} />
          </div>
        </section>
        <div class="beside-work">
          {reads && <OwnScore {...part} />}
          <Eligibility {...part} />
          {(governed || view.clarifications.length > 0) && <Clarifications {...part} />}
          {!reads && <Given {...part} />}
          {governed && (
            <p>
              <LinkButton variant={standing === 'to-assign' ? 'primary' : 'secondary'} href={`${action}/lesere`}>{t('review.readers.change')}</LinkButton>
            </p>
          )}
          {(open || view.comments.length > 0 || reads) && <Comments {...part} />}
          <Flags {...part} />
          {governed && <Check {...part} />}
          {!governed && <Declare {...part} />}
          {governed && view.moments.length > 0 && <History view={view} />}
        </div>
      </div>
    </Layout>
  )
}

const History = ({ view }: { readonly view: ReportView }) => {
  const { t } = usePage()
  const known = view.moments.flatMap((moment) => {
    const name = eventNames.find((one): one is EventName => `scheme.${one}` === moment.kind)
    return name ? [{ at: moment.at, who: moment.who, text: t(`review.event.${name}`) }] : []
  })
  return (
    <Section title={t('review.history')}>
      <Details summary={t('review.history.see')}>
        <Timeline events={known.map(({ at, who, text }) => ({ at, by: who, text }))} />
      </Details>
    </Section>
  )
}
