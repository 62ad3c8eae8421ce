import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { hashNationalId, readAnswer, type Answer } from './claims.ts'
import { parseProfiles, profileKinds, type Profile, type ProfileKind } from './profiles.ts'

const tenant = '5a3a5b11-0000-4000-8000-000000000001'
const resource = 'urn:altinn:resource:kompetanse-behovsmelding'
const issuer = 'https://issuer.example'
const base = { issuer, clientId: 'samspill', clientSecret: 's', labels: { nb: 'a', nn: 'b', en: 'c' }, pid: 'ask' }
const own: Record<ProfileKind, object> = {
  idporten: {},
  'ansattporten-altinn': { resource },
  'ansattporten-orgno': {},
  entra: { tenantIds: [tenant] },
  feide: {},
}
const profiles = parseProfiles(profileKinds.map((kind) => ({ ...base, ...own[kind], id: kind, kind })), { production: true })
const profileOf = (kind: ProfileKind): Profile => profiles.find((profile) => profile.kind === kind) as Profile
const rules = { issuer, nationalIdKey: 'key' }

const token = { iss: issuer, sub: 'subject', aud: 'samspill', sid: 'session', auth_time: 1_795_000_000 }
const read = (kind: ProfileKind, claims: object, more: Partial<Answer> = {}) =>
  readAnswer(profileOf(kind), { claims: { ...token, ...claims }, ...more }, rules)
/** The numbers of the parties, or that there are none, or why not. */
const outcome = (result: ReturnType<typeof read>) =>
  result.ok ? result.event.parties.map((given) => given.organisationNumber).join(' ') || 'signed in' : result.because

const party = (ID: string, more: object = {}) => ({ orgno: { authority: 'iso6523-actorid-upis', ID }, name: 'SOLBAKKEN BARNEHAGE', ...more })
const detail = (...authorized_parties: object[]) => ({ type: 'ansattporten:altinn:resource', resource, authorized_parties })

describe('every provider', () => {
  test.each<[string, object, string]>([
    ['a level above the minimum', { acr: 'idporten-loa-high' }, 'signed in'],
    ['the minimum', { acr: 'idporten-loa-substantial' }, 'signed in'],
    ['a lower level than asked', { acr: 'idporten-loa-low' }, 'too-low-assurance'],
    ['no level', {}, 'too-low-assurance'],
    ['a level of another provider', { acr: 'high' }, 'too-low-assurance'],
    ['another issuer', { acr: 'idporten-loa-high', iss: 'https://other.example' }, 'wrong-issuer'],
    ['an issuer that only begins the same', { acr: 'idporten-loa-high', iss: `${issuer}.evil.example` }, 'wrong-issuer'],
    ['for another client', { acr: 'idporten-loa-high', aud: 'another' }, 'code-refused'],
    ['for us and another client', { acr: 'idporten-loa-high', aud: ['another', 'samspill'] }, 'signed in'],
    ['no subject', { acr: 'idporten-loa-high', sub: undefined }, 'claims-missing'],
    ['no number', { acr: 'idporten-loa-high', pid: undefined }, 'signed in'],
  ])('%s', (_what, claims, expected) => expect(outcome(read('idporten', claims))).toBe(expected))

  test.each<[string | undefined, string | undefined]>([
    ['idporten-loa-high', undefined],
    ['idporten-loa-substantial', 'too-low-assurance'],
  ])('an act that demands the highest level, with %s', (acr, expected) => {
    const result = readAnswer(profileOf('idporten'), { claims: { ...token, acr } }, { ...rules, minimumAcr: 'idporten-loa-high' })
    expect(result.ok ? undefined : result.because).toBe(expected)
  })

  test('a demanded level the profile does not know lets nobody in', () => {
    const result = readAnswer(profileOf('idporten'), { claims: { ...token, acr: 'high' } }, { ...rules, minimumAcr: 'high' })
    expect(result).toEqual({ ok: false, because: 'too-low-assurance' })
  })

  test.each([
    ['nb', 'nb'],
    ['nn-NO', 'nn'],
    ['no', 'nb'],
    ['en_GB', 'en'],
    ['se', undefined],
  ])('the language %s is read as %s', (locale, expected) => {
    const result = read('idporten', { acr: 'idporten-loa-high', locale })
    expect(result.ok && result.event.locale).toBe(expected)
  })
})

