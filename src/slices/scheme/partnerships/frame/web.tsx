import type { VNode } from 'preact'
import type * as z from 'zod'
import type { Actor } from '../../../../kernel/actor.ts'
import { osloDate } from '../../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import { isKey, type PlainKey, type Translate } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { sideOf } from '../actions.ts'
import * as store from '../store.ts'
import type { PartView } from './pages.tsx'

export const readers = may('owner', 'university-contact', 'county-governor')
export const writers = may('owner', 'university-contact')

type Params = Readonly<Record<string, string | undefined>>
/** What came in with a form; empty when the page is opened. */
type FormData = Readonly<Record<string, unknown>>
/** Draws a part of a partnership; undefined when what the address names is not there. */
export type Show = (tx: Tx, view: PartView, shown: ShownForm, params: Readonly<Record<string, string>>, form: FormData) => Promise<VNode | undefined>

/** What every form of a part is: how it is read, what it does, and where it goes. */
type Part<Values, Name extends string> = {
  readonly form: z.ZodType<Values>
  readonly guarded: readonly Name[]
  /** The fields' own words, in the order they stand. */
  readonly labels: (t: Translate) => Readonly<Record<string, string>>
  readonly act: (deps: Deps, actor: Actor, params: Readonly<Record<string, string>>, values: Values, form: FormData) => Promise<{ readonly ok: true; readonly event: { readonly id: string } } | { readonly ok: false; readonly because: Worded | 'not-found' }>
  readonly show: Show
  /** The field where a refusal is mended; the form as a whole when it is not named. */
  readonly fieldOf?: Readonly<Partial<Record<Worded, string>>>
  readonly to: (params: Readonly<Record<string, string>>, id: string) => string
  readonly flash: PlainKey
}

export const shows = (route: Router<PageContext>, url: string, access: typeof readers, show: Show): void =>
  route.get(url, access, async ({ deps, tx, actor, params, page: context }) => {
    const drawn = await draw(tx, deps, actor, context, params, emptyForm, show, {})
    return drawn ? page(drawn) : notFound
  })

/** A form of a part: read with the guard, done, and on with a word; or the same page with what was typed and what to mend. */
export function takes<Values, Name extends string>(route: Router<PageContext>, url: string, part: Part<Values, Name>): void {
  route.post(url, writers, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const known = idsIn(params)
    if (!known) return notFound
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, async (tx): Promise<Answer> => { const drawn = await draw(tx, deps, actor, context, params, shown, part.show, form); return drawn ? page(drawn, status) : notFound })
    const read = readGuarded(part.form, part.guarded, form)
    if (!read.ok) return again(showAgain(t, part.labels(t), read), 422)
    const done = await part.act(deps, actor, known, read.values, form)
    if (done.ok) return redirect(part.to(known, done.event.id), { kind: 'success', key: part.flash })
    if (done.because === 'not-found') return notFound
    return again({ typed: typedIn(form), warnings: [], errors: [{ field: part.fieldOf?.[done.because] ?? '', text: because(t, done.because) }] }, 409)
  })
}

type NameIn<Key> = Key extends `pair.because.${infer Name}` | `partnership.because.${infer Name}` ? Name : never
/** The refusals that have words: one without does not compile. */
type Worded = NameIn<PlainKey>

/** Why not, in words. */
export function because(t: Translate, name: Worded): string {
  const key = [`pair.because.${name}`, `partnership.because.${name}`].find(isKey)
  return t(key ?? 'partnership.because.changed-meanwhile')
}

async function draw(tx: Tx, deps: Deps, actor: Actor, context: PageContext, params: Params, shown: ShownForm, show: Show, form: FormData): Promise<VNode | undefined> {
  const known = idsIn(params)
  const one = known && (await store.loadPartnership(tx, known['id'] ?? ''))
  if (!one) return undefined
  const side = sideOf(one, actor)
  return show(tx, { page: context, one, side, writes: side !== undefined && one.endedAt === undefined, today: osloDate(deps.now()) }, shown, known, form)
}

/** The parts of the address. Ids must look like ids; a half-year is none. */
function idsIn(params: Params): Readonly<Record<string, string>> | undefined {
  const known = Object.entries(params).flatMap(([name, value]) => (value !== undefined && (looksLikeId(value) || name === 'halvar' || name === 'grunn') ? [[name, value] as const] : []))
  return known.length === Object.keys(params).length ? Object.fromEntries(known) : undefined
}
