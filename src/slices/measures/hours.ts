import { formatDateTime } from '../../kernel/dates.ts'
import { text } from '../../kernel/fields.ts'
import type { Language } from '../../kernel/language.ts'

/** A time of day as people type it: 9.00 · 09:00 · kl. 9.00. Gives 'HH:MM'. */
export const timeOfDay = (message: string) =>
  text({ required: message, max: 10, tooLong: message })
    .transform((typed) => typed.replace(/^kl\.?\s*/i, '').replace('.', ':').padStart(5, '0'))
    .refine((typed) => /^([01]\d|2[0-3]):[0-5]\d$/.test(typed), { error: message })

/** '09.00', in English '09:00'. */
export const clockOf = (at: Date, lang: Language): string => /\d{2}[.:]\d{2}$/.exec(formatDateTime(at, lang))?.[0] ?? ''

/** '14. januar 2027 kl. 09.00–10.30' */
export const whenText = ({ lang }: { readonly lang: Language }, { startsAt, endsAt }: { readonly startsAt: Date; readonly endsAt: Date }): string => `${formatDateTime(startsAt, lang)}–${clockOf(endsAt, lang)}`
