import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { approved, declined, granted, lettersLeave, prepared, published, roundIn, sentReport, setUpLetters } from './decisions.fixtures.ts'
import { makeFiles } from './letters/actions.ts'

let world: World
let stine: Browser
let arve: Browser
let eva: Browser
beforeAll(async () => {
  world = await openWorld()
  ;[stine, arve, eva] = [await world.as('stine'), await world.as('arve'), await world.as('eva')]
})
afterAll(() => world.close())

const stored = async (id: string) => (await world.asOwner<{ outcome: string; approved_by_name: string | null; published_at: Date | null; ready_at: Date | null }>('select outcome, approved_by_name, published_at, ready_at from scheme.decision where id = $1', [id]))[0]

describe('preparing', () => {
  test('the form is filled in as the forum recommended', async () => {
    const round = await roundIn(world)
    const report = await sentReport(world, round, { recommended: { outcome: 'part', kroner: 150_000 } })
    const { text } = await stine.get(`/runder/${round}/vedtak/${report}`)
    expect(text).toMatch(/name="belop-2027-owner"[^>]*|value="150000"/)
    expect(text).toContain('value="150000"')
    expect(text).toContain('Godt forankret.')
    expect(text).toMatch(/value="part"[^>]*checked/)
  })

  test.each([
    ['a deviation without a reason, downwards', { ...granted, utfall: 'part', 'belop-2027-owner': '100 000', begrunnelse: 'Mindre ramme i år.' }, 'Skriv hvorfor vedtaket er et annet enn innstillingen.'],
    ['a deviation without a reason, upwards', { ...granted, 'belop-2027-owner': '250 000' }, 'Skriv hvorfor vedtaket er et annet enn innstillingen.'],
    ['less than asked without a reason to the applicant', { ...granted, utfall: 'part', 'belop-2027-owner': '100 000', avvik: 'Mindre ramme.' }, 'Skriv begrunnelsen.'],
    ['a full grant that is less', { ...granted, 'belop-2027-owner': '100 000' }, 'Summen er mindre enn det er søkt om.'],
    ['a part that is all', { ...granted, utfall: 'part' }, 'Summen er minst like stor'],
    ['a decline with money', { ...granted, utfall: 'decline', begrunnelse: 'Nei.' }, 'Et avslag har ingen beløp.'],
    ['a grant of nothing', { ...granted, 'belop-2027-owner': '' }, 'Skriv hvor mye som bevilges'],
    ['a negative amount', { ...granted, 'belop-2027-owner': '-5' }, 'Beløpet kan ikke være under null.'],
    ['an amount that overflows', { ...granted, 'belop-2027-owner': '9'.repeat(30) }, 'Beløpet er for stort.'],
    ['a reason of 100,000 letters', { ...granted, begrunnelse: 'x'.repeat(100_000) }, 'Teksten er for lang.'],
    ['no outcome', { ...granted, utfall: 'kanskje' }, 'Velg utfall.'],
  ])('refuses %s, and keeps what was typed', async (_, form, because) => {
    const round = await roundIn(world)
    const report = await sentReport(world, round)
    const { status, text } = await stine.post(`/runder/${round}/vedtak/${report}`, form)
    expect(status).toBe(422)
    expect(words(text)).toContain(because)
    expect(await world.asOwner('select 1 from scheme.decision where report_id = $1', [report])).toEqual([])
  })

  test('refuses the very same reason for two who do not get all', async () => {
    const round = await roundIn(world)
    const [one, two] = [await sentReport(world, round), await sentReport(world, round, { lead: 'Stiftelsen Fjordgløtt', kindergarten: 'Fjordgløtt barnehage' })]
    await prepared(stine, round, one, declined('Tiltaket gjelder ikke hele personalet.'))
    const { status, text } = await stine.post(`/runder/${round}/vedtak/${two}`, declined('Tiltaket  gjelder ikke hele Personalet.'))
    expect([status, words(text).includes('nøyaktig samme begrunnelse')]).toEqual([422, true])
  })

  test('a second officer never writes over the first unseen', async () => {
    const round = await roundIn(world)
    const report = await sentReport(world, round)
    await prepared(stine, round, report)
    const { status, text } = await arve.post(`/runder/${round}/vedtak/${report}`, { ...granted, begrunnelse: 'Det Arve skrev.' })
    expect([status, text.includes('Det Arve skrev.')]).toEqual([409, true])
  })

  test('not before the forum, and not in somebody else’s round', async () => {
    const round = await roundIn(world, { stage: 'in-review' })
    const report = await sentReport(world, round)
    expect((await stine.post(`/runder/${round}/vedtak/${report}`, granted)).status).toBe(409)
    const other = await roundIn(world)
    expect((await stine.post(`/runder/${other}/vedtak/${report}`, granted)).status).toBe(404)
    expect((await eva.post(`/runder/${round}/vedtak/${report}`, granted)).status).toBe(403)
  })
})

