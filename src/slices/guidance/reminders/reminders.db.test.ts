import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { caseIn } from '../evaluation/cases.fixtures.ts'
import { remind, takeBack } from './actions.ts'

let world: World
let tone: Browser
let ragnhild: Browser
beforeEach(async () => {
  world = await openWorld()
  await world.asOwner("update guidance.case set state = 'closed', closed_at = now(), outcome = 'goal-reached' where state = 'running'")
  tone = await world.as('tone')
  ragnhild = await world.as('ragnhild')
})
afterEach(() => world.close())

const at = (time: string) => world.clock.set(new Date(time))
const told = async (id: string, kind: string) =>
  (await world.asOwner<{ name: string }>('select p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1 and n.kind = $2 and n.cancelled_at is null order by n.send_after, p.name', [id, kind])).map(({ name }) => name)
const membership = async (name: string) => (await world.asOwner<{ id: string }>('select m.id from identity.membership m join identity.person p on p.id = m.person_id where p.name = $1', [name]))[0]?.id ?? ''
const due = (id: string, day: string) => world.asOwner('update guidance.case set due_on = $2 where id = $1', [id, day])
/** A case of Solstråla's in triage, due on Monday 30 November. */
const untaken = async () => {
  const id = await caseIn(world, { step: 'triage' })
  await due(id, '2026-11-30')
  return id
}
const again = async (person: string) => world.as(person)

describe('a case past its deadline that nobody has', () => {
  test('is reminded of once, on the morning of that day', async () => {
    const id = await untaken()
    at('2026-11-30T05:59:00Z')
    await remind(world.deps)
    expect(await told(id, 'guidance-not-taken')).toEqual([])
    at('2026-11-30T06:00:00Z')
    await Promise.all([remind(world.deps), remind(world.deps)])
    await remind(world.deps)
    expect(await told(id, 'guidance-not-taken')).toEqual(['Tone Haugen'])
  })

  test('not when somebody has taken it, but again when it is given up, and then the leader hears at once', async () => {
    const id = await untaken()
    await ragnhild.post(`/veiledning/${id}/tildeling`, { radgiver: await membership('Ragnhild Dal') })
    at('2026-11-30T09:00:00Z')
    await remind(world.deps)
    expect(await told(id, 'guidance-not-taken')).toEqual([])
    await (await again('ragnhild')).post(`/veiledning/${id}/tildeling/slutt`, { radgiver: await membership('Ragnhild Dal'), hvorfor: 'Permisjon' })
    expect(await told(id, 'guidance-given-back')).toEqual(['Tone Haugen'])
    await remind(world.deps)
    expect(await told(id, 'guidance-not-taken')).toEqual(['Tone Haugen'])
  })

  test('is reminded of by its new deadline when it is moved, and by the old one when the move is undone', async () => {
    const id = await untaken()
    await tone.post(`/veiledning/${id}/steg`, { til: 'waiting-list', begrunnelse: 'Ingen er ledig' })
    at('2026-12-01T09:00:00Z')
    await remind(world.deps)
    expect(await told(id, 'guidance-not-taken')).toEqual([])
    await (await again('tone')).post(`/veiledning/${id}/angring`)
    expect(await world.asOwner('select step_key from guidance.case where id = $1', [id])).toEqual([{ step_key: 'triage' }])
    await due(id, '2026-11-30')
    await remind(world.deps)
    expect(await told(id, 'guidance-not-taken')).toEqual(['Tone Haugen'])
  })

  test('goes to the one who leads the team that day, not to the one who did when it was sent', async () => {
    const id = await untaken()
    await world.asOwner("update identity.membership m set cancelled_at = now() from identity.person p where p.id = m.person_id and p.name = 'Tone Haugen'")
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period) select p.id, o.id, 'team-leader', '[2026-11-24,)' from identity.person p, register.organisation o where p.name = 'Amir Nord' and o.name = 'Kompetanseteam barnehage Fjordvik'")
    at('2026-11-30T09:00:00Z')
    await remind(world.deps)
    expect(await told(id, 'guidance-not-taken')).toEqual(['Amir Nord'])
  })
})

