import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { forgetDiscussions } from './actions.ts'
import { forgetInvitations, sendInvitations } from './invitations/actions.ts'

// Consultation meetings over HTTP on the real database: from calling one to minutes that stand, and what came of what was agreed.

let world: World
let tone: Browser
let ragnhild: Browser
let olav: Browser
let siri: Browser
let eva: Browser
beforeAll(async () => {
  world = await openWorld()
  ;[tone, ragnhild, olav, siri, eva] = await Promise.all([world.as('tone'), world.as('ragnhild'), world.as('olav', 'authority'), world.as('siri'), world.as('eva')])
})
afterAll(() => world.close())

const before = new Date('2026-11-23T09:00:00Z')
const during = new Date('2026-11-23T09:01:00Z')
const at = async (when: Date, work: () => Promise<unknown>) => {
  world.clock.set(when)
  try {
    await work()
  } finally {
    world.clock.set(before)
  }
}
const see = async (who: Browser, path: string) => words((await who.get(`${path}${path.includes('?') ? '&' : '?'}sprak=nb`)).text)
const one = async (text: string, values: unknown[] = []) => (await world.asOwner<{ id: string }>(text, values))[0]?.id ?? expect.fail(`nothing: ${text}`)
const planned = { tittel: 'Drøfting om støtte', formal: 'Bli enige om hva vi gjør først.', dato: '23.11.2026', fra: '13.00', til: '15.00', sted: 'Rådhuset', lenke: '' }
const call = async (more: Form = {}, who = tone) => who.post('/droftinger', { nokkel: crypto.randomUUID(), kommune: await world.org('Fjordvik kommune'), ...planned, ...more })
const point = { tittel: 'Felles kursdager', hvorfor: 'Flere har spurt.', type: 'discussion', minutter: '30', innleder: 'Teamet' }
/** A meeting with heads, owners and the union invited and one point, sent out when asked. */
async function meeting(title: string, send = true): Promise<{ readonly path: string; readonly id: string; readonly point: string }> {
  const path = (await call({ tittel: title })).location ?? expect.fail('no meeting')
  for (const gruppe of ['heads', 'owners', 'unions']) expect((await tone.post(`${path}/inviterte`, { gruppe })).status).toBe(303)
  expect((await ragnhild.post(`${path}/saker`, point)).status).toBe(303)
  if (send) expect((await tone.post(`${path}/invitasjon`)).status).toBe(303)
  const id = path.split('/')[2] ?? ''
  return { path, id, point: await one('select id from strategy.discussion_point where discussion_id = $1', [id]) }
}
const personId = (name: string) => one('select id from identity.person where name = $1', [name])
const refused = (reply: { readonly status: number; readonly text: string }, sentence: string) => [reply.status, words(reply.text).includes(sentence)]
/** Pages that do not say `sprak=nb` are in the language of whoever asks: these people use bokmål. */

test('from a call to minutes: proposed points, an invitation, what was said, an agreement that is a task, and approval', async () => {
  const { path, id, point: first } = await meeting('Hele veien')
  expect(await see(siri, path)).toContain('Felles kursdager')
  expect(await see(siri, path)).not.toContain('Velg hvem som inviteres')
  expect((await (await world.as('per')).get(path)).status, 'not invited').toBe(404)
  await at(during, async () => {
    const sirisId = await personId('Siri Solheim')
    expect((await ragnhild.post(`${path}/oppmote`, { sak: '1', vist: [sirisId], der: [sirisId] })).status).toBe(303)
    expect((await ragnhild.post(`${path}/saker/${first}/sagt`, { nokkel: crypto.randomUUID(), sagt: 'Vi trenger vikarer.', av: sirisId })).status).toBe(303)
    expect((await ragnhild.post(`${path}/saker/${first}/avtalt`, { nokkel: crypto.randomUUID(), avtalt: 'Prøve felles kursdag i mars', hvem: `person:${sirisId}`, frist: '1.3.2027' })).status).toBe(303)
    expect(await see(siri, '/oppgaver')).toContain('Følg opp avtalen «Prøve felles kursdag i mars»')
    expect(await see(siri, `${path}/referat`), 'what was said is read when it is sent').not.toContain('Vi trenger vikarer')
    expect((await siri.get(`${path}/mote`)).status).toBe(403)
    expect((await ragnhild.post(`${path}/referat`, { trinn: 'send', hvorfor: '' })).status).toBe(303)
    expect(await see(siri, `${path}/referat`)).toContain('Siri Solheim, Solstråla barnehage: Vi trenger vikarer.')
    expect((await eva.post(`${path}/referat/innvending`, { innvending: 'Jeg sa april.' })).status).toBe(303)
    expect(refused(await ragnhild.post(`${path}/referat`, { trinn: 'approve', hvorfor: '' }), 'Lederen av teamet eller kommunen sender, avlyser og godkjenner.')).toEqual([409, true])
    expect((await olav.post(`${path}/referat`, { trinn: 'approve', hvorfor: '' })).status).toBe(303)
    expect(refused(await olav.post(`${path}/referat`, { trinn: 'approve', hvorfor: '' }), 'Referatet er allerede godkjent.'), 'approved twice').toEqual([409, true])
    const page = await see(siri, `${path}/referat`)
    expect([page.includes('Versjon 1, godkjent'), page.includes('Jeg sa april.')]).toEqual([true, true])
    expect(refused(await ragnhild.post(`${path}/saker/${first}/sagt`, { nokkel: crypto.randomUUID(), sagt: 'Mer' }), 'Referatet er sendt.')).toEqual([409, true])
    await expect(world.asOwner("update strategy.discussion_minutes set content = '{}' where discussion_id = $1", [id])).rejects.toThrow('minutes that are approved stand')
  })
})

