import { formatDate } from '../../../../kernel/dates.ts'
import { ore, typedKroner, zero, type Ore } from '../../../../kernel/money.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { ShareBar } from '../../../../ui/share-bar.tsx'
import { Table } from '../../../../ui/table.tsx'
import { goesTo, useKroner, usePlain } from '../figures.tsx'
import { MovementsTable } from '../movements.tsx'
import { mostInstalments, type PlanRefusal } from '../plan/rules.ts'
import { adjustable, awaited, free, granted, lineChanges, ownDemanded, toPay, unreported, unsettled, type ChangeRefusal, type LineChange } from '../rules.ts'
import type { Line, Movement, PlannedInstalment } from '../store.ts'

/** Every grant of a year, with how it stands. */
export const LinesTable = ({ lines, caption }: { readonly lines: readonly Line[]; readonly caption: string }) => {
  const { t } = usePage()
  const plain = usePlain()
  return (
    <Table
      caption={caption}
      hiddenCaption
      rows={lines}
      rowKey={(line) => line.id}
      columns={[
        { key: 'recipient', title: t('money.recipient'), heading: true, cell: (line) => <a class="ds-link" href={`/okonomi/poster/${line.id}`}>{line.recipientName}</a> },
        { key: 'reference', title: t('money.reference'), cell: (line) => line.reference },
        { key: 'as', title: t('money.as'), cell: (line) => t(goesTo(line)) },
        { key: 'granted', title: t('money.granted'), numeric: true, cell: ({ balance }) => plain(granted(balance)) },
        { key: 'paid', title: t('money.paid'), numeric: true, cell: ({ balance }) => plain(balance.paid) },
        { key: 'to-pay', title: t('money.to-pay'), numeric: true, cell: ({ balance }) => plain(ore(toPay(balance) + balance.ordered)) },
        { key: 'used', title: t('money.used'), numeric: true, cell: ({ balance }) => plain(balance.used) },
        { key: 'unsettled', title: t('money.unsettled'), numeric: true, cell: ({ balance }) => plain(unsettled(balance)) },
        { key: 'returned', title: t('money.returned'), numeric: true, cell: ({ balance }) => plain(balance.returned) },
      ]}
    />
  )
}

export type ShownForm = { readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }
export const emptyForm: ShownForm = { typed: {}, errors: [] }
export type LineView = {
  readonly line: Line; readonly plan: readonly PlannedInstalment[]; readonly movements: readonly Movement[]; readonly once: string
  readonly change: ShownForm; readonly planning: ShownForm; readonly refused?: ChangeRefusal | PlanRefusal | 'in-a-run' | undefined
}

/** One grant: how it stands, when it is paid, what has been entered, and what can be done with it. */
export const LinePage = ({ page, view }: { readonly page: PageContext; readonly view: LineView }) => {
  const { t } = page
  const { line } = view
  const errors = [...view.change.errors, ...view.planning.errors]
  const year = String(line.year)
  return (
    <Layout page={page} title={line.recipientName} above={`${line.reference}, ${year}`} intro={`${line.title}. ${t('money.as')}: ${t(goesTo(line))}`} back={{ href: `/okonomi/${year}`, text: t('money.year.title', { year }) }} hasErrors={errors.length > 0 || view.refused !== undefined} wide>
      <ErrorSummary errors={errors} />
      {view.refused && <Alert kind="warning" answer>{t(`money.because.${view.refused}`)}</Alert>}
      <Section title={t('money.line.balance')}>
        <LineBar line={line} />
        <BalanceTable line={line} />
      </Section>
      <Section title={t('money.line.plan')}>
        <Plan page={page} view={view} />
      </Section>
      <ChangeForm view={view} />
      <Section title={t('money.movements')}>
        <MovementsTable page={page} rows={view.movements} ofLine />
      </Section>
    </Layout>
  )
}

const LineBar = ({ line: { balance } }: { readonly line: Line }) => {
  const { t } = usePage()
  const kroner = useKroner()
  const part = (label: string, size: Ore, tone: 1 | 2 | 3 | 4 | 5) => ({ label, value: kroner(size), size, tone })
  return (
    <ShareBar
      parts={[
        part(t('money.used'), balance.used, 1),
        part(t('money.bar.out'), ore(unreported(balance) + unsettled(balance)), 2),
        part(t('money.returned'), balance.returned, 3),
        part(t('money.to-pay'), ore(toPay(balance) + balance.ordered), 4),
      ]}
    />
  )
}

const BalanceTable = ({ line }: { readonly line: Line }) => {
  const { t } = usePage()
  const plain = usePlain()
  const b = line.balance
  const own = ownDemanded(b, line.ownPercent)
  const rows: readonly (readonly [term: string, amount: Ore, always?: boolean])[] = [
    [t('money.bound'), b.bound],
    [t('money.decided'), b.decided],
    [t('money.cancelled'), b.cancelled],
    [t('money.granted'), granted(b), true],
    [t('money.paid'), b.paid, true],
    [t('money.ordered'), b.ordered],
    [t('money.to-pay'), toPay(b), true],
    [t('money.carried-in'), b.carriedIn],
    [t('money.used'), b.used, true],
    [t('money.unreported'), unreported(b)],
    [t('money.unused'), b.unused],
    [t('money.unsettled'), unsettled(b)],
    [t('money.demanded'), b.demanded],
    [t('money.returned'), b.returned, true],
    [t('money.awaited'), awaited(b)],
    [t('money.carried-out'), b.carriedOut],
    ...(line.ownPercent === undefined ? [] : ([[t('money.own.demanded', { percent: line.ownPercent }), own, true], [t('money.own'), b.own, true]] as const)),
  ]
  return (
    <Table
      caption={t('money.line.caption')}
      hiddenCaption
      phone="scroll"
      rows={rows.filter(([, amount, always]) => always || amount !== 0)}
      rowKey={([term]) => term}
      columns={[
        { key: 'term', title: t('money.movement.what'), heading: true, cell: ([term]) => term },
        { key: 'amount', title: t('money.line.column.amount'), numeric: true, cell: ([, amount]) => plain(amount) },
      ]}
    />
  )
}

