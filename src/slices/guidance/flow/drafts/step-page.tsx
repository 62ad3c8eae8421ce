import { languages, type Language } from '../../../../kernel/language.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, LinkButton } from '../../../../ui/button.tsx'
import { Checkbox, CheckboxGroup, RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { SelectField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { deadlineStarts, exitKinds, gates, longestHelp, mostExits, mostWays, responsibles, type Flow, type StepKind } from '../definition.ts'
import { addressOf } from '../pages.tsx'
import { gateWords, inLanguage, kindWords, responsibleWords } from '../words.ts'
import type { TypedExit, TypedStep, TypedWay } from './forms.ts'

/** Somebody else saved the step in between: who, when and what differs. */
export type Stale = { readonly by: string; readonly at: Date; readonly differences: readonly Difference[] }
export type Difference = { readonly field: string; readonly theirs: string; readonly yours: string }

type Props = {
  readonly page: PageContext
  readonly flow: Flow
  readonly stepKey: string
  readonly kind: StepKind
  readonly storedName: string
  readonly typed: TypedStep
  readonly stamp: string
  readonly errors?: readonly FieldError[]
  readonly stale?: Stale | undefined
}

/** One step of the draft. Rows are added and removed by buttons that send the whole form, so that it works without script. */
export const StepPage = ({ page, flow, stepKey, kind, storedName, typed, stamp, errors = [], stale }: Props) => {
  const { t, lang } = page
  const action = addressOf.step(stepKey)
  const closed = kind === 'closed'
  return (
    <Layout
      page={page}
      title={t('flow.step.title', { name: storedName })}
      above={t('flow.step.kind', { kind: kindWords(kind, lang) })}
      back={{ href: addressOf.draft, text: t('flow.draft.back') }}
      hasErrors={errors.length > 0}
    >
      <ErrorSummary errors={errors} />
      {stale && <StaleNotice page={page} stale={stale} action={action} />}
      <Form action={action} leaveWarning>
        {/* Enter in a text field presses the first button of the form: it must be this one, not the one that removes a row. */}
        <button class="ds-sr-only" type="submit" name="handling" value="lagre" tabindex={-1} aria-hidden="true">
          {t('flow.step.save')}
        </button>
        <input type="hidden" name="stempel" value={stamp} />
        <h2 class="ds-heading" data-size="sm">
          {t('flow.step.names')}
        </h2>
        <div class="flow-languages">
          {languages.map((one) => (
            <TextField name={`name.${one}`} label={t('flow.step.name', inWords(page, one))} value={typed.name[one]} error={errorFor(errors, `name.${one}`)} />
          ))}
        </div>
        {(['help', 'teamHelp'] as const).flatMap((field) =>
          languages.map((one) => (
            <TextArea
              name={`${field}.${one}`}
              label={t(`flow.step.${field}`, inWords(page, one))}
              {...(one === 'nb' ? { hint: t(`flow.step.${field}.hint`) } : {})}
              value={typed[field][one]}
              error={errorFor(errors, `${field}.${one}`)}
              rows={3}
              limit={longestHelp}
              guard
            />
          )),
        )}
        <RadioGroup name="responsible" label={t('flow.step.responsible')} value={typed.responsible} error={errorFor(errors, 'responsible')} options={responsibles.map((value) => ({ value, text: responsibleWords(value, lang) }))} />
        <DeadlineFields page={page} typed={typed} errors={errors} />
        {!closed && (
          <>
            <h2 class="ds-heading" data-size="sm">
              {t('flow.step.gates')}
            </h2>
            <CheckboxGroup name="gates" label={t('flow.step.gates.question')} values={typed.gates} error={errorFor(errors, 'gates')} options={gates.map((value) => ({ value, text: gateWords(value, lang) }))} />
            <Ways page={page} flow={flow} stepKey={stepKey} ways={typed.next} errors={errors} action={action} />
            <Exits page={page} exits={typed.exits} errors={errors} action={action} />
          </>
        )}
        <div class="button-row">
          <Button name="handling" value="lagre">
            {t('flow.step.save')}
          </Button>
          <LinkButton href={addressOf.draft} variant="secondary">
            {t('common.cancel')}
          </LinkButton>
        </div>
      </Form>
    </Layout>
  )
}

const inWords = (page: PageContext, language: Language) => ({ language: page.t(`flow.language.${language}`) })

const DeadlineFields = ({ page: { t }, typed, errors }: { readonly page: PageContext; readonly typed: TypedStep; readonly errors: readonly FieldError[] }) => (
  <>
    <h2 class="ds-heading" data-size="sm">
      {t('flow.step.deadline')}
    </h2>
    <RadioGroup
      name="deadline.unit"
      label={t('flow.step.deadline.unit')}
      value={typed.deadline.unit}
      error={errorFor(errors, 'deadline.unit')}
      options={(['none', 'working-days', 'months'] as const).map((value) => ({ value, text: t(`flow.step.deadline.unit.${value}`) }))}
    />
    <TextField name="deadline.count" label={t('flow.step.deadline.count')} inputmode="numeric" width={4} value={typed.deadline.count} error={errorFor(errors, 'deadline.count')} />
    <RadioGroup
      name="deadline.from"
      label={t('flow.step.deadline.from')}
      value={typed.deadline.from}
      error={errorFor(errors, 'deadline.from')}
      options={deadlineStarts.map((value) => ({ value, text: t(`flow.step.deadline.from.${value}`) }))}
    />
  </>
)

type WaysProps = { readonly page: PageContext; readonly flow: Flow; readonly stepKey: string; readonly ways: readonly TypedWay[]; readonly errors: readonly FieldError[]; readonly action: string }

const Ways = ({ page, flow, stepKey, ways, errors, action }: WaysProps) => {
  const { t, lang } = page
  const targets = flow.steps.filter((step) => step.key !== stepKey && step.kind !== 'request').map((step) => ({ value: step.key, text: inLanguage(step.name, lang) }))
  return (
    <section id="veier" class="flow">
      <h2 class="ds-heading" data-size="sm">
        {t('flow.step.ways')}
      </h2>
      <p class="subtle">{t('flow.step.ways.hint')}</p>
      {ways.map((way, index) => (
        <fieldset class="ds-card flow-row" data-color="neutral">
          <legend class="ds-label">{t('flow.step.way', { number: index + 1 })}</legend>
          <SelectField name={`next.${index}.to`} label={t('flow.step.way.to')} value={way.to} options={targets} error={errorFor(errors, `next.${index}.to`)} />
          <div class="flow-languages">
            {languages.map((one) => (
              <TextField name={`next.${index}.label.${one}`} label={t('flow.step.way.label', inWords(page, one))} value={way.label[one]} error={errorFor(errors, `next.${index}.label.${one}`)} />
            ))}
          </div>
          <Checkbox name={`next.${index}.needsReason`} value="on" label={t('flow.step.way.reason')} checked={way.needsReason} error={errorFor(errors, `next.${index}.needsReason`)} />
          <Button name="handling" value={`remove-next-${index}`} variant="tertiary" danger small formAction={`${action}#veier`} about={t('flow.step.way', { number: index + 1 })}>
            {t('flow.step.way.remove')}
          </Button>
        </fieldset>
      ))}
      {ways.length < mostWays && (
        <Button name="handling" value="add-next" variant="secondary" small formAction={`${action}#f-next-${ways.length}-to`}>
          {t('flow.step.way.add')}
        </Button>
      )}
    </section>
  )
}

type ExitsProps = { readonly page: PageContext; readonly exits: readonly TypedExit[]; readonly errors: readonly FieldError[]; readonly action: string }

const Exits = ({ page, exits, errors, action }: ExitsProps) => {
  const { t } = page
  return (
    <section id="arsaker" class="flow">
      <h2 class="ds-heading" data-size="sm">
        {t('flow.step.exits')}
      </h2>
      <p class="subtle">{t('flow.step.exits.hint')}</p>
      {exits.map((exit, index) => (
        <fieldset class="ds-card flow-row" data-color="neutral">
          <legend class="ds-label">{t('flow.step.exit', { number: index + 1 })}</legend>
          <div class="flow-languages">
            {languages.map((one) => (
              <TextField name={`exits.${index}.name.${one}`} label={t('flow.step.exit.name', inWords(page, one))} value={exit.name[one]} error={errorFor(errors, `exits.${index}.name.${one}`)} />
            ))}
          </div>
          <TextField name={`exits.${index}.code`} label={t('flow.step.exit.code')} hint={t('flow.step.exit.code.hint')} value={exit.code} autocomplete="off" error={errorFor(errors, `exits.${index}.code`)} />
          <RadioGroup
            name={`exits.${index}.toKind`}
            label={t('flow.step.exit.kind')}
            value={exit.toKind}
            error={errorFor(errors, `exits.${index}.toKind`)}
            options={exitKinds.map((value) => ({ value, text: t(`flow.step.exit.kind.${value}`) }))}
          />
          <Checkbox name={`exits.${index}.early`} value="on" label={t('flow.step.exit.early')} checked={exit.early} error={errorFor(errors, `exits.${index}.early`)} />
          <Button name="handling" value={`remove-exits-${index}`} variant="tertiary" danger small formAction={`${action}#arsaker`} about={t('flow.step.exit', { number: index + 1 })}>
            {t('flow.step.exit.remove')}
          </Button>
        </fieldset>
      ))}
      {exits.length < mostExits && (
        <Button name="handling" value="add-exits" variant="secondary" small formAction={`${action}#f-exits-${exits.length}-name-nb`}>
          {t('flow.step.exit.add')}
        </Button>
      )}
    </section>
  )
}

const StaleNotice = ({ page, stale, action }: { readonly page: PageContext; readonly stale: Stale; readonly action: string }) => {
  const { t, lang } = page
  return (
    <Alert kind="warning" title={t('flow.stale.title', { name: stale.by, when: stale.at, clock: formats(lang).time(stale.at) })}>
      <p>{t('flow.stale.text')}</p>
      <Table
        caption={t('flow.stale.what')}
        rows={stale.differences}
        rowKey={(row) => row.field}
        columns={[
          { key: 'field', title: t('flow.stale.field'), heading: true, cell: (row) => row.field },
          { key: 'theirs', title: t('flow.stale.theirs'), cell: (row) => row.theirs || t('flow.stale.empty') },
          { key: 'yours', title: t('flow.stale.yours'), cell: (row) => row.yours || t('flow.stale.empty') },
        ]}
      />
      <LinkButton href={action} variant="secondary">
        {t('flow.stale.use-theirs')}
      </LinkButton>
    </Alert>
  )
}

/** The step is not there any more: what was typed is shown, so that it can be kept. */
export const StepGonePage = ({ page, typed, flow }: { readonly page: PageContext; readonly typed: TypedStep; readonly flow: Flow | undefined }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('flow.gone.title')} intro={t('flow.gone.text')} back={{ href: addressOf.draft, text: t('flow.draft.back') }}>
      <SummaryList rows={linesOf(page, typed, flow).map(([term, value]) => ({ term, value }))} />
    </Layout>
  )
}

