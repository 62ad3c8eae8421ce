import { z } from 'zod'
import { oneOf, text, yes } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { reportKinds } from '../schemes/rules.ts'

export const beginForm = z.object({ runde: text({ max: 36, tooLong: '' }).refine(looksLikeId), nokkel: text({ max: 36, tooLong: '' }).refine(looksLikeId) })

export const kindForm = (strands: readonly string[]) =>
  z.object({
    slag: oneOf(reportKinds, key('reports.error.kind')),
    del: oneOf(strands, key('reports.error.strand')),
    bygger: text({ max: 36, tooLong: key('reports.because.nothing-to-build-on') }).transform((id) => (looksLikeId(id) ? id : undefined)),
    nettverk: text({ max: 200, tooLong: key('reports.error.network.long') }).refine((name) => !/[\n\t]/.test(name), { error: key('reports.error.network.long') }).transform((name) => name || undefined),
  })

const reason = text({ max: 1000, tooLong: key('reports.error.reason.long') })
export const reasonForm = z.object({ grunn: reason })
export const answerForm = z.object({ svar: oneOf(['ja', 'nei'], key('reports.error.answer')), grunn: reason })
export const memberForm = z.object({ virksomhet: text({ required: key('reports.because.not-an-owner'), max: 36, tooLong: key('reports.because.not-an-owner') }).refine(looksLikeId, { error: key('reports.because.not-an-owner') }) })
export const sendForm = z.object({ bekreft: yes() })
