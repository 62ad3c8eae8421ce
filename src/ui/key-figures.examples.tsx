import type { Example } from './example.ts'
import { KeyFigures } from './key-figures.tsx'

export const examples: readonly Example[] = [
  {
    name: 'How it stands',
    view: (
      <KeyFigures
        figures={[
          { label: 'Åpne saker', value: '12', href: '/veiledning', note: '3 flere enn i februar' },
          { label: 'Svar innen fem dager', value: '92 %', note: 'Mål: 90 %' },
          { label: 'Barnehager nådd', value: '48 av 104' },
          { label: 'Venter på samtykke', value: 'færre enn 5' },
        ]}
      />
    ),
  },
]
