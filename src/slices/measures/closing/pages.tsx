import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { formats, type Translate } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { Measure } from '../measures/rules.ts'
import { MeasuredTable } from './answers.tsx'
import { notMeasured } from './forms.ts'
import { beforeOf, decisions, fitOf, limits, reasons, type Closing, type Held, type Measured, type Stored } from './rules.ts'

/** The fields of the form with their questions, in the order they stand. */
export const labelsOf = (t: Translate) => ({
  maling: t('closing.field.measured'), grunn: t('closing.field.reason'), hvorfor: t('closing.field.reason-words'), lesning: t('closing.field.reading'), konklusjon: t('closing.field.conclusion'), beslutning: t('closing.field.decision'), videre: t('closing.field.decision-words'), dato: t('closing.field.next'), ansvarlig: t('closing.field.responsible'),
})
export const typedOf = (closing: Closing, { lang }: Pick<PageContext, 'lang'>): Readonly<Record<string, string>> => ({
  maling: closing.comparisonId ?? (closing.reason ? notMeasured : ''), grunn: closing.reason ?? '', hvorfor: closing.reasonWords, lesning: closing.reading, konklusjon: closing.conclusion, beslutning: closing.decision ?? '', videre: closing.decisionWords, dato: closing.nextOn ? formatDate(closing.nextOn, lang, 'short') : '', ansvarlig: closing.responsible,
})

const lineOf = ({ t, lang }: PageContext, one: Measured): string => t('comparison.made.line', { instrument: one.instrument[lang], before: formatDate(one.beforeOn, lang, 'long'), after: formatDate(one.afterOn, lang, 'long') })

export type ClosingView = { readonly measure: Measure; readonly measured: readonly Measured[]; readonly held: readonly Held[]; readonly version: number; /** What somebody else has saved while this was written. */ readonly meanwhile: Stored | undefined; readonly form: ShownForm; /** The head closes; others who lead write. */ readonly closes: boolean }

