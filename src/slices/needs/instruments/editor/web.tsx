import type { Actor } from '../../../../kernel/actor.ts'
import { guardFields, typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { InstrumentTheme, StatementsInstrument } from '../definition.ts'
import { check, limits, stampOf, type EditRefusal } from '../rules.ts'
import * as actions from './actions.ts'
import { nameForm, rowsOf, themeForm, themeFrom } from './forms.ts'
import { addressOf, DraftPage, InstrumentPage, InstrumentsPage, NamePage, ThemePage, type ThemeView } from './pages.tsx'
import { checkLanguages } from '../languages/rules.ts'
import { languagesWeb } from '../languages/web.tsx'
import { draftOfScores, scoredWeb, showScored } from '../scored/web.tsx'
import * as store from './store.ts'

const editors = may('team-leader', 'adviser', 'owner')
const readers = may('team-leader', 'adviser', 'owner', 'head', 'pedagogical-leader')
const mayEdit = ({ role }: Actor) => role === 'team-leader' || role === 'adviser' || role === 'owner'

export const instrumentsWeb = (route: Router<PageContext>) => {
  scoredWeb(route)
  languagesWeb(route)
  route.get('/sporsmal', readers, async ({ tx, actor, page: context }) => page(<InstrumentsPage page={context} instruments={await store.loadInstruments(tx)} own={actor.orgId} mayEdit={mayEdit(actor)} />))

  route.get('/sporsmal/:id', readers, async ({ tx, actor, params, page: context }) => {
    const one = await find(tx, params['id'])
    return one ? page(<InstrumentPage page={context} one={one} themes={await store.loadThemeNames(tx, one.managerId ?? actor.orgId)} mayEdit={one.managerId === actor.orgId && mayEdit(actor)} mayCopy={one.managerId !== actor.orgId && mayEdit(actor)} />) : notFound
  })

  route.post('/sporsmal', editors, async ({ deps, actor, form }) => {
    const from = String(form['fra'] ?? '')
    const copied = looksLikeId(from) ? await actions.copyInstrument(deps, actor, from) : undefined
    return copied?.ok ? redirect(addressOf(copied.event.id, '/navn'), { kind: 'success', key: 'instruments.copied' }) : notFound
  })

  route.get('/sporsmal/:id/navn', editors, async ({ tx, actor, params, page: context }) => {
    const one = await findOwn(tx, actor, params['id'])
    return one ? page(<NamePage page={context} one={one} typed={{ 'navn-nb': one.name.nb, 'navn-nn': one.name.nn, 'navn-en': one.name.en }} errors={[]} />) : notFound
  })
  route.post('/sporsmal/:id/navn', editors, async ({ deps, actor, params, form, page: context }) => {
    const parsed = nameForm.safeParse(form)
    const one = await reading(deps.db, actor, (tx) => findOwn(tx, actor, params['id']))
    if (!one) return notFound
    if (!parsed.success) return page(<NamePage page={context} one={one} typed={typedIn(form)} errors={wordedErrors(context.t, parsed.error)} />, 422)
    const { 'navn-nb': nb, 'navn-nn': nn, 'navn-en': en } = parsed.data
    await actions.renameInstrument(deps, actor, one.id, { nb, nn, en })
    return redirect(addressOf(one.id), { kind: 'success', key: 'instruments.saved' })
  })

  route.post('/sporsmal/:id/avslutning', editors, async ({ deps, actor, params, form }) => {
    const ended = looksLikeId(params['id'] ?? '') ? await actions.endInstrument(deps, actor, params['id'] ?? '', form['valg'] !== 'gjenoppta') : undefined
    return ended?.ok ? redirect(addressOf(ended.event.id), { kind: 'success', key: 'instruments.saved' }) : notFound
  })

  route.post('/sporsmal/:id/kladd', editors, async ({ deps, actor, params }) => {
    const begun = looksLikeId(params['id'] ?? '') ? await actions.beginDraft(deps, actor, params['id'] ?? '') : undefined
    return begun?.ok ? redirect(addressOf(begun.event.id, '/kladd')) : notFound
  })
  route.get('/sporsmal/:id/kladd', editors, async ({ tx, actor, params, page: context }) => showDraft(tx, actor, params['id'], context))

  const answer = async (deps: Deps, actor: Actor, id: string, context: PageContext, outcome: { readonly ok: true } | { readonly ok: false; readonly because: EditRefusal }, to: string) =>
    outcome.ok ? redirect(to, { kind: 'success', key: 'instruments.saved' }) : reading(deps.db, actor, (tx) => showDraft(tx, actor, id, context, outcome.because))

  route.post('/sporsmal/:id/kladd/tema', editors, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const added = await actions.newTheme(deps, actor, id)
    return answer(deps, actor, id, context, added, added.ok ? addressOf(id, `/kladd/tema/${added.event.key}`) : '')
  })
  route.post('/sporsmal/:id/kladd/tema/:tema/opp', editors, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    return looksLikeId(id) ? answer(deps, actor, id, context, await actions.liftTheme(deps, actor, id, params['tema'] ?? ''), addressOf(id, '/kladd')) : notFound
  })
  route.post('/sporsmal/:id/kladd/tema/:tema/fjerning', editors, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    return looksLikeId(id) ? answer(deps, actor, id, context, await actions.dropTheme(deps, actor, id, params['tema'] ?? '', String(form['stempel'] ?? '')), addressOf(id, '/kladd')) : notFound
  })
  route.post('/sporsmal/:id/kladd/publisering', editors, async ({ deps, actor, params, page: context }) => {
    const id = params['id'] ?? ''
    return looksLikeId(id) ? answer(deps, actor, id, context, await actions.publishDraft(deps, actor, id), addressOf(id)) : notFound
  })

  route.get('/sporsmal/:id/kladd/tema/:tema', editors, async ({ tx, actor, params, page: context }) => {
    const found = await findTheme(tx, actor, params['id'], params['tema'])
    return found ? page(<ThemePage page={context} view={{ ...found, ...typedFrom(found.theme), errors: [], stale: false }} />) : notFound
  })
  route.post('/sporsmal/:id/kladd/tema/:tema', editors, async ({ deps, actor, params, form, page: context }) => {
    const id = params['id'] ?? ''
    const rows = rowsOf(form)
    const typed = typedIn(form)
    const again = (errors: ThemeView['errors'], status: number, stale = false): Promise<Answer> =>
      reading(deps.db, actor, async (tx) => {
        const found = await findTheme(tx, actor, id, params['tema'])
        return found ? page(<ThemePage page={context} view={{ ...found, rows, typed, errors, stale }} />, status) : notFound
      })
    const parsed = themeForm(rows).safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const { stops } = guardFields(typed, rows.flatMap((row) => [`p-${row}-nb`, `p-${row}-nn`, `p-${row}-en`]))
    if (stops.length > 0) return again(stops.map((field) => ({ field, text: context.t('common.guard.national-id') })), 422)
    const saved = looksLikeId(id) ? await actions.saveTheme(deps, actor, id, params['tema'] ?? '', themeFrom(form, parsed.data as Readonly<Record<string, string>>), typed['stempel'] ?? '') : undefined
    if (saved?.ok) return redirect(addressOf(id, '/kladd'), { kind: 'success', key: 'instruments.saved' })
    if (saved?.because === 'changed-meanwhile') return again([], 409, true)
    if (saved?.because === 'too-many') return again([{ field: `p-${rows.at(-1) ?? 0}-nb`, text: context.t('instruments.because.too-many') }], 422)
    return notFound
  })
}

