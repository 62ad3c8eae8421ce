import { sql } from 'kysely'
import type { Actor } from '../../../kernel/actor.ts'
import { addMonths, kindergartenYearOf, type LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import { loadAsked as loadAskedOfTeam } from '../competence/store.ts'
import type { Form, Level, Offer, OfferContent, Offered } from './rules.ts'

const offers = (tx: Tx) => tx.selectFrom('team.offer as o').innerJoin('register.organisation_card as u', 'u.id', 'o.university_id').selectAll('o').select('u.full_name as university')
type Row = Awaited<ReturnType<ReturnType<typeof offers>['execute']>>[number]
const offerOf = (row: Row): Offer => ({
  id: row.id, universityId: row.university_id, university: row.university ?? '', title: row.title, form: row.form as Form, about: row.about, themes: row.themes, methods: row.methods, languages: row.languages, level: row.level as Level,
  credits: row.credits === null ? undefined : Number(row.credits), kindergartens: row.kindergartens, places: row.places ?? undefined, evidence: row.evidence, contact: row.contact, startsOn: row.starts_on as LocalDate,
  endsOn: (row.ends_on as LocalDate | null) ?? undefined, withdrawnOn: (row.withdrawn_on as LocalDate | null) ?? undefined, version: row.version, changedAt: row.changed_at,
})

/** So many are shown of a search. */
export const mostShown = 200
export type Filters = { readonly search: string; readonly theme: string; readonly form: string }
const escaped = (words: string): string => `%${words.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`
/** `isOpen` of the rules. */
const openOn = (today: LocalDate) => sql<boolean>`o.withdrawn_on is null and (o.ends_on is null or o.ends_on >= ${today}::date)`
/** What may be asked for now or later. */
export async function loadOpen(tx: Tx, { search, theme, form }: Filters, today: LocalDate): Promise<readonly Offer[]> {
  let query = offers(tx).where(openOn(today))
  if (theme) query = query.where(sql<boolean>`${theme} = any(o.themes)`)
  if (form) query = query.where('o.form', '=', form)
  if (search) query = query.where(sql<boolean>`lower(concat_ws(' ', o.title, o.about, u.full_name, array_to_string(o.methods, ' '), array_to_string(o.languages, ' '))) like ${escaped(search)}`)
  return (await query.orderBy('u.full_name').orderBy('o.title').orderBy('o.id').limit(mostShown + 1).execute()).map(offerOf)
}
/** What each open offer is about and who gives it, all of them: a theme is not missing because its offers stood far down a list. */
export async function loadOffered(tx: Tx, today: LocalDate): Promise<readonly Offered[]> {
  const rows = await tx.selectFrom('team.offer as o').innerJoin('register.organisation_card as u', 'u.id', 'o.university_id').select(['o.university_id', 'u.full_name as university', 'o.form', 'o.themes']).where(openOn(today)).orderBy('u.full_name').orderBy('o.id').execute()
  return rows.map((row) => ({ universityId: row.university_id, university: row.university ?? '', form: row.form as Form, themes: row.themes }))
}
/** All of the university's own, also what is withdrawn, the open ones first. */
export const loadOwn = async (tx: Tx, universityId: string): Promise<readonly Offer[]> => (await offers(tx).where('o.university_id', '=', universityId).orderBy(sql`o.withdrawn_on desc nulls first`).orderBy('o.title').orderBy('o.id').limit(300).execute()).map(offerOf)
export async function loadOffer(tx: Tx, id: string): Promise<Offer | undefined> {
  const row = await offers(tx).where('o.id', '=', id).executeTakeFirst()
  return row && offerOf(row)
}
/** One of the university's own; nobody else changes it before this is done. */
export async function lockOffer(tx: Tx, universityId: string, id: string): Promise<Offer | undefined> {
  const row = await offers(tx).where('o.id', '=', id).where('o.university_id', '=', universityId).forUpdate('o').executeTakeFirst()
  return row && offerOf(row)
}
/** Whether another offer of the university has the name and the form; of two who write at the same time, one waits. */
export async function isThere(tx: Tx, universityId: string, { title, form }: Pick<OfferContent, 'title' | 'form'>, but: string | undefined): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(hashtextextended('team.offer of ' || ${universityId}::text, 0))`.execute(tx)
  return (await tx.selectFrom('team.offer').select('id').where('university_id', '=', universityId).where('form', '=', form).where(sql<boolean>`lower(title) = lower(${title})`).where('withdrawn_on', 'is', null).where(sql<boolean>`id is distinct from ${but ?? null}::uuid`).executeTakeFirst()) !== undefined
}

const columns = (content: OfferContent) => ({
  title: content.title, form: content.form, about: content.about, themes: [...content.themes], methods: [...content.methods], languages: [...content.languages], level: content.level, credits: content.credits ?? null,
  kindergartens: content.kindergartens, places: content.places ?? null, evidence: content.evidence, contact: content.contact, starts_on: content.startsOn, ends_on: content.endsOn ?? null,
})
/** @returns undefined when the same offer came in at the same time */
export const insertOffer = async (tx: Tx, universityId: string, content: OfferContent, by: string, now: Date): Promise<string | undefined> =>
  (await tx.insertInto('team.offer').values({ university_id: universityId, ...columns(content), made_at: now, changed_at: now, changed_by_name: by }).onConflict((one) => one.doNothing()).returning('id').executeTakeFirst())?.id
export const saveOffer = (tx: Tx, { id, version }: Pick<Offer, 'id' | 'version'>, content: OfferContent, by: string, now: Date) => tx.updateTable('team.offer').set({ ...columns(content), version: version + 1, changed_at: now, changed_by_name: by }).where('id', '=', id).execute()
export const saveWithdrawn = (tx: Tx, { id, version }: Pick<Offer, 'id' | 'version'>, on: LocalDate, by: string, now: Date) => tx.updateTable('team.offer').set({ withdrawn_on: on, version: version + 1, changed_at: now, changed_by_name: by }).where('id', '=', id).execute()

export type Theme = { readonly code: string; readonly name: Readonly<Record<Language, string>> }
/** The themes everybody has. */
export async function loadThemes(tx: Tx): Promise<readonly Theme[]> {
  const rows = await tx.selectFrom('guidance.theme_card').select(['code', 'name_nb', 'name_nn', 'name_en']).where('team_org_id', 'is', null).where('from_date', '<=', sql<string>`platform.today()`).where((where) => where.or([where('until_date', 'is', null), where('until_date', '>', sql<string>`platform.today()`)])).orderBy('position').execute()
  return rows.map((row) => ({ code: row.code ?? '', name: { nb: row.name_nb ?? '', nn: row.name_nn ?? '', en: row.name_en ?? '' } }))
}

/** Whose needs a reader's figures are about: those one may see one by one, or sums of five or more. */
export type Asking = { readonly whose: 'own' | 'put-together'; readonly counts: ReadonlyMap<string, number> }
/** In how many kindergartens each theme is asked for, as far as the actor may see: one by one in the team, the kindergarten and with its owner; for others as the challenge picture tells it, this kindergarten year and the one before. */
export async function loadAsking(tx: Tx, actor: Actor, today: LocalDate): Promise<Asking> {
  const since = kindergartenYearOf(today) - 1
  switch (actor.role) {
    case 'adviser':
    case 'team-leader':
      return { whose: 'own', counts: new Map([...(await loadAskedOfTeam(tx, actor.orgId, today))].map(([theme, { kindergartens }]) => [theme, kindergartens])) }
    case 'authority':
    case 'county-governor':
      return { whose: 'put-together', counts: counted(await sql<Counted>`select theme, sum(kindergartens)::integer as kindergartens from (select municipality_id, theme, max(kindergartens) as kindergartens from insight.picture_theme where source in ('need', 'guidance', 'report') and year >= ${since} group by municipality_id, theme) t group by theme`.execute(tx)) }
    case 'university-contact':
      return { whose: 'put-together', counts: counted(await sql<Counted>`select theme, kindergartens from team.asked_in_area(${since})`.execute(tx)) }
    default:
      return { whose: 'own', counts: counted(await sql<Counted>`select theme, count(distinct kindergarten_id)::integer as kindergartens from (
        select kindergarten_id, unnest(themes) as theme from needs.need_card where state in ('proposed', 'decided') and (decided_on is null or decided_on > ${addMonths(today, -24)}::date)
        union all select kindergarten_id, unnest(themes) from measures.measure_card where state in ('planned', 'running')) a group by theme`.execute(tx)) }
  }
}
type Counted = { readonly theme: string; readonly kindergartens: number }
const counted = ({ rows }: { readonly rows: readonly Counted[] }): ReadonlyMap<string, number> => new Map(rows.map(({ theme, kindergartens }) => [theme, kindergartens]))

export const forgetOffers = async (tx: Tx, before: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select id from team.forget_offers(${before}) as id`.execute(tx)).rows.map(({ id }) => id)
