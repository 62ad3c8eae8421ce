import { formatDateTime } from '../../../kernel/dates.ts'
import { Button } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { QrCode } from '../../../ui/qr-code.tsx'
import { Away, ToldAfterwards } from './afterwards/shown.tsx'
import type { Absence } from './afterwards/store.ts'
import type { Session, When } from './rules.ts'
import type { Change, Course, Mark, Person } from './store.ts'
import { nameOf, timeOf } from './words.ts'

type SessionView = { readonly course: Course; readonly session: Session; readonly when: When; readonly people: readonly Person[]; readonly marks: ReadonlyMap<string, Mark>; readonly changes: readonly Change[]; readonly absence: Absence | undefined; readonly code: string | undefined; readonly address: string; readonly errors: readonly FieldError[] }

/** One session: the code for the wall, the list to tick, and what has been corrected. */
export const SessionPage = ({ page, view }: { readonly page: PageContext; readonly view: SessionView }) => {
  const { t, lang } = page
  const { course, session, people, marks, changes, code } = view
  const action = `/kurs/${course.id}/oppmote/${session.id}`
  const came = people.filter(({ placeId }) => marks.get(placeId)?.came).map(({ placeId }) => placeId)
  const mark = (there: boolean) => t(there ? 'attendance.came' : 'attendance.away')
  const how = (one: Mark | undefined) => (one ? `${mark(one.came)}, ${one.how === 'list' ? t('attendance.how.list', { by: one.by ?? '' }) : t(`attendance.how.${one.how}`)}${one.told ? `, ${t('attendance.told.mark')}` : ''}` : t('attendance.unmarked'))
  return (
    <Layout page={page} title={t('attendance.session.title', { session: nameOf(page, course.sessions, session) })} above={course.title} intro={timeOf(page, session)} back={{ href: `/kurs/${course.id}/oppmote`, text: t('attendance.of') }} hasErrors={view.errors.length > 0}>
      <ErrorSummary errors={view.errors} />
      {session.cancelled ? (
        <p class="ds-paragraph">{t('attendance.because.session-cancelled')}</p>
      ) : (
        <>
          <Section title={t('attendance.code')}>
            {code === undefined ? (
              <>
                <p class="ds-paragraph">{t('attendance.code.none')}</p>
                <Form action={`${action}/kode`}>
                  <Button>{t('attendance.code.open')}</Button>
                </Form>
              </>
            ) : (
              <>
                <p class="ds-paragraph">{t('attendance.code.text', { address: view.address.replace(/^https?:\/\//, '').replace(`/${code}`, '') })}</p>
                <div class="join-way">
                  <p class="ds-paragraph join-code">{code}</p>
                  <QrCode text={view.address} label={t('attendance.code.qr')} />
                </div>
                <p class="ds-paragraph">{t('attendance.code.none')}</p>
              </>
            )}
          </Section>
          <Section title={t('attendance.list')}>
            {view.when === 'too-early' && <p class="ds-paragraph">{t('attendance.list.early')}</p>}
            {people.length === 0 && <p class="ds-paragraph">{t('attendance.list.none')}</p>}
            {people.length > 0 && view.when !== 'too-early' && (
              <Form action={action}>
                {people.map(({ placeId }) => (
                  <input type="hidden" name="paa-lista" value={placeId} />
                ))}
                {came.map((placeId) => (
                  <input type="hidden" name="var-krysset" value={placeId} />
                ))}
                <CheckboxGroup name="mott" label={t('attendance.came')} hint={t('attendance.list.hint')} values={came} options={people.map(({ placeId, name, kindergarten }) => ({ value: placeId, text: name, hint: `${kindergarten}. ${how(marks.get(placeId))}` }))} />
                <Button>{t('attendance.list.save')}</Button>
              </Form>
            )}
          </Section>
          <ToldAfterwards page={page} action={action} people={people} marks={marks} />
          {view.when === 'too-late' && <Away page={page} action={action} people={people} marks={marks} absence={view.absence} />}
          {changes.length > 0 && (
            <Section title={t('attendance.history')}>
              <ul class="ds-list">
                {changes.map(({ name, was, became, at, by }) => (
                  <li>
                    {t('attendance.history.line', { name, was: mark(was), became: mark(became), when: formatDateTime(at, lang) })}
                    {by === undefined ? '' : ` (${by})`}
                  </li>
                ))}
              </ul>
            </Section>
          )}
        </>
      )}
    </Layout>
  )
}
