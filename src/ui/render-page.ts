import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/**
 * A page as HTML. A link in the list of what is wrong whose field is not on the page – the form has gone meanwhile, or was never shown to this
 * person – becomes plain words: what is drawn further down is not known when the list is.
 */
export function renderPage(view: VNode): string {
  const html = renderToString(view)
  const leads = (id: string) => html.includes(`id="${id}"`)
  return html.replace(/<ds-error-summary[\s\S]*?<\/ds-error-summary>/, (list) => list.replaceAll(/<a class="ds-link" href="#([^"]*)">([\s\S]*?)<\/a>/g, (link: string, id: string, words: string) => (leads(id) ? link : words)))
}
