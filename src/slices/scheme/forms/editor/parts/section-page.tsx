import { languageNames, languages } from '../../../../../kernel/language.ts'
import { capacities } from '../../../schemes/rules.ts'
import { Alert } from '../../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../../../ui/choices.tsx'
import type { PageContext } from '../../../../../ui/context.tsx'
import { SelectField, TextArea, TextField } from '../../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form as FormElement, type FieldError } from '../../../../../ui/form.tsx'
import { Layout } from '../../../../../ui/layout.tsx'
import { limits, writers, type Question, type Section } from '../../definition.ts'
import { conditionChoices, conditionValue, listIn, rowsIn, textIn, type Fields } from '../forms.ts'
import type { Asked, EditRefusal } from '../rules.ts'
import { addressOf, conditionText, named } from '../words.ts'

type Props = Asked & {
  readonly page: PageContext
  readonly formId: string
  readonly section: Section
  readonly fields: Fields
  readonly stamp: string
  readonly errors?: readonly FieldError[]
  readonly because?: EditRefusal | undefined
}

/** What a section is called, who writes it and who stands behind it. Its questions are on the form's page. */
export const SectionPage = ({ page, formId, definition, strands, section, fields, stamp, errors = [], because }: Props) => {
  const { t, lang } = page
  const action = addressOf.section(formId, section.key)
  return (
    <Layout page={page} title={textIn(fields, `title.${lang}`) || t('forms.section.new')} above={t('forms.section')} back={{ href: addressOf.form(formId), text: t('forms.back') }} hasErrors={errors.length > 0 || because !== undefined}>
      <ErrorSummary errors={errors} />
      {because && <Alert kind="warning" answer>{t(`forms.because.${because}`)}</Alert>}
      <FormElement action={action} leaveWarning>
        <SaveFirst page={page} stamp={stamp} />
        <WordFields name="title" label={t('forms.section.title')} fields={fields} errors={errors} />
        <WordFields name="intro" label={t('forms.section.intro')} fields={fields} errors={errors} long />
        <RadioGroup name="by" label={t('forms.section.by')} options={writers.map((value) => ({ value, text: t(`forms.by.${value}`) }))} value={textIn(fields, 'by')} error={errorFor(errors, 'by')} />
        <CheckboxGroup
          name="signedBy"
          label={t('forms.section.signed-by')}
          hint={t('forms.section.signed-by.hint')}
          options={capacities.map((value) => ({ value, text: t(`forms.capacity.${value}`) }))}
          values={listIn(fields, 'signedBy')}
          error={errorFor(errors, 'signedBy')}
        />
        <ConditionRows page={page} definition={definition} strands={strands} ownKeys={section.questions.map(({ key }) => key)} fields={fields} errors={errors} action={action} />
        <div class="button-row">
          <Button name="handling" value="lagre">
            {t('common.save')}
          </Button>
        </div>
      </FormElement>
    </Layout>
  )
}

/** Enter in a text field presses the first button of the form: it must be the one that saves, not one that removes a row. */
export const SaveFirst = ({ page: { t }, stamp }: { readonly page: PageContext; readonly stamp: string }) => (
  <>
    <button class="ds-sr-only" type="submit" name="handling" value="lagre" tabindex={-1} aria-hidden="true">
      {t('common.save')}
    </button>
    <input type="hidden" name="stempel" value={stamp} />
  </>
)

type WordFieldsProps = { readonly name: string; readonly label: string; readonly hint?: string; readonly fields: Fields; readonly errors: readonly FieldError[]; readonly long?: boolean }

/** The same words in the three languages, under one heading. */
export const WordFields = ({ name, label, hint, fields, errors, long }: WordFieldsProps) => (
  <fieldset class="ds-fieldset">
    <legend class="ds-label">{label}</legend>
    {hint && <p data-field="description">{hint}</p>}
    <div class="flow">
      {languages.map((one) => {
        const field = { name: `${name}.${one}`, label: languageNames[one], value: textIn(fields, `${name}.${one}`), error: errorFor(errors, `${name}.${one}`) }
        return long ? <TextArea {...field} rows={2} limit={limits.help} /> : <TextField {...field} />
      })}
    </div>
  </fieldset>
)

