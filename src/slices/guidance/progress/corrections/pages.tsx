import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { longest } from '../rules.ts'
import { errorsOf, fieldGiver, FormPage, type CaseHead, type Problem } from '../pages.tsx'
import type { AboutKind } from './rules.ts'
import type { Correction } from './store.ts'

type Props = { readonly page: PageContext; readonly one: CaseHead; readonly kind: AboutKind; readonly aboutId: string; readonly part: string; readonly formKey: string; readonly problem: Problem | undefined }

/** Writes beside a record what was wrong in it, or what was left out. */
export const CorrectionPage = ({ page, one, kind, aboutId, part, formKey, problem }: Props) => {
  const { t } = page
  const labels = { text: t('work.correction.text') }
  const errors = errorsOf(t, labels, problem)
  const f = fieldGiver(labels, problem?.sent.values ?? {}, errors)
  return (
    <FormPage page={page} one={one} title={`${t('work.correction.write')}: ${t(`work.${recordOf(part)}`)}`} intro={t('work.correction.intro')} action={correctionPath(one.id, kind, aboutId)} part={part} problem={problem} errors={errors} labels={labels} hidden={{ key: formKey }} submit={t('common.save')}>
      <TextArea {...f('text')} limit={longest.long} mark="required" guard />
    </FormPage>
  )
}

/** What is corrected, by the part of the case page it stands in. */
const recordOf = (part: string) => (part === 'observasjoner' ? 'observations' : part === 'oppstart' ? 'start' : 'sessions')

export const correctionPath = (caseId: string, kind: AboutKind, aboutId: string): string => `/veiledning/${caseId}/${kind === 'meeting' ? 'moter' : 'observasjoner'}/${aboutId}/retting`

/** The corrections that stand beside a record. */
export const Corrections = ({ corrections, aboutId }: { readonly corrections: readonly Correction[]; readonly aboutId: string }) => {
  const { t, lang } = usePage()
  const about = corrections.filter((one) => one.aboutId === aboutId)
  return (
    <>
      {about.map((one) => (
        <Alert kind="warning" title={t('work.correction.by', { name: one.by, date: formatDate(osloDate(one.at), lang, 'long') })} level={4}>
          <p class="summary-value">{one.text}</p>
        </Alert>
      ))}
    </>
  )
}
