import * as z from 'zod'
import { optional, text } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'

const name = text({ required: 'clusters.error.name', max: 200, tooLong: 'clusters.error.name-long' })
/** The reports that are ticked: one box comes as a string, several as an array. What is no id is not found anyway. */
const chosen = z.unknown().optional().transform((value) => [value].flat().filter((one): one is string => typeof one === 'string' && looksLikeId(one)).slice(0, 1000))
const version = z.unknown().optional().transform((value) => (typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : 0))

/** A proposal that is accepted, or reports that are ticked among those that stand alone: to a new cluster, which needs a name, or to one that is there. */
export const gatherForm = z
  .object({ reports: chosen, to: text({ max: 100, tooLong: 'clusters.error.to' }), name: text({ max: 200, tooLong: 'clusters.error.name-long' }) })
  .superRefine(({ to, name: typed }, context) => {
    if ((to === '' || to === 'new') && typed === '') context.addIssue({ code: 'custom', path: ['name'], message: 'clusters.error.name' })
  })
export type Gathering = z.infer<typeof gatherForm>
export const nameForm = z.object({ name, version })
export const longestJoint = 4000
export const jointForm = z.object({ joint: text({ max: longestJoint, tooLong: 'clusters.error.joint-long' }), version })
/** Out to stand alone, to a cluster that is there, or to a new one, which needs a name. */
export const moveForm = z
  .object({ reports: chosen, to: text({ required: 'clusters.error.to', max: 100, tooLong: 'clusters.error.to' }), newName: optional(text({ max: 200, tooLong: 'clusters.error.name-long' })), version })
  .superRefine(({ to, newName }, context) => {
    if (to === 'new' && !newName) context.addIssue({ code: 'custom', path: ['newName'], message: 'clusters.error.name' })
  })
export type Move = z.infer<typeof moveForm>
export const mergeForm = z.object({ other: text({ required: 'clusters.error.other', max: 100, tooLong: 'clusters.error.other' }), version })
export const versionForm = z.object({ version })
