import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type World } from '../../../test/kit.ts'
import { jobKinds } from './jobs.ts'

// Support material from the first draft to what others tried, on the real database.

let world: World
let [tone, siri, nora, per, ulla]: Browser[] = []
const who = { tone: () => tone as Browser, siri: () => siri as Browser, nora: () => nora as Browser, per: () => per as Browser, ulla: () => ulla as Browser }
beforeAll(async () => {
  world = await openWorld()
  ;[tone, siri, nora, per, ulla] = await Promise.all(['tone', 'siri', 'nora', 'per', 'ulla'].map((name) => world.as(name)))
})
afterAll(() => world.close())

const whole = { tittel: 'Undring i vinterskogen', sammendrag: 'Et opplegg for tur med de voksnes rolle i sentrum.', tekst: 'Stopp ofte. Still spørsmål som ikke har ett svar.', temaer: ['rammeplan-2017-9-4'], hvem: ['whole-staff'], alder: ['3-5'], minutter: '40', lisens: 'cc-by-sa' }
const care = { ansvarlig: 'Tone Haugen', gjennomgang: '1.9.2027' }
const idIn = (path: string | undefined) => path?.split('/')[2] ?? expect.fail('nothing was made')
async function drafted(by: Browser, more: Record<string, string | string[]> = {}): Promise<string> {
  const reply = await by.post('/materiell', { ...whole, ...more })
  expect([reply.status, reply.status === 303 ? '' : words(reply.text).slice(0, 800)]).toEqual([303, ''])
  return idIn(reply.location)
}
async function published(more: Record<string, string | string[]> = {}): Promise<string> {
  const id = await drafted(who.tone(), more)
  const reply = await who.tone().post(`/materiell/${id}/publisering`, care)
  expect([reply.status, reply.status === 303 ? '' : words(reply.text).slice(0, 800)]).toEqual([303, ''])
  return id
}

describe('from draft to published', () => {
  test('a draft is the team’s; when it is published everyone in the region who has signed in reads it', async () => {
    const id = await drafted(who.tone())
    for (const other of [who.siri(), who.per()]) expect((await other.get(`/materiell/${id}`)).status).toBe(404)
    expect((await who.tone().post(`/materiell/${id}/publisering`, care)).location).toBe(`/materiell/${id}`)
    for (const other of [who.siri(), who.nora(), who.per(), who.ulla()]) {
      const seen = await other.get(`/materiell/${id}?sprak=nb`)
      expect([seen.status, words(seen.text).includes('Undring i vinterskogen'), words(seen.text).includes('CC BY-SA')]).toEqual([200, true, true])
    }
    expect((await world.stranger().get(`/materiell/${id}`)).status).toBe(303)
    expect((await who.per().post('/materiell', whole)).status, 'a service reads').toBe(403)
    expect((await who.siri().post(`/materiell/${id}/publisering`, care)).status).toBe(403)
  })

  test('what it lacks is said, and it is not published without', async () => {
    const id = await drafted(who.tone(), { sammendrag: '', lisens: 'own', tekst: '', hvem: [], film: 'https://vimeo.com/123456789' })
    const refused = await who.tone().post(`/materiell/${id}/publisering?sprak=nb`, care)
    expect(refused.status).toBe(409)
    for (const sentence of ['Skriv kort om materiellet', 'Velg hvem det er for', 'Skriv de egne vilkårene', 'Svar på om filmen er tekstet', 'Skriv filmen i tekst']) expect(words(refused.text)).toContain(sentence)
    const [stored] = await world.asOwner<{ state: string }>('select state from library.version where material_id = $1', [id])
    expect(stored?.state).toBe('draft')
  })

  test.each([
    ['a title', { tittel: '' }, 'Skriv en tittel'],
    ['minutes', { minutter: 'en time' }, 'helt tall minutter'],
    ['a film without https', { film: 'http://vimeo.com/123456789' }, 'begynner med https://'],
    ['a film that is a script', { film: 'javascript:alert(1)' }, 'begynner med https://'],
    ['a licence nobody has named', { lisens: 'gratis' }, 'Velg en lisens'],
    ['a national identity number', { tekst: 'Barnet har 01010750160 som nummer.' }, 'fødselsnummer'],
  ])('%s is asked for in words, and what was typed is there', async (_, wrong, sentence) => {
    const reply = await who.tone().post('/materiell?sprak=nb', { ...whole, ...wrong })
    expect([reply.status, words(reply.text).includes(sentence), reply.text.includes('Et opplegg for tur')]).toEqual([422, true, true])
  })

  test('two who write at once do not overwrite each other', async () => {
    const id = await drafted(who.tone())
    const seen = /name="sett" value="(\d+)"/.exec((await who.tone().get(`/materiell/${id}/endring`)).text)?.[1] ?? ''
    world.clock.set(new Date(world.clock().getTime() + 60_000))
    expect((await (await world.as('ragnhild')).post(`/materiell/${id}/endring`, { ...whole, tittel: 'Ragnhilds', sett: seen })).status).toBe(303)
    const late = await who.tone().post(`/materiell/${id}/endring?sprak=nb`, { ...whole, tittel: 'Tones', sett: seen })
    expect([late.status, words(late.text).includes('Noen andre har endret'), late.text.includes('value="Tones"')]).toEqual([409, true, true])
  })

  test('the day it is looked at again is ahead, and not so far off', async () => {
    const id = await drafted(who.tone())
    for (const [day, sentence] of [['1.1.2026', 'ikke er kommet ennå'], ['1.1.2031', 'innen tre år'], ['snart', 'Skriv en dato']] as const) {
      const reply = await who.tone().post(`/materiell/${id}/publisering?sprak=nb`, { ...care, gjennomgang: day })
      expect([day, reply.status, words(reply.text).includes(sentence)]).toEqual([day, 422, true])
    }
  })
})

