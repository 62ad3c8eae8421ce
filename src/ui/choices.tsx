import type { FieldProps } from './field-frame.tsx'
import { ErrorText, fieldId, GroupFrame, Hint } from './field-frame.tsx'
import type { Option } from './fields.tsx'

export type RadioGroupProps = FieldProps & {
  readonly options: readonly Option[]
  readonly value?: string | undefined
  /** Short answers side by side where there is room: Ja, Nei. */
  readonly inline?: boolean
}

/** One answer of up to seven. */
export const RadioGroup = (props: RadioGroupProps) => <Choices {...props} type="radio" chosen={props.value === undefined ? [] : [props.value]} />

export type CheckboxGroupProps = FieldProps & { readonly options: readonly Option[]; readonly values?: readonly string[]; readonly inline?: boolean }

/** Any number of answers; each is sent under the same name. */
export const CheckboxGroup = (props: CheckboxGroupProps) => <Choices {...props} type="checkbox" chosen={props.values ?? []} />

type ChoicesProps = FieldProps & {
  readonly options: readonly Option[]
  readonly type: 'radio' | 'checkbox'
  readonly chosen: readonly string[]
  readonly inline?: boolean
}

const Choices = (props: ChoicesProps) => {
  const first = props.id ?? fieldId(props.name)
  return (
    <GroupFrame field={props}>
      <div class={props.inline ? 'choices choices-inline' : 'choices'}>
        {props.options.map((option, index) => (
          <Choice
            id={index === 0 ? first : `${first}-${index + 1}`}
            type={props.type}
            name={props.name}
            option={option}
            checked={props.chosen.includes(option.value)}
            invalid={props.error !== undefined}
          />
        ))}
      </div>
    </GroupFrame>
  )
}

type ChoiceProps = {
  readonly id: string
  readonly type: 'radio' | 'checkbox'
  readonly name: string
  readonly option: Option
  readonly checked: boolean
  readonly invalid: boolean
  /** Id of an error that belongs to this choice alone; the error of a group is read with the question. */
  readonly errorId?: string | undefined
}

const Choice = ({ id, type, name, option, checked, invalid, errorId }: ChoiceProps) => {
  // The question's own hint has the id of the field: that of the first answer is another.
  const described = [option.hint ? `${id}-option-hint` : '', errorId ?? ''].filter(Boolean).join(' ')
  return (
    <div class="ds-field">
      <input
        class="ds-input"
        type={type}
        id={id}
        name={name}
        value={option.value}
        checked={checked}
        {...(described ? { 'aria-describedby': described } : {})}
        {...(invalid ? { 'aria-invalid': 'true' as const } : {})}
      />
      <label class="ds-label" data-weight="regular" for={id}>
        {option.text}
      </label>
      {option.hint && <Hint id={`${id}-option`}>{option.hint}</Hint>}
    </div>
  )
}

export type CheckboxProps = Omit<FieldProps, 'mark'> & { readonly value?: string; readonly checked?: boolean }

/** One box to tick: a confirmation. Sends `value` (default `ja`) when ticked. */
export const Checkbox = (props: CheckboxProps) => {
  const id = props.id ?? fieldId(props.name)
  return (
    <div class="checkbox">
      <Choice
        id={id}
        type="checkbox"
        name={props.name}
        option={{ value: props.value ?? 'ja', text: props.label, ...(typeof props.hint === 'string' ? { hint: props.hint } : {}) }}
        checked={props.checked ?? false}
        invalid={props.error !== undefined}
        errorId={props.error === undefined ? undefined : `${id}-error`}
      />
      <ErrorText id={id} error={props.error} />
    </div>
  )
}
