import { afterAll, beforeAll, expect, test } from 'vitest'
import { writeXlsx } from '../../../../platform/sheets.ts'
import { openWorld, words, type Browser, type World } from '../../../../../test/kit.ts'
import { hidden, listInUse, sendFile } from '../scores.fixtures.ts'
import { letGoOfFiles } from './actions.ts'

let world: World
let tone: Browser
let versionId: string
beforeAll(async () => {
  world = await openWorld()
  tone = await world.as('tone')
  versionId = (await listInUse(tone, world)).versionId
  // The first form of the file reads the words of the guard.
}, 60_000)
afterAll(() => world.close())

const header = 'Barnehage;Dato;Antall svar;Kilde;Trivsel;Informasjon'
const csv = (...lines: readonly string[]) => [header, ...lines].join('\n')
const stored = () => world.asOwner<{ name: string; on: string; revision: number; scores: Record<string, number>; reason: string; from_file: boolean }>('select o.name, s.measured_on::text as on, s.revision, s.scores, s.reason, s.from_file from needs.score_set s join register.organisation o on o.id = s.unit_id where s.instrument_version_id = $1 order by s.measured_on, s.revision', [versionId])
const look = async (sent: { readonly location: string | undefined }, browser = tone) => {
  const page = await browser.get(sent.location ?? expect.fail('no preview'))
  return { text: words(page.text), stempel: hidden(page.text, 'stempel') }
}

test('the good lines go in, the others come back with what to put right, and nothing is lost', async () => {
  const sent = await sendFile(world, tone, versionId, csv('Solstråla barnehage;12.3.2026;24;;4,5;3.5', 'Solstråla barnehage;12.3.2025;3;;4;4', 'Fjellro finnes ikke;12.3.2026;24;;4;4', 'Solstråla barnehage;12.3.2024;24;;=cmd|calc;85', ';;;;;'))
  const seen = await look(sent)
  for (const part of ['Nye målinger 1', 'Linjer som må rettes 3', 'Færre enn fem har svart', '«Fjellro finnes ikke»: Ingen av barnehagene', '«=cmd|calc»: Skriv et tall', '«85»: Skalaen går fra 1 til 5', 'Før inn 1 måling']) expect(seen.text).toContain(part)
  expect(await stored()).toEqual([])
  const problems = (await tone.get(`${sent.location}/avvik.csv`)).text
  expect([problems.startsWith('\uFEFF'), problems.includes("'=cmd|calc"), problems.includes('Fjellro finnes ikke;12.3.2026;24')]).toEqual([true, true, true])
  expect((await tone.post(`${sent.location}/start`, { stempel: seen.stempel })).location).toBe(sent.location)
  expect(await stored()).toEqual([{ name: 'Solstråla barnehage', on: '2026-03-12', revision: 1, scores: { 'dimension-1': 4.5, 'dimension-2': 3.5 }, reason: '', from_file: true }])
  // The file is gone, the lines to put right are there still; pressed twice it goes in once.
  expect(words((await tone.get(sent.location ?? '')).text)).toContain('Slik gikk det')
  expect((await tone.get(`${sent.location}/avvik.csv`)).text).toContain('Fjellro finnes ikke')
  expect((await tone.post(`${sent.location}/start`, { stempel: seen.stempel })).status).toBe(303)
  expect([(await stored()).length, await world.asOwner('select 1 from needs.score_file where content is not null')]).toEqual([1, []])
})

