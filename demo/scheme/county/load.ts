import { createHash } from 'node:crypto'
import { instantOslo, localDate, type LocalDate } from '../../../src/kernel/dates.ts'
import type { Tx } from '../../../src/platform/db.ts'
import { staffGroups } from '../../../src/slices/scheme/schemes/rules.ts'
import { withContext, type Answer, type Answers } from '../../../src/slices/scheme/forms/answers.ts'
import { carrier, type CoreName, type FormDefinition } from '../../../src/slices/scheme/forms/definition.ts'
import { coreOf } from '../../../src/slices/scheme/forms/core.ts'
import { loadFormDefinition } from '../../../src/slices/scheme/forms/store.ts'
import { positionOf } from '../../positions.ts'
import { synthetic } from '../../world.ts'
import { planCounty, type County, type CountySize, type PlannedKindergarten, type PlannedOwner, type PlannedReport } from './plan.ts'

export type CountyRound = { readonly managerId: string; readonly forumId: string; readonly title: string; readonly year: number; readonly opens: LocalDate; readonly closes: LocalDate; readonly stage: 'announced' | 'in-review' | 'in-forum'; /** Whether the reports have been sent, or are drafts that wait for the evening of the deadline. */ readonly sent: boolean }
export type LoadedCounty = { readonly roundId: string; readonly reports: number; readonly kindergartens: number }

/** Two counties in one database have numbers of their own: organisations from the synthetic series, municipalities from where no real number is. */
const numbersOf = (size: CountySize) => (size.reports < 100 ? { organisations: 50_000, municipalities: 9930 } : { organisations: 400_000, municipalities: 9800 })

/** Loads an invented county with a round and its reports; everything in it is marked as fictitious. The same size gives the same county. */
export async function loadCounty(tx: Tx, size: CountySize, round: CountyRound, now: Date): Promise<LoadedCounty> {
  const county = planCounty(size)
  const ids = new Map<object | string, string>()
  const idOf = (one: object | string): string => {
    const known = ids.get(one) ?? crypto.randomUUID()
    ids.set(one, known)
    return known
  }
  const universities = Array.from({ length: size.universities }, (_, at) => `Høgskolen i ${['Trollheimen', 'Eventyrskogen', 'Drakedalen'][at % 3]}${at < 3 ? '' : ` ${at}`} (oppdiktet)`)
  await loadRegister(tx, county, universities, numbersOf(size), idOf, now)
  const form = await tx.selectFrom('scheme.form_version as v').innerJoin('scheme.form as f', 'f.id', 'v.form_id').select('v.id').where('f.code', '=', 'need-2026').executeTakeFirstOrThrow()
  const definition = await loadFormDefinition(tx, form.id)
  if (!definition) throw new Error('The form of 2026 is not there')
  const made = await tx
    .insertInto('scheme.round')
    .values({ region_id: 'oslo-viken', manager_id: round.managerId, forum_id: round.forumId, scheme_code: 'collective-2026', form_version_id: form.id, title: round.title, kindergarten_year: round.year, stage: round.stage === 'announced' ? 'announced' : 'in-review', opens_at: instantOslo(round.opens, '00:00'), closes_at: instantOslo(round.closes, '00:00'), report_closes_at: instantOslo(localDate(`${round.year + 2}-01-16`) ?? round.closes, '00:00'), information: 'En oppdiktet runde, laget for å vise og måle.' })
    .returning('id')
    .executeTakeFirstOrThrow()
  const sentAt = new Date(instantOslo(round.closes, '00:00').getTime() - 36 * 3_600_000)
  await loadReports(tx, county.reports.map((report) => ({ report, roundId: made.id, formVersionId: form.id, definition, year: round.year, partnerId: idOf(universities[report.university] ?? '') })), idOf, round.sent ? sentAt : undefined, now)
  // Last, as it happens: ties between members and reports are looked for when the round comes to the forum.
  if (round.stage === 'in-forum') await tx.updateTable('scheme.round').set({ stage: 'in-forum' }).where('id', '=', made.id).execute()
  return { roundId: made.id, reports: county.reports.length, kindergartens: county.reports.reduce((sum, { kindergartens }) => sum + kindergartens.length, 0) }
}

