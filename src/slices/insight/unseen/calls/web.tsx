import type { Actor } from '../../../../kernel/actor.ts'
import { formatDate, localDate, osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import { mondayOf } from '../rules.ts'
import { loadSettings } from '../settings/store.ts'
import { saveOutcome } from './actions.ts'
import { callForm } from './forms.ts'
import { CallPage, WeekPage } from './pages.tsx'
import type { CallRefusal } from './rules.ts'
import * as store from './store.ts'

const team = may('team-leader', 'adviser')

export const callsWeb = (route: Router<PageContext>) => {
  route.get('/lite-kontakt', team, async ({ deps, tx, actor, query, page: context }) => {
    const weekOn = mondayOf(dayIn(query['uke']) ?? osloDate(deps.now()))
    const [calls, weeks, settings] = await Promise.all([store.loadWeek(tx, actor.orgId, weekOn), store.loadWeeks(tx, actor.orgId), loadSettings(tx, actor.orgId)])
    return page(<WeekPage page={context} view={{ weekOn, weeks, calls, most: settings.callsAWeek }} />)
  })

  route.get('/lite-kontakt/samtaler/:id', team, async ({ deps, tx, params, page: context, actor }) => show(tx, actor, params['id'], context, osloDate(deps.now())))
  route.post('/lite-kontakt/samtaler/:id', team, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (errors: readonly FieldError[], status: number) => reading(deps.db, actor, (tx) => show(tx, actor, id, context, osloDate(deps.now()), typedIn(form), errors, status))
    const parsed = callForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const { utfall, igjen, ringt, rett } = parsed.data
    const noted = await saveOutcome(deps, actor, id, { outcome: utfall, right: rett && (rett === 'ja' ? 'yes' : 'no'), calledOn: ringt, againOn: igjen })
    if (noted.ok) return redirect('/lite-kontakt', { kind: 'success', key: 'unseen.call.saved' })
    return noted.because === 'not-found' ? notFound : again([{ field: fieldOf[noted.because], text: context.t(`unseen.because.${noted.because}`) }], 422)
  })
}

const fieldOf: Readonly<Record<CallRefusal, string>> = { 'called-before-week': 'ringt', 'called-later': 'ringt', 'again-too-soon': 'igjen', 'again-missing': 'igjen', 'right-missing': 'rett' }
const dayIn = (value: unknown): LocalDate | undefined => (typeof value === 'string' ? localDate(value) : undefined)

async function show(tx: Tx, actor: Actor, id: string | undefined, context: PageContext, today: LocalDate, typed?: Readonly<Record<string, string>>, errors: readonly FieldError[] = [], status = 200): Promise<Answer> {
  const call = id && looksLikeId(id) ? await store.loadCall(tx, id) : undefined
  if (!call || call.teamId !== actor.orgId) return notFound
  const short = (day: LocalDate | undefined) => (day ? formatDate(day, context.lang, 'short') : '')
  const stored = { utfall: call.outcome ?? '', igjen: short(call.againOn), ringt: short(call.calledOn ?? today), rett: call.rightToCall === undefined ? '' : call.rightToCall ? 'ja' : 'nei' }
  return page(<CallPage page={context} call={call} typed={typed ?? stored} errors={errors} />, status)
}