describe('versions', () => {
  test('a published version never changes: a new one takes its place, and the old is read by its link', async () => {
    const id = await published()
    await expect(world.asOwner("update library.version set body = 'noe annet' where material_id = $1", [id])).rejects.toThrow('a published version stands')
    expect((await who.tone().post(`/materiell/${id}/endring`, { ...whole, sett: '0' })).status, 'nothing is open').toBe(404)
    expect((await who.tone().post(`/materiell/${id}/versjoner`)).location).toBe(`/materiell/${id}/utkast`)
    const seen = /name="sett" value="(\d+)"/.exec((await who.tone().get(`/materiell/${id}/endring`)).text)?.[1] ?? ''
    await who.tone().post(`/materiell/${id}/endring`, { ...whole, tekst: 'Stopp oftere.', nytt: 'Kortere.', sett: seen })
    expect(words((await who.siri().get(`/materiell/${id}`)).text), 'the old one until the new is published').toContain('Stopp ofte.')
    expect((await who.tone().post(`/materiell/${id}/publisering`, care)).status).toBe(303)
    expect(words((await who.siri().get(`/materiell/${id}`)).text)).toContain('Stopp oftere.')
    const old = await who.siri().get(`/materiell/${id}/versjoner/1?sprak=nb`)
    expect([old.status, words(old.text).includes('Det er kommet en ny'), words(old.text).includes('Stopp ofte.')]).toEqual([200, true, true])
    expect((await who.siri().get(`/materiell/${id}/versjoner/9`)).status).toBe(404)
  })

  test('what is withdrawn says why, and is found no more', async () => {
    const id = await published({ tittel: 'Ukuransverdige råd' })
    expect(words((await who.siri().get('/materiell?sok=ukuransverdige')).text)).toContain('Ukuransverdige')
    expect((await who.tone().post(`/materiell/${id}/tilbaketrekking`, {})).status).toBe(422)
    expect((await who.tone().post(`/materiell/${id}/tilbaketrekking`, { grunn: 'Bygger på en gammel rammeplan.' })).status).toBe(303)
    const seen = await who.siri().get(`/materiell/${id}?sprak=nb`)
    expect([seen.status, words(seen.text).includes('Bygger på en gammel rammeplan'), words(seen.text).includes('Stopp ofte')]).toEqual([200, true, false])
    expect((await who.siri().get('/materiell?sok=ukuransverdige')).text).not.toContain(id)
      const late = await who.siri().post(`/materiell/${id}/erfaringer?sprak=nb`, { utfall: 'well', erfaring: 'Vi prøvde det tre uker på rad.' })
    expect([late.status, words(late.text).includes('Materiellet er trukket tilbake'), late.text.includes('>Vi prøvde det tre uker på rad.</textarea>'), late.text.includes('Stopp ofte')], 'what was written meanwhile is not lost').toEqual([409, true, true, false])
  })
})

