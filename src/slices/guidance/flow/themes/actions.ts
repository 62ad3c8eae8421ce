import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { brokenConstraint, writing, type Tx } from '../../../../platform/db.ts'
import type { Deps } from '../../../../platform/http.ts'
import * as audit from '../../../audit/index.ts'
import type { Words } from '../definition.ts'
import * as rules from './rules.ts'
import type { ThemeProblem } from './rules.ts'
import * as store from './store.ts'

type Refusal = Extract<ThemeProblem, 'taken' | 'too-many'> | 'no-such-theme'

export const addTheme = (deps: Deps, actor: Actor, name: Words): Promise<Decision<Refusal, string>> =>
  named(async () =>
    writing(deps.db, actor, async (tx) => {
      const decision = rules.addTheme(await store.loadThemes(tx, actor.orgId))
      if (!decision.ok) return decision
      const code = await store.addTheme(tx, actor.orgId, name, osloDate(deps.now()))
      await remember(tx, deps, actor, decision.event.kind, code)
      return accept(code)
    }),
  )

export const renameTheme = (deps: Deps, actor: Actor, code: string, name: Words): Promise<Decision<Refusal, string>> =>
  named(async () =>
    writing(deps.db, actor, async (tx) => {
      const { numUpdatedRows } = await store.renameTheme(tx, actor.orgId, code, name)
      if (numUpdatedRows === 0n) return refuse('no-such-theme')
      await remember(tx, deps, actor, 'guidance.theme-renamed', code)
      return accept(code)
    }),
  )

/** Cases keep the theme; new requests cannot choose it. Ending one that has ended changes nothing. */
export const endTheme = (deps: Deps, actor: Actor, code: string): Promise<Decision<Refusal, string>> =>
  writing(deps.db, actor, async (tx) => {
    if (!(await store.loadOwnTheme(tx, actor.orgId, code))) return refuse('no-such-theme')
    const { numUpdatedRows } = await store.endTheme(tx, actor.orgId, code, osloDate(deps.now()))
    if (numUpdatedRows > 0n) await remember(tx, deps, actor, 'guidance.theme-ended', code)
    return accept(code)
  })

/** The events are about the team, for a theme's code is no id. */
const remember = (tx: Tx, { now }: Deps, actor: Actor, kind: string, code: string) =>
  audit.record(tx, actor, { kind, about: { kind: 'team', id: actor.orgId }, readers: [actor.orgId], visibility: 'internal', data: { code } }, now())

async function named(work: () => Promise<Decision<Refusal, string>>): Promise<Decision<Refusal, string>> {
  try {
    return await work()
  } catch (problem) {
    if (brokenConstraint(problem) === 'theme_own_name') return refuse('taken')
    throw problem
  }
}
