import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Certificate, Mark } from '../../attendance/store.ts'
import { nameOf } from '../../attendance/words.ts'
import type { PersonPlace } from '../places/store.ts'
import type { Course } from '../store.ts'
import type { OwnCount } from './store.ts'

/** '3 har plass, 1 venter, 2 har møtt': what there is none of is not said. */
export const countText = ({ t }: Pick<PageContext, 't'>, counts: readonly OwnCount[]): string => {
  const sum = (what: 'seated' | 'waiting' | 'came' | 'certificates') => counts.reduce((all, one) => all + one[what], 0)
  return (['seated', 'waiting', 'came', 'certificates'] as const).flatMap((what) => (sum(what) === 0 ? [] : [t(`attendance.staff.${what}.count`, { people: sum(what) })])).join(', ') || t('attendance.staff.nobody')
}

type Staff = { readonly page: PageContext; readonly course: Course; readonly people: readonly PersonPlace[]; readonly marks: readonly Mark[]; readonly certificates: readonly Certificate[]; readonly now: Date }
/** Who of the own staff came to which session, and whether they have the certificate: for the head. */
export const StaffWhoCame = ({ page, course, people, marks, certificates, now }: Staff) => {
  const { t, lang } = page
  const seated = people.filter(({ state }) => state === 'seated')
  const begun = course.sessions.filter(({ cancelledAt, startsAt }) => cancelledAt === undefined && startsAt <= now)
  if (seated.length === 0 || begun.length === 0) return null
  const day = (at: Date) => formatDate(osloDate(at), lang, 'long')
  const certificateOf = (id: string) => {
    const last = certificates.findLast(({ placeId }) => placeId === id)
    return last ? t(last.revokedAt ? 'attendance.certificate.revoked' : 'attendance.certificate.given', { day: day(last.revokedAt ?? last.issuedAt) }) : t('attendance.staff.certificate.none')
  }
  const stood = (id: string, sessionId: string) => { const mark = marks.find((one) => one.placeId === id && one.sessionId === sessionId); return t(mark ? (mark.came ? 'attendance.came' : 'attendance.away') : 'attendance.unmarked') }
  return (
    <Section title={t('attendance.staff')}>
      <Table
        caption={t('attendance.staff')}
        hiddenCaption
        rows={seated}
        rowKey={({ id }) => id}
        columns={[
          { key: 'name', title: t('attendance.person'), heading: true, cell: ({ name }) => name },
          { key: 'sessions', title: t('attendance.sessions'), cell: ({ id }) => <ul class="ds-list">{begun.map((session) => <li>{course.sessions.length > 1 && `${nameOf(page, course.sessions, session)}, `}{formatDate(osloDate(session.startsAt), lang, 'short')}: {stood(id, session.id)}</li>)}</ul> },
          { key: 'certificate', title: t('attendance.certificate'), cell: ({ id }) => certificateOf(id) },
        ]}
      />
    </Section>
  )
}

/** How many from each of the owner's kindergartens: figures, not names. */
export const OwnKindergartens = ({ page, counts }: { readonly page: PageContext; readonly counts: readonly OwnCount[] }) => {
  const { t } = page
  if (counts.length === 0) return null
  const figure = (what: 'seated' | 'waiting' | 'came' | 'certificates') => ({ key: what, title: t(`attendance.staff.${what}`), numeric: true, cell: (row: OwnCount) => String(row[what]) })
  return (
    <Section title={t('attendance.staff.kindergartens')}>
      <Table caption={t('attendance.staff.kindergartens')} hiddenCaption rows={counts} rowKey={({ kindergarten }) => kindergarten} columns={[{ key: 'kindergarten', title: t('attendance.kindergarten'), heading: true, cell: (row) => row.kindergarten }, figure('seated'), figure('waiting'), figure('came'), figure('certificates')]} />
    </Section>
  )
}