describe('the national identity number', () => {
  test('is kept as a keyed hash', () => {
    const result = read('idporten', { acr: 'idporten-loa-high', pid: '13814012345' })
    expect(result.ok && result.event.nationalIdHash).toBe('b52967c74b744ef8f03b308a9cebf3075aec3baa2a44780fcdb55ec12964eaf9')
  })

  test('is not read when the profile never asks', () => {
    const claims = { ...token, acr: 'idporten-loa-high', pid: '13814012345' }
    const result = readAnswer({ ...profileOf('idporten'), pid: 'never' }, { claims }, rules)
    expect(result.ok && 'nationalIdHash' in result.event).toBe(false)
  })

  test('another key gives another hash, and what is not eleven digits gives none', () => {
    expect(hashNationalId('13814012345', 'key')).not.toBe(hashNationalId('13814012345', 'other'))
    expect([hashNationalId('1381401234', 'key'), hashNationalId('1381401234a', 'key')]).toEqual([undefined, undefined])
  })

  test('never comes out in the clear, whatever the claims', () => {
    fc.assert(
      fc.property(fc.constantFrom(...profileKinds), fc.stringMatching(/^\d{11}$/), (kind, pid) => {
        const acr = profileOf(kind).acr?.levels.at(-1)
        const claims = { ...token, sub: 'subject', acr, pid, tid: tenant, oid: 'o', authorization_details: [detail(party('0192:974760673'))] }
        expect(JSON.stringify(readAnswer(profileOf(kind), { claims, userinfo: { pid }, groups: [] }, rules))).not.toContain(pid)
      }),
    )
  })
})

describe('Ansattporten by Altinn resource', () => {
  test.each<[string, unknown, string]>([
    ['one party', [detail(party('0192:974760673'))], '974760673'],
    ['many parties', [detail(party('0192:974760673'), party('0192:991825827'))], '974760673 991825827'],
    ['no party', [detail()], 'no-organisation'],
    ['the person as themselves: a type and nothing else', [{ type: 'ansattporten:altinn:resource' }], 'no-organisation'],
    ['no details', undefined, 'no-organisation'],
    ['details that are no list', { type: 'ansattporten:altinn:resource' }, 'no-organisation'],
    ['another resource', [{ ...detail(party('0192:974760673')), resource: 'urn:altinn:resource:annet' }], 'wrong-resource'],
    ['another resource and nobody in it', [{ ...detail(), resource: 'urn:altinn:resource:annet' }], 'wrong-resource'],
    ['another resource beside ours', [detail(party('0192:974760673')), { ...detail(), resource: 'urn:altinn:resource:annet' }], 'wrong-resource'],
    ['parties without a resource', [{ ...detail(party('0192:974760673')), resource: undefined }], 'wrong-resource'],
    ['another type only', [{ ...detail(party('0192:974760673')), type: 'ansattporten:orgno' }], 'no-organisation'],
    ['a check digit that fails, beside a good one', [detail(party('0192:974760674'), party('0192:991825827'))], '991825827'],
    ['a check digit that fails, alone', [detail(party('0192:974760674'))], 'no-organisation'],
    ['eight digits', [detail(party('0192:97476067'))], 'no-organisation'],
    ['no prefix', [detail(party('974760673'))], 'no-organisation'],
    ['another prefix', [detail(party('9908:974760673'))], 'no-organisation'],
    ['another authority', [detail({ orgno: { authority: 'other', ID: '0192:974760673' } })], 'no-organisation'],
    ['a party that is no object', [detail(party('0192:974760673'), 'party' as unknown as object)], '974760673'],
    ['the same twice', [detail(party('0192:974760673'), party('0192:974760673'))], '974760673'],
  ])('%s', (_what, authorization_details, expected) => {
    expect(outcome(read('ansattporten-altinn', { acr: 'substantial', authorization_details }))).toBe(expected)
  })

  test('what may be done, once each', () => {
    const twice = detail(
      party('0192:974760673', { actions: ['read', 'write', 'read'], unit_type: 'BEDR', unknown: 1 }),
      party('0192:974760673', { actions: 'write, sign' }),
    )
    const result = read('ansattporten-altinn', { acr: 'substantial', authorization_details: [twice] })
    expect(result.ok && result.event.parties).toEqual([
      { organisationNumber: '974760673', name: 'SOLBAKKEN BARNEHAGE', unitType: 'BEDR', actions: ['read', 'write', 'sign'] },
    ])
  })

  test('the token response counts when the id_token says nothing, and only then', () => {
    const authorizationDetails = [detail(party('0192:991825827'))]
    expect(outcome(read('ansattporten-altinn', { acr: 'high' }, { authorizationDetails }))).toBe('991825827')
    const both = { acr: 'high', authorization_details: [detail(party('0192:974760673'))] }
    expect(outcome(read('ansattporten-altinn', both, { authorizationDetails }))).toBe('974760673')
  })

  test("ID-porten's names of levels are not Ansattporten's", () => {
    const claims = { acr: 'idporten-loa-high', authorization_details: [detail(party('0192:974760673'))] }
    expect(outcome(read('ansattporten-altinn', claims))).toBe('too-low-assurance')
  })
})

