import type { Example } from './example.ts'
import { LineChart, ScaleMark } from './line-chart.tsx'

export const examples: readonly Example[] = [
  { name: 'Four years, one of them missing', view: <LineChart least={1} most={5} ticks={[1, 2, 3, 4, 5]} points={[{ label: '2023', value: 2.8, text: '2,8' }, { label: '2024', value: 3.1, text: '3,1' }, { label: '2025', value: undefined, text: '' }, { label: '2026', value: 3.6, text: '3,6' }]} /> },
  { name: 'One year', view: <LineChart least={1} most={5} ticks={[1, 3, 5]} points={[{ label: '2026', value: 3.6, text: '3,6' }]} /> },
  { name: 'In a row', view: <ScaleMark value={3.4} least={1} most={5} /> },
]