describe('by the rules of 2019', () => {
  const ofThen = async () => {
    const round = await roundIn(world)
    await world.asOwner("update scheme.round set scheme_code = 'regional-2019' where id = $1", [round])
    const report = await sentReport(world, round, { partner: null })
    await world.asOwner('delete from scheme.report_amount where report_id = $1', [report])
    return { round, report }
  }

  test('nobody was asked for amounts: nothing says kr 0, and universities are not spoken of', async () => {
    const { round, report } = await ofThen()
    const list = words((await stine.get(`/runder/${round}/vedtak`)).text)
    expect(list).toContain('Ikke bedt om beløp')
    const page = (await stine.get(`/runder/${round}/vedtak/${report}`)).text
    expect(words(page)).toContain('Søkt om Ikke bedt om beløp')
    expect(page).not.toContain('belop-2027-university')
    expect((await stine.get(`/runder/${round}/vedtak/brev`)).text).not.toContain('enkeltvedtak-university')
    await setUpLetters(stine, round)
    expect(words((await stine.get(`/runder/${round}/vedtak`)).text)).not.toContain('Brevene mangler opplysninger')
  })

  test('money for a university that is not there is refused, and never the kindergarten’s', async () => {
    const { round, report } = await ofThen()
    const { status, text } = await stine.post(`/runder/${round}/vedtak/${report}`, { ...granted, 'belop-2027-university': '10 000', avvik: 'Også til høgskolen.' })
    expect([status, words(text).includes('Behovsmeldingen har ingen universitetspartner')]).toEqual([422, true])
    await world.asOwner("insert into scheme.recommended_amount (report_id, year, actor, ore) values ($1, 2027, 'university', 1000000)", [report])
    expect((await stine.post(`/runder/${round}/vedtak/utkast`)).status).toBe(303)
    expect(await world.asOwner("select actor, ore::text from scheme.granted_amount g join scheme.decision d on d.id = g.decision_id where d.report_id = $1", [report])).toEqual([{ actor: 'owner', ore: '20000000' }])
  })

  test('the letter says what was granted, not that it was asked for, and by which rules; the page says fylkesmannen', async () => {
    const { round, report } = await ofThen()
    await setUpLetters(stine, round)
    const id = await approved(stine, arve, round, report, { ...granted, utfall: 'part', begrunnelse: 'Rammen rekker ikke til alt.', avvik: 'Mindre ramme.' })
    expect((await arve.post(`/runder/${round}/vedtak/publisering`)).status).toBe(303)
    await lettersLeave(world)
    const text = words((await eva.get(`/vedtak/${id}`)).text)
    expect(text).toContain('Eventyrkjeden får kr 200 000 til deler av «Lek i hverdagen»')
    expect(text).toContain('Vi har behandlet saken etter forvaltningsloven (lov 10. februar 1967).')
    expect(text).not.toMatch(/søkte om|søkt om/)
    const form = words((await eva.get(`/vedtak/${id}/klage`)).text)
    expect(form).toContain('Fylkesmannen ser på klagen først')
    expect(form).not.toContain('Statsforvalteren ser på')
  })
})

