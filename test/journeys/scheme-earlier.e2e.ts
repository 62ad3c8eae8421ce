import { expect, test } from 'vitest'
import { useSite, type Visitor } from '../browser.ts'
import { here, idOf, plain, pressAt, schemeSteps } from '../scheme-steps.ts'

// The same program by the rules of earlier years, at those times: what has changed is in the scheme's data and its form.

const site = useSite({ at: new Date('2025-11-03T09:00:00Z') })
const { at, movePeder, openMeeting, clear, attend, closeMeeting, decide } = schemeSteps(site)
const started = (path: string) => expect(path, 'the part before this one').toMatch(/^\/(?:runder|behov|forum)\/[\w-]{36}$/)
let round = ''
let report = ''

test('2021 to 2025: an owner goes on from an earlier grant, in a strand, for three years, with the same partner', async () => {
  const trollstua = await site().world.org('Trollstua barnehage')
  const stine = await at('stine', '/runder/ny')
  await stine.send({ tittel: 'Lokal kompetanseutvikling for prøvefylket', ordning: 'local-2021', aar: '2026', apner: '3.11.2025', frist: '1.12.2025', rapport: '15.1.2029', skjema: 'Behovsmelding 2021–2025', forum: 'Samarbeidsforum i Fjordfylket (oppdiktet)', informasjon: 'Eieren melder behov sammen med en høgskole.' })
  round = here(stine)
  await stine.send({ trinn: 'announce' })

  const eva = await at('eva', round)
  await eva.press('Meld behov')
  report = here(eva)
  started(report)
  await eva.visit(`${report}/slag`)
  await eva.send({ del: 'regional', slag: 'continuation', bygger: 'Lesing som felles praksis' })
  await eva.visit(`${report}/del/about`)
  expect(await eva.typed('q.title'), 'what was written then is brought along').toBe('Lesing som felles praksis')
  for (const name of ['Prinsessehaugen barnehage', 'Nisseskogen barnehage', 'Draken barnehage']) await eva.page.getByLabel(name).uncheck()
  await eva.send({ 'q.title': 'Lesing, andre del', 'q.scope': 'single', 'q.kindergartens': trollstua, 'q.what-changed': 'Vi leser hver dag nå, og vil lese sammen med foreldrene.' })
  await eva.send({ 'q.themes': 'language', 'q.need': 'Det er mye lesing for noen barn og lite for andre.', 'q.challenge': '2', 'q.assessed-how': 'own-assessment' })
  await eva.send({ 'q.who-took-part': 'all-staff', 'q.representatives': 'Tillitsvalgt var med på møtet.' })
  await eva.send({ [`q.staff.${trollstua}.head.employed`]: '1', [`q.staff.${trollstua}.head.takes-part`]: '1' })
  await eva.send({ 'q.partner': 'Høgskolen i Fjordvik', 'q.partner-contact': 'Ulla Holm', 'q.partner-dialogue': '15.10.2025' })
  await eva.send({ 'q.goals': 'Alle barn blir lest for.', 'q.activities': 'Samlinger hvert halvår.', 'q.reach-all-staff': 'Alle er med på samlingene.', 'q.duration': '3', 'q.starts-on': '15.8.2026', 'q.evaluation-plan': 'Et møte i året.' })
  await eva.send(Object.fromEntries([...[2026, 2027, 2028].flatMap((year) => [[`q.amounts.${year}.owner`, '60 000'], [`q.amounts.${year}.university`, '40 000']]), ['q.declaration', 'yes']]), 'Lagre og gå videre')
  expect(here(eva), await eva.words()).toBe(report)

  const ulla = await at('ulla', `${report}/partner`)
  await ulla.send({ svar: 'ja' })
  await ulla.visit(`${report}/del/partner-part`)
  await ulla.send({ 'q.partner-part': 'Lesing blir tema i utdanningen.' })
}, 120_000)

