import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Discussion } from '../rules.ts'
import { Instead } from '../shown/parts.tsx'
import { labelsOf, pathOf, proposalWords } from '../shown/words.ts'
import { limits, pointKinds, sourceKinds, type Point, type Proposal } from './rules.ts'

type Page = { readonly page: PageContext }
export type PointView = { readonly meeting: Discussion; readonly point: Point | undefined; readonly form: ShownForm; readonly seen: number; readonly meanwhile: boolean }
/** A point of the agenda: new, or changed. */
export const PointPage = ({ page, view: { meeting, point, form, seen, meanwhile } }: Page & { readonly view: PointView }) => {
  const { t } = page
  const labels = labelsOf(t)
  const field = (name: string) => ({ name, label: labels[name] ?? '', value: form.typed[name], error: errorFor(form.errors, name) })
  return (
    <Layout page={page} title={t(point ? 'discussions.point.change' : 'discussions.point.new')} above={meeting.title} back={{ href: pathOf(meeting.id, '#saker'), text: meeting.title }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      {point && meanwhile && <Instead page={page} who={point.changedBy} text={`${point.title}\n${point.reason}`} />}
      <Form action={pathOf(meeting.id, point ? `/saker/${point.id}` : '/saker')} leaveWarning>
        <input type="hidden" name="sett" value={seen} />
        <TextField {...field('tittel')} label={t('discussions.field.point')} guard />
        <TextArea {...field('hvorfor')} hint={t('discussions.field.reason.hint')} rows={4} limit={limits.reason} mark="optional" guard />
        <RadioGroup {...field('type')} options={pointKinds.map((value) => ({ value, text: t(`discussions.kind.${value}`), hint: t(`discussions.kind.${value}.hint`) }))} />
        <TextField {...field('minutter')} inputmode="numeric" width={4} mark="optional" />
        <TextField {...field('innleder')} hint={t('discussions.field.introduces.hint')} mark="optional" guard />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow><Button>{t('common.save')}</Button></ButtonRow>
      </Form>
      {point && <Form action={pathOf(meeting.id, `/saker/${point.id}/fjern`)} label={t('discussions.point.remove')}><ButtonRow><Button variant="tertiary" danger>{t('discussions.point.remove')}</Button></ButtonRow></Form>}
    </Layout>
  )
}

export type ProposalsView = { readonly meeting: Discussion; readonly proposals: readonly Proposal[]; readonly points: readonly Point[]; readonly form: ShownForm }
/** What the meeting may take up, each with why. Counts of kindergartens, never which. */
export const ProposalsPage = ({ page, view: { meeting, proposals, points, form } }: Page & { readonly view: ProposalsView }) => {
  const { t } = page
  const isTaken = (one: Proposal) => points.some(({ source }) => source?.kind === one.kind && source.id === one.id)
  return (
    <Layout page={page} title={t('discussions.proposals')} above={meeting.title} intro={t('discussions.proposals.intro')} back={{ href: pathOf(meeting.id, '#saker'), text: meeting.title }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} />
      {proposals.length === 0 && <EmptyState title={t('discussions.proposals.none')}><p>{t('discussions.proposals.none.text')}</p></EmptyState>}
      {sourceKinds.map((kind) => {
        const those = proposals.filter((one) => one.kind === kind)
        return those.length > 0 && (
          <Section title={t(`discussions.source.${kind}`)}>
            <ul class="plain-list">
              {those.map((one) => {
                const { title, reason } = proposalWords(page, one)
                return (
                  <li class="flow">
                    <h3 class="ds-heading" data-size="2xs">{title}</h3>
                    <p class="ds-paragraph">{reason}</p>
                    {isTaken(one) ? <p><Tag color="success">{t('discussions.proposals.taken')}</Tag></p> : (
                      <Form action={pathOf(meeting.id, '/saker/forslag')}>
                        <input type="hidden" name="slag" value={one.kind} />
                        <input type="hidden" name="hva" value={one.id} />
                        <ButtonRow><Button variant="secondary" small about={title}>{t('discussions.proposals.take')}</Button></ButtonRow>
                      </Form>
                    )}
                  </li>
                )
              })}
            </ul>
          </Section>
        )
      })}
    </Layout>
  )
}
