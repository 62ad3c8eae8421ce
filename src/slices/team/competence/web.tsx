import type { Actor } from '../../../kernel/actor.ts'
import { osloDate } from '../../../kernel/dates.ts'
import { readGuarded, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { forbidden, may, notFound, page, redirect, type Answer, type Deps, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm, showAgain, type ShownForm } from '../../../ui/guard-notice.tsx'
import * as actions from './actions.ts'
import { noteForm, noteGuarded, ownForm, ownGuarded, subjectForm, subjectGuarded } from './forms.ts'
import { noteLabels, ownLabels, OwnPage, RowPage, subjectLabels, SubjectsPage } from './own-pages.tsx'
import { AuthorityPage, ownPath, rowPath, subjectsPath, TeamPage } from './pages.tsx'
import { coverage, stateOf } from './rules.ts'
import * as store from './store.ts'

const team = may('team-leader', 'adviser')
const leader = may('team-leader')
const text = (values: Readonly<Record<string, unknown>>, name: string): string => (typeof values[name] === 'string' ? values[name] : '')

export const competenceWeb = (route: Router<PageContext>) => {
  route.get('/teamets-kompetanse', may('team-leader', 'adviser', 'authority'), async ({ deps, tx, actor, page: context }) => {
    if (actor.role === 'authority') return authorityPage(tx, context)
    const today = osloDate(deps.now())
    const [members, subjects, held, asked] = await Promise.all([store.loadMembers(tx, actor.orgId, today), store.loadSubjects(tx, actor.orgId), store.loadLevels(tx, actor.orgId), store.loadAsked(tx, actor.orgId, today)])
    return page(<TeamPage page={context} view={{ covered: coverage(subjects, members, held, asked), members, held, subjects, leads: actor.role === 'team-leader', actsForSelf: !actor.onBehalfOf }} />)
  })

  // One's own row is one's own: who stands in for somebody writes in nobody's.
  route.get('/teamets-kompetanse/min', team, async ({ tx, actor, query, page: context }) => (actor.onBehalfOf ? forbidden : ownPage(tx, actor, context, text(query, 'emne'))))

  route.post('/teamets-kompetanse/min', team, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    if (actor.onBehalfOf) return forbidden
    const again = (shown: ShownForm, status: number): Promise<Answer> => reading(deps.db, actor, (tx) => ownPage(tx, actor, context, text(form, 'emne'), shown, status))
    const read = readGuarded(ownForm, ownGuarded, form)
    if (!read.ok) return again(showAgain(t, ownLabels(t), read), 422)
    const { emne, niva, grunnlag, ar, onske, versjon } = read.values
    const written = await actions.writeOwn(deps, actor, emne, versjon, { level: niva, evidence: grunnlag, year: ar, wishes: onske })
    if (written.ok) return redirect(ownPath, { kind: 'success', key: 'competence.flash.saved' })
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: written.because === 'year-ahead' ? 'ar' : '', text: t(`competence.because.${written.because}`) }] }, 409)
  })

  route.get('/teamets-kompetanse/rad/:id', leader, async ({ deps, tx, actor, params, page: context }) => rowPage(deps, tx, actor, context, params['id']))

  route.post('/teamets-kompetanse/rad/:id', leader, async ({ deps, actor, params, form, page: context }) => {
    const { t } = context
    const personId = params['id'] ?? ''
    if (actor.onBehalfOf) return forbidden
    if (!looksLikeId(personId)) return notFound
    const read = readGuarded(noteForm, noteGuarded, form)
    if (!read.ok) return reading(deps.db, actor, (tx) => rowPage(deps, tx, actor, context, personId, showAgain(t, noteLabels(t), read), 422))
    const noted = await actions.noteAgreed(deps, actor, personId, read.values.notat)
    return noted.ok ? redirect(rowPath(personId), { kind: 'success', key: 'competence.flash.noted' }) : notFound
  })

  route.get('/teamets-kompetanse/emner', leader, async ({ tx, actor, page: context }) => subjectsPage(tx, actor, context))

  route.post('/teamets-kompetanse/emner', leader, async ({ deps, actor, form, page: context }) => {
    const { t } = context
    const again = (shown: ShownForm, status: number) => reading(deps.db, actor, (tx) => subjectsPage(tx, actor, context, shown, status))
    const read = readGuarded(subjectForm, subjectGuarded, form)
    if (!read.ok) return again(showAgain(t, subjectLabels(t), read), 422)
    const added = await actions.addSubject(deps, actor, read.values.slag, read.values.navn)
    if (added.ok) return redirect(subjectsPath, { kind: 'success', key: 'competence.flash.added' })
    return again({ ...emptyForm, typed: typedIn(form), errors: [{ field: 'navn', text: t(`competence.because.${added.because}`) }] }, 409)
  })

  route.post('/teamets-kompetanse/emner/:id/ut', leader, async ({ deps, actor, params, page: context }) => {
    const subjectId = params['id'] ?? ''
    if (!looksLikeId(subjectId)) return notFound
    const out = await actions.retireSubject(deps, actor, subjectId)
    if (out.ok) return redirect(subjectsPath, { kind: 'success', key: 'competence.flash.out' })
    return reading(deps.db, actor, (tx) => subjectsPage(tx, actor, context, { ...emptyForm, errors: [{ field: '', text: context.t(`competence.because.${out.because}`) }] }, 409))
  })
}

