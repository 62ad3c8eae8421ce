import { sql, type SqlBool } from 'kysely'
import type { Language } from '../../kernel/language.ts'
import type { Tx } from '../../platform/db.ts'
import { calendarKinds, withoutKey, type KeyKind, type Message, type NoticeKind, type Outcome, type Recipient, type ReminderKind } from './rules.ts'

type Data = Readonly<Record<string, string>>

export const saveNotices = (tx: Tx, letters: readonly { readonly id: string; readonly to: Recipient; readonly message: Message }[], at: Date) =>
  tx.insertInto('messaging.notice').values(letters.map(({ id, to, message }) => ({
    id,
    at,
    person_id: 'personId' in to ? to.personId : null,
    address: 'address' in to ? to.address : null,
    language: to.language,
    kind: message.kind,
    data: JSON.stringify(message.data ?? {}),
    path: message.path,
    calendar: message.calendar ? JSON.stringify(message.calendar) : null,
    subject_id: message.subjectId ?? null,
    send_after: at,
    try_at: at,
  }))).execute()

/** Cancels the letters about something that have not been sent, whomever they are to. */
export const cancelUnsent = (tx: Tx, subjectId: string, kind: NoticeKind, at: Date) => sql`select messaging.cancel_unsent(${subjectId}, ${kind}, ${at})`.execute(tx)

export type Notice = { readonly id: string; readonly at: Date; readonly kind: NoticeKind; readonly data: Data; readonly path: string; readonly seen: boolean }

export async function loadNotices(tx: Tx, personId: string, now: Date): Promise<Notice[]> {
  const rows = await tx
    .selectFrom('messaging.notice')
    .select(['id', 'at', 'send_after', 'kind', 'data', 'path', 'seen_at'])
    .where('person_id', '=', personId)
    .where('kind', 'not in', [...calendarKinds])
    .where('cancelled_at', 'is', null)
    .where('send_after', '<=', now)
    .orderBy('send_after', 'desc')
    .orderBy('id')
    .limit(100)
    .execute()
  return rows.map((row) => ({ id: row.id, at: row.send_after, kind: row.kind as NoticeKind, data: row.data as Data, path: row.path, seen: row.seen_at !== null }))
}

