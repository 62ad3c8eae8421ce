import type { Actor } from '../../../../kernel/actor.ts'
import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import { notFound, page, type Answer } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { isTeam, loadMine, readerOf, type Parts } from '../lines.ts'
import { OnePage } from './pages.tsx'
import { daysAsked } from '../rules.ts'
import { loadThemes } from '../store.ts'

/** The page of one of one's kindergartens; others are not found. */
export async function showOne(tx: Tx, actor: Actor, context: PageContext, id: string, today: LocalDate, days: unknown, parts: Parts, refused?: string, status = 200): Promise<Answer> {
  const ahead = daysAsked(days)
  const [{ lines, follows, sees }, themes] = await Promise.all([loadMine(tx, actor, { id }, parts, today, ahead), loadThemes(tx)])
  const [line] = lines
  if (!line) return notFound
  const own = follows.some((one) => one.kindergartenId === id && one.personId === actor.personId)
  const { closedOn } = line.kindergarten
  const following = isTeam(actor) ? { own, may: actor.onBehalfOf === undefined && (own || closedOn === undefined || closedOn > today) } : undefined
  return page(<OnePage page={context} view={{ line, reader: readerOf(actor), sees, themes, today, days: ahead, following, refused }} />, status)
}
