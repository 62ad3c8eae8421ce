import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { actorOf, tries } from '../../../../../test/actors.ts'
import { openWorld, words, type Browser, type Form, type World } from '../../../../../test/kit.ts'
import { shownKeys, withContext } from '../answers.ts'
import { formSchema, questionOf, questionsOf, type FormDefinition } from '../definition.ts'
import { shippedForms } from '../shipped/index.ts'
import { fieldsOfQuestion, fieldsOfSection } from './forms.ts'
import { headOf, homeOf, orderOf, stampOf } from './rules.ts'

let world: World
let stine: Browser
let arve: Browser
beforeAll(async () => {
  world = await openWorld()
  stine = await world.as('stine', 'county-governor')
  arve = await world.as('arve', 'county-governor')
})
afterAll(() => world.close())

const shippedVersion = async (code: string): Promise<string> => (await world.asOwner<{ id: string }>('select v.id from scheme.form_version v join scheme.form f on f.id = v.form_id where f.code = $1', [code]))[0]!.id
/** A copy of a form, and its address. */
async function copy(code = 'need-2021'): Promise<{ id: string; at: string }> {
  const reply = await stine.post('/meldeskjema', { versjon: await shippedVersion(code) })
  const id = /^\/meldeskjema\/([\w-]+)\/navn$/.exec(reply.location ?? '')?.[1] ?? ''
  return { id, at: `/meldeskjema/${id}` }
}
const stored = async (id: string): Promise<FormDefinition> => formSchema.parse((await world.asOwner<{ definition: unknown }>('select definition from scheme.form_version where form_id = $1 order by number desc limit 1', [id]))[0]?.definition)
const questionForm = (form: FormDefinition, key: string, more: Form = {}): Form => {
  const [question, home] = [questionOf(form, key)!, homeOf(form, key)!]
  return { ...(fieldsOfQuestion(question, home.key) as Form), stempel: stampOf([question, home.key]), handling: 'lagre', ...more }
}
const sectionForm = (form: FormDefinition, key: string, more: Form = {}): Form => {
  const section = form.sections.find((one) => one.key === key)!
  return { ...(fieldsOfSection(section) as Form), stempel: stampOf(headOf(section)), handling: 'lagre', ...more }
}
const publish = async (at: string, id: string): Promise<number> => (await stine.post(`${at}/publisering`, { stempel: stampOf(await stored(id)) })).status

