import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { forgetPlans } from './plans/actions.ts'

// Kindergartens and schools together, over HTTP on the real database.

let world: World
let siri: Browser
let hanne: Browser
let knut: Browser
let nora: Browser
let tone: Browser
let olav: Browser
let school: string
let planId: string
beforeAll(async () => {
  world = await openWorld()
  await world.asOwner("update identity.person set language = 'nb' where name = 'Nora Vik'")
  await signIn()
  school = await world.org('Fjordvik skole')
  planId = (await one<{ id: string }>('select id from coordination.joint_plan where year = 2026')).id
})
afterAll(() => world.close())

const signIn = async () => {
  ;[siri, hanne, knut, nora, tone, olav] = await Promise.all([world.as('siri'), world.as('hanne'), world.as('knut'), world.as('nora'), world.as('tone'), world.as('olav', 'authority')])
}
const one = async <Row extends Record<string, unknown>>(text: string, values: unknown[] = []): Promise<Row> => (await world.asOwner<Row>(text, values))[0] ?? expect.fail(`nothing for ${text}`)
const see = async (who: Browser, path: string) => words((await who.get(`${path}${path.includes('?') ? '&' : '?'}sprak=nb`)).text)
const version = async (id = planId) => String((await one<{ version: number }>('select version from coordination.joint_plan where id = $1', [id])).version)
const lineNamed = async (text: string) => (await one<{ line_id: string }>('select line_id from coordination.joint_plan_line where what = $1 and plan_id = $2 order by from_version desc limit 1', [text, planId])).line_id
const path = (rest = '') => `/skole/planer/${planId}${rest}`
const line = (more: Form = {}): Form => ({ slag: 'together', hva: 'Uteskole sammen', nar: '5. mai', barnehageansvar: 'Pedagogisk leder', skoleansvar: 'Teamleder', ...more })
/** Another day: nobody is signed in that long. */
const at = async (day: string) => {
  world.clock.set(new Date(`${day}T09:00:00Z`))
  await signIn()
}
const today = () => at('2026-11-23')

