import { formatDate } from '../../../kernel/dates.ts'
import { formats, isKey } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { themeNames, type NamedTheme } from '../../../ui/theme-names.ts'
import { endText, scoreText, trustText as scoreTrust } from '../scores/words.ts'
import { figureWords } from '../sessions/summary/document.ts'
import type { Piece } from './rules.ts'

type Page = Pick<PageContext, 't' | 'lang'>

/** A piece in one or two sentences. */
export function pieceText(page: Page, themes: readonly NamedTheme[], piece: Piece): string {
  const { t, lang } = page
  const { list, number } = formats(lang)
  const { mean } = figureWords(page)
  switch (piece.kind) {
    case 'register': {
      const parts = [
        piece.children !== undefined && t('needs.register.children', { count: piece.children }),
        piece.staff !== undefined && t('needs.register.staff', { count: piece.staff }),
        piece.capacity !== undefined && t('needs.register.capacity', { count: piece.capacity }),
        piece.ownership && t(`needs.register.ownership.${piece.ownership}`),
      ].filter((part) => typeof part === 'string')
      return parts.length === 0 ? t('needs.register.nothing') : t('needs.register.text', { facts: list(parts) })
    }
    case 'indicator': {
      const name = `needs.indicator.${piece.name}`
      const others = [piece.ofMunicipality !== undefined && t('needs.indicator.municipality', { value: number(piece.ofMunicipality) }), piece.ofCountry !== undefined && t('needs.indicator.country', { value: number(piece.ofCountry) })].filter((part) => typeof part === 'string')
      return t('needs.indicator.text', { name: isKey(name) ? t(name as 'needs.indicator.antallBarn') : piece.name, value: number(piece.value), others: others.length === 0 ? '' : ` (${list(others)})` })
    }
    case 'staff':
      if (piece.highest.mean === piece.lowest.mean) return t('needs.staff.same', { theme: piece.theme[lang], mean: mean(piece.highest) })
      return t('needs.staff.text', { theme: piece.theme[lang], high: piece.highest.text[lang], highMean: mean(piece.highest), low: piece.lowest.text[lang], lowMean: mean(piece.lowest) })
    case 'score': {
      const said = { name: piece.name[lang], unit: piece.unit === undefined ? '' : ` (${piece.unit})`, value: scoreText(piece.value, piece.decimals, lang), least: endText(piece.least, lang), most: endText(piece.most, lang), low: piece.better === 'low' ? ` ${t('scores.low')}` : '' }
      return piece.before ? t('needs.score.since', { ...said, before: scoreText(piece.before.value, piece.decimals, lang), date: formatDate(piece.before.on, lang, 'long') }) : t('needs.score.text', said)
    }
    case 'guidance':
      return t(`needs.guidance.${piece.state}`, { reference: piece.reference, themes: list(themeNames(page, themes, piece.themes)) })
    case 'observation':
      return t('needs.observation.text', { count: piece.times, reference: piece.reference, themes: list(themeNames(page, themes, piece.themes)) })
    case 'contact':
      return t('needs.contact.text', { count: piece.times, kind: t(`presence.kind.${piece.last}`) })
    case 'measure':
      return `${t(`needs.measure.${piece.state}`, { title: piece.title })}${piece.decision ? ` ${t(`needs.measure.decision.${piece.decision}`)}` : ''}`
    case 'grant':
      return t('needs.grant.text', { year: `${piece.year}–${piece.year + 1}`, network: piece.network ? t('needs.grant.network', { name: piece.network }) : '', partner: piece.partner ? t('needs.grant.partner', { name: piece.partner }) : '' })
  }
}

/** Where it comes from, as of when, and how much weight it can bear. */
export const sourceText = ({ t, lang }: Page, piece: Piece): string =>
  // A grant is known by its kindergarten year, which its words say: the day it was decided is not known here.
  piece.kind === 'grant' ? t('needs.source.plain', { source: t('needs.source.grant') }) : t('needs.source.line', { source: piece.kind === 'score' ? `${piece.list[lang]}, ${piece.source}` : t(`needs.source.${piece.kind}`), date: formatDate(piece.on, lang, 'long') })
export const trustText = ({ t, lang }: Page, piece: Piece): string => (piece.kind === 'staff' ? t('needs.trust.staff', { count: piece.atLeast }) : piece.kind === 'score' ? scoreTrust({ t, lang }, piece) : t(`needs.trust.${piece.kind}`))

/** The pieces a need leans on, each with its source and date. */
export const PieceList = ({ page, themes, pieces }: { readonly page: PageContext; readonly themes: readonly NamedTheme[]; readonly pieces: readonly Piece[] }) => (
  <ul class="ds-list">
    {pieces.map((piece) => (
      <li>
        {pieceText(page, themes, piece)} <span class="subtle">{sourceText(page, piece)}</span>
      </li>
    ))}
  </ul>
)
