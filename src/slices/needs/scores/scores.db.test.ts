import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { draft, hidden, listInUse } from './scores.fixtures.ts'

let world: World
let tone: Browser
let siri: Browser
let solstrala: string
let at: string
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  siri = await world.as('siri')
  solstrala = await world.org('Solstråla barnehage')
  at = `/kunnskapsgrunnlag/${solstrala}/kartlegginger`
})
afterAll(() => world.close())

const entry = (versionId: string, more: Record<string, string> = {}) => ({ verktoy: versionId, enhet: solstrala, dato: '12.3.2026', antall: '24', kilde: 'Kommunens foreldreundersøkelse', 's-dimension-1': '4,5', 's-dimension-2': '3.5', ...more })
const setsOf = (versionId: string) => world.asOwner<{ id: string; revision: number; scores: Record<string, number>; reason: string }>('select id, revision, scores, reason from needs.score_set where instrument_version_id = $1 order by measured_on, revision', [versionId])

describe('a list of scores', () => {
  test('is begun, saved half done, told what is missing, and taken into use; then it stands', async () => {
    const begun = await tone.post('/sporsmal/kartlegging', { 'navn-nb': 'Observasjon', 'navn-nn': '', 'navn-en': '' })
    const id = begun.location?.split('/')[2] ?? ''
    const stempel = hidden((await tone.get(`/sporsmal/${id}/kladd`)).text, 'stempel')
    const half = await tone.post(`/sporsmal/${id}/kladd/kartlegging`, { ...draft, stempel, niva: 'department', teller: 'observations', minst: '7', mest: '1', 'kilde-nb': '', valg: 'bruk' })
    const text = words(half.text)
    expect([half.status, text.includes('Kladden er lagret'), text.includes('må være lavere'), text.includes('Skriv hvor resultatene kommer fra')]).toEqual([409, true, true, true])
    const stale = await tone.post(`/sporsmal/${id}/kladd/kartlegging`, { ...draft, stempel, niva: 'department', teller: 'observations' })
    expect([stale.status, stale.text.includes('value="Trivsel"')]).toEqual([409, true])
    const wrong = await tone.post(`/sporsmal/${id}/kladd/kartlegging`, { ...draft, stempel: hidden(half.text, 'stempel'), niva: 'department', teller: 'observations', minst: 'én', 'd-0-nb': 'x'.repeat(301) })
    expect([wrong.status, words(wrong.text).includes('Skriv et tall, for eksempel 1 eller 4,5'), words(wrong.text).includes('Bruk 300 tegn eller færre')]).toEqual([422, true, true])
    expect((await tone.post(`/sporsmal/${id}/kladd/kartlegging`, { ...draft, stempel: hidden(half.text, 'stempel'), niva: 'department', teller: 'observations', 'd-0-key': 'dimension-1', 'd-1-key': 'dimension-2', valg: 'bruk' })).location).toBe(`/sporsmal/${id}`)
    expect(words((await siri.get(`/sporsmal/${id}`)).text)).toContain('Trivsel')
    expect(words((await tone.get('/sporsmal')).text)).toContain('Observasjon')
    // The first form of the file reads the words of the guard.
  }, 60_000)

  test('goes on in a next version, where an area that measures something else gets a key of its own', async () => {
    const { id } = await listInUse(tone, world, { name: 'Neste versjon' })
    expect((await tone.post(`/sporsmal/${id}/kladd`)).location).toBe(`/sporsmal/${id}/kladd`)
    const next = hidden((await tone.get(`/sporsmal/${id}/kladd`)).text, 'stempel')
    await tone.post(`/sporsmal/${id}/kladd/kartlegging`, { ...draft, stempel: next, niva: 'kindergarten', teller: 'answers', 'd-0-key': 'dimension-1', 'd-0-nb': 'Noe annet', 'd-1-key': 'dimension-2', valg: 'bruk' })
    const [version] = await world.asOwner<{ keys: string[] }>("select array(select d ->> 'key' from jsonb_array_elements(definition -> 'dimensions') d) as keys from needs.instrument_version where instrument_id = $1 and number = 2", [id])
    expect(version?.keys).toEqual(['dimension-3', 'dimension-2'])
  })
})

test('the list of kindergartens has all one may enter for; a page after the last is the last', async () => {
  for (const side of ['1', '900', 'x']) {
    const { status, text } = await tone.get(`/kartlegginger?side=${side}`)
    expect([side, status, text.includes(at)]).toEqual([side, 200, true])
  }
})