describe('the second person', () => {
  test('is never the one who prepared it: not by the button, not by a forged form, not past the program', async () => {
    const round = await roundIn(world)
    const report = await sentReport(world, round)
    await setUpLetters(stine, round)
    const id = await prepared(stine, round, report)
    const own = await stine.post(`/vedtak/${id}/godkjenning`, { approved_by: (await actorOf(world, 'arve')).personId })
    expect([own.status, words(own.text).includes('Du har selv forberedt vedtaket')]).toEqual([409, true])
    const [me, other] = [await actorOf(world, 'stine'), await actorOf(world, 'arve')]
    const approve = (who: string, name: string) => `update scheme.decision set approved_by = '${who}', approved_by_name = '${name}', approved_at = now() where id = '${id}'`
    await expect(tries(world, me, approve(me.personId, me.name))).rejects.toThrow('decision_two_people')
    expect(await tries(world, me, approve(other.personId, other.name))).toBe('no')
    expect(await tries(world, other, approve(other.personId, other.name))).toBe('yes')
    expect((await stored(id))?.approved_by_name).toBeNull()
    expect((await arve.post(`/vedtak/${id}/godkjenning`)).status).toBe(303)
    expect((await arve.post(`/vedtak/${id}/godkjenning`)).status).toBe(409)
  })

  test('cannot approve while a letter lacks something, and the page says what', async () => {
    const round = await roundIn(world)
    const id = await prepared(stine, round, await sentReport(world, round))
    const { status, text } = await arve.post(`/vedtak/${id}/godkjenning`)
    expect(status).toBe(409)
    expect(words(text)).toContain('Eit brev manglar noko det må ha.')
    expect(words(text)).toMatch(/Brevet manglar Vilkår Kven mottakaren kan spørje/)
  })

  test('gives it back with a reason; what is approved is not changed before that', async () => {
    const round = await roundIn(world)
    const report = await sentReport(world, round)
    await setUpLetters(stine, round)
    const id = await approved(stine, arve, round, report)
    expect((await stine.post(`/runder/${round}/vedtak/${report}`, granted)).status).toBe(409)
    expect((await arve.post(`/vedtak/${id}/retur`, { grunn: '' })).status).toBe(422)
    expect((await arve.post(`/vedtak/${id}/retur`, { grunn: 'Se på beløpet.' })).status).toBe(303)
    expect(await world.asOwner('select 1 from scheme.document where decision_id = $1', [id])).toEqual([])
    expect(words((await stine.get(`/runder/${round}/vedtak/${report}`)).text)).toContain('Se på beløpet.')
    expect(words((await stine.get('/oppgaver')).text)).toContain('Rett vedtaket du fikk i retur')
  })

  test('approves up to a limit that those who give access set', async () => {
    expect((await stine.post('/vedtak/grenser', { 'grense-andre': '100' })).location).toBe('/vedtak/grenser')
    expect(await world.asOwner('select 1 from scheme.approval_limit')).toEqual([])
    const leader = (await actorOf(world, 'arve')).personId
    await arve.post('/vedtak/grenser', { 'grense-andre': '150 000', [`fri-${leader}`]: 'ja' })
    const round = await roundIn(world)
    const [one, two] = [await sentReport(world, round), await sentReport(world, round, { lead: 'Stiftelsen Fjordgløtt', kindergarten: 'Fjordgløtt barnehage' })]
    await setUpLetters(stine, round)
    const tooMuch = await stine.post(`/vedtak/${await prepared(arve, round, one)}/godkjenning`)
    expect([tooMuch.status, words(tooMuch.text).includes('Summen er høyere enn du kan godkjenne')]).toEqual([409, true])
    await approved(stine, arve, round, two)
    await arve.post('/vedtak/grenser', { 'grense-andre': '' })
    expect(await world.asOwner('select 1 from scheme.approval_limit')).toEqual([])
  })
})

