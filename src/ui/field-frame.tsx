import type { ComponentChildren } from 'preact'
import { usePage } from './context.tsx'
import { Tag } from './tag.tsx'

/** What all fields have. `mark` writes the tag 'Må fylles ut' or 'Valgfritt'; leave it out where the page says that all must be filled in. */
export type FieldProps = {
  readonly name: string
  readonly label: string
  readonly hint?: ComponentChildren
  readonly error?: string | undefined
  readonly mark?: 'required' | 'optional' | undefined
  /** Only when two fields of the page have the same name; otherwise it follows from the name. */
  readonly id?: string | undefined
  /** What is written in the field, or the question and answers of a group, is in another language than the page. Its error is in the page's. */
  readonly written?: { readonly lang: string; readonly dir: 'ltr' | 'rtl' } | undefined
}

/** The id of a field, from its name: `tiltak[0].navn` becomes `f-tiltak-0-navn`. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]+/g, '-').replace(/-+$/, '')}`

const RequiredTag = () => <Tag color="warning">{usePage().t('common.field.required')}</Tag>
const OptionalTag = () => <Tag color="info">{usePage().t('common.field.optional')}</Tag>

/** The tag after a label, with the space that keeps the two apart when they are read aloud. */
const FieldMark = ({ mark }: { readonly mark: FieldProps['mark'] }) =>
  mark === undefined ? null : (
    <>
      {' '}
      {mark === 'required' ? <RequiredTag /> : <OptionalTag />}
    </>
  )

/** The attributes that tie a control to its hint, its extra note and its error. */
export const controlAttributes = (field: FieldProps, note?: string) => {
  const id = field.id ?? fieldId(field.name)
  const described = [field.hint ? `${id}-hint` : '', note ?? '', field.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return {
    id,
    name: field.name,
    ...field.written,
    ...(described ? { 'aria-describedby': described } : {}),
    ...(field.error ? { 'aria-invalid': 'true' as const } : {}),
    ...(field.mark === 'required' ? { 'aria-required': 'true' as const } : {}),
  }
}

export const Hint = ({ id, children }: { readonly id: string; readonly children: ComponentChildren }) => (
  <div data-field="description" id={`${id}-hint`}>
    {children}
  </div>
)

export const ErrorText = ({ id, error, within }: { readonly id: string; readonly error: string | undefined; /** It stands within words of another language. */ readonly within?: FieldProps['written'] }) => {
  const { lang } = usePage()
  return error === undefined ? null : (
    <p class="ds-validation-message" data-field="validation" id={`${id}-error`} {...(within ? { lang, dir: 'ltr' as const } : {})}>
      {error}
    </p>
  )
}

type FrameProps = { readonly field: FieldProps; readonly children: ComponentChildren }

/** Label, hint, control, note and error of one field, in the order they are read. */
export const FieldFrame = ({ field, children, note }: FrameProps & { readonly note?: ComponentChildren }) => {
  const id = field.id ?? fieldId(field.name)
  return (
    <div class="ds-field">
      <label class="ds-label" for={id}>
        {field.label}
        <FieldMark mark={field.mark} />
      </label>
      {field.hint && <Hint id={id}>{field.hint}</Hint>}
      {children}
      {note}
      <ErrorText id={id} error={field.error} />
    </div>
  )
}

/** Several controls under one question. The id is on the first control, so that a link from the error summary lands where one can answer. */
export const GroupFrame = ({ field, children }: FrameProps) => {
  const id = field.id ?? fieldId(field.name)
  const described = [field.hint ? `${id}-hint` : '', field.error ? `${id}-error` : ''].filter(Boolean).join(' ')
  return (
    <fieldset class="ds-fieldset" {...(field.written ?? {})} {...(described ? { 'aria-describedby': described } : {})}>
      <legend class="ds-label">
        {field.label}
        <FieldMark mark={field.mark} />
      </legend>
      {field.hint && <Hint id={id}>{field.hint}</Hint>}
      {children}
      <ErrorText id={id} error={field.error} within={field.written} />
    </fieldset>
  )
}
