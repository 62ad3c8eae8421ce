import type { Role } from '../../../kernel/actor.ts'
import { sizes } from '../../../kernel/kindergarten-size.ts'
import { daysAhead, daysAsked, questions, type Filter } from './rules.ts'

/** What the page is asked for. It stands in the address: it can be kept and sent on, and shows everyone their own. */
export type Asked = Filter & { readonly whose: 'own' | 'all' | 'nobody'; readonly days: number; readonly order: 'attention' | 'name'; readonly page: number }
type Query = Readonly<Record<string, string | string[] | undefined>>

export const path = '/mine-barnehager'
const whoseIn = { mine: 'own', teamet: 'all', ingen: 'nobody' } as const
const orders = { navn: 'name' } as const
const ownerships = { kommunal: 'municipal', privat: 'private' } as const
const sizeNames = { liten: 'small', middels: 'medium', stor: 'large' } as const
const one = (query: Query, name: string): string => {
  const value = query[name]
  return typeof value === 'string' ? value.trim().slice(0, 100) : ''
}
const keyOf = <Key extends string, Value>(names: Readonly<Record<Key, Value>>, value: string): Value | undefined => (Object.entries(names) as [string, Value][]).find(([key]) => key === value)?.[1]
const nameOf = (names: Readonly<Record<string, string>>, value: string | undefined): string => Object.entries(names).find(([, known]) => known === value)?.[0] ?? ''

/** An adviser begins with those one follows; the leader, the owner and the authority with all. */
export const usualFor = (role: Role): Asked['whose'] => (role === 'adviser' ? 'own' : 'all')

/** What cannot be read is left out: the page is wider then, never empty for a spelling mistake. */
export const askedIn = (query: Query, usual: Asked['whose']): Asked => ({
  text: one(query, 'q'),
  owner: one(query, 'eier') || undefined,
  place: one(query, 'omrade') || undefined,
  ownership: keyOf(ownerships, one(query, 'eierform')),
  size: sizes.find((size) => size === keyOf(sizeNames, one(query, 'storrelse'))),
  theme: one(query, 'tema') || undefined,
  only: questions.find((question) => question === one(query, 'bare')),
  whose: keyOf(whoseIn, one(query, 'hvem')) ?? usual,
  days: daysAsked(one(query, 'dager')),
  order: keyOf(orders, one(query, 'rekkefolge')) ?? 'attention',
  page: Math.max(1, Math.trunc(Number(one(query, 'side'))) || 1),
})

/** The fields of the address, by name; what is usual is left out. */
export const fieldsOf = (asked: Asked, usual: Asked['whose']): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries({
      hvem: asked.whose === usual ? '' : nameOf(whoseIn, asked.whose), q: asked.text, eier: asked.owner ?? '', omrade: asked.place ?? '', eierform: nameOf(ownerships, asked.ownership), storrelse: nameOf(sizeNames, asked.size),
      tema: asked.theme ?? '', bare: asked.only ?? '', dager: asked.days === daysAhead[1] ? '' : String(asked.days), rekkefolge: nameOf(orders, asked.order), side: asked.page === 1 ? '' : String(asked.page),
    }).filter(([, value]) => value !== ''),
  )
export const addressOf = (asked: Asked, usual: Asked['whose'], ending = ''): string => {
  const fields = new URLSearchParams(fieldsOf(asked, usual)).toString()
  return `${path}${ending}${fields === '' ? '' : `?${fields}`}`
}
/** The address of the list as a form on it has kept it: the words are read anew, and lead nowhere else. */
export const listAgain = (kept: string, usual: Asked['whose']): string => addressOf(askedIn(Object.fromEntries(new URLSearchParams(kept.slice(0, 1000))), usual), usual)
/** Where a kindergarten stands in the list. */
export const rowId = (kindergartenId: string): string => `b-${kindergartenId}`
export const unfiltered = (asked: Asked): Asked => ({ ...asked, text: '', owner: undefined, place: undefined, ownership: undefined, size: undefined, theme: undefined, only: undefined, page: 1 })
export const isNarrowed = ({ text, owner, place, ownership, size, theme, only }: Asked): boolean => text !== '' || [owner, place, ownership, size, theme, only].some((value) => value !== undefined)
export const offered = { ownerships, sizeNames } as const
