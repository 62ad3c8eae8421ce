import type { Actor } from '../../../kernel/actor.ts'
import { addDays, formatDateTime, kindergartenYearOf, osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { writeFeed, type CalendarEntry } from '../../../platform/calendar/file.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, open, page, redirect, tagged, type Deps, type Router } from '../../../platform/http.ts'
import { texts } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import * as actions from './actions.ts'
import { dayForm, guarded } from './forms.ts'
import { loadLines } from './lines/store.ts'
import { FeedGonePage, FeedPage, labelsOf, OwnDaysPage } from './own-pages.tsx'
import { YearPage } from './pages.tsx'
import { daysOf, holidaysBetween, keyOf, offeredTo, yearAsked, yearDays, type HolidayLine, type Line } from './rules.ts'
import { feedToken, tagOf } from './secrets.ts'
import * as store from './store.ts'
import { wordsOf } from './words.ts'

const readers = may('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'county-governor', 'university-contact', 'union-representative', 'service-contact', 'school-leader')
const own = may('head', 'pedagogical-leader')
/** A calendar asks a few times a day, and many sit behind one address; the secret is too long to be guessed all the same. */
const fetching = { limit: { max: 600, minutes: 10 }, ownTransactions: true }

export const calendarWeb = (route: Router<PageContext>) => {
  route.get('/arshjul', readers, async ({ deps, tx, actor, query, page: context }) => {
    const today = osloDate(deps.now())
    const year = yearAsked(query['ar'], today)
    const span = yearDays(year)
    const all: readonly (Line | HolidayLine)[] = [...(await loadLines(tx, actor.role, span)), ...holidaysBetween(span.from, span.to)].toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
    const names = [...new Set(all.flatMap((line) => (line.source === 'holiday' ? [] : line.kindergartens)))].toSorted((a, b) => a.localeCompare(b, 'nb'))
    const offered = offeredTo(actor.role, all.map((line) => line.source))
    const source = offered.find((one) => one === query['hva']) ?? ''
    const kindergarten = names.find((name) => name === query['barnehage']) ?? ''
    const lines = all.filter((line) => (source === '' || line.source === source) && (kindergarten === '' || (line.source !== 'holiday' && line.kindergartens.includes(kindergarten))))
    const isOne = actor.role === 'head' || actor.role === 'pedagogical-leader'
    const now = kindergartenYearOf(today)
    return page(<YearPage page={context} view={{ year, years: { first: now - 3, last: now + 2 }, today, lines, source, sources: offered, kindergarten, kindergartens: isOne ? [] : names, mayPlan: isOne, area: actor.role === 'authority' || actor.role === 'county-governor' }} />)
  })

  route.get('/arshjul/dager', own, async ({ deps, tx, actor, page: context }) => page(await ownPage(deps, tx, actor, context, emptyForm)))

  route.post('/arshjul/dager', may('head'), async ({ deps, actor, form, page: context }) => {
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, async (tx) => page(await ownPage(deps, tx, actor, context, shown), status))
    const read = readGuarded(dayForm, guarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const { slag, fra, til, om } = read.values
    const done = await actions.setAside(deps, actor, { kind: slag, title: om, from: fra, last: til ?? fra })
    if (done.ok) return redirect('/arshjul/dager', { kind: 'success', key: 'year.flash.added' })
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: done.because === 'day-before' ? 'til' : 'fra', text: context.t(`year.because.${done.because}`) }] }, done.because === 'day-before' ? 422 : 409)
  })

  route.post('/arshjul/dager/:id/fjerning', may('head'), async ({ deps, actor, params }) => {
    const gone = looksLikeId(params['id'] ?? '') && (await actions.takeDayAway(deps, actor, params['id'] ?? ''))
    return gone ? redirect('/arshjul/dager', { kind: 'success', key: 'year.flash.removed' }) : notFound
  })

  route.get('/arshjul/abonnement', readers, async ({ deps, tx, actor, page: context }) => page(await feedPage(deps, tx, actor, context)))

  route.post('/arshjul/abonnement', readers, async ({ deps, actor, page: context }) => {
    const made = await actions.makeFeed(deps, actor)
    if (made.ok) return redirect('/arshjul/abonnement', { kind: 'success', key: 'year.flash.feed' })
    return reading(deps.db, actor, async (tx) => page(await feedPage(deps, tx, actor, context, made.because), 409))
  })

  route.post('/arshjul/abonnement/stopp', readers, async ({ deps, actor }) => {
    await actions.stopFeed(deps, actor)
    return redirect('/arshjul/abonnement', { kind: 'success', key: 'year.flash.stopped' })
  })

  route.get('/kalender/:fil', open, async ({ deps, params, page: context }) => {
    const token = /^(.+)\.ics$/.exec(params['fil'] ?? '')?.[1]
    const fetched = token === undefined ? undefined : await actions.fetchFeed(deps, token)
    if (!fetched || (!fetched.ok && fetched.because === 'not-found')) return notFound
    if (!fetched.ok) return page(<FeedGonePage page={context} />, 410)
    const { actor, language, lines, at } = fetched.event
    const words = { t: texts(language), lang: language }
    const host = new URL(deps.config.publicUrl).hostname
    const content = writeFeed(words.t('year.feed.name', { organisation: actor.orgName }), lines.map((line) => entryOf(words, line, deps.config.publicUrl, host)), at)
    return tagged('samspill.ics', 'text/calendar; charset=utf-8', content, tagOf(content))
  }, fetching)
}