/** Every field with what stands in it, in words. */
function linesOf(page: PageContext, typed: TypedStep, flow: Flow | undefined): [string, string][] {
  const { t, lang } = page
  const nameOf = (key: string) => {
    const step = flow?.steps.find((one) => one.key === key)
    return step ? inLanguage(step.name, lang) : key
  }
  const { unit, count, from } = typed.deadline
  const start = deadlineStarts.find((one) => one === from)
  const units = unit === 'working-days' || unit === 'months' ? t(`flow.step.deadline.unit.${unit}`) : ''
  const who = responsibles.find((one) => one === typed.responsible)
  return [
    ...languages.map((one): [string, string] => [t('flow.step.name', inWords(page, one)), typed.name[one]]),
    ...languages.map((one): [string, string] => [t('flow.step.help', inWords(page, one)), typed.help[one]]),
    ...languages.map((one): [string, string] => [t('flow.step.teamHelp', inWords(page, one)), typed.teamHelp[one]]),
    [t('flow.row.responsible'), who ? responsibleWords(who, lang) : ''],
    [t('flow.row.deadline'), units ? `${units}: ${count}. ${start ? t(`flow.step.deadline.from.${start}`) : ''}` : t('flow.deadline.none')],
    [t('flow.row.gates'), gates.filter((gate) => typed.gates.includes(gate)).map((gate) => gateWords(gate, lang)).join('; ')],
    [t('flow.row.next'), typed.next.map((way) => `${nameOf(way.to)}: ${languages.map((one) => way.label[one]).join(' / ')}${way.needsReason ? ` (${t('flow.step.way.reason')})` : ''}`).join('; ')],
    [t('flow.row.exits'), typed.exits.map((exit) => `${languages.map((one) => exit.name[one]).join(' / ')} [${exit.code}]${exit.early ? ` (${t('flow.step.exit.early')})` : ''}`).join('; ')],
  ]
}

/** What differs between what is stored and what was typed. */
export function differencesOf(page: PageContext, stored: TypedStep, typed: TypedStep, flow: Flow): Difference[] {
  const yours = linesOf(page, typed, flow)
  return linesOf(page, stored, flow).flatMap(([field, theirs], index) => (yours[index]?.[1] === theirs ? [] : [{ field, theirs, yours: yours[index]?.[1] ?? '' }]))
}
