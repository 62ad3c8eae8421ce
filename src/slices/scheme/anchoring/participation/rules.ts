import { createHash } from 'node:crypto'
import type { LocalDate } from '../../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { staffGroups, type Scheme, type StaffGroup } from '../../schemes/rules.ts'

export type GroupCount = { readonly group: StaffGroup; readonly employed: number; readonly tookPart: number }

export const involvements = ['yes', 'no', 'none-elected'] as const
export type Involvement = (typeof involvements)[number]

/** How the staff of a kindergarten took part when the need was found, as its head tells it. */
export type Told = {
  readonly groups: readonly GroupCount[]
  readonly heldOn: LocalDate
  readonly how: string
  /** Whether the elected representatives were involved. */
  readonly representatives: Involvement | undefined
  readonly representativesHow: string
  readonly representativesOn: LocalDate | undefined
}

export type ToldRefusal = 'not-open' | 'not-yours' | 'nobody-employed' | 'in-the-future' | 'representatives-missing' | 'representatives-how-missing' | 'representatives-on-missing'

/** The head of a kindergarten in the report tells it, until the report is sent. What the scheme asks about elected representatives must be answered. */
export function tell(told: Told, facts: { readonly state: string; readonly isHead: boolean; readonly scheme: Pick<Scheme, 'representatives'>; readonly today: LocalDate }): Decision<ToldRefusal, { readonly kind: 'scheme.participation-told' }> {
  if (!facts.isHead) return refuse('not-yours')
  if (facts.state !== 'draft' && facts.state !== 'signing') return refuse('not-open')
  if (told.groups.every(({ employed }) => employed === 0)) return refuse('nobody-employed')
  if (told.heldOn > facts.today || (told.representativesOn !== undefined && told.representativesOn > facts.today)) return refuse('in-the-future')
  if (facts.scheme.representatives && told.representatives === undefined) return refuse('representatives-missing')
  if (told.representatives === 'yes' && told.representativesHow === '') return refuse('representatives-how-missing')
  if (told.representatives === 'yes' && told.representativesOn === undefined) return refuse('representatives-on-missing')
  return accept({ kind: 'scheme.participation-told' })
}

/** The same for the same words and numbers, in whatever order they came. */
export const digestOf = (told: Told): string =>
  createHash('sha256')
    .update(JSON.stringify([staffGroups.map((group) => told.groups.find((one) => one.group === group)).map((one) => [one?.employed ?? 0, one?.tookPart ?? 0]), told.heldOn, told.how, told.representatives ?? null, told.representativesHow, told.representativesOn ?? null]))
    .digest('hex')
