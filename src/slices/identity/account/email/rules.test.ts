import { expect, test } from 'vitest'
import { ask, confirm, linkHours } from './rules.ts'

test.each([
  ['another address, kept in small letters', 'Siri.Ny@Solstrala.example', { ok: true, event: { email: 'siri.ny@solstrala.example' } }],
  ['the one the person has, however it is typed', 'SIRI@solstrala.example', { ok: false, because: 'same' }],
])('asks for %s', (_, typed, decided) => expect(ask('siri@solstrala.example', typed)).toEqual(decided))

const now = new Date('2026-11-23T09:00:00Z')
const change = { email: 'siri.ny@solstrala.example', expiresAt: new Date(now.getTime() + linkHours * 3_600_000) }
test.each([
  ['while the link works', now, false, 'ok'],
  ['until the last moment', new Date(change.expiresAt.getTime() - 1), false, 'ok'],
  ['not when it has run out', change.expiresAt, false, 'expired'],
  ['not when another has the address', now, true, 'taken'],
])('is confirmed %s', (_, at, taken, expected) => {
  const decided = confirm(change, taken, at)
  expect(decided.ok ? 'ok' : decided.because).toBe(expected)
})
