import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../test/kit.ts'

let world: World
let siri: Browser
let tone: Browser
let ragnhild: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
  tone = await world.as('tone')
  ragnhild = await world.as('ragnhild')
})
afterAll(() => world.close())

const answers: Readonly<Record<string, Form>> = {
  hvem: { target: 'departments', departments: ['Maurtua', 'Bikuba'] },
  tema: { themes: [] },
  opplevelse: { experienced: 'Det er mye uro i garderoben når barna skal ut, og de voksne blir stående og vente på hverandre.', sinceWhen: 'Siden høsten', tried: 'Vi har delt i mindre grupper.', effect: 'Bedre noen dager.' },
  onske: { wished: 'Hjelp til å se hva vi voksne gjør i overgangene.', goal: 'Rolige overganger der alle vet hvor de skal stå.', means: ['observation', 'staff-guidance'], times: 'Tirsdager' },
  forankring: { staffInvolved: 'yes', staffInvolvedHow: 'På personalmøtet i september.', ownerInformed: 'ja' },
}

/** Writes and sends a request as Siri; gives the case's id. */
async function request(): Promise<string> {
  const started = await siri.post('/veiledning', { nokkel: crypto.randomUUID() })
  const id = started.location?.split('/')[2] ?? ''
  const [theme] = await world.asOwner<{ code: string }>('select code from guidance.theme where team_org_id is null order by position limit 1')
  for (const [part, form] of Object.entries({ ...answers, tema: { themes: [theme?.code ?? ''] } })) expect((await siri.post(`/veiledning/${id}/foresporsel/${part}`, { ...form, handling: 'neste' })).status, part).toBe(303)
  expect((await siri.post(`/veiledning/${id}/innsending`, { systemLevel: 'ja' })).location).toBe(`/veiledning/${id}/kvittering`)
  return id
}

/** Some minutes, so that nobody is signed out on the way. */
const later = (minutes: number) => world.clock.set(new Date(world.clock().getTime() + minutes * 60_000))
const state = async (id: string) => (await world.asOwner<{ state: string; step_key: string; due_on: string; outcome: string | null }>('select state, step_key, due_on::text, outcome from guidance.case where id = $1', [id]))[0]

describe('a head asks for guidance', () => {
  test('and gets a receipt with reference, time, everything that was sent, and the day an answer comes', async () => {
    const id = await request()
    const receipt = words((await siri.get(`/veiledning/${id}/kvittering`)).text)
    for (const part of ['V2026-', 'Siri Solheim', 'Solstråla barnehage', 'Det er mye uro i garderoben', 'Rolige overganger', '30. november 2026']) expect(receipt).toContain(part)
    expect(await state(id)).toMatchObject({ state: 'running', step_key: 'triage', due_on: '2026-11-30' })
  })

  test('twice by a double click, and it is one case with one reference', async () => {
    const key = crypto.randomUUID()
    const [one, two] = await Promise.all([siri.post('/veiledning', { nokkel: key }), siri.post('/veiledning', { nokkel: key })])
    expect(one?.location).toBe(two?.location)
    const id = await request()
    const again = await Promise.all([1, 2, 3].map(() => siri.post(`/veiledning/${id}/innsending`, { systemLevel: 'ja' })))
    expect(again.map((reply) => reply.location)).toEqual(Array(3).fill(`/veiledning/${id}/kvittering`))
    expect(await world.asOwner("select 1 from audit.event where about_id = $1 and kind = 'guidance.requested'", [id])).toHaveLength(1)
  })

  test('and comes back later to a draft where nothing is lost', async () => {
    const started = await siri.post('/veiledning', { nokkel: crypto.randomUUID() })
    const path = started.location ?? ''
    await siri.post(`${path}/opplevelse`, { experienced: 'Overgangene er urolige.', handling: 'kladd' })
    const another = await world.as('siri')
    expect((await another.get(`${path}/opplevelse`)).text).toContain('Overgangene er urolige.')
    expect(words((await another.get(path)).text)).toMatch(/Hva dere opplever\s+Påbegynt/)
  })

  test.each([
    ['a national identity number', { experienced: 'Ring meg om 31129956715 i dag' }, 'Teksten inneholder et fødselsnummer'],
    ['a text about one child', { experienced: 'Det gjelder en gutt på fire år som slår.' }, 'Kan noe av dette peke på ett barn?'],
    ['a text that is too long', { experienced: 'a'.repeat(4001) }, 'Bruk 4000 tegn eller færre'],
    ['nothing at all', {}, 'Skriv hva dere opplever'],
  ])('but %s is stopped with words, and nothing typed is lost', async (_, form, message) => {
    const path = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location ?? ''
    const reply = await siri.post(`${path}/opplevelse`, { ...form, handling: 'neste' } as Form)
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toContain(message)
    expect(reply.text).toContain('<title>Feil: ')
    if ('experienced' in form && form.experienced) expect(reply.text).toContain(form.experienced.slice(0, 60))
  })

  test('and what looks like one child is not stored until the head has looked at it', async () => {
    const path = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location ?? ''
    const id = path.split('/')[2]
    const stored = async () => (await world.asOwner<{ experienced: string | null }>('select experienced from guidance.case where id = $1', [id]))[0]?.experienced
    const typed = { experienced: 'Det gjelder en gutt på fire år som slår.', sinceWhen: 'nå', tried: 'noe' }
    await siri.post(`${path}/opplevelse`, { ...typed, handling: 'neste' })
    expect(await stored()).toBeNull()
    await siri.post(`${path}/opplevelse`, { ...typed, guardConfirmed: 'ja', handling: 'neste' })
    expect(await stored()).toBe(typed.experienced)
  })

  test('in two tabs, and the second sees what the first saved and chooses', async () => {
    const path = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location ?? ''
    const stamp = /name="sett" value="([^"]+)"/.exec((await siri.get(`${path}/onske`)).text)?.[1] ?? ''
    await siri.post(`${path}/onske`, { wished: 'Fra den første fanen', sett: stamp, handling: 'kladd' })
    const second = await siri.post(`${path}/onske`, { wished: 'Fra den andre fanen', sett: stamp, handling: 'kladd' })
    expect(second.status).toBe(409)
    for (const part of ['Fra den første fanen', 'Fra den andre fanen', 'Lagre min versjon']) expect(second.text).toContain(part)
  })
})

