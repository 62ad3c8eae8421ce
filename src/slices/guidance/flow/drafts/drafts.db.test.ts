import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { words, type Form } from '../../../../../test/kit.ts'
import { draft, openEditor, stampIn, stepIn, type Editor } from '../editor.fixtures.ts'
import { standardFlow } from '../standard-flow.ts'

let editor: Editor
beforeAll(async () => {
  editor = await openEditor()
})
afterAll(() => editor.world.close())
/** Every test begins with a draft that is the standard chart. */
beforeEach(async () => {
  if ((await editor.standardDraft()) !== 303) throw new Error('The draft was not set back')
})

describe('a step is edited', () => {
  test('and saved as typed', async () => {
    const saved = await editor.tone.post(`${draft}/steg/triage`, await editor.stepForm('triage', { 'name.nb': 'Sortering', 'deadline.count': '7', gates: 'adviser-assigned' }))
    expect(saved.location).toBe(draft)
    expect(stepIn(await editor.storedDraft(), 'triage')).toMatchObject({ name: { nb: 'Sortering', nn: 'Avklaring' }, deadline: { unit: 'working-days', count: 7 }, gates: ['adviser-assigned'] })
  })

  test('sent back as it was, it is stored as it was: the form carries every part of every step', async () => {
    const before = await editor.storedDraft()
    for (const { key } of standardFlow.steps) expect((await editor.tone.post(`${draft}/steg/${key}`, await editor.stepForm(key))).status).toBe(303)
    expect(await editor.storedDraft()).toEqual(before)
  })

  test('what cannot be taken is named, and nothing typed is lost', async () => {
    const reply = await editor.tone.post(`${draft}/steg/triage`, await editor.stepForm('triage', { 'deadline.count': 'mange', 'name.nb': 'x'.repeat(61), 'help.en': 'My own words', 'next.0.to': '' }))
    expect(reply.status).toBe(422)
    const text = words(reply.text)
    for (const part of ['Skriv et helt tall fra 0 til 999.', 'Teksten er for lang.', 'Velg ett av alternativene.', 'My own words']) expect(text).toContain(part)
    for (const part of ['value="mange"', `value="${'x'.repeat(61)}"`, 'href="#f-next-0-to"']) expect(reply.text).toContain(part)
    expect(stepIn(await editor.storedDraft(), 'triage')?.name.nb).toBe('Avklaring')
  })

  test('rows are added and removed by buttons, and nothing is stored until it is saved', async () => {
    const count = (html: string) => html.match(/name="next\.\d+\.to"/g)?.length
    const typed = await editor.stepForm('triage', { 'name.nb': 'Under arbeid' })
    const added = await editor.tone.post(`${draft}/steg/triage`, { ...typed, handling: 'add-next' })
    expect([added.status, count(added.text)]).toEqual([200, 5])
    expect(added.text).toContain('value="Under arbeid"')
    const removed = await editor.tone.post(`${draft}/steg/triage`, { ...typed, handling: 'remove-next-1' })
    expect(count(removed.text)).toBe(3)
    expect(words(removed.text)).not.toContain('Be om utdyping')
    const reason = await editor.tone.post(`${draft}/steg/triage`, { ...typed, handling: 'add-exits' })
    expect(reason.text).toContain('name="exits.0.code"')
    expect(stepIn(await editor.storedDraft(), 'triage')?.name.nb).toBe('Avklaring')
  })

  test('a reason without a code gets one made of its name', async () => {
    const { exits } = stepIn(standardFlow, 'follow-up') ?? { exits: [] }
    const at = exits.length
    const form = await editor.stepForm('follow-up', { [`exits.${at}.name.nb`]: 'Målet er nådd før tiden', [`exits.${at}.code`]: '', [`exits.${at}.toKind`]: 'closed' })
    expect((await editor.tone.post(`${draft}/steg/follow-up`, form)).status).toBe(303)
    expect(stepIn(await editor.storedDraft(), 'follow-up')?.exits.at(-1)?.code).toBe('malet-er-nadd-for-tiden')
  })

  test('a national identity number is stopped', async () => {
    const reply = await editor.tone.post(`${draft}/steg/triage`, await editor.stepForm('triage', { 'help.nb': 'Ring om 13097248022' }))
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toContain('fødselsnummer')
  })

  test.each(['no-such-step', '__proto__', '%00', 'A', 'x'.repeat(41)])('a forged step is not there: %s', async (key) => {
    expect((await editor.tone.get(`${draft}/steg/${key}`)).status).toBe(404)
    expect([404, 409]).toContain((await editor.tone.post(`${draft}/steg/${key}`, { handling: 'lagre', 'name.nb': 'x' })).status)
  })

  test('a form cannot change the key or the kind', async () => {
    await editor.tone.post(`${draft}/steg/triage`, await editor.stepForm('triage', { key: 'closed', kind: 'closed', 'name.nb': 'Ny' }))
    expect(stepIn(await editor.storedDraft(), 'triage')).toMatchObject({ kind: 'triage', name: { nb: 'Ny' } })
  })

  test('a way to a step that is not in the chart is refused', async () => {
    expect((await editor.tone.post(`${draft}/steg/triage`, await editor.stepForm('triage', { 'next.0.to': 'lunch' }))).status).toBe(422)
  })

  test('markup in a name is shown as text', async () => {
    await editor.tone.post(`${draft}/steg/triage`, await editor.stepForm('triage', { 'name.nb': '<img src=x onerror=alert(1)>' }))
    const { text } = await editor.tone.get(draft)
    expect(text).not.toContain('<img src=x')
    expect(text).toContain('&lt;img')
  })

  test('a form too large to be meant is not taken', async () => {
    expect((await editor.tone.post(`${draft}/steg/triage`, await editor.stepForm('triage', { 'help.nb': 'x'.repeat(1_100_000) }))).status).toBe(413)
  })
})

