import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { z } from 'zod'
import { email, fieldErrors, manyOf, norwegianDate, oneOf, optional, text, ticked, wholeNumber, yes } from './fields.ts'

/** What came out, or the message that did. */
const read = (field: z.ZodType, value: unknown): unknown => {
  const answer = field.safeParse(value)
  return answer.success ? answer.data : `! ${answer.error.issues.map((issue) => issue.message).join()}`
}

/** Long texts stand in the tables under a short name. */
const long: Record<string, string> = {
  megabyte: 'å'.repeat(1_000_000),
  zeros: '\u0000'.repeat(500),
  spaces: ' '.repeat(5000),
  local: `${'a'.repeat(65)}@sol.no`,
}
const sent = (typed: unknown): unknown => (typeof typed === 'string' && Object.hasOwn(long, typed) ? long[typed] : typed)

describe('text', () => {
  const name = text({ required: 'missing', max: 10, tooLong: 'too-long' })
  test.each([
    ['  Sol  ', 'Sol'], ['a\r\nb\rc', 'a\nb\nc'], ['a\u2028b', 'a\nb'], ['a\u030A', 'å'], ['a\u0000b\u0007c\td', 'abc\td'], ['\u202Eabc',
    'abc'], ['a\ud800b', 'a\ufffdb'],
    ['1234567890', '1234567890'], ['  1234567890\r\n', '1234567890'], ['a\u030A'.repeat(10), 'å'.repeat(10)], ['12345678901', '! too-long'],
    ['', '! missing'],
    [' \n\t ', '! missing'], ['\u0000', '! missing'], [undefined, '! missing'], [null, '! missing'], [5, '! missing'], [['a',
    'b'], '! missing'], [{ toString: 'a' }, '! missing'],
    ['megabyte', '! too-long'], ['__proto__', '__proto__'], ['<b>', '<b>'],
  ])('%j becomes %j', (typed, kept) => expect(read(name, sent(typed))).toBe(kept))

  it('may be empty when nothing requires it', () => expect(read(text({ max: 10, tooLong: 'x' }), undefined)).toBe(''))

  it('cuts a pile of marks', () => expect(read(text({ max: 100, tooLong: 'x' }), `a${'\u0315\u0301'.repeat(150)}`)).toHaveLength(30))

  test('what is kept once is kept as it is', () =>
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'å', 'a\u030A', '\r', '\n', '\t', ' ', '\u0000', '\u0301', '\ud83d',
      '😀'), maxLength: 60 }), (typed) => {
        const keep = text({ max: 1000, tooLong: 'x' })
        const once = keep.parse(typed)
        expect(keep.parse(once)).toBe(once)
      }),
    ))
})

describe('choices', () => {
  const role = oneOf(['head', 'owner'], 'choose')
  test.each([['head', 'head'], ['owner', 'owner'], ['Head', '! choose'], ['', '! choose'], [undefined, '! choose'], [['head'], '! choose'],
    ['__proto__', '! choose'], ['toString', '! choose']])(
    'one: %j becomes %j',
    (typed, kept) => expect(read(role, sent(typed))).toBe(kept),
  )

  const ways = manyOf(['a', 'b', 'c'], 'choose')
  test.each([['a', ['a']], [['c', 'a'], ['a', 'c']], [['a', 'a'], ['a']], [['a', 'x', 5, null, ['b']], ['a']], [undefined, '! choose'],
    [[], '! choose'], ['x', '! choose'], [{ 0: 'a' }, '! choose']])(
    'many: %j becomes %j',
    (typed, kept) => expect(read(ways, sent(typed))).toEqual(kept),
  )

  it('may be none when no message asks for one', () => expect(read(manyOf(['a']), undefined)).toEqual([]))

  test.each([['on', true], ['true', true], ['1', true], ['off', false], ['', false], [undefined, false], [['off', 'on'], true], [[], false],
    [{}, false], [true, false]])(
    'box: %j is %s',
    (typed, kept) => expect(read(yes(), sent(typed))).toBe(kept),
  )
})

describe('whole numbers', () => {
  const money = wholeNumber('missing', 'not-whole', { min: 0, max: 2_000_000, message: 'outside' })
  test.each([
    ['0', 0], ['25', 25], [' 25 ', 25], ['1 250 000', 1_250_000], ['1\u00a0250\u00a0000', 1_250_000], ['1\u202f250', 1250], ['007', 7],
    ['-0', 0], ['2000000', 2_000_000], ['2000001', '! outside'],
    ['-1', '! outside'], ['−1', '! outside'], ['', '! missing'], ['  ', '! missing'], [undefined, '! missing'], [['1'], '! missing'],
    [25, '! missing'], ['1,5', '! not-whole'],
    ['1.000', '! not-whole'], ['3 5', '! not-whole'], ['1e3', '! not-whole'], ['0x10', '! not-whole'], ['Infinity', '! not-whole'], ['ti',
    '! not-whole'],
    ['9'.repeat(30), '! not-whole'], ['megabyte', '! not-whole'], ['--1', '! not-whole'],
  ])('%j becomes %j', (typed, kept) => expect(read(money, sent(typed))).toBe(kept))

  test('a number written in Norwegian is read', () =>
    fc.assert(
      fc.property(fc.integer({ min: -9_999_999_999, max: 9_999_999_999 }), (n) => {
        const any = wholeNumber('m', 'n', { min: -1e12, max: 1e12, message: 'o' })
        expect(read(any, String(n))).toBe(n)
        expect(read(any, n.toLocaleString('nb-NO'))).toBe(n)
      }),
    ))
})

