import { Button, ButtonRow, LinkButton } from './button.tsx'
import type { Example } from './example.ts'

export const examples: readonly Example[] = [
  {
    name: 'Buttons in order',
    view: (
      <ButtonRow>
        <Button>Send inn</Button>
        <Button variant="secondary" name="handling" value="kladd">
          Lagre kladd
        </Button>
        <LinkButton variant="tertiary" href="/veiledning">
          Avbryt
        </LinkButton>
      </ButtonRow>
    ),
  },
  {
    name: 'Small, dangerous, and saying what they concern',
    view: (
      <ButtonRow>
        <Button small variant="secondary" about="Kari Nordmann">
          Endre
        </Button>
        <Button small danger variant="secondary" about="Ola Nordmann">
          Fjern
        </Button>
        <LinkButton small href="/rapport.xlsx" download about="behov i Bærum">
          Last ned
        </LinkButton>
      </ButtonRow>
    ),
  },
]