describe('two leaders at the same draft', () => {
  test('the second is told who changed what, and chooses', async () => {
    const [first, second] = [await editor.stepForm('triage', { 'name.nb': 'Fra den første' }), await editor.stepForm('triage', { 'name.nb': 'Fra den andre' })]
    expect((await editor.tone.post(`${draft}/steg/triage`, first)).status).toBe(303)
    const stale = await editor.tone.post(`${draft}/steg/triage`, second)
    expect(stale.status).toBe(409)
    for (const part of ['Tone Haugen endret dette', 'Fra den første', 'Fra den andre', 'Bruk det som står nå']) expect(words(stale.text)).toContain(part)
    expect(stale.text).toContain('value="Fra den andre"')
    expect(stepIn(await editor.storedDraft(), 'triage')?.name.nb).toBe('Fra den første')
    expect((await editor.tone.post(`${draft}/steg/triage`, { ...second, stempel: stampIn(stale.text) })).status).toBe(303)
    expect(stepIn(await editor.storedDraft(), 'triage')?.name.nb).toBe('Fra den andre')
  })

  test('at different steps they do not disturb each other', async () => {
    const [first, second] = [await editor.stepForm('triage', { 'name.nb': 'En' }), await editor.stepForm('plan', { 'name.nb': 'To' })]
    const replies = await Promise.all([editor.tone.post(`${draft}/steg/triage`, first), editor.tone.post(`${draft}/steg/plan`, second)])
    expect(replies.map((reply) => reply.status)).toEqual([303, 303])
    const stored = await editor.storedDraft()
    expect([stepIn(stored, 'triage')?.name.nb, stepIn(stored, 'plan')?.name.nb]).toEqual(['En', 'To'])
  })

  test('what was typed into a step that is gone is shown', async () => {
    const form = await editor.stepForm('observation', { 'help.nb': 'Mine egne ord' })
    const { text } = await editor.tone.get(`${draft}/steg/observation/fjerning`)
    expect((await editor.tone.post(`${draft}/steg/observation/fjerning`, { stempel: stampIn(text) })).status).toBe(303)
    const gone = await editor.tone.post(`${draft}/steg/observation`, form)
    expect(gone.status).toBe(409)
    expect(words(gone.text)).toContain('Mine egne ord')
  })

  test('a draft is made once, however many ask at the same time', async () => {
    await editor.changeName('Om litt publisert')
    expect(await editor.publish()).toBe(303)
    await Promise.all(Array.from({ length: 4 }, () => editor.tone.post(draft, { fra: 'publisert' })))
    expect((await editor.versions()).filter(({ status }) => status === 'draft')).toHaveLength(1)
  })

  test.each(['nullstilling', 'publisering', 'navn'])('%s of a draft that has changed since is refused', async (page) => {
    const { text } = await editor.tone.get(`${draft}/${page}`)
    await editor.changeName(`Endret før ${page}`)
    const reply = await editor.tone.post(`${draft}/${page}`, { stempel: stampIn(text), fra: 'standard', 'name.nb': 'x', 'name.nn': 'x', 'name.en': 'x' })
    expect(reply.status).toBe(409)
    expect(words(reply.text)).toContain('Noen andre har endret kladden')
  })
})

