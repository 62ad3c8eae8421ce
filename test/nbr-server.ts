import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** The traps of the national register, each made at least once by `syntheticRegister` when `count` allows. */
export const nbrTraps = [
  'test-number', 'test-municipality', 'support-felles', 'support-vikar', 'support-administrasjon', 'support-spes-ped', 'inactive-in-basil',
  'excluded', 'inactive', 'zero-position', 'undefined-position', 'empty-website', 'website-without-scheme', 'no-owner', 'state-owned',
  'only-number-and-name', 'nulls', 'owner-unit', 'nace-but-no-kindergarten', 'nynorsk', 'unreadable-detail', 'ordinary',
] as const
export type NbrTrap = (typeof nbrTraps)[number]
export type NbrDetail = { Organisasjonsnummer: string; Navn: string | null; [field: string]: unknown }
export type SyntheticUnit = { trap: NbrTrap; detail: NbrDetail }
type Municipality = { number: string; name: string }

const check = [3, 2, 7, 6, 5, 4, 3, 2]

const first = ['Tuvelur', 'Konglekvist', 'Mosehumle', 'Bekkesiv', 'Rypefjon', 'Lyngtrost', 'Nattfiol', 'Sneglestien', 'Graabein', 'Vindharpe',
  'Ørretkulp', 'Åbortjern', 'Ærfuglvik']
const second = ['tunet', 'haugen', 'lia', 'myra', 'kroken', 'glenna', 'sletta']

/** A register of invented units: no name, number or municipality is a real one. The same `count` gives the same register. */
export function syntheticRegister(
  count: number,
  municipalities: readonly Municipality[] = [{ number: '9901', name: 'Tuvedal' }, { number: '9902', name: 'Konglefjord' }],
): SyntheticUnit[] {
  const numbers = syntheticOrganisationNumbers(count + municipalities.length)
  return Array.from({ length: count }, (_, at) => {
    const place = at % municipalities.length
    const municipality = municipalities[place] ?? { number: '9901', name: 'Tuvedal' }
    const trap = nbrTraps[at] ?? 'ordinary'
    return { trap, detail: { ...ordinary(at, numbers[at] ?? '', municipality, numbers[count + place] ?? ''), ...changesFor(trap, at) } }
  })
}

/** Nine digits with a right check digit. Real numbers begin with 8 or 9; these begin with 31, as the tax authority's synthetic ones do. */
export function syntheticOrganisationNumbers(count: number): string[] {
  const all: string[] = []
  for (let at = 0; all.length < count; at++) {
    const stem = `31${String(at).padStart(6, '0')}`
    const rest = check.reduce((sum, weight, place) => sum + weight * Number(stem[place]), 0) % 11
    if (rest !== 1) all.push(stem + String(rest === 0 ? 0 : 11 - rest))
  }
  return all
}

function ordinary(at: number, organisationNumber: string, municipality: Municipality, owner: string): NbrDetail {
  const round = Math.floor(at / (first.length * second.length))
  const name = `${first[at % first.length]}${second[Math.floor(at / first.length) % second.length]}${round === 0 ? '' : ` ${round + 1}`} barnehage`
  const isPrivate = at % 2 === 1
  const relation = (id: string, navn: string) => ({ Enhet: { Organisasjonsnummer: owner, Navn: `${municipality.name} kommune` },
    Relasjonstype: { Id: id, Navn: navn } })
  return {
    Organisasjonsnummer: organisationNumber, Navn: name, Karakteristikk: null, FulltNavn: name,
    Fylke: { Fylkesnummer: municipality.number.slice(0, 2), Navn: 'Prøvefylket', Organisasjonsnummer: owner,
      StatsforvalterOrganisasjonsnummer: owner },
    Kommune: { Navn: municipality.name, Kommunenummer: municipality.number, Organisasjonsnummer: owner, ErNedlagt: false,
      Fylkesnummer: municipality.number.slice(0, 2) },
    Beliggenhetsadresse: { Adresse: `Prøveveien ${at + 1}`, Postnummer: '0099', Poststed: 'PRØVEN', Land: 'Norge' },
    Koordinat: { Lengdegrad: 10 + (at % 100) / 100, Breddegrad: 59 + (at % 70) / 100, Zoom: 12, GeoKilde: 'GeoNorge' },
    Internettadresse: `https://enhet${at}.example.no`, Maalform: { Id: 'B', Navn: 'Bokmål' },
    Naeringskoder: [{ Prioritet: 1, Kode: '88.911', Navn: 'Barnehager', Versjon: '2007' }], Utgaattype: { Id: 'A', Navn: 'Ingen utgåttype' },
    ErAktiv: true, ErBarnehage: true, ErBarnehageEier: false, ErOffentligBarnehage: !isPrivate, ErPrivatBarnehage: isPrivate, ErInaktivIBasil: false,
    AntallBarn: 10 + (at % 80), AntallAnsatte: 3 + (at % 20), AlderstrinnFra: 1, AlderstrinnTil: 5,
    Barnehagekategorier: isPrivate ? [{ Id: '17', Navn: 'Privat barnehage' }] : [{ Id: '19', Navn: 'Kommunal barnehage' },
      { Id: '18', Navn: 'Offentlig barnehage' }],
    ForeldreRelasjoner: [relation('6', 'Eierstruktur'), relation('7', 'Tilsynsstruktur'), relation('10', 'Administrativ struktur'),
      relation('9', 'Tilknytningsstruktur')],
    BarnRelasjoner: [], OppstartsEllerStiftelsesdato: '2001-08-15T00:00:00+02:00', DatoEndret: '2024-02-14T07:35:10.39+01:00',
  }
}

