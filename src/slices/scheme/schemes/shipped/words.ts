import type { Words } from '../rules.ts'

export const words = (nb: string, nn: string, en: string): Words => ({ nb, nn, en })
