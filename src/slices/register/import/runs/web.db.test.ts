import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Reply, type World } from '../../../../../test/kit.ts'
import { syntheticOrganisationNumbers } from '../../../../../test/nbr-server.ts'
import { runImport } from './actions.ts'

let world: World
let dag: Browser
beforeAll(async () => {
  world = await openWorld()
  dag = await world.as('dag')
})
afterAll(() => world.close())

const numbers = syntheticOrganisationNumbers(2600)
const header = 'Barnehage;Orgnr;Kommunenr;Poststed;Eier;Eierform;Plasser'
const line = (at: number, place = 'Tuvedal') => `Tuvelur ${at} barnehage;${numbers[at]};9901;${place};Mosehumle eierselskap;privat;40`

async function upload(browser: Browser, content: string, name = 'liste.csv'): Promise<Reply> {
  const boundary = 'a-line-between-parts'
  const part = (disposition: string, body: string) => `--${boundary}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n${body}\r\n`
  const payload = `${part('name="_csrf"', browser.session?.csrf ?? '')}${part(`name="fil"; filename="${name}"`, content)}--${boundary}--\r\n`
  const response = await world.app.inject({ method: 'POST', url: '/register/import', cookies: { sesjon: browser.session?.token ?? '' }, headers: { 'content-type': `multipart/form-data; boundary=${boundary}` }, payload })
  return { status: response.statusCode, text: response.payload, location: response.headers.location, headers: response.headers }
}
const idOf = (reply: Reply): string => reply.location?.split('/').at(-1) ?? expect.fail(`no address: ${words(reply.text)}`)
const counts = async () => (await world.asOwner<{ n: number }>("select count(*)::int as n from register.organisation where kind = 'kindergarten'"))[0]?.n ?? 0

