import { formatDate } from '../../../kernel/dates.ts'
import { Button } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { dayKinds, type HolidayLine, type Line } from './rules.ts'
import type { PlanningDay } from './store.ts'
import { whenText, wordsOf } from './words.ts'

const back = ({ t }: PageContext) => ({ href: '/arshjul', text: t('year.title') })
export const labelsOf = (t: PageContext['t']) => ({ slag: t('year.day.kind'), fra: t('year.day.from'), til: t('year.day.to'), om: t('year.day.title') })

export type OwnView = { readonly days: readonly PlanningDay[]; /** What else is on the days of each. */ readonly clashes: ReadonlyMap<string, readonly (Line | HolidayLine)[]>; readonly mayChange: boolean; readonly form: ShownForm }

/** The days a kindergarten has set aside, with what else is on them, and the form for one more. */
export const OwnDaysPage = ({ page, view }: { readonly page: PageContext; readonly view: OwnView }) => {
  const { t, lang } = page
  const { typed, errors, warnings } = view.form
  const labels = labelsOf(t)
  return (
    <Layout page={page} title={t('year.own')} above={page.actor?.orgName} intro={t('year.own.intro')} back={back(page)} hasErrors={cameBack(view.form)}>
      <ErrorSummary errors={errors} labels={labels} />
      {view.days.length === 0 ? (
        <EmptyState title={t('year.own.none')}>
          <p>{t('year.own.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('year.own.list')}
          rows={view.days}
          rowKey={(day) => day.id}
          columns={[
            { key: 'day', title: t('year.own.day'), heading: true, cell: (day) => (day.from === day.last ? formatDate(day.from, lang, 'weekday') : `${formatDate(day.from, lang, 'long')} – ${formatDate(day.last, lang, 'long')}`) },
            { key: 'about', title: t('year.own.about'), cell: (day) => [t(`year.what.${day.kind}`), day.title].filter((text) => text !== '').join(': ') },
            { key: 'clash', title: t('year.own.clash'), cell: (day) => <Clashes page={page} lines={view.clashes.get(day.id) ?? []} /> },
            ...(view.mayChange ? [{ key: 'remove', title: t('year.own.action'), hiddenTitle: true, cell: (day: PlanningDay) => <RemoveDay page={page} day={day} /> }] : []),
          ]}
        />
      )}
      {view.mayChange && (
        <Section title={t('year.own.add')}>
          <Form action="/arshjul/dager">
            <RadioGroup name="slag" label={labels.slag} value={typed['slag'] ?? 'planning'} options={dayKinds.map((value) => ({ value, text: t(`year.what.${value}`), ...(value === 'no-substitutes' ? { hint: t('year.day.no-substitutes.hint') } : {}) }))} error={errorFor(errors, 'slag')} />
            <DateField name="fra" label={labels.fra} value={typed['fra']} error={errorFor(errors, 'fra')} />
            <DateField name="til" label={labels.til} mark="optional" value={typed['til']} error={errorFor(errors, 'til')} />
            <TextField name="om" label={labels.om} hint={t('year.day.title.hint')} mark="optional" value={typed['om']} error={errorFor(errors, 'om')} guard />
            <GuardNotice warnings={warnings} labels={labels} />
            <Button>{t('year.own.save')}</Button>
          </Form>
        </Section>
      )}
    </Layout>
  )
}

const RemoveDay = ({ page, day }: { readonly page: PageContext; readonly day: PlanningDay }) => (
  <Form action={`/arshjul/dager/${day.id}/fjerning`}>
    <Button variant="tertiary" small about={formatDate(day.from, page.lang, 'long')}>
      {page.t('year.own.remove')}
    </Button>
  </Form>
)

const Clashes = ({ page, lines }: { readonly page: PageContext; readonly lines: readonly (Line | HolidayLine)[] }) =>
  lines.length === 0 ? (
    <span class="subtle">{page.t('year.own.clash.none')}</span>
  ) : (
    <ul class="ds-list">
      {lines.map((line) => (
        <li>{line.source === 'holiday' ? page.t(`year.holiday.${line.holiday}`) : `${wordsOf(page, line)}${line.starts ? `, ${whenText(page, line)}` : ''}`}</li>
      ))}
    </ul>
  )

type FeedView = { readonly address: string | undefined; readonly made: string; readonly fetched: string | undefined; readonly refused: 'deputy' | undefined }

/** The address to subscribe by: what it is, who can read it, and how to make it useless. */
export const FeedPage = ({ page, view }: { readonly page: PageContext; readonly view: FeedView }) => {
  const { t } = page
  const post = (action: string, text: string, variant: 'primary' | 'secondary' = 'primary') => (
    <Form action={action}>
      <Button variant={variant}>{text}</Button>
    </Form>
  )
  return (
    <Layout page={page} title={t('year.feed')} above={page.actor?.orgName} intro={t('year.feed.intro')} back={back(page)}>
      {view.refused !== undefined && <ErrorSummary errors={[{ field: '', text: t(`year.because.${view.refused}`) }]} />}
      <p class="ds-paragraph">{t('year.feed.privacy')}</p>
      {view.address === undefined ? (
        <EmptyState title={t('year.feed.none')} action={post('/arshjul/abonnement', t('year.feed.make'))} />
      ) : (
        <>
          <SummaryList
            rows={[
              { term: t('year.feed.address'), value: <code>{view.address}</code> },
              { term: t('year.feed.made'), value: view.made },
              { term: t('year.feed.fetched'), value: view.fetched ?? t('year.feed.fetched.never') },
            ]}
          />
          <p class="ds-paragraph">{t('year.feed.how')}</p>
          <Section title={t('year.feed.leaked')}>
            <p class="ds-paragraph">{t('year.feed.leaked.text')}</p>
            {post('/arshjul/abonnement', t('year.feed.renew'))}
            {post('/arshjul/abonnement/stopp', t('year.feed.stop'), 'secondary')}
          </Section>
        </>
      )}
    </Layout>
  )
}

/** What a person meets who opens an address that has been stopped. */
export const FeedGonePage = ({ page }: { readonly page: PageContext }) => (
  <Layout page={page} title={page.t('year.feed.gone')}>
    <p class="ds-paragraph">{page.t('year.feed.gone.text')}</p>
  </Layout>
)