test('a head puts forward the kindergarten’s own; the team sends it back with words, then takes it in', async () => {
  const id = await drafted(who.siri(), { tittel: 'Vår garderobe' })
  expect((await who.tone().get(`/materiell/${id}/utkast`)).status, 'the kindergarten’s own until it is sent').toBe(404)
  expect((await who.siri().post(`/materiell/${id}/innsending`)).status).toBe(303)
  expect((await who.siri().get(`/materiell/${id}/endring`)).location, 'it waits').toBe(`/materiell/${id}/utkast`)
  expect(words((await who.tone().get('/oppgaver?sprak=nb')).text)).toContain('Svar på forslaget «Vår garderobe»')
  expect((await who.tone().post(`/materiell/${id}/retur`, { svar: '' })).status).toBe(422)
  expect((await who.tone().post(`/materiell/${id}/retur`, { svar: 'Fortell mer om rollene.' })).status).toBe(303)
  expect((await who.tone().post(`/materiell/${id}/publisering`, care)).status, 'what is with the kindergarten is not the team’s to publish').toBe(409)
  expect(words((await who.siri().get('/oppgaver?sprak=nb')).text)).toContain('Se hva kompetanseteamet svarte om «Vår garderobe»')
  expect(words((await who.siri().get(`/materiell/${id}/utkast`)).text)).toContain('Fortell mer om rollene.')
  expect((await who.nora().get(`/materiell/${id}/utkast`)).status).toBe(404)
  expect((await who.siri().post(`/materiell/${id}/innsending`)).status).toBe(303)
  expect((await who.tone().post(`/materiell/${id}/publisering`, care)).status).toBe(303)
  const read = words((await who.nora().get(`/materiell/${id}?sprak=nb`)).text)
  expect([read.includes('En barnehage'), read.includes('Solstråla')], 'its name is not shown').toEqual([true, false])
  expect((await who.siri().post(`/materiell/${id}/versjoner`)).status, 'from now on the team writes').toBe(403)
})

