import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { DateField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Pagination } from '../../../../ui/pagination.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../../ui/tag.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { KindergartenFields, QuickChoices } from '../../choose/part.tsx'
import type { Choice } from '../../choose/rules.ts'
import type { Named } from '../../measures/store.ts'
import { LeaveForm } from '../one-page.tsx'
import { pathOf, periodText } from '../pages.tsx'
import { isOver, limits, type Cohort, type Place, type PlaceState, type Programme } from '../rules.ts'
import type { Observer } from '../store.ts'

export const labelsOf = (t: Translate) => ({
  navn: t('programmes.cohort.name'), fra: t('programmes.field.from'), til: t('programmes.field.to'), barnehager: t('programmes.cohort.kindergartens'), runde: t('programmes.plan.which'), forste: t('programmes.plan.from'), siste: t('programmes.plan.to'), tilbake: t('programmes.plan.feedback'), veiled: t('programmes.plan.guide'),
  observatorer: t('programmes.plan.observers'), laert: t('programmes.hand-over.learned'), grunn: t('programmes.leave.reason'), barnehage: t('programmes.leave.who'),
})

type NewCohortView = { readonly programme: Programme; readonly startKey: string; readonly kindergartens: readonly Choice[]; readonly networks: readonly Named[]; readonly cohorts: readonly Named[]; readonly chosen: readonly string[]; readonly form: ShownForm }

