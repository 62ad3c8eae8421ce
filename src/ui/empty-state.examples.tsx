import { LinkButton } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import type { Example } from './example.ts'

export const examples: readonly Example[] = [
  {
    name: 'Nothing yet',
    view: (
      <EmptyState title="Dere har ingen saker ennå" level={3} action={<LinkButton href="/veiledning/ny">Be om veiledning</LinkButton>}>
        <p>Når dere har bedt om veiledning, finner du saken her.</p>
      </EmptyState>
    ),
  },
]
