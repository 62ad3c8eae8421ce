import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { formatKroner, type Ore } from '../../../kernel/money.ts'
import { formats, type Translate } from '../../../texts/index.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Measure } from '../measures/rules.ts'
import { elementKinds, inOrder, isLate, usedOf, type Element, type Expense } from './rules.ts'

export const labelsOf = (t: Translate) => ({ hva: t('measures.plan.what'), hvem: t('measures.plan.who'), slag: t('measures.plan.kind'), dag: t('measures.plan.day'), maned: t('measures.plan.month'), kjop: t('measures.plan.bought'), brukt: t('measures.plan.spent-on'), sum: t('measures.plan.amount') })

/** 'september 2027', or the day; a dash when it is not said. */
export const whenText = ({ lang }: Pick<PageContext, 'lang'>, { dueOn, wholeMonth }: Pick<Element, 'dueOn' | 'wholeMonth'>): string =>
  dueOn === undefined ? '–' : wholeMonth ? formatDate(dueOn, lang, 'long').replace(/^\d+\.?\s/, '') : formatDate(dueOn, lang, 'short')

/** How far a plan has come, in words. */
export const progressText = (t: Translate, elements: readonly Element[]): string => t('measures.plan.progress', { done: elements.filter(({ doneOn }) => doneOn).length, all: elements.length })

export type PlanView = {
  readonly measure: Measure
  readonly elements: readonly Element[]
  readonly expenses: readonly Expense[]
  readonly leads: boolean
  readonly today: LocalDate
  readonly startKey: string
  /** The element that is being changed, and the form that came back. */
  readonly editing: Element | undefined
  readonly at: 'element' | 'expense'
  readonly form: ShownForm
}

