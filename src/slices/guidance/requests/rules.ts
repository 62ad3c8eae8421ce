import type { Actor } from '../../../kernel/actor.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'
import type { Id, PersonId } from '../../../kernel/ids.ts'

export type CaseId = Id<'guidance-case'>

export const targets = ['whole-staff', 'leadership', 'departments'] as const
export type Target = (typeof targets)[number]

/** What the kindergarten would like the help to be; the mandate names a diversity of means (virkemidler). */
export const means = ['staff-guidance', 'leader-guidance', 'observation', 'staff-meeting', 'course', 'network', 'material', 'other'] as const
export type Means = (typeof means)[number]

export const involvements = ['yes', 'partly', 'no'] as const
export type Involvement = (typeof involvements)[number]

/** What the head writes when asking for guidance, in the kindergarten's own words. Undefined and empty are what is not answered yet. */
export type RequestContent = {
  readonly target: Target | undefined
  /** Names of departments, when the request is for some of them. */
  readonly departments: readonly string[]
  readonly themes: readonly string[]
  readonly experienced: string
  readonly sinceWhen: string
  readonly tried: string
  readonly effect: string
  readonly wished: string
  readonly goal: string
  readonly means: readonly Means[]
  readonly times: string
  readonly staffInvolved: Involvement | undefined
  readonly staffInvolvedHow: string
  readonly ownerInformed: boolean | undefined
}

/** A need that has been decided, as the kindergarten wrote it: what a request may begin from. */
export type NeedBehind = { readonly id: string; readonly title: string; readonly finding: string; readonly forWhom: string; readonly cause: string; readonly wished: string; readonly signs: string; readonly themes: readonly string[]; readonly staffInvolved: Involvement | undefined; readonly staffInvolvedHow: string }

/** What a need already answers of a request; the head reads it through and writes on. The themes are those one may ask about. */
export const contentFromNeed = (need: NeedBehind, known: readonly string[]): Partial<RequestContent> => ({
  themes: need.themes.filter((code) => known.includes(code)),
  experienced: [need.finding, need.forWhom, need.cause].filter((text) => text !== '').join('\n\n').slice(0, 4000),
  wished: need.wished,
  goal: need.signs,
  staffInvolved: need.staffInvolved,
  staffInvolvedHow: need.staffInvolvedHow,
})

/** The parts of the request, in the order they are asked for; the names are their addresses. */
export const sections = ['hvem', 'tema', 'opplevelse', 'onske', 'forankring', 'vedlegg'] as const
export type Section = (typeof sections)[number]
export const isSection = (text: string): text is Section => (sections as readonly string[]).includes(text)

export type Field = keyof RequestContent
export const fieldsOf: Readonly<Record<Section, readonly Field[]>> = {
  hvem: ['target', 'departments'],
  tema: ['themes'],
  opplevelse: ['experienced', 'sinceWhen', 'tried', 'effect'],
  onske: ['wished', 'goal', 'means', 'times'],
  forankring: ['staffInvolved', 'staffInvolvedHow', 'ownerInformed'],
  vedlegg: [],
}

/** The fields with free text: where the guard of the system perspective looks. */
export const guardedFields = ['experienced', 'sinceWhen', 'tried', 'effect', 'wished', 'goal', 'times', 'staffInvolvedHow'] as const satisfies readonly Field[]

/** What every request must answer, whatever else is in it. */
export const alwaysAsked: readonly Field[] = ['target', 'themes', 'experienced', 'sinceWhen', 'tried', 'wished', 'goal', 'means', 'staffInvolved', 'ownerInformed']
/** What nobody has to answer; the fields that are in neither list depend on another answer, and their own words say which. */
export const neverAsked: readonly Field[] = ['effect', 'times']

