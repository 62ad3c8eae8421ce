import type { LocalDate } from '../../../../kernel/dates.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { CheckboxGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { fieldId } from '../../../../ui/field-frame.tsx'
import { DateField, SelectField, TextArea } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { factsOf } from '../agenda/part.tsx'
import type { Point } from '../agenda/rules.ts'
import { AgreementList } from '../agreements/part.tsx'
import { limits as agreed, type Agreement } from '../agreements/rules.ts'
import { gone, onList, type Marked, type Person } from '../invited/rules.ts'
import type { Discussion } from '../rules.ts'
import { Instead } from '../shown/parts.tsx'
import { labelsOf, pathOf, roleText } from '../shown/words.ts'
import { limits, type Said } from './rules.ts'

export type HeldView = {
  readonly meeting: Discussion
  readonly points: readonly Point[]
  readonly point: Point
  readonly said: readonly Said[]
  readonly agreements: readonly Agreement[]
  readonly people: readonly Person[]
  readonly marked: readonly Marked[]
  readonly responsibles: readonly { readonly value: string; readonly text: string }[]
  /** Only what is for the wall: no forms. */
  readonly screen: boolean
  readonly keys: { readonly said: string; readonly agreed: string }
  readonly today: LocalDate
  readonly form: ShownForm
  /** Which of the page's forms came back: `sagt`, `avtalt`, `oppmote`, or the id of what was mended. */
  readonly at: string
  readonly meanwhile: boolean
}
type Part = { readonly page: PageContext; readonly view: HeldView }
const held = (id: string, point: number, screen = false): string => pathOf(id, `/mote?sak=${point}${screen ? '&vis=skjerm' : ''}`)

/** One point at a time: large for the wall, and under it what whoever writes needs. */
export const HeldPage = ({ page, view }: Part) => {
  const { t } = page
  const { meeting, points, point, said, agreements, screen, form, today } = view
  const at = points.indexOf(point)
  const mine = { said: said.filter((one) => one.pointId === point.id), agreed: agreements.filter((one) => one.pointId === point.id) }
  return (
    <Layout page={page} title={t('discussions.held.page', { number: at + 1, title: point.title })} heading={false} back={{ href: pathOf(meeting.id), text: meeting.title }} hasErrors={cameBack(form)} wide={screen}>
      <ErrorSummary errors={form.errors} labels={labelsOf(t)} />
      <article class="meeting-point">
        <p class="meeting-count">{t('discussions.held.count', { number: at + 1, total: points.length })}</p>
        <h1 class="ds-heading meeting-title">{point.title}</h1>
        <p><Tag color="info">{t(`discussions.kind.${point.kind}`)}</Tag> <span class="subtle">{factsOf(page, point)}</span></p>
        {point.reason && <p class="ds-paragraph kept-text meeting-reason">{point.reason}</p>}
        {screen && mine.agreed.length > 0 && <><h2 class="ds-heading" data-size="sm">{t('discussions.agreements')}</h2><AgreementList page={page} agreements={mine.agreed} today={today} /></>}
        <nav aria-label={t('discussions.held.points')}>
          <ButtonRow>
            {at > 0 && <LinkButton href={held(meeting.id, at, screen)} variant="secondary">{t('discussions.held.previous')}</LinkButton>}
            {at < points.length - 1 && <LinkButton href={held(meeting.id, at + 2, screen)}>{t('discussions.held.next')}</LinkButton>}
            {at === points.length - 1 && <LinkButton href={pathOf(meeting.id, '/referat')}>{t('discussions.held.end')}</LinkButton>}
            <LinkButton href={held(meeting.id, at + 1, !screen)} variant="tertiary">{t(screen ? 'discussions.held.write' : 'discussions.held.screen')}</LinkButton>
          </ButtonRow>
        </nav>
      </article>
      {!screen && <Write page={page} view={view} mine={mine} />}
    </Layout>
  )
}