describe('who works together', () => {
  const propose = (who: Browser, more: Form = {}) => who.post('/skole/samarbeid', { fra: '23.11.2026', ...more })
  test('a head proposes, the school confirms, and both see it; the other is told', async () => {
    const asked = await propose(nora, { skole: school, fra: '1.11.2026' })
    expect(asked.status).toBe(303)
    const { id } = await one<{ id: string }>("select p.id from coordination.school_pair p join register.organisation o on o.id = p.kindergarten_id where o.name = 'Kvitveis familiebarnehage'")
    expect(await see(knut, '/oppgaver')).toContain('Bekreft samarbeidet med Kvitveis familiebarnehage')
    expect(await see(nora, `/skole/samarbeid/${id}`)).toContain('Venter på bekreftelse fra Fjordvik skole')
    expect((await world.asOwner("select 1 from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'school-pair-proposed' and p.name = 'Knut Eide'")).length).toBe(1)
    expect((await knut.post(`/skole/samarbeid/${id}/bekreftelse`, {})).status).toBe(303)
    expect(await see(nora, '/skole')).toMatch(/Fjordvik skole Samarbeider/)
    const again = await knut.post(`/skole/samarbeid/${id}/bekreftelse`, {})
    expect([again.status, words(again.text).includes('Dere har allerede bekreftet dette.')]).toEqual([409, true])
  })
  test('the two are paired once; after the end a new one may be proposed', async () => {
    const twice = await propose(nora, { skole: school })
    expect([twice.status, words(twice.text).includes('De to samarbeider allerede')]).toEqual([409, true])
    const { id } = await one<{ id: string }>("select p.id from coordination.school_pair p join register.organisation o on o.id = p.kindergarten_id where o.name = 'Kvitveis familiebarnehage'")
    for (const [form, status, sentence] of [
      [{ til: '23.11.2026', grunn: '' }, 422, 'Skriv hvorfor'], [{ til: '', grunn: 'Ny skolekrets' }, 422, 'Skriv siste dag'], [{ til: '1.1.2020', grunn: 'Ny skolekrets' }, 422, 'Siste dag kan ikke være før'],
      [{ til: '23.11.2026', grunn: 'Ola 01019012345 flyttet' }, 422, ''],
    ] as const) {
      const reply = await nora.post(`/skole/samarbeid/${id}/avslutning`, form)
      expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
    }
    expect((await nora.post(`/skole/samarbeid/${id}/avslutning`, { til: '22.11.2026', grunn: 'Ny skolekrets' })).status).toBe(303)
    const over = await knut.post(`/skole/samarbeid/${id}/avslutning`, { til: '24.11.2026', grunn: 'Også vi' })
    expect([over.status, words(over.text).includes('er avsluttet')]).toEqual([409, true])
    expect((await propose(nora, { skole: school, fra: '22.11.2026' })).status).toBe(409)
    expect((await propose(nora, { skole: school })).status).toBe(303)
  })
  test('the municipality proposes for both, over a municipal border too, and each must confirm; a private kindergarten as a municipal one', async () => {
    const number = (await one<{ number: string }>("select organisation_number as number from register.organisation where name = 'Månefisken barnehage'")).number
    const made = await propose(tone, { orgnr: number, skole: school })
    expect(made.status).toBe(303)
    const id = made.location?.split('/').at(-1) ?? ''
    expect(await see(knut, `/skole/samarbeid/${id}`)).toContain('Barnehagen ligger i Ytrevik kommune og skolen i Fjordvik kommune')
    expect(await see(tone, `/skole/samarbeid/${id}`)).toContain('Venter på bekreftelse fra Månefisken barnehage, Fjordvik skole')
    expect((await tone.post(`/skole/samarbeid/${id}/bekreftelse`, {})).status).toBe(403)
    expect((await knut.post(`/skole/samarbeid/${id}/avslutning`, { grunn: 'Barna herfra går på en annen skole.' })).status).toBe(303)
    expect(await see(knut, `/skole/samarbeid/${id}`)).toContain('Avslått')
  })
  test.each<[string, () => Browser, Form, number, string]>([
    ['no school', () => nora, { skole: '' }, 422, 'Velg en skole fra lista.'],
    ['no kindergarten', () => knut, {}, 422, 'Vi finner ikke barnehagen.'],
    ['a number nobody has', () => knut, { orgnr: '999999999' }, 422, 'Vi finner ikke barnehagen.'],
    ['a day that is none', () => nora, { fra: '31.2.2027' }, 422, 'Skriv en dato som finnes'],
    ['a day far away', () => nora, { fra: '1.1.2035', skole: '' }, 422, 'Velg en skole'],
  ])('refused in words: %s', async (_, who, more, status, sentence) => {
    const reply = await propose(who(), more)
    expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
  })
  test('a school that is closed is in no list and takes no proposal', async () => {
    const lia = await world.org('Lia skole')
    await world.asOwner('update register.organisation set closed_on = $2 where id = $1', [lia, '2026-11-01'])
    expect(await see(nora, '/skole/samarbeid/nytt')).not.toContain('Lia skole')
    const reply = await propose(nora, { skole: lia })
    expect([reply.status, words(reply.text).includes('Skolen er lagt ned.')]).toEqual([409, true])
    await world.asOwner('update register.organisation set closed_on = null where id = $1', [lia])
  })
  test('team and municipality see those without a school first, municipal and private alike', async () => {
    for (const who of [tone, olav]) {
      const page = await see(who, '/skole')
      expect(page.indexOf('Lia barnehage')).toBeLessThan(page.indexOf('Solstråla barnehage'))
      expect(page.indexOf('Prinsessehaugen barnehage')).toBeLessThan(page.indexOf('Trollstua barnehage'))
      expect(page).toMatch(/Solstråla barnehage Kommunal Fjordvik skole/)
    }
  })
})

