import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { SelectField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { scaleValues, wordsIn, type StaffLanguage, type StaffWords, type StatementsInstrument } from '../definition.ts'
import type { Instrument } from '../editor/store.ts'
import { otherLanguage } from './forms.ts'
import { completeness, knownLanguages, longest, scaleField, statementField, themeField } from './rules.ts'

type Page = { readonly page: PageContext }
type Typed = Readonly<Record<string, string>>
const addressOf = (id: string, more = '') => `/sporsmal/${id}/kladd${more}`

/** The further languages of a draft, each with how much of it is there. */
export const Languages = ({ page: { t }, id, draft }: Page & { readonly id: string; readonly draft: StatementsInstrument }) => {
  const languages = draft.languages ?? []
  return (
    <Section title={t('instruments.languages')}>
      <p class="ds-paragraph">{t('instruments.languages.text')}</p>
      {languages.length > 0 && (
        <Table
          caption={t('instruments.languages')}
          hiddenCaption
          rows={languages}
          rowKey={({ code }) => code}
          phone="cards"
          columns={[
            { key: 'name', title: t('instruments.language'), heading: true, cell: ({ code, name, dir }) => <a class="ds-link" href={addressOf(id, `/sprak/${code}`)}><span lang={code} dir={dir}>{name}</span></a> },
            { key: 'done', title: t('instruments.language.done'), cell: ({ code }) => doneText(t, draft, code) },
          ]}
        />
      )}
      <p>
        <a class="ds-link" href={addressOf(id, '/sprak')}>{t('instruments.language.new')}</a>
      </p>
    </Section>
  )
}
const doneText = (t: PageContext['t'], draft: StatementsInstrument, code: string): string => {
  const { done, all } = completeness(draft, code)
  return done === all ? t('instruments.language.whole', { all }) : t('instruments.language.part', { done, all })
}

export const NewLanguagePage = ({ page, one, draft, typed, errors }: Page & { readonly one: Instrument; readonly draft: StatementsInstrument; readonly typed: Typed; readonly errors: readonly FieldError[] }) => {
  const { t, lang } = page
  const free = knownLanguages.filter(({ code }) => !draft.languages?.some((there) => there.code === code))
  return (
    <Layout page={page} title={t('instruments.language.new')} above={wordsIn(one.name, lang)} intro={t('instruments.language.new.intro')} back={{ href: addressOf(one.id), text: t('instruments.draft') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={addressOf(one.id, '/sprak')}>
        <SelectField name="sprak" label={t('instruments.language')} value={typed['sprak']} error={errorFor(errors, 'sprak')} options={[...free.map(({ code, name }) => ({ value: code, text: `${name} (${nameIn(code, lang)})` })), { value: otherLanguage, text: t('instruments.language.other') }]} />
        <Details summary={t('instruments.language.other.fields')} open={typed['sprak'] === otherLanguage}>
          <TextField name="navn" label={t('instruments.language.name')} hint={t('instruments.language.name.hint')} value={typed['navn']} error={errorFor(errors, 'navn')} />
          <TextField name="kode" label={t('instruments.language.code')} hint={t('instruments.language.code.hint')} value={typed['kode']} width={4} error={errorFor(errors, 'kode')} />
          <RadioGroup name="retning" label={t('instruments.language.dir')} value={typed['retning'] ?? 'ltr'} error={errorFor(errors, 'retning')} options={[{ value: 'ltr', text: t('instruments.language.dir.ltr') }, { value: 'rtl', text: t('instruments.language.dir.rtl') }]} />
        </Details>
        <ButtonRow>
          <Button>{t('instruments.language.begin')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
/** What a language is called in the reader's own. */
const nameIn = (code: string, lang: PageContext['lang']): string => new Intl.DisplayNames([lang], { type: 'language' }).of(code) ?? code

export type LanguageView = { readonly one: Instrument; readonly draft: StatementsInstrument; readonly language: StaffLanguage; readonly typed: Typed; readonly stamp: string; readonly errors: readonly FieldError[]; readonly stale: boolean }
/** All the texts of a language, each under what it says in bokmål. */
export const LanguagePage = ({ page, view }: Page & { readonly view: LanguageView }) => {
  const { t, lang } = page
  const { one, draft, language, typed, errors } = view
  const at = addressOf(one.id, `/sprak/${language.code}`)
  const written = { lang: language.code, dir: language.dir }
  const shown = (words: StaffWords): string => wordsIn(words, lang)
  return (
    <Layout page={page} title={t('instruments.language.title', { name: language.name })} above={wordsIn(one.name, lang)} intro={t('instruments.language.intro')} back={{ href: addressOf(one.id), text: t('instruments.draft') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {view.stale && <Alert kind="warning" answer>{t('instruments.language.stale')}</Alert>}
      <p class="subtle">{doneText(t, draft, language.code)}</p>
      <Form action={at} leaveWarning>
        <input type="hidden" name="stempel" value={view.stamp} />
        <TextField name="navn" label={t('instruments.language.name')} value={typed['navn']} written={written} error={errorFor(errors, 'navn')} />
        <h2 class="ds-heading" data-size="sm">{t('instruments.language.around')}</h2>
        <TextArea name="told" label={t('instruments.language.told')} hint={t('instruments.language.told.hint')} rows={4} limit={longest.told} value={typed['told']} written={written} error={errorFor(errors, 'told')} />
        {scaleValues.map((value) => (
          <TextField name={scaleField(value)} label={t(`sessions.value.${value}`)} value={typed[scaleField(value)]} written={written} error={errorFor(errors, scaleField(value))} />
        ))}
        <TextField name="dots" label={t('sessions.phone.dots', { count: 3 })} value={typed['dots']} written={written} error={errorFor(errors, 'dots')} />
        <TextField name="send" label={t('sessions.phone.send')} value={typed['send']} written={written} error={errorFor(errors, 'send')} />
        {draft.themes.map((theme) => (
          <>
            <h2 class="ds-heading" data-size="sm">{shown(theme.name) || t('instruments.theme.unnamed')}</h2>
            <TextField name={themeField(theme)} label={t('instruments.language.theme', { name: shown(theme.name) })} value={typed[themeField(theme)]} written={written} error={errorFor(errors, themeField(theme))} />
            {theme.statements.map((statement) => (
              <TextArea name={statementField(statement)} label={shown(statement.text)} rows={2} value={typed[statementField(statement)]} written={written} error={errorFor(errors, statementField(statement))} />
            ))}
          </>
        ))}
        <ButtonRow>
          <Button>{t('instruments.save')}</Button>
        </ButtonRow>
      </Form>
      <Details summary={t('instruments.language.remove')}>
        <p class="ds-paragraph">{t('instruments.language.remove.text')}</p>
        <Form action={`${at}/fjerning`} label={t('instruments.language.remove')}>
          <input type="hidden" name="stempel" value={view.stamp} />
          <ButtonRow>
            <Button variant="secondary">{t('instruments.language.remove')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Layout>
  )
}
