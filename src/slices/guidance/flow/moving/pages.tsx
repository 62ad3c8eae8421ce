import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { SelectField } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { stepOf } from '../graph.ts'
import { addressOf } from '../pages.tsx'
import type { MappingFault } from '../rules.ts'
import { inLanguage, mappingRefusalWords } from '../words.ts'
import type { MovingRefusal, Situation } from './actions.ts'

type Props = { readonly page: PageContext; readonly situation: Situation; readonly mapping: Readonly<Record<string, string>> }
type Mapping = Props['mapping']

/** The name of the field that maps a step. */
export const fieldOf = (stepKey: string): string => `steg.${stepKey}`

const used = ({ from, counts }: Situation) => from.flow.steps.filter((step) => counts.has(step.key))
const target = ({ to }: Situation, mapping: Mapping, key: string) => stepOf(to.flow, (Object.hasOwn(mapping, key) ? mapping[key] : undefined) ?? '')

/** For each step that has cases: where shall they be? */
export const MovingPage = ({ page, situation, mapping, faults = [], because }: Props & { readonly faults?: readonly MappingFault[]; readonly because?: MovingRefusal | undefined }) => {
  const { t, lang } = page
  const { from, to, counts } = situation
  const errors: FieldError[] = faults.map((fault) => ({ field: fieldOf(fault.step), text: mappingRefusalWords(fault.because, lang) }))
  return (
    <Layout page={page} title={t('flow.moving.title', { from: from.number, to: to.number })} intro={t('flow.moving.intro')} back={{ href: addressOf.chart, text: t('flow.to.published') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} title={errors.length > 0 ? t('flow.moving.because.refused') : ''} />
      {because === 'changed' && <Alert kind="warning">{t('flow.moving.because.changed')}</Alert>}
      {counts.size === 0 ? (
        <EmptyState title={t('flow.moving.none')} />
      ) : (
        <Form action={addressOf.moving(from.number)}>
          {used(situation).map((step) => (
            <SelectField
              name={fieldOf(step.key)}
              label={t('flow.moving.step', { name: inLanguage(step.name, lang), count: counts.get(step.key) ?? 0 })}
              value={mapping[step.key]}
              error={errorFor(errors, fieldOf(step.key))}
              options={to.flow.steps.map((one) => ({ value: one.key, text: inLanguage(one.name, lang) }))}
            />
          ))}
          <Button name="handling" value="vis">
            {t('flow.moving.preview')}
          </Button>
        </Form>
      )}
    </Layout>
  )
}

/** What will happen, with numbers, before it happens. */
export const MovingPreviewPage = ({ page, situation, mapping }: Props) => {
  const { t, lang } = page
  const { from, to, counts, cases } = situation
  return (
    <Layout page={page} title={t('flow.moving.preview.title', { count: cases.length })} above={t('flow.moving.title', { from: from.number, to: to.number })} back={{ href: addressOf.moving(from.number), text: t('flow.moving.change') }}>
      <Table
        caption={t('flow.moving.title', { from: from.number, to: to.number })}
        hiddenCaption
        rows={used(situation)}
        rowKey={(step) => step.key}
        columns={[
          { key: 'from', title: t('flow.moving.from'), heading: true, cell: (step) => inLanguage(step.name, lang) },
          { key: 'cases', title: t('flow.versions.cases'), numeric: true, cell: (step) => counts.get(step.key) ?? 0 },
          {
            key: 'to',
            title: t('flow.moving.to'),
            cell: (step) => {
              const to = target(situation, mapping, step.key)
              return to ? inLanguage(to.name, lang) : '–'
            },
          },
        ]}
      />
      <Form action={addressOf.moving(from.number)}>
        {used(situation).map((step) => (
          <input type="hidden" name={fieldOf(step.key)} value={mapping[step.key] ?? ''} />
        ))}
        <input type="hidden" name="til" value={String(to.number)} />
        <input type="hidden" name="antall" value={String(cases.length)} />
        <ButtonRow>
          <Button name="handling" value="flytt">
            {t('flow.moving.do')}
          </Button>
          <LinkButton href={addressOf.moving(from.number)} variant="secondary">
            {t('flow.moving.change')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
