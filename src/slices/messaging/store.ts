import { sql } from 'kysely'
import type { Language } from '../../kernel/language.ts'
import type { Tx } from '../../platform/db.ts'
import type { Message, NoticeKind, Recipient } from './rules.ts'

export async function saveNotice(tx: Tx, to: Recipient, message: Message, at: Date): Promise<string> {
  const id = crypto.randomUUID()
  await tx
    .insertInto('messaging.notice')
    .values({
      id,
      at,
      person_id: 'personId' in to ? to.personId : null,
      address: 'address' in to ? to.address : null,
      language: to.language,
      kind: message.kind,
      data: JSON.stringify(message.data ?? {}),
      path: message.path,
      subject_id: message.subjectId ?? null,
      send_after: message.sendAfter ?? at,
    })
    .execute()
  return id
}

/** Cancels reminders that wait about something which is now done, also those for others than the one who did it. */
export const cancelWaiting = (tx: Tx, subjectId: string, kinds: readonly NoticeKind[], at: Date) =>
  sql`select messaging.stop_reminding(${subjectId}, ${[...kinds]}, ${at})`.execute(tx)

export type Notice = { readonly id: string; readonly at: Date; readonly kind: NoticeKind; readonly data: Readonly<Record<string, string>>; readonly path: string; readonly seen: boolean }

export async function loadNotices(tx: Tx, personId: string, now: Date): Promise<Notice[]> {
  const rows = await tx
    .selectFrom('messaging.notice')
    .select(['id', 'at', 'send_after', 'kind', 'data', 'path', 'seen_at'])
    .where('person_id', '=', personId)
    .where('cancelled_at', 'is', null)
    .where('send_after', '<=', now)
    .orderBy('send_after', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({ id: row.id, at: row.send_after, kind: row.kind as NoticeKind, data: row.data as Record<string, string>, path: row.path, seen: row.seen_at !== null }))
}

export const countUnseen = async (tx: Tx, personId: string, now: Date): Promise<number> => {
  const row = await tx
    .selectFrom('messaging.notice')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .where('person_id', '=', personId)
    .where('seen_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('send_after', '<=', now)
    .executeTakeFirstOrThrow()
  return row.n
}

export const markSeen = (tx: Tx, personId: string, at: Date) =>
  tx.updateTable('messaging.notice').set({ seen_at: at }).where('person_id', '=', personId).where('seen_at', 'is', null).where('send_after', '<=', at).execute()

export type Outgoing = { readonly id: string; readonly address: string; readonly language: Language; readonly kind: NoticeKind; readonly data: Readonly<Record<string, string>>; readonly path: string; readonly tries: number }

/** Locks a notice that is due and not yet delivered; undefined when there is nothing to do (sent, cancelled, not due, taken by another). */
export async function lockOutgoing(tx: Tx, id: string, now: Date): Promise<Outgoing | undefined> {
  const row = await tx
    .selectFrom('messaging.notice as n')
    .leftJoin('identity.person as p', 'p.id', 'n.person_id')
    .select((eb) => ['n.id', 'n.address', 'n.language', 'n.kind', 'n.data', 'n.path', 'p.email', eb.selectFrom('messaging.delivery as d').select((d) => d.fn.countAll<number>().as('c')).whereRef('d.notice_id', '=', 'n.id').as('tries')])
    .where('n.id', '=', id)
    .where('n.cancelled_at', 'is', null)
    .where('n.send_after', '<=', now)
    .where((eb) => eb.not(eb.exists(eb.selectFrom('messaging.delivery as d').select('d.id').whereRef('d.notice_id', '=', 'n.id').where('d.outcome', 'in', ['sent', 'refused', 'gave-up']))))
    .forUpdate('n')
    .skipLocked()
    .executeTakeFirst()
  const address = row?.address ?? row?.email
  return row && address ? { id: row.id, address, language: row.language as Language, kind: row.kind as NoticeKind, data: row.data as Record<string, string>, path: row.path, tries: row.tries ?? 0 } : undefined
}

export const saveDelivery = (tx: Tx, noticeId: string, outcome: 'sent' | 'refused' | 'failed' | 'gave-up', at: Date, detail: string | undefined, messageId: string | undefined) =>
  tx.insertInto('messaging.delivery').values({ notice_id: noticeId, at, outcome, detail: detail ?? null, message_id: messageId ?? null }).execute()

/** The last letters and how they fared, for the operator and the development page. */
export const loadDeliveries = (tx: Tx) =>
  tx
    .selectFrom('messaging.notice as n')
    .leftJoin('identity.person as p', 'p.id', 'n.person_id')
    .leftJoin('messaging.delivery as d', 'd.notice_id', 'n.id')
    .select(['n.id', 'n.send_after', 'n.kind', 'n.language', 'n.path', 'n.data', 'n.address', 'n.cancelled_at', 'p.email', 'd.outcome', 'd.at as tried_at', 'd.detail'])
    .orderBy('n.send_after', 'desc')
    .orderBy('d.at', 'desc')
    .limit(100)
    .execute()
