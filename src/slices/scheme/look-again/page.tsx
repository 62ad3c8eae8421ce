import { confirmedField, type GuardWarning, type Typed } from '../../../kernel/guarded-form.ts'
import { Button } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form } from '../../../ui/form.tsx'
import { GuardNotice } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'

type Props = { readonly page: PageContext; /** Where the form was sent. */ readonly address: string; readonly form: Readonly<Record<string, unknown>>; readonly typed: Typed; readonly stops: readonly string[]; readonly warnings: readonly GuardWarning[] }

/** The words that must be looked at, ready to be mended, with the rest of the form as it was sent. */
export const LookAgainPage = ({ page, address, form, typed, stops, warnings }: Props) => {
  const { t } = page
  const shown = Object.keys(typed).filter((name) => stops.includes(name) || warnings.some(({ field }) => field === name))
  const labels = Object.fromEntries(shown.map((name, at) => [name, shown.length === 1 ? t('guard.again.label') : t('guard.again.label.number', { number: at + 1 })]))
  const errors = stops.map((field) => ({ field, text: t('common.guard.national-id') }))
  const kept = Object.entries(form).flatMap(([name, value]) => (shown.includes(name) || name === '_csrf' || name === confirmedField ? [] : [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one] as const] : []))))
  return (
    <Layout page={page} title={t('guard.again.title')} intro={t('guard.again.intro')} hasErrors>
      <ErrorSummary errors={errors} labels={labels} />
      <Form action={address}>
        {kept.map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {shown.map((name) => (
          <TextArea name={name} label={labels[name] ?? ''} value={typed[name]} error={errorFor(errors, name)} />
        ))}
        <GuardNotice warnings={warnings} labels={labels} />
        <Button>{t('guard.again.send')}</Button>
      </Form>
    </Layout>
  )
}
