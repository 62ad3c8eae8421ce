import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { ages, audiences, captions, licences, limits, type Content } from './rules.ts'
import type { NamedTheme } from './store.ts'

const labelKeys = {
  tittel: 'library.field.title', sammendrag: 'library.field.summary', tekst: 'library.field.body', temaer: 'library.field.themes', hvem: 'library.field.audience', alder: 'library.field.age', minutter: 'library.field.minutes', opphav: 'library.field.author', lisens: 'library.field.licence', lisensord: 'library.field.licence-words',
  film: 'library.field.film', teksting: 'library.field.captions', filmtekst: 'library.field.film-text', nytt: 'library.field.news', visnavn: 'library.field.show-name',
} as const
export const labelsOf = (t: PageContext['t']): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(labelKeys).map(([field, key]) => [field, t(key)]))

export const typedOf = (content: Content): Readonly<Record<string, string>> => ({
  tittel: content.title, sammendrag: content.summary, tekst: content.body, minutter: content.minutes === undefined ? '' : String(content.minutes), opphav: content.author, lisens: content.licence ?? '', lisensord: content.licenceWords, film: content.filmUrl, teksting: content.captions ?? '', filmtekst: content.filmText, nytt: content.news,
})

export type WriteView = {
  readonly startKey: string
  /** The material, when there is one; and when what is shown had last been changed. */
  readonly id: string | undefined
  readonly seen: number
  readonly number: number
  readonly themes: readonly NamedTheme[]
  readonly chosen: { readonly temaer: readonly string[]; readonly hvem: readonly string[]; readonly alder: readonly string[]; readonly visnavn: boolean }
  /** A head writes for the kindergarten, and puts it forward to the team. */
  readonly head: boolean
  readonly form: ShownForm
}

/** Writes a material: everything but the files. All but the title may wait. */
export const WritePage = ({ page, view }: { readonly page: PageContext; readonly view: WriteView }) => {
  const { t, lang } = page
  const { form, chosen, id } = view
  const { typed, errors } = form
  const labels = labelsOf(t)
  const error = (field: string) => errorFor(errors, field)
  const themes = view.themes.filter(({ code, offered }) => offered || chosen.temaer.includes(code))
  const options = (framework: boolean) => themes.filter((one) => one.framework === framework).map(({ code, name }) => ({ value: code, text: name[lang] }))
  return (
    <Layout page={page} title={id ? `${t('library.edit')}: ${typed['tittel'] ?? ''}` : t(view.head ? 'library.new.head' : 'library.new')} heading={id ? t('library.edit') : undefined} intro={t(view.head ? 'library.write.intro.head' : 'library.write.intro')} back={{ href: id ? `/materiell/${id}/utkast` : '/materiell', text: t(id ? 'library.draft' : 'library.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} labels={labels} />
      <Form action={id ? `/materiell/${id}/endring` : '/materiell'} leaveWarning>
        {id ? <input type="hidden" name="sett" value={String(view.seen)} /> : <input type="hidden" name="nokkel" value={view.startKey} />}
        <TextField name="tittel" label={labels['tittel'] ?? ''} value={typed['tittel']} error={error('tittel')} mark="required" guard />
        <TextArea name="sammendrag" label={labels['sammendrag'] ?? ''} hint={t('library.field.summary.hint')} rows={3} limit={limits.summary} value={typed['sammendrag']} error={error('sammendrag')} guard />
        <TextArea name="tekst" label={labels['tekst'] ?? ''} hint={t('library.field.body.hint')} rows={12} limit={limits.body} value={typed['tekst']} error={error('tekst')} guard />
        {view.number > 1 && <TextArea name="nytt" label={labels['nytt'] ?? ''} hint={t('library.field.news.hint')} rows={2} limit={limits.news} value={typed['nytt']} error={error('nytt')} guard />}
        <Section title={t('library.section.who')}>
          <CheckboxGroup name="temaer" label={t('library.field.areas')} values={chosen.temaer} options={options(true)} />
          {options(false).length > 0 && <CheckboxGroup id="f-temaer-egne" name="temaer" label={t('library.field.own-themes')} values={chosen.temaer} options={options(false)} />}
          <CheckboxGroup name="hvem" label={labels['hvem'] ?? ''} values={chosen.hvem} error={error('hvem')} options={audiences.map((one) => ({ value: one, text: t(`library.audience.${one}`) }))} />
          <CheckboxGroup name="alder" label={labels['alder'] ?? ''} hint={t('library.field.age.hint')} values={chosen.alder} error={error('alder')} options={ages.map((one) => ({ value: one, text: t(`library.age.${one}`) }))} />
          <TextField name="minutter" label={labels['minutter'] ?? ''} hint={t('library.field.minutes.hint')} inputmode="numeric" width={6} value={typed['minutter']} error={error('minutter')} mark="optional" />
        </Section>
        <Section title={t('library.section.film')}>
          <TextField name="film" type="url" label={labels['film'] ?? ''} hint={t('library.field.film.hint')} value={typed['film']} error={error('film')} mark="optional" />
          <RadioGroup name="teksting" label={labels['teksting'] ?? ''} hint={t('library.field.captions.hint')} value={typed['teksting']} error={error('teksting')} options={captions.map((one) => ({ value: one, text: t(`library.captions.${one}`) }))} />
          <TextArea name="filmtekst" label={labels['filmtekst'] ?? ''} hint={t('library.field.film-text.hint')} rows={4} limit={limits.filmText} value={typed['filmtekst']} error={error('filmtekst')} guard />
        </Section>
        <Section title={t('library.section.rights')}>
          <TextField name="opphav" label={labels['opphav'] ?? ''} hint={t('library.field.author.hint')} value={typed['opphav']} error={error('opphav')} mark="optional" guard />
          <SelectField name="lisens" label={labels['lisens'] ?? ''} hint={t('library.field.licence.hint')} value={typed['lisens']} error={error('lisens')} options={licences.map((one) => ({ value: one, text: t(`library.licence.${one}`) }))} />
          <TextArea name="lisensord" label={labels['lisensord'] ?? ''} hint={t('library.field.licence-words.hint')} rows={2} limit={limits.licenceWords} value={typed['lisensord']} error={error('lisensord')} guard />
          {view.head && <Checkbox name="visnavn" label={labels['visnavn'] ?? ''} checked={chosen.visnavn} />}
        </Section>
        <p class="subtle">{t('library.write.files')}</p>
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('library.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
