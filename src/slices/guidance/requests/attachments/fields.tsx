import { formats } from '../../../../texts/index.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { FileField } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import { attachmentMegabytes, attachmentTypes } from '../../../../kernel/attachment.ts'
import type { Attachment } from '../store.ts'

type List = { readonly page: PageContext; readonly id: string; readonly attachments: readonly Attachment[]; readonly mayRemove: (one: Attachment) => boolean }

/** The files, with who attached each, and a button for those one may take away. */
export const AttachmentList = ({ page, id, attachments, mayRemove }: List) => {
  const { t, lang } = page
  if (attachments.length === 0) return <p class="subtle">{t('guidance.attachments.none')}</p>
  return (
    <ul class="plain-list">
      {attachments.map((one) => (
        <li>
          <a class="ds-link" href={`/veiledning/${id}/vedlegg/${one.id}`}>
            {t('guidance.attachments.size', { name: one.name, kilobytes: Math.ceil(one.size / 1024) })}
          </a>
          <p class="subtle">
            {one.addedByName}, {formats(lang).date(one.addedAt)}
          </p>
          {mayRemove(one) && (
            <Form action={`/veiledning/${id}/vedlegg/${one.id}/fjerning`}>
              <Button variant="tertiary" small about={one.name}>
                {t('guidance.attachments.remove')}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}

/** One file at a time; pictures are not asked for. */
export const AttachmentForm = ({ page, id, error }: { readonly page: PageContext; readonly id: string; readonly error: string | undefined }) => {
  const { t } = page
  return (
    <Form action={`/veiledning/${id}/vedlegg`} files label={t('guidance.field.attachments')}>
      <FileField name="fil" label={t('guidance.field.attachments')} types={attachmentTypes} megabytes={attachmentMegabytes} error={error} />
      <ButtonRow>
        <Button variant="secondary">{t('guidance.attachments.add')}</Button>
      </ButtonRow>
    </Form>
  )
}
