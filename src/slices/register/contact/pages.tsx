import { formatDateTime } from '../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextField } from '../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import type { Standing } from './rules.ts'

export type Typed = Readonly<Record<'kortnavn' | 'omrade' | 'kontakt' | 'epost' | 'telefon' | 'ansatte', string>>

type Props = {
  readonly page: PageContext
  readonly unit: Standing
  readonly values: Typed
  readonly errors: readonly FieldError[]
  readonly changed: { readonly at: Date; readonly by: string } | undefined
}

export const ContactPage = ({ page, unit, values, errors, changed }: Props) => {
  const { t, lang } = page
  const field = (name: keyof Typed) => ({ name, value: values[name], error: errorFor(errors, name), mark: 'optional' as const })
  return (
    <Layout page={page} title={t('register.own.title')} above={unit.name} intro={t('register.own.intro')} back={{ href: `/barnehager/${unit.id}`, text: unit.name }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={`/barnehager/${unit.id}/kontakt`} leaveWarning>
        <TextField {...field('kortnavn')} label={t('register.own.short-name')} hint={t('register.own.short-name.help')} width={32} />
        <TextField {...field('omrade')} label={t('register.own.area')} hint={t('register.own.area.help')} width={32} />
        <TextField {...field('kontakt')} label={t('register.own.contact')} />
        <TextField {...field('epost')} label={t('register.own.email')} type="email" />
        <TextField {...field('telefon')} label={t('register.own.phone')} type="tel" width={16} />
        <TextField {...field('ansatte')} label={t('register.own.staff')} hint={t('register.own.staff.help')} inputmode="numeric" width={6} />
        {changed && <p class="ds-paragraph subtle">{t('register.changed-by', { name: changed.by, when: formatDateTime(changed.at, lang) })}</p>}
        <ButtonRow>
          <Button>{t('common.save')}</Button>
          <LinkButton href={`/barnehager/${unit.id}`} variant="tertiary">
            {t('common.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
