import { createHash } from 'node:crypto'
import type { Actor } from '../../../../kernel/actor.ts'
import { checkFile } from '../../../../kernel/attachment.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import { writing } from '../../../../platform/db.ts'
import type { Deps, Uploaded } from '../../../../platform/http.ts'
import { voidTouched } from '../../anchoring/standing.ts'
import { fileRefs } from '../../forms/answers.ts'
import { questionOf } from '../../forms/definition.ts'
import { mayWrite } from '../actions.ts'
import { change } from '../rules.ts'
import { saveAnswers } from '../store.ts'
import { lockWork } from '../work.ts'
import { saveFile } from './store.ts'

/** Attaches a file to a question of a section: kept by itself, and named among the answers. */
export const attachFile = (deps: Deps, actor: Actor, id: string, section: string, questionKey: string, file: Uploaded) =>
  writing(deps.db, actor, async (tx) => {
    const now = deps.now()
    const work = await lockWork(tx, id)
    const isHere = work?.definition.sections.find(({ key }) => key === section)?.questions.some(({ key }) => key === questionKey)
    if (!work || !isHere || questionOf(work.definition, questionKey)?.kind !== 'file' || !mayWrite(work, actor, section)) return refuse('not-found' as const)
    const draft = change(work.report.state)
    if (!draft.ok) return draft
    const there = fileRefs(work.report.answers[questionKey])
    const checked = checkFile(file, there.length)
    if (!checked.ok) return checked
    const { name, mediaType, bytes } = checked.event
    const fileId = await saveFile(tx, id, { question: questionKey, name, mediaType, bytes, sha256: createHash('sha256').update(bytes).digest('hex') }, actor.name, now)
    const after = { ...work.report.answers, [questionKey]: [...there, { id: fileId, name, bytes: bytes.length }] }
    await saveAnswers(tx, id, { answers: after, sections: { ...work.report.sections, [section]: { at: now.toISOString(), by: actor.name } }, who: actor.name }, now)
    await voidTouched(tx, deps, work, after, now)
    return accept({ id })
  })
