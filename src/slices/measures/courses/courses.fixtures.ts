import { expect } from 'vitest'
import { words, type Browser, type Form } from '../../../../test/kit.ts'

/** As it is sent from the page; the usual day of the tests is Monday 23 November 2026. */
export const course: Form = {
  tittel: 'Lek hele året', type: 'course', om: 'Vi prøver ut lek ute og inne, og deler det vi ser.', holder: '', fysisk: '2', digitalt: '0', barnehagekvote: '', 'forst-til': '',
  apner: '20.11.2026', 'apner-kl': '09.00', stenger: '10.12.2026', 'stenger-kl': '15.00', svartid: '48', lenke: 'ja',
}
export const session: Form = { tittel: '', dag: '15.12.2026', fra: '09.00', til: '15.00', sted: 'Kurssalen, Fjordvik', adresse: '' }

/** A course with one session, open for registration. @returns its id */
export async function openCourse(arranger: Browser, wishes: Form = {}, when: Form = {}): Promise<string> {
  const made = await arranger.post('/kurs', { nokkel: crypto.randomUUID(), ...course, ...wishes })
  expect(made.status, words(made.text).slice(0, 1500)).toBe(303)
  const id = made.location?.split('/')[2] ?? expect.fail('no course')
  const added = await arranger.post(`/kurs/${id}/samlinger`, { ...session, ...when })
  expect(added.status, words(added.text).slice(0, 1500)).toBe(303)
  expect((await arranger.post(`/kurs/${id}/trinn`, { trinn: 'open' })).status).toBe(303)
  return id
}

export type Row = { readonly navn: string; readonly epost?: string; readonly rolle?: string; readonly hvor?: string }
let mailboxes = 0
/** Rows of a head's form, each with a mailbox of their own unless it is said. */
export const rows = (people: readonly Row[], more: Form = {}): Form => ({
  nokkel: crypto.randomUUID(), ...Object.fromEntries(people.flatMap(({ navn, epost = `p${++mailboxes}@prove.example`, rolle = 'assistant', hvor }, at) => Object.entries({ [`navn-${at + 1}`]: navn, [`epost-${at + 1}`]: epost, [`rolle-${at + 1}`]: rolle, ...(hvor ? { [`hvor-${at + 1}`]: hvor } : {}) }))), ...more,
})
