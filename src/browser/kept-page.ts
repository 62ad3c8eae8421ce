import { knock, ownerIn } from './unsent-visits.ts'

const shelf = 'samspill-besok'
const path = '/besok/ny'

/** The page with what it needs is laid by for the next time there is no coverage. @returns false when there is none now */
export async function keepPage(): Promise<boolean> {
  if (!('serviceWorker' in navigator) || !('caches' in window)) return true
  const door = await knock()
  if (door.kind !== 'open') return door.kind !== 'offline'
  await navigator.serviceWorker.register('/assets/offline-worker.js', { scope: '/besok' }).catch(() => undefined)
  await document.fonts.ready
  const needed = [...new Set(performance.getEntriesByType('resource').map(({ name }) => new URL(name)).filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith('/assets/')).map(({ pathname }) => pathname))]
  const cache = await caches.open(shelf)
  await cache.put(path, door.page)
  for (const old of await cache.keys()) if (![...needed, path].includes(new URL(old.url).pathname)) await cache.delete(old)
  await cache.addAll(needed).catch(() => undefined)
  return true
}

/** A device may be shared: a page drawn for nobody, or in another role, takes away the page that was kept. What is not sent waits for the one who wrote it. */
export async function forgetOthersPage(): Promise<void> {
  if (!('caches' in window) || !(await caches.has(shelf))) return
  const kept = await (await caches.open(shelf)).match(path)
  const acting = document.body.dataset['membership']
  if (!kept || !acting || ownerIn(await kept.text()) !== acting) await caches.delete(shelf)
}
