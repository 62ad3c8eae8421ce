import { sql } from 'kysely'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { Language } from '../../../kernel/language.ts'
import type { Tx } from '../../../platform/db.ts'
import type { Age, Audience, Captions, Care, Content, Form, Licence, VersionState } from './rules.ts'

export type Material = {
  readonly id: string
  readonly teamId: string
  readonly team: string
  readonly fromKindergartenId: string | undefined
  /** The kindergarten's name, when it may be shown. */
  readonly fromKindergarten: string | undefined
  readonly fromShown: boolean
  readonly responsible: string
  readonly reviewOn: LocalDate | undefined
  /** The number of the version that is read now. */
  readonly current: number | undefined
  readonly withdrawnOn: LocalDate | undefined
  readonly withdrawnWords: string
  readonly changedAt: Date
}
export type Version = Content & { readonly id: string; readonly number: number; readonly state: VersionState; readonly returnedWords: string; readonly publishedAt: Date | undefined; readonly publishedBy: string | undefined; readonly changedAt: Date; readonly changedBy: string; readonly files: readonly StoredFile[] }
export type StoredFile = { readonly id: string; readonly name: string; readonly mediaType: string; readonly size: number; readonly description: string }

const materials = (tx: Tx) =>
  tx.selectFrom('library.material as m').innerJoin('register.organisation_card as o', 'o.id', 'm.team_id').leftJoin('register.organisation_card as k', 'k.id', 'm.from_kindergarten_id').selectAll('m').select(['o.name as team', 'k.name as kindergarten'])
type MaterialRow = Awaited<ReturnType<ReturnType<typeof materials>['execute']>>[number]
const materialOf = (row: MaterialRow): Material => ({
  id: row.id, teamId: row.team_id, team: row.team ?? '', fromKindergartenId: row.from_kindergarten_id ?? undefined, fromKindergarten: row.from_shown ? (row.kindergarten ?? undefined) : undefined, fromShown: row.from_shown, responsible: row.responsible,
  reviewOn: (row.review_on as LocalDate | null) ?? undefined, current: row.current ?? undefined, withdrawnOn: (row.withdrawn_on as LocalDate | null) ?? undefined, withdrawnWords: row.withdrawn_words, changedAt: row.changed_at,
})