describe('a form is copied and changed', () => {
  test('the list says what there is, and a copy is a draft of one’s own', async () => {
    const list = words((await stine.get('/meldeskjema')).text)
    for (const { name } of shippedForms) expect(list).toContain(name.nb)
    const { at, id } = await copy()
    expect(await stored(id)).toEqual(shippedForms.find(({ code }) => code === 'need-2021')!.definition)
    await stine.post(`${at}/navn`, { 'name.nb': 'Vår behovsmelding', 'name.nn': 'Vår behovsmelding', 'name.en': 'Our need report' })
    expect(words((await stine.get(at)).text)).toContain('Vår behovsmelding')
    expect(words((await stine.get('/meldeskjema')).text)).toContain('Vår behovsmelding')
  })

  test('every question and section sent back as it was is stored as it was', async () => {
    for (const code of ['need-2021', 'result-2026']) {
      const { at, id } = await copy(code)
      const before = await stored(id)
      for (const { key } of questionsOf(before)) expect([key, (await stine.post(`${at}/sporsmal/${key}`, questionForm(before, key))).status]).toEqual([key, 303])
      for (const { key } of before.sections) expect([key, (await stine.post(`${at}/del/${key}`, sectionForm(before, key))).status]).toEqual([key, 303])
      expect(await stored(id)).toEqual(before)
    }
  })

  test('a section and a question are added, worded in three languages, given a condition and a meaning, and moved', async () => {
    const { at, id } = await copy()
    const section = (await stine.post(`${at}/del`)).location!
    const sectionKey = section.split('/').at(-1)!
    expect(sectionKey).toBe('section-1')
    expect(words((await stine.get(at)).text)).toContain('Delen har ingen spørsmål.')
    await stine.post(section, sectionForm(await stored(id), sectionKey, { 'title.nb': 'Natur', 'title.nn': 'Natur', 'title.en': 'Nature', signedBy: ['head', 'owner'] }))
    const question = (await stine.post(`${section}/sporsmal`, { slag: 'choice' })).location!
    const key = question.split('/').at(-1)!
    const typed = questionForm(await stored(id), key, { 'label.nb': 'Er dere ute?', 'label.nn': 'Er de ute?', 'label.en': 'Are you outside?', 'options.0.nb': 'Ja, ofte', 'options.0.nn': 'Ja, ofte', 'options.0.en': 'Yes, often', 'options.1.nb': 'Nei', 'options.1.nn': 'Nei', 'options.1.en': 'No', 'shown.0': 'scope=network', 'shown.1': 'scope=owner', 'shown.2': '@kind=new' })
    expect((await stine.post(question, typed)).status).toBe(303)
    expect(questionOf(await stored(id), key)).toMatchObject({ kind: 'choice', options: [{ value: 'ja-ofte' }, { value: 'nei' }], shown: [{ when: 'scope', is: ['network', 'owner'] }, { when: '@kind', is: ['new'] }] })
    const form = await stored(id)
    const moved = await stine.post(`${at}/rekkefolge`, { hva: 'del', nokkel: sectionKey, retning: 'opp', stempel: stampOf(orderOf(form)) })
    // The page opens at what was moved, so that it can be moved again.
    expect([moved.status, moved.location]).toEqual([303, `${at}#del-${sectionKey}`])
    expect((await stine.get(at)).text).toContain(`id="del-${sectionKey}"`)
    expect((await stored(id)).sections.at(-2)?.key).toBe(sectionKey)
    expect((await stine.post(`${at}/rekkefolge`, { hva: 'del', nokkel: sectionKey, retning: 'opp', stempel: stampOf(orderOf(form)) })).status).toBe(409)
    // To another section.
    await stine.post(question, questionForm(await stored(id), key, { section: 'need' }))
    expect(homeOf(await stored(id), key)?.key).toBe('need')
    for (const [language, label] of [['nb', 'Er dere ute?'], ['nn', 'Er de ute?'], ['en', 'Are you outside?']] as const) {
      expect(words((await stine.get(`${at}/visning?sprak=${language}`)).text)).toContain(label)
    }
  })

  test('rows come and go by buttons, without script, and nothing is stored until it is saved', async () => {
    const { at, id } = await copy()
    const form = await stored(id)
    const count = (html: string) => html.match(/name="options\.\d+\.nb"/g)?.length
    const added = await stine.post(`${at}/sporsmal/scope`, questionForm(form, 'scope', { 'label.nb': 'Under arbeid', handling: 'add-options' }))
    expect([added.status, count(added.text)]).toEqual([200, 4])
    expect(added.text).toContain('value="Under arbeid"')
    const removed = await stine.post(`${at}/sporsmal/scope`, questionForm(form, 'scope', { handling: 'remove-options-0' }))
    expect(count(removed.text)).toBe(2)
    const up = await stine.post(`${at}/sporsmal/scope`, questionForm(form, 'scope', { handling: 'up-options-1' }))
    expect(up.text).toMatch(/name="options\.0\.value" value="owner"|value="owner" name="options\.0\.value"/)
    expect((await stine.post(`${at}/sporsmal/title`, questionForm(form, 'title', { handling: 'add-shown' }))).text).toContain('name="shown.0"')
    expect(await stored(id)).toEqual(form)
  })

  test('what cannot be taken is said in words, and nothing typed is lost', async () => {
    const { at, id } = await copy()
    const form = await stored(id)
    const reply = await stine.post(`${at}/sporsmal/need`, questionForm(form, 'need', { most: 'mange', 'label.nb': 'x'.repeat(301), 'help.en': 'My own words', core: 'nonsense' }))
    expect(reply.status).toBe(422)
    for (const part of ['Skriv et helt tall som er lov her.', 'Teksten er for lang. Kort den ned.', 'My own words', 'Velg noe fra listen.']) expect(words(reply.text)).toContain(part)
    for (const part of ['value="mange"', `value="${'x'.repeat(301)}"`, 'href="#f-most"']) expect(reply.text).toContain(part)
    expect(await stored(id)).toEqual(form)
  })

  test('a question that others lean on is not removed, nor is its section; one that stands alone is', async () => {
    const { at, id } = await copy()
    const form = await stored(id)
    const refusal = await stine.post(`${at}/sporsmal/assessed-how/fjerning`, { stempel: stampOf([questionOf(form, 'assessed-how'), 'need']) })
    expect([refusal.status, words(refusal.text).includes('Andre deler av skjemaet bygger på dette.'), words(refusal.text).includes('Hva annet bygger dere på?')]).toEqual([409, true, true])
    // The table of staff is asked for each kindergarten in the list.
    expect((await stine.post(`${at}/sporsmal/kindergartens/fjerning`, { stempel: stampOf([questionOf(form, 'kindergartens'), 'about']) })).status).toBe(409)
    expect((await stine.post(`${at}/del/about/fjerning`, { stempel: stampOf(form.sections[0]) })).status).toBe(409)
    expect(words((await stine.get(`${at}/del/about/fjerning`)).text)).toContain('Andre deler av skjemaet bygger på dette.')
    expect((await stine.post(`${at}/sporsmal/framework-plan/fjerning`, { stempel: stampOf([questionOf(form, 'framework-plan'), 'need']) })).status).toBe(303)
    expect(questionOf(await stored(id), 'framework-plan')).toBeUndefined()
    expect((await stine.post(`${at}/del/anchoring/fjerning`, { stempel: stampOf((await stored(id)).sections.find(({ key }) => key === 'anchoring')) })).status).toBe(303)
  })

  test('of two who change the same, the second is told and keeps what was typed', async () => {
    const { at, id } = await copy()
    const form = await stored(id)
    expect((await arve.post(`${at}/sporsmal/need`, questionForm(form, 'need', { 'label.nb': 'Arves ord' }))).status).toBe(303)
    const late = await stine.post(`${at}/sporsmal/need`, questionForm(form, 'need', { 'label.nb': 'Stines ord' }))
    expect([late.status, words(late.text).includes('Noen andre har endret dette mens du holdt på.'), late.text.includes('value="Stines ord"')]).toEqual([409, true, true])
    expect(questionOf(await stored(id), 'need')?.label.nb).toBe('Arves ord')
  })
})

