import { formats } from '../texts/index.ts'
import type { PageContext } from './context.tsx'
import { Section } from './layout.tsx'
import { themeNames, type NamedTheme } from './theme-names.ts'

/** Support material by its id in the library; `shared`: the themes it has in common with what it is proposed for. */
type MaterialLine = { readonly id: string; readonly title: string }
export type ProposedMaterial = MaterialLine & { readonly shared: readonly string[] }
export type MaterialFor = {
  /** As the library's address has it: `tiltak-<id>`, `nettverk-<id>`, `kurs-<id>`, `sak-<id>`. */
  readonly key: string
  readonly used: readonly MaterialLine[]
  readonly proposed: readonly ProposedMaterial[]
  /** May find more and put it in. */
  readonly mayFind: boolean
}

/** What material is used in something, what may suit it and why, and where more is found. */
export const SupportMaterialList = ({ page, view: { key, used, proposed, mayFind }, themes }: { readonly page: PageContext; readonly view: MaterialFor; readonly themes: readonly NamedTheme[] }) => {
  const { t, lang } = page
  return (
    <>
      {used.length > 0 && (
        <ul class="ds-list">
          {used.map((one) => (
            <li>
              <a class="ds-link" href={`/materiell/${one.id}`}>{one.title}</a>
            </li>
          ))}
        </ul>
      )}
      {mayFind && proposed.length > 0 && (
        <>
          <p>{t('library.may-suit')}</p>
          <ul class="ds-list">
            {proposed.map((one) => (
              <li>
                <a class="ds-link" href={`/materiell/${one.id}?for=${key}`}>{one.title}</a> <span class="subtle">{t('library.may-suit.because', { themes: formats(lang).list(themeNames(page, themes, one.shared)) })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
      {mayFind && (
        <p>
          <a class="ds-link" href={`/materiell?for=${key}`}>{t('library.find-for')}</a>
        </p>
      )}
    </>
  )
}

/** The same as a part of a page; nothing when there is nothing to see or do. */
export const SupportMaterialPart = (props: Parameters<typeof SupportMaterialList>[0]) =>
  props.view.used.length > 0 || props.view.mayFind ? (
    <Section title={props.page.t('library.title')}>
      <SupportMaterialList {...props} />
    </Section>
  ) : null
