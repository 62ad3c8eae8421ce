import { readdirSync } from 'node:fs'
import { renderToString } from 'preact-render-to-string'
import type { VNode } from 'preact'
import { describe, expect, test } from 'vitest'
import { languages } from '../kernel/language.ts'
import { texts } from '../texts/index.ts'
import { addresses, inLanguage } from './addresses.ts'
import { allExamples } from './all-examples.ts'
import { NoticeCount, PageProvider } from './context.tsx'
import { examplePage } from './example.ts'
import { fieldId } from './field-frame.tsx'
import { TextArea } from './fields.tsx'
import { ErrorSummary } from './form.tsx'
import { Gallery } from './gallery.tsx'
import { Layout } from './layout.tsx'
import { pagesShown } from './pagination.tsx'
import { renderPage } from './render-page.ts'

const render = (view: VNode): string => renderToString(<PageProvider page={examplePage()}>{view}</PageProvider>)
const all = (html: string, pattern: RegExp): string[] => [...html.matchAll(pattern)].map((match) => match[1] ?? '')
const attribute = (tag: string, name: string): string | undefined => new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
const tags = (html: string, names: string): string[] => html.match(new RegExp(`<(?:${names})(?=[\\s>])[^>]*>`, 'g')) ?? []

const faults = (html: string): string[] => {
  const ids = all(html, /\sid="([^"]*)"/g)
  const labels = all(html, /<label[^>]*\sfor="([^"]*)"/g)
  const pointers = ['aria-describedby', 'aria-labelledby', 'for', 'commandfor']
  const pointed = pointers.flatMap((name) => all(html, new RegExp(`\\s${name}="([^"]*)"`, 'g'))).flatMap((list) => list.split(' '))
  const controls = tags(html, 'input|select|textarea').filter((tag) => attribute(tag, 'type') !== 'hidden')
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two elements have the id ${id}`),
    ...controls.filter((tag) => !labels.includes(attribute(tag, 'id') ?? '-')).map((tag) => `no label: ${tag}`),
    ...pointed.filter((id) => !ids.includes(id)).map((id) => `points at ${id}, which is not there`),
    ...all(html, /href="#([^"]+)"/g).filter((id) => !ids.includes(id)).map((id) => `links to #${id}, which is not there`),
    ...(html.match(/\s(style|on[a-z]+)="[^"]*"/g) ?? []).map((text) => `not allowed by our content security policy: ${text}`),
    ...(html.match(/<script(?![^>]* src=)[^>]*>|<style/g) ?? []).map((text) => `not allowed by our content security policy: ${text}`),
    ...(html.match(/undefined|\[object Object\]|NaN/g) ?? []).map((text) => `says ${text}`),
  ]
}

describe('examples', () => {
  const components = Object.entries(allExamples)

  test.each(components)('%s renders without faults', (_, examples) => {
    expect(examples.length).toBeGreaterThan(0)
    for (const { name, view } of examples) expect([name, faults(render(view))]).toEqual([name, []])
  })

  test('every component has examples', () => {
    const frame = ['context', 'field-frame', 'gallery', 'icon', 'layout']
    const files = readdirSync(new URL('.', import.meta.url)).filter((file) => /^[a-z-]+\.tsx$/.test(file))
    expect(files.map((file) => file.replace('.tsx', '')).filter((name) => !frame.includes(name) && !(name in allExamples))).toEqual([])
  })

  test('a link in the list of what is wrong is one only when its field is on the page', () => {
    const html = renderPage(
      <PageProvider page={examplePage()}>
        <ErrorSummary errors={[{ field: 'tema', text: 'Skriv et tema.' }, { field: 'borte', text: 'Tilbudet er trukket.' }]} />
        <TextArea name="tema" label="Tema" error="Skriv et tema." />
      </PageProvider>,
    )
    expect(html).toContain('<a class="ds-link" href="#f-tema">Skriv et tema.</a>')
    expect(html).toContain('<li>Tilbudet er trukket.</li>')
  })

  test('an invalid field says so and is described by its hint, limit and error', () => {
    const tag = tags(render(<TextArea name="tema" label="Tema" hint="Kort" limit={10} error="Skriv et tema." />), 'textarea')[0] ?? ''
    expect(attribute(tag, 'aria-invalid')).toBe('true')
    expect(attribute(tag, 'aria-describedby')).toBe('f-tema-hint f-tema-limit f-tema-error')
  })

  test('a field in error with a counter has no counter of the design system, which would take the error away', () => {
    expect(render(<TextArea name="tema" label="Tema" limit={10} error="Skriv et tema." />)).not.toContain('data-field="counter"')
  })

  test('what is typed comes back escaped', () => {
    const html = render(<TextArea name="tema" label="Tema" value={'</textarea><script>alert(1)</script>'} />)
    expect(html).toContain('&lt;/textarea>&lt;script>')
    expect(html).not.toContain('<script>')
  })

  test('errors with the same words say which question each is about; one that stands alone does not', () => {
    const errors = [
      { field: 'helped', text: 'Skriv noen ord her.' },
      { field: 'next', text: 'Skriv noen ord her.' },
      { field: 'level', text: 'Velg ett svar.' },
    ]
    const html = render(<ErrorSummary errors={errors} labels={{ helped: 'Hva hjalp?', next: 'Neste steg', level: 'Mål' }} />)
    expect(all(html, /<a [^>]*>([^<]*)/g)).toEqual(['Hva hjalp? Skriv noen ord her.', 'Neste steg: Skriv noen ord her.', 'Velg ett svar.'])
  })

  test('no errors, no summary', () => expect(render(<ErrorSummary errors={[]} />)).toBe(''))
})

