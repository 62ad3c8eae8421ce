import { Alert } from '../../ui/alert.tsx'
import { Checkbox } from '../../ui/choices.tsx'
import { usePage } from '../../ui/context.tsx'
import type { FieldError } from '../../ui/form.tsx'
import type { PlainKey, Translate } from '../../texts/index.ts'
import { confirmedField, type GuardedForm, type GuardWarning, type Typed } from './guard.ts'

/** A form as its page shows it: what was typed, what is wrong with it, and what to look at once more. */
export type ShownForm = { readonly typed: Typed; readonly errors: readonly FieldError[]; readonly warnings: readonly GuardWarning[] }
export const emptyForm: ShownForm = { typed: {}, errors: [], warnings: [] }

/** The form that came in, ready to be shown again. `labels` are the fields' own words, in the order they stand on the page. */
export const showAgain = (t: Translate, labels: Readonly<Record<string, string>>, bad: Extract<GuardedForm<unknown, string>, { ok: false }>): ShownForm => ({
  typed: bad.typed,
  warnings: bad.warnings,
  errors: Object.entries(labels).flatMap(([field, label]) => {
    const wrong = bad.wrong[field]
    // The words of a form are keys of the catalogues, which the schema cannot know.
    if (wrong !== undefined) return [{ field, text: t(wrong as PlainKey) }]
    if (bad.stops.includes(field)) return [{ field, text: t('evaluation.guard.stop', { field: label }) }]
    return bad.warnings.some((warning) => warning.field === field) ? [{ field, text: t('evaluation.guard.look', { field: label }) }] : []
  }),
})

/** What the guard points out, field by field, with the box that confirms that the writer has looked. Stands right above the form's button. */
export const GuardNotice = ({ warnings, labels }: { readonly warnings: readonly GuardWarning[]; readonly labels: Readonly<Record<string, string>> }) => {
  const { t } = usePage()
  if (warnings.length === 0) return null
  return (
    <>
      <Alert kind="warning" title={t('evaluation.guard.title')}>
        <ul class="ds-list">
          {warnings.flatMap(({ field, kinds }) =>
            kinds.map((kind) => (
              <li>
                <strong>{labels[field] ?? field}:</strong> {t(`common.guard.${kind}`)}
              </li>
            )),
          )}
        </ul>
      </Alert>
      <Checkbox name={confirmedField} label={t('evaluation.guard.confirm')} />
    </>
  )
}
