import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import type { PdfBlock } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { followUpLabels } from '../follow-up/pages.tsx'
import type { FollowUp } from '../follow-up/store.ts'
import { evaluationLabels } from '../pages.tsx'
import { evaluationTexts, levels, sharedEvaluations, type Evaluation } from '../rules.ts'
import { meanOf } from '../staff/pages.tsx'
import { questions, takesAnswers, type StaffLink } from '../staff/rules.ts'

/** The evaluation for the kindergarten's archive: what both sides have shared, round by round, and the staff's means where the rule of five lets them be seen. */
export function evaluationPrint(page: PageContext, evaluations: readonly Evaluation[], links: readonly StaffLink[], today: LocalDate): PdfBlock[] {
  const shared = sharedEvaluations(evaluations)
  const counted = links.filter((link) => !takesAnswers(link, today))
  const rounds = [...new Set([...shared, ...counted].map(({ round }) => round))].sort((a, b) => a - b)
  return rounds.flatMap((round): PdfBlock[] => [
    ...(rounds.length > 1 ? [{ kind: 'heading' as const, level: 2 as const, text: page.t('evaluation.round', { round }) }] : []),
    ...compared(page, shared.filter((one) => one.round === round)),
    ...counted.filter((link) => link.round === round).flatMap((link) => staffPrint(page, link)),
  ])
}

/** The two of one round, question by question. */
function compared({ t }: PageContext, evaluations: readonly Evaluation[]): PdfBlock[] {
  if (evaluations.length === 0) return []
  const labels = evaluationLabels(t)
  const texts = evaluationTexts.map((field) => [labels[field], ...evaluations.map((one) => one[field] || t('common.not.answered'))])
  return [
    {
      kind: 'table',
      caption: t('evaluation.compare.title'),
      columns: [{ title: t('evaluation.staff.question') }, ...evaluations.map(({ side }) => ({ title: t(`evaluation.side.${side}`) }))],
      rows: [[labels.goalReached, ...evaluations.map((one) => t(`evaluation.goal.${levels[one.goalReached - 1] ?? '1'}`))], ...texts],
    },
    { kind: 'text', text: evaluations.map((one) => t('evaluation.by', { who: one.writtenBy, when: one.writtenAt })).join(' · ') },
  ]
}

function staffPrint(page: PageContext, { means, answers }: StaffLink): PdfBlock[] {
  const { t } = page
  if (!means || answers === undefined) return [{ kind: 'text', text: `${t('evaluation.staff.results')}: ${t('evaluation.staff.few')}.` }]
  return [
    {
      kind: 'table',
      caption: `${t('evaluation.staff.results')}. ${t('evaluation.staff.results.caption', { count: answers })}`,
      columns: [{ title: t('evaluation.staff.question') }, { title: t('evaluation.staff.mean'), numeric: true }],
      rows: questions.map((question) => [`${t(`evaluation.survey.${question}`)} (${t(`evaluation.survey.${question}.1`)} … ${t(`evaluation.survey.${question}.5`)})`, meanOf(page, means, question)]),
    },
  ]
}

/** What has lasted, oldest first. */
export const followUpPrint = ({ t, lang }: PageContext, followUps: readonly FollowUp[]): PdfBlock[] => {
  const labels = followUpLabels(t)
  return followUps.toReversed().flatMap((one): PdfBlock[] => [
    { kind: 'heading', level: 2, text: t('evaluation.follow-up.entry', { date: formatDate(one.heldOn, lang, 'long') }) },
    {
      kind: 'facts',
      rows: [
        { term: labels.lasting, value: t(`evaluation.follow-up.lasting.${levels[one.lasting - 1] ?? '1'}`) },
        { term: labels.whatLasted, value: one.whatLasted },
        ...(one.whatNext === '' ? [] : [{ term: labels.whatNext, value: one.whatNext }]),
      ],
    },
    { kind: 'text', text: t('evaluation.by', { who: one.writtenBy, when: one.writtenAt }) },
  ])
}
