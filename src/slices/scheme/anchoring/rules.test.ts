import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Role } from '../../../kernel/actor.ts'
import { withContext, type Answers } from '../forms/answers.ts'
import { need2026 } from '../forms/shipped/need-2021.ts'
import { capacities, type Capacity } from '../schemes/rules.ts'
import { aboutKey, capacityOf, covered, decline, neededSignatures, sign, standingOf, takesPart, touched, waiting, type Digests, type Mark, type Party, type Signer, type SignFacts } from './rules.ts'

const owners = { signatures: ['pedagogical-leader', 'head', 'owner', 'partner'], reporter: 'owner-with-partner' } as const
const kindergartens = { signatures: ['pedagogical-leader', 'head', 'owner'], reporter: 'kindergarten-or-network' } as const

const party = (part: Party['part'], orgId: string, extra: Partial<Party> = {}): Party => ({ part, state: 'accepted', orgId, orgName: orgId, ...extra })
const ownedBy = (id: string) => ({ owner: { id, name: id } })
const alone = [party('lead', 'chain'), party('kindergarten', 'k1', ownedBy('chain')), party('partner', 'college')]
const rowsOf = (needed: readonly { capacity: Capacity; orgId: string }[]) => needed.map(({ capacity, orgId }) => `${capacity} ${orgId}`)

describe('the signatures a report needs', () => {
  test.each<[string, typeof owners | typeof kindergartens, readonly Party[], readonly string[]]>([
    ['one owner, one kindergarten, a partner', owners, alone, ['pedagogical-leader k1', 'head k1', 'owner chain', 'partner college']],
    ['each kindergarten by itself, the owner once', owners, [...alone, party('kindergarten', 'k2', ownedBy('chain'))], ['pedagogical-leader k1', 'pedagogical-leader k2', 'head k1', 'head k2', 'owner chain', 'partner college']],
    ['every owner that has joined', owners, [...alone, party('member', 'foundation')], ['pedagogical-leader k1', 'head k1', 'owner chain', 'owner foundation', 'partner college']],
    ['not an owner that has been asked and has not answered', owners, [...alone, party('member', 'foundation', { state: 'invited' })], ['pedagogical-leader k1', 'head k1', 'owner chain', 'partner college']],
    ['not one that has said no', owners, [...alone, party('member', 'foundation', { state: 'declined' })], ['pedagogical-leader k1', 'head k1', 'owner chain', 'partner college']],
    ['a partner that has not confirmed yet', owners, [...alone.slice(0, 2), party('partner', 'college', { state: 'invited' })], ['pedagogical-leader k1', 'head k1', 'owner chain', 'partner college']],
    ['where the kindergarten reports: those who own the kindergartens, each once', kindergartens, [party('lead', 'k1'), party('kindergarten', 'k1', ownedBy('chain')), party('kindergarten', 'k2', ownedBy('chain')), party('kindergarten', 'k3', ownedBy('town'))], ['pedagogical-leader k1', 'pedagogical-leader k2', 'pedagogical-leader k3', 'head k1', 'head k2', 'head k3', 'owner chain', 'owner town']],
    ['no kindergarten yet', owners, [party('lead', 'chain')], ['owner chain']],
  ])('%s', (_, scheme, parties, expected) => {
    expect(rowsOf(neededSignatures(scheme, parties))).toEqual(expected)
  })
  test('never the same one twice, and never one the scheme does not ask for', () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd')
    const parties = fc.array(fc.record({ part: fc.constantFrom('lead', 'member', 'partner', 'kindergarten'), state: fc.constantFrom('invited', 'accepted', 'declined'), orgId: ids, orgName: ids, owner: fc.option(fc.record({ id: ids, name: ids }), { nil: undefined }) }))
    fc.assert(
      fc.property(parties as fc.Arbitrary<Party[]>, fc.uniqueArray(fc.constantFrom(...capacities)), fc.constantFrom('owner-with-partner', 'each-kindergarten'), (some, signatures, reporter) => {
        const needed = neededSignatures({ signatures, reporter: reporter as 'owner-with-partner' }, some)
        expect(new Set(rowsOf(needed)).size).toBe(needed.length)
        expect(needed.every(({ capacity }) => signatures.includes(capacity))).toBe(true)
      }),
    )
  })
})

