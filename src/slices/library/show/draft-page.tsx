import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { fieldId } from '../../../ui/field-frame.tsx'
import { FileField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { fileMegabytes, fileTypes, mostFiles } from '../files/rules.ts'
import { CareForm, ReturnForm } from './care-forms.tsx'
import { Contents, type OneView } from './one-page.tsx'
import { isOpen, missingIn, type Missing } from '../materials/rules.ts'

export type DraftView = Pick<OneView, 'material' | 'version' | 'themes' | 'today' | 'team'> & {
  readonly mayWrite: boolean
  readonly usual: Readonly<Record<string, string>>
  readonly form: ShownForm
  readonly at?: 'file' | 'care' | 'return' | undefined
}

/** Where it is written. */
const fieldOf: Readonly<Record<Missing, string>> = { 'nothing-in-it': 'tekst', summary: 'sammendrag', audience: 'hvem', licence: 'lisens', 'licence-words': 'lisensord', captions: 'teksting', 'film-text': 'filmtekst', news: 'nytt' }

/** A version on its way: how it will look, its files, what it lacks, and the next step. */
export const DraftPage = ({ page, view }: { readonly page: PageContext; readonly view: DraftView }) => {
  const { t } = page
  const { material, version, form, at } = view
  const missing = missingIn(version, version.files.length, version.number)
  const writes = view.mayWrite && isOpen(version.state)
  const head = view.mayWrite && !view.team
  // A form that came back stays, also when its time is over meanwhile: what was written in it is not lost.
  const publishes = view.team && (writes || version.state === 'proposed' || at === 'care')
  const waitsFor = missing.length > 0 && at !== 'care'
  return (
    <Layout page={page} title={`${t('library.draft')}: ${version.title}`} heading={version.title} above={t('library.draft.above', { number: version.number })} intro={version.summary || undefined} back={{ href: '/materiell/arbeid', text: t('library.work') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={{ fil: t('library.file'), beskrivelse: t('library.file.description'), utenbarn: t('library.file.no-child'), gjennomgang: t('library.field.review'), ansvarlig: t('library.field.responsible'), svar: t('library.return.words') }} />
      <p>
        <Tag color={version.state === 'proposed' ? 'warning' : 'info'}>{t(`library.state.${version.state}`)}</Tag>
      </p>
      {version.state === 'returned' && version.returnedWords && <Alert kind="warning" title={t('library.returned')}>{version.returnedWords}</Alert>}
      {missing.length > 0 && writes && (
        <Alert kind="info" title={t('library.missing')}>
          <ul class="ds-list">
            {missing.map((one) => (
              <li><a class="ds-link" href={`/materiell/${material.id}/endring#${fieldId(fieldOf[one])}`}>{t(`library.missing.${one}`)}</a></li>
            ))}
          </ul>
        </Alert>
      )}
      {writes && (
        <ButtonRow>
          <LinkButton href={`/materiell/${material.id}/endring`} variant="secondary">
            {t('library.edit')}
          </LinkButton>
        </ButtonRow>
      )}
      <Contents page={page} view={{ ...view, playing: false }} playHref={undefined} />
      {writes && <FileForms page={page} view={view} form={at === 'file' ? form : undefined} />}
      {head && writes && (
        <Section title={t('library.propose')}>
          <p>{t('library.propose.text', { team: material.team })}</p>
          {missing.length > 0 ? (
            <p>{t('library.missing.first')}</p>
          ) : (
            <Form action={`/materiell/${material.id}/innsending`}>
              <ButtonRow>
                <Button>{t('library.propose.button')}</Button>
              </ButtonRow>
            </Form>
          )}
        </Section>
      )}
      {publishes && (
        <Section title={t(version.state === 'proposed' ? 'library.take-in' : 'library.publish')}>
          <p>{t(waitsFor ? 'library.missing.first' : 'library.publish.text')}</p>
          {!waitsFor && <CareForm page={page} action={`/materiell/${material.id}/publisering`} title={t('library.publish')} button={t(version.state === 'proposed' ? 'library.take-in.button' : 'library.publish.button')} material={material} usual={view.usual} form={at === 'care' ? form : undefined} />}
        </Section>
      )}
      {view.team && (version.state === 'proposed' || at === 'return') && (
        <Section title={t('library.return')}>
          <ReturnForm page={page} materialId={material.id} form={at === 'return' ? form : undefined} />
        </Section>
      )}
    </Layout>
  )
}

const FileForms = ({ page, view, form }: { readonly page: PageContext; readonly view: DraftView; readonly form: ShownForm | undefined }) => {
  const { t } = page
  const { material, version } = view
  const error = (field: string) => errorFor(form?.errors ?? [], field)
  return (
    <Section title={t('library.files.edit')}>
      {version.files.length > 0 && (
        <ul class="plain-list">
          {version.files.map((one) => (
            <li>
              {one.name}
              <Form action={`/materiell/${material.id}/filer/${one.id}/fjerning`}>
                <Button variant="tertiary" small about={one.name}>{t('library.file.remove')}</Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      {version.files.length < mostFiles && (
        <Form action={`/materiell/${material.id}/filer`} files label={t('library.file.add')}>
          <FileField name="fil" label={t('library.file')} types={fileTypes} megabytes={fileMegabytes} error={error('fil')} />
          <TextField name="beskrivelse" label={t('library.file.description')} hint={t('library.file.description.hint')} value={form?.typed['beskrivelse']} error={error('beskrivelse')} guard />
          <Checkbox name="utenbarn" label={t('library.file.no-child')} hint={t('library.file.no-child.hint')} error={error('utenbarn')} />
          <ButtonRow>
            <Button variant="secondary">{t('library.file.add')}</Button>
          </ButtonRow>
        </Form>
      )}
    </Section>
  )
}
