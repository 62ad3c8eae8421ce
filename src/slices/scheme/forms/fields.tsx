import type { ComponentChildren } from 'preact'
import type { Language } from '../../../kernel/language.ts'
import { formatDate, localDate } from '../../../kernel/dates.ts'
import { formatKroner, ore } from '../../../kernel/money.ts'
import { formats } from '../../../texts/formats.ts'
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import { usePage } from '../../../ui/context.tsx'
import { ErrorText, fieldId } from '../../../ui/field-frame.tsx'
import { DateField, FileField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { answerTo, calculated, fileRefs, shownKeys, strings } from './answers.ts'
import { questionOf, type ChoiceQuestion, type FileQuestion, type FormDefinition, type KindergartensQuestion, type OrganisationQuestion, type Question, type SumQuestion } from './definition.ts'
import { MoneyGrid, StaffTables } from './drawing/grids.tsx'
import { fieldProps, singleTyped, type QuestionProps, type SectionFieldsProps } from './drawing/question.ts'
import { fieldOf, removeField } from './reading.ts'

/**
 * The questions of a section as fields of a form, without the form. A question that hangs on another in the same section is there from the beginning,
 * with a line that says when to answer it; the script hides it until then. `readSection` reads what is sent.
 */
export const SectionFields = ({ section, ...props }: SectionFieldsProps) => {
  const shown = shownKeys(props.definition, props.known.answers)
  const here = new Set(section.questions.map(({ key }) => key))
  return (
    <>
      {section.questions.map((question) => {
        const leansHere = question.shown.filter(({ when }) => here.has(when))
        if (leansHere.length > 0 && question.shown.every(({ when }) => here.has(when))) return <OnlyWhen definition={props.definition} question={question}><QuestionField {...props} question={question} /></OnlyWhen>
        return shown.has(question.key) ? <QuestionField {...props} question={question} /> : null
      })}
    </>
  )
}

/** `data-when` is for the script: the names of fields and the values that show what is inside. */
const OnlyWhen = ({ definition, question, children }: { readonly definition: FormDefinition; readonly question: Question; readonly children: ComponentChildren }) => {
  const { t, lang } = usePage()
  const conditions = question.shown.map(({ when, is }) => ({ field: fieldOf({ key: when }), is }))
  return (
    <div class="only-when" data-when={JSON.stringify(conditions)}>
      <p class="subtle" data-when-note="">
        {t('forms.only-when', { when: question.shown.map((condition) => conditionWords(definition, condition, lang)).join(', ') })}
      </p>
      {children}
    </div>
  )
}

const conditionWords = (definition: FormDefinition, { when, is }: Question['shown'][number], language: Language): string => {
  const asked = questionOf(definition, when)
  if (asked?.kind !== 'choice') return asked?.label[language] ?? ''
  return formats(language).either(asked.options.filter(({ value }) => is.includes(value)).map(({ label }) => label[language]))
}

const QuestionField = (props: QuestionProps<Question>) => {
  const { lang } = usePage()
  const { question, known, definition } = props
  const common = fieldProps(props, lang)
  const answer = answerTo(definition, question, known.answers)
  const typed = singleTyped(props.typed, common.name)
  switch (question.kind) {
    case 'text': {
      const value = typed ?? (typeof answer === 'string' ? answer : '')
      return question.long ? <TextArea {...common} value={value} limit={question.most} rows={question.most > 1500 ? 8 : 4} guard /> : <TextField {...common} value={value} guard />
    }
    case 'number':
      return <TextField {...common} value={typed ?? (typeof answer === 'number' ? String(answer) : '')} inputmode="numeric" width={10} />
    case 'date': {
      const date = typeof answer === 'string' ? localDate(answer) : undefined
      return <DateField {...common} value={typed ?? (date ? formatDate(date, lang, 'short') : '')} />
    }
    case 'choice':
      return <ChoiceField {...props} question={question} />
    case 'organisation':
      return <OrganisationField {...props} question={question} />
    case 'kindergartens':
      return <KindergartensField {...props} question={question} />
    case 'declaration': {
      const { mark: _, ...box } = common
      return (
        <div class="flow">
          <Drawn name={common.name} />
          <Checkbox {...box} value="yes" checked={props.typed?.[common.name] === undefined ? answer === true : chosen(props.typed[common.name]).includes('yes')} />
        </div>
      )
    }
    case 'file':
      return <FilesField {...props} question={question} />
    case 'money':
      return <MoneyGrid {...props} question={question} />
    case 'staff':
      return <StaffTables {...props} question={question} />
    case 'sum':
      return <Sum {...props} question={question} />
  }
}

/** Says that the question was drawn, so that no box ticked means none, and not that it was left out. */
const Drawn = ({ name }: { readonly name: string }) => <input type="hidden" name={name} value="" />

const chosen = (typed: string | readonly string[] | undefined): readonly string[] => (typeof typed === 'string' ? [typed] : (typed ?? [])).filter((value) => value !== '')

const ChoiceField = (props: QuestionProps<ChoiceQuestion>) => {
  const { lang } = usePage()
  const { question } = props
  const common = fieldProps(props, lang)
  const options = question.options.map(({ value, label }) => ({ value, text: label[lang] }))
  const typed = props.typed?.[common.name]
  const values = typed === undefined ? strings(answerTo(props.definition, question, props.known.answers)) : chosen(typed)
  if (!question.many && options.length > 7) return <SelectField {...common} options={options} value={values.at(-1)} />
  return (
    <div>
      <Drawn name={common.name} />
      {question.many ? <CheckboxGroup {...common} options={options} values={values} /> : <RadioGroup {...common} options={options} value={values.at(-1)} inline={options.length === 2} />}
    </div>
  )
}

const OrganisationField = (props: QuestionProps<OrganisationQuestion>) => {
  const { lang } = usePage()
  const { known, question } = props
  const answer = answerTo(props.definition, question, known.answers)
  const common = fieldProps(props, lang)
  return <SelectField {...common} options={known.organisations.map(({ id, name, place }) => ({ value: id, text: place ? `${name}, ${place}` : name }))} value={singleTyped(props.typed, common.name) ?? (typeof answer === 'string' ? answer : undefined)} />
}

const KindergartensField = (props: QuestionProps<KindergartensQuestion>) => {
  const { lang, t } = usePage()
  const { known, question } = props
  const common = fieldProps(props, lang)
  const answers = strings(answerTo(props.definition, question, known.answers))
  const typed = props.typed?.[common.name]
  // One that was chosen and is gone from the list is still shown, so that it can be taken away.
  const gone = answers.filter((id) => !known.kindergartens.some((one) => one.id === id))
  const options = [...known.kindergartens.map(({ id, name, place }) => ({ value: id, text: name, ...(place ? { hint: place } : {}) })), ...gone.map((id) => ({ value: id, text: t('forms.unknown-organisation') }))]
  return (
    <div class={options.length > 8 ? 'many-choices' : undefined}>
      <Drawn name={common.name} />
      <CheckboxGroup {...common} options={options} values={typed === undefined ? answers : chosen(typed)} />
    </div>
  )
}

const FilesField = (props: QuestionProps<FileQuestion>) => {
  const { lang, t } = usePage()
  const { question, uploads } = props
  const common = fieldProps(props, lang)
  const files = fileRefs(answerTo(props.definition, question, props.known.answers))
  return (
    <div class="flow">
      {uploads && <FileField {...common} types={uploads.types} megabytes={uploads.megabytes} multiple={question.most > 1} />}
      {files.length > 0 && <CheckboxGroup name={removeField(question)} label={t('forms.file.remove', { question: question.label[lang] })} options={files.map(({ id, name }) => ({ value: id, text: name }))} />}
    </div>
  )
}

const Sum = ({ definition, question, known, errors }: QuestionProps<SumQuestion>) => {
  const { lang, t } = usePage()
  const id = fieldId(fieldOf(question))
  const sum = calculated(definition, known.answers).get(question.key)
  return (
    <div class="field-sum" id={id} tabIndex={-1}>
      <p>
        <strong>{question.label[lang]}:</strong> {sum?.unit === 'ore' ? formatKroner(ore(sum.value), lang) : formats(lang).number(sum?.value ?? 0)}
      </p>
      <p class="subtle">{question.help[lang] || t('forms.sum.note')}</p>
      <ErrorText id={id} error={errors?.find(({ field }) => field === fieldOf(question))?.text} />
    </div>
  )
}
