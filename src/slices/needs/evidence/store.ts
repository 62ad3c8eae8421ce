import { sql } from 'kysely'
import { dateOf, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import { instrumentSchema } from '../instruments/definition.ts'
import { groupsOf } from '../scores/rules.ts'
import { loadSets } from '../scores/store.ts'
import type { Piece, Said } from './rules.ts'

export type Theme = { readonly code: string; readonly name: Readonly<Record<Language, string>> }

/** The themes a need of the kindergarten may be about on a day: the framework plan's, then those of the team that serves it. Ended ones are named, not offered. */
export async function loadThemes(tx: Tx, kindergartenId: string): Promise<readonly (Theme & { readonly offered: boolean })[]> {
  const { rows } = await sql<{ code: string; name_nb: string; name_nn: string; name_en: string; offered: boolean }>`
    select t.code, t.name_nb, t.name_nn, t.name_en, t.from_date <= platform.today() and (t.until_date is null or t.until_date > platform.today()) as offered from guidance.theme_card t
    where t.team_org_id is null or t.team_org_id = (select s.team_id from register.served_by s where s.kindergarten_id = ${kindergartenId})
    order by t.team_org_id is not null, t.position, t.code`.execute(tx)
  return rows.map((row) => ({ code: row.code, name: { nb: row.name_nb, nn: row.name_nn, en: row.name_en }, offered: row.offered }))
}

/** What is known about a kindergarten, as far as the actor may see it. The questions travel together. */
export async function loadPieces(tx: Tx, kindergartenId: string): Promise<readonly Piece[]> {
  const all = await Promise.all([loadRegister(tx, kindergartenId), loadIndicators(tx, kindergartenId), loadStaff(tx, kindergartenId), loadGuidance(tx, kindergartenId), loadContact(tx, kindergartenId), loadGrants(tx, kindergartenId), loadScores(tx, kindergartenId), loadMeasures(tx, kindergartenId)])
  return all.flat()
}

async function loadRegister(tx: Tx, kindergartenId: string): Promise<readonly Piece[]> {
  const row = await tx.selectFrom('register.register_fact').select(['children', 'staff', 'capacity', 'ownership', sql<LocalDate>`as_of::text`.as('on')]).where('organisation_id', '=', kindergartenId).executeTakeFirst()
  if (!row) return []
  return [{ kind: 'register', key: 'register', on: row.on, children: row.children ?? undefined, staff: row.staff ?? undefined, capacity: row.capacity ?? undefined, ownership: (row.ownership as 'municipal' | 'private' | 'other' | null) ?? undefined }]
}

/** The newest of each figure. */
async function loadIndicators(tx: Tx, kindergartenId: string): Promise<readonly Piece[]> {
  const rows = await tx.selectFrom('needs.indicator').distinctOn('name').select(['name', 'value', 'of_municipality', 'of_country', sql<LocalDate>`refers_to::text`.as('on')]).where('kindergarten_id', '=', kindergartenId).orderBy('name').orderBy('refers_to', 'desc').execute()
  return rows.map((row) => ({ kind: 'indicator', key: `indicator:${row.name}:${row.on}`, on: row.on, name: row.name, value: row.value, ofMunicipality: row.of_municipality ?? undefined, ofCountry: row.of_country ?? undefined }))
}

/** What the staff said on each theme, of what was frozen to be shown: all together, the statement they agreed least with and the one they agreed most with. */
async function loadStaff(tx: Tx, kindergartenId: string): Promise<readonly Piece[]> {
  const rows = await tx
    .selectFrom('needs.staff_result as r')
    .innerJoin('needs.staff_session as s', 's.id', 'r.session_id')
    .innerJoin('needs.staff_theme as t', (join) => join.onRef('t.session_id', '=', 'r.session_id').onRef('t.theme', '=', 'r.theme'))
    .innerJoin('needs.instrument_version as v', 'v.id', 's.instrument_version_id')
    .select(['s.id', 's.title', 'r.theme', 'r.statement', 'r.at_least', 'r.mean', 't.closed_at', 'v.definition'])
    .where('s.kindergarten_id', '=', kindergartenId)
    .where('r.part', '=', 'all')
    .orderBy('t.closed_at', 'desc')
    .orderBy('r.theme')
    .orderBy('r.statement')
    .limit(400)
    .execute()
  return [...Map.groupBy(rows, ({ id, theme }) => `staff:${id}:${theme}`)].flatMap(([key, group]): readonly Piece[] => {
    const [first] = group
    const definition = first && instrumentSchema.parse(first.definition)
    const theme = definition?.kind === 'statements' ? definition.themes.find((one) => one.key === first?.theme) : undefined
    const said = group.flatMap((row): readonly Said[] => {
      const statement = theme?.statements.find((one) => one.key === row.statement)
      return statement ? [{ text: namesOf(statement.text), mean: Number(row.mean) }] : []
    }).toSorted((a, b) => a.mean - b.mean)
    const [lowest] = said
    const highest = said.at(-1)
    if (!first || !theme || !lowest || !highest) return []
    return [{ kind: 'staff', key, on: osloDate(first.closed_at), session: first.title, theme: namesOf(theme.name), about: theme.about, atLeast: Math.min(...group.map((row) => row.at_least)), lowest, highest }]
  })
}
const namesOf = ({ nb, nn, en }: Readonly<Record<Language, string>>) => ({ nb, nn, en })

/** The newest score of each unit and dimension, with the one before it on the same scale. */
async function loadScores(tx: Tx, kindergartenId: string): Promise<readonly Piece[]> {
  return groupsOf(await loadSets(tx, kindergartenId)).flatMap(({ instrument, unit, unitId, series }) =>
    series.flatMap(({ key, name, about, better, scale, points }): readonly Piece[] => {
      const [last, before] = points.toReversed()
      if (!last) return []
      const { set, value } = last
      return [{ kind: 'score', key: `score:${set.id}:${key.split(' ')[0]}`, on: set.on, list: inAll(instrument), name: inAll(name), ...(unitId === kindergartenId ? {} : { unit }), about, value, ...scale, better, counted: set.definition.counted, answered: set.answered, source: set.source, ...(before ? { before: { on: before.set.on, value: before.value } } : {}) }]
    }),
  )
}
/** What a list leaves empty in a language is said in bokmål. */
const inAll = (words: Readonly<Record<Language, string>>) => ({ nb: words.nb, nn: words.nn || words.nb, en: words.en || words.nb })

async function loadGuidance(tx: Tx, kindergartenId: string): Promise<readonly Piece[]> {
  const rows = await tx
    .selectFrom('guidance.case_card')
    .select(['id', 'reference', 'state', 'themes', 'submitted_at', 'closed_at', 'observations', sql<LocalDate | null>`last_observed_on::text`.as('observed')])
    .where('kindergarten_id', '=', kindergartenId)
    .where('submitted_at', 'is not', null)
    .orderBy('submitted_at', 'desc')
    .limit(50)
    .execute()
  return rows.flatMap((row): readonly Piece[] => {
    const at = row.closed_at ?? row.submitted_at
    if (!row.id || !at) return []
    const common = { reference: row.reference ?? '', themes: row.themes ?? [] }
    const asked: Piece = { kind: 'guidance', key: `guidance:${row.id}`, on: osloDate(at), state: row.state === 'closed' ? 'closed' : 'running', ...common }
    return row.observed && row.observations ? [{ kind: 'observation', key: `observation:${row.id}`, on: row.observed, times: row.observations, ...common }, asked] : [asked]
  })
}

/** How often the competence team has been in touch outside the cases in the last year. */
async function loadContact(tx: Tx, kindergartenId: string): Promise<readonly Piece[]> {
  const rows = await tx
    .selectFrom('presence.visit_card')
    .select(['kind', sql<LocalDate>`held_on::text`.as('on'), sql<number>`(count(*) over ())::integer`.as('times')])
    .where('kindergarten_id', '=', kindergartenId)
    .where('state', '=', 'held')
    .where(sql<boolean>`held_on > platform.today() - interval '1 year'`)
    .orderBy('held_on', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .execute()
  return rows.map((row) => ({ kind: 'contact', key: `contact:${row.on}`, on: row.on, times: row.times, last: row.kind as 'visit' | 'dialogue' | 'call' | 'heads-meeting' }))
}

/** What has been done and is being done. How it went stands where the measure was closed. */
async function loadMeasures(tx: Tx, kindergartenId: string): Promise<readonly Piece[]> {
  const rows = await tx
    .selectFrom('measures.measure_card')
    .select(['id', 'title', 'state', 'themes', 'decision', sql<LocalDate>`coalesce(closed_on, begun_on, starts_on)::text`.as('on')])
    .where('kindergarten_id', '=', kindergartenId)
    .orderBy('starts_on', 'desc')
    .limit(50)
    .execute()
  return rows.map((row) => ({ kind: 'measure', key: `measure:${row.id}`, on: row.on, title: row.title ?? '', state: row.state as 'offered' | 'planned' | 'running' | 'closed', themes: row.themes ?? [], decision: (row.decision as 'continue' | 'change' | 'end' | 'measure-again' | null) ?? undefined }))
}

async function loadGrants(tx: Tx, kindergartenId: string): Promise<readonly Piece[]> {
  const { rows } = await sql<{ report_id: string; kindergarten_year: number; network: string | null; partner: string | null }>`
    select p.report_id, p.kindergarten_year, p.network, p.partner from scheme.participants() p where p.kindergarten_id = ${kindergartenId} order by p.kindergarten_year desc limit 20`.execute(tx)
  return rows.map((row) => ({ kind: 'grant', key: `grant:${row.report_id}:${row.kindergarten_year}`, on: dateOf(row.kindergarten_year, 8, 1), year: row.kindergarten_year, network: row.network ?? undefined, partner: row.partner ?? undefined }))
}
