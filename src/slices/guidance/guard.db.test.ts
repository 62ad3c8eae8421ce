import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Form, type World } from '../../../test/kit.ts'
import { caseIn, goodEvaluation } from './evaluation/cases.fixtures.ts'
import { observation, row, session, startMeeting } from './progress/work.fixtures.ts'

let world: World
let people: Readonly<Record<string, Browser>>
beforeAll(async () => {
  world = await openWorld()
  people = { siri: await world.as('siri'), tone: await world.as('tone'), ragnhild: await world.as('ragnhild'), per: await world.as('per') }
})
afterAll(() => world.close())

const pointed = 'Ola slår de andre.'
type Place = readonly [form: string, person: string, step: string, path: string, sent: Form, field: string]
/** Every form with free text in a case, with the field that is written in. */
const places: readonly Place[] = [
  ['a message', 'siri', 'triage', 'beskjeder', { tekst: pointed }, 'f-tekst'],
  ['the reason for a move', 'tone', 'triage', 'steg', { til: 'clarification', begrunnelse: pointed }, 'f-begrunnelse'],
  ['a withdrawal', 'siri', 'triage', 'steg', { til: 'closed kindergarten-withdrew', begrunnelse: pointed }, 'f-trekk'],
  ['the start meeting', 'ragnhild', 'start-meeting', 'oppstartsmote', { ...startMeeting, expectations: pointed }, 'f-expectations'],
  ['an observation', 'ragnhild', 'observation', 'observasjoner/ny', { ...observation, situations: pointed }, 'f-situations'],
  ['a row of the plan', 'siri', 'plan', 'plan/ny', { ...row, problem: pointed }, 'f-problem'],
  ['a session', 'ragnhild', 'sessions', 'okter/ny', { ...session, agreed: pointed }, 'f-agreed'],
  ['an evaluation', 'siri', 'evaluation', 'evaluering', { ...goodEvaluation, helped: pointed }, 'f-helped'],
  ['a follow-up', 'siri', 'follow-up', 'oppfolging', { heldOn: '23.11.2026', lasting: '4', whatLasted: pointed, whatNext: '' }, 'f-whatLasted'],
]

/** The notice with its box, without the address of the field it links to. */
const noticeIn = (html: string): string => /<div class="ds-alert" data-color="warning" id="vern"[\s\S]*?<\/div><\/div><\/div><\/div>/.exec(html)?.[0] ?? ''
const same = (html: string): string => words(noticeIn(html).replace(/<a class="ds-link" href="#[^"]*">[^<]*<\/a>:? */, ''))

describe('the guard says the same in the same way wherever people write', () => {
  test.each(places)('%s', async (_, person, step, path, sent, field) => {
    const id = await caseIn(world, { step })
    const reply = await (people[person] as Browser).post(`/veiledning/${id}/${path}`, sent)
    expect(reply.status).toBe(422)
    expect(same(reply.text)).toContain(words('Kan noe av dette peke på ett barn? Teksten ser ut til å inneholde navnet på et barn. Ta det bort. Vi har ikke lagret noe ennå.'))
    expect(noticeIn(reply.text)).toContain('name="guardConfirmed"')
    expect(noticeIn(reply.text)).toContain(`href="#${field}"`)
    expect(reply.text).toContain(`id="${field}"`)
    expect(reply.text.split('name="guardConfirmed"')).toHaveLength(2)
    // Focus is here when the page opens, for nothing else is wrong; and nothing typed is lost.
    expect([...reply.text.matchAll(/<[a-z-]+[^>]*\sautofocus/g)].map(([tag]) => /id="([^"]*)"/.exec(tag)?.[1])).toEqual(['vern'])
    expect(reply.text).toContain('<title>Feil: ')
    expect(words(reply.text)).toContain(pointed)
    expect((await (people[person] as Browser).post(`/veiledning/${id}/${path}`, { ...sent, guardConfirmed: 'ja' })).status).toBe(303)
  })

  test('and the reason for giving up a case, which is asked for', async () => {
    const id = await caseIn(world, { step: 'plan' })
    const ragnhild = people['ragnhild'] as Browser
    const [own] = await world.asOwner<{ id: string }>("select m.id from identity.membership m join identity.person p on p.id = m.person_id where p.name = 'Ragnhild Dal'")
    const radgiver = own?.id ?? ''
    await ragnhild.post(`/veiledning/${id}/tildeling`, { radgiver })
    const giveUp = (form: Form) => ragnhild.post(`/veiledning/${id}/tildeling/slutt`, { radgiver, ...form })
    const empty = await giveUp({ hvorfor: ' ' })
    expect([empty.status, empty.text.includes(`href="#f-hvorfor-${radgiver}"`), words(empty.text).includes('Skriv hvorfor')]).toEqual([422, true, true])
    const reply = await giveUp({ hvorfor: pointed })
    expect([reply.status, noticeIn(reply.text).includes(`href="#f-hvorfor-${radgiver}"`), reply.text.includes(`value="${pointed}"`)]).toEqual([422, true, true])
    expect((await giveUp({ hvorfor: '31129956715', guardConfirmed: 'ja' })).status).toBe(422)
    expect((await giveUp({ hvorfor: pointed, guardConfirmed: 'ja' })).status).toBe(303)
    expect((await giveUp({ hvorfor: 'Igjen' })).status).toBe(303)
  })

  test('and in the request, where other boxes do not count', async () => {
    const siri = people['siri'] as Browser
    const path = (await siri.post('/veiledning', { nokkel: crypto.randomUUID() })).location ?? ''
    const sent = { experienced: pointed, sinceWhen: 'nå', tried: 'noe', handling: 'neste' }
    const reply = await siri.post(`${path}/opplevelse`, { ...sent, likevel: 'ja' })
    expect([reply.status, noticeIn(reply.text).includes('name="guardConfirmed"')]).toEqual([422, true])
    expect((await siri.post(`${path}/opplevelse`, { ...sent, guardConfirmed: 'ja' })).status).toBe(303)
  })
})
