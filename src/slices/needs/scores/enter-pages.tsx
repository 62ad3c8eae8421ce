import { formatDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { wordsIn, type ScoresInstrument, type StaffWords } from '../instruments/definition.ts'
import { addressOf, listed } from './pages.tsx'
import type { ScoreSet } from './rules.ts'
import { countText, endText } from './words.ts'

type Page = { readonly page: PageContext }
type Kindergarten = { readonly id: string; readonly name: string }
export type ListChoice = { readonly versionId: string; readonly name: StaffWords; readonly definition: ScoresInstrument }

/** Which list the results belong to. */
export const ChooseListPage = ({ page, kindergarten, lists, makes }: Page & { readonly kindergarten: Kindergarten; readonly lists: readonly ListChoice[]; readonly makes: boolean }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('scores.enter')} above={kindergarten.name} intro={lists.length === 0 ? undefined : t('scores.choose')} back={{ href: addressOf(kindergarten.id), text: t('scores.title') }}>
      {lists.length === 0 ? (
        <NoLists page={page} makes={makes} />
      ) : (
        <ul class="ds-list">
          {lists.map(({ versionId, name, definition }) => (
            <li>
              <a class="ds-link" href={addressOf(kindergarten.id, `/ny?verktoy=${versionId}`)}>{wordsIn(name, lang)}</a> <span class="subtle">{t(`instruments.scored.per.${definition.per}`)}</span>
            </li>
          ))}
        </ul>
      )}
    </Layout>
  )
}

/** There is nothing to enter results for yet; whoever can make a list is led there. */
export const NoLists = ({ page: { t }, makes }: Page & { readonly makes: boolean }) => (
  <EmptyState title={t('scores.no-lists')} {...(makes ? { action: <LinkButton href="/sporsmal/kartlegging">{t('instruments.scored.new')}</LinkButton> } : {})}>{t(makes ? 'scores.no-lists.make' : 'scores.no-lists.text')}</EmptyState>
)

export type EnterView = { readonly kindergarten: Kindergarten; readonly list: ListChoice; readonly units: readonly { readonly id: string; readonly name: string }[]; readonly form: ShownForm; /** What stands already for the same day: one goes there and corrects it. */ readonly already?: string | undefined }

