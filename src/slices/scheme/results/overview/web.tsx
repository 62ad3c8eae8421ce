import type { Actor } from '../../../../kernel/actor.ts'
import type { Tx } from '../../../../platform/db.ts'
import { afterReading, file, may, page, type Router } from '../../../../platform/http.ts'
import { writeXlsx, type SheetColumn } from '../../../../platform/sheets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { loadSchemes } from '../../schemes/store.ts'
import { OverviewPage, type NamedOverview } from './pages.tsx'
import { overviewOf, shownShare, unreported, type Group, type PlaceGroup } from './rules.ts'
import { loadLines } from './store.ts'

const governor = may('county-governor')

/** The county's overview of results, as a page and as the file the directorate gets. */
export const overviewWeb = (route: Router<PageContext>) => {
  route.get('/resultater/oversikt', governor, async ({ tx, actor, query, page: context }) => {
    const { overview, ...rest } = await load(tx, actor, context, query['aar'])
    return page(<OverviewPage page={context} overview={overview} {...rest} />)
  })

  route.get('/resultater/oversikt.xlsx', governor, async ({ tx, actor, query, page: context }) => {
    const { overview, year } = await load(tx, actor, context, query['aar'])
    const name = context.t('results.overview.title')
    return afterReading(async () => file(`${name}${year === undefined ? '' : ` ${year}`}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await writeXlsx(columns(context), rowsOf(context, overview), name.slice(0, 31))))
  }, { limit: { max: 20, minutes: 1 } })
}

async function load(tx: Tx, actor: Actor, context: PageContext, asked: string | string[] | undefined) {
  const { t, lang } = context
  const { lines, year, years, disqualified } = await loadLines(tx, actor.orgId, actor.personId, typeof asked === 'string' && /^\d{4}$/.test(asked) ? Number(asked) : undefined)
  const strands = new Map((await loadSchemes(tx)).flatMap((scheme) => scheme.strands.map((strand) => [strand.code, strand.name[lang]])))
  const found = overviewOf(lines)
  const named = <Row extends { readonly key: string }>(rows: readonly Row[], name: (key: string) => string) => rows.map((row) => ({ ...row, name: name(row.key) })).toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
  const overview: NamedOverview = {
    all: found.all,
    strands: named(found.strands, (key) => strands.get(key) ?? key),
    owners: named(found.owners, (key) => (key === 'municipal' || key === 'private' || key === 'mixed' ? t(`results.overview.owner.${key}`) : t('results.overview.unknown'))),
    places: named(found.places, (key) => key || t('results.overview.unknown')),
  }
  return { overview, year, years, disqualified }
}

type Row = { readonly kind: string; readonly name: string; readonly group: PlaceGroup & Partial<Group> }
const rowsOf = ({ t }: PageContext, { strands, owners, places, all }: NamedOverview): Row[] => [
  { kind: t('results.total'), name: '', group: all },
  ...strands.map((group) => ({ kind: t('results.overview.strands'), name: group.name, group })),
  ...owners.map((group) => ({ kind: t('results.overview.owners'), name: group.name, group })),
  ...places.map((group) => ({ kind: t('results.overview.places'), name: group.name, group })),
]

/** The same numbers as on the page; money in kroner with its øre. Reports are not counted by municipality, where one can be in several: empty there. */
function columns({ t }: PageContext): SheetColumn<Row>[] {
  const kroner = (amount: number | undefined) => (amount === undefined ? undefined : amount / 100)
  const people = (shown: number | undefined) => shown ?? t('results.overview.few')
  return [
    { title: t('results.overview.by'), value: ({ kind }) => kind },
    { title: t('results.overview.group'), value: ({ name }) => name },
    { title: t('results.overview.due'), value: ({ group }) => group.due },
    { title: t('results.overview.sent'), value: ({ group }) => group.sent },
    { title: t('results.overview.approved'), value: ({ group }) => group.approved },
    { title: t('results.granted'), value: ({ group }) => kroner(group.granted) },
    { title: t('results.used'), value: ({ group }) => kroner(group.used) },
    { title: t('results.unused'), value: ({ group }) => kroner(group.unused) },
    { title: t('results.overview.unreported'), value: ({ group: { granted, used, unused } }) => (granted === undefined || used === undefined || unused === undefined ? undefined : kroner(unreported({ granted, used, unused }))) },
    { title: t('results.overview.kindergartens'), value: ({ group }) => group.kindergartens },
    { title: t('results.overview.fell-out'), value: ({ group }) => group.fellOut },
    { title: t('results.people.employed'), value: ({ group }) => people(group.employed) },
    { title: t('results.people.part'), value: ({ group }) => people(group.part) },
    { title: t('results.people.share'), value: ({ group }) => { const share = shownShare(group); return share === undefined ? undefined : Math.round(share * 100) / 100 } },
  ]
}
