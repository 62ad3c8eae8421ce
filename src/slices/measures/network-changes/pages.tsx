import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { lastDay } from '../../../kernel/period.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import type { NamedTheme } from '../measures/store.ts'
import { labelsOf } from '../networks/pages.tsx'
import { audiences } from '../networks/rules.ts'
import type { Network } from '../networks/store.ts'

type ChangeView = { readonly network: Network; readonly changedAt: number; readonly themes: readonly NamedTheme[]; readonly form: ShownForm }

/** What a network is called and is about, who leads it and how long it stands. */
export const ChangeNetworkPage = ({ page, view: { network, changedAt, themes, form } }: { readonly page: PageContext; readonly view: ChangeView }) => {
  const { t, lang } = page
  const short = (day: LocalDate | undefined) => (day ? formatDate(day, lang, 'short') : '')
  const now: Readonly<Record<string, string>> = { navn: network.name, tema: network.theme ?? '', hvem: network.audience, leder: network.facilitator, fra: short(network.period.from), til: short(lastDay(network.period)), lest: String(changedAt) }
  const value = (name: string) => form.typed[name] ?? now[name]
  const error = (field: string) => errorFor(form.errors, field)
  return (
    <Layout page={page} title={t('networks.change.title', { network: network.name })} heading={t('networks.change')} above={network.name} intro={t('networks.change.intro')} back={{ href: `/nettverk/${network.id}`, text: network.name }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <Form action={`/nettverk/${network.id}/endring`} leaveWarning>
        <input type="hidden" name="lest" value={value('lest')} />
        <TextField name="navn" label={t('networks.name')} hint={t('networks.name.hint')} value={value('navn')} error={error('navn')} guard />
        <SelectField name="tema" label={t('networks.theme')} hint={t('networks.theme.hint')} empty={t('networks.theme.none')} value={value('tema')} error={error('tema')} options={themes.filter(({ offered, code }) => offered || code === network.theme).map(({ code, name }) => ({ value: code, text: name[lang] }))} mark="optional" />
        <RadioGroup name="hvem" label={t('networks.audience')} value={value('hvem')} error={error('hvem')} options={audiences.map((one) => ({ value: one, text: t(`networks.audience.${one}`) }))} />
        <TextField name="leder" label={t('networks.facilitator')} hint={t('networks.facilitator.hint')} value={value('leder')} error={error('leder')} width={32} guard />
        <DateField name="fra" label={t('networks.from')} value={value('fra')} error={error('fra')} />
        <DateField name="til" label={t('networks.to')} value={value('til')} error={error('til')} mark="optional" />
        <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />
        <ButtonRow>
          <Button>{t('networks.change.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
