import { formatDate } from '../../../kernel/dates.ts'
import type { PdfBlock, PdfDocument } from '../../../platform/pdf.ts'
import { formats } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { inLanguage, stepOf } from '../flow/index.ts'
import { answerText } from '../requests/pages.tsx'
import { fieldsOf, sections } from '../requests/rules.ts'
import { momentText, outcomeName, type CaseView } from './pages.tsx'

/** The case for the kindergarten's own archive: all that both sides have written and agreed, and all that has happened. Nothing that is internal to the team. */
export function caseDocument(page: PageContext, view: CaseView, at: Date): PdfDocument {
  const { t, lang } = page
  const { one, flow } = view
  const step = stepOf(flow, one.stepKey)
  return {
    language: lang,
    title: t('guidance.case.title', { kindergarten: one.kindergartenName }),
    above: t('guidance.case.reference', { reference: one.reference }),
    sender: one.teamName,
    reference: one.reference,
    at,
    body: [
      { kind: 'facts', rows: [
        { term: t('guidance.team.col.kindergarten'), value: one.kindergartenName },
        { term: t('guidance.team.col.reference'), value: one.reference },
        { term: t('guidance.team.col.step'), value: step ? inLanguage(step.name, lang) : '' },
        ...(one.dueOn && one.state === 'running' ? [{ term: t('guidance.team.col.due'), value: formatDate(one.dueOn, lang, 'long') }] : []),
        ...(view.assignments.length > 0 ? [{ term: t('guidance.team.col.adviser'), value: view.assignments.map((assignment) => assignment.name).join(', ') }] : []),
        ...(one.closedAt ? [{ term: t('guidance.team.view.closed'), value: t('guidance.case.closed', { date: formats(lang).date(one.closedAt), outcome: outcomeName(flow, one.outcome ?? '', page) }) }] : []),
        ...(one.summary ? [{ term: t('guidance.case.summary'), value: one.summary }] : []),
      ] },
      { kind: 'heading', text: t('guidance.case.request') },
      { kind: 'facts', rows: sections.flatMap((section) => fieldsOf[section]).map((field) => ({ term: t(`guidance.field.${field}` as 'guidance.field.goal'), value: answerText(page, one.content, field, view.themes) || t('common.not.answered') })) },
      ...(view.attachments.length === 0 ? [] : [{ kind: 'heading' as const, text: t('guidance.case.attachments') }, { kind: 'text' as const, text: t('guidance.case.attachments.listed') }, { kind: 'list' as const, items: view.attachments.map((one) => attachmentLine(page, one)) }]),
      ...view.parts.flatMap((part): PdfBlock[] => (part.print && part.print.length > 0 ? [{ kind: 'heading', text: part.title }, ...part.print] : [])),
      { kind: 'heading', text: t('guidance.case.messages') },
      ...shared(view).flatMap((note): PdfBlock[] => [{ kind: 'note', title: `${note.by}, ${formats(lang).dateTime(note.at)}`, text: note.text }]),
      ...(shared(view).length === 0 ? [{ kind: 'text' as const, text: t('guidance.case.notes.none') }] : []),
      { kind: 'heading', text: t('guidance.case.timeline') },
      { kind: 'timeline', events: view.moments.filter((moment) => !moment.internal).map((moment) => ({ at: moment.at, what: momentText(page, view, moment), by: moment.onBehalfOf ? `${moment.who} ${t('common.acting.for', { name: moment.onBehalfOf })}` : moment.who })) },
    ],
  }
}

const attachmentLine = ({ t, lang }: PageContext, one: CaseView['attachments'][number]): string =>
  `${t('guidance.attachments.size', { name: one.name, kilobytes: Math.ceil(one.size / 1024) })}. ${one.addedByName}, ${formats(lang).date(one.addedAt)}`

const shared = (view: CaseView) => view.notes.filter((note) => !note.internal).toReversed()
