import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import type { KindergartenRow } from '../rules.ts'
import type { Ending } from './rules.ts'

export type TypedEnd = Readonly<Record<'slutt' | 'dato' | 'etterfolger', string>>

type Props = {
  readonly page: PageContext
  readonly unit: Ending
  readonly search: string
  readonly candidates: readonly KindergartenRow[]
  readonly values: TypedEnd
  readonly errors: readonly FieldError[]
}

export const EndPage = ({ page, unit, search, candidates, values, errors }: Props) => {
  const { t, lang } = page
  const action = `/barnehager/${unit.id}/avslutning`
  return (
    <Layout page={page} title={t('register.end.title')} above={unit.name} intro={t('register.end.intro')} back={{ href: `/barnehager/${unit.id}`, text: unit.name }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {unit.closedOn && (
        <>
          <Alert kind="info">{t('register.fact.closed', { date: formatDate(unit.closedOn as LocalDate, lang, 'long') })}</Alert>
          <Form action={action} label={t('register.end.reopen')}>
            <ButtonRow>
              <Button variant="secondary" name="valg" value="apne">
                {t('register.end.reopen')}
              </Button>
            </ButtonRow>
          </Form>
        </>
      )}
      <FilterForm action={action} clearHref={search ? action : undefined}>
        <TextField name="q" type="search" label={t('register.end.search')} hint={t('register.end.search.help')} value={search} />
      </FilterForm>
      <Form action={search ? `${action}?q=${encodeURIComponent(search)}` : action} label={t('register.end.title')}>
        <RadioGroup
          name="slutt"
          label={t('register.end.how')}
          value={values.slutt || undefined}
          error={errorFor(errors, 'slutt')}
          options={[
            { value: 'sammenslatt', text: t('register.end.merged'), hint: t('register.end.merged.help') },
            ...(unit.closedOn ? [] : [{ value: 'nedlagt', text: t('register.end.closed') }]),
          ]}
        />
        {candidates.length > 0 && (
          <RadioGroup
            name="etterfolger"
            label={t('register.end.successor')}
            value={values.etterfolger || undefined}
            error={errorFor(errors, 'etterfolger')}
            options={candidates.map((one) => ({ value: one.id, text: one.name, hint: [one.postalPlace, one.municipalityName].filter(Boolean).join(', ') }))}
          />
        )}
        <DateField name="dato" label={t('register.end.date')} value={values.dato} error={errorFor(errors, 'dato')} />
        <ButtonRow>
          <Button>{t('register.end.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
