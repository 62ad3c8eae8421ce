import type { Example } from './example.ts'
import { SummaryList } from './summary-list.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Answers before sending',
    view: (
      <SummaryList
        rows={[
          { term: 'Barnehage', value: 'Solsikken barnehage, Bærum' },
          {
            term: 'Hva trenger dere støtte til?',
            value: 'Vi vil bli bedre på overgangene i hverdagen, særlig garderoben og måltidet.',
            changeHref: '/veiledning/1/tema',
          },
          { term: 'Hvem deltar?', value: 'Hele personalet', changeHref: '/veiledning/1/deltakere' },
          { term: 'Vedlegg', value: undefined, changeHref: '/veiledning/1/vedlegg' },
        ]}
      />
    ),
  },
]
