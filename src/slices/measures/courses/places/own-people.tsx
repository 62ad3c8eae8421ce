import { formatDateTime } from '../../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Certificate, Mark } from '../../attendance/store.ts'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { PlaceTag } from '../pages.tsx'
import type { Course } from '../store.ts'
import type { Clash, PersonPlace } from './store.ts'
import { samePerson } from './rules.ts'

export type OwnView = {
  readonly people: readonly PersonPlace[]
  readonly clashes: readonly Clash[]
  /** The place in the queue of those who wait, by their ids. */
  readonly positions: ReadonlyMap<string, number>
  /** The whole address of the link for the staff; undefined when there is none. */
  readonly link: string | undefined
  readonly marks: readonly Mark[]
  readonly certificates: readonly Certificate[]
}

/** The own kindergarten's people in a course: where each stands, and taking somebody out; and the link for those who sign up themselves. */
export const OwnPeople = ({ page, course, own, asked, started }: { readonly page: PageContext; readonly course: Course; readonly own: OwnView; readonly asked: boolean; readonly started: boolean }) => {
  const { t } = page
  const { people, link } = own
  return (
    <Section title={t('courses.own')}>
      {people.length === 0 ? <p class="ds-paragraph">{t('courses.own.none')}</p> : <PeopleTable page={page} course={course} own={own} started={started} />}
      {asked && course.byLink && course.state === 'open' && !started && (
        <>
          <h3 class="ds-heading" data-size="xs">{t('courses.link')}</h3>
          <p class="ds-paragraph">{t(link ? 'courses.link.text' : 'courses.link.none')}</p>
          {link && <p class="ds-paragraph"><a class="ds-link" href={link}>{link}</a></p>}
          <Form action={`/kurs/${course.id}/lenke`}>
            <input type="hidden" name="lenke" value={link ? 'steng' : 'lag'} />
            <ButtonRow>
              <Button variant="secondary" danger={link !== undefined}>{t(link ? 'courses.link.close' : 'courses.link.make')}</Button>
            </ButtonRow>
          </Form>
        </>
      )}
    </Section>
  )
}

const PeopleTable = ({ page, course, own: { people, clashes, positions }, started }: { readonly page: PageContext; readonly course: Course; readonly own: OwnView; readonly started: boolean }) => {
  const { t, lang } = page
  // Why one waits while there are seats: the kindergarten has its share.
  const quotaUsed = course.limits.perKindergarten !== undefined && people.filter(({ state }) => state === 'seated' || state === 'offered').length >= course.limits.perKindergarten
  return (
    <Table
      caption={t('courses.own')}
      hiddenCaption
      rows={people}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: t('courses.person.name'), heading: true, cell: (row) => row.name },
        { key: 'email', title: t('courses.person.email'), cell: (row) => row.email },
        { key: 'role', title: t('courses.person.role'), cell: (row) => t(`courses.role.${row.roleGroup}`) },
        { key: 'how', title: t('courses.person.how'), cell: (row) => t(`courses.how.${row.how}`) },
        {
          key: 'state',
          title: t('courses.person.state'),
          cell: (row) => {
            const position = positions.get(row.id)
            const clash = ['seated', 'offered', 'waiting'].includes(row.state) ? clashes.find((one) => samePerson(one, row)) : undefined
            return (
              <div>
                <PlaceTag page={page} state={row.state} over={started} />
                {row.state === 'waiting' && !started && position !== undefined && <><br />{t('courses.position', { position })}</>}
                {row.state === 'waiting' && !started && quotaUsed && <><br />{t('courses.position.quota')}</>}
                {row.offeredUntil && !started && <><br />{t('courses.offer-until', { when: formatDateTime(row.offeredUntil, lang) })}</>}
                {clash && <><br />{t('courses.clash', { course: clash.course })}</>}
              </div>
            )
          },
        },
        { key: 'remove', title: t('courses.remove'), hiddenTitle: true, cell: (row) => (!started && ['seated', 'offered', 'waiting'].includes(row.state) ? <Remove page={page} courseId={course.id} place={row} /> : '') },
      ]}
    />
  )
}

/** The way to the page that asks once. */
export const Remove = ({ page, courseId, place }: { readonly page: PageContext; readonly courseId: string; readonly place: Pick<PersonPlace, 'id' | 'name'> }) => (
  <LinkButton href={`/kurs/${courseId}/plasser/${place.id}/avmelding`} variant="tertiary" small danger about={place.name}>{page.t('courses.remove')}</LinkButton>
)
