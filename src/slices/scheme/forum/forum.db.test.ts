import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { forumWith, hidden, roundInForum } from './forum.fixtures.ts'

// The forum over HTTP, from who sits there to minutes that nobody can change. Ulla chairs; Eva's chain and Ulla's university college stand behind one of the two reports.

let world: World
let stine: Browser, arve: Browser, eva: Browser, ulla: Browser, frida: Browser, olav: Browser
let forum: string, round: string, foundation: string, chain: string, meeting: string, itemF: string, itemC: string
const room = () => `/forum/${forum}/moter/${meeting}`
const item = (id: string) => `${room()}/saker/${id}`
const declareAll = (who: Browser) => who.post(`/forum/${forum}/habilitet/${round}`, { resten: 'ja' })
const step = async (id: string, trinn: string) => stine.post(`${item(id)}/trinn`, { trinn, versjon: hidden((await stine.get(item(id))).text, 'versjon') })
const openVote = async (id: string, metode = 'ballot') => stine.post(`${item(id)}/avstemning`, { metode, versjon: hidden((await stine.get(item(id))).text, 'versjon') })
const propose = async (id: string, report: string, form: Record<string, string>) => stine.post(`${item(id)}/forslag/${report}`, { avvik: '', versjon: hidden((await stine.get(`${item(id)}/forslag/${report}`)).text, 'versjon'), ...form })
const full = { utfall: 'grant', begrunnelse: 'Behovet er godt vist.', 'belop-2027-owner': '90 000', 'belop-2027-university': '60 000' }

beforeAll(async () => {
  world = await openWorld()
  ;[stine, arve, eva, ulla, frida, olav] = await Promise.all(['stine', 'arve', 'eva', 'ulla', 'frida', 'olav'].map((one) => world.as(one))) as [Browser, Browser, Browser, Browser, Browser, Browser]
  forum = await forumWith(stine, [
    { email: 'eva.brekke@eventyrkjeden.example', side: 'private-owner' },
    { email: 'ulla.holm@hogskole.example', side: 'university', chair: true },
    { email: 'frida.aas@forbund.example', side: 'association' },
  ])
  ;({ round, foundation, chain } = await roundInForum(world, forum))
  const made = await stine.post(`/forum/${forum}/moter/ny`, { runde: round, tittel: 'Første møte', dato: '23.11.2026', tid: '10.00', sted: 'Rådhuset' })
  meeting = made.location?.split('/')[4] ?? expect.fail(made.text)
  await stine.post(`${room()}/dagsorden`, { sak: '', melding: [foundation, chain] })
  const rows = await world.asOwner<{ item_id: string; report_id: string }>('select item_id, report_id from scheme.meeting_item_report')
  itemF = rows.find((one) => one.report_id === foundation)?.item_id ?? ''
  itemC = rows.find((one) => one.report_id === chain)?.item_id ?? ''
})
afterAll(() => world.close())

describe('who sits in the forum', () => {
  test('the county governor never has a vote, whatever is typed', async () => {
    const refused = await stine.post(`/forum/${forum}/medlemmer`, { epost: 'arve.moe@statsforvalter.example', side: 'other', stemmerett: 'ja', fra: '01.01.2026', til: '' })
    expect([refused.status, words(refused.text)]).toEqual([422, expect.stringContaining('Statsforvalteren stemmer aldri')])
    const [ids] = await world.asOwner<{ person: string; org: string }>("select p.id as person, m.org_id as org from identity.person p join identity.membership m on m.person_id = p.id where p.name = 'Arve Moe'")
    for (const side of ['other', 'county-governor']) await expect(world.asOwner("insert into scheme.forum_member (forum_id, person_id, org_id, stands_for, votes, period) values ($1, $2, $3, $4, true, '[2026-01-01,)')", [forum, ids?.person, ids?.org, side])).rejects.toThrow()
  })
  test('the same person twice, two chairs and an address nobody has are refused', async () => {
    for (const [form, text] of [[{ epost: 'eva.brekke@eventyrkjeden.example' }, 'alt medlem'], [{ epost: 'olav.rud@fjordvik.example', leder: 'ja' }, 'har en leder'], [{ epost: 'ingen@example.example' }, 'finner ingen']] as const) {
      const refused = await stine.post(`/forum/${forum}/medlemmer`, { side: 'other', fra: '01.01.2026', til: '', ...form })
      expect([refused.status, words(refused.text)]).toEqual([422, expect.stringContaining(text)])
    }
  })
  test('a stranger finds neither the forum nor its meetings, and a member does not run it', async () => {
    for (const path of [`/forum/${forum}`, room(), item(itemF), `/forum/${forum}/habilitet/${round}`, `/runder/${round}/saksliste`, `/runder/${round}/mangler`, `${room()}/referat`, `${room()}/referat.pdf`]) expect([path, (await olav.get(path)).status]).toEqual([path, 404])
    expect((await frida.get(`/forum/${forum}`)).status).toBe(200)
    for (const path of ['/endring', '/medlemmer', '/moter/ny']) expect((await frida.get(`/forum/${forum}${path}`)).status).toBe(403)
  })
  test('two who change the forum at once: the second is told, and what was typed stands', async () => {
    const versjon = hidden((await stine.get(`/forum/${forum}/endring`)).text, 'versjon')
    const form = { omrade: 'Hele fylket', quorum: '50', likt: 'chair', versjon }
    expect((await stine.post(`/forum/${forum}/endring`, { ...form, navn: 'Forumet' })).status).toBe(303)
    const second = await arve.post(`/forum/${forum}/endring`, { ...form, navn: 'Arves forum' })
    expect([second.status, second.text.includes('Arves forum')]).toEqual([409, true])
  })
})

