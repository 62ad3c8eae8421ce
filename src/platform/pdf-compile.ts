import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { encode } from 'uqr'
import { formatDate, formatDateTime, osloDate } from '../kernel/dates.ts'
import type { Language } from '../kernel/language.ts'
import { shorten } from '../kernel/shorten.ts'
import type { PdfBlock, PdfDocument, PdfStandard } from './pdf.ts'
import { cleanLine, cleanText, replaceUnshowable, type Replace } from './pdf-text.ts'
import { template } from './pdf-template.ts'

/**
 * The document as PDF: tagged, with language and title, fonts inside. A sign that Inter lacks (emoji, some scripts) is borrowed from
 * another font where the machine has one, else shown as □.
 * Compiling is synchronous: it holds whoever asks, which is why the program never does (`pdf-press.ts`). An ordinary document takes some milliseconds, 100 kB of text about 0.2 seconds.
 */
export function compilePdf(document: PdfDocument, standard: PdfStandard = 'ua-1'): Uint8Array {
  const keep: Replace = (text) => text
  const first = attempt(document, standard, keep)
  if (first.ok) return first.bytes
  const second = attempt(document, standard, replaceUnshowable(first.unshowable))
  if (second.ok) return second.bytes
  // Replacing may uncover another (a sign that was joined to the replaced one): then only letters we know the fonts have.
  const last = attempt(document, standard, (text) => text.replaceAll(/[^\n\u0020-\u007e\u00a0-\u024f\u0370-\u03ff\u0400-\u04ff\u2010-\u2026\u2022\u25a1]/gu, '□'))
  if (last.ok) return last.bytes
  throw last.problem
}

type Attempt = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly unshowable: readonly string[]; readonly problem: unknown }

function attempt(document: PdfDocument, standard: PdfStandard, replace: Replace): Attempt {
  const compiler = theCompiler()
  try {
    return { ok: true, bytes: new Uint8Array(compiler.pdf({ mainFileContent: template, inputs: { document: JSON.stringify(toData(document, replace)) } }, { pdfStandard: standard })) }
  } catch (problem) {
    return { ok: false, unshowable: unshowableIn(String((problem as { message?: string }).message)), problem }
  } finally {
    // What is remembered between documents is dropped after some: a process that runs for months must not grow.
    compiler.evictCache(5)
  }
}

let compiler: NodeCompiler | undefined

/** One compiler for the process, with the fonts it brings and those of the machine behind them. */
function theCompiler(): NodeCompiler {
  if (compiler) return compiler
  const require = createRequire(import.meta.url)
  const { NodeCompiler: Compiler } = require('@myriaddreamin/typst-ts-node-compiler') as typeof import('@myriaddreamin/typst-ts-node-compiler')
  const fontBlobs = ['400Regular', '600SemiBold', '700Bold'].map((weight) => readFileSync(require.resolve(`@expo-google-fonts/inter/${weight}/Inter_${weight}.ttf`)))
  // The template reads no files; a folder that does not exist says so to the compiler as well.
  compiler = Compiler.create({ workspace: '/nonexistent', fontArgs: [{ fontBlobs }] })
  return compiler
}

/** The compiler names every sign it could not show: `…the text \"🦩\" could not be displayed…` and `…disallowed codepoint \"\\u{0}\"…`. */
const unshowableIn = (message: string): string[] =>
  [...message.matchAll(/(?:text|codepoint) `\\"(.*?)\\"`/gsu)].flatMap(([, sign = '']) => [...sign.replaceAll(/\\+u\{([0-9a-f]+)\}/g, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))])

const pageWords: Readonly<Record<Language, string>> = { nb: 'Side {page} av {total}', nn: 'Side {page} av {total}', en: 'Page {page} of {total}' }

