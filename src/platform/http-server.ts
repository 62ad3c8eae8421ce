import { randomBytes } from 'node:crypto'
import compress from '@fastify/compress'
import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import rateLimit from '@fastify/rate-limit'
import statics from '@fastify/static'
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify'
import type { VNode } from 'preact'
import type { Actor } from '../kernel/actor.ts'
import { isLanguage, languages, type Language } from '../kernel/language.ts'
import type { Flash, PageFacts } from '../kernel/page.ts'
import { actAs, reading, type Tx } from './db.ts'
import type { Answer, Deps, Route, Uploaded } from './http.ts'
import { fromAnotherSite, mostFields, parseForm, sameToken, withFrames } from './http-forms.ts'
import { faultFields } from './log.ts'
import { sessionEnds, type Visit, type Visits } from './visit.ts'
import { pageAbove, waysBack } from './way-back.ts'

export type Trouble = 'not-found' | 'forbidden' | 'too-many' | 'too-large' | 'bad-request' | 'fault'

/** What the web layer cannot know itself: who visits, and how pages look. */
export type Face<Page> = {
  readonly visits: Visits
  readonly pageFrom: (facts: PageFacts) => Page
  /** What a page carries that must be asked for. Only when one is drawn: a redirect, a file and an autosave do without. */
  readonly drawn: (view: VNode, actor: Actor | undefined, now: Date, tx: Tx | undefined) => Promise<VNode>
  readonly render: (view: VNode) => string
  readonly troublePage: (page: Page, trouble: Trouble, reference: string) => VNode
  /** Shown when a form arrives without a valid session or with an old token: everything typed is in it, ready to be sent again. */
  readonly resendPage: (page: Page, why: 'signed-out' | 'old-form', action: string, fields: readonly [string, string][]) => VNode
  readonly signInPath: (returnTo: string) => string
  /** Origins that a form's answer may send the browser on to (sign-in providers). */
  readonly formActions: readonly string[]
}

const maximumBody = 1_000_000
const maximumFile = 10 * 1024 * 1024

