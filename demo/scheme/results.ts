import type { Tx } from '../../src/platform/db.ts'
import { referenceOf } from '../../src/slices/scheme/results/rules.ts'
import { answersTo, at, definitionOf, formVersion, governor, insertReport, insertRound, staffOf, type DemoReport, type DemoRound, type DemoWorld, type InsertedReport } from './granted.ts'

const round: DemoRound = {
  scheme: 'local-2021', form: 'need-2021', title: 'Lokal kompetanseutvikling 2025', year: 2025, opens: '2024-11-15', closes: '2025-02-02', results: '2026-01-16', published: '2025-04-28', stage: 'in-follow-up',
  information: 'Eieren melder behov sammen med et universitet eller en høgskole. Tiltak kan vare i inntil tre år. Alt i denne runden er oppdiktet.',
}
const college = 'Høgskolen i Fjordvik'

/** Grants for several years, and what has been reported of them: one report approved, one that waits, one sent back, one that never came. */
export async function loadDemoResults(world: DemoWorld): Promise<void> {
  const inserted = await insertRound(world, round)
  const made: (DemoReport & InsertedReport)[] = []
  for (const report of reports) made.push({ ...report, ...(await insertReport(world, { ...round, ...inserted }, report)) })
  await payAll(world, made)
  for (const [at, told] of stories.entries()) {
    const report = made[at]
    if (report && told) await insertResult(world, report, told)
  }
}

const reports: readonly DemoReport[] = [
  { lead: 'Fjordvik kommune', kindergartens: ['Solstråla barnehage', 'Bølgen barnehage', 'Lia barnehage', 'Åsen barnehage'], partner: college, title: 'Inkluderende lekemiljø', themes: ['inclusion'], need: 'Noen barn står utenfor leken, og personalet ser det ikke alltid.', goals: 'Alle barn har en plass i leken. De voksne leker med og leder leken når det trengs.', outcome: 'grant', reason: 'Et tydelig lokalt behov, og hele personalet er med.', money: [[2025, 'owner', 300_000], [2025, 'university', 250_000], [2026, 'owner', 300_000], [2026, 'university', 250_000], [2027, 'owner', 150_000], [2027, 'university', 100_000]] },
  { lead: 'Eventyrkjeden', kindergartens: ['Trollstua barnehage', 'Prinsessehaugen barnehage', 'Nisseskogen barnehage', 'Draken barnehage'], partner: college, title: 'Lesing som felles praksis', themes: ['language'], need: 'Vi leser mye for noen barn og lite for andre.', goals: 'Alle barn blir lest for hver dag, og det de leser om, kommer igjen i leken.', outcome: 'part', reason: 'Tiltaket får tilskudd i to av tre år.', money: [[2025, 'owner', 200_000], [2025, 'university', 180_000], [2025, 'coordinator', 40_000], [2026, 'owner', 200_000], [2026, 'university', 180_000]] },
  { lead: 'Stiftelsen Fjordgløtt', kindergartens: ['Fjordgløtt barnehage'], partner: college, title: 'Naturen som lekerom', themes: ['pedagogical-work'], need: 'Vi vil bruke fjæra mer, men er usikre på hvordan.', goals: 'Hele personalet bruker nærmiljøet i det pedagogiske arbeidet.', outcome: 'grant', reason: 'Godt forankret i hele personalet.', money: [[2025, 'owner', 70_000], [2025, 'university', 60_000]] },
  { lead: 'Foreldrelaget Bråtet', kindergartens: ['Bråtet foreldrebarnehage'], partner: college, title: 'Leik på tvers av alder', themes: ['values'], need: 'Dei yngste og dei eldste leikar kvar for seg.', goals: 'Dei vaksne legg til rette for leik på tvers av alder.', outcome: 'grant', reason: 'Liten barnehage med tydeleg behov.', money: [[2025, 'owner', 45_000], [2025, 'university', 40_000]] },
]

/** What is told of 2025. `unused`: kroner of the owner's part. */
type Told = { readonly state: 'approved' | 'sent' | 'changes-requested'; readonly unused: number; readonly out?: string; readonly sent: string; readonly who: string }
const stories: readonly (Told | undefined)[] = [
  { state: 'approved', unused: 25_500, sent: '2026-01-12', who: 'Olav Rud' },
  { state: 'sent', unused: 0, out: 'Draken barnehage', sent: '2026-01-14', who: 'Eva Brekke' },
  { state: 'changes-requested', unused: 10_000, sent: '2026-01-15', who: 'Liv Sand' },
  undefined,
]

