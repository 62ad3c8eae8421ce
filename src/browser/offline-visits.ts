import { contentOf, fieldsOf, fillIn } from './form-state.ts'
import { forgetOthersPage, forgetPage, keepPage } from './kept-page.ts'
import { actionOf, knock, send, unsent, type Outcome, type Unsent } from './unsent-visits.ts'

/** Often in the first minute, then less so: a browser may believe it has a network when it has none, and then it never says that it is back. */
const againMilliseconds = (tries: number): number => (tries < 12 ? 5_000 : 20_000)

/**
 * The pages where a visit is written in and corrected, without coverage: what is sent is first kept on the device, and goes when it is acknowledged; sent again it is one.
 * What was refused waits for its writer, with the reason. On every page what waits is sent in silence. The page itself is kept by `offline-worker.ts`.
 */
export const keepVisits = (): void => {
  askBeforeSignOut()
  if (!isSecureContext) return
  const swept = forgetOthersPage().catch(() => undefined)
  const part = document.querySelector<HTMLElement>('[data-unsent]')
  const form = document.querySelector<HTMLFormElement>('[data-visit-form] form')
  const view = part ? viewOf(part) : undefined
  if (form && view) takeOver(form, view, swept)
  else if (view) {
    view.draw()
    if (document.querySelector('main a[href$="/retting"]')) void swept.then(keepPage)
  }
  let timer = 0
  let busy = false
  let tries = 0
  const go = async (): Promise<void> => {
    clearTimeout(timer)
    if (busy || !unsent.all().some(({ refused }) => !refused)) return
    busy = true
    const sent = await sendAll(view)
    busy = false
    if (!sent) timer = window.setTimeout(() => void go(), againMilliseconds(tries++))
  }
  const goNow = (): void => {
    tries = 0
    void go()
  }
  addEventListener('online', goNow)
  addEventListener(waits, goNow)
  document.addEventListener('visibilitychange', () => void (document.visibilityState === 'visible' && goNow()))
  void go()
}

/** Said when something has been kept that is not sent. */
const waits = 'samspill:visit-waits'
/** Where a new one goes; a correction goes to its own. */
const newOnes = '/besok'

type View = { readonly owner: string; readonly words: Readonly<Record<string, string | undefined>>; readonly say: (text: string | undefined, link?: { readonly text: string; readonly href: string }) => void; readonly draw: () => void; /** The key of what stands in the form to be mended. It waits until it is saved again. */ hidden: string; /** Takes one that waits into the form. */ mend?: (one: Unsent) => void; /** One has gone. */ gone?: (one: Unsent, path: string) => void }

function viewOf(part: HTMLElement): View | undefined {
  const [status, box, list] = [part.querySelector<HTMLElement>('[role=status]'), part.querySelector<HTMLElement>('div'), part.querySelector<HTMLElement>('ul')]
  const owner = part.dataset['owner']
  if (!status || !box || !list || !owner) return undefined
  const words: View['words'] = { ...part.dataset }
  const view: View = {
    owner,
    words,
    hidden: '',
    say: (text, link) => status.replaceChildren(text ?? '', ...(link ? [' ', Object.assign(document.createElement('a'), { className: 'ds-link', href: link.href, textContent: link.text })] : [])),
    draw: () => {
      const own = unsent.all().filter((one) => one.owner === owner && one.key !== view.hidden)
      const stood = list.contains(document.activeElement) ? document.activeElement : undefined
      box.hidden = own.length === 0
      list.replaceChildren(...own.map((one) => lineOf(one, view)))
      if (stood) standAgain(list, stood)
    },
  }
  return view
}

/** Whoever stood on a button of the list stands on the same one when it has been drawn anew; when that one has gone, on the next there is. */
function standAgain(list: HTMLElement, stood: Element): void {
  const buttons = [...list.querySelectorAll<HTMLElement>('button, summary')]
  const next = buttons.find(({ textContent }) => textContent === stood.textContent) ?? buttons[0] ?? document.querySelector<HTMLElement>('main')
  next?.focus()
}

