import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import { writing, type Tx } from '../../../platform/db.ts'
import type { Deps, Uploaded } from '../../../platform/http.ts'
import * as audit from '../../audit/index.ts'
import { loadFiles, loadMeeting, removeFile, type Meeting } from '../network-meetings/store.ts'
import { loadNetwork, takeTurn, type Network } from '../networks/store.ts'
import { bring, tellBack } from './rules.ts'
import * as store from './store.ts'

type At = { readonly networkId: string; readonly id: string; readonly kindergartenId: string }

/** A file of the kindergarten's own, for the kindergartens in the network, and for the schools in it when that is said. */
export const bringFile = (deps: Deps, actor: Actor, at: At, file: Uploaded | undefined, forSchools: boolean) =>
  within(deps, actor, at, async (tx, network, meeting, now) => {
    const decision = bring(meeting, file, await store.countBrought(tx, meeting.id, at.kindergartenId))
    if (!decision.ok) return decision
    const { file: taken, kind } = decision.event
    await store.saveBrought(tx, meeting, network.teamId, at.kindergartenId, { ...taken, forSchools, sha256: createHash('sha256').update(taken.bytes).digest('hex') }, actor, now)
    await record(tx, actor, network, at.kindergartenId, kind, now)
    return accept({ id: meeting.id })
  })

/** Emptied at once, by the kindergarten it came from. */
export const takeFileAway = (deps: Deps, actor: Actor, networkId: string, id: string, fileId: string) =>
  writing(deps.db, actor, async (tx) => {
    const file = (await loadFiles(tx, id)).find((one) => one.id === fileId)
    const network = await loadNetwork(tx, networkId)
    const mine = await store.loadMine(tx, networkId)
    if (!network || !file?.kindergartenId || !mine.some((one) => one.id === file.kindergartenId) || !(await removeFile(tx, id, fileId, deps.now()))) return refuse('not-found' as const)
    await record(tx, actor, network, file.kindergartenId, 'measures.network-file-removed', deps.now())
    return accept({ id })
  })

/** What came of the work until the next time, in one kindergarten. Two who write at once do not write over each other. */
export const tellOfWork = (deps: Deps, actor: Actor, at: At, { body, forSchools }: { readonly body: string; readonly forSchools: boolean }, seen: number) =>
  within(deps, actor, at, async (tx, network, meeting, now) => {
    const there = (await store.loadTold(tx, meeting.id)).find((one) => one.kindergartenId === at.kindergartenId)?.version ?? 0
    const decision = tellBack(meeting, there, seen, osloDate(now))
    if (!decision.ok) return decision
    await store.saveTold(tx, meeting, network.teamId, at.kindergartenId, { body, forSchools, version: there + 1 }, actor.name, now)
    await record(tx, actor, network, at.kindergartenId, decision.event.kind, now)
    return accept({ id: meeting.id })
  })

/** A meeting of a network, for one who speaks for a kindergarten in it; one step at a time. */
const within = <Result>(deps: Deps, actor: Actor, { networkId, id, kindergartenId }: At, work: (tx: Tx, network: Network, meeting: Meeting, now: Date) => Promise<Result>) =>
  writing(deps.db, actor, async (tx) => {
    await takeTurn(tx, networkId)
    const [network, meeting, mine] = await Promise.all([loadNetwork(tx, networkId), loadMeeting(tx, networkId, id), store.loadMine(tx, networkId)])
    if (!network || !meeting) return refuse('not-found' as const)
    return mine.some((one) => one.id === kindergartenId) ? work(tx, network, meeting, deps.now()) : refuse('not-member' as const)
  })
const record = (tx: Tx, actor: Actor, network: Network, kindergartenId: string, kind: string, now: Date) => audit.record(tx, actor, { kind, about: { kind: 'network', id: network.id }, readers: [network.teamId, kindergartenId], visibility: 'shared' }, now)
