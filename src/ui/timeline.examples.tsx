import type { Example } from './example.ts'
import { Timeline } from './timeline.tsx'

export const examples: readonly Example[] = [
  {
    name: 'A case',
    view: (
      <Timeline
        label="Saken så langt"
        events={[
          { at: new Date('2026-03-20T09:00:00Z'), text: 'Oppstartsmøte', planned: true },
          { at: new Date('2026-03-09T10:15:00Z'), text: 'Rådgiver ble satt på saken', by: 'Amina Yusuf, leder av kompetanseteamet' },
          {
            at: new Date('2026-03-05T13:05:00Z'),
            text: 'Forespørselen ble sendt inn',
            by: 'Per Hansen',
            onBehalfOf: 'Kari Nordmann',
            detail: <p>Tema: overganger i hverdagen.</p>,
          },
        ]}
      />
    ),
  },
]
