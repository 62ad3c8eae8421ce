import { formatClock, formatDateTime } from '../../kernel/dates.ts'
import type { Language } from '../../kernel/language.ts'

/** '14. januar 2027 kl. 09.00–10.30' */
export const whenText = ({ lang }: { readonly lang: Language }, { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }): string => `${formatDateTime(startsAt, lang)}–${formatClock(endsAt, lang)}`