describe('a question hangs on the strand', () => {
  const strandsIn = (html: string): string[] => [...html.matchAll(/value="@strand=([a-z-]+)"/g)].map(([, code]) => code ?? '').toSorted()
  const conditionPage = async (at: string, id: string) => strandsIn((await stine.post(`${at}/sporsmal/need`, questionForm(await stored(id), 'need', { handling: 'add-shown' }))).text)

  test('any strand while no round uses the form; then those of the schemes of its rounds', async () => {
    const { at, id } = await copy()
    expect(await conditionPage(at, id)).toEqual(['collective', 'decentralised', 'regional', 'special-needs'])
    expect(await publish(at, id)).toBe(303)
    await world.asOwner("update scheme.round set form_version_id = (select id from scheme.form_version where form_id = $1) where id = (select id from scheme.round where scheme_code = 'local-2021' and manager_id = (select manager_id from scheme.form where id = $1) order by id limit 1)", [id])
    await stine.post(`${at}/versjon`)
    const used = (await world.asOwner<{ code: string }>('select distinct d.scheme_code as code from scheme.round d join scheme.form_version v on v.id = d.form_version_id where v.form_id = $1', [id])).map(({ code }) => code)
    expect(used).toEqual(['local-2021'])
    expect(await conditionPage(at, id)).toEqual(['decentralised', 'regional', 'special-needs'])
  })

  test('it is stored, read in words in three languages, and decides what is seen', async () => {
    const { at, id } = await copy()
    expect((await stine.post(`${at}/sporsmal/framework-plan`, questionForm(await stored(id), 'framework-plan', { 'shown.0': '@strand=decentralised', 'shown.1': '@strand=special-needs' }))).status).toBe(303)
    const form = await stored(id)
    expect(questionOf(form, 'framework-plan')?.shown).toEqual([{ when: '@strand', is: ['decentralised', 'special-needs'] }])
    expect(words((await stine.get(at)).text)).toContain('tiltaket er i delordningen «Desentralisert ordning» eller tiltaket er i delordningen «Kompetanseløftet for spesialpedagogikk og inkluderende praksis»')
    for (const [language, sentence] of [['nn', 'tiltaket er i delordninga «Desentralisert ordning»'], ['en', 'the measure is in the strand “Decentralised scheme”']] as const) expect(words((await stine.get(`${at}/visning?sprak=${language}`)).text)).toContain(sentence)
    const seenIn = (strand: string) => shownKeys(form, withContext({}, { kind: 'new', strand, network: false, ownership: 'municipal', firstYear: 2026 })).has('framework-plan')
    expect(['regional', 'decentralised', 'special-needs'].map(seenIn)).toEqual([false, true, true])
  })

  test('the report of results that came with the program says its strand by name', async () => {
    const [shipped] = await world.asOwner<{ id: string }>("select id from scheme.form where code = 'result-2021'")
    const page = words((await stine.get(`/meldeskjema/${shipped?.id}`)).text)
    expect(page).toContain('tiltaket er i delordningen «Desentralisert ordning»')
    expect(page).not.toContain('@strand')
  })
})

