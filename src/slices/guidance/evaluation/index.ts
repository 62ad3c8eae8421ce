export { evaluationSuppliers } from './on-case/tasks.ts'
export { evaluationPart, followUpPart } from './on-case/part.tsx'
export { evaluationWeb } from './web.tsx'
