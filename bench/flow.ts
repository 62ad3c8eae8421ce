export { saveStandardFlow } from '../src/slices/guidance/flow/index.ts'
