import { formatClock, formatDate, formatDateTime, type LocalDate } from '../../../../kernel/dates.ts'
import type { PdfBlock, PdfDocument } from '../../../../platform/pdf.ts'
import { formats, texts } from '../../../../texts/index.ts'
import { roleText } from '../shown/words.ts'
import type { Minutes } from './rules.ts'

/** What stands under the title: which version, where it has come, and what was corrected. */
export function standingText({ number, state, content, sentAt, approvedAt, approvedBy, correction }: Minutes): readonly string[] {
  const t = texts(content.language)
  const { dateTime } = formats(content.language)
  return [
    approvedAt ? t('discussions.minutes.approved.by', { number, when: dateTime(approvedAt), who: approvedBy ?? '' }) : t(state === 'reading' ? 'discussions.minutes.reading.since' : 'discussions.minutes.withdrawn', { number, when: dateTime(sentAt) }),
    ...(correction ? [t('discussions.minutes.corrected', { why: correction })] : []),
  ]
}

/** The minutes as a document, in the municipality's own form of Norwegian. */
export function minutesDocument(minutes: Minutes): PdfDocument {
  const { content, objections } = minutes
  const lang = content.language
  const t = texts(lang)
  const when = `${formatDateTime(new Date(content.startsAt), lang)}–${formatClock(new Date(content.endsAt), lang)}`
  const listed = (rows: readonly { readonly role: string; readonly org: string; readonly name?: string }[]): string[] => rows.map(({ name, role, org }) => (name ? `${name}, ${roleText({ t }, role)}, ${org}` : `${org} (${roleText({ t }, role)})`))
  return {
    language: lang,
    title: content.title,
    above: t('discussions.minutes.document'),
    sender: content.municipality,
    at: minutes.approvedAt ?? minutes.sentAt,
    intro: standingText(minutes).join('\n'),
    body: [
      { kind: 'facts', rows: [{ term: t('discussions.field.purpose'), value: content.purpose }, { term: t('discussions.when'), value: when }, { term: t('discussions.where'), value: content.place || '–' }] },
      { kind: 'heading', text: t('discussions.minutes.present') },
      content.present.length === 0 ? { kind: 'text', text: t('discussions.minutes.present.none') } : { kind: 'list', items: listed(content.present) },
      { kind: 'heading', text: t('discussions.invited') },
      { kind: 'list', items: content.invited.length === 0 ? ['–'] : listed(content.invited) },
      ...content.points.flatMap((point, at): PdfBlock[] => [
        { kind: 'heading', text: `${at + 1}. ${point.title}` },
        { kind: 'text', text: [t(`discussions.kind.${point.kind}`), ...(point.introduces ? [t('discussions.point.introduces', { who: point.introduces })] : [])].join('. ') },
        ...(point.reason ? [{ kind: 'text' as const, text: point.reason }] : []),
        ...point.said.map(({ by, body }) => ({ kind: 'text' as const, text: by ? `${by}:\n${body}` : body })),
        ...(point.agreed.length > 0 ? [{ kind: 'table' as const, caption: t('discussions.minutes.agreed', { number: at + 1 }), columns: [{ title: t('discussions.field.agreed') }, { title: t('discussions.field.responsible') }, { title: t('discussions.field.due') }], rows: point.agreed.map(({ body, responsible, due }) => [body, responsible, formatDate(due as LocalDate, lang, 'long')]) }] : []),
      ]),
      ...(objections.length > 0 ? [{ kind: 'heading' as const, text: t('discussions.objections') }, ...objections.map((one) => ({ kind: 'note' as const, title: t('discussions.objection.by', { who: one.name, role: roleText({ t }, one.role), org: one.org }), text: one.body }))] : []),
    ],
  }
}
