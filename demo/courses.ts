import { addDays, instantOslo, osloDate } from '../src/kernel/dates.ts'
import type { Config } from '../src/platform/config.ts'
import type { Tx } from '../src/platform/db.ts'
import { hashOf } from '../src/platform/link-secrets.ts'
import { insertCourse, saveState } from '../src/slices/measures/courses/store.ts'
import { placeToken } from '../src/slices/measures/courses/own/secrets.ts'
import { insertPlaces } from '../src/slices/measures/courses/places/store.ts'
import type { Person } from '../src/slices/measures/courses/places/rules.ts'
import type { CourseContent, CourseState } from '../src/slices/measures/courses/rules.ts'
import { insertSession } from '../src/slices/measures/courses/sessions/store.ts'
import type { DemoMember } from './load.ts'
import { team } from './world.ts'

type Registered = { readonly kindergarten: string; readonly by: string; readonly days: number; readonly people: readonly (Person & { readonly state: 'seated' | 'waiting' })[] }
type DemoCourse = { readonly arranger: string; readonly by: string; readonly state: CourseState; readonly content: Omit<CourseContent, 'opensAt' | 'closesAt' | 'limits' | 'priorityKindergartens'> & Partial<Pick<CourseContent, 'limits'>>; readonly opens: number; readonly closes: number; readonly sessions: readonly { readonly day: number; readonly title: string; readonly place: string; readonly address?: string }[]; readonly registered: readonly Registered[] }

const usual = { heldBy: '', audience: [], measureId: undefined, offerHours: 48, byLink: true } as const
const seats = (onSite: number, digital = 0, more: Partial<CourseContent['limits']> = {}): CourseContent['limits'] => ({ seats: { 'on-site': onSite, digital }, perKindergarten: undefined, perRole: {}, priorityUntil: undefined, ...more })
const person = (name: string, domain: string, roleGroup: Person['roleGroup'], state: 'seated' | 'waiting' = 'seated', how: Person['how'] = 'on-site', email = `${name.split(' ')[0]?.toLowerCase() ?? ''}@${domain}.example`) => ({ name, email, roleGroup, how, state })

