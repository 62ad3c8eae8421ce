import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { ore, zero } from '../../../kernel/money.ts'
import { localDate } from '../../../kernel/dates.ts'
import { procedureLaws } from '../appeals/period/law.ts'
import { shippedSchemes } from '../schemes/shipped/index.ts'
import { writeDecisionLetter, type LetterFacts } from './letters/decision-letter.ts'
import { blockKeys, lackingBlocks } from './letters/rules.ts'
import { approve, deviates, giveBack, isFull, isIndividual, limitOf, mayDecide, prepare, publish, recipientKindOf, recipientKindsOf, recipientOf, statusOf, ways, type Amount, type Outcome } from './rules.ts'

const owner = (kroner: number, year = 2027): Amount => ({ year, actor: 'owner', ore: ore(kroner * 100) })
const at = new Date('2026-11-23T09:00:00Z')
const standing = { readyAt: undefined, returnedAt: undefined, approvedAt: undefined, publishedAt: undefined }

describe('where a decision stands', () => {
  test.each([
    ['none', undefined], ['draft', standing], ['ready', { ...standing, readyAt: at }], ['returned', { ...standing, returnedAt: at }], ['ready', { ...standing, readyAt: at, returnedAt: at }],
    ['approved', { ...standing, readyAt: at, approvedAt: at }], ['published', { ...standing, readyAt: at, approvedAt: at, publishedAt: at }],
  ] as const)('%s', (expected, one) => expect(statusOf(one)).toBe(expected))
  test('nothing leads out of published, and only approved leads into it', () => {
    expect(ways.filter(({ from }) => from === 'published')).toEqual([])
    expect(ways.filter(({ to }) => to === 'published').map(({ from }) => from)).toEqual(['approved'])
  })
})

const forum = { outcome: 'grant' as Outcome, reason: 'Godt.', amounts: [owner(200)] }
const whole = { mayDecide: true, status: 'none' as const, stale: false, asked: [owner(200)], hasPartner: true, recommended: forum, hasForum: true, typed: { outcome: 'grant' as Outcome, amounts: [owner(200)], reason: '', deviation: '' }, othersReasons: [], send: true }