/** One measurement: of whom, when, by how many, from where, and its scores. */
export const EnterPage = ({ page, view }: Page & { readonly view: EnterView }) => {
  const { t, lang } = page
  const { kindergarten, list, units, form } = view
  const { typed, errors } = form
  const { definition } = list
  return (
    <Layout page={page} title={t('scores.enter')} above={`${kindergarten.name}: ${wordsIn(list.name, lang)}`} intro={t('scores.enter.intro')} back={{ href: addressOf(kindergarten.id), text: t('scores.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} />
      {view.already !== undefined && (
        <Alert kind="warning" answer title={t('scores.because.there-already')}>
          <a class="ds-link" href={addressOf(kindergarten.id, `/${view.already}`)}>{t('scores.correct.that')}</a>
        </Alert>
      )}
      {definition.per === 'department' && units.length === 0 ? (
        <EmptyState title={t('scores.no-departments')}>{t('scores.no-departments.text')}</EmptyState>
      ) : (
        <Form action={addressOf(kindergarten.id, '/ny')} leaveWarning>
          <input type="hidden" name="verktoy" value={list.versionId} />
          {definition.per === 'department' ? <RadioGroup name="enhet" label={t('scores.unit')} value={typed['enhet']} error={errorFor(errors, 'enhet')} options={units.map(({ id, name }) => ({ value: id, text: name }))} /> : <input type="hidden" name="enhet" value={kindergarten.id} />}
          <DateField name="dato" label={t('scores.date')} value={typed['dato']} error={errorFor(errors, 'dato')} />
          <Fields page={page} definition={definition} typed={{ kilde: wordsIn(definition.source, lang), ...typed }} errors={errors} />
          <GuardNotice warnings={form.warnings} labels={{ kilde: t('scores.source') }} />
          <ButtonRow>
            <Button>{t('scores.save')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Layout>
  )
}

const Fields = ({ page: { t, lang }, definition, typed, errors }: Page & { readonly definition: ScoresInstrument; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }) => {
  const { least, most } = definition.scale
  return (
    <>
      <TextField name="antall" label={t(`scores.answered.${definition.counted}`)} hint={definition.counted === 'answers' ? t('scores.answered.hint') : undefined} value={typed['antall']} inputmode="numeric" width={6} error={errorFor(errors, 'antall')} />
      <TextField name="kilde" label={t('scores.source')} hint={t('scores.source.hint')} value={typed['kilde']} guard error={errorFor(errors, 'kilde')} />
      <fieldset class="ds-fieldset">
        <legend class="ds-label">{t('scores.scores', { least: endText(least, lang), most: endText(most, lang) })}</legend>
        <p class="subtle">{t('scores.scores.hint')}</p>
        {definition.dimensions.map(({ key, name }) => (
          <TextField name={`s-${key}`} label={wordsIn(name, lang)} value={typed[`s-${key}`]} inputmode="decimal" width={6} error={errorFor(errors, `s-${key}`)} />
        ))}
      </fieldset>
    </>
  )
}

export type CorrectView = { readonly kindergarten: Kindergarten; readonly set: ScoreSet; readonly form: ShownForm; /** Somebody else has corrected it meanwhile. */ readonly stale: boolean }
/** Correcting a measurement, or taking it back. What stood stays in the history. */
export const CorrectPage = ({ page, view }: Page & { readonly view: CorrectView }) => {
  const { t, lang } = page
  const { kindergarten, set, form, stale } = view
  const { typed, errors } = form
  const taking = typed['valg'] === 'tilbake'
  const at = addressOf(kindergarten.id, `/${set.id}`)
  return (
    <Layout page={page} title={t('scores.correct')} above={`${set.unit}: ${wordsIn(set.instrument, lang)}, ${formatDate(set.on, lang, 'long')}`} intro={t('scores.correct.intro')} back={{ href: addressOf(kindergarten.id), text: t('scores.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} />
      {stale && <Alert kind="warning" answer title={t('scores.because.changed-meanwhile')}>{t('scores.stale', { scores: listed(set, lang) })}</Alert>}
      {set.definition.counted === 'answers' && <p class="subtle">{countText(page, { answered: set.answered, counted: 'answers' })}</p>}
      <Form action={at} leaveWarning>
        <input type="hidden" name="utgave" value={String(set.revision)} />
        <Fields page={page} definition={set.definition} typed={typed} errors={errors} />
        <TextArea name="grunn" label={t('scores.reason')} rows={2} limit={500} value={typed['grunn']} guard error={errorFor(errors, 'grunn')} />
        {!taking && <GuardNotice warnings={form.warnings} labels={{ kilde: t('scores.source'), grunn: t('scores.reason') }} />}
        <ButtonRow>
          <Button>{t('scores.correct.save')}</Button>
        </ButtonRow>
      </Form>
      <Details summary={t('scores.take-back')} open={taking}>
        <p class="ds-paragraph">{t('scores.take-back.text')}</p>
        <Form action={at}>
          <input type="hidden" name="utgave" value={String(set.revision)} />
          <input type="hidden" name="valg" value="tilbake" />
          <TextArea name="hvorfor" label={t('scores.take-back.reason')} rows={2} limit={500} value={typed['hvorfor']} guard error={errorFor(errors, 'hvorfor')} />
          {taking && <GuardNotice warnings={form.warnings} labels={{ hvorfor: t('scores.take-back.reason') }} />}
          <ButtonRow>
            <Button variant="secondary">{t('scores.take-back')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Layout>
  )
}
