import type { Actor } from '../../../kernel/actor.ts'
import { addMonths, type LocalDate } from '../../../kernel/dates.ts'
import { accept, refuse, type Decision } from '../../../kernel/decision.ts'

// Support material and its versions. The rules in words: docs/rules/library.md.

export const audiences = ['assistants', 'skilled-workers', 'pedagogical-leaders', 'heads', 'owners', 'whole-staff', 'support-services'] as const
export type Audience = (typeof audiences)[number]
export const ages = ['0-2', '3-5'] as const
export type Age = (typeof ages)[number]
/** Open licences by name, and `own`: the terms are written out. */
export const licences = ['cc-by', 'cc-by-sa', 'cc-by-nc', 'cc-by-nc-sa', 'cc-by-nd', 'cc-by-nc-nd', 'cc0', 'nlod', 'own'] as const
export type Licence = (typeof licences)[number]
export const captions = ['yes', 'no', 'no-speech'] as const
export type Captions = (typeof captions)[number]
export const forms = ['text', 'document', 'slides', 'sheet', 'picture', 'film'] as const
export type Form = (typeof forms)[number]
export const limits = { title: 150, summary: 600, body: 20_000, author: 200, licenceWords: 600, filmText: 10_000, news: 600, minutes: 2400, words: 1200, withdrawn: 600 } as const

export type Content = {
  readonly title: string
  readonly summary: string
  readonly body: string
  readonly themes: readonly string[]
  readonly audiences: readonly Audience[]
  readonly ages: readonly Age[]
  readonly minutes: number | undefined
  readonly author: string
  readonly licence: Licence | undefined
  readonly licenceWords: string
  readonly filmUrl: string
  readonly captions: Captions | undefined
  readonly filmText: string
  readonly news: string
}

export type VersionState = 'draft' | 'proposed' | 'returned' | 'published' | 'replaced' | 'withdrawn'
/** What the one who wrote it may still change. */
export const isOpen = (state: VersionState): boolean => state === 'draft' || state === 'returned'

export type Missing = 'nothing-in-it' | 'summary' | 'audience' | 'licence' | 'licence-words' | 'captions' | 'film-text' | 'news'
/** What a version lacks before others can use it. A film says whether it has captions, and tells in text what it shows. */
export function missingIn(content: Content, files: number, number: number): readonly Missing[] {
  const lacks: readonly (readonly [Missing, boolean])[] = [
    ['nothing-in-it', content.body === '' && content.filmUrl === '' && files === 0],
    ['summary', content.summary === ''],
    ['audience', content.audiences.length === 0],
    ['licence', content.licence === undefined],
    ['licence-words', content.licence === 'own' && content.licenceWords === ''],
    ['captions', content.filmUrl !== '' && content.captions === undefined],
    ['film-text', content.filmUrl !== '' && content.filmText === ''],
    ['news', number > 1 && content.news === ''],
  ]
  return lacks.flatMap(([name, isSo]) => (isSo ? [name] : []))
}

const formOf: Readonly<Record<string, Form>> = { pdf: 'document', docx: 'document', odt: 'document', pptx: 'slides', xlsx: 'sheet', png: 'picture', jpg: 'picture', jpeg: 'picture' }
/** The forms a version comes in, for the filters. */
export function formsOf(content: Pick<Content, 'body' | 'filmUrl'>, files: readonly { readonly name: string }[]): readonly Form[] {
  const found = new Set<Form>([...(content.body ? (['text'] as const) : []), ...(content.filmUrl ? (['film'] as const) : []), ...files.map(({ name }) => formOf[name.toLowerCase().split('.').at(-1) ?? ''] ?? 'document')])
  return forms.filter((one) => found.has(one))
}

