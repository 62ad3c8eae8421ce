import type { Example } from './example.ts'
import { DateField, FileField, SelectField, TextArea, TextField } from './fields.tsx'

const municipalities = [
  { value: '3201', text: 'Bærum' },
  { value: '3203', text: 'Asker' },
  { value: '0301', text: 'Oslo' },
]

export const examples: readonly Example[] = [
  { name: 'Text', view: <TextField name="navn" label="Navn" value="Kari Nordmann" autocomplete="name" /> },
  {
    name: 'Text with tag and hint',
    view: (
      <TextField
        name="epost"
        type="email"
        label="E-postadresse"
        mark="required"
        hint="Vi sender bare varsler hit, aldri innhold."
        width={32}
      />
    ),
  },
  {
    name: 'Text in error',
    view: (
      <TextField
        name="telefon"
        type="tel"
        label="Telefon"
        value="123"
        width={16}
        error="Skriv et telefonnummer med åtte sifre."
      />
    ),
  },
  { name: 'Number', view: <TextField name="antall" label="Hvor mange ansatte deltar?" inputmode="numeric" width={4} value="14" /> },
  {
    name: 'Text area with limit and guard',
    view: (
      <TextArea
        name="tema"
        label="Hva trenger dere støtte til?"
        hint="Skriv om gruppen og personalet, ikke om enkeltbarn."
        limit={500}
        guard
        mark="required"
        value="Vi vil bli bedre på overgangene i hverdagen."
      />
    ),
  },
  { name: 'Text area in error', view: <TextArea name="mal" label="Hva vil dere oppnå?" limit={200} error="Du må skrive hva dere vil oppnå." /> },
  { name: 'Select', view: <SelectField name="kommune" label="Kommune" options={municipalities} value="3203" /> },
  {
    name: 'Select in error',
    view: (
      <SelectField
        name="kommune2"
        label="Kommune"
        options={municipalities}
        error="Velg en kommune."
        mark="optional"
      />
    ),
  },
  { name: 'Date', view: <DateField name="oppstart" label="Når ønsker dere å starte?" /> },
  {
    name: 'Date in error',
    view: (
      <DateField
        name="slutt"
        label="Når vil dere være ferdige?"
        value="32.1.2026"
        error="Skriv en dato som finnes, for eksempel 31.1.2026."
      />
    ),
  },
  { name: 'File', view: <FileField name="vedlegg" label="Legg ved plan" types={['pdf', 'docx']} megabytes={10} multiple mark="optional" /> },
]
