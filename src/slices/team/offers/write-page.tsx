import { formatDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { home, offerPath } from './pages.tsx'
import { forms, levels, limits, type Offer } from './rules.ts'
import type { Theme } from './store.ts'

export const labelsOf = ({ t }: Pick<PageContext, 't'>) => ({
  tittel: t('offers.field.title'), form: t('offers.form'), om: t('offers.field.about'), temaer: t('offers.themes'), metoder: t('offers.methods'), sprakene: t('offers.languages'), niva: t('offers.level'), poeng: t('offers.credits'),
  barnehager: t('offers.field.kindergartens'), plasser: t('offers.field.places'), grunnlag: t('offers.evidence'), kontakt: t('offers.contact'), fra: t('offers.field.from'), til: t('offers.field.to'),
})
export const typedOf = (offer: Offer, { lang }: Pick<PageContext, 'lang'>) => ({
  tittel: offer.title, form: offer.form, om: offer.about, metoder: offer.methods.join(', '), sprakene: offer.languages.join(', '), niva: offer.level, poeng: offer.credits === undefined ? '' : String(offer.credits).replace('.', ','),
  barnehager: String(offer.kindergartens), plasser: offer.places === undefined ? '' : String(offer.places), grunnlag: offer.evidence, kontakt: offer.contact, fra: formatDate(offer.startsOn, lang, 'short'), til: offer.endsOn ? formatDate(offer.endsOn, lang, 'short') : '',
})

export type WriteView = { /** Undefined while it is new. */ readonly offer: Offer | undefined; readonly themes: readonly Theme[]; readonly chosen: readonly string[]; readonly seen: string; readonly form: ShownForm }
/** What a university offers, in its own words. */
export const WritePage = ({ page, view: { offer, themes, chosen, seen, form } }: { readonly page: PageContext; readonly view: WriteView }) => {
  const { t, lang } = page
  const labels = labelsOf(page)
  const { typed } = form
  const error = (name: string) => errorFor(form.errors, name)
  return (
    <Layout page={page} title={t(offer ? 'offers.edit' : 'offers.new')} {...(offer ? { above: offer.title } : {})} intro={t('offers.write.intro')} back={offer ? { href: offerPath(offer.id), text: offer.title } : { href: home, text: t('offers.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={offer ? offerPath(offer.id, '/endring') : home} leaveWarning>
        <input type="hidden" name="sett" value={seen} />
        <TextField name="tittel" label={labels.tittel} hint={t('offers.field.title.hint')} value={typed['tittel']} error={error('tittel')} guard />
        <RadioGroup name="form" label={labels.form} value={typed['form']} error={error('form')} options={forms.map((value) => ({ value, text: t(`offers.form.${value}`), hint: t(`offers.form.${value}.hint`) }))} />
        <CheckboxGroup name="temaer" label={labels.temaer} values={chosen} error={error('temaer')} options={themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />
        <TextArea name="om" label={labels.om} hint={t('offers.field.about.hint')} rows={5} limit={limits.about} value={typed['om']} error={error('om')} mark="optional" guard />
        <TextField name="metoder" label={labels.metoder} hint={t('offers.methods.hint')} value={typed['metoder']} error={error('metoder')} mark="optional" />
        <TextField name="sprakene" label={labels.sprakene} hint={t('offers.languages.hint')} value={typed['sprakene']} error={error('sprakene')} mark="optional" />
        <RadioGroup name="niva" label={labels.niva} value={typed['niva']} error={error('niva')} options={levels.map((value) => ({ value, text: t(`offers.level.${value}`) }))} />
        <TextField name="poeng" label={labels.poeng} hint={t('offers.credits.hint')} inputmode="decimal" width={6} value={typed['poeng']} error={error('poeng')} mark="optional" />
        <TextField name="barnehager" label={labels.barnehager} inputmode="numeric" width={6} value={typed['barnehager']} error={error('barnehager')} />
        <TextField name="plasser" label={labels.plasser} hint={t('offers.field.places.hint')} inputmode="numeric" width={6} value={typed['plasser']} error={error('plasser')} mark="optional" />
        <TextArea name="grunnlag" label={labels.grunnlag} hint={t('offers.evidence.hint')} rows={3} limit={limits.evidence} value={typed['grunnlag']} error={error('grunnlag')} mark="optional" guard />
        <TextField name="kontakt" label={labels.kontakt} hint={t('offers.contact.hint')} value={typed['kontakt']} error={error('kontakt')} guard />
        <DateField name="fra" label={labels.fra} value={typed['fra']} error={error('fra')} />
        <DateField name="til" label={labels.til} hint={t('offers.field.to.hint')} value={typed['til']} error={error('til')} mark="optional" />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow><Button>{t(offer ? 'common.save' : 'offers.publish')}</Button></ButtonRow>
      </Form>
    </Layout>
  )
}
