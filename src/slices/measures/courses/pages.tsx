import { formatClock, formatDate, formatDateTime, osloDate } from '../../../kernel/dates.ts'
import { LinkButton, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { countText } from './came/shown.tsx'
import type { OwnCount } from './came/store.ts'
import { hows, type How, type PlaceState } from './places/rules.ts'
import { startOf, type CourseState, type Session } from './rules.ts'
import type { Course, Numbers } from './store.ts'

const stateColors: Readonly<Record<CourseState, TagColor>> = { draft: 'neutral', open: 'success', closed: 'info', cancelled: 'warning', finished: 'neutral' }
/** Where a course stands; one whose registration is not open yet says so. */
export const CourseTag = ({ page, course, now }: { readonly page: PageContext; readonly course: Pick<Course, 'state' | 'opensAt' | 'closesAt'>; readonly now: Date }) => {
  const soon = course.state === 'open' && now < course.opensAt
  const over = course.state === 'open' && now >= course.closesAt
  return <Tag color={soon || over ? 'info' : stateColors[course.state]}>{page.t(soon ? 'courses.state.soon' : over ? 'courses.state.closed' : `courses.state.${course.state}`)}</Tag>
}
const placeColors: Readonly<Record<PlaceState, TagColor>> = { seated: 'success', offered: 'warning', waiting: 'info', declined: 'neutral', lapsed: 'neutral', withdrawn: 'neutral', cancelled: 'neutral' }
/** @param over the course has begun: whoever waited then did not get a seat */
export const PlaceTag = ({ page, state, over = false }: { readonly page: PageContext; readonly state: PlaceState; readonly over?: boolean }) =>
  over && (state === 'waiting' || state === 'offered') ? <Tag>{page.t('courses.place.none')}</Tag> : <Tag color={placeColors[state]}>{page.t(`courses.place.${state}`)}</Tag>

/** 'torsdag 5. mars 2026 kl. 09.00–15.00', or from one moment to another when it ends another day. */
export const whenText = ({ t, lang }: PageContext, { startsAt, endsAt }: Pick<Session, 'startsAt' | 'endsAt'>): string => {
  const day = osloDate(startsAt)
  return day === osloDate(endsAt)
    ? t('courses.when', { day: formatDate(day, lang, 'weekday'), from: formatClock(startsAt, lang), to: formatClock(endsAt, lang) })
    : t('courses.when.days', { from: formatDateTime(startsAt, lang), to: formatDateTime(endsAt, lang) })
}

/** The ways of taking part that there are seats for. */
export const usedHows = ({ limits }: Pick<Course, 'limits'>): readonly How[] => hows.filter((how) => limits.seats[how] > 0)
const freeIn = (course: Course, numbers: Numbers | undefined, how: How): number => Math.max(0, course.limits.seats[how] - (numbers?.seated[how] ?? 0) - (numbers?.offered[how] ?? 0))
/** How many seats are free, of each kind that is used, and how many wait; of a course that is over, how many were used. */
export const freeText = ({ t }: PageContext, course: Course, numbers: Numbers | undefined): string => {
  if (course.state === 'finished' || course.state === 'cancelled') return t('courses.seats.used', { people: (numbers?.seated['on-site'] ?? 0) + (numbers?.seated.digital ?? 0), seats: course.limits.seats['on-site'] + course.limits.seats.digital })
  const waiting = (numbers?.waiting['on-site'] ?? 0) + (numbers?.waiting.digital ?? 0)
  const free = usedHows(course).map((how) => t(`courses.free.${how}`, { free: freeIn(course, numbers, how), seats: course.limits.seats[how] })).join(', ')
  return waiting > 0 ? t('courses.free.waiting', { free, waiting }) : free
}

type ListView = { readonly courses: readonly Course[]; readonly numbers: ReadonlyMap<string, Numbers>; /** The organisation the actor arranges for. */ readonly arranger: string | undefined; readonly authority: boolean; /** The own kindergartens' people, for a head and an owner. */ readonly own: readonly OwnCount[] | undefined; readonly now: Date }

/** The courses one arranges, or that are open to one's own; those that come first. */
export const CoursesPage = ({ page, view }: { readonly page: PageContext; readonly view: ListView }) => {
  const { t, lang } = page
  const { courses, numbers, arranger, authority, own, now } = view
  const over = (course: Course) => course.state === 'cancelled' || course.state === 'finished' || (startOf(course.sessions) ?? now) < now
  const rows = [...courses.filter((one) => !over(one)).toSorted(byStart), ...courses.filter(over).toSorted(byStart).toReversed()]
  return (
    <Layout page={page} title={t('courses.title')} intro={t(arranger ? 'courses.intro.arranger' : authority ? 'courses.intro.authority' : 'courses.intro')} wide>
      {rows.length === 0 ? (
        <EmptyState title={t('courses.none')} action={arranger && <LinkButton href="/kurs/nytt">{t('courses.new')}</LinkButton>}>
          <p>{t(arranger ? 'courses.none.arranger' : 'courses.none.own')}</p>
        </EmptyState>
      ) : (
        <>
          {arranger && (
            <ButtonRow>
              <LinkButton href="/kurs/nytt">{t('courses.new')}</LinkButton>
            </ButtonRow>
          )}
          <Table
            caption={t('courses.title')}
            hiddenCaption
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', title: t('courses.course'), heading: true, cell: (row) => <a class="ds-link" href={`/kurs/${row.id}`}>{row.title}</a> },
              { key: 'when', title: t('courses.starts'), cell: (row) => { const start = startOf(row.sessions); return start ? formatDate(osloDate(start), lang, 'long') : t('courses.starts.none') } },
              { key: 'arranger', title: t('courses.arranger'), cell: (row) => row.arranger },
              { key: 'state', title: t('courses.state'), cell: (row) => <CourseTag page={page} course={row} now={now} /> },
              { key: 'free', title: t('courses.seats'), cell: (row) => freeText(page, row, numbers.get(row.id)) },
              ...(own ? [{ key: 'own', title: t(arranger ? 'attendance.staff.kindergartens' : 'attendance.staff.own'), cell: (row: Course) => countText(page, own.filter(({ courseId }) => courseId === row.id)) }] : []),
            ]}
          />
        </>
      )}
    </Layout>
  )
}
const byStart = (a: Course, b: Course): number => (startOf(a.sessions)?.getTime() ?? Number.POSITIVE_INFINITY) - (startOf(b.sessions)?.getTime() ?? Number.POSITIVE_INFINITY) || a.title.localeCompare(b.title, 'nb')