test('the minutes are a tagged PDF in the municipality’s language, the same bytes each time', async () => {
  const id = await one("select id from strategy.discussion where title = 'Drøfting om kompetanseplanen'")
  const [pdf, again] = [await siri.get(`/droftinger/${id}/referat/1/referat.pdf`), await tone.get(`/droftinger/${id}/referat/1/referat.pdf`)]
  expect([pdf.status, pdf.headers['content-type']]).toEqual([200, 'application/pdf'])
  for (const part of ['/StructTreeRoot', '/Marked true', '/Lang (nb-NO)', '<pdfuaid:part>1<', '/S /Table']) expect([part, pdf.text.includes(part) || pdf.text.replaceAll('/S/', '/S /').includes(part)]).toEqual([part, true])
  expect(again.text).toBe(pdf.text)
  expect((await (await world.as('per')).get(`/droftinger/${id}/referat/1/referat.pdf`)).status).toBe(404)
})

test('corrections become a new version, and the approved one stands until it is approved', async () => {
  const { path, point: first } = await meeting('Rettes')
  await at(during, async () => {
    await tone.post(`${path}/saker/${first}/sagt`, { nokkel: crypto.randomUUID(), sagt: 'Først.' })
    for (const trinn of ['send', 'approve']) expect((await tone.post(`${path}/referat`, { trinn, hvorfor: '' })).status).toBe(303)
    expect(refused(await tone.post(`${path}/referat`, { trinn: 'correct', hvorfor: '' }), 'Skriv hva som rettes')).toEqual([422, true])
    expect((await tone.post(`${path}/referat`, { trinn: 'correct', hvorfor: 'Feil navn' })).status).toBe(303)
    await tone.post(`${path}/saker/${first}/sagt`, { nokkel: crypto.randomUUID(), sagt: 'Rettet.' })
    expect(await see(siri, `${path}/referat`)).not.toContain('Rettet.')
    for (const trinn of ['send', 'approve']) expect((await tone.post(`${path}/referat`, { trinn, hvorfor: '' })).status).toBe(303)
    const page = await see(siri, `${path}/referat`)
    expect(['Versjon 2, godkjent', 'Rettet: Feil navn', 'Rettet.', 'Versjon 1, godkjent'].map((words_) => page.includes(words_))).toEqual([true, true, true, true])
  })
})

