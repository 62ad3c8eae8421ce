import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()

test('a parent finds a kindergarten from the front page', async () => {
  const someone = await site().visitor()
  await someone.visit('/')
  await someone.page.locator('main a[href="/barnehager"]').first().click()
  await someone.page.locator('input[name="q"]').fill('Nadderudskogen')
  await someone.page.locator('main form button').first().click()
  await someone.page.locator('main table a, main li a').filter({ hasText: 'Nadderudskogen barnehage' }).first().click()
  expect(await someone.heading()).toContain('Nadderudskogen barnehage')
})

test('the language changes, stays on the page, and is remembered', async () => {
  const someone = await site().visitor({ wide: true })
  await someone.visit('/barnehager?q=solstr%C3%A5la')
  for (const [language, path] of [['nn', '/barnehager'], ['en', '/'], ['nb', '/']] as const) {
    await someone.visit(`${path}?sprak=${language}`)
    expect(await someone.page.locator('html').getAttribute('lang')).toBe(language)
    await someone.visit(path)
    expect(await someone.page.locator('html').getAttribute('lang')).toBe(language)
  }
})

test('an address that leads nowhere, and a kindergarten that does not exist, say so and lead home', async () => {
  const someone = await site().visitor()
  for (const path of ['/finnes-ikke', '/barnehager/00000000-0000-0000-0000-000000000000']) {
    expect(await someone.visit(path)).toBe(404)
    await someone.page.locator('main a[href="/"]').click()
    expect(new URL(someone.page.url()).pathname).toBe('/')
  }
})

test('every page in the foot of the page is there', async () => {
  const someone = await site().visitor()
  await someone.visit('/')
  const paths = await someone.page.locator('footer a[href^="/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  expect(paths.length).toBeGreaterThan(2)
  for (const path of paths) expect([path, await someone.visit(path)]).toEqual([path, 200])
})
