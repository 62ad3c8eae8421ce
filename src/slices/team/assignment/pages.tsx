import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Pages } from '../../../kernel/paging.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { CapacityTabs, foundId, home, newPath, promisedPath } from '../capacity/pages.tsx'
import { inHours } from '../capacity/rules.ts'
import { hoursWords, travelWords, windowWords } from './form-pages.tsx'
import type { Commitment, Found, Version } from './store.ts'

export const commitmentPath = (id: string): string => `${promisedPath}/${id}`
export const changePath = (id: string): string => `${commitmentPath(id)}/endre`
export const givePath = (id: string): string => `${commitmentPath(id)}/gi`
const whoPath = `${home}/hvem`
const proposalPath = `${promisedPath}/forslag`

/** Where something others have begun has its page. */
const sourceHref = ({ source, sourceId }: { readonly source: Commitment['source']; readonly sourceId: string | undefined }): string | undefined =>
  sourceId === undefined || source === 'typed' ? undefined : `/${{ case: 'veiledning', measure: 'tiltak', network: 'nettverk', course: 'kurs' }[source]}/${sourceId}`

export type ListView = {
  /** Nobody in the team today has it. */
  readonly unheld: readonly Commitment[]
  /** The last day of the window has passed. */
  readonly late: readonly Commitment[]
  readonly held: readonly Commitment[]
  /** Of those that are held: the ones on this page, of the one they are asked for, when they are. */
  readonly shown: readonly Commitment[]
  readonly who: string | undefined
  readonly paging: Pages
  readonly closed: readonly Commitment[]
  readonly found: readonly Found[]
  readonly nameOf: (kindergartenId: string | undefined) => string | undefined
  readonly personOf: (personId: string | undefined) => string | undefined
  /** The one who has it is partial to it: known to the leader, and of oneself. */
  readonly isPartial: (one: Commitment) => boolean
  readonly leads: boolean
}
type ListProps = { readonly page: PageContext; readonly view: ListView }

/** What the team has promised: what nobody has stands first. */
export const ListPage = ({ page, view }: ListProps) => {
  const { t } = page
  const { unheld, late, held, closed, found, leads } = view
  return (
    <Layout page={page} title={t('promised.title')} intro={t('promised.intro')} wide>
      <CapacityTabs page={page} current="promised" leads={leads} />
      <ButtonRow>
        <LinkButton href={newPath}>{t('capacity.open.new')}</LinkButton>
      </ButtonRow>
      {unheld.length > 0 && <Part page={page} title={t('promised.unheld')} intro={t('promised.unheld.intro')} rows={unheld} view={view} />}
      {late.length > 0 && <Part page={page} title={t('promised.late')} intro={t('promised.late.intro')} rows={late} view={view} />}
      {found.length > 0 && <FoundPart page={page} view={view} />}
      {held.length > 0 && <Held page={page} view={view} />}
      {unheld.length + late.length + held.length === 0 && (
        <EmptyState title={t('promised.none')}>
          <p>{t('promised.none.text')}</p>
        </EmptyState>
      )}
      {closed.length > 0 && (
        <Details summary={t('promised.closed', { count: closed.length })}>
          <Rows page={page} title={t('promised.closed.caption')} rows={closed} view={view} />
        </Details>
      )}
    </Layout>
  )
}

