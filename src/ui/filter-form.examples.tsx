import type { Example } from './example.ts'
import { SelectField, TextField } from './fields.tsx'
import { FilterForm } from './filter-form.tsx'

export const examples: readonly Example[] = [
  {
    name: 'Filter of a list',
    view: (
      <FilterForm action="/veiledning" clearHref="/veiledning" status="Viser 12 av 40 saker" auto keep={{ sorter: 'navn' }}>
        <TextField name="sok" type="search" label="Navn på barnehage" />
        <SelectField
          name="status"
          label="Status"
          empty="Alle"
          options={[{ value: 'mottatt', text: 'Mottatt' }, { value: 'avsluttet', text: 'Avsluttet' }]}
        />
      </FilterForm>
    ),
  },
]
