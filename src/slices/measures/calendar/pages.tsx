import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { usePage, type PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { daysOf, monthsOf, type HolidayLine, type Line, type Month, type Source } from './rules.ts'
import { monthName, weekdayNames, whenText, wordsOf, yearText } from './words.ts'

type YearView = {
  readonly year: number
  readonly years: { readonly first: number; readonly last: number }
  readonly today: LocalDate
  readonly lines: readonly (Line | HolidayLine)[]
  readonly source: Source | ''
  /** Those to choose among. */
  readonly sources: readonly Source[]
  readonly kindergarten: string
  /** Those to choose among; none for a kindergarten's own people. */
  readonly kindergartens: readonly string[]
  readonly mayPlan: boolean
  /** Shown of an area: kindergartens as counts. */
  readonly area: boolean
}

type Part = { readonly page: PageContext; readonly view: YearView }

/** The year, month by month: the days as a sheet, and what is in them as a list. */
export const YearPage = ({ page, view }: Part) => {
  const { t, lang } = page
  const months = monthsOf(view.year)
  // The year begins in August: by spring, what comes next is far down.
  const now = view.lines.length > 0 ? months.find(({ first }) => first.slice(0, 7) === view.today.slice(0, 7)) : undefined
  const link = (year: number) => `/arshjul?ar=${year}`
  return (
    <Layout page={page} title={t('year.of-year', { year: yearText(view.year) })} above={page.actor?.orgName} intro={t('year.intro')} wide>
      <ButtonRow>
        {now && now !== months[0] && <LinkButton href={`#m-${now.first.slice(0, 7)}`}>{t('year.to-month', { month: monthName(lang, now.first) })}</LinkButton>}
        <LinkButton href="/arshjul/abonnement" variant="secondary">{t('year.feed.link')}</LinkButton>
        {view.mayPlan && <LinkButton href="/arshjul/dager" variant="secondary">{t('year.own')}</LinkButton>}
      </ButtonRow>
      {view.area && <p class="ds-paragraph">{t('year.area')}</p>}
      <FilterForm action="/arshjul" clearHref={view.source !== '' || view.kindergarten !== '' ? link(view.year) : undefined} keep={{ ar: String(view.year) }} auto>
        <SelectField name="hva" label={t('year.source')} empty={t('year.source.all')} value={view.source} options={view.sources.map((value) => ({ value, text: t(`year.source.${value}`) }))} />
        {view.kindergartens.length > 0 && <SelectField name="barnehage" label={t('year.kindergarten')} empty={t('year.kindergarten.all')} value={view.kindergarten} options={view.kindergartens.map((name) => ({ value: name, text: name }))} />}
      </FilterForm>
      <nav aria-label={t('year.months')}>
        <ul class="year-jump">
          {view.year > view.years.first && <li><a class="ds-link" href={link(view.year - 1)}>{t('year.before', { year: yearText(view.year - 1) })}</a></li>}
          {months.map(({ first }) => (
            <li>
              <a class="ds-link" href={`#m-${first.slice(0, 7)}`}>
                {monthName(lang, first).split(' ')[0]}
              </a>
            </li>
          ))}
          {view.year < view.years.last && <li><a class="ds-link" href={link(view.year + 1)}>{t('year.after', { year: yearText(view.year + 1) })}</a></li>}
        </ul>
      </nav>
      {view.lines.length === 0 ? <EmptyState title={t('year.nothing')}><p>{t('year.nothing.text')}</p></EmptyState> : months.map((month) => <MonthPart page={page} view={view} month={month} />)}
    </Layout>
  )
}

const MonthPart = ({ page, view, month }: Part & { readonly month: Month }) => {
  const { t, lang } = page
  const name = monthName(lang, month.first)
  const last = month.weeks.flat().findLast((day) => day !== undefined) ?? month.first
  const lines = view.lines.filter((line) => line.day <= last && lastOf(line) >= month.first)
  // What began the month before is in the list of both: the days of the sheet alone do not say what they are.
  const begun = lines.filter(({ day }) => day >= month.first)
  const counts = new Map<LocalDate, number>()
  // What stands in a week without a day does not fill its days.
  for (const line of lines) for (const day of daysOf({ day: line.day, last: line.source === 'planned' ? line.day : lastOf(line) })) counts.set(day, (counts.get(day) ?? 0) + 1)
  const firstOn = new Map(begun.toReversed().map((line) => [line.day, line]))
  return (
    <section class="page-part" id={`m-${month.first.slice(0, 7)}`} tabIndex={-1}>
      <h2 class="ds-heading" data-size="sm">{name}</h2>
      <div class="month">
        <Sheet page={page} month={month} name={name} today={view.today} counts={counts} linked={(day) => firstOn.has(day)} />
        {lines.length === 0 ? (
          <p class="year-more">{t('year.month.none', { month: name })}</p>
        ) : (
          <ul class="year-list">
            {lines.map((line) => (
              <LineItem line={line} anchor={firstOn.get(line.day) === line ? anchorOf(line.day) : undefined} />
            ))}
          </ul>
        )}
      </div>
    </section>
  )
}

const lastOf = (line: Line | HolidayLine): LocalDate => ('last' in line ? line.last : line.day)
const anchorOf = (day: LocalDate): string => `d-${day}`

type SheetProps = { readonly page: PageContext; readonly month: Month; readonly name: string; readonly today: LocalDate; readonly counts: ReadonlyMap<LocalDate, number>; readonly linked: (day: LocalDate) => boolean }
const Sheet = ({ page, month, name, today, counts, linked }: SheetProps) => {
  const { t, lang } = page
  return (
    <table class="month-sheet">
      <caption class="ds-sr-only">{name}</caption>
      <thead>
        <tr>
          {weekdayNames(lang).map((weekday) => (
            <th scope="col">
              <span aria-hidden="true">{weekday.slice(0, 2)}</span>
              <span class="ds-sr-only">{weekday}</span>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {month.weeks.map((week) => (
          <tr>
            {week.map((day, at) => {
              if (!day) return <td />
              const count = counts.get(day) ?? 0
              const number = Number(day.slice(8))
              return (
                <td class={[at > 4 ? 'month-rest' : '', count > 0 && !linked(day) ? 'month-goes-on' : '', day === today ? 'month-today' : ''].filter(Boolean).join(' ') || undefined} {...(day === today ? { 'aria-current': 'date' as const } : {})}>
                  {count > 0 && linked(day) ? (
                    <a href={`#${anchorOf(day)}`} aria-label={t('year.days', { day: formatDate(day, lang, 'long'), count })}>
                      {number}
                    </a>
                  ) : (
                    <span>{number}</span>
                  )}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const fewKindergartens = 3
const LineItem = ({ line, anchor }: { readonly line: Line | HolidayLine; readonly anchor: string | undefined }) => {
  const page = usePage()
  const { t } = page
  if (line.source === 'holiday')
    return (
      <li class="year-line" id={anchor}>
        <span class="year-when">{whenText(page, { day: line.day, last: line.day, starts: undefined })}</span>
        <span>{t(`year.holiday.${line.holiday}`)} <Tag color="neutral">{t('year.source.holiday')}</Tag></span>
      </li>
    )
  const words = wordsOf(page, line)
  const whose = line.count !== undefined || line.kindergartens.length > fewKindergartens ? t('year.kindergartens.count', { count: line.count ?? line.kindergartens.length }) : line.kindergartens.join(', ')
  const more = [line.place, whose].filter((text) => text !== '').join(' · ')
  return (
    <li class="year-line" id={anchor}>
      <span class="year-when">{whenText(page, line)}</span>
      <div>
        {line.href ? <a class="ds-link" href={line.href}>{words}<span class="ds-sr-only">, {[whenText(page, line), whose].filter((text) => text !== '').join(', ')}</span></a> : words} <Tag color={line.source === 'round' ? 'warning' : 'info'}>{t(`year.source.${line.source}`)}</Tag>
        {more !== '' && <p class="year-more">{more}</p>}
      </div>
    </li>
  )
}
