import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { words } from '../../../../../test/kit.ts'
import { draft, openEditor, stampIn, type Editor } from '../editor.fixtures.ts'

let editor: Editor
beforeAll(async () => {
  editor = await openEditor()
})
afterAll(() => editor.world.close())
/** Every test begins with a draft that is the standard chart. */
beforeEach(async () => {
  if ((await editor.standardDraft()) !== 303) throw new Error('The draft was not set back')
})

describe('running cases are moved to the version in force', () => {
  /** Cases on the version that holds now, one in each of the steps. */
  async function casesIn(...steps: readonly { key: string; kind: string }[]): Promise<string[]> {
    const [version] = await editor.world.asOwner<{ id: string }>("select id from guidance.flow_version where team_org_id = $1 and status = 'published'", [editor.team])
    return Promise.all(
      steps.map(async ({ key, kind }) => {
        const [row] = await editor.world.asOwner<{ id: string }>(
          `insert into guidance.case (region_id, reference, kindergarten_id, team_org_id, flow_version_id, state, step_key, step_kind, step_entered_at, created_at, created_by, created_by_name, changed_at, changed_by_name, submitted_at, submitted_by_name)
           select (select id from register.region limit 1), $1, $2, $3, $4, 'running', $5, $6, '2026-11-02T09:00:00Z', '2026-11-01T09:00:00Z', p.id, p.name, '2026-11-02T09:00:00Z', p.name, '2026-11-01T09:00:00Z', p.name from identity.person p where p.email = 'siri.solheim@solstrala.example' returning id`,
          [`T-${randomUUID()}`, await editor.world.org('Solstråla barnehage'), editor.team, version?.id, key, kind],
        )
        await editor.world.asOwner("insert into guidance.case_step (case_id, step_key, entered_at, entered_by, entered_by_name) values ($1, $2, '2026-11-02T09:00:00Z', gen_random_uuid(), 'Siri Solheim')", [row?.id, key])
        return row?.id ?? ''
      }),
    )
  }
  const numberInForce = async () => (await editor.versions()).find(({ status }) => status === 'published')?.number ?? 0
  const caseRow = async (id: string) => (await editor.world.asOwner<{ number: number; step_key: string; step_kind: string; due_on: string | null; here: string }>(
    'select v.number, c.step_key, c.step_kind, c.due_on::text, s.step_key as here from guidance.case c join guidance.flow_version v on v.id = c.flow_version_id join guidance.case_step s on s.case_id = c.id and s.left_at is null where c.id = $1', [id]))[0]
  beforeEach(async () => {
    await editor.changeName('Ny utgangsversjon')
    await editor.publish()
    await editor.tone.post(draft, { fra: 'publisert' })
  })

  test('publishing tells how many stay, the mapping is proposed, previewed and carried out for all', async () => {
    const [waiting = '', planning = ''] = await casesIn({ key: 'waiting-list', kind: 'waiting-list' }, { key: 'plan', kind: 'plan' })
    const old = await numberInForce()
    const removal = await editor.tone.get(`${draft}/steg/waiting-list/fjerning`)
    await editor.tone.post(`${draft}/steg/waiting-list/fjerning`, { stempel: stampIn(removal.text) })
    await editor.tone.post(`${draft}/steg/plan`, await editor.stepForm('plan', { 'deadline.unit': 'working-days', 'deadline.count': '10', 'deadline.from': 'step-entered' }))
    expect(words((await editor.tone.get(`${draft}/publisering`)).text)).toMatch(/\d+ saker er i gang og blir på versjonen de har/)
    expect(await editor.publish()).toBe(303)
    expect(await caseRow(waiting)).toMatchObject({ number: old, step_key: 'waiting-list' })

    const address = `/flytskjema/versjoner/${old}/flytting`
    expect((await editor.tone.get('/flytskjema')).text).toContain(address)
    expect(words((await editor.tone.get(address)).text)).toContain('Venteliste: 1 sak')
    const unmapped = await editor.tone.post(address, { handling: 'vis', 'steg.plan': 'plan' })
    expect([unmapped.status, words(unmapped.text).includes('Velg hvilket steg sakene skal stå i.')]).toEqual([422, true])
    const closing = await editor.tone.post(address, { handling: 'flytt', 'steg.plan': 'closed', 'steg.waiting-list': 'lunch' })
    expect(closing.status).toBe(422)
    for (const part of ['kan ikke avsluttes ved å bytte versjon', 'Steget finnes ikke i den nye versjonen']) expect(words(closing.text)).toContain(part)

    const mapping = { 'steg.plan': 'plan', 'steg.waiting-list': 'triage' }
    const preview = await editor.tone.post(address, { handling: 'vis', ...mapping })
    expect([preview.status, words(preview.text).includes('Flytte 2 saker?')]).toEqual([200, true])
    expect(await caseRow(waiting)).toMatchObject({ number: old })
    const late = await editor.tone.post(address, { handling: 'flytt', ...mapping, til: String(await numberInForce()), antall: '1' })
    expect([late.status, words(late.text).includes('har endret seg siden')]).toEqual([409, true])
    expect(await caseRow(waiting)).toMatchObject({ number: old })

    const form = { handling: 'flytt', ...mapping, til: String(await numberInForce()), antall: '2' }
    const replies = await Promise.all([editor.tone.post(address, form), editor.tone.post(address, form)])
    expect(replies.map((reply) => reply.status).toSorted((a, b) => a - b)[0]).toBe(303)
    // Entered on 2 November: five working days for sorting, ten for the plan.
    expect(await caseRow(waiting)).toEqual({ number: await numberInForce(), step_key: 'triage', step_kind: 'triage', due_on: '2026-11-09', here: 'triage' })
    expect(await caseRow(planning)).toEqual({ number: await numberInForce(), step_key: 'plan', step_kind: 'plan', due_on: '2026-11-16', here: 'plan' })
    const events = await editor.world.asOwner("select from audit.event where kind = 'guidance.case-moved-to-version' and about_id in ($1, $2)", [waiting, planning])
    expect(events).toHaveLength(2)
  })

  test('there is nothing to move from the version in force, or from one that does not exist', async () => {
    for (const number of [await numberInForce(), 999]) expect((await editor.tone.get(`/flytskjema/versjoner/${number}/flytting`)).status).toBe(404)
  })
})
