import { formatKroner, sumOre } from '../../../kernel/money.ts'
import { Details } from '../../../ui/details.tsx'
import { usePage } from '../../../ui/context.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { strandName } from '../schemes/rules.ts'
import type { ReportView } from './load.ts'

/** What was sent, as it was sent: it stands beside the assessment and is never changed by it. What the form of its year does not ask about is not there. */
export const Sent = ({ view: { report, themes, strands, amounts, kindergartens, staff, round } }: { readonly view: ReportView }) => {
  const { t, lang } = usePage()
  const strand = strandName({ strands }, report.strand, lang)
  const years = [...new Set(amounts.map(({ year }) => year))]
  const of = (year: number, actor: string) => formatKroner(sumOre(amounts.filter((one) => one.year === year && one.actor === actor).map(({ ore }) => ore)), lang)
  const actors = (['owner', 'university', 'coordinator', 'other'] as const).filter((actor) => amounts.some((one) => one.actor === actor))
  return (
    <>
      <h2 class="ds-heading" data-size="sm">
        {t('review.sent')}
      </h2>
      <SummaryList
        rows={[
          { term: t('review.sent.owner'), value: report.network ? `${report.network} (${report.leadName})` : report.leadName },
          { term: t('review.sent.at'), value: t('review.sent.when', { when: report.submittedAt }) },
          ...(strand ? [{ term: t('scheme.strand'), value: strand }] : []),
          { term: t('review.sent.kind'), value: t(`review.kind.${report.kind as 'new'}`) },
          ...(report.partnerName ? [{ term: t('review.sent.partner'), value: report.partnerName }] : []),
          { term: t('review.sent.themes'), value: report.themes.map((code) => <Tag>{themes.find((theme) => theme.code === code)?.name[lang] ?? code}</Tag>) },
          { term: t('review.sent.duration'), value: t('review.years', { count: report.duration }) },
          { term: t('review.sent.staff'), value: report.staff > 0 ? t('review.staff.share', { takingPart: report.takingPart, staff: report.staff, share: Math.round((100 * report.takingPart) / report.staff) }) : undefined },
          ...(amounts.length > 0 ? [{ term: t('review.sent.asked'), value: formatKroner(sumOre(amounts.map(({ ore }) => ore)), lang) }] : []),
        ]}
      />
      <h3 class="ds-heading" data-size="2xs">
        {t('review.sent.need')}
      </h3>
      <p class="prose">{report.need === '' ? t('common.not.answered') : report.need}</p>
      {report.goals !== '' && (
        <>
          <h3 class="ds-heading" data-size="2xs">
            {t('review.sent.goals')}
          </h3>
          <p class="prose">{report.goals}</p>
        </>
      )}
      <Details summary={t('review.sent.kindergartens', { count: report.kindergartens })}>
        <ul class="ds-list">
          {kindergartens.map((name) => (
            <li>{name}</li>
          ))}
        </ul>
      </Details>
      {staff.length > 0 && (
        <Details summary={t('review.sent.groups')}>
          <Table
            caption={t('review.sent.groups')} hiddenCaption rows={staff} rowKey={({ group }) => group} phone="scroll"
            columns={[
              { key: 'group', title: t('review.sent.group'), heading: true, cell: ({ group }) => t(`review.group.${group}`) },
              { key: 'part', title: t('review.sent.takes-part'), numeric: true, cell: ({ employed, takesPart }) => t('review.of', { part: takesPart, all: employed }) },
            ]}
          />
        </Details>
      )}
      {years.length > 0 && (
        <Details summary={t('review.sent.amounts')}>
          <Table
            caption={t('review.sent.amounts')} hiddenCaption rows={years} rowKey={String} phone="scroll"
            columns={[
              { key: 'year', title: t('review.sent.year'), heading: true, cell: String },
              ...actors.map((actor) => ({ key: actor, title: t(`review.actor.${actor}`), numeric: true, cell: (year: number) => of(year, actor) })),
            ]}
          />
        </Details>
      )}
      <p>
        <a class="ds-link" href={`/behov/${report.id}`}>{t('review.sent.whole')}</a>
        {' · '}
        <a class="ds-link" href={`/runder/${round.id}/vurdering`}>{t('review.back')}</a>
      </p>
    </>
  )
}
