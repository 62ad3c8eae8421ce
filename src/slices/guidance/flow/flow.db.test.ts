import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { system, writing } from '../../../platform/db.ts'
import { checkFlow, hasStops } from './check.ts'
import { flowSchema, type Flow } from './definition.ts'
import { typedFrom } from './drafts/forms.ts'
import { standardFlow } from './standard-flow.ts'
import { publishedFlow, saveStandardFlow } from './store.ts'

let world: World
let team: string
let tone: Browser
beforeAll(async () => {
  world = await openWorld()
  team = await world.org('Kompetanseteam barnehage Fjordvik')
  tone = await world.as('tone')
})
afterAll(() => world.close())

const draft = '/flytskjema/kladd'
const stampIn = (html: string): string => /name="stempel" value="([0-9a-f]+)"/.exec(html)?.[1] ?? ''
const storedDraft = async (): Promise<Flow | undefined> => {
  const [row] = await world.asOwner<{ definition: unknown }>("select definition from guidance.flow_version where team_org_id = $1 and status = 'draft'", [team])
  return row && flowSchema.parse(row.definition)
}
const versions = () => world.asOwner<{ number: number; status: string }>('select number, status from guidance.flow_version where team_org_id = $1 order by number', [team])
const stepIn = (flow: Flow | undefined, key: string) => flow?.steps.find((step) => step.key === key)

/** What a browser sends from the page of a step, with something changed. */
async function stepForm(key: string, change: Form = {}): Promise<Form> {
  const step = stepIn(await storedDraft(), key)
  if (!step) throw new Error(`The draft has no ${key}`)
  const typed = typedFrom(step)
  const fields: Form = { handling: 'lagre', stempel: stampIn((await tone.get(`${draft}/steg/${key}`)).text), responsible: typed.responsible, gates: typed.gates, 'deadline.unit': typed.deadline.unit, 'deadline.count': typed.deadline.count, 'deadline.from': typed.deadline.from }
  for (const lang of ['nb', 'nn', 'en'] as const) {
    fields[`name.${lang}`] = typed.name[lang]
    fields[`help.${lang}`] = typed.help[lang]
    typed.next.forEach((way, at) => (fields[`next.${at}.label.${lang}`] = way.label[lang]))
    typed.exits.forEach((exit, at) => (fields[`exits.${at}.name.${lang}`] = exit.name[lang]))
  }
  typed.next.forEach((way, at) => {
    fields[`next.${at}.to`] = way.to
    if (way.needsReason) fields[`next.${at}.needsReason`] = 'on'
  })
  typed.exits.forEach((exit, at) => {
    Object.assign(fields, { [`exits.${at}.code`]: exit.code, [`exits.${at}.toKind`]: exit.toKind })
    if (exit.early) fields[`exits.${at}.early`] = 'on'
  })
  return { ...fields, ...change }
}

/** Every test begins with the standard chart published and a draft that is the same. */
beforeEach(async () => {
  await tone.post(draft, { fra: 'publisert' })
  const reset = await tone.get(`${draft}/nullstilling`)
  expect((await tone.post(`${draft}/nullstilling`, { fra: 'standard', stempel: stampIn(reset.text) })).status).toBe(303)
})

const publish = async (): Promise<number> => {
  const { text } = await tone.get(`${draft}/publisering`)
  return (await tone.post(`${draft}/publisering`, { stempel: stampIn(text) })).status
}
const changeName = async (name: string) => {
  const { text } = await tone.get(`${draft}/navn`)
  return tone.post(`${draft}/navn`, { stempel: stampIn(text), 'name.nb': name, 'name.nn': name, 'name.en': name })
}

