import { attachmentMegabytes, attachmentTypes } from '../../../../kernel/attachment.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { FileField, TextField } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Section } from '../../../../ui/layout.tsx'
import type { Discussion } from '../rules.ts'
import { labelsOf, pathOf } from '../shown/words.ts'
import type { Paper } from './store.ts'

type View = { readonly meeting: Discussion; readonly papers: readonly Paper[]; readonly form: ShownForm; readonly at: string }
/** Papers of the meeting: files and addresses. */
export const Papers = ({ page, view: { meeting, papers, form, at } }: { readonly page: PageContext; readonly view: View }) => {
  const { t } = page
  const writes = meeting.led && !meeting.cancelledAt
  if (papers.length === 0 && !writes) return null
  const here = (one: string) => (at === one ? form : undefined)
  const field = (one: string, name: string) => ({ name, label: labelsOf(t)[name] ?? '', value: here(one)?.typed[name], error: errorFor(here(one)?.errors ?? [], name) })
  return (
    <Section title={t('discussions.papers')} id="papirer">
      {papers.length === 0 ? <p class="ds-paragraph subtle">{t('discussions.papers.none')}</p> : (
        <ul class="plain-list">
          {papers.map((one) => (
            <li>
              <a class="ds-link" href={one.url ?? pathOf(meeting.id, `/papirer/${one.id}`)} {...(one.url ? { rel: 'noreferrer' } : {})}>{one.url ? one.name : t('networks.meeting.file.size', { name: one.name, kilobytes: Math.ceil((one.size ?? 0) / 1024) })}</a>
              {writes && <Form action={pathOf(meeting.id, `/papirer/${one.id}/fjerning`)}><Button variant="tertiary" small about={one.name}>{t('discussions.papers.remove')}</Button></Form>}
            </li>
          ))}
        </ul>
      )}
      {writes && (
        <Details summary={t('discussions.papers.add')} open={at === 'fil' || at === 'lenke'}>
          <Form action={pathOf(meeting.id, '/papirer')} files label={t('discussions.papers.file')}>
            <FileField name="fil" label={t('discussions.field.file')} types={attachmentTypes} megabytes={attachmentMegabytes} error={field('fil', 'fil').error} />
            <ButtonRow><Button variant="secondary">{t('discussions.papers.file')}</Button></ButtonRow>
          </Form>
          <Form action={pathOf(meeting.id, '/papirer/lenke')} label={t('discussions.papers.link')}>
            <TextField {...field('lenke', 'navn')} guard />
            <TextField {...field('lenke', 'adresse')} type="url" />
            {at === 'lenke' && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
            <ButtonRow><Button variant="secondary">{t('discussions.papers.link')}</Button></ButtonRow>
          </Form>
        </Details>
      )}
    </Section>
  )
}
