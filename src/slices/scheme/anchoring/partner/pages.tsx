import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { TaskList, type Task, type TaskStatus } from '../../../../ui/task-list.tsx'
import { statusOf, visible, type Status } from '../../forms/answers.ts'
import { AnswersView } from '../../forms/view.tsx'
import type { Party } from '../../reports/parties/store.ts'
import { titleOf } from '../../reports/pages.tsx'
import { namesOf, type Work } from '../../reports/work.ts'
import type { Row } from '../rules.ts'

type Props = { readonly page: PageContext; readonly work: Work; readonly party: Party; readonly own: Row | undefined }

/** What the partner does in a report, in order: says that the contact is real, writes how the experience returns, and signs. */
export const PartnerPage = ({ page, work, party, own }: Props) => {
  const { t } = page
  const { report, definition, answers } = work
  const asked = party.state === 'invited'
  const contact = definition.sections.filter(({ by, questions }) => by === 'applicant' && questions.some(({ core }) => core === 'partner')).map(({ key }) => key)
  return (
    <Layout page={page} title={t('anchoring.partner.title')} above={titleOf(work, page)} intro={t('anchoring.partner.intro', { lead: report.leadName })} back={{ href: `/behov/${report.id}`, text: t('reports.back') }}>
      {asked ? <Confirm {...{ page, work }} /> : <TaskList label={t('anchoring.partner.steps')} tasks={tasksOf(page, work, own)} />}
      {contact.length > 0 && <AnswersView definition={definition} answers={answers} organisations={namesOf(work)} only={contact} />}
      {asked && (
        <Section title={t('anchoring.partner.then')}>
          <p>{t('anchoring.partner.then.text')}</p>
        </Section>
      )}
    </Layout>
  )
}

/** The contact is confirmed before anything else: what follows is written in the partner's name. */
const Confirm = ({ page: { t }, work: { report } }: Pick<Props, 'page' | 'work'>) => (
  <Alert kind="info" title={t('anchoring.partner.confirm.title', { lead: report.leadName })}>
    <p class="ds-paragraph">{t('anchoring.partner.confirm.text')}</p>
    <Form action={`/behov/${report.id}/svar`} label={t('anchoring.partner.confirm')}>
      <input type="hidden" name="svar" value="ja" />
      <ButtonRow>
        <Button>{t('anchoring.partner.confirm')}</Button>
      </ButtonRow>
    </Form>
    <Details summary={t('reports.asked.no')}>
      <Form action={`/behov/${report.id}/svar`} label={t('reports.asked.no')}>
        <input type="hidden" name="svar" value="nei" />
        <TextArea name="grunn" label={t('rounds.reason')} rows={2} />
        <ButtonRow>
          <Button variant="secondary">{t('reports.asked.no')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  </Alert>
)

const statuses: Readonly<Record<Status, TaskStatus>> = { empty: 'not-started', begun: 'in-progress', complete: 'done', 'not-shown': 'optional' }

function tasksOf({ t, lang }: PageContext, { report, definition, answers }: Work, own: Row | undefined): readonly Task[] {
  const path = `/behov/${report.id}`
  const isDraft = report.state === 'draft'
  return [
    { id: 'kontakt', text: t('anchoring.partner.confirmed'), status: 'done' },
    ...visible(definition, answers)
      .filter(({ by }) => by === 'partner')
      .map((section): Task => ({ id: `del-${section.key}`, text: section.title[lang], hint: isDraft ? t('anchoring.partner.write') : t('anchoring.partner.locked'), href: isDraft ? `${path}/del/${section.key}` : undefined, status: statuses[statusOf(definition, section.key, answers)] })),
    { id: 'les', text: t('reports.read'), href: `${path}/lesing`, status: 'optional' },
    { id: 'signer', text: t('anchoring.sign-here'), hint: isDraft ? t('anchoring.own.not-yet') : undefined, href: `${path}/forankring`, status: own?.status === 'signed' ? 'done' : report.state === 'signing' ? 'ready' : 'cannot-start' },
  ]
}
