import fc from 'fast-check'
import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import { languages } from '../../../kernel/language.ts'
import { parseForm } from '../../../platform/http-forms.ts'
import { texts } from '../../../texts/index.ts'
import { PageProvider } from '../../../ui/context.tsx'
import { examplePage } from '../../../ui/example.ts'
import { answerFaults, merged, shownKeys, type Answers } from './answers.ts'
import { questionsOf, questionOf, type FormDefinition } from './definition.ts'
import { answerBlocks, shownAnswers } from './document.ts'
import { errorTexts } from './drawing/question.ts'
import { SectionFields } from './fields.tsx'
import { inContext, kindergartens, known, organisations, someAnswers } from './forms.fixtures.ts'
import { readSection, type Known, type SectionRead } from './reading.ts'
import { shippedForms } from './shipped/index.ts'
import { AnswersView } from './view.tsx'

const unescape = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')
const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]

/** What a browser would send of the fields in the page. */
function sent(html: string): Record<string, string | string[]> {
  const body = new URLSearchParams()
  for (const [whole, tag = '', , inner = ''] of html.matchAll(/(<(input|textarea|select)(?=[\s>])[^>]*>)(?:([\s\S]*?)<\/\2>)?/g)) {
    const name = unescape(attribute(tag, 'name') ?? '')
    if (whole.startsWith('<textarea')) body.append(name, unescape(inner).replaceAll('\n', '\r\n'))
    else if (whole.startsWith('<select')) body.append(name, unescape(attribute(/<option[^>]*\sselected[^>]*>/.exec(inner)?.[0] ?? '', 'value') ?? ''))
    else if (!/\stype="(radio|checkbox)"/.test(tag) || /\schecked(?=[\s/>])/.test(tag)) body.append(name, unescape(attribute(tag, 'value') ?? ''))
  }
  return parseForm(String(body))
}

const draw = (definition: FormDefinition, sectionKey: string, known: Known, read?: SectionRead): string => {
  const section = definition.sections.find(({ key }) => key === sectionKey)!
  const page = examplePage()
  return renderToString(
    <PageProvider page={page}>
      <SectionFields definition={definition} section={section} known={known} typed={read?.typed} errors={read && errorTexts(page.t, page.lang, definition, read.errors)} />
    </PageProvider>,
  )
}

describe.each(shippedForms)('the form $code', ({ definition }) => {
  test('reading what is drawn gives back the same answers', () => {
    fc.assert(
      fc.property(someAnswers(definition), (answers) => {
        const here = { ...known(), answers: inContext(answers) }
        const seen = shownKeys(definition, here.answers)
        for (const section of definition.sections) {
          const read = readSection(definition, section.key, sent(draw(definition, section.key, here)), here)
          expect(read.errors).toEqual([])
          const after = merged(answers, read.values)
          for (const { key } of section.questions.filter(({ key }) => seen.has(key))) expect([key, after[key]]).toEqual([key, shownKey(definition, key, answers)])
        }
      }),
      { numRuns: 15 },
    )
  }, 30_000)

  test('no input throws, and what comes out can be stored and drawn', () => {
    const names = questionsOf(definition).flatMap(({ key }) => [`q.${key}`, `q.${key}.2026.owner`, `q.${key}.solstrala.head.employed`, `q.${key}.solstrala.head.takes-part`, `q.${key}.remove`])
    const value = fc.oneof(fc.string(), fc.array(fc.string()), fc.constantFrom('-1', '1e9', '٣', 'NaN', '999999999999999', '1.5', '\u0000', '\ud800', '__proto__'), fc.anything())
    fc.assert(
      fc.property(fc.uniqueArray(fc.tuple(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...names) }, { weight: 1, arbitrary: fc.string() }), value), { selector: ([name]) => name, maxLength: 30 }), fc.constantFrom(...definition.sections.map(({ key }) => key)), (fields, section) => {
        const read = readSection(definition, section, Object.fromEntries(fields), known({ kindergartens: ['solstrala'] }))
        const answers = merged({}, read.values)
        JSON.stringify(answers)
        draw(definition, section, { ...known(), answers: inContext(answers) }, read)
      }),
      { numRuns: 40 },
    )
  }, 30_000)

  test.each(languages)('the document of it says no undefined in %s', (language) => {
    const [answers] = fc.sample(someAnswers(definition), { numRuns: 1, seed: 7 })
    const blocks = JSON.stringify(answerBlocks(definition, inContext(answers!), [...kindergartens, ...organisations], language))
    const page = renderToString(
      <PageProvider page={{ ...examplePage(), lang: language, t: texts(language) }}>
        <AnswersView definition={definition} answers={inContext(answers!)} organisations={[...kindergartens, ...organisations]} changeHref={(section) => `/behov/1/${section}`} />
      </PageProvider>,
    )
    expect(blocks + page).not.toMatch(/undefined|NaN|\[object/)
    for (const { title } of definition.sections) expect(blocks).toContain(title[language])
  })
})

test('a group of staff that nobody has told of is not shown as none', () => {
  const definition = shippedForms.find(({ code }) => code === 'need-2026')?.definition ?? expect.fail('no form')
  const staff = [{ kindergarten: 'solstrala', group: 'head', employed: 1, takesPart: 1 }, { kindergarten: 'solstrala', group: 'assistant', employed: 0, takesPart: 0 }] as const
  const table = shownAnswers(definition, inContext({ kindergartens: ['solstrala'], staff }), kindergartens, 'nb').flatMap(({ items }) => items).find(({ key }) => key.startsWith('staff'))
  expect(table?.kind === 'table' && table.rows).toEqual([['Styrer', '1', '1', '100\u00a0%'], ['Pedagogisk leder', '–', '–', '–'], ['Barnehagelærer', '–', '–', '–'], ['Fagarbeider', '–', '–', '–'], ['Assistent', '0', '0', '–'], ['Andre', '–', '–', '–'], ['Sum', '1', '1', '100\u00a0%']])
})

