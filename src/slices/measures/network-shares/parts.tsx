import { attachmentMegabytes, attachmentTypes } from '../../../kernel/attachment.ts'
import { formatDate, formatDateTime } from '../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { FileField, SelectField, TextArea } from '../../../ui/fields.tsx'
import { errorFor, Form } from '../../../ui/form.tsx'
import { GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Section } from '../../../ui/layout.tsx'
import { ForSchools } from '../network-schools/part.tsx'
import type { NetworkSchool } from '../network-schools/store.ts'
import { versionField } from './forms.ts'
import { toldLimit } from './rules.ts'
import type { Mine, Mover, Told } from './store.ts'

type Shares = { readonly page: PageContext; readonly path: string; readonly mine: readonly Mine[]; /** The schools one may let read it. */ readonly readers: readonly NetworkSchool[]; readonly form: ShownForm; /** This form came back. */ readonly here: boolean }

const WhoseField = ({ page: { t }, name, mine, form, here }: Omit<Shares, 'path' | 'readers'> & { readonly name: string }) => {
  const [first, ...others] = mine
  if (others.length === 0) return <input type="hidden" name={name} value={first?.id} />
  return <SelectField name={name} label={t('networks.kindergarten')} value={here ? form.typed[name] : undefined} error={here ? errorFor(form.errors, name) : undefined} options={mine.map(({ id, name: text }) => ({ value: id, text }))} />
}

/** What each kindergarten has told of the work until the next time, and the form for one's own. */
export const ToldPart = ({ told, labels, ...shares }: Shares & { readonly told: readonly Told[]; readonly labels: Readonly<Record<string, string>> }) => {
  const { page, path, mine, readers, form, here } = shares
  const { t, lang } = page
  const own = mine.length === 1 ? told.find(({ kindergartenId }) => kindergartenId === mine[0]?.id) : undefined
  return (
    <Section title={t('networks.told.title')} id="fortalt">
      {told.length === 0 ? (
        <p class="ds-paragraph">{t('networks.told.none')}</p>
      ) : (
        <ul class="plain-list">
          {told.map((one) => (
            <li>
              <strong>{one.kindergarten}</strong>
              <p class="ds-paragraph kept-text">{one.body}</p>
              <p class="subtle">{t('networks.told.by', { name: one.toldBy, when: formatDateTime(one.toldAt, lang) })}{one.forSchools && readers.length > 0 && `. ${t('network-schools.shared')}`}</p>
            </li>
          ))}
        </ul>
      )}
      {mine.length > 0 && (
        <Details summary={t(own ? 'networks.told.change' : 'networks.told.write')} open={here}>
          <Form action={`${path}/fortalt`} label={t('networks.told.title')} leaveWarning>
            {mine.map(({ id }) => (
              <input type="hidden" name={versionField(id)} value={told.find(({ kindergartenId }) => kindergartenId === id)?.version ?? 0} />
            ))}
            <WhoseField {...shares} name="barnehage" />
            <TextArea name="fortalt" label={t('networks.told.label')} hint={t('networks.told.hint')} value={here ? form.typed['fortalt'] : own?.body} error={here ? errorFor(form.errors, 'fortalt') : undefined} limit={toldLimit} rows={5} guard />
            <ForSchools page={page} schools={readers} what="told" checked={here ? form.typed['for-skoler'] === 'ja' : (own?.forSchools ?? false)} id="f-for-skoler-fortalt" />
            {here && <GuardNotice warnings={form.warnings} labels={labels} />}
            <ButtonRow>
              <Button variant="secondary">{t('networks.told.save')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Section>
  )
}

/** The form for a file of the kindergarten's own. */
export const BringPart = (shares: Shares) => {
  const { page, path, readers, form, here } = shares
  const { t } = page
  return (
    <Details summary={t('networks.bring')} open={here}>
      <p class="ds-paragraph">{t('networks.bring.text')}</p>
      <Form action={`${path}/egne-filer`} files label={t('networks.bring')}>
        <WhoseField {...shares} name="fra-barnehage" />
        <FileField name="egenfil" label={t('networks.meeting.file')} hint={t('networks.meeting.file.hint')} types={attachmentTypes} megabytes={attachmentMegabytes} error={here ? errorFor(form.errors, 'egenfil') : undefined} />
        <ForSchools page={page} schools={readers} what="file" checked={here && form.typed['for-skoler'] === 'ja'} />
        <ButtonRow>
          <Button variant="secondary">{t('networks.meeting.file.send')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

/** Where those have gone who led a kindergarten in the network: the kindergarten they came from and the one they are in, never the name. */
export const MoversPart = ({ page: { t, lang }, movers }: { readonly page: PageContext; readonly movers: readonly Mover[] }) =>
  movers.length === 0 ? null : (
    <Details summary={t('networks.movers', { count: movers.length })}>
      <ul class="ds-list">
        {movers.map(({ kindergarten, role, on, nowIn, nowRole }) => (
          <li>{t('networks.mover', { day: formatDate(on, lang, 'long'), kindergarten, role: t(`networks.mover.was.${role}`), now: t(`networks.mover.is.${nowRole}`), place: nowIn })}</li>
        ))}
      </ul>
    </Details>
  )
