import { formatDate, addDays } from '../../../kernel/dates.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { Criterion, LegalReference, Scheme } from './rules.ts'

type Props = { readonly page: PageContext; readonly schemes: readonly Scheme[] }

/** The rules of each scheme in words, out of the same data the program follows. */
export const SchemesPage = ({ page, schemes }: Props) => (
  <Layout page={page} title={page.t('schemes.title')} intro={page.t('schemes.intro')} {...(mayGoBack(page) ? { back: { href: '/runder', text: page.t('rounds.title') } } : {})}>
    {schemes.map((scheme) => (
      <SchemePart page={page} scheme={scheme} />
    ))}
  </Layout>
)

/** Anyone may read the rules; the rounds are in the menu of those who may see them. */
const mayGoBack = ({ nav }: PageContext): boolean => nav.some(({ href, parts = [] }) => href === '/runder' || parts.some((part) => part.href === '/runder'))

const SchemePart = ({ page: { t, lang }, scheme }: { readonly page: PageContext; readonly scheme: Scheme }) => {
  const period = ({ from, to }: Pick<LegalReference, 'from' | 'to'>) => (to ? t('schemes.valid.between', { from: formatDate(from, lang, 'long'), to: formatDate(addDays(to, -1), lang, 'long') }) : t('schemes.valid.from', { from: formatDate(from, lang, 'long') }))
  const list = (items: readonly { readonly nb: string; readonly nn: string; readonly en: string }[]) => <ul class="ds-list">{items.map((item) => <li>{item[lang]}</li>)}</ul>
  return (
    <Section title={scheme.short[lang]}>
      <p class="ds-paragraph">{scheme.about[lang]}</p>
      <SummaryList
        rows={[
          { term: t('schemes.valid'), value: period(scheme.valid) },
          { term: t('schemes.reporter'), value: t(`scheme.reporter.${scheme.reporter}`) },
          { term: t('schemes.partner'), value: [t(`schemes.partner.${scheme.partner}`), ...(scheme.partnerForms.includes('vocational-college') ? [t('schemes.partner.vocational')] : [])].join(' ') },
          { term: t('schemes.strands'), value: <ul class="ds-list">{scheme.strands.map((strand) => <li>{strand.name[lang]}. {strand.about[lang]}</li>)}</ul> },
          { term: t('schemes.years'), value: t('schemes.years.value', { count: scheme.longestYears }) },
          { term: t('schemes.signatures'), value: scheme.signatures.map((capacity) => t(`scheme.capacity.${capacity}`)).join(', ') },
          { term: t('schemes.decides'), value: scheme.roleWords['county-governor'][lang] },
          { term: t('schemes.groups'), value: t(scheme.workingGroups ? 'schemes.groups.yes' : 'schemes.groups.no') },
          { term: t('schemes.eligibility'), value: list(scheme.eligibility.map(({ name }) => name)) },
          { term: t('schemes.priority'), value: <ul class="ds-list">{scheme.priority.map((criterion) => <Weighted lang={lang} t={t} criterion={criterion} />)}</ul> },
          { term: t('schemes.legal'), value: <ul class="ds-list">{scheme.legal.map((one) => <li><a class="ds-link" href={one.address}>{one.title[lang]}</a> ({period(one)})</li>)}</ul> },
        ]}
      />
    </Section>
  )
}

const Weighted = ({ t, lang, criterion }: Pick<PageContext, 't' | 'lang'> & { readonly criterion: Criterion }) => (
  <li>
    {t('schemes.priority.weight', { name: criterion.name[lang], weight: criterion.weight ?? 0 })}. {criterion.explanation[lang]}
  </li>
)