test('what is agreed while minutes that stand are corrected is read by those invited when the new version is sent', async () => {
  const { path, id, point: first } = await meeting('Avtales i rettelsen')
  await at(during, async () => {
    const agree = async (avtalt: string) => {
      expect((await tone.post(`${path}/saker/${first}/avtalt`, { nokkel: crypto.randomUUID(), avtalt, hvem: `org:${await world.org('Fjordvik kommune')}:authority`, frist: '1.3.2027' })).status).toBe(303)
      return `/droftinger/avtaler/${await one('select id from strategy.discussion_agreement where discussion_id = $1 and body = $2', [id, avtalt])}`
    }
    const step = async (trinn: string, hvorfor = '') => expect([trinn, (await tone.post(`${path}/referat`, { trinn, hvorfor })).status]).toEqual([trinn, 303])
    const read = async (...pages: readonly string[]) => Promise.all(pages.map(async (page) => (await siri.get(page)).status))
    const old = await agree('Første avtale')
    expect(await read(old), 'not before the minutes are sent').toEqual([404])
    await step('send')
    expect(await read(old)).toEqual([200])
    await step('correct', 'Feil dag')
    expect(await read(old), 'withdrawn with the minutes').toEqual([404])
    await step('send')
    await step('approve')
    await step('correct', 'Noe manglet')
    const added = await agree('Avtalt i rettelsen')
    expect(await read(old, added)).toEqual([200, 404])
    expect(await see(siri, path)).not.toContain('Avtalt i rettelsen')
    await step('send')
    expect(await read(old, added)).toEqual([200, 200])
    await step('correct', 'Enda en feil')
    expect(await read(old, added), 'what stands in approved minutes is not taken back').toEqual([200, 404])
  })
})

