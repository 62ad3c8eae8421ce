import { expect } from 'vitest'
import { caseIn } from '../src/slices/guidance/evaluation/cases.fixtures.ts'
import { decided, written } from '../src/slices/needs/statements/statements.fixtures.ts'
import { close, compared, held, started } from '../src/slices/measures/measures/measures.fixtures.ts'
import { codeOf, planned, step } from '../src/slices/needs/sessions/sessions.fixtures.ts'
import { ticketPath } from '../src/slices/measures/course-evaluation/secrets.ts'
import { placeToken } from '../src/slices/measures/courses/own/secrets.ts'
import { hashOf } from '../src/platform/link-secrets.ts'
import { arranged } from './access-arranged.ts'
import { words, type Browser, type Form, type World } from './kit.ts'

/**
 * What must have happened before some pages are there: drafts, links, hand-overs, reports.
 * @returns addresses to begin from, besides those the routes and the samples of the access test give
 */
export async function setScenes(world: World): Promise<string[]> {
  const siri = await world.as('siri')
  const tone = await world.as('tone')
  // Before the rest: it puts a version on every form of a county governor's own, also on one that is just being made.
  for (const one of arranged) await world.asOwner(one)
  return (await Promise.all([requests(siri), casesInSteps(world, siri, tone), flowChart(tone), register(world), people(world, siri), forms(world), scheme(world), needs(world, siri), loop(world, siri), courses(world, siri), courseRoom(world, tone), pulse(world), consultation(world, tone)])).flat()
}

const id = (path: string | undefined): string => path?.split('/')[2] ?? expect.fail('nothing was made')

/** A request just begun, and one with everything in it but not sent. */
async function requests(siri: Browser): Promise<string[]> {
  const empty = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location ?? ''
  const full = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location ?? ''
  for (const [part, form] of Object.entries(answers)) expect((await siri.post(`/veiledning/${id(full)}/foresporsel/${part}`, { ...form, handling: 'neste' })).status, part).toBe(303)
  return [empty, full, `/veiledning/${id(full)}/kontroll`]
}

const answers: Readonly<Record<string, Form>> = {
  hvem: { target: 'departments', departments: ['Maurtua'] },
  tema: { themes: ['rammeplan-2017-6'] },
  opplevelse: { experienced: 'Overgangen fra lek til måltid er urolig.', sinceWhen: 'Siden høsten', tried: 'Mindre grupper.' },
  onske: { wished: 'Hjelp til å se hva vi voksne gjør.', goal: 'Rolige overganger.', means: ['observation'] },
  forankring: { staffInvolved: 'no', ownerInformed: 'nei' },
}

/** A case in each step where a page belongs to the step, and what belongs to it. */
async function casesInSteps(world: World, siri: Browser, tone: Browser): Promise<string[]> {
  const meeting = await caseIn(world, { step: 'start-meeting' })
  await tone.post(`/veiledning/${meeting}/oppstartsmote/tid`, { key: crypto.randomUUID(), onDate: '1.12.2026', atTime: '10.00', place: 'Personalrommet' })
  const observation = await caseIn(world, { step: 'observation' })
  await tone.post(`/veiledning/${observation}/observasjoner/ny`, { key: crypto.randomUUID(), department: 'Maurtua', observedOn: '23.11.2026', focus: 'Nærvær', situations: 'Måltid', adultPractice: 'De voksne står og går.', strengths: 'Varm tone.' })
  const plan = await caseIn(world, { step: 'plan' })
  await siri.post(`/veiledning/${plan}/plan/ny`, { key: crypto.randomUUID(), problem: 'Urolige måltider', goal: 'Rolige måltider', sign: 'De voksne sitter', measure: 'Fordele roller', who: 'Pedagogiske ledere', timing: 'Uke 49', evaluateOn: '1.2.2027' })
  const sessions = await caseIn(world, { step: 'sessions' })
  await tone.post(`/veiledning/${sessions}/okter/ny`, { key: crypto.randomUUID(), heldOn: '23.11.2026', form: 'group', theme: 'Nærvær', agreed: 'Alle sitter ved bordet.', minutes: '60' })
  const evaluation = await caseIn(world, { step: 'evaluation' })
  await siri.post(`/veiledning/${evaluation}/personalsvar`, { closesOn: '3.12.2026' })
  const survey = /\/svar\/[\w-]{22}/.exec((await siri.get(`/veiledning/${evaluation}/personalsvar`)).text)?.[0] ?? expect.fail('no link for the staff')
  const handOver = await caseIn(world, { step: 'hand-over' })
  await tone.post(`/veiledning/${handOver}/overforing`, { toOrgId: await world.org('PPT Fjordvik'), reason: 'inclusive-practice', summary: 'Personalet ønsker hjelp til et inkluderende lekemiljø.' })
  const followUp = await caseIn(world, { step: 'follow-up' })
  const closed = await caseIn(world, { step: 'closed', closed: true })
  return [...[meeting, observation, plan, sessions, evaluation, handOver, followUp, closed].map((one) => `/veiledning/${one}`), `/veiledning/${meeting}/oppstartsmote`, survey, `${survey}/takk`]
}

