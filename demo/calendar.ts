import { addDays, dateOf, kindergartenYearOf, osloDate, type LocalDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import type { DemoMember } from './load.ts'

/** Days invented kindergartens have set aside, in the kindergarten year today is in: month and day, how many days, and what about. */
const days = [
  { kindergarten: 'Solstråla barnehage', by: 'siri', kind: 'planning', month: 1, day: 4, length: 1, title: 'Språk og lek' },
  { kindergarten: 'Solstråla barnehage', by: 'siri', kind: 'planning', month: 6, day: 18, length: 1, title: '' },
  { kindergarten: 'Solstråla barnehage', by: 'siri', kind: 'closed', month: 7, day: 12, length: 14, title: '' },
  { kindergarten: 'Trollstua barnehage', by: 'hanne', kind: 'planning', month: 1, day: 4, length: 1, title: 'Språk og lek' },
  { kindergarten: 'Lia barnehage', by: 'nobody', kind: 'planning', month: 1, day: 4, length: 1, title: '' },
  { kindergarten: 'Prinsessehaugen barnehage', by: 'nobody', kind: 'planning', month: 1, day: 4, length: 1, title: '' },
  { kindergarten: 'Draken barnehage', by: 'nobody', kind: 'planning', month: 1, day: 4, length: 1, title: '' },
  { kindergarten: 'Kvitveis familiebarnehage', by: 'nora', kind: 'planning', month: 3, day: 12, length: 1, title: '' },
] as const

/** Planning days, and who came to the invented course that is over: one has a certificate that can be checked with the code below. */
export async function loadDemoCalendar(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const today = osloDate(now)
  const year = kindergartenYearOf(today) + 1
  const nameOf = (id: string) => people.get(id)?.name ?? ''
  await tx
    .insertInto('measures.planning_day')
    .values(days.map(({ kindergarten, by, kind, month, day, length, title }) => {
      const from: LocalDate = dateOf(year, month, day)
      return { region_id: 'oslo-viken', kindergarten_id: ids.get(kindergarten) ?? '', kind, title, from_on: from, last_on: addDays(from, length - 1), made_at: now, made_by_name: by === 'nobody' ? 'Styreren (oppdiktet)' : nameOf(by) }
    }))
    .execute()
  const held = await tx.selectFrom('measures.course as c').innerJoin('measures.course_session as s', 's.course_id', 'c.id').innerJoin('register.organisation_card as o', 'o.id', 'c.arranger_id').select(['c.id', 'c.title', 's.id as session', 's.starts_at', 's.ends_at', 'o.name as arranger']).where('c.state', '=', 'finished').executeTakeFirst()
  if (!held) return
  const seated = await tx.selectFrom('measures.course_place').select(['id', 'name']).where('course_id', '=', held.id).where('state', '=', 'seated').orderBy('seq').execute()
  for (const [at, { id, name }] of seated.entries()) {
    const came = at === 0
    await tx.insertInto('measures.course_attendance').values({ session_id: held.session, place_id: id, course_id: held.id, came, how: 'list', at: held.ends_at, by_name: nameOf('ragnhild') }).execute()
    const facts = { name, course: held.title, arranger: held.arranger ?? '', heldBy: '', came: 1, held: 1, sessions: [{ title: '', on: osloDate(held.starts_at), minutes: Math.round((held.ends_at.getTime() - held.starts_at.getTime()) / 60_000) }] }
    if (came) await tx.insertInto('measures.course_certificate').values({ course_id: held.id, place_id: id, code: 'ABDEFHJKLMNPRTUV', facts: JSON.stringify(facts), issued_at: held.ends_at, issued_by_name: nameOf('ragnhild') }).execute()
  }
}
