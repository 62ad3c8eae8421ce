import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { openWorld, usualTime, words, type Browser, type World } from '../../../../../test/kit.ts'
import { openCourse, rows } from '../courses.fixtures.ts'

// The link a head gives the own staff, in the wrong hands.

let world: World
let tone: Browser
let nora: Browser
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  world.clock.set(usualTime)
  ;[tone, nora] = [await world.as('tone'), await world.as('nora')]
})

test('a link that has got astray sends neither addresses nor many letters', async () => {
  const id = await openCourse(tone)
  await nora.post(`/kurs/${id}/lenke`, { lenke: 'lag' })
  const link = /\/kurspamelding\/[\w-]{22}/.exec((await nora.get(`/kurs/${id}`)).text)?.[0] ?? expect.fail('no link')
  const stranger = world.stranger()
  for (const navn of ['Vinn på https://x.example', 'Se www.x.example', 'Skriv til a@b.example', 'Gratis på x12.example', 'Gå til ｗｗｗ．x']) {
    const reply = await stranger.post(`${link}?sprak=nb`, rows([{ navn }]))
    expect([navn, reply.status, words(reply.text).includes('Skriv bare navnet')]).toEqual([navn, 422, true])
  }
  const kvitveis = await world.org('Kvitveis familiebarnehage')
  const many = (count: number, at: Date) =>
    world.asOwner(
      `insert into measures.course_place (course_id, kindergarten_id, role_group, name, email, how, language, state, goes_first, registered_at, token_hash, form_key, form_line, registered_by, registered_by_name, changed_at)
       select $1, $2, 'other', 'Nr ' || n, n || '@prove.example', 'on-site', 'nb', 'waiting', false, $3, sha256(gen_random_uuid()::text::bytea), gen_random_uuid(), 0, 'self', 'Nr ' || n, $3 from generate_series(1, $4::int) n`,
      [id, kvitveis, at, count],
    )
  await many(29, usualTime)
  const sent = rows([{ navn: 'Kari A. Nordmann-Ås' }])
  expect((await stranger.post(link, sent)).status).toBe(303)
  const busy = await stranger.post(`${link}?sprak=nb`, rows([{ navn: 'Ola' }]))
  expect([busy.status, words(busy.text).includes('Mange har meldt seg på med denne lenken')]).toEqual([409, true])
  expect((await stranger.post(link, sent)).status, 'sent twice is one').toBe(303)
  world.clock.set(new Date(usualTime.getTime() + 61 * 60_000))
  expect((await stranger.post(link, rows([{ navn: 'Ola' }]))).status).toBe(303)
  await many(70, usualTime)
  const full = await stranger.post(`${link}?sprak=nb`, rows([{ navn: 'Per' }]))
  expect([full.status, words(full.text).includes('tar ikke imot flere')]).toEqual([409, true])
})
