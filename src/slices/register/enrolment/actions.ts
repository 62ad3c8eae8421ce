import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { makeIn } from '../organisations/details/actions.ts'
import { beginIn } from '../organisations/relations/actions.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'

export { loadMunicipalities } from '../organisations/details/store.ts'
export { loadEnrolled } from './store.ts'
export type { Enrolled } from './rules.ts'

export const loadMunicipality = async (tx: Tx, id: string | undefined): Promise<rules.Enrolled | undefined> => (id && looksLikeId(id) ? store.loadMunicipality(tx, id) : undefined)

/** The municipality begins to use the product: from now on its kindergartens are read from the national register. Done twice, it is done once. */
export const enrol = ({ db, now }: Deps, actor: Actor, municipalityId: string) =>
  writing(db, actor, async (tx) => {
    if (!looksLikeId(municipalityId)) return refuse('not-found' as const)
    await store.lockMunicipality(tx, municipalityId)
    const municipality = await store.loadMunicipality(tx, municipalityId)
    if (!municipality) return refuse('not-found' as const)
    if (municipality.enrolled) return accept(municipality)
    const at = now()
    await store.insertEnrolment(tx, municipalityId, osloDate(at), actor.name, at)
    await audit.record(tx, actor, { kind: 'register.municipality-enrolled', about: { kind: 'organisation', id: municipalityId }, readers: [actor.orgId, municipalityId], visibility: 'shared' }, at)
    return accept(municipality)
  })

/** Makes the municipality's competence team, and lets it serve the municipality: every kindergarten in it, also those that come later. */
export const makeTeam = ({ db, now }: Deps, actor: Actor, municipalityId: string, name: string) =>
  writing(db, actor, async (tx) => {
    await store.lockMunicipality(tx, municipalityId)
    const municipality = await store.loadMunicipality(tx, municipalityId)
    if (!municipality) return refuse('not-found' as const)
    const decided = rules.makeTeam(municipality)
    if (!decided.ok) return decided
    const at = now()
    const team = await makeIn(tx, actor, { type: 'competence-team', navn: name, kommune: municipalityId, orgnummer: undefined, kontakt: '', epost: undefined, telefon: undefined }, at)
    if (!team.ok) return refuse('name-taken' as const)
    const served = await beginIn(tx, actor, municipalityId, { toId: team.event.id, kind: 'served-by', on: osloDate(at) }, at)
    if (!served.ok) throw new Error(`A new team could not serve its municipality: ${served.because}`)
    return accept({ id: team.event.id })
  })
