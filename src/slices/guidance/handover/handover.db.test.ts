import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { actAs } from '../../../platform/db.ts'
import { caseIn } from '../evaluation/cases.fixtures.ts'

let world: World
let tone: Browser
let siri: Browser
let per: Browser
let ppt: string
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  siri = await world.as('siri')
  per = await world.as('per')
  ppt = await world.org('PPT Fjordvik')
})
afterAll(() => world.close())

const summary = 'Personalet ønsker hjelp til et inkluderende lekemiljø. Vi har prøvd veiledning i et halvt år.'
const offer = (change = {}) => ({ toOrgId: ppt, reason: 'inclusive-practice', summary, acceptedBy: '', ...change })
const made = async (caseId: string) =>
  world.asOwner<{ id: string; answer: string | null; answered_by_name: string | null; withdrawn_at: Date | null }>('select id, answer, answered_by_name, withdrawn_at from guidance.hand_over where case_id = $1 order by handed_at, id', [caseId])

async function handedOver(): Promise<{ id: string; path: string; handOver: string; received: string }> {
  const id = await caseIn(world, { step: 'hand-over' })
  const path = `/veiledning/${id}/overforing`
  expect((await tone.post(path, offer())).location).toBe(path)
  const handOver = (await made(id))[0]?.id ?? expect.fail('nothing handed over')
  return { id, path, handOver, received: `/overforinger/${handOver}` }
}

describe('the team hands a case over', () => {
  test('to a service of its own municipality, with a summary that the head sees too', async () => {
    const { path, id } = await handedOver()
    const choices = words((await tone.get(`/veiledning/${await caseIn(world, { step: 'hand-over' })}/overforing`)).text)
    for (const service of ['PPT Fjordvik', 'Helsestasjonen i Fjordvik', 'Barnevernstjenesten i Fjordvik']) expect(choices).toContain(service)
    for (const reader of [tone, siri]) expect(words((await reader.get(path)).text)).toContain(summary)
    expect(words((await siri.get(`/veiledning/${id}`)).text)).toContain('Venter på svar')
    const events = await world.asOwner("select data from audit.event where about_id = $1 and kind = 'guidance.handed-over'", [id])
    expect(events).toEqual([{ data: { reason: 'inclusive-practice' } }])
    const told = await world.asOwner<{ name: string; path: string }>("select p.name, n.path from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'guidance-handed-over' and (n.path = $1 or n.subject_id in (select id from guidance.hand_over where case_id = $2)) order by p.name", [path, id])
    expect(told.map(({ name }) => name)).toEqual(expect.arrayContaining(['Per Strand', 'Siri Solheim']))
  })

  test('and a double click is one', async () => {
    const id = await caseIn(world, { step: 'hand-over' })
    const replies = await Promise.all([1, 2].map(() => tone.post(`/veiledning/${id}/overforing`, offer())))
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await made(id)).toHaveLength(1)
  })

  test('by phone to a named person, at once or afterwards', async () => {
    const id = await caseIn(world, { step: 'hand-over' })
    await tone.post(`/veiledning/${id}/overforing`, offer({ acceptedBy: 'Kari Eksempel' }))
    expect(await made(id)).toMatchObject([{ answer: 'accepted', answered_by_name: 'Kari Eksempel' }])

    const { path, handOver, id: second } = await handedOver()
    expect((await tone.post(`${path}/${handOver}/svar`, { acceptedBy: '' })).status).toBe(422)
    const stopped = await tone.post(`${path}/${handOver}/svar`, { acceptedBy: 'Kari 31129956715' })
    expect([stopped.status, words(stopped.text)]).toEqual([422, expect.stringContaining('Teksten inneholder et fødselsnummer')])
    expect((await tone.post(`${path}/${handOver}/svar`, { acceptedBy: 'Kari Eksempel' })).status).toBe(303)
    expect(await made(second)).toMatchObject([{ answer: 'accepted', answered_by_name: 'Kari Eksempel' }])
    expect((await tone.post(`${path}/${handOver}/svar`, { acceptedBy: 'En annen' })).status).toBe(409)
  })

  test('and takes it back while nobody has answered: the service sees it no longer', async () => {
    const { path, handOver, received, id } = await handedOver()
    expect((await per.get(received)).status).toBe(200)
    expect((await tone.post(`${path}/${handOver}/tilbaketrekking`)).status).toBe(303)
    expect((await per.get(received)).status).toBe(404)
    expect((await per.post(received, { answer: 'accepted', text: '' })).status).toBe(404)
    expect((await tone.post(path, offer({ toOrgId: await world.org('Helsestasjonen i Fjordvik') }))).status).toBe(303)
    expect(await made(id)).toHaveLength(2)
  })

  test.each([
    ['no service', { toOrgId: '' }, 'Velg en tjeneste'],
    ['no reason', { reason: '' }, 'Velg en årsak'],
    ['no summary', { summary: '' }, 'Skriv et sammendrag'],
    ['a national identity number', { summary: 'Ring 31129956715' }, 'Teksten inneholder et fødselsnummer'],
    ['one child', { summary: 'Det gjelder en gutt på fire år som slår.' }, 'Jeg har sett på teksten'],
  ])('%s goes back with words', async (_, change, message) => {
    const id = await caseIn(world, { step: 'hand-over' })
    const reply = await tone.post(`/veiledning/${id}/overforing`, offer(change))
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toContain(message)
    expect(await made(id)).toHaveLength(0)
  })

  test('never to a service in another place, or from a case that is elsewhere or closed', async () => {
    const elsewhere = await world.org('Høgskolen i Fjordvik')
    expect((await tone.post(`/veiledning/${await caseIn(world, { step: 'hand-over' })}/overforing`, offer({ toOrgId: elsewhere }))).status).toBe(409)
    expect((await tone.post(`/veiledning/${await caseIn(world, { step: 'sessions' })}/overforing`, offer())).status).toBe(409)
    expect((await tone.post(`/veiledning/${await caseIn(world, { step: 'hand-over', closed: true })}/overforing`, offer())).status).toBe(409)
  })
})

