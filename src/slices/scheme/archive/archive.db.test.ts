import { strFromU8, unzipSync } from 'fflate'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, words, type Browser, type World } from '../../../../test/kit.ts'
import { published } from '../decisions/decisions.fixtures.ts'
import { makeFiles } from '../decisions/letters/actions.ts'
import { keepMinutes, keepReports } from './actions.ts'
import { sha256Of } from './package/package.ts'

let world: World
let stine: Browser
let round: string
let report: string
beforeAll(async () => {
  world = await openWorld()
  stine = await world.as('stine')
  ;({ round, report } = await published(world))
})
afterAll(() => world.close())

const zipOf = async (exported: string) => {
  const response = await world.app.inject({ method: 'GET', url: `/runder/${round}/arkiv/${exported}/pakke.zip`, cookies: { sesjon: stine.session?.token ?? '' } })
  expect([response.statusCode, response.headers['content-type']]).toEqual([200, 'application/zip'])
  return new Uint8Array(response.rawPayload)
}
const exports = () => world.asOwner<{ id: string; sha256: string; documents: number }>('select id, sha256, documents from scheme.archive_export where round_id = $1 order by made_at, id', [round])

test('nothing is packed while a file lacks', async () => {
  const { status, text } = await stine.post(`/runder/${round}/arkiv/eksport`)
  expect([status, words(text).includes('har ikke fått PDF ennå')]).toEqual([409, true])
})

test('the report and the letters are packed, with sums that hold, and the same bytes twice', { timeout: 120_000 }, async () => {
  await keepReports(world.deps)
  expect(await keepReports(world.deps)).toBe(0)
  const [kept] = await world.asOwner<{ content: { body: { rows?: { term: string; value: string }[] }[] } }>("select content from scheme.document where kind = 'report' and report_id = $1", [report])
  expect(kept?.content.body[0]?.rows).toContainEqual({ term: 'Slags melding', value: 'Ny' })
  await makeFiles(world.deps)
  expect((await stine.post(`/runder/${round}/arkiv/eksport`)).status).toBe(303)
  expect((await stine.post(`/runder/${round}/arkiv/eksport`)).status).toBe(303)
  const [first, second] = await exports()
  expect([first?.documents, first?.sha256 === second?.sha256]).toEqual([3, true])
  const bytes = await zipOf(first?.id ?? '')
  expect(sha256Of(bytes)).toBe(first?.sha256)
  expect(Buffer.from(await zipOf(second?.id ?? '')).equals(Buffer.from(bytes))).toBe(true)
  const files = unzipSync(bytes)
  const xml = strFromU8(files['arkivmelding.xml'] ?? new Uint8Array())
  expect(xml.match(/<registrering /g)).toHaveLength(3)
  expect(xml).toContain('<antallFiler>3</antallFiler>')
  for (const path of Object.keys(files).filter((name) => name.endsWith('.pdf'))) expect(xml).toContain(`<sjekksum>${sha256Of(files[path] ?? new Uint8Array())}</sjekksum>`)
  expect(strFromU8(files['endringslogg.jsonl'] ?? new Uint8Array())).toContain('"kind":"scheme.decided"')
})

test('a receipt needs both numbers, a failure a reason; what is received is not packed again', async () => {
  const [one, two] = await world.asOwner<{ id: string }>("select id from scheme.document where report_id = $1 order by kind, id", [report])
  const send = (form: Record<string, string>) => stine.post(`/runder/${round}/arkiv/kvittering`, { dokument: one?.id ?? '', svar: 'mottatt', saksnr: '', journalpostnr: '', merknad: '', ...form })
  expect((await send({ saksnr: '2026/17' })).status).toBe(422)
  expect((await send({ svar: 'feilet' })).status).toBe(422)
  expect((await send({ dokument: 'x' })).status).toBe(422)
  expect((await send({ dokument: crypto.randomUUID(), saksnr: '1', journalpostnr: '1' })).status).toBe(404)
  expect((await send({ dokument: two?.id ?? '', svar: 'feilet', merknad: 'Ugyldig format' })).status).toBe(303)
  expect((await send({ saksnr: '2026/17', journalpostnr: '3' })).status).toBe(303)
  expect((await send({ saksnr: '2026/17', journalpostnr: '3' })).status).toBe(409)
  const page = words((await stine.get(`/runder/${round}/arkiv`)).text)
  expect(page).toContain('Mottatt av arkivet 2026/17/3')
  expect(page).toContain('Feilet Ugyldig format')
  expect((await stine.post(`/runder/${round}/arkiv/eksport`)).status).toBe(303)
  expect((await exports()).map(({ documents }) => documents).toSorted()).toEqual([2, 3, 3])
})

