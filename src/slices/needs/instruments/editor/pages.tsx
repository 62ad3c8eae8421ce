import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { languageNames, languages } from '../../../../kernel/language.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { SelectField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { wordsIn, type InstrumentTheme, type StatementsInstrument } from '../definition.ts'
import type { EditRefusal, Fault } from '../rules.ts'
import { Languages } from '../languages/pages.tsx'
import { ScoredList } from '../scored/pages.tsx'
import type { Instrument, ThemeName, Version } from './store.ts'

type Page = { readonly page: PageContext }
export const addressOf = (id: string, more = '') => `/sporsmal/${id}${more}`
const listed = (page: PageContext) => ({ href: '/sporsmal', text: page.t('instruments.title') })
const nameOf = ({ lang, t }: PageContext, { name }: Pick<InstrumentTheme, 'name'>) => wordsIn(name, lang) || t('instruments.theme.unnamed')

/** What one may ask with, and the lists of scores that come from elsewhere: what comes with the program, and one's own. */
export const InstrumentsPage = ({ page, instruments, own, mayEdit }: Page & { readonly instruments: readonly Instrument[]; readonly own: string; readonly mayEdit: boolean }) => {
  const { t } = page
  const of = (kind: Instrument['kind']) => instruments.filter((one) => one.kind === kind)
  return (
    <Layout page={page} title={t('instruments.title')} intro={t(mayEdit ? 'instruments.intro' : 'instruments.intro.readers')}>
      <Section title={t('instruments.kind.statements')}>
        <p class="ds-paragraph">{t('instruments.kind.statements.text')}</p>
        <List page={page} caption={t('instruments.kind.statements')} instruments={of('statements')} own={own} />
      </Section>
      <Section title={t('instruments.kind.scores')}>
        <p class="ds-paragraph">{t('instruments.kind.scores.text')}</p>
        <List page={page} caption={t('instruments.kind.scores')} instruments={of('scores')} own={own} />
        {mayEdit && (
          <ButtonRow>
            <LinkButton href="/sporsmal/kartlegging" variant="secondary">{t('instruments.scored.new')}</LinkButton>
          </ButtonRow>
        )}
      </Section>
    </Layout>
  )
}

const List = ({ page, caption, instruments, own }: Page & { readonly caption: string; readonly instruments: readonly Instrument[]; readonly own: string }) => {
  const { t, lang } = page
  if (instruments.length === 0) return <EmptyState title={t('instruments.none')} level={3} />
  return (
    <Table
      caption={caption}
      hiddenCaption
      rows={instruments}
      rowKey={({ id }) => id}
      phone="cards"
      columns={[
        { key: 'name', title: t('instruments.name'), heading: true, cell: (one) => <a class="ds-link" href={addressOf(one.id)}>{wordsIn(one.name, lang)}</a> },
        { key: 'whose', title: t('instruments.whose'), cell: (one) => t(one.managerId === undefined ? 'instruments.whose.shipped' : one.managerId === own ? 'instruments.whose.own' : 'instruments.whose.other') },
        { key: 'version', title: t('instruments.version'), cell: (one) => String(one.versions.find(({ locked }) => locked)?.number ?? t('instruments.version.none')) },
        { key: 'state', title: t('instruments.state'), cell: (one) => <StateTag page={page} one={one} /> },
      ]}
    />
  )
}

const StateTag = ({ page, one }: Page & { readonly one: Instrument }) => {
  const draft = one.versions.some(({ locked }) => !locked)
  return <Tag color={one.ended ? 'neutral' : draft ? 'info' : 'success'}>{page.t(one.ended ? 'instruments.state.ended' : draft ? 'instruments.state.draft' : 'instruments.state.in-use')}</Tag>
}

