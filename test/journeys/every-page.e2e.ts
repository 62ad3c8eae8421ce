import { beforeAll, describe, expect, test } from 'vitest'
import { demoPeople } from '../../demo/people.ts'
import { allRoutes } from '../../src/app.tsx'
import { roles, type Role } from '../../src/kernel/actor.ts'
import { samples } from '../access-samples.ts'
import { useSite } from '../browser.ts'
import { signIn } from '../kit.ts'
import { setScenes } from '../scenes.ts'
import { partsOf, walk, type FoundPage } from '../walk.ts'

const site = useSite({ visits: false })
const declared = allRoutes(new Map()).filter(({ method }) => method === 'GET')

/** Addresses that answer with something else than a page. A new one is put here with its reason, or the sweep must find a way to it. */
const notPages: Readonly<Record<string, string>> = {
  '/innlogging/svar': 'the provider’s answer; leads on',
  '/innlogging/utlogging-fra-idp': 'called by the provider',
  '/sesjon': 'for the browser’s script',
  '/konto/opplysninger': 'a file',
  '/barnehager.csv': 'a file',
  '/barnehager.xlsx': 'a file',
  '/mine-barnehager.xlsx': 'a file',
  '/api/barnehager': 'for other programs',
  '/register/import/:id/avvik.csv': 'a file',
  '/veiledning/:id/oppstartsmote/kalender.ics': 'a file',
  '/veiledning/:id/sak.pdf': 'a file',
  '/veiledning/:id/vedlegg/:vedlegg': 'a file',
  '/nettverk/:id/moter/:mote/filer/:fil': 'a file',
  '/materiell/:id/filer/:fil': 'a file',
  '/runder/:id/vurdering.csv': 'a file',
  '/runder/:id/vurdering.xlsx': 'a file',
  '/okonomi/utbetalinger/:id/fil': 'a file',
  '/okonomi/:ar/bevegelser.csv': 'a file',
  '/okonomi/:ar/bevegelser.xlsx': 'a file',
  '/okonomi/:ar/tilskudd.csv': 'a file',
  '/okonomi/:ar/tilskudd.xlsx': 'a file',
  '/behov/:id/pdf': 'a file',
  '/behov/:id/vedlegg/:fil': 'a file',
  '/strategi/:id/plan.pdf': 'a file',
  '/strategi/:id/plan.xlsx': 'a file',
  '/droftinger/:id/papirer/:fil': 'a file',
  '/droftinger/:id/referat/:nummer/referat.pdf': 'a file',
  '/forum/:id/moter/:mote/kalender.ics': 'a file',
  '/forum/:id/moter/:mote/referat.pdf': 'a file',
  '/forum/:id/moter/:mote/innstilling.pdf': 'a file',
  '/vedtak/:id/brev/:document/brev.pdf': 'a file',
  '/vedtak/:id/brev/:document/arkiv.pdf': 'a file',
  '/vedtak/:id/frist.ics': 'a file',
  '/runder/:id/arkiv/:export/pakke.zip': 'a file',
  '/resultater/oversikt.xlsx': 'a file',
  '/resultater/:id/rapport.pdf': 'a file',
  '/okter/:id/sammendrag.pdf': 'a file',
  '/kartlegginger/fil/mal.csv': 'a file',
  '/kartlegginger/fil/mal.xlsx': 'a file',
  '/kartlegginger/fil/:id/avvik.csv': 'a file',
  '/kvalitetsmelding/:id/melding.pdf': 'a file',
  '/kvalitetsmelding/:id/melding.html': 'a file that is one page, with its own look',
  '/kvalitetsmelding/:id/tabeller.xlsx': 'a file',
  '/tiltak/:id/barnehager/:barnehage/avslutning.pdf': 'a file',
  '/okt/:kode/naa': 'for the phones, not for people',
  '/kalender/:fil': 'a file for calendars',
  '/kursoppmote/:token/kursbevis.pdf': 'a file',
  '/utfordringsbilde.xlsx': 'a file',
  '/deltakere.csv': 'a file',
  '/deltakere.json': 'for other programs',
}