/** Builds the server: security headers, sessions, access, forms, error pages. Routes come in as data. */
export async function buildServer<Page>(deps: Deps, routes: readonly Route<Page>[], face: Face<Page>, assetsFolder: string): Promise<FastifyInstance> {
  const { config, log, now } = deps
  const secure = config.publicUrl.startsWith('https://')
  const cookieName = (name: string) => (secure ? `__Host-${name}` : name)
  const app = Fastify({ logger: false, trustProxy: config.trustProxy, bodyLimit: maximumBody, genReqId: () => randomBytes(6).toString('hex'), routerOptions: { maxParamLength: 200 }, forceCloseConnections: 'idle', rewriteUrl: ({ url = '/' }) => readableAddress(url) })
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'", ...face.formActions],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        objectSrc: ["'none'"],
      },
    },
    strictTransportSecurity: secure ? { maxAge: 31_536_000, includeSubDomains: true } : false,
    referrerPolicy: { policy: 'same-origin' },
    crossOriginOpenerPolicy: { policy: 'same-origin' },
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: maximumBody, parser: parseForm })
  // What is written beside files is as much as what is written without them: nothing is cut off, and `readMultipart` counts the whole.
  await app.register(multipart, { limits: { fileSize: maximumFile, files: 5, fields: mostFields, fieldSize: maximumBody, parts: mostFields + 5 } })
  await app.register(rateLimit, { global: false })
  await app.register(compress, { global: true, threshold: 2048, encodings: ['br', 'gzip'] })
  await app.register(statics, { root: assetsFolder, prefix: '/assets/', immutable: true, maxAge: '365d', index: false, setHeaders: (reply, path) => void (path.endsWith('/offline-worker.js') && reply.header('service-worker-allowed', '/besok')) })

  // What is under way when we stop is answered, and its connection then closed: a browser that keeps it open would hold us up.
  let stopping = false
  app.addHook('preClose', async () => {
    stopping = true
  })
  app.addHook('onSend', async (_request, reply) => {
    if (stopping) reply.header('connection', 'close')
  })

  app.addHook('onResponse', async (request, reply) => {
    if (request.routeOptions.url !== '/healthz') log.info('request', { method: request.method, route: request.routeOptions.url, status: reply.statusCode, ms: Math.round(reply.elapsedTime), reference: request.id })
  })

  const chooseLanguage = (request: FastifyRequest, reply: FastifyReply, visit: Visit | undefined): Language => {
    const asked = (request.query as { sprak?: unknown } | undefined)?.sprak
    if (isLanguage(asked)) {
      reply.setCookie('sprak', asked, { path: '/', sameSite: 'lax', secure, httpOnly: true, maxAge: 31_536_000 })
      return asked
    }
    const kept = request.cookies['sprak']
    if (isLanguage(kept)) return kept
    return visit?.language ?? preferred(request.headers['accept-language'])
  }

  const factsOf = (request: FastifyRequest, reply: FastifyReply, visit: Visit | undefined): PageFacts => {
    const flash = readFlash(request.cookies['melding'])
    if (flash) reply.clearCookie('melding', { path: '/' })
    return {
      language: chooseLanguage(request, reply, visit),
      path: withoutLanguage(request.url),
      csrf: visit?.csrf ?? '',
      actor: visit?.actor,
      signedInName: visit?.name,
      sessionEndsAt: visit && sessionEnds(visit),
      flash,
      now: now(),
    }
  }

  const send = (request: FastifyRequest, reply: FastifyReply, answer: Answer, visit: Visit | undefined): unknown => {
    switch (answer.kind) {
      case 'after-reading':
        return answer.make().then(async (made) => send(request, reply, await drawn(made, visit, undefined), visit))
      case 'page':
        return reply.status(answer.status).headers({ ...freshOnly, ...answer.headers, ...withFrames(reply.getHeader('content-security-policy'), answer.frames) }).type('text/html; charset=utf-8').send(`<!doctype html>${face.render(answer.view)}`)
      case 'redirect':
        if (answer.flash) reply.setCookie('melding', `${answer.flash.kind}:${answer.flash.key}`, { path: '/', sameSite: 'lax', secure, httpOnly: true, maxAge: 60 })
        for (const { name, value, maxAgeSeconds } of answer.cookies ?? []) reply.setCookie(cookieName(cookieNames[name]), value, { path: '/', sameSite: 'lax', secure, httpOnly: true, maxAge: maxAgeSeconds })
        return reply.headers({ ...freshOnly, ...answer.headers }).redirect(answer.to, 303)
      case 'file':
        if (answer.tag && request.headers['if-none-match'] === answer.tag) return reply.status(304).header('etag', answer.tag).send()
        return reply
          .headers({ ...(answer.tag ? { 'cache-control': 'private, no-cache', etag: answer.tag } : freshOnly), 'content-disposition': `${answer.inline ? 'inline' : 'attachment'}; filename*=UTF-8''${encodeURIComponent(answer.name)}` })
          .type(answer.mediaType).send(typeof answer.body === 'string' ? answer.body : Buffer.from(answer.body))
      case 'json':
        return reply.status(answer.status).headers(freshOnly).send(answer.body)
      default:
        return trouble(request, reply, answer.kind, visit)
    }
  }

  const drawn = async (answer: Answer, visit: Visit | undefined, tx: Tx | undefined): Promise<Answer> => (answer.kind === 'page' ? { ...answer, view: await face.drawn(answer.view, visit?.actor, now(), tx) } : answer)

  const trouble = async (request: FastifyRequest, reply: FastifyReply, kind: Trouble, visit: Visit | undefined) => {
    const status = { 'not-found': 404, forbidden: 403, 'too-many': 429, 'too-large': 413, 'bad-request': 400, fault: 500 }[kind]
    const page = face.pageFrom(factsOf(request, reply, visit))
    const view = await face.drawn(face.troublePage(page, kind, request.id), visit?.actor, now(), undefined)
    return reply.status(status).headers(freshOnly).type('text/html; charset=utf-8').send(`<!doctype html>${face.render(view)}`)
  }

  const common = (request: FastifyRequest, reply: FastifyReply, visit: Visit | undefined) => {
    const facts = factsOf(request, reply, visit)
    return {
      deps,
      actor: visit?.actor,
      visit,
      language: facts.language,
      page: face.pageFrom(facts),
      params: request.params,
      query: cleanQuery(request.query),
      address: request.url,
      ip: request.ip,
      signInCookie: request.cookies[cookieName(cookieNames['sign-in'])],
      hasAnswered: request.cookies['svart'] !== undefined, ticket: request.cookies['lapp'], sendsCookies: Object.keys(request.cookies).length > 0,
    }
  }

  /** After the answer is on its way: notes that the session is in use, at most once a minute. */
  const touch = (visit: Visit | undefined) => {
    if (visit && now().getTime() - visit.seenAt.getTime() > 60_000) face.visits.touch(deps.db, visit, now()).catch((problem: unknown) => log.warn('touch-failed', faultFields(problem)))
  }

  const admit = (route: Route<Page>, visit: Visit | undefined): 'in' | 'sign-in' | 'forbidden' => {
    if (route.access.kind === 'open') return 'in'
    if (!visit) return 'sign-in'
    if (route.access.kind === 'signed-in') return 'in'
    return visit.actor && route.access.roles.includes(visit.actor.role) ? 'in' : 'forbidden'
  }

  for (const route of routes) {
    // Everyone in a municipality may come from one address. Where one must be signed in, each session is counted for itself; elsewhere, where something can be guessed, the address is.
    const sender = (request: FastifyRequest) => (route.access.kind === 'open' ? request.ip : (request.cookies[cookieName(cookieNames.session)] ?? request.ip))
    const limit = route.options.limit ? { rateLimit: { max: route.options.limit.max, timeWindow: route.options.limit.minutes * 60_000, keyGenerator: sender } } : {}
    if (route.method === 'GET')
      app.get(route.url, { config: limit }, async (request, reply) => {
        const token = request.cookies[cookieName(cookieNames.session)]
        let visit: Visit | undefined
        const later: (() => Promise<unknown>)[] = []
        const afterwards = (work: () => Promise<unknown>) => void later.push(work)
        const own = route.options.ownTransactions === true
        const enter = async (tx: Tx): Promise<Answer | 'sign-in' | 'on'> => {
          visit = token ? await face.visits.find(tx, token, now()) : undefined
          const entry = admit(route, visit)
          if (entry === 'sign-in') return 'sign-in'
          if (entry === 'forbidden') return { kind: 'forbidden' }
          if (own) return 'on'
          if (visit?.actor) await actAs(tx, visit.actor)
          return drawn(await route.handler({ ...common(request, reply, visit), tx, afterwards } as never), visit, tx)
        }
        const entered = await reading(deps.db, undefined, enter)
        const read = entered === 'on' ? await drawn(await route.handler({ ...common(request, reply, visit), afterwards } as never), visit, undefined) : entered
        for (const work of later) await work()
        const answer = typeof read === 'object' && read.kind === 'after-reading' ? await drawn(await read.make(), visit, undefined) : read
        touch(visit)
        if (answer === 'sign-in') return reply.headers(freshOnly).redirect(face.signInPath(withoutLanguage(request.url)), 303)
        return send(request, reply, answer, visit)
      })
    else
      app.post(route.url, { config: limit }, async (request, reply) => {
        const token = request.cookies[cookieName(cookieNames.session)]
        const visit = token ? await reading(deps.db, undefined, (tx) => face.visits.find(tx, token, now())) : undefined
        if (!route.options.crossSite && fromAnotherSite(request.headers, config)) return trouble(request, reply, 'forbidden', visit)
        const entry = admit(route, visit)
        // Files are read for those who may send them, and where they are asked for; nobody else fills the memory.
        if (request.isMultipart() && (entry !== 'in' || route.options.upload !== true)) return trouble(request, reply, entry === 'in' ? 'bad-request' : 'forbidden', visit)
        const { form, files } = request.isMultipart() ? await readMultipart(request) : { form: plainForm(request.body), files: [] }
        const resend = async (why: 'signed-out' | 'old-form', status: number) =>
          send(request, reply, await drawn({ kind: 'page', status, view: face.resendPage(face.pageFrom(factsOf(request, reply, visit)), why, request.url, fieldsOf(form)) }, visit, undefined), visit)
        if (entry === 'sign-in') return request.headers.accept?.includes('json') ? reply.status(401).send({ because: 'signed-out' }) : resend('signed-out', 401)
        if (entry === 'forbidden') return trouble(request, reply, 'forbidden', visit)
        if (visit && !route.options.crossSite && !sameToken(form['_csrf'], visit.csrf)) return resend('old-form', 403)
        touch(visit)
        // The visit has just been used: the warning about the end of the session counts from now.
        if (visit) reply.header('x-session-seconds', Math.round((sessionEnds({ ...visit, seenAt: now() }).getTime() - now().getTime()) / 1000))
        const answer = await route.handler({ ...common(request, reply, visit), form, files, autosave: request.headers['x-autosave'] === '1' } as never)
        return send(request, reply, await drawn(answer, visit, undefined), visit)
      })
  }

  for (const { url, parts } of waysBack(routes)) app.get(url, async (request, reply) => reply.headers(freshOnly).redirect(pageAbove(request.url, parts), 303))
  app.setNotFoundHandler(async (request, reply) => trouble(request, reply, 'not-found', await visitFor(request)))
  app.setErrorHandler(async (problem: unknown, request, reply) => {
    const status = (problem as { statusCode?: number }).statusCode ?? 500
    const kind: Trouble = status === 429 ? 'too-many' : status === 413 ? 'too-large' : status >= 400 && status < 500 ? 'bad-request' : 'fault'
    if (kind === 'fault') log.error('fault', { reference: request.id, route: request.routeOptions.url, ...faultFields(problem) })
    return trouble(request, reply, kind, await visitFor(request).catch(() => undefined))
  })
  const visitFor = async (request: FastifyRequest): Promise<Visit | undefined> => {
    const token = request.cookies?.[cookieName(cookieNames.session)]
    return token ? reading(deps.db, undefined, (tx) => face.visits.find(tx, token, now())) : undefined
  }
  return app
}

