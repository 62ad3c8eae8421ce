import type { Example } from './example.ts'
import { ShareBar } from './share-bar.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Of a frame',
    view: (
      <ShareBar
        whole={1000}
        parts={[
          { label: 'Utbetalt', value: 'kr 250 000', size: 250, tone: 1 },
          { label: 'Skal utbetales', value: 'kr 400 000', size: 400, tone: 2 },
          { label: 'Igjen', value: 'kr 350 000', size: 350, tone: 5 },
        ]}
      />
    ),
  },
  { name: 'Nothing yet', view: <ShareBar parts={[{ label: 'Utbetalt', value: 'kr 0', size: 0, tone: 1 }]} /> },
]
