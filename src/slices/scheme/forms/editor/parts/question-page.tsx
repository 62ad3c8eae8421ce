import { languageNames, languages } from '../../../../../kernel/language.ts'
import { actorsOfMoney, staffGroups } from '../../../schemes/rules.ts'
import { Alert } from '../../../../../ui/alert.tsx'
import { Button, LinkButton } from '../../../../../ui/button.tsx'
import { Checkbox, CheckboxGroup } from '../../../../../ui/choices.tsx'
import type { PageContext } from '../../../../../ui/context.tsx'
import { Details } from '../../../../../ui/details.tsx'
import { SelectField, TextField } from '../../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form as FormElement, type FieldError } from '../../../../../ui/form.tsx'
import { Layout } from '../../../../../ui/layout.tsx'
import { coreKinds, coreNames, limits, questionsOf, type QuestionKind } from '../../definition.ts'
import { listIn, rowsIn, textIn, type Fields } from '../forms.ts'
import type { Asked, EditRefusal } from '../rules.ts'
import { ConditionRows, SaveFirst, WordFields } from './section-page.tsx'
import { addressOf, named } from '../words.ts'

type Props = Asked & {
  readonly page: PageContext
  readonly formId: string
  readonly questionKey: string
  readonly kind: QuestionKind
  readonly fields: Fields
  readonly stamp: string
  readonly errors?: readonly FieldError[]
  readonly because?: EditRefusal | undefined
}

/** One question. Rows are added and removed by buttons that send the whole page, so that it works without script. */
export const QuestionPage = (props: Props) => {
  const { page, formId, definition, strands, questionKey, kind, fields, stamp, errors = [], because } = props
  const { t, lang } = page
  const action = addressOf.question(formId, questionKey)
  const taken = questionsOf(definition).filter(({ key }) => key !== questionKey).map(({ core }) => core)
  const cores = coreNames.filter((core) => coreKinds[core].some((one: string) => one === kind) && !taken.includes(core))
  const label = textIn(fields, `label.${lang}`)
  return (
    <Layout page={page} title={label || t('forms.question.new')} above={t(`forms.kind.${kind}`)} back={{ href: addressOf.form(formId), text: t('forms.back') }} hasErrors={errors.length > 0 || because !== undefined}>
      <ErrorSummary errors={errors} />
      {because && <Alert kind="warning" answer>{t(`forms.because.${because}`)}</Alert>}
      <FormElement action={action} leaveWarning>
        <SaveFirst page={page} stamp={stamp} />
        <WordFields name="label" label={t('forms.question.label')} fields={fields} errors={errors} />
        <WordFields name="help" label={t('forms.question.help')} hint={t('forms.question.help.hint')} fields={fields} errors={errors} long />
        {kind !== 'sum' && <Checkbox name="required" label={t('forms.question.required.box')} checked={textIn(fields, 'required') !== ''} />}
        {kind !== 'sum' && (
          <Details summary={t('forms.question.missing')} open={languages.some((one) => textIn(fields, `missing.${one}`) !== '')}>
            <WordFields name="missing" label={t('forms.question.missing')} hint={t('forms.question.missing.hint')} fields={fields} errors={errors} />
          </Details>
        )}
        <KindFields {...props} errors={errors} />
        {cores.length > 0 && <SelectField name="core" label={t('forms.question.core')} hint={t('forms.question.core.hint')} empty={t('forms.question.core.none')} options={cores.map((core) => ({ value: core, text: t(`forms.core.${core}`) }))} value={textIn(fields, 'core')} error={errorFor(errors, 'core')} />}
        <SelectField name="section" label={t('forms.question.section')} empty={false} options={definition.sections.map(({ key, title }) => ({ value: key, text: named(title, lang, t) }))} value={textIn(fields, 'section')} error={errorFor(errors, 'section')} />
        <ConditionRows page={page} definition={definition} strands={strands} ownKeys={[questionKey]} fields={fields} errors={errors} action={action} />
        <div class="button-row">
          <Button name="handling" value="lagre">
            {t('common.save')}
          </Button>
          <LinkButton href={`${action}/fjerning`} variant="tertiary" danger>
            {t('forms.question.remove')}
          </LinkButton>
        </div>
      </FormElement>
    </Layout>
  )
}

type KindProps = Props & { readonly errors: readonly FieldError[] }

