import { CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, type FieldError } from '../../../ui/form.tsx'
import { limits, ownersOf, type Choice } from './rules.ts'

type Group = { readonly id: string; readonly name: string; readonly members?: readonly string[] }
type QuickProps = { readonly page: PageContext; /** The address of the form, which ticks what it is asked to. */ readonly href: string; readonly choices: readonly Choice[]; readonly networks: readonly Group[]; readonly cohorts?: readonly Group[] }

/** Many at once: a network, a cohort, all of an owner, or all. The boxes are ticked, and can be changed. */
export const QuickChoices = ({ page: { t }, href, choices, networks, cohorts = [] }: QuickProps) => {
  const links = [
    ...networks.map(({ id, name }) => ({ query: `nettverk=${id}`, text: t('choose.network', { name }) })),
    ...cohorts.map(({ id, name }) => ({ query: `pulje=${id}`, text: t('choose.cohort', { name }) })),
    ...ownersOf(choices).map(({ id, name, count }) => ({ query: `eier=${id}`, text: t('choose.owner', { name, count }) })),
    { query: 'alle=1', text: t('choose.all', { count: choices.length }) },
  ]
  return (
    <Details summary={t('choose.quick')}>
      <p class="ds-paragraph">{t('choose.quick.text')}</p>
      <ul class="ds-list">
        {links.map(({ query, text }) => (
          <li>
            <a class="ds-link" href={`${href}?${query}`}>{text}</a>
          </li>
        ))}
      </ul>
    </Details>
  )
}

type FieldsProps = { readonly page: PageContext; readonly label: string; readonly hint?: string; readonly choices: readonly Choice[]; readonly chosen: readonly string[]; readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }
/** Which kindergartens: boxes, side by side when they are many, and a place to paste a list. */
export const KindergartenFields = ({ page: { t }, label, hint, choices, chosen, errors, typed }: FieldsProps) => (
  <>
    <CheckboxGroup name="barnehager" label={label} {...(hint ? { hint } : {})} values={chosen} error={errorFor(errors, 'barnehager')} inline={choices.length > limits.shown} options={choices.map(({ id, name }) => ({ value: id, text: name }))} />
    {choices.length > limits.shown && (
      <Details summary={t('choose.list')} open={Boolean(typed['liste'])}>
        <TextArea name="liste" label={t('choose.list.label')} hint={t('choose.list.hint')} rows={6} mark="optional" value={typed['liste']} error={errorFor(errors, 'liste')} />
      </Details>
    )}
  </>
)
