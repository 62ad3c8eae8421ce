import type { Language } from '../../../../kernel/language.ts'
import { formatKroner, ore, sumOre } from '../../../../kernel/money.ts'
import { texts } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { coreOf } from '../../forms/core.ts'
import { carrier } from '../../forms/definition.ts'
import { ownContribution, strandName } from '../../schemes/rules.ts'
import type { Work } from '../work.ts'

type Row = { readonly term: string; readonly value: string }

/** What no question of the form asks and everyone who reads, signs or handles the report must know: its strand, what kind it is, and whose network it is. */
export function aboutReport({ report, scheme, parties, definition }: Pick<Work, 'report' | 'scheme' | 'parties' | 'definition'>, language: Language): readonly Row[] {
  const t = texts(language)
  const strand = strandName(scheme, report.strand, language)
  const kind = t(`scheme.kind.${report.kind}`)
  const members = parties.filter(({ part, state }) => part === 'member' && state === 'accepted').map(({ name }) => name)
  return [
    ...(strand ? [{ term: t('scheme.strand'), value: strand }] : []),
    ...(scheme.kinds.length > 1 ? [{ term: t('reports.kind.short'), value: report.buildsOnReference ? t('scheme.kind.builds-on', { kind, reference: report.buildsOnReference }) : kind }] : []),
    ...(report.networkName && !carrier(definition, 'network-name') ? [{ term: t('reports.network'), value: report.networkName }] : []),
    ...(members.length > 0 ? [{ term: t('reports.members'), value: members.join(', ') }] : []),
  ]
}

/** The own contribution that goes with what the owner asks for, where the strand demands one. */
export function ownPart({ report, scheme, definition, answers }: Pick<Work, 'report' | 'scheme' | 'definition' | 'answers'>, language: Language): Row | undefined {
  const asked = sumOre(coreOf(definition, answers, language).amounts.filter(({ actor }) => actor === 'owner').map((one) => ore(one.ore)))
  const own = ownContribution(scheme, report.strand, asked)
  const t = texts(language)
  return own && { term: t('scheme.own'), value: t('scheme.own.text', { percent: own.percent, grant: formatKroner(asked, language), own: formatKroner(own.ore, language) }) }
}

/** The same above the answers of a page. */
export const AboutReport = ({ page: { lang }, work }: { readonly page: PageContext; readonly work: Work }) => {
  const own = ownPart(work, lang)
  const rows = [...aboutReport(work, lang), ...(own ? [own] : [])]
  return rows.length === 0 ? null : <SummaryList rows={rows} />
}

/** Beside the amounts of a report in a strand that demands it. */
export const OwnPart = ({ page: { lang }, work }: { readonly page: PageContext; readonly work: Work }) => {
  const own = ownPart(work, lang)
  return own ? (
    <Alert kind="info" title={own.term}>
      <p class="ds-paragraph">{own.value}</p>
    </Alert>
  ) : null
}
