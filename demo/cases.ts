import { osloDate, yearOf, type LocalDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { dueOn, standardFlow, stepOf } from '../src/slices/guidance/flow/index.ts'
import { referenceOf } from '../src/slices/guidance/requests/rules.ts'
import { nextReferenceNumber } from '../src/slices/guidance/requests/store.ts'
import { dayAfter, dayBefore, timeBefore } from './days.ts'
import type { DemoMember } from './load.ts'
import { stories, type Story } from './stories.ts'
import { team } from './world.ts'

type Orgs = ReadonlyMap<string, string>
type People = ReadonlyMap<string, DemoMember>

/** Cases of the invented kindergartens, at different points of the flow chart. Everything in them is invented. */
export async function loadDemoCases(tx: Tx, orgs: Orgs, people: People, needIds: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const version = await tx.selectFrom('guidance.flow_version').select('id').where('team_org_id', '=', need(orgs, team)).where('status', '=', 'published').executeTakeFirstOrThrow()
  for (const story of stories) await loadStory(tx, story, version.id, orgs, people, needIds, now)
}

async function loadStory(tx: Tx, story: Story, versionId: string, orgs: Orgs, people: People, needIds: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const today = osloDate(now)
  const day = (ago: number): Date => timeBefore(today, ago)
  const date = (ago: number): LocalDate => dayBefore(today, ago)
  const id = crypto.randomUUID() as string
  const head = need(people, story.head)
  const adviser = story.adviser === undefined ? undefined : need(people, story.adviser)
  const leader = need(people, 'tone')
  const kindergarten = need(orgs, story.kindergarten)
  const teamId = need(orgs, team)
  const [last] = story.steps.slice(-1)
  const sent = story.steps[0]?.ago
  const step = last && stepOf(standardFlow, last.key)
  const common = {
    id, need_id: story.need === undefined ? null : need(needIds, story.need), region_id: 'oslo-viken', kindergarten_id: kindergarten, team_org_id: teamId, created_by: head.personId, created_by_name: head.name, changed_by_name: head.name, ...story.content, themes: [...(story.content.themes ?? [])], departments: [...(story.content.departments ?? [])], means: [...(story.content.means ?? [])],
  }
  if (!last || !step || sent === undefined) {
    await tx.insertInto('guidance.case').values({ ...common, state: 'draft', created_at: day(2), changed_at: day(1) }).execute()
    return
  }
  const closed = step.kind === 'closed'
  const due = closed ? undefined : dueOn(standardFlow, last.key, { stepEntered: date(last.ago), caseSubmitted: date(sent), planAgreed: undefined })
  const reference = referenceOf(yearOf(date(sent)), await nextReferenceNumber(tx))
  await tx
    .insertInto('guidance.case')
    .values({
      ...common, state: closed ? 'closed' : 'running', reference, flow_version_id: versionId, step_key: last.key, step_kind: step.kind, step_entered_at: day(last.ago), due_on: due ?? null, created_at: day(sent + 1), changed_at: day(last.ago), submitted_at: day(sent), submitted_by_name: head.name, system_level_confirmed: true, closed_at: closed ? day(last.ago) : null, outcome: closed ? (last.code ?? null) : null, summary: closed ? (last.reason ?? null) : null, waiting_reason: step.kind === 'waiting-list' ? (last.reason ?? null) : null,
    })
    .execute()
  const event = (kind: string, at: Date, who: DemoMember, role: string, data: object = {}, visibility = 'shared') =>
    tx.insertInto('audit.event').values({ at, kind: `guidance.${kind}`, about_kind: 'case', about_id: id, reader_org_ids: [kindergarten, teamId], visibility, person_id: who.personId, role, org_id: role === 'head' ? kindergarten : teamId, who: who.name, data: JSON.stringify(data) }).execute()
  await event('requested', day(sent), head, 'head', { reference })
  if (adviser && story.assignedAgo !== undefined) {
    await tx.insertInto('guidance.assignment').values({ case_id: id, membership_id: adviser.membershipIds[0] ?? '', adviser_name: adviser.name, assigned_at: day(story.assignedAgo), assigned_by_name: leader.name }).execute()
    await event('assigned', day(story.assignedAgo), leader, 'team-leader', { adviser: adviser.name })
  }
  for (const [at, entry] of story.steps.entries()) {
    const next = story.steps[at + 1]
    const by = at === 0 ? head : (adviser ?? leader)
    await tx.insertInto('guidance.case_step').values({ case_id: id, step_key: entry.key, entered_at: day(entry.ago), entered_by: by.personId, entered_by_name: by.name, left_at: next ? day(next.ago) : null, reason_code: entry.code ?? null, reason_text: entry.reason ?? null }).execute()
    if (at > 0) await event('moved', day(entry.ago), by, adviser ? 'adviser' : 'team-leader', { from: story.steps[at - 1]?.key ?? '', to: entry.key, code: entry.code ?? null })
  }
  const wrote = (ago: number) => ({ written_at: day(ago), written_by_name: adviser?.name ?? leader.name })
  let sessions = 0
  for (const meeting of (story.meetings ?? []).toSorted((a, b) => b.ago - a.ago)) {
    await tx.insertInto('guidance.meeting').values({ case_id: id, kind: meeting.kind, number: meeting.kind === 'session' ? ++sessions : null, held_on: date(meeting.ago), form: meeting.form ?? null, participants: meeting.participants ?? null, theme: meeting.theme ?? null, agreed: meeting.agreed ?? null, minutes_used: meeting.minutes, ...wrote(meeting.ago) }).execute()
  }
  for (const seen of story.observations ?? []) await tx.insertInto('guidance.observation').values({ case_id: id, department: seen.department, observed_on: date(seen.ago), focus: seen.focus, situations: seen.situations, adult_practice: seen.adultPractice, strengths: seen.strengths, questions: seen.questions, feedback_on: date(seen.ago - 3), ...wrote(seen.ago) }).execute()
  for (const [position, item] of (story.plan ?? []).entries()) {
    await tx.insertInto('guidance.plan_item').values({ case_id: id, position, problem: item.problem, goal: item.goal, sign: item.sign, measure: item.measure, who: item.who, timing: item.timing, evaluate_on: dayAfter(today, item.evaluateIn), ...wrote(story.planAgo ?? 0) }).execute()
  }
  if (story.plan && story.planAgo !== undefined) {
    await tx.insertInto('guidance.plan_agreement').values([{ case_id: id, side: 'team', agreed_at: day(story.planAgo), agreed_by_name: adviser?.name ?? '' }, { case_id: id, side: 'kindergarten', agreed_at: day(story.planAgo), agreed_by_name: head.name }]).execute()
  }
  for (const note of story.notes ?? []) {
    const by = note.by === 'head' ? head : (adviser ?? leader)
    await tx.insertInto('guidance.note').values({ case_id: id, visibility: note.internal ? 'internal' : 'shared', text: note.text, written_at: day(note.ago), written_by: by.personId, written_by_name: by.name }).execute()
    await event('note-written', day(note.ago), by, note.by === 'head' ? 'head' : 'adviser', {}, note.internal ? 'internal' : 'shared')
  }
}

function need<Value>(map: ReadonlyMap<string, Value>, name: string): Value {
  const found = map.get(name)
  if (found === undefined) throw new Error(`The demonstration world has no ${name}`)
  return found
}
