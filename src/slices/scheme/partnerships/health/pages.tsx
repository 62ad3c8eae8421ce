import type { PageContext } from '../../../../ui/context.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { nameOf, namedWithYears, PartFrame, partPath, type PartView } from '../frame/pages.tsx'
import { Words } from '../words/pages.tsx'
import type { Word } from '../words/store.ts'
import { keyOf, type Concern, type Reason } from './rules.ts'

export const reasonLabels = (t: Translate) => ({ ord: t('pair.word.own') })
const reasonPath = (id: string, key: string): string => `/partnerskap/${id}/grunner/${key.replace(':', '-til-')}`

type Two = Pick<PartView['one'], 'ownerName' | 'partnerName'>
/** The reason as a sentence. */
export const reasonText = ({ t, lang }: PageContext, one: Two, { code, side, count, of, names }: Pick<Reason, 'code' | 'side' | 'count' | 'of' | 'names'>): string =>
  t(`pair.health.${code}`, { who: side ? nameOf(one, side) : '', count, number: count.toLocaleString(lang === 'en' ? 'en-GB' : 'nb-NO'), of, names: names.join(', ') })

type Props = { readonly page: PageContext; readonly one: PartView['one']; readonly side: PartView['side']; readonly reasons: readonly Reason[]; readonly words: readonly Word[] }

/** How it is, as reasons: what to do something about with what can be done, and what is good. */
export const Health = (props: Props) => {
  const { page, reasons } = props
  const { t } = page
  const [bad, fine] = [reasons.filter(({ good }) => !good), reasons.filter(({ good }) => good)]
  return (
    <Section title={t('pair.health')} id="grunner">
      {reasons.length === 0 && <p class="ds-paragraph">{t('pair.health.none')}</p>}
      {bad.length > 0 && (
        <>
          <h3 class="ds-heading" data-size="2xs">{t('pair.health.concerns')}</h3>
          <ul class="ds-list">{bad.map((reason) => <Line {...props} reason={reason} />)}</ul>
        </>
      )}
      {fine.length > 0 && (
        <>
          <h3 class="ds-heading" data-size="2xs">{t('pair.health.good')}</h3>
          <ul class="ds-list">{fine.map((reason) => <Line {...props} reason={reason} />)}</ul>
        </>
      )}
    </Section>
  )
}

const Line = ({ page, one, side, reason, words }: Props & { readonly reason: Reason }) => {
  const { t } = page
  const key = keyOf(reason)
  const said = words.filter(({ aboutKind, about }) => aboutKind === 'reason' && about === key)
  const text = reasonText(page, one, reason)
  return (
    <li>
      <p>
        <a class="ds-link" href={partPath(one.id, reason.at, reason.at === 'agreement' ? '#lofter' : '')}>{text}</a>
      </p>
      {!reason.good && <p class="subtle">{t(`pair.health.${reason.code as Concern}.do`)}</p>}
      <Words page={page} one={one} words={said} />
      {side !== undefined && !reason.good && (
        <p>
          <a class="ds-link" href={reasonPath(one.id, key)}>
            {t('pair.word.write')}
            <span class="ds-sr-only"> {text}</span>
          </a>
        </p>
      )}
    </li>
  )
}

/** What the two say about one reason. */
export const ReasonPage = ({ view }: { readonly view: PartView & { readonly reason: Reason | undefined; readonly about: string; readonly words: readonly Word[]; readonly shown: ShownForm } }) => {
  const { page, one, reason, words, shown } = view
  const { t } = page
  const { typed, errors, warnings } = shown
  return (
    <PartFrame view={view} part="agreement" shown={shown} labels={reasonLabels(t)} title={t('pair.word.reason')} which={reason && reasonText(page, one, reason)}>
      <SummaryList rows={[{ term: t('pair.word.about'), value: reason ? reasonText(page, one, reason) : t('pair.word.gone') }, { term: t('partnership.title'), value: namedWithYears(one) }]} />
      {words.length === 0 && <p class="ds-paragraph">{t('pair.word.none')}</p>}
      <Words page={page} one={one} words={words} />
      <Form action={reasonPath(one.id, view.about)} label={t('pair.word.own')}>
        <TextArea name="ord" label={t('pair.word.own')} hint={t('pair.word.hint')} limit={1000} rows={3} value={typed['ord']} error={errorFor(errors, 'ord')} guard />
        <GuardNotice warnings={warnings} labels={reasonLabels(t)} />
        <ButtonRow>
          <Button>{t('pair.word.say')}</Button>
        </ButtonRow>
      </Form>
    </PartFrame>
  )
}