describe('scores that are entered', () => {
  test('stand with source, trust and who; corrected and taken back, nothing disappears', async () => {
    const { versionId } = await listInUse(tone, world)
    expect((await siri.get(`${at}/ny?verktoy=${versionId}`)).status).toBe(200)
    expect((await siri.post(`${at}/ny`, entry(versionId, { dato: '12.3.2025', 's-dimension-1': '4', antall: '9' }))).location).toBe(at)
    expect((await tone.post(`${at}/ny`, entry(versionId))).location).toBe(at)
    const page = await siri.get(at)
    for (const part of ['4,5', '3,5', '+0,5', 'Kommunens foreldreundersøkelse', '20–24 svar', '5–9 svar', 'Få svar', 'Mange svar', 'Siri']) expect(words(page.text)).toContain(part)
    expect(page.text).toContain('<svg class="line-chart"')
    const again = await siri.post(`${at}/ny`, entry(versionId, { 's-dimension-1': '2' }))
    const [, set] = await setsOf(versionId)
    expect([again.status, again.text.includes(`${at}/${set?.id}`), again.text.includes('value="2"')]).toEqual([409, true, true])
    const corrected = await siri.post(`${at}/${set?.id}`, { utgave: '1', antall: '24', kilde: 'Kommunens foreldreundersøkelse', 's-dimension-1': '4,2', 's-dimension-2': '3,5', grunn: 'Tastefeil.' })
    expect(corrected.location).toBe(at)
    // Somebody who had the page open from before.
    const stale = await tone.post(`${at}/${set?.id}`, { utgave: '1', antall: '24', kilde: 'x', 's-dimension-1': '1', 's-dimension-2': '', grunn: 'Annet.' })
    expect([stale.status, words(stale.text).includes('Slik står det nå: Trivsel 4,2'), hidden(stale.text, 'utgave')]).toEqual([409, true, '2'])
    const after = words((await siri.get(at)).text)
    expect([after.includes('+0,2'), after.includes('Tastefeil.'), after.includes('Før: Trivsel 4,5')]).toEqual([true, true, true])
    const back = await siri.post(`${at}/${set?.id}`, { utgave: '2', valg: 'tilbake', hvorfor: '' })
    expect([back.status, words(back.text).includes('Skriv hvorfor')]).toEqual([422, true])
    expect((await siri.post(`${at}/${set?.id}`, { utgave: '2', valg: 'tilbake', hvorfor: 'Feil barnehage.' })).location).toBe(at)
    expect((await setsOf(versionId)).map(({ revision, scores }) => [revision, scores])).toEqual([[1, { 'dimension-1': 4, 'dimension-2': 3.5 }], [1, { 'dimension-1': 4.5, 'dimension-2': 3.5 }], [2, { 'dimension-1': 4.2, 'dimension-2': 3.5 }], [3, {}]])
    // What was taken back can be entered anew, and the database lets nothing be changed or removed.
    expect((await siri.post(`${at}/ny`, entry(versionId))).status).toBe(303)
  })

  test('how many answered is told in bands of five to whoever corrects too: it is typed anew', async () => {
    const { versionId } = await listInUse(tone, world, { name: 'Hvor mange' })
    expect((await siri.post(`${at}/ny`, entry(versionId, { antall: '23' }))).status).toBe(303)
    const [set] = await setsOf(versionId)
    for (const browser of [siri, tone, await world.as('olav', 'owner')]) expect(/<input[^>]*name="antall"[^>]*>/.exec((await browser.get(`${at}/${set?.id}`)).text)?.[0]).not.toContain('23')
    const wrong = await siri.post(`${at}/${set?.id}`, { utgave: '1', antall: '', kilde: 'x', 's-dimension-1': '4', 's-dimension-2': '', grunn: 'Tastefeil.' })
    expect([wrong.status, wrong.text.includes('value="23"')]).toEqual([422, false])
    const stale = await tone.post(`${at}/${set?.id}`, { utgave: '7', antall: '22', kilde: 'x', 's-dimension-1': '4', 's-dimension-2': '', grunn: 'Tastefeil.' })
    expect([stale.status, stale.text.includes('name="antall"') && stale.text.includes('value="22"'), stale.text.includes('value="23"')]).toEqual([409, true, false])
  })

  test('bad input is named where it stands, and nothing typed is lost', async () => {
    const { versionId } = await listInUse(tone, world, { name: 'Til prøve' })
    const said = async (more: Record<string, string>) => {
      const reply = await siri.post(`${at}/ny`, entry(versionId, more))
      return [reply.status, words(reply.text), reply.text] as const
    }
    for (const [more, sentence] of [
      [{ antall: '4' }, 'Færre enn fem har svart'],
      [{ 's-dimension-1': '85' }, 'Skalaen går fra 1 til 5'],
      [{ 's-dimension-1': '1.234,5' }, 'både komma og punktum'],
      [{ 's-dimension-1': '4,55' }, 'Bruk én desimal'],
      [{ 's-dimension-1': '', 's-dimension-2': '' }, 'Skriv minst ett resultat'],
      [{ dato: '1.1.2027' }, 'Datoen er ikke kommet ennå'],
      [{ dato: '31.2.2026' }, 'Skriv datoen slik'],
      [{ kilde: '' }, 'Skriv hvor resultatene kommer fra'],
      [{ kilde: 'Svar fra 13097248022' }, 'fødselsnummer'],
    ] as const) {
      const [status, text, html] = await said(more)
      expect([status, text.includes(sentence), html.includes('value="24"') || 'antall' in more], sentence).toEqual([422, true, true])
    }
    expect(await setsOf(versionId)).toEqual([])
  })

  test('of departments: the kindergarten and the team see them, the owner sees the whole only', async () => {
    const { versionId } = await listInUse(tone, world, { name: 'Observasjon av avdelinger', per: 'department', counted: 'observations' })
    const [department] = await world.asOwner<{ id: string; name: string }>("select o.id, o.name from register.organisation o join register.relation r on r.from_id = o.id where r.to_id = $1 and r.kind = 'part-of' and o.kind = 'department' order by o.name limit 1", [solstrala])
    expect((await siri.post(`${at}/ny`, entry(versionId))).status).toBe(422)
    expect((await siri.post(`${at}/ny`, entry(versionId, { enhet: department?.id ?? '', antall: '1' }))).status).toBe(303)
    expect(words((await siri.get(at)).text)).toContain(`Observasjon av avdelinger: ${department?.name}`)
    const owner = await world.as('olav', 'owner')
    const seen = await owner.get(at)
    expect([seen.status, words(seen.text).includes('Observasjon av avdelinger'), words(seen.text).includes('barnehagen som helhet')]).toEqual([200, false, true])
    const [set] = await setsOf(versionId)
    expect((await owner.get(`${at}/${set?.id}`)).status).toBe(404)
  })

  test('are read by the kindergarten, its owner and the team; entered by head, owner and team; by nobody else', async () => {
    const { versionId } = await listInUse(tone, world, { name: 'Hvem' })
    for (const [person, role, read, write] of [['siri', undefined, 200, 200], ['peder', undefined, 200, 403], ['olav', 'owner', 200, 200], ['tone', undefined, 200, 200], ['hanne', undefined, 404, 404], ['eva', undefined, 404, 404], ['olav', 'authority', 403, 403], ['stine', undefined, 403, 403]] as const) {
      const browser = await world.as(person, role)
      expect([person, role, (await browser.get(at)).status, (await browser.get(`${at}/ny`)).status]).toEqual([person, role, read, write])
    }
    const hanne = await world.as('hanne')
    expect((await hanne.post(`${at}/ny`, entry(versionId))).status).toBe(404)
    expect(await setsOf(versionId)).toEqual([])
    expect((await siri.get('/kartlegginger')).location).toBe(at)
    expect((await tone.get('/kartlegginger')).text).toContain(at)
  })

  test('show in the evidence with source and trust, and a need can lean on them', async () => {
    const evidence = await siri.get(`/kunnskapsgrunnlag/${solstrala}`)
    expect(words(evidence.text)).toMatch(/Trivsel: 4,\d på en skala fra 1 til 5/)
    const from = /href="(\/behovsbeskrivelser\/ny\?fra=score[^"]*)"/.exec(evidence.text)?.[1] ?? expect.fail('no score among what is known')
    const form = await siri.get(from)
    expect(form.text).toMatch(/name="grunnlag" value="score:[^"]*" checked/)
    expect(form.text).toMatch(/name="temaer" value="rammeplan-2017-3" checked/)
  })
})
