import { Button, ButtonRow } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import { Card } from '../../../ui/card.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import type { Scheme } from '../schemes/rules.ts'
import type { FormChoice } from './store.ts'

export type EditProps = {
  readonly page: PageContext
  readonly id: string | undefined
  /** An earlier round that a new one can begin like. */
  readonly like: { readonly id: string; readonly title: string } | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly schemes: readonly Scheme[]
  readonly forms: readonly FormChoice[]
  readonly forums: readonly { readonly id: string; readonly name: string }[]
  readonly errors: readonly FieldError[]
}

export const RoundEditPage = ({ page, id, like, typed, schemes, forms, forums, errors }: EditProps) => {
  const { t, lang } = page
  const field = (name: string) => ({ name, value: typed[name], error: errorFor(errors, name) })
  return (
    <Layout page={page} title={t(id ? 'rounds.edit' : 'rounds.new')} intro={t('rounds.new.intro')} back={id ? { href: `/runder/${id}`, text: typed['tittel'] || t('rounds.name') } : { href: '/runder', text: t('rounds.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {like && (
        <Card title={t('rounds.like')} tinted>
          <p class="ds-paragraph">{t('rounds.like.text', { round: like.title })}</p>
          <Form action={`/runder/${like.id}/kopi`} label={t('rounds.like')}>
            <ButtonRow>
              <Button variant="secondary" about={like.title}>{t('rounds.like.copy')}</Button>
            </ButtonRow>
          </Form>
        </Card>
      )}
      <Form action={id ? `/runder/${id}/endring` : '/runder/ny'} leaveWarning>
        {typed['versjon'] && <input type="hidden" name="versjon" value={typed['versjon']} />}
        <TextField {...field('tittel')} label={t('rounds.field.title')} />
        <RadioGroup {...field('ordning')} label={t('rounds.scheme')} hint={t('rounds.field.scheme.hint')} options={schemes.map(({ code, short }) => ({ value: code, text: short[lang] }))} />
        <TextField {...field('aar')} label={t('rounds.field.year')} inputmode="numeric" width={6} />
        <DateField {...field('apner')} label={t('rounds.field.opens')} />
        <DateField {...field('frist')} label={t('rounds.field.closes')} hint={t('rounds.field.closes.hint')} />
        <DateField {...field('rapport')} label={t('rounds.field.results')} />
        <SelectField {...field('skjema')} label={t('rounds.form')} hint={t('rounds.field.form.hint')} options={forms.map(({ id: value, name, number }) => ({ value, text: t('rounds.form.value', { name: name[lang], number }) }))} />
        <SelectField {...field('forum')} label={t('rounds.forum')} empty={t('rounds.field.forum.none')} options={forums.map(({ id: value, name }) => ({ value, text: name }))} />
        <TextArea {...field('informasjon')} label={t('rounds.information')} hint={t('rounds.field.information.hint')} rows={10} limit={8000} />
        <RadioGroup {...field('modus')} label={t('rounds.field.mode')} options={(['live', 'test'] as const).map((value) => ({ value, text: t(`rounds.field.mode.${value}`) }))} />
        <TextArea {...field('testere')} label={t('rounds.field.testers')} hint={t('rounds.field.testers.hint')} rows={3} />
        <ButtonRow>
          <Button>{t('rounds.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