function changesFor(trap: NbrTrap, at: number): Partial<NbrDetail> {
  switch (trap) {
    case 'test-number': return { Organisasjonsnummer: `U999${String(at).padStart(5, '0')}` }
    case 'test-municipality': return { Kommune: { Navn: 'Testkommune', Kommunenummer: '2599', Fylkesnummer: '25' } }
    case 'support-felles': return { Navn: 'Felles barnehage', AntallBarn: 0 }
    case 'support-vikar': return { Navn: 'Vikarpool barnehagene', AntallBarn: 0 }
    case 'support-administrasjon': return { Navn: 'Barnehageadministrasjonen', AntallBarn: 0 }
    case 'support-spes-ped': return { Navn: 'Spes.ped barnehage', AntallBarn: 0 }
    case 'inactive-in-basil': return { ErInaktivIBasil: true }
    case 'excluded': return { ErEkskludert: true }
    case 'inactive': return { ErAktiv: false }
    case 'zero-position': return { Koordinat: { Lengdegrad: 0, Breddegrad: 0, Zoom: 0, GeoKilde: 'Undefined' } }
    case 'undefined-position': return { Koordinat: { Lengdegrad: 10.5, Breddegrad: 59.9, Zoom: 0, GeoKilde: 'Undefined' } }
    case 'empty-website': return { Internettadresse: '' }
    case 'website-without-scheme': return { Internettadresse: 'www.enhet.example.no' }
    case 'no-owner': return { ForeldreRelasjoner: [] }
    case 'state-owned': return { ErOffentligBarnehage: true, ErPrivatBarnehage: false,
      Barnehagekategorier: [{ Id: '20', Navn: 'Statlig barnehage' }, { Id: '18', Navn: 'Offentlig barnehage' }] }
    case 'only-number-and-name': return missing
    case 'nulls': return Object.fromEntries(Object.keys(missing).map((field) => [field, null]))
    case 'owner-unit': return { Navn: 'Mosehumle eierselskap', ErBarnehage: false, ErBarnehageEier: true }
    case 'nace-but-no-kindergarten': return { Navn: 'Lyngtrost kontor', ErBarnehage: false, ErBarnehageEier: false }
    case 'nynorsk': return { Maalform: { Id: 'N', Navn: 'Nynorsk' } }
    case 'unreadable-detail': return { Navn: null }
    case 'ordinary': return {}
  }
}

/** `undefined` leaves a field out of the JSON. */
const missing = Object.fromEntries([
  'FulltNavn', 'Fylke', 'Beliggenhetsadresse', 'Koordinat', 'Internettadresse', 'Maalform', 'ErOffentligBarnehage', 'ErPrivatBarnehage',
  'ErInaktivIBasil', 'AntallBarn', 'AntallAnsatte', 'AlderstrinnFra', 'AlderstrinnTil', 'Barnehagekategorier', 'ForeldreRelasjoner',
  'OppstartsEllerStiftelsesdato', 'DatoEndret',
].map((field) => [field, undefined]))

export type NbrFault =
  | { does: 'status'; status: number; retryAfter?: string }
  | { does: 'never-answers' }
  | { does: 'half-body' } // promises the whole length, sends half and hangs up
  | { does: 'invalid-json' }
  | { does: 'no-rows' } // the page without its rows
  | { does: 'half-page' } // every other row
  | { does: 'page-count'; says: number }
  | { does: 'slow'; milliseconds: number }
  | { does: 'row-without-number' }
