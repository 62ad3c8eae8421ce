import { formatDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { themeNames, type NamedTheme } from '../../../ui/theme-names.ts'
import type { Proposal } from './rules.ts'
import type { PlanGoal } from './store.ts'

/** The goals of the municipality's plans that rest on the need. */
export const PlanGoals = ({ page: { t }, goals }: { readonly page: PageContext; readonly goals: readonly PlanGoal[] }) =>
  goals.length === 0 ? null : (
    <>
      <h2 class="ds-heading" data-size="sm">{t('needs.goals')}</h2>
      <ul class="ds-list">
        {goals.map(({ planId, plan, goalId, goal }) => (
          <li>
            <a class="ds-link" href={`/strategi/${planId}#mal-${goalId}`}>{goal}</a> <span class="subtle">({plan})</span>
          </li>
        ))}
      </ul>
    </>
  )

/** What exists and may answer the need, each with its reason. Never more than proposals. */
export const Proposals = ({ page, needId, themes, proposals }: { readonly page: PageContext; readonly needId: string; readonly themes: readonly NamedTheme[]; readonly proposals: readonly Proposal[] }) => {
  const { t } = page
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{t('needs.proposals')}</h2>
      {proposals.length === 0 ? (
        <p>{t('needs.proposals.none')}</p>
      ) : (
        <>
          <p>{t('needs.proposals.text')}</p>
          <ul class="ds-list">
            {proposals.map((one) => (
              <li>
                <Line page={page} needId={needId} one={one} /> <span class="subtle">{t('needs.proposals.because', { themes: formats(page.lang).list(themeNames(page, themes, one.themes)) })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      <p>
        <a class="ds-link" href={`/materiell?for=behov-${needId}`}>{t('library.find-for')}</a>
      </p>
    </>
  )
}

const Line = ({ page: { t, lang }, needId, one }: { readonly page: PageContext; readonly needId: string; readonly one: Proposal }) => {
  switch (one.kind) {
    case 'running-guidance':
      return <a class="ds-link" href={`/veiledning/${one.id}`}>{t('needs.proposal.running-guidance', { reference: one.reference })}</a>
    case 'earlier-guidance':
      return <a class="ds-link" href={`/veiledning/${one.id}`}>{t('needs.proposal.earlier-guidance', { reference: one.reference, date: formatDate(one.endedOn, lang, 'long') })}</a>
    case 'material':
      return <a class="ds-link" href={`/materiell/${one.id}?for=behov-${needId}`}>{t('library.proposed', { title: one.title })}</a>
    case 'tried-by-others':
      return (
        <>
          <a class="ds-link" href={`/utproving#p-${one.id}`}>{t('needs.proposal.tried-by-others', { what: (one.idea ? t(`practice.idea.${one.idea}`) : one.words).split('\n')[0] ?? '' })}</a>
          {one.still && <> {t('needs.proposal.still', { months: one.still.months, still: t(`practice.still.${one.still.how}`) })}</>}
        </>
      )
    case 'course':
      return <a class="ds-link" href={`/kurs/${one.id}`}>{t('needs.proposal.course', { title: one.title, date: formatDate(one.startsOn, lang, 'long') })}</a>
    case 'university-offer':
      return <a class="ds-link" href={`/tilbud/${one.id}`}>{t('needs.proposal.university-offer', { title: one.title, university: one.university })}</a>
    case 'running-measure':
      return <a class="ds-link" href={`/tiltak/${one.id}`}>{t('needs.proposal.running-measure', { title: one.title })}</a>
    case 'measure-to-join':
    case 'network-to-join':
      return <>{t(`needs.proposal.${one.kind}`, { name: one.name, count: one.kindergartens })}</>
    case 'own-measure':
      return <>{t('needs.proposal.own-measure', { network: one.network ? t('needs.grant.network', { name: one.network }) : '', partner: one.partner ? t('needs.grant.partner', { name: one.partner }) : '' })}</>
    case 'network-nearby':
      return <>{t('needs.proposal.network-nearby', { name: one.network, count: one.kindergartens })}</>
  }
}