describe('an operator imports a file', () => {
  test('sees what it would do, gets the rows with errors back, and the good rows go in', async () => {
    const before = await counts()
    const sent = await upload(dag, [header, line(1), line(2), 'Uten nummer barnehage;;9901;;;;', 'Gal barnehage;123456789;9901;;;;'].join('\n'))
    expect(sent.status).toBe(303)
    const preview = words((await dag.get(sent.location ?? '')).text)
    for (const part of ['Slik forstår vi filen', 'Importer 2 rader', '2 nye', 'Uten nummer barnehage', '123456789: Dette er ikke et organisasjonsnummer']) expect(preview).toContain(part)
    expect(await counts()).toBe(before)
    const problems = await dag.get(`${sent.location}/avvik.csv`)
    expect(problems.text).toContain('Gal barnehage;123456789;9901')
    expect(problems.text.startsWith('\uFEFF')).toBe(true)
    expect((await dag.post(`${sent.location}/start`)).status).toBe(303)
    const running = await dag.get(sent.location ?? '')
    expect(running.text).toContain('data-refresh-seconds')
    expect(running.text).toContain('<progress')
    await runImport(world.deps, idOf(sent))
    const report = await dag.get(sent.location ?? '')
    expect(words(report.text)).toContain('Importen er ferdig')
    expect(report.text).not.toContain('data-refresh-seconds')
    expect(await counts()).toBe(before + 2)
    expect(await world.asOwner('select content, added, problem_rows from register.import_run where id = $1', [idOf(sent)])).toEqual([{ content: null, added: 2, problem_rows: 2 }])
    expect((await dag.get(`${sent.location}/avvik.csv`)).text).toContain('Uten nummer barnehage')
  })

  test('the same file again changes nothing', async () => {
    const before = await counts()
    const sent = await upload(dag, [header, line(1), line(2)].join('\n'))
    await dag.post(`${sent.location}/start`)
    await runImport(world.deps, idOf(sent))
    expect(await world.asOwner('select added, changed, unchanged from register.import_run where id = $1', [idOf(sent)])).toEqual([{ added: 0, changed: 0, unchanged: 2 }])
    expect(await counts()).toBe(before)
    expect((await world.asOwner("select from register.organisation where name = 'Mosehumle eierselskap'")).length).toBe(1)
  })

  test('other columns can be chosen, and a started import is not started twice', async () => {
    const sent = await upload(dag, ['Kallenavn;Orgnr;Alt', `Kroken;${numbers[5]};Konglekvist barnehage`].join('\n'))
    expect(words((await dag.get(sent.location ?? '')).text)).toContain('Velg kolonnen med navnet')
    expect((await dag.post(`${sent.location}/start`)).status).toBe(409)
    expect((await dag.post(sent.location ?? '', { gjelder: 'i fjor', 'kolonne.name': '2', 'kolonne.organisationNumber': '1' })).status).toBe(422)
    expect((await dag.post(sent.location ?? '', { gjelder: '1.8.2026', 'kolonne.name': '2', 'kolonne.organisationNumber': '1' })).status).toBe(303)
    expect((await dag.post(`${sent.location}/start`)).status).toBe(303)
    expect((await dag.post(`${sent.location}/start`)).status).toBe(409)
    await runImport(world.deps, idOf(sent))
    expect(await world.asOwner("select as_of::text from register.register_fact where name = 'Konglekvist barnehage'")).toEqual([{ as_of: '2026-08-01' }])
  })

  test('a municipality’s name is enough when one has it; who lies nowhere is named before anything goes in', async () => {
    const content = ['Barnehage;Orgnr;Kommune', `Med kommune barnehage;${numbers[2590]};Bærum`, `Uten kommune barnehage;${numbers[2591]};Våler`].join('\n')
    const sent = await upload(dag, content)
    const preview = words((await dag.get(sent.location ?? '')).text)
    expect(preview).toContain('1 ny barnehage blir ikke knyttet til noen kommune')
    expect(preview).toContain('Gjelder Uten kommune barnehage')
    await dag.post(`${sent.location}/start`)
    await runImport(world.deps, idOf(sent))
    const rows = await world.asOwner<{ id: string; name: string; municipality_number: string | null; lies: string | null }>(`select f.organisation_id as id, f.name, f.municipality_number, o.name as lies from register.register_fact f
      left join register.relation r on r.from_id = f.organisation_id and r.kind = 'lies-in' left join register.organisation o on o.id = r.to_id where f.source = 'liste.csv' and f.name like '% kommune barnehage' order by f.name`)
    expect(rows).toMatchObject([{ name: 'Med kommune barnehage', municipality_number: '3201', lies: 'Bærum kommune' }, { name: 'Uten kommune barnehage', municipality_number: null, lies: null }])
    const page = words((await world.stranger().get(`/barnehager/${rows[0]?.id}`)).text)
    expect(page).toContain('Kilde: filen liste.csv')
    expect(page).not.toContain('Kilde: Nasjonalt barnehageregister')
    const again = await upload(dag, content)
    expect(words((await dag.get(again.location ?? '')).text)).toContain('0 nye, 0 endres, 2 er like')
  })

  test('four who start at once: one start, and the others are told', async () => {
    const sent = await upload(dag, [header, line(3)].join('\n'))
    const started = await Promise.all([1, 2, 3, 4].map(() => dag.post(`${sent.location}/start`)))
    expect(started.map(({ status }) => status).toSorted()).toEqual([303, 409, 409, 409])
    for (const { text } of started.filter(({ status }) => status === 409)) expect(words(text)).toContain('Importen pågår')
    for (const { text } of started.filter(({ status }) => status === 409)) expect(words(text)).toContain('Importen er startet fra før')
    await runImport(world.deps, idOf(sent))
    expect(await world.asOwner("select 1 from audit.event where kind = 'register.import-started' and about_id = $1", [idOf(sent)])).toHaveLength(1)
  })

  test('stopped in the middle, it goes on where it was; two workers share it', async () => {
    const sent = await upload(dag, [header, ...Array.from({ length: 2500 }, (_, at) => line(at + 10, 'Konglefjord'))].join('\n'))
    await dag.post(`${sent.location}/start`)
    const id = idOf(sent)
    const flaky = { ...world.deps, now: failingAfter(2) }
    await expect(runImport(flaky, id)).rejects.toThrow('cut off')
    expect(await world.asOwner('select state, done from register.import_run where id = $1', [id])).toEqual([{ state: 'running', done: 2000 }])
    expect(words((await dag.get(sent.location ?? '')).text).replaceAll('\u00a0', ' ')).toContain('(80 %)')
    await Promise.all([runImport(world.deps, id), runImport(world.deps, id)])
    expect(await world.asOwner('select state, done, added + changed + problem_rows as rows, problem_rows > 0 as some from register.import_run where id = $1', [id])).toEqual([{ state: 'done', done: 2500, rows: 2500, some: true }])
    // Some of the numbers belong to the demonstration world's own owners.
    expect((await dag.get(`${sent.location}/avvik.csv`)).text).toContain('Nummeret hører til en annen organisasjon her')
  })

  test.each([
    ['nothing', '', 'Filen er tom'],
    ['no table', 'bare tekst\nher\n', 'Vi finner ingen tabell'],
    ['no headings', `Tuvelur;${numbers[0]};9901\nKroken;${numbers[1]};9901\n`, 'Første rad ser ut som en barnehage'],
  ])('a file with %s is refused in words', async (_, content, says) => {
    const sent = await upload(dag, content)
    expect(sent.status).toBe(422)
    expect(words(sent.text)).toContain(says)
  })

  test('a cell that looks like a formula goes in as text and comes out harmless', async () => {
    const sent = await upload(dag, [header, `=HYPERLINK("x");${numbers[9]};9901;Vik;;;`].join('\n'))
    await dag.post(`${sent.location}/start`)
    await runImport(world.deps, idOf(sent))
    const csv = (await dag.get('/barnehager.csv?q=HYPERLINK')).text
    expect(csv).toContain(`"'=HYPERLINK(""x"")";${numbers[9]}`)
  })
})

test.each(['siri', 'tone', 'eva', 'olav'])('%s may not import', async (person) => {
  const browser = await world.as(person)
  expect((await browser.get('/register/import')).status).toBe(403)
  expect((await browser.post('/register/synk')).status).toBe(403)
})

function failingAfter(times: number): () => Date {
  let asked = 0
  return () => {
    if (asked++ >= times) throw new Error('cut off')
    return world.deps.now()
  }
}
