import type { FastifyInstance } from 'fastify'
import type { Actor, Role } from './kernel/actor.ts'
import type { PageFacts } from './kernel/page.ts'
import { collectRoutes, type Deps, type Route } from './platform/http.ts'
import { buildServer } from './platform/http-server.ts'
import { answers, reading, type Tx } from './platform/db.ts'
import * as coordination from './slices/coordination/index.ts'
import * as guidance from './slices/guidance/index.ts'
import * as identity from './slices/identity/index.ts'
import * as insight from './slices/insight/index.ts'
import * as library from './slices/library/index.ts'
import * as measures from './slices/measures/index.ts'
import * as messaging from './slices/messaging/index.ts'
import * as needs from './slices/needs/index.ts'
import * as open from './slices/public/index.ts'
import * as presence from './slices/presence/index.ts'
import * as register from './slices/register/index.ts'
import * as scheme from './slices/scheme/index.ts'
import * as strategy from './slices/strategy/index.ts'
import * as team from './slices/team/index.ts'
import { isKey, texts, type PlainKey, type Translate } from './texts/index.ts'
import { addresses } from './ui/addresses.ts'
import { NoticeCount, type NavItem, type PageContext } from './ui/context.tsx'
import { renderPage } from './ui/render-page.ts'

export type Assets = { readonly css: string; readonly js: string; readonly folder: string }

/** All routes of the program, as data: the server mounts them, and the access test walks them. */
export const allRoutes = (providers: identity.Providers): readonly Route<PageContext>[] =>
  collectRoutes<PageContext>([open.web, identity.web(providers, { cases: guidance.aboutPerson, competence: team.aboutPerson }), register.registerWeb({ parts: kindergartenParts }), messaging.web, guidance.guidanceWeb({ tasks: [{ scope: 'guidance', supplier: measures.measureTasks }, { scope: 'guidance', supplier: library.libraryTasks }, { scope: 'guidance', supplier: presence.presenceTasks }, { scope: 'guidance', supplier: strategy.strategyTasks }, { scope: 'guidance', supplier: team.teamTasks }, { scope: 'guidance', supplier: coordination.coordinationTasks }, { scope: 'scheme', supplier: scheme.schemeTasks }] }), needs.web, scheme.web, strategy.web, measures.web, library.web, presence.web, team.web, coordination.web, insight.web].map((web) => (route) => web(messaging.markingOpened(route))))

/** What the other slices add to a kindergarten's page. */
const kindergartenParts: register.Parts = async (...about) => (await Promise.all([guidance.kindergartenPart(...about), presence.presencePart(...about), coordination.supportPart(...about), insight.unseenPart(...about)])).flat()

type Entry = { readonly href: string; readonly key: PlainKey; readonly roles: readonly Role[] | 'all'; /** Addresses that belong to the entry, when it is not its own and those below. */ readonly under?: string }

/** The grant scheme, in the order of its year. */
const schemeMenu: readonly Entry[] = [
  { href: '/runder', key: 'rounds.title', roles: ['owner', 'head', 'county-governor', 'university-contact', 'authority', 'union-representative'] },
  { href: '/behov', key: 'scheme.nav.reports', roles: ['owner', 'head', 'pedagogical-leader', 'university-contact'] },
  { href: '/vurdering', key: 'review.nav', roles: ['university-contact', 'union-representative', 'authority'] },
  { href: '/forum', key: 'forum.title', roles: ['owner', 'university-contact', 'union-representative', 'authority', 'county-governor'] },
  { href: '/vedtak', key: 'decision.nav', roles: ['owner', 'head', 'university-contact', 'county-governor'] },
  { href: '/okonomi', key: 'money.nav', roles: ['county-governor'] },
  { href: '/okonomi/tilskudd', key: 'money.nav.grants', roles: ['owner', 'university-contact'] },
  { href: '/resultater', key: 'results.title', roles: ['owner', 'head', 'university-contact', 'county-governor'] },
  { href: '/partnerskap', key: 'partnership.title', roles: ['owner', 'head', 'university-contact', 'county-governor'] },
  { href: '/deltakere', key: 'participants.title', roles: ['authority', 'union-representative'] },
  { href: '/meldeskjema', key: 'forms.title', roles: ['county-governor'] },
]

