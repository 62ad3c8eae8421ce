import { languageNames, languages } from '../../../../kernel/language.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { SelectField, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { wordsIn, type ScoresInstrument } from '../definition.ts'
import type { Instrument, ThemeName } from '../editor/store.ts'
import type { EditRefusal } from '../rules.ts'
import type { ScoresFault } from './rules.ts'

type Page = { readonly page: PageContext }
type Typed = Readonly<Record<string, string>>

/** The name of a new list; the rest comes on its draft. */
export const NewScoresPage = ({ page, typed, errors }: Page & { readonly typed: Typed; readonly errors: readonly FieldError[] }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('instruments.scored.new')} intro={t('instruments.scored.new.intro')} back={{ href: '/sporsmal', text: t('instruments.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p class="ds-paragraph">{t('instruments.scored.licence')}</p>
      <Form action="/sporsmal/kartlegging">
        <TextField name="navn-nb" label={t('instruments.name.in', { language: t('instruments.language.nb') })} hint={t('instruments.scored.name.hint')} value={typed['navn-nb']} error={errorFor(errors, 'navn-nb')} />
        <Others page={page} name="navn" typed={typed} errors={errors} />
        <ButtonRow>
          <Button>{t('instruments.scored.begin')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** Nynorsk and English of a field, folded away: what is left empty is shown in bokmål. */
const Others = ({ page: { t }, name, typed, errors }: Page & { readonly name: string; readonly typed: Typed; readonly errors: readonly FieldError[] }) => {
  const others = languages.filter((language) => language !== 'nb')
  return (
    <Details summary={t('instruments.scored.others')} open={others.some((language) => errorFor(errors, `${name}-${language}`) !== undefined)}>
      {others.map((language) => (
        <TextField name={`${name}-${language}`} label={languageNames[language]} value={typed[`${name}-${language}`]} error={errorFor(errors, `${name}-${language}`)} />
      ))}
    </Details>
  )
}

export type ScoredView = { readonly one: Instrument; readonly rows: readonly number[]; readonly typed: Typed; readonly errors: readonly FieldError[]; readonly refused: EditRefusal | undefined; readonly faults: readonly ScoresFault[]; readonly stamp: string; readonly themes: readonly ThemeName[] }
/** The draft of a list of scores, whole: what it measures, on which scale, and its dimensions. */
export const ScoredDraftPage = ({ page, view }: Page & { readonly view: ScoredView }) => {
  const { t, lang } = page
  const { one, typed, errors } = view
  const name = wordsIn(one.name, lang)
  return (
    <Layout page={page} title={t('instruments.draft')} above={name} intro={t('instruments.scored.draft.intro')} back={{ href: `/sporsmal/${one.id}`, text: name }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {view.refused && <Alert kind="warning" answer>{t(`instruments.scored.because.${view.refused === 'changed-meanwhile' || view.refused === 'too-many' || view.refused === 'nothing-new' || view.refused === 'has-faults' ? view.refused : 'no-draft'}`)}</Alert>}
      {view.faults.length > 0 && (
        <Alert kind="info" title={t('instruments.scored.faults')}>
          <ul class="ds-list">
            {view.faults.map((fault) => (
              <li>{t(`instruments.scored.fault.${fault}`)}</li>
            ))}
          </ul>
        </Alert>
      )}
      <Form action={`/sporsmal/${one.id}/kladd/kartlegging`} leaveWarning>
        <input type="hidden" name="stempel" value={view.stamp} />
        <RadioGroup name="niva" label={t('instruments.scored.per')} value={typed['niva']} error={errorFor(errors, 'niva')} options={[{ value: 'kindergarten', text: t('instruments.scored.per.kindergarten') }, { value: 'department', text: t('instruments.scored.per.department'), hint: t('instruments.scored.per.department.hint') }]} />
        <RadioGroup name="teller" label={t('instruments.scored.counted')} value={typed['teller']} error={errorFor(errors, 'teller')} options={[{ value: 'answers', text: t('instruments.scored.counted.answers'), hint: t('instruments.scored.counted.answers.hint') }, { value: 'observations', text: t('instruments.scored.counted.observations') }]} />
        <TextField name="minst" label={t('instruments.scored.least')} value={typed['minst']} inputmode="decimal" width={6} error={errorFor(errors, 'minst')} />
        <TextField name="mest" label={t('instruments.scored.most')} hint={t('instruments.scored.most.hint')} value={typed['mest']} inputmode="decimal" width={6} error={errorFor(errors, 'mest')} />
        <RadioGroup name="desimaler" label={t('instruments.scored.decimals')} value={typed['desimaler']} error={errorFor(errors, 'desimaler')} inline options={[{ value: '0', text: '4' }, { value: '1', text: formats(lang).decimal(4.5) }, { value: '2', text: lang === 'en' ? '4.25' : '4,25' }]} />
        <TextField name="kilde-nb" label={t('instruments.scored.source')} hint={t('instruments.scored.source.hint')} value={typed['kilde-nb']} error={errorFor(errors, 'kilde-nb')} />
        <Others page={page} name="kilde" typed={typed} errors={errors} />
        <h2 class="ds-heading" data-size="sm">{t('instruments.scored.dimensions')}</h2>
        <p class="ds-paragraph">{t('instruments.scored.dimensions.text')}</p>
        {view.rows.map((row, at) => (
          <Row page={page} view={view} row={row} number={at + 1} />
        ))}
        <ButtonRow>
          <Button>{t('instruments.scored.save')}</Button>
          <Button variant="secondary" name="valg" value="bruk">{t('instruments.scored.publish')}</Button>
        </ButtonRow>
        <p class="subtle">{t('instruments.scored.publish.text')}</p>
      </Form>
    </Layout>
  )
}

const Row = ({ page, view, row, number }: Page & { readonly view: ScoredView; readonly row: number; readonly number: number }) => {
  const { t, lang } = page
  const { typed, errors } = view
  return (
    <fieldset class="ds-fieldset">
      <legend class="ds-label">{t('instruments.scored.dimension', { number })}</legend>
      <input type="hidden" name={`d-${row}-key`} value={typed[`d-${row}-key`] ?? ''} />
      <TextField name={`d-${row}-nb`} label={t('instruments.scored.dimension.name')} value={typed[`d-${row}-nb`]} error={errorFor(errors, `d-${row}-nb`)} />
      <Details summary={t('instruments.scored.more')} open={['nn', 'en'].some((language) => errorFor(errors, `d-${row}-${language}`) !== undefined)}>
        <TextField name={`d-${row}-nn`} label={languageNames.nn} value={typed[`d-${row}-nn`]} error={errorFor(errors, `d-${row}-nn`)} />
        <TextField name={`d-${row}-en`} label={languageNames.en} value={typed[`d-${row}-en`]} error={errorFor(errors, `d-${row}-en`)} />
        <SelectField name={`d-${row}-om`} label={t('instruments.scored.about')} value={typed[`d-${row}-om`]} empty={t('instruments.scored.about.none')} options={view.themes.map(({ code, name }) => ({ value: code, text: wordsIn(name, lang) }))} />
        <RadioGroup name={`d-${row}-best`} label={t('instruments.scored.better')} value={typed[`d-${row}-best`] ?? 'high'} inline options={[{ value: 'high', text: t('instruments.scored.better.high') }, { value: 'low', text: t('instruments.scored.better.low') }]} />
      </Details>
    </fieldset>
  )
}

/** A list of scores as it is used. */
export const ScoredList = ({ page, definition, themes }: Page & { readonly definition: ScoresInstrument; readonly themes: readonly ThemeName[] }) => {
  const { t, lang } = page
  const { number } = formats(lang)
  const { per, counted, scale, source, dimensions } = definition
  const about = (code: string) => themes.find((theme) => theme.code === code)
  return (
    <>
      <SummaryList
        rows={[
          { term: t('instruments.scored.per'), value: t(`instruments.scored.per.${per}`) },
          { term: t('instruments.scored.counted'), value: t(`instruments.scored.counted.${counted}`) },
          { term: t('instruments.scored.scale'), value: t('instruments.scored.scale.text', { least: number(scale.least), most: number(scale.most) }) },
          { term: t('instruments.scored.source'), value: wordsIn(source, lang) },
        ]}
      />
      <Table
        caption={t('instruments.scored.dimensions')}
        rows={dimensions}
        rowKey={({ key }) => key}
        phone="cards"
        columns={[
          { key: 'name', title: t('instruments.scored.dimension.name'), heading: true, cell: ({ name }) => wordsIn(name, lang) },
          { key: 'about', title: t('instruments.scored.about'), cell: (one) => { const found = about(one.about); return found ? wordsIn(found.name, lang) : t('instruments.scored.about.none') } },
          { key: 'better', title: t('instruments.scored.better'), cell: ({ better }) => t(`instruments.scored.better.${better}`) },
        ]}
      />
    </>
  )
}
