import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Actor } from '../../../kernel/actor.ts'
import { addDays, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { ore, zero } from '../../../kernel/money.ts'
import { brokenConstraint, reading, writing, type system } from '../../../platform/db.ts'
import { actorOf, tries } from '../../../../test/actors.ts'
import { openWorld, type World } from '../../../../test/kit.ts'
import { saveFrame } from './actions.ts'
import { balance, settle } from './ledger.ts'
import { saveChange, savePlan } from './lines/actions.ts'
import { commitAs, decisionIn, governor, reportIn, type Amount } from './money.fixtures.ts'
import * as payments from './payments/actions.ts'
import { adjustable, frameChanges, granted, lineChanges, post, wrongWith, type LineEntry } from './rules.ts'
import { loadLine, loadLinesOfReport, saveEntries } from './store.ts'

let world: World
let stine: Actor
let arve: Actor
beforeAll(async () => {
  world = await openWorld()
  stine = await actorOf(world, 'stine')
  arve = await actorOf(world, 'arve')
})
afterAll(() => world.close())

const frame = (change: (typeof frameChanges)[number], kroner: number, year = 2026, county = '99') => saveFrame(world.deps, stine, { county, year, change, amount: ore(kroner * 100), reason: 'Prøve', once: randomUUID() })
const linesOf = (reportId: string) => reading(world.db, stine, (tx) => loadLinesOfReport(tx, reportId))

describe('a published decision comes into the ledger', () => {
  const chain = 'Eventyrkjeden'
  const college = 'Høgskolen i Fjordvik'
  let report = ''
  beforeEach(async () => {
    report = await reportIn(world, chain)
  })
  test('not before the frame of its first year is put in, and then within it', async () => {
    const own = await openWorld()
    try {
      const one = await reportIn(own, chain)
      const decision = await decisionIn(own, one, [[2061, 'owner', chain, 1000], [2062, 'owner', chain, 1000]])
      const who = await actorOf(own, 'stine')
      expect(await commitAs(own, who, decision)).toMatchObject({ because: 'no-frame' })
      const put = (kroner: number) => saveFrame(own.deps, who, { county: '99', year: 2061, change: 'set', amount: ore(kroner * 100), reason: '', once: randomUUID() })
      expect(await put(999.99)).toMatchObject({ ok: true })
      expect(await commitAs(own, who, decision)).toMatchObject({ because: 'over-frame' })
      await saveFrame(own.deps, who, { county: '99', year: 2061, change: 'raised', amount: ore(1), reason: 'Tillegg', once: randomUUID() })
      expect(await commitAs(own, who, decision)).toMatchObject({ ok: true, event: { granted: 200_000, lines: 2 } })
      // Next year is bound before its frame is known; then it cannot be set below that.
      const next = (kroner: number) => saveFrame(own.deps, who, { county: '99', year: 2062, change: 'set', amount: ore(kroner * 100), reason: '', once: randomUUID() })
      expect(await next(999)).toMatchObject({ because: 'below-committed' })
      expect(await next(1500)).toMatchObject({ ok: true })
      const [now] = await reading(own.db, who, (tx) => balance(tx, who.orgId, 2062))
      expect(now).toMatchObject({ countyName: 'Fjordfylket (oppdiktet)', frame: 150_000, bound: 100_000, decided: 0, left: 50_000 })
    } finally {
      await own.close()
    }
  })
  test('year by year, for each recipient, with a plan', async () => {
    await frame('set', 1_000_000)
    const decision = await decisionIn(world, report, [[2026, 'owner', chain, 400], [2026, 'university', college, 100], [2027, 'owner', chain, 300]])
    expect(await commitAs(world, stine, decision)).toMatchObject({ ok: true })
    expect(await commitAs(world, stine, decision)).toMatchObject({ because: 'already-committed' })
    expect((await linesOf(report)).map((line) => [line.year, line.actor, line.recipientName, line.balance.bound / 100, line.balance.decided / 100])).toEqual([
      [2026, 'owner', chain, 0, 400],
      [2026, 'university', college, 0, 100],
      [2027, 'owner', chain, 300, 0],
    ])
    expect(await world.asOwner('select p.due_on, p.ore::int from scheme.money_instalment p join scheme.money_line l on l.id = p.line_id where l.report_id = $1 order by 1, 2', [report])).toEqual([
      { due_on: '2026-12-14', ore: 10_000 }, { due_on: '2026-12-14', ore: 40_000 }, { due_on: '2027-05-01', ore: 30_000 },
    ])
  })
  test('a new one posts the difference, and takes back what is no longer granted', async () => {
    await commitAs(world, stine, await decisionIn(world, report, [[2026, 'owner', chain, 400], [2026, 'university', college, 100]]))
    await commitAs(world, stine, await decisionIn(world, report, [[2026, 'owner', chain, 150], [2026, 'coordinator', chain, 50]]))
    expect((await linesOf(report)).map((line) => [line.actor, granted(line.balance) / 100])).toEqual([['coordinator', 50], ['owner', 150], ['university', 0]])
  })
  test('not one that is not published, nor one that is replaced, nor another county governor’s', async () => {
    const first = await decisionIn(world, report, [[2026, 'owner', chain, 1]])
    expect(await commitAs(world, stine, await decisionIn(world, report, [[2026, 'owner', chain, 1]], { published: false }))).toMatchObject({ because: 'not-published' })
    await decisionIn(world, report, [[2026, 'owner', chain, 2]])
    expect(await commitAs(world, stine, first)).toMatchObject({ because: 'replaced' })
    expect(await commitAs(world, await actorOf(world, 'eva'), first)).toMatchObject({ because: 'not-found' })
  })
  test('where the strand demands an own contribution, the owner’s line says so and the report must tell it', async () => {
    const own = await reportIn(world, chain, { own: true })
    await commitAs(world, stine, await decisionIn(world, own, [[2026, 'owner', chain, 100], [2026, 'university', college, 50]]))
    expect((await linesOf(own)).map((line) => [line.actor, line.ownPercent])).toEqual([['owner', 30], ['university', undefined]])
    const said = { year: 2026, actor: 'owner' as const, recipientId: await world.org(chain), used: zero, unused: zero }
    const settleIt = (line: typeof said & { readonly own?: ReturnType<typeof ore> }) => writing(world.db, stine, (tx) => settle(tx, stine, { reportId: own, lines: [line], final: false, reason: 'Rapport' }, world.deps.now()))
    expect(await settleIt(said)).toMatchObject({ because: 'own-missing' })
    expect(await settleIt({ ...said, own: ore(3000) })).toMatchObject({ ok: true, event: { posted: 1 } })
  })
})

/** What must be true of all there is, asked of the tables in words of their own. */
async function disagreements(): Promise<unknown[]> {
  const sums = (kinds: string) => `coalesce((select sum(ore) from scheme.money_entry e where e.line_id = l.id and ${kinds}), 0)`
  const kind = (name: string, also = '') => sums(`(kind = '${name}' or (kind = 'adjusted' and adjusts = '${name}')${also})`)
  return world.asOwner(`
    select 'line' as what, l.id from scheme.money_line l where (bound, decided, cancelled, paid, used, unused, returned, carried_in, carried_out, own) is distinct from
      (${kind('bound')}, ${kind('decided')}, ${kind('cancelled')}, ${kind('paid')}, ${kind('used')}, ${kind('unused')}, ${kind('returned')}, ${kind('carried-in')}, ${kind('carried-out')}, ${kind('own')})
      or demanded <> ${kind('demanded')} - ${kind('demand-withdrawn')}
      or ordered <> ${kind('ordered')} - ${kind('order-refused')} - coalesce((select sum(ore) from scheme.money_entry e where e.line_id = l.id and kind = 'paid' and item_id is not null), 0)
    union all select 'order', l.id from scheme.money_line l where ordered <> coalesce((select sum(ore) from scheme.payment_item i where i.line_id = l.id and i.state = 'ordered'), 0)
    union all select 'plan', l.id from scheme.money_line l where bound + decided - cancelled - paid - ordered <> coalesce((select sum(p.ore) from scheme.money_instalment p where p.line_id = l.id and not exists (select from scheme.payment_item i where i.instalment_id = p.id and i.state in ('ordered', 'paid'))), 0)
      -- A run that is prepared keeps what it took, until it is given up: it cannot be approved.
      and not exists (select from scheme.payment_item i where i.line_id = l.id and i.state = 'proposed' having sum(i.ore) > l.bound + l.decided - l.cancelled - l.paid - l.ordered)
    union all select 'account', a.id from scheme.money_account a where (bound, decided, cancelled, ordered, paid, used, unused, demanded, returned, carried_in, carried_out) <>
      (select coalesce(sum(bound), 0), coalesce(sum(decided), 0), coalesce(sum(cancelled), 0), coalesce(sum(ordered), 0), coalesce(sum(paid), 0), coalesce(sum(used), 0), coalesce(sum(unused), 0), coalesce(sum(demanded), 0), coalesce(sum(returned), 0), coalesce(sum(carried_in), 0), coalesce(sum(carried_out), 0)
       from scheme.money_line l where l.account_id = a.id)
    union all select 'frame', a.id from scheme.money_account a where frame is distinct from (select sum(case kind when 'frame-lowered' then -ore else ore end) from scheme.money_entry e where e.account_id = a.id and kind in ('frame-set', 'frame-raised', 'frame-lowered'))
      or frame + frame_carried_in - frame_carried_out < bound + decided - cancelled
    union all select 'carried', null where (select sum(carried_in) <> sum(carried_out) or sum(frame_carried_in) <> sum(frame_carried_out) from scheme.money_account)`)
}

/** A sum in one part, or in two when there is enough; or, now and then, an øre too much. */
const parts = (sum: number, chance: number): number[] => (chance % 5 === 0 ? [sum + 1] : sum > 1 ? [Math.floor(sum / 2), sum - Math.floor(sum / 2)] : sum > 0 ? [sum] : [])

const chance = fc.integer({ min: 0, max: 1_000_000 })
const amount = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 400 }) }, { weight: 1, arbitrary: fc.constantFrom(0, -1, 100_000_000_000) })
const step = fc.record({ what: fc.constantFrom('frame', 'decide', 'decide', 'change', 'change', 'settle', 'plan', 'prepare', 'approve', 'approve', 'paid', 'paid', 'refused', 'give-up', 'day'), amount, other: amount, chance, change: fc.constantFrom(...lineChanges), frame: fc.constantFrom(...frameChanges), adjusts: fc.constantFrom(...adjustable) })
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never

