import { z } from 'zod'
import { email, oneOf, optional, text } from '../../../../kernel/fields.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { isOrganisationNumber, parseOrganisationNumber, type OrganisationNumber } from '../../../../kernel/organisation-number.ts'
import { messageKey as key } from '../../../../texts/index.ts'
import { phone } from '../../contact/forms.ts'
import { needsMunicipality, orgTypeNames } from './rules.ts'

const number = optional(
  text({ max: 30, tooLong: key('register.detail.number.wrong') })
    .refine((typed) => parseOrganisationNumber(typed) !== undefined, { error: key('register.detail.number.wrong') })
    .transform((typed): OrganisationNumber | undefined => parseOrganisationNumber(typed))
    .refine((parsed) => isOrganisationNumber(parsed)),
)

const details = {
  navn: text({ required: key('register.detail.name.missing'), max: 200, tooLong: key('register.detail.name.long') }).refine((name) => !/[\n\t]/.test(name), { error: key('register.detail.name.lines') }),
  orgnummer: number,
  kontakt: text({ max: 120, tooLong: key('register.own.contact.long') }),
  epost: optional(email(key('register.own.email.wrong'))),
  telefon: phone,
}

/** A new organisation. */
export const newOrganisationForm = z
  .object({ ...details, type: oneOf(orgTypeNames, key('register.detail.type.missing')), kommune: optional(text({ max: 36, tooLong: key('register.detail.municipality.missing') })) })
  .superRefine((form, context) => {
    if (form.kommune === undefined ? needsMunicipality(form.type) : !looksLikeId(form.kommune)) context.addIssue({ code: 'custom', path: ['kommune'], message: key('register.detail.municipality.missing') })
  })
export type NewOrganisation = z.output<typeof newOrganisationForm>

/** What can be changed later: never the kind, and never a number that is there. */
export const changeForm = z.object({ ...details, type: optional(oneOf(orgTypeNames, key('register.detail.type.missing'))) })
export type DetailChange = z.output<typeof changeForm>
