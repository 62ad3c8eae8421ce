import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout } from '../../../ui/layout.tsx'
import type { NamedTheme } from '../../../ui/theme-names.ts'
import { aroundPath, home } from './pages.tsx'
import { activityKinds, frequencies, reached, type Activity, type Contact, type Service } from './rules.ts'
import type { Place } from './store.ts'

type Page = { readonly page: PageContext }
export const activityLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({
  barnehage: t('support.kindergarten'), tjeneste: t('support.service'), art: t('support.kind'), tema: t('support.theme'), hva: t('support.what'), metode: t('support.method'), hyppighet: t('support.frequency'), hvem: t('support.reaches'), fra: t('support.from'), til: t('support.to'), neste: t('support.next'), avtalt: t('support.agreed-with'),
})

export type WriteView = { readonly activity: Activity | undefined; readonly places: readonly Place[]; readonly place: Place | undefined; /** For the team: on whose behalf. */ readonly services: readonly Service[] | undefined; readonly themes: readonly NamedTheme[]; readonly chosen: readonly string[]; readonly form: ShownForm; readonly key: string }

/** What a service does in a kindergarten, written by itself or by the team when it is agreed. */
export const WritePage = ({ page, view }: Page & { readonly view: WriteView }) => {
  const { t, lang } = page
  const { activity, place, places, services, themes, form, chosen } = view
  const { typed, errors } = form
  const labels = activityLabels(t)
  const label = (name: string) => labels[name] ?? ''
  const error = (name: string) => errorFor(errors, name)
  const title = activity ? t('support.change.title') : t(services ? 'support.write.team.title' : 'support.write.title')
  return (
    <Layout page={page} title={title} above={place?.name} intro={t('support.write.intro')} back={place ? { href: aroundPath(place.id), text: t('support.around', { name: place.name }) } : { href: home, text: t('support.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} labels={labels} />
      <Alert>
        <p>{t('support.write.read-by')}</p>
      </Alert>
      <Form action={activity ? `${home}/aktiviteter/${activity.id}` : `${home}/aktiviteter/ny`} leaveWarning>
        <input type="hidden" name="nokkel" value={view.key} />
        {activity ? <input type="hidden" name="versjon" value={typed['versjon'] ?? activity.version} /> : place ? <input type="hidden" name="barnehage" value={place.id} /> : <SelectField name="barnehage" label={label('barnehage')} value={typed['barnehage']} error={error('barnehage')} options={places.filter(({ isOpen }) => isOpen).map(({ id, name }) => ({ value: id, text: name }))} />}
        {services && !activity && <SelectField name="tjeneste" label={label('tjeneste')} value={typed['tjeneste']} error={error('tjeneste')} options={services.filter(({ isOpen }) => isOpen).map(({ id, name }) => ({ value: id, text: name }))} />}
        <TextField name="hva" label={label('hva')} hint={t('support.what.hint')} value={typed['hva']} error={error('hva')} guard />
        <SelectField name="tema" label={label('tema')} value={typed['tema']} error={error('tema')} options={themes.map(({ code, name }) => ({ value: code, text: name[lang] }))} />
        <RadioGroup name="art" label={label('art')} value={typed['art']} error={error('art')} options={activityKinds.map((value) => ({ value, text: asChoice(t(`support.kind.${value}`)) }))} />
        <TextField name="metode" label={label('metode')} mark="optional" hint={t('support.method.hint')} value={typed['metode']} error={error('metode')} width={32} guard />
        <CheckboxGroup name="hvem" label={label('hvem')} values={chosen} error={error('hvem')} options={reached.map((value) => ({ value, text: asChoice(t(`support.reaches.${value}`)) }))} />
        <RadioGroup name="hyppighet" label={label('hyppighet')} value={typed['hyppighet']} error={error('hyppighet')} options={frequencies.map((value) => ({ value, text: asChoice(t(`support.frequency.${value}`)) }))} />
        <DateField name="fra" label={label('fra')} value={typed['fra']} error={error('fra')} />
        <DateField name="til" label={label('til')} hint={t('support.to.hint')} value={typed['til']} error={error('til')} />
        <DateField name="neste" label={label('neste')} mark="optional" value={typed['neste']} error={error('neste')} />
        {services && !activity && <TextField name="avtalt" label={label('avtalt')} hint={t('support.agreed-with.hint')} value={typed['avtalt']} error={error('avtalt')} width={32} guard />}
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('support.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

/** Words that stand within a sentence elsewhere begin with a capital where they are chosen. */
const asChoice = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1)

export const contactLabels = (t: PageContext['t']): Readonly<Record<string, string>> => ({ navn: t('support.contact.name'), telefon: t('support.contact.phone'), epost: t('support.contact.email'), siden: t('support.contact.from') })

/** Whom the kindergarten turns to in the service. */
export const ContactPage = ({ page, place, service, there, form }: Page & { readonly place: Place; readonly service: string; /** Whom they turn to now. */ readonly there: Contact | undefined; readonly form: ShownForm }) => {
  const { t } = page
  const labels = contactLabels(t)
  const error = (name: string) => errorFor(form.errors, name)
  return (
    <Layout page={page} title={t('support.contact.title', { name: place.name })} above={service} intro={t('support.contact.intro')} back={{ href: aroundPath(place.id), text: t('support.around', { name: place.name }) }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={aroundPath(place.id, '/kontakt')} label={t('support.contact')} leaveWarning>
        <TextField name="navn" label={labels['navn'] ?? ''} value={form.typed['navn']} error={error('navn')} autocomplete="off" width={32} />
        <TextField name="telefon" type="tel" label={labels['telefon'] ?? ''} hint={t('support.contact.one-way')} value={form.typed['telefon']} error={error('telefon')} autocomplete="off" width={16} />
        <TextField name="epost" type="email" label={labels['epost'] ?? ''} value={form.typed['epost']} error={error('epost')} autocomplete="off" width={32} />
        <DateField name="siden" label={labels['siden'] ?? ''} value={form.typed['siden']} error={error('siden')} />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('support.contact.save')}</Button>
        </ButtonRow>
      </Form>
      {there && (
        <Details summary={t('support.contact.end')}>
          <p>{t('support.contact.end.text', { who: there.name })}</p>
          <Form action={aroundPath(place.id, '/kontakt')} label={t('support.contact.end')}>
            <ButtonRow>
              <Button variant="secondary" name="handling" value="slutt">{t('support.contact.end.do')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Layout>
  )
}