const now: Digests = { need: 'n1', budget: 'b1' }
const signedAt = new Date('2026-11-20T10:00:00Z')
const mark = (capacity: Capacity, orgId: string, extra: Partial<Mark> = {}): Mark => ({ id: `${capacity} ${orgId}`, capacity, orgId, personId: `${capacity} of ${orgId}`, name: 'Siri', onBehalfOf: undefined, digests: now, signedAt, declinedAt: undefined, reason: undefined, voidedAt: undefined, voidSections: [], ...extra })
const signer = (capacity: Capacity, orgId: string, personId = `${capacity} of ${orgId}`, own = true): Signer => ({ capacity, orgId, personId, own })
const all = [signer('pedagogical-leader', 'k1'), signer('head', 'k1'), signer('owner', 'chain'), signer('partner', 'college')]
const allSigned = all.map(({ capacity, orgId }) => mark(capacity, orgId))
const stateWith = (marks: readonly Mark[], signers: readonly Signer[] = all, parties: readonly Party[] = alone) => standingOf(owners, parties, marks, signers, () => now)
const statusOf = (capacity: Capacity, marks: readonly Mark[], signers: readonly Signer[] = all) => stateWith(marks, signers).needed.find((row) => row.capacity === capacity)?.status

describe('how a signature stands', () => {
  const declined = mark('head', 'k1', { signedAt: undefined, declinedAt: signedAt, reason: 'Beløpet er feil', digests: {} })
  test.each<[string, readonly Mark[], readonly Signer[], string]>([
    ['nobody has said anything', [], all, 'missing'],
    ['signed, and nothing changed', [mark('head', 'k1')], all, 'signed'],
    ['signed, and made void', [mark('head', 'k1', { voidedAt: signedAt, voidSections: ['need'] })], all, 'void'],
    ['signed, and changed without anybody having said so', [mark('head', 'k1', { digests: { ...now, need: 'n0' } })], all, 'void'],
    ['signed when a section was not there yet', [mark('head', 'k1', { digests: { need: 'n1' } })], all, 'void'],
    ['declined', [declined], all, 'declined'],
    ['signed for another kindergarten', [mark('head', 'k2')], all, 'missing'],
    ['nobody has the role', [], all.filter(({ capacity }) => capacity !== 'head'), 'nobody-can-sign'],
    ['signed by one who has left since', [mark('head', 'k1')], [], 'signed'],
    ['a deputy can', [], [...all.filter(({ capacity }) => capacity !== 'head'), signer('head', 'k1', 'deputy', false)], 'missing'],
    ['the deputy has signed as pedagogical leader', [mark('pedagogical-leader', 'k1', { personId: 'peder' })], [signer('pedagogical-leader', 'k1', 'peder'), signer('head', 'k1', 'peder', false)], 'nobody-can-sign'],
    ['the deputy is the only pedagogical leader', [], [signer('pedagogical-leader', 'k1', 'peder'), signer('head', 'k1', 'peder', false)], 'nobody-can-sign'],
    ['the deputy is one of two pedagogical leaders', [], [signer('pedagogical-leader', 'k1', 'peder'), signer('pedagogical-leader', 'k1', 'anne'), signer('head', 'k1', 'peder', false)], 'missing'],
    ['one who truly is both has signed as the other', [mark('pedagogical-leader', 'k1', { personId: 'nora' })], [signer('pedagogical-leader', 'k1', 'nora'), signer('head', 'k1', 'nora')], 'missing'],
  ])('%s', (_, marks, signers, expected) => {
    expect(statusOf('head', marks, signers)).toBe(expected)
  })
  test.each<[string, readonly Mark[], readonly Party[], boolean]>([
    ['all have signed', allSigned, alone, true],
    ['one lacks', allSigned.slice(1), alone, false],
    ['one is void', [...allSigned.slice(1), mark('pedagogical-leader', 'k1', { digests: {} })], alone, false],
    ['there is no partner in a scheme that asks for one', allSigned, alone.slice(0, 2), false],
    ['there is no kindergarten', allSigned, [party('lead', 'chain'), party('partner', 'college')], false],
    ['an owner joined after the others signed', allSigned, [...alone, party('member', 'foundation')], false],
  ])('ready to send: %s', (_, marks, parties, expected) => {
    expect(stateWith(marks, all, parties).ready).toBe(expected)
  })
  test('whom to ask: neither those who have signed, nor where nobody can', () => {
    expect(rowsOf(waiting(stateWith([mark('owner', 'chain')], all.filter(({ capacity }) => capacity !== 'head')).needed))).toEqual(['pedagogical-leader k1', 'partner college'])
  })
})

