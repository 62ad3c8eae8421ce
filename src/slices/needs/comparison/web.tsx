import type { Actor } from '../../../kernel/actor.ts'
import { idIn, looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { makeComparison } from './actions.ts'
import { ChoosingPage, ComparisonPage } from './pages.tsx'
import { repeated, type ComparisonRefusal } from './rules.ts'
import { loadChoices, loadComparison, loadComparisons } from './store.ts'

export const comparisonWeb = (route: Router<PageContext>) => {
  route.get('/okter/sammenlikning', may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'), async ({ tx, actor, query, page: context }) => page(await choosing(tx, actor, context, writes(actor) ? idIn(query['tiltak']) : undefined)))

  route.post('/okter/sammenlikning', may('head', 'pedagogical-leader'), async ({ deps, actor, form, query, page: context }) => {
    const measure = idIn(query['tiltak'])
    const typed = { for: idIn(form['for']) ?? '', etter: idIn(form['etter']) ?? '' }
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, async (tx) => page(await choosing(tx, actor, context, measure, typed, errors), status))
    const missing = (['for', 'etter'] as const).filter((name) => typed[name] === '')
    if (missing.length > 0) return again(missing.map((field) => ({ field, text: context.t(`comparison.error.${field === 'for' ? 'before' : 'after'}`) })), 422)
    const made = await makeComparison(deps, actor, typed.for, typed.etter)
    if (made.ok) return redirect(`/okter/sammenlikning/${made.event.id}${measure ? `?tiltak=${measure}` : ''}`)
    return made.because === 'not-found' ? notFound : again([{ field: fieldOf[made.because], text: context.t(`comparison.because.${made.because}`) }], 409)
  })

  route.get('/okter/sammenlikning/:id', may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'), async ({ tx, actor, params, query, page: context }) => {
    const id = params['id'] ?? ''
    const comparison = looksLikeId(id) ? await loadComparison(tx, id) : undefined
    return comparison ? page(<ComparisonPage page={context} comparison={comparison} measure={writes(actor) ? idIn(query['tiltak']) : undefined} />) : notFound
  })
}

/** Those who lay two beside each other, and close a measure with it. Others read. */
const writes = ({ role }: Actor): boolean => role === 'head' || role === 'pedagogical-leader'

const fieldOf: Readonly<Record<ComparisonRefusal, string>> = { 'same-session': 'etter', 'not-frozen': '', 'other-version': 'etter', 'other-staff': 'etter', 'wrong-order': 'etter', 'too-few': '' }
async function choosing(tx: Tx, actor: Actor, context: PageContext, measure: string | undefined, typed: Readonly<Record<string, string>> = {}, errors: readonly FieldError[] = []) {
  const makes = writes(actor)
  const [choices, made] = await Promise.all([makes ? loadChoices(tx, actor.orgId) : [], loadComparisons(tx)])
  const offered = repeated(choices)
  return <ChoosingPage page={context} view={{ choices: errors.length > 0 ? choices : offered, made, makes, measure, typed: { ...usual(offered), ...typed }, errors }} />
}

/** The newest, and the one before it with the same questions. */
function usual(offered: ReturnType<typeof repeated>): Readonly<Record<string, string>> {
  const [newest, ...rest] = offered
  const earlier = newest && rest.find((one) => one.questions === newest.questions)
  return newest && earlier ? { for: earlier.id, etter: newest.id } : {}
}
