import { expect, test } from 'vitest'
import { goodEvaluation } from '../../src/slices/guidance/evaluation/cases.fixtures.ts'
import { observation, row, session, startMeeting } from '../../src/slices/guidance/progress/work.fixtures.ts'
import { useSite, type Visitor } from '../browser.ts'

const site = useSite()
/** One case the whole way, as those who use it go: on a phone, without script. Each part takes it on from where the one before left it. */
let path = ''
const started = () => expect(path, 'the part before this one').toMatch(/^\/veiledning\/[\w-]{36}$/)

/** A browser signed in as the person, at the case. */
async function atCase(person: string): Promise<Visitor> {
  const someone = await site().visitor()
  await someone.signIn(person)
  expect(await someone.visit(path)).toBe(200)
  return someone
}
const stepOf = async () => (await site().world.asOwner<{ state: string; step_key: string; outcome: string | null }>('select state, step_key, outcome from guidance.case where id = $1', [path.split('/')[2]]))[0]

test('a head writes a request, is told when it may be about one child, goes home, comes back and sends it', async () => {
  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/veiledning')
  await siri.press('Be om veiledning')
  const draft = new URL(siri.page.url()).pathname.split('/').slice(0, 3).join('/')
  await siri.visit(`${draft}/foresporsel/hvem`)
  await siri.send({ target: 'departments', departments: ['Maurtua', 'Bikuba'] })
  await siri.send({ themes: 'rammeplan-2017-6' })
  await siri.send({ experienced: 'Det gjelder en gutt på fire år som slår.' }, 'Lagre og gå videre')
  expect(await siri.words()).toContain('Kan noe av dette peke på ett barn?')
  expect(await siri.typed('experienced')).toBe('Det gjelder en gutt på fire år som slår.')
  await siri.send({ experienced: 'Det er mye uro i garderoben når vi skal ut.' }, 'Lagre kladd')

  const home = await site().visitor()
  await home.signIn('siri')
  await home.visit('/veiledning')
  await home.page.locator(`main a[href^="${draft}"]`).first().click()
  expect(await home.words()).toMatch(/Hva dere opplever Påbegynt/)
  await home.visit(`${draft}/foresporsel/opplevelse`)
  expect(await home.typed('experienced')).toBe('Det er mye uro i garderoben når vi skal ut.')
  await home.send({ sinceWhen: 'Siden høsten', tried: 'Mindre grupper.' })
  await home.send({ wished: 'Hjelp til å se hva vi voksne gjør.', goal: 'Rolige overganger.', means: ['observation', 'staff-guidance'] })
  await home.send({ staffInvolved: 'yes', staffInvolvedHow: 'På personalmøtet i september.', ownerInformed: 'ja' })
  await home.visit(`${draft}/kontroll`)
  for (const part of ['Maurtua', 'mye uro i garderoben', 'Rolige overganger.']) expect(await home.words()).toContain(part)
  await home.press('Send til teamet')
  expect(await home.words()).toContain('Bekreft at ingenting kan peke på ett barn')
  await home.send({ systemLevel: 'ja' })
  expect(new URL(home.page.url()).pathname).toBe(`${draft}/kvittering`)
  for (const part of ['V2026-', 'Siri Solheim', 'mye uro i garderoben']) expect(`${await home.heading()} ${await home.words()}`).toContain(part)
  path = draft
})

test('the leader of the team gives it to an adviser and asks for more; the head answers, and the adviser takes it on', async () => {
  started()
  const tone = await site().visitor()
  await tone.signIn('tone')
  await tone.visit('/veiledning')
  await tone.page.locator(`main a[href="${path}"]`).first().click()
  await tone.send({ radgiver: 'Ragnhild Dal' })
  expect(await tone.words()).toContain('Rådgiver: Ragnhild Dal')
  await tone.send({ til: 'clarification', begrunnelse: 'Hvor mange voksne er med ut?' })

  const siri = await site().visitor()
  await siri.signIn('siri')
  await siri.visit('/oppgaver')
  await siri.page.locator(`main a[href^="${path}"]`).first().click()
  expect(await siri.words()).toContain('Hvor mange voksne er med ut?')
  await siri.send({ til: 'triage', begrunnelse: 'To eller tre.' })

  const ragnhild = await atCase('ragnhild')
  expect(await ragnhild.words()).toContain('To eller tre.')
  await ragnhild.send({ til: 'start-meeting' })
  expect(await stepOf()).toMatchObject({ step_key: 'start-meeting' })
})