describe('a change after signing', () => {
  const answers = (change: Answers = {}): Answers => withContext({ need: 'Lek', partner: 'college', 'partner-part': 'Tilbake', ...change }, { kind: 'new', strand: 'collective', network: false, ownership: 'private', firstYear: 2027 })
  const touchedBy = (change: Answers) => capacities.filter((capacity) => touched(covered(need2026, answers(), capacity, undefined), covered(need2026, answers(change), capacity, undefined)).length > 0)
  test.each<[string, Answers, readonly Capacity[]]>([
    ['nothing', {}, []],
    ['the need', { need: 'Språk' }, ['pedagogical-leader', 'head', 'owner', 'partner']],
    ['who took part', { 'who-took-part': ['all-staff'] }, ['pedagogical-leader', 'head', 'owner']],
    ['the partner’s own part', { 'partner-part': 'Annerledes' }, ['partner']],
    ['the money', { 'other-funding': 'Kommunen' }, ['head', 'owner', 'partner']],
    ['an answer to a question that is not seen', { 'what-changed': 'Noe' }, []],
  ])('of %s touches exactly those who signed it', (_, change, expected) => {
    expect(touchedBy(change)).toEqual(expected)
  })
  test('another strand or kind touches everyone', () => {
    const about = (kind: 'new' | 'continuation', strand: string) => withContext({}, { kind, strand, network: false, ownership: 'private', firstYear: 2026 })
    const byAnother = (after: Answers) => capacities.filter((capacity) => touched(covered(need2026, about('new', 'regional'), capacity, undefined), covered(need2026, after, capacity, undefined)).includes(aboutKey))
    expect(byAnother(about('new', 'regional'))).toEqual([])
    for (const after of [about('new', 'decentralised'), about('continuation', 'regional')]) expect(byAnother(after)).toEqual(capacities)
  })
  test('the head’s own form touches the head alone', () => {
    expect(capacities.filter((capacity) => touched(covered(need2026, answers(), capacity, 'before'), covered(need2026, answers(), capacity, 'after')).length > 0)).toEqual(['head'])
  })
  test('is named by its sections, and what is the same is never named', () => {
    const digests = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), fc.constantFrom('1', '2'))
    fc.assert(
      fc.property(digests, digests, (before, after) => {
        const found = touched(before, after)
        for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) expect(found.includes(key)).toBe(before[key] !== after[key])
        expect(touched(before, before)).toEqual([])
      }),
    )
  })
})

