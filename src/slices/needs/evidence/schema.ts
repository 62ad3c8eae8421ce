import * as z from 'zod'
import type { LocalDate } from '../../../kernel/dates.ts'
import { localDate } from '../../../kernel/dates.ts'
import type { Piece } from './rules.ts'

const date = z.string().transform((text, context): LocalDate => localDate(text) ?? (context.addIssue('not a date'), z.NEVER))
const words = z.object({ nb: z.string(), nn: z.string(), en: z.string() })
const said = z.object({ text: words, mean: z.number() })
const common = { key: z.string(), on: date }
const count = z.number().optional()

/** A piece as a need keeps it. */
export const pieceSchema: z.ZodType<Piece> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('register'), ...common, children: count, staff: count, capacity: count, ownership: z.enum(['municipal', 'private', 'other']).optional() }),
  z.object({ kind: z.literal('indicator'), ...common, name: z.string(), value: z.number(), ofMunicipality: count, ofCountry: count }),
  z.object({ kind: z.literal('staff'), ...common, session: z.string(), theme: words, about: z.string(), atLeast: z.number(), lowest: said, highest: said }),
  z.object({ kind: z.literal('score'), ...common, list: words, name: words, unit: z.string().optional(), about: z.string(), value: z.number(), least: z.number(), most: z.number(), decimals: z.union([z.literal(0), z.literal(1), z.literal(2)]), better: z.enum(['high', 'low']), counted: z.enum(['answers', 'observations']), answered: z.number(), source: z.string(), before: z.object({ on: date, value: z.number() }).optional() }),
  z.object({ kind: z.literal('guidance'), ...common, reference: z.string(), state: z.enum(['running', 'closed']), themes: z.array(z.string()) }),
  z.object({ kind: z.literal('observation'), ...common, reference: z.string(), times: z.number(), themes: z.array(z.string()) }),
  z.object({ kind: z.literal('contact'), ...common, times: z.number(), last: z.enum(['visit', 'dialogue', 'call', 'heads-meeting']) }),
  z.object({ kind: z.literal('measure'), ...common, title: z.string(), state: z.enum(['offered', 'planned', 'running', 'closed']), themes: z.array(z.string()), decision: z.enum(['continue', 'change', 'end', 'measure-again']).optional() }),
  z.object({ kind: z.literal('grant'), ...common, year: z.number(), network: z.string().optional(), partner: z.string().optional() }),
])
