export { registerWeb, type Parts } from './web.tsx'
export type { Part } from './kindergarten-page.tsx'
export { importRows } from './import/actions.ts'
export { jobKinds, queues, resume } from './jobs.ts'
