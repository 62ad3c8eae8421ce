import type { Tx } from '../src/platform/db.ts'
import { kindergartenYearOf, osloDate } from '../src/kernel/dates.ts'
import { takeFigures } from '../src/slices/strategy/quality-report/figures/store.ts'
import type { Chapter } from '../src/slices/strategy/quality-report/rules.ts'
import * as store from '../src/slices/strategy/quality-report/store.ts'
import { municipality } from './world.ts'

const before: Readonly<Record<Chapter, string>> = {
  summary: 'Barnehagene i Fjordvik vil ha mer tid til å snakke sammen om egen praksis. Det går igjen både i dialogmøtene, i det personalet svarer og i det barnehagene spør om.\n\nSpråk for de yngste er temaet flest vil arbeide med. Omsorg og nærhet er det personalet er mest fornøyd med.\n\nKommunen prioriterer språk i hverdagen det neste året, og vil nå flere av de små private barnehagene.',
  structure: 'Ingen barnehager ble lagt ned eller slått sammen i barnehageåret. Fire eies av kommunen, resten er private.\n\nBarnetallet har vært stabilt. De minste barnehagene har få å spille på når noen er borte, og det merkes når personalet skal på kurs eller møter.',
  norms: 'Vi har ikke hentet nye nøkkeltall i år. Tilsynet følger opp bemanning og pedagoger i hver barnehage, og det står ikke her.\n\nI dialogmøtene sier styrerne at det er vanskeligst å finne vikarer som kjenner barna. To barnehager har fått søkere til alle stillinger etter at de begynte med faste introduksjonsdager.',
  needs: 'Det samme går igjen i dialogmøtene: tid til å snakke sammen om praksis, og språk for de yngste.\n\nPersonalet er minst enige i påstandene om språk og om overganger. Flere barnehager peker på det samme i behovene de har skrevet: voksne som er tett på i samtaler med små grupper, og rolige overganger mellom inne og ute.\n\nVi leser tallene med forsiktighet. Noen barnehager har svart for første gang, og andre har byttet mange ansatte siden sist.',
  measures: 'Tiltakene dette året har handlet mest om språkmiljø og om små grupper i overganger. De fleste er barnehagens egne, med veiledning fra kompetanseteamet.\n\nTo tiltak ble lagt ned før de var ferdige, fordi styreren sluttet. Vi har avtalt at eieren nå er med når et tiltak starter, slik at det ikke står på én person.',
  reach: 'Vi når de store barnehagene best. De små private har sjeldnere folk å sette inn når noen skal på møte.\n\nNettverket for små barnehager møtes nå om kvelden, og annenhver gang på skjerm. Det har gjort det lettere å bli med.',
  guidance: 'Teamet hadde én rådgiver mindre enn planlagt om våren. Noen måtte vente lenger enn vi vil.\n\nBarnehagene som fikk veiledning, sier at det hjalp å få noen til å se på hverdagen sammen med dem. De ønsker å bli spurt om hvordan det gikk også et halvt år etterpå.',
  effects: 'Få barnehager har spurt personalet på nytt etter et tiltak. Derfor sier vi ikke noe om virkningen for hele kommunen.\n\nDe som har gjort det, har lest resultatet sammen i personalet. Flere sier at samtalen var nyttigere enn tallene.',
  priorities: '1. Språk i hverdagen, for alle barnehagene. Vi ser at det virker når personalet svarer høyere på de samme påstandene neste høst.\n\n2. Besøk i hver av de små private barnehagene før jul. Kompetanseteamet og eierne deler på besøkene.\n\n3. Overgangen til skolen, sammen med skolene. Vi lager én plan for alle, og ser på den igjen til våren.\n\n4. Flere skal måle før og etter. Vi hjelper barnehagene med å holde den første økten før tiltaket starter.',
}
const now: Readonly<Partial<Record<Chapter, string>>> = {
  structure: 'Ingen endringer så langt i barnehageåret.',
  needs: 'Få barnehager har holdt økt med personalet så langt i året. Vi venter på flere før vi sammenligner med i fjor.',
  reach: 'Fire av de små private barnehagene har fått besøk siden sommeren.',
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