test('what was written stands on the page when it is refused', async () => {
  const refused = (reply: { readonly status: number; readonly text: string }, sentence: string, typed: string) => expect([sentence, reply.status, words(reply.text).includes(sentence), reply.text.includes(typed)]).toEqual([sentence, 409, true, true])
  const id = await published({ tittel: 'Fortalt om ofte' })
  for (let at = 0; at < 5; at++) expect((await who.siri().post(`/materiell/${id}/erfaringer`, { utfall: 'well', erfaring: `Gang ${at}.` })).status).toBe(303)
  refused(await who.siri().post(`/materiell/${id}/erfaringer?sprak=nb`, { utfall: 'partly', erfaring: 'Sjette gang gikk det halvveis.', visnavn: 'on' }), 'Barnehagen har fortalt fem ganger', '>Sjette gang gikk det halvveis.</textarea>')
  for (const grunn of ['Bygger på noe gammelt.', 'Lenka virker ikke.']) {
    const reply = await who.tone().post(`/materiell/${id}/tilbaketrekking?sprak=nb`, { grunn })
    if (grunn === 'Bygger på noe gammelt.') expect(reply.status).toBe(303)
    else refused(reply, 'Materiellet er trukket tilbake', `>${grunn}</textarea>`)
  }
  const proposed = await drafted(who.siri(), { tittel: 'Vår inngang' })
  await who.siri().post(`/materiell/${proposed}/innsending`)
  const ragnhild = await world.as('ragnhild')
  expect((await ragnhild.post(`/materiell/${proposed}/retur`, { svar: 'Fortell mer.' })).status).toBe(303)
  refused(await who.tone().post(`/materiell/${proposed}/retur?sprak=nb`, { svar: 'Fint, men hvem gjør hva?' }), 'Barnehagen har ikke sendt dette til teamet', '>Fint, men hvem gjør hva?</textarea>')
  const unfinished = await drafted(who.tone(), { sammendrag: '' })
  const draft = (await who.tone().get(`/materiell/${unfinished}/utkast?sprak=nb`)).text
  expect([draft.includes(`/materiell/${unfinished}/endring#f-sammendrag`), draft.includes('/publisering"'), words(draft).includes('Du kan sende det videre når'), (await who.tone().get(`/materiell/${unfinished}/endring`)).text.includes('id="f-sammendrag"')], 'what is missing leads to its field, and there is no button yet').toEqual([true, false, true, true])
  expect((await who.tone().get(`/materiell/${await drafted(who.tone(), {})}/utkast`)).text).toContain('/publisering"')
  refused(await who.tone().post(`/materiell/${unfinished}/publisering?sprak=nb`, { ansvarlig: 'Ragnhild Dal', gjennomgang: '2.9.2027' }), 'Det mangler noe før det kan gis ut', 'value="2.9.2027"')
})

