/** A piece of XML that is escaped already. Made by `element` and `attribute` only, so nothing a person wrote can become markup. */
export type Xml = { readonly xml: string }

/** An element with a text, or with others in the order given. What is undefined is left out. */
export const element = (name: string, content: string | readonly (Xml | undefined)[], attributes: Readonly<Record<string, string>> = {}): Xml => {
  const inner = typeof content === 'string' ? escapeXml(content) : content.flatMap((one) => (one ? [one.xml] : [])).join('')
  return { xml: `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('')}>${inner}</${name}>` }
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

/** Text as XML 1.0 can hold it: what it cannot (control signs, half pairs) is left out. */
const escapeXml = (text: string): string =>
  text.toWellFormed().replaceAll(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '').replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? '')
