import { expect, test } from 'vitest'
import { useSite } from '../browser.ts'
import { here, plain, pressAt, schemeSteps } from '../scheme-steps.ts'

const site = useSite()
const { at, movePeder, openMeeting, clear, attend, closeMeeting, decide } = schemeSteps(site)
/** One grant the whole way by the rules from 2026, as those who use it go: on phones, without script. Each part takes it on from where the one before left it. */
let round = ''
let report = ''
const started = (path: string) => expect(path, 'the part before this one').toMatch(/^\/(?:runder|behov)\/[\w-]{36}$/)

const org = (name: string) => site().world.org(name)
const stateOf = async (table: string, path: string) => (await site().world.asOwner<{ state: string }>(`select ${table === 'round' ? 'stage' : 'state'} as state from scheme.${table} where id = $1`, [path.split('/')[2]]))[0]?.state

test('the county governor plans a round, looks at it once more and announces it', async () => {
  const stine = await at('stine', '/runder')
  await stine.follow('Planlegg en runde')
  await stine.send({ tittel: 'Kompetanseutvikling for prøvefylket', ordning: 'collective-2026', aar: '2027', apner: '23.11.2026', frist: '1.12.2026', rapport: '15.1.2026', skjema: 'Behovsmelding fra 2026', forum: 'Samarbeidsforum i Fjordfylket (oppdiktet)', informasjon: 'Eieren melder behov sammen med en høgskole.' })
  expect(await stine.words()).toContain('Resultatene kan ikke rapporteres før fristen for å melde behov.')
  expect(await stine.typed('tittel')).toBe('Kompetanseutvikling for prøvefylket')
  await stine.send({ rapport: '15.1.2028' })
  round = here(stine)
  await stine.send({ trinn: 'announce' })
  expect(await stateOf('round', round)).toBe('announced')
})

test('the owner begins a need report and fills in every part, and goes on from where it was left', async () => {
  started(round)
  const trollstua = await org('Trollstua barnehage')
  const eva = await at('eva', '/runder')
  await eva.page.locator(`main a[href="${round}"]`).first().click()
  await eva.press('Meld behov')
  report = here(eva)
  started(report)
  await eva.visit(`${report}/del/about`)
  await eva.send({ 'q.title': 'Lek i garderoben', 'q.scope': 'single', 'q.kindergartens': trollstua })
  await eva.send({ 'q.themes': 'inclusion', 'q.need': 'Mye uro når vi skal ut, og de voksne er opptatt med klær.', 'q.challenge': '3', 'q.assessed-how': ['own-assessment', 'parent-survey'] })
  await eva.send({ 'q.who-took-part': ['head', 'all-staff'], 'q.representatives': 'Tillitsvalgt var med på personalmøtet i oktober.' })
  await eva.send({ [`q.staff.${trollstua}.head.employed`]: '1', [`q.staff.${trollstua}.head.takes-part`]: '1', [`q.staff.${trollstua}.assistant.employed`]: '7', [`q.staff.${trollstua}.assistant.takes-part`]: '8' })
  expect(await eva.words(), 'more who take part than there are').toContain('Det kan ikke delta flere enn')
  await eva.send({ [`q.staff.${trollstua}.assistant.takes-part`]: '7' }, 'Lagre kladd')

  const home = await at('eva', '/behov')
  await home.page.locator(`main a[href="${report}"]`).first().click()
  await home.visit(`${report}/del/partner`)
  await home.send({ 'q.partner': 'Høgskolen i Fjordvik', 'q.partner-contact': 'Ulla Holm', 'q.partner-dialogue': '10.11.2026' })
  await home.send({ 'q.goals': 'De voksne er til stede i leken.', 'q.signs': 'Barna leker mens de venter.', 'q.activities': 'Fire samlinger og arbeid imellom.', 'q.reach-all-staff': 'Vikar for alle på samlingene.', 'q.duration': '1', 'q.starts-on': '15.8.2027', 'q.evaluation-plan': 'To møter med høgskolen.' })
  await home.send({ 'q.amounts.2027.owner': '120 000', 'q.amounts.2027.university': '80 000', 'q.declaration': 'yes' }, 'Lagre og gå videre')
  expect(here(home)).toBe(report)
})

test('the partner is told, says yes and writes its own part', async () => {
  started(report)
  const ulla = await at('ulla', '/oppgaver')
  await ulla.page.locator(`main a[href^="${report}"]`).first().click()
  expect(here(ulla)).toBe(`${report}/partner`)
  await ulla.send({ svar: 'ja' })
  await ulla.visit(`${report}/partner`)
  await ulla.page.locator(`main a[href="${report}/del/partner-part"]`).first().click()
  await ulla.send({ 'q.partner-part': 'Eksemplene brukes i undervisningen om lek.', 'q.partner-work': 'Veiledning på fire samlinger.' })
})

