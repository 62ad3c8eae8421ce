import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import { Checkbox } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { UnseenFrame } from '../pages.tsx'
import { ruleKeys, type RuleKey } from '../rules.ts'
import { listKeys, numberField, onField } from './forms.ts'
import type { Change, TeamSettings } from './rules.ts'

export type SettingsView = {
  readonly settings: TeamSettings
  readonly changes: readonly Change[]
  readonly hits: ReadonlyMap<RuleKey, { readonly called: number; readonly right: number }>
  readonly mayChange: boolean
  readonly typed: Readonly<Record<string, string>> | undefined
  readonly errors: readonly FieldError[]
}

/** The team's rules, how often each was right, and when each became as it is. */
export const SettingsPage = ({ page, view }: { readonly page: PageContext; readonly view: SettingsView }) => {
  const { t } = page
  return (
    <UnseenFrame page={page} tab="rules" hasErrors={view.errors.length > 0}>
      <ErrorSummary errors={view.errors} labels={Object.fromEntries(ruleKeys.map((key) => [numberField(key), t(`unseen.rule.${key}`)]))} />
      <p class="ds-paragraph">{t('unseen.rules.intro')}</p>
      {view.mayChange ? <RulesForm page={page} view={view} /> : <RulesRead page={page} view={view} />}
      <h2 class="ds-heading" data-size="sm">
        {t('unseen.rules.log')}
      </h2>
      <Log page={page} changes={view.changes} />
    </UnseenFrame>
  )
}

const Hits = ({ page, hit }: { readonly page: PageContext; readonly hit: { readonly called: number; readonly right: number } | undefined }) => (
  <p class="ds-paragraph">{hit ? page.t('unseen.rules.hits', { called: hit.called, right: hit.right }) : page.t('unseen.rules.hits.none')}</p>
)

const RulesForm = ({ page, view: { settings, hits, typed, errors } }: { readonly page: PageContext; readonly view: SettingsView }) => {
  const { t } = page
  const number = (key: Parameters<typeof numberField>[0], n: number | undefined) => (typed ? typed[numberField(key)] : n === undefined ? '' : String(n))
  return (
    <Form action="/lite-kontakt/regler" leaveWarning>
      <h2 class="ds-heading" data-size="sm">
        {t('unseen.rules.room')}
      </h2>
      {listKeys.map((key) => (
        <TextField name={numberField(key)} label={t(`unseen.rules.${key}`)} hint={t(`unseen.rules.${key}.hint`)} inputmode="numeric" width={6} value={number(key, key === 'calls-a-week' ? settings.callsAWeek : settings.restWeeks)} error={errorFor(errors, numberField(key))} />
      ))}
      <h2 class="ds-heading" data-size="sm">
        {t('unseen.tab.rules')}
      </h2>
      {ruleKeys.map((key) => {
        const rule = settings.rules.get(key)
        return (
          <fieldset class="ds-fieldset">
            <legend class="ds-label">{t(`unseen.rule.${key}`)}</legend>
            <p class="ds-paragraph">{t(`unseen.rule.${key}.hint`)}</p>
            <Checkbox name={onField(key)} label={t('unseen.rules.on')} checked={typed ? typed[onField(key)] === 'ja' : (rule?.active ?? false)} />
            {rule?.n !== undefined && hasNumber(key) && <TextField name={numberField(key)} label={t(`unseen.rule.${key}.n`)} inputmode="numeric" width={6} value={number(key, rule.n)} error={errorFor(errors, numberField(key))} />}
            <Hits page={page} hit={hits.get(key)} />
          </fieldset>
        )
      })}
      <ButtonRow>
        <Button>{t('unseen.rules.save')}</Button>
      </ButtonRow>
    </Form>
  )
}

type Numbered = Exclude<RuleKey, 'never-asked' | 'never-applied' | 'vacant-head'>
const hasNumber = (key: RuleKey): key is Numbered => key !== 'never-asked' && key !== 'never-applied' && key !== 'vacant-head'

const RulesRead = ({ page, view: { settings, hits } }: { readonly page: PageContext; readonly view: SettingsView }) => {
  const { t } = page
  return (
    <>
      <p class="ds-paragraph">{t('unseen.rules.only-leader')}</p>
      <ul class="ds-list">
        <li>{t('unseen.rules.limit', { label: t('unseen.rules.calls-a-week'), n: settings.callsAWeek })}</li>
        <li>{t('unseen.rules.limit', { label: t('unseen.rules.rest-weeks'), n: settings.restWeeks })}</li>
      </ul>
      {ruleKeys.map((key) => {
        const rule = settings.rules.get(key)
        return (
          <Card title={<>{t(`unseen.rule.${key}`)} <Tag color={rule?.active ? 'success' : 'neutral'}>{t(rule?.active ? 'unseen.rules.state.on' : 'unseen.rules.state.off')}</Tag></>}>
            <p class="ds-paragraph">{t(`unseen.rule.${key}.hint`)}</p>
            {rule?.n !== undefined && hasNumber(key) && <p class="ds-paragraph">{t('unseen.rules.limit', { label: t(`unseen.rule.${key}.n`), n: rule.n })}</p>}
            <Hits page={page} hit={hits.get(key)} />
          </Card>
        )
      })}
    </>
  )
}

const Log = ({ page, changes }: { readonly page: PageContext; readonly changes: readonly Change[] }) => {
  const { t, lang } = page
  if (changes.length === 0) return <p class="ds-paragraph">{t('unseen.rules.log.none')}</p>
  const name = (key: string) => (key === 'calls-a-week' || key === 'rest-weeks' ? t(`unseen.rules.${key}`) : ruleKeys.some((one) => one === key) ? t(`unseen.rule.${ruleKeys.find((one) => one === key) ?? 'no-contact'}`) : key)
  const what = ({ key, active, n }: Change) => (!active ? t('unseen.rules.log.off', { rule: name(key) }) : n === undefined ? t('unseen.rules.log.on', { rule: name(key) }) : t('unseen.rules.log.n', { rule: name(key), n }))
  return (
    <Table
      caption={t('unseen.rules.log')}
      hiddenCaption
      rows={changes.toReversed().slice(0, 100)}
      rowKey={({ key, changedAt }) => `${key}${changedAt.toISOString()}`}
      columns={[
        { key: 'what', title: t('unseen.rules.log.what'), heading: true, cell: what },
        { key: 'when', title: t('unseen.rules.log.when'), cell: ({ changedAt }) => formatDate(osloDate(changedAt), lang, 'short') },
        { key: 'who', title: t('unseen.rules.log.who'), cell: ({ changedBy }) => changedBy },
      ]}
    />
  )
}
