import { addDays, osloDate, startOfDayOslo, yearOf, type LocalDate } from '../../src/kernel/dates.ts'
import { formVersion, governor, type DemoWorld } from './granted.ts'

/** One forum, with those who speak for owners, the university college, the union and the authority; and a round that is open now. */
export async function loadDemoRounds({ tx, org, person }: DemoWorld, now: Date): Promise<string> {
  const today = osloDate(now)
  const forum = await tx.insertInto('scheme.forum').values({ region_id: 'oslo-viken', manager_id: org(governor), name: 'Samarbeidsforum i Fjordfylket (oppdiktet)', area: 'Fjordfylket' }).returning('id').executeTakeFirstOrThrow()
  await tx
    .insertInto('scheme.forum_member')
    .values(
      members.map(([who, name, standsFor, votes]) => ({ forum_id: forum.id, person_id: person(who).personId, org_id: org(name), stands_for: standsFor, votes, period: '[2024-08-01,)' })),
    )
    .execute()
  const year = yearOf(today) + 1
  const closes = `${year}-02-02` as LocalDate
  const round = await tx
    .insertInto('scheme.round')
    .values({
      region_id: 'oslo-viken', manager_id: org(governor), forum_id: forum.id, scheme_code: 'collective-2026', form_version_id: await formVersion(tx, 'need-2026'), title: `Kollektiv kompetanseutvikling ${year}`, kindergarten_year: year, stage: 'announced',
      opens_at: startOfDayOslo(addDays(today, -40)), closes_at: startOfDayOslo(closes), report_closes_at: startOfDayOslo(`${year + 2}-01-16` as LocalDate), information,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('scheme.round_step').values({ round_id: round.id, kind: 'announce', at: startOfDayOslo(addDays(today, -45)), who: 'Stine Berg' }).execute()
  return forum.id
}

const members = [
  ['stine', governor, 'county-governor', false],
  ['olav', 'Fjordvik kommune', 'municipal-owner', true],
  ['eva', 'Eventyrkjeden', 'private-owner', true],
  ['liv', 'Stiftelsen Fjordgløtt', 'private-owner', true],
  ['ulla', 'Høgskolen i Fjordvik', 'university', true],
  ['frida', 'Barnehageansattes forbund (oppdiktet)', 'association', true],
] as const

const information = `Eieren melder behov sammen med et universitet, en høgskole eller en fagskole. Tiltaket skal bygge på et behov personalet i barnehagen har vært med på å vurdere, og nå hele personalet.

Barnehager med utfordringer i kompetanse- og kvalitetsarbeidet blir prioritert. Ta kontakt med oss eller med høgskolen hvis dere ikke vet hvem dere kan samarbeide med. Alt i denne runden er oppdiktet.`
