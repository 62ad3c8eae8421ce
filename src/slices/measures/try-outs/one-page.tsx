import { addDays, formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import type { Translate } from '../../../texts/index.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import type { Named } from '../measures/store.ts'
import { departmentName, StateTag } from './pages.tsx'
import { whatText } from './pulses/pages.tsx'
import type { Pulse } from './pulses/store.ts'
import { limits, outcomes, type TryOut } from './rules.ts'

export type OneView = {
  readonly one: TryOut
  readonly departments: readonly Named[]
  readonly pulses: readonly Pulse[]
  /** The pulse that takes answers today, and whether somebody has. */
  readonly asking: Pulse | undefined
  readonly answered: boolean
  /** How many the kindergarten has written that work there. */
  readonly staff: number | undefined
  readonly isHead: boolean
  readonly today: LocalDate
  readonly version: number
  readonly form: ShownForm
}
export const observeLabels = (t: Translate) => ({ dag: t('practice.field.observed-day'), observasjon: t('practice.field.observation'), videre: t('practice.field.outcome') })
type Props = { readonly page: PageContext; readonly view: OneView }

/** One thing that is tried: what changed for the children, whether it is still done, and who may read it. */
export const TryOutPage = ({ page, view }: Props) => {
  const { t, lang } = page
  const { one, departments } = view
  const day = (date: LocalDate) => formatDate(date, lang, 'long')
  const heading = whatText(t, one).split('\n')[0] ?? ''
  return (
    <Layout page={page} title={`${heading}: ${departmentName(t, departments, one.departmentId)}, ${day(one.begunOn)}`} heading={heading} above={one.measure} back={{ href: `/tiltak/${one.measureId}/utproving`, text: t('practice.choose') }} hasErrors={cameBack(view.form)}>
      <ErrorSummary errors={view.form.errors} labels={observeLabels(t)} />
      <p>
        <StateTag t={t} one={one} />
      </p>
      <SummaryList
        rows={[
          ...(one.words !== '' && one.words !== heading ? [{ term: t('practice.field.words'), value: <span class="long-text">{one.words}</span> }] : []),
          { term: t('practice.field.department'), value: departmentName(t, departments, one.departmentId) },
          { term: t('practice.begun'), value: day(one.begunOn) },
          ...(one.observed ? [{ term: t('practice.field.observed-day'), value: day(one.observed.on) }, { term: t('practice.field.observation'), value: <span class="long-text">{one.observed.words}</span> }] : []),
        ]}
      />
      {/* What was written when somebody let others read it meanwhile is not lost. */}
      {(!one.shared || view.form.typed['observasjon'] !== undefined) && <Observation page={page} view={view} />}
      <Pulses page={page} view={view} />
      {one.observed && view.isHead && <Sharing page={page} view={view} />}
      <p class="subtle">{t('measures.saved', { when: formats(lang).dateTime(one.changedAt), who: one.changedBy })}</p>
    </Layout>
  )
}

const Observation = ({ page: { t, lang }, view: { one, form, version, today } }: Props) => {
  const labels = observeLabels(t)
  const typed = { dag: formatDate(one.observed?.on ?? today, lang, 'short'), observasjon: one.observed?.words, videre: one.observed?.outcome, ...form.typed }
  return (
    <Form action={`/utproving/${one.id}/observasjon`} label={t('practice.observe')} leaveWarning>
      <h2 class="ds-heading" data-size="sm">{t('practice.observe')}</h2>
      <p>{t('practice.observe.text')}</p>
      <input type="hidden" name="versjon" value={version} />
      <DateField name="dag" label={labels.dag} value={typed.dag} error={errorFor(form.errors, 'dag')} />
      <TextArea name="observasjon" label={labels.observasjon} hint={t('practice.field.observation.hint')} rows={4} limit={limits.observation} value={typed.observasjon} error={errorFor(form.errors, 'observasjon')} guard />
      <RadioGroup name="videre" label={labels.videre} value={typed.videre} error={errorFor(form.errors, 'videre')} options={outcomes.map((value) => ({ value, text: t(`practice.outcome.${value}`) }))} />
      <GuardNotice warnings={form.warnings} labels={labels} />
      <ButtonRow>
        <Button>{t('common.save')}</Button>
      </ButtonRow>
    </Form>
  )
}

const Pulses = ({ page, view: { pulses, asking, answered, staff, form, one, today } }: Props) => {
  const { t, lang } = page
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{t('practice.pulses')}</h2>
      <p>{t('practice.pulses.text')}</p>
      <SummaryList rows={pulses.map((each) => ({ term: t('practice.pulses.months', { months: each.months }), value: pulseState(t, lang, each, today) }))} />
      {asking && (
        <>
          <h3 class="ds-heading" data-size="xs">{t('practice.slips')}</h3>
          <p>{answered ? t('practice.because.slips-used') : t('practice.slips.text', { date: formatDate(addDays(asking.closesOn, -1), lang, 'long') })}</p>
          {asking.slips && <p class="subtle">{t('practice.slips.made', { count: asking.slips.count, when: formats(lang).dateTime(asking.slips.madeAt) })}</p>}
          {!answered && (
            <Form action={`/utproving/${one.id}/lapper`} label={t('practice.slips')}>
              <input type="hidden" name="maaneder" value={asking.months} />
              <TextField name="antall" label={t('practice.slips.count')} hint={staff === undefined ? undefined : t('practice.slips.count.hint', { count: staff })} inputmode="numeric" width={4} value={form.typed['antall'] ?? (staff === undefined ? undefined : String(staff))} error={errorFor(form.errors, 'antall')} />
              <ButtonRow>
                <Button variant={asking.slips ? 'secondary' : 'primary'}>{t(asking.slips ? 'practice.slips.again' : 'practice.slips.make')}</Button>
              </ButtonRow>
            </Form>
          )}
        </>
      )}
    </>
  )
}

function pulseState(t: Translate, lang: PageContext['lang'], one: Pulse, today: LocalDate): string {
  if (one.result) return t('practice.pulses.result', { still: t(`practice.still.${one.result.still}`), from: one.result.atLeast, to: one.result.atLeast + 4 })
  if (today < one.opensOn) return t('practice.pulses.later', { date: formatDate(one.opensOn, lang, 'long') })
  return today < one.closesOn ? t('practice.pulses.open', { date: formatDate(addDays(one.closesOn, -1), lang, 'long') }) : t('practice.pulses.few')
}

const Sharing = ({ page: { t }, view: { one, form, version } }: Props) => (
  <Form action={`/utproving/${one.id}/deling`} label={t('practice.share')}>
    <h2 class="ds-heading" data-size="sm">{t('practice.share')}</h2>
    <p>{t('practice.share.text')}</p>
    <input type="hidden" name="versjon" value={version} />
    <RadioGroup name="deling" label={t('practice.share.question')} value={form.typed['deling'] ?? (one.shared ? (one.named ? 'named' : 'anonymous') : 'no')} error={errorFor(form.errors, 'deling')} options={(['anonymous', 'named', 'no'] as const).map((value) => ({ value, text: t(`practice.share.${value}`) }))} />
    <ButtonRow>
      <Button variant="secondary">{t('common.save')}</Button>
    </ButtonRow>
  </Form>
)