export async function loadMaterial(tx: Tx, id: string): Promise<Material | undefined> {
  const row = await materials(tx).where('m.id', '=', id).executeTakeFirst()
  return row && materialOf(row)
}
/** As `loadMaterial`, and nobody else takes a step with it until the transaction is over. */
export async function lockMaterial(tx: Tx, id: string): Promise<Material | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended('material ' || ${id}::text, 0))`.execute(tx)
  return loadMaterial(tx, id)
}

const versionColumns = ['v.id', 'v.material_id', 'v.number', 'v.state', 'v.title', 'v.summary', 'v.body', 'v.themes', 'v.audiences', 'v.ages', 'v.minutes', 'v.author', 'v.licence', 'v.licence_words', 'v.film_url', 'v.film_captions', 'v.film_text', 'v.news', 'v.returned_words', 'v.published_at', 'v.published_by_name', 'v.changed_at', 'v.changed_by_name'] as const
const versions = (tx: Tx) => tx.selectFrom('library.version as v').select(versionColumns)
type VersionRow = Awaited<ReturnType<ReturnType<typeof versions>['execute']>>[number]
const versionOf = (row: VersionRow, files: readonly StoredFile[]): Version => ({
  id: row.id, number: row.number, state: row.state as VersionState, title: row.title, summary: row.summary, body: row.body, themes: row.themes, audiences: row.audiences as Audience[], ages: row.ages as Age[], minutes: row.minutes ?? undefined, author: row.author,
  licence: (row.licence as Licence | null) ?? undefined, licenceWords: row.licence_words, filmUrl: row.film_url, captions: (row.film_captions as Captions | null) ?? undefined, filmText: row.film_text, news: row.news, returnedWords: row.returned_words,
  publishedAt: row.published_at ?? undefined, publishedBy: row.published_by_name ?? undefined, changedAt: row.changed_at, changedBy: row.changed_by_name, files,
})
async function filesOf(tx: Tx, versionId: string): Promise<readonly StoredFile[]> {
  const rows = await tx.selectFrom('library.file').select(['id', 'name', 'media_type', 'size', 'description']).where('version_id', '=', versionId).orderBy('added_at').orderBy('id').execute()
  return rows.map((row) => ({ id: row.id, name: row.name, mediaType: row.media_type, size: row.size, description: row.description }))
}
const withFiles = async (tx: Tx, row: VersionRow | undefined): Promise<Version | undefined> => row && versionOf(row, await filesOf(tx, row.id))

export const loadVersion = async (tx: Tx, materialId: string, number: number): Promise<Version | undefined> => withFiles(tx, await versions(tx).where('v.material_id', '=', materialId).where('v.number', '=', number).executeTakeFirst())
/** The one version that is being written, waits for the team or has come back, as far as the actor may see it. */
export const loadOpen = async (tx: Tx, materialId: string): Promise<Version | undefined> => withFiles(tx, await versions(tx).where('v.material_id', '=', materialId).where('v.state', 'in', ['draft', 'proposed', 'returned']).executeTakeFirst())

export type PastVersion = { readonly number: number; readonly publishedAt: Date; readonly news: string }
/** Every version that has been published and may be read, the last first. */
export async function loadPublished(tx: Tx, materialId: string): Promise<readonly PastVersion[]> {
  const rows = await tx.selectFrom('library.version').select(['number', 'published_at', 'news']).where('material_id', '=', materialId).where('published_at', 'is not', null).orderBy('number', 'desc').limit(100).execute()
  return rows.flatMap((row) => (row.published_at ? [{ number: row.number, publishedAt: row.published_at, news: row.news }] : []))
}

export type Standing = { readonly id: string; readonly title: string; readonly state: VersionState; readonly isNew: boolean; readonly kindergarten: string | undefined; readonly changedAt: Date }
/** What is being written or waits, of the actor's own. */
export async function loadUnderWork(tx: Tx): Promise<readonly Standing[]> {
  const rows = await tx
    .selectFrom('library.version as v')
    .innerJoin('library.material as m', 'm.id', 'v.material_id')
    .leftJoin('register.organisation_card as k', 'k.id', 'm.from_kindergarten_id')
    .select(['m.id', 'v.title', 'v.state', 'm.current', 'k.name', 'v.changed_at'])
    .where('v.state', 'in', ['draft', 'proposed', 'returned'])
    .orderBy('v.changed_at', 'desc')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, title: row.title, state: row.state as VersionState, isNew: row.current === null, kindergarten: row.name ?? undefined, changedAt: row.changed_at }))
}
export type Cared = { readonly id: string; readonly title: string; readonly responsible: string; readonly reviewOn: LocalDate }
/** What the team answers for and is to be looked at anew by a day, the first first. */
export async function loadDueForReview(tx: Tx, teamId: string, until: LocalDate): Promise<readonly Cared[]> {
  const rows = await tx
    .selectFrom('library.material as m')
    .innerJoin('library.version as v', (join) => join.onRef('v.material_id', '=', 'm.id').onRef('v.number', '=', 'm.current'))
    .select(['m.id', 'v.title', 'm.responsible', 'm.review_on'])
    .where('m.team_id', '=', teamId)
    .where('m.withdrawn_on', 'is', null)
    .where('m.review_on', '<=', until)
    .orderBy('m.review_on')
    .orderBy('v.title')
    .limit(200)
    .execute()
  return rows.map((row) => ({ id: row.id, title: row.title, responsible: row.responsible, reviewOn: row.review_on as LocalDate }))
}

export type NamedTheme = { readonly code: string; readonly name: Readonly<Record<Language, string>>; readonly framework: boolean; readonly offered: boolean }
/** The framework plan's themes, then the team's own. */
export async function loadThemes(tx: Tx, teamId: string | undefined): Promise<readonly NamedTheme[]> {
  const { rows } = await sql<{ code: string; name_nb: string; name_nn: string; name_en: string; own: boolean; offered: boolean }>`
    select t.code, t.name_nb, t.name_nn, t.name_en, t.team_org_id is not null as own, t.from_date <= platform.today() and (t.until_date is null or t.until_date > platform.today()) as offered
    from guidance.theme_card t where t.team_org_id is null or t.team_org_id = ${teamId ?? null} order by t.team_org_id is not null, t.position, t.code`.execute(tx)
  return rows.map((row) => ({ code: row.code, name: { nb: row.name_nb, nn: row.name_nn, en: row.name_en }, framework: !row.own, offered: row.offered }))
}
/** The team that answers for what is written here: the actor's own, or the one that serves the kindergarten. */
export async function loadTeamFor(tx: Tx, orgId: string, isTeam: boolean): Promise<{ readonly teamId: string; readonly regionId: string } | undefined> {
  const { rows } = isTeam
    ? await sql<{ team_id: string; region_id: string | null }>`select ${orgId}::uuid as team_id, coalesce(library.actor_region(), (select f.region_id from register.team_kindergarten s join register.kindergarten_fact f on f.kindergarten_id = s.kindergarten_id where s.team_id = ${orgId} and f.region_id is not null order by s.kindergarten_id limit 1)) as region_id`.execute(tx)
    : await sql<{ team_id: string; region_id: string | null }>`select s.team_id, s.region_id from register.served_by s where s.kindergarten_id = ${orgId} and s.team_id is not null`.execute(tx)
  const [row] = rows
  return row?.region_id ? { teamId: row.team_id, regionId: row.region_id } : undefined
}

const columnsOf = (content: Content) => ({
  title: content.title, summary: content.summary, body: content.body, themes: [...content.themes], audiences: [...content.audiences], ages: [...content.ages], minutes: content.minutes ?? null, author: content.author, licence: content.licence ?? null, licence_words: content.licenceWords,
  film_url: content.filmUrl, film_captions: content.captions ?? null, film_text: content.filmText, news: content.news,
})

export type NewMaterial = { readonly startKey: string; readonly teamId: string; readonly regionId: string; readonly fromKindergartenId: string | undefined; readonly fromShown: boolean }
/** @returns its id, the same for the same start key, so that a double click makes one; undefined when the key is somebody else's */
export async function insertMaterial(tx: Tx, made: NewMaterial, content: Content, who: string, now: Date): Promise<{ readonly id: string; readonly isNew: boolean } | undefined> {
  const row = await tx
    .insertInto('library.material')
    .values({ region_id: made.regionId, team_id: made.teamId, from_kindergarten_id: made.fromKindergartenId ?? null, from_shown: made.fromShown, start_key: made.startKey, made_at: now, made_by_name: who, changed_at: now, changed_by_name: who })
    .onConflict((one) => one.column('start_key').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!row) {
    const there = await tx.selectFrom('library.material').select('id').where('start_key', '=', made.startKey).executeTakeFirst()
    return there && { id: there.id, isNew: false }
  }
  await insertVersion(tx, row.id, made.regionId, 1, content, who, now)
  return { id: row.id, isNew: true }
}
const insertVersion = async (tx: Tx, materialId: string, regionId: string, number: number, content: Content, who: string, now: Date): Promise<string> =>
  (await tx.insertInto('library.version').values({ ...columnsOf(content), material_id: materialId, region_id: regionId, number, changed_at: now, changed_by_name: who }).returning('id').executeTakeFirstOrThrow()).id

/** A new version that begins as another stands, with its files. */
export async function insertNextVersion(tx: Tx, materialId: string, from: Version, number: number, who: string, now: Date): Promise<void> {
  const { region_id: regionId } = await tx.selectFrom('library.material').select('region_id').where('id', '=', materialId).executeTakeFirstOrThrow()
  const id = await insertVersion(tx, materialId, regionId, number, { ...from, news: '' }, who, now)
  await sql`insert into library.file (version_id, name, media_type, size, sha256, description, content, added_at, added_by_name)
    select ${id}, f.name, f.media_type, f.size, f.sha256, f.description, f.content, f.added_at, f.added_by_name from library.file f where f.version_id = ${from.id}`.execute(tx)
}
export async function saveContent(tx: Tx, versionId: string, content: Content, who: string, now: Date): Promise<void> {
  await tx.updateTable('library.version').set({ ...columnsOf(content), changed_at: now, changed_by_name: who }).where('id', '=', versionId).execute()
}
export const saveFromShown = (tx: Tx, id: string, shown: boolean, who: string, now: Date) => tx.updateTable('library.material').set({ from_shown: shown, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()
export const saveState = (tx: Tx, versionId: string, state: 'proposed' | 'returned', returnedWords: string, who: string, now: Date) => tx.updateTable('library.version').set({ state, returned_words: returnedWords, changed_at: now, changed_by_name: who }).where('id', '=', versionId).execute()

/** The version is read from now on, and the one before it by its own link. */
export async function savePublished(tx: Tx, materialId: string, version: { readonly id: string; readonly number: number }, forms: readonly Form[], care: Care, who: string, now: Date): Promise<void> {
  await tx.updateTable('library.version').set({ state: 'replaced' }).where('material_id', '=', materialId).where('state', '=', 'published').execute()
  await tx.updateTable('library.version').set({ state: 'published', forms: [...forms], published_at: now, published_by_name: who, changed_at: now, changed_by_name: who }).where('id', '=', version.id).execute()
  await tx.updateTable('library.material').set({ current: version.number, responsible: care.responsible, review_on: care.reviewOn, changed_at: now, changed_by_name: who }).where('id', '=', materialId).execute()
}
export const saveCare = (tx: Tx, id: string, care: Care, who: string, now: Date) => tx.updateTable('library.material').set({ responsible: care.responsible, review_on: care.reviewOn, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()
export async function saveWithdrawn(tx: Tx, id: string, words: string, today: LocalDate, who: string, now: Date): Promise<void> {
  await tx.updateTable('library.version').set({ state: 'withdrawn' }).where('material_id', '=', id).where('state', 'in', ['published', 'replaced']).execute()
  await tx.updateTable('library.material').set({ withdrawn_on: today, withdrawn_words: words, changed_at: now, changed_by_name: who }).where('id', '=', id).execute()
}

export const forgetMaterials = async (tx: Tx, unpublishedBefore: LocalDate, withdrawnBefore: LocalDate): Promise<readonly string[]> => (await sql<{ id: string }>`select library.forget_materials(${unpublishedBefore}::date, ${withdrawnBefore}::date) as id`.execute(tx)).rows.map(({ id }) => id)
