import type { Example } from './example.ts'
import { TaskList } from './task-list.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Parts of a report',
    view: (
      <TaskList
        label="Deler av behovsmeldingen"
        tasks={[
          { id: 'behov', text: 'Behov', href: '/behov/1/behov', status: 'done' },
          { id: 'forankring', text: 'Forankring', href: '/behov/1/forankring', hint: 'Tillitsvalgt må bekrefte', status: 'attention' },
          { id: 'tiltak', text: 'Ønsket tiltak', href: '/behov/1/tiltak', status: 'in-progress' },
          { id: 'kontakt', text: 'Kontaktperson', href: '/behov/1/kontakt', status: 'not-started' },
          { id: 'vedlegg', text: 'Vedlegg', href: '/behov/1/vedlegg', status: 'optional' },
          { id: 'kontroll', text: 'Se gjennom', href: '/behov/1/kontroll', status: 'ready' },
          { id: 'innsending', text: 'Se gjennom og send inn', status: 'cannot-start' },
        ]}
      />
    ),
  },
]
