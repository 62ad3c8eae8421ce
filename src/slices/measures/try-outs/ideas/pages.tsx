import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import { formats } from '../../../../texts/index.ts'
import type { Translate } from '../../../../texts/index.ts'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { CheckboxGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import { themeNames } from '../../../../ui/theme-names.ts'
import type { NamedTheme } from '../../measures/store.ts'
import { ideas } from '../rules.ts'
import type { List } from './rules.ts'

type View = { readonly list: List; readonly themes: readonly NamedTheme[]; readonly chosen: readonly string[]; readonly startKey: string; readonly form: ShownForm }
export const labelsOf = (t: Translate) => ({ ide: t('practice.ideas.words'), temaer: t('practice.ideas.themes') })

/** What departments choose among: the team's own ideas and ours, in use and out of use, and a form for one more. */
export const IdeasPage = ({ page, view }: { readonly page: PageContext; readonly view: View }) => {
  const { t, lang } = page
  const { list, themes, chosen, form } = view
  const labels = labelsOf(t)
  const rows = [
    ...list.own.map((one) => ({ key: one.id, words: one.words, about: formats(lang).list(themeNames(page, themes, one.themes)), by: t('practice.ideas.by', { who: one.addedBy, date: formatDate(osloDate(one.addedAt), lang, 'short') }), inUse: one.outAt === undefined })),
    ...ideas.map((one) => ({ key: one, words: t(`practice.idea.${one}`), about: t('practice.ideas.all-themes'), by: t('practice.ideas.ours'), inUse: !list.off.includes(one) })),
  ]
  return (
    <Layout page={page} title={t('practice.ideas')} intro={t('practice.ideas.intro')} back={{ href: '/utproving', text: t('practice.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Table
        caption={t('practice.ideas')}
        hiddenCaption
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'words', title: t('practice.ideas.words'), heading: true, cell: ({ words }) => words },
          { key: 'themes', title: t('practice.ideas.themes'), cell: ({ about }) => about },
          { key: 'by', title: t('practice.ideas.from'), cell: ({ by }) => by },
          { key: 'state', title: t('measures.state'), cell: ({ inUse }) => <Tag color={inUse ? 'success' : 'neutral'}>{t(inUse ? 'practice.ideas.in' : 'practice.ideas.out')}</Tag> },
          { key: 'step', title: t('practice.ideas.step'), cell: ({ key, inUse, words }) => (
            <Form action={`/utproving/ideer/${key}/${inUse ? 'ut' : 'inn'}`}>
              <Button variant="tertiary" small about={words}>{t(inUse ? 'practice.ideas.take-out' : 'practice.ideas.take-in')}</Button>
            </Form>
          ) },
        ]}
      />
      <Section title={t('practice.ideas.add')}>
        <Form action="/utproving/ideer" leaveWarning>
          <input type="hidden" name="nokkel" value={view.startKey} />
          <TextField name="ide" label={labels.ide} hint={t('practice.ideas.words.hint')} value={form.typed['ide']} error={errorFor(form.errors, 'ide')} guard />
          <Details summary={labels.temaer} open={chosen.length > 0 || form.errors.some(({ field }) => field === 'temaer')}>
            <CheckboxGroup name="temaer" label={labels.temaer} values={chosen} error={errorFor(form.errors, 'temaer')} options={themes.filter(({ offered }) => offered).map(({ code, name }) => ({ value: code, text: name[lang] }))} />
          </Details>
          <GuardNotice warnings={form.warnings} labels={labels} />
          <ButtonRow>
            <Button>{t('practice.ideas.add.send')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </Layout>
  )
}
