import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { words, type Browser } from '../../../../test/kit.ts'
import { system, writing } from '../../../platform/db.ts'
import { checkFlow, hasStops } from './check.ts'
import { draft, openEditor, stampIn, type Editor } from './editor.fixtures.ts'
import { standardFlow } from './standard-flow.ts'
import { publishedFlow, saveStandardFlow } from './store.ts'

let editor: Editor
beforeAll(async () => {
  editor = await openEditor()
})
afterAll(() => editor.world.close())
/** Every test begins with a draft that is the standard chart. */
beforeEach(async () => {
  if ((await editor.standardDraft()) !== 303) throw new Error('The draft was not set back')
})

describe('everyone who is signed in may look', () => {
  test.each(['siri', 'ragnhild', 'eva', 'stine', 'per'])('%s sees the chart as picture and as words, without a way to change it', async (person) => {
    const { status, text } = await (await editor.world.as(person)).get('/flytskjema')
    expect(status).toBe(200)
    for (const part of ['Avklaring', '5 arbeidsdager etter at steget begynte', 'En rådgiver har fått saken', 'Publisert av']) expect(words(text)).toContain(part)
    expect(text).toContain('<svg class="flow-diagram"')
    expect(text).not.toContain('/flytskjema/kladd')
  })

  test('a stranger is sent to sign in', async () => {
    expect((await editor.world.stranger().get('/flytskjema')).location).toMatch(/^\/innlogging/)
  })

  test.each(['/flytskjema?team=x', '/flytskjema?team=00000000-0000-0000-0000-000000000000', '/flytskjema/versjoner/999', '/flytskjema/versjoner/0', '/flytskjema/versjoner/x', '/flytskjema/versjoner/9999999999'])('%s is not found', async (path) => {
    expect((await editor.tone.get(path)).status).toBe(404)
  })
})

describe('only the team leader changes', () => {
  const addresses = [draft, `${draft}/steg`, `${draft}/steg/triage`, `${draft}/steg/triage/fjerning`, `${draft}/navn`, `${draft}/nullstilling`, `${draft}/publisering`, '/flytskjema/versjoner/1/flytting', '/flytskjema/temaer']
  test.each(addresses)('POST %s is forbidden for a head and for an adviser', async (path) => {
    for (const person of ['siri', 'ragnhild']) expect((await (await editor.world.as(person)).post(path, {})).status).toBe(403)
  })

  test('a leader of another team sees and changes only that team, whatever the addresses say', async () => {
    const other = await otherLeader()
    expect(words((await other.get(draft)).text)).toContain('Du har ingen kladd')
    expect((await other.get(`${draft}/steg/triage`)).status).toBe(404)
    expect((await other.get('/flytskjema/versjoner/1/flytting')).status).toBe(404)
    const before = await editor.storedDraft()
    expect((await other.post(`${draft}/steg/triage`, await editor.stepForm('triage', { 'name.nb': 'Kapret' }))).status).toBe(409)
    expect((await other.post(`${draft}/publisering`, { stempel: 'x' })).status).toBe(409)
    expect(await editor.storedDraft()).toEqual(before)
    // What they may see of this team, they may not change.
    const page = await other.get(`/flytskjema?team=${editor.team}`)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('/flytskjema/kladd')
  })

  /** Hanne's membership is made a leadership of another team, for this test only. */
  async function otherLeader(): Promise<Browser> {
    const [org] = await editor.world.asOwner<{ id: string }>("insert into register.organisation (kind, name, fictitious, created_at) values ('support-service', 'Et annet team', true, now()) returning id")
    await editor.world.asOwner("insert into identity.membership (person_id, org_id, role, period) select id, $1, 'team-leader', '[2024-01-01,)' from identity.person where email = 'hanne.moen@trollstua.example'", [org?.id])
    return editor.world.as('hanne', 'team-leader')
  }
})

describe('publishing', () => {
  test('a chart that goes in a circle without an end is refused with the problems by name', async () => {
    await editor.tone.post(`${draft}/steg/plan`, await editor.stepForm('plan', { 'next.0.to': 'start-meeting', 'next.0.label.nb': 'Tilbake' }))
    const page = await editor.tone.get(`${draft}/publisering`)
    expect(words(page.text)).toContain('Fra dette steget går det ikke an å komme til en avslutning.')
    const flow = await editor.storedDraft()
    expect(flow && hasStops(checkFlow(flow))).toBe(true)
    const reset = await editor.tone.get(`${draft}/nullstilling`)
    const refused = await editor.tone.post(`${draft}/publisering`, { stempel: stampIn(reset.text) })
    expect(refused.status).toBe(409)
    expect(words(refused.text)).toContain('Flytskjemaet kan ikke publiseres ennå.')
  })

  test('the old version is retired and kept, the new one holds, and the team can read who did it', async () => {
    const before = await editor.versions()
    await editor.changeName('Vårt eget')
    expect(await editor.publish()).toBe(303)
    const after = await editor.versions()
    expect(after.filter(({ status }) => status === 'published')).toHaveLength(1)
    expect(after).toHaveLength(before.length)
    expect(words((await editor.tone.get('/flytskjema')).text)).toContain('Vårt eget')
    expect(words((await editor.tone.get('/flytskjema/versjoner/1')).text)).toContain('Dette er en tidligere versjon')
    const events = await editor.world.asOwner<{ who: string }>("select who from audit.event where kind = 'guidance.flow-published' and about_id = (select id from guidance.flow_version where status = 'published' and team_org_id = $1)", [editor.team])
    expect(events).toEqual([{ who: 'Tone Haugen' }])
  })

  test('of two at once one wins, and the other is told', async () => {
    await editor.changeName('Kappløp')
    const { text } = await editor.tone.get(`${draft}/publisering`)
    const replies = await Promise.all([1, 2].map(() => editor.tone.post(`${draft}/publisering`, { stempel: stampIn(text) })))
    expect(replies.map((reply) => reply.status).toSorted((a, b) => a - b)).toEqual([303, 409])
    expect(words(replies.find((reply) => reply.status === 409)?.text ?? '')).toContain('Noen andre kan ha publisert')
    expect((await editor.versions()).filter(({ status }) => status === 'published')).toHaveLength(1)
  })

  test('the same chart again is not published', async () => {
    await editor.changeName('To ganger')
    expect(await editor.publish()).toBe(303)
    await editor.tone.post(draft, { fra: 'publisert' })
    expect(await editor.publish()).toBe(409)
  })

  test('the database itself refuses to rewrite a published version', async () => {
    await expect(editor.world.asOwner("update guidance.flow_version set definition = '{}' where status = 'published'")).rejects.toThrow('does not change')
  })

  test('a team without a chart gets the standard one, once', async () => {
    const [org] = await editor.world.asOwner<{ id: string }>("insert into register.organisation (kind, name, fictitious, created_at) values ('support-service', 'Enda et team', true, now()) returning id")
    const id = org?.id ?? ''
    await writing(editor.world.db, system, async (tx) => {
      expect(await publishedFlow(tx, id)).toBeUndefined()
      await saveStandardFlow(tx, id, 'Noen', editor.world.deps.now())
      await saveStandardFlow(tx, id, 'Noen', editor.world.deps.now())
      expect(await publishedFlow(tx, id)).toMatchObject({ number: 1, flow: standardFlow })
    })
  })
})