describe('dates', () => {
  test.each([
    ['5.3.26', '2026-03-05'], ['5. mars 2026', '2026-03-05'], ['', '! missing'], ['  ', '! missing'], [undefined, '! missing'],
    [['5.3.26'], '! missing'],
    ['31.2.26', '! impossible'], ['snart', '! impossible'], ['megabyte', '! impossible'], ['zeros', '! impossible'],
  ])('%j becomes %j', (typed, kept) => expect(read(norwegianDate('missing', 'impossible'), sent(typed))).toBe(kept))
})

describe('addresses of e-mail', () => {
  test.each([' kari@sol.no ', 'k.n+sol@post.baerum.kommune.no', 'kari@bærum.kommune.no', 'o\'hara@sol.no',
    'åse@sol.xn--p1ai'])('%j is one', (typed) => expect(read(email('wrong'), sent(typed))).toBe(typed.trim()))

  test.each([
    '', 'kari', 'kari@', '@sol.no', 'kari@sol', 'kari sol@sol.no', 'kari@sol..no', '.kari@sol.no', 'ka..ri@sol.no', 'kari@-sol.no',
    'a@b@sol.no', 'kari@sol.n', 'kari@sol.no,ola@sol.no',
    'kari@sol.no\nbcc: x@y.no', '<kari@sol.no>', 'local', 'megabyte', undefined, ['kari@sol.no'], 'kari@1.2.3.4',
  ])('%j is not', (typed) => expect(read(email('wrong'), sent(typed))).toBe('! wrong'))
})

describe('what may be left empty', () => {
  test.each([['', undefined], [' ', undefined], [undefined, undefined], ['kari@sol.no', 'kari@sol.no'], ['kari', '! wrong'], ['spaces',
    '! wrong']])('%j becomes %j', (typed, kept) =>
    expect(read(optional(email('wrong')), sent(typed))).toBe(kept),
  )
})

describe('a whole form', () => {
  const form = z.object({
    name: text({ required: 'name-missing', max: 20, tooLong: 'name-long' }),
    role: oneOf(['head', 'owner'], 'role-missing'),
    ways: manyOf(['a', 'b']),
    share: yes(),
    lines: z.array(z.object({ amount: wholeNumber('amount-missing',
    'amount-not-whole', { min: 0, max: 10, message: 'amount-outside' }) })).optional(),
  })

  it('reads what a browser sends; fields that are not sent count as empty', () => {
    expect(form.parse({ name: ' Sol ', role: 'head', extra: 'x' })).toEqual({ name: 'Sol', role: 'head', ways: [], share: false })
  })

  it('answers with the key of a text for each field', () => {
    const answer = form.safeParse({ role: 'x', lines: [{ amount: '1' }, { amount: 'a' }] })
    expect(answer.success ? {} : fieldErrors(answer.error)).toEqual({ name: 'name-missing', role: 'role-missing',
    'lines.1.amount': 'amount-not-whole' })
  })

  it('keeps the first message of a field, and the form\'s own under an empty name', () => {
    const two = new z.ZodError([
      { code: 'custom', message: 'first', path: ['a'], input: undefined },
      { code: 'custom', message: 'second', path: ['a'], input: undefined },
      { code: 'custom', message: 'whole', path: [], input: undefined },
      { code: 'custom', message: 'odd', path: ['__proto__'], input: undefined },
    ])
    const errors = fieldErrors(two)
    expect(Object.entries(errors)).toEqual([['a', 'first'], ['', 'whole'], ['__proto__', 'odd']])
    expect(Object.getPrototypeOf(errors)).toBe(Object.prototype)
  })

  const any = fc.anything({ withNullPrototype: true })
  test('nothing makes it throw', () =>
    fc.assert(
      fc.property(fc.oneof(any, fc.record({ name: any, role: any, ways: any, lines: any })), (sent) => {
        const answer = form.safeParse(sent)
        expect(answer.success || Object.values(fieldErrors(answer.error)).every((message) => typeof message === 'string')).toBe(true)
      }),
    ))

  it('is not polluted by names of JavaScript', () => {
    const answer = form.parse(JSON.parse('{"name":"Sol","role":"head","__proto__":{"share":true},"constructor":{"prototype":{"share":true}}}'))
    expect(answer.share).toBe(false)
    expect({}).not.toHaveProperty('share')
  })
})

test.each<[string, unknown, readonly string[]]>([
  ['no box', undefined, []],
  ['one', 'a', ['a']],
  ['several, each once', ['a', 'b', 'a'], ['a', 'b']],
  ['more than there may be', ['a', 'b', 'c', 'd'], ['a', 'b', 'c']],
  ['what is no text, empty or far too long is left out', [{ a: 1 }, '', 'x'.repeat(201), null, 'b'], ['b']],
])('boxes that were ticked: %s', (_, sent, values) => expect(ticked(sent, 3)).toEqual(values))
