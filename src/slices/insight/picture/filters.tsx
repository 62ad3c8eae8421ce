import type { PageContext } from '../../../ui/context.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { FilterForm } from '../../../ui/filter-form.tsx'
import { dimensions, type Dimension } from './rules.ts'
import type { Filter } from './store.ts'
import { addressOf, fieldOf, type Choices } from './view.ts'
import { words, type Scope } from './words.ts'

export type FiltersProps = { readonly page: PageContext; readonly scope: Scope; readonly path: string; readonly year: number; readonly years: readonly number[]; readonly choices: Choices; readonly filter: Filter; readonly nameOf: ReadonlyMap<string, string>; readonly status: string; readonly by?: Dimension }

/** Year, and which kindergartens. Only what there is more than one of is offered. */
export const Filters = ({ page, scope, path, year, years, choices, filter, nameOf, status, by }: FiltersProps) => {
  const { t } = page
  const { yearName, partName } = words(page, nameOf)
  return (
    <FilterForm action={path} status={status} auto {...(by ? { keep: { del: fieldOf(by) } } : {})} {...(Object.keys(filter).length > 0 ? { clearHref: addressOf(path, year, {}, by) } : {})}>
      <SelectField name="aar" label={t('picture.year')} empty={false} value={String(year)} options={years.map((one) => ({ value: String(one), text: yearName(one) }))} />
      {dimensions.flatMap((one) => {
        const offered = choices[one] ?? []
        return offered.length < 2 ? [] : [<SelectField name={fieldOf(one)} label={t(`picture.by.${one}`)} empty={t('picture.filter.all')} value={filter[one] ?? ''} options={offered.map((value) => ({ value, text: partName(one, value, scope) }))} />]
      })}
    </FilterForm>
  )
}
