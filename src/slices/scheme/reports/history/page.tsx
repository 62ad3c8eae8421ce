import { formats } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Timeline } from '../../../../ui/timeline.tsx'
import { visible } from '../../forms/answers.ts'
import { pathOf, titleOf } from '../pages.tsx'
import type { Work } from '../work.ts'

/** What is told of a need report's life, by those who live it. What only those who handle it may know is recorded as something else. */
const shownKinds = [
  'report-begun', 'member-invited', 'invitation-accepted', 'invitation-declined', 'member-removed', 'participation-told', 'signing-begun', 'signed', 'sign-declined', 'signers-reminded', 'report-opened', 'submitted', 'report-sent-back', 'report-withdrawn', 'not-submitted',
  'clarification-asked', 'clarification-answered', 'decided', 'reasons-asked', 'reasons-given', 'appealed', 'appeal-considered', 'appeal-answered',
] as const

export type Happened = { readonly kind: string; readonly at: Date; readonly who: string; readonly onBehalfOf: string | undefined; readonly data: Readonly<Record<string, unknown>> }

/** Who did what and when, and who last wrote in each part. */
export const HistoryPage = ({ page, work, events }: { readonly page: PageContext; readonly work: Work; readonly events: readonly Happened[] }) => {
  const { t, lang } = page
  const { report, definition, answers } = work
  const parts = visible(definition, answers).flatMap(({ key, title }) => {
    const mark = report.sections[key]
    return mark ? [{ title: title[lang], by: mark.by, at: new Date(mark.at) }] : []
  })
  return (
    <Layout page={page} title={t('reports.history')} above={titleOf(work, page)} back={{ href: pathOf(report.id), text: t('reports.back') }}>
      <Timeline
        label={t('reports.history')}
        events={events.toReversed().flatMap(({ kind, at, who, onBehalfOf, data }) => {
          const shown = shownKinds.find((one) => `scheme.${one}` === kind)
          const org = typeof data['org'] === 'string' ? data['org'] : undefined
          return shown ? [{ at, text: t(`reports.event.${shown}`), by: who, onBehalfOf, detail: org }] : []
        })}
      />
      {parts.length > 0 && (
        <Section title={t('reports.written')}>
          <Table
            caption={t('reports.written')}
            hiddenCaption
            rows={parts}
            rowKey={({ title }) => title}
            columns={[
              { key: 'part', title: t('reports.written.part'), heading: true, cell: (row) => row.title },
              { key: 'who', title: t('rounds.history.who'), cell: (row) => row.by },
              { key: 'when', title: t('rounds.history.when'), cell: (row) => formats(lang).dateTime(row.at) },
            ]}
          />
        </Section>
      )}
    </Layout>
  )
}