/** One instrument as it is asked, and what may be done with it. */
export const InstrumentPage = ({ page, one, themes, mayEdit, mayCopy }: Page & { readonly one: Instrument; readonly themes: readonly ThemeName[]; readonly mayEdit: boolean; readonly mayCopy: boolean }) => {
  const { t, lang } = page
  const current = one.versions.find(({ locked }) => locked)
  const draft = one.versions.find(({ locked }) => !locked)
  return (
    <Layout page={page} title={wordsIn(one.name, lang)} back={listed(page)}>
      <p>
        <StateTag page={page} one={one} />
      </p>
      {mayEdit && (
        <ButtonRow>
          {draft ? <LinkButton href={addressOf(one.id, '/kladd')}>{t('instruments.draft.go')}</LinkButton> : <Press action={addressOf(one.id, '/kladd')} text={t('instruments.draft.begin')} />}
          <LinkButton variant="secondary" href={addressOf(one.id, '/navn')}>
            {t('instruments.rename')}
          </LinkButton>
        </ButtonRow>
      )}
      {mayCopy && current && <Press action="/sporsmal" fields={{ fra: one.id }} text={t('instruments.copy')} hint={t(`instruments.copy.hint.${one.kind}`)} />}
      {current ? <Asked page={page} version={current} themes={themes} /> : <p class="ds-paragraph">{t('instruments.version.none.text')}</p>}
      {one.versions.length > 1 && (
        <Section title={t('instruments.versions')}>
          <ul class="ds-list">
            {one.versions.map(({ number, locked, changedAt, changedBy }) => (
              <li>{t(locked ? 'instruments.versions.line' : 'instruments.versions.draft', { number, date: formatDate(osloDate(changedAt), lang, 'long'), who: changedBy })}</li>
            ))}
          </ul>
        </Section>
      )}
      {mayEdit && (
        <Details summary={t(one.ended ? 'instruments.resume' : 'instruments.end')}>
          <p class="ds-paragraph">{t(one.ended ? `instruments.resume.text.${one.kind}` : `instruments.end.text.${one.kind}`)}</p>
          <Press action={addressOf(one.id, '/avslutning')} fields={{ valg: one.ended ? 'gjenoppta' : 'avslutt' }} text={t(one.ended ? 'instruments.resume' : 'instruments.end')} quiet />
        </Details>
      )}
    </Layout>
  )
}

const Press = ({ action, text, hint, fields = {}, quiet }: { readonly action: string; readonly text: string; readonly hint?: string; readonly fields?: Readonly<Record<string, string>>; readonly quiet?: boolean }) => (
  <Form action={action} label={text}>
    {Object.entries(fields).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    {hint && <p class="ds-paragraph">{hint}</p>}
    <ButtonRow>
      <Button variant={quiet ? 'secondary' : 'primary'}>{text}</Button>
    </ButtonRow>
  </Form>
)

const Asked = ({ page, version, themes }: Page & { readonly version: Version; readonly themes: readonly ThemeName[] }) => {
  const { t, lang } = page
  if (version.definition.kind !== 'statements') return <ScoredList page={page} definition={version.definition} themes={themes} />
  const further = version.definition.languages ?? []
  return (
    <>
      {further.length > 0 && (
        <p class="subtle">
          {t('instruments.languages.also')}{' '}
          {further.map(({ code, dir, name }, at) => <>{at > 0 && ', '}<bdi lang={code} dir={dir}>{name}</bdi></>)}
        </p>
      )}
      {version.definition.themes.map((theme) => (
        <Section title={nameOf(page, theme)}>
          <p class="subtle">{t('instruments.about', { about: aboutName(themes, theme.about, lang) })}</p>
          <ol class="ds-list">
            {theme.statements.map(({ text }) => (
              <li>{wordsIn(text, lang)}</li>
            ))}
          </ol>
        </Section>
      ))}
    </>
  )
}
const aboutName = (themes: readonly ThemeName[], code: string, lang: string): string => {
  const found = themes.find((theme) => theme.code === code)
  return found ? wordsIn(found.name, lang) : code
}

type DraftProps = Page & { readonly one: Instrument; readonly draft: StatementsInstrument; readonly faults: readonly Fault[]; /** Languages that lack texts. */ readonly missing: readonly string[]; readonly refused?: EditRefusal | undefined }
/** The draft: its themes, what must be mended, and publishing. */
export const DraftPage = ({ page, one, draft, faults, missing, refused }: DraftProps) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('instruments.draft')} above={wordsIn(one.name, lang)} intro={t('instruments.draft.intro')} back={{ href: addressOf(one.id), text: wordsIn(one.name, lang) }}>
      {refused && <Alert kind="warning" answer>{t(`instruments.because.${refused}`)}</Alert>}
      {draft.themes.length === 0 ? (
        <EmptyState title={t('instruments.draft.empty')} />
      ) : (
        <Table
          caption={t('instruments.themes')}
          rows={draft.themes.map((theme, at) => ({ theme, at }))}
          rowKey={({ theme }) => theme.key}
          phone="cards"
          columns={[
            { key: 'name', title: t('instruments.theme'), heading: true, cell: ({ theme }) => <a class="ds-link" href={addressOf(one.id, `/kladd/tema/${theme.key}`)}>{nameOf(page, theme)}</a> },
            { key: 'count', title: t('instruments.statements'), numeric: true, cell: ({ theme }) => String(theme.statements.length) },
            { key: 'faults', title: t('instruments.faults'), cell: ({ theme }) => faults.filter((fault) => fault.theme?.key === theme.key).map(({ because }) => t(`instruments.fault.${because}`)).join('. ') || t('instruments.fault.none') },
            { key: 'move', title: t('instruments.order'), cell: ({ theme, at }) => at > 0 && <Form action={addressOf(one.id, `/kladd/tema/${theme.key}/opp`)}><Button variant="tertiary" small about={nameOf(page, theme)}>{t('instruments.up')}</Button></Form> },
          ]}
        />
      )}
      <Press action={addressOf(one.id, '/kladd/tema')} text={t('instruments.theme.new')} quiet />
      <Languages page={page} id={one.id} draft={draft} />
      <Section title={t('instruments.publish')}>
        <p class="ds-paragraph">{faults.length > 0 ? t('instruments.publish.faults') : missing.length > 0 ? t('instruments.publish.languages', { names: formats(lang).list(missing) }) : t('instruments.publish.text')}</p>
        {faults.length === 0 && missing.length === 0 && <Press action={addressOf(one.id, '/kladd/publisering')} text={t('instruments.publish')} />}
      </Section>
    </Layout>
  )
}

