import type { Role } from '../src/kernel/actor.ts'
import { instantOslo, osloDate, type LocalDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { insertAgreement, insertOutcome, saveTold } from '../src/slices/strategy/discussions/agreements/store.ts'
import { insertPoint, loadGoals } from '../src/slices/strategy/discussions/agenda/store.ts'
import type { PointContent, Source } from '../src/slices/strategy/discussions/agenda/rules.ts'
import { insertSaid } from '../src/slices/strategy/discussions/held/store.ts'
import type { Group } from '../src/slices/strategy/discussions/invited/rules.ts'
import { addParties, loadCandidates, loadPeople, saveMarks } from '../src/slices/strategy/discussions/invited/store.ts'
import { contentOf } from '../src/slices/strategy/discussions/minutes/actions.ts'
import { insertMinutes, insertObjection, loadMinutes, saveApproved } from '../src/slices/strategy/discussions/minutes/store.ts'
import * as store from '../src/slices/strategy/discussions/store.ts'
import { dayAfter, dayBefore, timeBefore } from './days.ts'
import { municipality, team } from './world.ts'

type Names = Readonly<Record<'authority' | 'team' | 'adviser', string>>

/** A meeting that has been, with approved minutes and two agreements: one that became a measure, and one that is overdue. And one to come, with its agenda. */
export async function loadDemoDiscussions(tx: Tx, orgs: ReadonlyMap<string, string>, names: Names, now: Date): Promise<void> {
  const of = (name: string): string => orgs.get(name) ?? fail(name)
  const today = osloDate(now)
  const candidates = await loadCandidates(tx, of(municipality))
  const make = async (day: ReturnType<typeof osloDate>, title: string, purpose: string, groups: readonly Group[], madeAt: Date): Promise<string> => {
    const id = (await store.insertMeeting(tx, crypto.randomUUID(), of(municipality), of(team), { title, purpose, startsAt: instantOslo(day, '09:00'), endsAt: instantOslo(day, '11:00'), place: 'Kommunestyresalen, Fjordvik rådhus', link: '' }, names.team, madeAt)) ?? fail(title)
    await addParties(tx, id, candidates.filter(({ group }) => groups.includes(group)), names.team, madeAt)
    await store.saveSent(tx, id, names.team, madeAt)
    return id
  }
  const add = (id: string, title: string, reason: string, kind: PointContent['kind'], minutes: number, introduces: string, at: Date, source?: Source): Promise<string> => insertPoint(tx, id, { title, reason, kind, minutes, introduces }, source, names.adviser, at)

  const heldOn = dayBefore(today, 70)
  const [heldAt, afterwards] = [instantOslo(heldOn, '11:00'), timeBefore(today, 66)]
  const past = await make(heldOn, 'Drøfting om kompetanseplanen', 'Bli enige om hva kommunen, eierne og teamet gjør først av det planen sier.', ['heads', 'owners', 'unions'], timeBefore(today, 90))
  const small = await add(past, 'Hvordan når vi de små barnehagene?', 'Små private barnehager har sjeldnere noen å sette inn når de skal på kurs eller møte.', 'discussion', 45, 'Rådgiver i teamet', timeBefore(today, 85))
  const close = await add(past, 'Hele personalet øver sammen', 'Målet står i kompetanseplanen. Hvem begynner, og hva trenger de?', 'advice', 40, 'Lederen av teamet', timeBefore(today, 85))
  await add(past, 'Orientering om tilskuddet til kompetanseutvikling', '', 'information', 15, 'Kommunen', timeBefore(today, 85))
  const people = await loadPeople(tx, past)
  const came = people.filter(({ name }) => ['Tone Haugen', 'Ragnhild Dal', 'Siri Solheim', 'Hanne Moen', 'Eva Brekke', 'Olav Rud', 'Frida Aas'].includes(name))
  await saveMarks(tx, past, came, new Set(came.map(({ personId }) => personId)), names.adviser, heldAt)
  const say = (point: string, who: string, body: string) => {
    const one = came.find(({ name }) => name === who)
    return insertSaid(tx, crypto.randomUUID(), past, point, one ? `${one.name}, ${one.org}` : '', body, names.adviser, heldAt)
  }
  await say(small, 'Hanne Moen', 'Møter på dagtid går ikke når vi er tre på jobb. En felles vikarliste ville hjulpet mer enn flere kurs.')
  await say(small, 'Frida Aas', 'Vikarene må få være med på det personalet øver på, ellers stopper det.')
  await say(close, 'Eva Brekke', 'Kjeden kan begynne i to barnehager etter jul.')
  await say(close, '', 'Møtet støttet at teamet begynner med dem som allerede har spurt.')
  const responsible = (org: string, role: Role) => ({ orgId: of(org), role, personId: undefined, name: org })
  const agreed = async (pointId: string, body: string, who: ReturnType<typeof responsible>, due: LocalDate) => (await insertAgreement(tx, crypto.randomUUID(), { discussionId: past, municipalityId: of(municipality), pointId, body, responsible: who, due }, names.adviser, heldAt)).id
  const list = await agreed(small, 'Kommunen lager en felles vikarliste som private barnehager også kan bruke', responsible(municipality, 'authority'), dayBefore(today, 12))
  const begun = await agreed(close, 'Teamet begynner et tiltak der hele personalet øver sammen', responsible(team, 'team-leader'), dayBefore(today, 30))
  const measure = await tx.selectFrom('measures.measure').select(['id', 'title']).where('lead_id', '=', of(team)).orderBy('id').executeTakeFirst()
  if (measure) await insertOutcome(tx, begun, { kind: 'measure', id: measure.id, title: measure.title }, names.team, timeBefore(today, 40))
  await saveTold(tx, { id: begun, version: 1 }, 'done', 'Teamet har begynt tiltaket sammen med barnehagene som spurte først.', dayBefore(today, 40), names.team, timeBefore(today, 40))

  const meeting = (await store.loadMeeting(tx, past)) ?? fail('the past meeting')
  await insertMinutes(tx, past, 1, await contentOf(tx, meeting, 'nb'), undefined, names.adviser, afterwards)
  await store.saveWriting(tx, past, false, undefined, names.adviser, afterwards)
  const [minutes] = await loadMinutes(tx, past)
  if (minutes) {
    await insertObjection(tx, minutes.id, { orgId: of('Eventyrkjeden'), role: 'owner', name: 'Eva Brekke' }, 'Jeg sa at kjeden kan begynne i to barnehager dersom vikarlisten er klar.', timeBefore(today, 63))
    await saveApproved(tx, minutes.id, names.team, timeBefore(today, 60))
  }

  const coming = await make(dayAfter(today, 23), 'Drøfting om overgangen til skolen', 'Gi råd om hva planen for overgangen til skolen skal si.', ['heads', 'owners', 'unions', 'services', 'schools'], timeBefore(today, 4))
  await add(coming, 'Oppfølging: felles vikarliste', 'Kommunen skulle ha den klar. Fristen er gått ut.', 'information', 10, 'Kommunen', timeBefore(today, 4), { kind: 'agreement', id: list })
  await add(coming, 'Plan for overgangen til skolen', 'Kladden er klar til samtale med styrere og rektorer. Hva mangler?', 'discussion', 60, 'Lederen av teamet', timeBefore(today, 4))
  const behind = (await loadGoals(tx, of(municipality))).find(({ begun: started }) => started === 0)
  if (behind) await add(coming, `Målet «${behind.title}» ligger etter`, `Over et år er gått, og ingen tiltak er begynt. Målet står i «${behind.plan}».`, 'advice', 30, 'Rådgiver i teamet', timeBefore(today, 4), { kind: 'goal', id: behind.id })
}

function fail(name: string): never {
  throw new Error(`The demonstration world names ${name}, which it does not have`)
}