describe('publishing', () => {
  test('is for all or none, and before it nobody outside sees or hears anything', async () => {
    const round = await roundIn(world)
    const [one, two] = [await sentReport(world, round), await sentReport(world, round, { lead: 'Stiftelsen Fjordgløtt', kindergarten: 'Fjordgløtt barnehage', title: 'Språk' })]
    await setUpLetters(stine, round)
    const id = await approved(stine, arve, round, one)
    const early = await arve.post(`/runder/${round}/vedtak/publisering`)
    expect([early.status, words(early.text).includes('Alle vedtak i runden må vere godkjende')]).toEqual([409, true])
    await makeFiles(world.deps)
    const [document] = await world.asOwner<{ id: string }>('select id from scheme.document where decision_id = $1', [id])
    for (const person of ['eva', 'ulla', 'hanne', 'liv', 'frida']) {
      const reader = await world.as(person)
      expect([person, (await reader.get(`/vedtak/${id}`)).status]).toEqual([person, 404])
      expect((await reader.get(`/vedtak/${id}/brev/${document?.id}/brev.pdf`)).status).toBe(404)
      expect((await reader.get('/vedtak')).text).not.toContain(id)
      for (const table of ['decision', 'granted_amount', 'decision_recipient', 'document']) expect([person, table, await tries(world, await actorOf(world, person), `select * from scheme.${table} where ${table === 'decision' ? 'id' : 'decision_id'} = '${id}'`)]).toEqual([person, table, 'no'])
    }
    expect(await world.asOwner("select 1 from messaging.notice where kind = 'scheme-decided' and subject_id = $1", [id])).toEqual([])
    const other = await approved(stine, arve, round, two, { ...declined('Tiltaket gjelder bare én avdeling.') })
    expect((await arve.post(`/runder/${round}/vedtak/publisering`)).status).toBe(303)
    const times = await world.asOwner<{ published_at: Date }>('select distinct published_at from scheme.decision where id = any ($1)', [[id, other]])
    expect(times).toHaveLength(1)
    await lettersLeave(world)
    expect((await eva.get(`/vedtak/${id}`)).status).toBe(200)
    expect((await eva.get(`/vedtak/${other}`)).status).toBe(404)
    const page = words((await (await world.as('liv')).get(`/vedtak/${other}`)).text)
    expect(page).toContain('Tiltaket gjelder bare én avdeling.')
    expect(page).toContain('mandag 14. desember 2026')
  })

  test('tells the owner, the partner and the heads that it is a decision, with times of both', async () => {
    const { id } = await published(world)
    const told = await world.asOwner<{ email: string }>("select p.email from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'scheme-decided' and n.subject_id = $1 order by 1", [id])
    expect(told.map(({ email }) => email)).toEqual(['eva.brekke@eventyrkjeden.example', 'hanne.moen@trollstua.example', 'ulla.holm@hogskole.example'])
    const recipients = await world.asOwner<{ available_at: Date; notified_at: Date }>('select available_at, notified_at from scheme.decision_recipient where decision_id = $1', [id])
    expect(recipients.map((one) => [one.available_at !== null, one.notified_at !== null])).toEqual([[true, true], [true, true]])
    expect(words((await eva.get('/varsler')).text)).toContain('Det er gjort vedtak om tilskudd')
  })

  test('of two at the same moment one publishes, and nobody is told twice', async () => {
    const round = await roundIn(world)
    await setUpLetters(stine, round)
    const id = await approved(stine, arve, round, await sentReport(world, round))
    const both = await Promise.all([stine.post(`/runder/${round}/vedtak/publisering`), arve.post(`/runder/${round}/vedtak/publisering`)])
    expect(both.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(await world.asOwner("select 1 from messaging.notice n join identity.person p on p.id = n.person_id where n.kind = 'scheme-decided' and n.subject_id = $1 and p.name = 'Eva Brekke'", [id])).toHaveLength(1)
    expect(await world.asOwner('select 1 from scheme.money_entry where decision_id = $1', [id])).not.toEqual([])
  })

  test('leaves nothing behind when the frame is too small', async () => {
    const round = await roundIn(world)
    await setUpLetters(stine, round)
    const id = await approved(stine, arve, round, await sentReport(world, round, { asked: 90_000_000, recommended: { outcome: 'grant', kroner: 90_000_000 } }), { ...granted, 'belop-2027-owner': '90 000 000' })
    const { status, text } = await arve.post(`/runder/${round}/vedtak/publisering`)
    expect([status, words(text).includes('større enn ramma')]).toEqual([409, true])
    expect((await stored(id))?.published_at).toBeNull()
    expect(await world.asOwner("select 1 from messaging.notice where kind = 'scheme-decided' and subject_id = $1", [id])).toEqual([])
  })

  test('waits for a colleague when the one who would is disqualified, and they see nothing of that decision', async () => {
    const round = await roundIn(world)
    const report = await sentReport(world, round)
    await setUpLetters(stine, round)
    const id = await approved(stine, arve, round, report)
    await world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, disqualified, at, by_name) values ($1, $2, 'declared', true, now(), 'Arve Moe')", [report, (await actorOf(world, 'arve')).personId])
    expect((await arve.get(`/vedtak/${id}`)).status).toBe(404)
    const { status, text } = await arve.post(`/runder/${round}/vedtak/publisering`)
    expect([status, words(text).includes('Ein kollega må publisere.')]).toEqual([409, true])
    expect((await stine.post(`/runder/${round}/vedtak/publisering`)).status).toBe(303)
  })

  test('what is published never changes, whoever tries', async () => {
    const { id } = await published(world)
    for (const change of ["reason = 'Noe annet'", 'published_at = null', "outcome = 'decline'"]) await expect(tries(world, await actorOf(world, 'stine'), `update scheme.decision set ${change} where id = '${id}'`)).rejects.toThrow('published')
    expect(await tries(world, await actorOf(world, 'stine'), `update scheme.granted_amount set ore = 1 where decision_id = '${id}'`)).toBe('no')
    expect(await tries(world, await actorOf(world, 'stine'), `delete from scheme.document where decision_id = '${id}'`)).toBe('no')
    expect(await tries(world, await actorOf(world, 'stine'), `update scheme.document set title = 'x' where decision_id = '${id}'`)).toBe('no')
  })
})