test('2021 to 2025: signed by all four and sent, agreed on in the forum and granted for three years', async () => {
  started(report)
  const eva = await at('eva', `${report}/kontroll`)
  expect(await plain(eva)).toContain('Vi leser hver dag nå')
  await eva.press('Be om signaturer')
  await movePeder('Trollstua barnehage')
  for (const [person, role] of [['peder', 'pedagogical-leader'], ['hanne', 'head'], ['ulla', 'university-contact']] as const) {
    const signer = await at(person, `${report}/forankring`, role)
    if (person === 'hanne') {
      await signer.visit(`${report}/forankring/personalet`)
      await signer.send({ 'ansatte.head': '1', 'deltok.head': '1', dato: '15.10.2025', hvordan: 'På personalmøtet.', tillitsvalgte: 'yes', tillitHvordan: 'Var med.', tillitDato: '15.10.2025' })
    }
    await signer.press('Signer')
  }
  await eva.visit(`${report}/forankring`)
  await eva.press('Signer')
  await eva.visit(`${report}/kontroll`)
  await eva.send({ bekreft: 'ja' })
  expect(here(eva)).toBe(`${report}/kvittering`)

  site().goTo('2025-12-02T09:00:00Z')
  const stine = await at('stine', round)
  await stine.send({ trinn: 'review' })
  await stine.visit('/forum')
  await stine.follow('Samarbeidsforum i Fjordfylket (oppdiktet)')
  const forum = here(stine)
  const { meeting, item } = await openMeeting(stine, { round, report, forum, on: '2.12.2025', proposal: { utfall: 'grant', begrunnelse: 'Godt arbeid som går videre.' } })
  await clear(stine, 'Olav Rud', { round, forum, reason: 'Han har ikke hatt saken hos barnehagemyndigheten.' })
  const members = await Promise.all((['olav', 'liv', 'frida'] as const).map((person) => at(person, meeting)))
  for (const one of members) await attend(one, { round, forum, meeting })
  await stine.visit(item)
  await stine.send({ trinn: 'agree' })
  await closeMeeting(stine, members, meeting, await at('ulla', meeting))
  const decision = await decide(stine, { round, title: 'Lesing, andre del', years: [2026, 2027, 2028] })
  const owner = await at('eva', decision)
  for (const part of ['300 000', '2026', '2027', '2028', 'Pengene brukes til tiltaket.']) expect(`${await owner.heading()} ${await plain(owner)}`.replaceAll('\u00a0', ' ')).toContain(part)
}, 120_000)

test('2019: a head reports for the kindergarten, without a partner; head, pedagogical leader and owner sign', async () => {
  await movePeder('Solstråla barnehage')
  // The people had their roles then, too.
  for (const table of ['identity.membership', 'register.enrolment']) await site().world.asOwner(`update ${table} set period = daterange('2018-01-01', upper(period))`)
  site().goTo('2019-03-04T09:00:00Z')
  const stine = await at('stine', '/forum/ny')
  await stine.send({ navn: 'Samarbeidsforum 2019', omrade: 'Fjordfylket', quorum: '50', likt: 'chair' })
  const forum = here(stine)
  started(forum)
  for (const [epost, side] of [['liv.sand@fjordglott.example', 'private-owner'], ['ulla.holm@hogskole.example', 'university'], ['frida.aas@forbund.example', 'association']] as const) {
    await stine.visit(`${forum}/medlemmer`)
    await stine.send({ epost, side, stemmerett: 'ja', fra: '1.1.2019' })
  }
  await stine.visit('/runder/ny')
  await stine.send({ tittel: 'Regional ordning for prøvefylket', ordning: 'regional-2019', aar: '2019', apner: '4.3.2019', frist: '1.4.2019', rapport: '1.9.2020', skjema: 'Behovsmelding 2019–2020', forum: 'Samarbeidsforum 2019', informasjon: 'Barnehagen melder behov.' })
  round = here(stine)
  await stine.send({ trinn: 'announce' })

  const solstrala = await site().world.org('Solstråla barnehage')
  const siri = await at('siri', round)
  await siri.press('Meld behov')
  report = here(siri)
  started(report)
  await siri.visit(`${report}/del/applicant`)
  await siri.send({ 'q.title': 'Uteliv for alle', 'q.scope': 'kindergarten', 'q.kindergartens': solstrala })
  await siri.send({ 'q.themes': 'pedagogical-work', 'q.need': 'Personalet vil bruke nærmiljøet mer.', 'q.challenge': '2' })
  await siri.send({ [`q.staff.${solstrala}.head.employed`]: '1', [`q.staff.${solstrala}.head.takes-part`]: '1', 'q.declaration': 'yes' })
  expect(here(siri), await siri.words()).toBe(report)
  await signAndSend(siri, '1.3.2019')
  expect(here(siri)).toBe(`${report}/kvittering`)
  for (const part of ['Siri Solheim', 'Peder Lunde', 'Olav Rud']) expect(await siri.words()).toContain(part)
}, 120_000)

