import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import type { TextKey } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { fieldId } from '../../../ui/field-frame.tsx'
import { ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Steps } from '../../../ui/steps.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { TaskList } from '../../../ui/task-list.tsx'
import type { Theme } from '../flow/index.ts'
import { confirmedField } from '../../../kernel/guarded-form.ts'
import { GuardNotice } from '../../../ui/guard-notice.tsx'
import type { Warning } from './forms.ts'
import { AttachmentForm, AttachmentList } from './attachments/fields.tsx'
import { SectionFields } from './fields.tsx'
import { differing, fieldsOf, missingFields, sections, sectionStatus, type Field, type RequestContent, type Section } from './rules.ts'
import type { Attachment, StoredRequest } from './store.ts'

type Page = { readonly page: PageContext }
type Choices = { readonly themes: readonly Theme[]; readonly departments: readonly string[] }

export const pathOf = (id: string, rest = ''): string => `/veiledning/${id}${rest}`

/** The request's parts with how far each has come: the way back after every save, and the way on. */
export const RequestOverviewPage = ({ page, request }: Page & { readonly request: StoredRequest }) => {
  const { t } = page
  const ready = missingFields(request.content).length === 0
  return (
    <Layout page={page} title={t('guidance.form.title')} intro={t('guidance.form.intro')} above={request.kindergartenName} back={{ href: '/veiledning', text: t('guidance.title') }}>
      <Alert kind="info">
        <p>{t('guidance.form.system')}</p>
        <SingleChild page={page} />
      </Alert>
      <BuildsOn page={page} need={request.need} />
      <TaskList
        label={t('guidance.form.title')}
        tasks={[
          ...sections.map((section) => ({ id: `del-${section}`, text: t(`guidance.section.${section}`), href: pathOf(request.id, `/foresporsel/${section}`), status: sectionStatus(request.content, section) })),
          { id: 'del-kontroll', text: t('guidance.form.check'), href: ready ? pathOf(request.id, '/kontroll') : undefined, status: ready ? ('ready' as const) : ('cannot-start' as const), hint: ready ? undefined : t('guidance.form.not-ready') },
        ]}
      />
      {ready && (
        <ButtonRow>
          <LinkButton href={pathOf(request.id, '/kontroll')}>{t('guidance.form.check')}</LinkButton>
        </ButtonRow>
      )}
      <p class="subtle">{t('guidance.form.saved', { when: formats(page.lang).dateTime(request.changedAt), who: request.changedBy })}</p>
      <p class="subtle">{t('guidance.form.not-inspection')}</p>
      <Details summary={t('guidance.form.discard')}>
        <p>{t('guidance.form.discard.text')}</p>
        <Form action={pathOf(request.id, '/sletting')}>
          <ButtonRow>
            <Button variant="secondary" danger>
              {t('guidance.form.discard')}
            </Button>
          </ButtonRow>
        </Form>
      </Details>
    </Layout>
  )
}

export type SectionPageProps = Page &
  Choices & {
    readonly request: StoredRequest
    readonly section: Section
    readonly content: RequestContent
    readonly seen: string
    readonly errors: Readonly<Partial<Record<Field, string>>>
    readonly warnings: readonly Warning[]
    readonly attachments: readonly Attachment[]
    readonly fileError?: string | undefined
  }