test('what is taken back takes the service’s letter with it, unless it has been sent', async () => {
  const letters = (handOver: string) => world.asOwner<{ cancelled: boolean }>('select cancelled_at is not null as cancelled from messaging.notice where subject_id = $1', [handOver])
  const unsent = await handedOver()
  const sent = await handedOver()
  await world.asOwner("insert into messaging.delivery (notice_id, at, outcome) select id, now(), 'sent' from messaging.notice where subject_id = $1", [sent.handOver])
  for (const { path, handOver } of [unsent, sent]) expect((await tone.post(`${path}/${handOver}/tilbaketrekking`)).status).toBe(303)
  expect([await letters(unsent.handOver), await letters(sent.handOver)]).toEqual([[{ cancelled: true }], [{ cancelled: false }]])
})

describe('where the kindergarten lies', () => {
  test('decides which services there are, wherever the team sits', async () => {
    const [place] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, fictitious, created_at) values ('municipality', 'Nabodal kommune', true, now()) returning id")
    const [service] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, form, name, fictitious, created_at) values ('support-service', 'ppt', 'PPT Nabodal', true, now()) returning id")
    const other = await world.org('Trollstua barnehage')
    await world.asOwner("insert into register.relation (from_id, to_id, kind, period, source) values ($1, $2, 'part-of', '[2020-01-01,)', 'test')", [service?.id, place?.id])
    await world.asOwner("delete from register.relation where from_id = $1 and kind = 'lies-in'", [other])
    await world.asOwner("insert into register.relation (from_id, to_id, kind, period, source) values ($1, $2, 'lies-in', '[2020-01-01,)', 'test')", [other, place?.id])
    const path = `/veiledning/${await caseIn(world, { kindergarten: 'Trollstua barnehage', step: 'hand-over' })}/overforing`
    const choices = words((await tone.get(path)).text)
    expect(choices).toContain('PPT Nabodal')
    expect(choices).not.toContain('PPT Fjordvik')
    expect((await tone.post(path, offer())).status).toBe(409)
    expect((await tone.post(path, offer({ toOrgId: service?.id ?? '' }))).status).toBe(303)
  })
})

