import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LocalDate } from '../src/kernel/dates.ts'
import { system, writing, type Tx } from '../src/platform/db.ts'
import type { Deps } from '../src/platform/http.ts'
import { addPlaces, importRows } from '../src/slices/register/index.ts'
import { proposeMapping, readRows } from '../src/slices/register/import/mapping.ts'
import { readTable } from '../src/slices/register/import/read-file.ts'
import * as needs from '../src/slices/needs/index.ts'
import { saveShipped } from '../src/slices/scheme/index.ts'
import { saveStandardFlow } from '../src/slices/guidance/flow/index.ts'
import { loadDemoCalendar } from './calendar.ts'
import { loadDemoCapacity } from './capacity.ts'
import { loadDemoCases } from './cases.ts'
import { loadDemoCheckIns } from './check-ins.ts'
import { loadDemoCompetence } from './competence.ts'
import { loadDemoCourses } from './courses.ts'
import { loadDemoDiscussions } from './discussions.ts'
import { demoPeople } from './people.ts'
import { loadDemoSchools } from './schools.ts'
import { loadDemoScores } from './needs/scores.ts'
import { loadDemoSessions } from './needs/sessions.ts'
import { loadDemoStatements } from './needs/statements.ts'
import { loadDemoHalfYear } from './half-year.ts'
import { loadDemoLibrary } from './library.ts'
import { loadDemoMeasures } from './measures.ts'
import { loadDemoMine } from './mine.ts'
import { loadDemoNetworks } from './networks.ts'
import { loadDemoOffers } from './offers.ts'
import { loadDemoPresence } from './presence.ts'
import { loadDemoPicture } from './picture.ts'
import { loadDemoPlans } from './plans.ts'
import { positionOf } from './positions.ts'
import { loadDemoProgrammes } from './programmes.ts'
import { loadDemoQualityReport } from './quality-report.ts'
import { loadDemoReachBlocks } from './reach-blocks.ts'
import { loadDemoReach } from './reach.ts'
import { loadDemoResourceTeams } from './resource-teams.ts'
import { loadDemoScheme } from './scheme/load.ts'
import { loadDemoServices } from './services.ts'
import { loadDemoUnseen } from './unseen.ts'
import { invented, municipality, neighbour, team } from './world.ts'

const long = '[2019-01-01,)'

/**
 * Loads the demonstration world into a database that has none, all of it or nothing: Bærum's real register as it is, and an invented municipality
 * beside it for everything that is a need, a case or a problem.
 * @returns false when there is a world already
 */
export async function loadDemoWorld(deps: Deps, root: string): Promise<boolean> {
  return writing(deps.db, system, async (tx) => {
    const there = await tx.selectFrom('register.organisation').select('id').where('kind', 'not in', ['municipality', 'operator']).limit(1).executeTakeFirst()
    if (there) return false
    const now = deps.now()
    await addPlaces(tx, now)
    await saveShipped(tx, now)
    await needs.saveShipped(tx, now)
    await loadBaerum(tx, root, now)
    const ids = await loadInvented(tx, now)
    const people = await loadPeople(tx, ids, now)
    await saveStandardFlow(tx, ids.get(team) ?? fail(team), people.get('tone')?.name ?? fail('tone'), now)
    await loadDemoSessions(tx, ids, people, now)
    await loadDemoScores(tx, ids, people, now)
    const needIds = await loadDemoStatements(tx, ids, people, now, 'leading')
    await loadDemoCases(tx, ids, people, needIds, now)
    await loadDemoScheme(tx, ids, people, needIds, now)
    await loadDemoStatements(tx, ids, people, now, 'others')
    await loadDemoUnseen(tx, ids, people, now)
    await loadDemoMeasures(tx, ids, now)
    await loadDemoReach(tx, ids, people.get('siri')?.name ?? fail('siri'), now)
    await loadDemoLibrary(tx, ids, people, now)
    await loadDemoPicture(tx, now)
    await loadDemoReachBlocks(tx, ids, people.get('tone')?.name ?? fail('tone'), now)
    await loadDemoNetworks(tx, ids, people, now)
    await loadDemoPresence(tx, ids, people, now)
    await loadDemoCourses(tx, ids, people, deps.config, now)
    await loadDemoCalendar(tx, ids, people, now)
    await loadDemoCheckIns(tx, ids, people.get('tone')?.name ?? fail('tone'), now)
    await loadDemoProgrammes(tx, ids, people, now)
    await loadDemoResourceTeams(tx, ids, people, now)
    await loadDemoPlans(tx, ids, { authority: people.get('olav')?.name ?? fail('olav'), team: people.get('tone')?.name ?? fail('tone'), head: people.get('siri')?.name ?? fail('siri'), otherHead: people.get('hanne')?.name ?? fail('hanne'), owner: people.get('eva')?.name ?? fail('eva') }, now)
    await loadDemoDiscussions(tx, ids, { authority: people.get('olav')?.name ?? fail('olav'), team: people.get('tone')?.name ?? fail('tone'), adviser: people.get('ragnhild')?.name ?? fail('ragnhild') }, now)
    await loadDemoQualityReport(tx, ids, { authority: people.get('olav')?.name ?? fail('olav'), team: people.get('tone')?.name ?? fail('tone') }, now)
    await loadDemoCompetence(tx, ids, people, now)
    await loadDemoServices(tx, ids, people, now)
    await loadDemoCapacity(tx, ids, people, now)
    await loadDemoHalfYear(tx, ids, people.get('tone')?.name ?? fail('tone'), now)
    await loadDemoSchools(tx, ids, people, now)
    await loadDemoMine(tx, ids, people, now)
    await loadDemoOffers(tx, ids, people.get('ulla')?.name ?? fail('ulla'), now)
    return true
  })
}

