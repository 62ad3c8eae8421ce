import { describe, expect, test } from 'vitest'
import { localDate } from '../../../kernel/dates.ts'
import { answersFor, formsOf, mayWrite, missingIn, propose, publish, renew, save, sendBack, withdraw, type Content, type VersionState } from './rules.ts'

const day = (text: string) => localDate(text) ?? expect.fail(text)
const today = day('2026-11-23')
const whole: Content = { title: 'Måltidet', summary: 'Kort.', body: 'Tekst.', themes: [], audiences: ['heads'], ages: [], minutes: undefined, author: '', licence: 'cc-by', licenceWords: '', filmUrl: '', captions: undefined, filmText: '', news: '' }
const care = { responsible: 'Tone', reviewOn: day('2027-11-23') }
const film = { filmUrl: 'https://vimeo.com/123456789' }

test.each<[string, Partial<Content>, number, number, readonly string[]]>([
  ['nothing when it is whole', {}, 0, 1, []],
  ['something to read, watch or open', { body: '' }, 0, 1, ['nothing-in-it']],
  ['a file is enough', { body: '' }, 1, 1, []],
  ['a summary, an audience and a licence', { summary: '', audiences: [], licence: undefined }, 0, 1, ['summary', 'audience', 'licence']],
  ['the words of its own licence', { licence: 'own' }, 0, 1, ['licence-words']],
  ['of a film whether it has captions, and its text', film, 0, 1, ['captions', 'film-text']],
  ['nothing of a film that says it has no captions and is told in text', { ...film, captions: 'no', filmText: 'To voksne.' }, 0, 1, []],
  ['what is new, from the second version', {}, 0, 2, ['news']],
])('a version lacks %s', (_, change, files, number, expected) => {
  expect(missingIn({ ...whole, ...change }, files, number)).toEqual(expected)
})

test('the forms it comes in', () => {
  expect(formsOf({ body: 'x', filmUrl: 'https://x' }, [{ name: 'a.PPTX' }, { name: 'b.jpg' }, { name: 'c.pdf' }, { name: 'd.docx' }, { name: 'e.xlsx' }])).toEqual(['text', 'document', 'slides', 'sheet', 'picture', 'film'])
})

const standing = (state: VersionState, withdrawn = false) => ({ state, withdrawn })
const said = (decision: { readonly ok: boolean; readonly because?: string }) => (decision.ok ? 'yes' : decision.because)
describe('steps', () => {
  test.each([
    ['a draft is saved', said(save(standing('draft'), 1, 1)), 'yes'],
    ['also when it has come back', said(save(standing('returned'), 1, 1)), 'yes'],
    ['not what waits', said(save(standing('proposed'), 1, 1)), 'not-open'],
    ['not what somebody has changed meanwhile', said(save(standing('draft'), 1, 2)), 'changed-meanwhile'],
    ['a whole draft is put forward', said(propose(standing('draft'), [])), 'yes'],
    ['not one that lacks something', said(propose(standing('draft'), ['licence'])), 'not-ready'],
    ['what waits is sent back', said(sendBack(standing('proposed'))), 'yes'],
    ['a draft is not', said(sendBack(standing('draft'))), 'not-proposed'],
    ['what waits is published', said(publish(standing('proposed'), [], care, today)), 'yes'],
    ['what is published is not published again', said(publish(standing('published'), [], care, today)), 'not-open'],
    ['not with a day that has passed', said(publish(standing('draft'), [], { ...care, reviewOn: today }, today)), 'review-passed'],
    ['nor with one four years off', said(publish(standing('draft'), [], { ...care, reviewOn: day('2030-11-23') }, today)), 'review-far'],
    ['what is withdrawn gets no new version', said(renew(true, false, true)), 'withdrawn'],
    ['nor what was never published', said(renew(false, true, false)), 'not-published'],
    ['it is withdrawn once', said(withdraw(true, true)), 'withdrawn'],
  ])('%s', (_, found, expected) => {
    expect(found).toBe(expected)
  })
  test('there is one new version at a time', () => {
    expect(renew(true, true, false)).toEqual({ ok: true, event: { kind: 'still-open' } })
  })
})

describe('whose turn it is to write', () => {
  const [adviser, otherTeam, head, otherHead, owner] = [{ role: 'adviser', orgId: 'team' }, { role: 'team-leader', orgId: 'other-team' }, { role: 'head', orgId: 'k' }, { role: 'head', orgId: 'l' }, { role: 'owner', orgId: 'team' }].map((one) => one as Parameters<typeof mayWrite>[1])
  const everybody = [adviser, otherTeam, head, otherHead, owner]
  const [ofTeam, putForward, takenIn] = [{ teamId: 'team', fromKindergartenId: undefined, current: undefined }, { teamId: 'team', fromKindergartenId: 'k', current: undefined }, { teamId: 'team', fromKindergartenId: 'k', current: 1 }]
  test.each([
    ['what the team has begun: the team’s own people', ofTeam, [adviser]],
    ['what a kindergarten puts forward: its head, until it is taken in', putForward, [head]],
    ['what has been taken in: the team’s own people', takenIn, [adviser]],
  ])('%s', (_, material, expected) => expect(everybody.filter((one) => one && mayWrite(material, one))).toEqual(expected))
  test('the team that stands behind it answers for it, whoever writes', () => expect([ofTeam, putForward, takenIn].map((material) => everybody.filter((one) => one && answersFor(material, one)))).toEqual([[adviser], [adviser], [adviser]]))
})
