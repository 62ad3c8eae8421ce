export { ResendPage, TroublePage } from './pages.tsx'
export { web } from './web.tsx'
