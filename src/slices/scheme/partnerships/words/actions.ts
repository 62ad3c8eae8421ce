import type { Actor } from '../../../../kernel/actor.ts'
import { accept, refuse } from '../../../../kernel/decision.ts'
import type { Deps } from '../../../../platform/http.ts'
import { onOwn, record } from '../actions.ts'
import { concerns, goodSigns } from '../health/rules.ts'
import { loadPromises } from '../promises/store.ts'
import * as store from './store.ts'

/** More about one thing than this is a talk to have. */
const mostWords = 20

const reasons: readonly string[] = [...concerns, ...goodSigns].flatMap((code) => [code, `${code}:owner`, `${code}:partner`])

/** What a side says, about a promise or about a reason. The same words pressed twice stand once. */
export const sayWord = (deps: Deps, actor: Actor, id: string, about: Pick<store.Word, 'aboutKind' | 'about'>, word: string) =>
  onOwn(deps.db, actor, id, async (tx, one, side) => {
    const now = deps.now()
    const known = about.aboutKind === 'reason' ? reasons.includes(about.about) : (await loadPromises(tx, id)).some((promise) => promise.id === about.about)
    if (!known) return refuse('not-found' as const)
    const there = (await store.loadWords(tx, id)).filter((other) => other.aboutKind === about.aboutKind && other.about === about.about)
    if (there.some((other) => other.side === side && other.word === word)) return accept({ id })
    if (there.length >= mostWords) return refuse('thread-full' as const)
    await store.insertWord(tx, id, { ...about, side, word }, actor.name, now)
    await record(tx, actor, one, 'scheme.partnership-word-said', now)
    return accept({ id })
  }, true)
