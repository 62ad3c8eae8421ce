import type { PageContext } from '../../../ui/context.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import type { NamedTheme } from '../measures/store.ts'
import { themeText } from '../networks/pages.tsx'
import { figures, type Lifted } from './rules.ts'

export type ThemesView = { readonly lifted: readonly Lifted[]; readonly themes: readonly NamedTheme[]; readonly years: readonly number[]; readonly year: number; readonly municipality: string | undefined; readonly municipalities: readonly { readonly id: string; readonly name: string }[]; readonly back: boolean }

/** What resource teams talk of, put together: themes that five kindergartens or more have had. */
export const LiftedThemesPage = ({ page, view }: { readonly page: PageContext; readonly view: ThemesView }) => {
  const { t } = page
  const { years, year, municipality, municipalities } = view
  const rows = figures(view.lifted, year, municipality)
  return (
    <Layout page={page} title={t('resource.themes.title')} intro={t('resource.themes.intro')} {...(view.back ? { back: { href: '/ressursteam', text: t('resource.title') } } : {})}>
      {(years.length > 1 || municipalities.length > 1) && (
        <form class="form" method="get" action="/ressursteam/temaer" aria-label={t('resource.themes.filter')}>
          <SelectField name="ar" label={t('resource.themes.year')} empty={false} value={String(year)} options={years.map((one) => ({ value: String(one), text: t('resource.themes.year.value', { from: String(one), to: String(one + 1) }) }))} />
          {municipalities.length > 1 && <SelectField name="kommune" label={t('resource.themes.municipality')} empty={t('resource.themes.municipality.all')} value={municipality} options={municipalities.map(({ id, name }) => ({ value: id, text: name }))} mark="optional" />}
          <ButtonRow>
            <Button variant="secondary">{t('resource.themes.show')}</Button>
          </ButtonRow>
        </form>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('resource.themes.none')}>
          <p>{t('resource.themes.none.text')}</p>
        </EmptyState>
      ) : (
        <Section title={t('resource.themes.year.value', { from: String(year), to: String(year + 1) })}>
          <Table
            caption={t('resource.themes.caption')}
            hiddenCaption
            rows={rows}
            rowKey={({ theme }) => theme}
            columns={[
              { key: 'theme', title: t('resource.themes.theme'), heading: true, cell: (row) => themeText(page, view.themes, row.theme) },
              { key: 'count', title: t('resource.themes.kindergartens'), numeric: true, cell: (row) => String(row.kindergartens) },
            ]}
          />
        </Section>
      )}
      <p class="ds-paragraph subtle">{t('resource.themes.rule')}</p>
    </Layout>
  )
}
