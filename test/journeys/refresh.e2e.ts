import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()

test('work that goes on is shown anew when it has come further, and the page is not loaded again meanwhile', async () => {
  const dag = await site().visitor({ script: true })
  await dag.signIn('dag')
  await dag.visit('/register/synk')
  await dag.page.locator('main form[action="/register/synk"] button').first().click()
  await dag.page.waitForURL(/\/register\/synk\/[\w-]{36}$/)
  const before = await dag.heading()
  await dag.page.evaluate(() => (document.documentElement.dataset['stillTheSame'] = 'yes'))
  await dag.page.locator('main a[href^="/register/synk/"]').first().focus()
  await site().world.asOwner("update register.sync_run set state = 'failed', read_at = started_at where state = 'reading'")
  await expect.poll(() => dag.heading(), { timeout: 20_000 }).not.toBe(before)
  expect(await dag.page.evaluate(() => [document.documentElement.dataset['stillTheSame'], document.querySelector('[data-refresh-seconds]'), document.activeElement?.tagName])).toEqual(['yes', null, 'MAIN'])
  expect(await dag.page.locator('p[role=status].heard').textContent(), 'said aloud').toBe(await dag.heading())
})
