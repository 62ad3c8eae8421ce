import { formatDateTime } from '../../../../kernel/dates.ts'
import type { Language } from '../../../../kernel/language.ts'
import { formatKroner, ore, plainKroner, sumOre } from '../../../../kernel/money.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Card, CardGrid } from '../../../../ui/card.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Timeline } from '../../../../ui/timeline.tsx'
import type { Moment } from '../../../audit/index.ts'
import type { StaffRow } from '../../forms/answers.ts'
import type { CoreFacts } from '../../forms/core.ts'
import { asksPartner, questionOf } from '../../forms/definition.ts'
import { shownAnswers } from '../../forms/document.ts'
import { staffGroups } from '../../schemes/rules.ts'
import { dueText, StandingTag } from '../pages.tsx'
import { standingOf } from '../rules.ts'
import type { Asked, Submission } from '../store.ts'
import { eventText } from '../words.ts'
import { inContext, type Reading, type Work } from '../work.ts'

export type View = {
  readonly work: Work
  /** What was sent last. */
  readonly reading: Reading
  readonly need: CoreFacts | undefined
  readonly last: Submission
  readonly asked: readonly Asked[]
  readonly moments: readonly Moment[]
}

type Props = { readonly page: PageContext; readonly now: Date; readonly view: View; /** The county governor's people answer it. */ readonly answers: boolean; readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }

/** A report of results that has been sent: what was planned beside what came of it. */
export const ResultPage = ({ page, now, view, answers, errors, typed }: Props) => {
  const { t, lang } = page
  const { work, reading, last } = view
  const { grant, result } = work
  const waits = result.state === 'sent' || result.state === 'sent-again'
  const withPartner = asksPartner(work.definition)
  return (
    <Layout page={page} title={grant.title} above={t('results.above', { reference: result.reference ?? '', year: grant.year })} back={{ href: '/resultater', text: t('results.title') }} hasErrors={errors.length > 0} wide>
      <ErrorSummary errors={errors} />
      <p>
        <StandingTag page={page} standing={standingOf(result.state, grant.due, now)} />
      </p>
      {result.state === 'changes-requested' && <Changes page={page} asked={view.asked} />}
      <SummaryList
        rows={[
          { term: t('results.who'), value: grant.networkName ? `${grant.leadName} (${grant.networkName})` : grant.leadName },
          ...(withPartner ? [{ term: t('results.partner'), value: grant.partnerName ?? '–' }] : []),
          { term: t('results.need'), value: <a class="ds-link" href={`/behov/${grant.reportId}`}>{grant.reference}</a> },
          { term: t('results.sent'), value: `${formatDateTime(last.sentAt, lang)}, ${last.sentBy}${last.onBehalfOf ? ` ${t('common.acting.for', { name: last.onBehalfOf })}` : ''}` },
          { term: t('results.due'), value: dueText(page, grant.due) },
        ]}
      />
      <ButtonRow>
        <LinkButton href={`/resultater/${result.id}/rapport.pdf`} variant="secondary" download>
          {t('results.pdf')}
        </LinkButton>
      </ButtonRow>
      <Section title={t('results.views')}>
        <CardGrid>
          {(['change-head', 'change-staff', ...(withPartner ? ['change-partner' as const] : [])] as const).map((name) => (
            <Card title={t(`results.${name}`)} level={3}>
              <p class="long-text">{reading.core.words[name] || t('common.not.answered')}</p>
            </Card>
          ))}
        </CardGrid>
      </Section>
      <MoneyPart page={page} reading={reading} />
      <PeoplePart page={page} view={view} />
      <Section title={t('results.work')}>
        <SummaryList
          rows={[
            ...(view.need?.words.goals ? [{ term: t('results.goals'), value: view.need.words.goals }] : []),
            { term: t('results.activities'), value: reading.core.words['activities-done'] ?? '' },
            { term: t('results.anchoring'), value: reading.core.words.anchoring ?? '' },
            ...(withPartner ? [{ term: t('results.partner-effect'), value: reading.core.words['partner-effect'] ?? '' }] : []),
            { term: t('results.goes-on'), value: reading.core.words['goes-on'] ?? '' },
            ...ownWords(view, lang),
          ]}
        />
      </Section>
      {answers && waits && <Answering page={page} view={view} errors={errors} typed={typed} />}
      <Section title={t('results.history')}>
        <Timeline label={t('results.history')} events={view.moments.map((moment) => ({ at: moment.at, text: eventText(page, moment), by: moment.who, onBehalfOf: moment.onBehalfOf }))} />
        {result.state !== 'changes-requested' && view.asked.length > 0 && (
          <Details summary={t('results.changes.earlier')}>
            <AskedList page={page} asked={view.asked} />
          </Details>
        )}
      </Section>
    </Layout>
  )
}

