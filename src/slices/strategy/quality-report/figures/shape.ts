import * as z from 'zod'
import { groups, sizes } from './rules.ts'

// The figures of a quality report as they are frozen. What was taken is read again for years: a field is added as optional, and none is taken away.

const count = z.number().int().min(0)
const shown = z.union([z.object({ kind: z.literal('few') }), z.object({ kind: z.enum(['band', 'most']), from: count })])
const division = z.object({ whole: shown, parts: z.object({ municipal: shown, private: shown }).optional() })

export const figuresShape = z.object({
  /** From the register, which is open to all. */
  structure: z.object({
    asOf: z.string().optional(),
    owners: count,
    groups: z.array(z.object({ group: z.enum(groups), kindergartens: count, capacity: count.optional(), children: count.optional(), staff: count.optional() })),
    sizes: z.record(z.enum(sizes), count),
  }),
  /** From Barnehagefakta, which is open to all. Empty where nothing was fetched. */
  norms: z.array(z.object({ name: z.string(), refersTo: z.string(), kindergartens: count, municipality: z.number().optional(), country: z.number().optional() })),
  /** From the challenge picture: whole blocks of five kindergartens or more. */
  themes: z.array(z.object({ theme: z.string(), names: z.object({ nb: z.string(), nn: z.string(), en: z.string() }).optional(), mean: z.number().optional(), atLeast: count.optional(), staff: count, need: count, guidance: count, report: count, grant: count, measure: count.optional() })),
  reach: z.object({ all: count, contact: division, guidance: division, report: division, grant: division }),
  guidance: z.object({ asked: division, cases: count.optional(), weeks: count.optional() }),
  measures: z.object({ takes: division, ended: division, compared: division }).optional(),
})
export type Figures = z.infer<typeof figuresShape>
