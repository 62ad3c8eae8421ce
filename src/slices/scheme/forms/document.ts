import { formatDate, localDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import { formatKroner, ore, plainKroner, sumOre } from '../../../kernel/money.ts'
import type { PdfBlock } from '../../../platform/pdf.ts'
import { formats } from '../../../texts/formats.ts'
import { texts, type Translate } from '../../../texts/index.ts'
import { amountRows, answerTo, calculated, fileRefs, staffRows, strings, visible, yearsOf, type Answer, type Answers, type StaffRow } from './answers.ts'
import type { ChoiceQuestion, FormDefinition, MoneyQuestion, Question, StaffQuestion } from './definition.ts'
import type { KnownOrganisation } from './reading.ts'

/** What is shown of an answer: words under its question, or a table. An empty value is a question nobody has answered. */
export type Shown =
  | { readonly kind: 'words'; readonly key: string; readonly term: string; readonly value: string }
  | { readonly kind: 'table'; readonly key: string; readonly caption: string; readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[]; /** The last row is sums. */ readonly summed: boolean }
export type ShownSection = { readonly key: string; readonly title: string; readonly items: readonly Shown[] }

/** The answers that are seen, in words of the language (the scheme's own, when they are given), in the order of the form. `organisations` gives kindergartens and partners their names. */
export function shownAnswers(definition: FormDefinition, answers: Answers, organisations: readonly KnownOrganisation[], language: Language, t: Translate = texts(language)): readonly ShownSection[] {
  const names = new Map(organisations.map(({ id, name }) => [id, name]))
  const words: Wording = { t, language, name: (id) => names.get(id) ?? t('forms.unknown-organisation') }
  return visible(definition, answers).map((section) => ({ key: section.key, title: section.title[language], items: section.questions.flatMap((question) => shown(definition, question, answers, words)) }))
}

/** The same as blocks of a document. */
export const answerBlocks = (definition: FormDefinition, answers: Answers, organisations: readonly KnownOrganisation[], language: Language, t: Translate = texts(language)): readonly PdfBlock[] =>
  shownAnswers(definition, answers, organisations, language, t).flatMap(({ title, items }): PdfBlock[] => [{ kind: 'heading', text: title }, ...inLists(items.flatMap((item) => blocks(item, t)))])

/** Short answers that follow each other are one list: a list for each would be heard as so many lists of one. */
function inLists(all: readonly PdfBlock[]): readonly PdfBlock[] {
  const joined: PdfBlock[] = []
  for (const block of all) {
    const last = joined.at(-1)
    if (block.kind === 'facts' && last?.kind === 'facts') joined.splice(-1, 1, { kind: 'facts', rows: [...last.rows, ...block.rows] })
    else joined.push(block)
  }
  return joined
}

const blocks = (item: Shown, t: Translate): readonly PdfBlock[] => {
  if (item.kind === 'table') return [{ kind: 'table', caption: item.caption, columns: item.columns.map((title, index) => ({ title, numeric: index > 0 })), rows: item.rows }]
  // Long words read better under a heading than in a narrow column.
  if (item.value.length > 120 || item.value.includes('\n')) return [{ kind: 'heading', level: 2, text: item.term }, { kind: 'text', text: item.value }]
  return [{ kind: 'facts', rows: [{ term: item.term, value: item.value || t('common.not.answered') }] }]
}

type Wording = { readonly t: Translate; readonly language: Language; readonly name: (id: string) => string }

function shown(definition: FormDefinition, question: Question, answers: Answers, words: Wording): readonly Shown[] {
  const term = question.label[words.language]
  const answer = answerTo(definition, question, answers)
  if (question.kind === 'money' && answer !== undefined) return [{ kind: 'table', key: question.key, caption: term, ...moneyTable(definition, question, answers, words) }]
  if (question.kind === 'staff' && answer !== undefined) return staffTables(question, staffRows(answer), words)
  return [{ kind: 'words', key: question.key, term, value: question.kind === 'sum' ? sumWords(definition, question.key, answers, words.language) : answer === undefined ? '' : inWords(question, answer, words) }]
}

const sumWords = (definition: FormDefinition, key: string, answers: Answers, language: Language): string => {
  const sum = calculated(definition, answers).get(key)
  return sum === undefined ? '' : sum.unit === 'ore' ? formatKroner(ore(sum.value), language) : formats(language).number(sum.value)
}

function inWords(question: Question, answer: Answer, { t, language, name }: Wording): string {
  switch (question.kind) {
    case 'choice':
      return chosenLabels(question, answer, language).join('\n')
    case 'kindergartens':
      return strings(answer).map(name).toSorted((a, b) => a.localeCompare(b, 'nb')).join('\n')
    case 'organisation':
      return typeof answer === 'string' ? name(answer) : ''
    case 'date': {
      const date = typeof answer === 'string' ? localDate(answer) : undefined
      return date ? formatDate(date, language, 'long') : ''
    }
    case 'file':
      return fileRefs(answer).map((file) => file.name).join('\n')
    case 'declaration':
      return answer === true ? t('forms.declared') : ''
    case 'number':
      return typeof answer === 'number' ? formats(language).number(answer) : ''
    default:
      return typeof answer === 'string' ? answer : ''
  }
}

const chosenLabels = (question: ChoiceQuestion, answer: Answer, language: Language): readonly string[] =>
  question.options.filter(({ value }) => strings(answer).includes(value)).map(({ label }) => label[language])

/** Years down, actors across, sums both ways. */
function moneyTable(definition: FormDefinition, question: MoneyQuestion, answers: Answers, { t, language }: Wording) {
  const rows = amountRows(answerTo(definition, question, answers))
  const seen = yearsOf(definition, question, answers)
  const years = seen.length > 0 ? seen : [...new Set(rows.map(({ year }) => year))]
  const sum = (of: readonly { readonly ore: number }[]) => plainKroner(sumOre(of.map((row) => ore(row.ore))), language)
  const line = (title: string, of: typeof rows) => [title, ...question.actors.map((actor) => sum(of.filter((row) => row.actor === actor))), sum(of)]
  return {
    columns: [t('forms.year'), ...question.actors.map((actor) => t(`forms.actor.${actor}`)), t('forms.total')],
    rows: [...years.map((year) => line(String(year), rows.filter((row) => row.year === year))), ...(years.length > 1 ? [line(t('forms.total'), rows)] : [])],
    summed: years.length > 1,
  }
}

/** All kindergartens together first, then each by itself when there are several. */
function staffTables(question: StaffQuestion, rows: readonly StaffRow[], words: Wording): readonly Shown[] {
  const kindergartens = [...new Set(rows.map(({ kindergarten }) => kindergarten))].map((id) => ({ id, name: words.name(id) })).toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
  const label = question.label[words.language]
  const [only] = kindergartens
  if (kindergartens.length === 1 && only) return [staffTable(question, rows, only.name, label, words)]
  return [
    staffTable(question, rows, '', label, words),
    ...kindergartens.map(({ id, name }, index) => staffTable(question, rows.filter(({ kindergarten }) => kindergarten === id), `${index}`, name, words)),
  ]
}

function staffTable(question: StaffQuestion, rows: readonly StaffRow[], part: string, caption: string, { t, language }: Wording): Shown {
  const line = (title: string, of: readonly StaffRow[]) => {
    // Nobody has said that there are none.
    if (of.length === 0) return [title, '–', '–', '–']
    const [employed, takesPart] = [of.reduce((sum, row) => sum + row.employed, 0), of.reduce((sum, row) => sum + row.takesPart, 0)]
    return [title, String(employed), String(takesPart), employed === 0 ? '–' : formats(language).percent(takesPart / employed)]
  }
  return {
    kind: 'table',
    key: `${question.key}${part}`,
    caption,
    columns: [t('forms.staff.group'), t('forms.staff.employed'), t('forms.staff.takes-part'), t('forms.staff.share')],
    rows: [...question.groups.map((group) => line(t(`forms.group.${group}`), rows.filter((row) => row.group === group))), line(t('forms.total'), rows)],
    summed: true,
  }
}
