import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Pagination } from '../../../ui/pagination.tsx'
import { Table } from '../../../ui/table.tsx'
import { themeNames, type NamedTheme } from '../../../ui/theme-names.ts'
import { pieceKinds, themesOf, type Piece } from './rules.ts'
import { pieceText, sourceText, trustText } from './words.tsx'

export type KnownNeed = { readonly id: string; readonly title: string; readonly state: 'draft' | 'proposed' | 'decided' | 'set-aside' }
export type EvidenceView = { readonly kindergarten: { readonly id: string; readonly name: string }; readonly themes: readonly NamedTheme[]; readonly pieces: readonly Piece[]; readonly needs: readonly KnownNeed[]; readonly writes: boolean; /** Barnehagefakta has been asked, and when. */ readonly asked: string | undefined }

/** What is known about a kindergarten, each with its source, its date and how much weight it can bear. */
export const EvidencePage = ({ page, view }: { readonly page: PageContext; readonly view: EvidenceView }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('needs.evidence.title')} above={view.kindergarten.name} intro={t('needs.evidence.intro')} back={view.writes ? { href: '/behovsbeskrivelser', text: t('needs.title') } : { href: '/kunnskapsgrunnlag', text: t('needs.evidence.list') }}>
      {pieceKinds.map((kind) => (
        <Part page={page} view={view} kind={kind} pieces={view.pieces.filter((piece) => piece.kind === kind)} />
      ))}
      <h2 class="ds-heading" data-size="sm">{t('needs.title')}</h2>
      {view.needs.length === 0 ? (
        <p>{t('needs.none')}</p>
      ) : (
        <ul class="ds-list">
          {view.needs.map((need) => (
            <li>
              <a class="ds-link" href={`/behovsbeskrivelser/${need.id}`}>{need.title}</a> <span class="subtle">{t(`needs.state.${need.state}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {view.writes && (
        <ButtonRow>
          <LinkButton href="/behovsbeskrivelser/ny">{t('needs.new')}</LinkButton>
        </ButtonRow>
      )}
    </Layout>
  )
}

type PartProps = { readonly page: PageContext; readonly view: EvidenceView; readonly kind: Piece['kind']; readonly pieces: readonly Piece[] }
const Part = ({ page, view, kind, pieces }: PartProps) => {
  const { t } = page
  const [first] = pieces
  // How much a kind can bear is said once, unless it differs from piece to piece.
  const common = first && kind !== 'staff' && kind !== 'score' ? trustText(page, first) : undefined
  return (
    <section class="page-part">
      <h2 class="ds-heading" data-size="sm">{t(`needs.part.${kind}`)}</h2>
      {common && <p class="subtle">{common}</p>}
      {pieces.length === 0 ? (
        <p>{kind === 'indicator' && view.asked ? t('needs.part.indicator.asked', { date: view.asked }) : t(`needs.part.${kind}.none`)}</p>
      ) : (
        <ul class="ds-list">
          {pieces.map((piece) => (
            <li>
              {pieceText(page, view.themes, piece)} <span class="subtle">{sourceText(page, piece)}</span>
              {piece.kind === 'staff' && <span class="subtle"> {trustText(page, piece)} {t('needs.about', { themes: themeNames(page, view.themes, themesOf(piece)).join(', ') })}</span>}
              {piece.kind === 'score' && <span class="subtle"> {trustText(page, piece)}</span>}
              {view.writes && (
                <>
                  {' '}
                  <a class="ds-link" href={`/behovsbeskrivelser/ny?fra=${encodeURIComponent(piece.key)}`}>
                    {t('needs.write-from')}
                    <span class="ds-sr-only">: {pieceText(page, view.themes, piece)}</span>
                  </a>
                </>
              )}
            </li>
          ))}
        </ul>
      )}
      {kind === 'score' && (
        <p>
          <a class="ds-link" href={`/kunnskapsgrunnlag/${view.kindergarten.id}/kartlegginger`}>{t('needs.part.score.all')}</a>
        </p>
      )}
    </section>
  )
}

export type UnitRow = { readonly id: string; readonly name: string; readonly decided: number; readonly proposed: number }
export type UnitsView = { readonly rows: readonly UnitRow[]; readonly page: number; readonly pages: number }

/** The kindergartens one may look into: an owner's own, and those a team serves. */
export const UnitsPage = ({ page, view }: { readonly page: PageContext; readonly view: UnitsView }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('needs.evidence.list')} intro={t('needs.evidence.list.intro')} back={{ href: '/behovsbeskrivelser', text: t('needs.title') }}>
      {view.rows.length === 0 ? (
        <EmptyState title={t('needs.evidence.list.none')} />
      ) : (
        <Table
          caption={t('needs.evidence.list')}
          hiddenCaption
          rows={view.rows}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('needs.kindergarten'), heading: true, cell: (row) => <a class="ds-link" href={`/kunnskapsgrunnlag/${row.id}`}>{row.name}</a> },
            { key: 'decided', title: t('needs.count.decided'), numeric: true, cell: (row) => String(row.decided) },
            { key: 'proposed', title: t('needs.count.proposed'), numeric: true, cell: (row) => String(row.proposed) },
          ]}
        />
      )}
      <Pagination current={view.page} total={view.pages} href={(number) => `/kunnskapsgrunnlag?side=${number}`} />
    </Layout>
  )
}
