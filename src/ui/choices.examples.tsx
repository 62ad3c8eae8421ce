import { Checkbox, CheckboxGroup, RadioGroup } from './choices.tsx'
import type { Example } from './example.ts'

const staff = [
  { value: 'alle', text: 'Hele personalet' },
  { value: 'avdeling', text: 'Én avdeling', hint: 'Flere avdelinger kan bli med senere.' },
  { value: 'ledere', text: 'Pedagogiske ledere' },
]

export const examples: readonly Example[] = [
  { name: 'Radio group', view: <RadioGroup name="hvem" label="Hvem deltar?" hint="Velg ett svar." options={staff} value="avdeling" /> },
  {
    name: 'Radio group in error',
    view: (
      <RadioGroup
        name="hvem2"
        label="Hvem har vært med på å vurdere behovet?"
        options={staff}
        mark="required"
        error="Velg hvem som har vært med."
      />
    ),
  },
  {
    name: 'Yes or no',
    view: (
      <RadioGroup
        name="samtykke"
        label="Har dere drøftet dette i personalgruppen?"
        inline
        options={[
          { value: 'ja', text: 'Ja' },
          { value: 'nei', text: 'Nei' },
        ]}
      />
    ),
  },
  {
    name: 'Checkbox group',
    view: (
      <CheckboxGroup
        name="tema"
        id="tema-valg"
        label="Hva handler det om?"
        hint="Du kan velge flere."
        values={['lek', 'sprak']}
        options={[{ value: 'lek', text: 'Lek og vennskap' }, { value: 'sprak', text: 'Språk' }, { value: 'overgang', text: 'Overganger' }]}
      />
    ),
  },
  {
    name: 'Checkbox group in error',
    view: (
      <CheckboxGroup
        name="tema2"
        label="Hvilke fagområder?"
        error="Velg minst ett fagområde."
        options={[{ value: 'natur', text: 'Natur, miljø og teknologi' }, { value: 'kunst', text: 'Kunst, kultur og kreativitet' }]}
      />
    ),
  },
  { name: 'Checkbox', view: <Checkbox name="bekreft" label="Foresatte er informert der det trengs" checked /> },
  {
    name: 'Checkbox in error',
    view: (
      <Checkbox
        name="bekreft2"
        label="Eieren er enig i behovet"
        hint="Eieren får varsel når du sender inn."
        error="Bekreft at eieren er enig."
      />
    ),
  },
]
