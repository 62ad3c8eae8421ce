import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()
/** Written without coverage, and three things have changed meanwhile: each is said by name, and opens again with everything that was written. */
test('a measure that has been closed, a kindergarten the team does not serve any more, and a follow-up that somebody else has moved', async () => {
  const { world } = site()
  const [lia, draken, solstrala] = await Promise.all(['Lia barnehage', 'Draken barnehage', 'Solstråla barnehage'].map((name) => world.org(name)))
  const [measure] = await world.asOwner<{ id: string }>(
    `with m as (insert into measures.measure (region_id, lead_id, start_key, kind, title, goal, origin, starts_on, ends_on, begun_on, made_at, made_by_name, changed_at, changed_by_name)
      select 'oslo-viken', id, uuidv7(), 'presence', 'Ute hver dag', 'Mål', 'own', '2026-10-01', '2026-12-31', '2026-10-01', now(), 'Prøve', now(), 'Prøve' from register.organisation where form = 'competence-team' and name like '%Fjordvik%' returning id)
     insert into measures.part (measure_id, kindergarten_id, state, answered_at, answered_by_name) select id, $1, 'part', now(), 'Prøve' from m returning measure_id as id`,
    [lia],
  )
  const phone = await site().visitor({ script: true })
  await phone.signIn('ragnhild')
  await phone.visit(`/besok/ny?barnehage=${solstrala}`)
  await phone.until(async () => (await navigator.serviceWorker.ready).active !== null)
  const followUp = (await phone.page.locator('[name=gjort]').first().getAttribute('value')) ?? expect.fail('nothing to follow up')
  await phone.page.context().setOffline(true)
  await phone.send({ delt: 'Gjort i dag.', gjort: followUp }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  // Nothing comes through before all has been written: stopped first, as what waits is sent the moment there is a network.
  await phone.page.route('**/besok', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await phone.page.context().setOffline(false)
  await phone.visit(`/besok/ny?barnehage=${lia}`)
  await phone.page.locator('main summary').filter({ hasText: 'Oppfølging, tiltak' }).click()
  await phone.send({ tiltak: 'Ute hver dag', delt: 'Om tiltaket.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  await phone.visit(`/besok/ny?barnehage=${draken}`)
  await phone.send({ delt: 'Hos Draken.', internt: 'Bare oss.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()

  const [id, seen] = followUp.split('.')
  await world.asOwner("update presence.follow_up set version = $2::int + 1, changed_by_name = 'Tone Haugen', due_on = '2026-12-20' where id = $1", [id, seen])
  await world.asOwner(
    "insert into measures.closing (measure_id, kindergarten_id, reason, reason_words, reading, conclusion, decision, responsible, changed_at, changed_by_name, closed_on, closed_by_name) values ($1, $2, 'stopped', 'Prøve', 'Prøve', 'Prøve', 'end', 'Styrer', now(), 'Prøve', '2026-11-20', 'Prøve')",
    [measure?.id, lia],
  )
  await world.asOwner("update register.relation set period = daterange(lower(period), '2026-11-20') where from_id = $1 and kind in ('lies-in', 'served-by')", [draken])
  await phone.page.unroute('**/besok')
  await phone.visit('/besok')
  await expect.poll(() => phone.page.getByText('Må rettes før det kan lagres').count()).toBe(3)
  const said = await phone.words()
  for (const part of ['Noen andre har endret oppfølgingen', 'Tiltaket er avsluttet i mellomtiden', 'hører ikke lenger til dette kompetanseteamet']) expect(said).toContain(part)
  for (const [about, text, words] of [['Solstråla', 'Gjort i dag.', 'Noen andre har endret'], ['Lia', 'Om tiltaket.', 'Tiltaket er avsluttet'], ['Draken', 'Hos Draken.', 'hører ikke lenger']] as const) {
    await phone.visit('/besok')
    await phone.page.locator('[data-unsent] li').filter({ hasText: about }).getByRole('button', { name: 'Åpne og rett' }).click()
    await phone.page.locator('.ds-error-summary').waitFor()
    expect([about, await phone.typed('delt'), (await phone.words()).includes(words)]).toEqual([about, text, true])
  }
  expect(await phone.typed('internt')).toBe('Bare oss.')
})