function lineOf(one: Unsent, view: View): HTMLElement {
  const line = document.createElement('li')
  line.append(one.title, ': ', one.refused ? [view.words['refused'], ...one.refused].join('. ').replaceAll('..', '.') : (view.words['waiting'] ?? ''))
  const button = (text: string | undefined, press: () => void): HTMLElement => {
    const made = Object.assign(document.createElement('button'), { type: 'button', className: 'ds-button', textContent: text ?? '' })
    made.dataset['variant'] = 'secondary'
    made.dataset['size'] = 'sm'
    made.append(Object.assign(document.createElement('span'), { className: 'ds-sr-only', textContent: ` ${one.title}` }))
    made.addEventListener('click', press)
    return made
  }
  const row = Object.assign(document.createElement('div'), { className: 'button-row' })
  if (!one.refused) {
    const { mend } = view
    if (actionOf(one) !== location.pathname && (actionOf(one) !== newOnes || mend)) row.append(button(view.words['mend'], () => (actionOf(one) === newOnes ? mend?.(one) : location.assign(actionOf(one)))))
    line.append(row)
    return line
  }
  line.append(writtenIn(one, view))
  row.append(
    button(view.words['open'], () => void reopen(one, view)),
    button(view.words['remove'], () => {
      if (!confirm(view.words['sure'])) return
      unsent.remove(one.key)
      view.draw()
    }),
  )
  line.append(row)
  return line
}

/** What was written, where it may be that no page can show it any more. */
function writtenIn({ body }: Unsent, view: View): HTMLElement {
  const [fields, part] = [new URLSearchParams(body), document.createElement('details')]
  part.append(Object.assign(document.createElement('summary'), { textContent: view.words['written'] ?? '' }))
  for (const text of ['delt', 'internt', 'oppfolging'].map((name) => fields.get(name) ?? '')) if (text !== '') part.append(Object.assign(document.createElement('p'), { className: 'long-text', textContent: text }))
  return part
}

/** Sent as a form is sent: the program answers with the page, the reason and everything that was written. */
async function reopen(one: Unsent, view: View): Promise<void> {
  const door = await knock()
  if (door.kind !== 'open') return tell(view, door.kind)
  const form = Object.assign(document.createElement('form'), { method: 'post', action: actionOf(one), hidden: true })
  for (const [name, value] of [...new URLSearchParams(one.body), ['_csrf', door.csrf]] as const) form.append(Object.assign(document.createElement('input'), { type: 'hidden', name, value }))
  document.body.append(form)
  form.submit()
}

function tell(view: View | undefined, kind: 'offline' | 'signed-out' | 'denied'): void {
  if (kind === 'signed-out') view?.say(view.words['signedOut'], { text: view.words['signIn'] ?? '', href: view.words['signInHref'] ?? '/' })
  else view?.say(view.words[kind === 'denied' ? 'denied' : 'kept'])
}

/** @returns whether there is nothing more to try soon */
async function sendAll(view: View | undefined): Promise<boolean> {
  const door = await knock()
  if (door.kind !== 'open') {
    tell(view, door.kind)
    return door.kind === 'denied'
  }
  for (const one of unsent.all().filter(({ key, refused, owner }) => !refused && owner === door.owner && key !== view?.hidden)) {
    const outcome = await send(one, door.csrf)
    if (outcome.kind === 'sent') {
      unsent.remove(one.key)
      void forgetPage(actionOf(one))
      view?.say(view.words['sent'], { text: one.title, href: outcome.path })
      view?.gone?.(one, outcome.path)
    } else if (outcome.kind === 'refused') {
      unsent.put({ ...one, refused: outcome.words })
      view?.say(view.words['unsaved'])
    } else {
      tell(view, outcome.kind)
      return outcome.kind === 'denied'
    }
    view?.draw()
  }
  return true
}

