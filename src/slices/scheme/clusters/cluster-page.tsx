import { formatKroner, sumOre } from '../../../kernel/money.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import { usePage, type PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { longestJoint } from './forms.ts'
import type { ShownCluster } from './pages.tsx'
import type { PlaceRefusal } from './rules.ts'
import { lineOf, OwnWords, WhyList, type Names } from './words.tsx'

export type ClusterView = {
  readonly round: { readonly id: string; readonly title: string }
  readonly one: ShownCluster
  readonly others: readonly { readonly id: string; readonly name: string }[]
  readonly names: Names
  readonly mayChange: boolean
  readonly refused: PlaceRefusal | undefined
  readonly typed: Readonly<Record<string, string>>
  readonly chosen: readonly string[]
  readonly errors: readonly FieldError[]
}

/** One cluster: why, what each owner wrote, what they could do together, and how it is rearranged. */
export const ClusterPage = ({ page, view }: { readonly page: PageContext; readonly view: ClusterView }) => {
  const { t, lang } = page
  const { round, one, names, mayChange, typed, errors } = view
  const action = `/runder/${round.id}/arbeidsbenk/${one.id}`
  return (
    <Layout page={page} title={one.name} above={round.title} intro={t('clusters.one.intro')} back={{ href: `/runder/${round.id}/arbeidsbenk?vis=klynger`, text: t('clusters.one.back') }} hasErrors={errors.length > 0 || view.refused !== undefined}>
      <ErrorSummary errors={errors} />
      {view.refused && <Alert kind="warning" answer>{t(`clusters.because.${view.refused}`)}</Alert>}
      <SummaryList
        rows={[
          { term: t('clusters.col.reports'), value: String(one.members.length) },
          { term: t('clusters.col.kindergartens'), value: String(one.members.reduce((sum, { kindergartens }) => sum + kindergartens, 0)) },
          { term: t('clusters.asked'), value: formatKroner(sumOre(one.members.map(({ asked }) => asked)), lang) },
          { term: t('clusters.made'), value: t('clusters.made.by', { who: one.madeBy, when: one.madeAt }) },
        ]}
      />
      <Section title={t('clusters.common')}>
        <WhyList why={one.why} names={names} />
      </Section>
      <Section title={t('clusters.joint')}>
        {mayChange ? (
          <Form action={`${action}/fellestiltak`} label={t('clusters.joint')}>
            <Version one={one} />
            <TextArea name="joint" label={t('clusters.joint.text')} hint={t('clusters.joint.hint')} value={typed['joint'] ?? one.joint?.text} error={errorFor(errors, 'joint')} limit={longestJoint} />
            {one.joint && <p class="subtle">{t('clusters.made.by', { who: one.joint.by, when: one.joint.at })}</p>}
            <ButtonRow>
              <Button>{t('clusters.joint.save')}</Button>
            </ButtonRow>
          </Form>
        ) : (
          <p class="prose">{one.joint?.text ?? t('clusters.joint.none')}</p>
        )}
      </Section>
      <Section title={t('clusters.own-words.title')}>
        {one.members.map((member) => (
          <>
            <h3 class="ds-heading" data-size="2xs">
              <a class="ds-link" href={`/behov/${member.id}/vurdering`}>{member.title}<span class="ds-sr-only"> {member.reference}</span></a>
            </h3>
            <p class="subtle">{lineOf(member, names, lang, t)}</p>
            <OwnWords report={member} />
          </>
        ))}
      </Section>
      {mayChange && <Rearrange view={view} action={action} />}
    </Layout>
  )
}

const Version = ({ one }: { readonly one: ShownCluster }) => <input type="hidden" name="version" value={one.version} />

const Rearrange = ({ view: { one, others, names, typed, errors, chosen, refused }, action }: { readonly view: ClusterView; readonly action: string }) => {
  const { t, lang } = usePage()
  const opened = refused !== undefined || errors.some(({ field }) => field !== 'joint')
  return (
    <Section title={t('clusters.change')}>
      <p>{t('clusters.change.text')}</p>
      <Details summary={t('clusters.rename')} open={opened}>
        <Form action={`${action}/navn`} label={t('clusters.rename')}>
          <Version one={one} />
          <TextField name="name" label={t('clusters.name')} value={typed['name'] ?? one.name} error={errorFor(errors, 'name')} />
          <ButtonRow>
            <Button variant="secondary">{t('clusters.rename.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
      <Details summary={t('clusters.move')} open={opened}>
        <Form action={`${action}/flytting`} label={t('clusters.move')}>
          <Version one={one} />
          <CheckboxGroup name="reports" label={t('clusters.move.which')} values={chosen} options={one.members.map((member) => ({ value: member.id, text: member.title, hint: lineOf(member, names, lang, t) }))} />
          <SelectField name="to" label={t('clusters.move.to')} value={typed['to']} error={errorFor(errors, 'to')} options={[{ value: 'new', text: t('clusters.to.new') }, { value: 'alone', text: t('clusters.to.alone') }, ...others.map(({ id, name }) => ({ value: id, text: name }))]} />
          <TextField name="newName" label={t('clusters.new-name')} hint={t('clusters.new-name.hint')} value={typed['newName']} error={errorFor(errors, 'newName')} />
          <ButtonRow>
            <Button variant="secondary">{t('clusters.move.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
      {others.length > 0 && (
        <Details summary={t('clusters.merge')} open={opened}>
          <Form action={`${action}/sammenslaing`} label={t('clusters.merge')}>
            <Version one={one} />
            <SelectField name="other" label={t('clusters.merge.with')} hint={t('clusters.merge.hint')} value={typed['other']} error={errorFor(errors, 'other')} options={others.map(({ id, name }) => ({ value: id, text: name }))} />
            <ButtonRow>
              <Button variant="secondary">{t('clusters.merge.save')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
      <Details summary={t('clusters.dissolve')} open={opened}>
        <Form action={`${action}/opplosning`} label={t('clusters.dissolve')}>
          <Version one={one} />
          <p>{t('clusters.dissolve.text')}</p>
          <ButtonRow>
            <Button variant="secondary" danger>{t('clusters.dissolve.save')}</Button>
          </ButtonRow>
        </Form>
      </Details>
    </Section>
  )
}
