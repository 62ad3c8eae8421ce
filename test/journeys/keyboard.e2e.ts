import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { caseIn } from '../../src/slices/guidance/evaluation/cases.fixtures.ts'
import { useSite } from '../browser.ts'
import { tabThrough, tabTo } from '../keyboard-walk.ts'

const site = useSite()

/** Where the reader is, and whether it can be seen. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const at = document.activeElement ?? document.body
    const { top, bottom } = at.getBoundingClientRect()
    return { is: at.id || at.className || at.tagName, words: at.textContent, within: at.closest('section')?.id ?? '', seen: top >= 0 && bottom <= innerHeight }
  })

test.each([true, false])('the answer to a form has focus and is seen, with script: %s', async (script) => {
  const siri = await site().visitor({ script })
  await siri.signIn('siri')
  await siri.visit('/konto')
  await siri.page.locator('main form[action="/konto"] button').first().click()
  await expect.poll(() => focused(siri.page)).toMatchObject({ is: 'flash', seen: true })
})

test('when the address leads to a part of the page, the answer is there, and not far above the window', async () => {
  const id = await caseIn(site().world, { step: 'start-meeting' })
  const siri = await site().visitor({ script: true })
  await siri.signIn('siri')
  await siri.visit(`/veiledning/${id}`)
  await siri.page.fill('#beskjeder textarea', 'Vi gleder oss til møtet.')
  await siri.page.locator('#beskjeder form button').click()
  await siri.page.waitForURL(/#beskjeder$/)
  await expect.poll(() => focused(siri.page)).toMatchObject({ is: 'flash', within: 'beskjeder', seen: true })
})

test('a choice made with the keyboard in a filter waits for the button; made with the mouse it is used at once', async () => {
  const anyone = await site().visitor({ script: true, wide: true })
  await anyone.visit('/barnehager')
  const select = anyone.page.locator('form[data-autosubmit] select').first()
  await select.focus()
  await anyone.page.keyboard.press('ArrowDown')
  expect(await select.inputValue()).not.toBe('')
  await anyone.page.evaluate(() => (document.documentElement.dataset['stillTheSame'] = 'yes'))
  await anyone.page.keyboard.press('Tab')
  expect(await anyone.page.evaluate(() => document.documentElement.dataset['stillTheSame'])).toBe('yes')
  await anyone.page.locator('form[data-autosubmit] input[type=checkbox]').click()
  await anyone.page.waitForURL(/\?/)
})

test('one who stays is warned again before the session ends the next time', async () => {
  const siri = await site().visitor({ script: true })
  await siri.page.clock.install()
  await siri.signIn('siri')
  await siri.visit('/oppgaver')
  const dialog = siri.page.locator('#session-warning')
  for (const time of ['first', 'second']) {
    const seconds = Number(await siri.page.locator('body').getAttribute('data-session-ends'))
    await siri.page.clock.fastForward((seconds - 4 * 60) * 1000)
    await expect.poll(() => dialog.isVisible(), { message: time }).toBe(true)
    await dialog.locator('[data-session-stay]').click()
    await expect.poll(() => dialog.isVisible(), { message: time }).toBe(false)
  }
})

test('a link in the notice of the guard shows the question together with the field', async () => {
  const siri = await site().visitor({ script: true })
  await siri.signIn('siri')
  await siri.visit('/veiledning')
  await siri.press('Be om veiledning')
  await siri.page.goto(`${siri.page.url()}/opplevelse`)
  await siri.page.fill('[name=experienced]', 'Gutten på 3 år med autisme slår de andre.')
  await siri.page.fill('[name=sinceWhen]', 'Siden høsten')
  await siri.page.fill('[name=tried]', 'Mindre grupper')
  await siri.press('Lagre og gå videre')
  await expect.poll(async () => (await focused(siri.page)).is).toBe('vern')
  await siri.page.locator('#vern a[href="#f-experienced"]').first().press('Enter')
  expect((await focused(siri.page)).is).toBe('f-experienced')
  expect(await siri.page.locator('label[for=f-experienced]').evaluate((label) => label.getBoundingClientRect().top)).toBeGreaterThanOrEqual(0)
})

test('when the address leads to a link, the link has focus and the answer is left where it was', async () => {
  const tone = await site().visitor({ script: true })
  await tone.signIn('tone')
  await tone.visit('/flytskjema/kladd')
  await tone.page.locator('main form button').first().click()
  await tone.page.locator('form[action$="/rekkefolge"] button').first().click()
  await tone.page.waitForURL(/#steg-/)
  await expect.poll(async () => (await focused(tone.page)).is).toMatch(/^steg-/)
  expect(await tone.page.locator('main > .flash').textContent()).toContain('Rekkefølgen er endret')
})

test.each([true, false])('more people in a registration: one goes on at the name of the next, and hears whose the fields are, with script: %s', async (script) => {
  const [open] = await site().world.asOwner<{ id: string }>("select id from measures.course where title = 'Samtaler med barn i lek'")
  const siri = await site().visitor({ script })
  await siri.signIn('siri')
  await siri.visit(`/kurs/${open?.id}/pamelding`)
  await siri.page.fill('[name=navn-1]', 'Kari Prøve')
  await siri.press('Legg til flere')
  await siri.page.waitForURL(/#f-navn-2$/)
  await expect.poll(() => focused(siri.page)).toMatchObject({ is: 'f-navn-2', seen: true })
  expect(await siri.typed('navn-1')).toBe('Kari Prøve')
  expect(await siri.page.getByRole('group', { name: 'Person 2' }).getByRole('textbox').count()).toBe(2)
})

test.each([
  ['eva', undefined, '/mine-barnehager'],
  ['tone', undefined, '/kapasitet'],
  ['tone', undefined, '/teamets-kompetanse'],
  ['tone', undefined, '/droftinger'],
  ['olav', 'authority', '/strategi'],
  ['per', undefined, '/stottesystem'],
  ['knut', undefined, '/skole'],
  ['liv', undefined, '/partnerskap'],
  ['ulla', undefined, '/tilbud'],
] as const)('%s (%s) comes to everything on %s with the Tab key, in the order it is read, sees where it is, and comes out again', async (person, role, path) => {
  const someone = await site().visitor({ script: true })
  await someone.signIn(person, role)
  await someone.visit(path)
  const { stops, missed } = await tabThrough(someone.page)
  expect(stops.map(({ at }) => at)).toEqual([...stops].map(({ at }) => at).sort((one, other) => one - other))
  expect(stops.filter(({ seen }) => !seen).map(({ words }) => words)).toEqual([])
  expect(missed).toEqual([])
})

test('by keyboard alone: PPT says no without a reason, is led to the field by what has focus, writes it and sends', async () => {
  const { page, signIn, visit, words } = await site().visitor({ script: true })
  await signIn('per')
  await visit('/stottesystem')
  await tabTo(page, 'Kommunikasjon, språk og tekst')
  await page.keyboard.press('Enter')
  await page.waitForURL(/foresporsler/)
  await tabTo(page, 'Ja, vi hjelper')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, 'Hva kan barnehagen gjøre i stedet?')
  await page.keyboard.type('Spør igjen i mars.')
  await tabTo(page, 'Send svaret')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toMatchObject({ is: 'ds-error-summary', seen: true })
  await tabTo(page, 'Skriv hvorfor dere ikke kan')
  await page.keyboard.press('Enter')
  expect((await focused(page)).is).toBe('f-grunn')
  await page.keyboard.type('Vi har fullt til påske.')
  await tabTo(page, 'Send svaret')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toMatchObject({ is: 'flash', seen: true })
  for (const said of ['Vi har fullt til påske.', 'Spør igjen i mars.']) expect(await words()).toContain(said)
})

test('by keyboard alone: the school confirms what a kindergarten has proposed in the joint plan', async () => {
  const { page, signIn, visit } = await site().visitor({ script: true })
  await signIn('knut')
  await visit('/skole')
  await tabTo(page, 'Plan 20')
  await page.keyboard.press('Enter')
  await page.waitForURL(/planer/)
  await tabTo(page, 'Bekreft versjon 2')
  await page.keyboard.press('Enter')
  await expect.poll(() => focused(page)).toMatchObject({ is: 'flash', seen: true })
})

test('by keyboard alone: the owner unfolds a kindergarten, narrows the list, and Tab goes on inside what was unfolded', async () => {
  const { page, signIn, visit, words } = await site().visitor({ script: true })
  await signIn('eva')
  await visit('/mine-barnehager')
  await tabTo(page, 'Vis bare')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  await tabTo(page, 'Vis treff')
  await page.keyboard.press('Enter')
  await page.waitForURL(/bare=venter/)
  await tabTo(page, 'Vis hva og når')
  await page.keyboard.press('Enter')
  // It unfolds in a moment, as one sees; what is folded is not walked through.
  await page.waitForFunction(() => document.querySelector('details[open] a')?.checkVisibility())
  await page.keyboard.press('Tab')
  expect(await page.evaluate(() => document.activeElement?.closest('details')?.open)).toBe(true)
  expect(await words()).toContain('Venter')
})
