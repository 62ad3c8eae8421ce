import * as z from 'zod'
import { languages, type Language } from '../../../kernel/language.ts'

// What one asks with, as data: the shapes, and what the database gives back (`instrumentSchema`).

/** In the three languages of the program, and in others the staff may read best, by their code ('pl'). */
export type StaffWords = Readonly<Record<Language, string>> & { readonly more?: Readonly<Record<string, string>> | undefined }

export type Statement = { readonly key: string; readonly text: StaffWords }
export type InstrumentTheme = {
  /** Name in the answers: never changed once the version is locked. */
  readonly key: string
  readonly name: StaffWords
  /** The chapter of the framework plan (`guidance.theme.code`, with its version in it) or the local theme it belongs to: what is counted together across instruments. */
  readonly about: string
  readonly statements: readonly Statement[]
}

/** A further language some of the staff read best: what it calls itself, which way it is written, and what the phone says around the statements. */
export type StaffLanguage = { readonly code: string; readonly name: string; readonly dir: 'ltr' | 'rtl'; /** The answers, by their number: '0' is "do not know". */ readonly scale: Readonly<Record<ScaleValue, string>>; /** What one should know before one answers. */ readonly told: string; /** Asks for dots on the themes that matter most. */ readonly dots: string; readonly send: string }
export const scaleValues = ['5', '4', '3', '2', '1', '0'] as const
export type ScaleValue = (typeof scaleValues)[number]

/** Statements the staff agree with from 1 to 5, or do not know. */
export type StatementsInstrument = { readonly kind: 'statements'; readonly themes: readonly InstrumentTheme[]; readonly languages?: readonly StaffLanguage[] | undefined }
/** Scores that come from elsewhere (an observation of each department, a parent survey): entered or read from a file, never asked here. */
export type ScoresInstrument = { readonly kind: 'scores'; readonly per: 'kindergarten' | 'department'; /** What a score is the mean of: people's answers, of which fewer than five are nobody's result, or observations. */ readonly counted: 'answers' | 'observations'; readonly scale: Scale; readonly source: StaffWords; readonly dimensions: readonly Dimension[] }
export type Scale = { readonly least: number; readonly most: number; readonly decimals: 0 | 1 | 2 }
export type Dimension = { readonly key: string; readonly name: StaffWords; readonly about: string; /** What is better: most scores rise with quality. */ readonly better: 'high' | 'low' }
export type InstrumentDefinition = StatementsInstrument | ScoresInstrument

const key = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)
const words = z.object({ ...(Object.fromEntries(languages.map((language) => [language, z.string()])) as Record<Language, z.ZodString>), more: z.record(z.string().regex(/^[a-z]{2,3}$/), z.string()).optional() })
// A draft may lack it still: `check` says so before it is used.
const about = z.string().max(60)
const statement = z.object({ key, text: words })
const theme = z.object({ key, name: words, about, statements: z.array(statement) })
const language = z.object({ code: z.string().regex(/^[a-z]{2,3}$/), name: z.string(), dir: z.enum(['ltr', 'rtl']), scale: z.object(Object.fromEntries(scaleValues.map((value) => [value, z.string()])) as Record<ScaleValue, z.ZodString>), told: z.string(), dots: z.string(), send: z.string() })
const dimension = z.object({ key, name: words, about, better: z.enum(['high', 'low']) })

export const instrumentSchema: z.ZodType<InstrumentDefinition> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('statements'), themes: z.array(theme), languages: z.array(language).optional() }),
  z.object({ kind: z.literal('scores'), per: z.enum(['kindergarten', 'department']), counted: z.enum(['answers', 'observations']), scale: z.object({ least: z.number(), most: z.number(), decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]) }), source: words, dimensions: z.array(dimension) }),
])

/** The words in the language asked for; where there are none of that, in bokmål. */
export const wordsIn = (text: StaffWords, language: string): string => (languages.some((one) => one === language) ? text[language as Language] : text.more?.[language]) || text.nb
