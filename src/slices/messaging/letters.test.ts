import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { languages } from '../../kernel/language.ts'
import { anyText } from '../../../test/any-text.ts'
import { lettersDocument } from '../../../test/letters-doc.ts'
import { headline, writeLetter } from './letters.ts'
import { hasKey, judge, noticeKinds, retryMinutes } from './rules.ts'

const host = 'https://samspill.example.no'
const data = { kindergarten: 'Solstråla barnehage', reference: 'V-2026-00012', organisation: 'Solstråla barnehage', inviter: 'Siri', head: 'Siri', deputy: 'Peder', content: 'Noe noen skrev', round: 'Kollektiv kompetanseutvikling 2027' }

/** What a subject may say it is about: the kindergarten or organisation, the reference of a case, or the round. */
const names = [data.kindergarten, data.reference, data.round]
/** Letters that are about none of these. */
const nameless = ['register-report', 'email-change', 'email-changed', 'material-due', 'competence-noted'] as const

describe('a letter', () => {
  test.each(noticeKinds.flatMap((kind) => languages.map((language) => ({ kind, language }))))('$kind in $language says what, where and how to get fewer', ({ kind, language }) => {
    const { subject, text } = writeLetter({ language, kind, data, path: '/veiledning/1' }, host)
    if (!nameless.some((one) => one === kind)) expect(names.some((name) => subject.includes(name)), subject).toBe(true)
    expect(text).toContain(`\n${host}/veiledning/1\n`)
    expect(text).not.toContain('Noe noen skrev')
    expect(text).not.toMatch(/[{}]|undefined/)
    expect(text.includes('/varsler/valg')).toBe(!hasKey(kind))
  })

  test('speaks of something even when a name is missing', () => {
    for (const kind of noticeKinds) for (const language of languages) expect(writeLetter({ language, kind, data: {}, path: '/' }, host).text).not.toMatch(/undefined|\(\)| {2}/)
  })

  test('an offer of a seat says how long it stands, in the words of the language', () => {
    const offer = (language: 'nb' | 'nn' | 'en') => writeLetter({ language, kind: 'course-offered', data: { ...data, until: '2026-11-25T09:00:00.000Z' }, path: '/' }, host).text
    expect(offer('nb')).toContain('Svar på siden din før 25. november 2026 kl. 10.00')
    expect(offer('nn')).toContain('Svar på sida di før 25. november 2026 kl. 10.00')
    expect(offer('en')).toContain('before 25 November 2026 at 10:00')
  })

  test('differs between the languages', () => {
    for (const kind of noticeKinds) expect(new Set(languages.map((language) => writeLetter({ language, kind, data, path: '/' }, host).text)).size).toBe(3)
  })

  test('a name cannot begin a line of its own, nor be read as a message with parameters', () =>
    fc.assert(
      fc.property(anyText(40), fc.constantFrom(...noticeKinds), (name, kind) => {
        const { subject, text } = writeLetter({ language: 'nb', kind, data: { kindergarten: name, organisation: name, reference: `${name}\r\nBcc: x@x.example`, inviter: `{x}\n${name}` }, path: '/x' }, host)
        expect(subject).not.toMatch(/[\r\n]/)
        expect(text).not.toMatch(/^Bcc/m)
      }),
    ))

  test('calls the county governor what its case does, and today’s name where the case says nothing', () => {
    const then = { 'governor.nb': 'fylkesmannen', 'governor.nn': 'fylkesmannen', 'governor.en': 'the county governor (fylkesmannen)' }
    for (const language of languages) {
      expect(writeLetter({ language, kind: 'scheme-decided', data: { ...data, ...then }, path: '/' }, host).text).toContain('ylkesmannen')
      expect(writeLetter({ language, kind: 'scheme-decided', data, path: '/' }, host).text).not.toContain('ylkesmannen')
    }
    expect(headline('nb', 'scheme-clarification-asked', { ...data, ...then })).toContain('Fylkesmannen har')
    expect(headline('nn', 'scheme-clarification-asked', data)).toContain('Statsforvaltaren har')
  })

  test('stands in docs/letters.md as it is sent (npm run letters)', () => expect(readFileSync(join(resolve(import.meta.dirname, '../../..'), 'docs', 'letters.md'), 'utf8')).toBe(lettersDocument()))
})

describe('a try', () => {
  const now = new Date('2026-11-23T09:00:00Z')
  const failure = { ok: false, final: false, detail: 'ETIMEDOUT' } as const

  test('that is accepted is the end', () => expect(judge({ ok: true, messageId: '<1@x>' }, 3, now)).toEqual({ outcome: 'sent', messageId: '<1@x>' }))
  test('that is refused is the end', () => expect(judge({ ok: false, final: true, detail: '550 5.1.1' }, 0, now)).toEqual({ outcome: 'refused', detail: '550 5.1.1' }))
  test.each(retryMinutes.map((minutes, failedBefore) => ({ minutes, failedBefore })))('that fails after $failedBefore others waits $minutes minutes', ({ minutes, failedBefore }) =>
    expect(judge(failure, failedBefore, now)).toEqual({ outcome: 'failed', detail: 'ETIMEDOUT', tryAgainAt: new Date(now.getTime() + minutes * 60_000) }))
  test('that fails after all the waits is given up', () => expect(judge(failure, retryMinutes.length, now)).toEqual({ outcome: 'gave-up', detail: 'ETIMEDOUT' }))
})
