import { addDays, formatDate, weekNumber, type LocalDate } from '../../../kernel/dates.ts'
import { fewest } from '../../../kernel/fewest.ts'
import { formats } from '../../../texts/index.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { KeyFigures } from '../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { LoadBars } from '../../../ui/load-bars.tsx'
import { Table, type Column } from '../../../ui/table.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Member } from '../competence/rules.ts'
import { furthest, inHours, monthsTold, type Cell, type Month, type Over, type Share } from './rules.ts'

export const home = '/kapasitet'
export const hoursPath = `${home}/timer`
export const personPath = (personId: string): string => `${hoursPath}/${personId}`
export const estimatesPath = `${home}/anslag`
export const promisedPath = `${home}/lovet`
export const newPath = `${promisedPath}/ny`
export const halfYearPath = `${home}/halvarsplan`
const waitingPath = `${home}/ventetid`
/** The part of the page of promised work that lists what others have begun. */
export const foundId = 'begynt'

/** The pages of capacity, side by side. Estimates are the leader's. */
const tabs = { load: [home, 'capacity.tab.load'], promised: [promisedPath, 'promised.title'], hours: [hoursPath, 'capacity.hours.title'], 'half-year': [halfYearPath, 'half-year.title'], waiting: [waitingPath, 'capacity.waiting.title'], estimates: [estimatesPath, 'capacity.estimates.title'] } as const
export const CapacityTabs = ({ page: { t }, current, leads }: { readonly page: PageContext; readonly current: keyof typeof tabs; readonly leads: boolean }) => (
  <Tabs label={t('capacity.tabs')} tabs={Object.entries(tabs).filter(([key]) => key !== 'estimates' || leads).map(([key, [href, text]]) => ({ href, text: t(text), current: key === current }))} />
)

export type LoadView = {
  readonly members: readonly Member[]
  readonly weeks: readonly LocalDate[]
  readonly loads: readonly { readonly member: Member; readonly cells: readonly Cell[] }[]
  readonly over: readonly Over[]
  readonly open: number
  readonly late: number
  /** What others have begun and nobody has counted: for the leader all, for an adviser the own cases. */
  readonly found: number
  readonly queue: number
  /** Somebody has written hours, or something is promised. */
  readonly begun: boolean
  /** The page of one's own hours. */
  readonly own: string | undefined
  readonly leads: boolean
  readonly today: LocalDate
}
type Props = { readonly page: PageContext; readonly view: LoadView }

/** Week by week: how much each adviser has promised, against the hours there are. */
export const LoadPage = ({ page, view }: Props) => {
  const { t } = page
  return (
    <Layout page={page} title={t('capacity.title')} intro={t('capacity.intro')} wide>
      <CapacityTabs page={page} current="load" leads={view.leads} />
      {view.begun ? (
        <Load page={page} view={view} />
      ) : (
        <EmptyState title={t('capacity.none')} action={<LinkButton href={view.own ?? hoursPath}>{t(view.own ? 'capacity.none.own' : 'capacity.hours.title')}</LinkButton>}>
          <p>{t('capacity.none.text')}</p>
        </EmptyState>
      )}
    </Layout>
  )
}

