import type { Actor } from '../../../kernel/actor.ts'
import { loadPage, page as pageAsked } from '../../../kernel/paging.ts'
import type { Tx } from '../../../platform/db.ts'
import { page, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { ages, audiences, forms, isTeam, licences } from '../materials/rules.ts'
import { loadTeamFor, loadThemes } from '../materials/store.ts'
import { readers } from '../readers.ts'
import { targetIn } from '../uses/rules.ts'
import { loadTarget } from '../uses/store.ts'
import { SearchPage } from './pages.tsx'
import { correctionOf, expressionOf, termsOf, themesCalled } from './rules.ts'
import { search, understand, type Filters } from './store.ts'

const pageSize = 10

export const searchWeb = (route: Router<PageContext>) => {
  route.get('/materiell', readers, async ({ tx, actor, query, page: context }) => {
    const asked = one(query['sok']).trim().slice(0, 300)
    const target = targetIn(one(query['for']))
    const [words, themes, found] = await Promise.all([understand(tx, termsOf(asked)), themesFor(tx, actor), target && loadTarget(tx, target)])
    const filters = filtersIn(query, themes.map(({ code }) => code))
    const expression = expressionOf(words)
    const list = await loadPage({ ...pageAsked({ side: query['side'], antall: String(pageSize) }) }, (skip, most) => search(tx, expression, filters, skip, most))
    return page(<SearchPage page={context} view={{ asked, filters, themes, hits: list.rows, paging: list.paging, called: themesCalled(termsOf(asked), themes.map(({ code, name }) => ({ code, name: name[context.lang] }))).map(({ code }) => code), corrected: correctionOf(words), target: found && target ? { ...found, key: target.key } : undefined, mayWrite: isTeam(actor) || actor.role === 'head', team: isTeam(actor) }} />)
  })
}

/** The framework plan's themes, and those of the team that is or serves the actor's own. */
async function themesFor(tx: Tx, actor: Actor) {
  const team = actor.orgKind === 'kindergarten' || isTeam(actor) ? await loadTeamFor(tx, actor.orgId, isTeam(actor)) : undefined
  return (await loadThemes(tx, team?.teamId)).filter(({ offered }) => offered)
}

type Query = Readonly<Record<string, string | string[] | undefined>>
const one = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '')
const known = <T extends string>(values: readonly T[], value: string | string[] | undefined): T | '' => values.find((name) => name === value) ?? ''
const filtersIn = (query: Query, themes: readonly string[]): Filters => ({
  theme: known(themes, query['tema']), audience: known(audiences, query['hvem']), age: known(ages, query['alder']), form: known(forms, query['form']), licence: known(licences, query['lisens']), newest: one(query['sorter']) === 'nyeste', longest: /^(15|30|60|120)$/.test(one(query['tid'])) ? Number(query['tid']) : 0,
})