test('2019: a working group reads it, the forum proposes an amount nobody was asked for, and it is decided', async () => {
  started(report)
  site().goTo('2019-04-02T09:00:00Z')
  const stine = await at('stine', round)
  await readByGroup(stine, 'Arbeidsgruppe for uteliv')

  await agreeInForum(stine, { on: '2.4.2019', proposal: { utfall: 'grant', 'belop-2019-owner': '50 000', begrunnelse: 'Godt vist behov.' } })
  const decision = await decide(stine, { round, title: 'Uteliv for alle', years: [2019] })
  const siri = await at('siri', decision)
  expect(await plain(siri)).toContain('50 000')
  expect(await site().world.asOwner('select year, actor, ore::text from scheme.granted_amount where decision_id = $1', [idOf(decision)])).toEqual([{ year: 2019, actor: 'owner', ore: '5000000' }])
}, 120_000)

test('2020: the kindergarten goes on with the work of 2019, for itself, in a network that is only a name', async () => {
  started(report)
  const [solstrala, earlier] = [await site().world.org('Solstråla barnehage'), idOf(report)]
  site().goTo('2020-01-13T09:00:00Z')
  const stine = await at('stine', '/runder/ny')
  await stine.send({ tittel: 'Regional ordning 2020 for prøvefylket', ordning: 'regional-2020', aar: '2020', apner: '13.1.2020', frist: '14.2.2020', rapport: '1.9.2021', skjema: 'Behovsmelding 2020–2021', forum: 'Samarbeidsforum 2019', informasjon: 'Hver barnehage melder behov for seg.' })
  round = here(stine)
  await stine.send({ trinn: 'announce' })

  const siri = await at('siri', round)
  await siri.press('Meld behov')
  report = here(siri)
  started(report)
  expect(await siri.page.locator(`main a[href="${report}/deltakere"]`).count(), 'nobody is asked in where each reports for itself').toBe(0)
  await siri.visit(`${report}/slag`)
  await siri.send({ slag: 'continuation', bygger: 'Uteliv for alle' })
  await siri.visit(`${report}/del/applicant`)
  expect(await siri.typed('q.title')).toBe('Uteliv for alle')
  await siri.send({ 'q.in-network': 'yes', 'q.network-name': 'Uteskolen i fjorden', 'q.network-contact': 'Siri Solheim' })
  await siri.send({ 'q.what-changed': 'Vi er ute hver dag nå.' })
  await siri.send({ [`q.staff.${solstrala}.head.employed`]: '1', [`q.staff.${solstrala}.head.takes-part`]: '1', 'q.declaration': 'yes' })
  expect(here(siri), await siri.words()).toBe(report)
  await signAndSend(siri, '10.1.2020')
  for (const part of ['Vi er ute hver dag nå.', 'Uteskolen i fjorden', 'Olav Rud']) expect(await siri.words()).toContain(part)
  expect(await site().world.asOwner('select kind, builds_on, network_name from scheme.report where id = $1', [idOf(report)])).toEqual([{ kind: 'continuation', builds_on: earlier, network_name: 'Uteskolen i fjorden' }])
}, 120_000)

test('2020: it is read, agreed on and decided', async () => {
  started(report)
  site().goTo('2020-02-17T09:00:00Z')
  const stine = await at('stine', round)
  await readByGroup(stine, 'Arbeidsgruppe for uteliv')
  await agreeInForum(stine, { on: '17.2.2020', proposal: { utfall: 'grant', 'belop-2020-owner': '40 000', begrunnelse: 'Arbeidet går videre.' } })
  const decision = await decide(stine, { round, title: 'Uteliv for alle', years: [2020] })
  const siri = await at('siri', decision)
  expect(await plain(siri)).toContain('40 000')
}, 120_000)

