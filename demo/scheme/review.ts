import { addDays, osloDate, yearOf } from '../../src/kernel/dates.ts'
import { loadScheme } from '../../src/slices/scheme/schemes/store.ts'
import { at, formVersion, governor, insertSent, type DemoWorld, type SentReport } from './granted.ts'

/** A round that is being assessed: one report read by two, one that waits for an answer from the applicant, one nobody has looked at. Everything in it is invented. */
export async function loadDemoReview(world: DemoWorld, forumId: string, now: Date): Promise<void> {
  const { tx, org, person } = world
  const today = osloDate(now)
  const [opens, closes, year] = [addDays(today, -60), addDays(today, -12), yearOf(today)]
  const scheme = await loadScheme(tx, 'collective-2026')
  if (!scheme) return
  const version = await formVersion(tx, 'need-2026')
  const { id } = await tx
    .insertInto('scheme.round')
    .values({ region_id: 'oslo-viken', manager_id: org(governor), forum_id: forumId, scheme_code: scheme.code, form_version_id: version, title: `Kollektiv kompetanseutvikling ${year}, ekstra runde`, kindergarten_year: year, stage: 'in-review', opens_at: at(opens), closes_at: at(closes), report_closes_at: at(`${year + 2}-01-16`), information: 'En ekstra runde for tiltak som kan begynne etter nyttår. Alt i runden er oppdiktet.' })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('scheme.round_step').values([['announce', opens], ['review', addDays(closes, 1)]].map(([kind = '', day = '']) => ({ round_id: id, kind, at: at(day), who: 'Stine Berg' }))).execute()
  const [read, asked] = [await sent(0), await sent(1), await sent(2)]
  const considered = (reportId: string, outcomes: readonly string[]) =>
    tx.insertInto('scheme.eligibility').values(scheme.eligibility.map(({ code }, index) => ({ report_id: reportId, criterion_code: code, outcome: outcomes[index] ?? 'met', note: '', at: day(-9), by_name: 'Stine Berg', by_person: person('stine').personId }))).execute()
  await considered(read, [])
  await considered(asked, ['met', 'must-be-clarified'])
  await tx.insertInto('scheme.clarification').values({ report_id: asked, question: 'Hvem i personalet er med på samlingene, og hvordan får de andre del i det dere lærer?', asked_at: day(-9), asked_by_name: 'Stine Berg' }).execute()
  for (const reportId of [read, asked]) await tx.insertInto('scheme.assignment').values({ report_id: reportId, person_id: person('frida').personId, org_id: org(union), assigned_at: day(-10), assigned_by_name: 'Stine Berg' }).execute()
  await tx.insertInto('scheme.assignment').values({ report_id: read, person_id: person('arve').personId, org_id: org(governor), assigned_at: day(-10), assigned_by_name: 'Stine Berg' }).execute()
  for (const [who, orgName, points] of [['frida', union, [4, 3, 3, 2]], ['arve', governor, [3, 3, 4, 2]]] as const) {
    const scores = scheme.priority.map(({ code, weight }, index) => ({ code, weight: weight ?? 0, points: points[index] ?? 3, reason: reasons[index] ?? '' }))
    const total = scores.reduce((sum, one) => sum + one.weight, 0)
    await tx
      .insertInto('scheme.review_delivery')
      .values({ report_id: read, person_id: person(who).personId, person_name: person(who).name, org_name: orgName, criteria_number: 0, submission_number: 1, scores: JSON.stringify(scores.map(({ code, points: given, reason }) => ({ code, points: given, reason }))), points: String((scores.reduce((sum, one) => sum + one.points * one.weight, 0) / (4 * total)) * 100), delivered_at: day(-3) })
      .execute()
  }

  function day(from: number): Date {
    return new Date(at(addDays(today, from)).getTime() + 10 * 3_600_000)
  }
  async function sent(index: number): Promise<string> {
    const report = reports(year)[index]
    if (!report) throw new Error('No such report in the round that is assessed')
    return (await insertSent(world, { scheme: 'collective-2026', form: 'need-2026', title: '', year, opens, closes, id, formVersionId: version }, report)).id
  }
}

const union = 'Barnehageansattes forbund (oppdiktet)'
const college = 'Høgskolen i Fjordvik'
const reasons = ['Behovet er beskrevet av personalet selv.', 'Alle grupper er med.', 'Mål og arbeidsmåte henger sammen.', 'Kunne sagt mer om hva andre barnehager får igjen.']

const reports = (year: number): readonly SentReport[] => [
  { lead: 'Fjordvik kommune', kindergartens: ['Lia barnehage', 'Åsen barnehage'], partner: college, title: 'Ro i overgangene', themes: ['inclusion'], need: 'I garderoben og rundt måltidene går det fort, og noen barn mister taket. Personalet ser det ulikt.', goals: 'De voksne har en felles måte å lede overganger på, og barna vet hva som skjer.', money: [[year, 'owner', 160_000], [year, 'university', 140_000]] },
  { lead: 'Stiftelsen Fjordgløtt', kindergartens: ['Fjordgløtt barnehage'], partner: college, title: 'Samtaler med de yngste', themes: ['language'], need: 'Vi snakker mest med barn som snakker mye.', goals: 'Alle barn er i samtale med en voksen hver dag.', money: [[year, 'owner', 60_000], [year, 'university', 55_000]] },
  { lead: 'Foreldrelaget Bråtet', kindergartens: ['Bråtet foreldrebarnehage'], partner: college, title: 'Mangfald på små flater', themes: ['values'], need: 'Vi er få vaksne, og ser at heimane er meir ulike enn før.', goals: 'Alle familiar kjenner seg att i barnehagen.', money: [[year, 'owner', 45_000], [year, 'university', 40_000]] },
]