describe('a decision', () => {
  test.each([
    ['as recommended and in full needs no words', {}, 'scheme.decision-sent'],
    ['half-made is kept as a draft', { send: false, typed: { ...whole.typed, outcome: 'decline' as Outcome } }, 'scheme.decision-drafted'],
    ['more than recommended needs the reason why', { asked: [owner(200)], typed: { ...whole.typed, amounts: [owner(300)] } }, 'deviation-missing'],
    ['another year than recommended needs it too', { typed: { ...whole.typed, amounts: [owner(200, 2028)] } }, 'deviation-missing'],
    ['a grant where the forum said no needs it', { recommended: { ...forum, outcome: 'decline' as Outcome, amounts: [] } }, 'deviation-missing'],
    ['what the forum has said nothing of needs it', { recommended: undefined }, 'deviation-missing'],
    ['without a forum there is nothing to differ from', { recommended: undefined, hasForum: false }, 'scheme.decision-sent'],
    ['a decline needs reasons', { typed: { outcome: 'decline' as Outcome, amounts: [owner(0)], reason: '', deviation: 'x' } }, 'reason-missing'],
    ['reasons copied from another are not individual', { typed: { outcome: 'decline' as Outcome, amounts: [], reason: 'Nei  TAKK', deviation: 'x' }, othersReasons: ['nei takk'] }, 'reason-not-individual'],
    ['a part where no amount was asked for has nothing to be measured against', { asked: [], recommended: { ...forum, outcome: 'part' as Outcome }, typed: { ...whole.typed, outcome: 'part' as Outcome, reason: 'Noe.' } }, 'scheme.decision-sent'],
    ['money for a university where none is with the applicant goes to nobody else', { hasPartner: false, typed: { ...whole.typed, amounts: [owner(100), { ...owner(100), actor: 'university' as const }] } }, 'university-without-partner'],
    ['not as a draft either', { hasPartner: false, send: false, typed: { ...whole.typed, amounts: [{ ...owner(200), actor: 'university' as const }] } }, 'university-without-partner'],
    ['without a partner the owner’s money is as before', { hasPartner: false }, 'scheme.decision-sent'],
    ['a full grant may say the same as another', { typed: { ...whole.typed, reason: 'Godt.' }, othersReasons: ['Godt.'] }, 'scheme.decision-sent'],
    ['is not made before the time', { mayDecide: false }, 'not-time'],
    ['that is approved is given back first', { status: 'approved' as const }, 'already-approved'],
    ['that is published stands', { status: 'published' as const }, 'published'],
    ['somebody else has saved meanwhile is not written over', { stale: true }, 'changed-meanwhile'],
  ])('%s', (_, change, expected) => {
    const decided = prepare({ ...whole, ...change })
    expect(decided.ok ? decided.event.kind : decided.because).toBe(expected)
  })

  test('differs from the recommendation exactly when outcome or some amount does', () => {
    const amounts = fc.uniqueArray(fc.record({ year: fc.integer({ min: 2026, max: 2028 }), actor: fc.constantFrom('owner' as const, 'university' as const), ore: fc.integer({ min: 0, max: 3 }).map(ore) }), { selector: ({ year, actor }) => `${year}${actor}` })
    fc.assert(
      fc.property(amounts, amounts, (a, b) => {
        const same = (x: Amount[], y: Amount[]) => x.every((one) => one.ore === (y.find((other) => other.year === one.year && other.actor === one.actor)?.ore ?? 0))
        expect(deviates({ outcome: 'grant', amounts: a }, { outcome: 'grant', amounts: b })).toBe(!(same(a, b) && same(b, a)))
        expect(deviates({ outcome: 'grant', amounts: a }, { outcome: 'grant', amounts: a.toReversed() })).toBe(false)
      }),
    )
  })
  test.each([['grant', 200, true], ['grant', 300, true], ['grant', 199, false], ['part', 200, false], ['decline', 0, false]] as const)('%s of %d kroner of 200 is full: %s', (outcome, kroner, expected) => expect(isFull(outcome, [owner(kroner)], [owner(200)])).toBe(expected))
  test.each([['in-review', true, false], ['in-review', false, true], ['in-forum', true, true], ['decided', true, true], ['open', true, false], ['ended', true, false]])('in stage %s with forum %s may be decided: %s', (stage, hasForum, expected) => expect(mayDecide(stage, hasForum)).toBe(expected))
})

describe('the second person', () => {
  const ready = { status: 'ready' as const, preparedBy: 'stine', me: 'arve', total: ore(100_00), limits: [], lacking: [] }
  test.each([
    ['approves', {}, 'scheme.decision-approved'],
    ['is not the first', { me: 'stine' }, 'own-decision'],
    ['approves only what was sent', { status: 'draft' as const }, 'not-ready'],
    ['not above the limit of others', { limits: [{ personId: undefined, upTo: ore(99_99) }] }, 'over-limit'],
    ['up to the limit', { limits: [{ personId: undefined, upTo: ore(100_00) }] }, 'scheme.decision-approved'],
    ['a leader above it', { limits: [{ personId: undefined, upTo: zero }, { personId: 'arve', upTo: undefined }] }, 'scheme.decision-approved'],
    ['waits for a whole letter', { lacking: ['terms'] }, 'letter-not-complete'],
  ])('%s', (_, change, expected) => {
    const decided = approve({ ...ready, ...change })
    expect(decided.ok ? decided.event.kind : decided.because).toBe(expected)
  })
  test.each([['ready', 'x', 'scheme.decision-returned'], ['approved', 'x', 'scheme.decision-returned'], ['approved', '', 'give-back-reason-missing'], ['published', 'x', 'published'], ['draft', 'x', 'not-ready']] as const)('gives back what is %s with “%s”: %s', (status, reason, expected) => {
    const decided = giveBack(status, reason)
    expect(decided.ok ? decided.event.kind : decided.because).toBe(expected)
  })
  test('a limit of one’s own goes before that of others', () => expect([limitOf([{ personId: undefined, upTo: ore(1) }, { personId: 'a', upTo: ore(2) }], 'a'), limitOf([], 'a')]).toEqual([2, undefined]))
})

