export { anchoringPart, observationsPart, planPart, sessionsPart, startPart, workParts } from './parts.tsx'
export { workWeb } from './web.tsx'
