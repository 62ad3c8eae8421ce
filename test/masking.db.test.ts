import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answeringElse, tallyOf, withoutOne, type Person } from '../src/slices/needs/masking/neighbours.fixtures.ts'
import { everybody, publish } from '../src/slices/needs/masking/rules.ts'
import { openWorld } from './kit.ts'
import { happens, readAll, refresh, statementKeys, stored, type Read, type Staffs } from './masking.fixtures.ts'

// Two worlds, the same but for one person: what that person answered, or that they were there. Everything that anybody can read afterwards, page by page and file by file, as everybody there
// is, now and when the picture has been made anew two months later, must be the same. That there always is such another world is proved in `masking/neighbours.test.ts`.

/** Of somewhat the same mind, each with statements they let be: so that one can be left out without a mean or a band changing. */
const staffOf = (least: number, most: number): fc.Arbitrary<readonly Person[]> =>
  fc.integer({ min: 2, max: 4 }).chain((mind) => {
    const answer = fc.option(fc.integer({ min: mind - 1, max: mind + 1 }), { freq: 4, nil: undefined })
    return fc.array(fc.record({ group: fc.constantFrom('teacher', 'assistant'), answers: fc.tuple(...statementKeys.map(() => answer)) }), { minLength: least, maxLength: most })
  })
const staffs: fc.Arbitrary<Staffs> = fc.record({ siri: staffOf(12, 16), hanne: staffOf(6, 9), nora: staffOf(1, 3) })

/** A world, the same in which one on each staff answered something else, and the same in which one on each was not there (or came as well, where nothing is shown). */
const triple = (seed: number): readonly [Staffs, Staffs, Staffs] => {
  for (const one of fc.sample(staffs, { numRuns: 3000, seed })) {
    const [siri, hanne] = [withoutOne(one.siri, statementKeys)?.staff, withoutOne(one.hanne, statementKeys)?.staff]
    // A staff that is broken down is the harder one to hide in.
    const brokenDown = publish(tallyOf(one.siri, statementKeys)).some(({ part }) => part !== everybody)
    if (siri && hanne && brokenDown) return [one, { siri: oneElse(one.siri), hanne: oneElse(one.hanne), nora: oneElse(one.nora) }, { siri, hanne, nora: [...one.nora, { group: 'teacher', answers: statementKeys.map(() => 1) }] }]
  }
  return expect.fail('no staff can lose one without a band changing')
}

type Everything = { readonly now: readonly Read[]; readonly later: readonly Read[]; readonly kept: Awaited<ReturnType<typeof stored>> }
async function everything(of: Staffs): Promise<Everything> {
  const world = await openWorld()
  const starts = await happens(world, of)
  const now = await readAll(world, starts, 2)
  world.clock.set(new Date('2027-02-01T09:00:00Z'))
  await refresh(world)
  const later = await readAll(world, starts, 0)
  const kept = await stored(world)
  await world.close()
  return { now, later, kept }
}

const differing = (one: readonly Read[], other: readonly Read[]): readonly string[] =>
  one.flatMap(({ who, path, text }, at) => {
    const same = other[at]
    if (same?.who === who && same.path === path && same.text === text) return []
    const from = [...text].findIndex((letter, index) => letter !== same?.text[index])
    return [`${who} on ${path}: …${text.slice(Math.max(0, from - 60), from + 60)}… and …${same?.text.slice(Math.max(0, from - 60), from + 60)}…`]
  })

const oneElse = (staff: readonly Person[]): readonly Person[] => statementKeys.flatMap((_, at) => staff.flatMap((_, who) => [answeringElse(staff, who, at, statementKeys) ?? []].filter(({ length }) => length > 0)))[0] ?? expect.fail('nobody could have answered something else')

const [world, ofAnother, withoutSome] = triple(1)
let base: Promise<Everything> | undefined
const first = () => (base ??= everything(world))

test('what one person answered is nowhere to be found: not on a page, in a file or in a table, for anybody, now or later', async () => {
  const [one, other] = [await first(), await everything(ofAnother)]
  // There is something to find: results, broken down, in the places they are read.
  for (const path of ['/okter/ID', '/okter/ID/sammendrag.pdf', '/kunnskapsgrunnlag/ID', '/behovsbeskrivelser/ID', '/utfordringsbilde', '/utfordringsbilde.xlsx', '/barnehager/ID', '/oppgaver', '/varsler', '/lite-kontakt']) expect(one.now.filter((read) => read.path === path && read.text.startsWith('200')).length, path).toBeGreaterThan(0)
  for (const who of ['siri, head', 'olav, owner', 'tone, team-leader']) expect(one.now.some((read) => read.who === who && read.path === '/okter/ID' && read.text.includes('teacher') === false && /Pedagogisk|Barnehagelærer/.test(read.text)), who).toBe(true)
  expect(one.now.length).toBeGreaterThan(150)
  expect(differing(one.now, other.now)).toEqual([])
  expect(differing(one.later, other.later)).toEqual([])
  expect(other.kept).toEqual(one.kept)
}, 400_000)

test('that one person was there is nowhere to be found, but in how many have joined and answered, which the host saw in the room', async () => {
  const [one, other] = [await first(), await everything(withoutSome)]
  expect(differing(one.now, other.now)).toEqual([])
  expect(differing(one.later, other.later)).toEqual([])
  const uncounted = ({ kept }: Everything) => Object.fromEntries(Object.entries(kept).map(([table, rows]) => [table, ['needs.staff_count', 'needs.used_ticket'].includes(table) ? [] : rows.map((row) => row.replace(/"tickets": \d+/, ''))]))
  expect(uncounted(other)).toEqual(uncounted(one))
}, 400_000)
