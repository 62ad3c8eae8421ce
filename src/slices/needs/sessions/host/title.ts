import type { PageContext } from '../../../../ui/context.tsx'
import { wordsIn } from '../../instruments/definition.ts'
import type { HostView } from '../host-page.tsx'

/** The title of the page: how far the session has come stands first, for the host who hears the page after a step instead of seeing it (WCAG 2.4.2). */
export const titleOf = ({ t, lang }: PageContext, { session, themes, mayHost }: Pick<HostView, 'session' | 'themes' | 'mayHost'>): string => {
  const now = themes.find(({ key }) => key === session.theme)
  const live = mayHost && session.state === 'open' && session.kind === 'live'
  const come = !live || session.phase === 'lobby' ? '' : session.phase === 'answering' ? (now ? t('sessions.now', { theme: wordsIn(now.name, lang) }) : '') : t(`sessions.said.${session.phase}`).replace(/\.$/, '')
  return [come, session.title, session.kindergarten].filter(Boolean).join(', ')
}
