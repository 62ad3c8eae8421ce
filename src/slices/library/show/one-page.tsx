import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { Form } from '../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../ui/guard-notice.tsx'
import { ErrorSummary } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { ExperienceForm, Experiences } from '../experience/part.tsx'
import type { Experience } from '../experience/store.ts'
import { FilmPart } from '../film/part.tsx'
import { sentence } from '../words.ts'
import { pathOf, type Target } from '../uses/rules.ts'
import type { Use } from '../uses/store.ts'
import { CareForm, WithdrawForm } from './care-forms.tsx'
import type { Material, NamedTheme, PastVersion, Version } from '../materials/store.ts'

export type OneView = {
  readonly material: Material
  readonly version: Version
  readonly past: readonly PastVersion[]
  readonly themes: readonly NamedTheme[]
  readonly today: LocalDate
  readonly playing: boolean
  /** The team that answers for it. */
  readonly team: boolean
  readonly experiences: readonly Experience[]
  readonly mayTell: boolean
  readonly uses: readonly Use[]
  readonly usedIn: readonly { readonly kind: Use['kind']; readonly uses: number }[]
  readonly target: (Target & { readonly key: string; readonly kind: Use['kind']; readonly id: string; readonly there: boolean }) | undefined
  readonly form: ShownForm
  /** Which of the forms came back. */
  readonly at?: 'care' | 'withdraw' | 'experience' | undefined
}

const versionPath = (id: string, number: number): string => `/materiell/${id}/versjoner/${number}`

