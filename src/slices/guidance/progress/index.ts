export { workParts } from './parts.tsx'
export { workWeb } from './web.tsx'
