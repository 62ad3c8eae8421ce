import type { PageContext } from '../../../../ui/context.tsx'
import { LinkButton, ButtonRow } from '../../../../ui/button.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { audienceOf } from '../rules.ts'
import { Phone } from './frame.tsx'
import type { LeftSession } from './store.ts'

type Page = { readonly page: PageContext }

/** The end, for a phone that took part: thanks, what happens now, and that one may close the page. `late`: an answer came after it. */
export const EndPage = ({ page, session, late = false }: Page & { readonly session: Omit<LeftSession, 'state'> & { readonly state: LeftSession['state'] | 'deadline' }; readonly late?: boolean }) => {
  const { t } = page
  const { state } = session
  return (
    <Phone page={page} title={t(late ? 'sessions.phone.wait.late' : `sessions.phone.end.${state}`)} intro={t(late ? `sessions.phone.end.late.${state}` : `sessions.phone.end.${state}.text`)}>
      <Section title={t('sessions.phone.end.now')}>
        <ul class="ds-list">
          {state === 'cancelled' ? (
            <li>{t('sessions.phone.end.deleted')}</li>
          ) : (
            <>
              <li>{t(state === 'deadline' ? 'sessions.phone.end.soon' : 'sessions.phone.end.together')}</li>
              <li>{t(`sessions.told.${audienceOf(session, session.together)}`)}</li>
              <li>{t('sessions.phone.end.summary')}</li>
            </>
          )}
          {state !== 'deadline' && <li>{t('sessions.phone.end.forgotten')}</li>}
          <li>{t('sessions.phone.end.close')}</li>
        </ul>
      </Section>
    </Phone>
  )
}

/** The same page for a session that is over and letters that never were any. */
export const GonePage = ({ page, tooMany = false }: Page & { readonly tooMany?: boolean }) => (
  <Phone page={page} title={page.t(tooMany ? 'sessions.phone.guesses' : 'sessions.phone.gone')} intro={page.t(tooMany ? 'sessions.phone.guesses.text' : 'sessions.phone.gone.text')}>
    {!tooMany && (
      <ButtonRow>
        <LinkButton href="/okt" variant="secondary">
          {page.t('sessions.phone.code')}
        </LinkButton>
      </ButtonRow>
    )}
  </Phone>
)

/** A phone that keeps no cookies cannot take part: whoever comes back would be somebody new. What to do about it, and that nothing has been used up. */
export const BlockedPage = ({ page, address }: Page & { readonly address: string }) => {
  const { t } = page
  return (
    <Phone page={page} title={t('sessions.phone.blocked')} intro={t('sessions.phone.blocked.text')}>
      <ul class="ds-list">
        <li>{t('sessions.phone.blocked.private')}</li>
        <li>{t('sessions.phone.blocked.settings')}</li>
        <li>{t('sessions.phone.blocked.other')}</li>
      </ul>
      <ButtonRow>
        <LinkButton href={address}>{t('sessions.phone.blocked.again')}</LinkButton>
      </ButtonRow>
    </Phone>
  )
}
