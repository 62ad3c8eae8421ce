import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { idIn } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, type Answer, type Deps } from '../../../platform/http.ts'
import type { PlainKey } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadPoints } from './agenda/store.ts'
import { loadAgreements } from './agreements/store.ts'
import { loadParties } from './invited/store.ts'
import { loadMinutes } from './minutes/store.ts'
import { MeetingPage } from './pages.tsx'
import { loadPapers } from './papers/store.ts'
import { standingOf, type Discussion } from './rules.ts'
import { loadMeeting } from './store.ts'

/** Who prepares meetings, who calls them, and who reads what they are invited to. */
export const preparers = may('team-leader', 'adviser', 'authority')
export const callers = may('team-leader', 'authority')
export const readers = may('team-leader', 'adviser', 'authority', 'head', 'owner', 'union-representative', 'university-contact', 'service-contact', 'school-leader')

type Params = Readonly<Record<string, string>>
export const find = async (tx: Tx, params: Params): Promise<Discussion | undefined> => {
  const id = idIn(params['id'])
  return id ? loadMeeting(tx, id) : undefined
}
/** A meeting the actor prepares, for a page drawn when a form came back. */
export const withLed = (deps: Deps, actor: Actor, params: Params, work: (tx: Tx, meeting: Discussion) => Promise<Answer> | Answer): Promise<Answer> =>
  reading(deps.db, actor, async (tx) => {
    const meeting = await find(tx, params)
    return meeting?.led ? work(tx, meeting) : notFound
  })
export const wrong = ({ t }: PageContext, form: Readonly<Record<string, unknown>>, field: string, key: PlainKey): ShownForm => ({ warnings: [], typed: typedIn(form), errors: [{ field, text: t(key) }] })

/** The page of a meeting, also when a form on it came back. `at`: which form. */
export async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, params: Params, form: ShownForm = emptyForm, at = '', status = 200): Promise<Answer> {
  const meeting = await find(tx, params)
  if (!meeting) return notFound
  const [points, parties, papers, agreements, minutes] = await Promise.all([loadPoints(tx, meeting.id), loadParties(tx, meeting.id), loadPapers(tx, meeting.id), loadAgreements(tx, meeting.id), loadMinutes(tx, meeting.id)])
  const now = deps.now()
  return page(<MeetingPage page={context} view={{ meeting, standing: standingOf(meeting, now), points, parties, papers, agreements, minutes, role: actor.role, today: osloDate(now), now, form, at }} />, status)
}
