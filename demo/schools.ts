import { addDays, dateOf, instantOslo, kindergartenYearOf, osloDate, type LocalDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { insertPair, saveConfirmed, saveEnded } from '../src/slices/coordination/schools/pairs/store.ts'
import { insertMeeting, loadMeeting, saveNotes } from '../src/slices/coordination/schools/meetings/store.ts'
import type { LineContent, LineKind } from '../src/slices/coordination/schools/plans/rules.ts'
import { closeLine, insertLine, insertPlan, saveConfirmation, saveVersion, type By } from '../src/slices/coordination/schools/plans/store.ts'
import { saveReflection, saveTold } from '../src/slices/coordination/schools/year/store.ts'
import { timeBefore } from './days.ts'
import type { DemoMember } from './load.ts'

/** Fjordvik skole works with two kindergartens: last year's plan looked back on, this year's in force with one change that waits. The others have no school, apart from one that waits for an answer. */
export async function loadDemoSchools(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const today = osloDate(now)
  const year = kindergartenYearOf(today)
  const idOf = (name: string): string => ids.get(name) ?? fail(name)
  const by = (org: string, person: string): By => ({ orgId: idOf(org), name: people.get(person)?.name ?? fail(person) })
  const [school, sun, troll] = [by('Fjordvik skole', 'knut'), by('Solstråla barnehage', 'siri'), by('Trollstua barnehage', 'hanne')] as const
  const begun = dateOf(year - 1, 8, 15)
  const at = (day: LocalDate): Date => instantOslo(day < today ? day : addDays(today, -1), '10:00')

  for (const one of [sun, troll]) {
    const pair = await insertPair(tx, { kindergartenId: one.orgId, schoolId: school.orgId, startsOn: begun, by: 'school' }, school.name, at(begun))
    await saveConfirmed(tx, pair, 'kindergarten', one.name, at(addDays(begun, 3)))
  }
  await insertPair(tx, { kindergartenId: idOf('Bølgen barnehage'), schoolId: school.orgId, startsOn: today, by: 'municipality' }, people.get('tone')?.name ?? fail('tone'), timeBefore(today, 6))
  const over = await insertPair(tx, { kindergartenId: idOf('Draken barnehage'), schoolId: school.orgId, startsOn: begun, by: 'school' }, school.name, at(begun))
  await saveConfirmed(tx, over, 'kindergarten', 'Styreren (oppdiktet)', at(addDays(begun, 5)))
  await saveEnded(tx, over, dateOf(year, 7, 31), 'De fleste barna herfra begynner på en annen skole.', school.name, at(dateOf(year, 6, 10)))

  const line = (kind: LineKind, what: string, day?: LocalDate, more: Partial<LineContent> = {}): LineContent => ({ kind, what, day, wholeMonth: false, kindergartenWho: '', schoolWho: '', ...more })
  const goal = line('goal', 'Barna møter voksne som kjenner opplegget på begge steder, og arbeidsmåter de kjenner igjen.')
  const visit = (of: number) => line('together', 'Skolestarterne er på besøk på skolen og med på en samling', dateOf(of + 1, 3, 10), { kindergartenWho: 'Pedagogisk leder for skolestarterne', schoolWho: 'Teamleder på småtrinnet' })
  const songs = (of: number) => line('kindergarten', 'Synger og leker det samme som første trinn begynner med', dateOf(of, 10, 1), { wholeMonth: true, kindergartenWho: 'Pedagogisk leder for skolestarterne' })
  const meet = (of: number) => line('together', 'Felles planleggingsmøte om lek og læring ved skolestart', dateOf(of, 9, 16), { kindergartenWho: 'Styrer', schoolWho: 'Rektor' })
  const listen = (of: number) => line('school', 'Læreren på første trinn er med en dag i barnehagen', dateOf(of, 11, 11), { schoolWho: 'Kontaktlærer på første trinn' })

  const last = await plan(tx, year - 1, [goal, meet(year - 1), songs(year - 1), listen(year - 1), visit(year - 1)])
  await told(last.id, last.lines[1] ?? '', [[school, 'done', ''], [sun, 'done', ''], [troll, 'done', '']], dateOf(year - 1, 9, 20))
  await told(last.id, last.lines[2] ?? '', [[sun, 'done', ''], [troll, 'changed', 'Vi begynte først i januar, da flere var på plass.']], dateOf(year - 1, 11, 5))
  await told(last.id, last.lines[3] ?? '', [[school, 'not', 'Læreren fikk ikke fri fra egen klasse. Vi setter av dagen tidligere neste år.']], dateOf(year - 1, 11, 20))
  await told(last.id, last.lines[4] ?? '', [[school, 'done', 'Tre besøk i stedet for ett.'], [sun, 'done', ''], [troll, 'done', '']], dateOf(year, 3, 15))
  await saveReflection(tx, last.id, school, { worked: 'Å møtes i september, før høsten ble travel.', learned: 'Dagen i barnehagen må inn i timeplanen før sommeren.', version: 1 }, at(dateOf(year, 6, 5)))
  await saveReflection(tx, last.id, sun, { worked: 'Flere korte besøk ga ro.', learned: 'Vi vil velge sangene sammen med skolen allerede i august.', version: 1 }, at(dateOf(year, 6, 8)))
  await saveReflection(tx, last.id, troll, { worked: 'Planen var lik for kommunale og private, og det merket vi.', learned: 'Vi trenger å vite datoene før vi lager vår egen årsplan.', version: 1 }, at(dateOf(year, 6, 12)))

  const current = await plan(tx, year, [goal, meet(year), songs(year), listen(year), visit(year)], last.id)
  await told(current.id, current.lines[1] ?? '', [[school, 'done', ''], [sun, 'done', '']], dateOf(year, 9, 18))
  await told(current.id, current.lines[2] ?? '', [[sun, 'done', '']], dateOf(year, 11, 3))
  // Trollstua proposes another day for the visits: the two others have not answered.
  const moved = current.lines[4] ?? ''
  await closeLine(tx, current.id, moved, 2)
  await insertLine(tx, current.id, moved, 2, { ...visit(year), day: dateOf(year + 1, 4, 14) }, last.lines[4])
  await saveVersion(tx, current.id, 2, 'line-changed', troll, timeBefore(today, 2))

  const held = await insertMeeting(tx, current.id, crypto.randomUUID(), { title: 'Nettverk for ansatte rundt skolestart', startsAt: instantOslo(dateOf(year, 9, 16), '13:30'), endsAt: instantOslo(dateOf(year, 9, 16), '15:00'), place: 'Fjordvik skole', agenda: 'Lek og læring ved skolestart. Hver tar med et eksempel på en samling.' }, school, at(dateOf(year, 8, 25)))
  const meeting = (held && (await loadMeeting(tx, held))) || fail('a meeting')
  if (meeting.startsAt < now) await saveNotes(tx, meeting, 'Enige om fem sanger og to leker som går igjen begge steder.', [school.orgId, sun.orgId], school, at(dateOf(year, 9, 17)))
  await insertMeeting(tx, current.id, crypto.randomUUID(), { title: 'Nettverk for ansatte rundt skolestart', startsAt: instantOslo(addDays(today, 51), '13:30'), endsAt: instantOslo(addDays(today, 51), '15:00'), place: 'Solstråla barnehage', agenda: 'Hva vi gjør på besøkene, og hvem som tar hva.' }, sun, timeBefore(today, 9))

  async function plan(on: Tx, of: number, contents: readonly LineContent[], copiedFrom?: string): Promise<{ readonly id: string; readonly lines: readonly string[] }> {
    const id = crypto.randomUUID()
    const lines = contents.map(() => crypto.randomUUID() as string)
    const made = at(dateOf(of, 8, 20))
    await insertPlan(on, { id, schoolId: school.orgId, year: of, kindergartens: [sun.orgId, troll.orgId], ...(copiedFrom ? { copiedFrom } : {}) }, school, made)
    for (const [place, content] of contents.entries()) await insertLine(on, id, lines[place] ?? '', 1, content, copiedFrom ? last.lines[place] : undefined)
    for (const one of [school, sun, troll]) await saveConfirmation(on, id, 1, one, at(dateOf(of, 8, 28)))
    await saveConfirmation(on, id, 1, { orgId: idOf('Fjordvik kommune'), name: people.get('olav')?.name ?? fail('olav') }, at(dateOf(of, 9, 1)))
    return { id, lines }
  }
  async function told(planId: string, lineId: string, those: readonly (readonly [By, 'done' | 'changed' | 'not', string])[], day: LocalDate): Promise<void> {
    if (day > today) return
    for (const [one, outcome, body] of those) await saveTold(tx, planId, lineId, one, { outcome, body, version: 1 }, at(day))
  }
}

function fail(name: string): never {
  throw new Error(`The demonstration world has no ${name}`)
}
