import type { PdfRefusal } from '../../../platform/pdf.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Layout } from '../../../ui/layout.tsx'

/** When the PDF could not be made: why, and another way to the same paper. */
export const NoPdfPage = ({ page, path, because }: { readonly page: PageContext; readonly path: string; readonly because: PdfRefusal }) => (
  <Layout page={page} title={page.t('guidance.case.pdf.none')} intro={page.t(`guidance.case.pdf.${because}`)}>
    <ButtonRow>
      <LinkButton href={path}>{page.t('evaluation.back')}</LinkButton>
    </ButtonRow>
  </Layout>
)
