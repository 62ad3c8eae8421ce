import * as z from 'zod'
import { oneOf, optional, text, wholeNumber, yes } from '../../../kernel/fields.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { holds, levels, ownKinds } from './rules.ts'

export const ownGuarded = ['grunnlag'] as const
export const ownForm = z
  .object({
    emne: text({ required: key('competence.error.subject'), max: 60, tooLong: key('competence.error.subject') }),
    niva: oneOf(levels, key('competence.error.level')),
    grunnlag: text({ max: 600, tooLong: key('competence.error.evidence-long') }),
    ar: optional(wholeNumber(key('competence.error.year'), key('competence.error.year'), { min: 1950, max: 2200, message: key('competence.error.year') })),
    onske: yes(),
    versjon: wholeNumber(key('competence.error.version'), key('competence.error.version'), { min: 0, max: 1_000_000, message: key('competence.error.version') }),
  })
  .superRefine(({ niva, grunnlag, ar }, context) => {
    if (holds(niva) && grunnlag === '') context.addIssue({ code: 'custom', path: ['grunnlag'], message: key('competence.error.evidence') })
    if (grunnlag !== '' && ar === undefined) context.addIssue({ code: 'custom', path: ['ar'], message: key('competence.error.year-missing') })
  })

export const noteGuarded = ['notat'] as const
export const noteForm = z.object({ notat: text({ required: key('competence.error.note'), max: 600, tooLong: key('competence.error.note-long') }) })

export const subjectGuarded = ['navn'] as const
export const subjectForm = z.object({
  slag: oneOf(ownKinds, key('competence.error.kind')),
  navn: text({ required: key('competence.error.name'), max: 80, tooLong: key('competence.error.name-long') }),
})