describe('a whole page', () => {
  test.each(languages)('is whole and without faults in %s', (lang) => {
    const html = renderToString(<Gallery lang={lang} />)
    expect(faults(html)).toEqual([])
    expect(html.startsWith(`<html lang="${lang}"`)).toBe(true)
    expect(html.match(/<h1/g)).toHaveLength(1)
    expect(html.match(/<main/g)).toHaveLength(1)
  })

  const page = (more = {}) => renderToString(<Layout page={examplePage('nb', more)} title="Behov" hasErrors>x</Layout>)

  test('says in the title that something must be mended', () => expect(page()).toContain('<title>Feil: Behov – Samspill</title>'))

  test('shows in which capacity one acts, and for whom', () => {
    const html = page({ actor: { membershipId: 'm1', name: 'Per Hansen', roleName: 'pedagogisk leder', orgName: 'Solsikken', onBehalfOf: 'Kari Nordmann' } })
    expect(html, 'the script sees whose page it is').toContain('data-membership="m1"')
    expect(html).toContain('Per Hansen</strong> · pedagogisk leder · Solsikken')
    expect(html).toContain('på vegne av Kari Nordmann')
  })

  test('leads to the notices of the one who is signed in, with how many are new', () => {
    const counted = renderToString(<NoticeCount count={3}><Layout page={examplePage('nb')} title="Behov">x</Layout></NoticeCount>)
    expect(counted).toContain(`href="${addresses.notices}"`)
    expect(counted).toContain('>3</span>')
    expect(page()).not.toContain(`href="${addresses.notices}"`)
  })

  test('offers sign-in and no sign-out to a stranger', () => {
    const html = page({ csrf: '', actor: undefined, session: undefined, nav: [] })
    expect(html).toContain(`href="${addresses.signIn}"`)
    expect(html).not.toContain(`"${addresses.signOut}"`)
    expect(html).not.toContain('session-warning')
    expect(html).not.toContain('data-membership')
  })

  test('leads to the same page in the other languages', () => {
    expect(page()).toContain('href="/veiledning?side=2&amp;sprak=nn" lang="nn" hreflang="nn"')
    expect(inLanguage('/', 'en')).toBe('/?sprak=en')
  })

  test('calls the demonstration world by its name, and only there', () => {
    expect(page()).toContain(texts('nb')('common.demo.text'))
    expect(page({ demo: false })).not.toContain(texts('nb')('common.demo.text'))
    expect(page({ demoEmpty: true }), 'an empty one says that nothing is there').toContain(texts('nb')('common.demo.text.empty'))
  })
})

test('fieldId makes an id of any name', () => {
  expect(fieldId('tiltak[0].navn')).toBe('f-tiltak-0-navn')
  expect(fieldId('liste[]')).toBe('f-liste')
})

describe('pages shown', () => {
  test.each([
    [1, 3, [1, 2, 3]],
    [1, 9, [1, 2, 'gap', 9]],
    [4, 12, [1, 2, 3, 4, 5, 'gap', 12]],
    [6, 12, [1, 'gap', 5, 6, 7, 'gap', 12]],
    [12, 12, [1, 'gap', 11, 12]],
  ])('of page %i of %i', (current, total, shown) => expect(pagesShown(current, total)).toEqual(shown))
})
