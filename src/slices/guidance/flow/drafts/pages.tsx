import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { SelectField, TextField } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { Problem } from '../check.ts'
import { gates, stepKinds, type Flow, type Gate, type Step, type Words } from '../definition.ts'
import { FlowDiagram } from '../diagram.tsx'
import { stepOf } from '../graph.ts'
import { addressOf } from '../pages.tsx'
import { deadlineText, gateWords, inLanguage, kindWords, problemWords, responsibleWords } from '../words.ts'
import { languages, isLanguage } from '../../../../kernel/language.ts'
import { OrderButtons } from './order.tsx'
import type { DraftRefusal } from './rules.ts'

type Page = { readonly page: PageContext }
const back = ({ t }: PageContext) => ({ href: addressOf.draft, text: t('flow.draft.back') })

/** The place where a draft is begun. */
export const NoDraftPage = ({ page, hasPublished, because }: Page & { readonly hasPublished: boolean; readonly because?: DraftRefusal | undefined }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('flow.draft.title')} intro={t('flow.draft.none')} back={{ href: addressOf.chart, text: t('flow.to.published') }}>
      {because && <Alert kind="warning">{t(`flow.because.${because}`)}</Alert>}
      <Form action={addressOf.draft}>
        <ButtonRow>
          {hasPublished && (
            <Button name="fra" value="publisert">
              {t('flow.draft.from.published')}
            </Button>
          )}
          <Button name="fra" value="standard" variant={hasPublished ? 'secondary' : 'primary'}>
            {t('flow.draft.from.standard')}
          </Button>
        </ButtonRow>
      </Form>
      <HelpPanel page={page} />
    </Layout>
  )
}

type DraftProps = Page & {
  readonly flow: Flow
  readonly number: number
  readonly changedAt: Date
  readonly changedBy: string
  readonly problems: readonly Problem[]
  readonly because?: DraftRefusal | undefined
  readonly kindError?: string | undefined
}

/** The draft as a list of steps, with what is wrong or odd first. */
export const DraftPage = ({ page, flow, number, changedAt, changedBy, problems, because, kindError }: DraftProps) => {
  const { t, lang } = page
  return (
    <Layout
      page={page}
      wide
      title={t('flow.draft.title')}
      above={inLanguage(flow.name, lang)}
      intro={t('flow.draft.version', { number, when: changedAt, clock: formats(lang).time(changedAt), name: changedBy })}
      back={{ href: addressOf.chart, text: t('flow.to.published') }}
      hasErrors={kindError !== undefined}
    >
      <ErrorSummary errors={kindError ? [{ field: 'slag', text: kindError }] : []} />
      {because && <Alert kind="warning">{t(`flow.because.${because}`)}</Alert>}
      <Problems page={page} flow={flow} problems={problems} />
      <ButtonRow>
        <LinkButton href={`${addressOf.draft}/publisering`}>{t('flow.draft.publish')}</LinkButton>
        <LinkButton href={`${addressOf.draft}/navn`} variant="secondary">
          {t('flow.draft.name.change')}
        </LinkButton>
        <LinkButton href={`${addressOf.draft}/nullstilling`} variant="tertiary">
          {t('flow.draft.reset')}
        </LinkButton>
      </ButtonRow>
      <div class="flow-chart">
        <figure class="flow-picture">
          <FlowDiagram flow={flow} lang={lang} />
        </figure>
        <div class="flow-steps flow">
          <HelpPanel page={page} />
          <Steps page={page} flow={flow} />
          <Form action={`${addressOf.draft}/steg`}>
            <h2 class="ds-heading" data-size="xs">
              {t('flow.draft.add.title')}
            </h2>
            <SelectField name="slag" label={t('flow.draft.add.kind')} error={kindError} options={stepKinds.map((kind) => ({ value: kind, text: kindWords(kind, lang) }))} />
            <Button variant="secondary">{t('flow.draft.add')}</Button>
          </Form>
        </div>
      </div>
    </Layout>
  )
}

