/**
 * Runs beside the pages under `/besok` (a service worker): without coverage the page where a visit is written in, and those where one is corrected, open as they were last seen, with stylesheet and script.
 * Nothing else is answered from here, and nothing is sent from here. What it keeps is put there by `kept-page.ts`, which takes it away when somebody else is signed in, or nobody;
 * it goes at sign-out too (`Clear-Site-Data`). Where no other page has been opened since, it goes when a working day is over.
 */
const page = '/besok/ny'
const correction = /^\/besok\/[\w-]{36}\/retting$/
const shelf = 'samspill-besok'
const workingDay = 12 * 60 * 60_000

type Asked = Event & { readonly request: Request; readonly respondWith: (answer: Promise<Response>) => void }
const isAsked = (event: Event): event is Asked => 'respondWith' in event

addEventListener('fetch', (event) => {
  if (!isAsked(event) || event.request.method !== 'GET') return
  const { request } = event
  const { pathname, origin } = new URL(request.url)
  if (origin !== location.origin) return
  if (pathname.startsWith('/assets/')) event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)))
  else if (request.mode === 'navigate' && (pathname === page || pathname === '/besok' || correction.test(pathname)))
    event.respondWith(
      fetch(request).catch(async (problem: unknown) => {
        const kept = await caches.match(correction.test(pathname) ? pathname : page)
        if (kept && Date.now() - Date.parse(kept.headers.get('date') ?? '') < workingDay) return kept
        if (kept) await caches.delete(shelf)
        throw problem
      }),
    )
})
