import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate, type LocalDate } from '../../../../kernel/dates.ts'
import { participationForm } from './forms.ts'
import { digestOf, tell, type Told } from './rules.ts'

const day = (text: string): LocalDate => localDate(text) ?? expect.fail(text)
const told: Told = { groups: [{ group: 'assistant', employed: 6, tookPart: 5 }], heldOn: day('2026-11-10'), how: 'Personalmøte', representatives: 'yes', representativesHow: 'I møtet', representativesOn: day('2026-11-10') }
const facts = { state: 'signing', isHead: true, scheme: { representatives: true }, today: day('2026-11-23') }

describe('how the staff took part', () => {
  test.each<[string, Partial<Told>, Partial<typeof facts>, string]>([
    ['told by the head', {}, {}, 'told'],
    ['while it is written too', {}, { state: 'draft' }, 'told'],
    ['not after it is sent', {}, { state: 'submitted' }, 'not-open'],
    ['not by others', {}, { isHead: false }, 'not-yours'],
    ['somebody must be employed', { groups: [{ group: 'assistant', employed: 0, tookPart: 0 }] }, {}, 'nobody-employed'],
    ['nobody need have taken part', { groups: [{ group: 'assistant', employed: 6, tookPart: 0 }] }, {}, 'told'],
    ['not in the future', { heldOn: day('2026-11-24') }, {}, 'in-the-future'],
    ['today', { heldOn: day('2026-11-23') }, {}, 'told'],
    ['the representatives not in the future either', { representativesOn: day('2027-01-01') }, {}, 'in-the-future'],
    ['whether they took part must be answered where the scheme asks', { representatives: undefined }, {}, 'representatives-missing'],
    ['and not where it does not', { representatives: undefined, representativesHow: '', representativesOn: undefined }, { scheme: { representatives: false } }, 'told'],
    ['how', { representativesHow: '' }, {}, 'representatives-how-missing'],
    ['when', { representativesOn: undefined }, {}, 'representatives-on-missing'],
    ['none are elected', { representatives: 'none-elected', representativesHow: '', representativesOn: undefined }, {}, 'told'],
  ])('%s', (_, change, other, expected) => {
    const decision = tell({ ...told, ...change }, { ...facts, ...other })
    expect(decision.ok ? 'told' : decision.because).toBe(expected)
  })
  test('the digest knows the order of nothing and the change of anything', () => {
    expect(digestOf({ ...told, groups: [{ group: 'head', employed: 0, tookPart: 0 }, ...told.groups] })).toBe(digestOf(told))
    for (const change of [{ how: 'Annet' }, { heldOn: day('2026-11-11') }, { representatives: 'no' }, { representativesHow: 'Annet' }, { groups: [{ group: 'assistant', employed: 6, tookPart: 4 }] }] as Partial<Told>[]) expect(digestOf({ ...told, ...change })).not.toBe(digestOf(told))
  })
})

describe('the form', () => {
  const typed = { 'ansatte.assistant': '6', 'deltok.assistant': '5', dato: '10.11.2026', hvordan: 'Personalmøte', tillitsvalgte: 'no' }
  test('reads numbers; empty ones are none', () => {
    expect(participationForm.parse(typed).groups.filter(({ employed }) => employed > 0)).toEqual([{ group: 'assistant', employed: 6, tookPart: 5 }])
  })
  test.each([
    ['more who took part than are employed', { 'deltok.assistant': '7' }],
    ['a negative number', { 'ansatte.assistant': '-1' }],
    ['a number beyond all measure', { 'ansatte.assistant': '2001' }],
    ['words', { 'ansatte.assistant': 'mange' }],
    ['no date', { dato: '' }],
    ['no such date', { dato: '31.2.2026' }],
    ['nothing about how', { hvordan: ' ' }],
    ['a hundred thousand characters', { hvordan: 'a'.repeat(100_000) }],
  ])('%s is refused', (_, change) => {
    expect(participationForm.safeParse({ ...typed, ...change }).success).toBe(false)
  })
  test('never breaks, whatever comes', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(typed), 'tillitDato', 'tillitHvordan', 'x'), fc.anything()), (form) => {
        participationForm.safeParse(form)
      }),
    )
  })
})
