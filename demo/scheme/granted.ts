import { sql } from 'kysely'
import { startOfDayOslo, type LocalDate } from '../../src/kernel/dates.ts'
import type { Tx } from '../../src/platform/db.ts'
import { carrier, type CoreName, type FormDefinition } from '../../src/slices/scheme/forms/definition.ts'
import { shippedForms } from '../../src/slices/scheme/forms/shipped/index.ts'
import { referenceOf } from '../../src/slices/scheme/reports/rules.ts'
import { staffGroups, type MoneyActor } from '../../src/slices/scheme/schemes/rules.ts'
import type { DemoMember } from '../load.ts'
import { invented } from '../world.ts'

export type DemoWorld = { readonly tx: Tx; readonly org: (name: string) => string; readonly person: (id: string) => DemoMember }
export const governor = 'Statsforvalteren (oppdiktet)'

export const demoWorld = (tx: Tx, orgs: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>): DemoWorld => ({ tx, org: (name) => orgs.get(name) ?? missing(name), person: (id) => people.get(id) ?? missing(id) })

export const at = (day: string): Date => startOfDayOslo(day as LocalDate)

export type DemoRound = { readonly scheme: string; readonly form: string; readonly title: string; readonly year: number; readonly opens: string; readonly closes: string; readonly results: string; readonly published: string; readonly stage: 'in-follow-up' | 'ended'; readonly information: string }

/** A round of an earlier year, at its end: announced, closed and decided long ago. */
export async function insertRound({ tx, org }: DemoWorld, round: DemoRound): Promise<{ readonly id: string; readonly formVersionId: string }> {
  const version = await formVersion(tx, round.form)
  const { id } = await tx
    .insertInto('scheme.round')
    .values({ region_id: 'oslo-viken', manager_id: org(governor), scheme_code: round.scheme, form_version_id: version, title: round.title, kindergarten_year: round.year, stage: round.stage, opens_at: at(round.opens), closes_at: at(round.closes), report_closes_at: at(round.results), information: round.information })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('scheme.round_step').values([['announce', round.opens], ['review', round.closes], ['forum', round.closes], ['decide', round.published], ['follow-up', round.published]].map(([kind = '', day = '']) => ({ round_id: id, kind, at: at(day), who: 'Stine Berg' }))).execute()
  return { id, formVersionId: version }
}

export const formVersion = async (tx: Tx, code: string): Promise<string> =>
  (await tx.selectFrom('scheme.form_version as v').innerJoin('scheme.form as f', 'f.id', 'v.form_id').select('v.id').where('f.code', '=', code).orderBy('v.number', 'desc').executeTakeFirstOrThrow()).id

export const definitionOf = (code: string): FormDefinition => shippedForms.find((form) => form.code === code)?.definition ?? missing(code)

/** Answers by what they mean; a form that does not ask gets none. */
export const answersTo = (definition: FormDefinition, facts: Readonly<Partial<Record<CoreName, unknown>>>): string =>
  JSON.stringify(Object.fromEntries(Object.entries(facts).flatMap(([core, answer]) => { const question = carrier(definition, core as CoreName); return question && answer !== undefined ? [[question.key, answer]] : [] })))

export type DemoReport = {
  readonly lead: string
  readonly network?: string
  readonly kindergartens: readonly string[]
  readonly partner?: string
  readonly title: string
  readonly themes: readonly string[]
  readonly need: string
  readonly goals: string
  readonly outcome: 'grant' | 'part' | 'decline'
  readonly reason: string
  /** Kroner, by year and who is to have it. */
  readonly money: readonly (readonly [year: number, actor: MoneyActor, kroner: number])[]
}

/** What the applicant writes of it. */
export type SentReport = Omit<DemoReport, 'outcome' | 'reason'>
type SentRound = Omit<DemoRound, 'results' | 'published' | 'stage' | 'information'> & { readonly id: string; readonly formVersionId: string }
export type InsertedReport = { readonly id: string; readonly reference: string; readonly decisionId: string }

