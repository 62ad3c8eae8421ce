import type { Actor } from '../../../../kernel/actor.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import { renderPdf } from '../../../../platform/pdf.ts'
import { isKey } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { timeline } from '../../../audit/index.ts'
import { inWordsOf } from '../../schemes/role-words.ts'
import { isId } from '../meetings/forms.ts'
import * as actions from './actions.ts'
import { minutesDocument } from './document.ts'
import { answerForm } from './forms.ts'
import { MinutesPage } from './pages.tsx'
import { readMinutes } from './reading.ts'

const sits = may('owner', 'university-contact', 'union-representative', 'authority', 'county-governor', 'head')
type Params = Readonly<Record<string, string>>

export const minutesWeb = (route: Router<PageContext>) => {
  route.get('/forum/:id/moter/:mote/referat', sits, async ({ tx, actor, params, page: context }) => show(tx, actor, context, params, emptyForm, 200))
  for (const [name, kind] of [['referat', 'minutes'], ['innstilling', 'recommendation']] as const) {
    route.get(`/forum/:id/moter/:mote/${name}.pdf`, sits, async ({ tx, deps, actor, params, page: context }) => {
      const view = isId(params['id']) && isId(params['mote']) ? await readMinutes(tx, params['id'], params['mote']) : undefined
      if (!view) return notFound
      // The same minutes give the same bytes once they are locked.
      const document = minutesDocument(inWordsOf(context, view.meeting), view, kind, view.meeting.lockedAt ?? deps.now())
      return afterReading(async () => {
        const made = await renderPdf(document, { whose: actor.personId })
        return made.ok ? file(`${name}.pdf`, 'application/pdf', made.bytes) : redirect(`/forum/${params['id']}/moter/${params['mote']}/referat`, { kind: 'warning', key: `guidance.case.pdf.${made.because}` })
      })
    })
  }
  route.post('/forum/:id/moter/:mote/referat/svar', sits, async ({ deps, actor, params, form, page: context }) => {
    const [id, meeting] = [params['id'], params['mote']]
    if (!isId(id) || !isId(meeting)) return notFound
    const back = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, params, shown, status))
    const read = readGuarded(answerForm, ['merknad'], form)
    if (!read.ok) return back(showAgain(context.t, { svar: context.t('forum.minutes.question'), merknad: context.t('forum.minutes.note') }, read), 422)
    const done = await actions.answerMinutes(deps, actor, id, meeting, { approves: read.values.svar === 'yes', note: read.values.merknad })
    if (done.ok) return redirect(`/forum/${id}/moter/${meeting}/referat`, { kind: 'success', key: 'forum.minutes.answered' })
    if (done.because === 'not-found') return notFound
    return back({ typed: typedIn(form), warnings: [], errors: [{ field: done.because === 'note-missing' ? 'merknad' : '', text: context.t(`forum.because.${done.because}`) }] }, done.because === 'note-missing' ? 422 : 409)
  })
  route.post('/forum/:id/moter/:mote/referat/laas', sits, async ({ deps, actor, params, page: context }) => {
    const [id, meeting] = [params['id'], params['mote']]
    if (!isId(id) || !isId(meeting)) return notFound
    const done = await actions.lockMinutes(deps, actor, id, meeting)
    if (done.ok) return redirect(`/forum/${id}/moter/${meeting}/referat`, { kind: 'success', key: 'forum.minutes.lock.saved' })
    if (done.because === 'not-found') return notFound
    const text = context.t(`forum.because.${done.because}`)
    return reading(deps.db, actor, (tx) => show(tx, actor, context, params, { typed: {}, warnings: [], errors: [{ field: '', text }] }, 409))
  })
}

async function show(tx: Tx, actor: Actor, context: PageContext, params: Params, shown: ShownForm, status: number): Promise<Answer> {
  const [id, meetingId] = [params['id'], params['mote']]
  const view = isId(id) && isId(meetingId) ? await readMinutes(tx, id, meetingId) : undefined
  if (!view) return notFound
  const own = view.members.find((one) => one.personId === actor.personId && one.orgId === actor.orgId)
  const runs = actor.role === 'county-governor' && view.forum.managerId === actor.orgId
  const mayLock = own?.chairs ?? false
  const moments = (await timeline(tx, view.meeting.id)).map(({ at, kind, who }) => ({ at, who, text: eventText(context, kind) }))
  return page(<MinutesPage page={inWordsOf(context, view.meeting)} view={view} own={own} mayLock={mayLock || (runs && !view.members.some(({ chairs }) => chairs))} moments={moments} shown={shown} />, status)
}

/** The sentence of an event, by its kind. */
function eventText({ t }: PageContext, kind: string): string {
  const key = `forum.event.${kind.slice('scheme.'.length)}`
  return t(isKey(key) ? key : 'forum.event.other')
}