const Part = ({ page, title, intro, rows, view }: ListProps & { readonly title: string; readonly intro?: string; readonly rows: readonly Commitment[] }) => (
  <Section title={title}>
    {intro && <p>{intro}</p>}
    <Rows page={page} title={title} rows={rows} view={view} />
  </Section>
)
/** One finds one's own among so many without help. */
const few = 25
const heldId = 'fordelt'
/** What somebody has: of one adviser when that is asked for, and a page at a time. */
const Held = ({ page, view }: ListProps) => {
  const { t } = page
  const { held, shown, who, paging, personOf } = view
  const people = [...new Set(held.map(({ personId }) => personId ?? ''))].map((id) => ({ value: id, text: personOf(id) ?? '' })).toSorted((a, b) => a.text.localeCompare(b.text, 'nb'))
  return (
    <Section title={t('promised.held')} id={heldId}>
      {held.length > few && (
        <FilterForm action={`${promisedPath}#${heldId}`} clearHref={who === undefined ? undefined : `${promisedPath}#${heldId}`} status={t('promised.held.shown', { shown: shown.length, count: paging.total })} auto>
          <SelectField name="hvem" label={t('promised.held.of')} empty={t('promised.held.all')} value={who} options={people} />
        </FilterForm>
      )}
      <Rows page={page} title={t('promised.held')} rows={shown} view={view} />
      <Pagination current={paging.number} total={paging.count} href={(number) => `${promisedPath}?${new URLSearchParams({ ...(who ? { hvem: who } : {}), side: String(number) })}#${heldId}`} />
    </Section>
  )
}
const Rows = ({ page, title, rows, view }: ListProps & { readonly title: string; readonly rows: readonly Commitment[] }) => {
  const { t } = page
  const columns: readonly Column<Commitment>[] = [
    { key: 'what', title: t('promised.what'), heading: true, cell: ({ id, what }) => <a class="ds-link" href={commitmentPath(id)}>{what}</a> },
    { key: 'to', title: t('promised.to'), cell: ({ to }) => to },
    { key: 'who', title: t('promised.who'), cell: (row) => whoWords(page, row, view.personOf) },
    { key: 'window', title: t('promised.window'), cell: ({ from, until }) => windowWords(page, from, until) },
    { key: 'hours', title: t('promised.hours'), numeric: true, cell: ({ minutes }) => t('capacity.hours', { hours: inHours(minutes) }) },
    { key: 'state', title: t('promised.state'), cell: (row) => <State page={page} row={row} isPartial={view.isPartial(row)} /> },
    ...(view.leads ? [{ key: 'find', title: t('promised.find'), hiddenTitle: true, cell: (row: Commitment) => (row.state === 'promised' && view.personOf(row.personId) === undefined ? <LinkButton small variant="secondary" href={`${whoPath}?lovet=${row.id}`} about={row.what}>{t('promised.find')}</LinkButton> : null) }] : []),
  ]
  return <Table caption={title} hiddenCaption rows={rows} rowKey={({ id }) => id} columns={columns} />
}
const whoWords = ({ t }: PageContext, { personId, person, state }: Commitment, personOf: ListView['personOf']): string =>
  person === undefined ? t('promised.who.nobody') : state === 'promised' && personOf(personId) === undefined ? t('promised.who.left', { name: person }) : person
const State = ({ page: { t }, row: { state, overReason }, isPartial }: { readonly page: PageContext; readonly row: Commitment; readonly isPartial: boolean }) =>
  state === 'promised' && isPartial ? <Tag color="danger">{t('promised.state.partial')}</Tag> : state === 'promised' && overReason !== '' ? <Tag color="warning">{t('promised.state.over')}</Tag> : <Tag color={state === 'done' ? 'success' : 'neutral'}>{t(`promised.state.${state}`)}</Tag>

/** What others have begun and the team has not counted yet: one press, no typing. */
const FoundPart = ({ page, view: { found, nameOf, personOf, leads } }: ListProps) => {
  const { t } = page
  return (
    <Section title={t('promised.found')} id={foundId}>
      <p>{t('promised.found.intro')}</p>
      <Table
        caption={t('promised.found')}
        hiddenCaption
        rows={found}
        rowKey={({ source, id }) => `${source} ${id}`}
        columns={[
          { key: 'what', title: t('promised.found.what'), heading: true, cell: (one) => foundWhat(page, one) },
          { key: 'source', title: t('promised.source'), cell: ({ source }) => t(`promised.source.${source}`) },
          { key: 'to', title: t('promised.to'), cell: (one) => nameOf(one.kindergartenId) ?? foundGroup(page, one) },
          { key: 'who', title: t('promised.who'), cell: ({ personId }) => personOf(personId) ?? t('promised.who.nobody') },
          {
            key: 'take', title: t('promised.take'), hiddenTitle: true,
            cell: (one) => (
              <Form action={proposalPath}>
                <input type="hidden" name="kilde" value={one.source} />
                <input type="hidden" name="id" value={one.id} />
                <ButtonRow>
                  <Button variant="secondary" small about={foundWhat(page, one)}>{t('promised.take')}</Button>
                  {leads && one.source === 'case' && <LinkButton small variant="tertiary" href={`${whoPath}?sak=${one.id}`} about={foundWhat(page, one)}>{t('promised.find')}</LinkButton>}
                </ButtonRow>
              </Form>
            ),
          },
        ]}
      />
    </Section>
  )
}
export const foundWhat = ({ t }: PageContext, { source, name }: Pick<Found, 'source' | 'name'>): string => (source === 'case' ? t('promised.found.case', { reference: name }) : name)
export const foundGroup = ({ t }: PageContext, { source, kindergartens }: Pick<Found, 'source' | 'kindergartens'>): string => (source === 'course' ? t('promised.found.course') : t('promised.found.group', { count: kindergartens }))

