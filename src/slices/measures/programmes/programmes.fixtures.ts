import { expect } from 'vitest'
import type { Browser, Form, World } from '../../../../test/kit.ts'

const plain = (html: string): string => html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ').slice(0, 1500)
export const programme: Form = { tittel: 'Ute sammen', mal: 'Alle avdelinger har en fast voksen ute.', ser: 'Hvor de voksne er når barna leker.', temaer: ['rammeplan-2017-6'], fra: '1.8.2026', til: '30.6.2028' }
/** A programme begun by somebody who may. @returns its id */
export async function begun(browser: Browser, wishes: Form = {}): Promise<string> {
  const made = await browser.post('/fellessatsinger', { nokkel: crypto.randomUUID(), ...programme, ...wishes })
  expect(made.status, plain(made.text)).toBe(303)
  return made.location?.split('/')[2] ?? expect.fail('no programme')
}
/** A cohort offered to kindergartens. @returns its id */
export async function cohort(browser: Browser, id: string, barnehager: readonly string[], wishes: Form = {}): Promise<string> {
  const made = await browser.post(`/fellessatsinger/${id}/puljer`, { nokkel: crypto.randomUUID(), navn: 'Pulje 1', fra: '1.8.2026', til: '30.6.2027', barnehager: [...barnehager], ...wishes })
  expect(made.status, plain(made.text)).toBe(303)
  return made.location?.split('/')[4] ?? expect.fail('no cohort')
}
export const round: Form = { forste: '30.11.2026', siste: '11.12.2026', tilbake: '5', veiled: '10' }
/** Two kindergartens that have said yes, with a round planned for one observer. @returns what an observer needs */
export async function underWay(world: World, team: Browser, heads: readonly (readonly [Browser, string])[], wishes: Form = {}): Promise<{ readonly id: string; readonly cohortId: string; readonly observer: string }> {
  const id = await begun(team, wishes)
  const cohortId = await cohort(team, id, heads.map(([, one]) => one))
  for (const [head] of heads) expect((await head.post(`/fellessatsinger/${id}/svar`, { svar: 'ja' })).status).toBe(303)
  const observer = await personId(world, 'Tone Haugen')
  const planned = await team.post(`/fellessatsinger/${id}/puljer/${cohortId}/runder`, { ...round, observatorer: [observer] })
  expect(planned.status, plain(planned.text)).toBe(303)
  return { id, cohortId, observer }
}
export const personId = async (world: World, name: string): Promise<string> => (await world.asOwner<{ id: string }>('select id from identity.person where name = $1', [name]))[0]?.id ?? expect.fail(name)
export const cyclesOf = (world: World, id: string) =>
  world.asOwner<{ id: string; kindergarten_id: string; department: string | null; round: number; observe: string; version: number; called_off_on: string | null; observer_id: string | null }>(
    'select y.id, y.kindergarten_id, d.name as department, y.round, y.observe_on::text as observe, y.version, y.called_off_on::text, y.observer_id from measures.programme_cycle y left join register.organisation d on d.id = y.department_id where y.programme_id = $1 order by y.observe_on, y.id',
    [id],
  )
