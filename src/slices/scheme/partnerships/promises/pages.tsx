import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { DateField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Tag, type TagColor } from '../../../../ui/tag.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { nameOf, PartFrame, type PartView } from '../frame/pages.tsx'
import type { Side } from '../rules.ts'
import { Words } from '../words/pages.tsx'
import type { Word } from '../words/store.ts'
import { mayRemove, stateOf, type PromiseState } from './rules.ts'
import type { Pledge } from './store.ts'

export const promiseLabels = (t: Translate) => ({ hva: t('partnership.promise.what'), svarer: t('pair.promise.answers'), lofra: t('partnership.from'), lotil: t('partnership.to') })
export const brokenLabels = (t: Translate) => ({ grunn: t('pair.promise.why') })
export const wordLabels = (t: Translate) => ({ ord: t('pair.word.own') })

const colors: Readonly<Record<PromiseState, TagColor>> = { kept: 'success', 'not-kept': 'neutral', late: 'warning', soon: 'info', open: 'neutral' }
const PromiseTag = ({ page: { t, lang }, promise, today }: { readonly page: PageContext; readonly promise: Pledge; readonly today: LocalDate }) => {
  const state = stateOf(promise, today)
  const on = promise.doneOn ?? promise.brokenOn
  if (state === 'open') return null
  return <Tag color={colors[state]}>{on ? t(state === 'kept' ? 'partnership.promise.done' : 'pair.promise.broken', { date: formatDate(on, lang, 'long') }) : t(state === 'late' ? 'partnership.promise.late' : 'pair.promise.soon')}</Tag>
}

type ListProps = { readonly page: PageContext; readonly id: string; readonly promises: readonly Pledge[]; readonly words: readonly Word[]; readonly who: Side; readonly today: LocalDate; readonly writes: boolean }
/** What one side has promised, how it stands, and the way to the promise's own page. */
export const Pledges = ({ page, id, promises, words, who, today, writes }: ListProps) => {
  const { t, lang } = page
  const list = promises.filter(({ side }) => side === who)
  if (list.length === 0) return <p class="ds-paragraph subtle">{t('partnership.promises.none')}</p>
  return (
    <ul class="ds-list">
      {list.map((one) => {
        const path = `/partnerskap/${id}/lofter/${one.id}`
        const said = words.filter(({ aboutKind, about }) => aboutKind === 'promise' && about === one.id).length
        return (
          <li>
            <p class="long-text">
              <a class="ds-link" href={path}>{one.what}</a>
            </p>
            <p class="subtle">
              {t('partnership.period.value', { from: formatDate(one.from, lang, 'long'), to: formatDate(one.to, lang, 'long') })}
              {one.answers && `. ${t('pair.promise.answers.who', { name: one.answers })}`} <PromiseTag page={page} promise={one} today={today} /> {said > 0 && t('pair.word.count', { count: said })}
            </p>
            {writes && !one.doneOn && !one.brokenOn && (
              <div class="button-row">
                {one.from <= today && (
                  <Form action={`${path}/utfort`}>
                    <Button small variant="tertiary" about={one.what}>{t('partnership.promise.mark')}</Button>
                  </Form>
                )}
                {mayRemove(one, today) && (
                  <Form action={`${path}/fjerning`}>
                    <Button small variant="tertiary" about={one.what}>{t('common.remove')}</Button>
                  </Form>
                )}
              </div>
            )}
          </li>
        )
      })}
    </ul>
  )
}

