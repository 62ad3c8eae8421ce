import { roles } from '../../../kernel/actor.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { forbidden, may, notFound, open, page, redirect, signedIn, type Deps, type Router } from '../../../platform/http.ts'
import { absoluteMinutes, type Visit } from '../../../platform/visit.ts'
import { reading } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import type { FieldError } from '../../../ui/form.tsx'
import { decline } from '../access-requests/actions.ts'
import { invitationForm, nameForm } from '../members/forms.ts'
import { rolesFor } from '../members/rules.ts'
import { seeUnit, typedIn } from '../members/seen.ts'
import { administered, home } from '../members/web.tsx'
import * as actions from './actions.ts'
import { InvitationPage, InvitationRefusedPage, InvitePage } from './pages.tsx'
import type { AcceptRefusal, InviteRefusal } from './rules.ts'

const anyone = may(...roles)
/** For the links in the letters: enough for a whole staff behind one address, far too little for guessing 256 bits. */
const opening = { max: 60, minutes: 15 }
const inviting = { max: 100, minutes: 60 }
const tokenShape = /^[A-Za-z0-9_-]{43}$/

export const invitationsWeb = (route: Router<PageContext>) => {
  route.get('/folk/:org/invitasjon', anyone, async ({ tx, deps, visit, params, query, page: context }) => {
    const seen = await seeUnit(tx, visit, params['org'], deps.now())
    if (!seen) return notFound
    if (!seen.administers) return forbidden
    return page(<InvitePage page={context} unit={seen.unit} back={home(visit, seen)} typed={typedIn(query)} />)
  })

  route.post(
    '/folk/:org/invitasjon',
    anyone,
    async ({ deps, visit, actor, params, form, language, page: context }) =>
      administered(deps, visit, params['org'], async (seen) => {
        const parsed = invitationForm(rolesFor(seen.unit)).safeParse(form)
        const again = (errors: readonly FieldError[], refusal: InviteRefusal | undefined, status: number) =>
          page(<InvitePage page={context} unit={seen.unit} back={home(visit, seen)} typed={typedIn(form)} errors={errors} refusal={refusal} />, status)
        if (!parsed.success) return again(wordedErrors(context.t, parsed.error), undefined, 422)
        const { epost, rolle, administrerer, fra } = parsed.data
        const done = await actions.invite(deps, actor, seen.unit, { email: epost, role: rolle, administers: administrerer, startsOn: fra }, language)
        return done.ok ? redirect(home(visit, seen), { kind: 'success', key: 'members.done.invited' }) : again([], done.because, 409)
      }),
    { limit: inviting },
  )

  route.post(
    '/folk/:org/invitasjon/:id/fornying',
    anyone,
    async ({ deps, visit, actor, params, language }) =>
      administered(deps, visit, params['org'], async (seen) => {
        const done = await actions.renew(deps, actor, seen.unit, idIn(params), language)
        if (done.ok) return redirect(home(visit, seen), { kind: 'success', key: 'members.done.invited' })
        return done.because === 'not-found' ? notFound : redirect(home(visit, seen), { kind: 'warning', key: `members.because.${done.because}` })
      }),
    { limit: inviting },
  )

  route.post('/folk/:org/invitasjon/:id/tilbaketrekking', anyone, async ({ deps, visit, actor, params }) =>
    administered(deps, visit, params['org'], async (seen) => {
      const done = await actions.withdraw(deps, actor, seen.unit, idIn(params))
      return done.ok ? redirect(home(visit, seen), { kind: 'success', key: 'members.done.withdrawn' }) : notFound
    }),
  )

  route.post('/folk/:org/foresporsel/:id/avslag', anyone, async ({ deps, visit, actor, params }) =>
    administered(deps, visit, params['org'], async (seen) => ((await decline(deps, actor, seen.unit, idIn(params))) ? redirect(home(visit, seen), { kind: 'success', key: 'members.done.declined' }) : notFound)),
  )

  route.get(
    '/invitasjon/:token',
    open,
    async ({ tx, deps, visit, params, query, page: context }) => {
      const token = tokenIn(params)
      const opened = token ? await actions.openInvitation(tx, token, visit, deps.now()) : undefined
      if (!token || !opened) return notFound
      const common = { page: context, opened, path: actions.invitationPath(token), signedIn: visit !== undefined }
      return opened.refusal ? page(<InvitationRefusedPage {...common} asked={query['spurt'] === 'ja'} />, refusedStatus[opened.refusal]) : page(<InvitationPage {...common} name={undefined} />)
    },
    { limit: opening },
  )

  route.post(
    '/invitasjon/:token',
    signedIn,
    async ({ deps, visit, params, form, language, page: context }) => {
      const token = tokenIn(params)
      const opened = token ? await look(deps, token, visit) : undefined
      if (!token || !opened) return notFound
      const common = { page: context, opened, path: actions.invitationPath(token), signedIn: true }
      const parsed = nameForm.safeParse(opened.knownName === undefined ? form : { navn: opened.knownName })
      if (!opened.refusal && !parsed.success) return page(<InvitationPage {...common} name={typedIn(form)['navn']} errors={wordedErrors(context.t, parsed.error)} />, 422)
      const done = await actions.takeInvitation(deps, token, visit as Visit, parsed.data?.navn ?? '', language)
      if (!done.ok) return done.because === 'not-found' ? notFound : page(<InvitationRefusedPage {...common} opened={{ ...opened, refusal: done.because }} asked={false} />, refusedStatus[done.because])
      return redirect('/rolle?ny=1', { kind: 'success', key: 'members.done.taken' }, [{ name: 'session', value: done.event.token, maxAgeSeconds: absoluteMinutes * 60 }])
    },
    { limit: opening },
  )

  route.post(
    '/invitasjon/:token/ny',
    open,
    async ({ deps, params }) => {
      const token = tokenIn(params)
      return token && (await actions.askAgain(deps, token)) ? redirect(`${actions.invitationPath(token)}?spurt=ja`) : notFound
    },
    { limit: { max: 10, minutes: 15 } },
  )
}

/** 410: it was here and is gone. 409: it is here, but not for you, or you have it already. */
const refusedStatus: Readonly<Record<AcceptRefusal, number>> = { expired: 410, used: 410, withdrawn: 410, 'wrong-person': 409, 'already-member': 409, 'organisation-closed': 410 }

const look = (deps: Deps, token: string, visit: Visit | undefined) => reading(deps.db, undefined, (tx) => actions.openInvitation(tx, token, visit, deps.now()))

const tokenIn = (params: Readonly<Record<string, string>>): string | undefined => (tokenShape.test(params['token'] ?? '') ? params['token'] : undefined)

/** An id that no row has, for an address that has none. */
const idIn = (params: Readonly<Record<string, string>>): string => (looksLikeId(params['id'] ?? '') ? (params['id'] ?? '') : '00000000-0000-0000-0000-000000000000')
