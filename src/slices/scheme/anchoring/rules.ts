import type { Role } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import { sectionDigest, type Answers } from '../forms/answers.ts'
import type { FormDefinition } from '../forms/definition.ts'
import type { Capacity, Scheme } from '../schemes/rules.ts'

/** One signature that a report needs: in a capacity, for an organisation. */
export type Needed = { readonly capacity: Capacity; readonly orgId: string; readonly orgName: string }

/** Who has a part in a report, as the register and their answers say it. `kindergarten`: one that the report is about, with its owner today. */
export type Party = { readonly part: 'lead' | 'member' | 'partner' | 'kindergarten'; readonly state: 'invited' | 'accepted' | 'declined'; readonly orgId: string; readonly orgName: string; readonly owner?: { readonly id: string; readonly name: string } | undefined }

/**
 * The signatures that a report needs: a pedagogical leader and the head of each kindergarten in it, each owner once, the partner once; of these the ones
 * the scheme names, in the scheme's order. Where the owner reports, the owners are the lead and those who have joined; where the kindergarten reports,
 * those who own the kindergartens.
 */
export function neededSignatures(scheme: Pick<Scheme, 'signatures' | 'reporter'>, parties: readonly Party[]): readonly Needed[] {
  const active = parties.filter(({ state }) => state !== 'declined')
  const kindergartens = active.filter(({ part }) => part === 'kindergarten')
  const ofCapacity: Readonly<Record<Capacity, readonly { readonly id: string; readonly name: string }[]>> = {
    'pedagogical-leader': kindergartens.map(named),
    head: kindergartens.map(named),
    owner:
      scheme.reporter === 'owner-with-partner'
        ? active.filter(({ part, state }) => part === 'lead' || (part === 'member' && state === 'accepted')).map(named)
        : kindergartens.flatMap(({ owner }) => owner ?? []),
    partner: active.filter(({ part }) => part === 'partner').map(named),
  }
  return scheme.signatures.flatMap((capacity) => [...new Map(ofCapacity[capacity].map((org) => [org.id, { capacity, orgId: org.id, orgName: org.name }])).values()])
}

const named = ({ orgId, orgName }: Party) => ({ id: orgId, name: orgName })

/** Digests by section. The head's signature stands for the kindergarten's own form on participation too, under this key. */
export type Digests = Readonly<Record<string, string>>
export const participationKey = '@participation'
/** What kind of report it is and in which strand: no section asks, and everyone signs for it. */
export const aboutKey = '@about'

/** What a signature stands for now. @param answers with their context, see `withContext`; `participation`: digest of the kindergarten's own form */
export function covered(definition: FormDefinition, answers: Answers, capacity: Capacity, participation: string | undefined): Digests {
  const sections = definition.sections.filter(({ signedBy }) => signedBy.includes(capacity)).map(({ key }) => [key, sectionDigest(definition, answers, key)] as const)
  const about = answers['@strand'] === undefined ? [] : [[aboutKey, JSON.stringify([answers['@kind'], answers['@strand']])] as const]
  return Object.fromEntries([...about, ...sections, ...(capacity === 'head' && participation !== undefined ? [[participationKey, participation] as const] : [])])
}

/** The sections that are no longer as they were when it was signed, in the order of what is now; a section that has come or gone counts. */
export const touched = (signed: Digests, now: Digests): readonly string[] => [...new Set([...Object.keys(now), ...Object.keys(signed)])].filter((key) => signed[key] !== now[key])

/** The last word of somebody in a capacity for an organisation. */
export type Mark = {
  readonly id: string
  readonly capacity: Capacity
  readonly orgId: string
  readonly personId: string
  readonly name: string
  readonly onBehalfOf: string | undefined
  readonly digests: Digests
  readonly signedAt: Date | undefined
  readonly declinedAt: Date | undefined
  readonly reason: string | undefined
  readonly voidedAt: Date | undefined
  readonly voidSections: readonly string[]
}

/** Someone who can sign today. `own`: in a role of their own; otherwise as a deputy. */
export type Signer = { readonly capacity: Capacity; readonly orgId: string; readonly personId: string; readonly own: boolean }

export const standings = ['signed', 'missing', 'void', 'declined', 'nobody-can-sign'] as const
export type Standing = (typeof standings)[number]
export type Row = Needed & {
  readonly status: Standing
  /** The last word said for it, whatever became of it. */
  readonly mark: Mark | undefined
  /** Sections that were changed after it was signed; only when it is void. */
  readonly changed: readonly string[]
  /** Nobody can sign it today. Also true of what was declined or became void: the alarm is then shown beside it. */
  readonly alarm: boolean
}

export type State = { readonly needed: readonly Row[]; readonly ready: boolean }

/**
 * How far the signatures have come. A signature holds as long as what it stands for is what is written now: one whose sections have changed is void,
 * also if nobody has said so yet.
 *
 * @param now what a signature would stand for today, for a capacity and an organisation
 */
export function standingOf(scheme: Pick<Scheme, 'signatures' | 'reporter'>, parties: readonly Party[], marks: readonly Mark[], signers: readonly Signer[], now: (needed: Needed) => Digests): State {
  const all = neededSignatures(scheme, parties)
  const needed = all.map((one): Row => {
    const mark = marks.find(({ capacity, orgId }) => capacity === one.capacity && orgId === one.orgId)
    const changed = mark?.signedAt ? (mark.voidedAt ? mark.voidSections : touched(mark.digests, now(one))) : []
    const holds = mark?.signedAt !== undefined && mark.voidedAt === undefined && changed.length === 0
    const alarm = !holds && !canBeSigned(one, all, marks, signers)
    const status = holds ? 'signed' : mark?.declinedAt ? 'declined' : mark?.signedAt ? 'void' : alarm ? 'nobody-can-sign' : 'missing'
    return { ...one, status, mark, changed, alarm }
  })
  const every = scheme.signatures.every((capacity) => needed.some((one) => one.capacity === capacity))
  return { needed, ready: every && needed.every(({ status }) => status === 'signed') }
}