test('2020: it is paid to the kindergarten, and the head tells what came of it, and whom they worked with', async () => {
  started(report)
  const solstrala = await site().world.org('Solstråla barnehage')
  site().goTo('2020-05-04T09:00:00Z')
  const payer = await at('stine', '/okonomi/utbetalinger?til=4.5.2020')
  await payer.page.locator('main form[action="/okonomi/utbetalinger"][method=post] button').click()
  const arve = await at('arve', here(payer))
  await pressAt(arve, '/godkjenning')
  await payer.visit(here(arve))
  await payer.send({ dato: '4.5.2020' })
  expect(await site().world.asOwner('select actor, paid::text from scheme.money_line where report_id = $1', [idOf(report)])).toEqual([{ actor: 'owner', paid: '4000000' }])

  site().goTo('2021-08-20T09:00:00Z')
  const later = await at('siri', '/resultater')
  await later.send({ melding: idOf(report) })
  const result = here(later)
  expect(await later.page.locator('main').textContent(), 'what its years did not ask').not.toMatch(/Partneren|Ikke besvart/)
  await later.visit(`${result}/del/money`)
  await later.send({ 'q.used.2020.owner': '40 000', 'q.any-unused': 'no' })
  await later.send({ [`q.staff.${solstrala}.head.employed`]: '1', [`q.staff.${solstrala}.head.takes-part`]: '1' })
  await later.send({ 'q.activities-done': 'Turer hver uke.', 'q.worked-with': 'Høgskolen i Fjordvik, på to samlinger.', 'q.change-head': 'Vi planlegger ute.', 'q.change-staff': 'Barna leker lenger.', 'q.anchoring': 'På personalmøtene.' })
  await later.send({ 'q.goes-on': 'own' })
  await later.visit(`${result}/kontroll`)
  await pressAt(later, '/innsending')
  expect(here(later), await later.words()).toBe(`${result}/kvittering`)
  const approver = await at('stine', result)
  expect(await approver.words()).toContain('Høgskolen i Fjordvik, på to samlinger.')
  expect(await approver.words(), 'what its years did not ask').not.toMatch(/[Pp]artner|Ikke besvart/)
  await pressAt(approver, '/godkjenning')
  expect(await site().world.asOwner('select used::text from scheme.money_line where report_id = $1', [idOf(report)])).toEqual([{ used: '4000000' }])
}, 120_000)

/** The head asks for signatures and signs with the staff's meeting, then the pedagogical leader and the owner; and it is sent. */
async function signAndSend(siri: Visitor, staffMetOn: string) {
  await siri.visit(`${report}/kontroll`)
  await siri.press('Be om signaturer')
  await siri.visit(`${report}/forankring/personalet`)
  await siri.send({ 'ansatte.head': '1', 'deltok.head': '1', dato: staffMetOn, hvordan: 'På personalmøtet.' })
  await siri.press('Signer')
  for (const [person, role] of [['peder', 'pedagogical-leader'], ['olav', 'owner']] as const) {
    const signer = await at(person, `${report}/forankring`, role)
    await signer.press('Signer')
  }
  await siri.visit(`${report}/kontroll`)
  await siri.send({ bekreft: 'ja' })
}

/** The county governor finds that the criteria are met, and a working group of one reads it. */
async function readByGroup(stine: Visitor, name: string) {
  await stine.send({ trinn: 'review' })
  await stine.visit(`${report}/vurdering`)
  await stine.send({ 'outcome-local-need': 'met', 'outcome-collective': 'met', 'outcome-anchored': 'met' })
  await stine.visit(`${round}/vurdering/grupper`)
  await stine.send({ name })
  await stine.send({ chosen: 'Frida Aas' })
  await stine.send({ each: '1' })
  const frida = await at('frida', `${report}/vurdering`)
  await frida.send({ 'points-need': '3', 'reason-need': 'Godt vist.', 'points-whole-staff': '3', 'reason-whole-staff': 'Alle er med.', 'points-quality': '3', 'reason-quality': 'Klart.', 'points-returns': '2', 'reason-returns': 'Noe.' })
}

/** The forum of 2019 meets about the report, and all who came agree to the proposal. */
async function agreeInForum(stine: Visitor, { on, proposal }: { readonly on: string; readonly proposal: Readonly<Record<string, string>> }) {
  await stine.visit('/forum')
  await stine.follow('Samarbeidsforum 2019')
  const forum = here(stine)
  const { meeting, item } = await openMeeting(stine, { round, report, forum, on, proposal })
  const members = await Promise.all((['liv', 'ulla', 'frida'] as const).map((person) => at(person, meeting)))
  for (const one of members) await attend(one, { round, forum, meeting })
  await stine.visit(item)
  await stine.send({ trinn: 'agree' })
  await closeMeeting(stine, members, meeting)
}