/** A consultation meeting on its day: one point at a time to write at, and the same for the wall. Something is said and agreed on the second. */
async function consultation(world: World, tone: Browser): Promise<string[]> {
  const at = (await tone.post('/droftinger', { nokkel: crypto.randomUUID(), kommune: await world.org('Fjordvik kommune'), tittel: 'Drøfting i dag', formal: 'Bli enige om hva vi gjør først.', dato: '23.11.2026', fra: '13.00', til: '15.00', sted: 'Rådhuset', lenke: '' })).location ?? expect.fail('no meeting')
  await tone.post(`${at}/inviterte`, { gruppe: 'heads' })
  for (const tittel of ['Felles kursdager', 'Overgangen til skolen']) expect((await tone.post(`${at}/saker`, { tittel, hvorfor: 'Flere har spurt.', type: 'discussion', minutter: '30', innleder: 'Teamet' })).status).toBe(303)
  expect((await tone.post(`${at}/invitasjon`)).status).toBe(303)
  const [point] = await world.asOwner<{ id: string }>("select id from strategy.discussion_point where discussion_id = $1 and title = 'Overgangen til skolen'", [id(at)])
  const [siri] = await world.asOwner<{ id: string }>("select id from identity.person where name = 'Siri Solheim'")
  expect((await tone.post(`${at}/oppmote`, { sak: '2', vist: [siri?.id ?? ''], der: [siri?.id ?? ''] })).status).toBe(303)
  expect((await tone.post(`${at}/saker/${point?.id}/sagt`, { nokkel: crypto.randomUUID(), sagt: 'Vi begynner i mars.', av: siri?.id ?? '' })).status).toBe(303)
  expect((await tone.post(`${at}/saker/${point?.id}/avtalt`, { nokkel: crypto.randomUUID(), avtalt: 'Prøve en felles dag', hvem: `person:${siri?.id}`, frist: '1.3.2027' })).status).toBe(303)
  return [at, `${at}/saker/forslag`, ...['?sak=1', '?sak=2', '?sak=2&vis=skjerm'].map((which) => `${at}/mote${which}`)]
}

/** A form of the county governor's own, as a draft with something wrong in it and a condition that is being made. */
async function forms(world: World): Promise<string[]> {
  const stine = await world.as('stine')
  const [version] = await world.asOwner<{ id: string }>("select v.id from scheme.form_version v join scheme.form f on f.id = v.form_id where f.code = 'need-2026'")
  const at = `/meldeskjema/${id((await stine.post('/meldeskjema', { versjon: version?.id ?? '' })).location)}`
  expect((await stine.post(`${at}/del`)).status).toBe(303)
  return [at, `${at}/del/section-1`, `${at}/sporsmal/scope`, `${at}/sporsmal/amounts`, `${at}/sporsmal/staff/fjerning`, `${at}/sporsmal/kindergartens/fjerning`, `${at}/publisering`, `${at}/fjerning`, `${at}/navn`, `${at}/visning`, `${at}/visning?sprak=nn&versjon=1`]
}

/**
 * What the grant scheme of the demonstration world has none of: the access test's samples lead to most of it. Besides, a head who has the staff's part
 * to tell of, a report of results that has just been begun, and a calculated distribution beside itself.
 */