/** The stored answer, with its own order. */
const shownKey = (definition: FormDefinition, key: string, answers: Answers) => {
  const given = answers[key]
  const question = questionOf(definition, key)
  const duration = Number((answers['duration'] as readonly string[] | undefined)?.[0] ?? 3)
  // Amounts after the duration are kept, though nobody sees them.
  if (question?.kind === 'money' && duration) return given
  // The staff of kindergartens that are not in the list is not drawn, and stays as it is.
  if (question?.kind === 'staff' && Array.isArray(given)) return expect.arrayContaining(given as unknown[])
  return given
}

const need = shippedForms.find(({ code }) => code === 'need-2021')!.definition
const read = (section: string, form: Record<string, unknown>, answers: Answers = {}) => readSection(need, section, form, known(answers))

test.each([
  ['a text of 100,000 characters is refused in words', 'need', { 'q.need': 'a'.repeat(100_000) }, 'too-long'],
  ['an identity number is stopped', 'need', { 'q.need': 'Gjelder 01010750160' }, 'identity-number'],
  ['a negative amount', 'budget', { 'q.amounts.2026.owner': '-5' }, 'negative'],
  ['an amount that overflows', 'budget', { 'q.amounts.2026.owner': '9'.repeat(30) }, 'too-much'],
  ['an amount that is no number', 'budget', { 'q.amounts.2026.owner': 'mye' }, 'not-money'],
  ['a day that does not exist', 'measure', { 'q.starts-on': '30.02.2026' }, 'not-a-date'],
  ['a choice that the form does not have', 'measure', { 'q.duration': '9' }, 'unknown-choice'],
  ['somebody else’s kindergarten', 'about', { 'q.kindergartens': ['', 'solstrala', 'not-ours'] }, 'unknown-kindergarten'],
  ['a partner that the scheme does not let be one', 'partner', { 'q.partner': 'anyone' }, 'unknown-organisation'],
  ['more who take part than are employed', 'staff', { 'q.staff.solstrala.head.employed': '1', 'q.staff.solstrala.head.takes-part': '2' }, 'part-above-employed'],
  ['half a person', 'staff', { 'q.staff.solstrala.head.employed': '1,5' }, 'not-a-number'],
  ['minus one person', 'staff', { 'q.staff.solstrala.head.employed': '-1' }, 'negative'],
  ['more than a kindergarten can hold', 'staff', { 'q.staff.solstrala.head.employed': '5000' }, 'too-many-employed'],
] as const)('%s: a named fault, words in three languages, and nothing typed is lost', (_, section, form, fault) => {
  const result = read(section, form, { kindergartens: ['solstrala'] })
  expect(result.errors.map((error) => error.fault)).toEqual([fault])
  for (const language of languages) expect(errorTexts(texts(language), language, need, result.errors)[0]?.text).toMatch(/\.$/)
  for (const [name, value] of Object.entries(form)) expect(result.typed[name]).toEqual(value)
  // A choice that is not there cannot be shown as chosen; everything that was written is.
  if (!['unknown-choice', 'unknown-kindergarten', 'unknown-organisation'].includes(fault)) expect(draw(need, section, known({ kindergartens: ['solstrala'] }), result)).toContain(String(Object.values(form)[0]).slice(0, 50))
})

test('every fault has words', () => {
  for (const language of languages) for (const fault of answerFaults) expect(errorTexts(texts(language), language, need, [{ field: 'q.need', question: 'need', fault }])[0]?.text).toMatch(/\.$/)
})

test.each([
  ['what is not in the form stays', { 'q.title': 'Nytt' }, { title: 'Gammelt', scope: ['single'] }, { title: 'Nytt', scope: ['single'] }],
  ['an empty field takes the answer away', { 'q.title': '', 'q.scope': '' }, { title: 'Gammelt', scope: ['single'] }, {}],
  ['a field that is wrong leaves the old answer', { 'q.title': 'a'.repeat(500) }, { title: 'Gammelt' }, { title: 'Gammelt' }],
  ['a kindergarten that was chosen and is gone from the list may stay', { 'q.kindergartens': ['', 'gone', 'kvitveis'] }, { kindergartens: ['gone'] }, { kindergartens: ['gone', 'kvitveis'] }],
] as const)('%s', (_, form, before, after) => {
  expect(merged(before, read('about', form, before).values)).toEqual(after)
})

test('a table drawn in parts keeps the parts that were not drawn', () => {
  const before: Answers = { kindergartens: ['kvitveis', 'solstrala'], staff: [{ kindergarten: 'kvitveis', group: 'head', employed: 1, takesPart: 1 }] }
  const { values } = read('staff', { 'q.staff.solstrala.assistant.employed': '4', 'q.staff.solstrala.assistant.takes-part': '3' }, before)
  expect(values['staff']).toEqual([{ kindergarten: 'kvitveis', group: 'head', employed: 1, takesPart: 1 }, { kindergarten: 'solstrala', group: 'assistant', employed: 4, takesPart: 3 }])
})

test('files are taken away by the form, and come by an address of their own', () => {
  const files = [{ id: 'a', name: 'A.pdf', bytes: 1 }, { id: 'b', name: 'B.pdf', bytes: 1 }]
  expect(read('budget', { 'q.attachments.remove': 'a', 'q.attachments': 'evil' }, { attachments: files }).values).toMatchObject({ attachments: [files[1]] })
})