/** The plan of a measure with what has been done, and what has been used of the budget. */
export const PlanPage = ({ page, view }: { readonly page: PageContext; readonly view: PlanView }) => {
  const { t } = page
  const { measure, elements, form, leads } = view
  return (
    <Layout page={page} title={`${t('measures.plan.title')}: ${measure.title}, ${measure.lead}`} heading={t('measures.plan.title')} above={measure.title} back={{ href: `/tiltak/${measure.id}`, text: t('measures.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <p>{elements.length === 0 ? t('measures.plan.none') : progressText(t, elements)}</p>
      {elements.length > 0 && <Elements page={page} view={view} />}
      {leads && !measure.isClosed && <ElementForm page={page} view={view} />}
      {measure.isClosed && form.typed['hva'] && <Kept page={page} typed={form.typed} />}
      <Budget page={page} view={view} />
    </Layout>
  )
}

/** What was written while somebody closed the measure: it has no place any more, and is not lost. */
const Kept = ({ page: { t }, typed }: { readonly page: PageContext; readonly typed: Readonly<Record<string, string>> }) => {
  const labels = labelsOf(t)
  return (
    <Section title={t('measures.plan.kept')}>
      <SummaryList rows={(['hva', 'hvem', 'dag'] as const).flatMap((name) => (typed[name] ? [{ term: labels[name], value: <span class="long-text">{typed[name]}</span> }] : []))} />
    </Section>
  )
}

const Elements = ({ page, view }: { readonly page: PageContext; readonly view: PlanView }) => {
  const { t, lang } = page
  const { measure, today } = view
  const may = view.leads && !measure.isClosed
  return (
    <Table
      caption={t('measures.plan.title')}
      hiddenCaption
      rows={inOrder(view.elements)}
      rowKey={({ id }) => id}
      columns={[
        { key: 'what', title: t('measures.plan.what'), heading: true, cell: (one) => (may && !one.doneOn ? <a class="ds-link" href={`/tiltak/${measure.id}/plan?punkt=${one.id}#punkt`}>{one.what}</a> : one.what) },
        { key: 'when', title: t('measures.plan.when'), cell: (one) => whenText(page, one) },
        { key: 'kind', title: t('measures.plan.kind'), cell: (one) => t(`measures.plan.kind.${one.kind}`) },
        { key: 'who', title: t('measures.plan.who'), cell: (one) => one.who || '–' },
        { key: 'state', title: t('measures.state'), cell: (one) => (one.doneOn ? <Tag color="success">{t('measures.plan.done', { date: formatDate(one.doneOn, lang, 'short') })}</Tag> : <Tag color={isLate(one, today) ? 'warning' : 'neutral'}>{t(isLate(one, today) ? 'measures.plan.late' : 'measures.plan.not-done')}</Tag>) },
        ...(may ? [{ key: 'mark', title: t('measures.plan.mark'), hiddenTitle: true, cell: (one: Element) => <Marks page={page} measureId={measure.id} one={one} /> }] : []),
      ]}
    />
  )
}

const Marks = ({ page: { t }, measureId, one }: { readonly page: PageContext; readonly measureId: string; readonly one: Element }) => (
  <Form action={`/tiltak/${measureId}/plan/${one.id}/merking`}>
    <ButtonRow>
      <Button name="gjor" value={one.doneOn ? 'undo' : 'done'} variant="tertiary" small about={one.what}>{t(one.doneOn ? 'measures.plan.undo' : 'measures.plan.do')}</Button>
      {!one.doneOn && <Button name="gjor" value="remove" variant="tertiary" danger small about={one.what}>{t('measures.plan.remove')}</Button>}
    </ButtonRow>
  </Form>
)

const ElementForm = ({ page, view }: { readonly page: PageContext; readonly view: PlanView }) => {
  const { t, lang } = page
  const { measure, editing, form } = view
  const labels = labelsOf(t)
  const back = view.at === 'element' ? form : undefined
  const stored = editing ? { hva: editing.what, hvem: editing.who, slag: editing.kind, dag: editing.dueOn ? formatDate(editing.dueOn, lang, 'short') : '' } : { hva: '', hvem: '', slag: '', dag: '' }
  const field = (name: 'hva' | 'hvem' | 'slag' | 'dag') => ({ name, label: labels[name], value: back?.typed[name] ?? stored[name], error: errorFor(back?.errors ?? [], name) })
  return (
    <Section title={t(editing ? 'measures.plan.change' : 'measures.plan.add')} id="punkt">
      <Form action={editing ? `/tiltak/${measure.id}/plan/${editing.id}` : `/tiltak/${measure.id}/plan`} label={t(editing ? 'measures.plan.change' : 'measures.plan.add')}>
        {editing ? <input type="hidden" name="versjon" value={editing.version} /> : <input type="hidden" name="nokkel" value={view.startKey} />}
        <TextField {...field('hva')} hint={t('measures.plan.what.hint')} guard />
        <SelectField {...field('slag')} options={elementKinds.map((value) => ({ value, text: t(`measures.plan.kind.${value}`) }))} />
        <DateField {...field('dag')} mark="optional" />
        <Checkbox name="maned" label={labels.maned} checked={back ? back.typed['maned'] !== undefined : (editing?.wholeMonth ?? false)} />
        <TextField {...field('hvem')} hint={t('measures.plan.who.hint')} mark="optional" width={32} guard />
        {back && <GuardNotice warnings={back.warnings} labels={labels} />}
        <ButtonRow>
          <Button about={t(editing ? 'measures.plan.change' : 'measures.plan.add')}>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

const Budget = ({ page, view }: { readonly page: PageContext; readonly view: PlanView }) => {
  const { t, lang } = page
  const { measure, expenses, form } = view
  const labels = labelsOf(t)
  const back = view.at === 'expense' ? form : undefined
  const field = (name: 'kjop' | 'brukt' | 'sum') => ({ name, label: labels[name], value: back?.typed[name], error: errorFor(back?.errors ?? [], name) })
  if (!view.leads && expenses.length === 0) return null
  return (
    <Section title={t('measures.plan.budget')}>
      <SummaryList rows={budgetRows(page, measure.budget, expenses)} />
      {expenses.length > 0 && (
        <Table
          caption={t('measures.plan.budget')}
          hiddenCaption
          rows={expenses}
          rowKey={({ id }) => id}
          columns={[
            { key: 'what', title: t('measures.plan.bought'), heading: true, cell: (one) => one.what },
            { key: 'on', title: t('measures.plan.spent-on'), cell: (one) => formatDate(one.on, lang, 'short') },
            { key: 'amount', title: t('measures.plan.amount'), numeric: true, cell: (one) => formatKroner(one.amount, lang) },
            { key: 'by', title: t('measures.plan.by'), cell: (one) => one.by },
            ...(view.leads
              ? [{
                  key: 'remove', title: t('measures.plan.remove'), hiddenTitle: true, cell: (one: Expense) => (
                    <Form action={`/tiltak/${measure.id}/utgifter/${one.id}`}>
                      <Button variant="tertiary" danger small about={one.what}>{t('measures.plan.remove')}</Button>
                    </Form>
                  ),
                }]
              : []),
          ]}
        />
      )}
      {view.leads && (
        <Form action={`/tiltak/${measure.id}/utgifter`} label={t('measures.plan.spend')}>
          <h3 class="ds-heading" data-size="2xs">{t('measures.plan.spend')}</h3>
          <input type="hidden" name="nokkel" value={view.startKey} />
          <TextField {...field('kjop')} guard />
          <DateField {...field('brukt')} />
          <TextField {...field('sum')} inputmode="decimal" width={16} />
          {back && <GuardNotice warnings={back.warnings} labels={labels} />}
          <ButtonRow>
            <Button variant="secondary" about={t('measures.plan.spend')}>{t('common.save')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}

/** The budget, what has been used, and what is left or how much it is over. */
export function budgetRows({ t, lang }: Pick<PageContext, 't' | 'lang'>, budget: Ore | undefined, expenses: readonly Expense[]) {
  const used = usedOf(expenses)
  const over = budget !== undefined && used > budget
  return [
    { term: t('measures.field.budget'), value: budget === undefined ? '–' : formatKroner(budget, lang) },
    { term: t('measures.plan.used'), value: budget !== undefined && budget > 0 ? `${formatKroner(used, lang)} (${formats(lang).percent(used / budget)})` : formatKroner(used, lang) },
    ...(budget === undefined ? [] : [{ term: t(over ? 'measures.plan.over' : 'measures.plan.left'), value: formatKroner((over ? used - budget : budget - used) as Ore, lang) }]),
  ]
}
