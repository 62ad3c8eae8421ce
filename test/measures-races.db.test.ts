import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { settleDue } from '../src/slices/measures/courses/places/actions.ts'
import { openCourse, course, rows } from '../src/slices/measures/courses/courses.fixtures.ts'
import { placePath } from '../src/slices/measures/courses/own/secrets.ts'
import { aCourse } from '../src/slices/measures/attendance/courses.fixtures.ts'
import { begun, cohort, programme } from '../src/slices/measures/programmes/programmes.fixtures.ts'
import { planned } from '../src/slices/measures/measures/measures.fixtures.ts'
import { openWorld, usualTime, type Browser, type Reply, type World } from './kit.ts'

// Two at the same moment, and keys of forms that are somebody else's: of courses, programmes, plans, ideas, calendars and the library.

let world: World
let [tone, ragnhild, siri, hanne, nora, other]: Browser[] = []
const use = () => ({ tone: tone ?? expect.fail(), ragnhild: ragnhild ?? expect.fail(), siri: siri ?? expect.fail(), hanne: hanne ?? expect.fail(), nora: nora ?? expect.fail(), other: other ?? expect.fail() })
beforeAll(async () => {
  world = await openWorld()
  ;[tone, ragnhild, siri, hanne, nora] = await Promise.all(['tone', 'ragnhild', 'siri', 'hanne', 'nora'].map((name) => world.as(name)))
  // A team that serves nobody here.
  await world.asOwner("insert into register.organisation (kind, form, name, region_id, created_at) values ('support-service', 'competence-team', 'Et annet team (prøve)', 'oslo-viken', now())")
  await world.asOwner("insert into identity.person (name, email, language, created_at) values ('Leder Prøve', 'leder@annet.example', 'nb', now())")
  await world.asOwner("insert into identity.membership (person_id, org_id, role, period) select p.id, o.id, 'team-leader', '[2026-01-01,)' from identity.person p, register.organisation o where p.email = 'leder@annet.example' and o.name = 'Et annet team (prøve)'")
  other = await world.by('leder@annet.example')
})
afterAll(() => world.close())

const at = async (work: readonly Promise<Reply>[]) => (await Promise.all(work)).map(({ status }) => status).toSorted()
const count = async (text: string, values: unknown[] = []) => (await world.asOwner<{ n: number }>(`select count(*)::int as n from ${text}`, values))[0]?.n

describe('a seat', () => {
  test('the last one, asked for by two kindergartens at the same moment, is given to one', async () => {
    const { tone, siri, nora } = use()
    const id = await openCourse(tone, { fysisk: '1' })
    expect(await at([siri.post(`/kurs/${id}/pamelding`, rows([{ navn: 'En Prøve' }])), nora.post(`/kurs/${id}/pamelding`, rows([{ navn: 'To Prøve' }]))])).toEqual([303, 303])
    expect((await world.asOwner<{ state: string }>('select state from measures.course_place where course_id = $1 order by state', [id])).map(({ state }) => state)).toEqual(['seated', 'waiting'])
  })

  test('an offer taken at the moment it lapses is lapsed, and the next in the queue is offered it once', async () => {
    const { tone, siri } = use()
    const id = await openCourse(tone, { fysisk: '1' })
    for (const navn of ['Første Prøve', 'Andre Prøve', 'Tredje Prøve']) expect((await siri.post(`/kurs/${id}/pamelding`, rows([{ navn }]))).status).toBe(303)
    const place = async (name: string) => (await world.asOwner<{ id: string; state: string; offered_until: Date | null }>('select id, state, offered_until from measures.course_place where course_id = $1 and name = $2', [id, name]))[0] ?? expect.fail(name)
    expect((await siri.post(`/kurs/${id}/plasser/${(await place('Første Prøve')).id}/avmelding`)).status).toBe(303)
    const offered = await place('Andre Prøve')
    world.clock.set(offered.offered_until ?? expect.fail('no offer'))
    const path = placePath(world.deps.config, offered.id)
    const [taken] = await Promise.all([world.stranger().post(`${path}/svar`, { svar: 'ta' }), settleDue(world.deps), settleDue(world.deps)])
    world.clock.set(usualTime)
    expect([taken.status, (await place('Andre Prøve')).state, (await place('Tredje Prøve')).state]).toEqual([409, 'lapsed', 'offered'])
  })

  test('of two who arrange and save the same course, the second is told; moved while somebody registers, both are kept', async () => {
    const { tone, ragnhild, siri } = use()
    const id = await openCourse(tone)
    const [{ version } = { version: 0 }] = await world.asOwner<{ version: number }>('select version from measures.course where id = $1', [id])
    const save = (browser: Browser, om: string) => browser.post(`/kurs/${id}/endring`, { ...course, om, versjon: String(version) })
    expect(await at([save(tone, 'Det ene'), save(ragnhild, 'Det andre')])).toEqual([303, 409])
    const [held] = await world.asOwner<{ id: string; sequence: number }>('select id, sequence from measures.course_session where course_id = $1', [id])
    const move = tone.post(`/kurs/${id}/samlinger/${held?.id}`, { tittel: '', dag: '16.12.2026', fra: '09.00', til: '15.00', sted: 'Et annet sted', adresse: '', sekvens: String(held?.sequence) })
    expect(await at([move, siri.post(`/kurs/${id}/pamelding`, rows([{ navn: 'Midt Imellom' }]))])).toEqual([303, 303])
    expect(await count("measures.course_place where course_id = $1 and state = 'seated'", [id])).toBe(1)
  })
})

