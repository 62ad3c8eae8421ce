import type { ComponentChildren } from 'preact'
import { formatDate } from '../../../kernel/dates.ts'
import { formatKroner } from '../../../kernel/money.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorSummary, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { SupportMaterialPart, type MaterialFor } from '../../../ui/support-material.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { themeNames } from '../../../ui/theme-names.ts'
import { ClosingAnswers } from '../closing/answers.tsx'
import type { Measured, Stored } from '../closing/rules.ts'
import { Clashes } from '../overlap/list.tsx'
import type { Clash } from '../overlap/rules.ts'
import { budgetRows, progressText, whenText } from '../plan/pages.tsx'
import { inOrder, type Element, type Expense } from '../plan/rules.ts'
import type { NeedSource, Source } from './origin-store.ts'
import { ownPart, stateOf, type Measure, type MeasureState, type Part, type PartState } from './rules.ts'
import { StepForms, TakeBack } from './step-forms.tsx'
import type { Departed, Named, NamedTheme } from './store.ts'

export const pathOf = (id: string, rest = ''): string => `/tiltak/${id}${rest}`
const stateColor: Readonly<Record<MeasureState, TagColor>> = { planned: 'neutral', running: 'info', closed: 'success' }
const partColor: Readonly<Record<PartState, TagColor>> = { offered: 'warning', part: 'info', declined: 'neutral', 'taken-back': 'neutral', left: 'neutral' }

/** The measures one may see: one's own, those one leads, and those one's kindergartens take part in. */
export const MeasuresPage = ({ page, measures, own, mayBegin }: { readonly page: PageContext; readonly measures: readonly Measure[]; readonly own: string | undefined; readonly mayBegin: boolean }) => {
  const { t, lang } = page
  const begin = mayBegin && <LinkButton href="/tiltak/nytt">{t('measures.new')}</LinkButton>
  return (
    <Layout page={page} title={t('measures.title')} intro={t('measures.intro')}>
      {measures.length === 0 ? (
        <EmptyState title={t('measures.none')} action={begin}>
          {t('measures.none.text')}
        </EmptyState>
      ) : (
        <>
          {begin && <ButtonRow>{begin}</ButtonRow>}
          <Table
            caption={t('measures.title')}
            hiddenCaption
            rows={measures}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', title: t('measures.field.title'), heading: true, cell: (one) => <a class="ds-link" href={pathOf(one.id)}>{one.title}</a> },
              { key: 'kind', title: t('measures.field.kind'), cell: (one) => t(`measures.kind.${one.kind}`) },
              { key: 'lead', title: t('measures.lead'), cell: (one) => one.lead },
              ...(own ? [] : [{ key: 'who', title: t('measures.kindergartens'), cell: (one: Measure) => <Who page={page} measure={one} /> }]),
              { key: 'period', title: t('measures.period'), cell: (one) => `${formatDate(one.startsOn, lang, 'short')}–${formatDate(one.endsOn, lang, 'short')}` },
              { key: 'state', title: t('measures.state'), cell: (one) => <ListState page={page} measure={one} own={own} /> },
            ]}
          />
        </>
      )}
    </Layout>
  )
}

/** By name when they are few; else how many. */
const Who = ({ page: { t, lang }, measure }: { readonly page: PageContext; readonly measure: Measure }) => {
  const names = measure.parts.filter(({ state }) => state === 'part').map(({ kindergarten }) => kindergarten)
  return <>{names.length > 4 ? t('measures.count', { count: names.length }) : formats(lang).list(names) || '–'}</>
}

const ListState = ({ page, measure, own }: { readonly page: PageContext; readonly measure: Measure; readonly own: string | undefined }) => {
  const { t } = page
  const part = own ? ownPart(measure, own) : undefined
  if (part && part.state !== 'part') return <PartState page={page} one={part} />
  const state = part?.closedOn ? 'closed' : stateOf(measure)
  return <Tag color={stateColor[state]}>{t(`measures.state.${state}`)}</Tag>
}

export type MeasureView = {
  readonly measure: Measure
  readonly themes: readonly NamedTheme[]
  readonly needs: readonly NeedSource[]
  readonly source: Source | undefined
  readonly material: MaterialFor
  readonly departments: readonly Named[]
  /** Which departments took part before, in the own kindergarten. */
  readonly before: readonly Departed[]
  readonly partners: readonly Named[]
  readonly elements: readonly Element[]
  readonly expenses: readonly Expense[]
  readonly clashes: readonly Clash[]
  /** The actor's organisation leads it, and the actor may. */
  readonly leads: boolean
  readonly head: boolean
  /** The actor's own kindergarten, when the actor works in one. */
  readonly own: string | undefined
  readonly today: string
  /** Closings the actor may read, with the figures when those may be seen too. */
  readonly closings: readonly { readonly kindergartenId: string; readonly closing: Stored; readonly measured: Measured | undefined; readonly hasDocument: boolean }[]
  /** Which page of its kindergartens. */
  readonly side: number
  readonly errors: readonly FieldError[]
  readonly typed: Readonly<Record<string, string>>
}

