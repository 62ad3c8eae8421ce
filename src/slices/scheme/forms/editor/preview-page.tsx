import { languageNames, languages, type Language } from '../../../../kernel/language.ts'
import { texts } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { PageProvider, type PageContext } from '../../../../ui/context.tsx'
import { errorFor, ErrorSummary, Form as FormElement, type FieldError } from '../../../../ui/form.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { Layout, Section as PagePart } from '../../../../ui/layout.tsx'
import { Tabs } from '../../../../ui/tabs.tsx'
import { withContext } from '../answers.ts'
import { check } from '../check.ts'
import { questionsOf, type FormDefinition } from '../definition.ts'
import { SectionFields } from '../fields.tsx'
import { Faults, type OpenForm } from './pages.tsx'
import { textIn, type Fields } from './forms.ts'
import { stampOf, type EditRefusal } from './rules.ts'
import type { Form } from './store.ts'
import { addressOf, conditionsText, named } from './words.ts'

type Page = { readonly page: PageContext }

type PreviewProps = Page & { readonly form: OpenForm; readonly definition: FormDefinition; readonly number: number; readonly language: Language; readonly year: number }

/** The form as those who answer will see it, in one of the languages. Every question is shown, with what it hangs on above it; nothing can be sent. */
export const PreviewPage = ({ page, form, definition, number, language, year }: PreviewProps) => {
  const { t } = page
  const t2 = texts(language)
  const open = withoutConditions(definition)
  const example = [1, 2].map((one) => ({ id: `example-${one}`, name: t2('forms.preview.kindergarten', { number: one }) }))
  const list = questionsOf(definition).find(({ core }) => core === 'kindergartens')
  const context = { kind: 'new', strand: '', network: false, ownership: 'municipal', firstYear: year }
  const answers = withContext(list ? { [list.key]: example.slice(0, 1).map(({ id }) => id) } : {}, context)
  const known = { kindergartens: example, organisations: [{ id: 'example', name: t2('forms.preview.partner') }], answers }
  return (
    <Layout page={page} title={t('forms.preview.title', { name: named(form.name, page.lang, t) })} above={t('forms.version.number', { number })} intro={t('forms.preview.intro')} back={{ href: addressOf.form(form.id), text: t('forms.back') }}>
      <Tabs label={t('forms.preview.language')} tabs={languages.map((one) => ({ text: languageNames[one], href: addressOf.preview(form.id, one, number), current: one === language }))} />
      <PageProvider page={{ ...page, lang: language, t: t2 }}>
        <div lang={language} class="form">
          {open.sections.map((section, index) => {
            const conditions = definition.sections[index]?.shown ?? []
            return (
              <PagePart title={named(section.title, language, t2)}>
                {conditions.length > 0 && <p class="subtle">{t2('forms.shown-when', { when: conditionsText({ definition, strands: form.strands }, conditions, language, t2) })}</p>}
                {section.intro[language] && <p>{section.intro[language]}</p>}
                {section.questions.map((question, at) => {
                  const shown = definition.sections[index]?.questions[at]?.shown ?? []
                  return (
                    <div class="flow">
                      {shown.length > 0 && <p class="subtle">{t2('forms.shown-when', { when: conditionsText({ definition, strands: form.strands }, shown, language, t2) })}</p>}
                      <SectionFields definition={open} section={{ ...section, questions: [question] }} known={known} uploads={{ types: ['pdf', 'docx'], megabytes: 10 }} />
                    </div>
                  )
                })}
              </PagePart>
            )
          })}
        </div>
      </PageProvider>
    </Layout>
  )
}

const withoutConditions = (definition: FormDefinition): FormDefinition => ({
  ...definition,
  sections: definition.sections.map((section) => ({ ...section, shown: [], questions: section.questions.map((question) => ({ ...question, shown: [] })) })),
})

/** The last look before a version is locked. */
export const PublishPage = ({ page, form, because }: Page & { readonly form: Form; readonly because?: EditRefusal | undefined }) => {
  const { t, lang } = page
  const { definition, number } = form.latest
  const faults = check(definition)
  return (
    <Layout page={page} title={t('forms.publish.title', { number })} above={named(form.name, lang, t)} intro={t('forms.publish.intro')} back={{ href: addressOf.form(form.id), text: t('forms.back') }} hasErrors={because !== undefined}>
      {because && <Alert kind="warning" answer>{t(`forms.because.${because}`)}</Alert>}
      {faults.length > 0 ? (
        <Faults page={page} formId={form.id} definition={definition} faults={faults} />
      ) : (
        <FormElement action={addressOf.publishing(form.id)}>
          <input type="hidden" name="stempel" value={stampOf(definition)} />
          <ButtonRow>
            <Button>{t('forms.publish')}</Button>
            <LinkButton href={addressOf.preview(form.id, lang, number)} variant="secondary">
              {t('forms.preview')}
            </LinkButton>
          </ButtonRow>
        </FormElement>
      )}
    </Layout>
  )
}

/** What the form is called, in the three languages. */
export const NamePage = ({ page, form, fields, errors = [] }: Page & { readonly form: Form; readonly fields: Fields; readonly errors?: readonly FieldError[] }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('forms.name.title')} intro={t('forms.name.intro')} back={{ href: addressOf.form(form.id), text: t('forms.back') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <FormElement action={addressOf.name(form.id)}>
        {languages.map((one) => (
          <TextField name={`name.${one}`} label={t('forms.name.in', { language: t(`forms.language.${one}`) })} value={textIn(fields, `name.${one}`)} error={errorFor(errors, `name.${one}`)} />
        ))}
        <Button>{t('common.save')}</Button>
      </FormElement>
    </Layout>
  )
}
