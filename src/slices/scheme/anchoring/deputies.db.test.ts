import { afterAll, describe, expect, test } from 'vitest'
import { newToken, hashToken } from '../../identity/sign-in/actions.ts'
import { usualTime, words, type Browser } from '../../../../test/kit.ts'
import { openAnchoring, path, told } from './anchoring.fixtures.ts'

const { world, trollstua, eva, pia, person, signing, sign, tellAndSign, standing } = await openAnchoring()
afterAll(() => world.close())

describe('a deputy', () => {
  /** Signs in as the deputy in the place of the one who is away. */
  async function deputy(email: string, absent: string, scope: readonly string[], days: string): Promise<Browser> {
    const [delegation] = await world.asOwner<{ id: string; deputy: string }>(
      `insert into identity.delegation (membership_id, deputy_id, period, scope, made_at)
       select m.id, d.id, $3::daterange, $4, now() from identity.membership m join identity.person p on p.id = m.person_id, identity.person d where p.email = $1 and m.role = 'head' and d.email = $2 returning id, deputy_id as deputy`,
      [absent, email, days, scope],
    )
    const one = await world.by(email)
    await world.asOwner('update identity.session set membership_id = null, delegation_id = $1 where token_hash = $2', [delegation?.id, hashToken(one.session?.token ?? newToken())])
    return one
  }
  const hanneMail = 'hanne.moen@trollstua.example'

  test('signs in the head’s place in the period, and it is shown; the day after not, nor for another task', async () => {
    const id = await signing()
    await person('Dina Prøve', 'dina.prove@trollstua.example', trollstua, 'pedagogical-leader')
    const dina = await deputy('dina.prove@trollstua.example', hanneMail, ['scheme'], '[2026-11-20,2026-11-24)')
    expect((await tellAndSign(id, dina)).status).toBe(303)
    expect(words((await eva.get(path(id))).text)).toContain('Dina Prøve i stedet for Hanne Moen, 23. november 2026')
    const second = await signing()
    world.clock.set(new Date('2026-11-23T23:30:00Z'))
    await world.asOwner('update identity.session set seen_at = $1, started_at = $1', [world.clock()])
    expect([303, 403]).toContain((await dina.post(path(second, '/personalet'), told)).status)
    expect([303, 403]).toContain((await dina.post(path(second, '/signatur'), { sett: 'x' })).status)
    expect(await standing(second)).toEqual({})
    world.clock.set(usualTime)
    await world.asOwner('update identity.session set seen_at = $1, started_at = $1', [usualTime])
    await world.asOwner('update identity.delegation set ended_at = now() where ended_at is null')
    const other = await deputy('dina.prove@trollstua.example', hanneMail, ['guidance'], '[2026-11-20,2026-12-24)')
    expect((await other.get(path(second))).status).toBe(403)
    await world.asOwner('update identity.delegation set ended_at = now() where ended_at is null')
    await world.asOwner("delete from identity.membership where person_id = (select id from identity.person where email = 'dina.prove@trollstua.example')")
  })

  test('who has signed as pedagogical leader does not sign as the head too', async () => {
    const id = await signing()
    expect((await sign(pia, id)).status).toBe(303)
    const piaAsHead = await deputy('pia.prove@trollstua.example', hanneMail, ['scheme'], '[2026-11-20,2026-12-24)')
    expect((await piaAsHead.post(path(id, '/personalet'), told)).status).toBe(303)
    const refused = await sign(piaAsHead, id)
    expect([refused.status, words(refused.text).includes('Du har signert i en annen rolle')]).toEqual([409, true])
    expect(words((await eva.get(path(id))).text)).toContain('Trollstua barnehage: styrer')
    await world.asOwner('update identity.delegation set ended_at = now() where ended_at is null')
  })
})
