import { typedIn } from '../../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { countFailures } from '../../../../platform/failures.ts'
import { afterReading, file, open, page, redirect, type Answer, type Deps, type Router } from '../../../../platform/http.ts'
import { renderPdf } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import * as actions from '../actions.ts'
import { momentOf } from '../afterwards/rules.ts'
import { phoneForm } from '../forms.ts'
import { certificateCodeOf, sessionCodeOf } from '../rules.ts'
import { certificateDocument } from './document.ts'
import { CheckInPage, CheckPage, CodeGonePage, CodePage, DonePage, LinkGonePage, OwnPage } from './pages.tsx'

/** Three hundred phones behind one address get through in a few minutes; six letters are not found so. */
const room = { limit: { max: 3000, minutes: 10 }, ownTransactions: true }
/** Of those who get it wrong: letters that are nobody's, and in one room addresses nobody is registered with. Many in a room forget their name, or write it wrong. */
const wrong = { letters: { max: 30, minutes: 10 }, seats: { max: 30, minutes: 10 } }
/** A link or a certificate's code is too long to be found by trying: this is against the trying. */
const guessing = { limit: { max: 120, minutes: 10 }, ownTransactions: true }

/** The addresses of those who have no account: in the room, at the own link, and with a certificate in the hand. */
export const checkInWeb = (route: Router<PageContext>) => {
  const [letters, seats] = [countFailures(wrong.letters), countFailures(wrong.seats)]
  /** The room of the letters; `busy` when too many wrong ones have come from the address, whatever these are. */
  const roomOf = async (deps: Deps, typed: unknown, ip: string, told?: Date): Promise<{ readonly code: string; readonly found: actions.Room } | 'busy' | undefined> => {
    if (letters.tooMany(ip, deps.now())) return 'busy'
    const code = sessionCodeOf(typed)
    const found = code === undefined ? undefined : await actions.findRoom(deps, code, told)
    if (code !== undefined && found) return { code, found }
    if (code !== undefined) letters.add(ip, deps.now())
    return undefined
  }
  const gone = (context: PageContext, why: 'busy' | undefined) => page(<CodeGonePage page={context} busy={why === 'busy'} />, why === 'busy' ? 429 : 404)

  route.get('/oppmote', open, async ({ deps, query, ip, page: context }) => {
    const typed = typeof query['kode'] === 'string' ? query['kode'].trim().slice(0, 20) : ''
    const one = await roomOf(deps, typed, ip)
    if (one === 'busy') return gone(context, one)
    return one ? redirect(`/oppmote/${one.code}`) : page(<CodePage page={context} typed={typed} unknown={typed !== ''} />, typed === '' ? 200 : 404)
  }, room)

  route.get('/oppmote/:kode', open, async ({ deps, params, query, ip, page: context }) => {
    const one = await roomOf(deps, params['kode'], ip)
    if (!one || one === 'busy') return gone(context, one)
    const { code, found } = one
    if (query['registrert'] === 'ja' || query['registrert'] === 'alt') return page(<DonePage page={context} back={`/oppmote/${code}`} course={found.course.title} how={query['registrert'] === 'alt' ? 'already' : 'done'} />)
    return page(<CheckInPage page={context} code={code} room={found} typed={{}} errors={[]} />)
  }, room)

  route.post('/oppmote/:kode/registrering', open, async ({ deps, params, form, ip, page: context }) => {
    const told = momentOf(form['tidspunkt'])
    const one = await roomOf(deps, params['kode'], ip, told)
    if (!one || one === 'busy') return gone(context, one)
    const { code, found } = one
    const again = (errors: readonly FieldError[], status: number) => page(<CheckInPage page={context} code={code} room={found} typed={typedIn(form)} errors={errors} />, status)
    const parsed = phoneForm.safeParse(form)
    if (!parsed.success) return again(wordedErrors(context.t, parsed.error), 422)
    const sender = `${code} ${ip}`
    if (seats.tooMany(sender, deps.now())) return again([{ field: '', text: context.t('attendance.phone.busy') }], 429)
    const done = await actions.checkInByCode(deps, code, { email: parsed.data.epost, name: parsed.data.navn }, told)
    // The letters may be nobody's by now: the answer is the page itself.
    if (done.ok && done.event.afterwards) return page(<DonePage page={context} back={`/oppmote/${code}`} course={found.course.title} how={done.event.already ? 'already' : 'told'} />)
    if (done.ok) return redirect(`/oppmote/${code}?registrert=${done.event.already ? 'alt' : 'ja'}`)
    if (done.because === 'not-found') return gone(context, undefined)
    if (done.because === 'no-seat' || done.because === 'told-outside') seats.add(sender, deps.now())
    const field = done.because === 'no-seat' ? 'epost' : ''
    return again([{ field, text: context.t(`attendance.because.${done.because}`) }], field === '' ? 409 : 422)
  }, { limit: room.limit })

  route.get('/kursoppmote/:token', open, async ({ deps, params, page: context }) => ownPage(deps, context, params['token'] ?? ''), guessing)
  route.post('/kursoppmote/:token', open, async ({ deps, params, form, page: context }) => {
    const token = params['token'] ?? ''
    const session = typeof form['samling'] === 'string' && looksLikeId(form['samling']) ? form['samling'] : undefined
    const done = session === undefined ? undefined : await actions.checkInByLink(deps, token, session, momentOf(form['tidspunkt']))
    if (done?.ok) return redirect(`/kursoppmote/${token}`)
    return !done || done.because === 'not-found' ? page(<LinkGonePage page={context} />, 404) : ownPage(deps, context, token, [{ field: '', text: context.t(`attendance.because.${done.because}`) }], 409)
  }, { limit: guessing.limit })
  route.get('/kursoppmote/:token/kursbevis.pdf', open, async ({ deps, params, page: context }) => {
    const own = await actions.findOwn(deps, params['token'] ?? '')
    const certificate = own?.certificate
    if (!certificate) return page(<LinkGonePage page={context} />, 404)
    return afterReading(async () => {
      const pdf = await renderPdf(certificateDocument(context, certificate, deps.config.publicUrl), { whose: certificate.placeId })
      return pdf.ok ? file('kursbevis.pdf', 'application/pdf', pdf.bytes) : redirect(`/kursoppmote/${params['token']}`, { kind: 'warning', key: `guidance.case.pdf.${pdf.because}` })
    })
  }, guessing)

  route.get('/kursbevis', open, async ({ deps, query, page: context }) => check(deps, context, query['kode']), guessing)
  route.get('/kursbevis/:kode', open, async ({ deps, params, page: context }) => check(deps, context, params['kode']), guessing)
}

async function check(deps: Deps, context: PageContext, typed: string | string[] | undefined): Promise<Answer> {
  const code = certificateCodeOf(typed)
  const asked = typeof typed === 'string' && typed.trim() !== ''
  const certificate = code === undefined ? undefined : await actions.findCertificate(deps, code)
  return page(<CheckPage page={context} code={asked ? typed.slice(0, 60) : ''} certificate={certificate} asked={asked} />, asked && !certificate ? 404 : 200)
}

async function ownPage(deps: Deps, context: PageContext, token: string, errors: readonly FieldError[] = [], status = 200): Promise<Answer> {
  const own = await actions.findOwn(deps, token)
  return own ? page(<OwnPage page={context} token={token} own={own} now={deps.now()} publicUrl={deps.config.publicUrl} errors={errors} />, status) : page(<LinkGonePage page={context} />, 404)
}
