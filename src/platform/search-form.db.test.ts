import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type World } from '../../test/kit.ts'
import { searchForm } from '../kernel/normalise.ts'
import { reading } from './db.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

const inDatabase = (texts: readonly string[]): Promise<string[]> =>
  reading(world.db, undefined, async (tx) => (await sql<{ form: string }>`select platform.search_form(t) as form from unnest(${[...texts]}::text[]) with ordinality as x (t, n) order by n`.execute(tx)).rows.map(({ form }) => form))

describe('the form for search is one, in the program and in the database', () => {
  test.each([
    ['Øygarden', 'oygarden'], ['Oeygarden', 'oygarden'], ['OEYGARDEN', 'oygarden'], ['Bærum', 'baerum'], ['BAERUM', 'baerum'], ['Malmö', 'malmo'], ['Häagen', 'haeagen'],
    ['Ålesund', 'alesund'], ['Aalesund', 'alesund'], ['A\u030Alesund', 'alesund'], ['Idé', 'ide'], ['IDÉ', 'ide'], ['Kárášjohka', 'karasjohka'], ['Unjárgga', 'unjargga'],
    ['Ŋálbmi', 'ngalbmi'], ['Đávvisiida', 'davvisiida'], ['ŦOAĐĐI čž', 'toaddi cz'], ['Snåase – gïeleaernie', 'snase gieleaernie'], ['St. Hanshaugen', 'st hanshaugen'],
    ['  Solstrålen\u00a0 barnehage ', 'solstralen barnehage'], ['100 %_\\', '100'], ['ﬁre', 'fire'], ['Aaa oeoe', 'aa oo'], ['%', ''],
  ])('%j is %j', async (text, form) => expect([searchForm(text), ...(await inDatabase([text]))]).toEqual([form, form]))

  test('for any words of Norwegian and sami letters, accents and signs', async () => {
    const word = fc.string({ unit: fc.constantFrom(...'aeoøåæäöéèüïklmnAEOÅÆØÉ1²čđŋšŧžáČĐŊŠŦŽÁâõǩßþłñ .-–_%/\\()«»’"', '\u0301', '\u030A', '\u0308', '\u00a0'), maxLength: 14 })
    await fc.assert(fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 40 }), async (texts) => void expect(await inDatabase(texts)).toEqual(texts.map(searchForm))), { numRuns: 40 })
  })

  test('so the list of kindergartens finds either spelling, and nothing by signs alone', async () => {
    await world.asOwner("update register.organisation set name = 'Øygarden prøvebarnehage' where name = 'Solstråla barnehage'")
    const found = async (text: string) => words((await world.stranger().get(`/barnehager?q=${encodeURIComponent(text)}`)).text).includes('Øygarden prøvebarnehage')
    expect([await found('Oeygarden'), await found('OYGARDEN PROEVE'), await found('øygården'), await found('%'), await found('/_')]).toEqual([true, true, true, false, false])
  })
})
