import { formatDate } from '../../../../kernel/dates.ts'
import { formatKroner } from '../../../../kernel/money.ts'
import type { PdfBlock, PdfDocument } from '../../../../platform/pdf.ts'
import type { SheetColumn } from '../../../../platform/sheets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { nameOf } from '../pages.tsx'
import { progressOf, type Comment, type Goal, type Plan, type Worked } from '../rules.ts'
import { inOrder, progressText, timeOf } from '../shown.tsx'
import type { Frame, Named } from '../store.ts'

export type Known = { readonly plan: Plan; readonly worked: readonly Worked[]; readonly themes: readonly Named[]; readonly frame: Frame | undefined }
type Words = Pick<PageContext, 't' | 'lang'>
type Row = { readonly number: string; readonly goal: Goal; readonly main: Goal; readonly isPart: boolean }

/** Goals and working goals as municipalities write them, in the order of the plan. */
const rowsOf = (plan: Plan): readonly Row[] => inOrder(plan).map(({ goal, number }) => ({ number, goal, main: plan.goals.find(({ id }) => id === goal.parentId) ?? goal, isPart: goal.parentId !== undefined }))

/** What is done about a goal: measures by the name the reader may see, and own initiatives. */
function doneAbout({ t }: Words, { plan, worked }: Known, goal: Goal): string {
  const measures = worked.filter(({ goalId }) => goalId === goal.id).map(({ title }) => title ?? t('plans.measure.unnamed'))
  const own = plan.lines.filter((line) => line.goalId === goal.id && line.measureId === undefined).map(({ title }) => title)
  return [...measures, ...own].join('; ')
}
const moneyOf = ({ lang }: Words, { economy }: Goal): string => (economy === undefined ? '' : formatKroner(economy, lang))
const statusOf = (page: Words, { plan, worked }: Known, { id }: Goal): string => progressText(page, progressOf(plan, worked, id))

/** The plan as it stands when it is asked for, for those who read it. */
export function planDocument(page: Words, known: Known, at: Date): PdfDocument {
  const { t, lang } = page
  const { plan, frame, themes } = known
  const why = rowsOf(plan).flatMap(({ goal, number }): PdfBlock[] => {
    const of = themes.filter(({ code }) => goal.themes.includes(code)).map(({ name }) => name[lang])
    const words = [goal.why, of.length > 0 ? t('plans.goal.themes', { themes: of.join(', ') }) : ''].filter((one) => one !== '')
    return words.length === 0 ? [] : [{ kind: 'heading', text: `${number} ${goal.title}`, level: 2 }, { kind: 'text', text: words.join('\n\n') }]
  })
  return {
    language: lang,
    title: nameOf(page, plan),
    above: t('plans.document.kind'),
    sender: plan.municipality,
    at,
    intro: standingOf(page, plan).join('\n'),
    body: [
      ...(plan.about ? [{ kind: 'text' as const, text: plan.about }] : []),
      ...(frame ? [{ kind: 'text' as const, text: `${t('plans.within', { name: frame.name[lang] })} ${t('plans.frame.source', { source: frame.source })}` }] : []),
      ...(why.length > 0 ? [{ kind: 'heading' as const, text: t('plans.document.why') }, ...why] : []),
      ...tableOf(page, known),
      ...(plan.state === 'draft' || plan.comments.length === 0 ? [] : [{ kind: 'heading' as const, text: t('plans.comments', { count: plan.comments.length }) }, ...plan.comments.flatMap((one) => said(page, one))]),
    ],
  }
}

/** The whole plan in one table. Seven columns have room on a page lying on its side. */
function tableOf(page: Words, known: Known): readonly PdfBlock[] {
  const { t } = page
  const heading = { kind: 'heading', text: t('plans.table') } as const
  if (known.plan.goals.length === 0) return [heading, { kind: 'text', text: t('plans.goals.none') }]
  const shown = columns(page, known)
  const table: PdfBlock = { kind: 'table', caption: t('plans.document.table'), columns: shown.map(({ title, numeric }) => ({ title, ...(numeric ? { numeric } : {}) })), rows: rowsOf(known.plan).map((row) => shown.map(({ cell }) => cell(row))) }
  return [{ kind: 'wide', body: [heading, table, { kind: 'text', text: t('plans.document.status') }] }]
}

/** Where the plan has come. */
const standingOf = (page: Words, plan: Plan): readonly string[] => {
  const { t, lang } = page
  const state = plan.adoptedOn
    ? t('plans.document.adopted', { when: formatDate(plan.adoptedOn, lang, 'long'), body: plan.adoptedBody ?? '' })
    : plan.state === 'hearing' && plan.hearingUntil
      ? t('plans.document.hearing', { when: formatDate(plan.hearingUntil, lang, 'long') })
      : t('plans.document.draft')
  return [state, timeOf(page, plan)]
}

/** By organisation and role: what leaves the program as a file names nobody. */
const said = ({ t }: Words, { org, role, body, outcome, answer }: Comment): readonly PdfBlock[] => [
  { kind: 'heading', text: t('plans.document.comment', { org, role: t(`identity.role.${role}`) }), level: 2 },
  { kind: 'text', text: body },
  { kind: 'note', title: outcome ? t(`plans.outcome.${outcome}`) : t('plans.answer.field'), text: outcome ? answer : t('plans.answer.none') },
]

type DocumentColumn = { readonly title: string; readonly numeric?: boolean; readonly cell: (row: Row) => string }
const columns = (page: Words, known: Known): readonly DocumentColumn[] => {
  const { t } = page
  return [
    { title: t('plans.column.main'), cell: ({ number, goal, isPart }) => (isPart ? number.split('.')[0] ?? '' : `${number} ${goal.title}`) },
    { title: t('plans.column.part'), cell: ({ number, goal, isPart }) => (isPart ? `${number} ${goal.title}` : '–') },
    { title: t('plans.column.measures'), cell: ({ goal }) => doneAbout(page, known, goal) || '–' },
    { title: t('plans.column.economy'), numeric: true, cell: ({ goal }) => moneyOf(page, goal) || '–' },
    { title: t('plans.column.time'), cell: ({ goal }) => timeOf(page, goal) },
    { title: t('plans.column.responsible'), cell: ({ goal }) => goal.responsible || '–' },
    { title: t('plans.column.status'), cell: ({ goal }) => statusOf(page, known, goal) },
  ]
}

/** The same table for a spreadsheet, where each line says which goal it belongs to and money is a number. */
export const sheetOf = (page: Words, known: Known): { readonly columns: readonly SheetColumn<Row>[]; readonly rows: readonly Row[] } => {
  const { t, lang } = page
  return {
    rows: rowsOf(known.plan),
    columns: [
      { title: t('plans.column.number'), value: ({ number }) => number },
      { title: t('plans.column.main'), value: ({ main }) => main.title },
      { title: t('plans.column.part'), value: ({ goal, isPart }) => (isPart ? goal.title : '') },
      { title: t('plans.column.measures'), value: ({ goal }) => doneAbout(page, known, goal) },
      { title: t('plans.field.economy'), value: ({ goal }) => (goal.economy === undefined ? undefined : goal.economy / 100) },
      { title: t('plans.field.from'), value: ({ goal }) => formatDate(goal.startsOn, lang, 'short') },
      { title: t('plans.field.to'), value: ({ goal }) => formatDate(goal.endsOn, lang, 'short') },
      { title: t('plans.column.responsible'), value: ({ goal }) => goal.responsible },
      { title: t('plans.column.status'), value: ({ goal }) => statusOf(page, known, goal) },
    ],
  }
}
