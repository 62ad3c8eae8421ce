import * as z from 'zod'

/** The minutes as they were when they were sent: whatever is changed afterwards, this is what people read and approved. */
export const contentShape = z.object({
  language: z.enum(['nb', 'nn']),
  municipality: z.string(),
  title: z.string(),
  purpose: z.string(),
  startsAt: z.iso.datetime(),
  endsAt: z.iso.datetime(),
  place: z.string(),
  present: z.array(z.object({ name: z.string(), role: z.string(), org: z.string() })),
  invited: z.array(z.object({ role: z.string(), org: z.string() })),
  points: z.array(z.object({
    title: z.string(),
    reason: z.string(),
    kind: z.enum(['information', 'discussion', 'advice']),
    introduces: z.string(),
    said: z.array(z.object({ by: z.string(), body: z.string() })),
    agreed: z.array(z.object({ body: z.string(), responsible: z.string(), due: z.iso.date() })),
  })),
})
export type Content = z.infer<typeof contentShape>