const guidanceMenu: readonly Entry[] = [
  { href: '/veiledning', key: 'guidance.title', roles: ['head', 'pedagogical-leader', 'adviser', 'team-leader'] },
  { href: '/besok', key: 'presence.title', roles: ['team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'authority'] },
  { href: '/stottesystem', key: 'support.title', roles: ['team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'authority', 'service-contact'] },
  { href: '/flytskjema', key: 'flow.title', roles: ['team-leader', 'adviser'] },
]

/** What the staff see, and what comes of it. */
const needsMenu: readonly Entry[] = [
  { href: '/behovsbeskrivelser', key: 'needs.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'] },
  { href: '/okter', key: 'sessions.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'] },
  { href: '/kartlegginger', key: 'scores.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'] },
  { href: '/sporsmal', key: 'instruments.title', roles: ['team-leader', 'adviser', 'owner'] },
]

const measuresMenu: readonly Entry[] = [
  { href: '/tiltak', key: 'measures.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'] },
  { href: '/rekkevidde', key: 'reach.overview', roles: ['owner', 'adviser', 'team-leader'] },
  { href: '/skole', key: 'schools.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'school-leader'] },
  { href: '/arshjul', key: 'year.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'county-governor', 'university-contact', 'union-representative', 'service-contact', 'school-leader'] },
  { href: '/fellessatsinger', key: 'programmes.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'] },
  { href: '/kurs', key: 'courses.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'county-governor', 'university-contact'] },
  { href: '/tilbud', key: 'offers.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'county-governor', 'university-contact'] },
  { href: '/nettverk', key: 'networks.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'school-leader'] },
  { href: '/materiell', key: 'library.title', roles: 'all' },
  { href: '/ressursteam', key: 'resource.title', roles: ['head', 'pedagogical-leader', 'adviser', 'team-leader', 'service-contact'] },
  { href: '/ressursteam/temaer', key: 'resource.themes.title', roles: ['authority'] },
  { href: '/utproving', key: 'practice.title', roles: ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'] },
]

/** What is known of many at once. */
const overviewMenu: readonly Entry[] = [
  { href: '/mine-barnehager', key: 'mine.title', roles: ['owner', 'adviser', 'team-leader', 'authority'] },
  { href: '/utfordringsbilde', key: 'picture.nav', roles: ['adviser', 'team-leader', 'owner', 'authority', 'county-governor'] },
  { href: '/kart', key: 'map.nav', roles: ['adviser', 'team-leader', 'owner', 'authority', 'county-governor'] },
  { href: '/lite-kontakt', key: 'unseen.title', roles: ['team-leader', 'adviser'] },
  { href: '/lite-kontakt/egen', key: 'unseen.title', roles: ['head'] },
  { href: '/teamets-kompetanse', key: 'competence.title', roles: ['team-leader', 'adviser', 'authority'] },
  { href: '/kapasitet', key: 'capacity.title', roles: ['team-leader', 'adviser', 'authority'] },
  { href: '/kvalitetsmelding', key: 'quality.title', roles: ['authority', 'team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'county-governor'] },
  { href: '/strategi', key: 'plans.title', roles: ['authority', 'team-leader', 'adviser', 'head', 'pedagogical-leader', 'owner', 'county-governor'] },
  { href: '/droftinger', key: 'discussions.title', roles: ['team-leader', 'adviser', 'authority', 'head', 'owner', 'union-representative', 'university-contact', 'service-contact', 'school-leader'] },
]

/** What each role finds in the menu. An entry with parts shows them below itself; one who has but one of the parts finds it directly, where there is room. */
const menu: readonly (Entry | { readonly key: PlainKey; readonly parts: readonly Entry[]; readonly under: readonly string[] })[] = [
  { href: '/oppgaver', key: 'site.nav.tasks', roles: 'all' },
  { key: 'guidance.title', parts: guidanceMenu, under: addressesOf(guidanceMenu) },
  { key: 'site.nav.needs', parts: needsMenu, under: [...addressesOf(needsMenu), '/kunnskapsgrunnlag'] },
  { key: 'measures.title', parts: measuresMenu, under: addressesOf(measuresMenu) },
  { key: 'site.nav.overview', parts: overviewMenu, under: addressesOf(overviewMenu) },
  { href: '/overforinger', key: 'handover.nav', roles: ['service-contact'] },
  { href: '/barnehager', key: 'site.nav.kindergartens', roles: 'all' },
  { key: 'scheme.nav.rounds', parts: schemeMenu, under: [...addressesOf(schemeMenu), '/okonomi', '/ordninger'] },
  { href: '/organisasjoner', key: 'register.org.title', roles: ['operator', 'team-leader', 'adviser'] },
  { href: '/oppsett', key: 'setup.title', roles: ['operator'] },
  { href: '/register/synk', under: '/register', key: 'site.nav.register', roles: ['operator'] },
  { href: '/drift/utsendinger', key: 'messaging.undelivered.nav', roles: ['operator'] },
  { href: '/folk', key: 'members.nav.people', roles: 'all' },
  { href: '/konto', key: 'members.nav.account', roles: 'all' },
]

function addressesOf(entries: readonly Entry[]): readonly string[] {
  return entries.map(({ href }) => href)
}

const belongs = (path: string, under: string): boolean => path === under || path.startsWith(`${under}/`)

const mostAlone = 8
function navFor(role: Role, path: string, t: Translate): readonly NavItem[] {
  const mine = (entries: readonly Entry[]) => entries.filter(({ roles }) => roles === 'all' || roles.includes(role))
  const item = ({ href, under = href, key }: Entry): NavItem => ({ href, text: t(key), current: belongs(path, under) })
  // Beside this many the languages do not find room on a laptop's line: what is alone in its group then goes by the group's name, which is short.
  const isCrowded = menu.filter((entry) => mine('parts' in entry ? entry.parts : [entry]).length > 0).length > mostAlone
  return menu.flatMap((entry): readonly NavItem[] => {
    if (!('parts' in entry)) return mine([entry]).map(item)
    const parts = mine(entry.parts).map(item)
    const [first] = parts
    return !first || (parts.length === 1 && !isCrowded) ? parts : [{ href: first.href, text: t(entry.key), current: entry.under.some((one) => belongs(path, one)), parts }]
  })
}

/** Mounts the slices, the frame around every page and the error pages; nothing else. */
export async function buildApp(deps: Deps, providers: identity.Providers, assets: Assets): Promise<FastifyInstance> {
  const formActions = (await Promise.all([...providers.values()].map((client) => client.origins()))).flat()
  const app = await buildServer<PageContext>(
    deps,
    allRoutes(providers),
    {
      visits: identity.visits,
      pageFrom: pageFrom(deps, assets),
      drawn: async (view, actor, now, tx) => (actor ? <NoticeCount count={await unseen(deps, actor, now, tx)}>{view}</NoticeCount> : view),
      render: renderPage,
      troublePage: (page, trouble, reference) => <open.TroublePage page={page} trouble={trouble} reference={reference} />,
      resendPage: (page, why, action, fields) => <open.ResendPage page={page} why={why} action={action} fields={fields} />,
      signInPath: (returnTo) => `${addresses.signIn}?retur=${encodeURIComponent(returnTo)}`,
      formActions: [...new Set(formActions)],
    },
    assets.folder,
  )
  app.get('/healthz', async () => 'ok')
  app.get('/readyz', async (_, reply) => {
    try {
      await answers(deps.db)
      return 'ok'
    } catch {
      return reply.status(503).send('database unreachable')
    }
  })
  return app
}

/** The header is the same on every page: one that is not drawn within a transaction gets one for this, and a page about a fault does without. */
const unseen = (deps: Deps, actor: Actor, now: Date, tx: Tx | undefined): Promise<number | undefined> =>
  tx ? messaging.countUnseen(tx, actor.personId, now) : reading(deps.db, actor, (own) => messaging.countUnseen(own, actor.personId, now)).catch(() => undefined)

const pageFrom =
  (deps: Deps, assets: Assets) =>
  (facts: PageFacts): PageContext => {
    const { actor } = facts
    const t = texts(facts.language)
    const path = facts.path.split('?')[0] ?? '/'
    return {
      lang: facts.language,
      t,
      csrf: facts.csrf,
      path: facts.path,
      actor: actor && { membershipId: actor.membershipId, name: actor.name, roleName: t(`identity.role.${actor.role}`), orgName: actor.orgName, onBehalfOf: actor.onBehalfOf?.name },
      nav: actor ? navFor(actor.role, path, t) : [],
      flash: facts.flash && isKey(facts.flash.key) ? { kind: facts.flash.kind, text: t(facts.flash.key) } : undefined,
      demo: deps.config.demo,
      demoEmpty: deps.config.emptyDemo,
      session: facts.sessionEndsAt && { secondsLeft: Math.round((facts.sessionEndsAt.getTime() - facts.now.getTime()) / 1000), stayHref: '/sesjon' },
      assets,
    }
  }