async function scheme(world: World): Promise<string[]> {
  const [signing] = await world.asOwner<{ id: string }>("select id from scheme.report where state = 'signing' order by id limit 1")
  await world.asOwner("insert into scheme.report_party (report_id, org_id, part) values ($1, $2, 'kindergarten') on conflict do nothing", [signing?.id, await world.org('Solstråla barnehage')])
  const [grant] = await world.asOwner<{ id: string }>("select report_id as id from scheme.report_fact where title = 'Lesing som felles praksis'")
  const result = (await (await world.as('eva')).post('/resultater', { melding: grant?.id ?? '', aar: '2026' })).location ?? expect.fail('no report of results was begun')
  const [scenario] = await world.asOwner<{ id: string; round: string }>('select id, round_id as round from scheme.scenario order by id limit 1')
  return [`/behov/${signing?.id}/forankring/personalet`, `${result}/kontroll`, `/runder/${scenario?.round}/fordeling/sammenligning?a=${scenario?.id}&b=${scenario?.id}`]
}

/** A session that is planned and one that phones can join, and a need that is being written and one that has been decided. */
async function needs(world: World, siri: Browser): Promise<string[]> {
  const waiting = await planned(world, siri, { temaer: ['home'] })
  const open = await planned(world, siri, { temaer: ['transitions'] })
  expect((await step(siri, open, 'open')).status).toBe(303)
  const [draft, done] = [await written(siri, { tittel: 'Mer lek ute' }), await decided(siri)]
  return [`/okter/${waiting}`, `/okter/${open}`, `/okt/${await codeOf(world, open)}`, `/okt/${await codeOf(world, open)}/lapp/ABDEFHJKLMNPRTUV`, `/behovsbeskrivelser/${draft}/endring`, `/behovsbeskrivelser/${done}`, `/behovsbeskrivelser/${done}/runde`]
}

/** Measures: one that is closed with a before and after, and one that waits for it. */
async function loop(world: World, siri: Browser): Promise<string[]> {
  const solstrala = await world.org('Solstråla barnehage')
  const comparison = await compared(siri, await held(world, solstrala, '2026-05-20', 2.6, { theme: 'play' }), await held(world, solstrala, '2026-11-10', 4.2, { theme: 'play' }))
  const [done, open] = [await started(siri, '1.9.2026'), await started(siri, '1.9.2026', { tittel: 'Mer lek ute' })]
  expect((await close(siri, done, { maling: comparison })).status).toBe(303)
  return [`/tiltak/${done}`, `/tiltak/${open}`, `/tiltak/${open}/barnehager`, `/tiltak/${open}/endring`, `/tiltak/${open}/avslutning?sammenlikning=${comparison}`, `/okter/sammenlikning?tiltak=${open}`, `/okter/sammenlikning/${comparison}?tiltak=${open}`]
}

/** A draft of the flow chart, a version that is no longer in force but has cases, and a theme of the team's own. */
async function flowChart(tone: Browser): Promise<string[]> {
  const draft = '/flytskjema/kladd'
  const send = async (page: string, form: Form) => {
    const stamp = /name="stempel" value="([0-9a-f]+)"/.exec((await tone.get(`${draft}/${page}`)).text)?.[1] ?? ''
    expect((await tone.post(`${draft}/${page}`, { stempel: stamp, ...form })).status, page).toBe(303)
  }
  await tone.post(draft, { fra: 'publisert' })
  await send('navn', { 'name.nb': 'Nytt flytskjema', 'name.nn': 'Nytt flytskjema', 'name.en': 'New flow chart' })
  await send('publisering', {})
  await tone.post(draft, { fra: 'publisert' })
  await tone.post('/flytskjema/temaer', { nb: 'Vårt språk', nn: 'Språket vårt', en: 'Our language' })
  return [draft, '/flytskjema/temaer']
}

