import { z } from 'zod'
import { nbrListUnit, nbrUnit } from './read-unit.ts'
import type { NbrListUnit, NbrUnit } from './read-unit.ts'

/** Why an address could not be read, or not be trusted. */
export type NbrBecause =
  | 'not-found' // 404: no such unit, municipality or page
  | 'turned-away' // another 4xx: asking again does not help
  | 'busy' // 429 or 503 for longer than we wait
  | 'server-error'
  | 'no-connection' // or cut off in the middle of the answer
  | 'timed-out'
  | 'not-json'
  | 'unknown-shape'
  | 'half-page' // fewer rows than a page that is not the last must have
  | 'page-count-changed' // the number of pages changed while we read
  | 'wrong-page-count' // there are more pages than the register says
  | 'page-repeated'

/** `organisationNumber` is set when the trouble is with one unit that we can name, and `page` when it is with a page. */
export type NbrProblem = { readonly because: NbrBecause; readonly address: string; readonly organisationNumber?: string; readonly page?: number }

/** What a list gives, in order; the last is always `end`. Nothing may be marked as closed unless `complete`. */
export type NbrEvent =
  | { readonly is: 'unit'; readonly unit: NbrListUnit }
  | { readonly is: 'problem'; readonly problem: NbrProblem }
  | { readonly is: 'end'; readonly complete: boolean; readonly pages: number }

export type NbrList = { readonly units: readonly NbrListUnit[]; readonly problems: readonly NbrProblem[]; readonly complete: boolean }
export type NbrAnswer = { readonly ok: true; readonly unit: NbrUnit } | { readonly ok: false; readonly problem: NbrProblem }

/**
 * A whole reading: the details of the chosen units. `complete` is about the lists; a unit that is listed but whose detail could not be read
 * stands in `unreadable`, and must be taken to exist still.
 */
export type NbrReading = {
  readonly units: readonly NbrUnit[]
  readonly unreadable: readonly string[]
  readonly problems: readonly NbrProblem[]
  readonly complete: boolean
}

export type CachedAnswer = { readonly body: string; readonly etag: string | undefined; readonly storedAt: string }
/** Answers kept by address; `storedAt` is an ISO instant. Only answers that could be read are kept. */
export type NbrCache = { get: (address: string) => Promise<CachedAnswer | undefined>; set: (address: string, answer: CachedAnswer) => Promise<void> }

export type NbrOptions = {
  /** With version, without closing slash: `https://data-nbr.udir.no/v4`. */
  readonly baseUrl: string
  readonly fetch?: typeof fetch
  readonly sleep: (milliseconds: number) => Promise<void>
  readonly now: () => Date
  /** 0 ≤ x < 1, spreads the retries. */
  readonly random: () => number
  readonly pageSize?: number
  readonly timeoutMs: number
  /** How many times one address is asked, the first time included. */
  readonly attempts: number
  /** How many details are asked for at once; the register's users report 5-10 as fine. */
  readonly concurrency: number
  readonly cache?: NbrCache
}

export type NbrClient = {
  readonly listUnits: () => AsyncGenerator<NbrEvent, void, undefined>
  readonly listAll: () => Promise<NbrList>
  readonly listMunicipality: (municipalityNumber: string) => Promise<NbrList>
  readonly unit: (organisationNumber: string) => Promise<NbrAnswer>
  /** `choose` must say yes to every unit that we know, else it looks as if it were gone. */
  readonly read: (what: { municipalities?: readonly string[]; choose: (row: NbrListUnit) => boolean }) => Promise<NbrReading>
}

const firstDelayMs = 500
const longestWaitMs = 120_000
// Long enough for a reading that was cut off to go on where it was; the next night asks anew, and an ETag makes that cheap.
const detailIsFreshMs = 2 * 60 * 60 * 1000
const mostPages = 10_000

const page = z.object({ EnhetListe: z.array(z.unknown()), AntallSider: z.number().int().min(0).nullish().catch(undefined) })
type Page = z.output<typeof page>
type Reading<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly because: NbrBecause; readonly value?: Value }
type Trial<Value> = Reading<Value> & { readonly again?: boolean; readonly waitMs?: number | undefined }
type Judge<Value> = (value: Value) => NbrBecause | undefined