describe('impartiality', () => {
  test('ties in the data block from the moment the round is in the forum; the direct link is not found', async () => {
    expect((await world.asOwner("select p.name, i.tie from scheme.impartiality i join identity.person p on p.id = i.person_id where i.report_id = $1 and i.disqualified order by 1", [chain])).map(({ name, tie }) => [name, tie])).toEqual([['Eva Brekke', 'party'], ['Ulla Holm', 'partner']])
    expect((await eva.get(room())).status).toBe(404)
    await stine.post(`${room()}/trinn`, { trinn: 'call' })
    const seen = words((await eva.get(room())).text)
    expect([seen.includes('Språk ved bordet'), seen.includes('Lek ute'), seen.includes('Du er inhabil i sak 2')]).toEqual([true, false, true])
    expect([(await eva.get(item(itemC))).status, (await eva.get(item(itemF))).status]).toEqual([404, 200])
    expect(words((await eva.get(`/runder/${round}/saksliste`)).text)).not.toContain('Lek ute')
    expect((await eva.post(`${item(itemC)}/stemme`, { stemme: 'for' })).status).toBe(404)
  })
  test('one’s own “no tie” does not undo a tie in the data, and nobody clears themselves', async () => {
    expect((await eva.post(`/forum/${forum}/habilitet/${round}`, { [`svar-${chain}`]: 'none' })).status).toBe(303)
    expect((await eva.get(item(itemC))).status).toBe(404)
    const me = await actorOf(world, 'eva')
    expect((await eva.post(`/forum/${forum}/habilitet/${round}/avgjorelse`, { melding: chain, person: me.personId, avgjorelse: 'no', grunn: 'Jeg er habil.' })).status).toBe(404)
    expect(await tries(world, me, `update scheme.impartiality set disqualified = false where report_id = '${chain}' and person_id = '${me.personId}'`)).toBe('no')
    expect(await tries(world, me, `update scheme.impartiality set disqualified = false, by_name = 'Samspill' where report_id = '${chain}' and person_id = '${me.personId}'`)).toBe('no')
  })
  test('the county governor decides with a reason, and it is logged in the handling of the report', async () => {
    const { personId } = await actorOf(world, 'ulla')
    const path = `/forum/${forum}/habilitet/${round}/avgjorelse`
    expect((await stine.post(path, { melding: chain, person: personId, avgjorelse: 'no', grunn: '' })).status).toBe(422)
    expect((await stine.post(path, { melding: chain, person: personId, avgjorelse: 'no', grunn: 'Hun arbeider ved et annet fakultet.' })).status).toBe(303)
    expect((await ulla.get(item(itemC))).status).toBe(200)
    expect(await world.asOwner("select 1 from audit.event where kind = 'scheme.impartiality-decided' and about_kind = 'report-handling' and about_id = $1", [chain])).toHaveLength(1)
  })
  test('whoever says there is a tie is out at once', async () => {
    expect((await frida.post(`/forum/${forum}/habilitet/${round}`, { [`svar-${chain}`]: 'family' })).status).toBe(303)
    expect((await frida.get(item(itemC))).status).toBe(404)
    expect((await frida.post(`/forum/${forum}/habilitet/${round}`, {})).status).toBe(422)
  })
})