/** `where` is a part of the path and query; `attempts` says which askings of that address it spoils (from 1), all when left out. */
export type NbrFaultRule = { where: string; attempts?: readonly number[]; fault: NbrFault }
export type NbrServer = {
  baseUrl: string
  /** Path and query of every request, in order. */
  requests: string[]
  /** The most requests that were open at the same time. */
  mostAtOnce: () => number
  spoil: (...rules: NbrFaultRule[]) => void
  setUnits: (units: readonly SyntheticUnit[]) => void
  close: () => Promise<void>
}

/** A register on 127.0.0.1 that speaks the documented v4 shapes, with ETags, and fails as it is told to. */
export async function startNbrServer(start: readonly SyntheticUnit[]): Promise<NbrServer> {
  let units = start
  const requests: string[] = []
  const rules: NbrFaultRule[] = []
  const asked = new Map<string, number>()
  let open = 0
  let most = 0

  const server = createServer((request, response) => {
    const address = request.url ?? ''
    requests.push(address)
    asked.set(address, (asked.get(address) ?? 0) + 1)
    most = Math.max(most, ++open)
    response.on('close', () => open--)
    const attempt = asked.get(address) ?? 1
    const fault = rules.find((rule) => address.includes(rule.where) && (rule.attempts?.includes(attempt) ?? true))?.fault
    const body = answerTo(new URL(address, 'http://127.0.0.1'), units)
    respond(request, response, body, fault)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/v4`,
    requests,
    mostAtOnce: () => most,
    spoil: (...more) => void rules.push(...more),
    setUnits: (next) => void (units = next),
    close: () => new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }
}

type Answer = { EnhetListe?: unknown[]; AntallSider?: number } & Record<string, unknown>

function answerTo(url: URL, units: readonly SyntheticUnit[]): Answer | undefined {
  const [, version, what, key, value] = url.pathname.split('/')
  if (version !== 'v4') return undefined
  if (what === 'enhet') return units.find(({ detail }) => detail.Organisasjonsnummer === key)?.detail
  if (what === 'enheter' && key === 'kommune') return { EnhetListe: units.filter(({ detail }) => municipalityOf(detail) === value).map(rowOf) }
  if (what !== 'enheter' || key !== undefined) return undefined
  const size = Number(url.searchParams.get('antallperside'))
  const at = Number(url.searchParams.get('sidenummer'))
  return { AntallSider: Math.ceil(units.length / size), EnhetListe: units.slice((at - 1) * size, at * size).map(rowOf) }
}

const municipalityOf = (detail: NbrDetail): unknown => (detail['Kommune'] as { Kommunenummer?: string } | undefined)?.Kommunenummer

const rowOf = ({ detail }: SyntheticUnit) => ({
  Organisasjonsnummer: detail.Organisasjonsnummer, Navn: detail.Navn, Kommunenummer: municipalityOf(detail), Fylkesnummer: '99',
  ErAktiv: detail['ErAktiv'], ErBarnehage: detail['ErBarnehage'], ErBarnehageEier: detail['ErBarnehageEier'],
    ErInaktivIBasil: detail['ErInaktivIBasil'],
})

function respond(request: IncomingMessage, response: ServerResponse, answer: Answer | undefined, fault: NbrFault | undefined): void {
  if (fault?.does === 'never-answers') return
  if (fault?.does === 'status') {
    response.writeHead(fault.status, fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }).end()
    return
  }
  if (!answer) {
    response.writeHead(404).end()
    return
  }
  const body = JSON.stringify(spoilt(answer, fault))
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 16)}"`
  const send = () => {
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end()
    const bytes = Buffer.from(fault?.does === 'invalid-json' ? `${body.slice(0, body.length / 2)}<html>` : body)
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': bytes.length, etag })
    if (fault?.does === 'half-body') response.write(bytes.subarray(0, bytes.length / 2), () => response.destroy())
    else response.end(bytes)
  }
  if (fault?.does === 'slow') setTimeout(send, fault.milliseconds)
  else send()
}

function spoilt(answer: Answer, fault: NbrFault | undefined): Answer {
  const rows = answer.EnhetListe ?? []
  if (fault?.does === 'no-rows') return { ...answer, EnhetListe: [] }
  if (fault?.does === 'half-page') return { ...answer, EnhetListe: rows.filter((_, at) => at % 2 === 0) }
  if (fault?.does === 'page-count') return { ...answer, AntallSider: fault.says }
  if (fault?.does === 'row-without-number') return { ...answer, EnhetListe: [{ Navn: 'Uten nummer' }, ...rows] }
  return answer
}