describe('whom a meeting reaches', () => {
  test('a whole group in one press, municipal and private alike; pressed again nobody is new', async () => {
    const path = (await call({ tittel: 'Hvem' })).location ?? ''
    await tone.post(`${path}/inviterte`, { gruppe: 'heads' })
    const page = await see(tone, `${path}/inviterte`)
    for (const name of ['Solstråla barnehage', 'Trollstua barnehage', 'Kvitveis familiebarnehage']) expect(page).toContain(name)
    expect(page).not.toContain('Månefisken')
    expect(refused(await tone.post(`${path}/inviterte`, { gruppe: 'heads' }), 'Alle disse er på lista allerede.')).toEqual([409, true])
    expect((await tone.post(`${path}/inviterte`, { hvem: `services:${await world.org('PPT Fjordvik')}` })).status).toBe(303)
    for (const asked of [/Styrere \(\d+\) ?: /, /Støttetjenester \(1\) ?: PPT Fjordvik/]) expect(await see(tone, path)).toMatch(asked)
    expect(refused(await tone.post(`${path}/inviterte`, { hvem: `heads:${await world.org('Månefisken barnehage')}` }), 'Alle disse er på lista'), 'another municipality’s').toEqual([409, true])
  })

  test('before the invitation is sent nobody invited sees it; sent, it comes into their calendars, moved it is moved, called off it is taken out', async () => {
    await world.asOwner("update strategy.discussion set sent_at = null where title in ('Drøfting om overgangen til skolen', 'Hele veien', 'Rettes', 'Avtales i rettelsen')")
    const { path, id } = await meeting('Kalender', false)
    expect((await siri.get(path)).status).toBe(404)
    expect(await sendInvitations(world.deps)).toBe(0)
    expect((await tone.post(`${path}/invitasjon`)).status).toBe(303)
    const letters = async (method: string) => (await world.asOwner<{ name: string }>("select p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.kind like 'meeting-calendar%' and n.subject_id = $1 and n.calendar->>'method' = $2 order by p.name", [id, method])).map(({ name }) => name)
    const first = await sendInvitations(world.deps)
    const names = await letters('request')
    expect([names.length === first, ['Siri Solheim', 'Eva Brekke', 'Frida Aas', 'Ragnhild Dal', 'Olav Rud'].every((name) => names.includes(name)), names.includes('Per Strand')]).toEqual([true, true, false])
    expect(await sendInvitations(world.deps), 'once').toBe(0)
    await tone.post(`${path}/endring`, { ...planned, tittel: 'Kalender', til: '16.00', sett: '2' })
    expect(await sendInvitations(world.deps)).toBe(first)
    const siris = await personId('Siri Solheim')
    await tone.post(`${path}/inviterte/folk`, { person: siris })
    expect([await sendInvitations(world.deps), await letters('cancel')]).toEqual([1, ['Siri Solheim']])
    expect((await siri.get(path)).status).toBe(404)
    await tone.post(`${path}/avlysning`)
    expect(await sendInvitations(world.deps)).toBe(first - 1)
    await at(new Date('2027-04-01T02:00:00Z'), async () => expect(await forgetInvitations(world.deps)).toBe(first))
  })

  test('one who was taken off by mistake is put back, and reads again', async () => {
    const { path } = await meeting('Satt på igjen')
    const siris = await personId('Siri Solheim')
    expect((await tone.post(`${path}/inviterte/folk/tilbake`, { person: siris })).status, 'who is on the list').toBe(404)
    await tone.post(`${path}/inviterte/folk`, { person: siris })
    expect([(await siri.get(path)).status, (await tone.get(`${path}/inviterte`)).text.includes('/inviterte/folk/tilbake')]).toEqual([404, true])
    expect((await ragnhild.post(`${path}/inviterte/folk/tilbake`, { person: siris })).status).toBe(303)
    expect((await siri.get(path)).status).toBe(200)
  })

  test('it stands in the year calendar of those who are invited, and of nobody else', async () => {
    const { path } = await meeting('I årshjulet', false)
    const inYear = async (...who: readonly Browser[]) => Promise.all(who.map(async (browser) => (await see(browser, '/arshjul?ar=2026')).includes('I årshjulet')))
    const [per, knut, stine, peder] = await Promise.all([world.as('per', 'service-contact'), world.as('knut'), world.as('stine'), world.as('peder', 'pedagogical-leader')])
    expect(await inYear(tone, siri), 'not before the invitation is sent').toEqual([false, false])
    await tone.post(`${path}/inviterte`, { gruppe: 'schools' })
    expect((await tone.post(`${path}/invitasjon`)).status).toBe(303)
    expect(await inYear(tone, ragnhild, olav, siri, eva, knut)).toEqual([true, true, true, true, true, true])
    expect(await inYear(per, stine, peder)).toEqual([false, false, false])
    await tone.post(`${path}/inviterte/folk`, { person: await personId('Siri Solheim') })
    expect(await inYear(siri, eva)).toEqual([false, true])
    await tone.post(`${path}/avlysning`)
    expect(await inYear(tone, eva)).toEqual([false, false])
  })

  test('one taken off in mid-meeting sees no more; what was said stays with the name, and whoever writes is told', async () => {
    const { path, point: first } = await meeting('Tatt av')
    const [siris, hannes] = [await personId('Siri Solheim'), await personId('Hanne Moen')]
    await at(during, async () => {
      await tone.post(`${path}/oppmote`, { sak: '1', vist: [siris, hannes], der: [siris, hannes] })
      await tone.post(`${path}/saker/${first}/sagt`, { nokkel: crypto.randomUUID(), sagt: 'Jeg er uenig.', av: hannes })
      await tone.post(`${path}/inviterte/folk`, { person: hannes })
      expect((await (await world.as('hanne')).get(path)).status).toBe(404)
      const page = await see(tone, `${path}/mote`)
      for (const sentence of ['Hanne Moen, Trollstua barnehage', 'Jeg er uenig.', 'ser ikke mer av møtet. Det som er sagt, står med navnet som det var.']) expect(page).toContain(sentence)
      const late = await tone.post(`${path}/saker/${first}/sagt`, { nokkel: crypto.randomUUID(), sagt: 'Enda mer', av: hannes })
      expect([...refused(late, 'ikke lenger med på lista'), words(late.text).includes('Enda mer')]).toEqual([409, true, true])
      expect(refused(await tone.post(`${path}/saker/${first}/avtalt`, { nokkel: crypto.randomUUID(), avtalt: 'x', hvem: `person:${hannes}`, frist: '1.3.2027' }), 'ikke lenger med på lista')).toEqual([422, true])
      await world.asOwner("update identity.membership set cancelled_at = now() where person_id = $1", [siris])
      expect(await see(tone, `${path}/mote`)).toContain('Siri Solheim')
      const marked = await tone.post(`${path}/oppmote`, { sak: '1', vist: [siris], der: [siris] })
      expect([marked.status, String(marked.headers['set-cookie']).includes('someone-gone')]).toEqual([303, true])
      await world.asOwner('update identity.membership set cancelled_at = null where person_id = $1', [siris])
    })
  })
})

