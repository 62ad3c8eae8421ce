import { reading, system, type Tx } from '../../../platform/db.ts'
import { may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { enrolment } from '../../register/index.ts'
import * as actions from './actions.ts'
import { chooseForm, teamForm } from './forms.ts'
import { SetupListPage, SetupPage } from './pages.tsx'

const operator = may('operator')
/** How far a municipality has come is read as the program itself (`loadSetUp`), so these pages open their own transactions. */
const own = { ownTransactions: true }

/** Setting up a municipality, from choosing it to its first team leader. */
export const setupWeb = (route: Router<PageContext>) => {
  route.get('/oppsett', operator, ({ deps, page: context }) => showList(deps, context, '', [], 200), own)

  route.post('/oppsett', operator, async ({ deps, actor, form, page: context }) => {
    const parsed = chooseForm.safeParse(form)
    if (!parsed.success) return showList(deps, context, one(form['kommune']), wordedErrors(context.t, parsed.error), 422)
    const enrolled = await enrolment.enrol(deps, actor, parsed.data.kommune)
    return enrolled.ok ? redirect(`/oppsett/${enrolled.event.id}`) : showList(deps, context, '', [{ field: 'kommune', text: context.t('setup.choose.missing') }], 422)
  })

  route.get('/oppsett/:id', operator, ({ deps, params, page: context }) => show(deps, params['id'], context, undefined, [], 200), own)

  route.post('/oppsett/:id/team', operator, async ({ deps, actor, params, form, page: context }) => {
    const municipality = await find(deps, params['id'])
    if (!municipality) return notFound
    const again = (errors: readonly FieldError[], status: number) => show(deps, municipality.id, context, one(form['navn']), errors, status)
    const parsed = teamForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const made = await enrolment.makeTeam(deps, actor, municipality.id, parsed.data.navn)
    if (made.ok) return redirect(`/oppsett/${municipality.id}`, { kind: 'success', key: 'setup.team.made' })
    return made.because === 'not-found' ? notFound : again([{ field: 'navn', text: context.t(`setup.team.refused.${made.because}`) }], 409)
  })

  route.post('/oppsett/:id/flytskjema', operator, async ({ deps, actor, params, page: context }) => {
    const municipality = await find(deps, params['id'])
    const given = municipality && (await actions.giveStandardFlow(deps, actor, municipality.id))
    if (!municipality || !given) return notFound
    if (given.ok) return redirect(`/oppsett/${municipality.id}`, { kind: 'success', key: 'setup.flow.given' })
    return given.because === 'not-found' ? notFound : show(deps, municipality.id, context, undefined, [{ field: 'navn', text: context.t('setup.after.team') }], 409)
  })
}

const find = (deps: Deps, id: string | undefined) => reading(deps.db, system, (tx) => enrolled(tx, id))

/** One that nobody has chosen yet has no page. */
async function enrolled(tx: Tx, id: string | undefined): Promise<enrolment.Enrolled | undefined> {
  const municipality = await enrolment.loadMunicipality(tx, id)
  return municipality?.enrolled ? municipality : undefined
}

async function showList(deps: Deps, context: PageContext, chosen: string, errors: readonly FieldError[], status: number): Promise<Answer> {
  return reading(deps.db, system, async (tx) => {
    const rows: actions.SetUp[] = []
    for (const municipality of await enrolment.loadEnrolled(tx)) rows.push(await actions.loadSetUp(tx, municipality, deps.now()))
    return page(<SetupListPage page={context} rows={rows} municipalities={await enrolment.loadMunicipalities(tx)} chosen={chosen} errors={errors} />, status)
  })
}

/** The name that is proposed for the team is the municipality's, without the word kommune. */
const proposed = ({ name }: enrolment.Enrolled): string => `Kompetanseteam barnehage ${name.replace(/ kommune$/, '')}`

async function show(deps: Deps, id: string | undefined, context: PageContext, teamName: string | undefined, errors: readonly FieldError[], status: number): Promise<Answer> {
  return reading(deps.db, system, async (tx) => {
    const municipality = await enrolled(tx, id)
    if (!municipality) return notFound
    return page(<SetupPage page={context} setUp={await actions.loadSetUp(tx, municipality, deps.now())} teamName={teamName ?? proposed(municipality)} errors={errors} />, status)
  })
}

const one = (value: unknown): string => (typeof value === 'string' ? value.slice(0, 300) : '')
