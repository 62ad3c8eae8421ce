import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { typedIn } from '../../../../kernel/guarded-form.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, page, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import { loadDepartments } from '../../measures/store.ts'
import { saveHeadcount } from '../actions.ts'
import { headcountForm, partTimeField, peopleField, readStaffed } from '../forms.ts'
import { placeKey } from '../rules.ts'
import * as store from '../store.ts'
import { HeadcountPage, placesOf } from './page.tsx'

const address = '/tiltak/personale'

export const headcountsWeb = (route: Router<PageContext>) => {
  route.get(address, may('head', 'pedagogical-leader'), async ({ deps, tx, actor, query, page: context }) => show(tx, actor, context, osloDate(deps.now()), query['fra'], undefined))

  route.post(address, may('head'), async ({ deps, actor, form, page: context }) => {
    const version = Number(form['versjon']) || 0
    const again = (errors: readonly FieldError[], status: number, from: string | undefined, seen: number | undefined) => reading(deps.db, actor, (tx) => show(tx, actor, context, osloDate(deps.now()), version > 0 ? from : undefined, { typed: typedIn(form), errors, version: seen }, status))
    const parsed = headcountForm.safeParse(form)
    const { departments, all } = await reading(deps.db, actor, async (tx) => ({ departments: await loadDepartments(tx, actor.orgId), all: await store.loadHeadcounts(tx, actor.orgId) }))
    const from = parsed.success ? parsed.data.fra : undefined
    const places = placesOf(departments, all.find((one) => one.from === from)?.places)
    const read = readStaffed(form, places)
    if (!parsed.success || !read.ok) return again([...(parsed.success ? [] : wordedErrors(context.t, parsed.error)), ...(read.ok ? [] : read.wrong.map(({ field, key }) => ({ field, text: context.t(key) })))], 422, from, version)
    const saved = await saveHeadcount(deps, actor, parsed.data.fra, read.numbers, version)
    if (saved.ok) return redirect(address, { kind: 'success', key: 'reach.flash.headcount' })
    const place = 'at' in saved ? places.find((one) => placeKey(one) === saved.at) : undefined
    const first = places[0]
    const field = place ? partTimeField(place) : saved.because === 'already-there' ? 'fra' : saved.because === 'nobody' && first ? peopleField(first) : ''
    return again([{ field, text: context.t(`reach.because.${saved.because}`) }], saved.because === 'changed-meanwhile' || saved.because === 'already-there' ? 409 : 422, from, saved.because === 'changed-meanwhile' ? undefined : version)
  })
}

type Again = { readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[]; /** Undefined: somebody else has saved meanwhile, and the next try is over what stands there now. */ readonly version: number | undefined }
async function show(tx: Tx, actor: Actor, context: PageContext, today: LocalDate, from: unknown, again: Again | undefined, status = 200) {
  const [all, departments, registered] = await Promise.all([store.loadHeadcounts(tx, actor.orgId), loadDepartments(tx, actor.orgId), store.loadRegistered(tx, actor.orgId)])
  const edited = all.find((one) => one.from === from)
  return page(
    <HeadcountPage page={context} view={{ all, edited, departments, registered, kindergartenId: actor.orgId, mayWrite: actor.role === 'head', today, version: again?.version ?? edited?.version ?? 0, meanwhile: again !== undefined && again.version === undefined, typed: again?.typed ?? {}, errors: again?.errors ?? [] }} />,
    status,
  )
}
