import type { Example } from './example.ts'
import { Pagination } from './pagination.tsx'

export const examples: readonly Example[] = [{ name: 'Pages', view: <Pagination current={4} total={12} href={(page) => `?side=${page}`} /> }]