describe('everyone who is signed in may look', () => {
  test.each(['siri', 'ragnhild', 'eva', 'stine', 'per'])('%s sees the chart as picture and as words, without a way to change it', async (person) => {
    const { status, text } = await (await world.as(person)).get('/flytskjema')
    expect(status).toBe(200)
    for (const part of ['Avklaring', '5 arbeidsdager etter at steget begynte', 'En rådgiver har fått saken', 'Publisert av']) expect(words(text)).toContain(part)
    expect(text).toContain('<svg class="flow-diagram"')
    expect(text).not.toContain('/flytskjema/kladd')
  })

  test('a stranger is sent to sign in', async () => {
    expect((await world.stranger().get('/flytskjema')).location).toMatch(/^\/innlogging/)
  })

  test.each(['/flytskjema?team=x', '/flytskjema?team=00000000-0000-0000-0000-000000000000', '/flytskjema/versjoner/999', '/flytskjema/versjoner/0', '/flytskjema/versjoner/x', '/flytskjema/versjoner/9999999999'])('%s is not found', async (path) => {
    expect((await tone.get(path)).status).toBe(404)
  })
})

describe('only the team leader changes', () => {
  const addresses = [draft, `${draft}/steg`, `${draft}/steg/triage`, `${draft}/steg/triage/fjerning`, `${draft}/navn`, `${draft}/nullstilling`, `${draft}/publisering`, '/flytskjema/versjoner/1/flytting', '/flytskjema/temaer']
  test.each(addresses)('POST %s is forbidden for a head and for an adviser', async (path) => {
    for (const person of ['siri', 'ragnhild']) expect((await (await world.as(person)).post(path, {})).status).toBe(403)
  })

  test('a leader of another team sees and changes only that team, whatever the addresses say', async () => {
    const other = await otherLeader()
    expect(words((await other.get(draft)).text)).toContain('Du har ingen kladd')
    expect((await other.get(`${draft}/steg/triage`)).status).toBe(404)
    expect((await other.get('/flytskjema/versjoner/1/flytting')).status).toBe(404)
    const before = await storedDraft()
    expect((await other.post(`${draft}/steg/triage`, await stepForm('triage', { 'name.nb': 'Kapret' }))).status).toBe(409)
    expect((await other.post(`${draft}/publisering`, { stempel: 'x' })).status).toBe(409)
    expect(await storedDraft()).toEqual(before)
    // What they may see of this team, they may not change.
    const page = await other.get(`/flytskjema?team=${team}`)
    expect(page.status).toBe(200)
    expect(page.text).not.toContain('/flytskjema/kladd')
  })

  /** Hanne's membership is made a leadership of another team, for this test only. */
  async function otherLeader(): Promise<Browser> {
    const [org] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, fictitious, created_at) values ('support-service', 'Et annet team', true, now()) returning id")
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period) select id, $1, 'team-leader', '[2024-01-01,)' from identity.person where email = 'hanne.moen@trollstua.example'", [org?.id])
    return world.as('hanne', 'team-leader')
  }
})

