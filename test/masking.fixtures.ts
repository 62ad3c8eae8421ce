import { inflateRawSync } from 'node:zlib'
import { expect } from 'vitest'
import { demoPeople } from '../demo/people.ts'
import { allRoutes } from '../src/app.tsx'
import { makeListsWithin, refreshWithin } from '../src/slices/insight/index.ts'
import { staff2026 } from '../src/slices/needs/instruments/shipped/staff-2026.ts'
import type { Person } from '../src/slices/needs/masking/neighbours.fixtures.ts'
import { codeOf, phone, planned, send, step, type Phone } from '../src/slices/needs/sessions/sessions.fixtures.ts'
import * as statements from '../src/slices/needs/statements/statements.fixtures.ts'
import { system, writing } from '../src/platform/db.ts'
import { signIn, words, type SignedInAs, type World } from './kit.ts'
import { walk } from './walk.ts'

/** The theme that is asked about, and its statements. */
const asked = 'care'
export const statementKeys: readonly string[] = (staff2026.themes.find(({ key }) => key === asked)?.statements ?? []).map(({ key }) => key)

/** What three staffs answered: a municipal kindergarten's in a meeting, by role; one of a chain's over some days; and one of at most four, of which nothing is shown. */
export type Staffs = { readonly siri: readonly Person[]; readonly hanne: readonly Person[]; readonly nora: readonly Person[] }

