import { attachmentMegabytes, attachmentTypes } from '../../../kernel/attachment.ts'
import { formatClock, formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, FileField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { whenText } from '../hours.ts'
import { ForSchools, SchoolsRead } from '../network-schools/part.tsx'
import type { NetworkSchool } from '../network-schools/store.ts'
import type { Member, Network } from '../networks/store.ts'
import { BringPart, ToldPart } from '../network-shares/parts.tsx'
import type { Mine, Told } from '../network-shares/store.ts'
import { countField } from './forms.ts'
import { limits } from './rules.ts'
import type { Meeting, StoredFile } from './store.ts'

const labelKeys = { tittel: 'networks.meeting.title', dato: 'networks.meeting.day', fra: 'networks.meeting.from', til: 'networks.meeting.to', sted: 'networks.meeting.place', forberedelse: 'networks.meeting.preparation', notat: 'networks.meeting.notes', mellom: 'networks.meeting.between', fil: 'networks.meeting.file', egenfil: 'networks.meeting.file', fortalt: 'networks.told.label', barnehage: 'networks.kindergarten', andre: 'networks.meeting.others' } as const
export const meetingLabels = (t: PageContext['t']): Readonly<Record<string, string>> => Object.fromEntries(Object.entries(labelKeys).map(([field, key]) => [field, t(key)]))

type Fields = { readonly page: PageContext; readonly typed: (name: string) => string | undefined; readonly error: (field: string) => string | undefined }
const PlanFields = ({ page: { t }, typed, error }: Fields) => (
  <>
    <TextField name="tittel" label={t('networks.meeting.title')} hint={t('networks.meeting.title.hint')} value={typed('tittel')} error={error('tittel')} guard />
    <DateField name="dato" label={t('networks.meeting.day')} value={typed('dato')} error={error('dato')} />
    <TextField name="fra" label={t('networks.meeting.from')} hint={t('networks.meeting.time.hint')} value={typed('fra')} error={error('fra')} width={6} />
    <TextField name="til" label={t('networks.meeting.to')} value={typed('til')} error={error('til')} width={6} />
    <TextField name="sted" label={t('networks.meeting.place')} value={typed('sted')} error={error('sted')} mark="optional" guard />
    <TextArea name="forberedelse" label={t('networks.meeting.preparation')} hint={t('networks.meeting.preparation.hint')} value={typed('forberedelse')} error={error('forberedelse')} limit={limits.text} rows={6} mark="optional" guard />
  </>
)

/** A new meeting of a network. */
export const NewMeetingPage = ({ page, network, schools, startKey, form }: { readonly page: PageContext; readonly network: Network; readonly schools: readonly NetworkSchool[]; readonly startKey: string; readonly form: ShownForm }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('networks.meeting.new.title', { network: network.name })} heading={t('networks.meeting.new')} above={network.name} intro={t('networks.meeting.why')} back={{ href: `/nettverk/${network.id}`, text: network.name }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={meetingLabels(t)} />
      <SchoolsRead page={page} schools={schools} />
      <Form action={`/nettverk/${network.id}/moter`} leaveWarning>
        <input type="hidden" name="nokkel" value={startKey} />
        <PlanFields page={page} typed={(name) => form.typed[name]} error={(field) => errorFor(form.errors, field)} />
        <GuardNotice warnings={form.warnings} labels={meetingLabels(t)} />
        <ButtonRow>
          <Button>{t('networks.meeting.add')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}

export type MeetingView = {
  readonly network: Network
  readonly meeting: Meeting
  /** Those who were in the network that day. */
  readonly members: readonly Member[]
  readonly presence: ReadonlyMap<string, number>
  readonly files: readonly StoredFile[]
  /** What the kindergartens have told of the work until the next time. */
  readonly told: readonly Told[]
  /** The kindergartens in it that the reader speaks for. */
  readonly mine: readonly Mine[]
  /** The schools that were in it that day, and how many came from each. */
  readonly schools: readonly NetworkSchool[]
  readonly fromSchools: ReadonlyMap<string, number>
  /** The schools that read the meeting, or may come to: they may be given leave to read what is shared. */
  readonly readers: readonly NetworkSchool[]
  readonly today: LocalDate
  readonly as: 'team' | 'kindergarten' | 'school'
  readonly form: ShownForm
  readonly at?: 'plan' | 'notes' | 'count' | 'file' | 'told' | 'bring' | undefined
}

/** One meeting: what to prepare, what was said, what to do until next time, files, and how many came. */
export const NetworkMeetingPage = ({ page, view }: { readonly page: PageContext; readonly view: MeetingView }) => {
  const { t, lang } = page
  const { network, meeting, today, form, at } = view
  const team = view.as === 'team'
  const day = osloDate(meeting.startsAt)
  const labels = { ...meetingLabels(t), ...Object.fromEntries([...view.members.map((one) => [countField(one.kindergartenId), one.kindergarten]), ...view.schools.map((one) => [countField(one.schoolId), one.school])]) }
  return (
    <Layout page={page} title={t('networks.meeting.page', { title: meeting.title, day: formatDate(day, lang, 'long'), network: network.name })} heading={meeting.title} above={network.name} intro={team ? t('networks.meeting.why') : undefined} back={{ href: `/nettverk/${network.id}`, text: network.name }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <SummaryList
        rows={[
          { term: t('networks.meeting.when'), value: whenText(page, meeting) },
          ...(meeting.cancelled ? [{ term: t('networks.standing'), value: <Tag>{t('networks.meeting.cancelled')}</Tag> }] : []),
          { term: t('networks.meeting.place'), value: meeting.place || '–' },
        ]}
      />
      {team && <SchoolsRead page={page} schools={view.readers} />}
      <Section title={t('networks.meeting.preparation')}>
        <p class="ds-paragraph kept-text">{meeting.preparation || t('networks.meeting.preparation.none')}</p>
        {team && !meeting.cancelled && day >= today && (
          <Details summary={t('networks.meeting.change')} open={at === 'plan'}>
            <ChangeForm page={page} view={view} />
          </Details>
        )}
      </Section>
      {day <= today && !meeting.cancelled && <After page={page} view={view} />}
      <Files page={page} view={view} />
      {day <= today && !meeting.cancelled && (view.as === 'school' ? <FromSchools page={page} view={view} /> : <Presence page={page} view={view} />)}
      {team && !meeting.cancelled && day >= today && (
        <Section title={t('networks.meeting.cancel')}>
          <Details summary={t('networks.meeting.cancel.open')}>
            <p class="ds-paragraph">{t('networks.meeting.cancel.text')}</p>
            <Form action={`/nettverk/${network.id}/moter/${meeting.id}/avlysning`}>
              <ButtonRow>
                <Button variant="secondary" danger>{t('networks.meeting.cancel')}</Button>
              </ButtonRow>
            </Form>
          </Details>
        </Section>
      )}
    </Layout>
  )
}

type Part = { readonly page: PageContext; readonly view: MeetingView }
const pathOf = ({ network, meeting }: MeetingView): string => `/nettverk/${network.id}/moter/${meeting.id}`

const ChangeForm = ({ page, view }: Part) => {
  const { t, lang } = page
  const { meeting, form, at } = view
  const here = at === 'plan'
  const now: Readonly<Record<string, string>> = { tittel: meeting.title, dato: formatDate(osloDate(meeting.startsAt), lang, 'short'), fra: formatClock(meeting.startsAt, lang), til: formatClock(meeting.endsAt, lang), sted: meeting.place, forberedelse: meeting.preparation, versjon: String(meeting.version) }
  const typed = (name: string) => (here ? form.typed[name] : undefined) ?? now[name]
  return (
    <Form action={pathOf(view)} label={t('networks.meeting.change')} leaveWarning>
      <input type="hidden" name="versjon" value={typed('versjon')} />
      <PlanFields page={page} typed={typed} error={(field) => (here ? errorFor(form.errors, field) : undefined)} />
      {here && <GuardNotice warnings={form.warnings} labels={meetingLabels(t)} />}
      <ButtonRow>
        <Button>{t('networks.meeting.save')}</Button>
      </ButtonRow>
    </Form>
  )
}

const After = ({ page, view }: Part) => {
  const { t } = page
  const { meeting, form, at } = view
  const team = view.as === 'team'
  const here = at === 'notes'
  const typed = (name: string, now: string) => (here ? form.typed[name] : undefined) ?? now
  const error = (field: string) => (here ? errorFor(form.errors, field) : undefined)
  return (
    <>
      <Section title={t('networks.meeting.notes')}>
        <p class="ds-paragraph kept-text">{meeting.notes || t('networks.meeting.notes.none')}</p>
      </Section>
      <Section title={t('networks.meeting.between')}>
        <p class="ds-paragraph kept-text">{meeting.between || t('networks.meeting.between.none')}</p>
        {team && (
          <Details summary={t('networks.meeting.write')} open={here}>
            <Form action={`${pathOf(view)}/notat`} label={t('networks.meeting.write')} leaveWarning>
              <input type="hidden" name="versjon" value={typed('versjon', String(meeting.version))} />
              <TextArea name="notat" label={t('networks.meeting.notes')} hint={t('networks.meeting.notes.hint')} value={typed('notat', meeting.notes)} error={error('notat')} limit={limits.text} rows={8} mark="optional" guard />
              <TextArea name="mellom" label={t('networks.meeting.between')} hint={t('networks.meeting.between.hint')} value={typed('mellom', meeting.between)} error={error('mellom')} limit={limits.text} rows={4} mark="optional" guard />
              {here && <GuardNotice warnings={form.warnings} labels={meetingLabels(t)} />}
              <ButtonRow>
                <Button>{t('networks.meeting.write.save')}</Button>
              </ButtonRow>
            </Form>
          </Details>
        )}
      </Section>
      {(meeting.between !== '' || view.told.length > 0) && <ToldPart page={page} path={pathOf(view)} told={view.told} mine={view.mine} readers={view.readers} form={form} here={at === 'told'} labels={meetingLabels(t)} />}
    </>
  )
}

const Files = ({ page, view }: Part) => {
  const { t, lang } = page
  const { files, mine, readers, meeting, form, at } = view
  const team = view.as === 'team'
  return (
    <Section title={t('networks.meeting.files')} id="filer">
      {files.length === 0 ? (
        <p class="ds-paragraph">{t('networks.meeting.files.none')}</p>
      ) : (
        <ul class="plain-list">
          {files.map((one) => (
            <li>
              <a class="ds-link" href={`${pathOf(view)}/filer/${one.id}`}>
                {t('networks.meeting.file.size', { name: one.name, kilobytes: Math.ceil(one.size / 1024) })}
              </a>
              <p class="subtle">
                {one.kindergarten === undefined ? one.addedByName : `${one.addedByName}, ${one.kindergarten}`}, {formats(lang).date(one.addedAt)}{one.forSchools && view.as !== 'school' && `. ${t('network-schools.shared')}`}
              </p>
              {(team || mine.some(({ id }) => id === one.kindergartenId)) && (
                <Form action={`${pathOf(view)}/${team ? 'filer' : 'egne-filer'}/${one.id}/fjerning`}>
                  <Button variant="tertiary" small about={one.name}>{t('networks.meeting.file.remove')}</Button>
                </Form>
              )}
            </li>
          ))}
        </ul>
      )}
      {mine.length > 0 && !meeting.cancelled && <BringPart page={page} path={pathOf(view)} mine={mine} readers={readers} form={form} here={at === 'bring'} />}
      {team && !meeting.cancelled && (
        <Details summary={t('networks.meeting.file.add')} open={at === 'file'}>
          <Form action={`${pathOf(view)}/filer`} files label={t('networks.meeting.file.add')}>
            <FileField name="fil" label={t('networks.meeting.file')} hint={t('networks.meeting.file.hint')} types={attachmentTypes} megabytes={attachmentMegabytes} error={at === 'file' ? errorFor(form.errors, 'fil') : undefined} />
            <ForSchools page={page} schools={readers} what="file" checked={at === 'file' && form.typed['for-skoler'] === 'ja'} />
            <ButtonRow>
              <Button variant="secondary">{t('networks.meeting.file.send')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Section>
  )
}

const Presence = ({ page, view }: Part) => {
  const { t } = page
  const { members, presence, schools, fromSchools, meeting, form, at } = view
  const team = view.as === 'team'
  const here = at === 'count'
  const counted = presence.size > 0 || meeting.others !== undefined
  const fields = [...members.map((one) => ({ field: countField(one.kindergartenId), label: one.kindergarten, people: presence.get(one.kindergartenId) })), ...schools.map((one) => ({ field: countField(one.schoolId), label: one.school, people: fromSchools.get(one.schoolId) }))]
  const total = [...presence.values()].reduce((sum, people) => sum + people, 0) + (meeting.others ?? 0)
  return (
    <Section title={t('networks.meeting.came')}>
      {counted ? (
        <Table
          caption={t('networks.meeting.came')}
          hiddenCaption
          rows={members}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('networks.kindergarten'), heading: true, cell: (row) => row.kindergarten },
            { key: 'people', title: t('networks.meeting.people'), numeric: true, cell: (row) => String(presence.get(row.kindergartenId) ?? '–') },
          ]}
          foot={[meeting.others === undefined ? t('networks.meeting.total') : t('networks.meeting.total.others', { others: meeting.others }), String(total)]}
        />
      ) : (
        <p class="ds-paragraph">{t('networks.meeting.came.none')}</p>
      )}
      {fromSchools.size > 0 && <FromSchoolsList page={page} view={view} />}
      {team && (
        <Details summary={t('networks.meeting.count')} open={here}>
          <p class="ds-paragraph">{t('networks.meeting.count.text')}</p>
          <Form action={`${pathOf(view)}/oppmote`} label={t('networks.meeting.count')}>
            {fields.map(({ field, label, people }) => <TextField name={field} label={label} value={(here ? form.typed[field] : undefined) ?? people?.toString()} error={here ? errorFor(form.errors, field) : undefined} inputmode="numeric" width={4} mark="optional" />)}
            <TextField name="andre" label={t('networks.meeting.others')} value={(here ? form.typed['andre'] : undefined) ?? meeting.others?.toString()} error={here ? errorFor(form.errors, 'andre') : undefined} inputmode="numeric" width={4} mark="optional" />
            <ButtonRow>
              <Button variant="secondary">{t('networks.meeting.count.save')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Section>
  )
}

/** Those from schools, by themselves: they are not among the kindergartens' own. */
const FromSchoolsList = ({ page: { t }, view: { schools, fromSchools } }: Part) => (
  <>
    <p class="ds-paragraph">{t('network-schools.came')}</p>
    <ul class="ds-list">{schools.map((one) => <li>{t('network-schools.came.from', { school: one.school, people: String(fromSchools.get(one.schoolId) ?? '–') })}</li>)}</ul>
  </>
)
/** How many came from one's own school. */
const FromSchools = ({ page, view }: Part) => (
  <Section title={page.t('networks.meeting.came')}>
    {view.fromSchools.size > 0 ? <FromSchoolsList page={page} view={{ ...view, schools: view.schools.filter(({ schoolId }) => view.fromSchools.has(schoolId)) }} /> : <p class="ds-paragraph">{page.t('networks.meeting.came.none')}</p>}
  </Section>
)
