import type { Role } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { Figures } from './figures/shape.ts'

export const states = ['draft', 'approved', 'published'] as const
export type ReportState = (typeof states)[number]

/** In the order they stand in the report. */
export const chapters = ['summary', 'structure', 'norms', 'needs', 'measures', 'reach', 'guidance', 'effects', 'priorities'] as const
export type Chapter = (typeof chapters)[number]
/** What must be written before the report is approved; the others stand on their figures. */
const demanded = ['summary', 'priorities'] as const satisfies readonly Chapter[]

/** The longest a chapter may be. */
export const longest = 6000
/** The first year there may be a report of. */
export const firstYear = 2020

export type Written = { readonly chapter: Chapter; readonly body: string; readonly version: number; readonly changedAt: Date; readonly changedBy: string }
export type Snapshot = { readonly number: number; readonly takenAt: Date; readonly takenBy: string; readonly figures: Figures }

/** A report without its content, as lists show it. */
export type ReportHead = {
  readonly id: string
  readonly municipalityId: string
  readonly municipality: string
  readonly year: number
  readonly version: number
  readonly state: ReportState
  readonly language: 'nb' | 'nn'
  readonly approvedAt: Date | undefined
  readonly approvedBy: string | undefined
  readonly publishedAt: Date | undefined
  readonly publishedBy: string | undefined
}
export type Report = ReportHead & { readonly written: readonly Written[]; readonly snapshot: Snapshot }

export const bodyOf = (report: Pick<Report, 'written'>, chapter: Chapter): string => report.written.find((one) => one.chapter === chapter)?.body ?? ''
const versionOf = (report: Pick<Report, 'written'>, chapter: Chapter): number => report.written.find((one) => one.chapter === chapter)?.version ?? 0

type Event<Kind extends string> = { readonly kind: `strategy.${Kind}` }

export type BeginRefusal = 'is-written' | 'year-not-begun'
/** A new report of a year, or a new version of one that is approved. One is written at a time. */
export function begin(ofYear: readonly Pick<ReportHead, 'state' | 'version'>[], year: number, thisYear: number): Decision<BeginRefusal, Event<'quality-report-begun'> & { readonly version: number }> {
  if (year > thisYear || year < firstYear) return refuse('year-not-begun')
  if (ofYear.some(({ state }) => state === 'draft')) return refuse('is-written')
  return accept({ kind: 'strategy.quality-report-begun', version: Math.max(0, ...ofYear.map(({ version }) => version)) + 1 })
}

export type WriteRefusal = 'stands' | 'changed-meanwhile'
/** @param seen the version of the chapter that the page showed; 0 when nothing was written */
export function write(report: Pick<Report, 'state' | 'written'>, chapter: Chapter, seen: number): Decision<WriteRefusal, Event<'quality-report-written'>> {
  if (report.state !== 'draft') return refuse('stands')
  return versionOf(report, chapter) === seen ? accept({ kind: 'strategy.quality-report-written' }) : refuse('changed-meanwhile')
}

export const takeAgain = (report: Pick<Report, 'state'>): Decision<'stands', Event<'quality-figures-taken'>> => (report.state === 'draft' ? accept({ kind: 'strategy.quality-figures-taken' }) : refuse('stands'))

export const steps = ['approve', 'publish'] as const
export type Step = (typeof steps)[number]
export type StepRefusal = 'only-authority' | 'stands' | 'not-whole' | 'not-approved' | 'changed-meanwhile'
/**
 * The municipality as authority approves, then publishes. What is approved does not change.
 * @param seen what the page showed (`stampOf`): nobody approves words or figures they have not seen
 */
export function take(report: Pick<Report, 'state' | 'written' | 'snapshot'>, step: Step, role: Role, seen: string): Decision<StepRefusal, Event<'quality-report-approved' | 'quality-report-published'>> {
  if (role !== 'authority') return refuse('only-authority')
  if (step === 'publish') return report.state === 'approved' ? accept({ kind: 'strategy.quality-report-published' }) : refuse(report.state === 'draft' ? 'not-approved' : 'stands')
  if (report.state !== 'draft') return refuse('stands')
  if (stampOf(report) !== seen) return refuse('changed-meanwhile')
  return lacksOf(report).length > 0 ? refuse('not-whole') : accept({ kind: 'strategy.quality-report-approved' })
}

export const lacksOf = (report: Pick<Report, 'written'>): readonly Chapter[] => demanded.filter((chapter) => bodyOf(report, chapter) === '')
/** What a page showed of a draft: the figures and the version of each chapter. */
export const stampOf = (report: Pick<Report, 'written' | 'snapshot'>): string => [report.snapshot.number, ...chapters.map((chapter) => versionOf(report, chapter))].join('.')

/** Of several versions of a year the last one that is published is the one that holds. */
export const isReplaced = (report: ReportHead, all: readonly ReportHead[]): boolean =>
  all.some((other) => other.municipalityId === report.municipalityId && other.year === report.year && other.state === 'published' && other.version > report.version)
