export { workParts } from './parts.tsx'
export { workTasks } from './tasks.ts'
export { workWeb } from './web.tsx'
