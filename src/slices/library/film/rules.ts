/** A film on a service that lets itself be shown in a frame without setting cookies before it plays. `origin` is all the page may frame. */
export type Film = { readonly service: string; readonly embed: string | undefined; readonly origin: string | undefined }

/**
 * Where a film's link leads. Others than the two services are a link only.
 * @returns undefined for what is no https address of a page
 */
export function filmAt(address: string): Film | undefined {
  if (!URL.canParse(address)) return undefined
  const { protocol, hostname, pathname, searchParams, username, port } = new URL(address)
  if (protocol !== 'https:' || username !== '' || port !== '' || !hostname.includes('.')) return undefined
  const host = hostname.replace(/^(www|m)\./, '')
  const [first = '', second = ''] = pathname.split('/').filter(Boolean)
  const tube = host === 'youtu.be' ? first : host === 'youtube.com' || host === 'youtube-nocookie.com' ? (first === 'watch' ? (searchParams.get('v') ?? '') : ['embed', 'shorts', 'live'].includes(first) ? second : '') : ''
  if (/^[\w-]{11}$/.test(tube)) return { service: 'YouTube', embed: `https://www.youtube-nocookie.com/embed/${tube}?rel=0`, origin: 'https://www.youtube-nocookie.com' }
  const vimeo = host === 'vimeo.com' ? first : host === 'player.vimeo.com' && first === 'video' ? second : ''
  if (/^\d{6,12}$/.test(vimeo)) return { service: 'Vimeo', embed: `https://player.vimeo.com/video/${vimeo}?dnt=1`, origin: 'https://player.vimeo.com' }
  return { service: host, embed: undefined, origin: undefined }
}
