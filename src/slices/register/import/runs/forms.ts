import { z } from 'zod'
import { norwegianDate } from '../../../../kernel/fields.ts'
import { messageKey as key } from '../../../../texts/index.ts'

/** When the facts of the file were right: decides what is newer when the register knows something else. */
export const asOfForm = z.object({ gjelder: norwegianDate(key('register.import.as-of.missing'), key('register.import.as-of.impossible')) })
