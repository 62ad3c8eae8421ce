import { reading, type Tx } from '../../../../platform/db.ts'
import { json, open, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { InstrumentTheme } from '../../instruments/definition.ts'
import { dotsEach, dotsTheme, looksLikeCode } from '../rules.ts'
import { hashOf, looksLikeTicket, usedHash } from '../secrets.ts'
import * as actions from './actions.ts'
import { AnswerPage, CodePage, DotsPage, GonePage, JoinPage, WaitPage } from './pages.tsx'
import { knowsTicket, loadJoined, usedFor, type JoinedSession } from './store.ts'

/** Three hundred phones behind one address get through, for an hour; one that guesses among 47 million codes does not get far. */
const guessing = { limit: { max: 20_000, minutes: 10 } }

const codeOf = (typed: string | undefined): string | undefined => {
  const code = typed?.toUpperCase().replaceAll(/[\s-]/g, '')
  return looksLikeCode(code) ? code : undefined
}
/** The code as it stands on the slip, with or without its spaces. */
const slipIn = (typed: unknown): string | undefined => {
  const code = typeof typed === 'string' ? typed.toUpperCase().replaceAll(/[\s-]/g, '') : ''
  return /^[A-Z]{16}$/.test(code) ? code : undefined
}
const themesOf = ({ definition, themes }: JoinedSession): readonly InstrumentTheme[] => (definition.kind === 'statements' ? definition.themes.filter(({ key }) => themes.includes(key)) : [])

export const phonesWeb = (route: Router<PageContext>) => {
  route.get('/okt', open, async ({ query, page: context }) => {
    const typed = typeof query['kode'] === 'string' ? query['kode'].slice(0, 20) : undefined
    if (typed === undefined) return page(<CodePage page={context} errors={[]} typed="" />)
    const code = codeOf(typed)
    return code ? redirect(`/okt/${code}`) : page(<CodePage page={context} errors={[{ field: 'kode', text: context.t('sessions.phone.code.wrong') }]} typed={typed} />, 422)
  }, guessing)

  route.get('/okt/:kode', open, async ({ tx, params, query, ticket, page: context }) => {
    const session = await find(tx, params['kode'])
    return session ? show(tx, session, params['kode'] ?? '', ticket, typeof query['tema'] === 'string' ? query['tema'] : undefined, context) : page(<GonePage page={context} />, 404)
  }, guessing)

  // Asked every few seconds by every phone in the room.
  route.get('/okt/:kode/naa', open, async ({ tx, params }) => {
    const session = await find(tx, params['kode'])
    // A survey goes no further while it is open: nothing to watch, and nobody guesses its letters here.
    return session?.kind === 'live' ? json({ version: session.version }) : json({ version: -1 }, 404)
  }, { limit: { max: 120_000, minutes: 10 } })

  route.get('/okt/:kode/lapp/:lapp', open, async ({ tx, params, page: context }) => {
    const session = await find(tx, params['kode'])
    return session ? page(<JoinPage page={context} session={session} action={`/okt/${params['kode'] ?? ''}/lapp`} slip={slipIn(params['lapp']) ?? ''} />) : page(<GonePage page={context} />, 404)
  }, guessing)

  route.post('/okt/:kode/lapp', open, async ({ deps, params, ticket, form, page: context }) => {
    const code = params['kode'] ?? ''
    const session = await reading(deps.db, undefined, (tx) => find(tx, code))
    if (!session) return page(<GonePage page={context} />, 404)
    const joined = await actions.join(deps, session, session.slips ? slipIn(form['lapp']) : ticket)
    if (joined.ok) return redirect(`/okt/${code}`, undefined, undefined, { 'set-cookie': ticketCookie(deps, code, joined.event.ticket) })
    if (joined.because === 'needs-slip') return page(<JoinPage page={context} session={session} action={`/okt/${code}/lapp`} slip={typeof form['lapp'] === 'string' ? form['lapp'].slice(0, 40) : ''} errors={[{ field: 'lapp', text: context.t('sessions.phone.slip.wrong') }]} />, 422)
    return joined.because === 'full' ? page(<JoinPage page={context} session={{ ...session, fullUp: true }} action={`/okt/${code}/lapp`} />, 409) : page(<GonePage page={context} />, 404)
  }, guessing)

  route.post('/okt/:kode/svar', open, async ({ deps, params, ticket, form, page: context }) => {
    const code = params['kode'] ?? ''
    const address = `/okt/${code}`
    const session = await reading(deps.db, undefined, (tx) => find(tx, code))
    if (!session) return page(<GonePage page={context} />, 404)
    const read = session && readAnswer(session, form, context)
    if (read.kind === 'wrong') return page(drawn(context, session, address, read.theme, form, read.errors), 422)
    if (read.kind === 'unknown') return redirect(address)
    const cast = await actions.answer(deps, session, ticket, read)
    if (cast.ok) return redirect(address)
    if (cast.because === 'no-ticket') return page(<JoinPage page={context} session={session} action={`${address}/lapp`} />, 409)
    return page(<WaitPage page={context} session={session} address={address} why="late" />, 409)
  }, guessing)
}

const find = async (tx: Tx, code: string | undefined): Promise<JoinedSession | undefined> => (looksLikeCode(code) ? loadJoined(tx, code) : undefined)

/** What a phone shows now: the way in, a theme, the dots, or that one waits. In a survey the first theme that is not answered. */
async function show(tx: Tx, session: JoinedSession, code: string, ticket: string | undefined, wished: string | undefined, context: PageContext): Promise<Answer> {
  const address = `/okt/${code}`
  if (!looksLikeTicket(ticket) || !(await knowsTicket(tx, session.id, hashOf(ticket)))) return page(<JoinPage page={context} session={session} action={`${address}/lapp`} />)
  const places = session.kind === 'survey' ? [...session.themes, dotsTheme] : session.phase === 'answering' && session.theme ? [session.theme] : session.phase === 'dots' ? [dotsTheme] : []
  const used = await usedFor(tx, places.map((place) => usedHash(ticket, session.id, place)))
  const left = places.filter((_, at) => !used[at])
  const place = left.find((one) => one === wished) ?? left[0]
  if (place !== undefined) return page(drawn(context, session, address, place, {}, []))
  const why = places.length > 0 ? (session.kind === 'survey' ? 'all-answered' : 'answered') : session.phase === 'shown' || session.phase === 'dots-shown' ? session.phase : 'lobby'
  return page(<WaitPage page={context} session={session} address={address} why={why} />)
}

type Read = ({ readonly kind: 'answer' } & Parameters<typeof actions.answer>[3]) | { readonly kind: 'wrong'; readonly theme: string; readonly errors: readonly { readonly field: string; readonly text: string }[] } | { readonly kind: 'unknown' }
function readAnswer(session: JoinedSession, form: Readonly<Record<string, unknown>>, { t }: PageContext): Read {
  if (form['tema'] === dotsTheme) {
    const dots = actions.dotsIn(session, form)
    if (dots.length === 0 || dots.length > dotsEach) return { kind: 'wrong', theme: dotsTheme, errors: [{ field: 'prikk', text: t('sessions.phone.dots.wrong', { count: dotsEach }) }] }
    return { kind: 'answer', theme: dotsTheme, group: '', answers: Object.fromEntries(dots.map((theme) => [theme, 1])) }
  }
  const theme = themesOf(session).find(({ key }) => key === form['tema'])
  if (!theme) return { kind: 'unknown' }
  const group = session.groups.find(({ key }) => key === form['gruppe'])?.key
  const answers = actions.answersIn(theme, form)
  const errors = [
    ...(session.breakdown !== 'none' && group === undefined ? [{ field: 'gruppe', text: t('sessions.phone.group.missing') }] : []),
    ...(Object.keys(answers).length === 0 ? [{ field: theme.statements[0]?.key ?? '', text: t('sessions.phone.nothing') }] : []),
  ]
  return errors.length > 0 ? { kind: 'wrong', theme: theme.key, errors } : { kind: 'answer', theme: theme.key, group: group ?? '', answers }
}

function drawn(context: PageContext, session: JoinedSession, address: string, place: string, form: Readonly<Record<string, unknown>>, errors: readonly { readonly field: string; readonly text: string }[]) {
  const typed = Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  const theme = themesOf(session).find(({ key }) => key === place)
  return theme ? <AnswerPage page={context} session={session} address={address} theme={theme} typed={typed} errors={errors} /> : <DotsPage page={context} session={session} address={address} themes={themesOf(session)} errors={errors} typed={actions.dotsIn(session, form)} />
}

/** To the addresses of this session only, and gone within a day of a meeting. */
const ticketCookie = ({ config }: Deps, code: string, ticket: string): string =>
  [`lapp=${ticket}`, `Path=/okt/${code}`, 'Max-Age=2678400', 'HttpOnly', 'SameSite=Lax', ...(config.publicUrl.startsWith('https://') ? ['Secure'] : [])].join('; ')