const Steps = ({ page, flow }: Page & { readonly flow: Flow }) => {
  const { t, lang } = page
  return (
    <Table
      caption={t('flow.steps')}
      rows={flow.steps}
      rowKey={(step) => step.key}
      columns={[
        { key: 'name', title: t('flow.draft.column.step'), heading: true, cell: (step) => <StepName page={page} step={step} /> },
        { key: 'who', title: t('flow.row.responsible'), cell: (step) => responsibleWords(step.responsible, lang) },
        { key: 'by', title: t('flow.row.deadline'), cell: (step) => deadlineText(step.deadline, lang) ?? t('flow.deadline.none') },
        { key: 'next', title: t('flow.draft.column.next'), cell: (step) => formats(lang).list(step.next.map((way) => nameOf(flow, way.to, page))) || '–' },
        {
          key: 'do',
          title: t('flow.draft.column.actions'),
          hiddenTitle: true,
          cell: (step) => (
            <>
              <OrderButtons page={page} flow={flow} step={step} />
              <a class="ds-link" href={`${addressOf.step(step.key)}/fjerning`}>
                {t('flow.draft.remove')}
                <span class="ds-sr-only"> {inLanguage(step.name, lang)}</span>
              </a>
            </>
          ),
        },
      ]}
    />
  )
}

const StepName = ({ page, step }: Page & { readonly step: Step }) => (
  <>
    <a class="ds-link" id={`steg-${step.key}`} href={addressOf.step(step.key)}>
      {inLanguage(step.name, page.lang)}
    </a>
    {inLanguage(step.name, page.lang) !== kindWords(step.kind, page.lang) && <div class="subtle">{page.t('flow.step.kind', { kind: kindWords(step.kind, page.lang) })}</div>}
  </>
)

const nameOf = (flow: Flow, key: string, page: PageContext): string => {
  const step = stepOf(flow, key)
  return step ? inLanguage(step.name, page.lang) : key
}

/** What stops and what is only odd, each with a link to the step it is about. */
const Problems = ({ page, flow, problems }: Page & { readonly flow: Flow; readonly problems: readonly Problem[] }) => {
  const { t } = page
  const [stops, warns] = [problems.filter((one) => one.severity === 'stop'), problems.filter((one) => one.severity === 'warn')]
  return (
    <>
      {stops.length > 0 && (
        <Alert kind="danger" title={t('flow.draft.stops')}>
          <ProblemList page={page} flow={flow} problems={stops} />
        </Alert>
      )}
      {stops.length === 0 && <Alert kind="success">{t('flow.draft.ok')}</Alert>}
      {warns.length > 0 && (
        <Alert kind="warning" title={t('flow.draft.warns')}>
          <ProblemList page={page} flow={flow} problems={warns} />
        </Alert>
      )}
    </>
  )
}

const ProblemList = ({ page, flow, problems }: Page & { readonly flow: Flow; readonly problems: readonly Problem[] }) => (
  <ul>
    {problems.map((problem) => {
      const part = partWords(flow, problem, page)
      return (
        <li>
          <a class="ds-link" href={problem.step === undefined ? `${addressOf.draft}/navn` : addressOf.step(problem.step)}>
            {problem.step === undefined ? page.t('flow.draft.whole') : nameOf(flow, problem.step, page)}
          </a>
          : {problemWords(problem.name, page.lang)} {part && page.t('flow.draft.part', { part })}
        </li>
      )
    })}
  </ul>
)

/** The part of a step that a problem is about, in words: a requirement, a language, another step. */
function partWords(flow: Flow, { part, step: key }: Problem, page: PageContext): string | undefined {
  if (part === undefined) return undefined
  if (isGate(part)) return gateWords(part, page.lang)
  const [name = '', lang] = part.includes('.') ? part.split('.') : ['', part]
  const step = key === undefined ? undefined : stepOf(flow, key)
  const named = stepOf(flow, name || part)?.name ?? step?.exits.find((exit) => exit.code === (name || part))?.name
  const language = isLanguage(lang) ? page.t(`flow.language.${lang}`) : undefined
  return [named ? inLanguage(named, page.lang) : language ? undefined : part, language].filter((one) => one !== undefined).join(', ')
}

const isGate = (part: string): part is Gate => gates.some((gate) => gate === part)

const HelpPanel = ({ page: { t } }: Page) => (
  <Details summary={t('flow.help.title')}>
    <p>{t('flow.help.stay')}</p>
    <p>{t('flow.help.move')}</p>
    <p>{t('flow.help.draft')}</p>
    <p>{t('flow.help.kinds')}</p>
  </Details>
)