export type CommitmentView = { readonly one: Commitment; readonly versions: readonly Version[]; readonly themes: readonly string[]; readonly held: boolean; /** As in the list. */ readonly isPartial: boolean; readonly writes: boolean; readonly leads: boolean; readonly today: LocalDate; readonly form: ShownForm }
type Props = { readonly page: PageContext; readonly view: CommitmentView }
/** One promise: what, to whom, by whom and when, and how it came to be so. */
export const CommitmentPage = ({ page, view }: Props) => {
  const { t, lang } = page
  const { one, versions, themes, held, isPartial, writes, leads, today, form } = view
  const href = sourceHref(one)
  return (
    <Layout page={page} title={one.what} above={one.to} back={{ href: promisedPath, text: t('promised.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} />
      {one.state === 'promised' && !held && <Alert kind="warning"><p>{one.person === undefined ? t('promised.alert.open') : t('promised.alert.left', { name: one.person })}</p></Alert>}
      {one.state === 'promised' && held && isPartial && <Alert kind="danger"><p>{t('promised.alert.partial', { name: one.person ?? '' })}</p></Alert>}
      {one.state === 'promised' && one.until < today && <Alert kind="warning"><p>{t('promised.alert.late', { day: formatDate(one.until, lang, 'long') })}</p></Alert>}
      {one.overReason !== '' && <Alert kind="info" title={t('promised.over-reason')}><p>{one.overReason}</p></Alert>}
      <SummaryList
        rows={[
          { term: t('promised.state'), value: one.closedOn === undefined ? t(`promised.state.${one.state}`) : t('promised.state.on', { state: t(`promised.state.${one.state}`), day: formatDate(one.closedOn, lang, 'long') }) },
          { term: t('promised.kind'), value: t(`promised.kind.${one.kind}`) },
          { term: t('promised.who'), value: one.person ?? t('promised.who.nobody') },
          { term: t('promised.window'), value: windowWords(page, one.from, one.until) },
          { term: t('promised.hours'), value: hoursWords(page, one) },
          { term: t('promised.travel'), value: travelWords(page, one) },
          { term: t('promised.themes'), value: themes.length > 0 ? formats(lang).list(themes) : t('promised.themes.none') },
          { term: t('promised.source'), value: href === undefined ? t('promised.source.typed') : <a class="ds-link" href={href}>{t(`promised.source.${one.source}`)}</a> },
        ]}
      />
      {one.state === 'promised' && writes && <Work page={page} view={view} leads={leads} />}
      <Section title={t('promised.history')}>
        <Timeline events={versions.map((version) => ({ at: version.at, by: version.by, text: historyWords(page, version), detail: version.reason === '' ? undefined : t('promised.history.reason', { reason: version.reason }) }))} />
      </Section>
    </Layout>
  )
}
const Work = ({ page: { t }, view: { one, held }, leads }: Props & { readonly leads: boolean }) => (
  <Form action={commitmentPath(one.id)} label={t('promised.work')}>
    <input type="hidden" name="versjon" value={one.version} />
    <ButtonRow>
      {leads && !held ? <LinkButton href={`${whoPath}?lovet=${one.id}`}>{t('promised.find')}</LinkButton> : <Button name="handling" value="done">{t('promised.mark-done')}</Button>}
      <LinkButton variant="secondary" href={changePath(one.id)}>{t('promised.change')}</LinkButton>
      {leads && held && <LinkButton variant="secondary" href={`${whoPath}?lovet=${one.id}`}>{t('promised.find')}</LinkButton>}
      {leads && !held && <Button variant="secondary" name="handling" value="done">{t('promised.mark-done')}</Button>}
      <Button variant="tertiary" name="handling" value="withdrawn">{t('promised.withdraw')}</Button>
    </ButtonRow>
  </Form>
)
const historyWords = (page: PageContext, { happened, person, minutes, from, until }: Version): string =>
  page.t('promised.history.line', { what: page.t(`promised.happened.${happened}`), who: person ?? page.t('promised.who.nobody'), hours: inHours(minutes), window: windowWords(page, from, until) })