const Plan = ({ page, view }: { readonly page: PageContext; readonly view: LineView }) => {
  const { t, lang } = page
  const plain = usePlain()
  const kroner = useKroner()
  const { plan, planning, line } = view
  const open = plan.filter(({ state }) => state === undefined)
  const toPlan = open.reduce<Ore>((sum, one) => ore(sum + one.ore), zero)
  // All that is planned, and room for more: what is not shown again would be left out of the new plan.
  const rows = Array.from({ length: Math.min(mostInstalments, Math.max(4, open.length + 2)) }, (_, index) => index + 1)
  const value = (name: string, known: string | undefined) => planning.typed[name] ?? (planning.errors.length > 0 || Object.keys(planning.typed).length > 0 ? '' : (known ?? ''))
  return (
    <>
      {plan.length === 0 ? (
        <p>{t('money.line.plan.none')}</p>
      ) : (
        <Table
          caption={t('money.line.plan.caption')}
          hiddenCaption
          rows={plan}
          rowKey={(one) => one.id}
          columns={[
            { key: 'due', title: t('money.line.plan.due'), heading: true, cell: (one) => formatDate(one.dueOn, lang, 'long') },
            { key: 'amount', title: t('money.line.column.amount'), numeric: true, cell: (one) => plain(one.ore) },
            { key: 'state', title: t('money.line.plan.state'), cell: (one) => (one.state === 'paid' && one.paidOn ? t('money.plan.state.paid', { day: formatDate(one.paidOn, lang, 'long') }) : t(`money.plan.state.${one.state === 'paid' ? 'ordered' : (one.state ?? 'open')}`)) },
          ]}
        />
      )}
      {toPlan > 0 && (
        <Details summary={t('money.plan.change')} open={planning.errors.length > 0 || Object.keys(planning.typed).length > 0}>
          <p>{t('money.plan.change.text', { amount: kroner(toPlan) })}</p>
          <Form action={`/okonomi/poster/${line.id}/plan`} label={t('money.plan.change')}>
            {rows.map((n) => (
              <div class="field-pair">
                <TextField name={`dato${n}`} label={t('money.plan.part.day', { n })} width={16} autocomplete="off" value={value(`dato${n}`, known(open[n - 1], (one) => formatDate(one.dueOn, lang, 'short')))} error={errorFor(planning.errors, `dato${n}`)} />
                <TextField name={`belop${n}`} label={t('money.plan.part.amount', { n })} width={16} inputmode="decimal" value={value(`belop${n}`, known(open[n - 1], (one) => typedKroner(one.ore)))} error={errorFor(planning.errors, `belop${n}`)} />
              </div>
            ))}
            <ButtonRow>
              <Button variant="secondary">{t('money.plan.save')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </>
  )
}

const known = <T,>(one: T | undefined, words: (one: T) => string): string | undefined => (one === undefined ? undefined : words(one))

const possible = ({ balance: b }: Line): readonly LineChange[] =>
  lineChanges.filter((change) => {
    if (change === 'cancelled') return toPay(b) > 0
    if (change === 'demanded' || change === 'carried-out') return free(b) > 0
    if (change === 'demand-withdrawn') return awaited(b) > 0
    return change === 'returned' ? awaited(b) + free(b) > 0 : true
  })

const ChangeForm = ({ view: { line, change, once } }: { readonly view: LineView }) => {
  const { t } = usePage()
  const error = (field: string) => errorFor(change.errors, field)
  return (
    <Details summary={t('money.change.title')} open={change.errors.length > 0 || Object.keys(change.typed).length > 0}>
      <Form action={`/okonomi/poster/${line.id}/endring`} label={t('money.change.title')} leaveWarning>
        <input type="hidden" name="nokkel" value={once} />
        <RadioGroup
          name="endring"
          label={t('money.change.kind')}
          value={change.typed['endring']}
          error={error('endring')}
          options={possible(line).map((value) => ({ value, text: t(`money.change.kind.${value}`), ...(value === 'adjusted' ? { hint: t('money.change.kind.adjusted.hint') } : {}) }))}
        />
        <TextField name="belop" label={t('money.change.amount')} inputmode="decimal" width={16} value={change.typed['belop']} error={error('belop')} />
        <TextArea name="grunn" label={t('money.change.reason')} hint={t('money.change.reason.hint')} rows={3} limit={1000} value={change.typed['grunn']} error={error('grunn')} guard />
        <RadioGroup name="tall" label={t('money.change.adjusts')} hint={t('money.change.adjusts.hint')} inline value={change.typed['tall']} error={error('tall')} options={adjustable.filter((one) => one !== 'own' || line.ownPercent !== undefined).map((value) => ({ value, text: t(`money.adjusts.${value}`) }))} />
        <RadioGroup name="retning" label={t('money.change.direction')} inline value={change.typed['retning']} error={error('retning')} options={[{ value: 'opp', text: t('money.change.direction.up') }, { value: 'ned', text: t('money.change.direction.down') }]} />
        <ButtonRow>
          <Button>{t('money.change.save')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}