/** A file with a row that cannot be read, a reading of the national register, and a municipality that has just been chosen. */
async function register(world: World): Promise<string[]> {
  const dag = await world.as('dag')
  const boundary = 'a-line-between-parts'
  const part = (disposition: string, body: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`
  const rows = 'Barnehage;Orgnr;Kommunenr;Poststed;Eier;Eierform;Plasser\nUten nummer barnehage;;9901;;;;'
  const sent = await world.app.inject({ method: 'POST', url: '/register/import', cookies: { sesjon: dag.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload: `${part('name="_csrf"', dag.session?.csrf ?? '')}${part('name="fil"; filename="liste.csv"', rows)}--${boundary}--\r\n` })
  const sync = await dag.post('/register/synk')
  const [unchosen] = await world.asOwner<{ id: string }>("select id from register.organisation where kind = 'municipality' and not fictitious order by name limit 1")
  const setUp = await dag.post('/oppsett', { kommune: unchosen?.id ?? '' })
  return [sent.headers.location ?? expect.fail('no import'), sync.location ?? expect.fail(`no reading of the register: ${sync.status} ${words(sync.text)}`), setUp.location ?? expect.fail(`no municipality to set up: ${words(setUp.text)}`), `/barnehager/${await world.org('Solstråla barnehage')}/avdelinger`]
}

/** Links in letters that wait for an answer: an invitation, and a new address of e-mail. */
async function people(world: World, siri: Browser): Promise<string[]> {
  const [colleague, own] = ['ny.kollega@solstrala.example', 'siri.ny@solstrala.example']
  expect((await siri.post(`/folk/${await world.org('Solstråla barnehage')}/invitasjon`, { epost: colleague, rolle: 'pedagogical-leader' })).status).toBe(303)
  expect((await siri.post('/konto/epost', { epost: own })).status).toBe(303)
  const letters = await world.asOwner<{ path: string }>('select path from messaging.notice where address in ($1, $2)', [colleague, own])
  expect(letters).toHaveLength(2)
  return letters.map(({ path }) => path)
}

/** The page of one of the staff who has a seat in a course, and the link by which others sign up. */
async function courses(world: World, siri: Browser): Promise<string[]> {
  const [open] = await world.asOwner<{ id: string }>("select id from measures.course where title = 'Samtaler med barn i lek'")
  const at = `/kurs/${open?.id}`
  expect((await siri.post(`${at}/lenke`, { lenke: 'lag' })).status).toBe(303)
  const link = /\/kurspamelding\/[\w-]{22}/.exec((await siri.get(at)).text)?.[0] ?? expect.fail('no link')
  const signed = await world.stranger().post(link, { nokkel: crypto.randomUUID(), 'navn-1': 'Kari Prøve', 'epost-1': 'kari@prove.example', 'rolle-1': 'assistant', 'hvor-1': 'digital' })
  expect(signed.status).toBe(303)
  return [link, signed.location ?? expect.fail('no page')]
}

/** The question a department is asked some months after it tried something. */
async function pulse(world: World): Promise<string[]> {
  const [one] = await world.asOwner<{ id: string }>('select id from measures.pulse where $1::timestamptz::date between opens_on and closes_on order by id limit 1', [world.clock()])
  const slip = 'ABDEFHJKLMNPRTUV'
  await world.asOwner('insert into measures.pulse_slip (hash, pulse_id) values ($1, $2)', [hashOf(slip), one?.id])
  const path = `/puls/${slip}`
  return ['/puls', path, `${path}/takk`]
}

/** A course that is over: the code on the wall, a person's own page with a certificate, and the link of its evaluation. */
async function courseRoom(world: World, tone: Browser): Promise<string[]> {
  const [held] = await world.asOwner<{ course: string; session: string; place: string }>("select c.id as course, s.id as session, e.place_id as place from measures.course c join measures.course_session s on s.course_id = c.id join measures.course_certificate e on e.course_id = c.id limit 1")
  const desk = `/kurs/${held?.course}`
  await tone.post(`${desk}/oppmote/${held?.session}/kode`)
  await tone.post(`${desk}/evaluering`, { pastander: 'Jeg har nytte av kurset', stenger: '1.12.2026' })
  // The letters work on the day only.
  await world.asOwner("update measures.course_session set starts_at = $2::timestamptz - interval '30 minutes', ends_at = $2::timestamptz + interval '1 hour' where id = $1", [held?.session, world.clock()])
  const code = /join-code">([A-Z]{6})</.exec((await tone.get(`${desk}/oppmote/${held?.session}`)).text)?.[1] ?? expect.fail('no code')
  return [`/oppmote/${code}`, `/kursoppmote/${placeToken(world.deps.config, held?.place ?? '')}`, ticketPath(world.deps.config, held?.place ?? ''), '/kursbevis/ABDEFHJKLMNPRTUV']
}