const cookieNames = { session: 'sesjon', 'sign-in': 'innlogging' } as const
/** Nothing shown to a person is kept by the browser or on the way: the back button after sign-out shows nothing. */
const freshOnly = { 'cache-control': 'no-store' }

function preferred(header: string | undefined): Language {
  for (const part of (header ?? '').toLowerCase().split(',')) {
    const tag = part.trim().slice(0, 2)
    if (tag === 'no') return 'nb'
    if ((languages as readonly string[]).includes(tag)) return tag as Language
  }
  return 'nb'
}

/** A percent sign that stands for nothing is only a percent sign: whoever follows a broken link meets a page, not the framework's own words. */
function readableAddress(url: string): string {
  const [path = '', query] = url.split(/\?(.*)/s, 2)
  try {
    decodeURIComponent(path)
    return url
  } catch {
    return `${path.replaceAll('%', '%25')}${query === undefined ? '' : `?${query}`}`
  }
}

const withoutLanguage = (url: string): string => url.replace(/([?&])sprak=[^&]*&?/, '$1').replace(/[?&]$/, '')

function readFlash(text: string | undefined): Flash | undefined {
  const found = /^(success|info|warning|danger):([a-z0-9.-]{1,80})$/.exec(text ?? '')
  return found ? { kind: found[1] as Flash['kind'], key: found[2] as string } : undefined
}