async function insertResult({ tx, org }: DemoWorld, report: DemoReport & InsertedReport, told: Told): Promise<void> {
  const code = 'result-2021'
  const definition = definitionOf(code)
  const year = 2025
  const granted = report.money.filter(([one]) => one === year).map(([, actor, kroner]) => ({ actor, granted: kroner * 100, unused: actor === 'owner' ? told.unused * 100 : 0 }))
  const took = report.kindergartens.filter((name) => name !== told.out)
  const staff = took.flatMap((name) => staffOf(name).map((row) => ({ kindergarten: org(name), ...row, takesPart: row.group === 'assistant' ? Math.max(0, row.takesPart - 1) : row.takesPart })))
  const sent = new Date(at(told.sent).getTime() + 10 * 3_600_000)
  const facts = {
    title: report.title, granted: granted.map((one) => ({ year, actor: one.actor, ore: one.granted })), used: granted.map((one) => ({ year, actor: one.actor, ore: one.granted - one.unused })), unused: granted.filter((one) => one.unused > 0).map((one) => ({ year, actor: one.actor, ore: one.unused })),
    'unused-why': told.unused > 0 ? 'En samling ble flyttet til året etter. Vi ønsker å overføre pengene.' : undefined, kindergartens: took.map(org).toSorted(), 'fell-out': told.out ? `${told.out} fikk ny styrer i august og måtte vente et år.` : undefined, staff,
    'activities-done': 'Fire samlinger for hele personalet, arbeid på avdelingene mellom samlingene, og to runder med veiledning fra høgskolen.', 'change-head': 'Personalet snakker mer om egen praksis, og møtene handler om det vi prøver ut.', 'change-staff': 'Vi er tryggere på å gå inn i leken, og vi ser flere barn.',
    anchoring: 'Eier, styrere og pedagogiske ledere møttes hvert halvår. Tillitsvalgte var med fra starten.', 'change-partner': 'Barnehagene spør mer og bestiller mindre. De tar med egne eksempler til samlingene.', 'partner-effect': 'Eksemplene brukes i undervisningen om lekemiljø, og to studenter har skrevet om tiltaket.', 'goes-on': ['own'],
  }
  const answers = { ...(JSON.parse(answersTo(definition, facts)) as Record<string, unknown>), 'any-unused': [told.unused > 0 ? 'yes' : 'no'] }
  const number = (await tx.selectFrom('scheme.result').select((eb) => eb.fn.countAll<number>().as('n')).executeTakeFirstOrThrow()).n + 1
  const version = await formVersion(tx, code)
  const { id } = await tx
    .insertInto('scheme.result')
    .values({ region_id: 'oslo-viken', report_id: report.id, year, form_version_id: version, state: told.state, reference: referenceOf(2026, 9000 + number), begun_at: at('2026-01-05'), begun_by_name: told.who, sent_at: sent, ...(told.state === 'approved' ? { approved_at: at('2026-02-03'), approved_by_name: 'Stine Berg' } : {}) })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('scheme.result_draft').values({ result_id: id, answers: JSON.stringify(answers), changed_at: sent, changed_by_name: told.who }).execute()
  await tx.insertInto('scheme.result_submission').values({ result_id: id, number: 1, form_version_id: version, answers: JSON.stringify(answers), sent_at: sent, sent_by_name: told.who, sent_by_role: 'owner', sha256: '0'.repeat(64) }).execute()
  await tx.insertInto('scheme.result_amount').values(granted.map((one) => ({ result_id: id, actor: one.actor, granted: one.granted, used: one.granted - one.unused, unused: one.unused }))).execute()
  await tx.insertInto('scheme.result_kindergarten').values(report.kindergartens.map((name) => ({ result_id: id, kindergarten_id: org(name), took_part: name !== told.out }))).execute()
  await tx.insertInto('scheme.result_staff').values(staff.map((row) => ({ result_id: id, kindergarten_id: row.kindergarten, staff_group: row.group, employed: row.employed, took_part: row.takesPart }))).execute()
  const asked = { what: 'Si hvor mange assistenter som deltok, og hvorfor ikke alle var med.', why: 'Ordningen er for hele personalet, og rapporten sier ikke hva som hindret noen.' }
  if (told.state === 'changes-requested') await tx.insertInto('scheme.result_request').values({ result_id: id, submission: 1, ...asked, at: at('2026-02-02'), by_name: 'Stine Berg' }).execute()
  const events = [['scheme.result-begun', at('2026-01-05'), told.who, 'owner'], ['scheme.result-sent', sent, told.who, 'owner'], ...(told.state === 'sent' ? [] : [[`scheme.result-${told.state}`, at('2026-02-03'), 'Stine Berg', 'county-governor']])] as const
  await tx.insertInto('audit.event').values(events.map(([kind, when, who, role]) => ({ at: when as Date, kind: kind as string, about_kind: 'result', about_id: id, reader_org_ids: [org(report.lead), org(college), org(governor)], visibility: 'shared', role: role as string, who: who as string, data: '{}' }))).execute()
  if (told.state === 'approved') await settleApproved(tx, report, granted)
}

