import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { fieldId } from '../../../../ui/field-frame.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { themeNames, type NamedTheme } from '../../../../ui/theme-names.ts'
import type { Contact } from '../rules.ts'
import { isTalkedThrough, type Overlap, type Talk } from './rules.ts'

type View = { readonly place: { readonly id: string }; readonly reader: string; readonly overlaps: readonly Overlap[]; readonly talks: readonly Talk[]; readonly contacts: readonly Contact[]; readonly themes: readonly NamedTheme[]; readonly form: ShownForm; readonly formOf: string }
type Props = { readonly page: PageContext; readonly view: View }
export const talkLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ notat: t('support.talk.note') })

/** What is pointed out, with why and whom to talk to; and what has been talked through. */
export const OverlapList = ({ page, view }: Props) => {
  const { t, lang } = page
  const open = view.overlaps.filter((one) => !isTalkedThrough(one, view.talks))
  return (
    <>
      {open.length === 0 && <p>{t('support.overlaps.all-talked')}</p>}
      {open.map((one) => <Open page={page} view={view} one={one} title={titleOf(page, open, one)} />)}
      {view.talks.length > 0 && (
        <Details summary={t('support.talks', { count: view.talks.length })}>
          <ul class="ds-list">
            {view.talks.map((one) => <li><strong>{t(`support.rule.${one.rule}`)}</strong> {one.note} <span class="subtle">{t('support.talk.by', { who: one.by, day: formatDate(osloDate(one.at), lang, 'long') })}</span></li>)}
          </ul>
        </Details>
      )}
    </>
  )
}

/** Two of one kind have a number each, so that those who hear the page know which form is which. */
const titleOf = ({ t }: PageContext, open: readonly Overlap[], one: Overlap): string => {
  const alike = open.filter(({ rule }) => rule === one.rule)
  const rule = t(`support.rule.${one.rule}`)
  return alike.length === 1 ? rule : t('support.rule.of', { rule, number: alike.indexOf(one) + 1, all: alike.length })
}

export const sentenceOf = ({ t, lang }: PageContext, { rule, works, theme, day }: Overlap, themes: readonly NamedTheme[]): string => {
  const [first, second] = [works[0]?.by ?? '', works[1]?.by ?? '']
  const on = formatDate(day, lang, 'long')
  switch (rule) {
    case 'same-theme':
      return t('support.overlap.same-theme', { first, second, theme: themeNames({ lang }, themes, theme === undefined ? [] : [theme]).join(''), day: on })
    case 'many-at-once':
      return t('support.overlap.many-at-once', { count: works.length, day: on })
    case 'two-methods':
      return t('support.overlap.two-methods', { first, second, one: works[0]?.method ?? '', other: works[1]?.method ?? '' })
    case 'same-day':
      return t('support.overlap.same-day', { first, second, day: on })
    case 'planning-day':
      return t('support.overlap.planning-day', { first, day: on })
  }
}

const Open = ({ page, view, one, title }: Props & { readonly one: Overlap; readonly title: string }) => {
  const { t } = page
  const mine = view.formOf === one.about
  const shown = mine ? view.form : { typed: {}, errors: [], warnings: [] }
  const by = [...new Map(one.works.map(({ byId, by: name }) => [byId, name]))]
  const labels = talkLabels(t)
  const field = `notat-${view.overlaps.indexOf(one) + 1}`
  const at = fieldId(field)
  return (
    <Alert kind="warning" title={title} level={3}>
      <p>{sentenceOf(page, one, view.themes)} {t(`support.why.${one.rule}`)}</p>
      <ul class="ds-list">
        {by.map(([id, name]) => {
          const contact = view.contacts.find(({ serviceId }) => serviceId === id)
          return <li>{contact ? t('support.talk.contact', { name, who: contact.name, how: [contact.phone, contact.email].filter((way) => way !== '').join(', ') }) : t('support.talk.contact.none', { name })}</li>
        })}
      </ul>
      {view.reader !== 'kindergarten' && view.reader !== 'overview' && (
        <Details summary={t('support.talk')} about={title} open={mine && cameBack(shown)}>
          <Form action={`/stottesystem/${view.place.id}/samtale`} label={title}>
            <input type="hidden" name="gjelder" value={one.about} />
            <TextArea name="notat" id={at} label={labels['notat'] ?? ''} hint={t('support.talk.hint')} value={shown.typed['notat']} error={errorFor(shown.errors, field)} rows={2} limit={600} guard />
            <GuardNotice warnings={shown.warnings} labels={labels} at={at} />
            <ButtonRow>
              <Button variant="secondary" about={title}>{t('support.talk.save')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Alert>
  )
}
