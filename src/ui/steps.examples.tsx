import type { Example } from './example.ts'
import { Steps } from './steps.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Second step of four',
    view: (
      <Steps
        current={2}
        steps={[
          { text: 'Om barnehagen', href: '/veiledning/ny/1', done: true },
          { text: 'Behovet' },
          { text: 'Hvem deltar' },
          { text: 'Se gjennom' },
        ]}
      />
    ),
  },
]