test('the archive is the county governor’s own, and its steps are never changed', async () => {
  const eva = await world.as('eva')
  const [made] = await exports()
  expect((await eva.get(`/runder/${round}/arkiv`)).status).toBe(403)
  expect((await eva.get(`/runder/${round}/arkiv/${made?.id}/pakke.zip`)).status).toBe(403)
  for (const table of ['archive_export', 'archive_step']) {
    expect([table, await tries(world, await actorOf(world, 'eva'), `select * from scheme.${table}`)]).toEqual([table, 'no'])
    expect([table, await tries(world, await actorOf(world, 'stine'), `delete from scheme.${table}`)]).toEqual([table, 'no'])
  }
  expect(await tries(world, await actorOf(world, 'stine'), "update scheme.archive_step set state = 'received'")).toBe('no')
})

test('minutes that are locked are packed in a case of the forum’s own; never for one with a tie to a part of them', { timeout: 120_000 }, async () => {
  const [meeting] = await world.asOwner<{ id: string }>(
    `with f as (insert into scheme.forum (region_id, manager_id, name, area) select region_id, manager_id, 'Forum som møttes', '' from scheme.round where id = $1 returning id),
      m as (insert into scheme.meeting (forum_id, round_id, title, starts_at, state, made_at, made_by_name) select id, $1, 'Møte om meldingene', now(), 'closed', now(), 'Stine Berg' from f returning id),
      i as (insert into scheme.meeting_item (id, meeting_id, position, kind, title, minutes, state, changed_at, changed_by_name) select gen_random_uuid(), id, 1, 'reports', '', 'Forumet stiller seg bak.', 'agreed', now(), 'Stine Berg' from m returning id)
      , p as (insert into scheme.meeting_item_report (item_id, report_id, outcome, reason, changed_at, changed_by_name) select id, $2, 'grant', 'Godt vist behov.', now(), 'Stine Berg' from i) select id from m`,
    [round, report],
  )
  expect(await keepMinutes(world.deps), 'not before they are locked').toBe(0)
  await world.asOwner("update scheme.meeting set state = 'locked', locked_at = now(), locked_by_name = 'Stine Berg' where id = $1", [meeting?.id])
  expect([await keepMinutes(world.deps), await keepMinutes(world.deps)]).toEqual([1, 0])
  await makeFiles(world.deps)
  expect(words((await stine.get(`/runder/${round}/arkiv`)).text)).toContain('Referat: Møte om meldingene')
  expect((await stine.post(`/runder/${round}/arkiv/eksport`)).status).toBe(303)
  const [last] = await world.asOwner<{ id: string }>("select s.export_id as id from scheme.archive_step s join scheme.document d on d.id = s.document_id where d.meeting_id = $1 and s.state = 'exported'", [meeting?.id])
  const files = unzipSync(await zipOf(last?.id ?? ''))
  const xml = strFromU8(files['arkivmelding.xml'] ?? new Uint8Array())
  expect(xml).toContain(`<m:noekkel>forum/${round}</m:noekkel>`)
  expect(xml.match(/<tittel>Samarbeidsforum – /g)).toHaveLength(1)
  const [document] = await world.asOwner<{ id: string }>('select id from scheme.document where meeting_id = $1', [meeting?.id])
  expect(Object.keys(files)).toContain(`dokumenter/${document?.id}.pdf`)
  const received = { dokument: document?.id ?? '', svar: 'mottatt', saksnr: '2026/18', journalpostnr: '1', merknad: '' }
  expect((await stine.post(`/runder/${round}/arkiv/kvittering`, received)).status).toBe(303)

  const look = "select id from scheme.document where kind = 'minutes'"
  expect([await tries(world, await actorOf(world, 'stine'), look), await tries(world, await actorOf(world, 'eva'), look)]).toEqual(['yes', 'no'])
  await world.asOwner("insert into scheme.impartiality (report_id, person_id, basis, disqualified, note, at, by_name) select $1, id, 'decided', true, 'Nær slekt', now(), 'Arve Moe' from identity.person where name = 'Stine Berg'", [report])
  expect(await tries(world, await actorOf(world, 'stine'), look)).toBe('no')
})
