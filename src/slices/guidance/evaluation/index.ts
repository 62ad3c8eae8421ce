export { evaluationPart, followUpPart } from './part.tsx'
export { evaluationWeb } from './web.tsx'
