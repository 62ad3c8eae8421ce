import { formatDateTime } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import type { Session } from '../rules.ts'

/** The slips: made on paper, and anew only while nobody has answered. */
export const Slips = ({ session, answered }: { readonly session: Session; readonly answered: boolean }) => {
  const { t, lang } = usePage()
  return (
    <Section title={t('sessions.slips.paper')}>
      <p class="ds-paragraph">{t(answered ? 'sessions.slips.used' : session.slipsMadeAt ? 'sessions.slips.again' : 'sessions.slips.first', { count: session.expected })}</p>
      {session.slipsMadeAt && <p class="subtle">{t('sessions.slips.made', { when: formatDateTime(session.slipsMadeAt, lang) })}</p>}
      {!answered && (
        <Form action={`/okter/${session.id}/lapper`} label={t('sessions.slips.paper')}>
          <ButtonRow>
            <Button variant={session.slipsMadeAt ? 'secondary' : 'primary'}>{t('sessions.slips.make')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}