describe('the joint plan', () => {
  test('a change is in force between two when both have confirmed it; one who is slow stops nobody, and it is told in words', async () => {
    const calendar = (who: Browser) => see(who, '/arshjul?ar=2026')
    expect((await siri.post(path('/punkter'), { ...line(), versjon: await version() })).status).toBe(303)
    expect(await see(siri, path())).toMatch(/Uteskole sammen Forslag, ikke bekreftet av begge/)
    for (const who of [siri, knut]) expect(await calendar(who)).not.toContain('Uteskole sammen')
    expect(await see(knut, '/oppgaver')).toContain('Les og bekreft planen for overgangen')
    expect((await knut.post(path('/bekreftelse'), { versjon: await version() })).status).toBe(303)
    for (const who of [siri, knut]) expect(await calendar(who)).toContain('Uteskole sammen')
    expect(await calendar(hanne)).not.toContain('Uteskole sammen')
    expect(await see(knut, path())).toMatch(/Trollstua barnehage Versjon \d+ gjelder. Versjon \d+ er ikke bekreftet av begge/)
    expect((await hanne.post(path('/bekreftelse'), { versjon: await version() })).status).toBe(303)
    expect(await calendar(hanne)).toContain('Uteskole sammen')
    expect(await see(hanne, path())).toContain('Bekreftet av alle')
  })
  test('the same entry, with the same identity, is in the subscriptions of both sectors', async () => {
    const uids = async (who: Browser) => {
      await who.post('/arshjul/abonnement', {})
      const address = /\/kalender\/[\w-]+\.ics/.exec((await who.get('/arshjul/abonnement')).text)?.[0] ?? expect.fail('no address')
      return [...(await who.get(address)).text.replaceAll(/\r\n /g, '').matchAll(/UID:(joint[^\r\n]+)/g)].map(([, uid]) => uid).toSorted()
    }
    const [a, b] = [await uids(siri), await uids(knut)]
    expect(a.length).toBeGreaterThan(4)
    expect(a).toEqual(b)
  })
  test('what was proposed taken out is in force until the other has confirmed', async () => {
    const id = await lineNamed('Uteskole sammen')
    expect((await knut.post(path(`/punkter/${id}/fjern`), { versjon: await version() })).status).toBe(303)
    expect(await see(siri, path())).toContain('Foreslått tatt ut, ikke bekreftet av begge')
    expect(await see(siri, '/arshjul?ar=2026')).toContain('Uteskole sammen')
    await siri.post(path('/bekreftelse'), { versjon: await version() })
    expect(await see(siri, '/arshjul?ar=2026')).not.toContain('Uteskole sammen')
    expect((await hanne.post(path('/bekreftelse'), { versjon: await version() })).status).toBe(303)
  })
  test('a version that changed meanwhile is not confirmed or written over', async () => {
    const before = await version()
    await knut.post(path('/punkter'), { ...line({ hva: 'Felles turdag', nar: 'juni' }), versjon: before })
    const late = await siri.post(path('/bekreftelse'), { versjon: before })
    expect([late.status, words(late.text).includes('Noen andre har endret dette')]).toEqual([409, true])
    const over = await siri.post(path('/punkter'), { ...line({ hva: 'Egen tekst som ikke går tapt' }), versjon: before })
    expect([over.status, over.text.includes('Egen tekst som ikke går tapt')]).toEqual([409, true])
    const mine = await knut.post(path('/bekreftelse'), { versjon: await version() })
    expect([mine.status, words(mine.text).includes('allerede bekreftet')]).toEqual([409, true])
  })
  test.each<[string, Form, number, string]>([
    ['nothing in it', { hva: '' }, 422, 'Skriv hva det er.'],
    ['no kind', { slag: '' }, 422, 'Velg hva det er.'],
    ['no day', { nar: '' }, 422, 'Skriv når det skal gjøres'],
    ['no day at all', { nar: 'en gang' }, 422, 'Skriv en dato eller en måned'],
    ['a day outside the school year', { nar: '1.9.2027' }, 422, 'utenfor skoleåret'],
    ['what stands already', { hva: 'felles turdag', nar: 'juni' }, 422, 'Det samme står i planen'],
    ['the number of a child', { hva: 'Besøk for 01019012345' }, 422, ''],
    ['words about one child', { hva: 'Gutten på 5 år slår de andre barna' }, 422, ''],
  ])('a line is refused in words: %s', async (_, more, status, sentence) => {
    const reply = await siri.post(path('/punkter'), { ...line(more), versjon: await version() })
    expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
  })
  test('the municipality stands behind a version; that changes nothing of what is in force', async () => {
    expect(await see(olav, path())).toContain('Still kommunen bak versjon')
    expect((await olav.post(path('/bekreftelse'), { versjon: await version() })).status).toBe(303)
    expect(await see(siri, path())).toMatch(/Fjordvik kommune Står bak versjon \d+ \(Olav Rud/)
    expect(await see(siri, path())).toContain('Forslag venter på bekreftelse')
  })
  test('a plan of a year that is over, far ahead or there is not begun', async () => {
    for (const [year, status, sentence] of [['2024', 409, 'er over'], ['2029', 409, 'i år eller neste år'], ['2026', 409, 'Det finnes en plan'], ['x', 422, 'Velg hvilket år']] as const) {
      const reply = await knut.post('/skole/planer', { skole: school, ar: year })
      expect([year, reply.status, words(reply.text).includes(sentence)]).toEqual([year, status, true])
    }
    expect((await knut.post('/skole/planer', { skole: await world.org('Lia skole'), ar: '2026' })).status).toBe(404)
    expect((await siri.post('/skole/planer', { skole: await world.org('Lia skole'), ar: '2026' })).status).toBe(404)
  })
  test('a kindergarten whose pair has ended reads, and does nothing more', async () => {
    const world2 = await openWorld()
    try {
      const [head, leader] = [await world2.as('hanne'), await world2.as('knut')]
      const [row] = await world2.asOwner<{ id: string; plan: string; v: number }>("select p.id, j.id as plan, j.version as v from coordination.school_pair p join register.organisation o on o.id = p.kindergarten_id join coordination.joint_plan j on j.school_id = p.school_id and j.year = 2026 where o.name = 'Trollstua barnehage'")
      expect((await leader.post(`/skole/samarbeid/${row?.id}/avslutning`, { til: '22.11.2026', grunn: 'Ny skolekrets' })).status).toBe(303)
      expect((await head.get(`/skole/planer/${row?.plan}`)).status).toBe(200)
      for (const [what, form] of [['/punkter', line()], ['/bekreftelse', {}], ['/moter', { tittel: 'Møte', dato: '1.12.2026', fra: '13', til: '14' }]] as const) {
        const reply = await head.post(`/skole/planer/${row?.plan}${what}`, { ...form, versjon: String(row?.v) })
        expect([what, reply.status, words(reply.text).includes('er avsluttet')]).toEqual([what, 409, true])
      }
      expect(words((await head.get('/arshjul?sprak=nb')).text)).not.toContain('Skolestarterne er på besøk')
    } finally {
      await world2.close()
    }
  })
})

describe('what was done, and what was learned', () => {
  const songs = 'Synger og leker det samme som første trinn begynner med'
  const listen = 'Læreren på første trinn er med en dag i barnehagen'
  test('each side tells for itself', async () => {
    const id = await lineNamed(songs)
    expect(await see(hanne, '/oppgaver')).toContain(`Fortell hva dere gjorde: ${songs}`)
    expect((await hanne.post(path(`/punkter/${id}/fortell`), { gikk: 'changed', fortalt: 'Vi begynner i desember.', versjon: '0' })).status).toBe(303)
    expect(await see(knut, path())).toContain('Trollstua barnehage: Gjort annerledes Vi begynner i desember.')
    expect(await see(hanne, '/oppgaver')).not.toContain(`Fortell hva dere gjorde: ${songs}`)
    const others = await knut.post(path(`/punkter/${id}/fortell`), { gikk: 'done', fortalt: '', versjon: '0' })
    expect([others.status, words(others.text).includes('det den andre siden som gjør')]).toEqual([409, true])
    const other = await siri.post(path(`/punkter/${await lineNamed(listen)}/fortell`), { gikk: 'done', fortalt: '', versjon: '0' })
    expect([other.status, words(other.text).includes('det den andre siden som gjør')]).toEqual([409, true])
  })
  test('refused in words: without a reason, before its day, over a colleague', async () => {
    const id = await lineNamed(listen)
    const tell = (form: Form, of = id) => knut.post(path(`/punkter/${of}/fortell`), { gikk: 'not', fortalt: '', versjon: '0', ...form })
    for (const [reply, status, sentence] of [
      [await tell({}), 422, 'Skriv med en setning hvorfor'], [await tell({ gikk: '' }), 422, 'Velg hvordan det gikk'],
      [await tell({ gikk: 'done' }, await lineNamed('Skolestarterne er på besøk på skolen og med på en samling')), 409, 'Dagen er ikke kommet ennå'],
      [await tell({ gikk: 'done' }, await lineNamed('Felles turdag')), 409, 'ikke bekreftet av begge sider'],
    ] as const) expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
    expect((await tell({ fortalt: 'Læreren var syk den dagen.' })).status).toBe(303)
    const late = await tell({ gikk: 'done' })
    expect([late.status, words(late.text).includes('Noen andre har endret dette')]).toEqual([409, true])
    const stays = await knut.post(path(`/punkter/${id}/fjern`), { versjon: await version() })
    expect([stays.status, words(stays.text).includes('Det blir stående.')]).toEqual([409, true])
  })
  test('the year is looked back on from May by both, and the next plan begins with what was learned; once, and never backwards', async () => {
    const early = [await knut.post(path('/tilbakeblikk'), { virket: 'a', lart: 'b', versjon: '0' }), await knut.post(path('/kopi'), {})]
    expect(early.map(({ status }) => status)).toEqual([409, 409])
    await at('2027-05-10')
    expect((await knut.post(path('/tilbakeblikk'), { virket: 'Å møtes tidlig.', lart: '', versjon: '0' })).status).toBe(422)
    expect((await knut.post(path('/tilbakeblikk'), { virket: 'Å møtes tidlig.', lart: 'Datoene må være klare i juni.', versjon: '0' })).status).toBe(303)
    expect(await see(siri, path())).toContain('Har ikke skrevet ennå: Solstråla barnehage, Trollstua barnehage')
    const copied = await siri.post(path('/kopi'), {})
    expect(copied.status).toBe(303)
    const page = await see(knut, copied.location ?? '')
    for (const sentence of ['Felles plan for overgangen 2027–2028', 'Datoene må være klare i juni.', 'I 2026–2027: Fjordvik skole: Læreren var syk den dagen.', '11. november 2027', 'Ikke i kraft ennå']) expect(page).toContain(sentence)
    for (const again of [await knut.post(path('/kopi'), {}), await knut.post(`/skole/planer/${(await one<{ id: string }>('select id from coordination.joint_plan where year = 2025')).id}/kopi`, {})]) expect([again.status, words(again.text).includes('Det finnes en plan')]).toEqual([409, true])
    await world.asOwner('delete from coordination.joint_plan where year = 2027')
    await today()
  })
})

describe('joint meetings', () => {
  const form = (more: Form = {}): Form => ({ tittel: 'Overgangsmøte', dato: '3.2.2027', fra: '13.30', til: '15.00', sted: 'Skolen', saker: 'Rutiner', ...more })
  test('called by one, in the calendar of both, moved, noted by any, and called off', async () => {
    const nokkel = crypto.randomUUID()
    const called = await siri.post(path('/moter'), form({ nokkel }))
    expect(called.status).toBe(303)
    const meeting = called.location ?? ''
    expect((await siri.post(path('/moter'), form({ nokkel }))).location).toBe(meeting)
    for (const who of [knut, hanne, siri]) expect(await see(who, '/arshjul?ar=2026')).toContain('Overgangsmøte')
    expect((await knut.post(`${meeting}/endring`, form({ dato: '4.2.2027', versjon: '0' }))).status).toBe(303)
    const late = await siri.post(`${meeting}/endring`, form({ dato: '5.2.2027', versjon: '0' }))
    expect([late.status, words(late.text).includes('Noen andre har endret dette')]).toEqual([409, true])
    expect((await siri.post(`${meeting}/notat`, { notat: 'For tidlig', versjon: '1' })).status).toBe(409)
    await at('2027-02-04')
    expect((await hanne.post(`${meeting}/notat`, { notat: 'Enige om tre felles leker.', kom: [school, await world.org('Trollstua barnehage'), await world.org('Lia barnehage')], versjon: '1' })).status).toBe(303)
    expect(await see(knut, meeting)).toMatch(/Enige om tre felles leker\. Hvem kom\? Fjordvik skole, Trollstua barnehage/)
    await at('2027-02-05')
    expect((await knut.post(`${meeting}/avlysning`, { versjon: '2' })).status).toBe(409)
    await today()
    expect((await knut.post(`${meeting}/avlysning`, { versjon: '2' })).status).toBe(303)
    expect(await see(siri, '/arshjul?ar=2026')).not.toContain('Overgangsmøte')
  })
  test.each<[string, Form, number, string]>([
    ['no name', { tittel: '' }, 422, 'Skriv hva slags møte'],
    ['a day that has been', { dato: '1.1.2026' }, 422, 'Dagen har vært.'],
    ['it ends before it begins', { til: '12' }, 422, 'må slutte etter'],
    ['the number of a child', { saker: '01019012345' }, 422, ''],
  ])('refused in words: %s', async (_, more, status, sentence) => {
    const reply = await knut.post(path('/moter'), form(more))
    expect([reply.status, words(reply.text).includes(sentence)]).toEqual([status, true])
  })
})

test('others see nothing of it: not their own ids, and not in another role', async () => {
  const pair = (await one<{ id: string }>("select p.id from coordination.school_pair p join register.organisation o on o.id = p.kindergarten_id where o.name = 'Solstråla barnehage'")).id
  const meeting = (await one<{ id: string }>('select id from coordination.joint_meeting where plan_id = $1 limit 1', [planId])).id
  const turi = nora
  for (const address of [path(), `/skole/moter/${meeting}`, `/skole/samarbeid/${pair}`, path('/punkter/nytt'), path('/tilbakeblikk')]) expect([address, (await turi.get(address)).status]).toEqual([address, 404])
  expect((await hanne.get(`/skole/samarbeid/${pair}`)).status).toBe(404)
  for (const [address, form] of [[path('/punkter'), line({ versjon: '1' })], [path('/bekreftelse'), { versjon: '1' }], [path('/kopi'), {}], [`/skole/samarbeid/${pair}/bekreftelse`, {}], [`/skole/samarbeid/${pair}/avslutning`, { grunn: 'x', til: '1.12.2026' }], [`/skole/moter/${meeting}/avlysning`, { versjon: '0' }], [path('/barnehager'), { barnehage: await world.org('Lia barnehage') }]] as const) expect([address, (await turi.post(address, form)).status]).toEqual([address, 404])
  for (const [who, role] of [['per', 'service-contact'], ['frida', 'union-representative'], ['stine', 'county-governor'], ['ulla', 'university-contact']] as const) expect((await (await world.as(who, role)).get('/skole')).status).toBe(403)
  const peder = await world.as('peder')
  expect([(await peder.get(path())).status, (await peder.get(path('/punkter/nytt'))).status]).toEqual([200, 403])
  expect(await see(peder, path())).not.toContain('Foreslå et punkt')
})

test('plans go five years after their year, and those who worked together after they ended', async () => {
  await at('2031-07-31')
  expect(await forgetPlans(world.deps)).toBe(0)
  await at('2031-08-01')
  expect(await forgetPlans(world.deps)).toBeGreaterThan(0)
  expect((await world.asOwner('select 1 from coordination.joint_plan where year = 2025')).length).toBe(0)
  expect((await world.asOwner('select 1 from coordination.joint_plan where year = 2026')).length).toBe(1)
  await today()
})
