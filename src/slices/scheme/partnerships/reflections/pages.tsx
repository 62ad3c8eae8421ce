import { formatDate, formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Card, CardGrid } from '../../../../ui/card.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { halfText, halfWithin, nameOf, PartFrame, partPath, type PartView } from '../frame/pages.tsx'
import { deadlineOf, type Half } from '../halves/rules.ts'
import { otherThan, sides, type Side } from '../rules.ts'
import { halvesOf, mayAdd, stateOf, type Delivered } from './rules.ts'
import type { Addition, Reflection } from './store.ts'

export const reflectionLabels = (t: Translate) => ({ virket: t('pair.reflection.worked'), laerte: t('pair.reflection.learned'), endrer: t('pair.reflection.changes') })
export const additionLabels = (t: Translate) => ({ tillegg: t('pair.reflection.addition') })

export type View = PartView & { readonly reflections: readonly Reflection[]; readonly additions: readonly Addition[]; readonly delivered: readonly Delivered[]; readonly shown: ShownForm }

/** What each side thinks, half-year by half-year. One does not colour the other: each is seen when both are there, or when the last day is past. */
export const ReflectionsPage = ({ view }: { readonly view: View }) => {
  const { page, one, today, shown } = view
  const { t } = page
  const halves = halvesOf(one, today)
  return (
    <PartFrame view={view} part="reflections" shown={shown}>
      <p class="ds-paragraph">{t('pair.reflection.intro')}</p>
      {halves.length === 0 || !one.agreedAt ? (
        <EmptyState title={t('pair.reflection.none')}>
          <p>{t(one.agreedAt ? 'pair.reflection.none.text' : 'pair.because.never-agreed')}</p>
        </EmptyState>
      ) : (
        halves.map((half) => <HalfSection view={view} half={half} />)
      )}
    </PartFrame>
  )
}

const HalfSection = ({ view, half }: { readonly view: View; readonly half: Half }) => {
  const { page, one, side, writes, today, delivered } = view
  const { t, lang } = page
  const state = stateOf(half, side, delivered, today)
  const path = partPath(one.id, 'reflections', `/${half}`)
  const deadline = formatDate(deadlineOf(half), lang, 'long')
  return (
    <Section title={halfText(page, half)}>
      {state === 'to-deliver' && writes && (
        <>
          <p class="ds-paragraph">{t('pair.reflection.to-deliver', { day: deadline })}</p>
          <ButtonRow>
            <LinkButton href={path} about={halfText(page, half)}>{t('pair.reflection.write')}</LinkButton>
          </ButtonRow>
        </>
      )}
      {state === 'waits-for-other' && <p class="ds-paragraph">{t('pair.reflection.waits', { day: deadline })}</p>}
      <CardGrid>
        {sides.map((who) => <OneSide view={view} half={half} who={who} level={3} />)}
      </CardGrid>
      {side !== undefined && mayAdd(half, side, delivered, today) && (
        <p>
          <a class="ds-link" href={path}>
            {t('pair.reflection.add', { half: halfWithin(page, half) })}
          </a>
        </p>
      )}
    </Section>
  )
}

const OneSide = ({ view, half, who, level }: { readonly view: View; readonly half: Half; readonly who: Side; readonly level: 2 | 3 }) => {
  const { page, one, reflections, additions, delivered } = view
  const { t, lang } = page
  const reflection = reflections.find((other) => other.half === half && other.side === who)
  const added = additions.filter((other) => other.half === half && other.side === who)
  const isThere = delivered.some((other) => other.half === half && other.side === who)
  return (
    <Card title={nameOf(one, who)} level={level}>
      {reflection ? (
        <>
          <SummaryList
            rows={[
              { term: t('pair.reflection.worked'), value: <span class="long-text">{reflection.worked}</span> },
              { term: t('pair.reflection.learned'), value: <span class="long-text">{reflection.learned}</span> },
              { term: t('pair.reflection.changes'), value: <span class="long-text">{reflection.changes}</span> },
            ]}
          />
          <p class="subtle">{`${reflection.by}, ${formatDateTime(reflection.at, lang)}`}</p>
        </>
      ) : (
        <p>
          <Tag color={isThere ? 'info' : 'neutral'}>{t(isThere ? 'pair.reflection.hidden' : 'pair.reflection.not-delivered')}</Tag>
        </p>
      )}
      {added.map((one) => (
        <div>
          <p class="long-text">{t('pair.reflection.added', { text: one.addition })}</p>
          <p class="subtle">{`${one.by}, ${formatDateTime(one.at, lang)}`}</p>
        </div>
      ))}
    </Card>
  )
}

/** The form of one half-year; when it is locked, what was delivered and a field for what is added. */
export const ReflectionPage = ({ view, half, side }: { readonly view: View; readonly half: Half; readonly side: Side }) => {
  const { page, one, writes, today, delivered, shown } = view
  const { t, lang } = page
  const { typed, errors, warnings } = shown
  const state = stateOf(half, side, delivered, today)
  const path = partPath(one.id, 'reflections', `/${half}`)
  return (
    <PartFrame view={view} part="reflections" shown={shown} labels={{ ...reflectionLabels(t), ...additionLabels(t) }} title={t('pair.reflection.title', { half: halfWithin(page, half) })}>
      {state === 'to-deliver' && writes ? (
        <Form action={path} label={t('pair.reflection.write')} leaveWarning>
          <p class="ds-paragraph">{t('pair.reflection.form', { other: nameOf(one, otherThan(side)), day: formatDate(deadlineOf(half), lang, 'long') })}</p>
          <TextArea name="virket" label={t('pair.reflection.worked')} limit={2000} rows={4} value={typed['virket']} error={errorFor(errors, 'virket')} guard />
          <TextArea name="laerte" label={t('pair.reflection.learned')} limit={2000} rows={4} value={typed['laerte']} error={errorFor(errors, 'laerte')} guard />
          <TextArea name="endrer" label={t('pair.reflection.changes')} limit={2000} rows={4} value={typed['endrer']} error={errorFor(errors, 'endrer')} guard />
          <GuardNotice warnings={warnings} labels={reflectionLabels(t)} />
          <ButtonRow>
            <Button>{t('pair.reflection.deliver')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <>
          {typed['virket'] !== undefined && <Unsaved view={view} />}
          <CardGrid>{sides.map((who) => <OneSide view={view} half={half} who={who} level={2} />)}</CardGrid>
          {mayAdd(half, side, delivered, today) && (
            <Details summary={t('pair.reflection.addition')} open={state === 'passed' || cameBack(shown)}>
              <Form action={`${path}/tillegg`} label={t('pair.reflection.addition')} leaveWarning>
                <TextArea name="tillegg" label={t('pair.reflection.addition')} hint={t(state === 'passed' ? 'pair.reflection.addition.passed' : 'pair.reflection.addition.hint')} limit={2000} rows={4} value={typed['tillegg']} error={errorFor(errors, 'tillegg')} guard />
                <GuardNotice warnings={warnings} labels={additionLabels(t)} />
                <ButtonRow>
                  <Button>{t('pair.reflection.addition.save')}</Button>
                </ButtonRow>
              </Form>
            </Details>
          )}
        </>
      )}
    </PartFrame>
  )
}

/** What was written when it was already locked: it stands here, to be taken along. */
const Unsaved = ({ view: { page: { t }, shown: { typed } } }: { readonly view: View }) => (
  <Alert kind="warning" title={t('pair.reflection.unsaved')}>
    {[typed['virket'], typed['laerte'], typed['endrer']].map((text) => text && <p class="ds-paragraph long-text">{text}</p>)}
  </Alert>
)