export const countUnseen = async (tx: Tx, personId: string, now: Date): Promise<number> => {
  const row = await tx
    .selectFrom('messaging.notice')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('person_id', '=', personId)
    .where('kind', 'not in', [...calendarKinds])
    .where('seen_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('send_after', '<=', now)
    .executeTakeFirstOrThrow()
  return row.n
}

export const markSeen = (tx: Tx, personId: string, at: Date) =>
  tx.updateTable('messaging.notice').set({ seen_at: at }).where('person_id', '=', personId).where('seen_at', 'is', null).where('send_after', '<=', at).execute()

const unseenAt = (personId: string, path: string, now: Date) => sql<SqlBool>`person_id = ${personId} and seen_at is null and cancelled_at is null and send_after <= ${now} and path = ${path}`

/** True when a person has unread notices that lead to exactly this page. */
export const hasUnseenAt = async (tx: Tx, personId: string, path: string, now: Date): Promise<boolean> =>
  (await tx.selectFrom('messaging.notice').select('id').where(unseenAt(personId, path, now)).limit(1).executeTakeFirst()) !== undefined

/** The person has opened the page these notices lead to. */
export const markSeenAt = (tx: Tx, personId: string, path: string, at: Date) => tx.updateTable('messaging.notice').set({ seen_at: at }).where(unseenAt(personId, path, at)).execute()

/** The reminders a person does without. */
export const loadChoices = async (tx: Tx, personId: string): Promise<ReminderKind[]> =>
  (await tx.selectFrom('messaging.choice').select('kind').where('person_id', '=', personId).execute()).map(({ kind }) => kind as ReminderKind)

export async function saveChoices(tx: Tx, personId: string, without: readonly ReminderKind[], at: Date): Promise<void> {
  await tx.deleteFrom('messaging.choice').where('person_id', '=', personId).execute()
  if (without.length > 0) await tx.insertInto('messaging.choice').values(without.map((kind) => ({ person_id: personId, kind, chosen_at: at }))).execute()
}

export type Outgoing = {
  readonly id: string
  readonly address: string | undefined
  readonly language: Language
  readonly kind: NoticeKind
  readonly data: Data
  readonly path: string
  readonly calendar: Message['calendar']
  readonly failedBefore: number
  /** A try was begun and never ended. */
  readonly abandoned: boolean
  readonly optedOut: boolean
}

/** Locks a notice that is due now; undefined when there is nothing to do (done, cancelled, not due, being tried, taken by another). */
export async function lockOutgoing(tx: Tx, id: string, now: Date): Promise<Outgoing | undefined> {
  const row = await tx
    .selectFrom('messaging.notice as n')
    .leftJoin('identity.person as p', 'p.id', 'n.person_id')
    .select((eb) => [
      'n.id', 'n.address', 'n.language', 'n.kind', 'n.data', 'n.path', 'n.calendar', 'p.email', 'p.language as own_language',
      eb.selectFrom('messaging.delivery as d').select((d) => d.fn.countAll<number>().as('c')).whereRef('d.notice_id', '=', 'n.id').where('d.outcome', '=', 'failed').as('failed'),
      eb.selectFrom('messaging.delivery as d').select('d.outcome').whereRef('d.notice_id', '=', 'n.id').orderBy('d.at', 'desc').orderBy('d.id', 'desc').limit(1).as('last'),
      eb.exists(eb.selectFrom('messaging.choice as c').select('c.kind').whereRef('c.person_id', '=', 'n.person_id').whereRef('c.kind', '=', 'n.kind')).as('opted_out'),
    ])
    .where('n.id', '=', id)
    .where('n.cancelled_at', 'is', null)
    .where('n.try_at', '<=', now)
    .forUpdate('n')
    .skipLocked()
    .executeTakeFirst()
  if (!row) return undefined
  return {
    id: row.id,
    address: row.address ?? row.email ?? undefined,
    // The language the person reads now, not the one they read when it happened.
    language: (row.own_language ?? row.language) as Language,
    kind: row.kind as NoticeKind,
    data: row.data as Data,
    path: row.path,
    calendar: (row.calendar as Message['calendar'] | null) ?? undefined,
    failedBefore: row.failed ?? 0,
    abandoned: row.last === 'sending',
    optedOut: Boolean(row.opted_out),
  }
}

type Step = { readonly outcome: 'sending' | 'unknown' | 'opted-out'; readonly detail?: string } | Outcome

/** Writes down how a try stands, and when the notice is to be looked at again (never, unless said). */
export async function saveStep(tx: Tx, noticeId: string, step: Step, at: Date, tryAt?: Date): Promise<void> {
  await tx
    .insertInto('messaging.delivery')
    .values({ notice_id: noticeId, at, outcome: step.outcome, detail: 'detail' in step ? (step.detail ?? null) : null, message_id: step.outcome === 'sent' ? step.messageId : null })
    .execute()
  await tx.updateTable('messaging.notice').set({ try_at: tryAt ?? null }).where('id', '=', noticeId).execute()
}

/** Forgets the key that a letter carried, and what it put in a calendar (which may hold a private address): the notice keeps that it was sent. */
export const blankLink = (tx: Tx, noticeId: string, kind: KeyKind) => tx.updateTable('messaging.notice').set({ path: withoutKey[kind], calendar: null }).where('id', '=', noticeId).execute()

/** What has been put in a calendar stands there; where to meet need not stand here too. */
export const blankCalendar = (tx: Tx, noticeId: string) => tx.updateTable('messaging.notice').set({ calendar: null }).where('id', '=', noticeId).execute()

/** Notices that should have been tried by now: their job is lost, or their program was stopped. */
export const loadOverdue = async (tx: Tx, before: Date, limit: number): Promise<string[]> =>
  (await tx.selectFrom('messaging.notice').select('id').where('try_at', '<=', before).where('cancelled_at', 'is', null).orderBy('try_at').limit(limit).execute()).map(({ id }) => id)

/** Makes an undelivered notice due again. False when it is delivered, being tried or cancelled. */
export async function makeDue(tx: Tx, id: string, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('messaging.notice as n')
    .set({ try_at: at })
    .where('n.id', '=', id)
    .where('n.cancelled_at', 'is', null)
    .where((eb) => eb(eb.selectFrom('messaging.delivery as d').select('d.outcome').whereRef('d.notice_id', '=', 'n.id').orderBy('d.at', 'desc').orderBy('d.id', 'desc').limit(1), 'in', ['refused', 'failed', 'gave-up', 'unknown']))
    .executeTakeFirstOrThrow()
  return numUpdatedRows > 0n
}

export type Undelivered = { readonly id: string; readonly kind: NoticeKind; readonly language: Language; readonly toWhom: string; readonly outcome: 'refused' | 'failed' | 'gave-up' | 'unknown'; readonly triedAt: Date; readonly detail: string }

/** Letters that did not arrive, the newest first; addresses are masked by the database itself. */
export async function loadUndelivered(tx: Tx): Promise<Undelivered[]> {
  const { rows } = await sql<{ id: string; kind: string; language: string; to_whom: string | null; outcome: string; tried_at: Date; detail: string | null }>`select * from messaging.undelivered()`.execute(tx)
  return rows.map((row) => ({ id: row.id, kind: row.kind as NoticeKind, language: row.language as Language, toWhom: row.to_whom ?? '', outcome: row.outcome as Undelivered['outcome'], triedAt: row.tried_at, detail: row.detail ?? '' }))
}

export type Shown = { readonly id: string; readonly address: string; readonly language: Language; readonly kind: NoticeKind; readonly data: Data; readonly path: string; readonly cancelled: boolean; readonly outcome: string | undefined; readonly detail: string | undefined }

/** The last letters with where they stand, for the demonstration world. */
export async function loadLetters(tx: Tx): Promise<Shown[]> {
  const rows = await tx
    .selectFrom('messaging.notice as n')
    .leftJoin('identity.person as p', 'p.id', 'n.person_id')
    .leftJoinLateral((eb) => eb.selectFrom('messaging.delivery as d').select(['d.outcome', 'd.detail']).whereRef('d.notice_id', '=', 'n.id').orderBy('d.at', 'desc').orderBy('d.id', 'desc').limit(1).as('d'), (join) => join.onTrue())
    .select(['n.id', 'n.kind', 'n.language', 'n.path', 'n.data', 'n.address', 'n.cancelled_at', 'p.email', 'p.language as own_language', 'd.outcome', 'd.detail'])
    .orderBy('n.send_after', 'desc')
    .orderBy('n.id')
    .limit(60)
    .execute()
  return rows.map((row) => ({ id: row.id, address: row.address ?? row.email ?? '', language: (row.own_language ?? row.language) as Language, kind: row.kind as NoticeKind, data: row.data as Data, path: row.path, cancelled: row.cancelled_at !== null, outcome: row.outcome ?? undefined, detail: row.detail ?? undefined }))
}
