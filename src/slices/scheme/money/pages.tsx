import { ore, sumOre, type Ore } from '../../../kernel/money.ts'
import type { Pages } from '../../../kernel/paging.ts'
import type { Translate } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { useKroner, usePlain, YearFigures } from './figures.tsx'
import type { Standing } from './ledger.ts'
import { LinesTable } from './lines/pages.tsx'
import { MovementsTable } from './movements.tsx'
import { frameChanges, type FrameChange, type FrameRefusal } from './rules.ts'
import type { Account, County, Line, Movement } from './store.ts'

/** What waits, most urgent first: the first of it is the page's one main action. */
export type NextSteps = { readonly noFrame: number | undefined; readonly toApprove: number; readonly due: number; readonly toAnswer: number }

type OverviewProps = { readonly page: PageContext; readonly year: number; readonly counties: readonly Standing[]; readonly years: readonly Standing[]; readonly next: NextSteps }

/** The county governor's money: this year, what waits, and the other years. */
export const OverviewPage = ({ page, year, counties, years, next }: OverviewProps) => {
  const { t } = page
  return (
    <Layout page={page} title={t('money.title')} intro={t('money.intro')} wide>
      <NextStep page={page} next={next} />
      <Section title={t('money.year.title', { year: String(year) })}>
        {counties.length > 0 ? (
          <YearFigures year={year} counties={counties} />
        ) : (
          <EmptyState title={t('money.year.none')} level={3}>
            <p>{t('money.year.none.text')}</p>
          </EmptyState>
        )}
        <ButtonRow>
          <LinkButton href={`/okonomi/${year}`} variant="secondary">
            {t('money.do.year')}
          </LinkButton>
          <LinkButton href="/okonomi/utbetalinger" variant="secondary">
            {t('money.do.payments')}
          </LinkButton>
        </ButtonRow>
      </Section>
      {years.length > 0 && (
        <Section title={t('money.year.years')}>
          <YearsTable t={t} years={years} />
        </Section>
      )}
    </Layout>
  )
}

const NextStep = ({ page, next }: { readonly page: PageContext; readonly next: NextSteps }) => {
  const { t } = page
  const steps = [
    ...(next.noFrame === undefined ? [] : [{ text: t('money.next.frame', { year: String(next.noFrame) }), href: `/okonomi/${next.noFrame}/ramme`, action: t('money.do.frame') }]),
    ...(next.toApprove > 0 ? [{ text: t('money.next.approve', { count: next.toApprove }), href: '/okonomi/utbetalinger', action: t('money.do.payments') }] : []),
    ...(next.due > 0 ? [{ text: t('money.next.due', { count: next.due }), href: '/okonomi/utbetalinger', action: t('money.do.payments') }] : []),
    ...(next.toAnswer > 0 ? [{ text: t('money.next.answer', { count: next.toAnswer }), href: '/okonomi/utbetalinger', action: t('money.do.payments') }] : []),
  ]
  const [first] = steps
  if (!first) return <p>{t('money.next.nothing')}</p>
  return (
    <Alert title={t('money.next')}>
      {steps.length === 1 ? (
        <p>{first.text}</p>
      ) : (
        <ul>
          {steps.map((step) => (
            <li>{step.text}</li>
          ))}
        </ul>
      )}
      <ButtonRow>
        <LinkButton href={first.href}>{first.action}</LinkButton>
      </ButtonRow>
    </Alert>
  )
}

