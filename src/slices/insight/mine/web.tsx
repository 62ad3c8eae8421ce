import type { Role } from '../../../kernel/actor.ts'
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
import { isTeam, loadMine, readerOf, type Parts } from './lines.ts'
import { showOne } from './one/web.tsx'
import { headText, MinePage, whyText } from './pages.tsx'
import { answers, fits, questions, seesOf, themesOf, type Item, type Line, type Reader, type Sees } from './rules.ts'
import { loadThemes } from './store.ts'
import { clashText, itemText, partTitle, unseenText, whenText } from './words.tsx'

const readers = may('owner', 'adviser', 'team-leader', 'authority')
/** As many as an authority has in a large municipality stand on one page. */
const onPage = 100

/** All of one's kindergartens. A deputy in one part of the program sees that part. */
export const mineWeb = (route: Router<PageContext>) => {
  route.get(path, readers, async ({ deps, tx, actor, visit, query, page: context }) => {
    const today = osloDate(deps.now())
    const usual = usualFor(actor.role)
    const parts = partsOf(visit)
    const asked = answerable(askedIn(query, usual), readerOf(actor), parts)
    const [{ lines, all, follows, across, sees }, known] = await Promise.all([loadMine(tx, actor, asked.whose, parts, today, asked.days), loadThemes(tx)])
    const fitting = lines.filter((line) => fits(line, { ...asked, only: undefined }))
    const shown = asked.only ? fitting.filter((line) => fits(line, asked)) : fitting
    const paging = pages(pageOf({ side: String(asked.page), antall: String(onPage) }), shown.length)
    const present = new Set(lines.flatMap(themesOf))
    return page(
      <MinePage
        page={context}
        view={{
          reader: readerOf(actor), sees, across, asked, usual, paging, all, today, total: fitting.length, rows: shown.slice(paging.offset, paging.last),
          counts: Object.fromEntries(questions.map((question) => [question, fitting.filter((line) => answers(line, question)).length])) as Readonly<Record<(typeof questions)[number], number>>,
          owners: ownersOf(lines), places: [...new Set(lines.flatMap(({ kindergarten }) => kindergarten.place ?? []))].toSorted((a, b) => a.localeCompare(b, 'nb')), themes: known.filter(({ code }) => present.has(code)), allThemes: known,
          followed: isTeam(actor) ? new Set(follows.filter(({ personId }) => personId === actor.personId).map(({ kindergartenId }) => kindergartenId)) : undefined, mayFollow: isTeam(actor) && actor.onBehalfOf === undefined, partly: !parts.guidance || (actor.role === 'owner' && !parts.scheme),
        }}
      />,
    )
  })

  route.get(`${path}.xlsx`, readers, async ({ deps, tx, actor, visit, query, page: context }) => {
    const today = osloDate(deps.now())
    const parts = partsOf(visit)
    const asked = answerable(askedIn(query, usualFor(actor.role)), readerOf(actor), parts)
    const [{ lines, sees }, themes] = await Promise.all([loadMine(tx, actor, asked.whose, parts, today, asked.days), loadThemes(tx)])
    const rows = lines.filter((line) => fits(line, asked))
    const name = context.t('mine.file')
    return afterReading(async () => file(`${name}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await writeXlsx(sheetOf(context, themes, sees), rows, name)))
  }, { limit: { max: 20, minutes: 1 } })

  followWeb(route)

  route.get(`${path}/:id`, readers, async ({ deps, tx, actor, visit, params, query, page: context }) => {
    const id = params['id'] ?? ''
    return looksLikeId(id) ? showOne(tx, actor, context, id, osloDate(deps.now()), query['dager'], partsOf(visit)) : notFound
  })
}

/** An adviser begins with those one follows; the leader, the owner and the authority with all. */
const usualFor = (role: Role): Asked['whose'] => (role === 'adviser' ? 'own' : 'all')
const partsOf = (visit: Visit | undefined): Parts => ({ guidance: mayInScope(visit, 'guidance'), scheme: mayInScope(visit, 'scheme') })

/** What the reader can know nothing of is not asked: the address shows everything then. */
const answerable = (asked: Asked, reader: Reader, { guidance }: Parts): Asked => (asked.only && !seesOf(reader, guidance).questions.includes(asked.only) ? { ...asked, only: undefined } : asked)

const ownersOf = (lines: readonly Line[]) =>
  [...new Map(lines.flatMap(({ kindergarten: { ownerId: id, owner: name } }) => (id && name ? [[id, { id, name }] as const] : []))).values()].toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))

function sheetOf(context: PageContext, themes: Parameters<typeof clashText>[2], sees: Sees): SheetColumn<Line>[] {
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
    ...(sees.parts.includes('kolliderer') ? [{ title: t('mine.part.kolliderer'), value: ({ clashes }: Line) => clashes.length }] : []),
    { title: t('mine.part.frister'), value: ({ due }) => due.length },
    { title: t('mine.sheet.overdue'), value: ({ overdue }) => overdue },
    { title: partTitle(context, 'ikke-sett', sees), value: ({ unseen }) => unseen.map((why) => unseenText(context, why)).join('; ') },
    { title: t('mine.sheet.runs'), value: ({ runs }) => listed(runs) },
    { title: t('mine.sheet.waits'), value: ({ waits }) => listed(waits) },
    ...(sees.parts.includes('kolliderer') ? [{ title: t('mine.sheet.clashes'), value: ({ clashes }: Line) => clashes.map((clash) => clashText(context, clash, themes)).join('; ') }] : []),
    { title: t('mine.sheet.due'), value: ({ due }) => listed(due) },
  ]
}
