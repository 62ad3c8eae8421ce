import fc from 'fast-check'
import { render } from 'preact-render-to-string'
import { expect, test } from 'vitest'
import { FlowDiagram, wrap } from './diagram.tsx'
import { standardFlow } from './standard-flow.ts'
import { anyFlow, withStep, words } from './flow.fixtures.ts'

const draw = (props: Partial<Parameters<typeof FlowDiagram>[0]> = {}) => render(<FlowDiagram flow={standardFlow} lang="nb" {...props} />)

test('the picture has a name and a description, and they are tied to it', () => {
  const svg = draw({ here: 'plan', id: 'case-flow' })
  expect(svg).toContain('role="img" aria-labelledby="case-flow-title" aria-describedby="case-flow-desc"')
  expect(svg).toContain('<title id="case-flow-title">Flytskjema for veiledning på forespørsel</title>')
  expect(svg).toContain('<desc id="case-flow-desc">Du er her: Plan. Stegene i rekkefølge: 1 Forespørsel, 2 Avklaring')
})

test('where one is, is told in words, and what is done with a tick', () => {
  const svg = draw({ here: 'plan', done: ['request', 'triage', 'plan'] })
  expect(svg.match(/▶ Du er her/g)).toHaveLength(1)
  expect(svg.match(/class="flow-tick"/g)).toHaveLength(2)
  expect(draw()).not.toContain('▶')
})

test.each([
  ['nb', 'Teamleder'],
  ['nn', 'Rettleiing'],
  ['en', 'Start meeting'],
] as const)('the words are in the reader’s language: %s', (lang, text) => {
  expect(draw({ lang })).toContain(text)
})

test('property: no style attribute, no style element, no script, whatever the names are', () => {
  fc.assert(
    fc.property(anyFlow, (flow) => {
      const svg = render(<FlowDiagram flow={flow} lang="en" />)
      expect(svg).not.toMatch(/<[^>]*\sstyle=|<style|<script|\son[a-z]+=|NaN|undefined/)
    }),
  )
})

test('a name is text, never markup', () => {
  expect(draw({ flow: withStep('plan', { name: words('<b>&') }) })).toContain('&lt;b>&amp;')
})

test.each([
  ['a short name stays on one line', 'Plan', ['Plan']],
  ['words go to the next line', 'Avklaring i teamet', ['Avklaring i', 'teamet']],
  ['a long word is cut with a hyphen', 'Kompetanseutviklingsplan', ['Kompetanseut-', 'viklingsplan']],
  ['no text is no line', '  ', []],
])('%s', (_, text, lines) => {
  expect(wrap(text, 110, 15, 3)).toEqual(lines)
})

test('what has no room ends in an ellipsis', () => {
  expect(wrap('en to tre fire fem seks sju åtte ni ti elleve tolv', 60, 15, 2).at(-1)).toMatch(/…$/)
})

test('property: wrapping loses no letter while there is room, and comes to an end for any width', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 80 }), fc.integer({ min: 0, max: 200 }), (text, room) => {
      const squeezed = (value: string) => value.replace(/[\s-]/g, '')
      expect(squeezed(wrap(text, room, 15, 1000).join(''))).toBe(squeezed(text))
    }),
  )
})
