import { expect } from 'vitest'
import type { Browser, Form, World } from '../../../../test/kit.ts'
import { staff2026 } from '../../needs/instruments/shipped/staff-2026.ts'

export const plan: Form = { type: 'staff-work', tittel: 'Små grupper i overganger', opphav: 'own', mal: 'Vi deler barna i små grupper når vi går ut.', tegn: 'Det er stille nok til å snakke sammen.', temaer: ['rammeplan-2017-6'], samarbeid: '', fra: '1.9.2026', til: '30.6.2027', belop: '25 000', plan: 'Prøve på én avdeling\nSnakke om det på personalmøtet' }

/** A measure planned by somebody who may, whatever else there is at the time. @returns its id */
export async function planned(browser: Browser, wishes: Form = {}): Promise<string> {
  const made = await browser.post('/tiltak', { nokkel: crypto.randomUUID(), ...plan, overlapp: 'on', ...wishes })
  expect(made.status, made.text.replaceAll(/<[^>]+>/g, ' ').slice(0, 1500)).toBe(303)
  return made.location?.split('/')[2] ?? expect.fail('no measure')
}
/** A measure that began on a day. */
export async function started(browser: Browser, dag: string, wishes: Form = {}): Promise<string> {
  const id = await planned(browser, wishes)
  expect((await browser.post(`/tiltak/${id}/trinn`, { trinn: 'start', dag })).status).toBe(303)
  return id
}

export const versionIn = (html: string): string => /name="versjon" value="(\d+)"/.exec(html)?.[1] ?? '0'

/** A session of a kindergarten that is over, with what may be shown of one theme. It stands as a session that was held then would. @returns its id */
export async function held(world: World, kindergartenId: string, on: string, mean: number, more: { readonly atLeast?: number; readonly seen?: boolean; readonly code?: string; readonly theme?: string } = {}): Promise<string> {
  const { atLeast = 30, seen = false, code = 'staff-2026', theme = 'care' } = more
  const [row] = await world.asOwner<{ id: string }>(
    `insert into needs.staff_session (region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, seen_by_owner, seen_by_team, made_at, made_by_name, opened_at, ended_at)
     select o.region_id, o.id, gen_random_uuid(), v.id, 'live', 'ended', 'Personalmøte', array[$3], 40, $4, $4, $2::timestamptz, 'Siri', $2::timestamptz, $2::timestamptz + interval '2 hours'
     from register.organisation o, needs.instrument_version v join needs.instrument i on i.id = v.instrument_id where o.id = $1 and i.code = $5 and v.number = 1 returning id`,
    [kindergartenId, `${on}T12:00:00Z`, theme, seen, code],
  )
  const id = row?.id ?? expect.fail('no session')
  await world.asOwner("insert into needs.staff_theme (session_id, theme, closed_at, shown, changed_at, changed_by_name) values ($1, $2, $3::timestamptz, true, $3::timestamptz, 'Siri')", [id, theme, `${on}T13:00:00Z`])
  for (const { key } of staff2026.themes.find((one) => one.key === theme)?.statements ?? []) await world.asOwner("insert into needs.staff_result values ($1, $2, $3, 'all', $4, $5, $6, $6, $6, 0)", [id, theme, key, atLeast, mean, Math.floor(atLeast / 15) * 5])
  return id
}
/** Two sessions laid side by side. @returns the comparison's id */
export async function compared(head: Browser, before: string, after: string): Promise<string> {
  const made = await head.post('/okter/sammenlikning', { for: before, etter: after })
  expect(made.status, made.text.replaceAll(/<[^>]+>/g, ' ').slice(0, 1500)).toBe(303)
  return made.location?.split('/')[3] ?? expect.fail('no comparison')
}

export const read: Form = { lesning: 'Vi ser roligere overganger.', konklusjon: 'Vi er nærmere målet.', beslutning: 'continue', videre: 'Vi holder på de små gruppene.', dato: '1.3.2027', ansvarlig: 'Styrer', gjor: 'avslutt' }
/** How a measure went, as it is sent from the page. */
export async function close(head: Browser, id: string, wishes: Form) {
  const page = await head.get(`/tiltak/${id}/avslutning`)
  return head.post(`/tiltak/${id}/avslutning`, { versjon: versionIn(page.text), ...read, ...wishes })
}
