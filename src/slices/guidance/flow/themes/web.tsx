import { osloDate } from '../../../../kernel/dates.ts'
import { fieldErrors } from '../../../../kernel/fields.ts'
import { reading } from '../../../../platform/db.ts'
import { may, notFound, page, redirect, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import type { Words } from '../definition.ts'
import { addressOf } from '../pages.tsx'
import * as actions from './actions.ts'
import { themeForm } from './forms.ts'
import { ThemePage, ThemesPage } from './pages.tsx'
import { themeProblems, type ThemeProblem } from './rules.ts'
import * as store from './store.ts'

export const themesWeb = (route: Router<PageContext>) => {
  route.get(addressOf.themes, may('team-leader', 'adviser'), async ({ tx, actor, deps, page: context }) =>
    page(<ThemesPage page={context} themes={await store.loadThemes(tx, actor.orgId)} today={osloDate(deps.now())} mayEdit={actor.role === 'team-leader'} />),
  )

  route.post(addressOf.themes, may('team-leader'), async ({ deps, actor, form, page: context }) => {
    const parsed = themeForm.safeParse(form)
    const added = parsed.success ? await actions.addTheme(deps, actor, parsed.data) : undefined
    if (added?.ok) return redirect(addressOf.themes, { kind: 'success', key: 'flow.themes.saved' })
    const errors = parsed.success ? refused(context, added?.because) : inWords(context, fieldErrors(parsed.error))
    const themes = await reading(deps.db, actor, (tx) => store.loadThemes(tx, actor.orgId))
    return page(<ThemesPage page={context} themes={themes} today={osloDate(deps.now())} typed={typedIn(form)} errors={errors} mayEdit />, parsed.success ? 409 : 422)
  })

  route.get(`${addressOf.themes}/:code`, may('team-leader'), async ({ tx, actor, params, page: context }) => {
    const theme = await store.loadOwnTheme(tx, actor.orgId, printable(params['code']))
    return theme ? page(<ThemePage page={context} theme={theme} typed={theme.name} />) : notFound
  })

  route.post(`${addressOf.themes}/:code`, may('team-leader'), async ({ deps, actor, params, form, page: context }) => {
    const code = printable(params['code'])
    const theme = await reading(deps.db, actor, (tx) => store.loadOwnTheme(tx, actor.orgId, code))
    if (!theme) return notFound
    const parsed = themeForm.safeParse(form)
    const renamed = parsed.success ? await actions.renameTheme(deps, actor, code, parsed.data) : undefined
    if (renamed?.ok) return redirect(addressOf.themes, { kind: 'success', key: 'flow.themes.saved' })
    const errors = parsed.success ? refused(context, renamed?.because) : inWords(context, fieldErrors(parsed.error))
    return page(<ThemePage page={context} theme={theme} typed={typedIn(form)} errors={errors} />, parsed.success ? 409 : 422)
  })

  route.post(`${addressOf.themes}/:code/slutt`, may('team-leader'), async ({ deps, actor, params }) => {
    const ended = await actions.endTheme(deps, actor, printable(params['code']))
    return ended.ok ? redirect(addressOf.themes, { kind: 'success', key: 'flow.themes.was-ended' }) : notFound
  })
}

/** A code from an address; a sign that no code has would be refused by the database. */
const printable = (text: string | undefined): string => (/^[a-z0-9-]{1,60}$/.test(text ?? '') ? (text ?? '') : '')

const typedIn = (form: Readonly<Record<string, unknown>>): Words => ({ nb: one(form['nb']), nn: one(form['nn']), en: one(form['en']) })
const one = (value: unknown): string => (typeof value === 'string' ? value : '')

const inWords = (context: PageContext, problems: Readonly<Record<string, string>>): FieldError[] =>
  Object.entries(problems).map(([field, problem]) => ({ field, text: context.t(`flow.themes.${themeProblems.find((known) => known === problem) ?? 'needed'}`) }))

const refused = (context: PageContext, because: ThemeProblem | 'no-such-theme' | undefined): FieldError[] => [
  { field: 'nb', text: context.t(`flow.themes.${because === undefined || because === 'no-such-theme' ? 'needed' : because}`) },
]
