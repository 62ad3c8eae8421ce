import { knock, ownerIn } from './unsent-visits.ts'

const shelf = 'samspill-besok'
const path = '/besok/ny'

/** Where what came of a planned visit is written, and what is wrong with one is corrected. */
const isCorrection = (address: string): boolean => /^\/besok\/[\w-]{36}\/retting$/.test(address)
/** So many of them at a time, the last seen. */
const correctionsKept = 6

/** The page with what it needs is laid by for the next time there is no coverage, and the corrections that this one is or links to. @returns false when there is none now */
export async function keepPage(): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return true
  const door = await knock()
  if (door.kind !== 'open') return door.kind !== 'offline'
  await navigator.serviceWorker.register('/assets/offline-worker.js', { scope: '/besok' }).catch(() => undefined)
  await document.fonts.ready
  const needed = [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/')).map(({ pathname }) => pathname))]
  const cache = await caches.open(shelf)
  await cache.put(path, door.page)
  const corrections = [location.pathname, ...[...document.querySelectorAll<HTMLAnchorElement>('main a[href^="/besok/"]')].map(({ pathname }) => pathname)].filter(isCorrection).slice(0, correctionsKept)
  for (const address of corrections) {
    const answer = await fetch(address).catch(() => undefined)
    if (answer?.ok && !answer.redirected) await cache.put(address, answer)
  }
  const kept = (await cache.keys()).map(({ url }) => new URL(url).pathname)
  const tooMany = kept.filter((address) => isCorrection(address) && !corrections.includes(address)).slice(0, -correctionsKept)
  for (const old of kept) if (tooMany.includes(old) || !(isCorrection(old) || [...needed, path].includes(old))) await cache.delete(old)
  await cache.addAll(needed).catch(() => undefined)
  return true
}

/** What has been saved is not there to be corrected as it was. */
export const forgetPage = async (address: string): Promise<void> => void ('caches' in window && (await caches.has(shelf)) && (await (await caches.open(shelf)).delete(address)))

/** A device may be shared: a page drawn for nobody, or in another role, takes away the page that was kept. What is not sent waits for the one who wrote it. */
export async function forgetOthersPage(): Promise<void> {
  if (!('caches' in window) || !(await caches.has(shelf))) return
  const kept = await (await caches.open(shelf)).match(path)
  const acting = document.body.dataset['membership']
  if (!kept || !acting || ownerIn(await kept.text()) !== acting) await caches.delete(shelf)
}