const find = async (tx: Tx, id: string | undefined) => (looksLikeId(id ?? '') ? (await store.loadInstruments(tx, id))[0] : undefined)
const findOwn = async (tx: Tx, actor: Actor, id: string | undefined) => {
  const one = await find(tx, id)
  return one?.managerId === actor.orgId ? one : undefined
}
const draftIn = (one: store.Instrument | undefined): StatementsInstrument | undefined => {
  const draft = one?.versions.find(({ locked }) => !locked)?.definition
  return draft?.kind === 'statements' ? draft : undefined
}
async function showDraft(tx: Tx, actor: Actor, id: string | undefined, context: PageContext, refused?: EditRefusal): Promise<Answer> {
  const one = await findOwn(tx, actor, id)
  const draft = draftIn(one)
  const scored = one && draftOfScores(one)
  if (one && scored) return showScored(tx, actor, one, scored, context, refused)
  return one && draft ? page(<DraftPage page={context} one={one} draft={draft} faults={check(draft)} missing={checkLanguages(draft).map(({ name }) => name)} refused={refused} />, refused ? 409 : 200) : notFound
}
async function findTheme(tx: Tx, actor: Actor, id: string | undefined, key: string | undefined) {
  const one = await findOwn(tx, actor, id)
  const theme = draftIn(one)?.themes.find((found) => found.key === key)
  return one && theme && { one, theme, stamp: stampOf(theme), themes: await store.loadThemeNames(tx, actor.orgId) }
}
/** The theme as fields, with empty rows after it for new statements. */
function typedFrom({ name, about, statements }: InstrumentTheme): Pick<ThemeView, 'rows' | 'typed'> {
  const rows = Array.from({ length: Math.min(statements.length + 2, limits.statements) }, (_, at) => at)
  const typed = Object.fromEntries(rows.flatMap((row) => [[`p-${row}-key`, statements[row]?.key ?? ''], ...(['nb', 'nn', 'en'] as const).map((language) => [`p-${row}-${language}`, statements[row]?.text[language] ?? ''])]))
  return { rows, typed: { ...typed, 'navn-nb': name.nb, 'navn-nn': name.nn, 'navn-en': name.en, om: about } }
}