describe('the decision room', () => {
  test('a proposal holds together, and two secretaries do not write over each other', async () => {
    const page = `${item(itemF)}/forslag/${foundation}`
    const versjon = hidden((await stine.get(page)).text, 'versjon')
    for (const [form, text] of [
      [{ ...full, begrunnelse: '' }, 'Skriv en begrunnelse'], [{ ...full, 'belop-2027-owner': '-5' }, 'under null'], [{ ...full, 'belop-2027-owner': '200 000' }, 'mer enn det er søkt om'],
      [{ ...full, 'belop-2027-owner': '10 000' }, 'mindre enn det er søkt om'], [{ ...full, utfall: 'part' }, 'Summen er det som er søkt om'], [{ ...full, 'belop-2027-owner': 'mye' }, 'i kroner'],
    ] as const) expect([text, words((await stine.post(page, { avvik: '', versjon, ...form })).text)]).toEqual([text, expect.stringContaining(text)])
    expect((await stine.post(page, { avvik: '', versjon, ...full })).status).toBe(303)
    const second = await arve.post(page, { avvik: '', versjon, utfall: 'decline', begrunnelse: 'Arve mener noe annet.' })
    expect(second.status).toBe(409)
    expect(words(second.text)).toMatch(/Stine Berg lagra dette medan du skreiv.*Behovet er godt vist/)
    expect(second.text).toContain('Arve mener noe annet.')
  })
  test('agreement comes first: no vote before it is recorded as not reached, and none without quorum', async () => {
    expect(words((await openVote(itemF)).text)).toContain('Åpne møtet først')
    await stine.post(`${room()}/trinn`, { trinn: 'open' })
    expect(words((await openVote(itemF)).text)).toContain('Søk enighet først')
    expect(words((await step(itemF, 'agree')).text)).toContain('For få med stemmerett er til stede')
    expect((await step(itemF, 'disagree')).status).toBe(303)
    await expect(world.asOwner("insert into scheme.forum_vote (item_id, number, method, opened_at, opened_by_name) values ($1, 1, 'ballot', now(), 'x')", [itemC])).rejects.toThrow('agreement comes first')
  })
  test('only those who are there, are impartial and have answered may vote, each once; never the county governor', async () => {
    for (const one of [eva, ulla, frida]) expect((await one.post(`${room()}/her`)).status).toBe(303)
    for (const one of [eva, ulla]) await declareAll(one)
    expect((await openVote(itemF)).status).toBe(303)
    expect((await stine.post(`${item(itemF)}/stemme`, { stemme: 'for' })).status).toBe(409)
    const voted = async (who: Browser, stemme: string) => who.post(`${item(itemF)}/stemme`, { stemme })
    expect(words((await voted(frida, 'for')).text)).toContain('Du kunne ikke stemme da avstemningen ble åpnet')
    expect((await voted(eva, 'mot alle')).status).toBe(422)
    expect((await voted(eva, 'against')).status).toBe(303)
    expect(words((await voted(eva, 'for')).text)).toContain('Du har alt stemt')
    expect((await voted(ulla, 'for')).status).toBe(303)
    const governor = await actorOf(world, 'stine')
    const [vote] = await world.asOwner<{ id: string; member: string }>("select v.id, r.member_id as member from scheme.forum_vote v join scheme.vote_right r on r.vote_id = v.id where v.item_id = $1 limit 1", [itemF])
    expect(await tries(world, governor, `insert into scheme.ballot (vote_id, member_id, choice, at) values ('${vote?.id}', '${vote?.member}', 'for', now())`)).toBe('no')
    expect(await tries(world, governor, `select 1 from scheme.ballot where vote_id = '${vote?.id}'`)).toBe('no')
  })
  test('equal votes: the chair’s vote decides, the result has a name, and it is too late to vote', async () => {
    expect((await stine.post(`${item(itemF)}/opptelling`)).status).toBe(303)
    expect(words((await frida.get(item(itemF))).text)).toMatch(/Stemmelikhet: lederens stemme avgjorde.*1 for, 1 mot, 0 blanke\. 2 kunne stemme/)
    expect(words((await frida.post(`${item(itemF)}/stemme`, { stemme: 'against' })).text)).toContain('Avstemningen er over')
    const [vote] = await world.asOwner<{ id: string }>('select id from scheme.forum_vote where item_id = $1', [itemF])
    const readable = async (person: string) => tries(world, await actorOf(world, person), `select 1 from scheme.ballot b join scheme.forum_member m on m.id = b.member_id where b.vote_id = '${vote?.id}' and m.person_id <> platform.actor_person()`)
    expect([await readable('stine'), await readable('frida'), await readable('eva')]).toEqual(['no', 'no', 'no'])
    expect(await world.asOwner("select outcome, reached_by, (select sum(ore)::text from scheme.recommended_amount a where a.report_id = r.report_id) as ore from scheme.recommendation r where report_id = $1", [foundation])).toEqual([{ outcome: 'grant', reached_by: 'vote', ore: '15000000' }])
  })
  test('a deviation from the calculated proposal needs a reason, in both directions, and is kept', async () => {
    const [scenario] = await world.asOwner<{ id: string }>("insert into scheme.scenario (round_id, start_key, name, settings, outcome, worth, bound, milliseconds, model_version, solver, made_at, made_by_name, laid_at, laid_by_name) values ($1, uuidv7(), 'Forslag', '{}', 'optimal', 1, 1, 1, '1', 'HiGHS', now(), 'Stine Berg', now(), 'Stine Berg') returning id", [round])
    await world.asOwner(`insert into scheme.scenario_result (scenario_id, report_id, candidate, percent, granted, told) values ($1, $2, '{}', 100, '[{ "year": 2027, "actor": "owner", "ore": 10000000 }, { "year": 2027, "actor": "university", "ore": 5000000 }]', '{ "state": "in" }')`, [scenario?.id, chain])
    const decline = { utfall: 'decline', begrunnelse: 'Dekket av et annet tilskudd.' }
    expect(words((await propose(itemC, chain, decline)).text)).toContain('Forslaget er annerledes enn beregningen')
    expect((await propose(itemC, chain, { ...decline, avvik: 'Tiltaket har fått penger før.' })).status).toBe(303)
    expect((await step(itemC, 'agree')).status).toBe(303)
    expect(await world.asOwner('select proposed, proposed_ore::text, recommended, reason from scheme.deviation where report_id = $1', [chain])).toEqual([{ proposed: true, proposed_ore: '15000000', recommended: 'decline', reason: 'Tiltaket har fått penger før.' }])
  })
  test('a show of hands never counts more than may vote, and whoever declares a tie meanwhile is not counted', async () => {
    await step(itemF, 'reopen')
    await step(itemF, 'disagree')
    await declareAll(frida)
    expect((await openVote(itemF, 'hands')).status).toBe(303)
    expect(words((await frida.post(`${item(itemF)}/stemme`, { stemme: 'for' })).text)).toContain('håndsopprekking')
    const hands = { for: '2', against: '1', blank: '0', leder: 'for' }
    await frida.post(`/forum/${forum}/habilitet/${round}`, { [`svar-${foundation}`]: 'other' })
    expect(words((await stine.post(`${item(itemF)}/opptelling`, hands)).text)).toContain('flere stemmer enn det er medlemmer')
    expect((await stine.post(`${item(itemF)}/opptelling`, { ...hands, against: '0' })).status).toBe(303)
    expect(words((await ulla.get(item(itemF))).text)).toContain('2 for, 0 mot, 0 blanke. 2 kunne stemme.')
  })
  test('the money and who is missing are always on screen', async () => {
    for (const path of [room(), item(itemF)]) {
      const text = words((await ulla.get(path)).text)
      expect(text).toMatch(/Innstilt til nå: kr.150.000/)
      expect(text).toMatch(/Små private eiere som mangler/)
    }
    expect(words((await ulla.get(`/runder/${round}/mangler`)).text)).toContain('Bråtet foreldrebarnehage')
  })
})