async function authorityPage(tx: Tx, context: PageContext): Promise<Answer> {
  const [counts, themes] = await Promise.all([store.loadCounts(tx), store.loadThemeNames(tx)])
  const rows = counts.flatMap(({ team, subject, ownName, holds, endsOn }) => {
    const name = ownName ?? themes.get(subject)?.[context.lang]
    return name === undefined ? [] : [{ team, name, state: stateOf(holds), endsOn }]
  })
  return page(<AuthorityPage page={context} teams={[...Map.groupBy(rows, ({ team }) => team)]} />)
}

const load = async (tx: Tx, teamId: string, personId: string) => {
  const [subjects, row, earlier, notes] = await Promise.all([store.loadSubjects(tx, teamId), store.loadRow(tx, teamId, personId), store.loadEarlier(tx, teamId, personId), store.loadNotes(tx, teamId, personId)])
  return { subjects, row, earlier, notes }
}

async function ownPage(tx: Tx, actor: Actor, context: PageContext, code: string, shown?: ShownForm, status = 200): Promise<Answer> {
  const view = await load(tx, actor.orgId, actor.personId)
  const chosen = view.subjects.find((one) => one.code === code)
  const before = view.row.find(({ subject }) => subject === code)
  const version = String(before?.version ?? 0)
  const typed = shown ? { ...shown.typed, versjon: version } : { niva: before?.level ?? '', grunnlag: before?.evidence ?? '', ar: before?.year === undefined ? '' : String(before.year), onske: before?.wishes ? 'on' : '', versjon: version }
  return page(<OwnPage page={context} view={{ ...view, chosen, form: { ...(shown ?? emptyForm), typed } }} />, status)
}

async function rowPage(deps: Deps, tx: Tx, actor: Actor, context: PageContext, personId: string | undefined, form: ShownForm = emptyForm, status = 200): Promise<Answer> {
  if (actor.onBehalfOf) return forbidden
  const member = (await store.loadMembers(tx, actor.orgId, osloDate(deps.now()))).find((one) => one.personId === personId)
  if (!member) return notFound
  return page(<RowPage page={context} view={{ ...(await load(tx, actor.orgId, member.personId)), personId: member.personId, name: member.name, form }} />, status)
}

const subjectsPage = async (tx: Tx, actor: Actor, context: PageContext, form: ShownForm = emptyForm, status = 200): Promise<Answer> => page(<SubjectsPage page={context} view={{ subjects: await store.loadSubjects(tx, actor.orgId), form }} />, status)
