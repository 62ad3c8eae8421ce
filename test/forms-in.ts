// The forms of a page, as a program reads them that wants to send what no browser would.

export type FoundForm = { readonly who: string; readonly action: string; readonly fields: Readonly<Record<string, string>>; readonly texts: readonly string[] }

const unescaped = (text: string): string => text.replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : unescaped(found)
}
/** The forms of a page that change something, with their fields as they stand. */
export function formsIn(html: string, who: string): FoundForm[] {
  return [...html.matchAll(/<form\b[^>]*method="post"[^>]*>([\s\S]*?)<\/form>/g)].map((match) => {
    const [whole, inside = ''] = match
    const fields: Record<string, string> = {}
    const texts: string[] = []
    for (const [tag] of inside.matchAll(/<input\b[^>]*>/g)) {
      const [name, type] = [attribute(tag, 'name'), attribute(tag, 'type') ?? 'text']
      if (!name || name === '_csrf' || type === 'file') continue
      if ((type === 'radio' || type === 'checkbox') && !/\schecked/.test(tag) && fields[name] !== undefined) continue
      fields[name] = attribute(tag, 'value') ?? ''
      if (type === 'text') texts.push(name)
    }
    for (const [, tag = '', text = ''] of inside.matchAll(/<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/g)) {
      const name = attribute(` ${tag}`, 'name')
      if (name) fields[name] = unescaped(text)
      if (name) texts.push(name)
    }
    for (const [, tag = '', options = ''] of inside.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/g)) {
      const name = attribute(` ${tag}`, 'name')
      if (name) fields[name] = attribute([...options.matchAll(/<option\b[^>]*>/g)].map(([one]) => one).find((one) => attribute(one, 'value')) ?? '', 'value') ?? ''
    }
    return { who, action: attribute(/<form\b[^>]*>/.exec(whole)?.[0] ?? '', 'action') ?? '', fields, texts }
  })
}