describe('the case is seen by the kindergarten and the team, and by nobody else', () => {
  let id: string
  beforeAll(async () => {
    id = await request()
  })
  test.each([
    ['the head', 'siri', undefined, 200],
    ['the pedagogical leader', 'peder', undefined, 200],
    ['the leader of the team', 'tone', undefined, 200],
    ['an adviser', 'ragnhild', undefined, 200],
    ['another head', 'hanne', undefined, 404],
    ['the municipality as owner', 'olav', 'owner', 403],
    ['the municipality as authority that inspects', 'olav', 'authority', 403],
    ['the owner of other kindergartens', 'eva', undefined, 403],
    ['the educational psychology service', 'per', undefined, 403],
    ['the county governor', 'stine', undefined, 403],
    ['the university', 'ulla', undefined, 403],
    ['the one who runs the installation', 'dag', undefined, 403],
    ['a signed-in person without a role', 'vilde', undefined, 403],
  ])('%s', async (_, person, role, status) => {
    expect((await (await world.as(person, role)).get(`/veiledning/${id}`)).status).toBe(status)
  })
  test('somebody who is not signed in is asked to sign in', async () => {
    expect((await world.stranger().get(`/veiledning/${id}`)).location).toBe(`/innlogging?retur=${encodeURIComponent(`/veiledning/${id}`)}`)
  })
  test('a draft is not seen by the team', async () => {
    const draft = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location?.split('/')[2]
    expect((await tone.get(`/veiledning/${draft}`)).status).toBe(404)
  })
  test('an internal note is the team’s alone, a shared one is for both', async () => {
    await ragnhild.post(`/veiledning/${id}/beskjeder`, { tekst: 'Husk å sjekke kapasiteten i januar', synlig: 'intern' })
    await ragnhild.post(`/veiledning/${id}/beskjeder`, { tekst: 'Vi tar kontakt på torsdag', synlig: 'delt' })
    const seen = words((await siri.get(`/veiledning/${id}`)).text)
    expect(seen).toContain('Vi tar kontakt på torsdag')
    expect(seen).not.toContain('kapasiteten i januar')
    expect(words((await tone.get(`/veiledning/${id}`)).text)).toContain('kapasiteten i januar')
  })
})

