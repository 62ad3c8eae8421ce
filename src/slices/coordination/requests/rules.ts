import { osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { addWorkingDays } from '../../../kernel/working-days.ts'

export type Answer = 'accepted' | 'declined'
/** What one service was asked, and what it said. */
export type Asked = { readonly serviceId: string; readonly service: string; readonly askedAt: Date; readonly answer: Answer | undefined; readonly reason: string; readonly instead: string; readonly answeredAt: Date | undefined; readonly answeredBy: string | undefined; /** Who comes, and when, in words. */ readonly contact: string; readonly helpsOn: string }
export type RequestState = 'open' | 'closed' | 'withdrawn'
export type ServiceRequest = {
  readonly id: string; readonly kindergartenId: string; readonly kindergarten: string; readonly askerOrgId: string; readonly asker: string; readonly askerOrg: string; readonly theme: string; readonly wanted: string; readonly atTime: string; readonly state: RequestState; readonly madeAt: Date
  readonly closedAt: Date | undefined; readonly closedBy: string | undefined; readonly asked: readonly Asked[]
}

/** So many working days a service has to answer before its task is overdue. Nothing happens by itself. Our proposal. */
const answerDays = 5
export const dueFor = ({ askedAt }: Pick<Asked, 'askedAt'>): LocalDate => addWorkingDays(osloDate(askedAt), answerDays)
/** It has not answered, and the last day to answer has not been. */
export const isAwaited = (one: Pick<Asked, 'answer' | 'askedAt'>, today: LocalDate): boolean => one.answer === undefined && dueFor(one) >= today
/** It has not answered, and the last day to answer has been. */
export const isSilent = (one: Pick<Asked, 'answer' | 'askedAt'>, today: LocalDate): boolean => one.answer === undefined && dueFor(one) < today
/** Something for the service itself to do: to answer, or to say when it comes. */
export const waitsFor = ({ state, asked }: Pick<ServiceRequest, 'state' | 'asked'>, serviceId: string): boolean => state === 'open' && asked.some((one) => one.serviceId === serviceId && (one.answer === undefined || (one.answer === 'accepted' && one.helpsOn === '')))

export type AskRefusal = 'kindergarten-closed' | 'no-service' | 'same-service-twice' | 'service-closed' | 'theme-gone'
export type AskGround = { readonly kindergartenOpen: boolean; readonly themes: readonly string[]; readonly openServices: readonly string[] }
/** One request, to one or more services, each once. */
export function ask({ services, theme }: { readonly services: readonly string[]; readonly theme: string }, ground: AskGround): Decision<AskRefusal, { readonly kind: 'coordination.services-asked' }> {
  if (!ground.kindergartenOpen) return refuse('kindergarten-closed')
  if (services.length === 0) return refuse('no-service')
  if (new Set(services).size < services.length) return refuse('same-service-twice')
  if (!services.every((id) => ground.openServices.includes(id))) return refuse('service-closed')
  if (!ground.themes.includes(theme)) return refuse('theme-gone')
  return accept({ kind: 'coordination.services-asked' })
}

export type MoreRefusal = 'not-open' | 'already-asked' | 'service-closed'
/** Another one is asked, when one has said no or more are wanted. */
export function askAnother({ state, asked }: Pick<ServiceRequest, 'state' | 'asked'>, serviceId: string, openServices: readonly string[]): Decision<MoreRefusal, { readonly kind: 'coordination.another-asked' }> {
  if (state !== 'open') return refuse('not-open')
  if (asked.some((one) => one.serviceId === serviceId)) return refuse('already-asked')
  if (!openServices.includes(serviceId)) return refuse('service-closed')
  return accept({ kind: 'coordination.another-asked' })
}

export type AnswerRefusal = 'not-open' | 'is-withdrawn' | 'already-answered' | 'reason-missing'
/** A service says yes or no for itself, once; a no has a reason. */
export function answerRequest(state: RequestState, one: Pick<Asked, 'answer'>, given: { readonly answer: Answer; readonly reason: string }): Decision<AnswerRefusal, { readonly kind: 'coordination.service-accepted' | 'coordination.service-declined' }> {
  if (state === 'withdrawn') return refuse('is-withdrawn')
  if (state === 'closed') return refuse('not-open')
  if (one.answer !== undefined) return refuse('already-answered')
  if (given.answer === 'declined' && given.reason === '') return refuse('reason-missing')
  return accept({ kind: given.answer === 'accepted' ? 'coordination.service-accepted' : 'coordination.service-declined' })
}

export type HelpRefusal = 'not-open' | 'not-accepted'
/** A service that has said yes says who comes and when. */
export function tellHelp(state: RequestState, one: Pick<Asked, 'answer'>): Decision<HelpRefusal, { readonly kind: 'coordination.help-told' }> {
  if (state !== 'open') return refuse('not-open')
  return one.answer === 'accepted' ? accept({ kind: 'coordination.help-told' }) : refuse('not-accepted')
}

export type EndRefusal = 'not-open' | 'some-waiting'
/** The asker closes when all have answered or have had their time, and withdraws what is not needed any more. */
export function endRequest({ state, asked }: Pick<ServiceRequest, 'state' | 'asked'>, to: 'closed' | 'withdrawn', today: LocalDate): Decision<EndRefusal, { readonly kind: 'coordination.request-closed' | 'coordination.request-withdrawn' }> {
  if (state !== 'open') return refuse('not-open')
  if (to === 'closed' && asked.some((one) => isAwaited(one, today))) return refuse('some-waiting')
  return accept({ kind: to === 'closed' ? 'coordination.request-closed' : 'coordination.request-withdrawn' })
}

/** What the asker should do now: close when somebody helps and nobody is waited for; find another when nobody helps and somebody said no, or was silent past the last day; or wait. */
export function nextForAsker({ state, asked }: Pick<ServiceRequest, 'state' | 'asked'>, today: LocalDate): 'find-another' | 'silent' | 'close' | 'wait' | 'done' {
  if (state !== 'open') return 'done'
  const waits = asked.some((one) => isAwaited(one, today))
  if (asked.some(({ answer }) => answer === 'accepted')) return waits ? 'wait' : 'close'
  if (asked.some(({ answer }) => answer === 'declined')) return 'find-another'
  return asked.some((one) => isSilent(one, today)) ? 'silent' : 'wait'
}
