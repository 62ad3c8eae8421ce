import { afterAll, beforeAll, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../../../../test/kit.ts'
import { openCourse, rows } from '../courses.fixtures.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

test('a person on two waiting lists at one time: asked about, both places kept, and nothing is taken when one becomes a seat', async () => {
  const [tone, nora, hanne] = [await world.as('tone'), await world.as('nora'), await world.as('hanne')]
  const kari = { navn: 'Kari To Lister', epost: 'kari.to@prove.example' }
  const ids = [await openCourse(tone, { tittel: 'Første', fysisk: '1' }), await openCourse(tone, { tittel: 'Andre', fysisk: '1' })]
  const [one = '', two = ''] = ids
  for (const id of ids) expect((await hanne.post(`/kurs/${id}/pamelding`, rows([{ navn: `Opptatt ${id}` }]))).status).toBe(303)
  expect((await nora.post(`/kurs/${one}/pamelding`, rows([kari]))).status).toBe(303)
  const asked = await nora.post(`/kurs/${two}/pamelding?sprak=nb`, rows([kari]))
  expect([asked.status, words(asked.text).includes('Kari To Lister er også meldt på «Første», som er på samme tid'), asked.text.includes('value="Kari To Lister"')]).toEqual([409, true, true])
  const again = await nora.post(`/kurs/${one}/pamelding?sprak=nb`, rows([kari]))
  expect([again.status, words(again.text).includes('Er det to forskjellige personer?')], 'twice on one list').toEqual([409, true])
  expect((await nora.post(`/kurs/${two}/pamelding`, rows([kari], { bekreft: 'ja' }))).status).toBe(303)
  const states = () => world.asOwner<{ line: string }>("select c.title || ' ' || p.state as line from measures.course_place p join measures.course c on c.id = p.course_id where p.name = 'Kari To Lister' order by c.title desc").then((list) => list.map(({ line }) => line))
  expect(await states()).toEqual(['Første waiting', 'Andre waiting'])
  const [other] = await world.asOwner<{ id: string }>('select id from measures.course_place where course_id = $1 and name = $2', [one, `Opptatt ${one}`])
  expect((await hanne.post(`/kurs/${one}/plasser/${other?.id}/avmelding`)).status).toBe(303)
  expect(await states()).toEqual(['Første offered', 'Andre waiting'])
  expect(words((await nora.get(`/kurs/${two}?sprak=nb`)).text)).toContain('Samme tid som «Første»')
})
