import { expect, test } from 'vitest'
import { aCourse } from '../../src/slices/measures/attendance/courses.fixtures.ts'
import { useSite } from '../browser.ts'

const site = useSite()

test('two who check in on one phone without connection are both counted when it has one', async () => {
  const { world } = site()
  const course = await aCourse(world, ['2026-11-23T09:00:00Z'], ['kari', 'ola'].map((name) => ({ name: `${name} Prøve`, email: `${name}@solstrala.example` })))
  await world.asOwner("insert into measures.course_session_code (session_id, course_id, code, opened_at, opened_by_name) values ($1, $2, 'ABDEFH', now(), 'Tone Haugen')", [course.sessions[0], course.id])
  const phone = await site().visitor({ script: true })
  await phone.visit('/oppmote/ABDEFH')
  await phone.page.route('**/registrering', (route) => route.abort())
  for (const name of ['kari', 'ola']) {
    await phone.page.locator('[name=epost]').fill(`${name}@solstrala.example`)
    await phone.press('Jeg er her')
    await expect.poll(() => phone.page.locator('.phone-note').innerText()).toContain('Ikke sendt ennå')
  }
  await phone.page.unroute('**/registrering')
  // The page may be loaded again meanwhile: what was not acknowledged is kept.
  await phone.page.reload()
  await expect.poll(() => world.asOwner('select p.name from measures.course_attendance a join measures.course_place p on p.id = a.place_id where a.course_id = $1 and a.came order by 1', [course.id]), { timeout: 20_000 }).toEqual([{ name: 'kari Prøve' }, { name: 'ola Prøve' }])
  await expect.poll(() => phone.page.evaluate(() => sessionStorage.length + localStorage.length), { message: 'nothing is left on the phone' }).toBe(0)
}, 60_000)

test('a phone without connection until the day after tells when it was there, also when the page was closed meanwhile, and whoever arranges sees that it came afterwards', async () => {
  const { world } = site()
  const course = await aCourse(world, ['2026-11-23T09:00:00Z'], [{ name: 'Eva Prøve', email: 'eva@solstrala.example' }])
  await world.asOwner("insert into measures.course_session_code (session_id, course_id, code, opened_at, opened_by_name) values ($1, $2, 'LMNPRT', now(), 'Tone Haugen')", [course.sessions[0], course.id])
  const phone = await site().visitor({ script: true })
  await phone.page.clock.setFixedTime(new Date('2026-11-23T10:05:00Z'))
  await phone.visit('/oppmote/LMNPRT')
  await phone.page.route('**/registrering', (route) => route.abort())
  await phone.page.locator('[name=epost]').fill('eva@solstrala.example')
  await phone.press('Jeg er her')
  await expect.poll(() => phone.page.locator('.phone-note').innerText()).toContain('Ikke sendt ennå')
  const context = phone.page.context()
  await phone.page.close()
  site().goTo('2026-11-24T07:00:00Z')
  // The letters are nobody's the day after; what was kept is sent all the same.
  const later = await context.newPage()
  await later.goto(`${site().url}/oppmote/LMNPRT`)
  await expect.poll(() => world.asOwner('select came, told_at from measures.course_attendance where course_id = $1', [course.id]), { timeout: 20_000 }).toEqual([{ came: true, told_at: new Date('2026-11-23T10:05:00Z') }])
  await expect.poll(() => later.locator('main').innerText()).toContain('meldt i ettertid')
}, 60_000)
