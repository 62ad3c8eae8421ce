import { osloDate, formatDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { Checkbox, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, Form } from '../../../ui/form.tsx'
import { GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { mostWords, outcomes, type ExperienceState, type Outcome } from './rules.ts'
import type { Experience } from './store.ts'

const outcomeColor: Readonly<Record<Outcome, TagColor>> = { well: 'success', partly: 'info', not: 'neutral' }
const stateColor: Readonly<Record<ExperienceState, TagColor>> = { waiting: 'warning', shown: 'success', 'held-back': 'neutral' }

/** What others tried. The team that answers for the material sees what waits, and decides. */
export const Experiences = ({ page, materialId, list, team }: { readonly page: PageContext; readonly materialId: string; readonly list: readonly Experience[]; readonly team: boolean }) => {
  const { t, lang } = page
  if (list.length === 0) return <p>{t('library.experiences.none')}</p>
  return (
    <ul class="plain-list">
      {list.map((one) => (
        <li>
          <p>
            <Tag color={outcomeColor[one.outcome]}>{t(`library.outcome.${one.outcome}`)}</Tag>
            {(team || one.own) && one.state !== 'shown' && (
              <>
                {' '}
                <Tag color={stateColor[one.state]}>{t(`library.experience.${one.state}`)}</Tag>
              </>
            )}
          </p>
          <p class="kept-text">{one.body}</p>
          <p class="subtle">
            {one.kindergarten ?? t(one.own ? 'library.experience.own' : 'library.experience.masked')}, {formatDate(osloDate(one.madeAt), lang, 'long')}, {t('library.version', { number: one.versionNumber }).toLocaleLowerCase()}
          </p>
          {team && (
            <Form action={`/materiell/${materialId}/erfaringer/${one.id}/avgjorelse`}>
              <ButtonRow>
                {one.state !== 'shown' && (
                  <Button name="avgjorelse" value="shown" variant="secondary" small about={one.body.slice(0, 60)}>
                    {t('library.experience.show')}
                  </Button>
                )}
                {one.state !== 'held-back' && (
                  <Button name="avgjorelse" value="held-back" variant="tertiary" small about={one.body.slice(0, 60)}>
                    {t('library.experience.hold')}
                  </Button>
                )}
              </ButtonRow>
            </Form>
          )}
          {one.own && (
            <Form action={`/materiell/${materialId}/erfaringer/${one.id}/fjerning`}>
              <Button variant="tertiary" small about={one.body.slice(0, 60)}>
                {t('library.experience.remove')}
              </Button>
            </Form>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Tell what one tried and how it went. */
export const ExperienceForm = ({ page: { t }, materialId, form }: { readonly page: PageContext; readonly materialId: string; readonly form: ShownForm | undefined }) => {
  const error = (field: string) => errorFor(form?.errors ?? [], field)
  return (
    <Form action={`/materiell/${materialId}/erfaringer`} label={t('library.experience.tell')}>
      <h3 class="ds-heading" data-size="2xs">{t('library.experience.tell')}</h3>
      <p>{t('library.experience.text')}</p>
      <RadioGroup name="utfall" label={t('library.experience.outcome')} value={form?.typed['utfall']} error={error('utfall')} options={outcomes.map((one) => ({ value: one, text: t(`library.outcome.${one}`) }))} />
      <TextArea name="erfaring" label={t('library.experience.body')} hint={t('library.experience.hint')} rows={4} limit={mostWords} value={form?.typed['erfaring']} error={error('erfaring')} guard />
      <Checkbox name="visnavn" label={t('library.experience.show-name')} checked={form?.typed['visnavn'] !== undefined} />
      {form && <GuardNotice warnings={form.warnings} labels={{ erfaring: t('library.experience.body') }} />}
      <ButtonRow>
        <Button variant="secondary">{t('library.experience.send')}</Button>
      </ButtonRow>
    </Form>
  )
}
