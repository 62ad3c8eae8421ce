import * as z from 'zod'
import { actorsOfMoney, capacities, staffGroups, type Capacity, type MoneyActor, type StaffGroup, type Words } from '../schemes/rules.ts'

/**
 * What a form is: sections with questions, all as data, in three languages. A form knows no scheme and no round.
 *
 * For those who build on it: `definition.ts` has the shapes and `formSchema` (what the database gives back), `check.ts` says what is wrong with a form,
 * `answers.ts` what is seen, missing, summed and signed, `reading.ts` reads what a browser sent (`readSection`), `core.ts` gives the fixed core of meaning
 * (`coreOf`), `fields.tsx` draws a section (`SectionFields`), `view.tsx` shows answers (`AnswersView`), `document.ts` gives them as blocks of a document,
 * and `store.ts` has `saveShippedForms`.
 */
export type FormDefinition = { readonly purpose: Purpose; readonly sections: readonly Section[] }

export const purposes = ['need', 'result'] as const
export type Purpose = (typeof purposes)[number]

export const writers = ['applicant', 'partner'] as const

export type Section = {
  readonly key: string
  readonly title: Words
  readonly intro: Words
  /** Who writes it: the one who reports, or the partner its own part. */
  readonly by: (typeof writers)[number]
  /** Whose signatures say that they stand behind what is written here: a change makes these void. */
  readonly signedBy: readonly Capacity[]
  /** All must hold; none means always. */
  readonly shown: readonly Condition[]
  readonly questions: readonly Question[]
}

/** Holds when the answer to `when` is, or contains, one of the values. A box that is ticked has the value 'yes'. */
export type Condition = { readonly when: string; readonly is: readonly string[] }

/** What conditions may ask about beside questions: what the report itself knows. `withContext` puts them among the answers. */
export const contextKeys = ['@kind', '@strand', '@network', '@ownership'] as const
export type ContextKey = (typeof contextKeys)[number]
export const isContextKey = (key: string): key is ContextKey => contextKeys.some((known) => known === key)

type Common = {
  /** Name in the answers: never changed once the version is locked. */
  readonly key: string
  readonly label: Words
  readonly help: Words
  /** What is said when it is not answered; empty for the usual sentence. */
  readonly missing: Words
  readonly required: boolean
  readonly shown: readonly Condition[]
  readonly core?: CoreName | undefined
}
export type Option = { readonly value: string; readonly label: Words }

type TextQuestion = Common & { readonly kind: 'text'; readonly long: boolean; readonly most: number }
export type ChoiceQuestion = Common & { readonly kind: 'choice'; readonly many: boolean; readonly options: readonly Option[] }
/** Per kindergarten of the report and staff group: how many are employed, and how many take part. */
export type StaffQuestion = Common & { readonly kind: 'staff'; readonly groups: readonly StaffGroup[] }
/** A table of amounts: so many calendar years from the round's first, by who is to have the money. The report's duration hides the years after it. */
export type MoneyQuestion = Common & { readonly kind: 'money'; readonly years: number; readonly actors: readonly MoneyActor[] }
export type DateQuestion = Common & { readonly kind: 'date' }
export type KindergartensQuestion = Common & { readonly kind: 'kindergartens'; readonly most: number }
/** One of the organisations that the scheme lets be a partner. */
export type OrganisationQuestion = Common & { readonly kind: 'organisation' }
export type FileQuestion = Common & { readonly kind: 'file'; readonly most: number }
export type DeclarationQuestion = Common & { readonly kind: 'declaration' }
type NumberQuestion = Common & { readonly kind: 'number'; readonly least: number; readonly most: number }
/** Calculated, never typed. With `equals` the sum must be the same as the answer to that question. */
export type SumQuestion = Common & { readonly kind: 'sum'; readonly of: readonly string[]; readonly equals?: string | undefined }
export type Question =
  | TextQuestion
  | ChoiceQuestion
  | StaffQuestion
  | MoneyQuestion
  | DateQuestion
  | KindergartensQuestion
  | OrganisationQuestion
  | FileQuestion
  | DeclarationQuestion
  | NumberQuestion
  | SumQuestion

export const questionKinds = ['text', 'choice', 'staff', 'money', 'date', 'kindergartens', 'organisation', 'file', 'declaration', 'number', 'sum'] as const satisfies readonly Question['kind'][]
export type QuestionKind = Question['kind']