/** A measure: what it is and where it comes from, who takes part, how it went, and the next step. */
export const MeasurePage = ({ page, view }: { readonly page: PageContext; readonly view: MeasureView }) => {
  const { t, lang } = page
  const { measure } = view
  const state = stateOf(measure)
  return (
    <Layout page={page} title={`${t('measures.title')}: ${measure.title}, ${measure.lead}`} heading={measure.title} above={measure.lead} back={{ href: '/tiltak', text: t('measures.title') }} hasErrors={view.errors.length > 0}>
      <ErrorSummary errors={view.errors} />
      <p>
        <Tag color={stateColor[state]}>{t(`measures.state.${state}`)}</Tag> {measure.begunOn && t('measures.started.on', { date: formatDate(measure.begunOn, lang, 'long') })}
      </p>
      {(view.own === undefined || ownPart(measure, view.own)) && <Clashes page={page} clashes={view.clashes} own={view.own !== undefined} />}
      <Facts page={page} view={view} />
      {view.leads && !measure.isClosed && (
        <ButtonRow>
          <LinkButton href={pathOf(measure.id, '/endring')} variant="secondary">
            {t('measures.edit')}
          </LinkButton>
        </ButtonRow>
      )}
      {view.leads && (
        <p>
          <a class="ds-link" href={`/tiltak/nytt?kopi=${measure.id}`}>{t('measures.copy')}</a>
        </p>
      )}
      {measure.begunOn && (
        <ButtonRow>
          <LinkButton href={pathOf(measure.id, '/rekkevidde')} variant="secondary">
            {t('reach.link')}
          </LinkButton>
          {view.own !== undefined && (
            <LinkButton href={pathOf(measure.id, '/utproving')} variant="secondary">
              {t('practice.link')}
            </LinkButton>
          )}
        </ButtonRow>
      )}
      {measure.parts.length > 0 && <Parts page={page} view={view} />}
      <SupportMaterialPart page={page} view={view.material} themes={view.themes} />
      {view.closings.map((one) => (
        <ClosingAnswers page={page} measureId={measure.id} kindergarten={view.own === one.kindergartenId ? undefined : measure.parts.find(({ kindergartenId }) => kindergartenId === one.kindergartenId)?.kindergarten} one={one} mayFollowUp={view.head && view.own === one.kindergartenId} />
      ))}
      <StepForms page={page} view={view} />
      <p class="subtle">{t('measures.saved', { when: formats(lang).dateTime(measure.changedAt), who: measure.changedBy })}</p>
    </Layout>
  )
}

const Facts = ({ page, view }: { readonly page: PageContext; readonly view: MeasureView }) => {
  const { t, lang } = page
  const { measure } = view
  const departments = view.departments.filter(({ id }) => view.own !== undefined && ownPart(measure, view.own)?.departments.includes(id))
  const fact = (term: string, value: ComponentChildren) => (value ? [{ term, value }] : [])
  return (
    <SummaryList
      rows={[
        { term: t('measures.field.kind'), value: t(`measures.kind.${measure.kind}`) },
        { term: t('measures.field.goal'), value: <span class="long-text">{measure.goal}</span> },
        ...fact(t('measures.field.signs'), measure.signs && <span class="long-text">{measure.signs}</span>),
        { term: t('measures.field.origin'), value: <Origin page={page} view={view} /> },
        ...fact(t('measures.field.themes'), themeNames(page, view.themes, measure.themes).join(', ')),
        { term: t('measures.period'), value: `${formatDate(measure.startsOn, lang, 'long')} – ${formatDate(measure.endsOn, lang, 'long')}` },
        ...fact(t('measures.field.partners'), [...view.partners.map(({ name }) => name), ...(measure.partners ? [measure.partners] : [])].join(', ')),
        ...(measure.copiedFrom && view.leads ? [{ term: t('measures.copied-from'), value: <a class="ds-link" href={pathOf(measure.copiedFrom)}>{t('measures.copied-from.link')}</a> }] : []),
        ...fact(t('measures.field.departments'), departments.map(({ name }) => name).join(', ')),
        ...(view.expenses.length > 0 ? budgetRows(page, measure.budget, view.expenses) : fact(t('measures.field.budget'), measure.budget !== undefined && formatKroner(measure.budget, lang))),
        ...fact(t('measures.field.plan'), (view.elements.length > 0 || view.leads) && <Plan page={page} view={view} />),
      ]}
    />
  )
}

