import { addDays, osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import type { DemoMember } from './load.ts'
import { team } from './world.ts'

const subjects = [
  { key: 'dokumentasjon', kind: 'method', name: 'Pedagogisk dokumentasjon' },
  { key: 'samisk', kind: 'language', name: 'Nordsamisk' },
  { key: 'gruppe', kind: 'guidance', name: 'Veiledning i personalgruppe' },
  { key: 'foredrag', kind: 'dissemination', name: 'Foredrag for foreldreråd' },
] as const
/** What some advisers have written; Ragnhild alone can do language, and the leader and she have agreed on something. */
const rows = [
  { who: 'ragnhild', subject: 'rammeplan-2017-9-1', level: 'guides', evidence: 'Videreutdanning i språk og tekst', year: 2021, wishes: false },
  { who: 'ragnhild', subject: 'rammeplan-2017-4', level: 'alone', evidence: 'Veiledning i fem barnehager', year: 2025, wishes: false },
  { who: 'ragnhild', subject: 'dokumentasjon', level: 'alone', evidence: 'Eget utviklingsarbeid', year: 2023, wishes: false },
  { who: 'amir', subject: 'rammeplan-2017-9-1', level: 'learning', evidence: '', year: null, wishes: true },
  { who: 'amir', subject: 'rammeplan-2017-4', level: 'alone', evidence: 'Kurs og to veiledninger', year: 2024, wishes: false },
  { who: 'amir', subject: 'gruppe', level: 'together', evidence: 'Veilederutdanning, del 1', year: 2026, wishes: true },
  { who: 'tone', subject: 'gruppe', level: 'guides', evidence: 'Veilederutdanning', year: 2018, wishes: false },
  { who: 'tone', subject: 'foredrag', level: 'alone', evidence: 'Foreldremøter i kommunen', year: 2026, wishes: false },
] as const

export async function loadDemoCompetence(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const teamId = ids.get(team) ?? ''
  const of = (id: string): DemoMember => {
    const who = people.get(id)
    if (!who) throw new Error(`The demonstration world has no ${id}`)
    return who
  }
  const leader = of('tone').name
  const own = new Map<string, string>(subjects.map(({ key }) => [key, crypto.randomUUID()]))
  await tx.insertInto('team.subject').values(subjects.map(({ key, kind, name }) => ({ id: own.get(key) ?? '', team_org_id: teamId, kind, name, made_at: now, made_by_name: leader }))).execute()
  await tx
    .insertInto('team.competence')
    .values(rows.map(({ who, subject, level, evidence, year, wishes }) => ({ team_org_id: teamId, person_id: of(who).personId, person_name: of(who).name, subject: own.get(subject) ?? subject, level, evidence, evidence_year: year, wishes, changed_at: now, changed_by_name: of(who).name })))
    .execute()
  await tx.insertInto('team.gap_line').values({ team_org_id: teamId, subject: 'rammeplan-2017-9-1', way: 'colleague', what: 'Følge en kollega på to veiledninger om språk', person_id: of('amir').personId, person_name: of('amir').name, due_on: addDays(osloDate(now), 120), made_at: now, changed_at: now, changed_by_name: leader }).execute()
  await tx.insertInto('team.competence_note').values({ team_org_id: teamId, person_id: of('ragnhild').personId, body: 'Ragnhild tar med Amir på to veiledninger om språk i vår.', made_at: now, made_by_name: leader }).execute()
}
