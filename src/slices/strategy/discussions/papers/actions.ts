import { createHash } from 'node:crypto'
import type { Actor } from '../../../../kernel/actor.ts'
import { checkFile } from '../../../../kernel/attachment.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps, Uploaded } from '../../../../platform/http.ts'
import { record, withMeeting } from '../actions.ts'
import * as store from './store.ts'

const mostPapers = 10
export const addFile = (deps: Deps, actor: Actor, id: string, file: Uploaded | undefined) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    if (meeting.cancelledAt) return refuse('cancelled' as const)
    const checked = checkFile(file, (await store.loadPapers(tx, id)).length)
    if (!checked.ok) return checked
    await store.saveFile(tx, id, { ...checked.event, sha256: createHash('sha256').update(checked.event.bytes).digest('hex') }, actor.name, now)
    await record(tx, actor, meeting, 'strategy.discussion-paper-added', now)
    return accept({ id })
  })

export const addLink = (deps: Deps, actor: Actor, id: string, name: string, url: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    if (meeting.cancelledAt) return refuse('cancelled' as const)
    if ((await store.loadPapers(tx, id)).length >= mostPapers) return refuse('too-many-files' as const)
    await store.saveLink(tx, id, name, url, actor.name, now)
    await record(tx, actor, meeting, 'strategy.discussion-paper-added', now)
    return accept({ id })
  })

export const takeAway = (deps: Deps, actor: Actor, id: string, paperId: string) =>
  withMeeting(deps, actor, id, async (tx, meeting, now) => {
    if (!(await store.removePaper(tx, id, paperId, now))) return refuse('not-found' as const)
    await record(tx, actor, meeting, 'strategy.discussion-paper-removed', now)
    return accept({ id })
  })
