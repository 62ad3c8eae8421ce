import type { VNode } from 'preact'
import type { Actor, Role } from '../kernel/actor.ts'
import type { Language } from '../kernel/language.ts'
import type { Flash } from '../kernel/page.ts'
import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db, Tx } from './db.ts'
import type { Jobs } from './jobs.ts'
import type { Log } from './log.ts'
import type { Visit } from './visit.ts'

/** What actions and routes are given from outside. */
export type Deps = { readonly db: Db; readonly now: Clock; readonly config: Config; readonly log: Log; readonly jobs: Jobs }

/** Who may use a route. Declared when it is registered; a route without it does not start. */
export type Access<A extends Actor | undefined = Actor | undefined> = {
  readonly kind: 'open' | 'signed-in' | 'roles'
  readonly roles: readonly Role[]
  readonly __actor?: A
}

/** Anyone, signed in or not. */
export const open: Access<Actor | undefined> = { kind: 'open', roles: [] }
/** Anyone who has signed in, also without a membership. */
export const signedIn: Access<Actor | undefined> = { kind: 'signed-in', roles: [] }
/** Those who act in one of these roles now. Others who are signed in get 403; a case that is not theirs is 404. */
export const may = (...roles: Role[]): Access<Actor> => ({ kind: 'roles', roles })

export type Answer =
  | { readonly kind: 'page'; readonly view: VNode; readonly status: number; readonly headers?: Readonly<Record<string, string>>; /** The one other site the page shows something of in a frame. */ readonly frames?: string }
  | { readonly kind: 'redirect'; readonly to: string; readonly flash?: Flash | undefined; readonly cookies?: readonly Cookie[]; readonly headers?: Readonly<Record<string, string>> }
  | { readonly kind: 'file'; readonly name: string; readonly mediaType: string; readonly body: Uint8Array | string; readonly inline?: boolean; /** A name for exactly this content: a program that has it already is told so (304). */ readonly tag?: string }
  | { readonly kind: 'json'; readonly body: unknown; readonly status: number }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'forbidden' }
  | { readonly kind: 'after-reading'; readonly make: () => Promise<Answer> }

export type Cookie = { readonly name: 'session' | 'sign-in'; readonly value: string; readonly maxAgeSeconds: number }

export const page = (view: VNode, status = 200, headers?: Readonly<Record<string, string>>): Answer => ({ kind: 'page', view, status, ...(headers ? { headers } : {}) })
/** A page that shows something of one other site in a frame, because the reader has asked for it. `origin` is that site and nothing more. */
export const framing = (view: VNode, origin: string): Answer => ({ kind: 'page', view, status: 200, frames: origin })
/** 303: the change is done, and the browser asks for a page that can be reloaded without doing it again. */
export const redirect = (to: string, flash?: Flash, cookies?: readonly Cookie[], headers?: Readonly<Record<string, string>>): Answer => ({ kind: 'redirect', to, flash, ...(cookies ? { cookies } : {}), ...(headers ? { headers } : {}) })
export const file = (name: string, mediaType: string, body: Uint8Array | string, inline = false): Answer => ({ kind: 'file', name, mediaType, body, inline })
export const json = (body: unknown, status = 200): Answer => ({ kind: 'json', body, status })
export const notFound: Answer = { kind: 'not-found' }
export const forbidden: Answer = { kind: 'forbidden' }
/** A file that is fetched again and again by a program, with a name for its content. */
export const tagged = (name: string, mediaType: string, body: string, tag: string): Answer => ({ kind: 'file', name, mediaType, body, inline: true, tag })
/** What was read becomes the answer when the reading is over: no connection waits for a spreadsheet to be written or a PDF to be made. */
export const afterReading = (make: () => Promise<Answer>): Answer => ({ kind: 'after-reading', make })

export type Uploaded = { readonly field: string; readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array }

type Common<A, Page> = {
  readonly deps: Deps
  readonly actor: A
  readonly visit: Visit | undefined
  readonly language: Language
  /** For the page's layout. */
  readonly page: Page
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string | string[] | undefined>>
  /** Path and query as asked for. */
  readonly address: string
  readonly ip: string
  readonly signInCookie: string | undefined
  /** The browser has sent back some cookie it was given: it does not block them. */
  readonly sendsCookies: boolean
  /** This browser has answered the survey of this address before; the cookie says only that. */
  readonly hasAnswered: boolean
  /** The ticket this browser got in the staff session of this address. Says nothing of who. */
  readonly ticket: string | undefined
}
/** A GET: works in a read-only transaction as the actor, so it cannot change anything. */
export type ReadRequest<A, Page> = Common<A, Page> & {
  readonly tx: Tx
  /** Work to do when the reading is over and before the answer is sent: the trace of who read. Never a second connection while one is held. */
  readonly afterwards: (work: () => Promise<unknown>) => void
}
/** A POST: the actions open their own transaction. */
export type WriteRequest<A, Page> = Common<A, Page> & { readonly form: Readonly<Record<string, unknown>>; readonly files: readonly Uploaded[]; /** Sent by the script that saves now and then: answer with JSON. */ readonly autosave: boolean }

export type Limit = { readonly max: number; readonly minutes: number }
export type Options = {
  /** For addresses where something can be guessed. Per sender. */
  readonly limit?: Limit
  /** Accepts files (multipart). */
  readonly upload?: boolean
  /** A GET whose actions open their own transactions (sign-in): it gets no `tx`, and holds no connection while it waits for another. */
  readonly ownTransactions?: boolean
  /** Called by other sites on purpose (front-channel logout): no check of where the request comes from. */
  readonly crossSite?: boolean
}

export type Route<Page> = {
  readonly method: 'GET' | 'POST'
  readonly url: string
  readonly access: Access
  readonly options: Options
  readonly handler: (request: never) => Promise<Answer>
  readonly __page?: Page
}

/** Collects a slice's routes. Addresses are nouns in Norwegian without æ, ø and å. */
export type Router<Page> = {
  readonly get: <A extends Actor | undefined>(url: string, access: Access<A>, handler: (request: ReadRequest<A, Page>) => Promise<Answer>, options?: Options) => void
  readonly post: <A extends Actor | undefined>(url: string, access: Access<A>, handler: (request: WriteRequest<A, Page>) => Promise<Answer>, options?: Options) => void
}

export function collectRoutes<Page>(slices: readonly ((route: Router<Page>) => void)[]): readonly Route<Page>[] {
  const routes: Route<Page>[] = []
  const add = (method: 'GET' | 'POST') => (url: string, access: Access, handler: (request: never) => Promise<Answer>, options: Options = {}) => {
    if (!/^(\/|(\/[a-z0-9.-]+|\/:[a-zA-Z]+)+)$/.test(url)) throw new Error(`${url} is not an address in our style`)
    routes.push({ method, url, access, options, handler })
  }
  const router: Router<Page> = { get: add('GET') as Router<Page>['get'], post: add('POST') as Router<Page>['post'] }
  for (const slice of slices) slice(router)
  return routes
}
