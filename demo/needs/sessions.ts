import type { Actor } from '../../src/kernel/actor.ts'
import { formatDate, osloDate } from '../../src/kernel/dates.ts'
import type { Tx } from '../../src/platform/db.ts'
import { hashOf, newSecret } from '../../src/platform/link-secrets.ts'
import { staff2026 } from '../../src/slices/needs/instruments/shipped/staff-2026.ts'
import { planWithin, stepWithin, type Planned } from '../../src/slices/needs/sessions/actions.ts'
import { castAnswers, giveTicket } from '../../src/slices/needs/sessions/phones/store.ts'
import { dotsTheme, roleGroups, type Step } from '../../src/slices/needs/sessions/rules.ts'
import { usedHash } from '../../src/slices/needs/sessions/secrets.ts'
import { loadSession, saveReflection } from '../../src/slices/needs/sessions/store.ts'
import { texts } from '../../src/texts/index.ts'
import { dayAfter, timeBefore } from '../days.ts'
import { actorOf, as, done, type Orgs, type People } from './acting.ts'

/** Where a staff stands on each statement of a theme, from 1 to 5. */
type Lean = Readonly<Record<string, readonly number[]>>
/** How each differs from the others: a staff is never of one mind. */
const moods = [0, 1, -1, 0, 0.6, -0.6, 1.4, -1.2, 0, 0.4, -0.4, 0.9]

/** Sessions of invented staffs: one that ended, with what they wrote together; one that is planned; a survey and a meeting that are open now; and one too small to show anything. */
export async function loadDemoSessions(tx: Tx, orgs: Orgs, people: People, now: Date): Promise<void> {
  const { id: versionId } = await tx.selectFrom('needs.instrument_version as v').innerJoin('needs.instrument as i', 'i.id', 'v.instrument_id').select('v.id').where('i.code', '=', 'staff-2026').executeTakeFirstOrThrow()
  const today = osloDate(now)
  const t = texts('nb')
  const usual = { versionId, kind: 'live' as const, breakdown: 'none' as const, seenByOwner: true, seenByTeam: true, closesOn: undefined, slips: false, mayCloseEarly: false, roles: roleGroups.map((key) => ({ key, name: t(`sessions.role.${key}`) })) }
  const [siri, hanne, nora] = [actorOf('siri', orgs, people), actorOf('hanne', orgs, people), actorOf('nora', orgs, people)]

  const ended = timeBefore(today, 90)
  const meeting = await begin(tx, siri, { ...usual, title: 'Planleggingsdag: hvordan har vi det i overgangene?', themes: ['transitions', 'reflection'], breakdown: 'role', expected: 18 }, ended)
  await meeting.join(16)
  for (const [theme, lean, reflection] of talkedOf) {
    await meeting.step({ do: 'open-theme', theme })
    await meeting.answer(theme, lean, 16)
    await meeting.step({ do: 'close-theme' })
    await as(tx, siri, () => saveReflection(tx, meeting.id, theme, reflection, siri, ended))
  }
  await meeting.step({ do: 'open-dots' })
  await meeting.dots([['transitions'], ['transitions', 'reflection'], ['transitions']], 16)
  await meeting.step({ do: 'close-dots' })
  await meeting.step({ do: 'end' })

  await plan(tx, siri, { ...usual, title: `Personalmøte ${formatDate(dayAfter(today, 7), 'nb', 'long')}`, themes: ['care', 'play'], expected: 18 }, now)

  const survey = await begin(tx, siri, { ...usual, title: 'Medvirkning og språk, før planleggingsdagen', kind: 'survey', themes: ['language', 'participation'], expected: 18, closesOn: dayAfter(today, 9), mayCloseEarly: true }, timeBefore(today, 4))
  await survey.join(9)
  await survey.answer('language', { language: [3, 4, 3, 2] }, 9)
  await survey.answer('participation', { participation: [3, 2, 4] }, 7)

  const open = await begin(tx, hanne, { ...usual, title: 'Personalmøte om språk og medvirkning', themes: ['language', 'participation', 'reflection'], expected: 14 }, timeBefore(today, 0))
  await open.join(12)
  await open.step({ do: 'open-theme', theme: 'language' })
  await open.answer('language', { language: [2.6, 3.8, 3, 2.2] }, 12)
  await open.step({ do: 'close-theme' })
  await as(tx, hanne, () => saveReflection(tx, open.id, 'language', 'Ved noen bord snakker vi sammen, ved andre gir vi beskjeder. Vi vil se hva de bordene gjør som får det til.', hanne, timeBefore(today, 0)))
  await open.step({ do: 'open-theme', theme: 'participation' })
  await open.answer('participation', { participation: [3, 2.5, 3.5] }, 4)

  const small = await begin(tx, nora, { ...usual, title: 'Korleis har vi det hos oss?', kind: 'survey', themes: ['care', 'team'], expected: 4, seenByTeam: false, closesOn: dayAfter(osloDate(timeBefore(today, 60)), 5), mayCloseEarly: true }, timeBefore(today, 60))
  await small.join(3)
  await small.answer('care', { care: [4, 4, 3, 5] }, 3)
  await small.step({ do: 'end' })
}