describe('publishing', () => {
  const one = { status: 'approved' as const, replaces: false, lettersComplete: true }
  test.each([
    ['all at once', { reports: 2, seen: [one, one] }, 'scheme.decisions-published'],
    ['not with one that is only ready', { reports: 2, seen: [one, { ...one, status: 'ready' as const }] }, 'not-all-approved'],
    ['not with one that is not begun', { reports: 2, seen: [one, { ...one, status: 'none' as const }] }, 'not-all-approved'],
    ['not past one the officer must not see', { reports: 2, seen: [one] }, 'some-not-yours'],
    ['not with a letter that lacks something', { reports: 1, seen: [{ ...one, lettersComplete: false }] }, 'letter-not-complete'],
    ['not twice', { reports: 1, seen: [{ ...one, status: 'published' as const }] }, 'nothing-to-publish'],
    ['a new decision after an appeal, while another is on its way', { reports: 2, seen: [{ ...one, replaces: true }, { ...one, replaces: true, status: 'draft' as const }] }, 'scheme.decisions-published'],
  ])('%s', (_, change, expected) => {
    const decided = publish({ mayDecide: true, ...change })
    expect(decided.ok ? decided.event.kind : decided.because).toBe(expected)
  })
})

describe('recipients', () => {
  test.each([[{ kind: 'municipality' }, 'municipal'], [{ kind: 'owner' }, 'private'], [{ kind: 'university' }, 'university'], [{ kind: 'kindergarten', ownership: 'municipal' }, 'municipal'], [{ kind: 'kindergarten', ownership: 'private' }, 'private']] as const)('%o is %s', (org, kind) => expect(recipientKindOf(org)).toBe(kind))
  test('the university has its own part, the one who reported the rest', () => expect(['owner', 'university', 'coordinator'].map((actor) => recipientOf(actor as 'owner', { leadId: 'a', partnerId: 'b' }))).toEqual(['a', 'b', 'a']))
  test('university money has nobody to go to where there is no partner', () => expect(recipientOf('university', { leadId: 'a', partnerId: undefined })).toBeUndefined())
  test.each([['none', ['private', 'municipal']], ['required', ['private', 'municipal', 'university']]] as const)('with partner %s there are %j', (partner, kinds) => expect(recipientKindsOf({ partner })).toEqual(kinds))
  const scheme = { appeal: { private: right('yes'), municipal: right('no'), university: right('unsettled') } }
  test.each([['private', {}, true], ['municipal', {}, false], ['university', {}, undefined], ['university', { university: true }, true], ['private', { private: false }, false]] as const)('%s with %o said is an individual decision: %s', (kind, said, expected) => expect(isIndividual(kind, said, scheme)).toBe(expected))
})
function right(answer: 'yes' | 'no' | 'unsettled') {
  const words = { nb: 'x', nn: 'x', en: 'x' }
  return { right: answer, weeks: 3, body: words, basis: words }
}

