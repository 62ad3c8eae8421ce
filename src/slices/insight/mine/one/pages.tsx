import type { LocalDate } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Form } from '../../../../ui/form.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import type { NamedTheme } from '../../../../ui/theme-names.ts'
import { path } from '../address.ts'
import type { Line, Reader, Sees } from '../rules.ts'
import { headText, PartList, partTitle, sizeOfPart } from '../words.tsx'

export type OneView = {
  readonly line: Line
  readonly reader: Reader
  readonly sees: Sees
  readonly themes: readonly NamedTheme[]
  readonly today: LocalDate
  readonly days: number
  /** For the team: whether the reader follows it, and may. */
  readonly following: { readonly own: boolean; readonly may: boolean } | undefined
  readonly refused: string | undefined
}

/** Everything of one kindergarten, in the order of the five questions. */
export const OnePage = ({ page, view }: { readonly page: PageContext; readonly view: OneView }) => {
  const { t } = page
  const { line, following, refused } = view
  const { kindergarten, followers } = line
  return (
    <Layout page={page} title={t('mine.one.title', { name: kindergarten.name })} intro={t('mine.one.intro', { days: view.days })} back={{ href: path, text: t('mine.title') }} hasErrors={refused !== undefined}>
      {refused && <Alert kind="danger" title={t('mine.refused')}>{refused}</Alert>}
      <p class="ds-paragraph">
        {headText(page, line)}. <a class="ds-link" href={`/barnehager/${kindergarten.id}`}>{t('mine.one.register')}</a>
      </p>
      {following && (
        <>
          <p class="ds-paragraph">{followers.length > 0 ? t('mine.followed-by', { who: followers.join(', ') }) : t('mine.followed-by.nobody')}</p>
          {following.may && (
            <Form action={`${path}/${kindergarten.id}/folging${following.own ? '/slutt' : ''}`}>
              <Button variant="secondary">{t(following.own ? 'mine.unfollow' : 'mine.follow')}</Button>
            </Form>
          )}
        </>
      )}
      {view.sees.parts.map((part) => (
        <Section title={t('mine.one.part', { part: partTitle(page, part, view.sees), count: sizeOfPart(line, part) })} id={part}>
          <PartList page={page} line={line} part={part} sees={view.sees} themes={view.themes} today={view.today} />
        </Section>
      ))}
      <p class="ds-paragraph">{t(`mine.sees.${view.reader}`)}</p>
    </Layout>
  )
}
