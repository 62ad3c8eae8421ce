import { languages, type Language } from '../../../../kernel/language.ts'
import { formatDate } from '../../../../kernel/dates.ts'
import type { Translate } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import type { Words } from '../definition.ts'
import { addressOf } from '../pages.tsx'
import { inLanguage } from '../words.ts'
import type { Theme } from './rules.ts'

type Page = { readonly page: PageContext }
const noWords: Words = { nb: '', nn: '', en: '' }

type ListProps = Page & { readonly themes: readonly Theme[]; readonly today: string; readonly typed?: Words; readonly errors?: readonly FieldError[]; readonly mayEdit: boolean }

/** The framework plan's themes, the municipality's own, and a form for one more. */
export const ThemesPage = ({ page, themes, today, typed = noWords, errors = [], mayEdit }: ListProps) => {
  const { t } = page
  const own = themes.filter((theme) => theme.own)
  return (
    <Layout page={page} title={t('flow.themes.title')} intro={t('flow.themes.intro')} back={{ href: addressOf.chart, text: t('flow.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} labels={nameLabels(t)} />
      <h2 class="ds-heading" data-size="sm">
        {t('flow.themes.own')}
      </h2>
      {own.length === 0 ? <p>{t('flow.themes.own.none')}</p> : <OwnThemes page={page} themes={own} today={today} mayEdit={mayEdit} />}
      {mayEdit && (
        <Form action={addressOf.themes}>
          <h2 class="ds-heading" data-size="xs">
            {t('flow.themes.add.title')}
          </h2>
          <NameFields page={page} typed={typed} errors={errors} />
          <Button>{t('flow.themes.add')}</Button>
        </Form>
      )}
      <h2 class="ds-heading" data-size="sm">
        {t('flow.themes.framework.rammeplan-2017')}
      </h2>
      <ul>
        {themes
          .filter((theme) => !theme.own)
          .map((theme) => (
            <li>{inLanguage(theme.name, page.lang)}</li>
          ))}
      </ul>
    </Layout>
  )
}

const OwnThemes = ({ page, themes, today, mayEdit }: Page & { readonly themes: readonly Theme[]; readonly today: string; readonly mayEdit: boolean }) => (
  <ul>
    {themes.map((theme) => (
      <li>
        {mayEdit ? (
          <a class="ds-link" href={`${addressOf.themes}/${theme.code}`}>
            {inLanguage(theme.name, page.lang)}
          </a>
        ) : (
          inLanguage(theme.name, page.lang)
        )}
        {theme.to !== undefined && <div class="subtle">{page.t(theme.to < today ? 'flow.themes.ended' : 'flow.themes.ending', { when: formatDate(theme.to, page.lang, 'long') })}</div>}
      </li>
    ))}
  </ul>
)

const nameLabels = (t: Translate) => {
  const label = (lang: Language) => t('flow.themes.name', { language: t(`flow.language.${lang}`) })
  return { nb: label('nb'), nn: label('nn'), en: label('en') }
}

const NameFields = ({ page: { t }, typed, errors }: Page & { readonly typed: Words; readonly errors: readonly FieldError[] }) => (
  <>
    {languages.map((lang) => (
      <TextField name={lang} label={nameLabels(t)[lang]} value={typed[lang]} error={errorFor(errors, lang)} />
    ))}
  </>
)

type EditProps = Page & { readonly theme: Theme; readonly typed: Words; readonly errors?: readonly FieldError[] }

export const ThemePage = ({ page, theme, typed, errors = [] }: EditProps) => {
  const { t } = page
  const address = `${addressOf.themes}/${theme.code}`
  return (
    <Layout page={page} title={t('flow.themes.edit.title', { name: inLanguage(theme.name, page.lang) })} back={{ href: addressOf.themes, text: t('flow.themes.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} labels={nameLabels(t)} />
      <Form action={address} leaveWarning>
        <NameFields page={page} typed={typed} errors={errors} />
        <Button>{t('common.save')}</Button>
      </Form>
      {theme.to === undefined ? (
        <Form action={`${address}/slutt`} label={t('flow.themes.end')}>
          <p>{t('flow.themes.end.text')}</p>
          <ButtonRow>
            <Button variant="secondary" danger>
              {t('flow.themes.end')}
            </Button>
          </ButtonRow>
        </Form>
      ) : (
        <Alert kind="info">{t('flow.themes.end.text')}</Alert>
      )}
    </Layout>
  )
}
