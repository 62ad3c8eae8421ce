import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()
const visits = (text: string) => site().world.asOwner<{ id: string; kind: string }>('select id, kind from presence.visit where shared_note = $1', [text])

test('an adviser writes in a visit on the phone; the head reads what is shared', async () => {
  const tone = await site().visitor()
  await tone.signIn('ragnhild')
  await tone.visit('/besok/ny')
  await tone.send({ barnehage: 'Trollstua barnehage', slag: 'visit', dato: '20.11.2026', delt: 'Vi så på lek ute sammen.', internt: 'Ring igjen.' }, 'Lagre')
  expect(await tone.words()).toContain('Ring igjen.')
  const hanne = await site().visitor()
  await hanne.signIn('hanne')
  await hanne.visit('/besok')
  await hanne.follow('Trollstua barnehage')
  const read = await hanne.words()
  expect([read.includes('Vi så på lek ute sammen.'), read.includes('Ring igjen.')]).toEqual([true, false])
})

test('without coverage: the page opens, what is written is kept, sent once when the network is back, and gone from the phone', async () => {
  const phone = await site().visitor({ script: true })
  await phone.signIn('ragnhild')
  await phone.visit('/besok/ny')
  await phone.until(async () => (await navigator.serviceWorker.ready).active !== null && (await caches.match('/besok/ny')) !== undefined && (await (await caches.open('samspill-besok')).keys()).length > 2)
  await phone.page.context().setOffline(true)
  // As when the phone has thrown the page out of its memory: it is opened anew.
  expect(await phone.visit('/besok/ny')).toBe(200)
  expect(await phone.heading()).toBe('Ny kontakt')
  for (const delt of ['Første uten dekning.', 'Andre uten dekning.']) {
    await phone.send({ barnehage: 'Lia barnehage', slag: 'dialogue', dato: '19.11.2026', delt }, 'Lagre')
    await phone.page.getByText('Lagret på denne enheten.').waitFor()
    expect(await phone.typed('delt')).toBe('')
  }
  expect(await phone.words()).toContain('Ikke sendt ennå')
  expect(await phone.page.locator('[data-unsent] li').count()).toBe(2)
  await phone.page.context().setOffline(false)
  await phone.page.getByText('Sendt og lagret.').waitFor()
  await phone.until(() => localStorage.getItem('samspill:besok') === null)
  for (const text of ['Første uten dekning.', 'Andre uten dekning.']) expect(await visits(text)).toHaveLength(1)
  await phone.visit('/besok')
  expect(await phone.words()).toContain('Lia barnehage')
})

