import { formats } from '../../../texts/index.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { themeNames, type NamedTheme } from '../../../ui/theme-names.ts'
import type { Translate } from '../../../texts/index.ts'
import { confirmedField } from '../../../kernel/guarded-form.ts'
import type { Piece } from '../evidence/rules.ts'
import { PieceList, pieceText, sourceText } from '../evidence/words.tsx'
import { differing, involvements, longest, type Need, type NeedContent } from './rules.ts'

/** The fields of the form with their questions, in the order they stand. */
export const labelsOf = (t: Translate) => ({
  tittel: t('needs.field.title'), funn: t('needs.field.finding'), hvem: t('needs.field.forWhom'), arsak: t('needs.field.cause'), endring: t('needs.field.wished'), tegn: t('needs.field.signs'), temaer: t('needs.field.themes'), involvert: t('needs.field.staffInvolved'), hvordan: t('needs.field.staffInvolvedHow'), grunnlag: t('needs.field.evidence'),
})

/** What a need looks like in the fields of the form. */
export const typedOf = (need: NeedContent): Readonly<Record<string, string>> => ({ tittel: need.title, funn: need.finding, hvem: need.forWhom, arsak: need.cause, endring: need.wished, tegn: need.signs, involvert: need.staffInvolved ?? '', hvordan: need.staffInvolvedHow })

export type WriteView = {
  /** Undefined while it is new. */
  readonly id: string | undefined
  readonly startKey: string
  readonly version: number
  readonly themes: readonly (NamedTheme & { readonly offered: boolean })[]
  readonly pieces: readonly Piece[]
  readonly form: ShownForm
  readonly chosenThemes: readonly string[]
  readonly chosenPieces: readonly string[]
}

/** Writes a need, from what we see to how we will notice that it is better. Everything but the name may wait. */
export const WritePage = ({ page, view }: { readonly page: PageContext; readonly view: WriteView }) => {
  const { t } = page
  const { form } = view
  const labels = labelsOf(t)
  const long = (name: 'funn' | 'hvem' | 'arsak' | 'endring' | 'tegn', hint: string) => <TextArea name={name} label={labels[name]} hint={hint} rows={4} limit={longest} value={form.typed[name]} error={errorFor(form.errors, name)} guard />
  return (
    <Layout page={page} title={t(view.id ? 'needs.edit' : 'needs.new')} intro={t('needs.write.intro')} back={view.id ? { href: `/behovsbeskrivelser/${view.id}`, text: t('needs.back') } : { href: '/behovsbeskrivelser', text: t('needs.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} />
      <Form action={view.id ? `/behovsbeskrivelser/${view.id}/endring` : '/behovsbeskrivelser'} leaveWarning>
        {view.id ? <input type="hidden" name="versjon" value={view.version} /> : <input type="hidden" name="nokkel" value={view.startKey} />}
        <TextField name="tittel" label={labels.tittel} hint={t('needs.field.title.hint')} value={form.typed['tittel']} error={errorFor(form.errors, 'tittel')} guard />
        {view.pieces.length > 0 && <CheckboxGroup name="grunnlag" label={labels.grunnlag} hint={t('needs.field.evidence.hint')} values={view.chosenPieces} options={view.pieces.map((piece) => ({ value: piece.key, text: pieceText(page, view.themes, piece), hint: sourceText(page, piece) }))} />}
        {long('funn', t('needs.field.finding.hint'))}
        {long('hvem', t('needs.field.forWhom.hint'))}
        {long('arsak', t('needs.field.cause.hint'))}
        {long('endring', t('needs.field.wished.hint'))}
        {long('tegn', t('needs.field.signs.hint'))}
        <CheckboxGroup name="temaer" label={labels.temaer} hint={t('needs.field.themes.hint')} values={view.chosenThemes} error={errorFor(form.errors, 'temaer')} options={view.themes.filter(({ code, offered }) => offered || view.chosenThemes.includes(code)).map(({ code, name }) => ({ value: code, text: name[page.lang] }))} />
        <RadioGroup name="involvert" label={labels.involvert} value={form.typed['involvert']} error={errorFor(form.errors, 'involvert')} options={involvements.map((value) => ({ value, text: t(`needs.involved.${value}`) }))} />
        <TextArea name="hvordan" label={labels.hvordan} hint={t('needs.field.staffInvolvedHow.hint')} rows={3} limit={longest} value={form.typed['hvordan']} error={errorFor(form.errors, 'hvordan')} guard />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** Somebody has saved meanwhile: both texts, and a choice. Nothing is lost. */
export const ConflictPage = ({ page, need, mine, themes }: { readonly page: PageContext; readonly need: Need; readonly mine: NeedContent; readonly themes: readonly NamedTheme[] }) => {
  const { t, lang } = page
  const fields = differing(need, mine)
  return (
    <Layout page={page} title={t('needs.conflict.title')} intro={t('needs.conflict.text', { who: need.changedBy, when: formats(lang).dateTime(need.changedAt) })} above={need.title}>
      <h2 class="ds-heading" data-size="xs">{t('needs.conflict.theirs')}</h2>
      <Answers page={page} content={need} fields={fields} themes={themes} />
      <h2 class="ds-heading" data-size="xs">{t('needs.conflict.mine')}</h2>
      <Answers page={page} content={mine} fields={fields} themes={themes} />
      <Form action={`/behovsbeskrivelser/${need.id}/endring`}>
        <input type="hidden" name="versjon" value={need.version} />
        <input type="hidden" name={confirmedField} value="ja" />
        {Object.entries(typedOf(mine)).map(([name, value]) => <input type="hidden" name={name} value={value} />)}
        {mine.themes.map((code) => <input type="hidden" name="temaer" value={code} />)}
        {mine.evidence.map(({ key }) => <input type="hidden" name="grunnlag" value={key} />)}
        <ButtonRow>
          <Button>{t('needs.conflict.use-mine')}</Button>
          <LinkButton variant="secondary" href={`/behovsbeskrivelser/${need.id}`}>{t('needs.conflict.use-theirs')}</LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

const Answers = ({ page, content, fields, themes }: { readonly page: PageContext; readonly content: NeedContent; readonly fields: readonly (keyof NeedContent)[]; readonly themes: readonly NamedTheme[] }) => {
  const { t } = page
  const value = (field: keyof NeedContent) => {
    if (field === 'themes') return themeNames(page, themes, content.themes).join(', ')
    if (field === 'evidence') return content.evidence.length > 0 && <PieceList page={page} themes={themes} pieces={content.evidence} />
    if (field === 'staffInvolved') return content.staffInvolved && t(`needs.involved.${content.staffInvolved}`)
    return content[field] && <span class="long-text">{content[field]}</span>
  }
  return <SummaryList rows={fields.map((field) => ({ term: t(`needs.field.${field}`), value: value(field) }))} />
}