/** Granted, planned, paid by two, accounted for and asked back: the first walk, so that every kind of step has been done whatever the others draw. */
const usual: readonly Step[] = (
  [
    { what: 'decide', amount: 400 },
    { what: 'plan', chance: 2 },
    { what: 'prepare', chance: 364 },
    { what: 'approve' },
    { what: 'paid' },
    { what: 'settle', amount: 100 },
    { what: 'change', amount: 100, change: 'demanded' },
  ] as const
).map((one) => ({ amount: 1, other: 1, chance: 0, change: 'demanded', frame: 'raised', adjusts: 'used', ...one }))

test('whatever people do, in any order, the ledger agrees with itself, and the database never has to say what the rules should have said', { timeout: 120_000 }, async () => {
  const owners = ['Eventyrkjeden', 'Stiftelsen Fjordgløtt', 'Foreldrelaget Bråtet']
  const reports = await Promise.all(owners.map((owner, at) => reportIn(world, owner, { own: at === 2 })))
  const did = new Map<string, number>()
  await frame('set', 1_000_000)
  await frame('set', 20, 2027)
  const oneStep = async (one: Step): Promise<{ readonly ok: boolean }> => {
    const at = one.chance % owners.length
    const lines = (await Promise.all(reports.map(linesOf))).flat()
    const line = lines[one.chance % Math.max(1, lines.length)]
    const runs = await world.asOwner<{ id: string }>('select id from scheme.payment_run where manager_id = $1 order by number desc limit 3', [stine.orgId])
    const run = runs[one.chance % Math.max(1, runs.length)]?.id ?? randomUUID()
    const today = osloDate(world.deps.now())
    switch (one.what) {
      case 'frame':
        return saveFrame(world.deps, stine, { county: '99', year: 2026 + (one.chance % 3), change: one.frame, amount: ore(Math.max(0, one.amount) * 5), reason: 'why', once: randomUUID() })
      case 'decide': {
        const amounts: Amount[] = [2026, 2027, 2028].slice(0, 1 + (one.chance % 3)).map((year, n) => [year, 'owner', owners[at] ?? '', Math.max(0, n === 0 ? one.amount : one.other) % 1000 / 100])
        return commitAs(world, stine, await decisionIn(world, reports[at] ?? '', [...amounts, [2026, 'university', 'Høgskolen i Fjordvik', 0.5]]))
      }
      case 'change':
        return saveChange(world.deps, stine, line?.id ?? randomUUID(), { change: one.change, amount: ore(one.change === 'adjusted' && one.chance % 2 === 0 ? -one.amount : one.amount), adjusts: one.adjusts, reason: 'why', once: randomUUID() })
      case 'settle': {
        const held = line ? line.balance.paid + line.balance.carriedIn : 0
        const used = ore(Math.min(held, Math.max(0, one.amount)))
        return writing(world.db, stine, (tx) => settle(tx, stine, { reportId: line?.reportId ?? randomUUID(), lines: line ? [{ year: line.year, actor: line.actor, recipientId: line.recipientId, used, unused: ore(one.chance % 2 === 0 ? held - used : one.other), own: ore(Math.abs(one.other)) }] : [], final: one.chance % 3 === 0, reason: 'Rapport' }, world.deps.now()))
      }
      case 'plan': {
        // A line with something left to plan, when there is one.
        const [open] = await world.asOwner<{ id: string; sum: number }>(
          "select p.line_id as id, sum(p.ore)::int as sum from scheme.money_instalment p join scheme.money_line l on l.id = p.line_id where l.report_id = any ($1) and not exists (select from scheme.payment_item i where i.instalment_id = p.id and i.state in ('proposed', 'ordered', 'paid')) group by 1 order by 1 offset $2 limit 1",
          [reports, one.chance % 2],
        )
        return savePlan(world.deps, stine, open?.id ?? randomUUID(), parts(open?.sum ?? 0, one.chance).map((part, n) => ({ dueOn: addDays(today, n * 30), ore: ore(part) })))
      }
      case 'prepare':
        return payments.prepareRun(world.deps, one.chance % 2 === 0 ? stine : arve, addDays(today, one.chance % 400))
      case 'approve':
        return payments.approveRun(world.deps, one.chance % 2 === 0 ? arve : stine, run)
      case 'paid':
        return payments.allPaid(world.deps, stine, run, today)
      case 'refused':
        return payments.answerRun(world.deps, stine, run, [{ number: 1 + (one.chance % 2), answer: { state: 'refused', onDay: today, reason: 'Ukjent konto' } }])
      case 'give-up':
        return payments.giveUpRun(world.deps, arve, run, 'Feil')
      default:
        world.clock.set(new Date(world.clock().getTime() + 86_400_000 * (one.chance % 20)))
        return { ok: true }
    }
  }
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 40, maxLength: 60, size: 'max' }), async (steps) => {
      for (const one of steps) {
        const { ok } = await oneStep(one)
        if (ok) did.set(one.what, (did.get(one.what) ?? 0) + 1)
      }
      expect(await disagreements()).toEqual([])
    }),
    { numRuns: 8, endOnFailure: true, examples: [[[...usual]]] },
  )
  for (const { what } of usual) expect([what, (did.get(what) ?? 0) > 0]).toEqual([what, true])
})

