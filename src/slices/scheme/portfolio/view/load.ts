import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/db.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { fromScheme } from '../../review/criteria/rules.ts'
import { loadCriteria } from '../../review/criteria/store.ts'
import { loadRound, type Round } from '../../rounds/store.ts'
import { loadScheme } from '../../schemes/store.ts'
import type { Choices } from '../forms.ts'
import * as store from '../store.ts'
import type { Names } from './words.tsx'

export const manages = (actor: Actor, round: Round): boolean => actor.role === 'county-governor' && round.managerId === actor.orgId

/** The round, for those who handle reports in it: its county governor, and its forum. For others it has no such page. */
export async function roundFor(tx: Tx, actor: Actor, id: string | undefined): Promise<Round | undefined> {
  const round = looksLikeId(id ?? '') ? await loadRound(tx, id ?? '') : undefined
  return round && (manages(actor, round) || (await store.sitsInForum(tx, round.id))) ? round : undefined
}

/** A scenario with the results that the reader may see. */
export async function sideOf(tx: Tx, round: Round, id: string | string[] | undefined) {
  const scenario = typeof id === 'string' && looksLikeId(id) ? await store.loadScenario(tx, round.id, id) : undefined
  return scenario && { scenario, results: await store.loadResults(tx, scenario.id) }
}

/** Names of everything a scenario speaks of that the reader may know of. */
export async function namesFor(tx: Tx, context: PageContext, round: Round, sides: readonly { readonly scenario: store.Scenario; readonly results: readonly store.Result[] }[]): Promise<Names> {
  const organisations = sides.flatMap(({ scenario, results }) => [
    ...scenario.settings.capacities.map(({ university }) => university),
    ...scenario.settings.fairness.flatMap(({ group }) => (group.kind === 'district' ? [group.of] : [])),
    ...results.flatMap(({ candidate }) => candidate.university ?? []),
  ])
  const { criteria } = await criteriaFor(tx, context, round)
  return new Map([...(await store.loadNames(tx, organisations)), ...sides.flatMap(({ results }) => results.map(({ id, reference, title }) => [id, `${reference} ${title}`] as const)), ...criteria.map(({ code, name }) => [`criterion ${code}`, name] as const)])
}

/** What the round is reviewed by, in the reader's language. */
export async function criteriaFor(tx: Tx, { lang }: PageContext, round: Round): Promise<Pick<Choices, 'criteria' | 'scale'>> {
  const scheme = await loadScheme(tx, round.schemeCode)
  const criteria = (await loadCriteria(tx, round.id)) ?? (scheme && fromScheme(scheme))
  return { criteria: (criteria?.priority ?? []).map(({ code, name, weight }) => ({ code, name: name[lang], weight })), scale: criteria?.most ?? 4 }
}