/** What was written in answer to the form's own questions, which stand nowhere else on the page: nothing is approved that was not shown. */
const ownWords = ({ work: { definition, grant }, last }: View, lang: Language) =>
  shownAnswers(definition, inContext(definition, last.answers, grant), [], lang).flatMap(({ items }) =>
    items.flatMap((item) => {
      const question = questionOf(definition, item.key)
      return item.kind === 'words' && item.value !== '' && question?.kind === 'text' && !question.core ? [{ term: item.term, value: item.value }] : []
    }),
  )

/** What the county governor wants changed, and why. */
export const Changes = ({ page, asked }: { readonly page: PageContext; readonly asked: readonly Asked[] }) => (
  <Alert kind="warning" title={page.t('results.changes')}>
    <AskedList page={page} asked={asked.slice(0, 1)} />
  </Alert>
)

const AskedList = ({ page: { t, lang }, asked }: { readonly page: PageContext; readonly asked: readonly Asked[] }) => (
  <>
    {asked.map((one) => (
      <SummaryList
        rows={[
          { term: t('results.changes.what'), value: <span class="long-text">{one.what}</span> },
          { term: t('results.changes.why'), value: <span class="long-text">{one.why}</span> },
          { term: t('results.changes.by'), value: `${one.by}, ${formats(lang).dateTime(one.at)}` },
        ]}
      />
    ))}
  </>
)

/** Granted, used and unused, for each who was to have money. */
const MoneyPart = ({ page: { t, lang }, reading }: { readonly page: PageContext; readonly reading: Reading }) => {
  const sum = (part: 'granted' | 'used' | 'unused') => plainKroner(sumOre(reading.money.map((one) => one[part])), lang)
  const why = reading.core.words['unused-why']
  return (
    <Section title={t('results.money')}>
      <Table
        caption={t('results.money.caption')}
        phone="scroll"
        rows={reading.money}
        rowKey={({ actor }) => actor}
        columns={[
          { key: 'actor', title: t('results.money.who'), heading: true, cell: (row) => t(`scheme.money.${row.actor}`) },
          ...(['granted', 'used', 'unused'] as const).map((part) => ({ key: part, title: t(`results.${part}`), numeric: true, cell: (row: (typeof reading.money)[number]) => plainKroner(row[part], lang) })),
        ]}
        {...(reading.money.length > 1 ? { foot: [t('results.total'), sum('granted'), sum('used'), sum('unused')] } : {})}
      />
      {why && <SummaryList rows={[{ term: t('results.unused-why'), value: why }]} />}
    </Section>
  )
}

const people = (rows: readonly StaffRow[], part: 'employed' | 'takesPart') => rows.reduce((total, row) => total + row[part], 0)