describe('letters', () => {
  test('are in the recipient’s own form, whatever the officer reads, and are files of two kinds with checksums', { timeout: 60_000 }, async () => {
    await world.asOwner("insert into register.own_fact (organisation_id, language, changed_at, changed_by) values ($1, 'nn', now(), 'Nils Hage') on conflict (organisation_id) do update set language = 'nn'", [await world.org('Foreldrelaget Bråtet')])
    const { id } = await published(world, { lead: 'Foreldrelaget Bråtet', kindergarten: 'Bråtet foreldrebarnehage' })
    const nils = await world.as('nils')
    const page = words((await nils.get(`/vedtak/${id}`)).text)
    for (const said of ['De kan klage på vedtaket (forvaltningslova §§ 28–34)', 'Fristen er 3 veker', 'Vi innvilgar behovsmeldinga', 'Pengane blir brukte til tiltaket.', 'Førebudd av Stine Berg. Godkjent av Arve Moe.']) expect(page).toContain(said)
    expect(await makeFiles(world.deps)).toBeGreaterThan(0)
    const documents = await world.asOwner<{ id: string; language: string; reading_pdf: Buffer; reading_sha256: string; archive_pdf: Buffer; org: string }>("select d.id, d.language, d.reading_pdf, d.reading_sha256, d.archive_pdf, o.name as org from scheme.document d join register.organisation o on o.id = d.org_id where d.decision_id = $1 and d.kind = 'decision' order by o.name", [id])
    expect(documents.map(({ org, language }) => [org, language])).toEqual([['Foreldrelaget Bråtet', 'nn'], ['Høgskolen i Fjordvik', 'nb']])
    for (const { reading_pdf: reading, archive_pdf: archive, reading_sha256: sum } of documents) {
      expect(reading.subarray(0, 5).toString()).toBe('%PDF-')
      expect(reading.toString('latin1')).toContain('pdfuaid')
      expect(archive.toString('latin1')).toMatch(/pdfaid:part>\s*2/)
      expect(sum).toMatch(/^[0-9a-f]{64}$/)
    }
    const sent = await nils.get(`/vedtak/${id}/brev/${documents[0]?.id}/brev.pdf`)
    expect([sent.status, sent.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect((await nils.get(`/vedtak/${id}/brev/${documents[0]?.id}/arkiv.pdf`)).status).toBe(403)
    expect((await stine.get(`/vedtak/${id}/brev/${documents[0]?.id}/arkiv.pdf`)).status).toBe(200)
    expect((await eva.get(`/vedtak/${id}/brev/${documents[0]?.id}/brev.pdf`)).status).toBe(404)
  })
})

test('those who got the money begin a measure from the decision; nothing to begin after a no', async () => {
  const { id, report } = await published(world)
  expect((await eva.get(`/vedtak/${id}`)).text).toContain(`href="/tiltak/nytt?melding=${report}"`)
  expect((await eva.get(`/tiltak/nytt?melding=${report}`)).text).toMatch(/name="opphav" value="report" checked/)
  expect((await stine.get(`/vedtak/${id}`)).text).not.toContain('/tiltak/nytt')
  const hanne = await world.as('hanne')
  expect((await hanne.get(`/tiltak/nytt?melding=${report}`)).text).toMatch(/name="opphav" value="report" checked/)
  const no = await published(world, { title: 'Avslått' }, declined('Tiltaket gjelder ikke hele personalet.'))
  expect((await eva.get(`/vedtak/${no.id}`)).text).not.toContain('/tiltak/nytt')
})