describe('a step is edited', () => {
  test('and saved as typed', async () => {
    const saved = await tone.post(`${draft}/steg/triage`, await stepForm('triage', { 'name.nb': 'Sortering', 'deadline.count': '7', gates: 'adviser-assigned' }))
    expect(saved.location).toBe(draft)
    expect(stepIn(await storedDraft(), 'triage')).toMatchObject({ name: { nb: 'Sortering', nn: 'Avklaring' }, deadline: { unit: 'working-days', count: 7 }, gates: ['adviser-assigned'] })
  })

  test('sent back as it was, it is stored as it was: the form carries every part of every step', async () => {
    const before = await storedDraft()
    for (const { key } of standardFlow.steps) expect((await tone.post(`${draft}/steg/${key}`, await stepForm(key))).status).toBe(303)
    expect(await storedDraft()).toEqual(before)
  })

  test('what cannot be taken is named, and nothing typed is lost', async () => {
    const reply = await tone.post(`${draft}/steg/triage`, await stepForm('triage', { 'deadline.count': 'mange', 'name.nb': 'x'.repeat(61), 'help.en': 'My own words', 'next.0.to': '' }))
    expect(reply.status).toBe(422)
    const text = words(reply.text)
    for (const part of ['Skriv et helt tall fra 0 til 999.', 'Teksten er for lang.', 'Velg ett av alternativene.', 'My own words']) expect(text).toContain(part)
    for (const part of ['value="mange"', `value="${'x'.repeat(61)}"`, 'href="#f-next-0-to"']) expect(reply.text).toContain(part)
    expect(stepIn(await storedDraft(), 'triage')?.name.nb).toBe('Avklaring')
  })

  test('rows are added and removed by buttons, and nothing is stored until it is saved', async () => {
    const count = (html: string) => html.match(/name="next\.\d+\.to"/g)?.length
    const typed = await stepForm('triage', { 'name.nb': 'Under arbeid' })
    const added = await tone.post(`${draft}/steg/triage`, { ...typed, handling: 'add-next' })
    expect([added.status, count(added.text)]).toEqual([200, 5])
    expect(added.text).toContain('value="Under arbeid"')
    const removed = await tone.post(`${draft}/steg/triage`, { ...typed, handling: 'remove-next-1' })
    expect(count(removed.text)).toBe(3)
    expect(words(removed.text)).not.toContain('Be om utdyping')
    const reason = await tone.post(`${draft}/steg/triage`, { ...typed, handling: 'add-exits' })
    expect(reason.text).toContain('name="exits.0.code"')
    expect(stepIn(await storedDraft(), 'triage')?.name.nb).toBe('Avklaring')
  })

  test('a reason without a code gets one made of its name', async () => {
    const { exits } = stepIn(standardFlow, 'follow-up') ?? { exits: [] }
    const at = exits.length
    const form = await stepForm('follow-up', { [`exits.${at}.name.nb`]: 'Målet er nådd før tiden', [`exits.${at}.code`]: '', [`exits.${at}.toKind`]: 'closed' })
    expect((await tone.post(`${draft}/steg/follow-up`, form)).status).toBe(303)
    expect(stepIn(await storedDraft(), 'follow-up')?.exits.at(-1)?.code).toBe('malet-er-nadd-for-tiden')
  })

  test('a national identity number is stopped', async () => {
    const reply = await tone.post(`${draft}/steg/triage`, await stepForm('triage', { 'help.nb': 'Ring om 13097248022' }))
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toContain('fødselsnummer')
  })

  test.each(['no-such-step', '__proto__', '%00', 'A', 'x'.repeat(41)])('a forged step is not there: %s', async (key) => {
    expect((await tone.get(`${draft}/steg/${key}`)).status).toBe(404)
    expect([404, 409]).toContain((await tone.post(`${draft}/steg/${key}`, { handling: 'lagre', 'name.nb': 'x' })).status)
  })

  test('a form cannot change the key or the kind', async () => {
    await tone.post(`${draft}/steg/triage`, await stepForm('triage', { key: 'closed', kind: 'closed', 'name.nb': 'Ny' }))
    expect(stepIn(await storedDraft(), 'triage')).toMatchObject({ kind: 'triage', name: { nb: 'Ny' } })
  })

  test('a way to a step that is not in the chart is refused', async () => {
    expect((await tone.post(`${draft}/steg/triage`, await stepForm('triage', { 'next.0.to': 'lunch' }))).status).toBe(422)
  })

  test('markup in a name is shown as text', async () => {
    await tone.post(`${draft}/steg/triage`, await stepForm('triage', { 'name.nb': '<img src=x onerror=alert(1)>' }))
    const { text } = await tone.get(draft)
    expect(text).not.toContain('<img src=x')
    expect(text).toContain('&lt;img')
  })

  test('a form too large to be meant is not taken', async () => {
    expect((await tone.post(`${draft}/steg/triage`, await stepForm('triage', { 'help.nb': 'x'.repeat(1_100_000) }))).status).toBe(413)
  })
})

