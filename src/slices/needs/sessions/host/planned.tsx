import { formatDate } from '../../../../kernel/dates.ts'
import { usePage } from '../../../../ui/context.tsx'
import { Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { wordsIn } from '../../instruments/definition.ts'
import type { HostView } from '../host-page.tsx'
import { audienceOf } from '../rules.ts'
import { Expected } from './expected.tsx'
import { StepForm } from './step-form.tsx'

/** Before it is opened: what is asked, of how many, and what the staff will be told. */
export const Planned = ({ view }: { readonly view: HostView }) => {
  const { t, lang } = usePage()
  const { session, themes } = view
  return (
    <>
      <SummaryList
        rows={[
          { term: t('sessions.themes'), value: themes.map(({ name }) => wordsIn(name, lang)).join(', ') },
          { term: t('sessions.kind'), value: t(`sessions.kind.${session.kind}`) },
          ...(session.closesOn ? [{ term: t('sessions.closes'), value: formatDate(session.closesOn, lang, 'weekday') }] : []),
          { term: t('sessions.expected'), value: String(session.expected) },
          { term: t('sessions.breakdown'), value: t(`sessions.breakdown.${session.breakdown}`) },
        ]}
      />
      {view.mayHost && <Expected view={view} />}
      <Section title={t('sessions.before')}>
        <ul class="ds-list">
          <li>{t('sessions.told.voluntary')}</li>
          <li>{t('sessions.told.counts')}</li>
          <li>{t('sessions.told.five')}</li>
          <li>{t('picture.told')}</li>
          {view.companions.asked.length > 0 && <li>{t('sessions.told.together')}</li>}
          <li>{t(`sessions.told.${audienceOf(session, view.companions.asked.length > 0)}`)}</li>
          {view.session.slips && <li>{t('sessions.told.slips')}</li>}
          {view.session.mayCloseEarly && <li>{t('sessions.told.early')}</li>}
        </ul>
        {view.mayHost && <StepForm view={view} step="open" />}
      </Section>
    </>
  )
}
