import { afterAll, beforeAll, expect, test } from 'vitest'
import { startFaktaServer, type FaktaReply, type FaktaServer } from '../../../../test/barnehagefakta-server.ts'
import { localDate } from '../../../kernel/dates.ts'
import { barnehagefakta } from './client.ts'
import { refersTo } from './rules.ts'

let server: FaktaServer
beforeAll(async () => {
  server = await startFaktaServer()
})
afterAll(() => server.close())

const ask = (reply: FaktaReply) => {
  server.set('310000008', reply)
  return barnehagefakta(server.baseUrl, 300).ask('310000008')
}

test('figures of the kindergarten come with those of the municipality and the country', async () => {
  const answer = await ask({ figures: { antallBarn: 42, antallBarnPerAnsatt: 5.5, noeNytt: 3 }, municipality: { antallBarnPerAnsatt: 5.7, antallBarn: 4000 }, country: { antallBarnPerAnsatt: null } })
  expect(answer).toEqual({
    outcome: 'figures',
    indicators: [
      { name: 'antallBarn', value: 42, ofMunicipality: 4000, ofCountry: undefined },
      { name: 'antallBarnPerAnsatt', value: 5.5, ofMunicipality: 5.7, ofCountry: undefined },
    ],
  })
})

const bad: readonly (readonly [what: string, reply: FaktaReply, outcome: string])[] = [
  ['no figures for the kindergarten', { figures: null }, 'no-figures'],
  ['only figures that make no sense', { figures: { antallBarn: '42', antallBarnPerAnsatt: -1, lekeOgOppholdsarealPerBarn: null } }, 'no-figures'],
  ['an answer about another kindergarten', { figures: { antallBarn: 42 }, orgnr: '310000016' }, 'not-understood'],
  ['something that is not JSON', { body: '<html>Vedlikehold</html>' }, 'not-understood'],
  ['JSON of another shape', { body: '[1, 2]' }, 'not-understood'],
  ['far too much', { body: `"${'x'.repeat(1_100_000)}"` }, 'not-understood'],
  ['404', { status: 404 }, 'not-found'],
  ['500', { status: 500 }, 'no-answer'],
  ['silence', { silent: true }, 'no-answer'],
]
test.each(bad)('%s is an outcome, never a fault', async (_, reply, outcome) => {
  expect(await ask(reply)).toEqual({ outcome })
})

test('figures are of 15 December: the last year in spring and summer, the year before until March', () => {
  const of = (text: string) => refersTo(localDate(text) ?? expect.fail())
  expect([of('2027-02-28'), of('2027-03-01'), of('2026-11-22')]).toEqual(['2025-12-15', '2026-12-15', '2025-12-15'])
})
