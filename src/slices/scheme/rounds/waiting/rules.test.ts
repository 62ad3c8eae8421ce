import { describe, expect, test } from 'vitest'
import { waitingIn, type Facts } from './rules.ts'

const now = new Date('2026-11-23T09:00:00Z')
const [past, soon] = [new Date('2026-10-01T22:00:00Z'), new Date('2026-12-01T23:00:00Z')]
const round: Facts = { stage: 'in-review', opensAt: past, closesAt: past, reportClosesAt: soon, hasForum: true, hasMeeting: false, extendedUntil: undefined, sent: 3, unconsidered: 0, unassigned: 0, unread: 0, unrecommended: 3, undecided: 3 }

describe('what a round asks of the county governor', () => {
  test.each<[string, Partial<Facts>, string[]]>([
    ['planned: to be announced', { stage: 'planned', opensAt: soon, closesAt: soon }, ['announce']],
    ['announced and open: nothing', { stage: 'announced', closesAt: soon }, []],
    ['closed: the review can begin', { stage: 'announced' }, ['review']],
    ['in review, criteria open: consider them', { unconsidered: 2, unread: 2 }, ['eligibility']],
    ['in review, some considered and read by nobody: both', { unconsidered: 1, unassigned: 2, unread: 1 }, ['eligibility', 'assign']],
    ['in review, readers have not delivered: it waits for them', { unread: 1 }, []],
    ['in review, an answer from the applicant is waited for: nothing', { unread: 1, unconsidered: 0 }, []],
    ['in review, all read: to the forum', {}, ['forum']],
    ['in review, all read, somebody still has more time: nothing', { extendedUntil: soon }, []],
    ['in review, all read, no forum: decisions', { hasForum: false }, ['decisions']],
    ['in review, nothing was sent: nothing', { sent: 0, unrecommended: 0, undecided: 0 }, []],
    ['in the forum, without a meeting: plan one', { stage: 'in-forum' }, ['meeting']],
    ['in the forum, with a meeting: it waits for the forum', { stage: 'in-forum', hasMeeting: true }, []],
    ['in the forum, all recommended: decide', { stage: 'in-forum', unrecommended: 0 }, ['decide']],
    ['decided, some not published: decisions', { stage: 'decided', unrecommended: 0, undecided: 1 }, ['decisions']],
    ['decided, all published: follow up', { stage: 'decided', unrecommended: 0, undecided: 0 }, ['follow-up']],
    ['followed up, results not due: nothing', { stage: 'in-follow-up' }, []],
    ['followed up, results due: end it', { stage: 'in-follow-up', reportClosesAt: past }, ['end']],
    ['ended: nothing', { stage: 'ended' }, []],
    ['cancelled: nothing', { stage: 'cancelled' }, []],
  ])('%s', (_, change, expected) => expect(waitingIn({ ...round, ...change }, now).map(({ what }) => what)).toEqual(expected))

  test('only the announcement can be late', () => expect(waitingIn({ ...round, stage: 'planned', opensAt: past, closesAt: soon }, now)).toEqual([{ what: 'announce', due: '2026-10-02' }]))
})
