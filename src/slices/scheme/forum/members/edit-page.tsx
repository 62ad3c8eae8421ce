import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { Checkbox, RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { DateField, TextArea, TextField } from '../../../../ui/fields.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { ErrorSummary, errorFor, Form } from '../../../../ui/form.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { standsFor, tieRules, type Candidate } from './rules.ts'
import type { Forum } from './store.ts'

type Typed = Readonly<Record<string, string>>
type EditProps = { readonly page: PageContext; readonly id: string | undefined; readonly typed: Typed; readonly errors: readonly FieldError[] }

/** Sets a forum up, or changes how it is set up. */
export const ForumEditPage = ({ page, id, typed, errors }: EditProps) => {
  const { t } = page
  const error = (field: string) => errorFor(errors, field)
  return (
    <Layout page={page} title={t(id ? 'forum.change' : 'forum.new')} back={id ? { href: `/forum/${id}`, text: t('forum.one') } : { href: '/forum', text: t('forum.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={id ? `/forum/${id}/endring` : '/forum/ny'}>
        <TextField name="navn" label={t('forum.name')} value={typed['navn']} error={error('navn')} mark="required" />
        <TextField name="omrade" label={t('forum.area')} hint={t('forum.area.hint')} value={typed['omrade']} error={error('omrade')} mark="optional" />
        <Checkbox name="grupper" label={t('forum.groups.label')} checked={typed['grupper'] === 'ja'} />
        <TextArea name="regioner" label={t('forum.regions')} hint={t('forum.regions.hint')} rows={3} value={typed['regioner']} error={error('regioner')} mark="optional" />
        <TextField name="quorum" label={t('forum.quorum.label')} hint={t('forum.quorum.hint')} inputmode="numeric" width={4} value={typed['quorum'] ?? '50'} error={error('quorum')} />
        <RadioGroup name="likt" label={t('forum.tie-rule')} options={tieRules.map((value) => ({ value, text: t(`forum.tie-rule.${value}`) }))} value={typed['likt'] ?? 'chair'} error={error('likt')} />
        {id && <input type="hidden" name="versjon" value={typed['versjon'] ?? ''} />}
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

type SeatProps = { readonly page: PageContext; readonly forum: Forum; readonly typed: Typed; readonly errors: readonly FieldError[]; readonly candidates: readonly Candidate[] }

/** Lets somebody into the forum, by e-mail address; whoever has roles in several organisations gets the question which one they speak for. */
export const SeatPage = ({ page, forum, typed, errors, candidates }: SeatProps) => {
  const { t } = page
  const error = (field: string) => errorFor(errors, field)
  return (
    <Layout page={page} title={t('forum.member.new')} back={{ href: `/forum/${forum.id}`, text: forum.name }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <Form action={`/forum/${forum.id}/medlemmer`}>
        <TextField name="epost" type="email" label={t('forum.member.email')} hint={t('forum.member.email.hint')} value={typed['epost']} error={error('epost')} autocomplete="off" />
        {candidates.length > 1 && <RadioGroup name="organisasjon" label={t('forum.member.org', { name: candidates[0]?.name ?? '' })} options={candidates.map((one) => ({ value: one.orgId, text: one.orgName }))} value={typed['organisasjon']} error={error('organisasjon')} />}
        <RadioGroup name="side" label={t('forum.side.label')} options={standsFor.map((value) => ({ value, text: t(`forum.side.${value}`) }))} value={typed['side']} error={error('side')} />
        <Checkbox name="stemmerett" label={t('forum.vote.right.label')} hint={t('forum.vote.right.hint')} checked={typed['stemmerett'] === 'ja'} error={error('stemmerett')} />
        <Checkbox name="leder" label={t('forum.chair.label')} checked={typed['leder'] === 'ja'} error={error('leder')} />
        <DateField name="fra" label={t('forum.member.from')} value={typed['fra']} error={error('fra')} />
        <DateField name="til" label={t('forum.member.to')} value={typed['til']} error={error('til')} mark="optional" />
        <ButtonRow>
          <Button>{t('forum.member.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
