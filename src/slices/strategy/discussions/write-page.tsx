import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import type { Place } from '../places/store.ts'
import { Instead } from './shown/parts.tsx'
import type { Discussion } from './rules.ts'
import { labelsOf, pathOf, whenText } from './shown/words.ts'

export type WriteView = { readonly meeting: Discussion | undefined; readonly key: string; readonly places: readonly Place[]; readonly form: ShownForm; readonly seen: number; /** Somebody else has changed it: what stands now is shown beside what was typed. */ readonly meanwhile: boolean }

/** A new meeting, or one that is changed. */
export const WritePage = ({ page, view: { meeting, key, places, form, seen, meanwhile } }: { readonly page: PageContext; readonly view: WriteView }) => {
  const { t } = page
  const labels = labelsOf(t)
  const field = (name: string) => ({ name, label: labels[name] ?? '', value: form.typed[name], error: errorFor(form.errors, name) })
  return (
    <Layout page={page} title={t(meeting ? 'discussions.change' : 'discussions.new')} above={meeting?.title} intro={meeting ? undefined : t('discussions.new.intro')} back={meeting ? { href: pathOf(meeting.id), text: meeting.title } : { href: '/droftinger', text: t('discussions.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      {meeting && meanwhile && <Instead page={page} who={meeting.changedBy} text={`${meeting.title}\n${meeting.purpose}\n${whenText(page, meeting)}\n${meeting.place} ${meeting.link}`} />}
      <Form action={meeting ? pathOf(meeting.id, '/endring') : '/droftinger'} leaveWarning>
        {meeting ? <input type="hidden" name="sett" value={seen} /> : <input type="hidden" name="nokkel" value={key} />}
        {!meeting && (places.length === 1 ? <input type="hidden" name="kommune" value={places[0]?.id} /> : <SelectField {...field('kommune')} options={places.map(({ id, name }) => ({ value: id, text: name }))} />)}
        <TextField {...field('tittel')} hint={t('discussions.field.title.hint')} guard />
        <TextField {...field('formal')} hint={t('discussions.field.purpose.hint')} guard />
        <DateField {...field('dato')} />
        <TextField {...field('fra')} hint={t('discussions.field.time.hint')} width={6} />
        <TextField {...field('til')} width={6} />
        <TextField {...field('sted')} hint={t('discussions.field.place.hint')} guard />
        <TextField {...field('lenke')} type="url" mark="optional" />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow><Button>{t(meeting ? 'common.save' : 'discussions.new.button')}</Button></ButtonRow>
      </Form>
    </Layout>
  )
}
