import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { lastDay } from '../../../kernel/period.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import type { Translate } from '../../../texts/index.ts'
import { standingOf, type Side, type Standing } from './rules.ts'
import type { Capacity, Org, Partnership } from './store.ts'

type Props = { readonly page: PageContext; readonly today: LocalDate }

export const contentLabels = (t: Translate) => ({ navn: t('partnership.name'), nettverk: t('partnership.network'), fra: t('partnership.from'), til: t('partnership.to'), medlemmer: t('partnership.members'), versjon: '' })
export const startLabels = (t: Translate) => ({ motpart: t('partnership.other'), nummer: t('partnership.other.number'), ...contentLabels(t) })
export const capacityLabels = (t: Translate) => ({ kapasitetsar: t('partnership.year'), barnehager: t('partnership.capacity.kindergartens'), merknad: t('partnership.capacity.note') })

const colors: Readonly<Record<Standing, TagColor>> = { proposed: 'warning', changed: 'warning', agreed: 'info', running: 'success', over: 'neutral', ended: 'neutral' }
export const StandingTag = ({ page, standing }: { readonly page: PageContext; readonly standing: Standing }) => <Tag color={colors[standing]}>{page.t(`partnership.standing.${standing}`)}</Tag>

/** '1. august 2025 – 31. juli 2028' */
export const periodText = ({ t, lang }: PageContext, { period }: Pick<Partnership, 'period'>): string => {
  const last = lastDay(period)
  return last ? t('partnership.period.value', { from: formatDate(period.from, lang, 'long'), to: formatDate(last, lang, 'long') }) : t('partnership.period.open', { from: formatDate(period.from, lang, 'long') })
}

type ListProps = Props & { readonly shown: ShownForm; readonly rows: readonly Partnership[]; readonly side: Side | undefined; readonly capacity: readonly Capacity[]; readonly year: number; readonly orgId: string }

/** The partnerships one is in, or the county's; and what universities can take. */
export const PartnershipsPage = ({ page, today, rows, side, capacity, year, orgId, shown }: ListProps) => {
  const { t } = page
  return (
    <Layout page={page} title={t('partnership.title')} intro={t('partnership.intro')} hasErrors={cameBack(shown)} wide>
      <ErrorSummary errors={shown.errors} labels={capacityLabels(t)} />
      {rows.length === 0 ? (
        <EmptyState title={t('partnership.none')} action={side && <LinkButton href="/partnerskap/ny">{t('partnership.new')}</LinkButton>}>
          <p>{t(side ? 'partnership.none.side' : 'partnership.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('partnership.title')}
            hiddenCaption
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', title: t('partnership.name'), heading: true, cell: (row) => <a class="ds-link" href={`/partnerskap/${row.id}`}>{row.name}<span class="ds-sr-only">, {periodText(page, row)}</span></a> },
              { key: 'owner', title: t('partnership.side.owner'), cell: (row) => (row.networkName ? `${row.ownerName} (${row.networkName})` : row.ownerName) },
              { key: 'partner', title: t('partnership.side.partner'), cell: (row) => row.partnerName },
              { key: 'period', title: t('partnership.period'), cell: (row) => periodText(page, row) },
              { key: 'standing', title: t('partnership.status'), cell: (row) => <StandingTag page={page} standing={standingOf(row, today)} /> },
            ]}
          />
          <ButtonRow>{side ? <LinkButton href="/partnerskap/ny">{t('partnership.new')}</LinkButton> : <LinkButton href="/partnerskap/oversikt">{t('pair.county')}</LinkButton>}</ButtonRow>
        </>
      )}
      <Section title={t('partnership.capacity')}>
        <p class="ds-paragraph">{t('partnership.capacity.text')}</p>
        {capacity.length === 0 ? (
          <p class="ds-paragraph subtle">{t('partnership.capacity.none')}</p>
        ) : (
          <Table
            caption={t('partnership.capacity')}
            hiddenCaption
            rows={capacity}
            rowKey={(row) => `${row.orgId}${row.year}`}
            columns={[
              { key: 'who', title: t('partnership.side.partner'), heading: true, cell: (row) => row.orgName },
              { key: 'year', title: t('partnership.year'), cell: (row) => (row.orgId === orgId ? <a class="ds-link" href={`/partnerskap?ar=${row.year}#f-barnehager`}>{t('partnership.capacity.change', { year: yearText(row.year) })}</a> : yearText(row.year)) },
              { key: 'kindergartens', title: t('partnership.capacity.kindergartens'), numeric: true, cell: (row) => String(row.kindergartens) },
              { key: 'note', title: t('partnership.capacity.note'), cell: (row) => row.note || '–' },
            ]}
          />
        )}
        {side === 'partner' && <CapacityForm page={page} shown={shown} year={year} own={capacity.filter((one) => one.orgId === orgId)} />}
      </Section>
    </Layout>
  )
}

