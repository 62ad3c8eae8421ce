import { osloDate, type LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { addWorkingDays } from '../../../../kernel/working-days.ts'
import { halfOf, median, workingDaysUntil, type Half } from '../halves/rules.ts'
import { otherThan, sides, type Side } from '../rules.ts'

/** What is long to wait for an answer, in working days. Our own measure: no source has one. */
export const slowAfter = 5
/** A thread is short: longer ones are a talk to have. */
export const mostAnswers = 20

/** `side` asks; the other side's first answer counts. */
export type Times = { readonly side: Side; readonly askedAt: Date; readonly answeredAt: Date | undefined }

export type AnswerRefusal = 'own-question' | 'thread-full'
/** The other side answers first; then both may write on. */
export function answer(question: Times, side: Side, answers: number): Decision<AnswerRefusal, { readonly kind: 'scheme.partnership-answered' }> {
  if (question.side === side && !question.answeredAt) return refuse('own-question')
  return answers >= mostAnswers ? refuse('thread-full') : accept({ kind: 'scheme.partnership-answered' })
}

/** Working days until the first answer, or until today when there is none. */
export const waited = ({ askedAt, answeredAt }: Times, today: LocalDate): number => workingDaysUntil(osloDate(askedAt), answeredAt ? osloDate(answeredAt) : today)
/** The last day before the wait is long. */
export const dueOn = ({ askedAt }: Times): LocalDate => addWorkingDays(osloDate(askedAt), slowAfter)

export type HalfTimes = { readonly half: Half; readonly side: Side; readonly median: number | undefined; readonly answered: number; readonly waiting: number }
/** How long each side took to answer, by the half-year the question was asked in; the newest first. `side` is the one who answers. */
export function timesByHalf(questions: readonly Times[], today: LocalDate): readonly HalfTimes[] {
  const halves = [...Map.groupBy(questions, ({ askedAt }) => halfOf(osloDate(askedAt)))].toSorted(([a], [b]) => (a < b ? 1 : -1))
  return halves.flatMap(([half, those]) =>
    sides.flatMap((side) => {
      const asked = those.filter((one) => otherThan(one.side) === side)
      const done = asked.filter(({ answeredAt }) => answeredAt)
      return asked.length === 0 ? [] : [{ half, side, median: median(done.map((one) => waited(one, today))), answered: done.length, waiting: asked.length - done.length }]
    }),
  )
}

/** Those without an answer first, the oldest of them first; then the newest. */
export const inOrder = <Question extends Times>(questions: readonly Question[]): readonly Question[] =>
  questions.toSorted((a, b) => (!a.answeredAt !== !b.answeredAt ? (a.answeredAt ? 1 : -1) : (a.askedAt.getTime() - b.askedAt.getTime()) * (a.answeredAt ? -1 : 1)))
