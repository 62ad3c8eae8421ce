import { dice } from '../src/kernel/dice.ts'
import type { Tx } from '../src/platform/db.ts'
import { refreshWithin } from '../src/slices/insight/index.ts'
import { staff2026 } from '../src/slices/needs/instruments/shipped/staff-2026.ts'
import { figure, nobody, type Tally } from '../src/slices/needs/masking/rules.ts'

/** Those whose heads are people of the demonstration world begin with nothing: what they see is what they make. */
const leftAlone = ['Solstråla barnehage', 'Trollstua barnehage', 'Kvitveis familiebarnehage', 'Månefisken barnehage', 'Sjøsnegla barnehage', 'Kakaduen barnehage', 'Tannhjulet barnehage', 'Vindmølla barnehage']
/** How far back each session was held, in days: this kindergarten year and the two before. */
const held = [775, 410, 45]
/** Where each theme begins, and how it goes from year to year. */
const courses: Readonly<Record<string, readonly [number, number]>> = { care: [4.1, 0], play: [3.2, 0.3], language: [2.8, 0.4], participation: [3.4, 0.1], home: [3.9, -0.1], transitions: [2.9, 0.1], reflection: [3, 0.2] }

/** What invented staffs answered in three years, as it is kept: bands and means, no answers. And the challenge picture made of it. */
export async function loadDemoPicture(tx: Tx, now: Date): Promise<void> {
  const random = dice(4)
  const { id: versionId } = await tx.selectFrom('needs.instrument_version as v').innerJoin('needs.instrument as i', 'i.id', 'v.instrument_id').select('v.id').where('i.code', '=', 'staff-2026').executeTakeFirstOrThrow()
  const kindergartens = await tx
    .selectFrom('register.organisation as o')
    .innerJoin('register.register_fact as f', 'f.organisation_id', 'o.id')
    .select(['o.id', 'o.name', 'f.capacity'])
    .where('o.kind', '=', 'kindergarten')
    .where('o.fictitious', '=', true)
    .where('o.name', 'not in', leftAlone)
    .orderBy('o.name')
    .execute()
  const team = new Set((await tx.selectFrom('register.served_by').select('kindergarten_id').where('team_id', 'is not', null).execute()).map((row) => row.kindergarten_id))
  // Last year every staff of the municipality answered everything: its quality report has five of each to tell of.
  const isFull = (id: string, year: number) => year === 1 && team.has(id)
  const themes = staff2026.themes.filter(({ key }) => key in courses)
  const sessions = held.flatMap((days, year) => kindergartens.filter((one) => random() < 0.85 || isFull(one.id, year)).map((kindergarten) => ({ id: crypto.randomUUID() as string, kindergarten, year, at: new Date(now.getTime() - days * 86_400_000), themes: themes.filter(() => random() < 0.6 || isFull(kindergarten.id, year)) })).filter((one) => one.themes.length > 0))
  await each(sessions, (rows) =>
    tx.insertInto('needs.staff_session').values(rows.map(({ id, kindergarten, year, at, themes: taken }, index) => ({
      id, region_id: 'oslo-viken', kindergarten_id: kindergarten.id, start_key: crypto.randomUUID(), instrument_version_id: versionId, kind: 'live', state: 'ended', title: 'Personalmøte om egen praksis', themes: taken.map(({ key }) => key), expected: 30,
      seen_by_owner: index % 2 === 0 && !isFull(kindergarten.id, year), seen_by_team: team.has(kindergarten.id), made_at: at, made_by_name: 'Styreren (oppdiktet)', opened_at: at, ended_at: at,
    }))).execute())
  const closed = sessions.flatMap((session) => session.themes.map((theme) => ({ session, theme, lean: (random() - 0.5) * 1.2 })))
  await each(closed, (rows) => tx.insertInto('needs.staff_theme').values(rows.map(({ session, theme }) => ({ session_id: session.id, theme: theme.key, closed_at: session.at, shown: true, changed_at: session.at, changed_by_name: 'Styreren (oppdiktet)' }))).execute())
  const results = closed.flatMap(({ session, theme, lean }) => {
    const [start, step] = courses[theme.key] ?? [3, 0]
    return theme.statements.flatMap((statement) => {
      const tally = Array.from({ length: Math.max(6, Math.round((session.kindergarten.capacity ?? 40) / 4)) }, () => (random() < 0.06 ? 0 : Math.min(5, Math.max(1, Math.round(start + step * session.year + lean + (random() + random() - 1) * 2))))).reduce<Tally>((all, value) => all.map((n, at) => (at === value ? n + 1 : n)) as unknown as Tally, nobody)
      const shown = figure(tally)
      return shown ? [{ session_id: session.id, theme: theme.key, statement: statement.key, part: 'all', at_least: shown.atLeast, mean: shown.mean, low: shown.low, middle: shown.middle, high: shown.high, unknown: shown.unknown }] : []
    })
  })
  await each(results, (rows) => tx.insertInto('needs.staff_result').values(rows).execute())
  await refreshWithin(tx, now)
}

async function each<One>(rows: readonly One[], save: (portion: readonly One[]) => Promise<unknown>): Promise<void> {
  for (let from = 0; from < rows.length; from += 1000) await save(rows.slice(from, from + 1000))
}