test('the session is over meanwhile: one signs in, and then it goes; signing out asks first and empties the phone', async () => {
  const phone = await site().visitor({ script: true })
  await phone.signIn('ragnhild')
  await phone.visit('/besok/ny')
  await phone.until(async () => (await navigator.serviceWorker.ready).active !== null && (await caches.match('/besok/ny')) !== undefined)
  await phone.page.context().setOffline(true)
  await phone.send({ barnehage: 'Lia barnehage', slag: 'call', dato: '19.11.2026', delt: 'Skrevet før utlogging.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  await site().world.asOwner("delete from identity.session where person_id = (select id from identity.person where name = 'Ragnhild Dal')")
  await phone.page.context().setOffline(false)
  await phone.page.getByText('Du er logget ut.').waitFor()
  expect(await visits('Skrevet før utlogging.')).toEqual([])
  await phone.signIn('ragnhild')
  await phone.until(() => localStorage.getItem('samspill:besok') === null)
  expect(await visits('Skrevet før utlogging.')).toHaveLength(1)
  await phone.visit('/besok/ny')
  await phone.page.context().setOffline(true)
  await phone.send({ barnehage: 'Lia barnehage', slag: 'call', dato: '19.11.2026', delt: 'Blir borte.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  const asked: string[] = []
  let leave = false
  phone.page.on('dialog', (dialog) => {
    asked.push(dialog.message())
    void (leave ? dialog.accept() : dialog.dismiss())
  })
  await phone.openMenu()
  await phone.press('Logg ut')
  expect(asked[0]).toContain('ikke sendt ennå')
  expect(await phone.page.evaluate(() => localStorage.getItem('samspill:besok'))).not.toBeNull()
  leave = true
  await phone.page.route('**/besok', (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()))
  await phone.page.context().setOffline(false)
  await phone.press('Logg ut')
  await phone.page.waitForURL((url) => !url.pathname.startsWith('/besok'))
  expect(await phone.page.evaluate(async () => [localStorage.getItem('samspill:besok'), await caches.keys()])).toEqual([null, []])
  expect(await visits('Blir borte.')).toEqual([])
})

test('what has changed meanwhile is said by name, and opens again with everything that was written', async () => {
  const phone = await site().visitor({ script: true })
  await phone.signIn('ragnhild')
  await phone.visit('/besok/ny')
  await phone.until(async () => (await navigator.serviceWorker.ready).active !== null)
  await phone.page.context().setOffline(true)
  await phone.send({ barnehage: 'Bølgen barnehage', slag: 'visit', dato: '20.11.2026', delt: 'Fint besøk.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  const bolgen = await site().world.org('Bølgen barnehage')
  await site().world.asOwner("update register.organisation set closed_on = '2026-11-10' where id = $1", [bolgen])
  await phone.page.context().setOffline(false)
  await phone.page.getByText('Må rettes før det kan lagres').waitFor()
  expect(await phone.words()).toContain('Bølgen barnehage er lagt ned før denne datoen')
  await phone.press('Åpne og rett')
  await phone.page.waitForURL('**/besok')
  expect([await phone.typed('delt'), (await phone.words()).includes('lagt ned før denne datoen')]).toEqual(['Fint besøk.', true])
  await site().world.asOwner('update register.organisation set closed_on = null where id = $1', [bolgen])
  await phone.press('Lagre')
  await phone.page.waitForURL((url) => /^\/besok\/[0-9a-f-]{36}$/.test(url.pathname))
  expect(await visits('Fint besøk.')).toHaveLength(1)
  expect(await phone.page.evaluate(() => localStorage.getItem('samspill:besok'))).toBeNull()
})

/** The page has been laid by on the phone, with its stylesheet and script. */
const isKept = async () => (await navigator.serviceWorker.ready).active !== null && (await caches.match('/besok/ny')) !== undefined && (await (await caches.open('samspill-besok')).keys()).length > 2
const signedOutElsewhere = (name: string) => site().world.asOwner('delete from identity.session where person_id = (select id from identity.person where name = $1)', [name])

test('a shared phone: the page that is kept goes when its owner is signed in no more, what is not sent waits for its owner', async () => {
  const phone = await site().visitor({ script: true })
  await phone.signIn('ragnhild')
  await phone.visit('/besok/ny')
  await phone.until(isKept)
  await phone.page.context().setOffline(true)
  await phone.send({ barnehage: 'Lia barnehage', slag: 'call', dato: '19.11.2026', delt: 'Ragnhild skrev dette.' }, 'Lagre')
  await phone.page.getByText('Lagret på denne enheten.').waitFor()
  await signedOutElsewhere('Ragnhild Dal')
  await phone.page.context().setOffline(false)
  await phone.visit('/barnehager')
  await phone.until(async () => !(await caches.has('samspill-besok')))
  await phone.page.context().setOffline(true)
  await expect(phone.visit('/besok/ny')).rejects.toThrow('ERR_')
  await phone.page.context().setOffline(false)
  await phone.signIn('tone')
  await phone.visit('/besok/ny')
  await phone.until(isKept)
  expect([(await phone.words()).includes('Ikke sendt ennå'), await visits('Ragnhild skrev dette.')]).toEqual([false, []])
  await signedOutElsewhere('Tone Haugen')
  await phone.signIn('ragnhild')
  await phone.until(() => localStorage.getItem('samspill:besok') === null)
  expect(await visits('Ragnhild skrev dette.')).toHaveLength(1)
})

test('a shared phone: another one who is signed in takes the kept page away, and so does the end of a working day', async () => {
  const phone = await site().visitor({ script: true })
  await phone.signIn('ragnhild')
  const keep = async (change: (html: string) => string, hours: number) => {
    await phone.visit('/besok/ny')
    await phone.until(isKept)
    // Elsewhere: the page itself may still be laying itself by.
    await phone.visit('/barnehager')
    const html = change(await phone.page.evaluate(async () => (await caches.match('/besok/ny'))?.text() ?? ''))
    await phone.page.evaluate(
      async ([body, date]) => (await caches.open('samspill-besok')).put('/besok/ny', new Response(body, { headers: { date, 'content-type': 'text/html; charset=utf-8' } })),
      [html, new Date(Date.now() - hours * 3_600_000).toUTCString()] as const,
    )
  }
  await keep((html) => html.replace(/data-owner="[^"]*"/, 'data-owner="another"'), 0)
  await phone.visit('/barnehager')
  await phone.until(async () => !(await caches.has('samspill-besok')))
  await keep((html) => html, 11)
  await phone.page.context().setOffline(true)
  expect(await phone.visit('/besok/ny')).toBe(200)
  await phone.page.context().setOffline(false)
  await keep((html) => html, 13)
  await phone.page.context().setOffline(true)
  await expect(phone.visit('/besok/ny')).rejects.toThrow('ERR_')
})