/** The database takes no NUL, and no search has one: such signs are left out of what the address says. */
const cleanQuery = (query: unknown): Record<string, string | string[]> => {
  const clean = (value: unknown) => String(value).replaceAll('\0', '')
  return Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, Array.isArray(value) ? value.map(clean) : clean(value)]))
}

const plainForm = (body: unknown): Record<string, unknown> => (body && typeof body === 'object' && !Buffer.isBuffer(body) ? (body as Record<string, unknown>) : {})

const fieldsOf = (form: Record<string, unknown>): [string, string][] =>
  Object.entries(form).flatMap(([name, value]) => (name === '_csrf' ? [] : (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string').map((one): [string, string] => [name, one as string])))

async function readMultipart(request: FastifyRequest): Promise<{ form: Record<string, unknown>; files: Uploaded[] }> {
  const form: Record<string, unknown> = Object.create(null)
  const files: Uploaded[] = []
  let written = 0
  try {
    for await (const part of request.parts()) {
      if (part.type === 'field') written += part.fieldname.length + String(part.value).length
      if (written > maximumBody) throw Object.assign(new Error('more is written than a form can say'), { statusCode: 413 })
      if (part.type === 'file') {
        const bytes = await part.toBuffer()
        if (part.filename) files.push({ field: part.fieldname, name: part.filename, mediaType: part.mimetype, bytes })
      } else if (part.fieldname in form) form[part.fieldname] = [form[part.fieldname], part.value].flat()
      else form[part.fieldname] = part.value
    }
  } catch (problem) {
    // What cannot be read, or was cut off on the way, is no fault of ours.
    throw problem instanceof Error && !('statusCode' in problem) ? Object.assign(problem, { statusCode: 400 }) : problem
  }
  return { form, files }
}
