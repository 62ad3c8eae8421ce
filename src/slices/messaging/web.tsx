import { isLanguage, languages } from '../../kernel/language.ts'
import { looksLikeId } from '../../kernel/ids.ts'
import type { Actor } from '../../kernel/actor.ts'
import { writing } from '../../platform/db.ts'
import { forbidden, may, notFound, open, page, redirect, signedIn, type Answer, type ReadRequest, type Router } from '../../platform/http.ts'
import { lettersWait } from '../../platform/mail.ts'
import type { PageContext } from '../../ui/context.tsx'
import * as actions from './actions.ts'
import { choicesPath, writeLetter } from './letters.ts'
import { ChoicesPage, DemoLettersPage, NoticesPage, UndeliveredPage } from './pages.tsx'
import * as store from './store.ts'

export const web = (route: Router<PageContext>) => {
  route.get('/varsler', signedIn, async ({ tx, deps, actor, page: context }) =>
    page(<NoticesPage page={context} notices={actor ? await store.loadNotices(tx, actor.personId, deps.now()) : []} />))

  route.post('/varsler/lesing', signedIn, async ({ deps, actor }) => {
    if (!actor) return forbidden
    await actions.markAllSeen(deps, actor)
    return redirect('/varsler', { kind: 'success', key: 'messaging.marked-seen' })
  })

  route.get(choicesPath, signedIn, async ({ tx, actor, page: context }) =>
    actor ? page(<ChoicesPage page={context} without={await store.loadChoices(tx, actor.personId)} />) : forbidden)

  // Whatever is sent, what is kept is a subset of the kinds there are: there is nothing to get wrong, and so no 422.
  route.post(choicesPath, signedIn, async ({ deps, actor, form }) => {
    if (!actor) return forbidden
    await actions.chooseReminders(deps, actor, [form['paminnelse'] ?? []].flat().map(String))
    return redirect('/varsler', { kind: 'success', key: 'messaging.choices.saved' })
  })

  route.get('/drift/utsendinger', may('operator'), async ({ tx, deps, page: context }) => page(<UndeliveredPage page={context} letters={await store.loadUndelivered(tx)} wait={lettersWait(deps.config)} />))

  route.post('/drift/utsendinger/:id/forsok', may('operator'), async ({ deps, params }) => {
    const id = params['id'] ?? ''
    if (!looksLikeId(id)) return notFound
    const due = await actions.tryAgain(deps, id)
    return redirect('/drift/utsendinger', due ? { kind: 'success', key: 'messaging.undelivered.again.done' } : { kind: 'info', key: 'messaging.undelivered.again.not' })
  })

  // Open, because in the demonstration world every letter is invented and one reads it before one has a role (an invitation).
  // Anywhere else the address leads nowhere: `demo` cannot be set in production.
  route.get('/utvikling/utsendt', open, async ({ deps, query, page: context }) => {
    if (!deps.config.demo || deps.config.production) return notFound
    const asked = query['brev']
    const inLanguage = isLanguage(asked) ? asked : undefined
    const letters = (await actions.demoLetters(deps)).map((letter) => ({ ...letter, ...writeLetter({ ...letter, language: inLanguage ?? letter.language }, deps.config.publicUrl) }))
    return page(<DemoLettersPage page={context} letters={letters} inLanguage={inLanguage} tabs={[undefined, ...languages]} />)
  }, { ownTransactions: true })
}

/**
 * Who has opened a page has read the notices that lead to it, on whatever way they came. The question travels with the page's own, and nothing is written unless there is something to mark.
 */
export const markingOpened = (route: Router<PageContext>): Router<PageContext> => ({
  get: (url, access, handler, options) => route.get(url, access, options?.ownTransactions ? handler : marked(handler as Reader) as typeof handler, options),
  post: route.post,
})

type Reader = (request: ReadRequest<Actor | undefined, PageContext>) => Promise<Answer>
const marked = (handler: Reader): Reader => async (request) => {
  const { tx, deps, actor, address, afterwards } = request
  if (!actor) return handler(request)
  const path = address.split('?')[0] ?? address
  const [answer, unseen] = await Promise.all([handler(request), store.hasUnseenAt(tx, actor.personId, path, deps.now())])
  if (unseen && answer.kind === 'page' && answer.status === 200) afterwards(() => writing(deps.db, actor, (later) => store.markSeenAt(later, actor.personId, path, deps.now())))
  return answer
}
