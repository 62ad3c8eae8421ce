import type { Language } from '../kernel/language.ts'
import { allExamples } from './all-examples.ts'
import type { PageContext } from './context.tsx'
import { examplePage } from './example.ts'
import { Layout } from './layout.tsx'

/** Every component with all its examples on one page: to look at, and to test with a browser. */
export const Gallery = ({ lang = 'nb', more = {} }: { readonly lang?: Language; readonly more?: Partial<PageContext> }) => (
  <Layout
    page={examplePage(lang, { flash: { kind: 'success', text: 'Forespørselen er sendt. Du hører fra oss innen fem arbeidsdager.' }, ...more })}
    title="Byggeklosser"
    above="Samspill"
    intro="Alle delene som sidene er satt sammen av, slik de ser ut med innhold."
    back={{ href: '/', text: 'Til oversikten' }}
    hasErrors
    wide
  >
    {Object.entries(allExamples).map(([component, examples]) => (
      <section class="flow">
        <h2>{component}</h2>
        {examples.map((example) => (
          <div class="flow" data-example={example.name}>
            {example.view}
          </div>
        ))}
      </section>
    ))}
  </Layout>
)