/** `first`: the side has promised nothing yet, so this is what to do. */
export const PledgeForm = ({ page: { t }, id, first, shown }: { readonly page: PageContext; readonly id: string; readonly first: boolean; readonly shown: ShownForm }) => {
  const { typed, errors, warnings } = shown
  return (
    <Details summary={t('partnership.promise.add')} open={first || ('hva' in typed && cameBack(shown))}>
      <Form action={`/partnerskap/${id}/lofter`} label={t('partnership.promise.add')} leaveWarning>
        <TextArea name="hva" label={t('partnership.promise.what')} hint={t('partnership.promise.hint')} limit={1000} rows={3} value={typed['hva']} error={errorFor(errors, 'hva')} guard />
        <TextField name="svarer" label={t('pair.promise.answers')} hint={t('pair.promise.answers.hint')} mark="optional" value={typed['svarer']} error={errorFor(errors, 'svarer')} guard />
        <DateField name="lofra" label={t('partnership.from')} value={typed['lofra']} error={errorFor(errors, 'lofra')} />
        <DateField name="lotil" label={t('partnership.to')} value={typed['lotil']} error={errorFor(errors, 'lotil')} />
        <p class="subtle">{t('partnership.promise.note')}</p>
        {'hva' in typed && <GuardNotice warnings={warnings} labels={promiseLabels(t)} />}
        <ButtonRow>
          <Button variant="secondary">{t('partnership.promise.add')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

/** One promise: who answers, how it stands, and what both say about it. */
export const PromisePage = ({ view }: { readonly view: PartView & { readonly promise: Pledge; readonly words: readonly Word[]; readonly shown: ShownForm } }) => {
  const { page, one, side, writes, promise, words, today, shown } = view
  const { t, lang } = page
  const { typed, errors, warnings } = shown
  const path = `/partnerskap/${one.id}/lofter/${promise.id}`
  const open = !promise.doneOn && !promise.brokenOn
  return (
    <PartFrame view={view} part="agreement" shown={shown} labels={{ ...brokenLabels(t), ...wordLabels(t) }} title={t('pair.promise.title')}>
      <SummaryList
        rows={[
          { term: t('partnership.promise.what'), value: <span class="long-text">{promise.what}</span> },
          { term: t('pair.promise.whose'), value: nameOf(one, promise.side) },
          { term: t('pair.promise.answers'), value: promise.answers || '–' },
          { term: t('partnership.period'), value: t('partnership.period.value', { from: formatDate(promise.from, lang, 'long'), to: formatDate(promise.to, lang, 'long') }) },
          { term: t('partnership.status'), value: stateOf(promise, today) === 'open' ? t('pair.promise.running') : <PromiseTag page={page} promise={promise} today={today} /> },
          ...(promise.brokenWhy ? [{ term: t('pair.promise.why'), value: <><span class="long-text">{promise.brokenWhy}</span> <span class="subtle">{promise.brokenBy}</span></> }] : []),
        ]}
      />
      {writes && side === promise.side && open && (
        <>
          {promise.from <= today && (
            <Form action={`${path}/utfort`}>
              <ButtonRow>
                <Button>{t('partnership.promise.mark')}</Button>
              </ButtonRow>
            </Form>
          )}
          <Details summary={t('pair.promise.give-up')} open={'grunn' in typed}>
            <Form action={`${path}/ikke-holdt`} label={t('pair.promise.give-up')}>
              <TextArea name="grunn" label={t('pair.promise.why')} hint={t('pair.promise.why.hint')} limit={1000} rows={3} value={typed['grunn']} error={errorFor(errors, 'grunn')} guard />
              {'grunn' in typed && <GuardNotice warnings={warnings} labels={brokenLabels(t)} />}
              <ButtonRow>
                <Button variant="secondary">{t('pair.promise.give-up')}</Button>
              </ButtonRow>
            </Form>
          </Details>
        </>
      )}
      <Section title={t('pair.word.title')}>
        {words.length === 0 && <p class="ds-paragraph">{t('pair.word.none')}</p>}
        <Words page={page} one={one} words={words} />
        {side !== undefined && (
          <Form action={`${path}/ord`} label={t('pair.word.own')}>
            <TextArea name="ord" label={t('pair.word.own')} hint={t('pair.word.hint')} limit={1000} rows={3} value={typed['ord']} error={errorFor(errors, 'ord')} guard />
            {'ord' in typed && <GuardNotice warnings={warnings} labels={wordLabels(t)} />}
            <ButtonRow>
              <Button variant="secondary">{t('pair.word.say')}</Button>
            </ButtonRow>
          </Form>
        )}
      </Section>
    </PartFrame>
  )
}
