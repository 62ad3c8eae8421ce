import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { ContentFields, type Writing } from './pages.tsx'
import type { Side } from './rules.ts'
import type { Partnership } from './store.ts'

/** The name, the days and the network. Both must confirm anew. */
export const ChangePage = ({ page, one, side, errors, typed }: Writing & { readonly page: PageContext; readonly one: Partnership; readonly side: Side }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('partnership.change')} intro={t('partnership.change.intro')} above={one.name} back={{ href: `/partnerskap/${one.id}`, text: one.name }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={`/partnerskap/${one.id}/endring`} leaveWarning>
        <input type="hidden" name="versjon" value={typed['versjon'] ?? one.version} />
        <ContentFields page={page} errors={errors} typed={typed} />
        {side === 'owner' && <TextArea name="medlemmer" label={t('partnership.members')} hint={t('partnership.members.hint')} rows={4} value={typed['medlemmer']} error={errorFor(errors, 'medlemmer')} />}
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
