import type { Example } from './example.ts'
import { LoadBars } from './load-bars.tsx'

export const examples: readonly Example[] = [
  { name: 'One week too full, one away', view: <LoadBars name="Kari Nordmann" weeks={[{ label: '10', available: 30, promised: 18, over: false }, { label: '11', available: 30, promised: 52, over: true }, { label: '12', available: 0, promised: 0, over: false }, { label: '13', available: 30, promised: 30, over: false }]} /> },
  { name: 'Nothing written', view: <LoadBars name="Ola Nordmann" weeks={[{ label: '10', available: 0, promised: 0, over: false }]} /> },
]