describe('two leaders at the same draft', () => {
  test('the second is told who changed what, and chooses', async () => {
    const [first, second] = [await stepForm('triage', { 'name.nb': 'Fra den første' }), await stepForm('triage', { 'name.nb': 'Fra den andre' })]
    expect((await tone.post(`${draft}/steg/triage`, first)).status).toBe(303)
    const stale = await tone.post(`${draft}/steg/triage`, second)
    expect(stale.status).toBe(409)
    for (const part of ['Tone Haugen endret dette', 'Fra den første', 'Fra den andre', 'Bruk det som står nå']) expect(words(stale.text)).toContain(part)
    expect(stale.text).toContain('value="Fra den andre"')
    expect(stepIn(await storedDraft(), 'triage')?.name.nb).toBe('Fra den første')
    expect((await tone.post(`${draft}/steg/triage`, { ...second, stempel: stampIn(stale.text) })).status).toBe(303)
    expect(stepIn(await storedDraft(), 'triage')?.name.nb).toBe('Fra den andre')
  })

  test('at different steps they do not disturb each other', async () => {
    const [first, second] = [await stepForm('triage', { 'name.nb': 'En' }), await stepForm('plan', { 'name.nb': 'To' })]
    const replies = await Promise.all([tone.post(`${draft}/steg/triage`, first), tone.post(`${draft}/steg/plan`, second)])
    expect(replies.map((reply) => reply.status)).toEqual([303, 303])
    const stored = await storedDraft()
    expect([stepIn(stored, 'triage')?.name.nb, stepIn(stored, 'plan')?.name.nb]).toEqual(['En', 'To'])
  })

  test('what was typed into a step that is gone is shown', async () => {
    const form = await stepForm('observation', { 'help.nb': 'Mine egne ord' })
    const { text } = await tone.get(`${draft}/steg/observation/fjerning`)
    expect((await tone.post(`${draft}/steg/observation/fjerning`, { stempel: stampIn(text) })).status).toBe(303)
    const gone = await tone.post(`${draft}/steg/observation`, form)
    expect(gone.status).toBe(409)
    expect(words(gone.text)).toContain('Mine egne ord')
  })

  test('a draft is made once, however many ask at the same time', async () => {
    await changeName('Om litt publisert')
    expect(await publish()).toBe(303)
    await Promise.all(Array.from({ length: 4 }, () => tone.post(draft, { fra: 'publisert' })))
    expect((await versions()).filter(({ status }) => status === 'draft')).toHaveLength(1)
  })

  test.each(['nullstilling', 'publisering', 'navn'])('%s of a draft that has changed since is refused', async (page) => {
    const { text } = await tone.get(`${draft}/${page}`)
    await changeName(`Endret før ${page}`)
    const reply = await tone.post(`${draft}/${page}`, { stempel: stampIn(text), fra: 'standard', 'name.nb': 'x', 'name.nn': 'x', 'name.en': 'x' })
    expect(reply.status).toBe(409)
    expect(words(reply.text)).toContain('Noen andre har endret kladden')
  })
})