describe('the agenda', () => {
  test('proposes what was agreed and is late first, a goal that is behind, and takes each over once', async () => {
    const path = (await call({ tittel: 'Forslag' })).location ?? ''
    const page = await see(ragnhild, `${path}/saker/forslag`)
    expect(page).toMatch(/Avtalt før, ikke gjort.*felles vikarliste.*Fristen er gått ut\./)
    const agreement = await one("select id from strategy.discussion_agreement where body like 'Kommunen lager en felles vikarliste%'")
    expect((await ragnhild.post(`${path}/saker/forslag`, { slag: 'agreement', hva: agreement })).status).toBe(303)
    expect(refused(await ragnhild.post(`${path}/saker/forslag`, { slag: 'agreement', hva: agreement }), 'Dette forslaget står allerede på sakslista.')).toEqual([409, true])
    expect(refused(await tone.post(`${path}/saker/forslag`, { slag: 'goal', hva: crypto.randomUUID() }), 'Forslaget gjelder ikke lenger.')).toEqual([409, true])
    for (const gruppe of ['heads', 'schools']) expect((await tone.post(`${path}/inviterte`, { gruppe })).status).toBe(303)
    expect((await tone.post(`${path}/invitasjon`)).status).toBe(303)
    const knut = await world.as('knut')
    expect((await knut.get(`/droftinger/avtaler/${agreement}`)).status, 'not invited where it was agreed').toBe(404)
    expect([(await siri.get(path)).text.includes(agreement), (await knut.get(path)).text.includes(agreement)], 'the way to what was agreed is for those who may open it').toEqual([true, false])
    const taken = await one("select id from strategy.discussion_point where source_kind = 'agreement' and source_id = $1 and discussion_id = $2", [agreement, path.split('/')[2]])
    expect((await ragnhild.post(`${path}/saker/${taken}`, { ...point, tittel: 'Vikarlisten', sett: '1' })).status).toBe(303)
    expect(await see(ragnhild, path)).toContain('1. Vikarlisten')
  })

  test('a goal whose working goal is under way is not behind', async () => {
    const path = (await call({ tittel: 'Delmål' })).location ?? ''
    // Half of the plan has gone, and a measure stands under one of its working goals.
    await world.asOwner("update measures.measure set begun_on = starts_on where begun_on is null and id in (select l.measure_id from strategy.goal_line l join strategy.goal g on g.plan_id = l.plan_id and g.id = l.goal_id where g.title = 'Hele personalet øver sammen')")
    world.clock.set(new Date('2027-07-01T09:00:00Z'))
    try {
      const page = await see(await world.as('tone'), `${path}/saker/forslag`)
      expect(page).toContain('Målet «De små barnehagene når fram» ligger etter')
      expect(page).not.toContain('Målet «Voksne som er tett på i lek og samtale» ligger etter')
    } finally {
      world.clock.set(before)
    }
  })

  test('counts of kindergartens are five or more, and never which', async () => {
    const path = (await call({ tittel: 'Tall' })).location ?? ''
    const team = await world.org('Kompetanseteam barnehage Fjordvik')
    const put = async (count: number) => {
      await world.asOwner('delete from insight.unseen_run where team_org_id = $1', [team])
      const run = await one("insert into insight.unseen_run (team_org_id, made_on, made_at, settings, looked_at) values ($1, '2026-11-23', now(), '{}', 16) returning id", [team])
      await world.asOwner("insert into insight.unseen_line (run_id, kindergarten_id, team_org_id, reasons, reason_count) select $1, p.kindergarten_id, $2, '[]', 1 from register.kindergarten_profile p where p.municipality_id = $3 and p.closed_on is null limit $4", [run, team, await world.org('Fjordvik kommune'), count])
    }
    await put(4)
    expect(await see(tone, `${path}/saker/forslag`)).not.toContain('Barnehager med lite kontakt')
    await put(8)
    expect(await see(tone, `${path}/saker/forslag`), 'three of eleven are left: they could be told by what is not there').not.toContain('Barnehager med lite kontakt')
    await put(5)
    const page = await see(tone, `${path}/saker/forslag`)
    expect(page).toContain('5 barnehager står på lista over barnehager med lite kontakt')
    expect(page.slice(page.indexOf('Barnehager med lite kontakt'))).not.toMatch(/Solstråla|Bølgen|Draken|Lia barnehage/)
  })

  test('points are moved up and down, and one that something was said about stays', async () => {
    const { path, point: first } = await meeting('Rekkefølge')
    await tone.post(`${path}/saker`, { ...point, tittel: 'Den andre' })
    expect((await tone.post(`${path}/saker/${first}/flytt`, { vei: 'down' })).status).toBe(303)
    expect(await see(siri, path)).toMatch(/1\. Den andre.*2\. Felles kursdager/)
    expect(refused(await tone.post(`${path}/saker`, point), 'Den samme saken står på sakslista allerede.')).toEqual([409, true])
    await at(during, async () => {
      await tone.post(`${path}/saker/${first}/sagt`, { nokkel: crypto.randomUUID(), sagt: 'Noe.' })
      expect(refused(await tone.post(`${path}/saker/${first}/fjern`), 'Noe er sagt eller avtalt i saken')).toEqual([409, true])
    })
  })
})

