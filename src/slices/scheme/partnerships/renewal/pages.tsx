import { addDays, formatDate, osloDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Details } from '../../../../ui/details.tsx'
import { DateField, TextArea } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { nameOf, PartFrame, partPath, type PartView } from '../frame/pages.tsx'
import { periodText } from '../pages.tsx'
import { gapDays, isTime, nextFrom, talkFrom } from './rules.ts'
import type { Link, Parting } from './store.ts'

export const renewLabels = (t: Translate) => ({ til: t('partnership.to') })
export const partLabels = (t: Translate) => ({ grunn: t('pair.renewal.why') })

type View = PartView & { readonly chain: readonly Link[]; readonly partings: readonly Parting[]; readonly shown: ShownForm }

/** What comes after, and the periods that follow each other as one history. */
export const RenewalPage = ({ view }: { readonly view: View }) => {
  const { page, one, chain, partings, today, shown } = view
  const { t, lang } = page
  const next = chain.find(({ previousId }) => previousId === one.id)
  return (
    <PartFrame view={view} part="renewal" shown={shown} labels={{ ...renewLabels(t), ...partLabels(t) }}>
      <p class="ds-paragraph">{standing(view, next)}</p>
      {partings.map((parting) => (
        <Alert kind="info" title={t('pair.renewal.parted', { who: nameOf(one, parting.side), date: formatDate(toDay(parting), lang, 'long') })}>
          <p class="ds-paragraph long-text">{parting.reason}</p>
          <p class="subtle">{parting.by}</p>
        </Alert>
      ))}
      {next ? (
        <ButtonRow>
          <LinkButton href={partPath(next.id, 'agreement')}>{t('pair.renewal.next')}</LinkButton>
        </ButtonRow>
      ) : (
        view.writes && <Choices view={view} />
      )}
      <Section title={t('pair.renewal.chain')}>
        <Table
          caption={t('pair.renewal.chain')}
          hiddenCaption
          rows={chain}
          rowKey={({ id }) => id}
          columns={[
            { key: 'period', title: t('partnership.period'), heading: true, cell: (link) => (link.id === one.id ? periodText(page, link) : <a class="ds-link" href={partPath(link.id, 'renewal')}>{periodText(page, link)}</a>) },
            { key: 'name', title: t('partnership.name'), cell: (link) => (link.id === one.id ? t('pair.renewal.this', { name: link.name }) : link.name) },
            { key: 'agreed', title: t('pair.renewal.agreed-on'), cell: ({ agreedOn }) => (agreedOn ? formatDate(agreedOn, lang, 'long') : t('partnership.confirmed.not')) },
            { key: 'gap', title: t('pair.renewal.gap'), cell: (link) => { const before = chain.find(({ id }) => id === link.previousId); return before ? t('pair.renewal.gap.days', { days: gapDays(before.period, { from: link.period.from, agreedOn: link.agreedOn }, today) }) : '–' } },
          ]}
        />
      </Section>
    </PartFrame>
  )
}

const toDay = ({ at }: Parting) => osloDate(at)

function standing({ page: { t, lang }, one, today }: View, next: Link | undefined): string {
  const { to } = one.period
  if (one.endedAt) return t('partnership.because.already-ended')
  if (!one.agreedAt) return t('pair.because.never-agreed')
  if (to === undefined) return t('pair.because.no-end')
  if (next) return t(next.agreedOn ? 'pair.renewal.agreed' : 'pair.renewal.proposed')
  const talk = talkFrom(one.period)
  if (!isTime(one, today)) return t('pair.renewal.later', { day: talk ? formatDate(talk, lang, 'long') : '' })
  const gap = gapDays(one.period, { from: nextFrom({ ...one.period, to }, today), agreedOn: undefined }, today)
  return gap > 0 ? t('pair.renewal.late', { days: gap }) : t('pair.renewal.time', { day: formatDate(addDays(to, -1), lang, 'long') })
}

const Choices = ({ view }: { readonly view: View }) => {
  const { page, one, side, partings, today, shown } = view
  const { t, lang } = page
  const { typed, errors, warnings } = shown
  const { to } = one.period
  if (to === undefined || !isTime(one, today)) return null
  return (
    <>
      <Form action={partPath(one.id, 'renewal')} label={t('pair.renewal.renew')}>
        <p class="ds-paragraph">{t('pair.renewal.from', { day: formatDate(nextFrom({ ...one.period, to }, today), lang, 'long') })}</p>
        <DateField name="til" label={t('partnership.to')} value={typed['til']} error={errorFor(errors, 'til')} />
        <ButtonRow>
          <Button>{t('pair.renewal.renew')}</Button>
        </ButtonRow>
      </Form>
      {!partings.some((parting) => parting.side === side) && (
        <Details summary={t('pair.renewal.part')} open={'grunn' in typed}>
          <Form action={partPath(one.id, 'renewal', '/nei')} label={t('pair.renewal.part')}>
            <TextArea name="grunn" label={t('pair.renewal.why')} hint={t('partnership.end.hint')} limit={1000} rows={3} value={typed['grunn']} error={errorFor(errors, 'grunn')} guard />
            <GuardNotice warnings={warnings} labels={partLabels(t)} />
            <ButtonRow>
              <Button variant="secondary">{t('pair.renewal.part')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </>
  )
}
