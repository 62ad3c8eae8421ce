import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import { withContext, type Answers } from '../forms/answers.ts'
import { carrier, type FormDefinition } from '../forms/definition.ts'
import { strings } from '../forms/answers.ts'
import { loadFormDefinition } from '../forms/store.ts'
import type { Known } from '../forms/reading.ts'
import { loadRound, extendedUntil, type Round } from '../rounds/store.ts'
import { loadScheme } from '../schemes/store.ts'
import type { Scheme } from '../schemes/rules.ts'
import { loadParties, type Party } from './parties/store.ts'
import { ownershipOf } from './rules.ts'
import * as store from './store.ts'

/** A report with all that belongs to writing, signing and sending it. */
export type Work = {
  readonly report: store.Report
  readonly round: Round
  readonly scheme: Scheme
  readonly definition: FormDefinition
  readonly parties: readonly Party[]
  readonly kindergartens: readonly store.KnownKindergarten[]
  readonly partners: readonly { readonly id: string; readonly name: string }[]
  readonly extendedUntil: Date | undefined
  /** What is written, with what the report knows of itself beside it: what every question of the form is asked of. */
  readonly answers: Answers
}

/** Loads what a report's pages and actions lean on; undefined when the actor cannot see it. */
export const loadWork = async (tx: Tx, id: string): Promise<Work | undefined> => gather(tx, await store.loadReport(tx, id))
/** As `loadWork`, and nobody else changes the report until the transaction is over. */
export const lockWork = async (tx: Tx, id: string): Promise<Work | undefined> => gather(tx, await store.lockReport(tx, id))

async function gather(tx: Tx, report: store.Report | undefined): Promise<Work | undefined> {
  if (!report) return undefined
  const [round, definition, parties, kindergartens] = await Promise.all([loadRound(tx, report.roundId), loadFormDefinition(tx, report.formVersionId), loadParties(tx, report.id), store.loadKindergartens(tx, report.id)])
  if (!round || !definition) return undefined
  const [scheme, until] = await Promise.all([loadScheme(tx, round.schemeCode), extendedUntil(tx, round.id, report.leadId)])
  if (!scheme) return undefined
  const partners = scheme.partner === 'required' ? await store.loadPartners(tx, scheme.partnerForms) : []
  const bare = { report, round, scheme, definition, parties, kindergartens, partners, extendedUntil: until }
  return { ...bare, answers: inContext(bare, report.answers) }
}

/** Answers with what the report knows of itself: its kind, its strand, whether it is a network's, and the first calendar year of its money. */
export function inContext({ report, round, definition, parties, kindergartens }: Omit<Work, 'answers'>, answers: Answers): Answers {
  const list = carrier(definition, 'kindergartens')
  const chosen = list ? strings(answers[list.key]) : []
  return withContext(answers, {
    kind: report.kind,
    strand: report.strand,
    network: parties.some(({ part, state }) => part === 'member' && state !== 'declined'),
    ownership: ownershipOf(kindergartens.filter(({ id }) => chosen.includes(id))),
    firstYear: round.kindergartenYear,
  })
}

/** Whether the actor stands behind the report: reports it, takes part in it, or owns a kindergarten in it and is asked to sign because of that. */
export const isOwnSide = async (tx: Tx, { report, parties }: Pick<Work, 'report' | 'parties'>, actor: Pick<Actor, 'orgId' | 'role'>): Promise<boolean> =>
  report.leadId === actor.orgId || parties.some(({ orgId, state }) => orgId === actor.orgId && state !== 'declined') || (actor.role === 'owner' && (await store.ownsOneIn(tx, report.id, actor.orgId)))

/** What a reader of the form may choose among. */
export const knownOf = ({ kindergartens, partners, answers }: Pick<Work, 'kindergartens' | 'partners' | 'answers'>): Known => ({ kindergartens, organisations: partners, answers })

/** The names that stand for organisations in the answers. */
export const namesOf = ({ kindergartens, partners, parties }: Pick<Work, 'kindergartens' | 'partners' | 'parties'>) => [...kindergartens, ...partners, ...parties.map(({ orgId, name }) => ({ id: orgId, name }))]