const talkedOf: readonly (readonly [theme: string, lean: Lean, reflection: string])[] = [
  ['transitions', { transitions: [4.2, 2.2, 3.1] }, 'Vi er flinke til å ta imot nye barn. Det er overgangene midt på dagen som sliter på oss: alle går ut samtidig, og vi avtaler underveis hvem som gjør hva. Vi vil prøve faste plasser for de voksne.'],
  ['reflection', { reflection: [3.4, 2.8, 3.2, 2.4] }, 'Vi får ikke tenkt sammen slik dagene er nå. Avdelingsmøtene blir til beskjeder.'],
]

async function plan(tx: Tx, actor: Actor, typed: Omit<Planned, 'startKey'>, at: Date): Promise<string> {
  return as(tx, actor, async () => done(await planWithin(tx, actor, { ...typed, startKey: crypto.randomUUID() }, at)).id)
}

/** A session that is open, its host and its phones. Every step goes the same way as in the program: by the host's own rights, each answer by a ticket. */
async function begin(tx: Tx, actor: Actor, typed: Omit<Planned, 'startKey'>, at: Date) {
  const id = await plan(tx, actor, typed, at)
  const step = (next: Step) =>
    as(tx, actor, async () => {
      const session = await loadSession(tx, id)
      done(await stepWithin(tx, actor, id, next, session?.version ?? 0, at))
    })
  await step({ do: 'open' })
  const tickets: string[] = []
  const groups = typed.breakdown === 'role' ? [...roleGroups, 'teacher', 'skilled', 'assistant', 'assistant'] : ['']
  const cast = (theme: string, answersOf: (at: number) => Readonly<Record<string, number>>, many: number) =>
    castAnswers(tx, id, theme, tickets.slice(0, many).map((ticket, who) => ({ ticket: hashOf(ticket).toString('hex'), used: usedHash(ticket, id, theme).toString('hex'), group: theme === dotsTheme ? '' : (groups[who % groups.length] ?? ''), answers: answersOf(who) })))
  return {
    id,
    step,
    join: async (many: number) => {
      tickets.push(...Array.from({ length: many }, newSecret))
      for (const ticket of tickets) await giveTicket(tx, id, hashOf(ticket))
    },
    answer: (theme: string, lean: Lean, many: number) => {
      const statements = staff2026.themes.find(({ key }) => key === theme)?.statements ?? []
      return cast(theme, (who) => Object.fromEntries(statements.map(({ key }, about) => [key, valueOf(who, about, lean[theme]?.[about] ?? 3)])), many)
    },
    dots: (sets: readonly (readonly string[])[], many: number) => cast(dotsTheme, (who) => Object.fromEntries((sets[who % sets.length] ?? []).map((theme) => [theme, 1])), many),
  }
}

/** One in eleven does not know. */
function valueOf(who: number, about: number, lean: number): number {
  if ((who * 3 + about * 5) % 11 === 7) return 0
  return Math.min(5, Math.max(1, Math.round(lean + (moods[(who + about * 5) % moods.length] ?? 0))))
}