/** Planned beside what came of it: per staff group, and per kindergarten. */
const PeoplePart = ({ page, view: { work, reading } }: { readonly page: PageContext; readonly view: View }) => {
  const { t, lang } = page
  const { planned } = work
  const name = (id: string) => planned.kindergartens.find((one) => one.id === id)?.name ?? t('forms.unknown-organisation')
  const share = (rows: readonly StaffRow[]) => (people(rows, 'employed') === 0 ? '–' : formats(lang).percent(people(rows, 'takesPart') / people(rows, 'employed')))
  const columns = <Row extends { readonly was: readonly StaffRow[]; readonly became: readonly StaffRow[] }>() => [
    { key: 'planned', title: t('results.people.planned'), numeric: true, cell: (row: Row) => (row.was.length === 0 ? '–' : String(people(row.was, 'takesPart'))) },
    { key: 'employed', title: t('results.people.employed'), numeric: true, cell: (row: Row) => (row.became.length === 0 ? '–' : String(people(row.became, 'employed'))) },
    { key: 'part', title: t('results.people.part'), numeric: true, cell: (row: Row) => (row.became.length === 0 ? '–' : String(people(row.became, 'takesPart'))) },
    { key: 'share', title: t('results.people.share'), numeric: true, cell: (row: Row) => share(row.became) },
  ]
  const { staff } = reading.core
  const groups = staffGroups.map((group) => ({ group, was: planned.staff.filter((row) => row.group === group), became: staff.filter((row) => row.group === group) })).filter(({ was, became }) => was.length + became.length > 0)
  const kindergartens = [...reading.tookPart.map((id) => ({ id, out: false })), ...reading.fellOut.map((id) => ({ id, out: true }))].map((one) => ({ ...one, was: planned.staff.filter((row) => row.kindergarten === one.id), became: staff.filter((row) => row.kindergarten === one.id) }))
  const why = reading.core.words['fell-out']
  return (
    <Section title={t('results.people')}>
      {groups.length > 0 && <Table caption={t('results.people.by-group')} phone="scroll" rows={groups} rowKey={({ group }) => group} columns={[{ key: 'group', title: t('forms.staff.group'), heading: true, cell: (row) => t(`forms.group.${row.group}`) }, ...columns<(typeof groups)[number]>()]} />}
      {kindergartens.length > 0 && (
        <Table
          caption={t('results.people.by-kindergarten')}
          phone="scroll"
          rows={kindergartens}
          rowKey={({ id }) => id}
          columns={[{ key: 'name', title: t('results.kindergarten'), heading: true, cell: (row) => (row.out ? t('results.fell-out.name', { kindergarten: name(row.id) }) : name(row.id)) }, ...columns<(typeof kindergartens)[number]>()]}
        />
      )}
      {why && <SummaryList rows={[{ term: t('results.fell-out'), value: why }]} />}
    </Section>
  )
}

/** The two answers the county governor can give. What was sent is named, so that nothing is approved unread. */
const Answering = ({ page: { t, lang }, view, errors, typed }: Pick<Props, 'page' | 'view' | 'errors' | 'typed'>) => {
  const { result } = view.work
  const unused = sumOre(view.reading.money.map((one) => one.unused))
  return (
    <Section title={t('results.answer')}>
      <Form action={`/resultater/${result.id}/godkjenning`} label={t('results.approve')}>
        <input type="hidden" name="sett" value={view.last.number} />
        <p class="ds-paragraph">{t(unused > 0 ? 'results.approve.unused' : 'results.approve.text', { unused: formatKroner(ore(unused), lang) })}</p>
        <ButtonRow>
          <Button>{t('results.approve')}</Button>
        </ButtonRow>
      </Form>
      <Details summary={t('results.ask')} open={errors.some(({ field }) => field === 'hva' || field === 'hvorfor')}>
        <Form action={`/resultater/${result.id}/endringer`} label={t('results.ask')} leaveWarning>
          <TextArea name="hva" label={t('results.changes.what')} hint={t('results.changes.what.hint')} value={typed['hva']} limit={2000} rows={4} error={errorFor(errors, 'hva')} guard />
          <TextArea name="hvorfor" label={t('results.changes.why')} value={typed['hvorfor']} limit={2000} rows={4} error={errorFor(errors, 'hvorfor')} guard />
          <ButtonRow>
            <Button variant="secondary">{t('results.ask.send')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}