/** A report that was sent five days before the deadline. */
export async function insertSent(world: DemoWorld, round: SentRound, report: SentReport): Promise<Omit<InsertedReport, 'decisionId'>> {
  const { tx, org } = world
  const number = (await sql<{ n: number }>`select nextval('scheme.report_number') as n`.execute(tx)).rows[0]?.n ?? 0
  const reference = referenceOf(Number(round.closes.slice(0, 4)), number)
  const sent = new Date(at(round.closes).getTime() - 5 * 86_400_000)
  const strand = round.scheme === 'collective-2026' ? 'collective' : 'regional'
  const owner = report.lead
  const { id } = await tx
    .insertInto('scheme.report')
    .values({ region_id: 'oslo-viken', round_id: round.id, start_key: crypto.randomUUID(), reference, form_version_id: round.formVersionId, lead_id: org(owner), strand, network_name: report.network ?? null, state: 'submitted', submitted_at: sent, begun_at: at(round.opens), begun_by_name: 'Oppdiktet person' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const parties = [['lead', owner], ...report.kindergartens.map((name) => ['kindergarten', name]), ...(report.partner ? [['partner', report.partner]] : [])]
  await tx.insertInto('scheme.report_party').values(parties.map(([part = '', name = '']) => ({ report_id: id, org_id: org(name), part, state: 'accepted', answered_at: sent }))).execute()
  const staff = report.kindergartens.flatMap((name) => staffOf(name).map((row) => ({ kindergarten: org(name), ...row })))
  const facts = {
    title: report.title, themes: report.themes, need: report.need, goals: report.goals, signs: 'De voksne er nær, og barna får leke ferdig.', kindergartens: report.kindergartens.map(org).toSorted(), scope: [report.network ? 'network' : 'kindergarten'], 'network-name': report.network,
    staff: staff.map(({ kindergarten, group, employed, takesPart }) => ({ kindergarten, group, employed, takesPart })), duration: [String(new Set(report.money.map(([year]) => year)).size)], partner: report.partner && org(report.partner), challenge: ['3'], declaration: true,
    amounts: report.money.map(([year, actor, kroner]) => ({ year, actor, ore: kroner * 100 })), activities: 'Fire samlinger for hele personalet, arbeid i egen barnehage mellom samlingene, og veiledning fra høgskolen.',
  }
  await tx.insertInto('scheme.submission').values({ report_id: id, number: 1, form_version_id: round.formVersionId, answers: answersTo(definitionOf(round.form), facts), sent_at: sent, sent_by_name: 'Oppdiktet person', sent_by_role: 'owner', sha256: '0'.repeat(64) }).execute()
  const privately = report.kindergartens.filter((name) => invented.find((unit) => unit.name === name)?.ownership === 'private').length
  await tx
    .insertInto('scheme.report_fact')
    .values({
      report_id: id, title: report.title, themes: [...report.themes], need: report.need, goals: report.goals, partner_id: report.partner ? org(report.partner) : null, duration: Math.max(1, new Set(report.money.map(([year]) => year)).size), kindergartens: report.kindergartens.length, challenge: 3,
      ownership: privately === 0 ? 'municipal' : privately === report.kindergartens.length ? 'private' : 'mixed', staff: staff.reduce((sum, row) => sum + row.employed, 0), taking_part: staff.reduce((sum, row) => sum + row.takesPart, 0),
    })
    .execute()
  if (staff.length > 0) await tx.insertInto('scheme.report_staff').values(staff.map((row) => ({ report_id: id, kindergarten_id: row.kindergarten, staff_group: row.group, employed: row.employed, takes_part: row.takesPart }))).execute()
  if (report.money.length > 0) await tx.insertInto('scheme.report_amount').values(report.money.map(([year, actor, kroner]) => ({ report_id: id, year, actor, ore: kroner * 100 }))).execute()
  return { id, reference }
}

/** A report that was sent, with its decision, approved by a second person and published. */
export async function insertReport(world: DemoWorld, round: DemoRound & { readonly id: string; readonly formVersionId: string }, report: DemoReport): Promise<InsertedReport> {
  const { tx, org, person } = world
  const owner = report.lead
  const { id, reference } = await insertSent(world, round, report)
  const published = at(round.published)
  const [stine, arve] = [person('stine'), person('arve')]
  await tx.insertInto('scheme.recommendation').values({ report_id: id, outcome: report.outcome, reached_by: 'agreement', reason: report.reason, at: published, by_name: stine.name }).execute()
  const decision = await tx
    .insertInto('scheme.decision')
    .values({ report_id: id, number: 1, outcome: report.outcome, reason: report.reason, prepared_by: stine.personId, prepared_by_name: stine.name, prepared_at: published, approved_by: arve.personId, approved_by_name: arve.name, approved_at: published, published_at: published })
    .returning('id')
    .executeTakeFirstOrThrow()
  if (report.outcome !== 'decline') await tx.insertInto('scheme.granted_amount').values(report.money.map(([year, actor, kroner]) => ({ decision_id: decision.id, year, actor, recipient_id: actor === 'university' && report.partner ? org(report.partner) : org(owner), ore: kroner * 100 }))).execute()
  return { id, reference, decisionId: decision.id }
}

export type DemoStaff = { readonly group: (typeof staffGroups)[number]; readonly employed: number; readonly takesPart: number }
/** An invented staff that fits the size of the kindergarten. */
export function staffOf(name: string): readonly DemoStaff[] {
  const size = Math.max(1, Math.round((invented.find((unit) => unit.name === name)?.capacity ?? 20) / 18))
  const many = { head: 1, 'pedagogical-leader': size, 'kindergarten-teacher': Math.ceil(size / 2), 'skilled-worker': size, assistant: size + 1, other: 1 } as const
  return staffGroups.map((group) => ({ group, employed: many[group], takesPart: group === 'other' ? 0 : many[group] }))
}

function missing(name: string): never {
  throw new Error(`The demonstration world names ${name}, which it does not have`)
}