/** Everything that happens, as people do it: the meetings, a need that leans on what was said, the picture and the lists. @returns addresses to read from */
export async function happens(world: World, { siri, hanne, nora }: Staffs): Promise<readonly string[]> {
  const head = await world.as('siri')
  const meeting = await planned(world, head, { deling: 'role', antall: '20', eier: 'ja', team: 'ja' })
  await step(head, meeting, 'open')
  const phones = await answered(world, await codeOf(world, meeting), siri, () => step(head, meeting, 'open-theme', { tema: asked }), true)
  await step(head, meeting, 'close-theme')
  await step(head, meeting, 'open-dots')
  await Promise.all(phones.slice(0, 6).map(async (one, at) => send(one, await codeOf(world, meeting), { tema: '#dots', prikk: at % 2 ? ['care', 'play'] : ['play'] })))
  await step(head, meeting, 'close-dots')
  await step(head, meeting, 'end')

  const chain = await world.as('hanne')
  const survey = await planned(world, chain, { form: 'survey', frist: '30.11.2026', tidlig: 'ja', antall: '20', eier: 'ja', team: 'ja', temaer: [asked] })
  await step(chain, survey, 'open')
  await answered(world, await codeOf(world, survey), hanne, undefined, false)
  await step(chain, survey, 'end')

  const small = await world.as('nora')
  const few = await planned(world, small, { antall: '4', eier: 'ja', team: 'ja', temaer: [asked] })
  await step(small, few, 'open')
  await answered(world, await codeOf(world, few), nora, () => step(small, few, 'open-theme', { tema: asked }), false)
  await step(small, few, 'close-theme')
  await step(small, few, 'end')

  await refresh(world)
  const evidence = await head.get(`/kunnskapsgrunnlag/${await world.org('Solstråla barnehage')}`)
  const pieces = [...evidence.text.matchAll(/fra=(staff[^"&]*)/g)].map(([, key]) => decodeURIComponent(key ?? ''))
  const need = await statements.decided(head, { grunnlag: pieces })
  await statements.step(head, need, 'share')
  return ['/okter', `/okter/${meeting}`, `/okter/${survey}`, `/okter/${few}`, ...[meeting, survey, few].map((id) => `/okter/${id}/sammendrag.pdf`), `/behovsbeskrivelser/${need}`, '/utfordringsbilde.xlsx', ...['kommune', 'eierform', 'storrelse', 'sted'].map((by) => `/utfordringsbilde/rammeplan-2017-3?aar=2026&del=${by}`)]
}

export const refresh = (world: World) =>
  writing(world.db, system, async (tx) => {
    await refreshWithin(tx, world.deps.now())
    await makeListsWithin(tx, world.deps.now())
  })

/** Phones join one after the other, as many as there are on the staff; the theme is opened when they are in. */
async function answered(world: World, code: string, staff: readonly Person[], open: (() => Promise<unknown>) | undefined, byGroup: boolean): Promise<readonly Phone[]> {
  const phones: Phone[] = []
  for (const _ of staff) phones.push(await phone(world, code))
  await open?.()
  const sent = await Promise.all(phones.map((one, at) => {
    const person = staff[at]
    const values = Object.fromEntries(statementKeys.flatMap((key, about) => (person?.answers[about] === undefined ? [] : [[key, String(person.answers[about])]])))
    return Object.keys(values).length === 0 ? undefined : send(one, code, { tema: asked, ...values, ...(byGroup ? { gruppe: person?.group ?? '' } : {}) })
  }))
  for (const reply of sent) if (reply) expect(reply.status, words(reply.text).slice(0, 300)).toBe(303)
  return phones
}

/** Parts of the program that have nothing to do with what staffs answered. What is new is read unless it is put here. */
const elsewhere = /^\/($|veiledning|runder|ordninger|behov(\/|$)|forum|vedtak|vurdering|okonomi|meldeskjema|resultater|partnerskap|deltakere|folk|konto|innlogging|rolle|invitasjon|drift|register|oppsett|organisasjoner|flytskjema|sporsmal|svar|overforinger|barnehager$|barnehager\.|api\/|personvern|informasjonskapsler|tilgjengelighet|kontakt|sok|ordliste|utlogget|sesjon|tilgang|utvikling|varsler\/valg|okt($|\/))/

export type Read = { readonly who: string; readonly path: string; readonly text: string }

/** One in each part: the heads, the owners, the authority, the team and the county governor. */
const readers: readonly string[] = ['siri', 'eva', 'olav', 'tone', 'stine']

/** Every page and file that anybody can come to, as everybody in each of their roles: by links, and by the addresses that were given. */
export async function readAll(world: World, starts: readonly string[], perRoute: number): Promise<readonly Read[]> {
  const declared = allRoutes(new Map()).filter(({ method }) => method === 'GET')
  const left = new Set(declared.map(({ url }) => url).filter((url) => elsewhere.test(url)))
  const found: Read[] = []
  let sender = 0
  for (const { id, email, memberships } of demoPeople.filter((one) => readers.includes(one.id)))
    for (const { role } of memberships) {
      const who = `${id}, ${role}`
      const session = await signIn(world.deps, email, role)
      const open = declared.filter(({ access, url }) => !left.has(url) && !url.includes(':') && (access.kind === 'open' || access.kind === 'signed-in' || access.roles.includes(role))).map(({ url }) => url)
      const read = async (path: string) => {
        sender += 1
        const reply = await inject(world, path, session, sender)
        found.push({ who, path: plain(path), text: `${reply.statusCode} ${plain(textOf(reply))}` })
        const isPage = String(reply.headers['content-type']).startsWith('text/html') && reply.statusCode < 300
        return { status: reply.statusCode, location: reply.headers.location, html: isPage ? reply.payload : undefined }
      }
      await walk(read, { starts: [...open, ...starts], routes: declared.map(({ url }) => url), leaveOut: left, perRoute })
    }
  return found
}

const inject = (world: World, url: string, session: SignedInAs, sender: number) => world.app.inject({ method: 'GET', url, cookies: { sesjon: session.token, sprak: 'nb' }, remoteAddress: `10.9.${(sender >> 8) & 255}.${sender & 255}` })
/** A page as it is, a file as its bytes, and a spreadsheet as what is packed in it: the packing has the machine's own clock. */
const textOf = ({ headers, rawPayload, payload }: Awaited<ReturnType<typeof inject>>): string => (String(headers['content-type']).startsWith('text/') ? payload : rawPayload.subarray(0, 4).toString('latin1') === 'PK\x03\x04' ? unpacked(rawPayload) : rawPayload.toString('latin1'))

/** Every part of a packed file with its name, by the list at its end. */
function unpacked(file: Buffer): string {
  const parts: string[] = []
  for (let at = file.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = file.indexOf('PK\x01\x02', at + 46, 'latin1')) {
    const name = file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28))
    const head = file.readUInt32LE(at + 42)
    const from = head + 30 + file.readUInt16LE(head + 26) + file.readUInt16LE(head + 28)
    const body = file.subarray(from, from + file.readUInt32LE(at + 20))
    parts.push(`${name}: ${(file.readUInt16LE(at + 10) === 0 ? body : inflateRawSync(body)).toString('utf8').replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'now')}`)
  }
  return parts.join('\n')
}

/** Without what is made anew each time: ids, tokens, and what the phones join by. */
const plain = (text: string): string => text.replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, 'ID').replaceAll(/(name="_csrf" value|data-csrf)="[^"]*"/g, '$1')

/** Everything that is stored of it, by table: what is left for whoever can read the whole database. */
export async function stored(world: World): Promise<Readonly<Record<string, readonly string[]>>> {
  const tables = await world.asOwner<{ name: string }>("select format('%I.%I', table_schema, table_name) as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema in ('needs', 'insight', 'audit', 'messaging', 'measures', 'strategy') order by 1")
  const all: [string, readonly string[]][] = []
  for (const { name } of tables) {
    // That somebody has joined and has answered is kept as hashes of secrets: how many there are, and nothing else, can be compared.
    const what = name === 'needs.staff_ticket' || name === 'needs.used_ticket' ? "'a hash'" : "(to_jsonb(t) - 'code' - 'left_code')::text"
    all.push([name, (await world.asOwner<{ row: string }>(`select ${what} as row from ${name} t`)).map(({ row }) => plain(row)).toSorted()])
  }
  return Object.fromEntries(all)
}
