import { refuse, type Decision } from '../../../../kernel/decision.ts'
import type { PersonId } from '../../../../kernel/ids.ts'
import type { Language } from '../../../../kernel/language.ts'
import { brokenConstraint, system, writing } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import type { Visit } from '../../../../platform/visit.ts'
import * as audit from '../../../audit/index.ts'
import * as messaging from '../../../messaging/index.ts'
import { hashToken, newToken } from '../../sign-in/actions.ts'
import { loadPerson } from '../store.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export const confirmationPath = (token: string): string => `/konto/epost/${token}`

/** Sends a link to the new address; until it is used, nothing has changed. The answer is the same whoever has the address. */
export const askForChange = ({ db, now, jobs }: Deps, personId: PersonId, typed: string): Promise<Decision<'same' | 'not-found', { readonly email: string }>> =>
  writing(db, system, async (tx) => {
    const at = now()
    const person = await loadPerson(tx, personId)
    if (!person) return refuse('not-found')
    const decision = rules.ask(person.email, typed)
    if (!decision.ok) return decision
    const token = newToken()
    const address = decision.event.email
    await store.saveChange(tx, personId, hashToken(token), { email: address, expiresAt: new Date(at.getTime() + rules.linkHours * 3_600_000) }, at)
    await messaging.tell(tx, jobs, [{ address, language: person.language as Language }], { kind: 'email-change', path: confirmationPath(token), subjectId: personId }, at)
    return decision
  })

/** Changes the address, and tells the old one: whoever did not ask for it hears of it there. */
export async function confirmChange({ db, now, jobs }: Deps, visit: Visit, personId: PersonId, token: string): Promise<Decision<rules.ConfirmRefusal | 'not-found', { readonly email: string }>> {
  try {
    return await writing(db, system, async (tx) => {
      const at = now()
      const [person, change] = [await loadPerson(tx, personId), await store.loadChange(tx, personId, hashToken(token), true)]
      if (!person || !change) return refuse('not-found')
      const decision = rules.confirm(change, await store.isTaken(tx, personId, change.email), at)
      if (!decision.ok) return decision
      await store.useChange(tx, personId, change.email)
      await audit.record(tx, visit.actor, { kind: 'account.email-changed', about: { kind: 'person', id: personId }, readers: [], visibility: 'internal' }, at)
      await messaging.tell(tx, jobs, [{ address: person.email, language: person.language as Language }], { kind: 'email-changed', path: '/konto', subjectId: personId }, at)
      return decision
    })
  } catch (problem) {
    // Somebody else confirmed the same address at the same moment.
    if (brokenConstraint(problem) === 'person_email_unique') return refuse('taken')
    throw problem
  }
}