/** A line as a calendar holds it: what, when, where and which kindergarten. Never a person's name. */
function entryOf(words: Pick<PageContext, 't' | 'lang'>, line: Line, publicUrl: string, host: string): CalendarEntry {
  const title = wordsOf(words, line)
  const whose = line.count !== undefined ? ` (${words.t('year.kindergartens.count', { count: line.count })})` : line.kindergartens.length === 1 ? ` (${line.kindergartens[0]})` : ''
  return {
    uid: `${keyOf(line).replaceAll(/[^a-zæøå0-9|-]/gi, '-').replaceAll('|', '.')}@${host}`,
    version: line.version,
    title: `${title}${whose}`,
    text: words.t(`year.source.${line.source}`),
    place: line.place === '' ? undefined : line.place,
    url: line.href && `${publicUrl}${line.href}`,
    ...(line.starts ? { starts: line.starts, minutes: line.minutes } : { from: line.day, last: line.last }),
  }
}

async function ownPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, form: ShownForm) {
  const { from } = yearDays(kindergartenYearOf(osloDate(deps.now())))
  const days = await store.loadDays(tx, actor.orgId, { from })
  const until = days.reduce((last, day) => (day.last > last ? day.last : last), from)
  const lines = days.length === 0 ? [] : [...(await loadLines(tx, actor.role, { from, to: addDays(until, 1) })), ...holidaysBetween(from, addDays(until, 1))]
  const clashes = new Map(days.map((day) => [day.id, lines.filter((line) => line.source !== 'planning' && line.source !== 'measure' && daysOf({ day: line.day, last: 'last' in line ? line.last : line.day }).some((one) => one >= day.from && one <= day.last))]))
  return <OwnDaysPage page={context} view={{ days, clashes, mayChange: actor.role === 'head', form }} />
}

async function feedPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, refused?: 'deputy') {
  const feed = actor.onBehalfOf ? undefined : await store.loadFeed(tx, actor.personId, actor.membershipId)
  const at = (date: Date) => formatDateTime(date, context.lang)
  return <FeedPage page={context} view={{ address: feed && `${deps.config.publicUrl}/kalender/${feedToken(deps.config, feed.id)}.ics`, made: feed ? at(feed.madeAt) : '', fetched: feed?.fetchedAt && at(feed.fetchedAt), refused }} />
}
