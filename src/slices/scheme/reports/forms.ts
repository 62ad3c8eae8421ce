import { z } from 'zod'
import { oneOf, text, yes } from '../../../kernel/fields.ts'
import { guardFields, isConfirmed, type GuardWarning } from '../../../kernel/guarded-form.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { messageKey as key } from '../../../texts/index.ts'
import type { FormDefinition, Section } from '../forms/definition.ts'
import { fieldOf, readSection, type Known, type SectionRead } from '../forms/reading.ts'
import { reportKinds } from '../schemes/rules.ts'

export const beginForm = z.object({ behov: text({ max: 36, tooLong: '' }).refine((id) => id === '' || looksLikeId(id)).transform((id) => id || undefined), runde: text({ max: 36, tooLong: '' }).refine((id) => id === '' || looksLikeId(id)), nokkel: text({ max: 36, tooLong: '' }).refine(looksLikeId) })

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

/** A section as a browser sent it. `warnings`: what the guard wants looked at once more, and nobody has said was looked at. `seen`: the stamp of what the writer had before them. */
export type SectionSent = SectionRead & { readonly warnings: readonly GuardWarning[]; readonly seen: string | undefined }

export function readSent(definition: FormDefinition, section: Section, form: Readonly<Record<string, unknown>>, known: Known): SectionSent {
  const read = readSection(definition, section.key, form, known)
  const texts = Object.fromEntries(section.questions.flatMap((question) => (question.kind === 'text' ? [[fieldOf(question), read.typed[fieldOf(question)]]] : [])))
  const warnings = isConfirmed(form) ? [] : guardFields(texts, Object.keys(texts)).warnings
  return { ...read, warnings, seen: typeof form['sett'] === 'string' && form['sett'] !== '' ? form['sett'] : undefined }
}
