import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { AttachmentForm, AttachmentList } from '../requests/attachments/fields.tsx'
import { attach, detach } from '../requests/rules.ts'
import type { CaseProblem, CaseView } from './pages.tsx'

/** The files both sides see; either side adds while the case runs, and takes away its own. */
export const Attachments = ({ page, view, problem }: { readonly page: PageContext; readonly view: CaseView; readonly problem: CaseProblem }) => {
  const { t } = page
  const { one, attachments, side, head, personId } = view
  const acts = side === 'team' || head
  const adds = acts && attach(one.state).ok
  if (!adds && attachments.length === 0) return null
  const error = problem?.field === 'fil' ? problem.text : undefined
  return (
    <section class="page-part" id="vedlegg">
      <h2 class="ds-heading" data-size="sm">
        {t('guidance.case.attachments')}
      </h2>
      <AttachmentList page={page} id={one.id} attachments={attachments} mayRemove={(file) => acts && detach(one.state, file.addedBy, { personId }).ok} />
      {adds && (
        <Details summary={t('guidance.field.attachments')} open={error !== undefined}>
          <p>{t('guidance.case.attachments.who')}</p>
          <AttachmentForm page={page} id={one.id} error={error} />
        </Details>
      )}
    </section>
  )
}