describe('the gate of the flow chart', () => {
  const accepted = (id: string, handed: string, answered: string) =>
    world.asOwner(
      `insert into guidance.hand_over (case_id, to_org_id, reason_code, shared_summary, kindergarten_name, team_name, reference, handed_at, handed_by_name, answer, answered_at, answered_by_name)
       select $1, $2, 'other', 'x', 'x', 'x', 'x', step_entered_at + $3::interval, 'Tone Haugen', 'accepted', step_entered_at + $4::interval, 'Per Strand' from guidance.case where id = $1`, [id, ppt, handed, answered])

  test('does not count a yes from the last time the case was here', async () => {
    const id = await caseIn(world, { step: 'hand-over' })
    await accepted(id, '-2 days', '-1 day')
    expect((await tone.post(`/veiledning/${id}/steg`, { til: 'closed handed-over' })).status).toBe(409)
    expect((await tone.post(`/veiledning/${id}/overforing`, offer({ acceptedBy: 'Kari Eksempel' }))).status).toBe(303)
    expect((await tone.post(`/veiledning/${id}/steg`, { til: 'closed handed-over' })).status).toBe(303)
  })

  test('counts one that waited from the last time and is answered now', async () => {
    const id = await caseIn(world, { step: 'hand-over' })
    await accepted(id, '-2 days', '1 minute')
    expect((await tone.post(`/veiledning/${id}/overforing`, offer())).status).toBe(409)
    expect((await tone.post(`/veiledning/${id}/steg`, { til: 'closed handed-over' })).status).toBe(303)
  })
})

describe('the service', () => {
  test('sees what was written for it and nothing behind it', async () => {
    const { id, received } = await handedOver()
    const list = (await per.get('/overforinger')).text
    expect(words(list)).toContain('Solstråla barnehage')
    expect(list).toContain('<a class="ds-link" href="/stottesystem">Arbeid som andre tjenester')
    expect(words((await per.get(received)).text)).toContain(summary)
    for (const path of ['', '/overforing', '/evaluering', '/personalsvar', '/oppfolging']) expect({ path, status: (await per.get(`/veiledning/${id}${path}`)).status }).toEqual({ path, status: 403 })
    expect((await per.post(`/veiledning/${id}/overforing`, offer())).status).toBe(403)
  })

  test('reaches nothing of the case in the database either, and cannot change what was shared', async () => {
    const { handOver } = await handedOver()
    const actor = { personId: crypto.randomUUID(), membershipId: crypto.randomUUID(), orgId: ppt, role: 'service-contact' } as unknown as Actor
    await world.db.transaction().execute(async (tx) => {
      await actAs(tx, actor)
      for (const table of ['case', 'case_step', 'note', 'meeting', 'observation', 'plan_item', 'evaluation', 'staff_link', 'attachment', 'assignment', 'follow_up'])
        expect({ table, rows: (await sql`select 1 from ${sql.table(`guidance.${table}`)}`.execute(tx)).rows }).toEqual({ table, rows: [] })
      expect((await sql`select 1 from guidance.hand_over where id = ${handOver}`.execute(tx)).rows).toHaveLength(1)
      expect((await sql`update guidance.hand_over set answer_text = 'noe annet' where id = ${handOver} returning 1`.execute(tx)).rows).toEqual([])
      await actAs(tx, { ...actor, role: 'head' })
      expect((await sql`select 1 from guidance.hand_over`.execute(tx)).rows).toEqual([])
    })
    // What was shared is changed by nobody, not even by the one who wrote it.
    await expect(world.db.transaction().execute((tx) => sql`update guidance.hand_over set shared_summary = 'noe annet' where id = ${handOver}`.execute(tx))).rejects.toThrow('permission denied')
  })

  test('says yes, and the gate holds', async () => {
    const { id, path, received } = await handedOver()
    expect((await tone.post(`/veiledning/${id}/steg`, { til: 'closed handed-over' })).status).toBe(409)
    expect((await per.post(received, { answer: 'accepted', text: 'Vi ringer barnehagen på mandag.' })).location).toBe(received)
    const page = words((await tone.get(path)).text)
    for (const part of ['Tatt imot', 'Per Strand', 'Vi ringer barnehagen på mandag.']) expect(page).toContain(part)
    expect((await per.post(received, { answer: 'declined', text: 'Angrer' })).status).toBe(409)
    expect((await tone.post(path, offer())).status).toBe(409)
    expect((await tone.post(`/veiledning/${id}/steg`, { til: 'closed handed-over' })).status).toBe(303)
  })

  test('says no with a reason: the team is told and may choose another', async () => {
    const { id, path, received } = await handedOver()
    const empty = await per.post(received, { answer: 'declined', text: '' })
    expect(empty.status).toBe(422)
    expect(words(empty.text)).toContain('Skriv hvorfor dere sier nei')
    expect((await per.post(received, {})).status).toBe(422)
    expect((await per.post(received, { answer: 'declined', text: 'Ring 31129956715' })).status).toBe(422)
    expect((await per.post(received, { answer: 'declined', text: 'Helsestasjonen passer bedre.' })).status).toBe(303)
    const told = await world.asOwner<{ name: string }>("select distinct p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'guidance-hand-over-answered' and n.path = $1 order by 1", [path])
    expect(told.map(({ name }) => name)).toEqual(expect.arrayContaining(['Siri Solheim', 'Tone Haugen']))
    expect(await world.asOwner("select who, data from audit.event where about_id = $1 and kind = 'guidance.hand-over-answered'", [id])).toEqual([{ who: 'Per Strand', data: { answer: 'declined' } }])
    expect(words((await (await world.as('siri')).get(`/veiledning/${id}`)).text)).toContain('Svarte nei på overføringen')
    expect((await tone.post(path, offer({ toOrgId: await world.org('Helsestasjonen i Fjordvik') }))).status).toBe(303)
  })

  test('answers once when two press at the same time', async () => {
    const { received } = await handedOver()
    const replies = await Promise.all(['accepted', 'declined'].map((answer) => per.post(received, { answer, text: 'Svar' })))
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 409])
  })

  test('sees nothing that went to another service', async () => {
    const id = await caseIn(world, { step: 'hand-over' })
    await tone.post(`/veiledning/${id}/overforing`, offer({ toOrgId: await world.org('Helsestasjonen i Fjordvik') }))
    const other = (await made(id))[0]?.id
    expect((await per.get(`/overforinger/${other}`)).status).toBe(404)
    expect((await per.post(`/overforinger/${other}`, { answer: 'accepted', text: '' })).status).toBe(404)
    expect((await per.get('/overforinger/x')).status).toBe(404)
  })
})

