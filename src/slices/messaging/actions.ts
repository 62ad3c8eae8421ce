import type { Actor } from '../../kernel/actor.ts'
import { reading, system, writing } from '../../platform/db.ts'
import type { Deps } from '../../platform/http.ts'
import { writeInvitation } from '../../platform/calendar/file.ts'
import { addressOf, lettersWait, type Letter, type Mailer } from '../../platform/mail.ts'
import { deliveryQueue } from './queues.ts'
import { writeLetter } from './letters.ts'
import { hasKey, isReminder, judge, reminderKinds, tryMinutes, type ReminderKind } from './rules.ts'
import * as store from './store.ts'

/**
 * Tries to deliver one notice. The claim is saved before the letter leaves and the outcome after, each in its own short transaction, so the
 * database never waits for a mail server, and two workers cannot send the same letter (docs/decisions/letters-leave-once.md).
 */
export async function deliver(deps: Deps, mailer: Mailer, id: string): Promise<void> {
  const { db, now, config, jobs, log } = deps
  if (lettersWait(config)) return
  const outgoing = await writing(db, system, (tx) => claim(tx, id, now()))
  if (!outgoing) return
  const { subject, text } = writeLetter(outgoing, config.publicUrl)
  const result = outgoing.address ? await mailer.send({ id, to: outgoing.address, subject, text, calendar: calendarOf(outgoing, outgoing.address, deps) }) : ({ ok: false, final: true, detail: 'no-address' } as const)
  await writing(db, system, async (tx) => {
    const outcome = judge(result, outgoing.failedBefore, now())
    const tryAt = outcome.outcome === 'failed' ? outcome.tryAgainAt : undefined
    await store.saveStep(tx, id, outcome, now(), tryAt)
    // The key is in the letter now. Without a mail server (development, the demonstration) the letter is read in the product.
    if (outcome.outcome === 'sent' && hasKey(outgoing.kind) && config.smtpUrl) await store.blankLink(tx, id, outgoing.kind)
    else if (outgoing.calendar && outcome.outcome === 'sent' && config.smtpUrl) await store.blankCalendar(tx, id)
    if (tryAt) await jobs.enqueue(tx, deliveryQueue, { id }, { startAfter: tryAt })
    if (outcome.outcome !== 'sent') log.warn('letter-not-delivered', { id, kind: outgoing.kind, outcome: outcome.outcome, detail: outcome.detail })
  })
}

/** What goes into the reader's calendar: written when it is sent, for the address it is sent to. Without the letter's link, which is a key: a calendar is shared with others. */
function calendarOf({ calendar }: store.Outgoing, address: string, { config, now }: Deps): Letter['calendar'] {
  if (!calendar) return undefined
  const { method, starts, from, name, ...entry } = calendar
  const content = writeInvitation(method, { ...entry, starts: new Date(starts) }, { name: from, email: addressOf(config.mailFrom) }, { name, email: address }, now())
  return { method: method === 'cancel' ? 'CANCEL' : 'REQUEST', content }
}

/** Takes the notice for one try, or settles what needs no letter. */
async function claim(tx: Parameters<typeof store.lockOutgoing>[0], id: string, now: Date): Promise<store.Outgoing | undefined> {
  const outgoing = await store.lockOutgoing(tx, id, now)
  if (!outgoing) return undefined
  if (outgoing.abandoned) return void (await store.saveStep(tx, id, { outcome: 'unknown', detail: 'stopped-while-sending' }, now))
  if (outgoing.optedOut && isReminder(outgoing.kind)) return void (await store.saveStep(tx, id, { outcome: 'opted-out' }, now))
  await store.saveStep(tx, id, { outcome: 'sending' }, now, new Date(now.getTime() + tryMinutes * 60_000))
  return outgoing
}

/** Notices whose job is lost (a restored backup, a queue that was emptied), or that waited for a mail server: a minute late is late enough. */
export async function sweep(deps: Deps, mailer: Mailer): Promise<void> {
  if (lettersWait(deps.config)) return
  const before = new Date(deps.now().getTime() - 60_000)
  const ids = await reading(deps.db, system, (tx) => store.loadOverdue(tx, before, 50))
  for (const id of ids) await deliver(deps, mailer, id)
}

export const markAllSeen = ({ db, now }: Deps, actor: Actor) => writing(db, actor, (tx) => store.markSeen(tx, actor.personId, now()))

/** `wanted` are the reminders the person wants by e-mail. Anything that is not a kind of reminder is left out. */
export const chooseReminders = ({ db, now }: Deps, actor: Actor, wanted: readonly string[]) =>
  writing(db, actor, (tx) => store.saveChoices(tx, actor.personId, reminderKinds.filter((kind: ReminderKind) => !wanted.includes(kind)), now()))

/** The operator asks for one more try of a letter that did not arrive. */
export const tryAgain = ({ db, jobs, now }: Deps, id: string): Promise<boolean> =>
  writing(db, system, async (tx) => {
    const due = await store.makeDue(tx, id, now())
    if (due) await jobs.enqueue(tx, deliveryQueue, { id })
    return due
  })

/** Every letter, for the demonstration world's page only. */
export const demoLetters = ({ db }: Deps) => reading(db, system, store.loadLetters)
