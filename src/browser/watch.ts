import { fieldsOf } from './form-state.ts'
import { isFor, isSame, keptIn, keptWith, sentAs, stillKept, type Kept } from './kept-answers.ts'

const usualMilliseconds = 3000
const longestMilliseconds = 15_000

/**
 * A phone in a session with the whole staff (`data-watch` on the page, with the cheap address that says how far the session has come).
 * When it has come further, the page is asked for and its main part put in place. An answer is sent without leaving the page, and kept until
 * it is acknowledged: lost on the way it is sent again, and the server counts it once. Where several send from one phone (`data-keep="each"`) each is kept. What happens is said in words (WCAG 4.1.3).
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
  let waits = keeper.read()
  // What is let go of is not left lying on the phone.
  keeper.write(waits)
  // Read anew: another tab of the same phone may have kept something meanwhile.
  const keep = (change: (list: readonly Kept[]) => readonly Kept[]): void => keeper.write((waits = change(keeper.read())))
  // Refused answers that wait until whoever is at the phone has dealt with the one they see.
  let later: Kept[] = []
  const next = (): Kept | undefined => waits.find((one) => isFor(one, location.pathname) && !later.some((other) => isSame(other, one)))
  let refusalShown = false
  let sending = false
  let misses = 0

  /** The next person has begun to fill in the form: what they have typed is not taken from under their hands. */
  const isFillingIn = (sent: Kept): boolean =>
    [...document.querySelectorAll<HTMLFormElement>('form[data-keep="each"]')].some((form) => {
      const body = fieldsOf(form).toString()
      return body !== sent.body && !waits.some((one) => one.body === body) && [...form.querySelectorAll('input')].some(({ type, value, defaultValue }) => type !== 'hidden' && value !== defaultValue)
    })

  const send = async (): Promise<void> => {
    if (sending) return
    sending = true
    for (let own = next(); own; own = next()) {
      const answer = await fetch(own.action, { method: 'POST', body: sentAs(own) }).catch(() => undefined)
      const page = answer && isAnswered(answer.status) ? await pageOf(answer) : undefined
      misses = page ? 0 : misses + 1
      if (!answer || !page) {
        say('unsent')
        break
      }
      const isBusy = refusalShown || isFillingIn(own)
      if (!answer.ok && isBusy) later.push(own)
      else {
        // Another answer may have been given meanwhile: it has its own turn.
        const sent = own
        keep((list) => list.filter((one) => !isSame(one, sent)))
        if (!isBusy) show(page)
        refusalShown ||= !answer.ok
      }
      say(undefined)
    }
    sending = false
  }

  const look = async (): Promise<void> => {
    if (next()) return send()
    const seen = document.querySelector<HTMLElement>('[data-watch]')?.dataset['seen']
    if (seen === undefined || document.visibilityState === 'hidden') return
    const answer = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => undefined)
    misses = answer && (answer.ok || answer.status === 404) ? 0 : misses + 1
    say(misses > 1 ? 'offline' : undefined)
    if (misses > 0 || !answer || String(await versionIn(answer)) === seen || next()) return
    const page = await fetch(location.href).then(pageOf, () => undefined)
    if (page && !next()) show(page)
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
      const each = form.dataset['keep'] === 'each'
      const given = { action: new URL(form.action).pathname, body: fieldsOf(form).toString() }
      keep((list) => keptWith(list, each ? { ...given, at: new Date().toISOString() } : given, each))
      later = []
      refusalShown = false
      say('sending')
      void send().then(again, again)
    },
    true,
  )
  const now = (): void => void (document.visibilityState === 'visible' && look().then(again, again))
  document.addEventListener('visibilitychange', now)
  addEventListener('online', now)
  if (next()) now()
  else again()
}

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
let memory: readonly Kept[] = []
/**
 * What has not been acknowledged: until this tab is closed, or, where it is told when it was given, until there is a connection again on another day.
 * A browser that keeps nothing keeps it while the page is open.
 */
const keeper = {
  read: (): readonly Kept[] => {
    try {
      return stillKept([...keptIn(localStorage.getItem(place)), ...keptIn(sessionStorage.getItem(place))], new Date())
    } catch {
      return memory
    }
  },
  write: (list: readonly Kept[]): void => {
    memory = list
    try {
      for (const [storage, part] of [[localStorage, list.filter(({ at }) => at !== undefined)], [sessionStorage, list.filter(({ at }) => at === undefined)]] as const) {
        if (part.length > 0) storage.setItem(place, JSON.stringify(part))
        else storage.removeItem(place)
      }
    } catch {
      // Nothing can be kept: it stays in the page.
    }
  },
}
