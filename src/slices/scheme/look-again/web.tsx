import { guardFields, isConfirmed, typedIn } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { json, page, type Answer, type Router, type WriteRequest } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { LookAgainPage } from './page.tsx'

/** Forms whose own page points out what the guard finds, beside the field; the form editor, which asks and does not tell; and files. */
const ownNotice = [
  /^\/behov\/:id\/del\/:del$/,
  /^\/behov\/:id\/forankring(?!.*paminnelse)/,
  /^\/forum\/:id\/habilitet\/:runde\/avgjorelse$/,
  /^\/forum\/:id\/moter\/:mote\/saker\/:sak\/(forslag\/:melding|referat)$/,
  /^\/forum\/:id\/moter\/:mote\/referat\/svar$/,
  /^\/meldeskjema/,
]

/** Forms whose own page refuses an identity number, beside the field. */
const ownRefusal = [/^\/okonomi/]

/** Every form of the scheme with words in it is read by the guard before anything is saved: an identity number stops it, what may point at a child must be confirmed. Nothing typed is lost. */
export const lookingAgain = (route: Router<PageContext>): Router<PageContext> => ({
  get: route.get,
  post: (url, access, handler, options) =>
    route.post(url, access, options?.upload || ownNotice.some((own) => own.test(url)) ? handler : async (request) => again(request as WriteRequest<unknown, PageContext>, ownRefusal.some((own) => own.test(url))) ?? handler(request), options),
})

function again({ form, address, autosave, page: context }: WriteRequest<unknown, PageContext>, refusesNumbers: boolean): Answer | undefined {
  const typed = typedIn(form)
  // Nothing so short points at a child, and a form of ids and numbers costs nothing. Ids are ours, and one in a thousand has eleven digits that look like a person's.
  const { stops, warnings } = guardFields(typed, Object.keys(typed).filter((name) => (typed[name]?.length ?? 0) >= 8 && !looksLikeId(typed[name] ?? '')))
  if (refusesNumbers && stops.length > 0) return undefined
  if (stops.length === 0 && (warnings.length === 0 || isConfirmed(form))) return undefined
  return autosave ? json({ because: 'guard' }, 422) : page(<LookAgainPage page={context} address={address} form={form} typed={typed} stops={stops} warnings={warnings} />, 422)
}
