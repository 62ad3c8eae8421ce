export { evaluationSuppliers } from './tasks.ts'
export { evaluationPart, followUpPart } from './part.tsx'
export { evaluationWeb } from './web.tsx'