describe('a letter', () => {
  const [scheme] = shippedSchemes
  const law = procedureLaws[0]
  if (!scheme || !law) throw new Error('a scheme and a law')
  const facts: LetterFacts = {
    language: 'nb', scheme, on: localDate('2019-06-01') ?? expect.fail(''), law, round: { title: 'Runde 2027', managerName: 'Statsforvalteren (oppdiktet)', reportClosesAt: at }, report: { reference: 'B-1', title: 'Lek', leadName: 'Eventyrkjeden', strand: 'regional', asks: true },
    recipient: { orgId: 'e', name: 'Eventyrkjeden', organisationNumber: '310002005', kind: 'private', individual: true }, decision: { outcome: 'grant', reason: 'Fordi.', replaces: false, preparedBy: 'Stine Berg', approvedBy: 'Arve Moe' },
    money: [{ year: 2027, actor: 'owner', recipientId: 'e', recipientName: 'Eventyrkjeden', ore: ore(200_000_00) }], terms: 'Brukes til tiltaket.', contact: 'Stine Berg', reportBy: localDate('2028-01-15') ?? expect.fail(''),
  }
  test('has every block, in both forms of Norwegian', () => {
    for (const language of ['nb', 'nn'] as const) for (const outcome of ['grant', 'part', 'decline'] as const) expect(lackingBlocks(writeDecisionLetter({ ...facts, language, decision: { ...facts.decision, outcome } }))).toEqual([])
    expect(writeDecisionLetter(facts).blocks.map(({ key }) => key)).toEqual(blockKeys)
  })
  test.each([
    ['terms', { terms: '' }], ['guidance', { contact: '' }], ['appeal', { recipient: { ...facts.recipient, individual: undefined } }],
  ] as const)('lacks %s when nobody has said it', (block, change) => expect(lackingBlocks(writeDecisionLetter({ ...facts, ...change }))).toEqual([block]))
  test('says the result first, and keeps the law it was made under', () => {
    const letter = writeDecisionLetter(facts)
    expect([letter.title, letter.law]).toEqual(['Eventyrkjeden får kr\u00a0200\u00a0000 til «Lek»', 'forvaltningsloven-1967'])
    expect(letter.blocks.find(({ key }) => key === 'appeal')?.text).toContain('§ 29')
    const next = procedureLaws[1] ?? expect.fail('')
    expect(writeDecisionLetter({ ...facts, law: next }).blocks.find(({ key }) => key === 'appeal')?.text).toContain('§§ 61–65')
  })
  test('names the strand where there are several, and the own contribution where it is demanded', () => {
    const several = shippedSchemes.find(({ code }) => code === 'local-2021') ?? expect.fail('')
    const textOf = (strand: string, key: string) => writeDecisionLetter({ ...facts, scheme: several, report: { ...facts.report, strand } }).blocks.find((block) => block.key === key)?.text.replaceAll('\u00a0', ' ') ?? ''
    expect(textOf('decentralised', 'decision')).toContain('Desentralisert ordning')
    expect(textOf('decentralised', 'terms')).toContain('en egenandel på 30 prosent av det eieren får. Av kr 200 000 blir det kr 60 000.')
    expect(textOf('regional', 'terms')).not.toContain('egenandel')
    expect(writeDecisionLetter(facts).blocks.map(({ text }) => text).join(' ')).not.toContain('Regional ordning,')
  })
  const day = (text: string) => localDate(text) ?? expect.fail(text)
  const guidelines = 'retningslinjer for tilskuddsordning for lokal kompetanseutvikling i barnehage og grunnopplæring (FOR-2021-01-26-230)'
  test.each([
    ['regional-2019', '2019-06-01', 'Vi har behandlet saken etter forvaltningsloven (lov 10. februar 1967).'],
    ['local-2021', '2023-04-11', `Vi har behandlet saken etter forvaltningsloven (lov 10. februar 1967) og ${guidelines}.`],
    ['local-2021', '2025-12-31', guidelines],
    ['collective-2026', '2027-03-30', 'forskrift om tilskudd til kollektiv kompetanseutvikling i barnehage og grunnskole.'],
  ])('of %s on %s names the rules of its day: %s', (code, on, expected) => {
    const ofDay = shippedSchemes.find((one) => one.code === code) ?? expect.fail(code)
    const said = (when: string) => writeDecisionLetter({ ...facts, scheme: ofDay, on: day(when) }).blocks.find(({ key }) => key === 'decision')?.text ?? ''
    expect(said(on)).toContain(expected)
    if (code === 'local-2021') expect(said('2026-01-01')).not.toContain(guidelines)
  })
  test('of a form that asks for no amounts does not say what was asked for', () => {
    const letter = (outcome: Outcome, language: 'nb' | 'nn') => writeDecisionLetter({ ...facts, language, report: { ...facts.report, asks: false }, decision: { ...facts.decision, outcome, reason: '' } })
    expect(letter('part', 'nb').title).toBe('Eventyrkjeden får kr\u00a0200\u00a0000 til deler av «Lek»')
    expect(letter('grant', 'nb').blocks.find(({ key }) => key === 'reason')?.text).toMatch(/^Vi innvilger behovsmeldingen, og har derfor ikke skrevet en begrunnelse/)
    for (const outcome of ['grant', 'part', 'decline'] as const) for (const language of ['nb', 'nn'] as const) expect(JSON.stringify(letter(outcome, language))).not.toMatch(/søkt/)
  })
  test('promises no appeal where there is none', () => expect(writeDecisionLetter({ ...facts, recipient: { ...facts.recipient, individual: false } }).blocks.find(({ key }) => key === 'appeal')?.text).not.toMatch(/Dere kan klage/))
})