type NameProps = Page & { readonly typed: Words; readonly stamp: string; readonly errors?: readonly FieldError[]; readonly because?: DraftRefusal | undefined; readonly stored?: Words | undefined }

export const NamePage = ({ page, typed, stamp, errors = [], because, stored }: NameProps) => {
  const { t } = page
  return (
    <Layout page={page} title={t('flow.name.title')} back={back(page)} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {because && (
        <Alert kind="warning">
          <p>{t(`flow.because.${because}`)}</p>
          {stored && <p>{t('flow.stale.theirs')}: {languages.map((lang) => stored[lang]).join(' / ')}</p>}
        </Alert>
      )}
      <Form action={`${addressOf.draft}/navn`} leaveWarning>
        <input type="hidden" name="stempel" value={stamp} />
        {languages.map((lang) => (
          <TextField name={`name.${lang}`} label={t('flow.step.name', { language: t(`flow.language.${lang}`) })} value={typed[lang]} error={errorFor(errors, `name.${lang}`)} />
        ))}
        <Button>{t('common.save')}</Button>
      </Form>
    </Layout>
  )
}

export const RemoveStepPage = ({ page, step, from, stamp, because }: Page & { readonly step: Step; readonly from: readonly Step[]; readonly stamp: string; readonly because?: DraftRefusal | undefined }) => {
  const { t, lang } = page
  const name = inLanguage(step.name, lang)
  return (
    <Layout page={page} title={t('flow.remove.title', { name })} intro={t('flow.remove.ways', { count: from.length, names: formats(lang).list(from.map((one) => inLanguage(one.name, lang))) })} back={back(page)}>
      {because && <Alert kind="warning">{t(`flow.because.${because}`)}</Alert>}
      <Form action={`${addressOf.step(step.key)}/fjerning`}>
        <input type="hidden" name="stempel" value={stamp} />
        <ButtonRow>
          <Button danger>{t('flow.remove.do')}</Button>
          <LinkButton href={addressOf.draft} variant="secondary">
            {t('common.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export const ResetPage = ({ page, stamp, hasPublished, because }: Page & { readonly stamp: string; readonly hasPublished: boolean; readonly because?: DraftRefusal | undefined }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('flow.reset.title')} intro={t('flow.reset.text')} back={back(page)}>
      {because && <Alert kind="warning">{t(`flow.because.${because}`)}</Alert>}
      <Form action={`${addressOf.draft}/nullstilling`}>
        <input type="hidden" name="stempel" value={stamp} />
        <ButtonRow>
          {hasPublished && (
            <Button name="fra" value="publisert" danger>
              {t('flow.reset.published')}
            </Button>
          )}
          <Button name="fra" value="standard" variant={hasPublished ? 'secondary' : 'primary'} danger>
            {t('flow.reset.standard')}
          </Button>
          <LinkButton href={addressOf.draft} variant="tertiary">
            {t('common.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

type PublishProps = Page & { readonly flow: Flow; readonly number: number; readonly problems: readonly Problem[]; readonly cases: number; readonly stamp: string; readonly because?: DraftRefusal | undefined }

/** The last look before publishing: what is wrong, and how many cases stay where they are. */
export const PublishPage = ({ page, flow, number, problems, cases, stamp, because }: PublishProps) => {
  const { t } = page
  const stopped = problems.some((problem) => problem.severity === 'stop')
  return (
    <Layout page={page} title={t('flow.publish.title', { number })} intro={t('flow.publish.text')} back={back(page)}>
      {because && <Alert kind="warning">{t(`flow.because.${because}`)}</Alert>}
      <Problems page={page} flow={flow} problems={problems} />
      <p>{cases === 0 ? t('flow.publish.no-cases') : t('flow.publish.cases', { count: cases })}</p>
      {!stopped && (
        <Form action={`${addressOf.draft}/publisering`}>
          <input type="hidden" name="stempel" value={stamp} />
          <ButtonRow>
            <Button>{t('flow.draft.publish')}</Button>
            <LinkButton href={addressOf.draft} variant="secondary">
              {t('common.cancel')}
            </LinkButton>
          </ButtonRow>
        </Form>
      )}
    </Layout>
  )
}