describe('a draft is thrown away', () => {
  const removal = async (at: string) => /name="stempel" value="(\w+)"/.exec((await stine.get(`${at}/fjerning`)).text)?.[1] ?? ''
  const versions = (id: string) => world.asOwner<{ number: number }>('select number from scheme.form_version where form_id = $1 order by number', [id])

  test('a form that was never published goes, after a page that says so', async () => {
    const { at, id } = await copy()
    expect((await stine.get(at)).text).toContain(`href="${at}/fjerning"`)
    expect(words((await stine.get(`${at}/fjerning`)).text)).toContain('Skjemaet er ikke publisert. Hele skjemaet slettes.')
    const gone = await stine.post(`${at}/fjerning`, { stempel: await removal(at) })
    expect([gone.status, gone.location]).toEqual([303, '/meldeskjema'])
    expect([(await stine.get(at)).status, await versions(id), await world.asOwner('select id from scheme.form where id = $1', [id])]).toEqual([404, [], []])
    expect((await stine.post(`${at}/fjerning`, { stempel: 'x' })).status).toBe(404)
  })

  test('of a published form only the version that was begun goes, and it can be begun anew', async () => {
    const { at, id } = await copy()
    const first = await stored(id)
    expect(await publish(at, id)).toBe(303)
    expect((await stine.get(at)).text).not.toContain(`${at}/fjerning`)
    expect((await stine.get(`${at}/fjerning`)).location).toBe(at)
    expect([(await stine.post(`${at}/fjerning`, { stempel: stampOf(first) })).status, await versions(id)]).toEqual([409, [{ number: 1 }]])
    await stine.post(`${at}/versjon`)
    expect(words((await stine.get(`${at}/fjerning`)).text)).toContain('Utkastet til versjon 2 slettes.')
    const gone = await stine.post(`${at}/fjerning`, { stempel: await removal(at) })
    expect([gone.status, gone.location, await versions(id)]).toEqual([303, at, [{ number: 1 }]])
    expect((await stine.post(`${at}/versjon`)).status).toBe(303)
    expect(await versions(id)).toEqual([{ number: 1 }, { number: 2 }])
  })

  test('what a colleague has written meanwhile is not thrown away unread', async () => {
    const { at, id } = await copy()
    const stamp = await removal(at)
    await arve.post(`${at}/sporsmal/need`, questionForm(await stored(id), 'need', { 'label.nb': 'Arves ord' }))
    const late = await stine.post(`${at}/fjerning`, { stempel: stamp })
    expect([late.status, words(late.text).includes('Noen andre har endret dette mens du holdt på.'), await versions(id)]).toEqual([409, true, [{ number: 1 }]])
    expect((await stine.post(`${at}/fjerning`, { stempel: await removal(at) })).status).toBe(303)
  })
})