test('the same file again changes nothing; another figure is a correction that keeps what stood; an old look is not acted on', async () => {
  const same = await sendFile(world, tone, versionId, csv('Solstråla barnehage;12.3.2026;24;;4,5;3,5'))
  const again = (await look(same)).text
  for (const part of ['Alt i filen er ført inn fra før', '1 linje sier det samme som det som står']) expect(again).toContain(part)
  const other = await sendFile(world, tone, versionId, csv('Solstråla barnehage;12.3.2026;24;;4,0;3,5'), 'rettet.csv')
  const seen = await look(other)
  expect(seen.text).toContain('Rettes. Før: Trivsel 4,5')
  expect(seen.text).toContain('1 linje sier noe annet enn det som står')
  // Only how many answered is another: that is said, and not how many there were.
  const counted = await look(await sendFile(world, tone, versionId, csv('Solstråla barnehage;12.3.2026;31;;4,5;3,5')))
  expect([counted.text.includes('Rettes. Før: et annet antall svar'), same.status]).toEqual([true, 303])
  const stale = await tone.post(`${other.location}/start`, { stempel: 'x' })
  expect([stale.status, words(stale.text).includes('Noe er endret siden du så på filen')]).toEqual([409, true])
  expect((await tone.post(`${other.location}/start`, { stempel: seen.stempel })).status).toBe(303)
  expect((await stored()).map(({ revision, scores, reason }) => [revision, scores['dimension-1'], reason])).toEqual([[1, 4.5, ''], [2, 4, 'Fra filen rettet.csv']])
})

test('an Excel file made from the template goes in', async () => {
  const template = await tone.get(`/kartlegginger/fil/mal.csv?verktoy=${versionId}`)
  expect(template.text.split('\r\n')[0]).toBe('\uFEFFOrganisasjonsnummer;Barnehage;Dato;Antall svar;Kilde;Trivsel;Informasjon')
  expect(template.text).toContain('Solstråla barnehage')
  expect((await tone.get(`/kartlegginger/fil/mal.xlsx?verktoy=${versionId}`)).headers['content-type']).toContain('spreadsheetml')
  const row = { name: 'Solstråla barnehage', on: '1.3.2023', count: 30, a: 4.3, b: 3 }
  const bytes = await writeXlsx<typeof row>([{ title: 'Barnehage', value: ({ name }) => name }, { title: 'Dato', value: ({ on }) => on }, { title: 'Antall svar', value: ({ count }) => count }, { title: 'Trivsel', value: ({ a }) => a }, { title: 'Informasjon', value: ({ b }) => b }], [row], 'Ark')
  const sent = await sendFile(world, tone, versionId, Buffer.from(bytes), 'resultater.xlsx')
  expect((await look(sent)).text).toContain('Nye målinger 1')
})

test('a file that is not what it says, is empty, too large or without its columns is refused in words', async () => {
  const lines = Array.from({ length: 2001 }, (_, at) => `Solstråla barnehage;12.3.2026;${at};;4;4`)
  for (const [content, name, sentence] of [
    ['', 'tom.csv', 'Filen er tom'],
    ['%PDF-1.7 \u0000\u0001', 'resultater.xlsx', 'Vi får ikke lest filen'],
    [Buffer.from([0x50, 0x4b, 0x03, 0x04, 1, 2, 3]), 'resultater.xlsx', 'Vi får ikke lest filen'],
    ['Barnehage;Antall svar;Trivsel\nSolstråla barnehage;24;4', 'x.csv', 'ingen kolonne som heter Dato'],
    ['Barnehage;Dato;Antall svar;Noe\nSolstråla barnehage;12.3.2026;24;4', 'x.csv', 'Ingen av kolonnene har navn som et område'],
    [csv(...lines), 'x.csv', 'høyst 2000 linjer'],
    [Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 'stor.csv', 'Filen er for stor'],
  ] as const) {
    const sent = await sendFile(world, tone, versionId, content, name)
    expect([sent.status, words(sent.text).includes(sentence)], sentence).toEqual([422, true])
  }
})

test('a head’s file is about the own kindergarten only, and nobody sees another’s file', async () => {
  const siri = await world.as('siri')
  const sent = await sendFile(world, siri, versionId, csv('Trollstua barnehage;12.3.2026;24;;4;4', 'Solstråla barnehage;12.3.2022;24;;4;4'))
  expect((await look(sent, siri)).text).toContain('Nye målinger 1')
  expect((await tone.get(sent.location ?? '')).status).toBe(404)
  expect((await (await world.as('hanne')).get(sent.location ?? '')).status).toBe(404)
  world.clock.set(new Date('2026-11-25T09:00:00Z'))
  await letGoOfFiles(world.deps)
  expect((await (await world.as('siri')).get(sent.location ?? '')).status).toBe(404)
})
