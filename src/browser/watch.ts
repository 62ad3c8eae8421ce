import { fieldsOf } from './form-state.ts'

const usualMilliseconds = 3000
const longestMilliseconds = 15_000

/**
 * A phone in a session with the whole staff (`data-watch` on the page, with the cheap address that says how far the session has come).
 * When it has come further, the page is asked for and its main part put in place. An answer is sent without leaving the page, and kept until
 * it is acknowledged: lost on the way it is sent again, and the server counts it once. What happens is said in words (WCAG 4.1.3).
 */
export const watchSession = (): void => {
  const watched = document.querySelector<HTMLElement>('[data-watch]')
  const address = watched?.dataset['watch']
  if (!watched || !address) return
  const words: Readonly<Record<string, string | undefined>> = { ...watched.dataset }
  const note = Object.assign(document.createElement('p'), { className: 'phone-note frame' })
  // Outside what is replaced, and there before it has anything to say.
  note.setAttribute('role', 'status')
  document.querySelector('main')?.before(note)
  const say = (what: 'sending' | 'unsent' | 'offline' | undefined): void => {
    const text = (what && words[what]) ?? ''
    if (note.textContent !== text) note.textContent = text
  }
  let waits: Kept | undefined = keeper.read()
  let sending = false
  let misses = 0

  const send = async (): Promise<void> => {
    if (!waits || sending) return
    const own = waits
    sending = true
    const answer = await fetch(own.action, { method: 'POST', body: new URLSearchParams(own.body) }).catch(() => undefined)
    const page = answer && isAnswered(answer.status) ? await pageOf(answer) : undefined
    sending = false
    if (page) {
      // Another answer may have been given meanwhile: it has its own turn.
      if (waits === own) keeper.write((waits = undefined))
      say(undefined)
      show(page)
    } else say('unsent')
    misses = page ? 0 : misses + 1
  }

  const look = async (): Promise<void> => {
    if (waits) return send()
    const seen = document.querySelector<HTMLElement>('[data-watch]')?.dataset['seen']
    if (seen === undefined || document.visibilityState === 'hidden') return
    const answer = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => undefined)
    misses = answer && (answer.ok || answer.status === 404) ? 0 : misses + 1
    say(misses > 1 ? 'offline' : undefined)
    if (misses > 0 || !answer || String(await versionIn(answer)) === seen || waits) return
    const page = await fetch(location.href).then(pageOf, () => undefined)
    if (page && !waits) show(page)
  }

  let timer = 0
  const again = (): void => {
    clearTimeout(timer)
    // Three hundred phones do not ask in step, and ask less often when nobody answers.
    timer = window.setTimeout(() => void look().then(again, again), Math.min(usualMilliseconds * 2 ** misses, longestMilliseconds) * (0.7 + 0.6 * Math.random()))
  }

  // Before anything else hears it: what is sent here is not sent by the browser too.
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target
      if (!(form instanceof HTMLFormElement) || form.dataset['keep'] === undefined) return
      event.preventDefault()
      waits = { action: new URL(form.action).pathname, body: fieldsOf(form).toString() }
      keeper.write(waits)
      say('sending')
      void send().then(again, again)
    },
    true,
  )
  const now = (): void => void (document.visibilityState === 'visible' && look().then(again, again))
  document.addEventListener('visibilitychange', now)
  addEventListener('online', now)
  if (waits) now()
  else again()
}

type Kept = { readonly action: string; readonly body: string }

/** Answered in words that stand, whether it was counted or not. A fault or too much at once is neither, and is tried again. */
const isAnswered = (status: number): boolean => status < 500 && status !== 429 && status !== 408

async function pageOf(answer: Response): Promise<Document | undefined> {
  const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
  return page.querySelector('main') ? page : undefined
}

async function versionIn(answer: Response): Promise<unknown> {
  const body: unknown = await answer.json().catch(() => undefined)
  return typeof body === 'object' && body !== null && 'version' in body ? body.version : undefined
}

function show(page: Document): void {
  const next = page.querySelector('main')
  if (!next) return
  document.title = page.title
  document.querySelector('main')?.replaceWith(next)
  scrollTo(0, 0)
  // What is wrong takes focus by itself; elsewhere the page is read from its heading.
  if (!next.querySelector('ds-error-summary, .ds-error-summary')) next.focus({ preventScroll: true })
}

const place = 'samspill:svar'
let memory: Kept | undefined
/** What has not been acknowledged, until this tab is closed. A browser that keeps nothing keeps it while the page is open. */
const keeper = {
  read: (): Kept | undefined => {
    try {
      const kept: unknown = JSON.parse(sessionStorage.getItem(place) ?? 'null')
      const whole = typeof kept === 'object' && kept !== null && 'action' in kept && 'body' in kept && typeof kept.action === 'string' && typeof kept.body === 'string'
      // Kept in another session that this tab was in: it is for that one to send.
      return whole && String(kept.action).startsWith(`${location.pathname}/`) ? (kept as Kept) : undefined
    } catch {
      return memory
    }
  },
  write: (kept: Kept | undefined): void => {
    memory = kept
    try {
      if (kept) sessionStorage.setItem(place, JSON.stringify(kept))
      else sessionStorage.removeItem(place)
    } catch {
      // Nothing can be kept: it stays in the page.
    }
  },
}