describe('minutes', () => {
  test('members who were there approve or say what is wrong; the chair locks, and then nothing changes', async () => {
    expect((await eva.post(`${room()}/referat/svar`, { svar: 'yes', merknad: '' })).status).toBe(409)
    await stine.post(`${room()}/trinn`, { trinn: 'close' })
    expect((await eva.post(`${room()}/referat/svar`, { svar: 'no', merknad: '' })).status).toBe(422)
    expect((await eva.post(`${room()}/referat/svar`, { svar: 'yes', merknad: '' })).status).toBe(303)
    expect((await stine.post(`${room()}/referat/laas`)).status).toBe(409)
    expect((await ulla.post(`${room()}/referat/laas`)).status).toBe(303)
    expect((await stine.post(`${item(itemF)}/referat`, { referat: 'Endret etterpå', versjon: '1' })).status).toBe(409)
    await expect(world.asOwner("update scheme.meeting_item set minutes = 'x' where id = $1", [itemF])).rejects.toThrow('is locked')
    await expect(world.asOwner("update scheme.meeting set state = 'open', locked_at = null where id = $1", [meeting])).rejects.toThrow('is locked')
  })
  test('minutes and recommendation are PDF out of the same data; a person with a tie gets them without that item', async () => {
    for (const name of ['referat', 'innstilling']) {
      const made = await ulla.get(`${room()}/${name}.pdf`)
      expect([made.status, made.headers['content-type'], made.text.startsWith('%PDF')]).toEqual([200, 'application/pdf', true])
    }
    const seen = words((await eva.get(`${room()}/referat`)).text)
    expect([seen.includes('Behovet er godt vist'), seen.includes('Dekket av et annet tilskudd')]).toEqual([true, false])
  })
})
