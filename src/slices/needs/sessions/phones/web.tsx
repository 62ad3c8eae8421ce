import { reading, type Tx } from '../../../../platform/db.ts'
import { json, open, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import { hashOf } from '../../../../platform/link-secrets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { InstrumentTheme, StaffLanguage } from '../../instruments/definition.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { codeIn } from '../../../../kernel/codes.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { codeLength, dotsEach, dotsTheme, isPastDeadline, looksLikeCode, slipLength } from '../rules.ts'
import { looksLikeTicket, usedHash } from '../secrets.ts'
import * as actions from './actions.ts'
import { BlockedPage, EndPage, GonePage } from './end-page.tsx'
import { guessesTooMuch, noteGuess } from './guesses.ts'
import { AnswerPage, CodePage, DotsPage, JoinPage, WaitPage } from './pages.tsx'
import { inStaffLanguage, readsField, staffLanguage } from './staff-language.tsx'
import { knowsTicket, loadJoined, loadLeft, usedFor, type JoinedSession } from './store.ts'

/** Three hundred phones behind one address get through, for an hour. Letters that lead nowhere have a limit of their own (`guesses.ts`). */
const guessing = { limit: { max: 20_000, minutes: 10 } }

const themesOf = ({ definition, themes }: JoinedSession): readonly InstrumentTheme[] => (definition.kind === 'statements' ? definition.themes.filter(({ key }) => themes.includes(key)) : [])

export const phonesWeb = (route: Router<PageContext>) => {
  route.get('/okt', open, async ({ query, page: context }) => {
    const typed = typeof query['kode'] === 'string' ? query['kode'].slice(0, 20) : undefined
    if (typed === undefined) return page(<CodePage page={context} errors={[]} typed="" />)
    const code = codeIn(typed, codeLength)
    return code ? redirect(`/okt/${code}`) : page(<CodePage page={context} errors={[{ field: 'kode', text: context.t('sessions.phone.code.wrong') }]} typed={typed} />, 422)
  }, guessing)

  route.get('/okt/:kode', open, async ({ deps, tx, ip, params, query, ticket, page: context }) => {
    const typed = params['kode'] ?? ''
    const code = codeIn(typed, codeLength)
    // Typed by hand as it is read: in small letters, or with a space.
    if (code && code !== typed) return redirect(`/okt/${code}`)
    const found = await find(deps, tx, ip, code, ticket)
    return found.kind === 'open' ? show(tx, found.session, found.code, ticket, typeof query['tema'] === 'string' ? query['tema'] : undefined, context, staffLanguage(found.session, query[readsField])) : elsewhere(found, context)
  }, guessing)

  // Asked every few seconds by every phone in the room.
  route.get('/okt/:kode/naa', open, async ({ deps, tx, ip, params, ticket }) => {
    const found = await find(deps, tx, ip, params['kode'], ticket)
    // A survey goes no further while it is open: nothing to watch, and nobody guesses its letters here.
    if (found.kind === 'open' && found.session.kind === 'live') return json({ version: found.session.version })
    return json({ version: -1 }, found.kind === 'left' ? 200 : found.kind === 'too-many' ? 429 : 404)
  }, { limit: { max: 120_000, minutes: 10 } })

  route.get('/okt/:kode/lapp/:lapp', open, async ({ deps, tx, ip, params, query, ticket, page: context }) => {
    const found = await find(deps, tx, ip, params['kode'], ticket)
    return found.kind === 'open' ? wayIn({ page: context, session: found.session, action: `/okt/${found.code}/lapp`, slip: codeIn(params['lapp'], slipLength) ?? '', reads: staffLanguage(found.session, query[readsField]) }) : elsewhere(found, context)
  }, guessing)

  route.post('/okt/:kode/lapp', open, async ({ deps, ip, params, ticket, sendsCookies, form, page: context }) => {
    const found = await reading(deps.db, undefined, (tx) => find(deps, tx, ip, params['kode'], ticket))
    if (found.kind !== 'open') return elsewhere(found, context)
    const { session, code } = found
    const reads = staffLanguage(session, form[readsField])
    const startKey = idIn(form['nokkel'])
    // The page gave the phone a cookie to try with. One that does not come back would lose its ticket too: none is used up.
    if (startKey && !sendsCookies) return page(<BlockedPage page={context} address={inStaffLanguage(`/okt/${code}`, reads)} />, 409)
    const joined = await actions.join(deps, session, { ticket, startKey, slip: codeIn(form['lapp'], slipLength) })
    if (joined.ok) return redirect(inStaffLanguage(`/okt/${code}`, reads), undefined, undefined, { 'set-cookie': ticketCookie(deps, code, joined.event.ticket) })
    if (joined.because === 'needs-slip') return wayIn({ page: context, session, action: `/okt/${code}/lapp`, slip: typeof form['lapp'] === 'string' ? form['lapp'].slice(0, 40) : '', errors: [{ field: 'lapp', text: context.t('sessions.phone.slip.wrong') }], reads }, 422)
    return joined.because === 'full' ? wayIn({ page: context, session: { ...session, fullUp: true }, action: `/okt/${code}/lapp` }, 409) : page(<GonePage page={context} />, 404)
  }, guessing)

  route.post('/okt/:kode/svar', open, async ({ deps, ip, params, ticket, form, page: context }) => {
    const found = await reading(deps.db, undefined, (tx) => find(deps, tx, ip, params['kode'], ticket))
    if (found.kind !== 'open') return elsewhere(found, context, true)
    const { session, code } = found
    const address = `/okt/${code}`
    const reads = staffLanguage(session, form[readsField])
    const read = readAnswer(session, form, context)
    if (read.kind === 'wrong') return page(drawn(context, session, address, read.theme, form, read.errors, reads), 422)
    if (read.kind === 'unknown') return redirect(inStaffLanguage(address, reads))
    const cast = await actions.answer(deps, session, ticket, read)
    if (cast.ok) return redirect(inStaffLanguage(address, reads))
    if (cast.because === 'no-ticket') return wayIn({ page: context, session, action: `${address}/lapp`, unknown: true, reads }, 409)
    return page(<WaitPage page={context} session={session} address={address} why="late" reads={reads} />, 409)
  }, guessing)
}

/** The way in, and a cookie to see whether the phone keeps any: it says nothing. */
const wayIn = (props: Omit<Parameters<typeof JoinPage>[0], 'startKey'>, status = 200): Answer => page(<JoinPage {...props} startKey={crypto.randomUUID()} />, status, { 'set-cookie': 'prove=ja; Path=/okt; HttpOnly; SameSite=Lax' })

type Found =
  | { readonly kind: 'open'; readonly session: JoinedSession; readonly code: string }
  /** Over, for a phone that took part. */
  | { readonly kind: 'left'; readonly session: Parameters<typeof EndPage>[0]['session'] }
  | { readonly kind: 'gone' | 'too-many' }

/** The session these letters lead to. Letters that lead nowhere are counted; whoever has sent too many is shown nothing but what the own ticket opens. */
async function find({ db, now }: Deps, tx: Tx, ip: string, code: string | undefined, ticket: string | undefined): Promise<Found> {
  const session = looksLikeCode(code) ? await loadJoined(tx, code) : undefined
  if (guessesTooMuch(db, ip, now()) && !(session && looksLikeTicket(ticket) && (await knowsTicket(tx, session.id, hashOf(ticket))))) return { kind: 'too-many' }
  if (session && code) return isPastDeadline(session, osloDate(now())) ? { kind: 'left', session: { ...session, together: session.kindergartens.length > 1, state: 'deadline' } } : { kind: 'open', session, code }
  const left = looksLikeCode(code) && looksLikeTicket(ticket) ? await loadLeft(tx, code, new Date(now().getTime() - ticketSeconds * 1000)) : undefined
  if (left) return { kind: 'left', session: left }
  noteGuess(db, ip, now())
  return { kind: 'gone' }
}

const elsewhere = (found: Exclude<Found, { kind: 'open' }>, context: PageContext, late = false): Answer =>
  found.kind === 'left' ? page(<EndPage page={context} session={found.session} late={late} />, late ? 409 : 200) : page(<GonePage page={context} tooMany={found.kind === 'too-many'} />, found.kind === 'too-many' ? 429 : 404)

/** Where one comes by leaving the rest of a survey be. */
const restLater = 'senere'

/** What a phone shows now: the way in, a theme, the dots, or that one waits. In a survey the first theme that is not answered, or the one wished for. */
async function show(tx: Tx, session: JoinedSession, code: string, ticket: string | undefined, wished: string | undefined, context: PageContext, reads: StaffLanguage | undefined): Promise<Answer> {
  const address = `/okt/${code}`
  if (!looksLikeTicket(ticket) || !(await knowsTicket(tx, session.id, hashOf(ticket)))) return wayIn({ page: context, session, action: `${address}/lapp`, reads })
  const isSurvey = session.kind === 'survey'
  const places = isSurvey ? [...session.themes, dotsTheme] : session.phase === 'answering' && session.theme ? [session.theme] : session.phase === 'dots' ? [dotsTheme] : []
  const used = await usedFor(tx, places.map((place) => usedHash(ticket, session.id, place)))
  const left = places.filter((_, at) => !used[at])
  if (isSurvey && left.length > 0 && wished === restLater) return page(<WaitPage page={context} session={session} address={address} why="rest-later" reads={reads} />)
  const place = left.find((one) => one === wished) ?? left[0]
  if (place !== undefined) return page(drawn(context, session, address, place, {}, [], reads, isSurvey ? inStaffLanguage(`${address}?tema=${encodeURIComponent(left[left.indexOf(place) + 1] ?? restLater)}`, reads) : undefined))
  const why = places.length > 0 ? (isSurvey ? 'all-answered' : 'answered') : session.phase === 'shown' || session.phase === 'dots-shown' ? session.phase : 'lobby'
  return page(<WaitPage page={context} session={session} address={address} why={why} reads={reads} />)
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

function drawn(context: PageContext, session: JoinedSession, address: string, place: string, form: Readonly<Record<string, unknown>>, errors: readonly { readonly field: string; readonly text: string }[], reads: StaffLanguage | undefined, past?: string) {
  const typed = Object.fromEntries(Object.entries(form).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])))
  const theme = themesOf(session).find(({ key }) => key === place)
  return theme ? <AnswerPage page={context} session={session} address={address} theme={theme} typed={typed} errors={errors} past={past} reads={reads} /> : <DotsPage page={context} session={session} address={address} themes={themesOf(session)} errors={errors} typed={actions.dotsIn(session, form)} past={past} reads={reads} />
}

/** So long a phone keeps its ticket: the longest a survey lasts, and a day. */
const ticketSeconds = 31 * 24 * 60 * 60
/** To the addresses of this session only. When the session is over nothing knows the ticket any more; the phone can be told that it is over. */
const ticketCookie = ({ config }: Deps, code: string, ticket: string): string =>
  [`lapp=${ticket}`, `Path=/okt/${code}`, `Max-Age=${ticketSeconds}`, 'HttpOnly', 'SameSite=Lax', ...(config.publicUrl.startsWith('https://') ? ['Secure'] : [])].join('; ')