/** A new cohort: when, and who is offered it – some, a network, or all. */
export const NewCohortPage = ({ page, view }: { readonly page: PageContext; readonly view: NewCohortView }) => {
  const { t } = page
  const { programme, form, networks, kindergartens } = view
  const labels = labelsOf(t)
  return (
    <Layout page={page} title={t('programmes.cohort.new')} above={programme.title} back={{ href: pathOf(programme.id), text: t('programmes.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <QuickChoices page={page} href={pathOf(programme.id, '/puljer/ny')} choices={kindergartens} networks={networks} cohorts={view.cohorts} />
      <Form action={pathOf(programme.id, '/puljer')} leaveWarning>
        <input type="hidden" name="nokkel" value={view.startKey} />
        <TextField name="navn" label={labels.navn} hint={t('programmes.cohort.name.hint')} value={form.typed['navn']} error={errorFor(form.errors, 'navn')} guard />
        <DateField name="fra" label={labels.fra} value={form.typed['fra']} error={errorFor(form.errors, 'fra')} />
        <DateField name="til" label={labels.til} value={form.typed['til']} error={errorFor(form.errors, 'til')} />
        <KindergartenFields page={page} label={labels.barnehager} hint={t('programmes.cohort.kindergartens.hint')} choices={kindergartens} chosen={view.chosen} errors={form.errors} typed={form.typed} />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('programmes.cohort.send')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export type CohortView = {
  readonly programme: Programme
  readonly cohort: Cohort
  readonly places: readonly Place[]
  /** Which page of the list. */
  readonly side: number
  readonly askable: readonly Choice[]
  readonly observers: readonly Observer[]
  /** The last round that is planned (0: none), and whether some departments lack it. */
  readonly lastRound: number
  readonly missing: boolean
  readonly today: LocalDate
  readonly chosen: Readonly<Record<'barnehager' | 'observatorer', readonly string[]>>
  /** Which form on the page came back. */
  readonly at: 'plan' | 'more' | 'hand-over' | undefined
  readonly form: ShownForm
}

/** One cohort: who is in it, its next round, and what it gives the next. */
export const CohortPage = ({ page, view }: { readonly page: PageContext; readonly view: CohortView }) => {
  const { t } = page
  const { programme, cohort, places, form, today } = view
  const runs = !isOver(programme, today) && cohort.handedOverOn === undefined
  const part = places.filter(({ state }) => state === 'part')
  return (
    <Layout page={page} title={`${cohort.name}: ${programme.title}`} heading={cohort.name} above={programme.title} intro={periodText(page, cohort)} back={{ href: pathOf(programme.id), text: t('programmes.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      {cohort.received && <SummaryList rows={[{ term: t('programmes.cohort.received'), value: <span class="long-text">{cohort.received}</span> }]} />}
      {cohort.learned && <SummaryList rows={[{ term: t('programmes.cohort.learned'), value: <span class="long-text">{cohort.learned}</span> }]} />}
      <Places page={page} view={view} />
      {part.length > 0 && (
        <ButtonRow>
          <LinkButton href={`/tiltak/nytt?pulje=${cohort.id}`} variant="secondary">{t('measures.new')}</LinkButton>
        </ButtonRow>
      )}
      {runs && part.length > 0 && <PlanForm page={page} view={view} />}
      {runs && view.askable.length > 0 && (
        <Details summary={t('programmes.cohort.more')} open={view.at === 'more'}>
          <Form action={pathOf(programme.id, `/puljer/${cohort.id}/barnehager`)} label={t('programmes.cohort.more')}>
            <KindergartenFields page={page} label={t('programmes.cohort.kindergartens')} hint={t('programmes.cohort.kindergartens.hint')} choices={view.askable} chosen={view.chosen.barnehager} errors={form.errors} typed={form.typed} />
            <ButtonRow>
              <Button variant="secondary">{t('programmes.cohort.more.send')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
      {part.length > 0 && <LeaveForm page={page} view={{ programme, errors: form.errors, typed: form.typed }} among={part} />}
      {runs && part.length > 0 && (
        <Details summary={t('programmes.hand-over')} open={view.at === 'hand-over'}>
          <Form action={pathOf(programme.id, `/puljer/${cohort.id}/overlevering`)} label={t('programmes.hand-over')}>
            <p class="ds-paragraph">{t('programmes.hand-over.text')}</p>
            <TextArea name="laert" label={t('programmes.hand-over.learned')} rows={6} limit={limits.long} value={form.typed['laert']} error={errorFor(form.errors, 'laert')} guard />
            {view.at === 'hand-over' && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
            <ButtonRow>
              <Button variant="secondary">{t('programmes.hand-over.send')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Layout>
  )
}

const color: Readonly<Record<PlaceState, TagColor>> = { offered: 'warning', part: 'info', declined: 'neutral', 'taken-back': 'neutral', left: 'neutral' }
const perPage = 30
const Places = ({ page, view }: { readonly page: PageContext; readonly view: CohortView }) => {
  const { t, lang } = page
  const pages = Math.max(1, Math.ceil(view.places.length / perPage))
  const current = Math.min(view.side, pages)
  return (
    <Section title={t('programmes.cohort.places')}>
      <Table
        caption={t('programmes.cohort.places')}
        hiddenCaption
        rows={view.places.slice((current - 1) * perPage, current * perPage)}
        rowKey={({ kindergartenId }) => kindergartenId}
        columns={[
          { key: 'name', title: t('programmes.kindergarten'), heading: true, cell: (one) => one.kindergarten },
          {
            key: 'state',
            title: t('programmes.state'),
            cell: (one) => (
              <span>
                <Tag color={color[one.state]}>{one.state === 'left' ? t('programmes.place.left', { date: formatDate(one.leftOn ?? view.today, lang, 'short') }) : t(`programmes.place.${one.state}`)}</Tag>
                {one.leftReason && ` ${t(`programmes.reason.${one.leftReason}`)}`}
                {one.closedDown && one.state !== 'left' && ` ${t('programmes.place.closed')}`}
                {one.moved && one.state !== 'left' && ` ${t('programmes.place.moved')}`}
              </span>
            ),
          },
          {
            key: 'back',
            title: t('programmes.place.take-back'),
            hiddenTitle: true,
            cell: (one) =>
              one.state === 'offered' && (
                <Form action={pathOf(view.programme.id, '/tilbaketrekking')}>
                  <input type="hidden" name="barnehage" value={one.kindergartenId} />
                  <Button variant="tertiary" small about={one.kindergarten}>{t('programmes.place.take-back')}</Button>
                </Form>
              ),
          },
        ]}
      />
      <Pagination current={current} total={pages} href={(number) => pathOf(view.programme.id, `/puljer/${view.cohort.id}?side=${number}`)} />
    </Section>
  )
}

const PlanForm = ({ page, view }: { readonly page: PageContext; readonly view: CohortView }) => {
  const { t } = page
  const { form, lastRound } = view
  const error = (name: string) => errorFor(form.errors, name)
  return (
    <Section title={t('programmes.plan')}>
      {view.observers.length === 0 && <Alert kind="warning">{t('programmes.because.no-observer')}</Alert>}
      <Form action={pathOf(view.programme.id, `/puljer/${view.cohort.id}/runder`)} label={t('programmes.plan')}>
        <p class="ds-paragraph">{t('programmes.plan.text')}</p>
        {lastRound > 0 && view.missing && (
          <RadioGroup name="runde" label={t('programmes.plan.which')} value={form.typed['runde'] ?? 'missing'} error={error('runde')} options={[{ value: 'missing', text: t('programmes.plan.missing', { round: lastRound }) }, { value: 'next', text: t('programmes.plan.next', { round: lastRound + 1 }) }]} />
        )}
        {(lastRound === 0 || !view.missing) && <p>{t('programmes.plan.next', { round: lastRound + 1 })}</p>}
        <DateField name="forste" label={t('programmes.plan.from')} value={form.typed['forste']} error={error('forste')} />
        <DateField name="siste" label={t('programmes.plan.to')} value={form.typed['siste']} error={error('siste')} />
        <TextField name="tilbake" label={t('programmes.plan.feedback')} inputmode="numeric" width={4} value={form.typed['tilbake'] ?? '5'} error={error('tilbake')} />
        <TextField name="veiled" label={t('programmes.plan.guide')} inputmode="numeric" width={4} value={form.typed['veiled'] ?? '10'} error={error('veiled')} />
        <CheckboxGroup name="observatorer" label={t('programmes.plan.observers')} values={view.chosen.observatorer} error={error('observatorer')} options={view.observers.map(({ id, name }) => ({ value: id, text: name }))} />
        <ButtonRow>
          <Button>{t('programmes.plan.send')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}
