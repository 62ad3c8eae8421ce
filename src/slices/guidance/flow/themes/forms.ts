import * as z from 'zod'
import { text } from '../../../../kernel/fields.ts'
import type { ThemeProblem } from './rules.ts'

const name = text({ required: 'needed' satisfies ThemeProblem, max: 80, tooLong: 'too-long' satisfies ThemeProblem })

/** A theme's name in the three languages. The messages are names of problems, with words in the texts. */
export const themeForm = z.object({ nb: name, nn: name, en: name })
