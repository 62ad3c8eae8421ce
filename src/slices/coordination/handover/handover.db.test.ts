import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'

// Work at system level handed over with the head's consent, on the real database.

let world: World
let siri: Browser
let per: Browser
let tone: Browser
let team: string
let health: string
let solstrala: string
beforeAll(async () => {
  world = await openWorld()
  ;[siri, per, tone] = await Promise.all([world.as('siri'), world.as('per'), world.as('tone')])
  ;[team, health, solstrala] = await Promise.all([world.org('Kompetanseteam barnehage Fjordvik'), world.org('Helsestasjonen i Fjordvik'), world.org('Solstråla barnehage')])
})
afterAll(() => world.close())

const home = '/stottesystem/overforinger'
const see = async (who: Browser, path: string) => words((await who.get(`${path}?sprak=nb`)).text)
const pass = (who: Browser, more: Form = {}) => who.post(`${home}/ny`, { barnehage: solstrala, til: team, deler: ['theme', 'tried'], tema: 'Rolige overganger', provd: 'Tre møter med lederne', effekt: '', kontakt: '', ...more })
/** A hand-over from PPT to the team; the one before stands in the way of the next, so it goes. */
async function passed(more: Form = {}): Promise<string> {
  await world.asOwner('delete from coordination.hand_over where kindergarten_id = $1', [solstrala])
  const reply = await pass(per, more)
  expect(reply.status).toBe(303)
  return (reply.location ?? '').split('/').at(-1) ?? ''
}
const consent = (id: string, samtykke: string) => siri.post(`${home}/${id}/samtykke`, { samtykke })
const answer = (id: string, more: Form = {}) => tone.post(`${home}/${id}/svar`, { svar: 'accepted', videre: 'suggestion', grunn: '', ...more })

describe('consent', () => {
  test('nothing is shared before the head has said yes: the receiver does not find it', async () => {
    const id = await passed()
    expect((await tone.get(`${home}/${id}`)).status).toBe(404)
    expect((await answer(id)).status).toBe(404)
    expect(await see(siri, '/oppgaver')).toContain('Si om dette kan deles med Kompetanseteam barnehage Fjordvik')
    const page = await see(siri, `${home}/${id}`)
    for (const said of ['Rolige overganger', 'Tre møter med lederne', 'Sier du nei, får de ikke vite om det']) expect(page).toContain(said)
    expect((await consent(id, 'given')).status).toBe(303)
    expect(await see(tone, `${home}/${id}`)).toContain('Tre møter med lederne')
    expect(await see(tone, '/oppgaver')).toContain('Svar på overføringen fra PPT Fjordvik')
    const twice = await consent(id, 'refused')
    expect([twice.status, words(twice.text).includes('Dette er svart på allerede.')]).toEqual([409, true])
  })

  test('a no is told the sender, with a next step; the receiver never knows', async () => {
    const id = await passed()
    expect((await consent(id, 'refused')).status).toBe(303)
    expect((await tone.get(`${home}/${id}`)).status).toBe(404)
    expect(await see(per, `${home}/${id}`)).toContain('Snakk med styreren om hva som kan deles')
    expect(await see(per, '/oppgaver')).toContain('kom tilbake: velg neste steg')
  })

  test('taken back: the receiver no longer reads a word, both are told, and it stays from when to when it was shared', async () => {
    const id = await passed()
    await consent(id, 'given')
    expect(await see(siri, `${home}/${id}`)).toContain('De husker det de har lest.')
    expect((await consent(id, 'withdrawn')).status).toBe(303)
    const receiver = await see(tone, `${home}/${id}`)
    expect(receiver).not.toContain('Tre møter med lederne')
    for (const said of ['Samtykket er trukket', 'Det som var delt, kan ikke leses her lenger.', 'kunne lese det fra 23. november 2026 til 23. november 2026']) expect(receiver).toContain(said)
    expect(await see(per, `${home}/${id}`)).toContain('Tre møter med lederne')
    expect(await see(per, '/oppgaver')).toContain('Samtykket til å dele med Kompetanseteam barnehage Fjordvik er trukket')
    const late = await answer(id)
    expect([late.status, words(late.text).includes('Styreren har trukket samtykket.')]).toEqual([409, true])
    const again = await consent(id, 'withdrawn')
    expect([again.status, words(again.text).includes('Det er ikke noe samtykke å trekke tilbake nå.')]).toEqual([409, true])
    const [reader, sender] = await Promise.all([actorOf(world, 'tone'), actorOf(world, 'per')])
    const look = `select 1 from coordination.hand_over_text where hand_over_id = '${id}'`
    expect([await tries(world, reader, look), await tries(world, sender, look)]).toEqual(['no', 'yes'])
  })
})

