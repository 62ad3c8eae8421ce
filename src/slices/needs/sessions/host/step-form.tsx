import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { usePage } from '../../../../ui/context.tsx'
import { Form } from '../../../../ui/form.tsx'
import { wordsIn, type InstrumentTheme } from '../../instruments/definition.ts'
import type { HostView } from '../host-page.tsx'

/** A step of the host. What the page showed goes along, so that two hosts do not step at once. */
export const StepForm = ({ view, step, theme, danger, quiet }: { readonly view: Pick<HostView, 'session'> } & { readonly step: 'open' | 'close-theme' | 'open-dots' | 'close-dots' | 'end' | 'cancel' | 'open-theme'; readonly theme?: InstrumentTheme; readonly danger?: boolean; readonly quiet?: boolean }) => {
  const { t, lang } = usePage()
  const name = theme && wordsIn(theme.name, lang)
  return (
    <Form action={`/okter/${view.session.id}/trinn`} label={name ? `${t(`sessions.step.${step}`)}: ${name}` : t(`sessions.step.${step}`)}>
      <input type="hidden" name="trinn" value={step} />
      <input type="hidden" name="versjon" value={String(view.session.version)} />
      {theme && <input type="hidden" name="tema" value={theme.key} />}
      <ButtonRow>
        <Button variant={quiet || danger ? 'secondary' : 'primary'} danger={danger === true} {...(name ? { about: name } : {})}>
          {t(`sessions.step.${step}`)}
        </Button>
      </ButtonRow>
    </Form>
  )
}
