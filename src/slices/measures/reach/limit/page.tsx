import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { lagRule } from '../rules.ts'
import { bounds, limitFrom, type LimitChange } from './rules.ts'

export const limitPath = '/rekkevidde/grense'
type LimitView = { readonly changes: readonly LimitChange[]; readonly mayChange: boolean; readonly typed: string | undefined; readonly errors: readonly FieldError[] }

/** From how far apart somebody is said to lag behind, and when it became so. */
export const LimitPage = ({ page, view }: { readonly page: PageContext; readonly view: LimitView }) => {
  const { t, lang } = page
  const { changes, errors } = view
  const points = limitFrom(changes)
  return (
    <Layout page={page} title={t('reach.limit')} intro={t('reach.limit.intro')} back={{ href: '/rekkevidde', text: t('reach.overview') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} labels={{ poeng: t('reach.limit.points') }} />
      <p class="ds-paragraph">{t('reach.limit.now', { points })}</p>
      {view.mayChange ? (
        <Form action={limitPath} leaveWarning>
          <TextField name="poeng" label={t('reach.limit.points')} hint={t('reach.limit.hint', { ...bounds, start: lagRule.points })} inputmode="numeric" width={6} value={view.typed ?? String(points)} error={errorFor(errors, 'poeng')} />
          <ButtonRow>
            <Button>{t('common.save')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <p class="ds-paragraph">{t('reach.limit.only-leader')}</p>
      )}
      <h2 class="ds-heading" data-size="sm">{t('reach.limit.log')}</h2>
      {changes.length === 0 ? (
        <p class="ds-paragraph">{t('reach.limit.log.none', { start: lagRule.points })}</p>
      ) : (
        <Table
          caption={t('reach.limit.log')}
          hiddenCaption
          rows={changes.toReversed()}
          rowKey={({ changedAt }) => changedAt.toISOString()}
          columns={[
            { key: 'what', title: t('reach.limit.points'), heading: true, cell: (one) => String(one.points) },
            { key: 'when', title: t('reach.limit.when'), cell: ({ changedAt }) => formatDate(osloDate(changedAt), lang, 'short') },
            { key: 'who', title: t('reach.limit.who'), cell: ({ changedBy }) => changedBy },
          ]}
        />
      )}
    </Layout>
  )
}