test('a case that cannot be reminded of keeps no other waiting', async () => {
  const [broken, sound] = [await untaken(), await untaken()]
  await world.asOwner(`alter table guidance.reminder add constraint broken_case check (case_id <> '${broken}') not valid`)
  at('2026-11-30T09:00:00Z')
  await remind(world.deps)
  expect(await told(broken, 'guidance-not-taken')).toEqual([])
  expect(await told(sound, 'guidance-not-taken')).toEqual(['Tone Haugen'])
  await world.asOwner('alter table guidance.reminder drop constraint broken_case')
  await remind(world.deps)
  expect(await told(broken, 'guidance-not-taken')).toEqual(['Tone Haugen'])
})

describe('a follow-up whose day has come', () => {
  const followUp = async () => {
    const id = await caseIn(world, { step: 'follow-up' })
    await world.asOwner("insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) values ($1, $2, 'Ragnhild Dal', now(), 'x')", [id, await membership('Ragnhild Dal')])
    await due(id, '2027-02-22')
    return id
  }

  test('is reminded of to the head and the adviser who has it then', async () => {
    const id = await followUp()
    await world.asOwner("update guidance.assignment set ended_at = now(), ended_reason = 'x' where case_id = $1", [id])
    await world.asOwner("insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) values ($1, $2, 'Amir Nord', now(), 'x')", [id, await membership('Amir Nord')])
    at('2027-02-22T09:00:00Z')
    await remind(world.deps)
    expect(await told(id, 'guidance-follow-up')).toEqual(['Amir Nord', 'Siri Solheim'])
  })

  test('not when it is noted, closed or put off', async () => {
    const [noted, closed, later] = [await followUp(), await followUp(), await followUp()]
    await world.asOwner("insert into guidance.follow_up (case_id, held_on, lasting, what_lasted, written_at, written_by_name) values ($1, '2026-11-22', 4, 'a', '2026-11-23T08:00:00Z', 'x')", [noted])
    await world.asOwner("update guidance.case set state = 'closed', closed_at = now(), outcome = 'x' where id = $1", [closed])
    await due(later, '2027-03-22')
    at('2027-02-22T09:00:00Z')
    await remind(world.deps)
    for (const id of [noted, closed, later]) expect(await told(id, 'guidance-follow-up')).toEqual([])
    at('2027-03-22T09:00:00Z')
    await remind(world.deps)
    expect(await told(later, 'guidance-follow-up')).toEqual(['Ragnhild Dal', 'Siri Solheim'])
  })
})

describe('an adviser who leaves', () => {
  test.each([
    ['after the last day', "update identity.membership set period = daterange(lower(period), '2026-11-23') where id = $1"],
    ['because the role was a mistake', 'update identity.membership set cancelled_at = now() where id = $1'],
  ])('%s gives the cases back: to those nobody has, with a line for both sides and a notice to the leader, once', async (_, text) => {
    const id = await caseIn(world, { step: 'plan' })
    await ragnhild.post(`/veiledning/${id}/tildeling`, { radgiver: await membership('Ragnhild Dal') })
    await takeBack(world.deps)
    expect(await told(id, 'guidance-given-back')).toEqual([])
    await world.asOwner(text, [await membership('Ragnhild Dal')])
    await Promise.all([takeBack(world.deps), takeBack(world.deps)])
    expect(await told(id, 'guidance-given-back')).toEqual(['Tone Haugen'])
    const siri = await world.as('siri')
    expect(words((await siri.get(`/veiledning/${id}`)).text)).toContain('Ragnhild Dal er ikke lenger rådgiver i teamet. Teamet fordeler saken på nytt')
    expect(words((await tone.get('/veiledning?visning=ny')).text)).toContain('Solstråla barnehage')
    expect(words((await tone.get('/oppgaver')).text)).toContain('Ta saken, eller fordel den til en rådgiver')
  })

  test('and somebody else has it too: then only the line', async () => {
    const id = await caseIn(world, { step: 'plan' })
    for (const name of ['Ragnhild Dal', 'Amir Nord']) await tone.post(`/veiledning/${id}/tildeling`, { radgiver: await membership(name) })
    await world.asOwner('update identity.membership set cancelled_at = now() where id = $1', [await membership('Ragnhild Dal')])
    await takeBack(world.deps)
    expect(await told(id, 'guidance-given-back')).toEqual([])
    expect(words((await tone.get(`/veiledning/${id}`)).text)).toContain('Rådgiver: Amir Nord')
  })
})
