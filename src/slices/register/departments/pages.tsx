import { formatDate } from '../../../kernel/dates.ts'
import { lastDay } from '../../../kernel/period.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import type { Standing } from '../contact/rules.ts'
import type { Department } from './rules.ts'

/** What was typed and did not pass: for a new department, or for the one with this id. */
export type TypedName = { readonly id: string | undefined; readonly name: string }

type Props = {
  readonly page: PageContext
  readonly unit: Standing
  readonly departments: readonly Department[]
  readonly errors: readonly FieldError[]
  readonly typed?: TypedName | undefined
}

export const DepartmentsPage = ({ page, unit, departments, errors, typed }: Props) => {
  const { t, lang } = page
  const now = departments.filter(({ period }) => period.to === undefined)
  const before = departments.filter(({ period }) => period.to !== undefined)
  const action = `/barnehager/${unit.id}/avdelinger`
  return (
    <Layout page={page} title={t('register.department.title')} above={unit.name} intro={t('register.department.intro')} back={{ href: `/barnehager/${unit.id}`, text: unit.name }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {unit.closedOn && <Alert kind="warning">{t('register.department.refused.kindergarten-closed')}</Alert>}
      <section class="page-part">
        <h2 class="ds-heading" data-size="sm">
          {t('register.department.now')}
        </h2>
        {now.length === 0 && <p class="ds-paragraph">{t('register.department.none')}</p>}
        {now.map((one) => (
          <Details summary={one.name} open={typed?.id === one.id}>
            <Form action={`${action}/${one.id}`} label={t('register.department.rename.label', { name: one.name })}>
              <TextField name="navn" id={`f-navn-${one.id}`} label={t('register.department.name')} value={typed?.id === one.id ? typed.name : one.name} error={typed?.id === one.id ? errorFor(errors, `navn-${one.id}`) : undefined} width={32} />
              <ButtonRow>
                <Button variant="secondary" name="valg" value="navn" about={one.name}>
                  {t('register.department.rename')}
                </Button>
                <Button variant="tertiary" danger name="valg" value="avslutt" about={one.name}>
                  {t('register.department.end')}
                </Button>
              </ButtonRow>
            </Form>
          </Details>
        ))}
      </section>
      {!unit.closedOn && (
        <section class="page-part">
          <h2 class="ds-heading" data-size="sm">
            {t('register.department.new')}
          </h2>
          <Form action={action} label={t('register.department.new')}>
            <TextField name="navn" label={t('register.department.name')} value={typed && !typed.id ? typed.name : ''} error={typed && !typed.id ? errorFor(errors, 'navn') : undefined} width={32} />
            <ButtonRow>
              <Button>{t('common.add')}</Button>
            </ButtonRow>
          </Form>
        </section>
      )}
      {before.length > 0 && (
        <section class="page-part">
          <h2 class="ds-heading" data-size="sm">
            {t('register.department.before')}
          </h2>
          <ul class="ds-list">
            {before.map((one) => (
              <li>{t('register.department.ended', { name: one.name, date: formatDate(lastDay(one.period) ?? one.period.from, lang, 'long') })}</li>
            ))}
          </ul>
        </section>
      )}
    </Layout>
  )
}
