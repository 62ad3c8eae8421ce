import { addDays, osloDate, type LocalDate } from '../src/kernel/dates.ts'
import { ore } from '../src/kernel/money.ts'
import type { Tx } from '../src/platform/db.ts'
import { insertComment, saveAnswer } from '../src/slices/strategy/plans/hearing/store.ts'
import type { GoalContent } from '../src/slices/strategy/plans/rules.ts'
import { saveTied } from '../src/slices/strategy/plans/needs/store.ts'
import * as store from '../src/slices/strategy/plans/store.ts'
import { dayBefore, timeBefore } from './days.ts'
import { municipality, team } from './world.ts'

type Names = Readonly<Record<'authority' | 'team' | 'head' | 'otherHead' | 'owner', string>>

/** A plan that is adopted, with a measure of the team and what was said in its hearing; and one that is being written. */
export async function loadDemoPlans(tx: Tx, orgs: ReadonlyMap<string, string>, names: Names, now: Date): Promise<void> {
  const of = (name: string): string => orgs.get(name) ?? fail(name)
  const today = osloDate(now)
  const [startsOn, endsOn] = [dayBefore(today, 400), addDays(today, 700)]
  const adopted = await begin(tx, of(municipality), { title: 'Kompetanseplan for barnehagene i Fjordvik', about: 'Planen bygger på det personalet har svart, det barnehagene har skrevet om behovene sine, og samtalene på styrermøtene. Den sier hva kommunen og Kompetanseteamet vil prioritere sammen med eierne.', frame: '2026', startsOn, endsOn }, names.team, timeBefore(today, 200))
  const goal = (title: string, why: string, more: Partial<GoalContent> = {}): GoalContent => ({ parentId: undefined, title, why, themes: [], responsible: 'Barnehagesjefen', economy: undefined, startsOn, endsOn, ...more })
  const add = async (planId: string, content: GoalContent): Promise<string> => {
    const id = crypto.randomUUID()
    await store.insertGoal(tx, planId, id, content)
    return id
  }
  const close = await add(adopted, goal('Voksne som er tett på i lek og samtale', 'Flere barnehager peker på det samme i behovene sine: små grupper, og rolige overganger.', { themes: ['rammeplan-2017-6'], economy: ore(40_000_000) }))
  const train = await add(adopted, goal('Hele personalet øver sammen', '', { parentId: close, responsible: 'Kompetanseteamet' }))
  const small = await add(adopted, goal('De små barnehagene når fram', 'Små private barnehager har sjeldnere noen å sette inn når de skal på kurs eller møte.', { responsible: 'Kompetanseteamet og eierne' }))
  const measure = await tx.selectFrom('measures.measure').select(['id', 'starts_on', 'ends_on']).where('lead_id', '=', of(team)).where('starts_on', '<=', endsOn).where('ends_on', '>=', startsOn).orderBy('id').executeTakeFirst()
  if (measure) await store.insertLine(tx, adopted, train, { measure: { id: measure.id, startsOn: measure.starts_on as LocalDate, endsOn: measure.ends_on as LocalDate }, title: '', responsible: '' })
  await store.insertLine(tx, adopted, small, { measure: undefined, title: 'Styrermøter på skjerm annenhver gang', responsible: 'Kompetanseteamet' })
  await store.saveHearing(tx, adopted, dayBefore(today, 150), names.team, timeBefore(today, 190))
  await insertComment(tx, adopted, { orgId: of('Solstråla barnehage'), role: 'head', body: 'Vi savner noe om vikarer. De er med i overgangene hver dag.' }, names.head, timeBefore(today, 170))
  await insertComment(tx, adopted, { orgId: of('Eventyrkjeden'), role: 'owner', body: 'Vi ønsker egne midler til felles kursdager i kjeden.' }, names.owner, timeBefore(today, 165))
  const said = await tx.selectFrom('strategy.hearing_comment').select(['id', 'role']).where('plan_id', '=', adopted).execute()
  for (const { id, role } of said) await saveAnswer(tx, id, role === 'head' ? 'taken-in' : 'not', role === 'head' ? 'Delmålet om å øve sammen gjelder nå også faste vikarer.' : 'Kommunen har ikke egne midler til én eier. Felles kursdager er åpne for alle.', names.team, timeBefore(today, 140))
  await store.saveAdopted(tx, adopted, dayBefore(today, 120), 'Utvalg for oppvekst', names.authority, timeBefore(today, 118))

  const shared = await tx.selectFrom('needs.need_card as n').innerJoin('register.kindergarten_profile as p', 'p.kindergarten_id', 'n.kindergarten_id').select('n.id').where('p.municipality_id', '=', of(municipality)).where('n.shared_with_team', '=', true).where('n.state', '=', 'decided').orderBy('n.id').limit(6).execute()

  const heard = await begin(tx, of(municipality), { title: 'Plan for språk og flerspråklighet', about: 'Utkast til høring. Vi vil særlig vite om dere rekker over målene med den tiden personalet har sammen.', frame: '2026', startsOn: today, endsOn }, names.team, timeBefore(today, 30))
  const talk = await add(heard, goal('Alle barn blir lyttet til på språkene sine', 'Språk er det flest barnehager skriver om i behovene sine.', { themes: ['rammeplan-2017-9-1'], startsOn: today, economy: ore(15_000_000) }))
  await add(heard, goal('Personalet bruker bøker og lek på flere språk', '', { parentId: talk, responsible: 'Kompetanseteamet', startsOn: today }))
  await saveTied(tx, heard, talk, [], shared.flatMap(({ id }) => id ?? []), names.team, timeBefore(today, 20))
  await store.saveHearing(tx, heard, addDays(today, 14), names.team, timeBefore(today, 10))
  await insertComment(tx, heard, { orgId: of('Trollstua barnehage'), role: 'head', body: 'Målet er bra. Vi trenger bøker å låne før vi kan begynne.' }, names.otherHead, timeBefore(today, 2))

  const draft = await begin(tx, of(municipality), { title: 'Plan for overgangen til skolen', about: 'Kladd til samtale med styrere og rektorer.', frame: undefined, startsOn: today, endsOn }, names.team, timeBefore(today, 5))
  await add(draft, goal('Alle barn møter en skole som kjenner barnehagen deres', '', { startsOn: today }))
}

async function begin(tx: Tx, municipalityId: string, plan: Parameters<typeof store.savePlan>[2], who: string, at: Date): Promise<string> {
  return (await store.insertFirst(tx, crypto.randomUUID(), { ...plan, municipalityId }, who, at)).id
}

function fail(name: string): never {
  throw new Error(`The demonstration world names ${name}, which it does not have`)
}