/** Reads Nasjonalt barnehageregister v4 (open, NLOD; source: Utdanningsdirektoratet). Trouble is told, never thrown. */
export function nbrClient(options: NbrOptions): NbrClient {
  const pageSize = options.pageSize ?? 1000
  const get = asker(options)

  async function* listUnits(): AsyncGenerator<NbrEvent, void, undefined> {
    const seen = new Set<string>()
    let promised: number | undefined
    let complete = true
    let pages = 0
    let at = 1
    const report = (because: NbrBecause, address: string): NbrEvent => {
      complete = false
      return { is: 'problem', problem: { because, address, page: at } }
    }
    for (; at <= mostPages; at++) {
      const address = `${options.baseUrl}/enheter?sidenummer=${at}&antallperside=${pageSize}`
      const beyond = promised !== undefined && at > promised
      const answer = await get(address, page, { judge: (body) => isHalf(body, at, pageSize, promised) })
      if (beyond && !answer.ok && answer.because === 'not-found') break
      if (!answer.ok) yield report(answer.because, address)
      const body = answer.value
      // A page is missing: the rest is still worth reading, when we know that there is a rest.
      if (!body) {
        if (promised === undefined || beyond || at === promised) break
        continue
      }
      pages += 1
      if (beyond && body.EnhetListe.length > 0) yield report('wrong-page-count', address)
      if (!beyond && promised !== undefined && body.AntallSider != null && body.AntallSider !== promised) yield report('page-count-changed', address)
      promised = Math.max(promised ?? 0, body.AntallSider ?? 0) || undefined
      const before = seen.size
      for (const event of readRows(body, address, at, seen)) {
        if (event.is === 'problem') complete = false
        yield event
      }
      if (body.EnhetListe.length > 0 && seen.size === before) {
        yield report('page-repeated', address)
        break
      }
      // A last page that is full may hide a page that the register did not count, so one more is asked for.
      const reachedEnd = promised === undefined || at >= promised
      if (reachedEnd && body.EnhetListe.length < pageSize) break
    }
    yield { is: 'end', complete, pages }
  }

  async function listMunicipality(municipalityNumber: string): Promise<NbrList> {
    const address = `${options.baseUrl}/enheter/kommune/${encodeURIComponent(municipalityNumber)}`
    // Every municipality has at least its own administration in the register: an empty list is an answer that was lost.
    const answer = await get(address, page, { judge: (body) => (body.EnhetListe.length === 0 ? 'half-page' : undefined) })
    if (!answer.ok) return { units: [], problems: [{ because: answer.because, address }], complete: false }
    const events = [...readRows(answer.value, address, 1, new Set())]
    const problems = events.flatMap((event) => (event.is === 'problem' ? [event.problem] : []))
    if ((answer.value.AntallSider ?? 1) > 1) problems.push({ because: 'wrong-page-count', address })
    return { units: events.flatMap((event) => (event.is === 'unit' ? [event.unit] : [])), problems, complete: problems.length === 0 }
  }

  async function unit(organisationNumber: string): Promise<NbrAnswer> {
    const address = `${options.baseUrl}/enhet/${encodeURIComponent(organisationNumber)}`
    const answer = await get(address, nbrUnit, { freshMs: detailIsFreshMs })
    return answer.ok ? { ok: true, unit: answer.value } : { ok: false, problem: { because: answer.because, address, organisationNumber } }
  }

  async function read({ municipalities, choose }: Parameters<NbrClient['read']>[0]): Promise<NbrReading> {
    const lists = municipalities ? await atOnce(municipalities, options.concurrency, listMunicipality) : [await gather(listUnits())]
    const rows = new Map(lists.flatMap(({ units }) => units).map((row) => [row.organisationNumber, row]))
    const answers = await atOnce([...rows.values()].filter(choose), options.concurrency, (row) => unit(row.organisationNumber))
    const problems = [...lists.flatMap((list) => list.problems), ...answers.flatMap((answer) => (answer.ok ? [] : [answer.problem]))]
    return {
      units: answers.flatMap((answer) => (answer.ok ? [answer.unit] : [])),
      unreadable: problems.flatMap(({ organisationNumber }) => organisationNumber ?? []),
      problems,
      complete: lists.every((list) => list.complete),
    }
  }

  return { listUnits, listAll: () => gather(listUnits()), listMunicipality, unit, read }
}

async function gather(events: AsyncIterable<NbrEvent>): Promise<NbrList> {
  const units: NbrListUnit[] = []
  const problems: NbrProblem[] = []
  let complete = false
  for await (const event of events) {
    if (event.is === 'unit') units.push(event.unit)
    else if (event.is === 'problem') problems.push(event.problem)
    else complete = event.complete
  }
  return { units, problems, complete }
}

function* readRows(body: Page, address: string, pageNumber: number, seen: Set<string>): Generator<NbrEvent> {
  for (const row of body.EnhetListe) {
    const read = nbrListUnit.safeParse(row)
    if (!read.success) yield { is: 'problem', problem: { because: 'unknown-shape', address, page: pageNumber } }
    // A unit that moves to another page while we read comes twice.
    else if (!seen.has(read.data.organisationNumber)) {
      seen.add(read.data.organisationNumber)
      yield { is: 'unit', unit: read.data }
    }
  }
}

