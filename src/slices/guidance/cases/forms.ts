import * as z from 'zod'
import { text } from '../../../kernel/fields.ts'

/** The fields of the case page with free text: where the guard of the system perspective looks. */
export type FreeText = 'begrunnelse' | 'hvorfor' | 'tekst'

/** How much each of them holds: a reason stands on the timeline and in the case's document. In characters. */
export const longest: Readonly<Record<FreeText, number>> = { begrunnelse: 2000, hvorfor: 500, tekst: 4000 }

const tooLong = 'common.field.too-long'
const reason = text({ max: longest.begrunnelse, tooLong })
const step = { max: 200, tooLong: 'guidance.error.choose' } as const

/** A way along the flow chart: the step it leads to, and the code of the reason when the way has them ('closed no-answer'). `fra` is the step the page showed. */
export const moveForm = z.object({
  til: text({ ...step, required: 'guidance.error.choose' }).transform((way) => {
    const [to = '', code] = way.split(' ')
    return { to, code }
  }),
  fra: text(step),
  begrunnelse: reason,
})

export const reopenForm = z.object({ til: text(step), begrunnelse: reason })

export const assignForm = z.object({ radgiver: text({ required: 'guidance.error.choose-adviser', max: 100, tooLong: 'guidance.error.choose-adviser' }) })

export const unassignForm = z.object({ hvorfor: text({ max: longest.hvorfor, tooLong }) })

export const noteForm = z.object({
  tekst: text({ required: 'guidance.case.note.missing', max: longest.tekst, tooLong }),
  // What is not said to be shared stays in the team.
  synlig: z.unknown().optional().transform((value) => ({ internal: value !== 'delt' })),
})
