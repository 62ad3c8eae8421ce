/** A visit that is written on this device and that the program has not acknowledged. */
export type Unsent = {
  /** The form's start key: sent twice it is one. */
  readonly key: string
  /** The role it was written in; only that one sends it. */
  readonly owner: string
  readonly title: string
  /** Where it goes: a correction has an address of its own. Those kept before there were any went to the one there was. */
  readonly action?: string
  /** The form's fields, without the token. */
  readonly body: string
  /** What to ask whoever signs out while it is here, in their language. */
  readonly leaving: string
  /** Why it was not taken, in words. It waits for its writer. */
  readonly refused?: readonly string[]
}

const place = 'samspill:besok'

/** Kept until it is acknowledged or the user signs out. */
export const unsent = {
  all: (): readonly Unsent[] => {
    try {
      const kept: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
      return Array.isArray(kept) ? kept.filter(isUnsent) : []
    } catch {
      return []
    }
  },
  /** @returns false when the browser keeps nothing */
  put: (one: Unsent): boolean => write([...unsent.all().filter(({ key }) => key !== one.key), one]),
  remove: (key: string): boolean => write(unsent.all().filter((one) => one.key !== key)),
  clear: (): boolean => write([]),
}

function write(list: readonly Unsent[]): boolean {
  try {
    if (list.length > 0) localStorage.setItem(place, JSON.stringify(list))
    else localStorage.removeItem(place)
    return true
  } catch {
    return false
  }
}

const isUnsent = (value: unknown): value is Unsent => typeof value === 'object' && value !== null && ['key', 'owner', 'title', 'body', 'leaving'].every((name) => name in value && typeof Reflect.get(value, name) === 'string')

/** What became of sending one. `denied`: an old token, or a role that may not. */
export type Outcome = { readonly kind: 'sent'; readonly path: string } | { readonly kind: 'refused'; readonly words: readonly string[] } | { readonly kind: 'offline' | 'signed-out' | 'denied' }
const patience = 20_000

export const actionOf = ({ action }: Pick<Unsent, 'action'>): string => action ?? '/besok'
export async function send(one: Unsent, csrf: string): Promise<Outcome> {
  const fields = new URLSearchParams(one.body)
  fields.set('_csrf', csrf)
  const answer = await fetch(actionOf(one), { method: 'POST', body: fields, headers: { 'x-autosave': '1', accept: 'application/json' }, redirect: 'manual', signal: AbortSignal.timeout(patience) }).catch(() => undefined)
  if (!answer || answer.status >= 500 || answer.status === 429 || answer.status === 408 || answer.status === 0) return { kind: 'offline' }
  if (answer.status === 401) return { kind: 'signed-out' }
  if (answer.status === 403) return { kind: 'denied' }
  const said: unknown = await answer.json().catch(() => undefined)
  const path = typeof said === 'object' && said !== null ? Reflect.get(said, 'path') : undefined
  if (answer.ok) return typeof path === 'string' ? { kind: 'sent', path } : { kind: 'offline' }
  const words: unknown = typeof said === 'object' && said !== null ? Reflect.get(said, 'words') : undefined
  return { kind: 'refused', words: Array.isArray(words) ? words.filter((word) => typeof word === 'string') : [] }
}

/** Who is signed in now, and the token to send with. */
export type Door = { readonly kind: 'open'; readonly csrf: string; readonly owner: string; readonly page: Response } | { readonly kind: 'offline' | 'signed-out' | 'denied' }
export async function knock(): Promise<Door> {
  const answer = await fetch('/besok/ny', { signal: AbortSignal.timeout(patience) }).catch(() => undefined)
  if (!answer || answer.status >= 500) return { kind: 'offline' }
  if (answer.redirected) return { kind: 'signed-out' }
  const page = answer.clone()
  const html = answer.ok ? await answer.text() : ''
  const csrf = documentOf(html).querySelector<HTMLInputElement>('[data-visit-form] input[name=_csrf]')?.value
  const owner = ownerIn(html)
  return csrf && owner ? { kind: 'open', csrf, owner, page } : { kind: 'denied' }
}

/** The role that a page with the form was drawn for. */
export const ownerIn = (html: string): string | undefined => documentOf(html).querySelector<HTMLElement>('[data-unsent]')?.dataset['owner']
const documentOf = (html: string): Document => new DOMParser().parseFromString(html, 'text/html')