describe('notices', () => {
  const told = async (id: string) => (await world.asOwner<{ kind: string; name: string }>('select n.kind, p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1 and n.cancelled_at is null order by n.kind, p.name', [id])).map(({ kind, name }) => `${kind} ${name}`)
  const since = async (id: string, before: readonly string[]) => (await told(id)).filter((line) => !before.includes(line))

  test('the head is asked; a yes is told the sender, and the receiver gets to know; the one who acted is told nothing', async () => {
    const id = await passed()
    const asked = await told(id)
    expect(asked).toEqual(['support-consent-asked Siri Solheim'])
    await consent(id, 'given')
    const after = await since(id, asked)
    expect(after).toEqual(expect.arrayContaining(['support-consent-answered Per Strand', 'support-handed-over Tone Haugen']))
    expect(after.filter((line) => line.endsWith('Siri Solheim'))).toEqual([])
    expect(words((await tone.get('/varsler?sprak=nb')).text)).toContain('PPT Fjordvik overfører arbeid i Solstråla barnehage til dere')
    const rows = await world.asOwner('select path, data from messaging.notice where subject_id = $1', [id])
    expect(new Set(rows.map(({ path }) => path))).toEqual(new Set([`${home}/${id}`]))
    expect(JSON.stringify(rows)).not.toMatch(/Rolige|Tre møter/)
    const before = await told(id)
    await answer(id)
    expect(await since(id, before)).toEqual(['support-guidance-suggested Siri Solheim', 'support-hand-over-answered Per Strand'])
    const later = await told(id)
    await siri.post(`${home}/${id}/forslag`, { svar: 'not-now' })
    expect(await since(id, later)).toContain('support-suggestion-answered Tone Haugen')
  })

  test('a no goes to the sender alone: the receiver never knows', async () => {
    const id = await passed()
    const asked = await told(id)
    await consent(id, 'refused')
    expect(await since(id, asked)).toEqual(['support-consent-answered Per Strand'])
  })

  test('a yes taken back is told both, and what the receiver has not been sent yet is not', async () => {
    const id = await passed()
    await consent(id, 'given')
    await consent(id, 'withdrawn')
    const all = await told(id)
    expect(all).toEqual(expect.arrayContaining(['support-consent-withdrawn Per Strand', 'support-consent-withdrawn Tone Haugen']))
    expect(all.filter((line) => line.startsWith('support-handed-over'))).toEqual([])
  })

  test('the receiver says no: the sender and the head are told', async () => {
    const id = await passed()
    await consent(id, 'given')
    const before = await told(id)
    await answer(id, { svar: 'declined', grunn: 'Fullt' })
    expect(await since(id, before)).toEqual(['support-hand-over-answered Per Strand', 'support-hand-over-answered Siri Solheim'])
  })

  test('taken back before the head has answered: the head is told, the receiver is not', async () => {
    const id = await passed()
    await per.post(`${home}/${id}/slutt`, { handling: 'withdrawn' })
    expect(await told(id)).toEqual(['support-taken-back Siri Solheim'])
  })
})

