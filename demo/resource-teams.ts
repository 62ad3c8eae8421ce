import { addDays, instantOslo, osloDate, type LocalDate } from '../src/kernel/dates.ts'
import { isWorkingDay } from '../src/kernel/working-days.ts'
import type { Tx } from '../src/platform/db.ts'
import { liftThemesWithin } from '../src/slices/measures/resource-themes/actions.ts'
import { insertMeetings, insertMember, insertStandard, insertTask, insertTeam, loadMeetings, loadMembers, saveDone, saveMinutes } from '../src/slices/measures/resource-teams/store.ts'
import { texts } from '../src/texts/index.ts'
import type { DemoMember } from './load.ts'

const leading = 'Solstråla barnehage'
/** Others whose teams have talked of the same, so that it is lifted. */
const others = ['Trollstua barnehage', 'Lia barnehage', 'Prinsessehaugen barnehage', 'Draken barnehage', 'Bølgen barnehage']
const shared = 'rammeplan-2017-9-1'

/** Of them the one that has talked of something else: what everybody has talked of is not lifted. */
const different = 'Bølgen barnehage'

/** One resource team with a year behind it, four that have talked of the same theme, and one that has not. */
export async function loadDemoResourceTeams(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const today = osloDate(now)
  const nameOf = (id: string) => people.get(id)?.name ?? ''
  const begun = addDays(today, -80)
  const standard = texts('nb')('resource.standard.first')
  for (const name of [leading, ...others]) {
    const kindergartenId = ids.get(name) ?? fail(name)
    const who = name === leading ? nameOf('siri') : 'Styreren (oppdiktet)'
    const id = (await insertTeam(tx, kindergartenId, who, instantOslo(begun, '12:00'))) ?? fail(name)
    const team = { id, kindergartenId }
    await insertStandard(tx, team, 1, standard, who, instantOslo(begun, '12:00'))
    const seat = (part: Parameters<typeof insertMember>[2]['part'], of: string, serviceId?: string) => insertMember(tx, team, { part, name: of, serviceId, period: { from: begun, to: undefined } }, who)
    await seat('head', who)
    if (name === leading) {
      await seat('pedagogical-leader', nameOf('peder'))
      await seat('ppt', nameOf('per'), ids.get('PPT Fjordvik'))
      await seat('health-nurse', 'Helsesykepleieren (oppdiktet)')
      await seat('adviser', nameOf('ragnhild'))
    }
    const days = name === leading ? [workingDay(addDays(today, -40)), workingDay(addDays(today, 9)), workingDay(addDays(today, 51)), workingDay(addDays(today, 93))] : [workingDay(addDays(today, -30))]
    const when = (day: LocalDate, agenda: string) => ({ startsAt: instantOslo(day, '09:00'), endsAt: instantOslo(day, '10:30'), place: 'Personalrommet', agenda })
    await insertMeetings(tx, team, days.map((day, at) => when(day, at === 0 ? 'Språk i hverdagssituasjonene\nMåltidet som språkarena' : at === 1 ? 'Oppgavene fra sist\nOverganger mellom inne og ute' : '')), 1, who, instantOslo(begun, '12:00'))
    const [first] = await loadMeetings(tx, id)
    if (!first) fail(name)
    await saveMinutes(tx, first, name === leading ? [shared, 'rammeplan-2017-6'] : name === different ? ['rammeplan-2017-6'] : [shared], name === leading ? 'Vi fordeler de voksne på faste plasser ved måltidet, og prøver det i seks uker.' : '', 1, who, first.endsAt)
    if (name !== leading) continue
    const members = await loadMembers(tx, id)
    const member = (part: string) => members.find((one) => one.part === part) ?? fail(part)
    const held = osloDate(first.startsAt)
    await insertTask(tx, crypto.randomUUID(), first, held, { body: 'Finne to artikler om samtaler i måltidet', member: member('ppt'), dueOn: addDays(today, 7) }, who, first.endsAt)
    await insertTask(tx, crypto.randomUUID(), first, held, { body: 'Lage plan for hvem som sitter hvor', member: member('pedagogical-leader'), dueOn: addDays(held, 14) }, who, first.endsAt)
    const done = await tx.selectFrom('measures.resource_task').select('id').where('resource_team_id', '=', id).where('member_id', '=', member('pedagogical-leader').id).executeTakeFirstOrThrow()
    await saveDone(tx, id, done.id, addDays(held, 10), nameOf('peder'))
  }
  await liftThemesWithin(tx, now)
}

/** The day, or the next working day. */
const workingDay = (day: LocalDate): LocalDate => (isWorkingDay(day) ? day : workingDay(addDays(day, 1)))

function fail(what: string): never {
  throw new Error(`The demonstration world has no ${what}`)
}
