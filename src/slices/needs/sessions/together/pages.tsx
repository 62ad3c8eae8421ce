import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { SelectField } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import type { Session } from '../rules.ts'
import type { Companions } from './store.ts'

/** Small kindergartens that hold the session together: who is asked, who has said yes, and the way to ask one more. */
export const Together = ({ session, companions: { asked, askable }, mayHost }: { readonly session: Session; readonly companions: Companions; readonly mayHost: boolean }) => {
  const { t } = usePage()
  const planned = session.state === 'planned'
  const ask = planned && mayHost && askable.length > 0 && (
    <Details summary={t('sessions.together.ask')}>
      <p class="ds-paragraph">{t('sessions.together.text')}</p>
      <Form action={`/okter/${session.id}/barnehager`} label={t('sessions.together.ask')}>
        <SelectField name="barnehage" label={t('sessions.kindergarten')} options={askable.map(({ id, name }) => ({ value: id, text: name }))} />
        <ButtonRow>
          <Button variant="secondary">{t('sessions.together.add')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
  if (asked.length === 0) return ask || null
  return (
    <Section title={t('sessions.together')}>
      <p class="ds-paragraph">{t('sessions.together.rule')}</p>
      <ul class="ds-list">
        <li>{t('sessions.together.leads', { name: session.kindergarten })}</li>
        {asked.map((one) => (
          <li>
            {t(one.hasAgreed ? 'sessions.together.yes' : 'sessions.together.waits', { name: one.name })}
            {planned && one.own && !one.hasAgreed && <Answer session={session} id={one.id} name={one.name} says="ja" />}
            {planned && (one.own || mayHost) && <Answer session={session} id={one.id} name={one.name} says="nei" />}
          </li>
        ))}
      </ul>
      {ask}
    </Section>
  )
}

const Answer = ({ session, id, name, says }: { readonly session: Session; readonly id: string; readonly name: string; readonly says: 'ja' | 'nei' }) => {
  const { t } = usePage()
  const text = t(says === 'ja' ? 'sessions.together.say-yes' : 'sessions.together.say-no')
  return (
    <Form action={`/okter/${session.id}/barnehager/${id}/svar`} label={`${text}: ${name}`}>
      <input type="hidden" name="svar" value={says} />
      <ButtonRow>
        <Button variant={says === 'ja' ? 'primary' : 'secondary'} about={name}>
          {text}
        </Button>
      </ButtonRow>
    </Form>
  )
}