describe('the answer', () => {
  test('the team takes it as a suggestion: the head asks, and no case begins by itself', async () => {
    const id = await passed()
    await consent(id, 'given')
    const cases = async () => (await world.asOwner('select 1 from guidance.case')).length
    const before = await cases()
    const unsaid = await answer(id, { videre: '' })
    expect([unsaid.status, words(unsaid.text).includes('Velg hva dere gjør videre.')]).toEqual([422, true])
    expect((await answer(id)).status).toBe(303)
    expect(await cases()).toBe(before)
    expect(await see(siri, '/oppgaver')).toContain('Se forslaget om å be om veiledning')
    expect(await see(siri, `${home}/${id}`)).toContain('Det er du som styrer som bestemmer.')
    expect((await siri.post(`${home}/${id}/forslag`, { svar: 'not-now' })).status).toBe(303)
    expect((await siri.post(`${home}/${id}/forslag`, { svar: 'asked' })).status).toBe(409)
    expect(await see(tone, `${home}/${id}`)).toContain('Siri Solheim vil ikke be om veiledning nå.')
  })

  test('a no goes back with why and what to do', async () => {
    const id = await passed()
    await consent(id, 'given')
    const wordless = await answer(id, { svar: 'declined' })
    expect([wordless.status, words(wordless.text).includes('Skriv hvorfor dere ikke kan')]).toEqual([422, true])
    expect((await answer(id, { svar: 'declined', grunn: 'Vi har ikke noen før påske' })).status).toBe(303)
    const back = await see(per, `${home}/${id}`)
    for (const said of ['Sendt tilbake', 'Vi har ikke noen før påske', 'Send til en annen']) expect(back).toContain(said)
    expect((await per.post(`${home}/${id}/slutt`, { handling: 'closed' })).status).toBe(303)
  })

  test('a no closes the words to the one who said it; sent to another they stand in the form, and the first is closed', async () => {
    const id = await passed()
    await consent(id, 'given')
    await answer(id, { svar: 'declined', grunn: 'Fullt' })
    const receiver = await see(tone, `${home}/${id}`)
    expect(receiver).toContain('Det som var delt')
    expect(receiver).not.toContain('Tre møter med lederne')
    expect(await tries(world, await actorOf(world, 'tone'), `select 1 from coordination.hand_over_text where hand_over_id = '${id}'`)).toBe('no')
    const link = /href="([^"]*istedenfor=[^"]*)"/.exec((await per.get(`${home}/${id}`)).text)?.[1]?.replaceAll('&amp;', '&') ?? ''
    expect((await per.get(link)).text).toContain('Tre møter med lederne')
    expect((await tone.get(link)).text, 'nobody else has the words').not.toContain('Tre møter med lederne')
    expect((await pass(per, { til: health, istedenfor: id })).status).toBe(303)
    expect(await see(per, `${home}/${id}`)).toContain('Avsluttet')
    expect((await per.get('/oppgaver')).text).not.toContain(`${home}/${id}`)
  })

  test('the sender is done with what was taken over, and the head still has the suggestion to answer', async () => {
    const id = await passed()
    await consent(id, 'given')
    await answer(id)
    expect((await per.post(`${home}/${id}/slutt`, { handling: 'closed' })).status).toBe(303)
    expect((await siri.get('/oppgaver')).text).toContain(`${home}/${id}`)
    expect((await siri.post(`${home}/${id}/forslag`, { svar: 'asked' })).status).toBe(303)
    expect((await siri.get('/oppgaver')).text).not.toContain(`${home}/${id}`)
  })

  test('what nobody answers in time is a task of the sender', async () => {
    const id = await passed()
    expect((await per.get('/oppgaver')).text).not.toContain(`${home}/${id}`)
    await world.asOwner("update coordination.hand_over set made_at = '2026-11-13T09:00:00Z' where id = $1", [id])
    expect(await see(per, '/oppgaver')).toContain('er ikke svart på innen fristen: ring, eller trekk den')
  })

  test('of two answers at once, one counts', async () => {
    const id = await passed()
    await consent(id, 'given')
    const both = await Promise.all([answer(id), answer(id, { svar: 'declined', grunn: 'Nei' })])
    expect(both.map(({ status }) => status).sort()).toEqual([303, 409])
  })

  test('the head takes the yes back just as the receiver answers: the words are gone whichever came first', async () => {
    const id = await passed()
    await consent(id, 'given')
    const [back, taken] = await Promise.all([consent(id, 'withdrawn'), answer(id)])
    expect(back.status).toBe(303)
    const [row] = await world.asOwner<{ consent: string; answer: string | null }>('select consent, answer from coordination.hand_over where id = $1', [id])
    expect(row).toEqual({ consent: 'withdrawn', answer: taken.status === 303 ? 'accepted' : null })
    expect(await see(tone, `${home}/${id}`)).not.toContain('Tre møter med lederne')
  })

  test('the sender takes back what nobody has answered: the words are gone for the receiver', async () => {
    const id = await passed()
    await consent(id, 'given')
    expect((await per.post(`${home}/${id}/slutt`, { handling: 'withdrawn' })).status).toBe(303)
    expect(await see(tone, `${home}/${id}`)).not.toContain('Tre møter med lederne')
    expect(await see(tone, `${home}/${id}`)).toContain('Det som var delt')
    expect((await answer(id)).status).toBe(409)
  })
})

