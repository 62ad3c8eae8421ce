import { usePage } from './context.tsx'
import { Checkbox } from './choices.tsx'
import { fieldId } from './field-frame.tsx'
import type { FieldError } from './form.tsx'
import type { PlainKey, Translate } from '../texts/index.ts'
import { confirmedField, type GuardedForm, type GuardWarning, type Typed } from '../kernel/guarded-form.ts'

/** A form as its page shows it: what was typed, what is wrong with it, and what to look at once more. */
export type ShownForm = { readonly typed: Typed; readonly errors: readonly FieldError[]; readonly warnings: readonly GuardWarning[] }
export const emptyForm: ShownForm = { typed: {}, errors: [], warnings: [] }

/** Nothing was saved: something must be mended, or looked at once more. The title of the page says so. */
export const cameBack = ({ errors, warnings }: Pick<ShownForm, 'errors' | 'warnings'>): boolean => errors.length > 0 || warnings.length > 0

/** The form that came in, ready to be shown again. `labels` are the fields' own words, in the order they stand on the page. */
export const showAgain = (t: Translate, labels: Readonly<Record<string, string>>, bad: Extract<GuardedForm<unknown, string>, { ok: false }>): ShownForm => ({
  typed: bad.typed,
  warnings: bad.warnings,
  errors: Object.keys(labels).flatMap((field) => {
    const wrong = bad.wrong[field]
    // The words of a form are keys of the catalogues, which the schema cannot know.
    if (wrong !== undefined) return [{ field, text: t(wrong as PlainKey) }]
    return bad.stops.includes(field) ? [{ field, text: t('common.guard.national-id') }] : []
  }),
})

type Notice = { readonly warnings: readonly GuardWarning[]; readonly labels: Readonly<Record<string, string>>; /** The id of the one field, where a page has two of the same name. */ readonly at?: string }

/**
 * What the guard points out, with a link to each field, how to write instead, and the box that confirms that the writer has looked. Stands right
 * above the form's button. The page opens with focus here, unless something else must be mended first.
 */
export const GuardNotice = ({ warnings, labels, at }: Notice) => {
  const { t } = usePage()
  if (warnings.length === 0) return null
  return (
    <div class="ds-alert" data-color="warning" id="vern" role="group" tabIndex={-1} aria-labelledby="vern-tittel" {...{ autofocus: true }}>
      <h2 class="ds-heading" data-size="2xs" id="vern-tittel">
        {t('guard.title')}
      </h2>
      <div class="flow">
        <ul class="ds-list">
          {warnings.flatMap(({ field, kinds }) =>
            kinds.map((kind) => (
              <li>
                <a class="ds-link" href={`#${at ?? fieldId(field)}`}>
                  {labels[field] ?? field}
                </a>
                {/[?.!]$/.test(labels[field] ?? field) ? ' ' : ': '}
                {t(`common.guard.${kind}`)}
              </li>
            )),
          )}
        </ul>
        <p>{t('guard.text')}</p>
        <p>
          <a class="ds-link" href="/veiledning/enkeltbarn">
            {t('guard.way-out')}
          </a>
        </p>
        <Checkbox name={confirmedField} label={t('guard.confirm')} />
      </div>
    </div>
  )
}