async function loadRegister(tx: Tx, county: County, universities: readonly string[], first: ReturnType<typeof numbersOf>, idOf: (one: object | string) => string, now: Date): Promise<void> {
  let serial = first.organisations
  // 197 apart, so that no two come to the same number when one without a valid check digit is passed over.
  const number = () => synthetic((serial += 197))
  const org = (id: string, kind: string, name: string, form: string | null) => ({ id, kind, form, name, organisation_number: kind === 'department' ? null : number(), fictitious: true, region_id: 'oslo-viken', created_at: now })
  const owners = county.owners.filter(({ kind }) => kind !== 'municipality')
  await each([
    ...county.places.map(({ name, isDistrict }) => org(idOf(name), 'municipality', name, isDistrict ? 'city-district' : null)),
    ...owners.map((owner) => org(idOf(owner.name), 'owner', owner.name, owner.kind === 'chain' ? 'chain' : 'single')),
    ...universities.map((name) => org(idOf(name), 'university', name, 'university-college')),
    ...county.kindergartens.map((one) => org(idOf(one), 'kindergarten', one.name, null)),
  ], (rows) => tx.insertInto('register.organisation').values(rows).execute())
  await each(county.kindergartens, (rows) =>
    tx.insertInto('register.register_fact').values(rows.map((one) => ({ organisation_id: idOf(one), name: one.name, capacity: one.capacity, ownership: one.owner.kind === 'municipality' ? 'municipal' : 'private', owner_name: one.owner.name, postal_place: county.places[one.place]?.name.replace(/ (kommune )?\(oppdiktet\)/, '') ?? null, ...positionOf(one.name, county.places[one.place]?.name), min_age: 1, max_age: 5, language_form: 'nb', source: 'demo', as_of: '2026-08-01', read_at: now }))).execute())
  const relation = (one: PlannedKindergarten, to: string, kind: string) => ({ from_id: idOf(one), to_id: to, kind, period: '[2019-01-01,)', source: 'demo' })
  await each(county.kindergartens.flatMap((one) => {
    const place = idOf(county.places[one.place]?.name ?? '')
    return [relation(one, idOf(one.owner.name), 'owned-by'), relation(one, place, 'lies-in'), relation(one, place, 'supervised-by')]
  }), (rows) => tx.insertInto('register.relation').values(rows).execute())
  await tx.insertInto('register.municipality_number').values(county.places.map(({ name }, at) => ({ number: String(first.municipalities + at), name, county_number: '99', period: '[2020-01-01,)', organisation_id: idOf(name) }))).execute()
}

type Written = { readonly report: PlannedReport; readonly roundId: string; readonly formVersionId: string; readonly definition: FormDefinition; readonly year: number; readonly partnerId: string }