/** One part of the request. Saving never needs the whole; going on does. */
export const SectionPage = ({ page, request, section, content, seen, errors, warnings, attachments, fileError, ...choices }: SectionPageProps) => {
  const { t } = page
  const list: FieldError[] = [...Object.entries(errors).map(([field, key]) => ({ field: field, text: t(key as 'guidance.missing.target') })), ...(fileError ? [{ field: 'fil', text: fileError }] : [])]
  const steps = sections.map((one) => ({ text: t(`guidance.section.${one}`), href: pathOf(request.id, `/foresporsel/${one}`), done: sectionStatus(request.content, one) === 'done' }))
  const back = { href: pathOf(request.id, '/foresporsel'), text: t('guidance.form.back') }
  const title = t(`guidance.section.${section}`)
  if (section === 'vedlegg')
    return (
      <Layout page={page} title={title} above={t('guidance.form.title')} back={back} hasErrors={list.length > 0}>
        <ErrorSummary errors={list} />
        <Steps steps={steps} current={sections.indexOf(section) + 1} />
        <p>{t('guidance.attachments.intro')}</p>
        <AttachmentList page={page} id={request.id} attachments={attachments} mayRemove={() => true} />
        <AttachmentForm page={page} id={request.id} error={fileError} />
        <ButtonRow>
          {missingFields(request.content).length === 0 ? <LinkButton href={pathOf(request.id, '/kontroll')}>{t('guidance.form.check')}</LinkButton> : <LinkButton href={back.href}>{t('guidance.form.back')}</LinkButton>}
        </ButtonRow>
      </Layout>
    )
  return (
    <Layout page={page} title={title} above={t('guidance.form.title')} back={back} hasErrors={list.length > 0 || warnings.length > 0}>
      <ErrorSummary errors={list} />
      <Steps steps={steps} current={sections.indexOf(section) + 1} />
      <Form action={pathOf(request.id, `/foresporsel/${section}`)} autosave={pathOf(request.id, `/foresporsel/${section}`)}>
        <input type="hidden" name="sett" value={seen} />
        <SectionFields page={page} section={section} content={content} errors={errors} {...choices} />
        <GuardNotice warnings={warnings} labels={Object.fromEntries(warnings.map(({ field }) => [field, t(`guidance.field.${field}` as 'guidance.field.goal')]))} />
        <ButtonRow>
          <Button name="handling" value="neste">
            {t('guidance.form.save-next')}
          </Button>
          <Button variant="secondary" name="handling" value="kladd">
            {t('common.save.draft')}
          </Button>
        </ButtonRow>
      </Form>
      <SingleChild page={page} />
    </Layout>
  )
}

/** The other way, for what is about one child: at hand wherever one writes. */
const SingleChild = ({ page: { t } }: Page) => (
  <p>
    <a class="ds-link" href="/veiledning/enkeltbarn">
      {t('guidance.form.single-child')}
    </a>
  </p>
)