describe('the team handles the request along the flow chart', () => {
  test('a way with a reason is refused without one, and the text typed is kept', async () => {
    const id = await request()
    const reply = await tone.post(`/veiledning/${id}/steg`, { til: 'clarification', begrunnelse: '' })
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toContain('Skriv hvorfor')
  })

  test('a reason is as short as the page says, and a longer one is not lost', async () => {
    const id = await request()
    const long = 'Vi har ikke ledige rådgivere. '.repeat(70)
    const refused = await tone.post(`/veiledning/${id}/steg`, { til: 'closed capacity', begrunnelse: long })
    expect([refused.status, words(refused.text).includes('Bruk 2 000 tegn eller færre'), refused.text.includes(long.trim())]).toEqual([422, true, true])
    expect(await state(id)).toMatchObject({ step_key: 'triage' })
    await tone.post(`/veiledning/${id}/steg`, { til: 'closed capacity', begrunnelse: long.slice(0, 1990) })
    const opened = await tone.post(`/veiledning/${id}/gjenapning`, { til: 'triage', begrunnelse: long })
    expect([opened.status, words(opened.text).includes('Bruk 2 000 tegn eller færre')]).toEqual([422, true])
    expect(await state(id)).toMatchObject({ state: 'closed' })
  })

  test('a question goes back to the head, who answers and sends it on', async () => {
    const id = await request()
    await tone.post(`/veiledning/${id}/steg`, { til: 'clarification', begrunnelse: 'Hvor mange voksne er med ut?' })
    const asked = words((await siri.get(`/veiledning/${id}`)).text)
    expect(asked).toContain('Teamet spør: Hvor mange voksne er med ut?')
    expect(asked, 'that is the team’s to say').not.toContain('Barnehagen svarte ikke')
    expect((await siri.post(`/veiledning/${id}/steg`, { til: 'closed no-answer', begrunnelse: '' })).status).toBe(409)
    expect(words((await siri.get('/oppgaver')).text)).toContain('Svar på det teamet spør om, og send saken tilbake')
    later(1)
    expect((await siri.post(`/veiledning/${id}/steg`, { til: 'triage', begrunnelse: 'To eller tre.' })).status).toBe(303)
    expect(await state(id)).toMatchObject({ step_key: 'triage' })
  })

  test('a gate that does not hold keeps the way shut', async () => {
    const id = await request()
    later(1)
    await tone.post(`/veiledning/${id}/steg`, { til: 'start-meeting', begrunnelse: '' })
    const reply = await tone.post(`/veiledning/${id}/steg`, { til: 'plan', begrunnelse: '' })
    expect(reply.status).toBe(409)
    expect(words(reply.text)).toContain('Noe må være gjort før saken kan gå videre')
  })

  test('the waiting list has a place and a reason', async () => {
    const id = await request()
    await tone.post(`/veiledning/${id}/steg`, { til: 'waiting-list', begrunnelse: 'Rådgiverne er opptatt til jul' })
    const seen = words((await siri.get(`/veiledning/${id}`)).text)
    expect(seen).toMatch(/Saken er nummer \d+ på ventelisten/)
    expect(seen).toContain('Rådgiverne er opptatt til jul')
  })

  test('an adviser takes a case, the leader gives one, and another adviser cannot give it away', async () => {
    const id = await request()
    const [membership] = await world.asOwner<{ id: string }>("select m.id from identity.membership m join identity.person p on p.id = m.person_id where p.name = 'Amir Nord'")
    await ragnhild.post(`/veiledning/${id}/tildeling`, { radgiver: membership?.id ?? '' })
    expect(await world.asOwner('select 1 from guidance.assignment where case_id = $1', [id])).toHaveLength(0)
    await tone.post(`/veiledning/${id}/tildeling`, { radgiver: membership?.id ?? '' })
    expect(words((await siri.get(`/veiledning/${id}`)).text)).toContain('Rådgiver: Amir Nord')
    expect(await world.asOwner("select 1 from messaging.notice where kind = 'guidance-assigned' and subject_id = $1", [id])).toHaveLength(1)
  })

  test('the last move is undone by the one who made it, and not after something has happened', async () => {
    const id = await request()
    later(1)
    await tone.post(`/veiledning/${id}/steg`, { til: 'start-meeting', begrunnelse: '' })
    expect((await ragnhild.post(`/veiledning/${id}/angring`)).location).toBe(`/veiledning/${id}`)
    expect(await state(id)).toMatchObject({ step_key: 'start-meeting' })
    await tone.post(`/veiledning/${id}/angring`)
    expect(await state(id)).toMatchObject({ step_key: 'triage' })
    await tone.post(`/veiledning/${id}/steg`, { til: 'start-meeting', begrunnelse: '' })
    later(1)
    await tone.post(`/veiledning/${id}/beskjeder`, { tekst: 'Noe skjedde', synlig: 'delt' })
    await tone.post(`/veiledning/${id}/angring`)
    expect(await state(id)).toMatchObject({ step_key: 'start-meeting' })
  })

  test('a refusal closes the case with a reason the head can read, and the case can be opened again', async () => {
    const id = await request()
    await tone.post(`/veiledning/${id}/steg`, { til: 'closed capacity', begrunnelse: 'Vi har ikke ledige rådgivere før påske.' })
    expect(await state(id)).toMatchObject({ state: 'closed', outcome: 'capacity' })
    expect(words((await siri.get(`/veiledning/${id}`)).text)).toContain('Teamet har ikke kapasitet nå')
    expect((await tone.post(`/veiledning/${id}/gjenapning`, { til: 'triage', begrunnelse: '' })).status).toBe(422)
    later(1)
    await tone.post(`/veiledning/${id}/gjenapning`, { til: 'triage', begrunnelse: 'Vi fikk inn en rådgiver likevel' })
    expect(await state(id)).toMatchObject({ state: 'running', step_key: 'triage', outcome: null })
  })

  test('the kindergarten withdraws when it wants to, and the team cannot do it for it', async () => {
    const id = await request()
    expect((await tone.post(`/veiledning/${id}/steg`, { til: 'closed kindergarten-withdrew', begrunnelse: '' })).status).toBe(409)
    await siri.post(`/veiledning/${id}/steg`, { til: 'closed kindergarten-withdrew', begrunnelse: '' })
    expect(await state(id)).toMatchObject({ state: 'closed', outcome: 'kindergarten-withdrew' })
  })

  test.each([['to a step that is not there', 'nowhere'], ['with SQL', "x'; drop table guidance.case; --"], ['with markup', '<script>'], ['to nothing', '']])('a forged move %s is refused', async (_, til) => {
    const id = await request()
    expect([409, 422]).toContain((await tone.post(`/veiledning/${id}/steg`, { til, begrunnelse: 'x' })).status)
    expect(await state(id)).toMatchObject({ step_key: 'triage' })
  })
})

