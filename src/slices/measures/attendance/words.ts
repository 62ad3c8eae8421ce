import { formatDateTime } from '../../../kernel/dates.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { Session } from './rules.ts'

/** 'Samling 2', or what the session is called. */
export const nameOf = ({ t }: Pick<PageContext, 't'>, sessions: readonly Pick<Session, 'id'>[], session: Pick<Session, 'id' | 'title'>): string =>
  session.title === '' ? t('attendance.session.number', { number: sessions.findIndex(({ id }) => id === session.id) + 1 }) : session.title
export const timeOf = ({ lang }: Pick<PageContext, 'lang'>, { startsAt }: Pick<Session, 'startsAt'>): string => formatDateTime(startsAt, lang)
