export { web } from './web.tsx'
export { importRows } from './import/actions.ts'
