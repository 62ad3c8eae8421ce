import { z } from 'zod'
import { oneOf, text, yes } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { ownCodes, type Answer } from './rules.ts'

/** One answer for each report: `svar-<id>` is '' (not now), 'none', or the code of a tie. What is not an answer is left out. */
export function readAnswers(form: Readonly<Record<string, unknown>>): { readonly answers: readonly Answer[]; readonly rest: boolean } {
  const answers = Object.entries(form).flatMap(([name, value]): Answer[] => {
    const id = /^svar-(.+)$/.exec(name)?.[1]
    if (!id || !looksLikeId(id)) return []
    if (value === 'none') return [{ reportId: id, tied: false, code: undefined }]
    const code = ownCodes.find((one) => one === value)
    return code ? [{ reportId: id, tied: true, code }] : []
  })
  return { answers, rest: yes().parse(form['resten']) }
}

const id = text({ max: 36, tooLong: '' }).refine(looksLikeId)
export const decisionForm = z.object({ melding: id, person: id, avgjorelse: oneOf(['yes', 'no'], key('impartiality.error.decision')), grunn: text({ required: key('impartiality.because.reason-missing'), max: 1000, tooLong: key('impartiality.error.reason.long') }) })