describe('two who write at once', () => {
  test('add each their own, and nothing is lost', async () => {
    const { path, point: first } = await meeting('Samtidig')
    await at(during, async () => {
      const write = (who: Browser, sagt: string) => who.post(`${path}/saker/${first}/sagt`, { nokkel: crypto.randomUUID(), sagt })
      expect((await Promise.all([write(tone, 'Lederens ord.'), write(ragnhild, 'Rådgiverens ord.')])).map(({ status }) => status)).toEqual([303, 303])
      const page = await see(tone, `${path}/mote`)
      expect([page.includes('Lederens ord.'), page.includes('Rådgiverens ord.')]).toEqual([true, true])
    })
  })

  test('correct the same: the second sees both texts and saves on', async () => {
    const { path, id, point: first } = await meeting('Samtidig retting')
    await at(during, async () => {
      await tone.post(`${path}/saker/${first}/sagt`, { nokkel: crypto.randomUUID(), sagt: 'Først.' })
      const said = await one('select id from strategy.discussion_said where discussion_id = $1', [id])
      expect((await tone.post(`${path}/sagt/${said}`, { sagt: 'Lederens retting.', sett: '1' })).status).toBe(303)
      const second = await ragnhild.post(`${path}/sagt/${said}`, { sagt: 'Rådgiverens retting.', sett: '1' })
      expect([second.status, words(second.text).includes('Lederens retting.'), second.text.includes('Rådgiverens retting.</textarea>')]).toEqual([409, true, true])
      expect((await ragnhild.post(`${path}/sagt/${said}`, { sagt: 'Begges.', sett: '2' })).status).toBe(303)
    })
  })

  test('change the meeting or a point: the second is told and keeps what was typed', async () => {
    const { path, point: first } = await meeting('Endres')
    expect((await tone.post(`${path}/saker/${first}`, { ...point, tittel: 'Ny', sett: '1' })).status).toBe(303)
    expect(refused(await ragnhild.post(`${path}/saker/${first}`, { ...point, tittel: 'Annen', sett: '1' }), 'Noen andre har endret dette imens.')).toEqual([409, true])
    expect(refused(await ragnhild.post(`${path}/endring`, { ...planned, tittel: 'Endres', sett: '1' }), 'Noen andre har endret dette imens.')).toEqual([409, true])
  })
})