/** Everything granted for 2025 to 2027 is in the ledger; 2025 is paid, and most of 2026. */
async function payAll({ tx, org }: DemoWorld, made: readonly (DemoReport & InsertedReport)[]): Promise<void> {
  const lines = made.flatMap((report) => report.money.map(([year, actor, kroner]) => ({ report, year, actor, ore: kroner * 100, recipient: actor === 'university' ? college : report.lead })))
  for (const year of [...new Set(lines.map((line) => line.year))].toSorted()) {
    const mine = lines.filter((line) => line.year === year)
    const there = await tx.selectFrom('scheme.money_account').select(['id', 'frame']).where('manager_id', '=', org(governor)).where('county', '=', '99').where('year', '=', year).executeTakeFirst()
    const account = there?.id ?? (await tx.insertInto('scheme.money_account').values({ manager_id: org(governor), county: '99', year }).returning('id').executeTakeFirstOrThrow()).id
    const entry = { account_id: account, on_day: '2025-05-02', at: at('2025-05-02'), by_name: 'Stine Berg' }
    if (!there || there.frame === null) await tx.insertInto('scheme.money_entry').values({ ...entry, kind: 'frame-set', ore: 300_000_000 }).execute()
    for (const { report, actor, ore, recipient } of mine) {
      const line = await tx.insertInto('scheme.money_line').values({ account_id: account, report_id: report.id, year, actor, recipient_id: org(recipient), reference: report.reference, title: report.title }).returning('id').executeTakeFirstOrThrow()
      await tx.insertInto('scheme.money_entry').values({ ...entry, line_id: line.id, kind: year === 2025 ? 'decided' : 'bound', ore, decision_id: report.decisionId }).execute()
      // What the municipality has for 2026 was to be paid this autumn, and is in the payment that waits: see money.ts.
      const paid = year === 2025 ? '2025-06-10' : year === 2026 && report.lead !== 'Fjordvik kommune' ? '2026-06-10' : undefined
      if (paid) await tx.insertInto('scheme.money_entry').values({ ...entry, line_id: line.id, kind: 'paid', ore, on_day: paid, at: at(paid) }).execute()
      else await tx.insertInto('scheme.money_instalment').values({ line_id: line.id, due_on: year === 2026 ? '2026-11-01' : `${year}-06-01`, ore }).execute()
    }
  }
}

async function settleApproved(tx: Tx, report: InsertedReport, granted: readonly { readonly actor: string; readonly granted: number; readonly unused: number }[]): Promise<void> {
  for (const one of granted) {
    const line = await tx.selectFrom('scheme.money_line').select(['id', 'account_id']).where('report_id', '=', report.id).where('year', '=', 2025).where('actor', '=', one.actor).executeTakeFirstOrThrow()
    const entry = { account_id: line.account_id, line_id: line.id, on_day: '2026-02-03', at: at('2026-02-03'), by_name: 'Stine Berg', reason: report.reference }
    await tx.insertInto('scheme.money_entry').values({ ...entry, kind: 'used', ore: one.granted - one.unused }).execute()
    if (one.unused > 0) await tx.insertInto('scheme.money_entry').values({ ...entry, kind: 'unused', ore: one.unused }).execute()
  }
}
