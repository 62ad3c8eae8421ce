import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { languageNames, languages } from '../../../../kernel/language.ts'
import { inLanguage } from '../../../../ui/addresses.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { nameless, type PageContext } from '../../../../ui/context.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { levels } from '../rules.ts'
import { questions } from './rules.ts'

type Page = { readonly page: PageContext }


/** In the page itself, since the menu is folded away on a phone and not all of the staff read Norwegian best. */
const Languages = ({ page }: Page) => (
  <p>
    {languages
      .filter((language) => language !== page.lang)
      .flatMap((language, at) => [
        at > 0 ? ' · ' : '',
        <a class="ds-link" href={inLanguage(page.path, language)} lang={language} hreflang={language}>
          {languageNames[language]}
        </a>,
      ])}
  </p>
)

export type SurveyProps = Page & {
  readonly action: string
  readonly kindergarten: string
  readonly closesOn: LocalDate
  readonly formKey: string
  readonly typed: Readonly<Record<string, string>>
  readonly errors: readonly FieldError[]
}

/** Three questions for each of the staff, and what becomes of the answers. Nothing here asks who. */
export const SurveyPage = ({ page, action, kindergarten, closesOn, formKey, typed, errors }: SurveyProps) => {
  const { t } = page
  return (
    <Layout page={nameless(page)} title={t('evaluation.survey.title')} intro={t('evaluation.survey.intro', { kindergarten, date: formatDate(closesOn, page.lang, 'weekday') })} hasErrors={errors.length > 0}>
      <Languages page={page} />
      <ErrorSummary errors={errors} labels={Object.fromEntries(questions.map((question) => [question, t(`evaluation.survey.${question}.short`)]))} />
      <Alert title={t('evaluation.survey.anonymous')}>
        <ul class="ds-list">
          <li>{t('evaluation.survey.anonymous.1')}</li>
          <li>{t('evaluation.survey.anonymous.2')}</li>
          <li>{t('evaluation.survey.anonymous.3')}</li>
        </ul>
      </Alert>
      <Form action={action}>
        <input type="hidden" name="key" value={formKey} />
        <p>{t('evaluation.survey.all')}</p>
        {questions.map((question) => (
          <RadioGroup
            name={question}
            label={t(`evaluation.survey.${question}`)}
            hint={question === 'involved' ? t('evaluation.survey.involved.hint') : undefined}
            value={typed[question]}
            error={errorFor(errors, question)}
            options={levels.map((value) => ({ value, text: t(`evaluation.survey.${question}.${value}`) }))}
          />
        ))}
        <ButtonRow>
          <Button>{t('evaluation.survey.send')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export const SurveyThanksPage = ({ page }: Page) => (
  <Layout page={nameless(page)} title={page.t('evaluation.survey.thanks')} intro={page.t('evaluation.survey.thanks.text')}>
    <Languages page={page} />
  </Layout>
)

export const SurveyAnsweredPage = ({ page }: Page) => (
  <Layout page={nameless(page)} title={page.t('evaluation.survey.answered')} intro={page.t('evaluation.survey.answered.text')}>
    <Languages page={page} />
  </Layout>
)

/** The same page for a link that is closed and one that never was: an address says nothing about which. */
export const SurveyGonePage = ({ page }: Page) => (
  <Layout page={nameless(page)} title={page.t('evaluation.survey.gone')} intro={page.t('evaluation.survey.gone.text')}>
    <Languages page={page} />
  </Layout>
)
