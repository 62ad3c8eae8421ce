import { describe, expect, test } from 'vitest'
import { localDate } from '../../../../kernel/dates.ts'
import type { PdfBlock } from '../../../../platform/pdf.ts'
import { texts } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Evaluation } from '../rules.ts'
import type { StaffLink } from '../staff/rules.ts'
import { evaluationPrint, followUpPrint } from './print.ts'

const day = (text: string) => localDate(text) ?? expect.fail(text)
const today = day('2026-11-23')
const at = new Date('2026-11-20T09:00:00Z')
const pageIn = (lang: 'nb' | 'nn' | 'en') => ({ lang, t: texts(lang) }) as PageContext
const page = pageIn('nb')
const wrote = (side: 'head' | 'adviser', round = 1): Evaluation => ({
  side, round, goalReached: 4, changedForChildren: `${side} ${round} barna`, changedInPractice: 'voksne', helped: '', hindered: '', nextStep: 'videre', writtenAt: at, writtenBy: side === 'head' ? 'Siri Solheim' : 'Ragnhild Dal',
})
const link = (change: Partial<StaffLink> = {}): StaffLink => ({ id: 'x', round: 1, openedAt: at, closesOn: today, closedAt: at, answers: 6, means: { benefit: 4.2, practice: 3.1, involved: 5 }, ...change })
const said = (blocks: readonly PdfBlock[]) => JSON.stringify(blocks)

describe('the evaluation in the archive', () => {
  test.each([
    ['nothing when nobody has written', [], [], []],
    ['nothing of what one side has written and the other not read', [wrote('adviser')], [], ['adviser 1']],
    ['nothing of a round that one side has begun', [wrote('head'), wrote('adviser'), wrote('adviser', 2)], ['head 1', 'adviser 1'], ['adviser 2']],
    ['both, side by side', [wrote('head'), wrote('adviser')], ['head 1', 'adviser 1', 'Siri Solheim', 'Ragnhild Dal', '4 – Målet er nesten nådd', 'Ikke besvart'], []],
  ] as const)('has %s', (_, evaluations, there, not) => {
    const print = said(evaluationPrint(page, evaluations, [], today))
    for (const part of there) expect(print).toContain(part)
    for (const part of not) expect(print).not.toContain(part)
  })

  test.each([
    ['the means when five or more have answered and it is closed', link(), ['4,2', '3,1', '5,0', 'blant 6 svar', '1 – Ikke nyttig … 5 – Svært nyttig'], []],
    ['no number when fewer than five have', link({ answers: undefined, means: undefined }), ['Færre enn fem'], ['0', '4,2']],
    ['nothing at all while it is open', link({ closedAt: undefined, means: undefined }), [], ['Personalet', 'personalet', '6']],
  ] as const)('has %s', (_, one, there, not) => {
    const print = said(evaluationPrint(page, [], [one], today))
    for (const part of there) expect(print).toContain(part)
    for (const part of not) expect(print).not.toContain(part)
  })

  test('is in the reader’s language', () => expect(said(evaluationPrint(pageIn('en'), [wrote('head'), wrote('adviser')], [link()], today))).toContain('4.2'))
  test('names the rounds when there are more', () => {
    expect(said(evaluationPrint(page, [wrote('head'), wrote('adviser')], [], today))).not.toContain('Runde 1')
    expect(said(evaluationPrint(page, [1, 2].flatMap((round) => [wrote('head', round), wrote('adviser', round)]), [], today))).toMatch(/Runde 1.*Runde 2/)
  })
})

test('the follow-ups come in the order they were held, without what was not written', () => {
  const held = (on: string, next: string) => ({ id: on, heldOn: day(on), lasting: 4, whatLasted: `det av ${on}`, whatNext: next, writtenAt: at, writtenBy: 'Ragnhild Dal' })
  const print = said(followUpPrint(page, [held('2026-11-20', ''), held('2026-08-20', 'Vi fortsetter.')]))
  expect(print).toMatch(/20\. august 2026.*Vi fortsetter\..*20\. november 2026/)
  expect(print.match(/Hva gjør dere videre/g)).toHaveLength(1)
})