const Write = ({ page, view, mine }: Part & { readonly mine: { readonly said: readonly Said[]; readonly agreed: readonly Agreement[] } }) => {
  const { t } = page
  const { meeting, point, people, marked, keys, form, at, today } = view
  const labels = labelsOf(t)
  const list = onList(people, marked)
  const lost = gone(marked, people)
  const here = (name: string) => (at === name ? form : undefined)
  const present = marked.filter((one) => one.present).length
  const presence = <Presence page={page} view={view} list={list} present={present} />
  return (
    <>
      {present === 0 && presence}
      {lost.length > 0 && <Alert kind="warning" title={t('discussions.gone.title')}><p class="ds-paragraph">{t('discussions.gone.text', { names: lost.map(({ name }) => name).join(', '), count: lost.length })}</p></Alert>}
      <Section title={t('discussions.said')} id="sagt">
        {mine.said.map((one) => <SaidLine page={page} view={view} one={one} />)}
        <Form action={pathOf(meeting.id, `/saker/${point.id}/sagt`)} label={t('discussions.said.add')} leaveWarning>
          <input type="hidden" name="nokkel" value={keys.said} />
          <TextArea name="sagt" label={labels['sagt'] ?? ''} rows={4} limit={limits.said} value={here('sagt')?.typed['sagt']} error={errorFor(here('sagt')?.errors ?? [], 'sagt')} guard />
          <SelectField name="av" label={labels['av'] ?? ''} mark="optional" empty={t('discussions.said.meeting')} value={here('sagt')?.typed['av']} error={errorFor(here('sagt')?.errors ?? [], 'av')} options={sortedByPresence(list, marked).map((one) => ({ value: one.personId, text: `${one.name}, ${one.org}` }))} />
          {here('sagt') && <GuardNotice warnings={form.warnings} labels={labels} />}
          <ButtonRow><Button>{t('discussions.said.save')}</Button></ButtonRow>
        </Form>
      </Section>
      <Section title={t('discussions.agreements')} id="avtalt">
        {mine.agreed.length > 0 && <AgreementList page={page} agreements={mine.agreed} today={today} />}
        <Details summary={t('discussions.agree')} open={at === 'avtalt' || mine.agreed.length === 0}>
          <Form action={pathOf(meeting.id, `/saker/${point.id}/avtalt`)} label={t('discussions.agree')} leaveWarning>
            <input type="hidden" name="nokkel" value={keys.agreed} />
            <TextArea name="avtalt" label={labels['avtalt'] ?? ''} hint={t('discussions.field.agreed.hint')} rows={2} limit={agreed.body} value={here('avtalt')?.typed['avtalt']} error={errorFor(here('avtalt')?.errors ?? [], 'avtalt')} guard />
            <SelectField name="hvem" label={labels['hvem'] ?? ''} value={here('avtalt')?.typed['hvem']} error={errorFor(here('avtalt')?.errors ?? [], 'hvem')} options={view.responsibles} />
            <DateField name="frist" label={labels['frist'] ?? ''} value={here('avtalt')?.typed['frist']} error={errorFor(here('avtalt')?.errors ?? [], 'frist')} />
            {here('avtalt') && <GuardNotice warnings={form.warnings} labels={labels} />}
            <ButtonRow><Button variant="secondary">{t('discussions.agree.save')}</Button></ButtonRow>
          </Form>
        </Details>
      </Section>
      {present > 0 && presence}
    </>
  )
}

const Presence = ({ page, view, list, present }: Part & { readonly list: readonly Person[]; readonly present: number }) => {
  const { t } = page
  const { meeting, point, marked, at } = view
  return (
    <Section title={t('discussions.presence')} id="oppmote">
      <Details summary={t('discussions.presence.count', { count: present })} open={at === 'oppmote' || present === 0}>
        {list.length === 0 ? <p class="ds-paragraph subtle">{t('discussions.people.none')}</p> : (
          <Form action={pathOf(meeting.id, '/oppmote')} label={t('discussions.presence')}>
            <input type="hidden" name="sak" value={view.points.indexOf(point) + 1} />
            {list.map(({ personId }) => <input type="hidden" name="vist" value={personId} />)}
            <CheckboxGroup name="der" label={t('discussions.presence.who')} values={marked.filter((one) => one.present).map(({ personId }) => personId)} options={list.map((one) => ({ value: one.personId, text: `${one.name} (${roleText(page, one.role)}, ${one.org})` }))} />
            <ButtonRow><Button variant="secondary">{t('discussions.presence.save')}</Button></ButtonRow>
          </Form>
        )}
      </Details>
    </Section>
  )
}

/** Those who are there first: they are the ones who speak. */
const sortedByPresence = (people: readonly Person[], marked: readonly Marked[]): readonly Person[] => {
  const present = new Set(marked.filter((one) => one.present).map(({ personId }) => personId))
  return people.toSorted((a, b) => Number(present.has(b.personId)) - Number(present.has(a.personId)))
}

const SaidLine = ({ page, view: { meeting, form, at, meanwhile, people, marked }, one }: Part & { readonly one: Said }) => {
  const { t, lang } = page
  const here = at === one.id
  const left = one.by !== '' && !onList(people, marked).some(({ name, org }) => `${name}, ${org}` === one.by)
  const id = fieldId(`sagt-${one.id}`)
  return (
    <article class="flow">
      {one.by && <h3 class="ds-heading" data-size="2xs">{one.by} {left && <Tag>{t('discussions.gone')}</Tag>}</h3>}
      <p class="ds-paragraph kept-text">{one.body}</p>
      <p class="subtle">{t('discussions.said.by', { who: one.writtenBy, when: formats(lang).dateTime(one.writtenAt) })}</p>
      <Details summary={t('discussions.said.mend')} about={one.body.slice(0, 60)} open={here}>
        {here && meanwhile && <Instead page={page} who={one.writtenBy} text={one.body} />}
        <Form action={pathOf(meeting.id, `/sagt/${one.id}`)} label={`${t('discussions.said.mend')}: ${one.body.slice(0, 60)}`}>
          <input type="hidden" name="sett" value={one.version} />
          <TextArea name="sagt" id={id} label={labelsOf(t)['sagt'] ?? ''} rows={4} limit={limits.said} value={here ? form.typed['sagt'] : one.body} error={here ? errorFor(form.errors, `sagt-${one.id}`) : undefined} guard />
          {here && <GuardNotice warnings={form.warnings} labels={labelsOf(t)} at={id} />}
          <ButtonRow><Button variant="secondary" about={one.body.slice(0, 60)}>{t('common.save')}</Button></ButtonRow>
        </Form>
      </Details>
    </article>
  )
}