const YearsTable = ({ t, years }: { readonly t: Translate; readonly years: readonly Standing[] }) => {
  const plain = usePlain()
  const rows = [...Map.groupBy(years, (one) => one.year)].toSorted(([one], [other]) => other - one)
  const sum = (of: readonly Standing[], value: (one: Standing) => Ore) => plain(sumOre(of.map(value)))
  return (
    <Table
      caption={t('money.caption.years')}
      hiddenCaption
      rows={rows}
      rowKey={([year]) => String(year)}
      columns={[
        { key: 'year', title: t('money.year.column'), heading: true, cell: ([year]) => <a class="ds-link" href={`/okonomi/${year}`}>{year}</a> },
        { key: 'frame', title: t('money.frame'), numeric: true, cell: ([, of]) => (of.every((one) => one.frame === undefined) ? t('money.frame.none') : sum(of, (one) => one.frame ?? ore(0))) },
        { key: 'granted', title: t('money.granted'), numeric: true, cell: ([, of]) => sum(of, (one) => ore(one.bound + one.decided - one.cancelled)) },
        { key: 'paid', title: t('money.paid'), numeric: true, cell: ([, of]) => sum(of, (one) => one.paid) },
        { key: 'left', title: t('money.left'), numeric: true, cell: ([, of]) => (of.every((one) => one.left === undefined) ? '–' : sum(of, (one) => one.left ?? ore(0))) },
      ]}
    />
  )
}

type YearProps = { readonly page: PageContext; readonly year: number; readonly counties: readonly Standing[]; readonly lines: readonly Line[] }

/** One year: the figures, and every grant. */
export const YearPage = ({ page, year, counties, lines }: YearProps) => {
  const { t } = page
  const named = { year: String(year) }
  const anyFrame = counties.some((one) => one.frame !== undefined)
  return (
    <Layout page={page} title={t('money.year.title', named)} intro={t('money.year.intro')} back={{ href: '/okonomi', text: t('money.title') }} wide>
      {counties.length > 0 ? (
        <YearFigures year={year} counties={counties} />
      ) : (
        <EmptyState title={t('money.year.none')}>
          <p>{t('money.year.none.text')}</p>
        </EmptyState>
      )}
      <ButtonRow>
        <LinkButton href={`/okonomi/${year}/ramme`} variant={anyFrame ? 'secondary' : 'primary'}>
          {t(anyFrame ? 'money.do.frame.change' : 'money.do.frame')}
        </LinkButton>
        <LinkButton href={`/okonomi/${year}/bevegelser`} variant="tertiary">
          {t('money.do.movements')}
        </LinkButton>
      </ButtonRow>
      <Section title={t('money.lines')}>
        {lines.length === 0 ? (
          <EmptyState title={t('money.lines.none', named)} level={3}>
            <p>{t('money.lines.none.text')}</p>
          </EmptyState>
        ) : (
          <>
            <LinesTable lines={lines} caption={t('money.lines.caption', named)} />
            <Exports page={page} path={`/okonomi/${year}/tilskudd`} />
          </>
        )}
      </Section>
    </Layout>
  )
}

const Exports = ({ page, path }: { readonly page: PageContext; readonly path: string }) => (
  <ButtonRow>
    {(['csv', 'xlsx'] as const).map((ending) => (
      <LinkButton href={`${path}.${ending}`} variant="tertiary" download>
        {page.t(`money.export.${ending}`)}
      </LinkButton>
    ))}
  </ButtonRow>
)

type MovementsProps = { readonly page: PageContext; readonly year: number; readonly rows: readonly Movement[]; readonly paging: Pages; readonly href: (page: number) => string }

