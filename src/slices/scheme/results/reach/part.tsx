import { formats, type Translate } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Planned } from '../store.ts'
import type { Reached } from './store.ts'

type Kindergartens = Planned['kindergartens']
const nameOf = (kindergartens: Kindergartens, id: string): string => kindergartens.find((one) => one.id === id)?.name ?? ''

/** What the kindergartens have counted of whom their measures reached, beside what is written here; `propose` is where it is put into the answer. */
export const ReachedPart = ({ page: { t }, reached, kindergartens, propose }: { readonly page: Pick<PageContext, 't'>; readonly reached: readonly Reached[]; readonly kindergartens: Kindergartens; readonly propose: string | undefined }) => (
  <section class="page-part">
    <h2 class="ds-heading" data-size="sm">{t('results.reach')}</h2>
    <p class="ds-paragraph">{t('results.reach.text')}</p>
    <Table
      caption={t('results.reach')}
      hiddenCaption
      rows={reached}
      rowKey={({ kindergartenId, measure }) => `${kindergartenId} ${measure}`}
      columns={[
        { key: 'who', title: t('reach.outside.kindergarten'), heading: true, cell: (one) => nameOf(kindergartens, one.kindergartenId) },
        { key: 'measure', title: t('results.measure'), cell: (one) => (one.ofReport ? t('results.reach.of-report', { title: one.measure }) : one.measure) },
        { key: 'gatherings', title: t('reach.outside.gatherings'), numeric: true, cell: (one) => one.gatherings },
        { key: 'people', title: t('reach.outside.people'), cell: (one) => t('reach.outside.band', { from: one.peopleAtLeast, to: one.peopleAtLeast + 4 }) },
        { key: 'share', title: t('reach.outside.share'), cell: (one) => t(`reach.outside.quarter.${one.quarter}`) },
      ]}
    />
    {propose && (
      <p>
        <a class="ds-link" href={propose}>{t('results.reach.propose')}</a>
      </p>
    )}
  </section>
)

/** The same in a sentence for each kindergarten, to be put into an answer and written on. */
export const proposalOf = (t: Translate, { lang }: Pick<PageContext, 'lang'>, reached: readonly Reached[], kindergartens: Kindergartens): string => {
  const lines = [...Map.groupBy(reached, ({ kindergartenId }) => kindergartenId)].map(([id, all]) => t('results.reach.line', { kindergarten: nameOf(kindergartens, id), measures: formats(lang).list(all.map((one) => t('results.reach.line.measure', { title: one.measure, gatherings: one.gatherings, share: t(`reach.outside.quarter.${one.quarter}`).toLocaleLowerCase('nb') }))) }))
  return [t('results.reach.source'), ...lines].join('\n')
}
