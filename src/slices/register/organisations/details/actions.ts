import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import { insertRelation } from '../relations/store.ts'
import type { DetailChange, NewOrganisation } from './forms.ts'
import { keepApart, orgTypes, typesOf } from './rules.ts'
import * as store from './store.ts'

/** A new organisation, part of its municipality from today when it has one. */
export const makeOrganisation = ({ db, now }: Deps, actor: Actor, form: NewOrganisation) => writing(db, actor, (tx) => makeIn(tx, actor, form, now()))

/** As `makeOrganisation`, in a transaction with more. */
export async function makeIn(tx: Tx, actor: Actor, form: NewOrganisation, at: Date) {
  await store.lockNames(tx)
  const municipality = form.kommune === undefined ? undefined : await store.findMunicipality(tx, form.kommune)
  if (form.kommune !== undefined && !municipality) return refuse('municipality-unknown' as const)
  const apart = keepApart(await store.withNumber(tx, form.orgnummer), await store.withName(tx, orgTypes[form.type].kind, form.navn, municipality?.id))
  if (!apart.ok) return apart
  const id = await store.insertOrganisation(tx, form, municipality?.regionId, at)
  if (municipality) await insertRelation(tx, { fromId: id, toId: municipality.id, kind: 'part-of', period: { from: osloDate(at), to: undefined } }, actor.name)
  if (form.kontakt || form.epost || form.telefon) await store.saveContact(tx, id, form, actor.name, at)
  await record(tx, actor, id, 'register.organisation-made', {}, at)
  return accept({ id, from: osloDate(at) as LocalDate })
}

/** New name, type, contact, or the number that was missing. What it was is kept in the history. */
export const changeDetails = ({ db, now }: Deps, actor: Actor, id: string, form: DetailChange) =>
  writing(db, actor, async (tx) => {
    await store.lockNames(tx)
    const before = await store.loadDetails(tx, id, { lock: true })
    if (!before) return refuse('not-found' as const)
    const number = before.organisationNumber ?? form.orgnummer
    const apart = keepApart(await store.withNumber(tx, number, id), await store.withName(tx, before.kind, form.navn, before.partOfId, id))
    if (!apart.ok) return apart
    const finer = form.type !== undefined && typesOf(before.kind).includes(form.type) ? orgTypes[form.type].form : before.form
    const all: store.Changed[] = [
      { field: 'name', was: before.name, became: form.navn },
      { field: 'form', was: before.form, became: finer },
      { field: 'organisation_number', was: before.organisationNumber, became: number },
    ]
    const changes = all.filter(({ was, became }) => was !== became)
    const at = now()
    await store.saveChanges(tx, id, changes, actor.name, at)
    const contact = before.contact ?? { name: '', email: '', phone: '' }
    const newContact = contact.name !== form.kontakt || contact.email !== (form.epost ?? '') || contact.phone !== (form.telefon ?? '')
    if (newContact) await store.saveContact(tx, id, form, actor.name, at)
    if (changes.some(({ field }) => field === 'name')) await record(tx, actor, id, 'register.organisation-renamed', { was: before.name, became: form.navn }, at)
    if (newContact || changes.some(({ field }) => field !== 'name')) await record(tx, actor, id, 'register.organisation-changed', {}, at)
    return accept({ id })
  })

const record = (tx: Tx, actor: Actor, id: string, kind: string, data: Readonly<Record<string, string>>, at: Date) =>
  audit.record(tx, actor, { kind, about: { kind: 'organisation', id }, readers: [actor.orgId, id], visibility: 'shared', data }, at)