/** '2026–2027' */
export const yearText = (year: number): string => `${year}–${year + 1}`

/** One year at a time: what is said of it stands in the form, so that a note is not lost when the number is changed. */
const CapacityForm = ({ page: { t }, shown: { errors, typed, warnings }, year, own }: { readonly page: PageContext; readonly shown: ShownForm; readonly year: number; readonly own: readonly Capacity[] }) => {
  const chosen = typed['kapasitetsar'] ?? String(year)
  const said = own.find((one) => String(one.year) === chosen)
  return (
    <Form action="/partnerskap/kapasitet" label={t('partnership.capacity.state')}>
      <SelectField name="kapasitetsar" label={t('partnership.year')} value={chosen} error={errorFor(errors, 'kapasitetsar')} options={[0, 1, 2, 3].map((more) => ({ value: String(year + more), text: yearText(year + more) }))} />
      <TextField name="barnehager" label={t('partnership.capacity.kindergartens')} hint={t('partnership.capacity.hint')} inputmode="numeric" width={6} value={typed['barnehager'] ?? String(said?.kindergartens ?? '')} error={errorFor(errors, 'barnehager')} />
      <TextField name="merknad" label={t('partnership.capacity.note')} mark="optional" value={typed['merknad'] ?? said?.note} error={errorFor(errors, 'merknad')} guard />
      <GuardNotice warnings={warnings} labels={capacityLabels(t)} />
      <ButtonRow>
        <Button variant="secondary">{t('partnership.capacity.state')}</Button>
      </ButtonRow>
    </Form>
  )
}

type NewProps = { readonly page: PageContext; readonly side: Side; readonly others: readonly Org[]; /** Undefined where the list is short. */ readonly search: { readonly text: string; readonly hits: number } | undefined; readonly startKey: string; readonly shown: ShownForm }

/** Proposes a partnership to the other side, chosen from a list that can be searched in; its number is written where it is not in the list. */
export const NewPage = ({ page, side, others, search, startKey, shown }: NewProps) => {
  const { t } = page
  const { errors, typed, warnings } = shown
  const [only] = search && search.text !== '' && others.length === 1 ? others : []
  return (
    <Layout page={page} title={t('partnership.new')} intro={t('partnership.new.intro')} back={{ href: '/partnerskap', text: t('partnership.title') }} hasErrors={cameBack(shown)}>
      <ErrorSummary errors={errors} labels={startLabels(t)} />
      {search && <Search page={page} search={search} />}
      <Form action="/partnerskap/ny" leaveWarning>
        <input type="hidden" name="nokkel" value={startKey} />
        <SelectField name="motpart" label={t(side === 'owner' ? 'partnership.side.partner' : 'partnership.side.owner')} value={typed['motpart'] ?? only?.id} error={errorFor(errors, 'motpart')} options={others.map(({ id, name, number }) => ({ value: id, text: number ? `${name} (${number})` : name }))} />
        {/* Every university is in the list; of owners only those of the region. */}
        {side === 'partner' && <TextField name="nummer" label={t('partnership.other.number')} hint={t('partnership.other.number.hint')} mark="optional" inputmode="numeric" width={16} value={typed['nummer']} error={errorFor(errors, 'nummer')} />}
        <ContentFields page={page} shown={shown} />
        <GuardNotice warnings={warnings} labels={contentLabels(t)} />
        <ButtonRow>
          <Button>{t('partnership.propose')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** With script the list below is narrowed as one writes; without, by the button. */
const Search = ({ page: { t }, search: { text, hits } }: { readonly page: PageContext; readonly search: NonNullable<NewProps['search']> }) => {
  const found = (count: number) => t('partnership.other.hits', { count })
  return (
    <div data-narrow="motpart" data-none={found(0)} data-one={found(1)} data-many={found(2)}>
      <FilterForm action="/partnerskap/ny" status={text === '' ? '' : found(hits)} clearHref={text === '' ? undefined : '/partnerskap/ny'}>
        <TextField name="sok" type="search" label={t('partnership.other.search')} hint={t('partnership.other.search.hint')} value={text} />
      </FilterForm>
    </div>
  )
}

export const ContentFields = ({ page: { t }, shown: { errors, typed } }: { readonly page: PageContext; readonly shown: ShownForm }) => (
  <>
    <TextField name="navn" label={t('partnership.name')} hint={t('partnership.name.hint')} value={typed['navn']} error={errorFor(errors, 'navn')} guard />
    <TextField name="nettverk" label={t('partnership.network')} hint={t('partnership.network.hint')} mark="optional" value={typed['nettverk']} error={errorFor(errors, 'nettverk')} guard />
    <DateField name="fra" label={t('partnership.from')} value={typed['fra']} error={errorFor(errors, 'fra')} />
    <DateField name="til" label={t('partnership.to')} mark="optional" value={typed['til']} error={errorFor(errors, 'til')} />
  </>
)
