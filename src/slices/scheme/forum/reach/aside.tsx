import { formatKroner, plainKroner, sumOre, zero, type Ore } from '../../../../kernel/money.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Missing } from './rules.ts'

/** One calendar year: the frame, what is still free of it, and what the forum has recommended so far. Undefined where no frame is put in. */
export type YearMoney = { readonly year: number; readonly frame: Ore | undefined; readonly left: Ore | undefined; readonly recommended: Ore }
export type RoomFacts = { readonly roundId: string; readonly years: readonly YearMoney[]; readonly missing: Missing; /** The actor has a tie to something in the round: the sums are without it. */ readonly partial: boolean; /** Once the round is decided, what is granted is in the ledger and no longer free. */ readonly undecided: boolean }

/** Always on screen in the room: the money so far, and who is missing. */
export const RoomAside = ({ page, facts }: { readonly page: PageContext; readonly facts: RoomFacts }) => {
  const { t, lang } = page
  const { missing, years } = facts
  return (
    <aside class="case-parts" aria-label={t('forum.room.always')}>
      <Section title={t('forum.money')}>
        {years.length === 0 ? (
          <p class="ds-paragraph">{t('forum.money.none')}</p>
        ) : (
          <Table
            caption={t('forum.money.caption')}
            rows={years}
            rowKey={({ year }) => String(year)}
            columns={[
              { key: 'year', title: t('forum.year'), heading: true, cell: (row) => row.year },
              { key: 'left', title: t('forum.money.left'), numeric: true, cell: (row) => (row.left === undefined ? t('forum.money.no-frame') : plainKroner(row.left, lang)) },
              { key: 'recommended', title: t('forum.money.recommended'), numeric: true, cell: (row) => plainKroner(row.recommended, lang) },
              ...(facts.undecided ? [{ key: 'rest', title: t('forum.money.rest'), numeric: true, cell: (row: YearMoney) => (row.left === undefined ? '–' : <RestOf page={page} year={row} left={row.left} />) }] : []),
            ]}
          />
        )}
        <p class="ds-paragraph">{t('forum.money.sum', { amount: formatKroner(sumOre(years.map(({ recommended }) => recommended)), lang) })}</p>
        {facts.partial && <p class="ds-paragraph subtle">{t('forum.money.partial')}</p>}
      </Section>
      <Section title={t('forum.missing')}>
        <KeyFigures
          figures={[
            { label: t('forum.missing.round'), value: String(missing.notInRound.length), note: t('forum.missing.of', { all: missing.kindergartens }), href: `/runder/${facts.roundId}/mangler` },
            { label: t('forum.missing.never'), value: String(missing.never.length), note: t('forum.missing.of', { all: missing.kindergartens }), href: `/runder/${facts.roundId}/mangler#aldri` },
            { label: t('forum.missing.small'), value: String(missing.smallOwners.length), note: t('forum.missing.small.note'), href: `/runder/${facts.roundId}/mangler#sma` },
          ]}
        />
      </Section>
    </aside>
  )
}

const RestOf = ({ page, year, left }: { readonly page: PageContext; readonly year: YearMoney; readonly left: Ore }) => {
  const rest = (left - year.recommended) as Ore
  return rest < zero ? <strong>{page.t('forum.money.over', { amount: plainKroner((-rest) as Ore, page.lang) })}</strong> : <>{plainKroner(rest, page.lang)}</>
}
