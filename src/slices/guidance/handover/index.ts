export { handOverPart } from './on-case/part.tsx'
export { handOverSupplier, receivedTasks } from './on-case/tasks.ts'
export { handOverWeb } from './web.tsx'
