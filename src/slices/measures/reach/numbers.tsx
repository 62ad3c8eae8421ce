import { Alert } from '../../../ui/alert.tsx'
import { usePage } from '../../../ui/context.tsx'
import { controlAttributes, ErrorText, fieldId } from '../../../ui/field-frame.tsx'
import type { FieldError } from '../../../ui/form.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Translate } from '../../../texts/index.ts'
import type { Named } from '../measures/store.ts'
import { partTimeField, peopleField } from './forms.ts'
import { parts, placeKey, type Part, type Place } from './rules.ts'

export type Row = Place & { /** How many there are to be counted; undefined where that is what is asked. */ readonly of?: { readonly people: number; readonly partTime: number }; readonly value: string; readonly partTime: string }
type Grid = {
  readonly label: string
  readonly hint?: string
  readonly rows: readonly Row[]
  readonly departments: readonly Named[]
  readonly columns: { readonly of?: string; readonly people: string; readonly partTime: string }
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

/** There is one grid on a page. */
const hintId = 'tall-hint'

/** Numbers of people: a table for each department, a row for each group. */
export const NumberGrid = ({ label, hint, rows, departments, columns, typed, errors }: Grid) => {
  const { t } = usePage()
  return (
    <fieldset class="ds-fieldset answer-grid" {...(hint ? { 'aria-describedby': hintId } : {})}>
      <legend class="ds-label">{label}</legend>
      {hint && <p class="subtle" id={hintId}>{hint}</p>}
      {[...Map.groupBy(rows, ({ departmentId }) => departmentId)].toSorted(([a], [b]) => placeOf(departments, a) - placeOf(departments, b)).map(([departmentId, list]) => (
        <Table
          caption={departmentName(t, departments, departmentId)}
          rows={list}
          rowKey={placeKey}
          phone="scroll"
          columns={[
            { key: 'group', title: t('reach.group'), heading: true, cell: ({ group }) => t(`forms.group.${group}`) },
            ...(columns.of ? [{ key: 'of', title: columns.of, cell: ({ of }: Row) => of && ofText(t, of) }] : []),
            { key: 'people', title: columns.people, cell: (row) => <Cell name={peopleField(row)} label={cellLabel(t, departments, row, columns.people)} value={typed[peopleField(row)] ?? row.value} errors={errors} /> },
            { key: 'part-time', title: columns.partTime, cell: (row) => (row.of?.partTime === 0 ? '–' : <Cell name={partTimeField(row)} label={cellLabel(t, departments, row, columns.partTime)} value={typed[partTimeField(row)] ?? row.partTime} errors={errors} />) },
          ]}
        />
      ))}
    </fieldset>
  )
}

/** Departments in the order of their names, then those that have ended, then those who belong to none. */
const placeOf = (departments: readonly Named[], id: string | undefined): number => {
  const at = departments.findIndex((one) => one.id === id)
  return id === undefined ? departments.length + 1 : at < 0 ? departments.length : at
}

const Cell = ({ name, label, value, errors }: { readonly name: string; readonly label: string; readonly value: string; readonly errors: readonly FieldError[] }) => {
  const error = errors.find(({ field }) => field === name)?.text
  return (
    <div class="ds-field">
      <input class="ds-input" type="text" inputmode="numeric" autocomplete="off" size={4} aria-label={label} value={value} {...controlAttributes({ name, label, error })} />
      <ErrorText id={fieldId(name)} error={error} />
    </div>
  )
}

const ofText = (t: Translate, { people, partTime }: { readonly people: number; readonly partTime: number }): string => (partTime > 0 ? t('reach.of', { people, partTime }) : t('reach.of.full', { people }))
const departmentName = (t: Translate, departments: readonly Named[], id: string | undefined): string => (id === undefined ? t('reach.no-department') : (departments.find((one) => one.id === id)?.name ?? t('reach.ended-department')))
const cellLabel = (t: Translate, departments: readonly Named[], { departmentId, group }: Place, what: string): string => t('reach.cell', { department: departmentName(t, departments, departmentId), group: t(`forms.group.${group}`), what })

/** What somebody else has saved while this was written, so that nobody saves over it unseen. */
export const SavedMeanwhile = ({ places, departments }: { readonly places: readonly (Place & { readonly people: number; readonly partTime: number })[]; readonly departments: readonly Named[] }) => {
  const { t } = usePage()
  return (
    <Alert kind="info" title={t('reach.meanwhile')}>
      <SummaryList rows={places.map((place) => ({ term: placeName(t, departments, place), value: ofText(t, place) }))} />
    </Alert>
  )
}

export const placeName = (t: Translate, departments: readonly Named[], { departmentId, group }: Place): string => `${departmentName(t, departments, departmentId)}, ${t(`forms.group.${group}`)}`

/** What is wrong in one cell of many says which. */
export const sayingWhere = (t: Translate, departments: readonly Named[], places: readonly Place[], columns: Grid['columns'], errors: readonly FieldError[]): readonly FieldError[] => {
  const labels = new Map(places.flatMap((place) => [[peopleField(place), cellLabel(t, departments, place, columns.people)], [partTimeField(place), cellLabel(t, departments, place, columns.partTime)]]))
  return errors.map(({ field, text }) => ({ field, text: labels.has(field) ? `${labels.get(field)}: ${text}` : text }))
}

export const partName = (t: Translate, part: Part): string => (part === 'all' || part === 'part-time' ? t(`reach.part.${part}`) : t(`forms.group.${part}`))
/** The groups that are put together, by name. */
export const partsText = (t: Translate, part: string): string => parts.filter((one) => part.split('+').includes(one)).map((one) => partName(t, one)).join(', ')
