import { ore, plainKroner } from '../../../../kernel/money.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { SelectField } from '../../../../ui/fields.tsx'
import { FilterForm } from '../../../../ui/filter-form.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { shownShare, unreported, type Group, type Overview, type PlaceGroup } from './rules.ts'

type Page = { readonly page: PageContext }
type Named<Row> = Row & { readonly name: string }
export type NamedOverview = { readonly strands: readonly Named<Group>[]; readonly owners: readonly Named<Group>[]; readonly places: readonly Named<PlaceGroup>[]; readonly all: Overview['all'] }

/** The county's numbers, the same as in the file to the directorate. */
export const OverviewPage = ({ page, overview, year, years, disqualified }: Page & { readonly overview: NamedOverview; readonly year: number | undefined; readonly years: readonly number[]; readonly disqualified: boolean }) => {
  const { t, lang } = page
  const { all } = overview
  const number = formats(lang).number
  return (
    <Layout page={page} title={t('results.overview.title')} intro={t('results.overview.intro')} back={{ href: '/resultater', text: t('results.title') }} wide>
      {disqualified && (
        <Alert kind="warning" title={t('results.overview.disqualified')}>
          <p class="ds-paragraph">{t('results.overview.disqualified.text')}</p>
        </Alert>
      )}
      {year === undefined ? (
        <EmptyState title={t('results.none')}>
          <p>{t('results.none.governor')}</p>
        </EmptyState>
      ) : (
        <>
          <FilterForm action="/resultater/oversikt" auto status={t('results.overview.status', { year, sent: all.sent, due: all.due })}>
            <SelectField name="aar" label={t('results.year')} value={String(year)} options={years.map((one) => ({ value: String(one), text: String(one) }))} />
          </FilterForm>
          <KeyFigures
            figures={[
              { label: t('results.overview.sent'), value: t('results.overview.sent.of', { sent: number(all.sent), due: number(all.due) }) },
              { label: t('results.used'), value: plainKroner(all.used, lang), note: t('results.overview.of', { granted: plainKroner(all.granted, lang) }) },
              { label: t('results.unused'), value: plainKroner(all.unused, lang) },
              { label: t('results.people.part'), value: peopleText(page, all.part), note: shareText(page, all) },
            ]}
          />
          <Section title={t('results.overview.strands')}>
            <Groups page={page} caption={t('results.overview.strands')} rows={overview.strands} all={all} />
          </Section>
          <Section title={t('results.overview.owners')}>
            <Groups page={page} caption={t('results.overview.owners')} rows={overview.owners} all={all} />
          </Section>
          <Section title={t('results.overview.places')}>
            {overview.places.length === 0 ? (
              <p class="ds-paragraph">{t('results.overview.places.none')}</p>
            ) : (
              <Table
                caption={t('results.overview.places')}
                hiddenCaption
                phone="scroll"
                rows={overview.places}
                rowKey={({ key }) => key}
                columns={[{ key: 'name', title: t('results.overview.place'), heading: true, cell: (row) => row.name }, ...moneyColumns<Named<PlaceGroup>>(page), ...peopleColumns<Named<PlaceGroup>>(page)]}
                foot={[t('results.total'), ...moneyColumns<Group>(page).map(({ cell }) => cell(all)), number(all.kindergartens), number(all.fellOut), peopleText(page, all.employed), peopleText(page, all.part), shareText(page, all)]}
              />
            )}
          </Section>
          <p class="ds-paragraph subtle">{t('results.overview.places.money')}</p>
          <p class="ds-paragraph subtle">{t('results.overview.people')}</p>
          <ButtonRow>
            <LinkButton href={`/resultater/oversikt.xlsx?aar=${year}`} variant="secondary" download>
              {t('results.overview.xlsx')}
            </LinkButton>
          </ButtonRow>
        </>
      )}
    </Layout>
  )
}

/** Fewer than five, in words; otherwise to the nearest five. */
const peopleText = ({ t, lang }: PageContext, shown: number | undefined): string => (shown === undefined ? t('results.overview.few') : formats(lang).number(shown))
const shareText = ({ lang }: PageContext, group: Pick<Group, 'employed' | 'part'>): string => {
  const share = shownShare(group)
  return share === undefined ? '–' : formats(lang).percent(share)
}

const peopleColumns = <Row extends PlaceGroup>(page: PageContext) => [
  { key: 'kindergartens', title: page.t('results.overview.kindergartens'), numeric: true, cell: (row: Row) => formats(page.lang).number(row.kindergartens) },
  { key: 'out', title: page.t('results.overview.fell-out'), numeric: true, cell: (row: Row) => formats(page.lang).number(row.fellOut) },
  { key: 'employed', title: page.t('results.people.employed'), numeric: true, cell: (row: Row) => peopleText(page, row.employed) },
  { key: 'part', title: page.t('results.people.part'), numeric: true, cell: (row: Row) => peopleText(page, row.part) },
  { key: 'share', title: page.t('results.people.share'), numeric: true, cell: (row: Row) => shareText(page, row) },
]

const moneyColumns = <Row extends PlaceGroup>({ t, lang }: PageContext) => [
  { key: 'granted', title: t('results.granted'), numeric: true, cell: (row: Row) => plainKroner(row.granted, lang) },
  { key: 'used', title: t('results.used'), numeric: true, cell: (row: Row) => plainKroner(row.used, lang) },
  { key: 'unused', title: t('results.unused'), numeric: true, cell: (row: Row) => plainKroner(row.unused, lang) },
  { key: 'unreported', title: t('results.overview.unreported'), numeric: true, cell: (row: Row) => plainKroner(ore(unreported(row)), lang) },
]

const Groups = ({ page, caption, rows, all }: Page & { readonly caption: string; readonly rows: readonly Named<Group>[]; readonly all: Group }) => {
  const { t, lang } = page
  const number = formats(lang).number
  const columns = [
    { key: 'sent', title: t('results.overview.sent'), numeric: true, cell: (row: Group) => t('results.overview.sent.of', { sent: number(row.sent), due: number(row.due) }) },
    { key: 'approved', title: t('results.overview.approved'), numeric: true, cell: (row: Group) => number(row.approved) },
    ...moneyColumns<Group>(page),
    ...peopleColumns<Group>(page),
  ]
  return <Table caption={caption} hiddenCaption phone="scroll" rows={rows} rowKey={({ key }) => key} columns={[{ key: 'name', title: t('results.overview.group'), heading: true, cell: (row: Named<Group>) => row.name }, ...columns]} foot={[t('results.total'), ...columns.map(({ cell }) => cell(all))]} />
}