describe('others', () => {
  test.each([['hanne', 404], ['eva', 403], ['olav', 403], ['stine', 403], ['vilde', 403]])('%s reaches none of it', async (who, status) => {
    const { path, received } = await handedOver()
    const browser = await world.as(who)
    expect((await browser.get(path)).status).toBe(status)
    expect((await browser.post(path, offer())).status).toBe(403)
    expect((await browser.get(received)).status).toBe(403)
  })
  test('the head reads, and hands nothing over', async () => {
    const { path, handOver } = await handedOver()
    for (const address of [path, `${path}/${handOver}/svar`, `${path}/${handOver}/tilbaketrekking`]) expect((await siri.post(address, offer({ acceptedBy: 'x' }))).status).toBe(403)
  })
  test('a hand-over is not reached through another case', async () => {
    const { handOver } = await handedOver()
    const other = await caseIn(world, { step: 'hand-over' })
    expect((await tone.post(`/veiledning/${other}/overforing/${handOver}/tilbaketrekking`)).status).toBe(404)
    expect((await tone.post(`/veiledning/${other}/overforing/x/svar`, { acceptedBy: 'Kari' })).status).toBe(404)
  })
})

describe('when it is about one child', () => {
  test.each(['siri', 'tone', 'per', 'vilde'])('%s is shown the way, and nothing is stored', async (who) => {
    const browser = await world.as(who)
    const before = await world.asOwner('select count(*) from audit.event')
    const page = words((await browser.get('/veiledning/enkeltbarn?sprak=nb')).text)
    for (const part of ['112', '116 111', 'PPT', 'Helsestasjonen', 'Barnevernet', 'lagrer ingenting']) expect(page).toContain(part)
    expect(await world.asOwner('select count(*) from audit.event')).toEqual(before)
  })
  test('with the services of the own municipality', async () => {
    expect(words((await siri.get('/veiledning/enkeltbarn')).text)).toContain('Barnevernstjenesten i Fjordvik')
    expect((await world.stranger().get('/veiledning/enkeltbarn')).status).toBe(303)
  })
})
