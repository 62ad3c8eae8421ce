import { Alert } from '../../../../ui/alert.tsx'
import { LinkButton, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Change } from '../change/rules.ts'
import type { Result, Scenario } from '../store.ts'
import { NeverDecides } from './list.tsx'
import { limitName, reasons, shortText, type Names } from './words.tsx'

export type ChangeView = {
  readonly round: { readonly id: string; readonly title: string }
  readonly scenario: Scenario
  readonly result: Result
  readonly way: 'in' | 'out'
  readonly change: Change
  /** Only when it is held in: undefined when 100 points would not do, or when it is not known. */
  readonly fewest: number | undefined
  readonly more: 'in' | 'others-first' | 'unknown' | undefined
  readonly names: Names
}

/** One change by hand: what it costs in points, who would be moved, and what else could have brought the report in. */
export const ChangePage = ({ page, view }: { readonly page: PageContext; readonly view: ChangeView }) => {
  const { t, lang } = page
  const { round, scenario, result, way, change, names } = view
  const back = `/runder/${round.id}/fordeling/${scenario.id}`
  const report = `${result.reference} ${result.title}`
  const per = (loss: number) => (scenario.worth === 0 ? '0' : ((loss * 100) / scenario.worth).toFixed(2).replace('.', lang === 'en' ? '.' : ','))
  return (
    <Layout page={page} title={t(way === 'in' ? 'portfolio.change.in' : 'portfolio.change.out', { report: result.reference })} above={round.title} intro={report} back={{ href: back, text: scenario.name }}>
      <NeverDecides page={page} roundId={round.id} />
      {change.kind === 'cost' ? (
        <>
          <KeyFigures figures={[{ label: t('portfolio.change.loss'), value: String(change.loss) }, { label: t('portfolio.change.percent'), value: `${per(change.loss)} %` }, { label: t('portfolio.change.moved'), value: String(change.moved.filter(({ id }) => id !== result.id).length) }]} />
          <p class="ds-paragraph">{t(!change.proven ? 'portfolio.change.not-proven' : change.loss === 0 ? 'portfolio.change.equal' : 'portfolio.change.text', { loss: change.loss, worth: scenario.worth })}</p>
          <Table
            caption={t('portfolio.change.table')}
            rows={change.moved}
            rowKey={({ id }) => id}
            columns={[
              { key: 'report', title: t('portfolio.report'), heading: true, cell: ({ id }) => names.get(id) ?? t('portfolio.hidden.one') },
              { key: 'from', title: t('portfolio.change.from'), cell: ({ from }) => (from === 0 ? t('portfolio.tag.out') : `${from} %`) },
              { key: 'to', title: t('portfolio.change.to'), cell: ({ to }) => (to === 0 ? t('portfolio.tag.out') : `${to} %`) },
            ]}
          />
        </>
      ) : (
        <Alert kind="warning" title={t('portfolio.change.cannot')}>
          {change.kind === 'impossible' ? (
            <>
              <p class="ds-paragraph">{t('portfolio.impossible.text')}</p>
              <ul class="ds-list">
                {change.conflict.limits.map((of) => (
                  <li>{limitName(page, names, of)}</li>
                ))}
                {change.conflict.locks.map((id) => (
                  <li>{t('portfolio.impossible.lock', { report: names.get(id) ?? t('portfolio.hidden.one') })}</li>
                ))}
              </ul>
            </>
          ) : (
            <p class="ds-paragraph">{t(change.kind === 'busy' ? 'portfolio.because.busy' : 'portfolio.because.no-time')}</p>
          )}
        </Alert>
      )}
      {way === 'in' && (
        <Section title={t('portfolio.change.else')}>
          <ul class="ds-list">
            {result.told.because === 'no-room' ? result.told.short.map((short) => <li>{shortText(page, names, short)}</li>) : reasons(page, names, result.told).map((reason) => <li>{reason}</li>)}
            {view.more && <li>{t(`portfolio.change.more.${view.more}`)}</li>}
            <li>{view.fewest === undefined ? t('portfolio.more.not-enough') : t('portfolio.change.fewest', { points: view.fewest })}</li>
          </ul>
        </Section>
      )}
      <ButtonRow>
        <LinkButton href={back} variant="secondary">
          {t('portfolio.change.back')}
        </LinkButton>
      </ButtonRow>
    </Layout>
  )
}
