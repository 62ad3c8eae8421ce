export { handOverPart } from './on-case/part.tsx'
export { handOverSupplier, receivedTasks } from './tasks.ts'
export { handOverWeb } from './web.tsx'
