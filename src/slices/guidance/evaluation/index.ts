export { evaluationSuppliers } from './tasks.ts'
export { evaluationPart, followUpPart } from './on-case/part.tsx'
export { evaluationWeb } from './web.tsx'
