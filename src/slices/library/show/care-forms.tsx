import { formatDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, Form } from '../../../ui/form.tsx'
import { GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { limits } from '../materials/rules.ts'
import type { Material } from '../materials/store.ts'

type CareProps = { readonly page: PageContext; readonly action: string; readonly title: string; readonly button: string; readonly material: Pick<Material, 'responsible' | 'reviewOn'>; readonly form: ShownForm | undefined; readonly usual?: Readonly<Record<string, string>> }

/** Who answers for it, and the day it is looked at anew. */
export const CareForm = ({ page: { t, lang }, action, title, button, material, form, usual = {} }: CareProps) => {
  const typed = form?.typed ?? { ansvarlig: material.responsible || usual['ansvarlig'] || '', gjennomgang: material.reviewOn ? formatDate(material.reviewOn, lang, 'short') : (usual['gjennomgang'] ?? '') }
  const error = (field: string) => errorFor(form?.errors ?? [], field)
  return (
    <Form action={action} label={title}>
      <TextField name="ansvarlig" label={t('library.field.responsible')} hint={t('library.field.responsible.hint')} width={32} value={typed['ansvarlig']} error={error('ansvarlig')} guard />
      <DateField name="gjennomgang" label={t('library.field.review')} hint={t('library.field.review.hint')} value={typed['gjennomgang']} error={error('gjennomgang')} />
      {form && <GuardNotice warnings={form.warnings} labels={{ ansvarlig: t('library.field.responsible') }} />}
      <ButtonRow>
        <Button>{button}</Button>
      </ButtonRow>
    </Form>
  )
}

export const WithdrawForm = ({ page: { t }, materialId, form }: { readonly page: PageContext; readonly materialId: string; readonly form: ShownForm | undefined }) => {
  const fields = (
    <Form action={`/materiell/${materialId}/tilbaketrekking`} label={t('library.withdraw')}>
      <TextArea name="grunn" label={t('library.withdraw.words')} hint={t('library.withdraw.hint')} rows={2} limit={limits.withdrawn} value={form?.typed['grunn']} error={errorFor(form?.errors ?? [], 'grunn')} guard />
      {form && <GuardNotice warnings={form.warnings} labels={{ grunn: t('library.withdraw.words') }} />}
      <ButtonRow>
        <Button variant="secondary" danger>
          {t('library.withdraw.button')}
        </Button>
      </ButtonRow>
    </Form>
  )
  return form ? fields : <Details summary={t('library.withdraw')}>{fields}</Details>
}

export const ReturnForm = ({ page: { t }, materialId, form }: { readonly page: PageContext; readonly materialId: string; readonly form: ShownForm | undefined }) => (
  <Form action={`/materiell/${materialId}/retur`} label={t('library.return')}>
    <TextArea name="svar" label={t('library.return.words')} hint={t('library.return.hint')} rows={3} limit={limits.words} value={form?.typed['svar']} error={errorFor(form?.errors ?? [], 'svar')} guard />
    {form && <GuardNotice warnings={form.warnings} labels={{ svar: t('library.return.words') }} />}
    <ButtonRow>
      <Button variant="secondary">{t('library.return.button')}</Button>
    </ButtonRow>
  </Form>
)