function takeOver(form: HTMLFormElement, view: View, swept: Promise<unknown>): void {
  const key = form.querySelector<HTMLInputElement>('input[name=nokkel]')
  if (!key) return
  const action = new URL(form.action).pathname
  const isNew = action === newOnes
  const fresh = (): void => void (isNew && (key.value = crypto.randomUUID()))
  // The page may be one that is kept, with a key that has been used. What came back to be mended is the same visit still.
  const cameBack = form.closest<HTMLElement>('[data-came-back]')?.dataset['cameBack']
  const waiting = isNew || cameBack ? undefined : unsent.all().find((one) => !one.refused && one.owner === view.owner && actionOf(one) === action)
  if (cameBack) view.hidden = cameBack
  else fresh()
  if (waiting) fillIn(form, new URLSearchParams(waiting.body))
  addEventListener('pageshow', ({ persisted }) => void (persisted && fresh()))
  const safe = (): void => form.removeAttribute('data-leave-warning')
  let kept = contentOf(form)
  if (isNew)
    view.mend = (one) => {
      const begun = fieldsOf(form)
      if (['delt', 'internt', 'oppfolging'].some((name) => (begun.get(name) ?? '') !== '') && !confirm(view.words['over'])) return
      form.reset()
      fillIn(form, new URLSearchParams(one.body))
      view.hidden = one.key
      view.draw()
      form.querySelector<HTMLElement>('select, textarea')?.focus()
    }
  else view.gone = (one, path) => void (actionOf(one) === action && contentOf(form) === kept && location.assign(path))
  view.draw()
  void swept.then(keepPage).then((covered) => void (covered || !isNew || setToday(form)))
  let sending = false
  const tellWriter = (one: Unsent, outcome: Outcome): void => {
    sending = false
    safe()
    if (outcome.kind === 'sent') {
      unsent.remove(one.key)
      void forgetPage(action).then(() => location.assign(outcome.path))
    } else if (outcome.kind === 'refused') {
      // The program shows the page again, with what to mend and everything that was written.
      unsent.put({ ...one, refused: outcome.words })
      void reopen(one, view)
    } else {
      tell(view, outcome.kind)
      if (isNew) form.reset()
      fresh()
      view.hidden = ''
      kept = contentOf(form)
      view.draw()
      document.querySelector<HTMLElement>('main')?.focus()
      scrollTo(0, 0)
      dispatchEvent(new Event(waits))
    }
  }
  form.addEventListener('submit', (event) => {
    const body = fieldsOf(form)
    const csrf = body.get('_csrf') ?? ''
    body.delete('_csrf')
    const one: Unsent = { key: key.value, owner: view.owner, title: titleOf(form), action, body: body.toString(), leaving: view.words['leaving'] ?? '' }
    if (!sending && !unsent.put(one)) return
    event.preventDefault()
    if (sending) return
    // What came back under a key that was used for something else has a new one now.
    if (view.hidden !== '' && view.hidden !== one.key) unsent.remove(view.hidden)
    sending = true
    view.say(view.words['sending'])
    void deliver(one, csrf).then((outcome) => tellWriter(one, outcome))
  })
}

/** The page may be older than the session: with a token of today it is tried once more. */
async function deliver(one: Unsent, csrf: string): Promise<Outcome> {
  const first = await send(one, csrf)
  if (first.kind !== 'denied') return first
  const door = await knock()
  if (door.kind !== 'open') return { kind: door.kind }
  return door.owner === one.owner ? send(one, door.csrf) : first
}

const titleOf = (form: HTMLFormElement): string =>
  [form.closest<HTMLElement>('[data-title]')?.dataset['title'] ?? form.querySelector<HTMLSelectElement>('select[name=barnehage]')?.selectedOptions[0]?.textContent?.replace(/ \([^()]*\)$/, ''), form.querySelector('input[name=slag]:checked')?.closest('div')?.textContent, form.querySelector<HTMLInputElement>('input[name=dato]')?.value]
    .map((word) => word?.trim() ?? '')
    .filter((word) => word !== '')
    .join(', ')

/** A page that was laid by yesterday says the day it was laid by. */
function setToday(form: HTMLFormElement): void {
  const field = form.querySelector<HTMLInputElement>('input[name=dato]')
  if (!field || field.value !== field.defaultValue) return
  const [year, month, day] = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo' }).format(Date.now()).split('-')
  field.defaultValue = field.value = `${day}.${month}.${year}`
}

/** Whoever signs out takes what is on the device with them into nothing: they are asked first. */
function askBeforeSignOut(): void {
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target
      if (!(form instanceof HTMLFormElement) || new URL(form.action).pathname !== '/utlogging') return
      const [waiting] = unsent.all()
      if (waiting && !confirm(waiting.leaving)) event.preventDefault()
      else unsent.clear()
    },
    true,
  )
}
