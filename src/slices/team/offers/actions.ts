import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { keptFrom, type Keep } from '../../../kernel/retention.ts'
import { system, writing, type Tx } from '../../../platform/db.ts'
import type { Deps } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { change, publish, withdraw, type Offer, type OfferContent } from './rules.ts'
import * as store from './store.ts'

/** A university tells what it offers. */
export const publishOffer = (deps: Deps, actor: Actor, content: OfferContent) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const decision = publish(content, await known(tx, actor, content, undefined), osloDate(now))
    if (!decision.ok) return decision
    const id = await store.insertOffer(tx, actor.orgId, content, actor.name, now)
    if (id === undefined) return refuse('offer-twice' as const)
    await record(tx, actor, decision.event.kind, id, now)
    return accept({ id })
  })

/** One of the university's own offers, held until what is done with it is saved and recorded. */
const withOffer = <T>({ db, now }: Deps, actor: Actor, id: string, work: (tx: Tx, offer: Offer, now: Date) => Promise<T>) =>
  writing(db, actor, async (tx) => {
    const offer = await store.lockOffer(tx, actor.orgId, id)
    return offer ? work(tx, offer, now()) : refuse('not-found' as const)
  })

export const changeOffer = (deps: Deps, actor: Actor, id: string, content: OfferContent, seen: number) =>
  withOffer(deps, actor, id, async (tx, offer, now) => {
    const decision = change(offer, content, seen, await known(tx, actor, content, id), osloDate(now))
    if (!decision.ok) return decision
    await store.saveOffer(tx, offer, content, actor.name, now)
    await record(tx, actor, decision.event.kind, id, now)
    return decision
  })

export const withdrawOffer = (deps: Deps, actor: Actor, id: string) =>
  withOffer(deps, actor, id, async (tx, offer, now) => {
    const decision = withdraw(offer)
    if (!decision.ok) return decision
    await store.saveWithdrawn(tx, offer, osloDate(now), actor.name, now)
    await record(tx, actor, decision.event.kind, id, now)
    return decision
  })

/** So long after an offer was withdrawn or ran out. */
const offersKept: Keep = { years: 3 }
export const forgetOffers = ({ db, now }: Deps): Promise<number> =>
  writing(db, system, async (tx) => {
    const gone = await store.forgetOffers(tx, keptFrom(offersKept, now()))
    await audit.forgetAbout(tx, [...gone])
    return gone.length
  })

const known = async (tx: Tx, actor: Actor, content: OfferContent, but: string | undefined) => {
  const [themes, same] = await Promise.all([store.loadThemes(tx), store.isThere(tx, actor.orgId, content, but)])
  return { themes: themes.map(({ code }) => code), same }
}
const record = (tx: Tx, actor: Actor, kind: string, id: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'offer', id }, readers: [actor.orgId], visibility: 'shared' }, now)
