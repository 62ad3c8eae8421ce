import type { Language } from '../../../kernel/language.ts'
import { localDate, type LocalDate } from '../../../kernel/dates.ts'
import { shareOf, type Ore } from '../../../kernel/money.ts'
import { contains, type Period } from '../../../kernel/period.ts'

/** Words that belong to the data, in the three languages. */
export type Words = Readonly<Record<Language, string>>

/** Who sends a need report: the kindergarten or a network of them, each kindergarten for itself, or the owner together with a partner. */
export const reporterRules = ['kindergarten-or-network', 'each-kindergarten', 'owner-with-partner'] as const
export type ReporterRule = (typeof reporterRules)[number]

export const reportKinds = ['new', 'continuation', 'supplementary', 'change'] as const
export type ReportKind = (typeof reportKinds)[number]

/** Who signs that a report is anchored: the first two for each kindergarten in it, the others once. */
export const capacities = ['pedagogical-leader', 'head', 'owner', 'partner'] as const
export type Capacity = (typeof capacities)[number]

export const actorsOfMoney = ['owner', 'university', 'coordinator', 'other'] as const
export type MoneyActor = (typeof actorsOfMoney)[number]

export const staffGroups = ['head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other'] as const
export type StaffGroup = (typeof staffGroups)[number]

export type Strand = {
  readonly code: string
  readonly name: Words
  /** The recipient's own contribution as per cent of the grant; undefined where none is stated. */
  readonly ownContributionPercent?: number | undefined
  readonly about: Words
}

export type Criterion = {
  readonly code: string
  readonly name: Words
  readonly explanation: Words
  /** Only priority criteria: how much it counts. The sum of a scheme's weights is 100. */
  readonly weight?: number | undefined
}

/** One place in law or guidelines, with the dates between which it is the one to refer to. */
export type LegalReference = { readonly code: string; readonly title: Words; readonly from: LocalDate; readonly to: LocalDate | undefined; readonly address: string }

/** The rules of one scheme while it is in force. Everything that has changed from one to the next is here, and nothing of it in the code. */
export type Scheme = {
  readonly code: string
  readonly name: Words
  readonly short: Words
  readonly about: Words
  readonly valid: Period
  readonly reporter: ReporterRule
  /** Whether a university or the like must be with the owner before the report is sent. */
  readonly partner: 'none' | 'required'
  /** Forms of organisation that can be a partner, as the register names them. */
  readonly partnerForms: readonly string[]
  readonly strands: readonly Strand[]
  readonly kinds: readonly ReportKind[]
  /** Schemes whose granted reports a continuation may build on. */
  readonly continues: readonly string[]
  /** Longest run of a measure, in years. */
  readonly longestYears: number
  readonly signatures: readonly Capacity[]
  /** The elected representatives' involvement must be told of. */
  readonly representatives: boolean
  /** Thematic working groups read the reports before the forum. */
  readonly workingGroups: boolean
  readonly themes: readonly { readonly code: string; readonly name: Words }[]
  readonly eligibility: readonly Criterion[]
  readonly priority: readonly Criterion[]
  /** Usual last day for reports of need and for the report of results, as month and day; the round itself decides. */
  readonly usualDeadline: { readonly month: number; readonly day: number }
  readonly usualResultDeadline: { readonly month: number; readonly day: number }
  /** Codes of the forms that are shipped for it: for the need, and for the results. */
  readonly form: string
  readonly resultForm: string
  /** Words that have changed over time: what the county governor was called, and who has the applicant's part of the money. */
  readonly roleWords: Readonly<Record<'county-governor' | 'grantee', Words>>
  readonly legal: readonly LegalReference[]
  /** By kind of recipient: whether the decision gives a right of appeal, and where that is said. */
  readonly appeal: Readonly<Record<'private' | 'municipal' | 'university', { readonly right: 'yes' | 'no' | 'unsettled'; readonly weeks: number; readonly body: Words; readonly basis: Words }>>
}

/** The scheme's rules on a day; undefined when it was not in force. */
export const inForce = (schemes: readonly Scheme[], day: LocalDate): readonly Scheme[] => schemes.filter(({ valid }) => contains(valid, day))

/** The reference to law that a letter of the day uses. */
export const legalOn = (scheme: Pick<Scheme, 'legal'>, day: LocalDate): readonly LegalReference[] => scheme.legal.filter(({ from, to }) => from <= day && (to === undefined || day < to))

/** The strand's name where the scheme has several to tell apart; nothing where there is only one. */
export const strandName = ({ strands }: Pick<Scheme, 'strands'>, code: string, language: Language): string | undefined =>
  strands.length < 2 ? undefined : (strands.find((one) => one.code === code)?.name[language] ?? code)

/** What the owner must pay itself beside a grant of so much, where the strand demands it. */
export function ownContribution({ strands }: Pick<Scheme, 'strands'>, code: string, grant: Ore): { readonly percent: number; readonly ore: Ore } | undefined {
  const percent = strands.find((one) => one.code === code)?.ownContributionPercent
  return percent === undefined ? undefined : { percent, ore: shareOf(grant, percent, 100) }
}

/** For data written by hand: a date that exists, or a fault at start. */
export const day = (text: string): LocalDate => {
  const found = localDate(text)
  if (!found) throw new RangeError(`No such day: ${text}`)
  return found
}