async function loadReports(tx: Tx, all: readonly Written[], idOf: (one: object | string) => string, sentAt: Date | undefined, now: Date): Promise<void> {
  const leadOf = (owner: PlannedOwner) => idOf(owner.name)
  const answersOf = new Map(all.map((one) => [one, answersFor(one, idOf)]))
  const first = await nextNumbers(tx, sentAt ? all.length : 0)
  await each(all.map((one, at) => ({ id: idOf(one.report), region_id: 'oslo-viken', round_id: one.roundId, start_key: crypto.randomUUID(), reference: sentAt ? `B${one.year}-${String(first + at).padStart(4, '0')}` : null, form_version_id: one.formVersionId, kind: 'new', lead_id: leadOf(one.report.lead), strand: 'collective', state: sentAt ? 'submitted' : 'draft', submitted_at: sentAt ?? null, begun_at: sentAt ?? now, begun_by_name: one.report.lead.name })), (rows) => tx.insertInto('scheme.report').values(rows).execute())
  await each(all.flatMap((one) => [
    { report_id: idOf(one.report), org_id: leadOf(one.report.lead), part: 'lead' },
    { report_id: idOf(one.report), org_id: one.partnerId, part: 'partner' },
    ...one.report.kindergartens.map((kindergarten) => ({ report_id: idOf(one.report), org_id: idOf(kindergarten), part: 'kindergarten' })),
  ]), (rows) => tx.insertInto('scheme.report_party').values(rows.map((row) => ({ ...row, state: 'accepted', answered_at: sentAt ?? now, answered_by_name: 'Oppdiktet' }))).execute())
  await each(all, (rows) => tx.insertInto('scheme.report_draft').values(rows.map((one) => ({ report_id: idOf(one.report), answers: JSON.stringify(answersOf.get(one)), changed_at: sentAt ?? now, changed_by_name: 'Oppdiktet' }))).execute())
  if (!sentAt) return
  const facts = all.map((one) => ({ one, facts: coreOf(one.definition, withContext(answersOf.get(one) ?? {}, { kind: 'new', strand: 'collective', network: false, ownership: 'private', firstYear: one.year })) }))
  await each(facts, (rows) => tx.insertInto('scheme.submission').values(rows.map(({ one }) => ({ report_id: idOf(one.report), number: 1, form_version_id: one.formVersionId, answers: JSON.stringify(answersOf.get(one)), sent_at: sentAt, sent_by_name: 'Oppdiktet', sent_by_role: 'owner', sha256: createHash('sha256').update(JSON.stringify(answersOf.get(one))).digest('hex') }))).execute())
  await each(facts, (rows) => tx.insertInto('scheme.report_fact').values(rows.map(({ one, facts: core }) => ({ report_id: idOf(one.report), title: core.title, themes: [...core.themes], need: core.need, goals: core.goals, partner_id: one.partnerId, duration: one.report.duration, starts_on: core.startsOn ?? null, ownership: one.report.lead.kind === 'municipality' ? 'municipal' : 'private', kindergartens: core.kindergartens.length, staff: sum(core.staff.map(({ employed }) => employed)), taking_part: sum(core.staff.map(({ takesPart }) => takesPart)), challenge: one.report.challenge }))).execute())
  await each(facts.flatMap(({ one, facts: core }) => core.amounts.map(({ year, actor, ore }) => ({ report_id: idOf(one.report), year, actor, ore: String(ore) }))), (rows) => tx.insertInto('scheme.report_amount').values(rows).execute())
  await each(facts.flatMap(({ one, facts: core }) => core.staff.map((row) => ({ report_id: idOf(one.report), kindergarten_id: row.kindergarten, staff_group: row.group, employed: row.employed, takes_part: row.takesPart }))), (rows) => tx.insertInto('scheme.report_staff').values(rows).execute())
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)

async function nextNumbers(tx: Tx, count: number): Promise<number> {
  let first = 0
  for (let at = 0; at < count; at++) {
    const row = await tx.selectNoFrom((eb) => eb.fn<string>('nextval', [eb.val('scheme.report_number')]).as('number')).executeTakeFirstOrThrow()
    if (at === 0) first = Number(row.number)
  }
  return first
}

/** Every question of the form answered, from what is planned. */
function answersFor({ report, definition, year, partnerId }: Written, idOf: (one: object | string) => string): Answers {
  const own: Partial<Record<CoreName, Answer>> = {
    title: report.title,
    need: report.need,
    kindergartens: report.kindergartens.map((one) => idOf(one)).sort(),
    partner: partnerId,
    duration: [String(report.duration)],
    challenge: [String(report.challenge)],
    amounts: Array.from({ length: report.duration }, (_, at) => [
      { year: year + at, actor: 'owner' as const, ore: report.kroner[0] * 100 },
      { year: year + at, actor: 'university' as const, ore: report.kroner[1] * 100 },
    ]).flat(),
    staff: report.kindergartens.flatMap((one) => staffGroups.slice(0, 5).map((group, at) => {
      const employed = at === 0 ? 1 : Math.max(1, Math.round((one.staff - 1) / 4))
      return { kindergarten: idOf(one), group, employed, takesPart: Math.max(1, employed - (one.at % 3 === 0 && at === 4 ? 1 : 0)) }
    })),
  }
  const questions = definition.sections.flatMap((section) => section.questions)
  return Object.fromEntries(
    questions.flatMap((question): [string, Answer][] => {
      const planned = question.core && own[question.core]
      if (planned !== undefined && carrier(definition, question.core ?? 'title') === question) return [[question.key, planned]]
      switch (question.kind) {
        case 'text':
          return [[question.key, 'Personalet arbeider sammen med dette gjennom hele året, på personalmøter og i avdelingene.'.slice(0, question.most)]]
        case 'choice':
          return [[question.key, [question.options[question.core === 'themes' ? report.theme % question.options.length : 0]?.value ?? '']]]
        case 'date':
          return [[question.key, `${year}-08-15`]]
        case 'declaration':
          return [[question.key, true]]
        default:
          return []
      }
    }),
  )
}

/** A thousand rows at a time: a question has room for so many values. */
async function each<Row>(rows: readonly Row[], save: (some: Row[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += 1000) await save(rows.slice(at, at + 1000))
}
