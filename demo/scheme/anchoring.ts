import { addDays, instantOslo, osloDate, startOfDayOslo, type LocalDate } from '../../src/kernel/dates.ts'
import { covered } from '../../src/slices/scheme/anchoring/rules.ts'
import { digestOf, type Told } from '../../src/slices/scheme/anchoring/participation/rules.ts'
import { loadWork } from '../../src/slices/scheme/reports/work.ts'
import { answersTo, definitionOf, type DemoWorld } from './granted.ts'

/** A need report that is being signed: the university has signed, the head has told of the staff, and in one kindergarten nobody can sign yet. */
export async function loadDemoSigning({ tx, org, person }: DemoWorld, needIds: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const today = osloDate(now)
  const round = await tx.selectFrom('scheme.round').select(['id', 'region_id', 'form_version_id', 'kindergarten_year']).where('stage', '=', 'announced').where('mode', '=', 'live').orderBy('closes_at', 'desc').executeTakeFirstOrThrow()
  const definition = definitionOf('need-2026')
  const [eva, ulla, hanne] = [person('eva'), person('ulla'), person('hanne')]
  const [trollstua, other] = [org('Trollstua barnehage'), org('Nisseskogen barnehage')]
  const year = round.kindergarten_year
  const answers = answersTo(definition, {
    title: 'Lek som varer',
    kindergartens: [trollstua, other].toSorted(),
    scope: ['owner'],
    themes: ['language'],
    need: 'Leken blir ofte brutt av rutiner, og personalet støtter den ulikt fra avdeling til avdeling.',
    challenge: ['3'],
    'need-assessed-how': ['own-assessment'],
    'who-took-part': ['owner', 'head', 'all-staff'],
    representatives: 'De tillitsvalgte var med i møtet der behovet ble drøftet.',
    staff: [trollstua, other].flatMap((kindergarten) => [{ kindergarten, group: 'kindergarten-teacher', employed: 6, takesPart: 6 }, { kindergarten, group: 'assistant', employed: 7, takesPart: 6 }]),
    partner: org('Høgskolen i Fjordvik'),
    'partner-contact': 'Ulla Holm',
    'partner-dialogue': addDays(today, -20),
    goals: 'Barna kan leke lenge uten å bli avbrutt, og alle voksne vet hvordan de er til støtte.',
    signs: 'Vi ser færre avbrudd i dagsrytmen, og barna tar leken opp igjen etter måltidet.',
    activities: 'Fire samlinger, observasjon i par mellom dem, og veiledning på avdelingen.',
    'reach-all-staff': 'Samlingene er på personalmøter, så også assistenter og vikarer er med.',
    duration: ['1'],
    'starts-on': `${year}-08-15`,
    'evaluation-plan': 'Vi ser på tegnene sammen med høgskolen i desember og mai.',
    'partner-part': 'Erfaringene tas inn i undervisningen om lek, og studenter følger arbeidet i praksis.',
    amounts: [{ year, actor: 'owner', ore: 14_000_000 }, { year, actor: 'university', ore: 9_000_000 }],
    declaration: true,
  })
  const begun = startOfDayOslo(addDays(today, -18))
  const { id } = await tx
    .insertInto('scheme.report')
    .values({ region_id: round.region_id, round_id: round.id, start_key: crypto.randomUUID(), need_id: needIds.get('Lek som får vare') ?? null, form_version_id: round.form_version_id ?? '', lead_id: org('Eventyrkjeden'), strand: 'collective', state: 'signing', signing_since: begun, begun_at: begun, begun_by_name: eva.name })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('scheme.report_draft').values({ report_id: id, answers, changed_at: begun, changed_by_name: eva.name }).execute()
  await tx
    .insertInto('scheme.report_party')
    .values([
      { report_id: id, org_id: org('Eventyrkjeden'), part: 'lead', answered_at: begun, answered_by_name: eva.name },
      { report_id: id, org_id: org('Høgskolen i Fjordvik'), part: 'partner', answered_at: begun, answered_by_name: ulla.name },
      ...[trollstua, other].map((org_id) => ({ report_id: id, org_id, part: 'kindergarten' })),
    ])
    .execute()
  const told: Told = { groups: [{ group: 'head', employed: 1, tookPart: 1 }, { group: 'kindergarten-teacher', employed: 6, tookPart: 6 }, { group: 'assistant', employed: 7, tookPart: 5 }], heldOn: addDays(today, -30) as LocalDate, how: 'Vi drøftet hva som bryter leken på et personalmøte, og hver avdeling skrev ned tre eksempler.', representatives: 'yes', representativesHow: 'Verneombudet og de tillitsvalgte var med i møtet.', representativesOn: addDays(today, -30) }
  const filledAt = instantOslo(addDays(today, -3), '09:40')
  await tx.insertInto('scheme.anchoring').values({ report_id: id, kindergarten_id: trollstua, held_on: told.heldOn, how: told.how, representatives: told.representatives ?? null, representatives_how: told.representativesHow, representatives_on: told.representativesOn ?? null, digest: digestOf(told), filled_at: filledAt, filled_by_name: hanne.name }).execute()
  await tx.insertInto('scheme.anchoring_group').values(told.groups.map((one) => ({ report_id: id, kindergarten_id: trollstua, staff_group: one.group, employed: one.employed, took_part: one.tookPart }))).execute()
  const work = await loadWork(tx, id)
  if (!work) throw new Error('The report that was just made is not there')
  const digests = covered(work.definition, work.answers, 'partner', undefined)
  await tx.insertInto('scheme.signature').values({ report_id: id, capacity: 'partner', org_id: org('Høgskolen i Fjordvik'), person_id: ulla.personId, name: ulla.name, digests: JSON.stringify(digests), signed_at: filledAt }).execute()
}