/** The fixed core of meaning, and the kinds of question that can carry it: what is counted and decided upon never hangs on how a form words it. */
export const coreKinds = {
  title: ['text'],
  themes: ['choice'],
  need: ['text'],
  'need-assessed-how': ['choice', 'text'],
  'who-took-part': ['choice', 'text'],
  goals: ['text'],
  signs: ['text'],
  activities: ['text', 'choice'],
  'reach-all-staff': ['text'],
  duration: ['choice', 'number'],
  'starts-on': ['date'],
  amounts: ['money'],
  partner: ['organisation'],
  'partner-contact': ['text'],
  'partner-dialogue': ['date'],
  'partner-part': ['text'],
  kindergartens: ['kindergartens'],
  staff: ['staff'],
  challenge: ['choice', 'number'],
  'evaluation-plan': ['text'],
  'other-funding': ['text'],
  representatives: ['text', 'choice'],
  'authority-informed': ['declaration', 'choice', 'text'],
  declaration: ['declaration'],
  'what-changed': ['text'],
  scope: ['choice'],
  'network-name': ['text'],
  'network-contact': ['text'],
  attachments: ['file'],
  granted: ['money'],
  used: ['money'],
  unused: ['money'],
  'unused-why': ['text'],
  'own-contribution': ['money'],
  'activities-done': ['text'],
  'fell-out': ['kindergartens', 'text'],
  'change-head': ['text'],
  'change-staff': ['text'],
  'change-partner': ['text'],
  anchoring: ['text', 'choice'],
  'partner-effect': ['text'],
  'goes-on': ['text', 'choice'],
} as const satisfies Readonly<Record<string, readonly QuestionKind[]>>
export type CoreName = keyof typeof coreKinds
export const coreNames = Object.keys(coreKinds) as readonly CoreName[]

/** So much a form may hold. More than anyone needs; everything is quick up to here. */
export const limits = { sections: 20, questions: 60, options: 40, conditions: 4, text: 20_000, kindergartens: 400, years: 4, files: 10, label: 300, help: 1500 } as const

const key = z.string().regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/).max(40)
const written = (most: number) => z.object({ nb: z.string().max(most), nn: z.string().max(most), en: z.string().max(most) })
const condition = z.object({ when: z.union([key, z.enum(contextKeys)]), is: z.array(z.string().max(60)).max(limits.options) })
const question = {
  key,
  label: written(limits.label),
  help: written(limits.help),
  missing: written(limits.label),
  required: z.boolean(),
  shown: z.array(condition).max(limits.conditions),
  core: z.enum(coreNames).optional(),
}
const whole = (least: number, most: number) => z.int().min(least).max(most)
const value = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/).max(60)

export const questionSchema = z.discriminatedUnion('kind', [
  z.object({ ...question, kind: z.literal('text'), long: z.boolean(), most: whole(1, limits.text) }),
  z.object({ ...question, kind: z.literal('choice'), many: z.boolean(), options: z.array(z.object({ value, label: written(limits.label) })).max(limits.options) }),
  z.object({ ...question, kind: z.literal('staff'), groups: z.array(z.enum(staffGroups)).max(staffGroups.length) }),
  z.object({ ...question, kind: z.literal('money'), years: whole(1, limits.years), actors: z.array(z.enum(actorsOfMoney)).max(actorsOfMoney.length) }),
  z.object({ ...question, kind: z.literal('date') }),
  z.object({ ...question, kind: z.literal('kindergartens'), most: whole(1, limits.kindergartens) }),
  z.object({ ...question, kind: z.literal('organisation') }),
  z.object({ ...question, kind: z.literal('file'), most: whole(1, limits.files) }),
  z.object({ ...question, kind: z.literal('declaration') }),
  z.object({ ...question, kind: z.literal('number'), least: whole(0, 1_000_000_000), most: whole(0, 1_000_000_000) }),
  z.object({ ...question, kind: z.literal('sum'), of: z.array(key).max(limits.questions), equals: key.optional() }),
])

/** The shape of a stored form. Whether the parts fit together is `check`'s to say, so that half a form can be kept while it is being made. */
export const formSchema = z.object({
  purpose: z.enum(purposes),
  sections: z
    .array(
      z.object({
        key,
        title: written(limits.label),
        intro: written(limits.help),
        by: z.enum(writers),
        signedBy: z.array(z.enum(capacities)).max(capacities.length),
        shown: z.array(condition).max(limits.conditions),
        questions: z.array(questionSchema).max(limits.questions),
      }),
    )
    .max(limits.sections),
}) satisfies z.ZodType<FormDefinition>

export const questionsOf = (definition: FormDefinition): readonly Question[] => definition.sections.flatMap((section) => section.questions)

export const questionOf = (definition: FormDefinition, key: string): Question | undefined => questionsOf(definition).find((question) => question.key === key)

/** The question that carries a part of the core, when the form asks. */
export const carrier = (definition: FormDefinition, core: CoreName): Question | undefined => questionsOf(definition).find((question) => question.core === core)

/** Whether there must be a partner for the form to be answered: it asks who, or has a part that only a partner writes. */
export const asksPartner = (definition: FormDefinition): boolean => carrier(definition, 'partner') !== undefined || definition.sections.some(({ by }) => by === 'partner')
