import { timingSafeEqual } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import type { Config } from './config.ts'

/** The largest form of ours: two numbers for each of six groups of staff in each of 400 kindergartens. */
export const mostFields = 5000

/** Form values as strings, or lists of strings for a name given several times. Has no prototype, so a field named `__proto__` is only a field. */
export function parseForm(body: string): Record<string, string | string[]> {
  const form: Record<string, string | string[]> = Object.create(null)
  let read = 0
  for (const [name, value] of new URLSearchParams(body)) {
    // No form of ours has so many fields; what comes after is left unread.
    if (++read > mostFields) break
    const before = form[name]
    if (before === undefined) form[name] = value
    else if (Array.isArray(before)) before.push(value)
    else form[name] = [before, value]
  }
  return form
}

export function sameToken(given: unknown, expected: string): boolean {
  if (typeof given !== 'string' || expected === '') return false
  // As many letters may be more bytes, and bytes are what is compared.
  const [own, theirs] = [Buffer.from(expected), Buffer.from(given)]
  return own.length === theirs.length && timingSafeEqual(theirs, own)
}

/** True when a browser says that the form was sent from another site. What does not come from a browser says nothing, and has no cookies to abuse. */
export function fromAnotherSite(headers: IncomingHttpHeaders, config: Pick<Config, 'publicUrl' | 'production'>): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin' && site !== 'none'
  const { origin } = headers
  if (origin === undefined) return false
  if (origin === new URL(config.publicUrl).origin) return false
  // On one's own machine the same program answers to both localhost and 127.0.0.1.
  return config.production || origin !== `http://${headers.host}`
}

/** The page's own policy with one more site that may be shown in a frame; nothing for the pages that show none. */
export const withFrames = (policy: unknown, origin: string | undefined): Readonly<Record<string, string>> => (origin && typeof policy === 'string' ? { 'content-security-policy': `${policy};frame-src ${origin}` } : {})
