import { accept, refuse, type Decision } from '../../../../kernel/decision.ts'
import { listSettings, ruleKeys, rules, type Limits, type ListSettingKey, type RuleKey, type Setting, type Settings } from '../rules.ts'

/** A change of a rule or of what the list has room for: what holds from when, and who set it. */
export type Change = { readonly key: string; readonly active: boolean; readonly n: number | undefined; readonly changedAt: Date; readonly changedBy: string }
export type SettingKey = RuleKey | ListSettingKey
export type TeamSettings = { readonly rules: Settings; readonly callsAWeek: number; readonly restWeeks: number }

/** What holds now. `changes` in the order they were made; what nobody has changed is as the program has it. */
export function settingsFrom(changes: readonly Pick<Change, 'key' | 'active' | 'n'>[]): TeamSettings {
  const last = new Map(changes.map((change) => [change.key, change]))
  return { rules: new Map(ruleKeys.map((key) => [key, settingOf(key, last.get(key))])), callsAWeek: last.get('calls-a-week')?.n ?? listSettings['calls-a-week'].n, restWeeks: last.get('rest-weeks')?.n ?? listSettings['rest-weeks'].n }
}

const settingOf = (key: RuleKey, change: Pick<Change, 'active' | 'n'> | undefined): Setting => ({ active: change?.active ?? rules[key].active, n: rules[key].limits && (change?.n ?? rules[key].limits.n) })

/** What number a setting has and may have; undefined when it has none. */
export const limitsOf = (key: SettingKey): Limits | undefined => (key === 'calls-a-week' || key === 'rest-weeks' ? listSettings[key] : rules[key].limits)

export type Wanted = { readonly key: SettingKey; readonly active: boolean; readonly n: number | undefined }
export type SettingsChanged = { readonly kind: 'insight.unseen-settings-changed'; readonly changes: readonly Wanted[] }

/** Only what is different is a change, so that the dates say when something last became as it is. */
export function changeSettings(now: TeamSettings, wanted: readonly Wanted[]): Decision<'nothing-changed', SettingsChanged> {
  const changes = wanted.filter(({ key, active, n }) => {
    if (key === 'calls-a-week') return n !== now.callsAWeek
    if (key === 'rest-weeks') return n !== now.restWeeks
    const rule = now.rules.get(key)
    return active !== rule?.active || n !== rule.n
  })
  return changes.length === 0 ? refuse('nothing-changed') : accept({ kind: 'insight.unseen-settings-changed', changes })
}
