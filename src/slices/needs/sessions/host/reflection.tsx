import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { GuardNotice } from '../../../../ui/guard-notice.tsx'
import { wordsIn, type InstrumentTheme } from '../../instruments/definition.ts'
import type { HostView } from '../host-page.tsx'
import { stampOf, type ClosedTheme } from '../rules.ts'

/** What they wrote together. Saved by itself while it is being written; the counting beside it goes on. */
export const Reflection = ({ sessionId, theme, saved, returned }: { readonly sessionId: string; readonly theme: InstrumentTheme; readonly saved: ClosedTheme | undefined; readonly returned: HostView['returned'] }) => {
  const { t, lang } = usePage()
  const name = wordsIn(theme.name, lang)
  const action = `/okter/${sessionId}/tema/${theme.key}/refleksjon`
  const id = `f-refleksjon-${theme.key}`
  const conflict = returned?.conflict === true && saved !== undefined
  return (
    <Form action={action} autosave={action} label={name}>
      {/* What was typed builds on what was seen, until the writer has seen what somebody else wrote. */}
      <input type="hidden" name="sett" value={returned && !conflict ? (returned.typed['sett'] ?? '') : saved ? stampOf(saved) : ''} />
      {conflict && (
        <Alert kind="warning" answer>
          <p>{t('sessions.reflection.conflict', { who: saved.changedBy })}</p>
          <blockquote class="words">{saved.reflection}</blockquote>
        </Alert>
      )}
      <TextArea name="refleksjon" id={id} label={t('sessions.reflection')} hint={t('sessions.reflection.hint')} value={returned?.typed['refleksjon'] ?? saved?.reflection ?? ''} error={returned && errorFor(returned.errors, 'refleksjon')} rows={4} guard />
      {returned && <GuardNotice warnings={returned.warnings} labels={{ refleksjon: t('sessions.reflection') }} at={id} />}
      <ButtonRow>
        <Button variant="secondary" about={name}>
          {t('sessions.reflection.save')}
        </Button>
      </ButtonRow>
    </Form>
  )
}
