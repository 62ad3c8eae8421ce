import type { Actor } from '../../../kernel/actor.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'
import { notFound, page, signedIn, type Answer, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { draftsWeb } from './drafts/web.tsx'
import { movingWeb } from './moving/web.tsx'
import { ChartPage, NoChartPage, TeamsPage } from './pages.tsx'
import * as store from './store.ts'
import { themesWeb } from './themes/web.tsx'

export const flowWeb = (route: Router<PageContext>) => {
  route.get('/flytskjema', signedIn, async ({ tx, actor, query, page: context }) => {
    const choice = await chooseTeam(tx, actor, query['team'])
    if (choice === 'unknown') return notFound
    if (Array.isArray(choice)) return page(choice.length === 0 ? <NoChartPage page={context} mayEdit={actor?.role === 'team-leader'} /> : <TeamsPage page={context} teams={choice} />)
    return showVersion(tx, actor, choice, query['team'], undefined, context)
  })

  route.get('/flytskjema/versjoner/:number', signedIn, async ({ tx, actor, params, query, page: context }) => {
    const choice = await chooseTeam(tx, actor, query['team'])
    if (choice === 'unknown' || Array.isArray(choice) || !isNumber(params['number'])) return notFound
    return showVersion(tx, actor, choice, query['team'], Number(params['number']), context)
  })

  draftsWeb(route)
  movingWeb(route)
  themesWeb(route)
}

/** A version's number in an address. */
const isNumber = (text: string | undefined): text is string => /^[1-9]\d{0,5}$/.test(text ?? '')

/** The team asked for; without one, the own team or the only one that fits. Several to choose from come as a list. */
async function chooseTeam(tx: Tx, actor: Actor | undefined, asked: string | string[] | undefined): Promise<store.Team | store.Team[] | 'unknown'> {
  if (asked !== undefined) return (typeof asked === 'string' && looksLikeId(asked) ? await store.loadTeam(tx, asked) : undefined) ?? 'unknown'
  const teams = await store.loadTeams(tx, actor?.orgId, isTeamMember(actor))
  const [only, ...more] = teams
  return only && more.length === 0 ? only : teams
}

const isTeamMember = (actor: Actor | undefined): boolean => actor?.role === 'team-leader' || actor?.role === 'adviser'

async function showVersion(tx: Tx, actor: Actor | undefined, team: store.Team, asked: string | string[] | undefined, number: number | undefined, context: PageContext): Promise<Answer> {
  const own = isTeamMember(actor) && actor?.orgId === team.id
  const lines = await store.loadVersions(tx, team.id)
  const running = own ? await store.countRunning(tx, team.id) : undefined
  const rows = lines.map((line) => ({ ...line, cases: running && (running.get(line.versionId) ?? 0) }))
  const shown = rows.find((row) => (number === undefined ? row.status === 'published' : row.number === number))
  const version = shown && (await store.flowOfVersion(tx, shown.versionId))
  if (!shown || !version) return notFound
  const others = rows.filter((row) => row !== shown && row.status === 'retired')
  const teamQuery = typeof asked === 'string' ? `?team=${asked}` : ''
  return page(<ChartPage page={context} teamName={team.name} flow={version.flow} shown={shown} others={number === undefined ? others : []} teamQuery={teamQuery} reader={isTeamMember(actor) ? 'team' : 'head'} mayEdit={own && actor?.role === 'team-leader'} />)
}
