import { osloDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { page as pageOf, pages } from '../../../kernel/paging.ts'
import { afterReading, file, may, notFound, page, type Router } from '../../../platform/http.ts'
import { writeXlsx } from '../../../platform/sheets.ts'
import type { Visit } from '../../../platform/visit.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { mayInScope } from '../../identity/index.ts'
import { askedIn, path, usualFor, type Asked } from './address.ts'
import { followWeb } from './follow/web.tsx'
import { isTeam, loadMine, readerOf, type Parts } from './lines.ts'
import { showOne } from './one/web.tsx'
import { MinePage } from './pages.tsx'
import { answerable, answers, byName, fits, mostAcross, questions, themesOf, type Line } from './rules.ts'
import { sheetOf } from './sheet.ts'
import { loadThemes } from './store.ts'

const readers = may('owner', 'adviser', 'team-leader', 'authority')
/** As many as an authority has in a large municipality stand on one page. */
const onPage = 100

/** All of one's kindergartens. A deputy in one part of the program sees that part. */
export const mineWeb = (route: Router<PageContext>) => {
  route.get(path, readers, async ({ deps, tx, actor, visit, query, page: context }) => {
    const today = osloDate(deps.now())
    const usual = usualFor(actor.role)
    const parts = partsOf(visit)
    const typed = askedIn(query, usual)
    const [{ lines, all, follows, across, sees }, known] = await Promise.all([loadMine(tx, actor, typed.whose, parts, today, typed.days), loadThemes(tx)])
    const asked = { ...typed, ...answerable(typed, lines, sees) }
    const fitting = lines.filter((line) => fits(line, { ...asked, only: undefined }))
    const shown = inOrderOf(asked, asked.only ? fitting.filter((line) => fits(line, asked)) : fitting)
    const paging = pages(pageOf({ side: String(asked.page), antall: String(onPage) }), shown.length)
    const present = new Set(lines.flatMap(themesOf))
    return page(
      <MinePage
        page={context}
        view={{
          reader: readerOf(actor), sees, parts, across: across.slice(0, mostAcross), moreAcross: across.length > mostAcross, asked, usual, paging, all, today, total: fitting.length, rows: shown.slice(paging.offset, paging.last),
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
    const typed = askedIn(query, usualFor(actor.role))
    const [{ lines, sees }, themes] = await Promise.all([loadMine(tx, actor, typed.whose, parts, today, typed.days), loadThemes(tx)])
    const asked = { ...typed, ...answerable(typed, lines, sees) }
    const rows = inOrderOf(asked, lines.filter((line) => fits(line, asked)))
    const name = context.t('mine.file')
    return afterReading(async () => file(`${name}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await writeXlsx(sheetOf(context, { themes, sees, reader: readerOf(actor), today, days: asked.days }), rows, name)))
  }, { limit: { max: 20, minutes: 1 } })

  followWeb(route)

  route.get(`${path}/:id`, readers, async ({ deps, tx, actor, visit, params, query, page: context }) => {
    const id = params['id'] ?? ''
    return looksLikeId(id) ? showOne(tx, actor, context, id, osloDate(deps.now()), query['dager'], partsOf(visit)) : notFound
  })
}

const partsOf = (visit: Visit | undefined): Parts => ({ guidance: mayInScope(visit, 'guidance'), scheme: mayInScope(visit, 'scheme') })

/** The lines come with those first that need attention. */
const inOrderOf = ({ order }: Pick<Asked, 'order'>, lines: readonly Line[]): readonly Line[] => (order === 'name' ? lines.toSorted(byName) : lines)

const ownersOf = (lines: readonly Line[]) =>
  [...new Map(lines.flatMap(({ kindergarten: { ownerId: id, owner: name } }) => (id && name ? [[id, { id, name }] as const] : []))).values()].toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
