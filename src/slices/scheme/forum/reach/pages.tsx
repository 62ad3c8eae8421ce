import { Section, Layout } from '../../../../ui/layout.tsx'
import { ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Table, type Column } from '../../../../ui/table.tsx'
import type { ForumRound } from '../members/store.ts'
import { firstShown, type Missing, type Reached } from './rules.ts'

/** The whole list of who is missing in a round. */
export const MissingPage = ({ page, round, missing }: { readonly page: PageContext; readonly round: ForumRound; readonly missing: Missing }) => {
  const { t } = page
  const of = t('forum.missing.of', { all: missing.kindergartens })
  return (
    <Layout page={page} title={t('forum.missing')} above={round.title} intro={t('forum.missing.intro')} back={{ href: `/runder/${round.id}/saksliste`, text: t('forum.list') }}>
      <KeyFigures
        figures={[
          { label: t('forum.missing.small'), value: String(missing.smallOwners.length), note: t('forum.missing.small.note'), href: '#sma' },
          { label: t('forum.missing.never'), value: String(missing.never.length), note: of, href: '#aldri' },
          { label: t('forum.missing.round'), value: String(missing.notInRound.length), note: of, href: '#runden' },
          { label: t('forum.missing.owners'), value: String(missing.ownersNever), note: t('forum.missing.owners.of', { all: missing.owners }) },
        ]}
      />
      <div id="sma">
        <Section title={t('forum.missing.small')}>
          {missing.smallOwners.length === 0 ? (
            <p class="ds-paragraph">{t('forum.missing.nobody')}</p>
          ) : (
            <Folded
              page={page}
              caption={t('forum.missing.small')}
              rows={missing.smallOwners}
              rowKey={({ id }) => id}
              columns={[
                { key: 'name', title: t('forum.owner'), heading: true, cell: (row) => row.name },
                { key: 'count', title: t('forum.kindergartens'), numeric: true, cell: (row) => row.kindergartens },
                { key: 'ever', title: t('forum.missing.before'), cell: (row) => t(row.ever ? 'forum.yes' : 'forum.no') },
              ]}
            />
          )}
        </Section>
      </div>
      <div id="aldri">
        <Section title={t('forum.missing.never')}>
          <Kindergartens page={page} caption={t('forum.missing.never')} rows={missing.never} />
        </Section>
      </div>
      <div id="runden">
        <Section title={t('forum.missing.round.long')}>
          <Kindergartens page={page} caption={t('forum.missing.round.long')} rows={missing.notInRound.filter(({ ever }) => ever)} />
        </Section>
      </div>
      {round.forumId && (
        <ButtonRow>
          <LinkButton href={`/forum/${round.forumId}`} variant="tertiary">
            {t('forum.to-forum')}
          </LinkButton>
        </ButtonRow>
      )}
    </Layout>
  )
}

const Kindergartens = ({ page, page: { t }, caption, rows }: { readonly page: PageContext; readonly caption: string; readonly rows: readonly Reached[] }) =>
  rows.length === 0 ? (
    <p class="ds-paragraph">{t('forum.missing.nobody')}</p>
  ) : (
    <Folded
      page={page}
      caption={caption}
      rows={rows}
      rowKey={({ municipality, name }) => `${municipality} ${name}`}
      columns={[
        { key: 'name', title: t('forum.kindergarten'), heading: true, cell: (row) => row.name },
        { key: 'owner', title: t('forum.owner'), cell: (row) => row.ownerName ?? '–' },
        { key: 'kind', title: t('forum.ownership'), cell: (row) => t(row.private ? 'forum.ownership.private' : 'forum.ownership.municipal') },
        { key: 'place', title: t('forum.municipality'), cell: (row) => row.municipality },
      ]}
    />
  )

type FoldedProps<Row> = { readonly page: PageContext; readonly caption: string; readonly rows: readonly Row[]; readonly rowKey: (row: Row) => string; readonly columns: readonly Column<Row>[] }

/** The first of a list, and the rest for those who want all of it: a county has hundreds, and on a phone each is a card. */
const Folded = <Row,>({ page: { t }, caption, rows, rowKey, columns }: FoldedProps<Row>) => {
  const rest = rows.slice(firstShown)
  const more = t('forum.missing.more', { count: rest.length })
  return (
    <>
      <Table caption={caption} hiddenCaption rows={rows.slice(0, firstShown)} rowKey={rowKey} columns={columns} />
      {rest.length > 0 && (
        <Details summary={more}>
          <Table caption={`${caption}. ${more}`} hiddenCaption rows={rest} rowKey={rowKey} columns={columns} />
        </Details>
      )}
    </>
  )
}