describe('steps are added and removed', () => {
  test('a new step is of a fixed kind and leads to its own page', async () => {
    const added = await tone.post(`${draft}/steg`, { slag: 'plan' })
    expect(added.location).toBe(`${draft}/steg/plan-2`)
    expect((await tone.get(`${draft}/steg/plan-2`)).status).toBe(200)
    expect(words((await tone.get(draft)).text)).toContain('Ingen vei fører til dette steget.')
  })

  test.each([{}, { slag: 'lunch' }, { slag: ['plan', 'plan'] }, { slag: '__proto__' }])('a kind that does not exist is asked for again: %j', async (form) => {
    expect((await tone.post(`${draft}/steg`, form as Form)).status).toBe(422)
  })

  test('the ways to a removed step go with it, and what is then wrong is named', async () => {
    const { text } = await tone.get(`${draft}/steg/evaluation/fjerning`)
    await tone.post(`${draft}/steg/evaluation/fjerning`, { stempel: stampIn(text) })
    const stored = await storedDraft()
    expect(stored?.steps.flatMap((step) => step.next).some((way) => way.to === 'evaluation')).toBe(false)
    expect(words((await tone.get(draft)).text)).toContain('Dette må rettes før du kan publisere')
  })

  test('not more than forty', async () => {
    for (let number = (await storedDraft())?.steps.length ?? 0; number < 40; number++) expect((await tone.post(`${draft}/steg`, { slag: 'plan' })).status).toBe(303)
    expect((await tone.post(`${draft}/steg`, { slag: 'plan' })).status).toBe(409)
    expect((await tone.get(draft)).status).toBe(200)
  })
})

describe('publishing', () => {
  test('a chart that goes in a circle without an end is refused with the problems by name', async () => {
    await tone.post(`${draft}/steg/plan`, await stepForm('plan', { 'next.0.to': 'start-meeting', 'next.0.label.nb': 'Tilbake' }))
    const page = await tone.get(`${draft}/publisering`)
    expect(words(page.text)).toContain('Fra dette steget går det ikke an å komme til en avslutning.')
    const flow = await storedDraft()
    expect(flow && hasStops(checkFlow(flow))).toBe(true)
    const reset = await tone.get(`${draft}/nullstilling`)
    const refused = await tone.post(`${draft}/publisering`, { stempel: stampIn(reset.text) })
    expect(refused.status).toBe(409)
    expect(words(refused.text)).toContain('Flytskjemaet kan ikke publiseres ennå.')
  })

  test('the old version is retired and kept, the new one holds, and the team can read who did it', async () => {
    const before = await versions()
    await changeName('Vårt eget')
    expect(await publish()).toBe(303)
    const after = await versions()
    expect(after.filter(({ status }) => status === 'published')).toHaveLength(1)
    expect(after).toHaveLength(before.length)
    expect(words((await tone.get('/flytskjema')).text)).toContain('Vårt eget')
    expect(words((await tone.get('/flytskjema/versjoner/1')).text)).toContain('Dette er en tidligere versjon')
    const events = await world.asOwner<{ who: string }>("select who from audit.event where kind = 'guidance.flow-published' and about_id = (select id from guidance.flow_version where status = 'published' and team_org_id = $1)", [team])
    expect(events).toEqual([{ who: 'Tone Haugen' }])
  })

  test('of two at once one wins, and the other is told', async () => {
    await changeName('Kappløp')
    const { text } = await tone.get(`${draft}/publisering`)
    const replies = await Promise.all([1, 2].map(() => tone.post(`${draft}/publisering`, { stempel: stampIn(text) })))
    expect(replies.map((reply) => reply.status).toSorted((a, b) => a - b)).toEqual([303, 409])
    expect(words(replies.find((reply) => reply.status === 409)?.text ?? '')).toContain('Noen andre kan ha publisert')
    expect((await versions()).filter(({ status }) => status === 'published')).toHaveLength(1)
  })

  test('the same chart again is not published', async () => {
    await changeName('To ganger')
    expect(await publish()).toBe(303)
    await tone.post(draft, { fra: 'publisert' })
    expect(await publish()).toBe(409)
  })

  test('the database itself refuses to rewrite a published version', async () => {
    await expect(world.asOwner("update guidance.flow_version set definition = '{}' where status = 'published'")).rejects.toThrow('does not change')
  })

  test('a team without a chart gets the standard one, once', async () => {
    const [org] = await world.asOwner<{ id: string }>("insert into register.organisation (kind, name, fictitious, created_at) values ('support-service', 'Enda et team', true, now()) returning id")
    const id = org?.id ?? ''
    await writing(world.db, system, async (tx) => {
      expect(await publishedFlow(tx, id)).toBeUndefined()
      await saveStandardFlow(tx, id, 'Noen', world.deps.now())
      await saveStandardFlow(tx, id, 'Noen', world.deps.now())
      expect(await publishedFlow(tx, id)).toMatchObject({ number: 1, flow: standardFlow })
    })
  })
})

