import type { Tx } from '../src/platform/db.ts'
import { kindergartenYearOf, osloDate } from '../src/kernel/dates.ts'
import { takeFigures } from '../src/slices/strategy/quality-report/figures/store.ts'
import type { Chapter } from '../src/slices/strategy/quality-report/rules.ts'
import * as store from '../src/slices/strategy/quality-report/store.ts'
import { municipality } from './world.ts'

const before: Readonly<Partial<Record<Chapter, string>>> = {
  summary: 'Barnehagene i Fjordvik vil ha mer tid til å snakke sammen om egen praksis. Det går igjen både i dialogmøtene og i det de spør om.\n\nKommunen prioriterer språk i hverdagen det neste året, og vil nå flere av de små private barnehagene.',
  structure: 'Ingen barnehager ble lagt ned eller slått sammen i barnehageåret. Fire eies av kommunen, sju er private.',
  needs: 'Det samme går igjen i dialogmøtene: tid til å snakke sammen om praksis, og språk for de yngste.',
  reach: 'Vi når de store barnehagene best. De små private har sjeldnere folk å sette inn når noen skal på møte.',
  guidance: 'Teamet hadde én rådgiver mindre enn planlagt om våren. Noen måtte vente lenger enn vi vil.',
  priorities: '1. Språk i hverdagen, for alle barnehagene. Vi ser at det virker når personalet svarer høyere på de samme påstandene neste høst.\n\n2. Besøk i hver av de små private barnehagene før jul.\n\n3. Overgangen til skolen, sammen med skolene.',
}
const now: Readonly<Partial<Record<Chapter, string>>> = {
  structure: 'Ingen endringer så langt i barnehageåret.',
  needs: 'Få barnehager har holdt økt med personalet så langt i året. Vi venter på flere før vi sammenligner med i fjor.',
}

/** A report of the last kindergarten year that is published, and one of this year that is being written. */
export async function loadDemoQualityReport(tx: Tx, orgs: ReadonlyMap<string, string>, names: { readonly authority: string; readonly team: string }, at: Date): Promise<void> {
  const municipalityId = orgs.get(municipality)
  if (!municipalityId) throw new Error(`The demonstration world names ${municipality}, which it does not have`)
  const year = kindergartenYearOf(osloDate(at))
  const days = (count: number) => new Date(at.getTime() - count * 86_400_000)
  const write = async (of: number, texts: Readonly<Partial<Record<Chapter, string>>>, who: string, when: Date): Promise<string> => {
    const id = await store.insertReport(tx, { municipalityId, year: of, version: 1, language: 'nb' }, await takeFigures(tx, municipalityId, of), names.team, when)
    for (const [chapter, body] of Object.entries(texts)) await store.saveChapter(tx, id, chapter as Chapter, body, who, when)
    return id
  }
  const last = await write(year - 1, before, names.team, days(60))
  await store.saveStep(tx, last, 'approve', names.authority, days(40))
  await store.saveStep(tx, last, 'publish', names.authority, days(38))
  await write(year, now, names.team, days(4))
}
