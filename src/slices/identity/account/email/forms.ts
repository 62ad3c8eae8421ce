import * as z from 'zod'
import { email } from '../../../../kernel/fields.ts'

export const emailForm = z.object({ epost: email('members.error.email') })