const Load = ({ page, view }: Props) => {
  const { t } = page
  const { loads, over, weeks, found } = view
  const unwritten = loads.filter(({ cells }) => cells.every(({ state }) => state === 'unknown')).map(({ member }) => member.name)
  return (
    <>
      <ButtonRow>
        <LinkButton href={newPath}>{t('capacity.open.new')}</LinkButton>
      </ButtonRow>
      <KeyFigures
        figures={[
          { label: t('capacity.figure.over'), value: String(over.length), note: t('capacity.figure.over.note') },
          { label: t('capacity.figure.open'), value: String(view.open), note: t('capacity.figure.open.note'), href: promisedPath },
          { label: t('capacity.figure.late'), value: String(view.late), note: t('capacity.figure.late.note'), href: promisedPath },
          { label: t('capacity.figure.queue'), value: String(view.queue), note: t('capacity.figure.queue.note'), href: waitingPath },
        ]}
      />
      <Section title={t('capacity.over.title')} id="over">
        {over.length === 0 ? <p>{t('capacity.over.none', { weeks: weeks.length })}</p> : <OverList page={page} over={over} />}
        {found > 0 && (
          <p>
            {t('capacity.found', { count: found })} <a class="ds-link" href={`${promisedPath}#${foundId}`}>{t('capacity.found.link')}</a>
          </p>
        )}
      </Section>
      <Section title={t('capacity.load.title')}>
        {unwritten.length > 0 && <p>{t('capacity.load.unwritten', { names: formats(page.lang).list(unwritten) })}</p>}
        <div class="load-pictures">
          {loads.map(({ member, cells }) => (
            <LoadBars name={member.name} weeks={cells.map((cell) => ({ label: String(weekNumber(cell.monday)), available: cell.available, promised: cell.promised, over: cell.state === 'over' }))} />
          ))}
        </div>
        <p class="subtle">{t('capacity.load.picture')}</p>
        {loads.some(({ cells }) => cells.some(({ by }) => by.some(({ set }) => set))) && <p>{t('capacity.load.planned')}</p>}
        <LoadTable page={page} view={view} />
        <Pages page={page} view={view} />
        <Details summary={t('capacity.how.title')}>
          <p>{t('capacity.how.available')}</p>
          <p>{t('capacity.how.promised')}</p>
          <p>{t('capacity.how.late')}</p>
        </Details>
      </Section>
    </>
  )
}

/** So many advisers stand beside each other; a larger team stands one below the other. */
const mostBeside = 6
const LoadTable = ({ page, view: { loads, weeks } }: Props) => {
  const { t } = page
  const cellOf = (cells: readonly Cell[], monday: LocalDate) => <CellWords page={page} cell={cells.find((one) => one.monday === monday)} />
  return loads.length > mostBeside ? (
    <Table
      caption={t('capacity.load.title')}
      hiddenCaption
      rows={loads}
      rowKey={({ member }) => member.personId}
      columns={[
        { key: 'who', title: t('promised.who'), heading: true, cell: ({ member }) => member.name },
        ...weeks.map((monday): Column<LoadView['loads'][number]> => ({ key: monday, title: t('capacity.week.short', { week: weekNumber(monday) }), cell: ({ cells }) => cellOf(cells, monday) })),
      ]}
    />
  ) : (
    <Table
      caption={t('capacity.load.title')}
      hiddenCaption
      rows={weeks}
      rowKey={(monday) => monday}
      columns={[
        { key: 'week', title: t('capacity.week'), heading: true, cell: (monday) => weekWords(page, monday) },
        ...loads.map(({ member, cells }): Column<LocalDate> => ({ key: member.personId, title: member.name, cell: (monday) => cellOf(cells, monday) })),
      ]}
    />
  )
}

const weeksAPage = 12
const Pages = ({ page: { t }, view: { weeks, today } }: Props) => {
  const first = weeks[0] ?? today
  const [earlier, later] = [addDays(first, -7 * weeksAPage), addDays(first, 7 * weeksAPage)]
  return (
    <ButtonRow>
      {first > today && <LinkButton variant="tertiary" href={earlier <= today ? home : `${home}?fra=${earlier}`}>{t('capacity.weeks.earlier', { weeks: weeksAPage })}</LinkButton>}
      {later <= furthest(today) && <LinkButton variant="tertiary" href={`${home}?fra=${later}`}>{t('capacity.weeks.later', { weeks: weeksAPage })}</LinkButton>}
    </ButtonRow>
  )
}

export const weekWords = ({ t, lang }: PageContext, monday: LocalDate): string => t('capacity.week.from', { week: weekNumber(monday), day: formatDate(monday, lang, 'long') })
export const cellWords = ({ t }: PageContext, { state, available, promised, percent }: Cell): string => {
  if (state === 'unknown') return promised > 0 ? t('capacity.cell.unknown', { promised: inHours(promised) }) : t('capacity.cell.unwritten')
  if (percent === undefined) return promised > 0 ? t('capacity.cell.none-over', { promised: inHours(promised) }) : t('capacity.cell.none')
  return t('capacity.cell', { promised: inHours(promised), available: inHours(available), percent })
}
const CellWords = ({ page, cell }: { readonly page: PageContext; readonly cell: Cell | undefined }) =>
  cell === undefined ? <>–</> : cell.state === 'over' ? <Tag color="danger">{cellWords(page, cell)}</Tag> : <>{cellWords(page, cell)}</>

