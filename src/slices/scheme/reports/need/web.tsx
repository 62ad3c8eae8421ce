import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { mayStillSend } from '../../rounds/rules.ts'
import { extendedUntil, loadRounds, type Round } from '../../rounds/store.ts'
import { loadScheme } from '../../schemes/store.ts'
import * as actions from '../actions.ts'
import { reportsIn } from '../rules.ts'
import { ChooseRoundPage } from './page.tsx'
import { loadDecidedNeed } from './store.ts'

/** From a need to a report when several rounds are open: which one. */
export const needWeb = (route: Router<PageContext>) => {
  route.get('/behovsbeskrivelser/:id/runde', may('owner', 'head'), async ({ deps, tx, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    const need = looksLikeId(id) ? await loadDecidedNeed(tx, id) : undefined
    return need ? page(<ChooseRoundPage page={context} need={need} rounds={await openTo(tx, actor, deps.now())} startKey={crypto.randomUUID()} />) : notFound
  })
}

/** One click from a need: the report is begun in the only round that is open to the actor; of several, they choose. */
export async function beginFromNeed(deps: Deps, actor: Actor, needId: string, startKey: string): Promise<Answer> {
  const rounds = await reading(deps.db, actor, (tx) => openTo(tx, actor, deps.now()))
  const [only, another] = rounds
  if (another) return redirect(`/behovsbeskrivelser/${needId}/runde`)
  if (!only) return redirect(`/behovsbeskrivelser/${needId}`, { kind: 'warning', key: actor.role === 'owner' ? 'needs.no-round.owner' : 'needs.no-round.head' })
  const begun = await actions.beginReport(deps, actor, only.id, startKey, needId)
  return begun.ok ? redirect(`/behov/${begun.event.id}`) : notFound
}

/** The rounds that the actor may begin a report in now. */
async function openTo(tx: Tx, actor: Actor, now: Date): Promise<readonly Round[]> {
  const rounds = (await loadRounds(tx)).filter(({ stage, formVersionId }) => stage === 'announced' && formVersionId !== undefined)
  const open = await Promise.all(
    rounds.map(async (round) => {
      const [scheme, until] = await Promise.all([loadScheme(tx, round.schemeCode), extendedUntil(tx, round.id, actor.orgId)])
      return scheme && reportsIn(scheme, actor.role) && mayStillSend(round, until, now).ok
    }),
  )
  return rounds.filter((_, at) => open[at])
}
