import { Card, CardGrid } from './card.tsx'
import type { Example } from './example.ts'
import { Tag } from './tag.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Cards',
    view: (
      <CardGrid>
        <Card title="Be om veiledning" level={3} href="/veiledning/ny">
          <p>Fortell hva dere står i, så tar en rådgiver kontakt innen fem arbeidsdager.</p>
        </Card>
        <Card title="Fellessatsing om lekemiljø" level={3} href="/tiltak/1">
          <Tag color="info">Påmelding åpen</Tag>
          <p>For hele personalet, fire samlinger fra august.</p>
        </Card>
        <Card title="Støttemateriell" level={3} tinted>
          <p>Observasjonsskjema, refleksjonsoppgaver og filmer.</p>
        </Card>
      </CardGrid>
    ),
  },
]