test.each<[string, Form, number, string]>([
  ['nobody chosen', { til: '' }, 422, 'Velg hvem som skal ta over.'],
  ['nothing shared', { deler: [] }, 422, 'Kryss av for minst én ting du deler.'],
  ['a part that is chosen and empty', { deler: ['theme', 'tried', 'effect'] }, 422, 'Skriv noe her, eller ta bort krysset.'],
  ['written and not chosen', { deler: ['theme'] }, 422, 'ikke krysset av for at det deles'],
  ['an identity number', { provd: 'Gjelder 01010112345' }, 422, 'fødselsnummer'],
])('refused in words, and what was typed stays: %s', async (_, more, status, sentence) => {
  const reply = await pass(per, more)
  expect([reply.status, words(reply.text).includes(sentence), reply.text.includes('Rolige overganger')]).toEqual([status, true, true])
})

test('one at a time to the same; a receiver that has closed down; one of another municipality; oneself', async () => {
  await passed()
  const again = await pass(per)
  expect([again.status, words(again.text).includes('venter allerede på svar')]).toEqual([409, true])
  await world.asOwner("update register.organisation set closed_on = '2026-11-01' where id = $1", [health])
  const gone = await pass(per, { til: health })
  expect([gone.status, words(gone.text).includes('Tjenesten er lagt ned.')]).toEqual([409, true])
  await world.asOwner('update register.organisation set closed_on = null where id = $1', [health])
  expect((await pass(per, { til: await world.org('PPT Fjordvik') })).status).toBe(404)
  const [far] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, form, name, fictitious, created_at) values ('support-service', 'ppt', 'PPT Nabodal', true, now()) returning id")
  expect((await pass(per, { til: far?.id ?? '' })).status).toBe(404)
})

test('the team hands over too, and only those it concerns find it', async () => {
  const reply = await pass(tone, { til: health, deler: ['theme'], provd: '' })
  expect(reply.status).toBe(303)
  const id = (reply.location ?? '').split('/').at(-1) ?? ''
  expect((await per.get(`${home}/${id}`)).status).toBe(404)
  expect((await (await world.as('hanne')).get(`${home}/${id}`)).status).toBe(404)
  expect((await (await world.as('olav', 'authority')).get(`${home}/${id}`)).status).toBe(403)
})

test('the database refuses too: the head alone agrees, the receiver alone answers, the sender alone ends it', async () => {
  const id = await passed()
  const [head, sender, receiver] = await Promise.all([actorOf(world, 'siri'), actorOf(world, 'per'), actorOf(world, 'tone')])
  const agree = `update coordination.hand_over set consent = 'given', consent_at = now(), consent_by_name = '${head.name}' where id = '${id}'`
  const take = `update coordination.hand_over set answer = 'accepted', next = 'own', answered_at = now(), answered_by_name = '${receiver.name}' where id = '${id}'`
  const end = `update coordination.hand_over set ended = 'closed', ended_at = now(), ended_by_name = '${sender.name}' where id = '${id}'`
  expect([await tries(world, sender, agree), await tries(world, receiver, agree), await tries(world, head, agree)]).toEqual(['no', 'no', 'yes'])
  await consent(id, 'given')
  expect([await tries(world, sender, take), await tries(world, head, take), await tries(world, receiver, take)]).toEqual(['no', 'no', 'yes'])
  expect([await tries(world, receiver, end), await tries(world, head, end), await tries(world, sender, end)]).toEqual(['no', 'no', 'yes'])
})
