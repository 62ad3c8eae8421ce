export { workParts } from './parts.tsx'
export { workTasks } from './on-case/tasks.ts'
export { workWeb } from './web.tsx'
