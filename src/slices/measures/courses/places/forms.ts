import * as z from 'zod'
import { email, fieldErrors, oneOf, text } from '../../../../kernel/fields.ts'
import { guardFields, typedIn, type Typed } from '../../../../kernel/guarded-form.ts'
import { messageKey as key, type PlainKey, isKey } from '../../../../texts/index.ts'
import { hows, roleGroups, type How, type Person } from './rules.ts'

/** How many can be registered in one form, how many rows it begins with, and how many come when one asks for more. */
export const mostRows = 30
export const firstRows = 1
export const moreRows = 2

const personForm = z.object({
  navn: text({ required: key('courses.error.name'), max: 120, tooLong: key('courses.error.name-long') }),
  epost: email(key('courses.error.email')),
  rolle: oneOf(roleGroups, key('courses.error.role')),
  hvor: oneOf(hows, key('courses.error.how')),
})

/** The name goes into a letter to whichever mailbox was typed: it must not be a way to send others a link. */
const looksLikeAddress = (name: string): boolean => /[@/\\]|www\.|[\p{L}\p{N}]{2}\.[\p{L}\p{N}]{2}/iu.test(name.normalize('NFKC'))

type PeopleRead = { readonly people: readonly Person[]; readonly errors: readonly { readonly field: string; readonly key: PlainKey }[]; readonly typed: Typed; readonly rows: number }

/**
 * The rows of a form with several people: those where nothing is written are left out. With one way to take part nobody is asked which.
 * A national identity number in a name is stopped as everywhere else.
 */
export function readPeople(form: Readonly<Record<string, unknown>>, ways: readonly How[]): PeopleRead {
  const typed = typedIn(form)
  const written = Object.keys(typed).map((field) => Number(/^(?:navn|epost|rolle)-(\d{1,2})$/.exec(field)?.[1] ?? 0))
  const rows = Math.min(mostRows, Math.max(firstRows, Number(typed['rader']) || 0, ...written))
  const people: Person[] = []
  const errors: PeopleRead['errors'][number][] = []
  for (let row = 1; row <= rows; row++) {
    const values = { navn: typed[`navn-${row}`] ?? '', epost: typed[`epost-${row}`] ?? '', rolle: typed[`rolle-${row}`] ?? '', hvor: typed[`hvor-${row}`] ?? (ways.length === 1 ? ways[0] : '') }
    if (values.navn === '' && values.epost === '' && values.rolle === '') continue
    const read = personForm.safeParse(values)
    const { stops, warnings } = guardFields({ navn: values.navn }, ['navn'])
    // Names of people are what is asked for here; a number that may be somebody's is not.
    if (stops.length > 0 || warnings.some(({ kinds }) => kinds.includes('looks-like-national-id') || kinds.includes('date-of-birth'))) errors.push({ field: `navn-${row}`, key: 'common.guard.national-id' })
    else if (!read.success) for (const [field, message] of Object.entries(fieldErrors(read.error))) errors.push({ field: `${field}-${row}`, key: isKey(message) ? message : 'common.form.unreadable' })
    else if (looksLikeAddress(read.data.navn)) errors.push({ field: `navn-${row}`, key: 'courses.error.name-address' })
    else if (!ways.includes(read.data.hvor)) errors.push({ field: `hvor-${row}`, key: 'courses.error.how' })
    else people.push({ name: read.data.navn, email: read.data.epost, roleGroup: read.data.rolle, how: read.data.hvor })
  }
  if (people.length === 0 && errors.length === 0) errors.push({ field: 'navn-1', key: 'courses.error.nobody' })
  return { people, errors, typed, rows }
}
