import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { formatKroner, plainKroner, sumOre, typedKroner, type Ore } from '../../../../kernel/money.ts'
import { formats, isKey } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { DateField, FileField, SelectField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../../ui/tag.tsx'
import { Timeline } from '../../../../ui/timeline.tsx'
import { useKroner, usePlain } from '../figures.tsx'
import type { ImportRefusal } from './actions.ts'
import { controlTotals, paymentReference, personKinds, runState, type AnswerRefusal, type ApproveRefusal, type CancelRefusal, type Item, type Limits, type Run, type RunState } from './rules.ts'
import type { Due } from './store.ts'

const colors: Readonly<Record<RunState, TagColor>> = { prepared: 'warning', approved: 'info', answered: 'success', cancelled: 'neutral' }
const RunTag = ({ run }: { readonly run: Run }) => <Tag color={colors[runState(run)]}>{usePage().t(`money.run.state.${runState(run)}`)}</Tag>

export type ShownForm = { readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }
export const emptyForm: ShownForm = { typed: {}, errors: [] }

type PaymentsProps = { readonly page: PageContext; readonly until: LocalDate; readonly due: readonly Due[]; readonly runs: readonly Run[]; readonly form: ShownForm; readonly refused?: 'nothing-due' | undefined }

/** What is due, and the runs so far. */
export const PaymentsPage = ({ page, until, due, runs, form, refused }: PaymentsProps) => {
  const { t, lang } = page
  const plain = (amount: Ore) => plainKroner(amount, lang)
  const payable = due.filter(({ recipientNumber }) => recipientNumber !== undefined)
  const day = formatDate(until, lang, 'long')
  return (
    <Layout page={page} title={t('money.payments.title')} intro={t('money.payments.intro')} back={{ href: '/okonomi', text: t('money.title') }} hasErrors={form.errors.length > 0 || refused !== undefined} wide>
      <ErrorSummary errors={form.errors} />
      {refused && <Alert kind="warning" answer>{t(`money.because.${refused}`)}</Alert>}
      <Section title={t('money.payments.due')}>
        <form class="form" method="get" action="/okonomi/utbetalinger">
          <DateField name="til" label={t('money.payments.due.until')} value={form.typed['til'] ?? formatDate(until, lang, 'short')} error={errorFor(form.errors, 'til')} />
          <ButtonRow>
            <Button variant="secondary">{t('money.payments.due.show')}</Button>
          </ButtonRow>
        </form>
        {due.length === 0 ? (
          <p>{t('money.payments.due.none', { day })}</p>
        ) : (
          <>
            <Table
              caption={t('money.payments.due.caption', { day })}
              rows={due}
              rowKey={(one) => one.instalmentId}
              columns={[
                { key: 'recipient', title: t('money.recipient'), heading: true, cell: (one) => <a class="ds-link" href={`/okonomi/poster/${one.lineId}`}>{one.recipientName}</a> },
                { key: 'number', title: t('money.item.number.column'), cell: (one) => one.recipientNumber ?? '–' },
                { key: 'reference', title: t('money.reference'), cell: (one) => one.reference },
                { key: 'due', title: t('money.line.plan.due'), cell: (one) => formatDate(one.dueOn, lang, 'short') },
                { key: 'amount', title: t('money.line.column.amount'), numeric: true, cell: (one) => plain(one.ore) },
              ]}
              foot={[t('money.sum'), '', '', '', plain(sumOre(due.map((one) => one.ore)))]}
            />
            {payable.length < due.length && <Alert kind="warning">{t('money.payments.due.no-number', { count: new Set(due.filter((one) => one.recipientNumber === undefined).map((one) => one.recipientName)).size })}</Alert>}
            {payable.length > 0 && (
              <Form action="/okonomi/utbetalinger">
                <input type="hidden" name="til" value={until} />
                <ButtonRow>
                  <Button>{t('money.payments.prepare')}</Button>
                </ButtonRow>
              </Form>
            )}
          </>
        )}
      </Section>
      <Section title={t('money.payments.runs')}>
        {runs.length === 0 ? (
          <EmptyState title={t('money.payments.runs.none')} level={3}>
            <p>{t('money.payments.runs.none.text')}</p>
          </EmptyState>
        ) : (
          <Table
            caption={t('money.payments.runs.caption')}
            hiddenCaption
            rows={runs}
            rowKey={(run) => run.id}
            columns={[
              { key: 'number', title: t('money.run.number'), heading: true, cell: (run) => <a class="ds-link" href={`/okonomi/utbetalinger/${run.id}`}>{t('money.run.title', { number: String(run.number) })}</a> },
              { key: 'state', title: t('money.run.state'), cell: (run) => <RunTag run={run} /> },
              { key: 'count', title: t('money.run.count'), numeric: true, cell: (run) => run.count },
              { key: 'total', title: t('money.run.total'), numeric: true, cell: (run) => plain(run.total) },
              { key: 'prepared', title: t('money.run.prepared'), cell: (run) => run.preparedByName },
              { key: 'approved', title: t('money.run.approved'), cell: (run) => run.approvedByName ?? '–' },
            ]}
          />
        )}
        <p><a class="ds-link" href="/okonomi/grenser">{t('money.limits.title')}</a></p>
      </Section>
    </Layout>
  )
}

export type RunRefusal = ApproveRefusal | CancelRefusal | AnswerRefusal | ImportRefusal | 'no-such-payment'
export type RunView = {
  readonly run: Run; readonly items: readonly Item[]; readonly history: readonly { readonly at: Date; readonly kind: string; readonly who: string; readonly count: number }[]
  /** Why this person cannot approve it; undefined when they can. */
  readonly hindrance: 'own-run' | 'over-limit' | undefined; readonly limit: Ore | undefined
  /** Those who can approve it instead, by name. */
  readonly others: readonly string[]
  readonly form: ShownForm; readonly refused?: Exclude<RunRefusal, 'not-found'> | undefined; readonly rows?: readonly number[] | undefined
}

/** One run: what is in it, who prepared and approved it, its file, and what accounting has answered. */
export const RunPage = ({ page, view }: { readonly page: PageContext; readonly view: RunView }) => {
  const { t } = page
  const { run, items, form } = view
  const state = runState(run)
  return (
    <Layout page={page} title={t('money.run.title', { number: String(run.number) })} back={{ href: '/okonomi/utbetalinger', text: t('money.payments.title') }} hasErrors={form.errors.length > 0 || view.refused !== undefined} wide>
      <ErrorSummary errors={form.errors} />
      {view.refused && (
        <Alert kind="warning" answer>
          <p>{t(`money.because.${view.refused}`)}</p>
          {view.rows && view.rows.length > 0 && <p>{t('money.because.rows', { rows: view.rows.slice(0, 20).join(', ') })}</p>}
        </Alert>
      )}
      <Facts page={page} run={run} items={items} />
      {state === 'prepared' && view.hindrance && <Approve page={page} view={view} />}
      {run.sha256 && (
        <section class="page-part">
          <p>{t('money.run.file.text')}</p>
          <ButtonRow>
            <LinkButton href={`/okonomi/utbetalinger/${run.id}/fil`} variant={state === 'approved' ? 'primary' : 'secondary'} download>
              {t('money.run.file')}
            </LinkButton>
          </ButtonRow>
        </section>
      )}
      {state === 'approved' && <Answers page={page} view={view} />}
      <Section title={t('money.run.items')}>
        <Items page={page} run={run} items={items} />
      </Section>
      {state === 'prepared' && !view.hindrance && <Approve page={page} view={view} />}
      {state === 'prepared' && (
        <Details summary={t('money.run.cancel')} open={form.typed['grunn'] !== undefined}>
          <p>{t('money.run.cancel.text')}</p>
          <Form action={`/okonomi/utbetalinger/${run.id}/avbrudd`} label={t('money.run.cancel')}>
            <TextArea name="grunn" label={t('money.run.cancel.reason')} rows={2} limit={1000} value={form.typed['grunn']} error={errorFor(form.errors, 'grunn')} guard />
            <ButtonRow>
              <Button variant="secondary" danger>
                {t('money.run.cancel')}
              </Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
      <Section title={t('money.run.history')}>
        <Timeline events={view.history.map((one) => ({ at: one.at, by: one.who, text: eventWords(page, one) }))} label={t('money.run.history')} />
      </Section>
    </Layout>
  )
}

const eventWords = ({ t }: PageContext, { kind, count }: { readonly kind: string; readonly count: number }): string => {
  const key = `money.event.${kind.replace(/^scheme\./, '')}`
  return key === 'money.event.payments-answered' ? t('money.event.payments-answered', { count }) : isKey(key) ? t(key) : kind
}

const Facts = ({ page, run, items }: { readonly page: PageContext; readonly run: Run; readonly items: readonly Item[] }) => {
  const { t, lang } = page
  const { count, total } = controlTotals(items)
  return (
    <SummaryList
      rows={[
        { term: t('money.run.state'), value: <RunTag run={run} /> },
        { term: t('money.run.control'), value: t('money.run.control.text', { count, total: formatKroner(total, lang) }) },
        { term: t('money.run.until'), value: formatDate(run.dueUntil, lang, 'long') },
        { term: t('money.run.prepared'), value: t('money.run.by', { who: run.preparedByName, when: run.preparedAt }) },
        ...(run.approvedAt && run.approvedByName ? [{ term: t('money.run.approved'), value: t('money.run.by', { who: run.approvedByName, when: run.approvedAt }) }] : []),
        ...(run.cancelledAt && run.cancelledByName ? [{ term: t('money.run.cancelled'), value: `${t('money.run.by', { who: run.cancelledByName, when: run.cancelledAt })}. ${run.cancelReason ?? ''}` }] : []),
        ...(run.sha256 ? [{ term: t('money.run.sha'), value: <code class="long-code">{run.sha256}</code> }] : []),
      ]}
    />
  )
}

const Approve = ({ page, view }: { readonly page: PageContext; readonly view: RunView }) => {
  const { t } = page
  const kroner = useKroner()
  const { run, hindrance, limit } = view
  if (hindrance)
    return (
      <Alert>
        {hindrance === 'own-run' ? t('money.run.approve.own') : t('money.run.approve.limit', { limit: limit === undefined ? '' : kroner(limit) })} {view.others.length === 0 ? t('money.run.approve.nobody') : t('money.run.approve.others', { names: formats(page.lang).either(view.others) })}
      </Alert>
    )
  return (
    <Section title={t('money.run.approve.title')}>
      <p>{t('money.run.approve.text', { total: kroner(run.total), count: new Set(view.items.map((item) => item.recipientNumber)).size })}</p>
      <Form action={`/okonomi/utbetalinger/${run.id}/godkjenning`} label={t('money.run.approve.title')}>
        <ButtonRow>
          <Button>{t('money.run.approve')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

const Answers = ({ page, view: { run, items, form } }: { readonly page: PageContext; readonly view: RunView }) => {
  const { t } = page
  const address = `/okonomi/utbetalinger/${run.id}`
  const error = (field: string) => errorFor(form.errors, field)
  const waiting = items.filter(({ state }) => state === 'ordered')
  return (
    <Section title={t('money.run.answer')}>
      <Form action={`${address}/betalt`} label={t('money.run.answer.all')}>
        <p>{t('money.run.answer.all.text', { count: waiting.length })}</p>
        <DateField name="dato" label={t('money.run.answer.day')} value={form.typed['dato']} error={error('dato')} />
        <ButtonRow>
          <Button variant="secondary">{t('money.run.answer.all.save')}</Button>
        </ButtonRow>
      </Form>
      <Details summary={t('money.run.answer.one')} open={form.typed['svardato'] !== undefined}>
        <Form action={`${address}/svar`} label={t('money.run.answer.one')}>
          <SelectField name="nummer" label={t('money.run.answer.one.which')} value={form.typed['nummer']} error={error('nummer')} options={waiting.map((item) => ({ value: String(item.number), text: `${paymentReference(run.number, item.number)} ${item.recipientName}` }))} />
          <RadioGroup name="svar" label={t('money.run.answer.one.state')} value={form.typed['svar']} error={error('svar')} options={(['paid', 'refused'] as const).map((value) => ({ value, text: t(`money.run.answer.one.${value}`) }))} />
          <DateField name="svardato" label={t('money.run.answer.day')} value={form.typed['svardato']} error={error('svardato')} />
          <TextField name="grunn" label={t('money.run.answer.one.reason')} value={form.typed['grunn']} error={error('grunn')} guard />
          <ButtonRow>
            <Button variant="secondary">{t('money.run.answer.one.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
      <Details summary={t('money.run.answer.file')} open={error('fil') !== undefined}>
        <p>{t('money.run.answer.file.text')}</p>
        <Form action={`${address}/svarfil`} files label={t('money.run.answer.file')}>
          <FileField name="fil" label={t('money.run.answer.file.field')} types={['csv']} megabytes={10} error={error('fil')} />
          <ButtonRow>
            <Button variant="secondary">{t('money.run.answer.file.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}

const Items = ({ page, run, items }: { readonly page: PageContext; readonly run: Run; readonly items: readonly Item[] }) => {
  const { t, lang } = page
  const plain = usePlain()
  const state = (item: Item): string => {
    const day = item.answeredOn ? formatDate(item.answeredOn, lang, 'short') : ''
    if (item.state === 'refused') return t('money.item.state.refused', { day, reason: item.answerReason ?? '' })
    return item.state === 'paid' ? t('money.item.state.paid', { day }) : t(`money.item.state.${item.state}`)
  }
  return (
    <Table
      caption={t('money.run.items.caption', { number: String(run.number) })}
      hiddenCaption
      rows={items}
      rowKey={(item) => item.id}
      columns={[
        { key: 'recipient', title: t('money.recipient'), heading: true, cell: (item) => <a class="ds-link" href={`/okonomi/poster/${item.lineId}`}>{item.recipientName}</a> },
        { key: 'reference', title: t('money.item.reference'), cell: (item) => paymentReference(run.number, item.number) },
        { key: 'number', title: t('money.item.number.column'), cell: (item) => item.recipientNumber },
        { key: 'due', title: t('money.line.plan.due'), cell: (item) => formatDate(item.dueOn, lang, 'short') },
        { key: 'amount', title: t('money.line.column.amount'), numeric: true, cell: (item) => plain(item.ore) },
        { key: 'state', title: t('money.run.state'), cell: state },
      ]}
      foot={[t('money.sum'), '', '', '', plain(run.total), '']}
    />
  )
}

type LimitsProps = { readonly page: PageContext; readonly limits: Limits; readonly leader: boolean; readonly form: ShownForm }

/** How much each kind of person may approve in one run. */
export const LimitsPage = ({ page, limits, leader, form }: LimitsProps) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('money.limits.title')} intro={t('money.limits.intro')} back={{ href: '/okonomi/utbetalinger', text: t('money.payments.title') }} hasErrors={form.errors.length > 0}>
      <ErrorSummary errors={form.errors} />
      {leader ? (
        <Form action="/okonomi/grenser">
          {personKinds.map((kind) => (
            <TextField name={kind} label={t(`money.limits.${kind}`)} hint={t(`money.limits.${kind}.hint`)} inputmode="decimal" width={16} value={form.typed[kind] ?? (limits[kind] === undefined ? '' : typedKroner(limits[kind]))} error={errorFor(form.errors, kind)} />
          ))}
          <ButtonRow>
            <Button>{t('money.limits.save')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <>
          <SummaryList rows={personKinds.map((kind) => ({ term: t(`money.limits.${kind}`), value: limits[kind] === undefined ? t('money.limits.none') : formatKroner(limits[kind], lang) }))} />
          <p>{t('money.limits.only-leader')}</p>
        </>
      )}
    </Layout>
  )
}
