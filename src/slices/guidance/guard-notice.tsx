import { Alert } from '../../ui/alert.tsx'
import { Checkbox } from '../../ui/choices.tsx'
import { usePage } from '../../ui/context.tsx'
import { confirmedField, type GuardWarning } from './guard.ts'

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