test('property: whatever is posted to the editor, what is stored can be read, and the draft can be shown', async () => {
  const names = fc.constantFrom('name.nb', 'name.en', 'help.nn', 'responsible', 'deadline.unit', 'deadline.count', 'deadline.from', 'gates', 'next.0.to', 'next.0.label.nb', 'next.7.to', 'next.0.needsReason', 'next.99.to', 'next', 'next.__proto__.to', 'exits.0.code', 'exits.0.name.nb', 'exits.3.toKind', 'exits.1.early', 'handling', 'a.b.c.d.e.f', '__proto__', 'constructor.prototype')
  const values = fc.oneof(
    fc.constantFrom('', 'on', 'plan', 'closed', 'none', 'months', '12', '-1', '1e9', 'head', 'session-held', 'lagre', 'add-next', 'add-exits', 'remove-next-0', 'remove-exits-99', '\u0000', '\ud800', 'æøå', '<script>'),
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc.array(fc.constantFrom('session-held', 'plan-agreed', 'lunch', ''), { maxLength: 3 }),
  )
  const base = await stepForm('sessions')
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, values, { maxKeys: 8 }), fc.boolean(), async (changes, bare) => {
      const { text } = await tone.get(`${draft}/steg/sessions`)
      const form: Form = { ...(bare ? { handling: 'lagre' } : base), stempel: stampIn(text), ...changes }
      const { status } = await tone.post(`${draft}/steg/sessions`, form)
      expect([200, 303, 409, 422]).toContain(status)
      expect(stepIn(await storedDraft(), 'sessions')?.kind).toBe('sessions')
      expect((await tone.get(draft)).status).toBe(200)
    }),
    { numRuns: 60 },
  )
})

