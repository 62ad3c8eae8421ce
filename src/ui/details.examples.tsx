import { Details } from './details.tsx'
import type { Example } from './example.ts'

export const examples: readonly Example[] = [
  {
    name: 'Folded explanations',
    view: (
      <div>
        <Details summary="Hva er barnehagebasert kompetanseutvikling?">
          <p>Hele personalet deltar, og dere arbeider med det i hverdagen.</p>
        </Details>
        <Details summary="Hvem bestemmer?" open>
          <p>Styreren og eieren bestemmer sammen.</p>
        </Details>
      </div>
    ),
  },
]