/** What is to be done, in the order of the days, and how far it has come. */
const Plan = ({ page, view }: { readonly page: PageContext; readonly view: MeasureView }) => {
  const { t } = page
  return (
    <>
      {view.elements.length > 0 && (
        <>
          <p>{progressText(t, view.elements)}</p>
          <ol class="ds-list">
            {inOrder(view.elements).map((one) => (
              <li>
                {one.what}
                {one.dueOn && ` (${whenText(page, one)})`}
                {one.doneOn && <> <Tag color="success">{t('measures.plan.is-done')}</Tag></>}
              </li>
            ))}
          </ol>
        </>
      )}
      <a class="ds-link" href={pathOf(view.measure.id, '/plan')}>{t('measures.plan.title')}</a>
    </>
  )
}

/** What it has grown out of, with links to what the actor may read of it. */
const Origin = ({ page: { t }, view }: { readonly page: PageContext; readonly view: MeasureView }) => {
  const { measure, needs, source } = view
  const hidden = measure.needIds.length - needs.length
  return (
    <>
      {t(`measures.origin.${measure.origin}`)}
      {(needs.length > 0 || source || hidden > 0) && (
        <ul class="ds-list">
          {needs.map((one) => (
            <li>
              <a class="ds-link" href={`/behovsbeskrivelser/${one.id}`}>{one.title}</a>
              {one.kindergarten && view.own === undefined && ` (${one.kindergarten})`}
            </li>
          ))}
          {hidden > 0 && <li>{t('measures.origin.hidden', { count: hidden })}</li>}
          {source && (
            <li>
              <a class="ds-link" href={source.href}>{source.reference}</a>
            </li>
          )}
        </ul>
      )}
    </>
  )
}

const perPage = 30
const Parts = ({ page, view }: { readonly page: PageContext; readonly view: MeasureView }) => {
  const { t, lang } = page
  const pages = Math.max(1, Math.ceil(view.measure.parts.length / perPage))
  const current = Math.min(view.side, pages)
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{t('measures.parts')}</h2>
      <Table
        caption={t('measures.parts')}
        hiddenCaption
        rows={view.measure.parts.slice((current - 1) * perPage, current * perPage)}
        rowKey={({ kindergartenId }) => kindergartenId}
        columns={[
          { key: 'who', title: t('measures.kindergarten'), heading: true, cell: (one) => <><a class="ds-link" href={`/barnehager/${one.kindergartenId}`}>{one.kindergarten}</a>{one.closedDown && <span class="subtle"> {t('measures.part.closed-down')}</span>}{one.moved && <span class="subtle"> {t('measures.part.moved')}</span>}</> },
          { key: 'state', title: t('measures.state'), cell: (one) => (one.closedOn ? <Tag color="success">{t('measures.part.closed', { date: formatDate(one.closedOn, lang, 'short') })}</Tag> : <PartState page={page} one={one} />) },
          { key: 'shared', title: t('measures.shared'), cell: (one) => t(one.shared ? 'measures.shared.yes' : 'measures.shared.no') },
          ...(view.leads && view.measure.parts.some(({ state }) => state === 'offered') ? [{ key: 'back', title: t('measures.step.take-back'), hiddenTitle: true, cell: (one: Part) => one.state === 'offered' && <TakeBack page={page} view={view} one={one} /> }] : []),
        ]}
      />
      <Pagination current={current} total={pages} href={(number) => pathOf(view.measure.id, `?side=${number}`)} />
      {(view.leads || (view.head && view.own !== view.measure.leadId)) && !view.measure.isClosed && (
        <p>
          <a class="ds-link" href={pathOf(view.measure.id, '/barnehager')}>{t('measures.who.change')}</a>
        </p>
      )}
      {view.measure.isClosed && view.measure.parts.length > 1 && <Alert kind="info">{t('measures.all-closed')}</Alert>}
    </>
  )
}

/** Offered, in it (since when, if it came later), or out (when and why). */
const PartState = ({ page: { t, lang }, one }: { readonly page: PageContext; readonly one: Part }) =>
  one.state === 'left' ? (
    <>
      <Tag color={partColor.left}>{t('measures.part.left', { date: one.leftOn ? formatDate(one.leftOn, lang, 'short') : '' })}</Tag>
      {one.leftReason && <span class="subtle"> {t(`programmes.reason.${one.leftReason}`)}</span>}
    </>
  ) : (
    <>
      <Tag color={partColor[one.state]}>{t(`measures.part.${one.state}`)}</Tag>
      {one.joinedOn && <span class="subtle"> {t('measures.part.since', { date: formatDate(one.joinedOn, lang, 'short') })}</span>}
    </>
  )
