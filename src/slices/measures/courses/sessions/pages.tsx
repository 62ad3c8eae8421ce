import { formatClock, formatDate, osloDate } from '../../../../kernel/dates.ts'
import type { Translate } from '../../../../texts/index.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { DateField, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import type { Session } from '../rules.ts'
import type { Course } from '../store.ts'

export const labelsOf = (t: Translate): Readonly<Record<string, string>> => ({ tittel: t('courses.session.title'), dag: t('courses.session.day'), fra: t('courses.session.from'), til: t('courses.session.to'), sted: t('courses.session.place'), adresse: t('courses.session.address') })

export const typedSession = ({ title, startsAt, endsAt, place, digitalAddress }: Session, { lang }: Pick<PageContext, 'lang'>): Readonly<Record<string, string>> => ({
  tittel: title, dag: formatDate(osloDate(startsAt), lang, 'short'), fra: formatClock(startsAt, lang), til: formatClock(endsAt, lang), sted: place, adresse: digitalAddress ?? '',
})

/** A session that is new, or is to be held at another time or place. */
export const SessionPage = ({ page, course, session, startKey, form }: { readonly page: PageContext; readonly course: Course; readonly session: Session | undefined; readonly startKey: string; readonly form: ShownForm }) => {
  const { t } = page
  const labels = labelsOf(t)
  const field = (name: string) => ({ name, label: labels[name] ?? name, value: form.typed[name], error: errorFor(form.errors, name) })
  const at = `/kurs/${course.id}/samlinger`
  return (
    <Layout page={page} title={t(session ? 'courses.session.change' : 'courses.session.new')} above={course.title} intro={course.state === 'draft' ? undefined : t('courses.session.told')} back={{ href: `/kurs/${course.id}`, text: course.title }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={session ? `${at}/${session.id}` : at} leaveWarning>
        {session ? <input type="hidden" name="sekvens" value={session.sequence} /> : <input type="hidden" name="nokkel" value={startKey} />}
        <TextField {...field('tittel')} hint={t('courses.session.title.hint')} mark="optional" guard />
        <DateField {...field('dag')} />
        <TextField {...field('fra')} width={6} />
        <TextField {...field('til')} width={6} />
        <TextField {...field('sted')} hint={t('courses.session.place.hint')} mark="optional" guard />
        <TextField {...field('adresse')} hint={t('courses.session.address.hint')} type="url" mark="optional" />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
      {session && !session.cancelledAt && (
        <Section title={t('courses.session.cancel')}>
          <p class="ds-paragraph">{t('courses.session.cancel.text')}</p>
          <Form action={`${at}/${session.id}/avlysning`} label={t('courses.session.cancel')}>
            <ButtonRow>
              <Button variant="secondary" danger>{t('courses.session.cancel')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </Layout>
  )
}
