import { formatDateTime } from '../../../../kernel/dates.ts'
import { formatKroner, plainKroner, sumOre } from '../../../../kernel/money.ts'
import type { PdfBlock, PdfDocument } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Deviation, ItemReport } from '../items/store.ts'
import { perYear, totalOf } from '../items/rules.ts'
import type { Member } from '../members/rules.ts'
import type { Forum } from '../members/store.ts'
import type { Guest, Item, Meeting } from '../meetings/store.ts'
import type { Vote } from '../votes/store.ts'
import { itemTitle } from '../words.tsx'
import type { Approval } from './store.ts'

export type MinutesItem = Item & { readonly reports: readonly ItemReport[]; readonly votes: readonly Vote[]; readonly barred: readonly Member[] }
/** Everything that minutes and recommendation are made of. */
export type MinutesView = {
  readonly forum: Forum
  readonly meeting: Meeting
  readonly members: readonly Member[]
  readonly present: ReadonlySet<string>
  readonly guests: readonly Guest[]
  readonly items: readonly MinutesItem[]
  readonly hidden: readonly number[]
  readonly approvals: readonly Approval[]
  readonly deviations: readonly Deviation[]
}
type Kind = 'minutes' | 'recommendation'
type Words = Pick<PageContext, 't' | 'lang'>

/** The minutes, or the recommendation to the county governor, out of the same data. */
export function minutesDocument(page: Words, view: MinutesView, kind: Kind, at: Date): PdfDocument {
  const { t, lang } = page
  const { forum, meeting } = view
  return {
    language: lang,
    title: t(kind === 'minutes' ? 'forum.minutes.title' : 'forum.recommendation.title', { meeting: meeting.title }),
    above: forum.name,
    sender: forum.name,
    reference: meeting.roundTitle,
    at,
    body: [
      { kind: 'facts', rows: [
        { term: t('forum.meeting.when'), value: formatDateTime(meeting.startsAt, lang) },
        ...(meeting.place ? [{ term: t('forum.meeting.place'), value: meeting.place }] : []),
        { term: t('forum.meeting.round'), value: meeting.roundTitle },
        { term: t('forum.present.who'), value: namesOf(view.members.filter(({ id }) => view.present.has(id))) || '–' },
        { term: t('forum.absent.who'), value: namesOf(view.members.filter(({ id }) => !view.present.has(id))) || '–' },
        ...(view.guests.length > 0 ? [{ term: t('forum.guests'), value: view.guests.map(({ name, from }) => [name, from].filter(Boolean).join(', ')).join('; ') }] : []),
        { term: t('forum.minutes.state'), value: meeting.lockedAt ? t('forum.minutes.locked', { name: meeting.lockedBy ?? '', date: formatDateTime(meeting.lockedAt, lang) }) : t('forum.minutes.draft') },
      ] },
      ...(kind === 'recommendation' ? summary(page, view) : []),
      ...view.items.filter((item) => kind === 'minutes' || item.kind === 'reports').flatMap((item) => itemBlocks(page, view, item)),
      ...(view.hidden.length > 0 ? [{ kind: 'note' as const, text: t('forum.minutes.hidden', { numbers: view.hidden.join(', ') }) }] : []),
      ...(kind === 'minutes' && view.approvals.length > 0 ? approvals(page, view) : []),
    ],
  }
}

const namesOf = (members: readonly Member[]) => members.map(({ name, orgName }) => `${name} (${orgName})`).join('; ')

/** Prioritised measures with outcome, who cooperates, duration and the split of money: what the mandate says that a recommendation gives an overview of. */
function summary({ t, lang }: Words, view: MinutesView): PdfBlock[] {
  const reports = view.items.filter(({ state }) => state === 'agreed' || state === 'adopted').flatMap(({ reports: list }) => list)
  if (reports.length === 0) return []
  const years = perYear(reports.flatMap(({ amounts }) => amounts))
  return [
    { kind: 'heading', text: t('forum.recommendation.overview') },
    {
      kind: 'table', caption: t('forum.recommendation.overview'),
      columns: [{ title: t('forum.report') }, { title: t('forum.applicant') }, { title: t('forum.partner') }, { title: t('forum.duration') }, { title: t('forum.outcome.short') }, { title: t('forum.money.kroner'), numeric: true }],
      rows: reports.map((one) => [[`${one.reference} ${one.title}`, one.strand?.[lang]].filter(Boolean).join(' · '), one.leadName, one.partnerName ?? '–', t('forum.duration.value', { years: one.duration }), one.outcome ? t(`forum.outcome.${one.outcome}`) : '–', plainKroner(totalOf(one.amounts), lang)]),
    },
    { kind: 'facts', rows: [...[...years].map(([year, ore]) => ({ term: String(year), value: formatKroner(ore, lang) })), { term: t('forum.total'), value: formatKroner(sumOre(years.values()), lang) }] },
  ]
}

function itemBlocks(page: Words, view: MinutesView, item: MinutesItem): PdfBlock[] {
  const { t, lang } = page
  return [
    { kind: 'heading', text: itemTitle(page, item) },
    ...(item.barred.length > 0 ? [{ kind: 'text' as const, text: t('forum.minutes.barred', { names: item.barred.map(({ name }) => name).join(', ') }) }] : []),
    ...(item.kind === 'reports' ? [{ kind: 'text' as const, text: t(`forum.minutes.item.${item.state}`) }] : []),
    ...item.votes.toReversed().flatMap((vote): PdfBlock[] => (vote.count && vote.result ? [{ kind: 'text', text: `${t(`forum.vote.result.${vote.result}`)}. ${t('forum.vote.count', { for: vote.count.for, against: vote.count.against, blank: vote.count.blank, entitled: vote.entitled ?? 0 })}` }] : [])),
    ...item.reports.flatMap((one): PdfBlock[] => [
      ...(item.reports.length > 1 ? [{ kind: 'heading' as const, level: 2 as const, text: `${one.reference} ${one.title}` }] : []),
      ...(one.outcome ? [{ kind: 'facts' as const, rows: [
        { term: t('forum.applicant'), value: one.leadName },
        ...(one.strand ? [{ term: t('scheme.strand'), value: one.strand[lang] }] : []),
        { term: t('forum.outcome.short'), value: t(`forum.outcome.${one.outcome}`) },
        ...one.amounts.map((amount) => ({ term: `${amount.year}, ${t(`forum.actor.${amount.actor}`)}`, value: formatKroner(amount.ore, lang) })),
        { term: t('forum.reason'), value: one.reason },
        ...view.deviations.filter(({ reportId }) => reportId === one.id).map((deviation) => ({ term: t('forum.deviation'), value: deviation.reason })),
      ] }] : []),
    ]),
    ...(item.minutes === '' ? [] : [{ kind: 'text' as const, text: item.minutes }]),
  ]
}

const approvals = ({ t, lang }: Words, view: MinutesView): PdfBlock[] => [
  { kind: 'heading', text: t('forum.minutes.answers') },
  { kind: 'list', items: view.approvals.map((one) => `${one.by}: ${t(one.approves ? 'forum.minutes.approved' : 'forum.minutes.objected')}${one.note ? `. ${one.note}` : ''} (${formatDateTime(one.at, lang)})`) },
]
