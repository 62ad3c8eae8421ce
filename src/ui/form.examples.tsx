import { Button, ButtonRow } from './button.tsx'
import type { Example } from './example.ts'
import { TextArea, TextField } from './fields.tsx'
import { ErrorSummary, errorFor, Form } from './form.tsx'

const errors = [
  { field: 'behov[0].tema', text: 'Du må skrive hva dere trenger støtte til.' },
  { field: 'kontakt', text: 'Skriv hvem vi kan ringe.' },
]

export const examples: readonly Example[] = [
  {
    name: 'Form in error, saved as it is written',
    view: (
      <div class="flow">
        <ErrorSummary errors={errors} />
        <Form action="/veiledning/1" autosave="/veiledning/1/kladd" label="Forespørsel">
          <TextArea name="behov[0].tema" label="Hva trenger dere støtte til?" error={errorFor(errors, 'behov[0].tema')} />
          <TextField name="kontakt" label="Hvem kan vi ringe?" error={errorFor(errors, 'kontakt')} />
          <ButtonRow>
            <Button>Neste steg</Button>
            <Button variant="secondary" name="handling" value="forrige">
              Forrige steg
            </Button>
          </ButtonRow>
        </Form>
      </div>
    ),
  },
  {
    name: 'Form with files and a warning when left',
    view: (
      <Form action="/vedlegg" files leaveWarning label="Vedlegg">
        <Button>Last opp</Button>
      </Form>
    ),
  },
]
