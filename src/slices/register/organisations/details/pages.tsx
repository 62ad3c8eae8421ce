import { formatDateTime } from '../../../../kernel/dates.ts'
import { formatOrganisationNumber } from '../../../../kernel/organisation-number.ts'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { SelectField, TextField } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { orgTypeNames, orgTypes, typesOf } from './rules.ts'
import type { Detailed } from './store.ts'

export type TypedDetails = Readonly<Record<'type' | 'navn' | 'orgnummer' | 'kommune' | 'kontakt' | 'epost' | 'telefon', string>>
type Shown = { readonly page: PageContext; readonly values: TypedDetails; readonly errors: readonly FieldError[] }

export const NewOrganisationPage = ({ page, values, errors, municipalities }: Shown & { readonly municipalities: readonly { readonly id: string; readonly name: string; readonly number: string }[] }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('register.detail.new')} intro={t('register.detail.new.intro')} back={{ href: '/organisasjoner', text: t('register.org.all') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action="/organisasjoner" leaveWarning>
        <SelectField name="type" label={t('register.org.kind')} value={values.type} error={errorFor(errors, 'type')} options={orgTypeNames.map((type) => ({ value: type, text: t(`register.type.${type}`) }))} />
        <NameField page={page} values={values} errors={errors} />
        <SelectField
          name="kommune"
          label={t('register.detail.municipality')}
          hint={t('register.detail.municipality.help')}
          empty={t('register.detail.municipality.none')}
          value={values.kommune}
          error={errorFor(errors, 'kommune')}
          options={municipalities.map(({ id, name, number }) => ({ value: id, text: `${name} (${number})` }))}
        />
        <NumberField page={page} values={values} errors={errors} />
        <ContactFields page={page} values={values} errors={errors} />
        <Buttons page={page} cancel="/organisasjoner" />
      </Form>
    </Layout>
  )
}

export const DetailsPage = ({ page, values, errors, organisation }: Shown & { readonly organisation: Detailed }) => {
  const { t, lang } = page
  const { id, name, kind, organisationNumber, contact } = organisation
  const types = typesOf(kind)
  return (
    <Layout page={page} title={t('register.detail.title')} above={name} back={{ href: `/organisasjoner/${id}`, text: name }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {organisationNumber && <SummaryList rows={[{ term: t('register.fact.number'), value: formatOrganisationNumber(organisationNumber) }]} />}
      <Form action={`/organisasjoner/${id}/opplysninger`} leaveWarning>
        {types.length > 1 && (
          <SelectField name="type" label={t('register.org.kind')} empty={t('register.detail.type.unknown')} value={values.type} error={errorFor(errors, 'type')} options={types.map((type) => ({ value: type, text: t(`register.type.${type}`) }))} />
        )}
        <NameField page={page} values={values} errors={errors} />
        {!organisationNumber && <NumberField page={page} values={values} errors={errors} />}
        <ContactFields page={page} values={values} errors={errors} />
        {contact && <p class="ds-paragraph subtle">{t('register.detail.contact.changed', { name: contact.changedBy, when: formatDateTime(contact.changedAt, lang) })}</p>}
        <Buttons page={page} cancel={`/organisasjoner/${id}`} />
      </Form>
    </Layout>
  )
}

const NameField = ({ page: { t }, values, errors }: Shown) => <TextField name="navn" label={t('register.fact.name')} hint={t('register.detail.name.help')} value={values.navn} error={errorFor(errors, 'navn')} />

const NumberField = ({ page: { t }, values, errors }: Shown) => (
  <TextField name="orgnummer" label={t('register.fact.number')} hint={t('register.detail.number.help')} mark="optional" inputmode="numeric" width={16} value={values.orgnummer} error={errorFor(errors, 'orgnummer')} />
)

const ContactFields = ({ page: { t }, values, errors }: Shown) => (
  <>
    <TextField name="kontakt" label={t('register.own.contact')} mark="optional" value={values.kontakt} error={errorFor(errors, 'kontakt')} />
    <TextField name="epost" label={t('register.own.email')} type="email" mark="optional" value={values.epost} error={errorFor(errors, 'epost')} />
    <TextField name="telefon" label={t('register.own.phone')} type="tel" width={16} mark="optional" value={values.telefon} error={errorFor(errors, 'telefon')} />
  </>
)

const Buttons = ({ page: { t }, cancel }: { readonly page: PageContext; readonly cancel: string }) => (
  <ButtonRow>
    <Button>{t('common.save')}</Button>
    <LinkButton href={cancel} variant="tertiary">
      {t('common.cancel')}
    </LinkButton>
  </ButtonRow>
)

/** What kind of organisation, as exactly as we know it. */
export const typeText = ({ t }: PageContext, { kind, form }: Pick<Detailed, 'kind' | 'form'>): string => {
  const type = form === undefined ? undefined : orgTypeNames.find((name) => orgTypes[name].kind === kind && orgTypes[name].form === form)
  return type ? t(`register.type.${type}`) : t(`register.kind.${kind}`)
}