describe('what was agreed', () => {
  test('is told of by whoever follows up, tied to what came of it, and taken up again', async () => {
    const { path, point: first } = await meeting('Avtales')
    await at(during, async () => {
      const made = await tone.post(`${path}/saker/${first}/avtalt`, { nokkel: crypto.randomUUID(), avtalt: 'Kjeden prøver to dager', hvem: `org:${await world.org('Eventyrkjeden')}:owner`, frist: '1.2.2027' })
      expect(made.status).toBe(303)
      const own = `/droftinger/avtaler/${await one("select id from strategy.discussion_agreement where body = 'Kjeden prøver to dager'")}`
      expect(await see(eva, '/oppgaver')).toContain('Kjeden prøver to dager')
      expect([(await eva.get(own)).status, (await siri.get(own)).status], 'others read it in the minutes').toEqual([200, 404])
      expect((await siri.post(own, { status: 'done', utfall: 'x', sett: '1' })).status).toBe(404)
      expect(refused(await eva.post(own, { status: 'done', utfall: '', sett: '1' }), 'Skriv hva det ble.')).toEqual([422, true])
      expect((await eva.post(own, { status: 'done', utfall: 'Prøvd i to barnehager.', sett: '1' })).status).toBe(303)
      expect(refused(await eva.post(own, { status: 'done', utfall: 'Igjen', sett: '2' }), 'allerede fortalt')).toEqual([409, true])
      expect(refused(await tone.post(own, { status: 'open', utfall: '', sett: '1' }), 'Noen andre har endret dette imens.')).toEqual([409, true])
      const measure = await one("select id from measures.measure where lead_id = (select id from register.organisation where form = 'competence-team' limit 1) order by id limit 1")
      expect((await tone.post(`${own}/kobling`, { knytt: `measure:${measure}` })).status).toBe(303)
      expect(refused(await tone.post(`${own}/kobling`, { knytt: `measure:${measure}` }), 'allerede knyttet til dette')).toEqual([409, true])
      expect((await eva.post(`${own}/kobling`, { knytt: `measure:${measure}` })).status, 'not hers').toBe(404)
      const page = await see(eva, own)
      for (const sentence of ['Felles kursdager', 'Avtales', 'Tiltak:', 'Prøvd i to barnehager.']) expect(page).toContain(sentence)
      expect(await see(eva, '/oppgaver')).not.toContain('Kjeden prøver to dager')
    })
  })

  test.each<[string, Form, number, string]>([
    ['without anybody who follows up', { hvem: '' }, 422, 'Velg hvem som følger opp.'],
    ['with a day that has been', { frist: '1.1.2026' }, 422, 'Fristen har vært.'],
    ['without a day', { frist: '' }, 422, 'Skriv fristen'],
    ['with no words', { avtalt: '' }, 422, 'Skriv hva dere ble enige om.'],
    ['with words about a child', { avtalt: 'Jenta på tre år i Bikuba skal utredes for autisme.' }, 422, 'Kan noe av dette peke på ett barn?'],
  ])('is refused in words %s', async (name, more, status, sentence) => {
    const { path, point: first } = await meeting(`Nektes ${name}`)
    await at(during, async () => expect(refused(await tone.post(`${path}/saker/${first}/avtalt`, { nokkel: crypto.randomUUID(), avtalt: 'Noe', hvem: `org:${await world.org('Fjordvik kommune')}:authority`, frist: '1.3.2027', ...more }), sentence)).toEqual([status, true]))
  })
})

