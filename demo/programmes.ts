import { addMonths, osloDate, type LocalDate } from '../src/kernel/dates.ts'
import { addWorkingDays } from '../src/kernel/working-days.ts'
import type { Tx } from '../src/platform/db.ts'
import { planRound, unitsOf } from '../src/slices/measures/programmes/cycles/rules.ts'
import { insertCycles, loadCycles, saveStep, saveWords } from '../src/slices/measures/programmes/cycles/store.ts'
import { insertCohort, insertProgramme, loadDepartmentsOf, offerPlaces, saveLeft, savePlace } from '../src/slices/measures/programmes/store.ts'
import { dayBefore, timeBefore } from './days.ts'
import type { DemoMember } from './load.ts'
import { team } from './world.ts'

const first = ['Draken barnehage', 'Lia barnehage', 'Fjordgløtt barnehage', 'Bråtet foreldrebarnehage']
const second = ['Nisseskogen barnehage', 'Åsen barnehage']

/** A joint programme among invented kindergartens: a cohort in its first round, one that has left, and one that has not answered. */
export async function loadDemoProgrammes(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const today = osloDate(now)
  const idOf = (name: string): string => ids.get(name) ?? fail(name)
  const [leader, observer] = [people.get('tone') ?? fail('tone'), people.get('amir') ?? fail('amir')]
  const at = timeBefore(today, 70)
  const programme = await insertProgramme(
    tx, crypto.randomUUID(), idOf(team),
    { title: 'Lekende voksne ute', goal: 'I alle avdelinger er de voksne med i leken ute, og ingen barn står utenfor.', focus: 'Hvor de voksne er når barna leker ute, hvem som starter lek, og hvordan lek blir voktet.', themes: ['rammeplan-2017-3'], startsOn: dayBefore(today, 60), endsOn: addMonths(today, 20) },
    leader.name, at,
  )
  if (!programme) throw new Error('The demonstration world has two programmes in one')
  const cohort = await insertCohort(tx, crypto.randomUUID(), programme.id, { position: 1, name: 'Pulje 1', startsOn: dayBefore(today, 60), endsOn: addMonths(today, 8) })
  const next = await insertCohort(tx, crypto.randomUUID(), programme.id, { position: 2, name: 'Pulje 2', startsOn: addMonths(today, 8), endsOn: addMonths(today, 20) })
  if (!cohort || !next) throw new Error('The demonstration world has a programme without cohorts')
  await offerPlaces(tx, programme.id, cohort, first.map(idOf))
  await offerPlaces(tx, programme.id, next, second.map(idOf))
  for (const name of first) await savePlace(tx, programme.id, idOf(name), { state: 'part', departments: [] }, 'Styreren (oppdiktet)', timeBefore(today, 55))
  await saveLeft(tx, programme.id, idOf('Bråtet foreldrebarnehage'), 'staff-changed', dayBefore(today, 20), 'Styreren (oppdiktet)', timeBefore(today, 20))

  const taking = first.slice(0, 3).map((name) => ({ kindergartenId: idOf(name), departments: [] }))
  const units = unitsOf(taking, await loadDepartmentsOf(tx, taking.map(({ kindergartenId }) => kindergartenId)))
  const plan = { from: addWorkingDays(today, -15), to: addWorkingDays(today, 20), feedbackAfter: 5, guideAfter: 10, observers: [observer.personId] }
  const round = planRound(units, plan, { startsOn: dayBefore(today, 60), endsOn: addMonths(today, 8) })
  if (!round.ok) throw new Error(`The demonstration world was refused: ${round.because}`)
  await insertCycles(tx, { programmeId: programme.id, cohortId: cohort, round: 1 }, round.event.cycles, new Map([[observer.personId, observer.name]]), leader.name, timeBefore(today, 40))
  const past = (day: LocalDate) => day < dayBefore(today, 4)
  for (const one of (await loadCycles(tx, programme.id)).filter(({ planned }) => past(planned.observe))) {
    await saveStep(tx, one.id, 'observe', one.planned.observe, observer.name, timeBefore(today, 5))
    await saveWords(tx, one.id, { seen: 'De voksne fordeler seg på hele uteområdet. Ved sandkassen er de med i leken, ved huskene står de mest og ser på.', strengths: 'De voksne bøyer seg ned og lytter når barna forteller.' }, observer.name, timeBefore(today, 5))
    if (!past(one.planned['feed-back'])) continue
    await saveStep(tx, one.id, 'feed-back', one.planned['feed-back'], observer.name, timeBefore(today, 4))
    await saveWords(tx, one.id, { fedBack: 'Dere er med i leken der dere er. Prøv å la én voksen starte noe felles ved huskene hver dag.' }, observer.name, timeBefore(today, 4))
  }
}

function fail(name: string): never {
  throw new Error(`The demonstration world names ${name}, which it does not have`)
}
