import type { Actor, Role } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { page as pageOf, pages } from '../../../kernel/paging.ts'
import { afterReading, file, may, notFound, page, type Router } from '../../../platform/http.ts'
import { writeXlsx, type SheetColumn } from '../../../platform/sheets.ts'
import type { Visit } from '../../../platform/visit.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { mayInScope } from '../../identity/index.ts'
import { askedIn, path, type Asked } from './address.ts'
import { followWeb } from './follow/web.tsx'
import { isTeam, loadMine, type Parts } from './lines.ts'
import { showOne } from './one/web.tsx'
import { headText, MinePage, whyText, type Reader } from './pages.tsx'
import { answers, fits, questions, themesOf, type Item, type Line } from './rules.ts'
import { loadThemes } from './store.ts'
import { clashText, itemText, unseenText, whenText } from './words.tsx'

const readers = may('owner', 'adviser', 'team-leader', 'authority')
/** As many as an authority has in a large municipality stand on one page. */
const onPage = 100

/** All of one's kindergartens. A deputy in one part of the program sees that part. */
export const mineWeb = (route: Router<PageContext>) => {
  route.get(path, readers, async ({ deps, tx, actor, visit, query, page: context }) => {
    const today = osloDate(deps.now())
    const usual = usualFor(actor.role)
    const asked = askedIn(query, usual)
    const parts = partsOf(visit)
    const [{ lines, all, follows }, known] = await Promise.all([loadMine(tx, actor, asked.whose, parts, today, asked.days), loadThemes(tx)])
    const fitting = lines.filter((line) => fits(line, { ...asked, only: undefined }))
    const shown = asked.only ? fitting.filter((line) => fits(line, asked)) : fitting
    const paging = pages(pageOf({ side: String(asked.page), antall: String(onPage) }), shown.length)
    const present = new Set(lines.flatMap(themesOf))
    return page(
      <MinePage
        page={context}
        view={{
          reader: readerOf(actor), asked, usual, paging, all, today, total: fitting.length, rows: shown.slice(paging.offset, paging.last),
          counts: Object.fromEntries(questions.map((question) => [question, fitting.filter((line) => answers(line, question)).length])) as Readonly<Record<(typeof questions)[number], number>>,
          owners: ownersOf(lines), places: [...new Set(lines.flatMap(({ kindergarten }) => kindergarten.place ?? []))].toSorted((a, b) => a.localeCompare(b, 'nb')), themes: known.filter(({ code }) => present.has(code)), allThemes: known,
          followed: isTeam(actor) ? new Set(follows.filter(({ personId }) => personId === actor.personId).map(({ kindergartenId }) => kindergartenId)) : undefined, mayFollow: isTeam(actor) && actor.onBehalfOf === undefined, partly: !parts.guidance || (actor.role === 'owner' && !parts.scheme),
        }}
      />,
    )
  })

  route.get(`${path}.xlsx`, readers, async ({ deps, tx, actor, visit, query, page: context }) => {
    const today = osloDate(deps.now())
    const asked = askedIn(query, usualFor(actor.role))
    const [{ lines }, themes] = await Promise.all([loadMine(tx, actor, asked.whose, partsOf(visit), today, asked.days), loadThemes(tx)])
    const rows = lines.filter((line) => fits(line, asked))
    const name = context.t('mine.file')
    return afterReading(async () => file(`${name}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await writeXlsx(sheetOf(context, themes), rows, name)))
  }, { limit: { max: 20, minutes: 1 } })

  followWeb(route)

  route.get(`${path}/:id`, readers, async ({ deps, tx, actor, visit, params, query, page: context }) => {
    const id = params['id'] ?? ''
    return looksLikeId(id) ? showOne(tx, actor, context, id, osloDate(deps.now()), query['dager'], partsOf(visit)) : notFound
  })
}

/** An adviser begins with those one follows; the leader, the owner and the authority with all. */
const usualFor = (role: Role): Asked['whose'] => (role === 'adviser' ? 'own' : 'all')
const readerOf = (actor: Actor): Reader => (isTeam(actor) ? 'team' : actor.role === 'owner' ? 'owner' : 'authority')
const partsOf = (visit: Visit | undefined): Parts => ({ guidance: mayInScope(visit, 'guidance'), scheme: mayInScope(visit, 'scheme') })

const ownersOf = (lines: readonly Line[]) =>
  [...new Map(lines.flatMap(({ kindergarten: { ownerId: id, owner: name } }) => (id && name ? [[id, { id, name }] as const] : []))).values()].toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))

function sheetOf(context: PageContext, themes: Parameters<typeof clashText>[2]): SheetColumn<Line>[] {
  const { t } = context
  const listed = (items: readonly Item[]) => items.map((item) => [itemText(context, item), whenText(context, item)].filter(Boolean).join(', ')).join('; ')
  return [
    { title: t('mine.kindergarten'), value: ({ kindergarten }) => kindergarten.name },
    { title: t('register.filter.ownership'), value: ({ kindergarten: { ownership } }) => (ownership === 'municipal' || ownership === 'private' ? t(`mine.type.${ownership}`) : undefined) },
    { title: t('mine.filter.owner'), value: ({ kindergarten }) => kindergarten.owner },
    { title: t('mine.filter.place'), value: ({ kindergarten }) => kindergarten.place },
    { title: t('mine.sheet.head'), value: (line) => headText(context, line) },
    { title: t('mine.sheet.why'), value: (line) => whyText(context, line) },
    { title: t('mine.part.gar'), value: ({ runs }) => runs.length },
    { title: t('mine.part.venter'), value: ({ waits }) => waits.length },
    { title: t('mine.part.kolliderer'), value: ({ clashes }) => clashes.length },
    { title: t('mine.part.frister'), value: ({ due }) => due.length },
    { title: t('mine.sheet.overdue'), value: ({ overdue }) => overdue },
    { title: t('mine.part.ikke-sett'), value: ({ unseen }) => unseen.map((why) => unseenText(context, why)).join('; ') },
    { title: t('mine.sheet.runs'), value: ({ runs }) => listed(runs) },
    { title: t('mine.sheet.waits'), value: ({ waits }) => listed(waits) },
    { title: t('mine.sheet.clashes'), value: ({ clashes }) => clashes.map((clash) => clashText(context, clash, themes)).join('; ') },
    { title: t('mine.sheet.due'), value: ({ due }) => listed(due) },
  ]
}
