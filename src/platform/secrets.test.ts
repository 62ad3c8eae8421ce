import { expect, test } from 'vitest'
import { vaultOf } from './secrets.ts'

const vault = vaultOf({ secretKey: 'one key for tests, longer than thirty-two' })

test.each(['', 'eyJhbGciOiJSUzI1NiJ9.e30.x', 'æøå 🙂', 'x'.repeat(20_000)])('what is sealed can be read again, and cannot be seen: %#', (text) => {
  const sealed = vault.seal(text)
  expect(vault.open(sealed)).toBe(text)
  if (text) expect(sealed).not.toContain(text)
  expect(vault.seal(text)).not.toBe(sealed)
})

test('another key does not open it, and the same key does in another process', () => {
  const sealed = vault.seal('secret')
  expect(vaultOf({ secretKey: 'another key for tests, longer than thirty' }).open(sealed)).toBeUndefined()
  expect(vaultOf({ secretKey: undefined }).open(sealed)).toBeUndefined()
  expect(vaultOf({ secretKey: undefined }).open(vaultOf({ secretKey: undefined }).seal('a'))).toBe('a')
})

test.each(['', 'v1', 'v1..', 'v1...', 'v2.a.b.c', 'eyJhbGciOi.e30.x', 'v1.AAAA.AAAA.AAAA'])('what is not sealed is not opened: %s', (text) => {
  expect(vault.open(text)).toBeUndefined()
})

test('one changed sign is noticed', () => {
  const parts = vault.seal('the text').split('.')
  for (const at of [1, 2, 3]) {
    const changed = parts.map((part, index) => (index === at ? (part[0] === 'A' ? 'B' : 'A') + part.slice(1) : part)).join('.')
    expect(vault.open(changed)).toBeUndefined()
  }
})