describe('is refused in words', () => {
  // So many invitations a minute for one who has signed in: a new session begins to count anew.
  beforeAll(async () => {
    tone = await world.as('tone')
  })
  test.each<[string, Form, number, string]>([
    ['a time that has been', { dato: '20.1.2026' }, 409, 'Tidspunktet har vært.'],
    ['no purpose', { formal: '' }, 422, 'Skriv i én setning hva møtet skal føre til.'],
    ['an end before the beginning', { til: '12.00' }, 422, 'Møtet må slutte etter at det begynner.'],
    ['more than twelve hours', { dato: '24.11.2026', fra: '08.00', til: '21.00' }, 409, 'Møtet kan ikke vare mer enn tolv timer.'],
    ['nowhere', { sted: '' }, 422, 'Skriv et sted eller en lenke til møtet.'],
    ['an address that runs something', { lenke: 'javascript:alert(1)' }, 422, 'Skriv hele adressen'],
    ['a municipality that is another’s', { kommune: '00000000-0000-4000-8000-000000000000' }, 422, 'Velg kommunen møtet gjelder.'],
    ['words about a child', { formal: 'Gutten på fire år har adhd.' }, 422, 'Kan noe av dette peke på ett barn?'],
  ])('a meeting with %s', async (_, more, status, sentence) => {
    expect(refused(await call({ tittel: 'Nektes', ...more }), sentence)).toEqual([status, true])
  })

  test('the same meeting twice; a double press makes one', async () => {
    const nokkel = crypto.randomUUID()
    const [first, again] = [await call({ tittel: 'To ganger', nokkel }), await call({ tittel: 'To ganger', nokkel })]
    expect([first.status, again.location]).toEqual([303, first.location])
    expect(refused(await call({ tittel: 'to ganger' }), 'Dette møtet er der allerede')).toEqual([409, true])
    const other = await call({ tittel: 'En annen gang', nokkel })
    expect([other.status, other.location === first.location], 'the way back, and other words: nothing is lost').toEqual([303, false])
    expect(await world.asOwner("select 1 from strategy.discussion where lower(title) = 'to ganger'")).toHaveLength(1)
  })

  test('one organisation to invite, when none is chosen: the field says it, and is not folded away', async () => {
    const path = (await call({ tittel: 'Ingen valgt' })).location ?? ''
    const { status, text } = await tone.post(`${path}/inviterte`, { hvem: '' })
    expect([status, text.includes('href="#f-hvem"'), /<details[^>]* open[^>]*>(?:(?!<\/details>)[\s\S])*id="f-hvem-error"/.test(text)]).toEqual([422, true, true])
  })

  test('an invitation to nobody, one that is sent again, and one that an adviser sends', async () => {
    const path = (await call({ tittel: 'Ingen' })).location ?? ''
    expect(refused(await tone.post(`${path}/invitasjon`), 'Ingen er invitert.')).toEqual([409, true])
    await tone.post(`${path}/inviterte`, { gruppe: 'unions' })
    expect(refused(await ragnhild.post(`${path}/invitasjon`), 'Lederen av teamet eller kommunen')).toEqual([409, true])
    expect((await tone.post(`${path}/invitasjon`)).status).toBe(303)
    expect(refused(await tone.post(`${path}/invitasjon`), 'Invitasjonen er allerede sendt.')).toEqual([409, true])
  })

  test('what belongs to a meeting that has been or has not begun, and minutes without words', async () => {
    const { path, point: first } = await meeting('Tiden')
    expect(refused(await tone.post(`${path}/referat`, { trinn: 'send', hvorfor: '' }), 'Ingenting er skrevet fra møtet.')).toEqual([409, true])
    await tone.post(`${path}/endring`, { ...planned, tittel: 'Tiden', dato: '24.11.2026', sett: '2' })
    expect(refused(await tone.post(`${path}/saker/${first}/sagt`, { sagt: 'For tidlig' }), 'fra den dagen møtet er')).toEqual([409, true])
    expect(await see(tone, (await tone.get(`${path}/mote`)).location ?? ''), 'leads back to the meeting').toContain('Felles kursdager')
    await at(new Date('2026-11-25T09:00:00Z'), async () => {
      const later = await world.as('tone')
      expect(refused(await later.post(`${path}/endring`, { ...planned, tittel: 'Tiden', sett: '3' }), 'Møtet har vært')).toEqual([409, true])
      expect(refused(await later.post(`${path}/avlysning`), 'Møtet har vært')).toEqual([409, true])
    })
  })

  test('papers that are not what they say, and links that are none', async () => {
    const path = (await call({ tittel: 'Papirer' })).location ?? ''
    expect(refused(await tone.post(`${path}/papirer/lenke`, { navn: 'Planen', adresse: 'javascript:alert(1)' }), 'Skriv hele adressen')).toEqual([422, true])
    expect((await tone.post(`${path}/papirer/lenke`, { navn: 'Planen', adresse: 'https://fjordvik.example/plan' })).status).toBe(303)
    expect(await see(tone, path)).toContain('Planen')
  })
})

test('other municipalities’ people and roles that have nothing with it see nothing', async () => {
  const id = await one("select id from strategy.discussion where title = 'Drøfting om kompetanseplanen'")
  for (const [person, role, status] of [['peder', 'pedagogical-leader', 403], ['stine', 'county-governor', 403], ['dag', 'operator', 403], ['per', 'service-contact', 404], ['ulla', 'university-contact', 404]] as const) expect([person, (await (await world.as(person, role)).get(`/droftinger/${id}`)).status]).toEqual([person, status])
  for (const path of ['', '/referat', '/inviterte', '/saker/forslag', '/mote', '/endring']) expect([path, (await tone.get(`/droftinger/00000000-0000-4000-8000-000000000000${path}`)).status]).toEqual([path, 404])
})

test('two years after a meeting raw notes and marks go; minutes and what was agreed stay; one without minutes goes whole', async () => {
  await at(new Date('2029-06-01T02:00:00Z'), async () => {
    await forgetDiscussions(world.deps)
    const left = async (table: string) => (await world.asOwner(`select 1 from strategy.${table}`)).length
    expect([await left('discussion_said'), await left('discussion_person')]).toEqual([0, 0])
    expect([await left('discussion_minutes') > 0, await left('discussion_agreement') > 0]).toEqual([true, true])
    expect(await world.asOwner("select 1 from strategy.discussion where title = 'Papirer'")).toEqual([])
  })
})