test('the database refuses what the rules refuse, and nothing else', { timeout: 60_000 }, async () => {
  const report = await reportIn(world, 'Eventyrkjeden')
  await frame('set', 1_000_000, 2026)
  await commitAs(world, stine, await decisionIn(world, report, [[2026, 'owner', 'Eventyrkjeden', 5]]))
  const [first] = await linesOf(report)
  const kinds = ['cancelled', 'used', 'unused', 'demanded', 'demand-withdrawn', 'returned', 'carried-out', 'carried-in', 'own'] as const
  const entry: fc.Arbitrary<LineEntry> = fc.oneof(
    fc.record({ kind: fc.constantFrom(...kinds), ore: fc.integer({ min: 1, max: 300 }).map(ore) }),
    fc.record({ kind: fc.constant('adjusted' as const), adjusts: fc.constantFrom(...adjustable), ore: fc.integer({ min: -200, max: 300 }).filter((n) => n !== 0).map(ore) }),
  )
  const said = { taken: 0, refused: 0 }
  await fc.assert(
    fc.asyncProperty(fc.array(entry, { minLength: 40, maxLength: 60, size: 'max' }), async (entries) => {
      for (const one of entries) {
        const line = await reading(world.db, stine, (tx) => loadLine(tx, first?.id ?? ''))
        const expected = line && wrongWith(post(line.balance, one)) === undefined
        const got = await writing(world.db, stine, (tx) => saveEntries(tx, first?.accountId ?? '', first?.id, [one], { by: stine, at: world.deps.now(), onDay: '2026-11-23' as LocalDate, reason: 'why' })).then(
          () => true,
          (problem: unknown) => (brokenConstraint(problem)?.startsWith('money_') ? false : Promise.reject(problem)),
        )
        expect([one, got]).toEqual([one, expected])
        said[got ? 'taken' : 'refused'] += 1
      }
    }),
    { numRuns: 5, endOnFailure: true },
  )
  expect(Math.min(said.taken, said.refused)).toBeGreaterThan(30)
})

