import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'

const site = useSite()

/** One meeting of a resource team the whole way, on a phone and without script: planned, held, written down without anybody's name, and followed up. */
test('a resource team meets: from plan to minutes with a theme and a task, which the service says is done', async () => {
  const nora = await site().visitor()
  await nora.signIn('nora')
  await nora.visit('/ressursteam')
  await nora.press('Lag ressursteamet')
  const team = new URL(nora.page.url()).pathname
  expect(team).toMatch(/^\/ressursteam\/[\w-]{36}$/)
  await nora.send({ navn: 'Per Strand', rolle: 'ppt', tjeneste: 'PPT Fjordvik', fradato: '23.11.2026' })
  await nora.send({ dato: '23.11.2026', rytme: 'once', fra: '12.00', til: '13.00', sted: 'Personalrommet', saker: 'Overganger om morgenen' })
  expect(await nora.words()).toContain('Personalrommet')

  const meeting = await nora.page.locator(`main a[href^="${team}/moter/"]`).first().getAttribute('href')
  expect(await nora.visit(meeting ?? '')).toBe(200)
  expect(await nora.words(), 'what is talked of, and never of whom').toContain('Overganger om morgenen')
  await nora.send({ temaer: 'rammeplan-2017-6', referat: 'Mats på fire år gråter når mor går.' })
  expect(await nora.words(), 'one child has no place here').toContain('peike på eitt barn')
  await nora.send({ referat: 'Vi tar imot to og to, og sitter på gulvet den første halvtimen.', temaer: 'rammeplan-2017-6' })
  expect(await nora.words()).toContain('to og to')
  await nora.send({ oppgave: 'Dele en sjekkliste for levering', hvem: 'Per Strand', frist: '1.12.2026' })
  expect(await nora.words()).toContain('Dele en sjekkliste for levering')

  const per = await site().visitor()
  await per.signIn('per')
  await per.visit('/oppgaver')
  await per.follow('Ressursteamet: Dele en sjekkliste')
  expect(new URL(per.page.url()).pathname).toBe(meeting)
  expect(await per.words(), 'the minutes are the kindergarten’s own').not.toContain('to og to')
  await per.page.locator('form[action$="/utfort"] button').first().click()
  expect(await per.words()).toContain('Per Strand')
  expect(await site().world.asOwner('select 1 from measures.resource_task where resource_team_id = $1 and done_on is not null', [team.split('/')[2]])).toHaveLength(1)
}, 90_000)