test('all who must sign do so, each their own parts, and the owner sends it and gets a receipt', async () => {
  started(report)
  const eva = await at('eva', `${report}/kontroll`)
  for (const part of ['Mye uro når vi skal ut', 'Eksemplene brukes i undervisningen', '120 000']) expect(await plain(eva)).toContain(part)
  await eva.press('Be om signaturer')
  await movePeder('Trollstua barnehage')
  const peder = await at('peder', '/oppgaver')
  await peder.page.locator(`main a[href^="${report}"]`).first().click()
  await peder.visit(`${report}/forankring`)
  await peder.press('Signer')
  const hanne = await at('hanne', `${report}/forankring`)
  await hanne.visit(`${report}/forankring/personalet`)
  await hanne.send({ 'ansatte.head': '1', 'deltok.head': '1', 'ansatte.assistant': '7', 'deltok.assistant': '6', dato: '2.11.2026', hvordan: 'På personalmøtet.', tillitsvalgte: 'yes', tillitHvordan: 'Var med på møtet.', tillitDato: '2.11.2026' })
  await hanne.press('Signer')
  const ulla = await at('ulla', `${report}/forankring`)
  await ulla.press('Signer')
  await eva.visit(`${report}/forankring`)
  await eva.press('Signer')
  await eva.visit(`${report}/kontroll`)
  await eva.send({ bekreft: 'ja' })
  expect(here(eva)).toBe(`${report}/kvittering`)
  for (const part of ['B2026-', 'Peder Lunde', 'Hanne Moen', 'Eva Brekke', 'Ulla Holm']) expect(`${await eva.heading()} ${await eva.words()}`).toContain(part)
  const pdf = await eva.page.request.get(`${report}/pdf`)
  expect([pdf.status(), (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, '%PDF-'])
})

test('the deadline passes: nobody else gets in, and the county governor and a reader assess it', async () => {
  started(report)
  site().goTo('2026-12-02T09:00:00Z')
  const stine = await at('stine', round)
  await stine.send({ trinn: 'review' })
  expect(await stateOf('round', round)).toBe('in-review')
  await stine.visit(`${report}/vurdering`)
  await stine.send({ 'outcome-local-need': 'met', 'outcome-collective': 'met', 'outcome-anchored': 'met', 'outcome-partnership': 'met' })
  await stine.visit(`${round}/vurdering/grupper`)
  await stine.send({ name: 'Arbeidsgruppe for lek' })
  await stine.send({ chosen: 'Frida Aas' })
  await stine.send({ each: '1' })

  const frida = await at('frida', '/vurdering')
  await frida.page.locator(`main a[href="${round}/vurdering"]`).first().click()
  await frida.page.locator(`main a[href="${report}/vurdering"]`).first().click()
  await frida.send({ 'points-need': '4', 'reason-need': 'Behovet er godt vist.', 'points-whole-staff': '3', 'reason-whole-staff': 'Nesten alle.', 'points-quality': '3', 'reason-quality': 'Klare mål.', 'points-returns': '2', 'reason-returns': 'Noe.' })
  await stine.visit(`${report}/vurdering`)
  expect(await stine.words()).toMatch(/av 100 poeng/)
})

let room = { forum: '', meeting: '', item: '' }
test('the forum meets, and those with ties to the report see nothing of it', async () => {
  started(report)
  const stine = await at('stine', '/forum')
  await stine.follow('Samarbeidsforum i Fjordfylket (oppdiktet)')
  const forum = here(stine)
  const { meeting, item } = await openMeeting(stine, { round, report, forum, on: '2.12.2026', proposal: { utfall: 'part', 'belop-2027-owner': '90 000', 'belop-2027-university': '60 000', begrunnelse: 'Behovet er godt vist. Rammen rekker ikke til alt.' } })
  for (const [person, role] of [['eva', 'owner'], ['ulla', 'university-contact'], ['olav', 'owner']] as const) {
    const tied = await at(person, meeting, role)
    expect(await tied.words(), person).not.toContain('Lek i garderoben')
    expect(await tied.visit(item), person).toBe(404)
  }
  room = { forum, meeting, item }
}, 120_000)

test('one is cleared with a reason; those who may handle it do not agree, vote, and stand by the minutes', async () => {
  const { forum, meeting, item } = room
  expect(meeting, 'the part before this one').not.toBe('')
  const stine = await at('stine', meeting)
  await clear(stine, 'Olav Rud', { round, forum, reason: 'Han har ikke hatt saken hos barnehagemyndigheten.' })
  const members = await Promise.all((['olav', 'liv', 'frida'] as const).map((person) => at(person, meeting)))
  for (const one of members) await attend(one, { round, forum, meeting })
  await stine.visit(item)
  await stine.send({ trinn: 'disagree' })
  await stine.page.locator('button[name="metode"][value="ballot"]').click()
  for (const [order, one] of members.entries()) {
    await one.visit(item)
    await one.page.locator(`button[name="stemme"][value="${order === 0 ? 'against' : 'for'}"]`).click()
  }
  await stine.visit(item)
  await pressAt(stine, '/opptelling')
  expect(await stine.words()).toContain('2 for, 1 mot, 0 blanke')
  await closeMeeting(stine, members, meeting, await at('ulla', meeting))
}, 120_000)

let decision = ''
test('one prepares the decision, another approves it, and the letters are there for those they are to', async () => {
  started(report)
  decision = await decide(await at('stine', round), { round, title: 'Lek i garderoben', years: [2027] })
  const eva = await at('eva', '/vedtak')
  await eva.follow('Lek i garderoben')
  for (const part of ['90 000', 'Rammen rekker ikke til alt.', 'Pengene brukes til tiltaket.']) expect(await plain(eva)).toContain(part)
})

test('the owner appeals in time, the appeal is sent on, and the decision stands', async () => {
  expect(decision, 'the part before this one').not.toBe('')
  site().goTo('2026-12-14T09:00:00Z')
  const eva = await at('eva', decision)
  await eva.page.locator(`main a[href="${decision}/klage"]`).click()
  await eva.send({ endring: 'Hele beløpet.', grunner: 'Hele personalet er med.' })
  const appeal = here(eva)
  const stine = await at('stine', `${round}/klager`)
  await stine.page.locator(`main a[href="${appeal}"]`).click()
  await stine.send({ utfall: 'sent-on', vurdering: 'Vi holder på vedtaket.' })
  site().goTo('2027-01-20T09:00:00Z')
  const later = await at('stine', appeal)
  await later.send({ svar: 'upheld', tekst: 'Vedtaket står.' })
  await eva.signIn('eva')
  await eva.visit(appeal)
  expect(await eva.words()).toContain('Vedtaket står.')
})

test('the money is paid in a run that two approve', async () => {
  expect(decision, 'the part before this one').not.toBe('')
  site().goTo('2027-05-03T09:00:00Z')
  const stine = await at('stine', '/okonomi/utbetalinger?til=3.5.2027')
  expect(await stine.words()).toContain('Eventyrkjeden')
  await stine.page.locator('main form[action="/okonomi/utbetalinger"][method=post] button').click()
  const run = here(stine)
  expect(await stine.page.locator('main form[action$="/godkjenning"]').count(), 'not by the same').toBe(0)
  const arve = await at('arve', run)
  await pressAt(arve, '/godkjenning')
  await stine.visit(run)
  await stine.send({ dato: '3.5.2027' })
  const paid = await site().world.asOwner<{ actor: string; paid: string }>('select actor, paid::text as paid from scheme.money_line where report_id = $1 order by actor', [report.split('/')[2]])
  expect(paid).toEqual([{ actor: 'owner', paid: '9000000' }, { actor: 'university', paid: '6000000' }])
})

test('what came of it is reported by both, approved, and the money that was not used is settled', async () => {
  expect(decision, 'the part before this one').not.toBe('')
  const trollstua = await org('Trollstua barnehage')
  site().goTo('2028-01-05T09:00:00Z')
  const eva = await at('eva', '/resultater')
  await eva.send({ melding: report.split('/')[2] ?? '' })
  const result = here(eva)
  await eva.visit(`${result}/del/money`)
  await eva.send({ 'q.used.2027.owner': '85 000', 'q.used.2027.university': '60 000', 'q.unused.2027.owner': '5 000', 'q.any-unused': 'yes', 'q.unused-why': 'Vikarer var ikke å få.' })
  await eva.send({ 'q.title': 'Lek i garderoben', 'q.kindergartens': trollstua, [`q.staff.${trollstua}.head.employed`]: '1', [`q.staff.${trollstua}.head.takes-part`]: '1', [`q.staff.${trollstua}.assistant.employed`]: '7', [`q.staff.${trollstua}.assistant.takes-part`]: '6' })
  await eva.send({ 'q.activities-done': 'Fire samlinger.', 'q.outcome': 'Barna leker mens de venter.', 'q.change-head': 'Møtene handler om lek.', 'q.change-staff': 'Vi er på gulvet.', 'q.anchoring': 'Eier og styrer møttes.' })
  await eva.send({ 'q.goes-on': 'own' })
  const ulla = await at('ulla', `${result}/del/partner-part`)
  await ulla.send({ 'q.change-partner': 'De spør mer.', 'q.partner-effect': 'Eksempler i undervisningen.' })
  await eva.visit(`${result}/kontroll`)
  await pressAt(eva, '/innsending')
  expect(here(eva)).toBe(`${result}/kvittering`)
  const stine = await at('stine', result)
  for (const view of ['Møtene handler om lek.', 'Vi er på gulvet.', 'De spør mer.']) expect(await stine.words()).toContain(view)
  await pressAt(stine, '/godkjenning')
  const line = (await site().world.asOwner<{ id: string; unused: string }>("select id, unused::text as unused from scheme.money_line where report_id = $1 and actor = 'owner'", [report.split('/')[2]]))[0]
  expect(line?.unused).toBe('500000')
  await stine.visit(`/okonomi/poster/${line?.id}`)
  await stine.send({ endring: 'returned', belop: '5 000', grunn: 'Betalt tilbake.' })
  expect(await plain(stine)).toContain('5 000')
})