describe('the database by itself', () => {
  let line = { id: '', account: '' }
  let head = ''
  beforeAll(async () => {
    await frame('set', 1_000_000, 2026)
    const report = await reportIn(world, 'Stiftelsen Fjordgløtt')
    await commitAs(world, stine, await decisionIn(world, report, [[2026, 'owner', 'Stiftelsen Fjordgløtt', 100]]))
    const [one] = await linesOf(report)
    line = { id: one?.id ?? '', account: one?.accountId ?? '' }
    head = `insert into scheme.money_entry (account_id, line_id, on_day, at, reason, by_person, by_name, kind, ore`
  })
  const values = (who: Actor, kind: string, amount: number, more = '') => `values ('${line.account}', '${line.id}', '2026-11-23', now(), 'why', '${who.personId}', '${who.name}', '${kind}', ${amount}${more})`
  test('an entry is never changed nor taken away', async () => {
    await expect(world.asOwner('update scheme.money_entry set ore = 1')).rejects.toThrow('never changed')
    await expect(world.asOwner('delete from scheme.money_entry')).rejects.toThrow('never changed')
    expect(await tries(world, stine, 'update scheme.money_entry set ore = 1')).toBe('no')
    expect(await tries(world, stine, `update scheme.money_line set paid = 5 where id = '${line.id}'`)).toBe('no')
    expect(await tries(world, stine, `insert into scheme.money_account (manager_id, county, year, frame) values ('${stine.orgId}', '99', 2040, 5)`)).toBe('no')
    expect(await tries(world, stine, `insert into scheme.money_account (manager_id, county, year) values ('${stine.orgId}', '99', 2040) returning id`)).toBe('yes')
  })
  test('nobody writes in another’s name, nor in another county governor’s ledger', async () => {
    expect(await tries(world, stine, `${head}) ${values(stine, 'cancelled', 1)} returning id`)).toBe('yes')
    expect(await tries(world, stine, `${head}) ${values(arve, 'cancelled', 1)} returning id`)).toBe('no')
    const foreign: Actor = { ...stine, orgId: (await actorOf(world, 'ulla')).orgId }
    expect(await tries(world, foreign, `${head}) ${values(foreign, 'cancelled', 1)} returning id`)).toBe('no')
    for (const who of ['liv', 'eva', 'ulla', 'tone', 'siri']) expect([who, await tries(world, await actorOf(world, who), `${head}) ${values(await actorOf(world, who), 'returned', 1)} returning id`)]).toEqual([who, 'no'])
  })
  test('nothing is granted that no published decision grants, and nothing ordered or paid that nobody approved', async () => {
    const [decision] = await world.asOwner<{ id: string; report: string }>('select e.decision_id as id, d.report_id as report from scheme.money_entry e join scheme.decision d on d.id = e.decision_id where e.line_id = $1', [line.id])
    await expect(tries(world, stine, `${head}, decision_id) ${values(stine, 'decided', 1, `, '${decision?.id}'`)}`), 'the same decision twice').rejects.toThrow('money_granted_once')
    const again = await decisionIn(world, decision?.report ?? '', [[2026, 'owner', 'Stiftelsen Fjordgløtt', 100]])
    await expect(tries(world, stine, `${head}, decision_id) ${values(stine, 'decided', 10_001, `, '${again}'`)}`)).rejects.toThrow('no published decision grants this')
    const other = await decisionIn(world, await reportIn(world, 'Stiftelsen Fjordgløtt'), [[2026, 'owner', 'Stiftelsen Fjordgløtt', 100]])
    await expect(tries(world, stine, `${head}, decision_id) ${values(stine, 'decided', 1, `, '${other}'`)}`)).rejects.toThrow('no published decision grants this')
    const run = await payments.prepareRun(world.deps, stine, '2030-01-01' as LocalDate)
    const item = run.ok ? (await world.asOwner<{ id: string; ore: number }>('select id, ore::int from scheme.payment_item where run_id = $1 and line_id = $2', [run.event.id, line.id]))[0] : undefined
    for (const kind of ['ordered', 'paid']) await expect(tries(world, stine, `${head}, item_id) ${values(stine, kind, item?.ore ?? 0, `, '${item?.id}'`)}`)).rejects.toThrow('no approved payment')
  })
  test('one alone cannot approve what they prepared, whatever they send', async () => {
    const [run] = await world.asOwner<{ id: string }>("select id from scheme.payment_run where approved_at is null and cancelled_at is null and prepared_by_name = 'Stine Berg' limit 1")
    const approve = (by: Actor) => `update scheme.payment_run set approved_at = now(), approved_by = '${by.personId}', approved_by_name = '${by.name}', file = 'x', sha256 = '${'0'.repeat(64)}' where id = '${run?.id}'`
    await expect(tries(world, stine, approve(stine))).rejects.toThrow('payment_run_two_people')
    expect(await tries(world, stine, approve(arve))).toBe('no')
    expect(await tries(world, arve, approve(arve))).toBe('yes')
  })
  test('the recipient sees its own line, the forum the totals, and others nothing', async () => {
    const sees = async (who: Actor | typeof system, table: string) => (await reading(world.db, who, (tx) => sql`select 1 from ${sql.raw(table)} limit 1`.execute(tx))).rows.length > 0
    const tables = ['scheme.money_account', 'scheme.money_line', 'scheme.money_entry', 'scheme.money_instalment', 'scheme.payment_run', 'scheme.payment_item', 'scheme.payment_limit']
    const seen = async (who: Actor) => (await Promise.all(tables.map(async (table) => ((await sees(who, table)) ? table.slice(7) : '')))).filter(Boolean)
    expect(await seen(await actorOf(world, 'liv'))).toContain('money_line')
    expect(await seen(await actorOf(world, 'liv'))).not.toContain('payment_run')
    for (const who of ['siri', 'tone', 'knut', 'dag', 'per']) expect([who, await seen(await actorOf(world, who))]).toEqual([who, []])
    const liv = await actorOf(world, 'liv')
    const foreign = await reading(world.db, liv, (tx) => sql`select 1 from scheme.money_line where recipient_id <> ${liv.orgId} union all select 1 from scheme.money_entry e where e.line_id not in (select id from scheme.money_line)`.execute(tx))
    expect(foreign.rows).toEqual([])
    const [forum] = await world.asOwner<{ id: string }>("insert into scheme.forum (region_id, manager_id, name) values ('oslo-viken', $1, 'Forumet') returning id", [await world.org(governor)])
    const frida = await actorOf(world, 'frida')
    await world.asOwner("insert into scheme.forum_member (forum_id, person_id, org_id, stands_for, votes, period) values ($1, $2, $3, 'association', true, '[2020-01-01,)') on conflict do nothing", [forum?.id, frida.personId, frida.orgId])
    expect(await seen(frida)).toEqual(['money_account'])
    expect((await reading(world.db, frida, (tx) => balance(tx, stine.orgId, 2026)))[0]?.frame).toBeGreaterThan(0)
  })
})