test('the case as PDF is for the kindergarten’s archive, and a stranger gets none', async () => {
  const id = await request()
  const pdf = await siri.get(`/veiledning/${id}/sak.pdf`)
  expect(pdf.headers['content-type']).toBe('application/pdf')
  expect(pdf.text.slice(0, 5)).toBe('%PDF-')
  expect((await (await world.as('hanne')).get(`/veiledning/${id}/sak.pdf`)).status).toBe(404)
})

test('a move from a page that is no longer true is refused, and says so', async () => {
  const id = await request()
  await tone.post(`/veiledning/${id}/steg`, { fra: 'triage', til: 'waiting-list', begrunnelse: 'Vi er fulle' })
  const reply = await tone.post(`/veiledning/${id}/steg`, { fra: 'triage', til: 'closed capacity', begrunnelse: '' })
  expect(reply.status).toBe(409)
  expect(words(reply.text)).toContain('Saken er flyttet etter at du åpnet siden')
  expect(await state(id)).toMatchObject({ step_key: 'waiting-list' })
})

test('a message that may be about one child is sent only when the writer has looked at it', async () => {
  const id = await request()
  const text = 'Det gjelder en gutt på fire år som slår.'
  const notes = () => world.asOwner('select 1 from guidance.note where case_id = $1', [id])
  const reply = await siri.post(`/veiledning/${id}/beskjeder`, { tekst: text })
  expect([reply.status, reply.text.includes(text), (await notes()).length]).toEqual([422, true, 0])
  expect((await siri.post(`/veiledning/${id}/beskjeder`, { tekst: text, guardConfirmed: 'ja' })).status).toBe(303)
  expect((await siri.post(`/veiledning/${id}/beskjeder`, { tekst: '31129956715', guardConfirmed: 'ja' })).status).toBe(422)
  expect(await notes()).toHaveLength(1)
})

test('the team is not offered to withdraw for the kindergarten', async () => {
  const id = await request()
  later(1)
  await tone.post(`/veiledning/${id}/steg`, { til: 'start-meeting', begrunnelse: '' })
  expect((await tone.get(`/veiledning/${id}`)).text).not.toMatch(/value="closed( kindergarten-withdrew)?"/)
  expect((await siri.get(`/veiledning/${id}`)).text).toContain('value="closed kindergarten-withdrew"')
})