/** Someone has saved the same part meanwhile: both versions, and a choice. Nothing is lost. */
export const ConflictPage = ({ page, request, section, mine, seen, themes }: Page & Pick<Choices, 'themes'> & { readonly request: StoredRequest; readonly section: Section; readonly mine: Partial<RequestContent>; readonly seen: string }) => {
  const { t } = page
  const all = { ...request.content, ...mine }
  const fields = differing(section, request.content, all)
  return (
    <Layout page={page} title={t('guidance.conflict.title')} intro={t('guidance.conflict.text', { who: request.changedBy, when: formats(page.lang).dateTime(request.changedAt) })}>
      <h2 class="ds-heading" data-size="xs">
        {t('guidance.conflict.theirs')}
      </h2>
      <AnswerList page={page} content={request.content} fields={fields} themes={themes} />
      <h2 class="ds-heading" data-size="xs">
        {t('guidance.conflict.mine')}
      </h2>
      <AnswerList page={page} content={all} fields={fields} themes={themes} />
      <Form action={pathOf(request.id, `/foresporsel/${section}`)}>
        <input type="hidden" name="sett" value={seen} />
        <input type="hidden" name={confirmedField} value="ja" />
        {fieldsOf[section].flatMap((field) => hiddenValues(all[field]).map((value) => <input type="hidden" name={field} value={value} />))}
        <ButtonRow>
          <Button name="handling" value="neste">
            {t('guidance.conflict.use-mine')}
          </Button>
          <LinkButton variant="secondary" href={pathOf(request.id, `/foresporsel/${section}`)}>
            {t('guidance.conflict.use-theirs')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

const hiddenValues = (value: RequestContent[Field]): string[] => (value === undefined ? [] : typeof value === 'boolean' ? [value ? 'ja' : 'nei'] : typeof value === 'string' ? [value] : [...value])

/** The last look before sending. */
export const CheckPage = ({ page, request, themes, attachments, alike, error }: Page & Pick<Choices, 'themes'> & { readonly request: StoredRequest; readonly attachments: readonly Attachment[]; readonly alike: readonly { id: string; reference: string }[]; readonly error?: string | undefined }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('guidance.check.title')} intro={t('guidance.check.intro')} above={request.kindergartenName} back={{ href: pathOf(request.id, '/foresporsel'), text: t('guidance.form.back') }} hasErrors={error !== undefined}>
      <ErrorSummary errors={error ? [{ field: 'systemLevel', text: error }] : []} />
      {alike.map((one) => (
        <Alert kind="warning">
          <p>
            {t('guidance.check.alike', { reference: one.reference })}{' '}
            <a class="ds-link" href={pathOf(one.id)}>
              {t('guidance.case.reference', { reference: one.reference })}
            </a>
          </p>
        </Alert>
      ))}
      {sections
        .filter((section) => section !== 'vedlegg')
        .map((section) => (
          <section class="page-part">
            <h2 class="ds-heading" data-size="xs">
              {t(`guidance.section.${section}`)}
            </h2>
            <AnswerList page={page} content={request.content} fields={fieldsOf[section]} themes={themes} changeHref={pathOf(request.id, `/foresporsel/${section}`)} />
          </section>
        ))}
      <section class="page-part">
        <h2 class="ds-heading" data-size="xs">
          {t('guidance.section.vedlegg')}
        </h2>
        <p>{attachments.length === 0 ? t('guidance.attachments.none') : attachments.map((one) => one.name).join(', ')}</p>
      </section>
      <Form action={pathOf(request.id, '/innsending')}>
        <Checkbox name="systemLevel" label={t('guidance.check.confirm')} error={error} />
        <ButtonRow>
          <Button>{t('guidance.check.send')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** Where the request comes from, for those who may read that too. */
export const BuildsOn = ({ page: { t }, need }: Page & Pick<StoredRequest, 'need'>) =>
  need ? (
    <p>
      {t('needs.builds-on')}{' '}
      <a class="ds-link" href={`/behovsbeskrivelser/${need.id}`}>
        {need.title}
      </a>
    </p>
  ) : null

/** The answers as they were given, each under its question; what was not answered is shown too. */
export const AnswerList = ({ page, content, fields, themes, changeHref }: Page & Pick<Choices, 'themes'> & { readonly content: RequestContent; readonly fields: readonly Field[]; readonly changeHref?: string }) => {
  const { t } = page
  return <SummaryList rows={fields.filter((field) => field !== 'departments' || content.target === 'departments').map((field) => ({ term: t(`guidance.field.${field}` as 'guidance.field.goal'), value: answerText(page, content, field, themes), changeHref: changeHref && `${changeHref}#${fieldId(field)}` }))} />
}

/** An answer in words. */
export function answerText({ t, lang }: PageContext, content: RequestContent, field: Field, themes: readonly Theme[]): string {
  const key = (name: string) => t(name as Extract<TextKey, 'guidance.target.leadership'>)
  switch (field) {
    case 'target':
      return content.target ? key(`guidance.target.${content.target}`) : ''
    case 'themes':
      return content.themes.map((code) => themes.find((theme) => theme.code === code)?.name[lang] ?? code).join(', ')
    case 'means':
      return content.means.map((one) => key(`guidance.means.${one}`)).join(', ')
    case 'staffInvolved':
      return content.staffInvolved ? key(`guidance.involved.${content.staffInvolved}`) : ''
    case 'ownerInformed':
      return content.ownerInformed === undefined ? '' : t(content.ownerInformed ? 'common.yes' : 'common.no')
    case 'departments':
      return content.departments.join(', ')
    default:
      return content[field]
  }
}

/** What can be shown to the board: the reference, who, when, all that was sent, and what happens next. */
export const ReceiptPage = ({ page, request, themes, due, manned }: Page & Pick<Choices, 'themes'> & { readonly request: StoredRequest; readonly due: LocalDate | undefined; readonly manned: boolean }) => {
  const { t, lang } = page
  const sent = request.submittedAt
  return (
    <Layout page={page} title={t('guidance.receipt.title')} intro={t('guidance.receipt.reference', { reference: request.reference ?? '' })}>
      {sent && <p>{t('guidance.receipt.what', { when: formats(lang).dateTime(sent), who: request.submittedBy ?? '', kindergarten: request.kindergartenName, team: request.teamName })}</p>}
      <h2 class="ds-heading" data-size="xs">
        {t('guidance.receipt.next')}
      </h2>
      {!manned && <p>{t('guidance.receipt.unmanned', { team: request.teamName })}</p>}
      {manned && due && <p>{t('guidance.receipt.by', { date: formatDate(due, lang, 'long') })}</p>}
      <ButtonRow>
        <LinkButton href={pathOf(request.id)}>{t('guidance.receipt.case')}</LinkButton>
        <LinkButton href={pathOf(request.id, '/sak.pdf')} variant="secondary" download>
          {t('guidance.case.pdf')}
        </LinkButton>
      </ButtonRow>
      <h2 class="ds-heading" data-size="xs">
        {t('guidance.receipt.answers')}
      </h2>
      <AnswerList page={page} content={request.content} fields={sections.flatMap((section) => fieldsOf[section])} themes={themes} />
    </Layout>
  )
}
