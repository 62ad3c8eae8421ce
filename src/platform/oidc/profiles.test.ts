import { describe, expect, test } from 'vitest'
import { parseProfiles, type Profile, type ProfileInput } from './profiles.ts'

const labels = { nb: 'Logg inn', nn: 'Logg inn', en: 'Sign in' }
const idporten = { id: 'idporten', kind: 'idporten', issuer: 'https://test.idporten.no', clientId: 'c', clientSecret: 's', labels }
const resource = 'urn:altinn:resource:behov'
const altinn = { ...idporten, id: 'altinn', kind: 'ansattporten-altinn', issuer: 'https://test.ansattporten.no', resource }
const tenantIds = ['5a3a5b11-0000-4000-8000-000000000001']
const entra = { ...idporten, id: 'entra', kind: 'entra', issuer: 'https://login.microsoftonline.com/x/v2.0', tenantIds }
const without = (profile: object, member: string) => Object.fromEntries(Object.entries(profile).filter(([name]) => name !== member))

describe('what is missing is said in a sentence', () => {
  test.each<[string, unknown, string]>([
    ['no list', { ...idporten }, 'The sign-in providers must be a list.'],
    ['not an object', 'idporten', 'Provider number 1: '],
    ['no id', without(idporten, 'id'), 'Provider number 1: id is missing.'],
    ['an id that is no part of an address', { ...idporten, id: 'ID porten' }, 'Provider "ID porten": id is used in addresses: small letters'],
    ['no kind', without(idporten, 'kind'), 'Provider "idporten": kind is missing or unknown: it is one of idporten, ansattporten-altinn'],
    ['an unknown kind', { ...idporten, kind: 'minid' }, 'Provider "idporten": kind is missing or unknown'],
    ['no issuer', without(idporten, 'issuer'), 'Provider "idporten": issuer is missing or is not an address.'],
    ['issuer in the clear', { ...idporten, issuer: 'http://test.idporten.no' }, 'Provider "idporten": http://test.idporten.no must be https'],
    ['no client id', without(idporten, 'clientId'), 'Provider "idporten": clientId is missing.'],
    ['no way to prove who we are', without(idporten, 'clientSecret'), 'Provider "idporten": clientSecret or privateKey is missing'],
    ['two ways', { ...idporten, privateKey: { jwk: { kty: 'RSA', d: 'd' }, kid: 'k' } }, 'clientSecret and privateKey are both set: choose one.'],
    [
      'a public key',
      { ...without(idporten, 'clientSecret'), privateKey: { jwk: { kty: 'RSA' }, kid: 'k' } },
      'Provider "idporten": privateKey.jwk must be a private key: its member "d" is missing.',
    ],
    [
      'a key without id',
      { ...without(idporten, 'clientSecret'), privateKey: { jwk: { kty: 'RSA', d: 'd' } } },
      'Provider "idporten": privateKey.kid, the key id registered with the provider, is missing.',
    ],
    ['no labels', without(idporten, 'labels'), 'Provider "idporten": labels is missing: the button text in nb, nn and en.'],
    ['no nynorsk', { ...idporten, labels: without(labels, 'nn') }, 'Provider "idporten": labels.nn is missing.'],
    ['scopes without openid', { ...idporten, scopes: ['profile'] }, 'Provider "idporten": scopes must contain "openid".'],
    ['a minimum that is no level', { ...idporten, acr: { levels: ['low'], minimum: 'high' } }, 'acr.minimum must be one of acr.levels.'],
    ['no resource', without(altinn, 'resource'), 'Provider "altinn": resource is missing: the Altinn resource'],
    ['another kind of resource', { ...altinn, resource: 'behov' }, 'Provider "altinn": resource must look like urn:altinn:resource:<id>.'],
    ['no tenants', without(entra, 'tenantIds'), 'Provider "entra": tenantIds is missing: the tenants whose employees are let in.'],
    ['an empty list of tenants', { ...entra, tenantIds: [] }, 'Provider "entra": tenantIds is empty'],
    ['an unknown word for the number', { ...idporten, pid: 'yes' }, 'Provider "idporten": pid must be "ask" or "never".'],
  ])('%s', (_what, profile, sentence) => {
    const list = sentence.startsWith('The') ? profile : [profile]
    expect(() => parseProfiles(list, { production: false })).toThrow(sentence)
  })

  test('all of it at once', () => {
    const both = [without(idporten, 'clientId'), without(altinn, 'resource')]
    expect(() => parseProfiles(both, { production: false })).toThrow(/"idporten": clientId[^]*"altinn": resource/)
  })

  test('the same id twice', () => {
    expect(() => parseProfiles([idporten, idporten], { production: false })).toThrow('Provider "idporten": another provider has the same id.')
  })

  test('an issuer on this machine, in production only', () => {
    const local = [{ ...idporten, issuer: 'http://127.0.0.1:4000' }]
    expect(parseProfiles(local, { production: false })).toHaveLength(1)
    expect(() => parseProfiles(local, { production: true })).toThrow('is on this machine, which production refuses')
  })
})

test('what is left out has a standard value', () => {
  const input: ProfileInput[] = [{ ...idporten, kind: 'idporten' }]
  const expected: Partial<Profile> = {
    scopes: ['openid', 'profile'],
    acr: { levels: ['idporten-loa-low', 'idporten-loa-substantial', 'idporten-loa-high'], minimum: 'idporten-loa-substantial' },
    usePar: true,
    pid: 'never',
    endSession: true,
    moreOrigins: [],
  }
  expect(parseProfiles(input, { production: true })[0]).toMatchObject(expected)
})