const isHalf = (body: Page, at: number, pageSize: number, promised: number | undefined): NbrBecause | undefined => {
  const pages = Math.max(body.AntallSider ?? 0, promised ?? 0)
  const short = at < pages ? body.EnhetListe.length < pageSize : at === pages && body.EnhetListe.length === 0
  return short ? 'half-page' : undefined
}

/** The one way out: keeps answers, asks again after trouble that passes, and reads only what has the right shape. */
function asker({ fetch: ask = fetch, sleep, now, random, timeoutMs, attempts, cache }: NbrOptions) {
  return async <Value>(
    address: string, shape: z.ZodType<Value>, { judge, freshMs = 0 }: { judge?: Judge<Value>; freshMs?: number },
  ): Promise<Reading<Value>> => {
    const kept = await cache?.get(address)
    const keptValue = kept && interpret(kept.body, shape, judge)
    if (kept && keptValue?.ok && now().getTime() - Date.parse(kept.storedAt) < freshMs) return keptValue
    for (let attempt = 1; ; attempt++) {
      const trial = await once(address, shape, judge)
      if (trial.ok || !trial.again) return trial
      const waitMs = trial.waitMs ?? firstDelayMs * 2 ** (attempt - 1) * (0.5 + random() / 2)
      if (attempt >= attempts || waitMs > longestWaitMs) return trial
      await sleep(waitMs)
    }

    async function once(address: string, shape: z.ZodType<Value>, judge: Judge<Value> | undefined): Promise<Trial<Value>> {
      const headers: Record<string, string> = { accept: 'application/json', ...(kept?.etag && keptValue?.ok ? { 'if-none-match': kept.etag } : {}) }
      try {
        const response = await ask(address, { headers, signal: AbortSignal.timeout(timeoutMs) })
        if (response.status === 304 && kept && keptValue?.ok) {
          await cache?.set(address, { ...kept, storedAt: now().toISOString() })
          return keptValue
        }
        const body = await response.text()
        if (!response.ok) return turnedDown(response, now)
        const read = interpret(body, shape, judge)
        if (read.ok) await cache?.set(address, { body, etag: response.headers.get('etag') ?? undefined, storedAt: now().toISOString() })
        return { ...read, again: true }
      } catch (error) {
        if (!isNetworkTrouble(error)) throw error
        return { ok: false, because: error.name === 'TimeoutError' ? 'timed-out' : 'no-connection', again: true }
      }
    }
  }
}

function interpret<Value>(body: string, shape: z.ZodType<Value>, judge: Judge<Value> | undefined): Reading<Value> {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return { ok: false, because: 'not-json' }
  }
  const read = shape.safeParse(json)
  if (!read.success) return { ok: false, because: 'unknown-shape' }
  const because = judge?.(read.data)
  return because ? { ok: false, because, value: read.data } : { ok: true, value: read.data }
}

function turnedDown(response: Response, now: () => Date): Trial<never> {
  const waitMs = readRetryAfter(response.headers.get('retry-after'), now)
  if (response.status === 429 || response.status === 503) return { ok: false, because: 'busy', again: true, waitMs }
  if (response.status >= 500) return { ok: false, because: 'server-error', again: true, waitMs }
  if (response.status === 408) return { ok: false, because: 'timed-out', again: true, waitMs }
  return { ok: false, because: response.status === 404 ? 'not-found' : 'turned-away' }
}

/** Retry-After in milliseconds: seconds or a date (RFC 9110 §10.2.3). */
function readRetryAfter(written: string | null, now: () => Date): number | undefined {
  if (written === null) return undefined
  if (/^\d+$/.test(written.trim())) return Number(written) * 1000
  const until = Date.parse(written)
  return Number.isNaN(until) ? undefined : Math.max(0, until - now().getTime())
}

/** fetch says TypeError for every failing of the network; a bug of ours is a TypeError too, but without a cause or "terminated". */
const isNetworkTrouble = (error: unknown): error is Error =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError' ||
    (error instanceof TypeError && (error.cause !== undefined || error.message === 'terminated')))

/** Works through `items` with at most `width` at a time; the answers come in the order of the items. */
async function atOnce<Item, Answer>(items: readonly Item[], width: number, work: (item: Item) => Promise<Answer>): Promise<Answer[]> {
  const answers: Answer[] = []
  const queue = items.entries()
  await Promise.all(
    Array.from({ length: Math.max(1, width) }, async () => {
      for (const [at, item] of queue) answers[at] = await work(item)
    }),
  )
  return answers
}