/** Who has too much, in which week, how much, and what collides. */
export const overWords = ({ t }: PageContext, { name }: { readonly name: string }, { monday, available, promised, percent }: Cell): string =>
  percent === undefined ? t('capacity.over.none-there', { name, promised: inHours(promised), week: weekNumber(monday) }) : t('capacity.over', { name, promised: inHours(promised), available: inHours(available), week: weekNumber(monday), percent })
/** Weeks with too much, each with the promises it is made of. */
export const OverList = ({ page, over }: { readonly page: PageContext; readonly over: readonly Over[] }) => (
  <ul class="ds-list">
    {over.map(({ member, cell }) => (
      <li>
        <strong>{overWords(page, member, cell)}</strong>
        <Details summary={page.t('capacity.over.what', { count: cell.by.length })} about={overWords(page, member, cell)}>
          <Colliding page={page} by={cell.by} />
        </Details>
      </li>
    ))}
  </ul>
)
/** The promises of one week, the largest first. One that is not saved yet has no page. */
export const Colliding = ({ page: { t }, by }: { readonly page: PageContext; readonly by: readonly Share[] }) => (
  <ul class="ds-list">
    {by.map(({ promised, minutes, set }) => {
      const words = t(set ? 'capacity.over.one.set' : 'capacity.over.one', { what: promised.what, to: promised.to, hours: inHours(minutes) })
      return <li>{promised.id !== '' ? <a class="ds-link" href={`${promisedPath}/${promised.id}`}>{words}</a> : words}</li>
    })}
  </ul>
)

export type AuthorityTeam = { readonly name: string; readonly asOf: Date; readonly months: readonly Month[]; readonly waiting: { readonly met: number; readonly days: { readonly median: number; readonly ninetieth: number } | undefined; readonly queue: number | undefined } | undefined }
/** Sums by month for the kindergarten authority: never who. */
export const AuthorityPage = ({ page, teams }: { readonly page: PageContext; readonly teams: readonly AuthorityTeam[] }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('capacity.title')} intro={t('capacity.intro.authority')} wide>
      {teams.length === 0 && (
        <EmptyState title={t('capacity.authority.none')}>
          <p>{t('capacity.authority.none.text')}</p>
        </EmptyState>
      )}
      {teams.map(({ name, asOf, months, waiting }) => (
        <Section title={name}>
          <p class="subtle">{t('capacity.authority.as-of', { when: formats(lang).dateTime(asOf) })}</p>
          {months.length === 0 ? (
            <p>{t('capacity.authority.few')}</p>
          ) : (
            <Table
              caption={t('capacity.authority.caption', { team: name })}
              rows={months}
              rowKey={({ month }) => month}
              columns={[
                { key: 'month', title: t('capacity.month'), heading: true, cell: ({ month }) => formatDate(month, lang, 'long').replace(/^1\.? /, '') },
                { key: 'available', title: t('capacity.available'), numeric: true, cell: ({ available }) => t('capacity.hours', { hours: Math.round(available / 60) }) },
                { key: 'promised', title: t('capacity.promised'), numeric: true, cell: ({ promised }) => t('capacity.hours', { hours: Math.round(promised / 60) }) },
                { key: 'open', title: t('capacity.unheld'), numeric: true, cell: ({ open }) => t('capacity.hours', { hours: Math.round(open / 60) }) },
                { key: 'share', title: t('capacity.share'), numeric: true, cell: ({ available, promised, open }) => (available > 0 ? t('capacity.percent', { percent: Math.round(((promised + open) / available) * 100) }) : '–') },
              ]}
            />
          )}
          {months.length > 0 && months.length < monthsTold && <p class="subtle">{t('capacity.authority.few-months')}</p>}
          {waiting && <p>{waiting.days ? t('capacity.authority.waiting', { median: waiting.days.median, ninetieth: waiting.days.ninetieth, count: waiting.met }) : t('capacity.authority.waiting-few')} {waiting.queue === undefined ? t('capacity.authority.queue-few', { fewest }) : t('capacity.authority.queue', { queue: waiting.queue })}</p>}
        </Section>
      ))}
    </Layout>
  )
}
