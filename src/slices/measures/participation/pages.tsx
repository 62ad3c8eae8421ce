import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { KindergartenFields, QuickChoices } from '../choose/part.tsx'
import type { Choice } from '../choose/rules.ts'
import type { Measure, Part } from '../measures/rules.ts'
import { Clashes } from '../overlap/list.tsx'
import type { Clash } from '../overlap/rules.ts'
import { leaveReasons } from '../programmes/rules.ts'
import type { Came } from './rules.ts'

type Named = { readonly id: string; readonly name: string }
export type WhoView = {
  readonly measure: Measure
  /** Those it can be offered to; undefined for one who does not lead it, and when it is over. */
  readonly choices: readonly Choice[] | undefined
  readonly networks: readonly Named[]
  readonly cohorts: readonly Named[]
  readonly chosen: readonly string[]
  readonly clashes: readonly Clash[]
  /** Those whom the actor may take out. */
  readonly leaving: readonly Part[]
  readonly head: boolean
  readonly closedDown: ReadonlyMap<string, LocalDate>
  readonly history: readonly Came[]
  readonly today: LocalDate
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** Who comes into a measure and who goes out of it, and what has been. */
export const WhoPage = ({ page, view }: { readonly page: PageContext; readonly view: WhoView }) => {
  const { t } = page
  const { measure, choices } = view
  return (
    <Layout page={page} title={`${t('measures.who.title')}: ${measure.title}, ${measure.lead}`} heading={t('measures.who.title')} above={measure.title} back={{ href: `/tiltak/${measure.id}`, text: t('measures.back') }} hasErrors={view.errors.length > 0}>
      <ErrorSummary errors={view.errors} />
      {choices && choices.length > 0 && <Offer page={page} view={view} choices={choices} />}
      {view.leaving.length > 0 && <LeaveForm page={page} view={view} />}
      {view.history.length > 0 && <History page={page} history={view.history} />}
    </Layout>
  )
}

const Offer = ({ page, view, choices }: { readonly page: PageContext; readonly view: WhoView; readonly choices: readonly Choice[] }) => {
  const { t } = page
  return (
    <Section title={t('measures.who.offer')}>
      <p>{t('measures.who.offer.text')}</p>
      <QuickChoices page={page} href={`/tiltak/${view.measure.id}/barnehager`} choices={choices} networks={view.networks} cohorts={view.cohorts} />
      <Form action={`/tiltak/${view.measure.id}/barnehager`} label={t('measures.who.offer')}>
        <KindergartenFields page={page} label={t('measures.kindergartens')} choices={choices} chosen={view.chosen} errors={view.errors} typed={view.typed} />
        <Clashes page={page} clashes={view.clashes} />
        {view.clashes.length > 0 && <Checkbox name="overlapp" label={t('measures.clash.despite')} error={errorFor(view.errors, 'overlapp')} />}
        <ButtonRow>
          <Button>{t('measures.who.send')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

/** The own kindergarten goes out, or one that the lead chooses. One that is closed down is proposed with that day and that reason. */
const LeaveForm = ({ page: { t, lang }, view }: { readonly page: PageContext; readonly view: WhoView }) => {
  const gone = view.leaving.find(({ kindergartenId }) => view.closedDown.has(kindergartenId))
  const day = (gone && view.closedDown.get(gone.kindergartenId)) ?? view.today
  const own = view.head ? view.leaving[0] : undefined
  return (
    <Details summary={t(own ? 'measures.who.out.own' : 'measures.who.out')} open={gone !== undefined || view.errors.some(({ field }) => field === 'barnehage' || field === 'sluttdag' || field === 'grunn')}>
      <Form action={`/tiltak/${view.measure.id}/utmelding`} label={t(own ? 'measures.who.out.own' : 'measures.who.out')}>
        <p class="ds-paragraph">{t('measures.who.out.text')}</p>
        {own ? (
          <input type="hidden" name="barnehage" value={own.kindergartenId} />
        ) : (
          <SelectField name="barnehage" label={t('measures.who.out.who')} value={view.typed['barnehage'] ?? gone?.kindergartenId} error={errorFor(view.errors, 'barnehage')} options={view.leaving.map((one) => ({ value: one.kindergartenId, text: view.closedDown.has(one.kindergartenId) ? `${one.kindergarten} (${t('measures.part.closed-down')})` : one.kindergarten }))} />
        )}
        <DateField name="sluttdag" label={t('measures.who.out.day')} value={view.typed['sluttdag'] ?? formatDate(day < view.today ? day : view.today, lang, 'short')} error={errorFor(view.errors, 'sluttdag')} />
        <SelectField name="grunn" label={t('measures.who.out.reason')} value={view.typed['grunn'] ?? (gone ? 'closed' : undefined)} error={errorFor(view.errors, 'grunn')} options={leaveReasons.map((value) => ({ value, text: t(`programmes.reason.${value}`) }))} />
        <ButtonRow>
          <Button variant="secondary">{t(own ? 'measures.who.out.own' : 'measures.who.out')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

const History = ({ page: { t, lang }, history }: { readonly page: PageContext; readonly history: readonly Came[] }) => (
  <Section title={t('measures.who.history')}>
    <Table
      caption={t('measures.who.history')}
      hiddenCaption
      rows={history}
      rowKey={({ id }) => id}
      columns={[
        { key: 'who', title: t('measures.kindergarten'), heading: true, cell: (one) => one.kindergarten },
        { key: 'what', title: t('measures.who.history.what'), cell: (one) => `${one.state === 'left' ? t('measures.part.left', { date: formatDate(one.on, lang, 'short') }) : one.state === 'part' ? t('measures.part.since', { date: formatDate(one.on, lang, 'short') }) : t(`measures.part.${one.state}`)}${one.reason ? `: ${t(`programmes.reason.${one.reason}`)}` : ''}` },
        { key: 'day', title: t('measures.who.history.day'), cell: (one) => formatDate(one.on, lang, 'short') },
        { key: 'by', title: t('measures.who.history.by'), cell: (one) => one.by },
      ]}
    />
  </Section>
)
