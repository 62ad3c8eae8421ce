import { formatDateTime } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import type { Mark, Person } from '../store.ts'
import type { Absence } from './store.ts'

type Afterwards = { readonly page: PageContext; readonly action: string; readonly people: readonly Person[]; readonly marks: ReadonlyMap<string, Mark> }

/** Check-ins that phones have told of afterwards, to keep or take out. */
export const ToldAfterwards = ({ page, action, people, marks }: Afterwards) => {
  const { t, lang } = page
  const told = people.flatMap((person) => { const mark = marks.get(person.placeId); return mark?.told && mark.came && mark.how !== 'list' ? [{ ...person, told: mark.told, at: mark.at }] : [] })
  if (told.length === 0) return null
  const settle = (placeId: string, name: string, value: 'behold' | 'fjern') => (
    <Form action={`${action}/ettertid`}>
      <input type="hidden" name="plass" value={placeId} />
      <input type="hidden" name="valg" value={value} />
      <Button variant="secondary" small danger={value === 'fjern'} about={name}>{t(value === 'behold' ? 'attendance.told.keep' : 'attendance.told.remove')}</Button>
    </Form>
  )
  return (
    <Section title={t('attendance.told')}>
      <p class="ds-paragraph">{t('attendance.told.text')}</p>
      {told.map(({ placeId, name, kindergarten, told: moment, at }) => (
        <div class="page-part">
          <p class="ds-paragraph">{t('attendance.told.line', { name, kindergarten, moment: formatDateTime(moment, lang), when: formatDateTime(at, lang) })}</p>
          <ButtonRow>
            {settle(placeId, name, 'behold')}
            {settle(placeId, name, 'fjern')}
          </ButtonRow>
        </div>
      ))}
    </Section>
  )
}

/** Those who had a seat and are not marked as having come, when the session is over; and telling their heads. */
export const Away = ({ page, action, people, marks, absence }: Afterwards & { readonly absence: Absence | undefined }) => {
  const { t, lang } = page
  const away = people.filter(({ placeId }) => !marks.get(placeId)?.came)
  if (away.length === 0 && !absence) return null
  return (
    <Section title={t('attendance.absent')}>
      {away.length > 0 && <ul class="ds-list">{away.map(({ name, kindergarten }) => <li>{name}, {kindergarten}</li>)}</ul>}
      {absence ? <p class="ds-paragraph">{t('attendance.absent.told', { when: formatDateTime(absence.at, lang), by: absence.by })}</p> : (
        <>
          <p class="ds-paragraph">{t('attendance.absent.text')}</p>
          <Form action={`${action}/fravaer`}>
            <Button variant="secondary">{t('attendance.absent.tell')}</Button>
          </Form>
        </>
      )}
    </Section>
  )
}