/** The document as the template reads it: cleaned, split in paragraphs and lines, every optional part there. */
function toData(document: PdfDocument, replace: Replace) {
  // What stands on one line is cut where no page could hold it: a heading or a table's head taller than the page never finishes.
  const line = (text: string | undefined, limit = 300) => shorten(replace(cleanLine(text ?? '')), limit)
  const paragraphs = (text: string | undefined) => cleanText(replace(text ?? ''))
  const lines = (text: string) => paragraphs(text).flat()
  const { language, at } = document
  const [hour = 0, minute = 0] = at.toISOString().slice(11, 16).split(':').map(Number)
  return {
    lang: language,
    region: language === 'en' ? 'GB' : 'NO',
    title: line(document.title) || '–',
    above: line(document.above),
    intro: paragraphs(document.intro),
    sender: line(document.sender, 80),
    reference: line(document.reference, 40),
    date: formatDate(osloDate(at), language, 'long'),
    at: { year: at.getUTCFullYear(), month: at.getUTCMonth() + 1, day: at.getUTCDate(), hour, minute },
    page: pageWords[language],
    body: blocksOf(withoutJumps(document.body)),
  }

  function blocksOf(body: readonly PdfBlock[]): unknown[] {
    return body.map((block) => {
      switch (block.kind) {
        case 'heading':
          return { kind: 'heading', level: block.level, text: line(block.text) }
        case 'text':
          return { kind: 'text', text: paragraphs(block.text) }
        case 'facts':
          return { kind: 'facts', rows: block.rows.map(({ term, value }) => ({ term: line(term), value: lines(value) })) }
        case 'list':
          return { kind: block.numbered ? 'numbered' : 'list', items: block.items.map(lines) }
        case 'table':
          return { kind: 'table', caption: line(block.caption), titles: block.columns.map(({ title }) => line(title, 80)), numeric: block.columns.map(({ numeric = false }, at) => numeric && block.rows.every((row) => (row[at]?.length ?? 0) <= 20)), widths: widthsOf(block), rows: block.rows.map((row) => block.columns.map((_, at) => line(row[at], Number.POSITIVE_INFINITY))) }
        case 'timeline':
          return { kind: 'timeline', events: block.events.map((event) => ({ when: formatDateTime(event.at, language), what: line(event.what), by: line(event.by), detail: paragraphs(event.detail) })) }
        case 'note':
          return { kind: 'note', title: line(block.title), text: paragraphs(block.text) }
        case 'cards':
          return { kind: 'cards', items: block.items.map(({ title, text, address, alt }) => ({ title: line(title, 80), text: paragraphs(text), svg: squaresOf(address), alt: line(alt) })) }
        case 'picture':
          return { kind: 'picture', svg: block.svg, alt: line(block.alt) }
        case 'wide':
          return { kind: 'wide', body: blocksOf(block.body) }
        case 'page-break':
          return block
      }
    })
  }
}

/** An address as a camera reads it, dark on light; what lies beside each other in a line is one piece. */
function squaresOf(address: string): string {
  const { size, data } = encode(address, { ecc: 'M', border: 2 })
  const dark = data.flatMap((row, y) => [...row.map((on) => (on ? '1' : '0')).join('').matchAll(/1+/g)].map(({ 0: run, index: x }) => `M${x} ${y}h${run.length}v1h-${run.length}z`)).join('')
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${dark}" fill="#000"/></svg>`
}

/** Columns get room by their longest text, but no column less than a third of another. */
const widthsOf = ({ columns, rows }: Extract<PdfBlock, { kind: 'table' }>): number[] =>
  columns.map(({ title }, at) => Math.min(12, Math.max(4, Math.sqrt(rows.reduce((longest, row) => Math.max(longest, row[at]?.length ?? 0), title.length)))))

/** PDF/UA refuses a heading that skips a level, and one without words; lists and tables without anything in them are left out. */
function withoutJumps(document: readonly PdfBlock[]): PdfBlock[] {
  let level = 0
  return kept(document)

  function kept(body: readonly PdfBlock[]): PdfBlock[] {
    return body.flatMap((block): PdfBlock[] => {
      if (block.kind === 'heading') {
        if (cleanLine(block.text) === '') return []
        level = Math.min(block.level ?? 1, level + 1)
        return [{ ...block, level: level === 2 ? 2 : 1 }]
      }
      if (block.kind === 'wide') {
        const inside = kept(block.body)
        return inside.length === 0 ? [] : [{ ...block, body: inside }]
      }
      const empty = (block.kind === 'facts' && block.rows.length === 0) || (block.kind === 'list' && block.items.length === 0) || (block.kind === 'table' && block.columns.length === 0) || (block.kind === 'timeline' && block.events.length === 0) || (block.kind === 'cards' && block.items.length === 0)
      return empty ? [] : [block]
    })
  }
}
