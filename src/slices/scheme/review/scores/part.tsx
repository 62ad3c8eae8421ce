import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextArea, TextField } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { errorIn, typedOr } from '../back.ts'
import type { PartProps } from '../report-page.tsx'
import { longestReason } from './forms.ts'
import type { Delivery } from './store.ts'

/** What a point means, on the usual scale; other scales are numbers. */
const words = ['0', '1', '2', '3', '4'] as const

/** The reader's own assessment: points and a reason for each criterion. Kept as often as one likes, delivered once. */
export const OwnScore = ({ view, back, action }: PartProps) => {
  const { t, lang } = usePage()
  const { criteria, own, round, eligible } = view
  const begun = (code: string) => own?.begun.find((one) => one.code === code)
  if (round.stage !== 'in-review' || view.report.state !== 'submitted')
    return (
      <Section title={t('review.own')}>
        <p>{t('review.own.not-now')}</p>
      </Section>
    )
  return (
    <Section title={t('review.own')}>
      <p>{t('review.own.text')}</p>
      {own?.returned !== undefined && (
        <Alert kind="warning" title={t('review.own.returned')}>
          <p class="prose">{own.returned}</p>
        </Alert>
      )}
      {own?.stale && <Alert kind="warning">{t('review.own.stale')}</Alert>}
      {eligible !== true && <Alert>{t(eligible === false ? 'review.own.not-eligible' : 'review.own.eligibility-open')}</Alert>}
      <Form action={`${action}/poeng`} label={t('review.own')} leaveWarning>
        {criteria.priority.map(({ code, name, explanation, weight }) => (
          <div class="flow">
            <RadioGroup
              name={`points-${code}`} label={t('review.own.criterion', { criterion: name[lang], weight })} hint={explanation[lang]} inline
              value={typedOr(back, 'score', '', `points-${code}`, begun(code)?.points === undefined ? undefined : String(begun(code)?.points))} error={errorIn(back, 'score', '', `points-${code}`)}
              options={Array.from({ length: criteria.most + 1 }, (_, at) => ({ value: String(at), text: criteria.most === 4 ? t(`review.scale.${words[at] ?? '0'}`) : String(at) }))}
            />
            <TextArea name={`reason-${code}`} label={t('review.own.reason', { criterion: name[lang] })} rows={3} limit={longestReason} value={typedOr(back, 'score', '', `reason-${code}`, begun(code)?.reason)} error={errorIn(back, 'score', '', `reason-${code}`)} />
          </div>
        ))}
        <ButtonRow>
          <Button name="handling" value="lever">{t('review.own.deliver')}</Button>
          <Button variant="secondary" name="handling" value="lagre">{t('review.own.save')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  )
}

/** What the readers have given: the mean, how far apart they are, and each one's reasons. */
export const Given = ({ view, back, action }: PartProps) => {
  const { t, lang } = usePage()
  const { number } = formats(lang)
  const { criteria, summary, mean, readers, deliveries, open } = view
  const current = deliveries.filter(({ returned }) => !returned)
  const names = new Map(criteria.priority.map(({ code, name }) => [code, name[lang]]))
  const weights = new Map(criteria.priority.map(({ code, weight }) => [code, weight]))
  return (
    <Section title={t('review.given')}>
      {readers.length === 0 ? <p>{t('review.given.no-readers')}</p> : <p>{t('review.given.count', { delivered: readers.filter((one) => one.delivered).length, readers: readers.length })}</p>}
      {!open && <p>{t('review.given.hidden')}</p>}
      {mean !== undefined && (
        <>
          <p>
            <strong>{t('review.given.mean', { points: number(Math.round(mean * 10) / 10) })}</strong>
          </p>
          <Table
            caption={t('review.given')} hiddenCaption rows={summary} rowKey={({ code }) => code}
            columns={[
              { key: 'criterion', title: t('review.criterion'), heading: true, cell: ({ code }) => names.get(code) ?? code },
              { key: 'weight', title: t('review.weight'), numeric: true, cell: ({ code }) => t('review.percent', { weight: weights.get(code) ?? 0 }) },
              { key: 'mean', title: t('review.mean'), numeric: true, cell: (one) => number(Math.round(one.mean * 10) / 10) },
              { key: 'spread', title: t('review.spread'), cell: (one) => (<>{one.least === one.most ? String(one.least) : t('review.from-to', { least: one.least, most: one.most })} {one.apart && <Tag color="warning">{t('review.apart')}</Tag>}</>) },
            ]}
          />
        </>
      )}
      {current.map((one) => (
        <DeliveryPart one={one} names={names} part={{ view, back, action }} />
      ))}
      {deliveries.some(({ returned }) => returned) && (
        <Details summary={t('review.given.returned')}>
          {deliveries.flatMap((one) => (one.returned ? [<p class="prose">{t('review.given.returned.line', { who: one.person, by: one.returned.by, when: one.returned.at })} {one.returned.reason}</p>, <Reasons one={one} names={names} />] : []))}
        </Details>
      )}
    </Section>
  )
}

const DeliveryPart = ({ one, names, part: { view, back, action } }: { readonly one: Delivery; readonly names: ReadonlyMap<string, string>; readonly part: PartProps }) => {
  const { t, lang } = usePage()
  const mayReturn = view.governed && view.round.stage === 'in-review' && one.personId !== view.personId
  const points = formats(lang).number(Math.round(one.points * 10) / 10)
  return (
    <Details summary={t('review.given.by', { who: one.person, organisation: one.organisation, points })} open={back.form === 'return' && back.at === one.id}>
      {one.submission !== view.report.submission && <Alert kind="warning">{t('review.given.other-submission')}</Alert>}
      <Reasons one={one} names={names} />
      {mayReturn && (
        <Form action={`${action}/poeng/retur`} label={t('review.return', { who: one.person })}>
          <input type="hidden" name="delivery" value={one.id} />
          <TextField name="reason" id={`f-reason-${one.id}`} label={t('review.return.reason')} value={typedOr(back, 'return', one.id, 'reason', undefined)} error={errorIn(back, 'return', one.id, 'reason')} />
          <ButtonRow>
            <Button variant="secondary">{t('review.return', { who: one.person })}</Button>
          </ButtonRow>
        </Form>
      )}
    </Details>
  )
}

const Reasons = ({ one, names }: { readonly one: Delivery; readonly names: ReadonlyMap<string, string> }) => {
  const { t } = usePage()
  return (
    <ul class="ds-list">
      {one.scores.map((score) => (
        <li class="prose">
          <strong>{t('review.given.points', { criterion: names.get(score.code) ?? score.code, points: score.points })}</strong> {score.reason}
        </li>
      ))}
    </ul>
  )
}