test('they agree on a time, meet, observe, and make a plan that both say yes to', async () => {
  started()
  const ragnhild = await atCase('ragnhild')
  await ragnhild.visit(`${path}/oppstartsmote/tid`)
  await ragnhild.send({ onDate: '1.12.2026', atTime: '10.00', place: 'Personalrommet' })
  const siri = await atCase('siri')
  await siri.press('Godta tiden')
  expect(await siri.words()).toContain('godtatt av Siri Solheim')

  await ragnhild.visit(`${path}/oppstartsmote`)
  await ragnhild.send(startMeeting)
  await ragnhild.send({ til: 'observation' })
  for (const department of ['Maurtua', 'Bikuba']) {
    await ragnhild.visit(`${path}/observasjoner/ny`)
    await ragnhild.send({ ...observation, department })
  }
  await ragnhild.send({ til: 'plan' })
  await ragnhild.visit(`${path}/plan/ny`)
  await ragnhild.send(row)
  await ragnhild.visit(`${path}/plan/godkjenning`)
  await ragnhild.press('Godkjenn planen')

  await siri.visit(path)
  await siri.page.locator(`main a[href="${path}/plan/godkjenning"]`).first().click()
  for (const part of ['Urolige måltider', 'De voksne sitter']) expect(await siri.words()).toContain(part)
  await siri.press('Godkjenn planen')
  await ragnhild.visit(path)
  for (const part of ['Barnehagen: Siri Solheim', 'Kompetanseteamet: Ragnhild Dal']) expect(await ragnhild.words()).toContain(part)
  await ragnhild.send({ til: 'sessions' })
  expect(await stepOf()).toMatchObject({ step_key: 'sessions' })
})

test('after a session both evaluate, the staff answer without signing in, and it is followed up and closed', async () => {
  started()
  const { seen: _, ...evaluation } = goodEvaluation
  const ragnhild = await atCase('ragnhild')
  await ragnhild.visit(`${path}/okter/ny`)
  await ragnhild.send(session)
  await ragnhild.send({ til: 'evaluation' })
  await ragnhild.visit(`${path}/evaluering`)
  await ragnhild.send({ ...evaluation, helped: 'Film av egen praksis.' })

  const siri = await atCase('siri')
  await siri.visit(`${path}/evaluering`)
  expect(await siri.words(), 'the other’s is hidden until both have written').not.toContain('Film av egen praksis.')
  await siri.send(evaluation)
  await siri.visit(`${path}/evaluering`)
  expect(await siri.words()).toContain('Film av egen praksis.')
  await siri.visit(`${path}/personalsvar`)
  await siri.send({ closesOn: '3.12.2026' })
  const link = (await siri.page.locator('main a[href*="/svar/"]').first().getAttribute('href')) ?? ''

  const staff = await site().visitor()
  expect(await staff.visit(link)).toBe(200)
  await staff.send({ benefit: '4', practice: '3', involved: '5' })
  expect(await staff.heading()).toBe('Takk for svaret')
  await staff.visit(link)
  expect(await staff.heading()).toBe('Det er allerede svart herfra')

  await ragnhild.visit(path)
  await ragnhild.send({ til: 'follow-up' })
  await ragnhild.visit(`${path}/oppfolging`)
  await ragnhild.send({ heldOn: '23.11.2026', lasting: '4', whatLasted: 'Faste plasser i garderoben.' })
  await ragnhild.visit(path)
  await ragnhild.send({ til: 'closed goal-reached' })
  expect(await stepOf()).toMatchObject({ state: 'closed', outcome: 'goal-reached' })
  await siri.visit(path)
  for (const part of ['Målet er nådd', 'Faste plasser i garderoben.']) expect(await siri.words()).toContain(part)
})
