import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import type { Role } from '../../../../kernel/actor.ts'
import { formats, texts } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { calls, type Discussion } from '../rules.ts'
import { labelsOf, pathOf, roleText } from '../shown/words.ts'
import { standingText } from './document.ts'
import { limits, type Minutes } from './rules.ts'
import type { Content } from './shape.ts'

export type MinutesView = { readonly meeting: Discussion; readonly minutes: readonly Minutes[]; /** What is written now, for those who write. */ readonly draft: Content | undefined; readonly role: Role; readonly form: ShownForm; readonly at: string }
type Part = { readonly page: PageContext; readonly view: MinutesView }

/** The minutes: as they are written, as they were sent, as they were approved; and every version there has been. */
export const MinutesPage = ({ page, view }: Part) => {
  const { t } = page
  const { meeting, minutes, draft, form } = view
  const [last, ...before] = minutes.filter(({ state }) => meeting.led || state !== 'withdrawn')
  return (
    <Layout page={page} title={t('discussions.minutes')} above={meeting.title} back={{ href: pathOf(meeting.id), text: meeting.title }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      {draft && <Draft page={page} view={view} draft={draft} />}
      {!draft && !last && <EmptyState title={t('discussions.minutes.none')}><p>{t('discussions.minutes.none.text')}</p></EmptyState>}
      {last && (
        <>
          {standingText(last).map((line) => <p class="ds-paragraph">{line}</p>)}
          {!draft && <NextStep page={page} view={view} last={last} />}
          <ButtonRow><LinkButton href={pathOf(meeting.id, `/referat/${last.number}/referat.pdf`)} variant="secondary">{t('discussions.minutes.pdf')}</LinkButton></ButtonRow>
          {!draft && <Written page={page} content={last.content} />}
          <Objections page={page} last={last} />
        </>
      )}
      {before.length > 0 && <Section title={t('discussions.minutes.before')}><ul class="ds-list">{before.map((one) => <li><a class="ds-link" href={pathOf(meeting.id, `/referat/${one.number}/referat.pdf`)}>{standingText(one)[0]}</a></li>)}</ul></Section>}
    </Layout>
  )
}

const Draft = ({ page, view: { meeting }, draft }: Part & { readonly draft: Content }) => {
  const { t } = page
  const isEmpty = draft.points.every(({ said, agreed }) => said.length + agreed.length === 0)
  return (
    <>
      <Alert kind="info" title={t(meeting.correction ? 'discussions.minutes.correcting' : 'discussions.minutes.draft')}>
        <p class="ds-paragraph">{t(isEmpty ? 'discussions.minutes.draft.empty' : 'discussions.minutes.draft.text')}</p>
        {isEmpty ? <ButtonRow><LinkButton href={pathOf(meeting.id, '/mote')}>{t('discussions.held.open')}</LinkButton></ButtonRow> : (
          <Form action={pathOf(meeting.id, '/referat')} label={t('discussions.minutes.send')}>
            <input type="hidden" name="trinn" value="send" />
            <ButtonRow><Button>{t('discussions.minutes.send')}</Button><LinkButton href={pathOf(meeting.id, '/mote')} variant="secondary">{t('discussions.held.write')}</LinkButton></ButtonRow>
          </Form>
        )}
      </Alert>
      <Written page={page} content={draft} />
    </>
  )
}

/** Written in the municipality's form of Norwegian, whoever reads it. */
const Written = ({ page, content }: { readonly page: PageContext; readonly content: Content }) => {
  const t = texts(content.language)
  return (
    <div lang={page.lang === content.language ? undefined : content.language}>
      <Section title={t('discussions.minutes.present')}>
        {content.present.length === 0 ? <p class="ds-paragraph subtle">{t('discussions.minutes.present.none')}</p> : <ul class="ds-list">{content.present.map(({ name, role, org }) => <li>{name}, {roleText({ t }, role)}, {org}</li>)}</ul>}
      </Section>
      {content.points.map((point, at) => (
        <Section title={`${at + 1}. ${point.title}`}>
          {point.reason && <p class="ds-paragraph kept-text subtle">{point.reason}</p>}
          {point.said.map(({ by, body }) => <p class="ds-paragraph kept-text">{by && <><strong>{by}:</strong>{'\n'}</>}{body}</p>)}
          {point.agreed.length > 0 && <><h3 class="ds-heading" data-size="2xs">{t('discussions.agreements')}</h3><ul class="ds-list">{point.agreed.map(({ body, responsible, due }) => <li>{body} <span class="subtle">{t('discussions.agreement.who', { who: responsible, due: formatDate(due as LocalDate, content.language, 'long') })}</span></li>)}</ul></>}
          {point.said.length + point.agreed.length === 0 && <p class="ds-paragraph subtle">{t('discussions.minutes.point.none')}</p>}
        </Section>
      ))}
    </div>
  )
}

const NextStep = ({ page, view, last }: Part & { readonly last: Minutes }) => {
  const { t } = page
  const { meeting, role, form, at } = view
  if (!meeting.led) return last.state === 'reading' ? <ObjectionForm page={page} view={view} /> : null
  const why = at === 'rett' ? form : undefined
  return (
    <>
      {last.state === 'reading' && (calls(role) ? (
        <Form action={pathOf(meeting.id, '/referat')} label={t('discussions.minutes.approve')}>
          <input type="hidden" name="trinn" value="approve" />
          <p class="ds-paragraph">{t(last.objections.length > 0 ? 'discussions.minutes.approve.objections' : 'discussions.minutes.approve.text', { count: last.objections.length })}</p>
          <ButtonRow><Button>{t('discussions.minutes.approve')}</Button></ButtonRow>
        </Form>
      ) : <p class="ds-paragraph">{t('discussions.minutes.approve.waits')}</p>)}
      <Details summary={t('discussions.minutes.correct')} open={why !== undefined}>
        <p class="ds-paragraph">{t('discussions.minutes.correct.text')}</p>
        <Form action={pathOf(meeting.id, '/referat')} label={t('discussions.minutes.correct')}>
          <input type="hidden" name="trinn" value="correct" />
          <TextField name="hvorfor" label={t('discussions.minutes.correct.why')} value={why?.typed['hvorfor']} error={errorFor(why?.errors ?? [], 'hvorfor')} guard />
          {why && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
          <ButtonRow><Button variant="secondary">{t('discussions.minutes.correct.button')}</Button></ButtonRow>
        </Form>
      </Details>
    </>
  )
}

const ObjectionForm = ({ page, view: { meeting, form, at } }: Part) => {
  const { t } = page
  const here = at === 'innvending' ? form : undefined
  return (
    <Alert kind="info" title={t('discussions.minutes.read.before')}>
      <p class="ds-paragraph">{t('discussions.objection.text')}</p>
      <Details summary={t('discussions.objection.open')} open={here !== undefined}>
        <Form action={pathOf(meeting.id, '/referat/innvending')} label={t('discussions.objection.open')} leaveWarning>
          <TextArea name="innvending" label={t('discussions.field.objection')} rows={4} limit={limits.objection} value={here?.typed['innvending']} error={errorFor(here?.errors ?? [], 'innvending')} guard />
          {here && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} />}
          <ButtonRow><Button>{t('discussions.objection.save')}</Button></ButtonRow>
        </Form>
      </Details>
    </Alert>
  )
}

const Objections = ({ page, last }: { readonly page: PageContext; readonly last: Minutes }) => {
  const { t, lang } = page
  if (last.objections.length === 0) return null
  return (
    <Section title={t('discussions.objections')} id="innvendinger">
      {last.objections.map((one) => (
        <article class="flow">
          <h3 class="ds-heading" data-size="2xs">{t('discussions.objection.by', { who: one.name, role: roleText(page, one.role), org: one.org })}</h3>
          <p class="ds-paragraph subtle">{formats(lang).dateTime(one.at)}</p>
          <p class="ds-paragraph kept-text">{one.body}</p>
        </article>
      ))}
    </Section>
  )
}