const KindFields = (props: KindProps) => {
  const { page, kind, fields, errors } = props
  const { t } = page
  const number = (name: 'most' | 'least' | 'years', label: string, hint?: string) => <TextField name={name} label={label} {...(hint ? { hint } : {})} inputmode="numeric" width={10} value={textIn(fields, name)} error={errorFor(errors, name)} />
  switch (kind) {
    case 'text':
      return (
        <>
          <Checkbox name="long" label={t('forms.text.long')} checked={textIn(fields, 'long') !== ''} />
          {number('most', t('forms.text.most'), t('forms.up-to', { most: limits.text }))}
        </>
      )
    case 'choice':
      return <ChoiceFields {...props} />
    case 'number':
      return (
        <>
          {number('least', t('forms.number.least'))}
          {number('most', t('forms.number.most'))}
        </>
      )
    case 'kindergartens':
      return number('most', t('forms.kindergartens.most'), t('forms.up-to', { most: limits.kindergartens }))
    case 'file':
      return number('most', t('forms.file.most'), t('forms.up-to', { most: limits.files }))
    case 'money':
      return (
        <>
          {number('years', t('forms.money.years'), t('forms.up-to', { most: limits.years }))}
          <CheckboxGroup name="actors" label={t('forms.money.actors')} options={actorsOfMoney.map((value) => ({ value, text: t(`forms.actor.${value}`) }))} values={listIn(fields, 'actors')} error={errorFor(errors, 'actors')} />
        </>
      )
    case 'staff':
      return <CheckboxGroup name="groups" label={t('forms.staff.groups')} options={staffGroups.map((value) => ({ value, text: t(`forms.group.${value}`) }))} values={listIn(fields, 'groups')} error={errorFor(errors, 'groups')} />
    case 'sum':
      return <SumFields {...props} />
    default:
      return null
  }
}

const SumFields = ({ page: { t, lang }, definition, fields, errors }: KindProps) => {
  const countable = questionsOf(definition).filter(({ kind }) => kind === 'money' || kind === 'number').map(({ key, label }) => ({ value: key, text: named(label, lang, t) }))
  if (countable.length === 0) return <Alert kind="info">{t('forms.sum.nothing')}</Alert>
  return (
    <>
      <CheckboxGroup name="of" label={t('forms.sum.of')} options={countable} values={listIn(fields, 'of')} error={errorFor(errors, 'of')} />
      <SelectField name="equals" label={t('forms.sum.equals')} hint={t('forms.sum.equals.hint')} empty={t('forms.sum.equals.none')} options={countable} value={textIn(fields, 'equals')} error={errorFor(errors, 'equals')} />
    </>
  )
}

const ChoiceFields = ({ page, formId, questionKey, fields, errors }: KindProps) => {
  const { t } = page
  const action = addressOf.question(formId, questionKey)
  const rows = rowsIn(fields, 'options')
  return (
    <section id="svar" class="flow">
      <Checkbox name="many" label={t('forms.choice.many')} checked={textIn(fields, 'many') !== ''} />
      <h2 class="ds-heading" data-size="sm">
        {t('forms.choice.options')}
      </h2>
      {rows.length === 0 && <p>{t('forms.choice.none')}</p>}
      {rows.map((row, index) => {
        const about = t('forms.choice.option', { number: index + 1 })
        return (
          <fieldset class="ds-card flow-row" data-color="neutral">
            <legend class="ds-label">{about}</legend>
            <div class="flow-languages">
              {languages.map((one) => (
                <TextField name={`options.${row}.${one}`} label={languageNames[one]} value={textIn(fields, `options.${row}.${one}`)} error={errorFor(errors, `options.${row}.${one}`)} />
              ))}
            </div>
            <div class="flow-order">
              {index > 0 && (
                <Button name="handling" value={`up-options-${row}`} variant="tertiary" small formAction={`${action}#svar`} about={about}>
                  {t('forms.order.up')}
                </Button>
              )}
              <Button name="handling" value={`remove-options-${row}`} variant="tertiary" danger small formAction={`${action}#svar`} about={about}>
                {t('forms.row.remove')}
              </Button>
            </div>
            <input type="hidden" name={`options.${row}.value`} value={textIn(fields, `options.${row}.value`)} />
          </fieldset>
        )
      })}
      {rows.length < limits.options && (
        <Button name="handling" value="add-options" variant="secondary" small formAction={`${action}#f-options-${rows.length}-nb`}>
          {t('forms.choice.add')}
        </Button>
      )}
    </section>
  )
}