/** A material as it is read: what it is, for whom, what is in it, how others got on with it. */
export const MaterialPage = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t, lang } = page
  const { material, version, target, form } = view
  const isCurrent = version.number === material.current
  const title = `${version.title} – ${t('library.version', { number: version.number })}`
  return (
    <Layout page={page} title={`${t('library.title')}: ${title}, ${material.team}`} heading={version.title} above={t('library.title')} intro={version.summary || undefined} back={{ href: target ? `/materiell?for=${target.key}` : '/materiell', text: t('library.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={{ erfaring: t('library.experience.body'), utfall: t('library.experience.outcome'), gjennomgang: t('library.field.review'), ansvarlig: t('library.field.responsible'), grunn: t('library.withdraw.words') }} />
      {material.withdrawnOn && <Alert kind="warning" title={t('library.withdrawn', { date: formatDate(material.withdrawnOn, lang, 'long') })}>{material.withdrawnWords}</Alert>}
      {!isCurrent && !material.withdrawnOn && (
        <Alert kind="info">
          {t('library.older', { number: version.number })} <a class="ds-link" href={`/materiell/${material.id}`}>{t('library.older.newest')}</a>
        </Alert>
      )}
      {target && !material.withdrawnOn && <TargetPart page={page} view={view} target={target} />}
      <Contents page={page} view={view} playHref={isCurrent ? `/materiell/${material.id}?film=vis${target ? `&for=${target.key}` : ''}#film` : undefined} />
      {isCurrent && (
        <>
          <UsesPart page={page} view={view} />
          <Section title={t('library.experiences')}>
            <Experiences page={page} materialId={material.id} list={view.experiences} team={view.team} />
            {view.mayTell && !material.withdrawnOn && <ExperienceForm page={page} materialId={material.id} form={view.at === 'experience' ? form : undefined} />}
          </Section>
        </>
      )}
      {view.past.length > 1 && (
        <Section title={t('library.versions')}>
          <ul class="ds-list">
            {view.past.map((one) => (
              <li>
                {one.number === version.number ? t('library.version', { number: one.number }) : <a class="ds-link" href={one.number === material.current ? `/materiell/${material.id}` : versionPath(material.id, one.number)}>{t('library.version', { number: one.number })}</a>}, {formatDate(osloDate(one.publishedAt), lang, 'long')}
                {one.news && `: ${one.news}`}
              </li>
            ))}
          </ul>
        </Section>
      )}
      {view.team && isCurrent && (!material.withdrawnOn || view.at === 'withdraw') && (
        <Section title={t('library.care')}>
          {!material.withdrawnOn && (
            <>
              <ButtonRow>
                <Form action={`/materiell/${material.id}/versjoner`}>
                  <Button variant="secondary">{t('library.renew')}</Button>
                </Form>
              </ButtonRow>
              <CareForm page={page} action={`/materiell/${material.id}/gjennomgang`} title={t('library.review')} button={t('library.review.button')} material={material} form={view.at === 'care' ? form : undefined} />
            </>
          )}
          <WithdrawForm page={page} materialId={material.id} form={view.at === 'withdraw' ? form : undefined} />
        </Section>
      )}
    </Layout>
  )
}

/** The content itself: facts, text, film and files. The same for a draft. */
export const Contents = ({ page, view, playHref }: { readonly page: PageContext; readonly view: Pick<OneView, 'material' | 'version' | 'themes' | 'today' | 'playing' | 'team'>; readonly playHref: string | undefined }) => {
  const { t, lang } = page
  const { material, version, themes, today } = view
  const names = (framework: boolean) => version.themes.flatMap((code) => themes.find((theme) => theme.code === code && theme.framework === framework)?.name[lang] ?? [])
  const fact = (term: string, value: string | undefined) => (value ? [{ term, value }] : [])
  return (
    <>
      {version.body && <p class="kept-text">{version.body}</p>}
      {version.filmUrl && (
        <Section title={t('library.film')} id="film">
          <FilmPart page={page} film={{ title: version.title, url: version.filmUrl, captions: version.captions, text: version.filmText, playing: view.playing, playHref }} />
        </Section>
      )}
      {version.files.length > 0 && (
        <Section title={t('library.files')}>
          <ul class="plain-list">
            {version.files.map((one) => (
              <li>
                <a class="ds-link" href={`/materiell/${material.id}/filer/${one.id}`}>
                  {t('library.file.size', { name: one.name, kilobytes: Math.ceil(one.size / 1024) })}
                </a>
                {one.mediaType.startsWith('image/') && <img class="material-picture" src={`/materiell/${material.id}/filer/${one.id}`} alt={one.description} loading="lazy" />}
                {one.description && !one.mediaType.startsWith('image/') && <p class="subtle">{one.description}</p>}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={t('library.about')}>
        <SummaryList
          rows={[
            ...fact(t('library.field.audience'), sentence(formats(lang).list(version.audiences.map((one) => t(`library.audience.${one}`))))),
            ...fact(t('library.field.areas'), names(true).join(', ')),
            ...fact(t('library.field.own-themes'), names(false).join(', ')),
            ...fact(t('library.field.age'), version.ages.map((one) => t(`library.age.${one}`)).join(', ')),
            ...fact(t('library.field.minutes'), version.minutes ? t('library.minutes', { minutes: version.minutes }) : undefined),
            ...fact(t('library.field.author'), version.author),
            ...fact(t('library.field.licence'), version.licence && (version.licence === 'own' ? version.licenceWords : t(`library.licence.${version.licence}`))),
            ...fact(t('library.answers'), material.responsible ? t('library.answers.value', { name: material.responsible, team: material.team }) : material.team),
            ...fact(t('library.from'), material.fromKindergartenId ? (material.fromKindergarten ?? t('library.from.masked')) : undefined),
            ...fact(t('library.published'), version.publishedAt && t('library.published.value', { date: formatDate(osloDate(version.publishedAt), lang, 'long'), number: version.number })),
            ...fact(t('library.field.review'), material.reviewOn && `${formatDate(material.reviewOn, lang, 'long')}${material.reviewOn < today && !material.withdrawnOn ? `. ${t('library.review.overdue')}` : ''}`),
          ]}
        />
      </Section>
    </>
  )
}

const TargetPart = ({ page: { t }, view, target }: { readonly page: PageContext; readonly view: OneView; readonly target: NonNullable<OneView['target']> }) => (
  <Alert kind={target.there ? 'success' : 'info'}>
    <p>
      {t(target.there ? 'library.for.there' : 'library.for.ask', { target: target.title })} {target.there && <a class="ds-link" href={pathOf(target)}>{t('library.for.back')}</a>}
    </p>
    {!target.there && (
      <Form action={`/materiell/${view.material.id}/bruk`}>
        <input type="hidden" name="for" value={target.key} />
        <Button variant="secondary">{t('library.for.use')}</Button>
      </Form>
    )}
  </Alert>
)

/** What it is used in: what one sees oneself with links, and how many there are in all. */
const UsesPart = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t, lang } = page
  const { uses, usedIn, material } = view
  if (usedIn.length === 0) return null
  return (
    <Section title={t('library.used')}>
      <p>{t('library.used.count', { list: formats(lang).list(usedIn.map(({ kind, uses: count }) => t(`library.used.${kind}`, { count }))) })}</p>
      {uses.length > 0 && (
        <ul class="ds-list">
          {uses.map((one) => (
            <li>
              {one.title === undefined ? t(`library.use.${one.kind}`) : <a class="ds-link" href={pathOf({ kind: one.kind, id: one.targetId })}>{`${t(`library.use.${one.kind}`)}: ${one.title}`}</a>}
              {one.own && (
                <Form action={`/materiell/${material.id}/bruk/${one.id}/fjerning`}>
                  <Button variant="tertiary" small about={one.title ?? t(`library.use.${one.kind}`)}>{t('library.use.remove')}</Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

/** A material that has been withdrawn: why, and nothing of what was in it. What somebody was writing about it meanwhile stands there, to be taken care of. */
export const WithdrawnPage = ({ page, material, title, form }: { readonly page: PageContext; readonly material: Material; readonly title: string; readonly form: ShownForm }) => {
  const { t, lang } = page
  const written = form.typed['erfaring'] ?? ''
  return (
    <Layout page={page} title={`${t('library.title')}: ${title}`} heading={title} back={{ href: '/materiell', text: t('library.title') }} hasErrors={cameBack(form)}>
      {cameBack(form) && <ErrorSummary errors={[{ field: written ? 'erfaring' : '', text: t('library.because.withdrawn') }]} />}
      <Alert kind="warning" title={t('library.withdrawn', { date: material.withdrawnOn ? formatDate(material.withdrawnOn, lang, 'long') : '' })}>{material.withdrawnWords}</Alert>
      {written && <TextArea name="erfaring" label={t('library.withdrawn.written')} hint={t('library.withdrawn.written.hint')} rows={6} value={written} />}
      <ButtonRow>
        <LinkButton href="/materiell">{t('library.withdrawn.find')}</LinkButton>
      </ButtonRow>
    </Layout>
  )
}
