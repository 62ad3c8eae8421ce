import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What is answered about a number: a page of figures, something else as it stands, a status, or nothing at all. */
export type FaktaReply = { readonly figures: Readonly<Record<string, unknown>> | null; readonly municipality?: Readonly<Record<string, unknown>>; readonly country?: Readonly<Record<string, unknown>>; readonly orgnr?: string } | { readonly body: string } | { readonly status: number } | { readonly silent: true }
export type FaktaServer = { readonly baseUrl: string; readonly requests: string[]; readonly set: (organisationNumber: string | 'others', reply: FaktaReply) => void; readonly close: () => Promise<void> }

/** Barnehagefakta on 127.0.0.1, in the documented shape (`GET /api/barnehage/orgnr/{number}`), and failing as it is told to. Numbers nobody has set are not found. */
export async function startFaktaServer(): Promise<FaktaServer> {
  const replies = new Map<string, FaktaReply>()
  const requests: string[] = []
  const server = createServer((request, response) => {
    const address = request.url ?? ''
    requests.push(address)
    const number = /^\/api\/barnehage\/orgnr\/(\d+)$/.exec(address)?.[1] ?? ''
    const reply = replies.get(number) ?? replies.get('others')
    if (!reply) return void response.writeHead(404).end()
    if ('silent' in reply) return undefined
    if ('status' in reply) return void response.writeHead(reply.status).end()
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
    if ('body' in reply) return void response.end(reply.body)
    return void response.end(JSON.stringify({
      id: 'x', navn: 'Prøvebarnehagen', orgnr: reply.orgnr ?? number, alder: '1 - 5', eierform: 'Privat', erAktiv: true, erBarnehage: true, kommune: { kommunenavn: 'Prøvekommune', kommunenummer: '9901' },
      indikatorDataBarnehage: reply.figures, indikatorDataKommune: reply.municipality ?? { antallBarnPerAnsatt: 5.7 }, indikatorDataNasjonalt: reply.country ?? { antallBarnPerAnsatt: 5.9 },
    }))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    baseUrl: `http://127.0.0.1:${port}/api`,
    requests,
    set: (number, reply) => void replies.set(number, reply),
    close: () => new Promise((done) => {
      server.close(() => done())
      server.closeAllConnections()
    }),
  }
}
