import { ButtonRow, Button } from '../../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { SelectField, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { groupRows, partSteps, type Choices, type GroupRow } from '../forms.ts'
import { countings, measures } from '../model.ts'

export type SettingsView = { readonly round: { readonly id: string; readonly title: string }; readonly choices: Choices; readonly typed: Readonly<Record<string, string | readonly string[]>>; readonly startKey: string; readonly errors: readonly FieldError[]; readonly reports: number }
type Props = { readonly page: PageContext; readonly view: SettingsView }

export const SettingsPage = ({ page, view }: Props) => {
  const { t } = page
  const { round, choices, errors } = view
  const one = fieldOf(view)
  return (
    <Layout page={page} title={t('portfolio.new')} above={round.title} intro={t('portfolio.new.intro', { count: view.reports })} back={{ href: `/runder/${round.id}/fordeling`, text: t('portfolio.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={`/runder/${round.id}/fordeling/nytt`} leaveWarning>
        <input type="hidden" name="nokkel" value={view.startKey} />
        <TextField label={t('portfolio.name')} hint={t('portfolio.name.hint')} {...one('navn')} />
        <Section title={t('portfolio.money')}>
          <p class="ds-paragraph">{t('portfolio.money.text')}</p>
          {choices.years.map((year) => (
            <div class="field-pair">
              <TextField label={t('portfolio.frame', { year: String(year) })} inputmode="decimal" width={16} {...one(`ramme-${year}`)} />
              <TextField label={t('portfolio.committed', { year: String(year) })} inputmode="decimal" width={16} {...one(`bundet-${year}`)} />
            </div>
          ))}
          <CheckboxGroup label={t('portfolio.steps')} hint={t('portfolio.steps.hint')} name="trinn" options={partSteps.map((step) => ({ value: String(step), text: `${step} %` }))} values={[view.typed['trinn'] ?? []].flat()} inline />
          <TextField label={t('portfolio.least')} hint={t('portfolio.least.hint')} inputmode="decimal" width={16} {...one('minste')} />
        </Section>
        <Section title={t('portfolio.weights')}>
          <p class="ds-paragraph">{t('portfolio.weights.text', { scale: choices.scale })}</p>
          {choices.criteria.map(({ code, name }) => (
            <TextField label={name} inputmode="numeric" width={4} {...one(`vekt-${code}`)} />
          ))}
          <RadioGroup label={t('portfolio.counting')} options={countings.map((value) => ({ value, text: t(`portfolio.counting.${value}`) }))} {...one('teller')} />
        </Section>
        <Section title={t('portfolio.fairness')}>
          <p class="ds-paragraph">{t('portfolio.fairness.text')}</p>
          {groupRows.map((row) => (
            <GroupFields page={page} view={view} row={row} />
          ))}
        </Section>
        {choices.universities.length > 0 && (
          <Section title={t('portfolio.capacity')}>
            <p class="ds-paragraph">{t('portfolio.capacity.text')}</p>
            <RadioGroup label={t('portfolio.capacity.unit')} options={(['kindergartens', 'staff'] as const).map((value) => ({ value, text: t(`portfolio.capacity.${value}`) }))} inline {...one('enhet')} />
            {choices.universities.map(({ id, name }) => (
              <Details summary={name} open={choices.years.some((year) => one(`plass-${id}-${year}`).value !== '' || one(`plass-${id}-${year}`).error)}>
                {choices.years.map((year) => (
                  <TextField label={t('portfolio.capacity.year', { university: name, year: String(year) })} inputmode="numeric" width={6} {...one(`plass-${id}-${year}`)} />
                ))}
              </Details>
            ))}
          </Section>
        )}
        <Section title={t('portfolio.held.title')}>
          <TextField label={t('portfolio.inside')} hint={t('portfolio.references.hint')} {...one('inne')} />
          <TextField label={t('portfolio.outside')} hint={t('portfolio.references.hint')} {...one('ute')} />
        </Section>
        <ButtonRow>
          <Button>{t('portfolio.run')}</Button>
        </ButtonRow>
        <p class="ds-paragraph">{t('portfolio.run.text')}</p>
      </Form>
    </Layout>
  )
}

const fieldOf = ({ typed, errors }: SettingsView) => (name: string) => ({ name, value: [typed[name] ?? ''].flat()[0] ?? '', error: errorFor(errors, name) })

const GroupFields = ({ page: { t }, view, row }: Props & { readonly row: GroupRow }) => {
  const one = fieldOf(view)
  const group = t(`portfolio.row.${row}`)
  const filled = ['minst', 'mest', 'av'].some((part) => (part !== 'av' && one(`${row}-${part}`).value !== '') || one(`${row}-${part}`).error)
  return (
    <Details summary={group} open={filled}>
      {row === 'smaa' && <TextField label={t('portfolio.small.most')} inputmode="numeric" width={4} {...one('smaa-antall')} />}
      <SelectField label={t('portfolio.share.of', { group })} options={measures.map((value) => ({ value, text: t(`portfolio.measure.${value}`) }))} {...one(`${row}-av`)} />
      <TextField label={t('portfolio.share.least', { group })} inputmode="numeric" width={4} {...one(`${row}-minst`)} />
      <TextField label={t('portfolio.share.most', { group })} inputmode="numeric" width={4} {...one(`${row}-mest`)} />
    </Details>
  )
}
