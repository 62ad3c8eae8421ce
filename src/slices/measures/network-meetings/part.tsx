import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { LinkButton, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { whenText } from '../hours.ts'
import type { Meeting } from './store.ts'

export type Meetings = { readonly meetings: readonly Meeting[]; /** How many came; undefined for one who is not told. */ readonly totals: ReadonlyMap<string, number> | undefined; /** The team plans while the network stands. */ readonly plans: boolean }

/** On a network's page: when it meets, and how many came. */
export const MeetingsPart = ({ page, networkId, today, view: { meetings, totals, plans } }: { readonly page: PageContext; readonly networkId: string; readonly today: LocalDate; readonly view: Meetings }) => {
  const { t } = page
  const next = meetings.filter(({ startsAt }) => osloDate(startsAt) >= today)
  const past = meetings.filter((one) => !next.includes(one)).toReversed()
  const table = (caption: string, rows: readonly Meeting[], counted: boolean) => (
    <Table
      caption={caption}
      hiddenCaption
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: 'title', title: t('networks.meeting'), heading: true, cell: (row) => <a class="ds-link" href={`/nettverk/${networkId}/moter/${row.id}`}>{row.title}</a> },
        { key: 'when', title: t('networks.meeting.when'), cell: (row) => whenText(page, row) },
        counted && totals
          ? { key: 'came', title: t('networks.meeting.came'), numeric: true, cell: (row: Meeting) => (row.cancelled ? <Tag>{t('networks.meeting.cancelled')}</Tag> : totals.has(row.id) || row.others !== undefined ? String((totals.get(row.id) ?? 0) + (row.others ?? 0)) : '–') }
          : { key: 'place', title: t('networks.meeting.place'), cell: (row: Meeting) => (row.cancelled ? <Tag>{t('networks.meeting.cancelled')}</Tag> : row.place || '–') },
      ]}
    />
  )
  return (
    <Section title={t('networks.meetings')}>
      {next.length === 0 ? <p class="ds-paragraph">{t('networks.meetings.none')}</p> : table(t('networks.meetings'), next, false)}
      {past.length > 0 && <Details summary={t('networks.meetings.past', { count: past.length })}>{table(t('networks.meetings.past', { count: past.length }), past, true)}</Details>}
      {plans && (
        <ButtonRow>
          <LinkButton href={`/nettverk/${networkId}/moter`} variant="secondary">{t('networks.meeting.new')}</LinkButton>
        </ButtonRow>
      )}
    </Section>
  )
}
