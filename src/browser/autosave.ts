import { contentOf, fieldsOf, stampField } from './form-state.ts'
import { replaced } from './refresh.ts'
import { secondsLeft } from './session-warning.ts'

const pauseMilliseconds = 4000

/**
 * Forms with `data-autosave="/address"`: the whole form is posted there some seconds after a change, with the header `x-autosave: 1`.
 * The words come from the status element that `Form` writes. Every saving is seen there; read aloud is the first, and what is new after it:
 * that it failed, why, and that it goes again. Whoever listens while writing is not told the time after every sentence.
 * Whatever the answer, what was typed stays on the page.
 */
export const autosave = (): void => {
  const all = () => {
    for (const form of document.querySelectorAll<HTMLFormElement>('form[data-autosave]')) if (!started.has(form)) start(form)
  }
  addEventListener(replaced, all)
  all()
}

const started = new WeakSet<HTMLFormElement>()

const start = (form: HTMLFormElement): void => {
  started.add(form)
  const address = form.dataset['autosave']
  const status = form.querySelector<HTMLElement>('.autosave-status')
  if (!address || !status) return
  let saved = contentOf(form)
  let timer = 0
  let sending = false
  let submitted = false

  const later = (): void => {
    clearTimeout(timer)
    timer = window.setTimeout(save, pauseMilliseconds)
  }

  const save = async (): Promise<void> => {
    const content = contentOf(form)
    if (content === saved || sending) return
    sending = true
    say(status, 'saving', status.dataset['saving'])
    const outcome = await post(address, form)
    sending = false
    if (outcome.kind === 'saved') {
      saved = content
      // The next save builds on this one, not on the version the page was opened with.
      const stamp = form.querySelector<HTMLInputElement>(`input[name=${stampField}]`)
      if (stamp && outcome.seen) stamp.value = outcome.seen
      say(status, 'saved', status.dataset['saved']?.replace('%s', outcome.at))
      dispatchEvent(new CustomEvent('samspill:session-used', { detail: outcome.secondsLeft }))
      if (contentOf(form) !== saved) later()
    } else if (outcome.kind === 'signed-out') {
      say(status, 'signed-out', status.dataset['signedOut'], signInLink(status))
      later()
    } else if (outcome.kind === 'refused') {
      // Sending the same again would be refused again: the button shows what must be mended.
      say(status, 'refused', status.dataset['refused'])
      if (contentOf(form) !== content) later()
    } else {
      say(status, 'failed', status.dataset['failed'])
      later()
    }
  }

  form.addEventListener('input', later)
  form.addEventListener('change', later)
  // The form's own submission saves everything: nothing more to do, and nothing that could arrive after it.
  form.addEventListener('submit', (event) => {
    if (event.defaultPrevented) return
    clearTimeout(timer)
    submitted = true
  })
  addEventListener('beforeunload', (event) => {
    const { state } = status.dataset
    const unsaved = state === 'signed-out' || (!submitted && (state === 'refused' || state === 'failed'))
    if (unsaved && contentOf(form) !== saved) event.preventDefault()
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden' || status.dataset['state'] === 'signed-out') void save()
  })
}

type Outcome =
  | { readonly kind: 'saved'; readonly at: string; readonly secondsLeft: number | undefined; readonly seen: string | undefined }
  | { readonly kind: 'signed-out' }
  /** Something typed must be looked at, or someone else has saved meanwhile. */
  | { readonly kind: 'refused' }
  | { readonly kind: 'failed' }

const post = async (address: string, form: HTMLFormElement): Promise<Outcome> => {
  try {
    const response = await fetch(address, {
      method: 'POST',
      body: fieldsOf(form),
      headers: { 'x-autosave': '1', accept: 'application/json' },
      redirect: 'manual',
      keepalive: true,
    })
    if (response.ok) return { kind: 'saved', at: clockOf(response), secondsLeft: secondsLeft(response), seen: await seenIn(response) }
    // An answer that leads elsewhere leads to the sign-in; a refused token belongs to a session that is over.
    if (response.status === 401 || response.status === 403 || response.type === 'opaqueredirect') return { kind: 'signed-out' }
    return { kind: response.status === 422 || response.status === 409 ? 'refused' : 'failed' }
  } catch {
    return { kind: 'failed' }
  }
}

const seenIn = async (response: Response): Promise<string | undefined> => {
  const body: unknown = await response.json().catch(() => undefined)
  return typeof body === 'object' && body !== null && 'seen' in body && typeof body.seen === 'string' ? body.seen : undefined
}

/** The server's own time of the answer, in Norwegian time: the phone's clock may be wrong. */
const clockOf = (response: Response): string => {
  const at = Date.parse(response.headers.get('date') ?? '')
  if (Number.isNaN(at)) return ''
  const time = new Intl.DateTimeFormat('nb-NO', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/Oslo' }).format(at)
  return document.documentElement.lang === 'en' ? time : time.replace(':', '.')
}

const say = (status: HTMLElement, state: string, text: string | undefined, link?: HTMLElement): void => {
  if (status.dataset['state'] === state && state !== 'saved') return
  status.dataset['state'] = state
  status.replaceChildren(text ?? '', ...(link ? [' ', link] : []))
  const heard = status.nextElementSibling
  if (!heard || state === 'saving' || status.dataset['heard'] === state) return
  status.dataset['heard'] = state
  heard.textContent = text ?? ''
}

/** Opens in a new tab, because here there is work that would be lost. */
const signInLink = (status: HTMLElement): HTMLElement => {
  const link = document.createElement('a')
  link.className = 'ds-link'
  link.href = status.dataset['signInHref'] ?? '/'
  link.target = '_blank'
  link.rel = 'noopener'
  link.textContent = status.dataset['signIn'] ?? ''
  return link
}
