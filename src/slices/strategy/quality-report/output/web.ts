import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { afterReading, file, notFound, redirect, type Access, type Answer, type ReadRequest, type Router } from '../../../../platform/http.ts'
import { renderPdf } from '../../../../platform/pdf.ts'
import { writeXlsx, type SheetColumn } from '../../../../platform/sheets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { tablesOf, type Cell, type FigureTable } from '../figures/tables.ts'
import { pathOf, yearName } from '../pages.tsx'
import type { Report } from '../rules.ts'
import { loadReport } from '../store.ts'
import { languageOf, reportDocument } from './document.ts'
import { drawn, htmlFile } from './html-file.tsx'

const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

/** The report to take along: as PDF, as one file for the web, and its tables for a spreadsheet. In the report's own language. */
export const outputWeb = (route: Router<PageContext>, readers: Access<Actor>) => {
  const of = (make: (report: Report, request: ReadRequest<Actor, PageContext>) => Promise<Answer>) => async (request: ReadRequest<Actor, PageContext>): Promise<Answer> => {
    const id = request.params['id'] ?? ''
    const report = looksLikeId(id) ? await loadReport(request.tx, id) : undefined
    return report ? afterReading(() => make(report, request)) : notFound
  }
  const limit = { limit: { max: 20, minutes: 1 } }

  route.get('/kvalitetsmelding/:id/melding.pdf', readers, of(async (report, { deps, actor }) => {
    const made = await renderPdf(reportDocument(report, report.approvedAt ?? deps.now(), drawn), { whose: actor.personId })
    return made.ok ? file(`${fileName(report)}.pdf`, 'application/pdf', made.bytes) : redirect(pathOf(report.id), { kind: 'warning', key: `guidance.case.pdf.${made.because}` })
  }), limit)

  route.get('/kvalitetsmelding/:id/melding.html', readers, of(async (report) => file(`${fileName(report)}.html`, 'text/html; charset=utf-8', htmlFile(report))), limit)

  route.get('/kvalitetsmelding/:id/tabeller.xlsx', readers, of(async (report) => {
    const page = languageOf(report)
    return file(`${fileName(report)}.xlsx`, sheetType, await writeXlsx(columnsOf(page), linesOf(tablesOf(page, report.snapshot.figures)), page.t('quality.title')))
  }), limit)
}

const fileName = (report: Report): string => {
  const page = languageOf(report)
  return page.t('quality.file.name', { municipality: report.municipality.replaceAll(/[^\p{L}\p{N} -]/gu, ''), year: yearName(page, report.year) })
}

type Line = { readonly table: FigureTable; readonly head: string; readonly column: string; readonly cell: Cell }
/** One line for each cell: tables of different shapes in one sheet. */
const linesOf = (tables: readonly FigureTable[]): readonly Line[] => tables.flatMap((table) => table.rows.flatMap(({ head, cells }) => cells.map((cell, at) => ({ table, head, column: table.columns[at + 1] ?? '', cell }))))
const columnsOf = ({ t }: ReturnType<typeof languageOf>): SheetColumn<Line>[] => [
  { title: t('quality.xlsx.chapter'), value: ({ table }) => t(`quality.chapter.${table.chapter}`) },
  { title: t('quality.xlsx.table'), value: ({ table }) => table.caption },
  { title: t('quality.xlsx.row'), value: ({ head }) => head },
  { title: t('quality.xlsx.column'), value: ({ column }) => column },
  { title: t('quality.xlsx.value'), value: ({ cell }) => cell.value ?? cell.text },
  { title: t('quality.xlsx.source'), value: ({ table }) => table.source },
]