/**
 * Somebody can sign it who has not signed in another capacity for the same organisation, unless both roles are truly theirs. A deputy who is the only
 * one who can sign as something else there, too, signs as that: nobody is left to sign in the place of the one who is away.
 */
const canBeSigned = ({ capacity, orgId }: Needed, all: readonly Needed[], marks: readonly Mark[], signers: readonly Signer[]): boolean => {
  const others = all.filter((one) => one.orgId === orgId && one.capacity !== capacity)
  const isOnlyOne = ({ personId }: Signer) =>
    others.some((other) => {
      const candidates = signers.filter((one) => one.orgId === orgId && one.capacity === other.capacity)
      return candidates.length > 0 && candidates.every((one) => one.personId === personId) && !marks.some((mark) => mark.orgId === orgId && mark.capacity === other.capacity && mark.signedAt && !mark.voidedAt)
    })
  return signers.some((signer) => signer.capacity === capacity && signer.orgId === orgId && !signedAsAnother(signer, marks, signers) && (signer.own || !isOnlyOne(signer)))
}

function signedAsAnother(signer: Signer, marks: readonly Mark[], signers: readonly Signer[]): boolean {
  const other = marks.find((mark) => mark.orgId === signer.orgId && mark.personId === signer.personId && mark.capacity !== signer.capacity && mark.signedAt !== undefined && mark.voidedAt === undefined)
  if (!other) return false
  const ownOther = signers.some((one) => one.own && one.personId === signer.personId && one.orgId === signer.orgId && one.capacity === other.capacity)
  return !(signer.own && ownOther && other.onBehalfOf === undefined)
}

/** The capacity in which a role signs; undefined for those who never do. */
export const capacityOf = (role: Role): Capacity | undefined => (role === 'university-contact' ? 'partner' : role === 'pedagogical-leader' || role === 'head' || role === 'owner' ? role : undefined)

export type SignFacts = {
  readonly state: 'draft' | 'signing' | 'submitted' | 'withdrawn' | 'not-submitted'
  readonly actor: { readonly personId: string; readonly orgId: string; readonly role: Role; readonly asDeputy: boolean }
  readonly rows: readonly Row[]
  readonly marks: readonly Mark[]
  readonly signers: readonly Signer[]
  /** The kindergarten's own form on participation is filled in; asked of the head only. */
  readonly participation: boolean
  /** What is written is what the page showed that they signed from. */
  readonly seen: boolean
}

export type SignRefusal = 'not-signing' | 'not-yours-to-sign' | 'already-signed' | 'signed-as-another' | 'participation-missing' | 'changed-meanwhile'

/** The actor signs in the capacity they act in now: in that very organisation, today. */
export function sign({ state, actor, rows, marks, signers, participation, seen }: SignFacts): Decision<SignRefusal, { readonly kind: 'scheme.signed'; readonly row: Row }> {
  const row = ownRow(actor, rows)
  if (!row) return refuse('not-yours-to-sign')
  if (state !== 'signing') return refuse('not-signing')
  if (row.status === 'signed') return refuse('already-signed')
  const signer = signers.find((one) => one.capacity === row.capacity && one.orgId === row.orgId && one.personId === actor.personId && one.own !== actor.asDeputy) ?? { capacity: row.capacity, orgId: row.orgId, personId: actor.personId, own: !actor.asDeputy }
  if (signedAsAnother(signer, marks, signers)) return refuse('signed-as-another')
  if (row.capacity === 'head' && !participation) return refuse('participation-missing')
  return seen ? accept({ kind: 'scheme.signed', row }) : refuse('changed-meanwhile')
}

export type DeclineRefusal = 'not-signing' | 'not-yours-to-sign' | 'reason-missing'

/** The actor does not stand behind it as it is: the report is opened so that it can be changed. Also for one who has signed and thinks again. */
export function decline({ state, actor, rows }: Pick<SignFacts, 'state' | 'actor' | 'rows'>, reason: string): Decision<DeclineRefusal, { readonly kind: 'scheme.sign-declined'; readonly row: Row }> {
  const row = ownRow(actor, rows)
  if (!row) return refuse('not-yours-to-sign')
  if (state !== 'signing') return refuse('not-signing')
  return reason === '' ? refuse('reason-missing') : accept({ kind: 'scheme.sign-declined', row })
}

/** The signature that is the actor's to give, in the capacity they act in now. */
export const ownRow = (actor: Pick<SignFacts['actor'], 'orgId' | 'role'>, rows: readonly Row[]): Row | undefined => rows.find(({ capacity, orgId }) => capacity === capacityOf(actor.role) && orgId === actor.orgId)

/** The organisation has a part in the report, or owns a kindergarten that has. Those who only handle what was sent do not see who has signed a draft. */
export const takesPart = (parties: readonly Party[], orgId: string): boolean => parties.some((party) => party.state !== 'declined' && (party.orgId === orgId || party.owner?.id === orgId))

/** What waits for a word: no signature that holds, and somebody to ask. */
export const waiting = (rows: readonly Row[]): readonly Row[] => rows.filter(({ status, alarm }) => status !== 'signed' && !alarm)
