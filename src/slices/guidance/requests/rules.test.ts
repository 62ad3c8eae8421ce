import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../../kernel/ids.ts'
import { attach, detach, whileDraft, type CaseState } from './rules.ts'

const person = (name: string) => name as PersonId
const said = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? 'yes' : decision.because)

describe('by how far the request has come', () => {
  test.each<[CaseState, string, string]>([
    ['draft', 'yes', 'yes'],
    ['running', 'already-sent', 'yes'],
    ['closed', 'already-sent', 'case-closed'],
    ['withdrawn', 'already-sent', 'case-closed'],
  ])('%s: written in %s, files added %s', (state, written, added) => expect([said(whileDraft(state)), said(attach(state))]).toEqual([written, added]))
})

describe('a file is taken away', () => {
  test.each<[string, CaseState, string | undefined, string]>([
    ['in a draft, by the colleague who writes in it too', 'draft', 'another', 'yes'],
    ['in a draft, when nobody knows who added it', 'draft', undefined, 'yes'],
    ['from a case, by the one who added it', 'running', 'me', 'yes'],
    ['from a case, by another', 'running', 'another', 'not-yours-to-remove'],
    ['from a case, when nobody knows who added it', 'running', undefined, 'not-yours-to-remove'],
    ['from a closed case, by the one who added it', 'closed', 'me', 'case-closed'],
  ])('%s', (_, state, addedBy, expected) => expect(said(detach(state, addedBy === undefined ? undefined : person(addedBy), { personId: person('me') }))).toBe(expected))
})