describe('who may sign', () => {
  const facts = (role: Role, orgId: string, extra: Partial<SignFacts> = {}, asDeputy = false): SignFacts => ({ state: 'signing', actor: { personId: `${capacityOf(role)} of ${orgId}`, orgId, role, asDeputy }, rows: stateWith(extra.marks ?? [], extra.signers ?? all).needed, marks: [], signers: all, participation: true, seen: true, ...extra })
  const answer = (one: SignFacts) => {
    const decision = sign(one)
    return decision.ok ? 'signed' : decision.because
  }
  const peder = { personId: 'peder', orgId: 'k1', role: 'head', asDeputy: true } as const
  test.each<[string, SignFacts, string]>([
    ['the head of the kindergarten', facts('head', 'k1'), 'signed'],
    ['the pedagogical leader', facts('pedagogical-leader', 'k1'), 'signed'],
    ['the owner', facts('owner', 'chain'), 'signed'],
    ['the university', facts('university-contact', 'college'), 'signed'],
    ['a head of another kindergarten', facts('head', 'k2'), 'not-yours-to-sign'],
    ['another owner', facts('owner', 'town'), 'not-yours-to-sign'],
    ['the county governor', facts('county-governor', 'chain'), 'not-yours-to-sign'],
    ['the authority in the municipality', facts('authority', 'chain'), 'not-yours-to-sign'],
    ['before it is sent to signing', facts('head', 'k1', { state: 'draft' }), 'not-signing'],
    ['after it is sent', facts('head', 'k1', { state: 'submitted' }), 'not-signing'],
    ['twice', facts('head', 'k1', { marks: [mark('head', 'k1')] }), 'already-signed'],
    ['again when it is void', facts('head', 'k1', { marks: [mark('head', 'k1', { digests: {} })] }), 'signed'],
    ['after having declined', facts('head', 'k1', { marks: [mark('head', 'k1', { signedAt: undefined, declinedAt: signedAt, reason: 'Nei' })] }), 'signed'],
    ['what was changed while they read', facts('head', 'k1', { seen: false }), 'changed-meanwhile'],
    ['a head who has not told of the staff', facts('head', 'k1', { participation: false }), 'participation-missing'],
    ['others need not tell of the staff', facts('owner', 'chain', { participation: false }), 'signed'],
    ['the head’s deputy', facts('head', 'k1', { actor: peder, signers: [...all, signer('head', 'k1', 'peder', false)] }), 'signed'],
    ['the head’s deputy who has signed as pedagogical leader', facts('head', 'k1', { actor: peder, marks: [mark('pedagogical-leader', 'k1', { personId: 'peder' })], signers: [...all, signer('head', 'k1', 'peder', false), signer('pedagogical-leader', 'k1', 'peder')] }), 'signed-as-another'],
    ['a pedagogical leader who has signed as the head’s deputy', facts('pedagogical-leader', 'k1', { actor: { personId: 'peder', orgId: 'k1', role: 'pedagogical-leader', asDeputy: false }, marks: [mark('head', 'k1', { personId: 'peder', onBehalfOf: 'Siri' })], signers: [...all, signer('head', 'k1', 'peder', false), signer('pedagogical-leader', 'k1', 'peder')] }), 'signed-as-another'],
    ['one who is both head and pedagogical leader, as the second', facts('head', 'k1', { actor: { personId: 'nora', orgId: 'k1', role: 'head', asDeputy: false }, marks: [mark('pedagogical-leader', 'k1', { personId: 'nora' })], signers: [signer('head', 'k1', 'nora'), signer('pedagogical-leader', 'k1', 'nora')] }), 'signed'],
    ['one who was pedagogical leader when signing, and is head now', facts('head', 'k1', { actor: { personId: 'nora', orgId: 'k1', role: 'head', asDeputy: false }, marks: [mark('pedagogical-leader', 'k1', { personId: 'nora' })], signers: [signer('head', 'k1', 'nora'), signer('pedagogical-leader', 'k1', 'anne')] }), 'signed-as-another'],
  ])('%s', (_, one, expected) => {
    expect(answer(one)).toBe(expected)
  })
  test.each<[string, SignFacts, string, string]>([
    ['with a reason', facts('owner', 'chain'), 'Beløpet er feil', 'declined'],
    ['without a reason', facts('owner', 'chain'), '', 'reason-missing'],
    ['one who has signed and thinks again', facts('owner', 'chain', { marks: [mark('owner', 'chain')] }), 'Vi tok feil', 'declined'],
    ['a stranger', facts('owner', 'town'), 'Nei', 'not-yours-to-sign'],
    ['a draft', facts('owner', 'chain', { state: 'draft' }), 'Nei', 'not-signing'],
  ])('declines: %s', (_, one, reason, expected) => {
    const decision = decline(one, reason)
    expect(decision.ok ? 'declined' : decision.because).toBe(expected)
  })
  test('nobody who has no part in it sees who has signed', () => {
    expect(takesPart(alone, 'chain')).toBe(true)
    expect(takesPart([party('kindergarten', 'k1', ownedBy('town'))], 'town')).toBe(true)
    expect(takesPart([party('member', 'town', { state: 'declined' })], 'town')).toBe(false)
    expect(takesPart(alone, 'town')).toBe(false)
  })
})
