import { formatDate } from '../../../../kernel/dates.ts'
import { formatKroner, ore, sumOre } from '../../../../kernel/money.ts'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { goesTo } from '../figures.tsx'
import { awaited, granted, ownDemanded, unreported, unsettled } from '../rules.ts'
import type { Line, PlannedInstalment } from '../store.ts'

type GrantsProps = { readonly page: PageContext; readonly lines: readonly Line[]; readonly plans: ReadonlyMap<string, readonly PlannedInstalment[]> }

/** What an owner or a university has been granted: year by year, when it is paid, and what it must account for. */
export const GrantsPage = ({ page, lines, plans }: GrantsProps) => {
  const { t, lang } = page
  const kroner = (amount: Parameters<typeof formatKroner>[0]) => formatKroner(amount, lang)
  const years = [...Map.groupBy(lines, (line) => line.year)].toSorted(([one], [other]) => other - one)
  const [first] = lines
  return (
    <Layout page={page} title={t('money.grants.title')} intro={t('money.grants.intro')}>
      {first === undefined ? (
        <EmptyState title={t('money.grants.none')}>
          <p>{t('money.grants.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <SummaryList
            rows={[
              { term: t('money.grants.granted'), value: kroner(sumOre(lines.map(({ balance }) => granted(balance)))) },
              { term: t('money.paid'), value: kroner(sumOre(lines.map(({ balance }) => balance.paid))) },
              { term: t('money.grants.to-report'), value: kroner(sumOre(lines.map(({ balance }) => unreported(balance)))) },
              ...(lines.some(({ balance }) => awaited(balance) > 0) ? [{ term: t('money.grants.to-return'), value: kroner(sumOre(lines.map(({ balance }) => awaited(balance)))) }] : []),
            ]}
          />
          <p>{first.recipientNumber === undefined ? t('money.grants.no-number') : t('money.grants.account', { number: first.recipientNumber })}</p>
          {years.map(([year, of]) => (
            <Section title={String(year)}>
              {of.map((line) => (
                <Grant line={line} plan={plans.get(line.id) ?? []} />
              ))}
            </Section>
          ))}
        </>
      )}
    </Layout>
  )
}

const Grant = ({ line, plan }: { readonly line: Line; readonly plan: readonly PlannedInstalment[] }) => {
  const { t, lang } = usePage()
  const b = line.balance
  const kroner = (amount: Parameters<typeof formatKroner>[0]) => formatKroner(amount, lang)
  const own = ownDemanded(b, line.ownPercent)
  const tasks = [
    ...(unreported(b) > 0 ? [t('money.grants.to-report.some', { amount: kroner(unreported(b)) }), ...(own > 0 ? [t('money.grants.to-report.own', { amount: kroner(own) })] : [])] : []),
    ...(awaited(b) > 0 ? [t('money.grants.return', { amount: kroner(awaited(b)) })] : []),
  ]
  const settled = ore(unsettled(b) - awaited(b))
  return (
    <article class="page-part">
      <h3 class="ds-heading" data-size="xs">
        <a class="ds-link" href={`/behov/${line.reportId}`}>{line.title === '' ? line.reference : `${line.title} (${line.reference})`}</a>
      </h3>
      <SummaryList
        rows={[
          { term: t('money.as'), value: t(goesTo(line)) },
          { term: t('money.granted'), value: kroner(granted(b)) },
          { term: t('money.paid'), value: kroner(b.paid) },
          { term: t('money.grants.plan'), value: <PlanList plan={plan} /> },
          ...(b.used > 0 ? [{ term: t('money.used'), value: kroner(b.used) }] : []),
          ...(settled > 0 ? [{ term: t('money.unsettled'), value: kroner(settled) }] : []),
          ...(b.returned > 0 ? [{ term: t('money.returned'), value: kroner(b.returned) }] : []),
          ...(b.carriedIn > 0 ? [{ term: t('money.carried-in'), value: kroner(b.carriedIn) }] : []),
          ...(b.carriedOut > 0 ? [{ term: t('money.carried-out'), value: kroner(b.carriedOut) }] : []),
          { term: t('money.grants.to-report'), value: tasks.length === 0 ? t('money.grants.to-report.none') : [...tasks.map((task) => <p>{task}</p>), <p><a class="ds-link" href="/resultater">{t('money.grants.to-results')}</a></p>] },
        ]}
      />
    </article>
  )
}

const PlanList = ({ plan }: { readonly plan: readonly PlannedInstalment[] }) => {
  const { t, lang } = usePage()
  if (plan.length === 0) return <>{t('money.line.plan.none')}</>
  return (
    <ul class="plain-list">
      {plan.map((one) => (
        <li>{t('money.grants.plan.line', { day: formatDate(one.paidOn ?? one.dueOn, lang, 'long'), amount: formatKroner(one.ore, lang), state: t(`money.grants.state.${one.state ?? 'open'}`) })}</li>
      ))}
    </ul>
  )
}
