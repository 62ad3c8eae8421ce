import { createHash } from 'node:crypto'
import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse } from '../../../kernel/decision.ts'
import type { Deps, Uploaded } from '../../../platform/http.ts'
import { opened } from '../materials/actions.ts'
import { isOpen, mayWrite } from '../materials/rules.ts'
import { takeFile } from './rules.ts'
import { deleteFile, insertFile } from './store.ts'

/** Adds a file to the version that is being written. */
export const addFile = (deps: Deps, actor: Actor, materialId: string, file: Uploaded | undefined, said: { readonly description: string; readonly noChild: boolean }) =>
  opened(deps, actor, materialId, mayWrite, async (tx, _material, version, now) => {
    if (!isOpen(version.state)) return refuse('not-open' as const)
    const taken = takeFile(file, said, version.files.length)
    if (!taken.ok) return taken
    await insertFile(tx, version.id, taken.event, createHash('sha256').update(taken.event.bytes).digest('hex'), actor.name, now)
    return accept({ id: materialId })
  })

export const removeFile = (deps: Deps, actor: Actor, materialId: string, id: string) =>
  opened(deps, actor, materialId, mayWrite, async (tx, _material, version) => {
    if (!isOpen(version.state)) return refuse('not-open' as const)
    return (await deleteFile(tx, version.id, id)) ? accept({ id: materialId }) : refuse('not-found' as const)
  })
