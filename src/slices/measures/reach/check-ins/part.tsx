import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Form } from '../../../../ui/form.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { staffGroups, type Gathering } from '../rules.ts'
import { aboveIn } from './rules.ts'

/** Where the numbers of a gathering are from, what the check-ins say, and a choice when both are there. */
export const FromPart = ({ page: { t }, action, gathering, mayWrite }: { readonly page: PageContext; readonly action: string; readonly gathering: Gathering; readonly mayWrite: boolean }) => {
  const { source, checkedIn, counts } = gathering
  if (!checkedIn) return null
  const groups = staffGroups.filter((group) => (checkedIn[group] ?? 0) > 0)
  const above = source === 'check-in' ? aboveIn(counts, checkedIn) : []
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{t('reach.from')}</h2>
      <p>{t(source === 'check-in' ? 'reach.from.check-in.text' : 'reach.from.both.text')}</p>
      <SummaryList rows={groups.length === 0 ? [{ term: t('reach.from.checked-in'), value: '0' }] : groups.map((group) => ({ term: t(`forms.group.${group}`), value: t('reach.from.came', { count: checkedIn[group] ?? 0 }) }))} />
      {above.length > 0 && (
        <Alert kind="warning" title={t('reach.from.above')}>
          <ul class="ds-list">
            {above.map((one) => (
              <li>{t('reach.from.above.line', { group: t(`forms.group.${one.group}`), came: one.checkedIn, people: one.people })}</li>
            ))}
          </ul>
        </Alert>
      )}
      {source === 'typed' && mayWrite && (
        <Form action={action}>
          <input type="hidden" name="versjon" value={gathering.version} />
          <ButtonRow>
            {groups.length > 0 && (
              <Button variant="secondary" name="valg" value="innsjekking">
                {t('reach.from.use')}
              </Button>
            )}
            <Button variant="secondary" name="valg" value="annen">
              {t('reach.from.apart')}
            </Button>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}
