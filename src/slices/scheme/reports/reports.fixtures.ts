import { expect } from 'vitest'
import type { Browser, Form, World } from '../../../../test/kit.ts'
import { merged, visible, withContext, type Answer, type Answers } from '../forms/answers.ts'
import { formSchema, type FormDefinition, type Question } from '../forms/definition.ts'
import { fieldOf, moneyField, readSection, staffField } from '../forms/reading.ts'

/** A report begun by somebody who may, in the round of that name (the open one when left out). */
export async function beginReport(world: World, browser: Browser, round?: string): Promise<string> {
  const [found] = await world.asOwner<{ id: string }>('select id from scheme.round where ($1::text is null and stage = $2) or title = $1 order by id limit 1', [round ?? null, 'announced'])
  const begun = await browser.post('/behov', { runde: found?.id ?? '', nokkel: crypto.randomUUID() })
  expect(begun.status, begun.text.slice(0, 300)).toBe(303)
  return begun.location?.split('/')[2] ?? expect.fail('no report was begun')
}

export const definitionOf = async (world: World, reportId: string): Promise<FormDefinition> => {
  const [row] = await world.asOwner<{ definition: unknown }>('select v.definition from scheme.report r join scheme.form_version v on v.id = r.form_version_id where r.id = $1', [reportId])
  return formSchema.parse(row?.definition)
}

export type Wishes = { readonly kindergartens: readonly string[]; readonly partner?: string; readonly title?: string; readonly need?: string; readonly kroner?: string }

/** The fields of a section as a browser would send them, filled in with something sensible. */
export function sectionFields(definition: FormDefinition, sectionKey: string, wishes: Wishes, answers: Answers): Form {
  const section = visible(definition, answers).find(({ key }) => key === sectionKey) ?? expect.fail(`no section ${sectionKey}`)
  return Object.fromEntries(section.questions.flatMap((question) => fieldsFor(question, wishes, answers)))
}

function fieldsFor(question: Question, wishes: Wishes, answers: Answers): [string, string | readonly string[]][] {
  const name = fieldOf(question)
  switch (question.kind) {
    case 'text':
      return [[name, question.core === 'title' ? (wishes.title ?? 'Lek for alle') : question.core === 'need' ? (wishes.need ?? 'Personalet vil bli bedre til å støtte leken.') : 'Personalet arbeider sammen om dette gjennom året.']]
    case 'choice':
      return [[name, [question.options[0]?.value ?? '']]]
    case 'kindergartens':
      return [[name, wishes.kindergartens]]
    case 'organisation':
      return [[name, wishes.partner ?? '']]
    case 'date':
      return [[name, '15.8.2027']]
    case 'declaration':
      return [[name, 'yes']]
    case 'number':
      return [[name, String(Math.max(question.least, 1))]]
    case 'money': {
      const first = Number(answers['@first-year'])
      return [[moneyField(question, first, 'owner'), wishes.kroner ?? '120 000'], [moneyField(question, first, 'university'), '80 000']]
    }
    case 'staff':
      return wishes.kindergartens.flatMap((id) => [[staffField(question, id, question.groups[0] ?? 'head', 'employed'), '8'], [staffField(question, id, question.groups[0] ?? 'head', 'takes-part'), '8']] as [string, string][])
    case 'file':
    case 'sum':
      return []
  }
}

/** Fills in every section that the browser may write, in the order of the form. */
export async function fillIn(world: World, browser: Browser, reportId: string, wishes: Wishes, by: 'applicant' | 'partner' = 'applicant'): Promise<void> {
  const definition = await definitionOf(world, reportId)
  const [row] = await world.asOwner<{ kind: string; strand: string; year: number; answers: Answers }>('select r.kind, r.strand, d.kindergarten_year as year, a.answers from scheme.report r join scheme.round d on d.id = r.round_id join scheme.report_draft a on a.report_id = r.id where r.id = $1', [reportId])
  const known = { kind: row?.kind ?? 'new', strand: row?.strand ?? '', network: false, ownership: 'private', firstYear: row?.year ?? 0 }
  let answers = withContext(row?.answers ?? {}, known)
  for (const { key } of definition.sections.filter((section) => section.by === by)) {
    if (!visible(definition, answers).some((section) => section.key === key)) continue
    const fields = sectionFields(definition, key, wishes, answers)
    const saved = await browser.post(`/behov/${reportId}/del/${key}`, { ...fields, handling: 'kladd' })
    expect(saved.status, `${key}: ${saved.text.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').slice(0, 1500)}`).toBe(303)
    const read = readSection(definition, key, fields, { kindergartens: wishes.kindergartens.map((id) => ({ id, name: id })), organisations: wishes.partner ? [{ id: wishes.partner, name: '' }] : [], answers })
    answers = withContext(merged(answers, read.values as Readonly<Record<string, Answer | undefined>>), known)
  }
}
