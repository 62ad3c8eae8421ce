import type { Actor } from '../../../../kernel/actor.ts'
import type { Deps } from '../../../../platform/http.ts'
import type { StaffLanguage } from '../definition.ts'
import { editing } from '../editor/actions.ts'
import { addLanguage, removeLanguage, replaceLanguage } from './rules.ts'

export const newLanguage = (deps: Deps, actor: Actor, id: string, language: Pick<StaffLanguage, 'code' | 'name' | 'dir'>) => editing(deps, actor, id, ({ definition }) => addLanguage(definition, language), (changed) => changed)
export const saveLanguage = (deps: Deps, actor: Actor, id: string, code: string, typed: Readonly<Record<string, string>>, stamp: string) => editing(deps, actor, id, ({ definition }) => replaceLanguage(definition, code, typed, stamp), (changed) => changed)
export const dropLanguage = (deps: Deps, actor: Actor, id: string, code: string, stamp: string) => editing(deps, actor, id, ({ definition }) => removeLanguage(definition, code, stamp), (changed) => changed)
