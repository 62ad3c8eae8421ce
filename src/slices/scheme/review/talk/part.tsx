import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextArea, TextField } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { errorIn, typedOr } from '../back.ts'
import type { PartProps } from '../report-page.tsx'
import { longestComment } from './forms.ts'
import { flagKinds, type Comment } from './rules.ts'
import type { Flag } from './store.ts'

/** What those who handle the report say to each other. A changed comment says so, and keeps what it said. */
export const Comments = ({ view, back, action }: PartProps) => {
  const { t } = usePage()
  return (
    <Section title={t('review.comments')}>
      {view.comments.length === 0 && <p>{t(view.open ? 'review.comments.none' : 'review.comments.hidden')}</p>}
      {view.comments.map((comment) => (
        <OneComment comment={comment} part={{ view, back, action }} />
      ))}
      <Details summary={t('review.comments.new')} open={back.form === 'comment' && back.at === 'new'}>
        <Form action={`${action}/kommentarer`} label={t('review.comments.new')}>
          <TextArea name="comment" id="f-comment-new" label={t('review.comment')} rows={3} limit={longestComment} value={typedOr(back, 'comment', 'new', 'comment', undefined)} error={errorIn(back, 'comment', 'new', 'comment')} />
          <ButtonRow>
            <Button variant="secondary">{t('review.comments.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}

const OneComment = ({ comment: { thread, now, before }, part: { view, back, action } }: { readonly comment: Comment; readonly part: PartProps }) => {
  const { t } = usePage()
  return (
    <div class="flow">
      <p class="prose">
        <strong>{t('review.by', { who: now.by, when: before[0]?.at ?? now.at })}</strong> {now.text}
      </p>
      {before.length > 0 && (
        <Details summary={t('review.comments.changed', { when: now.at })}>
          {before.map((one) => (
            <p class="prose">
              <strong>{t('review.by', { who: one.by, when: one.at })}</strong> {one.text}
            </p>
          ))}
        </Details>
      )}
      {now.personId === view.personId && (
        <Details summary={t('review.comments.edit')} open={back.form === 'comment' && back.at === thread}>
          <Form action={`${action}/kommentarer`} label={t('review.comments.edit')}>
            <input type="hidden" name="thread" value={thread} />
            <input type="hidden" name="number" value={now.number} />
            <TextArea name="comment" id={`f-comment-${thread}`} label={t('review.comment')} rows={3} limit={longestComment} value={typedOr(back, 'comment', thread, 'comment', now.text)} error={errorIn(back, 'comment', thread, 'comment')} />
            <ButtonRow>
              <Button variant="secondary">{t('review.comments.save-change')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </div>
  )
}

/** Something that others must look at before the report goes on. */
export const Flags = ({ view, back, action }: PartProps) => {
  const { t } = usePage()
  return (
    <Section title={t('review.flags')}>
      {view.flags.length === 0 && <p>{t('review.flags.none')}</p>}
      {view.flags.map((flag) => (
        <OneFlag flag={flag} part={{ view, back, action }} />
      ))}
      <Details summary={t('review.flags.raise')} open={back.form === 'flag'}>
        <Form action={`${action}/flagg`} label={t('review.flags.raise')}>
          <RadioGroup name="kind" label={t('review.flags.kind')} value={typedOr(back, 'flag', '', 'kind', undefined)} error={errorIn(back, 'flag', '', 'kind')} options={flagKinds.map((value) => ({ value, text: t(`review.flag.${value}`) }))} />
          <TextArea name="reason" label={t('review.flags.reason')} rows={3} limit={2000} value={typedOr(back, 'flag', '', 'reason', undefined)} error={errorIn(back, 'flag', '', 'reason')} />
          <ButtonRow>
            <Button variant="secondary">{t('review.flags.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}

const OneFlag = ({ flag, part: { view, back, action } }: { readonly flag: Flag; readonly part: PartProps }) => {
  const { t } = usePage()
  return (
    <div class="flow">
      <p class="prose">
        <Tag color={flag.resolved ? 'neutral' : 'warning'}>{t(`review.flag.${flag.kind}`)}</Tag> <strong>{t('review.by', { who: flag.by, when: flag.at })}</strong> {flag.reason}
      </p>
      {flag.resolved && (
        <p class="prose">
          <strong>{t('review.by', { who: flag.resolved.by, when: flag.resolved.at })}</strong> {flag.resolved.text}
        </p>
      )}
      {!flag.resolved && view.governed && (
        <Form action={`${action}/flagg/svar`} label={t('review.flags.resolve')}>
          <input type="hidden" name="flag" value={flag.id} />
          <TextField name="resolution" id={`f-resolution-${flag.id}`} label={t('review.flags.resolution')} value={typedOr(back, 'resolve', flag.id, 'resolution', undefined)} error={errorIn(back, 'resolve', flag.id, 'resolution')} />
          <ButtonRow>
            <Button variant="secondary">{t('review.flags.resolve')}</Button>
          </ButtonRow>
        </Form>
      )}
    </div>
  )
}

/** A second officer goes through what is finished. */
export const Check = ({ view, back, action }: PartProps) => {
  const { t } = usePage()
  return (
    <Section title={t('review.check')}>
      {view.checks.map((one) => (
        <p class="prose">
          <strong>{t('review.by', { who: one.by, when: one.at })}</strong> {one.note === '' ? t('review.check.done') : one.note}
        </p>
      ))}
      {view.checks.length > 0 && !view.checked && <p>{t('review.check.again')}</p>}
      {!view.checked && view.uncheckable && (
        <>
          <p>{t('review.check.text')}</p>
          <p>{t(`review.because.${view.uncheckable}`)}</p>
        </>
      )}
      {!view.checked && !view.uncheckable && (
        <Form action={`${action}/kontroll`} label={t('review.check')}>
          <p>{t('review.check.text')}</p>
          <TextField name="note" id="f-note" label={t('review.check.note')} mark="optional" value={typedOr(back, 'check', '', 'note', undefined)} error={errorIn(back, 'check', '', 'note')} />
          <ButtonRow>
            <Button variant={view.standing === 'read' || view.standing === 'not-eligible' ? 'primary' : 'secondary'}>{t('review.check.save')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}

/** A reader who cannot be impartial says so, and no longer sees the report. */
export const Declare = ({ back, action }: PartProps) => {
  const { t } = usePage()
  return (
    <Section title={t('review.declare')}>
      <Details summary={t('review.declare.open')} open={back.form === 'declare'}>
        <Form action={`${action}/inhabil`} label={t('review.declare')}>
          <p>{t('review.declare.text')}</p>
          <TextField name="note" id="f-declare" label={t('review.declare.note')} mark="optional" value={typedOr(back, 'declare', '', 'note', undefined)} error={errorIn(back, 'declare', '', 'note')} />
          <ButtonRow>
            <Button variant="secondary" danger>{t('review.declare.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}
