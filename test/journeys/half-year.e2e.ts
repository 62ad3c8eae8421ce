import { afterAll, expect, test } from 'vitest'
import { optimiser } from '../../src/platform/optimiser.ts'
import { jobKinds } from '../../src/slices/team/jobs.ts'
import { useSite } from '../browser.ts'

const site = useSite()
/** The half-year plan from asked for to adopted, and where its visits then stand. Without script. */
let plan = ''
let moved = { what: '', week: '' }
afterAll(() => optimiser.end())

test('the leader asks for a plan, does other things while it is made, and reads why', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/kapasitet?sprak=nb')
  await tone.follow('Halvårsplan')
  await tone.press('Lag forslag')
  plan = new URL(tone.page.url()).pathname
  expect(await tone.words()).toContain('Forslaget blir laget nå.')
  const job = jobKinds(site().world.deps).find(({ queue }) => queue === 'team.half-year')
  await job?.work({ id: plan.split('/').at(-1) ?? '' })
  await tone.visit(plan)
  expect(await tone.words()).toMatch(/Ragnhild Dal: (har fått løftet|den eneste|kan alle)/)
})

test('moves a visit, is told what stands in the way, and adopts', async () => {
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit(`${plan}?sprak=nb`)
  const line = tone.page.getByRole('row').filter({ hasText: 'Veiledning om lek' }).filter({ hasText: 'Ragnhild Dal' }).last()
  await line.getByRole('link', { name: /^Endre/ }).click()
  const form = tone.page.url()
  const before = await tone.typed('uke')
  const weeks = await tone.page.locator('select[name="uke"] option').evaluateAll((all) => all.map((one) => one.getAttribute('value') ?? ''))
  for (const week of weeks.filter((one) => one !== before)) {
    if (tone.page.url() !== form) break
    await tone.send({ uke: week }, 'Flytt og hold fast')
    moved = { what: 'Veiledning om lek', week }
  }
  expect([new URL(tone.page.url()).pathname, (await tone.words()).includes('Besøket er flyttet og holdt fast.')]).toEqual([plan, true])
  await tone.press('Vedta planen')
  expect(await tone.words()).toContain('Planen er vedtatt.')
  await tone.visit('/kapasitet?fra=2027-01-04')
  expect(await tone.words(), 'the load follows the plan').toContain('er regnet i ukene planen har satt dem i')
})

test('the adviser has the visit on the own page and in the year calendar, and the head has not', async () => {
  const ragnhild = await site().visitor()
  await ragnhild.signIn('ragnhild')
  await ragnhild.visit('/kapasitet/halvarsplan?sprak=nb')
  const number = new Date(Date.UTC(2026, 11, 28 + 7 * Number(moved.week))).getTime() >= Date.UTC(2027, 0, 4) ? Number(moved.week) : 53
  expect(await ragnhild.words()).toMatch(new RegExp(`Uke ${number} \\(.*?\\): ${moved.what}`))
  await ragnhild.follow('Se dem i årshjulet')
  expect(await ragnhild.words()).toContain(`Uke ${number}: ${moved.what}`)
  await ragnhild.page.getByRole('link', { name: new RegExp(`^Uke ${number}: ${moved.what}`) }).first().click()
  expect(await ragnhild.words()).toContain('Veiledning om lek, Lia barnehage')
  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/arshjul?sprak=nb')
  expect(await siri.words()).not.toContain('Halvårsplanen')
})
