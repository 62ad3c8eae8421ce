import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Tag, type TagColor } from '../../../../ui/tag.tsx'
import { errorIn, typedOr } from '../back.ts'
import type { PartProps } from '../report-page.tsx'
import { longestNote, longestQuestion } from './forms.ts'
import { lastFound, outcomes, type Found, type Outcome } from './rules.ts'

const colors: Readonly<Record<Outcome, TagColor>> = { met: 'success', 'not-met': 'danger', 'must-be-clarified': 'warning' }

/** Whether the report can be prioritised at all: one criterion after the other, by the county governor. */
export const Eligibility = ({ view, back, action }: PartProps) => {
  const { t, lang } = usePage()
  const mayChange = view.governed && view.round.stage === 'in-review' && view.report.state === 'submitted'
  const settled = view.eligible !== undefined || !mayChange
  return (
    <Section title={t('review.eligibility')}>
      <p>{t('review.eligibility.text')}</p>
      {view.eligible === false && <Alert kind="warning">{t('review.eligibility.no')}</Alert>}
      {settled && <Settled view={view} />}
      {mayChange && settled && (
        <Details summary={t('review.eligibility.again')} open={back.form === 'eligibility'}>
          <ConsiderForm view={view} back={back} action={action} />
        </Details>
      )}
      {mayChange && !settled && <ConsiderForm view={view} back={back} action={action} />}
      {view.found.length > view.criteria.eligibility.length && <Earlier found={view.found} names={new Map(view.criteria.eligibility.map(({ code, name }) => [code, name[lang]]))} />}
    </Section>
  )
}

/** What holds now, one line for each criterion. */
const Settled = ({ view }: Pick<PartProps, 'view'>) => {
  const { lang } = usePage()
  const last = lastFound(view.found)
  return (
    <ul class="ds-list">
      {view.criteria.eligibility.map(({ code, name }) => (
        <li>
          {name[lang]}: <OutcomeTag found={last.get(code)} />
          {last.get(code)?.note && <span class="prose"> {last.get(code)?.note}</span>}
        </li>
      ))}
    </ul>
  )
}

const ConsiderForm = ({ view, back, action }: PartProps) => {
  const { t, lang } = usePage()
  const last = lastFound(view.found)
  return (
    <Form action={`${action}/vilkar`} label={t('review.eligibility')} leaveWarning>
      <input type="hidden" name="seen" value={view.found.at(-1)?.id ?? ''} />
      {view.criteria.eligibility.map(({ code, name, explanation }) => (
        <div class="flow">
          <RadioGroup name={`outcome-${code}`} label={name[lang]} hint={explanation[lang]} inline value={typedOr(back, 'eligibility', '', `outcome-${code}`, last.get(code)?.outcome)} error={errorIn(back, 'eligibility', '', `outcome-${code}`)} options={outcomes.map((value) => ({ value, text: t(`review.outcome.${value}`) }))} />
          <TextArea name={`note-${code}`} label={t('review.note.for', { criterion: name[lang] })} hint={t('review.note.hint')} rows={2} limit={longestNote} value={typedOr(back, 'eligibility', '', `note-${code}`, last.get(code)?.note)} error={errorIn(back, 'eligibility', '', `note-${code}`)} />
        </div>
      ))}
      <ButtonRow>
        <Button variant={view.eligible === undefined ? 'primary' : 'secondary'}>{t('review.eligibility.save')}</Button>
      </ButtonRow>
    </Form>
  )
}

const OutcomeTag = ({ found }: { readonly found: Found | undefined }) => {
  const { t } = usePage()
  return found ? <Tag color={colors[found.outcome]}>{t(`review.outcome.${found.outcome}`)}</Tag> : <Tag>{t('review.outcome.none')}</Tag>
}

const Earlier = ({ found, names }: { readonly found: readonly Found[]; readonly names: ReadonlyMap<string, string> }) => {
  const { t } = usePage()
  return (
    <Details summary={t('review.eligibility.earlier')}>
      <ul class="ds-list">
        {found.map((one) => (
          <li>
            {t('review.by', { who: one.by, when: one.at })} {names.get(one.code)}: <OutcomeTag found={one} /> {one.note}
          </li>
        ))}
      </ul>
    </Details>
  )
}

/** Questions to the applicant and the answers: they stand beside what was sent, and change nothing in it. */
export const Clarifications = ({ view, back, action }: PartProps) => {
  const { t } = usePage()
  const waiting = view.clarifications.some(({ answer }) => answer === undefined)
  const mayAsk = view.governed && !waiting && view.report.state === 'submitted' && (view.round.stage === 'in-review' || view.round.stage === 'in-forum')
  return (
    <Section title={t('review.clarification')}>
      {view.clarifications.length === 0 && <p>{t('review.clarification.none')}</p>}
      {view.clarifications.map((one) => (
        <div class="flow">
          <p class="prose">
            <strong>{t('review.by', { who: one.askedBy, when: one.askedAt })}</strong> {one.question}
          </p>
          {one.answer === undefined || one.answeredAt === undefined ? (
            <p>
              <Tag color="warning">{t('review.clarification.waits')}</Tag>
            </p>
          ) : (
            <blockquote class="own-words">
              <p class="prose">
                <strong>{t('review.by', { who: one.answeredBy ?? '', when: one.answeredAt })}</strong> {one.answer}
              </p>
            </blockquote>
          )}
        </div>
      ))}
      {mayAsk && (
        <Details summary={t('review.clarification.ask')} open={back.form === 'question'}>
          <Form action={`${action}/sporsmal`} label={t('review.clarification.ask')}>
            <TextArea name="question" label={t('review.clarification.question')} hint={t('review.clarification.hint')} rows={4} limit={longestQuestion} value={typedOr(back, 'question', '', 'question', undefined)} error={errorIn(back, 'question', '', 'question')} />
            <ButtonRow>
              <Button variant="secondary">{t('review.clarification.send')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Section>
  )
}
