import { LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { ChangeTable } from '../changes/pages.tsx'
import { changeKinds } from '../changes/rules.ts'
import type { Change } from '../changes/store.ts'
import { namedWithYears } from '../frame/pages.tsx'
import { reasonText } from '../health/pages.tsx'
import type { Reason } from '../health/rules.ts'
import type { Partnership } from '../store.ts'
import { fewest, type Measures, type Share } from './rules.ts'

type View = { readonly measures: Measures; readonly pairs: readonly { readonly one: Partnership; readonly reasons: readonly Reason[] }[]; readonly universities: readonly { readonly name: string; readonly changes: readonly Change[] }[] }

/** '2 av 3' when there are few, '40 %' with the numbers behind when there are enough. */
const shareText = ({ t }: PageContext, { count, of }: Share): string => (of === 0 ? t('pair.county.nothing') : of < fewest ? t('pair.county.few', { count, of }) : t('pair.county.share', { percent: Math.round((count / of) * 100) }))
const noteText = ({ t }: PageContext, { count, of }: Share): string => (of === 0 ? t('pair.county.nothing.note') : of < fewest ? t('pair.county.few.note') : t('pair.county.share.note', { count, of }))

/** The partnerships of a county: how long, how steady, what is kept, and what has changed at the universities. */
export const CountyPage = ({ page, view: { measures, pairs, universities } }: { readonly page: PageContext; readonly view: View }) => {
  const { t } = page
  const figure = (label: string, share: Share) => ({ label, value: shareText(page, share), note: noteText(page, share) })
  return (
    <Layout page={page} title={t('pair.county')} intro={t('pair.county.intro')} back={{ href: '/partnerskap', text: t('partnership.title') }} wide>
      {pairs.length === 0 ? (
        <EmptyState title={t('partnership.none')} action={<LinkButton variant="secondary" href="/partnerskap">{t('partnership.title')}</LinkButton>}>
          <p>{t('partnership.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <KeyFigures
            figures={[
              { label: t('pair.county.months'), value: measures.months === undefined ? t('pair.county.nothing') : String(Math.round(measures.months)), note: t('pair.county.months.note', { count: measures.chains }) },
              figure(t('pair.county.continuing'), measures.continuing),
              figure(t('pair.county.kept.owner'), measures.kept.owner),
              figure(t('pair.county.kept.partner'), measures.kept.partner),
              figure(t('pair.county.changed'), measures.changed),
              figure(t('pair.county.without-gap'), measures.withoutGap),
            ]}
          />
          <Section title={t('pair.county.pairs')}>
            <p class="ds-paragraph">{t('pair.county.pairs.text')}</p>
            <Table
              caption={t('pair.county.pairs')}
              hiddenCaption
              rows={pairs}
              rowKey={({ one }) => one.id}
              columns={[
                { key: 'name', title: t('partnership.name'), heading: true, cell: ({ one }) => <a class="ds-link" href={`/partnerskap/${one.id}`}>{namedWithYears(one)}</a> },
                { key: 'owner', title: t('partnership.side.owner'), cell: ({ one }) => one.ownerName },
                { key: 'partner', title: t('partnership.side.partner'), cell: ({ one }) => one.partnerName },
                { key: 'why', title: t('pair.health.concerns'), cell: ({ one, reasons }) => { const bad = reasons.filter(({ good }) => !good); return bad.length === 0 ? t('pair.county.no-concerns') : <ul class="ds-list">{bad.map((reason) => <li>{reasonText(page, one, reason)}</li>)}</ul> } },
              ]}
            />
          </Section>
          <Section title={t('pair.county.universities')}>
            {universities.map(({ name, changes }) => (
              <>
                <h3 class="ds-heading" data-size="2xs">{name}</h3>
                <p class="ds-paragraph">{changeKinds.map((kind) => t('pair.county.kind', { kind: t(`pair.change.kind.${kind}`), count: changes.filter((change) => change.kind === kind).length })).join(' · ')}</p>
                {changes.length > 0 && (
                  <Details summary={t('pair.county.show', { name })}>
                    <ChangeTable page={page} changes={changes} />
                  </Details>
                )}
              </>
            ))}
          </Section>
        </>
      )}
    </Layout>
  )
}