describe('what must stay as it is', () => {
  test('undoing a reopening leaves the case closed, with its outcome', async () => {
    const id = await request()
    await tone.post(`/veiledning/${id}/steg`, { til: 'closed capacity', begrunnelse: '' })
    later(1)
    await tone.post(`/veiledning/${id}/gjenapning`, { til: 'triage', begrunnelse: 'Likevel' })
    later(1)
    await tone.post(`/veiledning/${id}/angring`)
    expect(await state(id)).toMatchObject({ state: 'closed', step_key: 'closed', outcome: 'capacity', due_on: null })
  })

  test('a running case has no summary, and what was said when it was closed stands on the timeline', async () => {
    const id = await request()
    const why = 'Vi har ikke ledige rådgivere før påske.'
    const summary = async () => (await world.asOwner<{ summary: string | null }>('select summary from guidance.case where id = $1', [id]))[0]?.summary ?? null
    const seen = async () => words((await siri.get(`/veiledning/${id}`)).text)
    const close = () => tone.post(`/veiledning/${id}/steg`, { til: 'closed capacity', begrunnelse: why })
    await close()
    expect([await summary(), await seen()]).toEqual([why, expect.stringContaining(`Oppsummering: ${why}`)])
    later(1)
    await tone.post(`/veiledning/${id}/angring`)
    expect([await state(id), await summary()]).toEqual([expect.objectContaining({ state: 'running', outcome: null }), null])
    expect(await seen()).not.toContain('Oppsummering')
    expect(await seen()).toContain(why)
    later(1)
    await close()
    later(1)
    await tone.post(`/veiledning/${id}/gjenapning`, { til: 'triage', begrunnelse: 'Likevel' })
    expect([await summary(), await seen()]).toEqual([null, expect.stringContaining(why)])
    later(1)
    await tone.post(`/veiledning/${id}/angring`)
    expect([await summary(), await seen()]).toEqual([why, expect.stringContaining('Likevel')])
  })

  test('a theme or a department that does not exist is not stored, whatever a forged form says', async () => {
    const path = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location ?? ''
    await siri.post(`${path}/tema`, { themes: ['31129956715', 'rammeplan-2017-6'], handling: 'kladd' })
    await siri.post(`${path}/hvem`, { target: 'departments', departments: ['31129956715', 'Maurtua'], handling: 'kladd' })
    const [row] = await world.asOwner<{ themes: string[]; departments: string[] }>('select themes, departments from guidance.case where id = $1', [path.split('/')[2]])
    expect(row).toEqual({ themes: ['rammeplan-2017-6'], departments: ['Maurtua'] })
  })

  test('an error on the page does not hide that another tab has saved meanwhile', async () => {
    const path = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location ?? ''
    const stampIn = (html: string) => /name="sett" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const sett = stampIn((await siri.get(`${path}/onske`)).text)
    await siri.post(`${path}/onske`, { wished: 'Fra den første fanen', sett, handling: 'kladd' })
    const wrong = await siri.post(`${path}/onske`, { wished: '31129956715', sett, handling: 'kladd' })
    expect(wrong.status).toBe(422)
    expect((await siri.post(`${path}/onske`, { wished: 'Fra den andre fanen', sett: stampIn(wrong.text), handling: 'kladd' })).status).toBe(409)
  })

  test('a deputy for the people only sees no case, on no page', async () => {
    const id = await request()
    const [peder] = await world.asOwner<{ person: string; membership: string }>("select p.id as person, (select m.id from identity.membership m join identity.person s on s.id = m.person_id where s.name = 'Siri Solheim') as membership from identity.person p where p.name = 'Peder Lunde'")
    const deputy = await world.as('peder')
    const [delegation] = await world.asOwner<{ id: string }>("insert into identity.delegation (membership_id, deputy_id, period, scope, made_at) values ($1, $2, '[2026-11-01,2026-12-31)', '{members}', now()) returning id", [peder?.membership, peder?.person])
    await world.asOwner('update identity.session set membership_id = $1, delegation_id = $2 where person_id = $3', [peder?.membership, delegation?.id, peder?.person])
    expect((await deputy.get(`/veiledning/${id}`)).status).toBe(403)
    expect(words((await deputy.get('/oppgaver')).text)).toContain('Ingenting ventar på deg')
    const kindergarten = await world.org('Solstråla barnehage')
    expect((await deputy.get(`/barnehager/${kindergarten}`)).text).not.toContain('V2026-')
  })
})

test('a draft that is thrown away takes its attachments with it, and the team never sees them', async () => {
  const id = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location?.split('/')[2] ?? ''
  await world.asOwner("insert into guidance.attachment (case_id, name, media_type, size, sha256, content, added_at, added_by_name) values ($1, 'a.pdf', 'application/pdf', 5, 'x', '%PDF-', now(), 'Siri Solheim')", [id])
  const [file] = await world.asOwner<{ id: string }>('select id from guidance.attachment where case_id = $1', [id])
  await siri.post(`/veiledning/${id}/sletting`)
  expect((await tone.get(`/veiledning/${id}/vedlegg/${file?.id}`)).status).toBe(404)
  expect(await world.asOwner('select 1 from guidance.attachment where case_id = $1 and length(content) > 0', [id])).toHaveLength(0)
})