describe('Ansattporten by employer', () => {
  const type = 'ansattporten:orgno'
  test.each<[string, object, string]>([
    ['newer shape', { type, authorized_parties: [{ ...party('0192:974760673'), rights: ['Report', 'Write'] }] }, '974760673'],
    ['older shape', { type, orgno: { authority: 'iso6523-actorid-upis', ID: '0192:974760673' } }, '974760673'],
    ['older shape with a capital', { type, orgno: { Authority: 'iso6523-actorid-upis', ID: '0192:974760673' } }, '974760673'],
    ['older shape with a bad number', { type, orgno: { Authority: 'iso6523-actorid-upis', ID: '0192:974760674' } }, 'no-organisation'],
    ['a type and nothing else', { type }, 'no-organisation'],
  ])('%s', (_what, answered, expected) => {
    expect(outcome(read('ansattporten-orgno', { acr: 'entraid', authorization_details: [answered] }))).toBe(expected)
  })

  test('rights are what may be done', () => {
    const answered = { type, authorized_parties: [party('0192:974760673', { rights: ['Report', 'Write'] })] }
    const result = read('ansattporten-orgno', { acr: 'entraid', authorization_details: [answered] })
    expect(result.ok && result.event.parties[0]?.actions).toEqual(['Report', 'Write'])
  })

  test('a personal sign-in is not an employer account', () => {
    const answered = { type, authorized_parties: [party('0192:974760673')] }
    expect(outcome(read('ansattporten-orgno', { acr: 'substantial', authorization_details: [answered] }))).toBe('too-low-assurance')
  })
})