describe('a version is published and locked', () => {
  test('not while something is wrong with it: each fault is said with a link to its place', async () => {
    const { at, id } = await copy()
    await stine.post(`${at}/sporsmal/need`, questionForm(await stored(id), 'need', { 'label.nn': '', core: '' }))
    const page = await stine.get(at)
    expect(words(page.text)).toContain('2 ting må rettes før skjemaet kan publiseres')
    expect(words(page.text)).toContain('Mangler tekst på nynorsk.')
    expect(words(page.text)).toContain('Skjemaet må spørre om «Behovet».')
    expect(page.text).toContain(`href="${at}/sporsmal/need"`)
    expect(await publish(at, id)).toBe(409)
  })

  test('then nothing in it can be changed, by the page or past it, and a new version leaves the old one as it was', async () => {
    const { at, id } = await copy('need-2026')
    const first = await stored(id)
    expect(await publish(at, id)).toBe(303)
    expect((await stine.get(`${at}/sporsmal/need`)).status).toBe(404)
    const late = await stine.post(`${at}/sporsmal/need`, questionForm(first, 'need', { 'label.nb': 'For sent' }))
    expect([late.status, words(late.text).includes('Versjonen er publisert og kan ikke endres.')]).toEqual([409, true])
    expect((await stine.post(`${at}/del`)).status).toBe(409)
    await expect(world.asOwner("update scheme.form_version set definition = '{}' where form_id = $1", [id])).rejects.toThrow(/is locked/)
    await expect(world.asOwner('delete from scheme.form_version where form_id = $1', [id])).rejects.toThrow(/is locked/)
    expect((await stine.post(`${at}/versjon`)).status).toBe(303)
    // The second click begins no third version.
    expect((await arve.post(`${at}/versjon`)).status).toBe(303)
    expect(await publish(at, id)).toBe(409)
    await stine.post(`${at}/sporsmal/need`, questionForm(await stored(id), 'need', { 'label.nb': 'Hva trenger dere?' }))
    expect(await publish(at, id)).toBe(303)
    const versions = await world.asOwner<{ number: number; definition: unknown }>('select number, definition from scheme.form_version where form_id = $1 order by number', [id])
    expect(versions.map(({ number }) => number)).toEqual([1, 2])
    expect(formSchema.parse(versions[0]?.definition)).toEqual(first)
    expect(words((await stine.get(`${at}/visning?versjon=1&sprak=nb`)).text)).not.toContain('Hva trenger dere?')
    expect(words((await stine.get(`${at}/visning?versjon=2&sprak=nb`)).text)).toContain('Hva trenger dere?')
  })

  test('the key of a question that is gone is not given to another', async () => {
    const { at, id } = await copy()
    const add = async () => (await stine.post(`${at}/del/need/sporsmal`, { slag: 'text' })).location!.split('/').at(-1)!
    const key = await add()
    await stine.post(`${at}/sporsmal/${key}`, questionForm(await stored(id), key, { 'label.nb': 'A', 'label.nn': 'A', 'label.en': 'A' }))
    expect(await publish(at, id)).toBe(303)
    await stine.post(`${at}/versjon`)
    expect((await stine.post(`${at}/sporsmal/${key}/fjerning`, { stempel: stampOf([questionOf(await stored(id), key), 'need']) })).status).toBe(303)
    expect(await add()).not.toBe(key)
  })
})