/** All that has been entered for a year: who, when and why. */
export const MovementsPage = ({ page, year, rows, paging, href }: MovementsProps) => {
  const { t } = page
  const named = { year: String(year) }
  return (
    <Layout page={page} title={t('money.movements.title', named)} intro={t('money.movements.intro')} back={{ href: `/okonomi/${year}`, text: t('money.year.title', named) }} wide>
      {rows.length === 0 ? (
        <EmptyState title={t('money.movements.none')}>
          <p>{t('money.movements.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <MovementsTable page={page} rows={rows} />
          <Pagination current={paging.number} total={paging.count} href={href} />
          <Exports page={page} path={`/okonomi/${year}/bevegelser`} />
        </>
      )}
    </Layout>
  )
}

export type FrameProps = {
  readonly page: PageContext; readonly year: number; readonly counties: readonly County[]; readonly accounts: readonly Account[]; readonly standings: readonly Standing[]; readonly once: string
  readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[]; readonly refused?: FrameRefusal | 'not-your-county' | undefined
}

/** The frame of a county and a year is put in, or changed. */
export const FramePage = (props: FrameProps) => {
  const { page, year, counties, accounts, typed, errors, refused } = props
  const { t } = page
  const named = { year: String(year) }
  // Where no county has a frame, there is one thing to do; where all have, the first is no longer possible.
  const set = counties.filter(({ number }) => accounts.some((one) => one.county === number && one.frame !== undefined)).length
  const changes = frameChanges.filter((change) => (change === 'set' ? set < counties.length : set > 0))
  const only = (change: FrameChange | undefined) => (changes.length === 1 ? changes[0] : change)
  return (
    <Layout page={page} title={t('money.frame.title', named)} intro={t('money.frame.intro')} back={{ href: `/okonomi/${year}`, text: t('money.year.title', named) }} hasErrors={errors.length > 0 || refused !== undefined}>
      <ErrorSummary errors={errors} />
      {refused && <Alert kind="warning" answer>{t(`money.because.${refused}`)}</Alert>}
      {counties.length === 0 ? (
        <EmptyState title={t('money.frame.no-county', named)}>
          <p>{t('money.frame.no-county.text')}</p>
        </EmptyState>
      ) : (
        <>
          {set > 0 && <FramesNow t={t} accounts={props.standings} />}
          <Form action={`/okonomi/${year}/ramme`} leaveWarning>
            <input type="hidden" name="nokkel" value={props.once} />
            {counties.length === 1 ? (
              <input type="hidden" name="fylke" value={counties[0]?.number} />
            ) : (
              <RadioGroup name="fylke" label={t('money.frame.county')} value={typed['fylke']} error={errorFor(errors, 'fylke')} options={counties.map(({ number, name }) => ({ value: number, text: name }))} />
            )}
            {changes.length === 1 ? (
              <input type="hidden" name="endring" value={changes[0]} />
            ) : (
              <RadioGroup name="endring" label={t('money.frame.change')} value={typed['endring']} error={errorFor(errors, 'endring')} options={changes.map((value) => ({ value, text: t(`money.frame.change.${value}`) }))} />
            )}
            <TextField name="belop" label={t('money.frame.amount')} hint={t('money.frame.amount.hint')} inputmode="decimal" width={16} value={typed['belop']} error={errorFor(errors, 'belop')} />
            <TextArea name="grunn" label={t('money.frame.reason')} mark={only(undefined) === 'set' ? 'optional' : undefined} hint={t('money.frame.reason.hint')} rows={3} limit={1000} value={typed['grunn']} error={errorFor(errors, 'grunn')} guard />
            <ButtonRow>
              <Button>{t('money.frame.save')}</Button>
            </ButtonRow>
          </Form>
        </>
      )}
    </Layout>
  )
}

const FramesNow = ({ t, accounts }: { readonly t: Translate; readonly accounts: readonly Standing[] }) => {
  const kroner = useKroner()
  return (
    <Table
      caption={t('money.frame.now')}
      rows={accounts}
      rowKey={(row) => row.county}
      columns={[
        { key: 'county', title: t('money.county'), heading: true, cell: (row) => row.countyName },
        { key: 'frame', title: t('money.frame'), numeric: true, cell: (row) => (row.frame === undefined ? t('money.frame.none') : kroner(row.frame)) },
        { key: 'granted', title: t('money.granted'), numeric: true, cell: (row) => kroner(ore(row.bound + row.decided - row.cancelled)) },
        { key: 'left', title: t('money.left'), numeric: true, cell: (row) => (row.left === undefined ? '–' : kroner(row.left)) },
      ]}
    />
  )
}