export type ThemeView = { readonly one: Instrument; readonly theme: InstrumentTheme; readonly stamp: string; readonly themes: readonly ThemeName[]; readonly rows: readonly number[]; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[]; /** Somebody else has changed it: what stands now. */ readonly stale: boolean }
/** One theme of the draft, in three languages. */
export const ThemePage = ({ page, view }: Page & { readonly view: ThemeView }) => {
  const { t, lang } = page
  const { one, theme, typed, errors } = view
  const at = addressOf(one.id, `/kladd/tema/${theme.key}`)
  return (
    <Layout page={page} title={nameOf(page, theme)} above={wordsIn(one.name, lang)} intro={t('instruments.theme.intro')} back={{ href: addressOf(one.id, '/kladd'), text: t('instruments.draft') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {view.stale && (
        <Alert kind="warning" answer title={t('instruments.because.changed-meanwhile')}>
          <ol class="ds-list">
            {theme.statements.map(({ text }) => (
              <li>{wordsIn(text, lang)}</li>
            ))}
          </ol>
        </Alert>
      )}
      <Form action={at} leaveWarning>
        <input type="hidden" name="stempel" value={view.stamp} />
        {languages.map((language) => (
          <TextField name={`navn-${language}`} label={t('instruments.theme.name', { language: t(`instruments.language.${language}`) })} value={typed[`navn-${language}`]} error={errorFor(errors, `navn-${language}`)} />
        ))}
        <SelectField name="om" label={t('instruments.theme.about')} hint={t('instruments.theme.about.hint')} value={typed['om']} empty={t('instruments.theme.about.choose')} options={view.themes.map(({ code, name }) => ({ value: code, text: wordsIn(name, lang) }))} />
        {view.rows.map((row, index) => (
          <fieldset class="ds-fieldset">
            <legend class="ds-label">{t('instruments.statement', { number: index + 1 })}</legend>
            <input type="hidden" name={`p-${row}-key`} value={typed[`p-${row}-key`] ?? ''} />
            {languages.map((language) => (
              <TextArea name={`p-${row}-${language}`} label={languageNames[language]} rows={2} value={typed[`p-${row}-${language}`]} error={errorFor(errors, `p-${row}-${language}`)} guard />
            ))}
          </fieldset>
        ))}
        <ButtonRow>
          <Button>{t('instruments.save')}</Button>
        </ButtonRow>
      </Form>
      <Details summary={t('instruments.theme.remove')}>
        <Press action={`${at}/fjerning`} fields={{ stempel: view.stamp }} text={t('instruments.theme.remove')} quiet />
      </Details>
    </Layout>
  )
}

export const NamePage = ({ page, one, typed, errors }: Page & { readonly one: Instrument; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }) => (
  <Layout page={page} title={page.t('instruments.rename')} back={{ href: addressOf(one.id), text: wordsIn(one.name, page.lang) }} hasErrors={errors.length > 0}>
    <ErrorSummary errors={errors} />
    <Form action={addressOf(one.id, '/navn')}>
      {languages.map((language) => (
        <TextField name={`navn-${language}`} label={page.t('instruments.name.in', { language: page.t(`instruments.language.${language}`) })} value={typed[`navn-${language}`]} error={errorFor(errors, `navn-${language}`)} />
      ))}
      <ButtonRow>
        <Button>{page.t('instruments.save')}</Button>
      </ButtonRow>
    </Form>
  </Layout>
)
