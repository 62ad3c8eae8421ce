import { Alert } from '../../../../ui/alert.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { involvements, type RequestContent } from '../../requests/rules.ts'
import { longest } from '../rules.ts'
import { errorsOf, fieldGiver, FormPage, type CaseHead, type Problem } from '../pages.tsx'

type Content = Pick<RequestContent, 'staffInvolved' | 'staffInvolvedHow' | 'ownerInformed'>
type Props = { readonly page: PageContext; readonly one: CaseHead; readonly content: Content; readonly seen: string; readonly by: string; readonly problem: Problem | undefined }

/** The head tells how staff and owner have been involved since the request was sent. */
export const AnchoringPage = ({ page, one, content, seen, by, problem }: Props) => {
  const { t } = page
  const labels = { staffInvolved: t('work.anchoring.staff'), staffInvolvedHow: t('work.anchoring.how'), ownerInformed: t('work.anchoring.owner') }
  const errors = errorsOf(t, labels, problem)
  const owner = content.ownerInformed === undefined ? '' : content.ownerInformed ? 'ja' : 'nei'
  const f = fieldGiver(labels, problem?.sent.values ?? { staffInvolved: content.staffInvolved ?? '', staffInvolvedHow: content.staffInvolvedHow, ownerInformed: owner }, errors)
  const conflict = problem?.because === 'changed-meanwhile' && (
    <Alert kind="warning" title={t('work.theirs', { name: by })}>
      <AnchoringFacts content={content} />
    </Alert>
  )
  return (
    <FormPage page={page} one={one} title={t('work.anchoring.change')} intro={t('work.anchoring.intro')} action={`/veiledning/${one.id}/forankring`} part="forankring" problem={problem} errors={errors} labels={labels} hidden={{ seen }} submit={t('common.save')} before={conflict}>
      <RadioGroup {...f('staffInvolved')} options={involvements.map((value) => ({ value, text: t(`work.anchoring.staff.${value}`) }))} mark="required" />
      <TextArea {...f('staffInvolvedHow')} hint={t('work.anchoring.how.hint')} limit={longest.long} guard />
      <RadioGroup {...f('ownerInformed')} options={[{ value: 'ja', text: t('common.yes') }, { value: 'nei', text: t('common.no') }]} inline mark="required" />
    </FormPage>
  )
}

export const AnchoringFacts = ({ content }: { readonly content: Content }) => {
  const { t } = usePage()
  return (
    <SummaryList
      rows={[
        { term: t('work.anchoring.staff'), value: content.staffInvolved && t(`work.anchoring.staff.${content.staffInvolved}`) },
        { term: t('work.anchoring.how'), value: content.staffInvolvedHow },
        { term: t('work.anchoring.owner'), value: content.ownerInformed === undefined ? undefined : t(content.ownerInformed ? 'common.yes' : 'common.no') },
      ]}
    />
  )
}