type ConditionProps = Asked & { readonly page: PageContext; readonly ownKeys: readonly string[]; readonly fields: Fields; readonly errors: readonly FieldError[]; readonly action: string }

/** When it is shown: a row for each answer. Answers to one question are alternatives; different questions must all hold. */
export const ConditionRows = ({ page, definition, strands, ownKeys, fields, errors, action }: ConditionProps) => {
  const { t, lang } = page
  const rows = rowsIn(fields, 'shown')
  const asked = { definition, strands }
  const choices = conditionChoices(asked, ownKeys).map(({ when, is }) => ({ value: conditionValue(when, is), text: conditionText(asked, when, is, lang, t) }))
  return (
    <section id="vilkar" class="flow">
      <h2 class="ds-heading" data-size="sm">
        {t('forms.conditions')}
      </h2>
      <p class="subtle">{t('forms.conditions.hint')}</p>
      {rows.length === 0 && <p>{t('forms.conditions.none')}</p>}
      {rows.map((row, index) => {
        const value = textIn(fields, `shown.${row}`)
        const [when = '', is = ''] = value.split('=')
        // A condition that no longer fits is still shown, so that it can be taken away.
        const options = value === '' || choices.some((choice) => choice.value === value) ? choices : [...choices, { value, text: conditionText(asked, when, is, lang, t) }]
        return (
          <div class="ds-card flow-row" data-color="neutral">
            <SelectField name={`shown.${row}`} label={t('forms.conditions.row', { number: index + 1 })} options={options} value={value} error={errorFor(errors, `shown.${row}`)} />
            <Button name="handling" value={`remove-shown-${row}`} variant="tertiary" danger small formAction={`${action}#vilkar`} about={t('forms.conditions.row', { number: index + 1 })}>
              {t('forms.row.remove')}
            </Button>
          </div>
        )
      })}
      {rows.length < 12 && (
        <Button name="handling" value="add-shown" variant="secondary" small formAction={`${action}#vilkar`}>
          {t('forms.conditions.add')}
        </Button>
      )}
    </section>
  )
}

type RemovalProps = {
  readonly page: PageContext
  readonly formId: string
  readonly what: 'section' | 'question' | 'draft'
  readonly name: string
  /** What goes, and what stays. */
  readonly text: string
  readonly action: string
  readonly stamp: string
  readonly leaning: readonly { readonly section: Section; readonly question: Question | undefined }[]
  readonly because?: EditRefusal | undefined
}

/** Before something is taken out: what it is, and what stands in the way. */
export const RemovalPage = ({ page, formId, what, name, text, action, stamp, leaning, because }: RemovalProps) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t(`forms.${what}.remove`)} above={name} {...(leaning.length > 0 ? {} : { intro: text })} back={{ href: addressOf.form(formId), text: t('forms.back') }} hasErrors={because !== undefined}>
      {because && because !== 'leaned-on' && <Alert kind="warning" answer>{t(`forms.because.${because}`)}</Alert>}
      {leaning.length > 0 ? (
        <Alert kind="warning" title={t('forms.because.leaned-on')}>
          <ul class="ds-list">
            {leaning.map(({ section, question }) => (
              <li>
                <a class="ds-link" href={question ? addressOf.question(formId, question.key) : addressOf.section(formId, section.key)}>
                  {named(question?.label ?? section.title, lang, t)}
                </a>
              </li>
            ))}
          </ul>
        </Alert>
      ) : (
        <FormElement action={action}>
          <input type="hidden" name="stempel" value={stamp} />
          <ButtonRow>
            <Button danger>{t('forms.remove')}</Button>
            <LinkButton href={addressOf.form(formId)} variant="secondary">
              {t('common.cancel')}
            </LinkButton>
          </ButtonRow>
        </FormElement>
      )}
    </Layout>
  )
}
