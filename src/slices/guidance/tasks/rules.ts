import type { Role } from '../../../kernel/actor.ts'
import type { LocalDate } from '../../../kernel/dates.ts'
import type { PlainKey } from '../../../texts/index.ts'
import { headMoves } from '../cases/rules.ts'
import type { Gate, Responsible, Step, StepKind } from '../flow/index.ts'

/** The sentence of a task; one without words in the three languages does not compile. */
export type TaskWords = Extract<PlainKey, `tasks.${string}`>

/** Whom something waits for: the head, the advisers who have the case, the leader of the team, or somebody in another service. */
export type WaitsFor = Responsible | 'service'

/** Something that waits for somebody in a case. Each noun says which there are, for everybody; who looks chooses among them. */
export type CaseTask = {
  readonly words: TaskWords
  readonly href: string
  readonly waitsFor: WaitsFor
  /** A day of its own, such as the day of a meeting; otherwise it is the deadline of the step. */
  readonly due?: LocalDate | undefined
}

/** A running case and the step it is in: what the tasks of every noun hang on. */
export type CaseInStep = { readonly id: string; readonly step: Step }
/** And whether anybody has it. */
export type Standing = CaseInStep & { readonly taken: boolean }

/** True of a step where something is done: the kind says so, or the municipality's requirements ask for it there. */
export const isDoneIn = (step: Pick<Step, 'kind' | 'gates'>, kind: StepKind, gate: Gate): boolean => step.kind === kind || step.gates.includes(gate)

/**
 * All that waits in a running case: what the nouns say, somebody to take a case nobody has, and, when nothing else waits for anybody, the move
 * to the next step. So a running case always waits for somebody.
 */
export function tasksOfCase(one: Standing, ofNouns: readonly CaseTask[]): CaseTask[] {
  const needsAdviser = !leaderAlone(one.step) || ofNouns.some(({ waitsFor }) => waitsFor === 'adviser')
  return [...ofNouns, ...(!one.taken && needsAdviser ? [take(one)] : []), ...(ofNouns.length === 0 ? moveOn(one) : [])]
}

/** The leader hands over and closes alone: nobody in the team has to take a case that leaves it, unless something in it still waits for an adviser. */
const leaderAlone = (step: Step): boolean => step.kind === 'hand-over' && step.responsible === 'team-leader'

const take = ({ id, step }: Standing): CaseTask => ({
  words: step.kind === 'triage' || step.kind === 'waiting-list' ? `tasks.take.${step.kind}` : 'tasks.take',
  href: `/veiledning/${id}#neste`,
  waitsFor: 'team-leader',
})

function moveOn({ id, step, taken }: Standing): CaseTask[] {
  if (step.kind === 'request' || step.kind === 'closed') return []
  const words: TaskWords = `tasks.on.${step.kind}`
  const byHead = step.responsible === 'head' && headMoves.includes(step.kind)
  const movers: readonly WaitsFor[] = byHead ? ['head'] : leaderAlone(step) ? (taken ? ['adviser', 'team-leader'] : ['team-leader']) : taken ? ['adviser'] : []
  return movers.map((waitsFor) => ({ words, href: `/veiledning/${id}#neste`, waitsFor }))
}

/**
 * Who is responsible for the step now. What the flow chart gives the team is an adviser's from the moment one has the case, and the leader's until
 * then; only a hand-over that the leader does alone stays with the leader.
 */
function responsibleNow(step: Step, taken: boolean): Responsible {
  if (step.responsible === 'head' || leaderAlone(step)) return step.responsible
  return taken ? 'adviser' : 'team-leader'
}

/** Whose turn it is in a running case: the responsible one's, or, when nothing is left there, that of those something still waits for. */
export type Turn = { readonly kind: 'responsible' | 'waits'; readonly who: readonly WaitsFor[] }

/** @param tasks all that waits in the case, for everybody (`tasksOfCase`) */
export function turnIn(step: Step, taken: boolean, tasks: readonly CaseTask[]): Turn {
  const responsible = responsibleNow(step, taken)
  const waiting = [...new Set(tasks.map(({ waitsFor }) => waitsFor))]
  return waiting.length === 0 || waiting.includes(responsible) ? { kind: 'responsible', who: [responsible] } : { kind: 'waits', who: waiting }
}

/** Who looks at a case: in which role, and whether the case is theirs. */
export type Looker = { readonly role: Role; readonly mine: boolean }

/** Those that wait for the one who looks, each once. "You" is an adviser only where the case is theirs; a pedagogical leader looks on. */
export function tasksFor({ role, mine }: Looker, tasks: readonly CaseTask[]): CaseTask[] {
  const inTeam = role === 'adviser' || role === 'team-leader'
  const forMe = tasks.filter(({ waitsFor }) => (waitsFor === 'adviser' ? inTeam && mine : waitsFor === role))
  return forMe.filter((task, at) => forMe.findIndex(({ words, href }) => words === task.words && href === task.href) === at)
}
