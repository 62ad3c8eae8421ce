import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { nameless, type PageContext } from '../../../../ui/context.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import type { PersonPlace } from '../places/store.ts'

/** Who is offered the seat: nobody waits for it, somebody whose name is another's to know, or this one. `undefined`: there is no seat to offer. */
export type Next = { readonly kind: 'nobody' | 'somebody' } | { readonly kind: 'named'; readonly name: string; readonly kindergarten: string } | undefined
type Leaving = { readonly title: string; readonly place: Pick<PersonPlace, 'id' | 'name'> & { readonly state: 'seated' | 'offered' | 'waiting' }; readonly next: Next }

/** Asks once before somebody is taken out: what the person loses, and who is offered the seat. */
export const RemovePage = ({ page, courseId, leaving: { title, place, next }, back }: { readonly page: PageContext; readonly courseId: string; readonly leaving: Leaving; readonly back: string }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('courses.leave', { name: place.name })} above={title} back={{ href: back, text: t('courses.leave.back') }}>
      <p class="ds-paragraph">{t(`courses.leave.${place.state}`, { name: place.name })}</p>
      <NextInLine page={page} next={next} />
      <p class="ds-paragraph">{t('courses.leave.for-good', { name: place.name })}</p>
      <Form action={`/kurs/${courseId}/plasser/${place.id}/avmelding`}>
        <ButtonRow>
          <Button danger about={place.name}>{t('courses.remove')}</Button>
          <LinkButton href={back} variant="tertiary">{t('common.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** The same, for the person on the own page. */
export const LeavePage = ({ page, leaving: { title, place, next }, path }: { readonly page: PageContext; readonly leaving: Leaving; readonly path: string }) => {
  const { t } = page
  return (
    <Layout page={nameless(page)} title={t('courses.leave.own', { course: title })} above={place.name} back={{ href: path, text: t('courses.leave.own.back') }}>
      <p class="ds-paragraph">{t(`courses.leave.own.${place.state}`)}</p>
      <NextInLine page={page} next={next} />
      <p class="ds-paragraph">{t('courses.leave.own.for-good')}</p>
      <Form action={`${path}/svar`}>
        <input type="hidden" name="svar" value="av" />
        <ButtonRow>
          <Button danger>{t('courses.own-page.withdraw.send')}</Button>
          <LinkButton href={path} variant="tertiary">{t('common.cancel')}</LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

const NextInLine = ({ page: { t }, next }: { readonly page: PageContext; readonly next: Next }) =>
  next ? <p class="ds-paragraph">{next.kind === 'named' ? t('courses.leave.next.named', { name: next.name, kindergarten: next.kindergarten }) : t(`courses.leave.next.${next.kind}`)}</p> : null