/** Invented courses and invented people. Days are counted from today. */
const courses: readonly DemoCourse[] = [
  {
    arranger: team, by: 'ragnhild', state: 'open', opens: -6, closes: 16,
    content: { ...usual, kind: 'series', title: 'Samtaler med barn i lek', about: 'To samlinger om hvordan vi voksne deltar i lek uten å ta over. Mellom samlingene prøver dere ut én liten ting på avdelingen.', heldBy: 'Høgskolen i Fjordvik (oppdiktet)', themes: ['rammeplan-2017-9-1'], limits: seats(4, 2, { perKindergarten: 3 }) },
    sessions: [{ day: 23, title: 'Å lytte før man svarer', place: 'Kultursalen, Fjordvik', address: 'https://mote.example/lek' }, { day: 79, title: 'Hva vi prøvde', place: 'Kultursalen, Fjordvik', address: 'https://mote.example/lek' }],
    registered: [
      { kindergarten: 'Solstråla barnehage', by: 'siri', days: -5, people: [person('Mona Lien', 'solstrala', 'pedagogical-leader'), person('Arne Tveit', 'solstrala', 'assistant'), person('Gro Myhre', 'solstrala', 'assistant', 'seated', 'digital')] },
      { kindergarten: 'Trollstua barnehage', by: 'hanne', days: -4, people: [person('Ida Kvam', 'trollstua', 'kindergarten-teacher'), person('Jon Bakke', 'trollstua', 'skilled-worker')] },
      { kindergarten: 'Kvitveis familiebarnehage', by: 'nora', days: -2, people: [person('Liv Aga', 'kvitveis', 'assistant', 'waiting', 'on-site', 'post@kvitveis.example'), person('Tor Aga', 'kvitveis', 'assistant', 'waiting', 'on-site', 'post@kvitveis.example')] },
    ],
  },
  {
    arranger: team, by: 'tone', state: 'open', opens: 9, closes: 40,
    content: { ...usual, kind: 'meeting', title: 'Fagsamling: overganger i hverdagen', about: 'En halv dag der barnehagene forteller hverandre hva de har prøvd. Ta med ett eksempel.', themes: ['rammeplan-2017-6'], limits: seats(60, 0, { perRole: { head: 20 } }) },
    sessions: [{ day: 52, title: '', place: 'Rådhuset, Fjordvik' }],
    registered: [],
  },
  {
    arranger: team, by: 'ragnhild', state: 'finished', opens: -120, closes: -70,
    content: { ...usual, kind: 'course', title: 'Førstehjelp for samtalen', about: 'En dag om samtaler som er vanskelige å begynne på.', themes: [], limits: seats(20) },
    sessions: [{ day: -60, title: '', place: 'Kultursalen, Fjordvik' }],
    registered: [{ kindergarten: 'Solstråla barnehage', by: 'siri', days: -100, people: [person('Mona Lien', 'solstrala', 'pedagogical-leader'), person('Arne Tveit', 'solstrala', 'assistant')] }],
  },
  {
    arranger: 'Høgskolen i Fjordvik', by: 'ulla', state: 'open', opens: -4, closes: 25,
    content: { ...usual, kind: 'meeting', title: 'Fagsamling om observasjon i lek', about: 'For barnehagene i partnerskapet. Vi ser på egne eksempler og øver på å skrive det vi ser.', themes: [], limits: seats(30) },
    sessions: [{ day: 37, title: '', place: 'Høgskolen i Fjordvik' }],
    registered: [{ kindergarten: 'Solstråla barnehage', by: 'siri', days: -2, people: [person('Mona Lien', 'solstrala', 'pedagogical-leader')] }],
  },
  {
    arranger: 'Eventyrkjeden', by: 'eva', state: 'open', opens: -3, closes: 20,
    content: { ...usual, kind: 'course', title: 'Nyansatt i Eventyrkjeden', about: 'For alle som har begynt siden sommeren.', themes: [], limits: seats(15, 15) },
    sessions: [{ day: 30, title: '', place: 'Trollstua barnehage', address: 'https://mote.example/nyansatt' }],
    registered: [{ kindergarten: 'Trollstua barnehage', by: 'hanne', days: -1, people: [person('Siv Dahle', 'trollstua', 'assistant')] }],
  },
]

/** Courses of the team, of a university and of an owner: one with a waiting list, one that opens soon, one that is over. */
export async function loadDemoCourses(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, config: Pick<Config, 'secretKey'>, now: Date): Promise<void> {
  const today = osloDate(now)
  const at = (days: number, time: string) => instantOslo(addDays(today, days), time)
  const nameOf = (id: string) => people.get(id)?.name ?? ''
  for (const one of courses) {
    const content: CourseContent = { ...one.content, limits: one.content.limits ?? seats(20), priorityKindergartens: [], opensAt: at(one.opens, '09:00'), closesAt: at(one.closes, '15:00') }
    const made = await insertCourse(tx, crypto.randomUUID(), ids.get(one.arranger) ?? '', content, nameOf(one.by), at(one.opens - 10, '10:00'))
    if (!made) continue
    for (const { day, title, place, address = '' } of one.sessions) await insertSession(tx, made.id, { title, startsAt: at(day, '09:00'), endsAt: at(day, '15:00'), place, digitalAddress: address }, nameOf(one.by), at(one.opens - 10, '10:00'))
    for (const { kindergarten, by, days, people: list } of one.registered) {
      const formKey = crypto.randomUUID()
      const placed = list.map((each) => ({ ...each, id: crypto.randomUUID() as string }))
      await insertPlaces(tx, placed.map((each, line) => ({ ...each, line, courseId: made.id, kindergartenId: ids.get(kindergarten) ?? '', language: 'nb', formKey, by: 'head', byName: nameOf(by), goesFirst: false, hash: hashOf(placeToken(config, each.id)) })), at(days, '10:00'))
    }
    await saveState(tx, made.id, one.state, nameOf(one.by), at(one.opens - 9, '10:00'))
  }
}
