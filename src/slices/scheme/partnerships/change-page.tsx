import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { contentLabels, ContentFields } from './pages.tsx'
import type { Side } from './rules.ts'
import type { Partnership } from './store.ts'

/** The name, the days and the network. Both must confirm anew. */
export const ChangePage = ({ page, one, side, shown }: { readonly page: PageContext; readonly one: Partnership; readonly side: Side; readonly shown: ShownForm }) => {
  const { t } = page
  const { typed, errors, warnings } = shown
  return (
    <Layout page={page} title={t('partnership.change')} intro={t('partnership.change.intro')} above={one.name} back={{ href: `/partnerskap/${one.id}`, text: one.name }} hasErrors={cameBack(shown)}>
      <ErrorSummary errors={errors} labels={contentLabels(t)} />
      {'versjon' in typed && (
        <Form action={`/partnerskap/${one.id}/endring`} leaveWarning>
          <input type="hidden" name="versjon" value={typed['versjon']} />
          <ContentFields page={page} shown={shown} />
          {side === 'owner' && <TextArea name="medlemmer" label={t('partnership.members')} hint={t('partnership.members.hint')} rows={4} value={typed['medlemmer']} error={errorFor(errors, 'medlemmer')} />}
          <GuardNotice warnings={warnings} labels={contentLabels(t)} />
          <ButtonRow>
            <Button>{t('common.save')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Layout>
  )
}