/** One of each: nobody, one person in each role, and someone without a role. */
type Persona = { readonly label: string; readonly email?: string; readonly role?: Role }
const personas: readonly Persona[] = [
  { label: 'nobody' },
  ...roles.flatMap((role): Persona[] => demoPeople.filter(({ memberships }) => memberships.some((one) => one.role === role)).slice(0, 1).map(({ id, email }) => ({ label: `${id}, ${role}`, email, role }))),
  ...demoPeople.filter(({ memberships }) => memberships.length === 0).map(({ id, email }) => ({ label: `${id}, without a role`, email })),
]

const seen: (FoundPage & { readonly persona: Persona })[] = []
const dead: string[] = []
beforeAll(async () => {
  const { world, read } = site()
  const scenes = await setScenes(world)
  const known = new Map<string, readonly string[]>()
  for (const [beginning, query] of samples) known.set(beginning, Object.values((await world.asOwner<Record<string, string>>(query))[0] ?? {}))
  const sampled = (url: string): string[] => {
    const [beginning = ''] = [...known.keys()].filter((start) => url.startsWith(start)).sort((a, b) => b.length - a.length)
    const ids = [...(known.get(beginning) ?? [])]
    const path = url.replaceAll(/:[a-zA-Z]+/g, (name) => ids.shift() ?? name)
    return path.includes(':') ? [] : [path]
  }
  for (const persona of personas) {
    const session = persona.email === undefined ? undefined : await signIn(world.deps, persona.email, persona.role)
    const mine = declared.filter(({ access }) => access.kind === 'open' || (session && (access.kind === 'signed-in' || (persona.role && access.roles.includes(persona.role)))))
    const walked = await walk((path) => read(path, session), { starts: ['/', ...scenes, ...mine.flatMap(({ url }) => sampled(url))], routes: declared.map(({ url }) => url), leaveOut: new Set(Object.keys(notPages)), perRoute: 3 })
    seen.push(...walked.pages.map((page) => ({ ...page, persona })))
    dead.push(...walked.dead.map((one) => `${persona.label}: ${one}`))
  }
}, 180_000)

/** Pages that are not like one already chosen: someone else's side of the same address, or a part that was not there before. */
function differing(): typeof seen {
  const parts = new Map<string, Set<string>>()
  return seen.filter(({ route, html }) => {
    const before = parts.get(route) ?? new Set()
    const here = partsOf(html)
    parts.set(route, new Set([...before, ...here]))
    return [...here].some((part) => !before.has(part))
  })
}
const sent = ({ path, route, html }: FoundPage) => ({ method: 'GET', path: site().url + path, route, status: 200, html })

test('every address that gives a page has been seen by someone', () => {
  const missed = declared.map(({ url }) => url).filter((url) => !(url in notPages) && !seen.some(({ route }) => route === url))
  expect(missed, 'nobody came here: link to it, or set a scene for it in test/scenes.ts').toEqual([])
  expect(Object.keys(notPages).filter((url) => !declared.some((route) => route.url === url))).toEqual([])
})

test('no link leads nowhere for the one who is shown it', () => {
  expect(dead).toEqual([])
})

describe('every page, wherever it differs, is sound to read, to hear, to touch and to enlarge', () => {
  test('in bokmål', async () => {
    const pages = differing()
    expect(pages.length).toBeGreaterThan(declared.length - Object.keys(notPages).length)
    expect(await site().check(pages.map(sent), new Map())).toEqual([])
  }, 400_000)

  test.each([['nynorsk', 'nn', 0, 'light'], ['English, in the dark', 'en', 3, 'dark']] as const)('in %s, every sixth of them', async (_, language, first, scheme) => {
    const { world, read } = site()
    const pages: FoundPage[] = []
    for (const { path, route, persona } of differing().filter((_, at) => at % 6 === first)) {
      const { html } = await read(path, persona.email === undefined ? undefined : await signIn(world.deps, persona.email, persona.role), language)
      expect(html, path).toContain(`<html lang="${language}"`)
      pages.push({ path, route, html: html ?? '' })
    }
    expect(await site().check(pages.map(sent), new Map(), scheme)).toEqual([])
  }, 120_000)
})
