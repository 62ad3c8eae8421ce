import type { GuardWarning } from '../../../kernel/guarded-form.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { usePage, type PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { GuardNotice } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { AnswersView } from '../forms/view.tsx'
import { AboutReport } from '../reports/about/rows.tsx'
import { titleOf } from '../reports/pages.tsx'
import { namesOf, type Work } from '../reports/work.ts'
import { longestReason } from './forms.ts'
import { ParticipationCards, type ParticipationView } from './participation/shown.tsx'
import { Alarms, Rows, StandingTag, sectionNames, Word } from './rows.tsx'
import type { Row, SignRefusal } from './rules.ts'

export type AnchoringView = {
  readonly work: Work
  readonly rows: readonly Row[]
  readonly ready: boolean
  /** The signature that is the reader's to give. */
  readonly own: Row | undefined
  /** Why it cannot be given now; undefined when it can. */
  readonly blocked: SignRefusal | undefined
  /** Sections that the reader's signature stands for. */
  readonly covers: readonly string[]
  /** What the reader is shown, in short. */
  readonly stamp: string
  readonly leads: boolean
  readonly remindedToday: boolean
  readonly participation: ParticipationView
}
export type PageRefusal = SignRefusal | 'nobody-to-remind' | 'reminded-today'
export type AnchoringProps = { readonly page: PageContext; readonly view: AnchoringView; readonly errors?: readonly FieldError[]; readonly reason?: string | undefined; readonly refused?: PageRefusal | undefined; readonly warnings?: readonly GuardWarning[] }

/** Who stands behind the report: what each has done, what is signed, and the reader's own word. The lead sees what is lacking. */
export const AnchoringPage = ({ page, view, errors = [], reason, refused, warnings = [] }: AnchoringProps) => {
  const { t } = page
  const { work, rows, own } = view
  const { state } = work.report
  const isOpen = state === 'draft' || state === 'signing'
  return (
    <Layout page={page} title={t('anchoring.title')} above={titleOf(work, page)} intro={state === 'signing' && view.ready ? t('anchoring.ready') : t(`anchoring.intro.${state}`, { lead: work.report.leadName })} back={{ href: `/behov/${work.report.id}`, text: t('reports.back') }} hasErrors={errors.length > 0 || warnings.length > 0 || refused !== undefined}>
      <ErrorSummary errors={errors} />
      {refused && <Alert kind="warning" answer title={t(`anchoring.because.${refused}`)} />}
      {isOpen && <Alarms rows={rows} />}
      {own && isOpen && <OwnWord view={view} own={own} />}
      <Section title={t('anchoring.who')}>
        {rows.length === 0 ? <p>{t('anchoring.nobody-yet')}</p> : <Rows rows={rows} definition={work.definition} />}
        {view.leads && <Lead view={view} />}
      </Section>
      {rows.some(({ capacity }) => capacity === 'head') && (
        <Section title={t('anchoring.participation')}>
          <ParticipationCards view={view.participation} />
        </Section>
      )}
      <Section title={t('anchoring.what')}>
        <p class="ds-paragraph">{t(own ? 'anchoring.what.own' : 'anchoring.what.text')}</p>
      </Section>
      <AboutReport page={page} work={work} />
      <AnswersView definition={work.definition} answers={work.answers} organisations={namesOf(work)} note={(key) => (own && view.covers.includes(key) ? <p><Tag color="info">{t('anchoring.you-sign-this')}</Tag></p> : null)} />
      {own && state === 'signing' && (
        <div id="signer">
          <SignBox view={view} own={own} errors={errors} warnings={warnings} reason={reason} />
        </div>
      )}
    </Layout>
  )
}