describe('steps are added and removed', () => {
  test('a new step is of a fixed kind and leads to its own page', async () => {
    const added = await editor.tone.post(`${draft}/steg`, { slag: 'plan' })
    expect(added.location).toBe(`${draft}/steg/plan-2`)
    expect((await editor.tone.get(`${draft}/steg/plan-2`)).status).toBe(200)
    expect(words((await editor.tone.get(draft)).text)).toContain('Ingen vei fører til dette steget.')
  })

  test.each([{}, { slag: 'lunch' }, { slag: ['plan', 'plan'] }, { slag: '__proto__' }])('a kind that does not exist is asked for again: %j', async (form) => {
    expect((await editor.tone.post(`${draft}/steg`, form as Form)).status).toBe(422)
  })

  test('a step is moved by a button, one place at a time; an order that has changed since is refused', async () => {
    const order = async () => (await editor.storedDraft())?.steps.map((step) => step.key) ?? []
    const before = await order()
    const [first = '', second = ''] = before
    const form = /<form[^>]*rekkefolge[\s\S]*?<\/form>/.exec((await editor.tone.get(draft)).text)?.[0] ?? ''
    const moved = await editor.tone.post(`${draft}/rekkefolge`, { steg: second, retning: 'opp', stempel: stampIn(form) })
    expect(moved.location).toBe(`${draft}#steg-${second}`)
    expect(await order()).toEqual([second, first, ...before.slice(2)])
    expect((await editor.tone.post(`${draft}/rekkefolge`, { steg: second, retning: 'ned', stempel: stampIn(form) })).status).toBe(409)
    const now = /<form[^>]*rekkefolge[\s\S]*?<\/form>/.exec((await editor.tone.get(draft)).text)?.[0] ?? ''
    await editor.tone.post(`${draft}/rekkefolge`, { steg: second, retning: 'ned', stempel: stampIn(now) })
    expect(await order()).toEqual(before)
    expect((await editor.tone.post(`${draft}/rekkefolge`, { steg: 'lunch', retning: 'ned', stempel: stampIn(now) })).status).toBe(409)
  })

  test('the ways to a removed step go with it, and what is then wrong is named', async () => {
    const { text } = await editor.tone.get(`${draft}/steg/evaluation/fjerning`)
    await editor.tone.post(`${draft}/steg/evaluation/fjerning`, { stempel: stampIn(text) })
    const stored = await editor.storedDraft()
    expect(stored?.steps.flatMap((step) => step.next).some((way) => way.to === 'evaluation')).toBe(false)
    expect(words((await editor.tone.get(draft)).text)).toContain('Dette må rettes før du kan publisere')
  })

  test('not more than forty', async () => {
    for (let number = (await editor.storedDraft())?.steps.length ?? 0; number < 40; number++) expect((await editor.tone.post(`${draft}/steg`, { slag: 'plan' })).status).toBe(303)
    expect((await editor.tone.post(`${draft}/steg`, { slag: 'plan' })).status).toBe(409)
    expect((await editor.tone.get(draft)).status).toBe(200)
  })
})

test('property: whatever is posted to the editor, what is stored can be read, and the draft can be shown', async () => {
  const names = fc.constantFrom('name.nb', 'name.en', 'help.nn', 'responsible', 'deadline.unit', 'deadline.count', 'deadline.from', 'gates', 'next.0.to', 'next.0.label.nb', 'next.7.to', 'next.0.needsReason', 'next.99.to', 'next', 'next.__proto__.to', 'exits.0.code', 'exits.0.name.nb', 'exits.3.toKind', 'exits.1.early', 'handling', 'a.b.c.d.e.f', '__proto__', 'constructor.prototype')
  const values = fc.oneof(
    fc.constantFrom('', 'on', 'plan', 'closed', 'none', 'months', '12', '-1', '1e9', 'head', 'session-held', 'lagre', 'add-next', 'add-exits', 'remove-next-0', 'remove-exits-99', '\u0000', '\ud800', 'æøå', '<script>'),
    fc.string({ unit: 'binary', maxLength: 700 }),
    fc.array(fc.constantFrom('session-held', 'plan-agreed', 'lunch', ''), { maxLength: 3 }),
  )
  const base = await editor.stepForm('sessions')
  await fc.assert(
    fc.asyncProperty(fc.dictionary(names, values, { maxKeys: 8 }), fc.boolean(), async (changes, bare) => {
      const { text } = await editor.tone.get(`${draft}/steg/sessions`)
      const form: Form = { ...(bare ? { handling: 'lagre' } : base), stempel: stampIn(text), ...changes }
      const { status } = await editor.tone.post(`${draft}/steg/sessions`, form)
      expect([200, 303, 409, 422]).toContain(status)
      expect(stepIn(await editor.storedDraft(), 'sessions')?.kind).toBe('sessions')
      expect((await editor.tone.get(draft)).status).toBe(200)
    }),
    { numRuns: 60 },
  )
})
