import { addDays, formatDate } from '../../../../kernel/dates.ts'
import { languageNames, languages } from '../../../../kernel/language.ts'
import type { Translate } from '../../../../texts/index.ts'
import { inLanguage } from '../../../../ui/addresses.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { nameless, type PageContext } from '../../../../ui/context.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import type { What } from '../rules.ts'
import { answers } from './rules.ts'
import type { OpenPulse } from './store.ts'

type Page = { readonly page: PageContext }

/** What is tried, in words: ours, with what the department made of it, or its own. */
export const whatText = (t: Translate, { idea, words }: What): string => [idea && t(`practice.idea.${idea}`), words].filter(Boolean).join('\n')

/** In the page itself: not all of the staff read Norwegian best. */
const Languages = ({ page }: Page) => (
  <p>
    {languages.filter((language) => language !== page.lang).flatMap((language, at) => [
      at > 0 ? ' · ' : '',
      <a class="ds-link" href={inLanguage(page.path, language)} lang={language} hreflang={language}>{languageNames[language]}</a>,
    ])}
  </p>
)

type PulseProps = Page & { readonly action: string; readonly pulse: OpenPulse; readonly typed: string | undefined; readonly errors: readonly FieldError[] }
/** One question about what was tried. Nothing here asks who. */
export const PulsePage = ({ page, action, pulse, typed, errors }: PulseProps) => {
  const { t, lang } = page
  return (
    <Layout page={nameless(page)} title={t('practice.pulse.title')} above={pulse.department ? `${pulse.department}, ${pulse.kindergarten}` : pulse.kindergarten} hasErrors={errors.length > 0}>
      <Languages page={page} />
      <ErrorSummary errors={errors} />
      <p>{t('practice.pulse.tried')}</p>
      <blockquote class="long-text">{whatText(t, pulse)}</blockquote>
      <Alert kind="info" title={t('practice.pulse.anonymous')}>
        <p>{t('practice.pulse.anonymous.text')}</p>
      </Alert>
      <Form action={action}>
        <RadioGroup name="svar" label={t('practice.pulse.question')} value={typed} error={errorFor(errors, 'svar')} options={answers.map((value) => ({ value, text: t(`practice.pulse.${value}`) }))} />
        <ButtonRow>
          <Button>{t('practice.pulse.send')}</Button>
        </ButtonRow>
      </Form>
      <p class="subtle">{t('practice.pulse.until', { date: formatDate(addDays(pulse.closesOn, -1), lang, 'long') })}</p>
    </Layout>
  )
}

/** After the answer, for one who has answered before, and for a link that is over or never was: an address says nothing about which. */
export const PulseEndPage = ({ page, what }: Page & { readonly what: 'thanks' | 'answered' | 'gone' }) => (
  <Layout page={nameless(page)} title={page.t(`practice.pulse.${what}`)} intro={page.t(`practice.pulse.${what}.text`)}>
    <Languages page={page} />
  </Layout>
)

/** Where one types what stands on the slip. */
export const SlipPage = ({ page, typed }: Page & { readonly typed: string | undefined }) => {
  const { t } = page
  const errors: readonly FieldError[] = typed === undefined ? [] : [{ field: 'lapp', text: t('practice.slip.error') }]
  return (
    <Layout page={nameless(page)} title={t('practice.slip')} hasErrors={errors.length > 0}>
      <Languages page={page} />
      <ErrorSummary errors={errors} />
      <form method="get" action="/puls" class="flow" noValidate>
        <TextField name="lapp" label={t('practice.slip.code')} hint={t('practice.slip.code.hint')} value={typed} error={errorFor(errors, 'lapp')} width={24} />
        <ButtonRow>
          <Button>{t('practice.slip.next')}</Button>
        </ButtonRow>
      </form>
    </Layout>
  )
}
