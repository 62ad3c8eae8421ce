import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { lastDay } from '../../../kernel/period.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { standingOf, type Side, type Standing } from './rules.ts'
import type { Capacity, Org, Partnership } from './store.ts'

export type Typed = Readonly<Record<string, string>>
type Props = { readonly page: PageContext; readonly today: LocalDate }
export type Writing = { readonly errors: readonly FieldError[]; readonly typed: Typed }

const colors: Readonly<Record<Standing, TagColor>> = { proposed: 'warning', changed: 'warning', agreed: 'info', running: 'success', over: 'neutral', ended: 'neutral' }
export const StandingTag = ({ page, standing }: { readonly page: PageContext; readonly standing: Standing }) => <Tag color={colors[standing]}>{page.t(`partnership.standing.${standing}`)}</Tag>

/** '1. august 2025 – 31. juli 2028' */
export const periodText = ({ t, lang }: PageContext, { period }: Pick<Partnership, 'period'>): string => {
  const last = lastDay(period)
  return last ? t('partnership.period.value', { from: formatDate(period.from, lang, 'long'), to: formatDate(last, lang, 'long') }) : t('partnership.period.open', { from: formatDate(period.from, lang, 'long') })
}

type ListProps = Props & Writing & { readonly rows: readonly Partnership[]; readonly side: Side | undefined; readonly capacity: readonly Capacity[]; readonly year: number; readonly orgId: string }

/** The partnerships one is in, or the county's; and what universities can take. */
export const PartnershipsPage = ({ page, today, rows, side, capacity, year, orgId, errors, typed }: ListProps) => {
  const { t } = page
  return (
    <Layout page={page} title={t('partnership.title')} intro={t('partnership.intro')} hasErrors={errors.length > 0} wide>
      <ErrorSummary errors={errors} />
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
              { key: 'year', title: t('partnership.year'), cell: (row) => yearText(row.year) },
              { key: 'kindergartens', title: t('partnership.capacity.kindergartens'), numeric: true, cell: (row) => String(row.kindergartens) },
              { key: 'note', title: t('partnership.capacity.note'), cell: (row) => row.note || '–' },
            ]}
          />
        )}
        {side === 'partner' && <CapacityForm page={page} errors={errors} typed={typed} year={year} own={capacity.filter((one) => one.orgId === orgId)} />}
      </Section>
    </Layout>
  )
}

/** '2026–2027' */
export const yearText = (year: number): string => `${year}–${year + 1}`

const CapacityForm = ({ page: { t }, errors, typed, year, own }: Writing & { readonly page: PageContext; readonly year: number; readonly own: readonly Capacity[] }) => (
  <Form action="/partnerskap/kapasitet" label={t('partnership.capacity.state')}>
    <SelectField name="kapasitetsar" label={t('partnership.year')} value={typed['kapasitetsar'] ?? String(year)} error={errorFor(errors, 'kapasitetsar')} options={[0, 1, 2, 3].map((more) => ({ value: String(year + more), text: yearText(year + more) }))} />
    <TextField name="barnehager" label={t('partnership.capacity.kindergartens')} hint={t('partnership.capacity.hint')} inputmode="numeric" width={6} value={typed['barnehager'] ?? String(own.find((one) => one.year === year)?.kindergartens ?? '')} error={errorFor(errors, 'barnehager')} />
    <TextField name="merknad" label={t('partnership.capacity.note')} mark="optional" value={typed['merknad']} error={errorFor(errors, 'merknad')} />
    <ButtonRow>
      <Button variant="secondary">{t('partnership.capacity.state')}</Button>
    </ButtonRow>
  </Form>
)

/** Proposes a partnership to the other side. */
export const NewPage = ({ page, side, universities, startKey, errors, typed }: Omit<Props, 'today'> & Writing & { readonly side: Side; readonly universities: readonly Org[]; readonly startKey: string }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('partnership.new')} intro={t('partnership.new.intro')} back={{ href: '/partnerskap', text: t('partnership.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action="/partnerskap/ny" leaveWarning>
        <input type="hidden" name="nokkel" value={startKey} />
        {side === 'owner' ? (
          <SelectField name="motpart" label={t('partnership.side.partner')} value={typed['motpart']} error={errorFor(errors, 'motpart')} options={universities.map(({ id, name }) => ({ value: id, text: name }))} />
        ) : (
          <TextField name="motpart" label={t('partnership.owner.number')} hint={t('partnership.owner.number.hint')} inputmode="numeric" width={16} value={typed['motpart']} error={errorFor(errors, 'motpart')} />
        )}
        <ContentFields page={page} errors={errors} typed={typed} />
        <ButtonRow>
          <Button>{t('partnership.propose')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export const ContentFields = ({ page: { t }, errors, typed }: Writing & { readonly page: PageContext }) => (
  <>
    <TextField name="navn" label={t('partnership.name')} hint={t('partnership.name.hint')} value={typed['navn']} error={errorFor(errors, 'navn')} />
    <TextField name="nettverk" label={t('partnership.network')} hint={t('partnership.network.hint')} mark="optional" value={typed['nettverk']} error={errorFor(errors, 'nettverk')} />
    <DateField name="fra" label={t('partnership.from')} value={typed['fra']} error={errorFor(errors, 'fra')} />
    <DateField name="til" label={t('partnership.to')} mark="optional" value={typed['til']} error={errorFor(errors, 'til')} />
  </>
)