describe('search', () => {
  test('finds bokmål and nynorsk, endings, compounds and what is spelt wrong, and marks it', async () => {
    const id = await published({ tittel: 'Vennskapsbånd på småbarnsavdelingen', tekst: 'De voksnes nærvær gir leken ro. Et godt lekemiljø tåler <script>alert(1)</script>.' })
    for (const query of ['vennskap', 'venskap', 'leik', 'nærværet', 'miljø', 'vennskapsbond', 'LEKEMILJØ', 'småbarnsavdeling leken']) expect([query, (await who.siri().get(`/materiell?sok=${encodeURIComponent(query)}`)).text.includes(id)]).toEqual([query, true])
    const wrong = await who.siri().get('/materiell?sprak=nb&sok=vennskapsbond')
    expect(words(wrong.text)).toContain('viser treff for «vennskapsbånd»')
    const marked = (await who.siri().get(`/materiell?sok=${encodeURIComponent('lekemiljø')}`)).text
    expect(marked).toContain('<mark>lekemiljø</mark>')
    const read = (await who.siri().get(`/materiell/${id}`)).text
    expect([marked.includes('<script>alert'), read.includes('<script>alert'), read.includes('&lt;script')]).toEqual([false, false, true])
  })
  test('narrows by theme, audience, age, form, time and licence, and says what may help when nothing is found', async () => {
    const id = await published({ tittel: 'Zoologisk smakebit', hvem: ['owners'], alder: ['0-2'], minutter: '90' })
    const finds = async (query: string) => (await who.siri().get(`/materiell?sok=zoologisk&${query}`)).text.includes(id)
    expect(await Promise.all(['tema=rammeplan-2017-9-4', 'hvem=owners', 'alder=0-2', 'form=text', 'tid=120', 'lisens=cc-by-sa'].map(finds))).toEqual([true, true, true, true, true, true])
    expect(await Promise.all(['tema=rammeplan-2017-6', 'hvem=heads', 'alder=3-5', 'form=film', 'tid=60', 'lisens=cc0'].map(finds))).toEqual([false, false, false, false, false, false])
    const nothing = words((await who.siri().get('/materiell?sprak=nb&sok=xyzzyqwerty')).text)
    expect([nothing.includes('Vi fant ikke noe'), nothing.includes('Prøv færre ord')]).toEqual([true, true])
  })
  test('the best first, and the newest first when asked for', async () => {
    const best = await published({ tittel: 'Kvernstein og kvernstein', sammendrag: 'Om en kvernstein.' })
    world.clock.set(new Date(world.clock().getTime() + 60_000))
    const newest = await published({ tittel: 'Noe helt annet', tekst: 'Til slutt nevnes en kvernstein.' })
    const order = async (query: string) => [...(await who.siri().get(`/materiell?sok=kvernstein${query}`)).text.matchAll(/href="\/materiell\/([0-9a-f-]{36})/g)].map(([, id]) => id)
    expect([await order(''), await order('&sorter=nyeste')]).toEqual([[best, newest], [newest, best]])
  })
  test('a word that everybody uses: title and summary first, then the rest, the newest of each, page after page without anybody twice', async () => {
    const own = await openWorld()
    const head = await own.as('siri')
    await own.asOwner(`with made as (insert into library.material (region_id, team_id, start_key, responsible, review_on, current, made_at, made_by_name, changed_at, changed_by_name)
        select o.region_id, o.id, gen_random_uuid(), 'Tone', '2028-01-01', 1, now(), 'Tone', now(), 'Tone' from register.organisation o, generate_series(1, 1500) where o.kind = 'support-service' and o.form = 'competence-team' and o.region_id = (select region_id from library.version limit 1) order by o.id limit 1500 returning id, region_id),
      numbered as (select id, region_id, row_number() over (order by id) as n from made)
      insert into library.version (material_id, region_id, number, state, title, summary, body, audiences, licence, forms, published_at, published_by_name, changed_at, changed_by_name)
        select id, region_id, 1, 'published', case when n = 700 then 'Gråstein og gråstein' else 'Nummer ' || n end, case when n % 50 = 0 then 'Noe med gråstein.' else 'Noe annet.' end, 'Her er det gråstein.', '{whole-staff}', 'cc-by', '{text}', timestamptz '2026-01-01' + make_interval(mins => n::integer), 'Tone', now(), 'Tone' from numbered`)
    const titles = async (page: number, query = '') => [...(await head.get(`/materiell?sok=gr%C3%A5stein&side=${page}${query}`)).text.matchAll(/\/materiell\/[0-9a-f-]{36}"[^>]*>(.*?)<\/a>/gs)].map(([, title = '']) => words(title).trim())
    const first = await titles(1)
    expect(first.slice(0, 3)).toEqual(['Gråstein og gråstein', 'Nummer 1500', 'Nummer 1450'])
    const pages = [first, ...(await Promise.all([2, 3, 4, 5].map((page) => titles(page))))].flat()
    expect([pages.length, new Set(pages).size, pages.slice(30, 33)]).toEqual([50, 50, ['Nummer 1499', 'Nummer 1498', 'Nummer 1497']])
    expect((await titles(1, '&sorter=nyeste')).slice(0, 2)).toEqual(['Nummer 1500', 'Nummer 1499'])
    expect(words((await head.get('/materiell?sprak=nb&sok=gr%C3%A5stein')).text)).toContain('Mer enn 1000 treff')
    await own.close()
  })
  test.each(["' or 1=1 --", 'og', '& | ! ( ) : *', '%', '\\', 'a'.repeat(400), ':*', '"', '<b>'])('takes whatever is typed: %s', async (typed) => {
    expect((await who.siri().get(`/materiell?sok=${encodeURIComponent(typed)}`)).status).toBe(200)
  })
})

test('a film is a link; the frame comes when it is asked for, and only then may that site be framed', async () => {
  const id = await published({ film: 'https://vimeo.com/123456789', teksting: 'no', filmtekst: 'To voksne sitter på gulvet.' })
  const before = await who.siri().get(`/materiell/${id}?sprak=nb`)
  expect([before.text.includes('<iframe'), String(before.headers['content-security-policy']).includes('frame-src'), words(before.text).includes('Filmen er ikke tekstet')]).toEqual([false, false, true])
  const playing = await who.siri().get(`/materiell/${id}?film=vis`)
  expect(playing.text).toContain('src="https://player.vimeo.com/video/123456789?dnt=1"')
  expect(String(playing.headers['content-security-policy'])).toMatch(/;frame-src https:\/\/player\.vimeo\.com$/)
  const other = await published({ film: 'https://film.example.no/a', teksting: 'yes', filmtekst: 'Tekst.' })
  const away = await who.siri().get(`/materiell/${other}?film=vis`)
  expect([away.text.includes('<iframe'), String(away.headers['content-security-policy']).includes('frame-src')]).toEqual([false, false])
})

test('what others tried: the team decides, and nobody is told which kindergarten unless it lets its name be shown', async () => {
  const id = await published({ tittel: 'Prøvd av flere' })
  expect((await who.per().post(`/materiell/${id}/erfaringer`, { utfall: 'well', erfaring: 'Fint.' })).status).toBe(403)
  expect((await who.siri().post(`/materiell/${id}/erfaringer`, { utfall: 'well' })).status).toBe(422)
  expect((await who.siri().post(`/materiell/${id}/erfaringer`, { utfall: 'well', erfaring: 'Vi stoppet oftere.' })).status).toBe(303)
  expect(words((await who.nora().get(`/materiell/${id}`)).text)).not.toContain('Vi stoppet oftere')
  const team = words((await who.tone().get(`/materiell/${id}?sprak=nb`)).text)
  expect([team.includes('Vi stoppet oftere'), team.includes('Solstråla')], 'masked for the team too').toEqual([true, false])
  const [told] = await world.asOwner<{ id: string }>('select id from library.experience where material_id = $1', [id])
  expect((await who.nora().post(`/materiell/${id}/erfaringer/${told?.id}/avgjorelse`, { avgjorelse: 'shown' })).status).toBe(403)
  expect((await who.tone().post(`/materiell/${id}/erfaringer/${told?.id}/avgjorelse`, { avgjorelse: 'shown' })).status).toBe(303)
  const shown = words((await who.nora().get(`/materiell/${id}?sprak=nb`)).text)
  expect([shown.includes('Vi stoppet oftere'), shown.includes('Solstråla')]).toEqual([true, false])
  expect((await who.nora().post(`/materiell/${id}/erfaringer/${told?.id}/fjerning`)).status, 'not one’s own').toBe(404)
  await who.nora().post(`/materiell/${id}/erfaringer`, { utfall: 'not', erfaring: 'For langt for oss.', visnavn: 'on' })
  expect(words((await who.tone().get(`/materiell/${id}`)).text)).toContain('Kvitveis familiebarnehage')
  expect((await who.siri().post(`/materiell/${id}/erfaringer/${told?.id}/fjerning`)).status).toBe(303)
  expect(await world.asOwner('select 1 from library.experience where id = $1', [told?.id])).toEqual([])
})

test('it is put into what one sees, and others are told only how many', async () => {
  const id = await published({ tittel: 'Til bruk i tiltak' })
  const [measure] = await world.asOwner<{ id: string }>("select m.id from measures.measure m join register.organisation o on o.id = m.lead_id where o.name = 'Solstråla barnehage' limit 1")
  const target = `tiltak-${measure?.id}`
  expect(words((await who.siri().get(`/materiell?sprak=nb&for=${target}`)).text)).toContain('Du finner materiell til')
  expect((await who.nora().post(`/materiell/${id}/bruk`, { for: target })).status, 'she does not see it').toBe(404)
  expect((await who.siri().post(`/materiell/${id}/bruk`, { for: target })).status).toBe(303)
  expect((await who.siri().post(`/materiell/${id}/bruk`, { for: target })).status, 'twice is once').toBe(303)
  expect((await who.siri().get(`/materiell/${id}`)).text).toContain(`href="/tiltak/${measure?.id}"`)
  expect((await who.siri().get(`/tiltak/${measure?.id}`)).text, 'and from the measure').toContain(`href="/materiell/${id}"`)
  const others = await who.nora().get(`/materiell/${id}?sprak=en`)
  expect([words(others.text).includes('used in 1 measure'), others.text.includes(`/tiltak/${measure?.id}`)]).toEqual([true, false])
  const [use] = await world.asOwner<{ id: string }>('select id from library.use where material_id = $1', [id])
  expect((await who.nora().post(`/materiell/${id}/bruk/${use?.id}/fjerning`)).status).toBe(404)
  expect((await who.siri().post(`/materiell/${id}/bruk/${use?.id}/fjerning`)).status).toBe(303)
})

test('also into a course', async () => {
  const id = await published({ tittel: 'Til bruk på kurs' })
  const [course] = await world.asOwner<{ id: string; title: string }>("select c.id, c.title from measures.course c join register.organisation o on o.id = c.arranger_id where o.name = 'Kompetanseteam barnehage Fjordvik' order by c.id limit 1")
  expect((await who.tone().post(`/materiell/${id}/bruk`, { for: `kurs-${course?.id}` })).status).toBe(303)
  expect((await who.tone().get(`/materiell/${id}`)).text).toContain(`href="/kurs/${course?.id}"`)
  expect((await who.per().post(`/materiell/${id}/bruk`, { for: `kurs-${course?.id}` })).status).toBe(403)
  expect((await who.tone().post(`/materiell/${id}/bruk`, { for: 'kurs-1' })).status).toBe(404)
})

test('the team has a task when the day to look again is near, and looks', async () => {
  const id = await published({ tittel: 'Snart gammelt' })
  await world.asOwner("update library.material set review_on = '2026-12-01' where id = $1", [id])
  expect(words((await who.tone().get('/oppgaver?sprak=nb')).text)).toContain('Se på materiellet «Snart gammelt» på nytt')
  expect((await who.tone().post(`/materiell/${id}/gjennomgang`, { ...care, gjennomgang: '1.1.2020' })).status).toBe(422)
  expect((await who.tone().post(`/materiell/${id}/gjennomgang`, care)).status).toBe(303)
  expect(words((await who.tone().get('/oppgaver?sprak=nb')).text)).not.toContain('Snart gammelt')
})

test('the team is told once when the day has come, and again when a new day has', async () => {
  const own = await openWorld()
  const job = jobKinds(own.deps).find(({ queue }) => queue === 'library.reviews')
  const told = async () => (await own.asOwner<{ told: number }>("select count(*)::int as told from messaging.notice where kind = 'material-due'"))[0]?.told ?? 0
  await own.asOwner("update library.material set review_on = '2026-12-01' where id in (select id from library.material where current is not null and withdrawn_on is null order by id limit 2)")
  own.clock.set(new Date('2026-12-01T07:20:00Z'))
  await job?.work({})
  const first = await told()
  await job?.work({})
  expect([first > 0, await told()], 'one letter for all that is due, once').toEqual([true, first])
  const tone = await own.as('tone')
  expect(words((await tone.get('/varsler?sprak=nb')).text)).toContain('Støttemateriell dere må se på igjen')
  await own.asOwner("update library.material set review_on = '2027-01-05' where review_on = '2026-12-01'")
  own.clock.set(new Date('2027-01-05T07:20:00Z'))
  await job?.work({})
  expect(await told()).toBeGreaterThan(first)
  await own.close()
})

test('what was never published goes after a year, what was told after five', async () => {
  const own = await openWorld()
  const [job] = jobKinds(own.deps)
  const count = async () => (await own.asOwner<{ drafts: number; told: number; all: number }>('select (select count(*)::int from library.material where current is null) as drafts, (select count(*)::int from library.experience) as told, (select count(*)::int from library.material) as all'))[0]
  const before = await count()
  expect(before?.drafts).toBeGreaterThan(0)
  own.clock.set(new Date('2027-11-01T02:00:00Z'))
  await job?.work({})
  expect((await count())?.drafts).toBe(before?.drafts)
  own.clock.set(new Date('2028-01-01T02:00:00Z'))
  await job?.work({})
  expect(await count()).toMatchObject({ drafts: 0, told: before?.told })
  own.clock.set(new Date('2033-01-01T02:00:00Z'))
  await job?.work({})
  expect((await count())?.told).toBe(0)
  await own.close()
})