describe('Entra', () => {
  const common = { ...rules, issuer: 'https://login.microsoftonline.com/{tenantid}/v2.0' }
  const from = (tid: string) => ({ ...token, iss: `https://login.microsoftonline.com/${tid}/v2.0`, tid, oid: 'object' })

  test('tenant and object id are the person', () => {
    const result = readAnswer(profileOf('entra'), { claims: { ...from(tenant), roles: ['Leder', 'Leder'] } }, common)
    expect(result.ok && [result.event.subject, result.event.roles, result.event.issuer]).toEqual([
      `${tenant}:object`,
      ['Leder'],
      `https://login.microsoftonline.com/${tenant}/v2.0`,
    ])
  })

  test.each<[string, object, string]>([
    ['a tenant not on the list', from('99999999-0000-4000-8000-000000000001'), 'tenant-not-allowed'],
    ['a tenant that another issuer claims', { ...from('99999999-0000-4000-8000-000000000001'), tid: tenant }, 'wrong-issuer'],
    ['no object id', { ...from(tenant), oid: undefined }, 'claims-missing'],
    ['no tenant id', { ...from(tenant), tid: undefined }, 'wrong-issuer'],
  ])('%s', (_what, claims, expected) => expect(outcome(readAnswer(profileOf('entra'), { claims }, common))).toBe(expected))

  test('too many groups are a reference, and neither it nor a group is a right', () => {
    const overage = { _claim_names: { groups: 'src1' }, _claim_sources: { src1: { endpoint: 'https://graph.microsoft.com' } } }
    for (const groups of [overage, { groups: ['Leder'] }]) {
      const result = readAnswer(profileOf('entra'), { claims: { ...from(tenant), ...groups } }, common)
      expect(result.ok && [result.event.roles, result.event.parties]).toEqual([[], []])
    }
  })
})

describe('Feide', () => {
  const home = (affiliation: string[], more: object = {}) => ({
    id: 'fc:org:uni.example',
    type: 'fc:org',
    displayName: 'Eksempeluniversitetet',
    membership: { basic: 'member', affiliation },
    orgType: ['higher_education'],
    norEduOrgNIN: 'NO971526920',
    ...more,
  })
  const userinfo = { sub: 'subject', name: 'Fredrik Forsker', email: 'f@uni.example', email_verified: false }

  test.each<[string, unknown, string]>([
    ['an employee', [home(['member', 'employee'])], '971526920'],
    ['faculty', [home(['faculty'])], '971526920'],
    ['a student', [home(['member', 'student'])], 'student'],
    ['a student who also works there', [home(['student', 'employee'])], '971526920'],
    ['a former student', [home(['alum'])], 'no-organisation'],
    ['a school', [home(['employee'], { orgType: ['upper_secondary'] })], 'no-organisation'],
    ['an organisation without a number', [home(['employee'], { norEduOrgNIN: undefined })], 'no-organisation'],
    ['a number that fails', [home(['employee'], { norEduOrgNIN: 'NO971526921' })], 'no-organisation'],
    ['a unit of the organisation only', [home(['employee'], { id: 'fc:org:uni.example:unit:NO1', type: 'fc:orgunit' })], 'no-organisation'],
    ['a home that does not say what the person is there', [home(['employee'], { membership: undefined })], 'no-organisation'],
    ['no groups', [], 'no-organisation'],
    ['groups that did not come', { message: 'error' }, 'claims-missing'],
  ])('%s', (_what, groups, expected) => expect(outcome(read('feide', {}, { userinfo, groups }))).toBe(expected))

  test('the name is of the userinfo', () => {
    const result = read('feide', {}, { userinfo, groups: [home(['employee'])] })
    expect(result.ok && result.event).toMatchObject({ subject: 'subject', name: 'Fredrik Forsker', email: 'f@uni.example', acr: 'unstated' })
  })

  test('without userinfo nobody is let in', () => expect(outcome(read('feide', {}, { groups: [home(['employee'])] }))).toBe('claims-missing'))
})

test('any answer at all is read without a fault', () => {
  fc.assert(
    fc.property(fc.constantFrom(...profileKinds), fc.jsonValue(), fc.jsonValue(), fc.jsonValue(), (kind, details, userinfo, groups) => {
      const claims = { ...token, acr: kind === 'ansattporten-orgno' ? 'entraid' : 'high', authorization_details: details, tid: tenant, oid: 'o' }
      expect(readAnswer(profileOf(kind), { claims, authorizationDetails: details, userinfo, groups }, rules)).toHaveProperty('ok')
      expect(readAnswer(profileOf(kind), { claims: details }, rules)).toHaveProperty('ok', false)
    }),
  )
})
