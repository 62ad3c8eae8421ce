import { afterAll, describe, expect, test } from 'vitest'
import { usualTime, words } from '../../../../../test/kit.ts'
import { openAnchoring, path } from '../anchoring.fixtures.ts'
import { remindAndAlarm } from './actions.ts'

const { world, trollstua, eva, hanne, signing, sign, letters } = await openAnchoring()
afterAll(() => world.close())

describe('reminders and alarms', () => {
  test('the lead reminds those who lack, once a day', async () => {
    const id = await signing()
    await sign(eva, id)
    const before = await letters(id, 'scheme-to-sign')
    expect((await hanne.post(path(id, '/paminnelse'))).status).toBe(404)
    expect((await eva.post(path(id, '/paminnelse'))).status).toBe(303)
    expect(await letters(id, 'scheme-to-sign')).toHaveLength(before.length * 2 - 1)
    const again = await eva.post(path(id, '/paminnelse'))
    expect([again.status, words(again.text).includes('I morgen kan dere sende en ny.')]).toEqual([409, true])
  })
  test('those who have not signed are told once more a week after they were asked, and once', async () => {
    const id = await signing()
    await sign(eva, id)
    const before = (await letters(id, 'scheme-to-sign')).length
    const look = async (at: string) => {
      world.clock.set(new Date(at))
      await remindAndAlarm(world.deps)
      await remindAndAlarm(world.deps)
      return (await letters(id, 'scheme-to-sign')).length - before
    }
    const toOthers = before - 1
    expect(await look('2026-11-29T10:00:00Z')).toBe(0)
    expect(await look('2026-11-30T10:00:00Z')).toBe(toOthers)
    expect(await look('2026-12-20T10:00:00Z')).toBe(toOthers)
    world.clock.set(usualTime)
  })
  test('nobody can sign: shown on the page, told to the owner once, and again ten and three working days before', async () => {
    await world.asOwner("update identity.membership set cancelled_at = now() where org_id = $1 and role = 'pedagogical-leader'", [trollstua])
    const id = await signing()
    expect(words((await eva.get(path(id))).text)).toContain('Noen signaturer kan ingen gi Trollstua barnehage: pedagogisk leder')
    const look = async (at: string) => {
      world.clock.set(new Date(at))
      await remindAndAlarm(world.deps)
      await remindAndAlarm(world.deps)
      return (await letters(id, 'scheme-nobody-can-sign')).length
    }
    expect(await look('2026-11-23T10:00:00Z')).toBe(1)
    expect(await look('2026-12-20T10:00:00Z')).toBe(1)
    expect(await look('2027-01-18T10:00:00Z')).toBe(2)
    expect(await look('2027-01-27T10:00:00Z')).toBe(3)
    expect(await look('2027-02-02T10:00:00Z')).toBe(3)
    expect(await letters(id, 'scheme-nobody-can-sign')).toEqual(['Eva Brekke', 'Eva Brekke', 'Eva Brekke'])
    world.clock.set(usualTime)
    await world.asOwner('update identity.membership set cancelled_at = null where org_id = $1', [trollstua])
    expect(words((await eva.get(path(id))).text)).not.toContain('Noen signaturer kan ingen gi')
  })
})
