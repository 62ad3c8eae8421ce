import { staffGroups, type Scheme, type StaffGroup } from '../../schemes/rules.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { controlAttributes, ErrorText, fieldId } from '../../../../ui/field-frame.tsx'
import { DateField, TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { groupField, longestText } from './forms.ts'
import { involvements } from './rules.ts'

/** The fields' own words, in the order they stand on the page. */
export const participationLabels = (t: Translate): Readonly<Record<string, string>> => ({
  ...Object.fromEntries(staffGroups.flatMap((group) => (['ansatte', 'deltok'] as const).map((part) => [groupField(group, part), `${t(`forms.group.${group}`)}, ${t(part === 'ansatte' ? 'forms.staff.employed' : 'anchoring.took-part')}`]))),
  dato: t('anchoring.field.held-on'),
  hvordan: t('anchoring.field.how'),
  tillitsvalgte: t('anchoring.field.representatives'),
  tillitHvordan: t('anchoring.field.representatives-how'),
  tillitDato: t('anchoring.field.representatives-on'),
})

type Props = { readonly page: PageContext; readonly id: string; readonly kindergarten: string; readonly scheme: Pick<Scheme, 'representatives'>; readonly signed: boolean; readonly form: ShownForm }

/** The head tells how the staff took part, group by group: numbers, and never a name. */
export const ParticipationPage = ({ page, id, kindergarten, scheme, signed, form }: Props) => {
  const { t } = page
  const { typed, errors } = form
  const labels = participationLabels(t)
  const label = (name: string): string => labels[name] ?? name
  return (
    <Layout page={page} title={t('anchoring.tell.title')} above={kindergarten} intro={t('anchoring.tell.intro')} back={{ href: `/behov/${id}/forankring`, text: t('anchoring.back') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} labels={labels} />
      {signed && <p>{t('anchoring.tell.signed')}</p>}
      <Form action={`/behov/${id}/forankring/personalet`} leaveWarning>
        <Table<StaffGroup>
          caption={t('anchoring.groups')}
          rows={staffGroups}
          rowKey={(group) => group}
          columns={[
            { key: 'group', title: t('forms.staff.group'), heading: true, cell: (group) => t(`forms.group.${group}`) },
            { key: 'employed', title: t('forms.staff.employed'), cell: (group) => <CountField name={groupField(group, 'ansatte')} label={label(groupField(group, 'ansatte'))} form={form} /> },
            { key: 'took-part', title: t('anchoring.took-part'), cell: (group) => <CountField name={groupField(group, 'deltok')} label={label(groupField(group, 'deltok'))} form={form} /> },
          ]}
        />
        <p class="subtle">{t('anchoring.tell.five')}</p>
        <DateField name="dato" label={label('dato')} value={typed['dato']} error={errorFor(errors, 'dato')} mark="required" />
        <TextArea name="hvordan" label={label('hvordan')} hint={t('anchoring.field.how.hint')} rows={4} limit={longestText} value={typed['hvordan']} error={errorFor(errors, 'hvordan')} mark="required" guard />
        <RadioGroup name="tillitsvalgte" label={label('tillitsvalgte')} value={typed['tillitsvalgte']} error={errorFor(errors, 'tillitsvalgte')} mark={scheme.representatives ? 'required' : 'optional'} options={involvements.map((value) => ({ value, text: t(`anchoring.representatives.${value}`) }))} />
        <TextArea name="tillitHvordan" label={label('tillitHvordan')} hint={t('anchoring.field.representatives-how.hint')} rows={3} limit={longestText} value={typed['tillitHvordan']} error={errorFor(errors, 'tillitHvordan')} guard />
        <DateField name="tillitDato" label={label('tillitDato')} value={typed['tillitDato']} error={errorFor(errors, 'tillitDato')} />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('anchoring.tell.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

const CountField = ({ name, label, form }: { readonly name: string; readonly label: string; readonly form: ShownForm }) => {
  const error = errorFor(form.errors, name)
  return (
    <div class="ds-field">
      <input class="ds-input" type="text" inputmode="numeric" autocomplete="off" size={4} aria-label={label} value={form.typed[name] ?? ''} {...controlAttributes({ name, label, error })} />
      <ErrorText id={fieldId(name)} error={error} />
    </div>
  )
}
