import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextArea, TextField } from '../../../ui/fields.tsx'
import type { Theme } from '../flow/index.ts'
import { longest } from './forms.ts'
import { alwaysAsked, involvements, means, neverAsked, targets, type Field, type RequestContent, type Section } from './rules.ts'

type Props = {
  readonly page: PageContext
  readonly section: Section
  readonly content: RequestContent
  readonly errors: Readonly<Partial<Record<Field, string>>>
  readonly themes: readonly Theme[]
  readonly departments: readonly string[]
}

/** The questions of one part of the request. */
export const SectionFields = ({ page, section, content, errors, themes, departments }: Props) => {
  const { t, lang } = page
  const common = (field: Field) => ({ name: field, label: t(`guidance.field.${field}` as 'guidance.field.goal'), mark: alwaysAsked.includes(field) ? ('required' as const) : neverAsked.includes(field) ? ('optional' as const) : undefined, error: errors[field] && t(errors[field] as 'guidance.missing.target') })
  const long = (field: 'experienced' | 'tried' | 'effect' | 'wished' | 'goal' | 'staffInvolvedHow', hint?: string) => (
    <TextArea {...common(field)} value={content[field]} limit={longest.long} guard {...(hint ? { hint } : {})} />
  )
  switch (section) {
    case 'hvem':
      return (
        <>
          <RadioGroup {...common('target')} value={content.target} options={targets.filter((value) => value !== 'departments' || departments.length > 0).map((value) => ({ value, text: t(`guidance.target.${value}`) }))} />
          {departments.length > 0 && (
            <div class="for-departments">
              <CheckboxGroup {...common('departments')} hint={t('guidance.field.departments.hint')} values={content.departments} options={departments.map((name) => ({ value: name, text: name }))} />
            </div>
          )}
        </>
      )
    case 'tema':
      return <CheckboxGroup {...common('themes')} hint={t('guidance.field.themes.hint')} values={content.themes} options={themes.map((theme) => ({ value: theme.code, text: theme.name[lang], ...(theme.own ? { hint: t('guidance.theme.local') } : {}) }))} />
    case 'opplevelse':
      return (
        <>
          {long('experienced', t('guidance.field.experienced.hint'))}
          <TextField {...common('sinceWhen')} hint={t('guidance.field.sinceWhen.hint')} value={content.sinceWhen} guard />
          {long('tried', t('guidance.field.tried.hint'))}
          {long('effect')}
        </>
      )
    case 'onske':
      return (
        <>
          {long('wished')}
          {long('goal', t('guidance.field.goal.hint'))}
          <CheckboxGroup {...common('means')} values={content.means} options={means.map((value) => ({ value, text: t(`guidance.means.${value}`) }))} />
          <TextField {...common('times')} hint={t('guidance.field.times.hint')} value={content.times} guard />
        </>
      )
    case 'forankring':
      return (
        <>
          <RadioGroup {...common('staffInvolved')} value={content.staffInvolved} options={involvements.map((value) => ({ value, text: t(`guidance.involved.${value}`) }))} />
          {long('staffInvolvedHow', t('guidance.field.staffInvolvedHow.hint'))}
          <RadioGroup
            {...common('ownerInformed')}
            inline
            value={content.ownerInformed === undefined ? undefined : content.ownerInformed ? 'ja' : 'nei'}
            options={[
              { value: 'ja', text: t('common.yes') },
              { value: 'nei', text: t('common.no') },
            ]}
          />
        </>
      )
    case 'vedlegg':
      return null
  }
}
