import { expect } from 'vitest'
import type { Browser, Form, World } from '../../../../test/kit.ts'
import { staff2026 } from '../instruments/shipped/staff-2026.ts'

/** A session planned by somebody who may, with what is usual. @returns its id */
export async function planned(world: World, host: Browser, wishes: Form = {}): Promise<string> {
  const [version] = await world.asOwner<{ id: string }>("select v.id from needs.instrument_version v join needs.instrument i on i.id = v.instrument_id where i.code = 'staff-2026'")
  const made = await host.post('/okter', { nokkel: crypto.randomUUID(), verktoy: version?.id ?? '', tittel: 'Personalmøte i november', temaer: ['care', 'play'], form: 'live', antall: '20', deling: 'none', frist: '', ...wishes })
  expect(made.status, made.text.replaceAll(/<[^>]+>/g, ' ').slice(0, 1500)).toBe(303)
  return made.location?.split('/')[2] ?? expect.fail('no session')
}

const versionIn = (html: string) => /name="versjon" value="(\d+)"/.exec(html)?.[1] ?? '0'
/** The host's next step, as a press of the button on the page. */
export async function step(host: Browser, id: string, trinn: string, more: Form = {}) {
  const page = await host.get(`/okter/${id}`)
  return host.post(`/okter/${id}/trinn`, { trinn, versjon: versionIn(page.text), ...more })
}
export const codeOf = async (world: World, id: string): Promise<string> => (await world.asOwner<{ code: string }>('select code from needs.staff_session where id = $1', [id]))[0]?.code ?? expect.fail('no code')

/** A phone with a ticket. */
export type Phone = { readonly browser: Browser; readonly cookie: string }
export async function phone(world: World, code: string): Promise<Phone> {
  const browser = world.stranger()
  const joined = await browser.post(`/okt/${code}/lapp`)
  expect(joined.status).toBe(303)
  const cookie = /lapp=[\w-]{22}/.exec(String(joined.headers['set-cookie']))?.[0] ?? expect.fail('no ticket')
  return { browser, cookie }
}
export const send = ({ browser, cookie }: Phone, code: string, form: Form) => browser.post(`/okt/${code}/svar`, form, { cookie })
/** The same value to every statement of a theme. */
export const allOf = (theme: string, value: number, more: Form = {}): Form => ({ tema: theme, ...Object.fromEntries((staff2026.themes.find(({ key }) => key === theme)?.statements ?? []).map(({ key }) => [key, String(value)])), ...more })