/** The reader's own signature: how it stands, and the way to it. */
const OwnWord = ({ view, own }: { readonly view: AnchoringView; readonly own: Row }) => {
  const page = usePage()
  const { t } = page
  const { work } = view
  const tells = own.capacity === 'head'
  const told = view.participation.forms.some(({ kindergartenId }) => kindergartenId === own.orgId)
  const changed = sectionNames(page, work.definition, own.changed)
  return (
    <Card title={t('anchoring.own', { capacity: t(`scheme.capacity.${own.capacity}`), organisation: own.orgName })} tinted>
      <div class="flow">
        <p>
          <StandingTag status={own.status} />
        </p>
        {own.mark && own.status !== 'void' && <Word row={own} definition={work.definition} />}
        {own.status === 'void' && <p>{own.changed.length > 0 ? t('anchoring.own.void', { sections: changed }) : t('anchoring.taken-back')}</p>}
        {own.status !== 'signed' && <p>{t(work.report.state === 'draft' ? 'anchoring.own.not-yet' : view.blocked === 'signed-as-another' ? 'anchoring.because.signed-as-another' : tells && !told ? 'anchoring.own.tell-first' : 'anchoring.own.read-first')}</p>}
        <ButtonRow>
          {tells && (
            <LinkButton href={`/behov/${work.report.id}/forankring/personalet`} variant={told ? 'secondary' : 'primary'}>
              {t(told ? 'anchoring.tell.change' : 'anchoring.tell')}
            </LinkButton>
          )}
          {work.report.state === 'signing' && own.status !== 'signed' && view.blocked === undefined && (
            <LinkButton href="#signer" variant="secondary">
              {t('anchoring.to-sign')}
            </LinkButton>
          )}
        </ButtonRow>
      </div>
    </Card>
  )
}

/** What the lead can do: remind those who have not signed, or send when all have. */
const Lead = ({ view: { work, ready, rows, remindedToday } }: { readonly view: AnchoringView }) => {
  const { t } = usePage()
  const id = work.report.id
  if (work.report.state !== 'signing') return null
  if (ready) {
    return (
      <ButtonRow>
        <LinkButton href={`/behov/${id}/kontroll`}>{t('anchoring.to-check')}</LinkButton>
      </ButtonRow>
    )
  }
  const lacking = rows.filter(({ status, alarm }) => status !== 'signed' && !alarm).length
  if (lacking === 0) return null
  if (remindedToday) return <p>{t('anchoring.reminded-today')}</p>
  return (
    <Form action={`/behov/${id}/forankring/paminnelse`} label={t('anchoring.remind')}>
      <p>{t('anchoring.lacking', { count: lacking })}</p>
      <ButtonRow>
        <Button variant="secondary">{t('anchoring.remind')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** Signs, or declines with a reason; one who has signed may think again. */
const SignBox = ({ view, own, errors, warnings, reason }: { readonly view: AnchoringView; readonly own: Row; readonly errors: readonly FieldError[]; readonly warnings: readonly GuardWarning[]; readonly reason: string | undefined }) => {
  const page = usePage()
  const { t } = page
  const id = view.work.report.id
  const signed = own.status === 'signed'
  return (
    <Section title={t(signed ? 'anchoring.signed-already' : 'anchoring.sign-here')}>
      {!signed && view.blocked !== undefined && <p>{t(`anchoring.because.${view.blocked}`)}</p>}
      {!signed && view.blocked === undefined && (
        <Form action={`/behov/${id}/forankring/signatur`} label={t('anchoring.sign-here')}>
          <input type="hidden" name="sett" value={view.stamp} />
          <p class="ds-paragraph">{t('anchoring.sign.means', { capacity: t(`scheme.capacity.${own.capacity}`), organisation: own.orgName })}</p>
          <ul class="ds-list">
            {view.covers.map((key) => (
              <li>{sectionNames(page, view.work.definition, [key])}</li>
            ))}
          </ul>
          <p class="ds-paragraph">{t('anchoring.sign.void')}</p>
          <ButtonRow>
            <Button>{t('anchoring.sign')}</Button>
          </ButtonRow>
        </Form>
      )}
      <Details summary={t(signed ? 'anchoring.take-back' : 'anchoring.decline')} open={errors.length > 0 || warnings.length > 0}>
        <Form action={`/behov/${id}/forankring/avslag`} label={t(signed ? 'anchoring.take-back' : 'anchoring.decline')}>
          <p class="ds-paragraph">{t('anchoring.decline.means')}</p>
          <TextArea name="grunn" label={t('anchoring.decline.reason')} hint={t('anchoring.decline.hint')} rows={3} limit={longestReason} value={reason} error={errorFor(errors, 'grunn')} guard />
          <GuardNotice warnings={warnings} labels={{ grunn: t('anchoring.decline.reason') }} />
          <ButtonRow>
            <Button variant="secondary">{t(signed ? 'anchoring.take-back' : 'anchoring.decline')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}