/** How the measure went: measured again or why not, what the staff read out of it, the head's conclusion, and what comes next. May be saved on the way. */
export const ClosingPage = ({ page, view }: { readonly page: PageContext; readonly view: ClosingView }) => {
  const { t, lang } = page
  const { measure, form } = view
  const labels = labelsOf(t)
  const error = (name: string) => errorFor(form.errors, name)
  const typed = form.typed
  const begun = measure.begunOn
  const chosen = view.measured.find(({ id }) => id === typed['maling'])
  const long = (name: 'lesning' | 'konklusjon', rows: number, hint: string) => <TextArea name={name} label={labels[name]} hint={hint} rows={rows} limit={limits.text} value={typed[name]} error={error(name)} guard />
  return (
    <Layout page={page} title={t('closing.title')} above={measure.title} intro={t('closing.intro')} back={{ href: `/tiltak/${measure.id}`, text: t('measures.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      {begun && view.measured.every((one) => fitOf(one, begun) !== 'fits') && (
        <Alert kind="info" title={t('closing.measure-first')}>
          <p class="ds-paragraph">{t('closing.measure-first.text', { date: formatDate(begun, lang, 'long') })}</p>
          <ButtonRow>
            <LinkButton href={`/okter/sammenlikning?tiltak=${measure.id}`} variant="secondary">{t('closing.measure-first.compare')}</LinkButton>
            <LinkButton href="/okter/ny" variant="secondary">{t('comparison.none.plan')}</LinkButton>
          </ButtonRow>
        </Alert>
      )}
      {begun && <Before page={page} before={beforeOf(view.held, begun)} begun={begun} />}
      {chosen && <MeasuredTable page={page} measured={chosen} />}
      {view.meanwhile && <Meanwhile page={page} stored={view.meanwhile} measured={view.measured} />}
      <Form action={`/tiltak/${measure.id}/avslutning`} leaveWarning>
        <input type="hidden" name="versjon" value={view.version} />
        <RadioGroup
          name="maling"
          label={labels.maling}
          value={typed['maling']}
          error={error('maling')}
          options={[
            ...view.measured.map((one) => ({ value: one.id, text: lineOf(page, one), ...(begun ? { hint: t(`closing.measured.${fitOf(one, begun)}`, { begun: formatDate(begun, lang, 'long'), before: formatDate(one.beforeOn, lang, 'long'), after: formatDate(one.afterOpenedOn, lang, 'long') }) } : {}) })),
            { value: notMeasured, text: t('closing.measured.no') },
          ]}
        />
        <RadioGroup name="grunn" label={labels.grunn} hint={t('closing.field.reason.hint')} value={typed['grunn']} error={error('grunn')} options={reasons.map((value) => ({ value, text: t(`closing.reason.${value}`) }))} />
        <TextArea name="hvorfor" label={labels.hvorfor} rows={3} limit={limits.short} value={typed['hvorfor']} error={error('hvorfor')} guard />
        {long('lesning', 6, t('closing.field.reading.hint'))}
        {long('konklusjon', 5, t('closing.field.conclusion.hint'))}
        <RadioGroup name="beslutning" label={labels.beslutning} value={typed['beslutning']} error={error('beslutning')} options={decisions.map((value) => ({ value, text: t(`closing.decision.${value}`) }))} />
        <TextArea name="videre" label={labels.videre} rows={3} limit={limits.short} value={typed['videre']} error={error('videre')} guard />
        <DateField name="dato" label={labels.dato} hint={t('closing.field.next.hint')} value={typed['dato']} error={error('dato')} />
        <TextField name="ansvarlig" label={labels.ansvarlig} hint={t('closing.field.responsible.hint')} value={typed['ansvarlig']} error={error('ansvarlig')} guard />
        <p class="ds-paragraph">{t(view.closes ? 'closing.close.text' : 'closing.close.head')}</p>
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          {view.closes && <Button name="gjor" value="avslutt">{t('closing.close')}</Button>}
          <Button name="gjor" value="lagre" variant={view.closes ? 'secondary' : 'primary'}>{t('closing.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** What somebody else has saved while this was written, so that nobody saves over it unseen. */
const Meanwhile = ({ page, stored, measured }: { readonly page: PageContext; readonly stored: Stored; readonly measured: readonly Measured[] }) => {
  const { t, lang } = page
  const labels = labelsOf(t)
  const compared = measured.find(({ id }) => id === stored.comparisonId)
  const texts = { maling: compared ? lineOf(page, compared) : '', grunn: stored.reason ? t(`closing.reason.${stored.reason}`) : '', hvorfor: stored.reasonWords, lesning: stored.reading, konklusjon: stored.conclusion, beslutning: stored.decision ? t(`closing.decision.${stored.decision}`) : '', videre: stored.decisionWords, dato: stored.nextOn ? formatDate(stored.nextOn, lang, 'long') : '', ansvarlig: stored.responsible }
  const rows = (['maling', 'grunn', 'hvorfor', 'lesning', 'konklusjon', 'beslutning', 'videre', 'dato', 'ansvarlig'] as const).flatMap((name) => (texts[name] ? [{ term: labels[name], value: <span class="long-text">{texts[name]}</span> }] : []))
  return (
    <Alert kind="info" title={t('closing.meanwhile', { who: stored.changedBy, when: formats(lang).dateTime(stored.changedAt) })}>
      <SummaryList rows={rows} />
    </Alert>
  )
}

/** Which earlier session counts as "before", and why; or that none does, and what to do then. */
const Before = ({ page: { t, lang }, before, begun }: { readonly page: PageContext; readonly before: Held | undefined; readonly begun: LocalDate }) => {
  const dates = { begun: formatDate(begun, lang, 'long') }
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{t('closing.before')}</h2>
      {before ? (
        <>
          <p class="ds-paragraph">
            <a class="ds-link" href={`/okter/${before.id}`}>{t('closing.before.session', { title: before.title, date: formatDate(before.on, lang, 'long') })}</a>
          </p>
          <p class="ds-paragraph">{t('closing.before.why', dates)}</p>
        </>
      ) : (
        <p class="ds-paragraph">{t('closing.before.none', { ...dates, reason: t('closing.reason.not-measured-before') })}</p>
      )}
    </>
  )
}
