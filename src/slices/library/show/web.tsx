import type { Actor } from '../../../kernel/actor.ts'
import { addMonths, formatDate, osloDate } from '../../../kernel/dates.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import type { Tx } from '../../../platform/db.ts'
import { framing, notFound, page, redirect, type Answer, type Deps } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, type ShownForm } from '../../../ui/guard-notice.tsx'
import { loadExperiences } from '../experience/store.ts'
import { filmAt } from '../film/rules.ts'
import { answersFor, mayWrite } from '../materials/rules.ts'
import * as store from '../materials/store.ts'
import { targetIn } from '../uses/rules.ts'
import { loadTarget, loadUsedIn, loadUses } from '../uses/store.ts'
import { DraftPage, type DraftView } from './draft-page.tsx'
import { MaterialPage, WithdrawnPage, type OneView } from './one-page.tsx'

type Again = { readonly form?: ShownForm; readonly status?: number }
type Query = Readonly<Record<string, string | string[] | undefined>>

/** The version that is read now; for those who write it, the draft when there is none yet. */
export async function showMaterial(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, again: Again & { readonly at?: OneView['at']; readonly query?: Query } = {}): Promise<Answer> {
  const material = looksLikeId(id) ? await store.loadMaterial(tx, id) : undefined
  if (!material) return notFound
  if (material.current === undefined) return redirect(`/materiell/${id}/utkast`)
  return show(deps, tx, actor, context, material, material.current, again)
}

/** A version by its own link, also after a new one has taken its place. */
export async function showVersion(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, number: string): Promise<Answer> {
  const material = looksLikeId(id) && /^\d{1,6}$/.test(number) ? await store.loadMaterial(tx, id) : undefined
  if (!material || material.current === undefined) return notFound
  return Number(number) === material.current ? redirect(`/materiell/${id}`) : show(deps, tx, actor, context, material, Number(number), {})
}

async function show(deps: Deps, tx: Tx, actor: Actor, context: PageContext, material: store.Material, number: number, { form = emptyForm, status = 200, at, query = {} }: Again & { readonly at?: OneView['at']; readonly query?: Query }): Promise<Answer> {
  const team = answersFor(material, actor)
  if (material.withdrawnOn && !team) return page(<WithdrawnPage page={context} material={material} title={context.t('library.withdrawn.title')} form={form} />, status)
  const key = targetIn(typeof query['for'] === 'string' ? query['for'] : '')
  const [version, past, themes, experiences, uses, usedIn, target] = await Promise.all([store.loadVersion(tx, material.id, number), store.loadPublished(tx, material.id), store.loadThemes(tx, material.teamId), loadExperiences(tx, material.id), loadUses(tx, material.id, actor.orgId), loadUsedIn(tx, material.id), key && loadTarget(tx, key)])
  if (!version?.publishedAt) return notFound
  const film = query['film'] === 'vis' && number === material.current ? filmAt(version.filmUrl) : undefined
  const view: OneView = {
    material, version, past, themes, today: osloDate(deps.now()), playing: film?.origin !== undefined, team, experiences, mayTell: actor.role === 'head' || actor.role === 'pedagogical-leader', uses, usedIn, form, at,
    target: target && key ? { ...target, ...key, there: uses.some((one) => one.kind === key.kind && one.targetId === key.id) } : undefined,
  }
  const drawn = <MaterialPage page={context} view={view} />
  return film?.origin && status === 200 ? framing(drawn, film.origin) : page(drawn, status)
}

/** The version on its way, for those who write it and the team it waits for. */
export async function showDraft(deps: Deps, tx: Tx, actor: Actor, context: PageContext, id: string, { form = emptyForm, status = 200, at }: Again & { readonly at?: DraftView['at'] } = {}): Promise<Answer> {
  const [material, version] = looksLikeId(id) ? await Promise.all([store.loadMaterial(tx, id), store.loadOpen(tx, id)]) : []
  if (!material) return notFound
  const [writes, team] = [mayWrite(material, actor), answersFor(material, actor)]
  if (!version || !(writes || team || material.fromKindergartenId === actor.orgId)) return material.current === undefined ? notFound : redirect(`/materiell/${id}`)
  const today = osloDate(deps.now())
  const usual = { ansvarlig: actor.name, gjennomgang: formatDate(addMonths(today, 12), context.lang, 'short') }
  return page(<DraftPage page={context} view={{ material, version, themes: await store.loadThemes(tx, material.teamId), today, team, mayWrite: writes, usual, form, at }} />, status)
}
