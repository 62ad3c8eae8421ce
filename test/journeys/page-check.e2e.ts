import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Browser } from 'playwright-core'
import { launch } from '../browser.ts'
import { checkPages, type Titles } from '../page-check.ts'

let browser: Browser
beforeAll(async () => {
  browser = await launch()
})
afterAll(() => browser.close())

const page = (main: string, { title = 'Side – Samspill', lang = 'nb' } = {}) =>
  `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head><body><main>${main}</main></body></html>`
const check = (html: string, route = '/x', titles: Titles = new Map()) => checkPages(browser, [{ method: 'GET', path: 'http://127.0.0.1:9/x', route, status: 200, html }], titles)

test('a sound page has no problems', async () => {
  expect(await check(page('<h1>Side</h1><h2>Del</h2><label for="a">Navn</label><input id="a" name="a" autocomplete="name">'))).toEqual([])
})

test.each([
  ['no main heading', page('<h2>Del</h2>'), 'one h1'],
  ['two main headings', page('<h1>En</h1><h1>To</h1>'), 'one h1'],
  ['a heading level left out', page('<h1>Side</h1><h3>Del</h3>'), 'is h3 after h1'],
  ['no title', page('<h1>Side</h1>', { title: ' ' }), 'no title'],
  ['a language we do not have', page('<h1>Side</h1>', { lang: 'no' }), 'language is “no”'],
  ['a field without a label', page('<h1>Side</h1><input name="a">'), 'field “a” has no label'],
  ['one id twice', page('<h1>Side</h1><p id="a">1</p><p id="a">2</p>'), 'id “a” is used more than once'],
  ['a description that is not there', page('<h1>Side</h1><p aria-describedby="b">1</p>'), 'points at “b”'],
  ['a link to a part that is not there', page('<h1>Side</h1><a href="#b">Dit</a>'), 'leads to “b”'],
  ['an error that stands at its field, where the list does not lead', page('<h1>Side</h1><ds-error-summary><ul><li>Skriv svaret.</li></ul></ds-error-summary><label for="a">Svar</label><input id="a" name="a"><p class="ds-validation-message">Skriv svaret.</p>'), 'does not lead there'],
  ['a link without words', page('<h1>Side</h1><a href="/"></a>'), 'has no words'],
  ['wider than a phone', page('<h1>Side</h1><table><tr><td>MMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMMM</table>'), 'on a phone, 320 wide'],
  ['wider than a phone with enlarged distances', page('<h1>Side</h1><p><b>Kompetanseutviklingsarbeidene</b></p><link rel="stylesheet" href="data:text/css,b{font:16px monospace}">'), 'on a phone with enlarged distances, 320 wide'],
  ['wider than an enlarged screen', page('<h1>Side</h1><p>Her</p><link rel="stylesheet" href="data:text/css,@media(min-width:600px){p{width:50rem}}">'), 'enlarged to 200 %, 640 wide'],
  ['out of the page, where the page itself does not scroll', page('<h1>Side</h1><p>Her</p><link rel="stylesheet" href="data:text/css,body{overflow-x:clip}p{width:30rem}">'), 'on a phone, 320 wide'],
  ['words that are cut off', page('<h1>Side</h1><p>Mye lengre enn plassen er</p><link rel="stylesheet" href="data:text/css,p{width:4rem;overflow:hidden;white-space:nowrap}">'), 'is cut off'],
  ['small targets close together', page('<h1>Side</h1><nav><button>1</button><button>2</button></nav><link rel="stylesheet" href="data:text/css,button{all:unset;font-size:10px}">'), 'target-size'],
  ['a page that loads itself again', page('<meta http-equiv="refresh" content="0"><h1>Side</h1>'), 'loads itself again'],
  ['style in the page', page('<h1>Side</h1><p style="margin:0">1</p>'), 'security policy refuses'],
  ['grey on white', page('<h1>Side</h1><style>p{color:#aaa}</style><p>Lite synlig</p>'), 'color-contrast'],
  ['a picture without words, folded away', page('<h1>Side</h1><details><summary>Mer</summary><img src="data:,"></details>'), 'image-alt'],
])('%s is found', async (_, html, problem) => {
  expect((await check(html)).join('\n')).toContain(problem)
})

test('two pages with one title are found', async () => {
  const titles: Titles = new Map()
  expect(await check(page('<h1>Side</h1>'), '/x', titles)).toEqual([])
  expect(await check(page('<h1>Side</h1>'), '/x', titles)).toEqual([])
  expect(await check(page('<h1>Side</h1>'), '/y', titles), 'the same page at two addresses').toEqual([])
  expect((await check(page('<h1>Side</h1><p>En annen</p>'), '/z', titles)).join()).toContain('is also that of /y')
})
