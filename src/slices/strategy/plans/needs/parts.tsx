import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { CheckboxGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import type { Goal, Plan } from '../rules.ts'
import type { Effect, Need, Tied } from './store.ts'

type Page = { readonly page: PageContext }
export type Grounds = { readonly tied: readonly Tied[]; readonly restsOn: ReadonlyMap<string, number>; readonly effects: readonly Effect[] }

/** What a goal rests on, and what staffs answered before and after: as much as the reader may read. */
export const GoalGrounds = ({ page: { t }, grounds, goalId }: Page & { readonly grounds: Grounds; readonly goalId: string }) => {
  const tied = grounds.tied.filter((one) => one.goalId === goalId)
  const effects = grounds.effects.filter((one) => one.goalId === goalId)
  const atLeast = grounds.restsOn.get(goalId)
  return (
    <>
      {atLeast !== undefined && <p class="ds-paragraph subtle">{t('plans.needs.at-least', { count: atLeast })}</p>}
      {tied.length > 0 && (
        <Details summary={t('plans.needs.seen', { count: tied.length })}>
          <ul class="ds-list">{tied.map(({ needId, title, kindergarten }) => <li><a class="ds-link" href={`/behovsbeskrivelser/${needId}`}>{title}</a> <span class="subtle">({kindergarten})</span></li>)}</ul>
        </Details>
      )}
      {effects.length > 0 && (
        <Details summary={t('plans.effects', { count: effects.length })}>
          <p class="ds-paragraph subtle">{t('plans.effects.text')}</p>
          <ul class="ds-list">{effects.map(({ comparisonId, kindergarten, measure, more, less, cannotTell }) => <li><a class="ds-link" href={`/okter/sammenlikning/${comparisonId}`}>{t('plans.effect', { kindergarten, measure })}</a>: {t('plans.effect.words', { more, less, cannotTell })}</li>)}</ul>
        </Details>
      )}
    </>
  )
}

export type NeedsView = { readonly plan: Plan; readonly goal: Goal; readonly needs: readonly Need[]; readonly chosen: readonly string[]; readonly seen: string; readonly form: ShownForm; readonly planName: string }
/** Which of the needs one may read the goal rests on; those that share a theme with it stand first. */
export const NeedsPage = ({ page, view: { plan, goal, needs, chosen, seen, form, planName } }: Page & { readonly view: NeedsView }) => {
  const { t } = page
  const near = (need: Need) => need.themes.some((code) => goal.themes.includes(code))
  const ordered = [...needs.filter(near), ...needs.filter((need) => !near(need))]
  return (
    <Layout page={page} title={t('plans.needs.title')} above={goal.title} intro={t('plans.needs.intro')} back={{ href: `/strategi/${plan.id}#mal-${goal.id}`, text: planName }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={{ behov: t('plans.needs.field') }} />
      {needs.length === 0 ? (
        <EmptyState title={t('plans.needs.none')}><p>{t('plans.needs.none.text')}</p></EmptyState>
      ) : (
        <Form action={`/strategi/${plan.id}/mal/${goal.id}/behov`}>
          <input type="hidden" name="sett" value={seen} />
          <CheckboxGroup name="behov" label={t('plans.needs.field')} mark="optional" values={chosen} error={errorFor(form.errors, 'behov')} options={ordered.map(({ id, title, kindergarten }) => ({ value: id, text: `${title} (${kindergarten})` }))} />
          <ButtonRow><Button>{t('common.save')}</Button></ButtonRow>
        </Form>
      )}
    </Layout>
  )
}
