export { handOverPart } from './part.tsx'
export { handOverWeb } from './web.tsx'
