import { renderPage } from '../../../../ui/render-page.ts'
import { missingIn, tablesOf, type FigureTable } from '../figures/tables.ts'
import { Bars } from '../figures/view.tsx'
import { nameOf } from '../pages.tsx'
import { bodyOf, chapters, type Report } from '../rules.ts'
import { languageOf, standingOf, type Drawn } from './document.ts'

/** A chart for where there is no stylesheet. */
export const drawn = (bars: Drawn): string => renderPage(<Bars {...bars} />)

/** The whole report in one file without script or anything fetched: to be sent, printed, or laid on the municipality's own pages. */
export const htmlFile = (report: Report): string => `<!doctype html>\n${renderPage(<Document report={report} />)}`

const look = [
  'body{margin:0 auto;max-width:46rem;padding:1.5rem 1rem 4rem;font:1.0625rem/1.6 Inter,system-ui,sans-serif;color:#2f2b26;background:#fff}',
  'h1,h2,h3{color:#033229;line-height:1.25}h2{margin-top:2.5rem}h1,h2,h3,p,li,caption{overflow-wrap:anywhere;hyphens:auto}',
  '.kind{color:#0f6152;font-weight:600;margin:0}.subtle{color:#58544e;font-size:.9375rem}.prose{white-space:pre-line}',
  '.frame{overflow-x:auto}table{border-collapse:collapse;width:100%}caption{text-align:start;font-weight:600;padding:.5rem 0}',
  'th,td{padding:.4rem .5rem;border-bottom:1px solid #d0cbc3;text-align:end;vertical-align:top}th:first-child{text-align:start}thead th{background:#edf5f3;border-bottom:2px solid #0f6152}tbody th{font-weight:400}',
  'svg{display:block;width:100%;max-width:34rem;margin:1rem 0}nav ul{padding-inline-start:1.25rem}a{color:#0f6152}@media print{nav{display:none}}',
].join('')

const Document = ({ report }: { readonly report: Report }) => {
  const page = languageOf(report)
  const { t, lang } = page
  const tables = tablesOf(page, report.snapshot.figures)
  const shown = chapters.filter((chapter) => bodyOf(report, chapter) !== '' || missingIn(page, chapter, tables) !== undefined || tables.some((table) => table.chapter === chapter))
  const title = nameOf(page, report)
  return (
    <html lang={lang}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title}, ${report.municipality}`}</title>
        <style dangerouslySetInnerHTML={{ __html: look }} />
      </head>
      <body>
        <main>
          <p class="kind">{t('quality.document.kind')}, {report.municipality}</p>
          <h1>{title}</h1>
          {standingOf(report).map((line) => <p class="subtle">{line}</p>)}
          <nav aria-label={t('quality.contents')}>
            <ul>{shown.map((chapter) => <li><a href={`#${chapter}`}>{t(`quality.chapter.${chapter}`)}</a></li>)}</ul>
          </nav>
          {shown.map((chapter) => {
            const body = bodyOf(report, chapter)
            const missing = missingIn(page, chapter, tables)
            return (
              <section id={chapter}>
                <h2>{t(`quality.chapter.${chapter}`)}</h2>
                {body && <p class="prose">{body}</p>}
                {missing && <p>{missing}</p>}
                {tables.filter((table) => table.chapter === chapter).map((table) => <Figures table={table} source={t('quality.source', { source: table.source })} />)}
              </section>
            )
          })}
          <section>
            <h2>{t('quality.rules')}</h2>
            <p>{t('quality.rules.text')}</p>
          </section>
        </main>
      </body>
    </html>
  )
}

const Figures = ({ table, source }: { readonly table: FigureTable; readonly source: string }) => (
  <>
    <div class="frame" role="region" aria-label={table.caption} tabindex={0}>
      <table>
        <caption>{table.caption}</caption>
        <thead>
          <tr>{table.columns.map((title) => <th scope="col">{title}</th>)}</tr>
        </thead>
        <tbody>
          {table.rows.map(({ head, cells }) => (
            <tr>
              <th scope="row">{head}</th>
              {cells.map(({ text }) => <td>{text}</td>)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
    {table.bars && <Bars {...table.bars} />}
    <p class="subtle">{[...table.notes, source].join(' ')}</p>
  </>
)