/** What must be answered before the request can be sent. `effect` is only asked for when something has been tried. */
export function missingFields(content: RequestContent): Field[] {
  const empty = (field: Field) => content[field] === undefined || content[field] === '' || (Array.isArray(content[field]) && content[field].length === 0)
  return [
    ...alwaysAsked.filter(empty),
    ...(content.target === 'departments' && content.departments.length === 0 ? (['departments'] as const) : []),
    ...(content.staffInvolved !== undefined && content.staffInvolved !== 'no' && content.staffInvolvedHow === '' ? (['staffInvolvedHow'] as const) : []),
  ]
}

/** The fields of a part that two versions answer differently. */
export const differing = (section: Section, one: RequestContent, other: RequestContent): readonly Field[] => fieldsOf[section].filter((field) => JSON.stringify(one[field] ?? null) !== JSON.stringify(other[field] ?? null))

export const sectionOf = (field: Field): Section => sections.find((section) => fieldsOf[section].includes(field)) ?? 'hvem'

export type SectionStatus = 'not-started' | 'in-progress' | 'done' | 'optional'

/** How far each part has come. */
export function sectionStatus(content: RequestContent, section: Section): SectionStatus {
  if (section === 'vedlegg') return 'optional'
  const missing = missingFields(content).filter((field) => sectionOf(field) === section)
  if (missing.length === 0) return 'done'
  const touched = fieldsOf[section].some((field) => (Array.isArray(content[field]) ? content[field].length > 0 : content[field] !== undefined && content[field] !== ''))
  return touched ? 'in-progress' : 'not-started'
}

export type CaseState = 'draft' | 'running' | 'closed' | 'withdrawn'
/** A request is written in, and may be thrown away, until it is sent; after that it is withdrawn along the flow chart. */
export const whileDraft = (state: CaseState): Decision<'already-sent', { readonly kind: 'still-draft' }> => (state === 'draft' ? accept({ kind: 'still-draft' }) : refuse('already-sent'))

/** Files are added while the request is written, and by either side while the case runs. */
export const attach = (state: CaseState): Decision<'case-closed', { readonly kind: 'guidance.attachment-added' }> =>
  state === 'draft' || state === 'running' ? accept({ kind: 'guidance.attachment-added' }) : refuse('case-closed')

export type DetachRefusal = 'case-closed' | 'not-yours-to-remove'

/** In a draft the kindergarten takes away what it likes. What has been sent is taken away by the one who added it, and by nobody when that is not known. */
export function detach(state: CaseState, addedBy: PersonId | undefined, actor: Pick<Actor, 'personId'>): Decision<DetachRefusal, { readonly kind: 'guidance.attachment-removed' }> {
  if (state !== 'draft' && state !== 'running') return refuse('case-closed')
  return state === 'draft' || addedBy === actor.personId ? accept({ kind: 'guidance.attachment-removed' }) : refuse('not-yours-to-remove')
}

export type SubmitRefusal = 'already-sent' | 'not-complete' | 'not-confirmed' | 'withdrawn' | 'no-flow' | 'only-head'
export type Requested = { readonly kind: 'guidance.requested' }

/**
 * Guidance is given on request from the head (styrer), or the head's deputy, and along the municipality's flow chart (the mandate).
 * The request must be whole, and the head confirms that it is about the group and the adults, never about a single child.
 */
export function submit(state: CaseState, content: RequestContent, confirmed: boolean, hasFlow: boolean, actor: Pick<Actor, 'role'>): Decision<SubmitRefusal, Requested> {
  if (actor.role !== 'head') return refuse('only-head')
  if (state === 'withdrawn') return refuse('withdrawn')
  if (state !== 'draft') return refuse('already-sent')
  if (missingFields(content).length > 0) return refuse('not-complete')
  if (!confirmed) return refuse('not-confirmed')
  if (!hasFlow) return refuse('no-flow')
  return accept({ kind: 'guidance.requested' })
}

/** The reference people use in mail and on the phone: 'V2026-0042' (V for veiledning). */
export const referenceOf = (year: number, number: number): string => `V${year}-${String(number).padStart(4, '0')}`