describe('only one’s own', () => {
  test('a form that came with the program is shown and copied, never changed', async () => {
    const [shipped] = await world.asOwner<{ id: string }>("select id from scheme.form where code = 'need-2021'")
    const at = `/meldeskjema/${shipped!.id}`
    expect(words((await stine.get(at)).text)).toContain('Skjemaet følger med programmet og kan ikke endres.')
    for (const path of ['navn', 'publisering', 'fjerning', 'del/about', 'sporsmal/title', 'sporsmal/title/fjerning']) expect([path, (await stine.get(`${at}/${path}`)).status]).toEqual([path, 404])
    expect((await stine.post(`${at}/navn`, { 'name.nb': 'Mitt' })).status).toBe(404)
    expect((await stine.post(`${at}/versjon`)).status).toBe(404)
    for (const path of ['del', 'fjerning']) expect((await stine.post(`${at}/${path}`, { stempel: stampOf(await stored(shipped!.id)) })).status).toBe(409)
    expect(await stored(shipped!.id)).toEqual(shippedForms.find(({ code }) => code === 'need-2021')!.definition)
  })

  test('another county governor’s form is not found', async () => {
    const managerId = await world.org('Eventyrkjeden')
    const [form] = await world.asOwner<{ id: string }>("insert into scheme.form (manager_id, name) values ($1, '{\"nb\":\"Andres\"}') returning id", [managerId])
    await world.asOwner('insert into scheme.form_version (form_id, number, definition, locked_at, changed_at, changed_by_name) values ($1, 1, $2, now(), now(), $3)', [form!.id, JSON.stringify(shippedForms[0]!.definition), 'X'])
    expect((await stine.get(`/meldeskjema/${form!.id}`)).status).toBe(404)
    expect((await stine.post(`/meldeskjema/${form!.id}/versjon`)).status).toBe(404)
    for (const path of ['del', 'fjerning']) expect((await stine.post(`/meldeskjema/${form!.id}/${path}`)).status).toBe(404)
    expect(words((await stine.get('/meldeskjema')).text)).not.toContain('Andres')
  })

  test('nobody else comes in, and no address or form makes the program fail', async () => {
    const siri = await world.as('siri')
    expect((await siri.get('/meldeskjema')).status).toBe(403)
    const { at, id } = await copy()
    expect((await siri.post(`${at}/del`)).status).toBe(403)
    for (const path of ['x', `${id}/del/x`, `${id}/sporsmal/__proto__`, `${id}/visning?versjon=x`, `${id}/visning?versjon=99`]) expect((await stine.get(`/meldeskjema/${path}`)).status).toBe(404)
    const hostile: Form = { 'options.99.nb': 'a', 'options.__proto__.nb': 'b', 'label.nb': ['a', 'b'], most: '-1', shown: 'x', 'shown.0': 'nothing=here=at-all', core: ['title', 'need'], section: 'nowhere', stempel: 'x', handling: 'remove-options-88' }
    for (const handling of ['lagre', 'remove-options-88', 'up-shown-3', 'add-options', 'constructor']) for (const key of ['need', 'scope', 'amounts']) expect((await stine.post(`${at}/sporsmal/${key}`, { ...hostile, handling })).status).toBeLessThan(500)
    const unknown = await stine.post(`${at}/del/need/sporsmal`, { slag: 'constructor' })
    expect([unknown.status, unknown.text.includes('href="#f-slag-need"')]).toEqual([422, true])
    expect((await stine.post(`${at}/del/nowhere/sporsmal`, { slag: 'text' })).status).toBe(409)
    expect((await stine.post('/meldeskjema', { versjon: 'x' })).status).toBe(409)
    expect((await stine.post(`${at}/rekkefolge`, { hva: 'del', nokkel: 'x', retning: 'opp', stempel: stampOf(orderOf(await stored(id))) })).status).toBe(409)
    expect(await stored(id)).toEqual(shippedForms.find(({ code }) => code === 'need-2021')!.definition)
  })
})

test('the shipped forms are there from the beginning, once, and locked', async () => {
  const rows = await world.asOwner<{ code: string; locked: boolean }>('select f.code, v.locked_at is not null as locked from scheme.form f join scheme.form_version v on v.form_id = f.id where f.code is not null order by f.code')
  expect(rows).toEqual(shippedForms.map(({ code }) => ({ code, locked: true })).toSorted((a, b) => (a.code < b.code ? -1 : 1)))
})

describe('the database says the same, past the pages', () => {
  const add = (manager: string) => `insert into scheme.form (manager_id, name) values (${manager}, '{}')`
  test.each([
    ['stine', 'makes a form of the county governor’s own', 'yes', (own: string) => add(`'${own}'`)],
    ['siri', 'makes a form', 'no', (own: string) => add(`'${own}'`)],
    ['stine', 'makes a form for somebody else', 'no', () => add(`(select id from register.organisation where kind = 'owner' limit 1)`)],
    ['stine', 'makes a form that comes with the program', 'no', () => add('null')],
    ['stine', 'changes a draft of the county governor’s own', 'yes', () => "update scheme.form_version set changed_by_name = 'x' where locked_at is null"],
    ['siri', 'changes a draft', 'no', () => "update scheme.form_version set changed_by_name = 'x' where locked_at is null"],
    ['siri', 'reads a draft', 'no', () => 'select id from scheme.form_version where locked_at is null'],
    ['siri', 'reads a published version', 'yes', () => 'select id from scheme.form_version where locked_at is not null'],
    ['stine', 'changes a version that came with the program', 'no', () => "update scheme.form_version set changed_by_name = 'x' where form_id in (select id from scheme.form where manager_id is null)"],
    ['stine', 'takes a draft of the county governor’s own away', 'yes', () => 'delete from scheme.form_version where locked_at is null'],
    ['siri', 'takes a draft away', 'no', () => 'delete from scheme.form_version where locked_at is null'],
    ['stine', 'takes a form away that came with the program', 'no', () => 'delete from scheme.form where manager_id is null'],
  ] as const)('%s %s: %s', async (who, _, answer, statement) => {
    await copy()
    const actor = await actorOf(world, who)
    expect(await tries(world, actor, statement((await actorOf(world, 'stine')).orgId))).toBe(answer)
  })
})