/** Who answers for it, and the day it is looked at anew: from tomorrow, and not so far off that it is forgotten. */
export type Care = { readonly responsible: string; readonly reviewOn: LocalDate }
export type CareRefusal = 'review-passed' | 'review-far'
const mostMonths = 36
export const wrongCare = ({ reviewOn }: Care, today: LocalDate): CareRefusal | undefined => (reviewOn <= today ? 'review-passed' : reviewOn > addMonths(today, mostMonths) ? 'review-far' : undefined)
/** What waits this long before its day is shown among the tasks. */
export const reviewNoticeDays = 30

type Who = Pick<Actor, 'role' | 'orgId'>
type Whose = { readonly teamId: string; readonly fromKindergartenId: string | undefined; /** The number of the version that is read now. */ readonly current: number | undefined }
/** The team's own people write in its name; a head puts forward the kindergarten's own. */
export const isTeam = ({ role }: Pick<Who, 'role'>): boolean => role === 'adviser' || role === 'team-leader'
/** The team that stands behind it: publishes, sends back, looks at it again and withdraws. */
export const answersFor = ({ teamId }: Pick<Whose, 'teamId'>, who: Who): boolean => isTeam(who) && who.orgId === teamId
/** Whose turn it is to write: the head's until it is published, when it came from a kindergarten; else the team's. As `library.writes` in the database. */
export const mayWrite = (material: Whose, who: Who): boolean =>
  material.fromKindergartenId !== undefined && material.current === undefined ? who.role === 'head' && who.orgId === material.fromKindergartenId : answersFor(material, who)

export type Standing = { readonly state: VersionState; readonly withdrawn: boolean }
type Event<Kind extends string> = { readonly kind: `library.${Kind}` }

export const save = ({ state, withdrawn }: Standing, seen: number, stored: number): Decision<'withdrawn' | 'not-open' | 'changed-meanwhile', Event<'material-saved'>> =>
  withdrawn ? refuse('withdrawn') : !isOpen(state) ? refuse('not-open') : seen !== stored ? refuse('changed-meanwhile') : accept({ kind: 'library.material-saved' })

/** The head puts it forward; it goes to the team when it could have been published. */
export const propose = ({ state, withdrawn }: Standing, missing: readonly Missing[]): Decision<'withdrawn' | 'not-open' | 'not-ready', Event<'material-proposed'>> =>
  withdrawn ? refuse('withdrawn') : !isOpen(state) ? refuse('not-open') : missing.length > 0 ? refuse('not-ready') : accept({ kind: 'library.material-proposed' })

export const sendBack = ({ state }: Standing): Decision<'not-proposed', Event<'material-returned'>> => (state === 'proposed' ? accept({ kind: 'library.material-returned' }) : refuse('not-proposed'))

/** The team publishes what it has written, or takes in what a kindergarten has put forward. */
export function publish({ state, withdrawn }: Standing, missing: readonly Missing[], care: Care, today: LocalDate): Decision<'withdrawn' | 'not-open' | 'not-ready' | CareRefusal, Event<'material-published'>> {
  if (withdrawn) return refuse('withdrawn')
  if (!isOpen(state) && state !== 'proposed') return refuse('not-open')
  if (missing.length > 0) return refuse('not-ready')
  const wrong = wrongCare(care, today)
  return wrong ? refuse(wrong) : accept({ kind: 'library.material-published' })
}

/** A new version begins as the last one stands; there is one at a time. */
export const renew = (isPublished: boolean, hasOpen: boolean, withdrawn: boolean): Decision<'withdrawn' | 'not-published', Event<'version-begun'> | { readonly kind: 'still-open' }> =>
  withdrawn ? refuse('withdrawn') : !isPublished ? refuse('not-published') : accept(hasOpen ? { kind: 'still-open' } : { kind: 'library.version-begun' })

export const withdraw = (isPublished: boolean, withdrawn: boolean): Decision<'withdrawn' | 'not-published', Event<'material-withdrawn'>> =>
  withdrawn ? refuse('withdrawn') : isPublished ? accept({ kind: 'library.material-withdrawn' }) : refuse('not-published')