test('an evaluation that two open at the same moment is opened by one, and each is sent one link', async () => {
  const { tone, ragnhild } = use()
  const { id } = await aCourse(world, ['2026-11-20T09:00:00Z'], ['A', 'B', 'C', 'D', 'E'].map((name) => ({ name: `Prøve ${name}`, email: 'felles@solstrala.example' })))
  const open = (browser: Browser) => browser.post(`/kurs/${id}/evaluering`, { pastander: 'Jeg har nytte av kurset', stenger: '7.12.2026' })
  expect(await at([open(tone), open(ragnhild)])).toEqual([303, 409])
  expect(await count('measures.course_evaluation_ticket where course_id = $1', [id])).toBe(5)
})

test('a person who checks in three times at the same moment is counted once', async () => {
  const { tone } = use()
  const { id, sessions } = await aCourse(world, ['2026-11-23T08:30:00Z'])
  expect((await tone.post(`/kurs/${id}/oppmote/${sessions[0]}/kode`)).status).toBe(303)
  const [{ code } = { code: '' }] = await world.asOwner<{ code: string }>('select code from measures.course_session_code where session_id = $1', [sessions[0]])
  const checkIn = () => world.stranger().post(`/oppmote/${code}/registrering`, { epost: 'kari@solstrala.example', navn: '' })
  expect(await at([checkIn(), checkIn(), checkIn()])).toEqual([303, 303, 303])
  expect([await count('measures.course_attendance where course_id = $1', [id]), await count('measures.course_attendance_change where course_id = $1', [id])]).toEqual([1, 0])
})

test('an address for one’s calendar made twice at the same moment is one that works', async () => {
  const { siri } = use()
  expect(await at([siri.post('/arshjul/abonnement'), siri.post('/arshjul/abonnement'), siri.post('/arshjul/abonnement')])).toEqual([303, 303, 303])
  expect(await count("measures.calendar_feed f join identity.person p on p.id = f.person_id where p.email like 'siri.%' and f.revoked_at is null")).toBe(1)
})

test('what a kindergarten tells of a material twice at the same moment is told once', async () => {
  const { siri } = use()
  const [{ id } = { id: '' }] = await world.asOwner<{ id: string }>('select id from library.material where current is not null and withdrawn_on is null order by id limit 1')
  const tell = () => siri.post(`/materiell/${id}/erfaringer`, { utfall: 'well', erfaring: 'Vi delte gruppen i to, og det ble roligere.' })
  expect(await at([tell(), tell()])).toEqual([303, 303])
  expect(await count("library.experience where material_id = $1 and body like 'Vi delte gruppen i to%'", [id])).toBe(1)
})

describe('the key of a form', () => {
  test('sent twice at the same moment makes one programme, one cohort and one idea', async () => {
    const { tone } = use()
    const nokkel = crypto.randomUUID()
    const made = await Promise.all([1, 2, 3].map(() => tone.post('/fellessatsinger', { nokkel, ...programme, tittel: 'Begynt på en gang' })))
    expect([made.map(({ status }) => status), new Set(made.map(({ location }) => location)).size]).toEqual([[303, 303, 303], 1])
    const idea = { nokkel: crypto.randomUUID(), ide: 'Si navnet før en ber om noe', temaer: ['rammeplan-2017-6'] }
    expect(await at([tone.post('/utproving/ideer', idea), tone.post('/utproving/ideer', idea)])).toEqual([303, 303])
    expect([await count("measures.programme where title = 'Begynt på en gang'"), await count("measures.try_out_idea where words = 'Si navnet før en ber om noe'")]).toEqual([1, 1])
  })

  test('that somebody else has used leads to nothing, is never a fault, and tells nothing of what it made', async () => {
    const { tone, siri, hanne, other } = use()
    const nokkel = crypto.randomUUID()
    const trollstua = await world.org('Trollstua barnehage')
    const id = await begun(tone, { nokkel })
    await cohort(tone, id, [trollstua], { nokkel })
    expect((await tone.post('/utproving/ideer', { nokkel, ide: 'Vent til barnet ser opp', temaer: ['rammeplan-2017-6'] })).status).toBe(303)
    const [own, theirs] = [await planned(siri, { nokkel }), await planned(hanne)]
    const element = { nokkel, hva: 'Et punkt', hvem: '', slag: 'meeting', dag: '' }
    const expense = { nokkel, kjop: 'Bøker', brukt: '20.11.2026', sum: '100' }
    expect(await at([siri.post(`/tiltak/${own}/plan`, element), siri.post(`/tiltak/${own}/utgifter`, expense)])).toEqual([303, 303])
    const second = await begun(tone)
    const answers = await Promise.all([
      other.post('/fellessatsinger', { nokkel, ...programme }), other.post('/utproving/ideer', { nokkel, ide: 'En annen idé', temaer: ['rammeplan-2017-6'] }), other.post('/kurs', { ...course, nokkel }),
      tone.post(`/fellessatsinger/${second}/puljer`, { nokkel, navn: 'Pulje 1', fra: '1.8.2026', til: '30.6.2027', barnehager: [trollstua] }), hanne.post(`/tiltak/${theirs}/plan`, element), hanne.post(`/tiltak/${theirs}/utgifter`, expense),
      hanne.post('/tiltak', { nokkel, type: 'staff-work', tittel: 'Lånt nøkkel', opphav: 'own', mal: 'Et mål', fra: '1.9.2026', til: '30.6.2027' }),
    ])
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 303, 404, 404, 404, 404])
    expect([await count('measures.element where measure_id = $1 and what = $2', [theirs, 'Et punkt']), await count('measures.expense where measure_id = $1', [theirs])]).toEqual([0, 0])
  })
})
