import type { ComponentChildren } from 'preact'
import { h } from 'preact'
import { addresses } from './addresses.ts'
import { usePage } from './context.tsx'
import { fieldId } from './field-frame.tsx'

/** Name of the field that carries the form token. */
const csrfField = '_csrf'

/** The form token; `Form` has it already. */
export const HiddenCsrf = () => <input type="hidden" name={csrfField} value={usePage().csrf} />

export type FormProps = {
  readonly action: string
  readonly id?: string
  /** The form has a file field. */
  readonly files?: boolean
  /** Address that takes the whole form now and then while it is being filled in. */
  readonly autosave?: string
  /** Warn when the page is left with something unsaved. Not needed with `autosave`. */
  readonly leaveWarning?: boolean
  /** Sent without leaving the page, and kept until it is acknowledged (`src/browser/watch.ts`). `each`: several people send from one phone, and nobody's takes the place of another's. */
  readonly keep?: boolean | 'each'
  /** Name of the form for screen readers, when the page has several. Not for one button in each row of a table: its name is on the button, and hundreds of landmarks are none. */
  readonly label?: string
  readonly children: ComponentChildren
}

/** A form that changes something: POST with the form token. The server checks; the browser's own checks are off. */
export const Form = ({ action, id, files, autosave, leaveWarning, keep, label, children }: FormProps) => {
  const { t } = usePage()
  return (
    <form
      class="form"
      method="post"
      action={action}
      noValidate
      data-sent={t('common.sent.already')}
      {...(id ? { id } : {})}
      {...(label ? { 'aria-label': label } : {})}
      {...(files ? { enctype: 'multipart/form-data' } : {})}
      {...(keep ? { 'data-keep': keep === 'each' ? 'each' : '' } : {})}
      {...(autosave ? { 'data-autosave': autosave } : {})}
      {...(leaveWarning ? { 'data-leave-warning': t('common.leave.text') } : {})}
    >
      <HiddenCsrf />
      {children}
      {autosave && <AutosaveStatus />}
    </form>
  )
}

/** What is seen, and after it what is read aloud: the script decides when. */
const AutosaveStatus = () => {
  const { t } = usePage()
  return (
    <>
      <p
        class="autosave-status"
        data-saving={t('common.autosave.saving')}
        data-saved={t('common.autosave.saved')}
        data-failed={t('common.autosave.failed')}
        data-refused={t('common.autosave.refused')}
        data-signed-out={t('common.autosave.signed-out')}
        data-sign-in={t('common.autosave.sign-in')}
        data-sign-in-href={addresses.signIn}
      />
      <p class="ds-sr-only" role="status" />
    </>
  )
}

/** What is wrong with one field: the field's name and a sentence that says what to do. Without a name it is said of the page as a whole, and leads nowhere. */
export type FieldError = { readonly field: string; readonly text: string }

/** The sentence for a field, if something is wrong with it. */
export const errorFor = (errors: readonly FieldError[], field: string): string | undefined => errors.find((error) => error.field === field)?.text

type ErrorSummaryProps = {
  readonly errors: readonly FieldError[]
  readonly title?: string
  /** The questions of the fields, where several may get the same words: then each link begins with its question. */
  readonly labels?: Readonly<Record<string, string>>
}

/** All that must be mended, first on the page, each with a link to its field. Writes nothing when there is nothing to mend. */
export const ErrorSummary = ({ errors, title, labels = {} }: ErrorSummaryProps) => {
  const { t } = usePage()
  if (errors.length === 0) return null
  // The custom element moves focus here when the page has loaded; `autofocus` does the same without JavaScript.
  return h(
    'ds-error-summary',
    { class: 'ds-error-summary', role: 'group', tabindex: -1, 'aria-labelledby': 'errors-title', autofocus: true },
    <h2 class="ds-heading" data-size="xs" id="errors-title">
      {title ?? t('common.errors.title')}
    </h2>,
    <ul class="ds-list">
      {errors.map((error) => {
        const words = errors.some((other) => other !== error && other.text === error.text) ? afterLabel(labels[error.field], error.text) : error.text
        return (
          <li>
            {error.field === '' ? (
              words
            ) : (
              <a class="ds-link" href={`#${fieldId(error.field)}`}>
                {words}
              </a>
            )}
          </li>
        )
      })}
    </ul>,
  )
}

const afterLabel = (label: string | undefined, text: string): string => (label === undefined ? text : `${label}${/[?.!]$/.test(label) ? '' : ':'} ${text}`)
