import { usePage } from './context.tsx'
import type { FieldProps } from './field-frame.tsx'
import { controlAttributes, FieldFrame, fieldId } from './field-frame.tsx'

/** Widths in characters; without one the field is as wide as the form. */
type Width = 4 | 6 | 10 | 16 | 24 | 32

export type TextFieldProps = FieldProps & {
  readonly value?: string | undefined
  readonly type?: 'text' | 'email' | 'tel' | 'url' | 'search'
  /** Keyboard of a phone. Numbers are text with `numeric` or `decimal`: no arrows, no lost digits. */
  readonly inputmode?: 'numeric' | 'decimal'
  /** What the browser may fill in, for fields about the user: 'name', 'email', 'tel'. */
  readonly autocomplete?: 'name' | 'given-name' | 'family-name' | 'email' | 'tel' | 'off'
  readonly width?: Width
  /** Look for identity numbers and words about a single child while the user writes. */
  readonly guard?: boolean
}

export const TextField = (props: TextFieldProps) => {
  const guard = useGuard(props.guard)
  const extra: Readonly<Record<string, string | number>> = {
    type: props.type ?? 'text',
    ...(props.inputmode ? { inputmode: props.inputmode } : {}),
    ...(props.autocomplete ? { autocomplete: props.autocomplete } : {}),
    ...(props.width ? { size: props.width } : {}),
  }
  return (
    <FieldFrame field={props}>
      <input class="ds-input" value={props.value ?? ''} {...extra} {...controlAttributes(props)} {...guard} />
    </FieldFrame>
  )
}

export type TextAreaProps = FieldProps & {
  readonly value?: string | undefined
  readonly rows?: number
  /** Highest number of characters. It is said and counted, never enforced while typing: pasted text is not cut. */
  readonly limit?: number
  readonly guard?: boolean
}

/**
 * The counter is ours: that of the design system takes `aria-invalid` away from a field in error. Without JavaScript the limit stands there in words.
 */
export const TextArea = (props: TextAreaProps) => {
  const id = props.id ?? fieldId(props.name)
  const guard = useGuard(props.guard)
  return (
    <FieldFrame field={props} note={props.limit && <Counter id={id} limit={props.limit} />}>
      <textarea class="ds-input" rows={props.rows ?? 5} {...controlAttributes(props, props.limit ? `${id}-limit` : undefined)} {...guard}>
        {props.value ?? ''}
      </textarea>
    </FieldFrame>
  )
}

const Counter = ({ id, limit }: { readonly id: string; readonly limit: number }) => {
  const { t } = usePage()
  return (
    <p
      class="field-counter"
      id={`${id}-limit`}
      data-counter={id}
      data-limit={limit}
      data-under={t('common.field.under')}
      data-over={t('common.field.over')}
    >
      {t('common.field.limit', { limit })}
    </p>
  )
}

export type Option = { readonly value: string; readonly text: string; readonly hint?: string }

export type SelectFieldProps = FieldProps & {
  readonly options: readonly Option[]
  readonly value?: string | undefined
  /** Text of the empty first choice; `false` leaves it out. */
  readonly empty?: string | false
}

/** For more than seven choices; otherwise a RadioGroup. */
export const SelectField = (props: SelectFieldProps) => {
  const { t } = usePage()
  return (
    <FieldFrame field={props}>
      <select class="ds-input" {...controlAttributes(props)}>
        {props.empty !== false && <option value="">{props.empty ?? t('common.field.choose')}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.text}
          </option>
        ))}
      </select>
    </FieldFrame>
  )
}

/** One text field, as the user writes a date: `5.3.26`, `05032026` and `5. mars 2026` are all taken by the form's parser. */
export const DateField = (props: FieldProps & { readonly value?: string | undefined }) => {
  const { t } = usePage()
  const field = { ...props, hint: props.hint ?? t('common.field.date.hint') }
  return (
    <FieldFrame field={field}>
      <input class="ds-input" type="text" size={16} autocomplete="off" value={props.value ?? ''} {...controlAttributes(field)} />
    </FieldFrame>
  )
}

export type FileFieldProps = FieldProps & { readonly types: readonly string[]; readonly megabytes: number; readonly multiple?: boolean }

/** `types` are file name endings without dot: 'pdf', 'docx'. */
export const FileField = (props: FileFieldProps) => {
  const { t } = usePage()
  const allowed = t('common.field.file.hint', { types: props.types.join(', '), megabytes: props.megabytes })
  const field = { ...props, hint: props.hint ? <>{props.hint} {allowed}</> : allowed }
  return (
    <FieldFrame field={field}>
      <input
        class="file-input"
        type="file"
        accept={props.types.map((type) => `.${type}`).join(',')}
        multiple={props.multiple ?? false}
        {...controlAttributes(field)}
      />
    </FieldFrame>
  )
}

const guardKinds = ['national-id', 'looks-like-national-id', 'date-of-birth', 'single-child', 'diagnosis', 'named-child', 'family', 'other'] as const

/** The words the browser's guard may have to say about the field stand on the field. */
const useGuard = (guard: boolean | undefined): { readonly [name: `data-${string}`]: string } => {
  const { t } = usePage()
  if (!guard) return {}
  return { 'data-guard': '', ...Object.fromEntries(guardKinds.map((kind) => [`data-guard-${kind}`, t(`common.guard.${kind}`)])) }
}
