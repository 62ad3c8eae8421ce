import type { Actor } from '../../../../kernel/actor.ts'
import { formatDate } from '../../../../kernel/dates.ts'
import { readGuarded } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import type { Language } from '../../../../kernel/language.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { coreOf } from '../../forms/core.ts'
import { loadWork, type Work } from '../../reports/work.ts'
import { loadMarks, loadParticipation, type Participation } from '../store.ts'
import { saveParticipation } from './actions.ts'
import { groupField, guardedFields, participationForm } from './forms.ts'
import { ParticipationPage, participationLabels } from './pages.tsx'
import type { GroupCount, Told, ToldRefusal } from './rules.ts'
import { loadGroups } from './store.ts'

const address = '/behov/:id/forankring/personalet'
const head = may('head')

export const participationWeb = (route: Router<PageContext>) => {
  route.get(address, head, ({ tx, actor, params, page: context }) => show(tx, actor, context, params['id'] ?? ''))

  route.post(address, head, async ({ deps, actor, params, form, page: context, language }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => show(tx, actor, context, id, shown, status))
    const read = readGuarded(participationForm, guardedFields, form)
    if (!read.ok) return again(showAgain(context.t, participationLabels(context.t), read), 422)
    const saved = await saveParticipation(deps, actor, id, read.values)
    if (saved.ok) return redirect(`/behov/${id}/forankring`, { kind: 'success', key: saved.event.isVoid ? 'anchoring.told-void' : 'anchoring.told' })
    if (saved.because === 'not-found' || saved.because === 'not-yours') return notFound
    if (saved.because === 'not-open') return redirect(`/behov/${id}/forankring`, { kind: 'warning', key: 'anchoring.because.not-open' })
    return again({ ...emptyForm, typed: typedOf(read.values, language), errors: [{ field: fieldFor(saved.because, read.values), text: context.t(`anchoring.because.${saved.because}`) }] }, 422)
  })
}

const fieldFor = (because: Exclude<ToldRefusal, 'not-open' | 'not-yours'>, told: Told): string =>
  ({
    'nobody-employed': groupField('head', 'ansatte'),
    'in-the-future': told.representativesOn && told.representativesOn > told.heldOn ? 'tillitDato' : 'dato',
    'representatives-missing': 'tillitsvalgte',
    'representatives-how-missing': 'tillitHvordan',
    'representatives-on-missing': 'tillitDato',
  })[because]

async function show(tx: Tx, actor: Actor, context: PageContext, id: string, shown?: ShownForm, status = 200) {
  const work = looksLikeId(id) ? await loadWork(tx, id) : undefined
  if (!work?.parties.some(({ part, orgId }) => part === 'kindergarten' && orgId === actor.orgId)) return notFound
  const [forms, groups, marks] = await Promise.all([loadParticipation(tx, id), loadGroups(tx, id, actor.orgId), loadMarks(tx, id)])
  const before = forms.find(({ kindergartenId }) => kindergartenId === actor.orgId)
  const signed = marks.some(({ capacity, orgId, signedAt, voidedAt }) => capacity === 'head' && orgId === actor.orgId && signedAt && !voidedAt)
  const form = shown ?? { ...emptyForm, typed: before ? typedOf(asTold(before, groups), context.lang) : employedIn(work, actor.orgId, context.lang) }
  return page(<ParticipationPage page={context} id={id} kindergarten={actor.orgName} scheme={work.scheme} signed={signed} form={form} />, status)
}

/** How many are employed, as the report has it already: nobody types the same numbers twice. */
const employedIn = ({ definition, answers }: Work, kindergartenId: string, lang: Language): Readonly<Record<string, string>> =>
  Object.fromEntries(coreOf(definition, answers, lang).staff.filter((row) => row.kindergarten === kindergartenId && row.employed > 0).map(({ group, employed }) => [groupField(group, 'ansatte'), String(employed)]))

const asTold = (form: Participation, groups: readonly GroupCount[]): Told => ({ ...form, groups })

const typedOf = (told: Told, language: Language): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(told.groups.filter(({ employed }) => employed > 0).flatMap(({ group, employed, tookPart }) => [[groupField(group, 'ansatte'), String(employed)], [groupField(group, 'deltok'), String(tookPart)]])),
  dato: formatDate(told.heldOn, language, 'short'),
  hvordan: told.how,
  ...(told.representatives ? { tillitsvalgte: told.representatives } : {}),
  tillitHvordan: told.representativesHow,
  tillitDato: told.representativesOn ? formatDate(told.representativesOn, language, 'short') : '',
})
