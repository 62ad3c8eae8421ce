import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { readGuarded } from '../../../../kernel/guarded-form.ts'
import { idIn } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { afterReading, file, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import { renderPdf } from '../../../../platform/pdf.ts'
import { texts } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { objectionForm, objectionGuarded, stepForm, stepGuarded } from '../forms.ts'
import { isBegun } from '../rules.ts'
import { find, preparers, readers, wrong } from '../show-web.tsx'
import { labelsOf, pathOf } from '../shown/words.ts'
import * as actions from './actions.ts'
import { minutesDocument } from './document.ts'
import { MinutesPage } from './pages.tsx'
import { loadLanguage, loadMinutes } from './store.ts'

type Params = Readonly<Record<string, string>>
export const minutesWeb = (route: Router<PageContext>) => {
  route.get('/droftinger/:id/referat', readers, async ({ deps, tx, actor, params, page: context }) => minutesPage(deps, tx, actor, context, params))

  route.post('/droftinger/:id/referat', preparers, async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status: number, at = '') => reading(deps.db, actor, (tx) => minutesPage(deps, tx, actor, context, params, shown, at, status))
    const read = readGuarded(stepForm, stepGuarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422, 'rett')
    const meeting = await reading(deps.db, actor, (tx) => find(tx, params))
    if (!meeting?.led) return notFound
    const { trinn, hvorfor } = read.values
    const done = trinn === 'send' ? await actions.sendMinutes(deps, actor, meeting.id, await reading(deps.db, actor, (tx) => loadLanguage(tx, meeting.municipalityId))) : trinn === 'approve' ? await actions.approveMinutes(deps, actor, meeting.id) : await actions.correctMinutes(deps, actor, meeting.id, hvorfor)
    if (done.ok) return redirect(pathOf(meeting.id, '/referat'), { kind: 'success', key: `discussions.flash.minutes.${trinn}` })
    if (done.because === 'not-found') return notFound
    return again(wrong(context, form, done.because === 'why-missing' ? 'hvorfor' : '', `discussions.because.${done.because}`), done.because === 'why-missing' ? 422 : 409, trinn === 'correct' ? 'rett' : '')
  }, { limit: { max: 60, minutes: 1 } })

  route.post('/droftinger/:id/referat/innvending', readers, async ({ deps, actor, params, form, page: context }) => {
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => minutesPage(deps, tx, actor, context, params, shown, 'innvending', status))
    const read = readGuarded(objectionForm, objectionGuarded, form)
    if (!read.ok) return again(showAgain(context.t, labelsOf(context.t), read), 422)
    const id = idIn(params['id'])
    const given = id ? await actions.giveObjection(deps, actor, id, read.values.innvending) : undefined
    if (given?.ok) return redirect(pathOf(id ?? '', '/referat#innvendinger'), { kind: 'success', key: 'discussions.flash.objection' })
    return !given || given.because === 'not-found' ? notFound : again(wrong(context, form, '', `discussions.because.${given.because}`), 409)
  }, { limit: { max: 20, minutes: 1 } })

  route.get('/droftinger/:id/referat/:nummer/referat.pdf', readers, async ({ tx, actor, params }) => {
    const meeting = await find(tx, params)
    const minutes = meeting && (await loadMinutes(tx, meeting.id)).find(({ number }) => String(number) === params['nummer'])
    if (!minutes) return notFound
    return afterReading(async () => {
      const made = await renderPdf(minutesDocument(minutes), { whose: actor.personId })
      return made.ok ? file(texts(minutes.content.language)('discussions.minutes.file', { number: minutes.number, day: osloDate(new Date(minutes.content.startsAt)) }), 'application/pdf', made.bytes) : redirect(pathOf(meeting.id, '/referat'), { kind: 'warning', key: `guidance.case.pdf.${made.because}` })
    })
  }, { limit: { max: 20, minutes: 1 } })
}

async function minutesPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, params: Params, form: ShownForm = emptyForm, at = '', status = 200): Promise<Answer> {
  const meeting = await find(tx, params)
  if (!meeting) return notFound
  const writes = meeting.led && meeting.writing && isBegun(meeting, osloDate(deps.now()))
  const [minutes, language] = await Promise.all([loadMinutes(tx, meeting.id), loadLanguage(tx, meeting.municipalityId)])
  const draft = writes ? await actions.contentOf(tx, meeting, language) : undefined
  return page(<MinutesPage page={context} view={{ meeting, minutes, draft, role: actor.role, form, at }} />, status)
}