describe('running cases are moved to the version in force', () => {
  /** Cases on the version that holds now, one in each of the steps. */
  async function casesIn(...steps: readonly { key: string; kind: string }[]): Promise<string[]> {
    const [version] = await world.asOwner<{ id: string }>("select id from guidance.flow_version where team_org_id = $1 and status = 'published'", [team])
    return Promise.all(
      steps.map(async ({ key, kind }) => {
        const [row] = await world.asOwner<{ id: string }>(
          `insert into guidance.case (region_id, reference, kindergarten_id, team_org_id, flow_version_id, state, step_key, step_kind, step_entered_at, created_at, created_by, created_by_name, changed_at, changed_by_name, submitted_at, submitted_by_name)
           select (select id from register.region limit 1), $1, $2, $3, $4, 'running', $5, $6, '2026-11-02T09:00:00Z', '2026-11-01T09:00:00Z', p.id, p.name, '2026-11-02T09:00:00Z', p.name, '2026-11-01T09:00:00Z', p.name from identity.person p where p.email = 'siri.solheim@solstrala.example' returning id`,
          [`T-${randomUUID()}`, await world.org('Solstråla barnehage'), team, version?.id, key, kind],
        )
        await world.asOwner("insert into guidance.case_step (case_id, step_key, entered_at, entered_by, entered_by_name) values ($1, $2, '2026-11-02T09:00:00Z', gen_random_uuid(), 'Siri Solheim')", [row?.id, key])
        return row?.id ?? ''
      }),
    )
  }
  const numberInForce = async () => (await versions()).find(({ status }) => status === 'published')?.number ?? 0
  const caseRow = async (id: string) => (await world.asOwner<{ number: number; step_key: string; step_kind: string; due_on: string | null; here: string }>(
    'select v.number, c.step_key, c.step_kind, c.due_on::text, s.step_key as here from guidance.case c join guidance.flow_version v on v.id = c.flow_version_id join guidance.case_step s on s.case_id = c.id and s.left_at is null where c.id = $1', [id]))[0]
  beforeEach(async () => {
    await changeName('Ny utgangsversjon')
    await publish()
    await tone.post(draft, { fra: 'publisert' })
  })

  test('publishing tells how many stay, the mapping is proposed, previewed and carried out for all', async () => {
    const [waiting = '', planning = ''] = await casesIn({ key: 'waiting-list', kind: 'waiting-list' }, { key: 'plan', kind: 'plan' })
    const old = await numberInForce()
    const removal = await tone.get(`${draft}/steg/waiting-list/fjerning`)
    await tone.post(`${draft}/steg/waiting-list/fjerning`, { stempel: stampIn(removal.text) })
    await tone.post(`${draft}/steg/plan`, await stepForm('plan', { 'deadline.unit': 'working-days', 'deadline.count': '10', 'deadline.from': 'step-entered' }))
    expect(words((await tone.get(`${draft}/publisering`)).text)).toMatch(/\d+ saker er i gang og blir på versjonen de har/)
    expect(await publish()).toBe(303)
    expect(await caseRow(waiting)).toMatchObject({ number: old, step_key: 'waiting-list' })

    const address = `/flytskjema/versjoner/${old}/flytting`
    expect((await tone.get('/flytskjema')).text).toContain(address)
    expect(words((await tone.get(address)).text)).toContain('Venteliste: 1 sak')
    const unmapped = await tone.post(address, { handling: 'vis', 'steg.plan': 'plan' })
    expect([unmapped.status, words(unmapped.text).includes('Velg hvilket steg sakene skal stå i.')]).toEqual([422, true])
    const closing = await tone.post(address, { handling: 'flytt', 'steg.plan': 'closed', 'steg.waiting-list': 'lunch' })
    expect(closing.status).toBe(422)
    for (const part of ['kan ikke avsluttes ved å bytte versjon', 'Steget finnes ikke i den nye versjonen']) expect(words(closing.text)).toContain(part)

    const mapping = { 'steg.plan': 'plan', 'steg.waiting-list': 'triage' }
    const preview = await tone.post(address, { handling: 'vis', ...mapping })
    expect([preview.status, words(preview.text).includes('Flytte 2 saker?')]).toEqual([200, true])
    expect(await caseRow(waiting)).toMatchObject({ number: old })
    const late = await tone.post(address, { handling: 'flytt', ...mapping, til: String(await numberInForce()), antall: '1' })
    expect([late.status, words(late.text).includes('har endret seg siden')]).toEqual([409, true])
    expect(await caseRow(waiting)).toMatchObject({ number: old })

    const form = { handling: 'flytt', ...mapping, til: String(await numberInForce()), antall: '2' }
    const replies = await Promise.all([tone.post(address, form), tone.post(address, form)])
    expect(replies.map((reply) => reply.status).toSorted((a, b) => a - b)[0]).toBe(303)
    // Entered on 2 November: five working days for sorting, ten for the plan.
    expect(await caseRow(waiting)).toEqual({ number: await numberInForce(), step_key: 'triage', step_kind: 'triage', due_on: '2026-11-09', here: 'triage' })
    expect(await caseRow(planning)).toEqual({ number: await numberInForce(), step_key: 'plan', step_kind: 'plan', due_on: '2026-11-16', here: 'plan' })
    const events = await world.asOwner("select from audit.event where kind = 'guidance.case-moved-to-version' and about_id in ($1, $2)", [waiting, planning])
    expect(events).toHaveLength(2)
  })

  test('there is nothing to move from the version in force, or from one that does not exist', async () => {
    for (const number of [await numberInForce(), 999]) expect((await tone.get(`/flytskjema/versjoner/${number}/flytting`)).status).toBe(404)
  })
})