async function loadBaerum(tx: Tx, root: string, now: Date): Promise<void> {
  const table = await readTable(readFileSync(join(root, 'demo', 'data', 'nbr-2020-baerum.csv')), 'nbr-2020-baerum.csv')
  if (!table.ok) throw new Error(`The shipped register extract cannot be read: ${table.because}`)
  const mapping = proposeMapping(table.headers)
  await importRows(tx, readRows(table, mapping).rows, mapping, { source: 'Nasjonalt barnehageregister, uttrekk 2020', asOf: '2020-06-28' as LocalDate }, now)
}

async function loadInvented(tx: Tx, now: Date): Promise<ReadonlyMap<string, string>> {
  const ids = new Map(invented.map(({ name }) => [name, crypto.randomUUID() as string]))
  const idOf = (name: string): string => ids.get(name) ?? fail(name)
  await tx
    .insertInto('register.organisation')
    .values(invented.map(({ name, kind, form, number }) => ({ id: idOf(name), kind, form: form ?? null, name, organisation_number: number ?? null, fictitious: true, region_id: 'oslo-viken', created_at: now })))
    .execute()
  const kindergartens = invented.filter(({ kind }) => kind === 'kindergarten')
  await tx
    .insertInto('register.register_fact')
    .values(
      kindergartens.map(({ name, capacity, ownership, ownedBy, place }) => ({
        organisation_id: idOf(name), name, capacity: capacity ?? null, ownership: ownership ?? null, owner_name: ownedBy ?? null, postal_place: place ?? null, ...positionOf(name, place), min_age: 1, max_age: 5, language_form: name.startsWith('Kvitveis') ? 'nn' : 'nb', source: 'demo', as_of: '2026-08-01', read_at: now,
      })),
    )
    .execute()
  const departments = kindergartens.flatMap(({ name, departments: list = [] }) => list.map((department) => ({ id: crypto.randomUUID() as string, name: department, of: idOf(name) })))
  await tx.insertInto('register.organisation').values(departments.map(({ id, name }) => ({ id, kind: 'department', name, fictitious: true, created_at: now }))).execute()
  const relation = (from_id: string, to_id: string, kind: string) => ({ from_id, to_id, kind, period: long, source: 'demo' })
  await tx
    .insertInto('register.relation')
    .values([
      ...departments.map(({ id, of }) => relation(id, of, 'part-of')),
      ...invented.flatMap(({ name, ownedBy }) => (ownedBy ? [relation(idOf(name), idOf(ownedBy), 'owned-by')] : [])),
      ...invented.flatMap(({ name, partOf }) => (partOf ? [relation(idOf(name), idOf(partOf), 'part-of')] : [])),
      ...kindergartens.flatMap(({ name, liesIn }) => [relation(idOf(name), idOf(liesIn ?? municipality), 'lies-in'), relation(idOf(name), idOf(liesIn ?? municipality), 'supervised-by'), relation(idOf(name), idOf(team), 'served-by')]),
    ])
    .execute()
  // A number outside every real series, so that the invented municipality can be chosen among the others.
  await tx.insertInto('register.municipality_number').values([municipality, neighbour].map((name, at) => ({ number: String(9901 + at * 20), name: name.replace('kommune', '(oppdiktet)'), county_number: '99', period: '[2020-01-01,)', organisation_id: idOf(name) }))).execute()
  await tx.insertInto('register.county_number').values({ number: '99', name: 'Fjordfylket (oppdiktet)', period: '[2019-01-01,)', governor_id: idOf('Statsforvalteren (oppdiktet)') }).execute()
  // Both municipalities are in: one has come all the way, the other has only its kindergartens.
  const { id: baerum } = await tx.selectFrom('register.organisation').select('id').where('name', '=', 'Bærum kommune').executeTakeFirstOrThrow()
  await tx.insertInto('register.enrolment').values([idOf(municipality), baerum].map((municipality_id) => ({ municipality_id, period: '[2024-08-01,)', enrolled_at: now, enrolled_by_name: 'Samspill' }))).execute()
  return ids
}

export type DemoMember = { readonly personId: string; readonly membershipIds: readonly string[]; readonly name: string }

async function loadPeople(tx: Tx, orgs: ReadonlyMap<string, string>, now: Date): Promise<ReadonlyMap<string, DemoMember>> {
  const people = new Map(demoPeople.map((person) => [person.id, { personId: crypto.randomUUID() as string, membershipIds: person.memberships.map(() => crypto.randomUUID() as string), name: person.name }]))
  const of = (id: string): DemoMember => people.get(id) ?? fail(id)
  const known = demoPeople.filter(({ memberships }) => memberships.length > 0)
  await tx.insertInto('identity.person').values(known.map(({ id, name, email, language }) => ({ id: of(id).personId, name, email, language, created_at: now }))).execute()
  await tx
    .insertInto('identity.membership')
    .values(
      known.flatMap(({ id, memberships }) =>
        memberships.map(({ org, role, administers, from, to }, at) => ({
          id: of(id).membershipIds[at] ?? fail(id), person_id: of(id).personId, org_id: orgs.get(org) ?? fail(org), role, administers: administers ?? false, period: `[${from ?? '2024-08-01'},${to ?? ''})`,
        })),
      ),
    )
    .execute()
  return people
}

function fail(name: string): never {
  throw new Error(`The demonstration world names ${name}, which it does not have`)
}
